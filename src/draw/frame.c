#include "draw/frame.h"

enum { title_size = 15, rule_size = 9, legend_size = 9, note_size = 8, most_names = 3 };

static const double gap = 10, least_width = 340;
static const double swatch_width = 26, swatch_height = 13, item_gap = 16, row_height = 18;

/* ---- what the legend explains ---- */

/* A look and the names of the types or relations that have it. */
struct entry {
    struct ent_text names;
    size_t name_count;
    uint32_t *kinds;
    size_t sample; /* a planned node or tie with that look */
    bool is_tie;
    struct ent_manner manner;
};

struct legend {
    struct entry *entries;
    size_t count;
};

static bool same_pen(struct ent_pen a, struct ent_pen b)
{
    return a.colour.rgb == b.colour.rgb && a.colour.given == b.colour.given && a.dash == b.dash &&
           a.width >= b.width && a.width <= b.width;
}

static bool same_node(const struct ent_node_look *a, const struct ent_node_look *b)
{
    return a->shape->form == b->shape->form &&
           strcmp(a->shape->graphviz, b->shape->graphviz) == 0 && a->fill.rgb == b->fill.rgb &&
           a->fill.given == b->fill.given && a->rounded == b->rounded &&
           a->peripheries == b->peripheries && same_pen(a->pen, b->pen);
}

static bool same_tie(const struct ent_tie_look *a, const struct ent_tie_look *b)
{
    return same_pen(a->pen, b->pen) && a->to.arrow == b->to.arrow && a->to.hollow == b->to.hollow &&
           a->from.arrow == b->from.arrow;
}

static struct ent_text kind_label(const struct ent_schema *schema, bool is_tie, uint32_t kind)
{
    return is_tie ? schema->relations[kind].kind.label : schema->types[kind].kind.label;
}

static void add_kind(const struct ent_schema *schema, struct entry *entry, uint32_t kind)
{
    struct ent_text label = kind_label(schema, entry->is_tie, kind);
    for (size_t i = 0; i < entry->name_count; i++)
        if (ent_text_equal(kind_label(schema, entry->is_tie, entry->kinds[i]), label))
            return;
    entry->kinds[entry->name_count++] = kind;
}

static struct entry *open_entry(struct ent_arena *arena, const struct ent_schema *schema,
                                struct legend *legend, size_t sample, bool is_tie)
{
    struct entry *entry = &legend->entries[legend->count++];
    *entry = (struct entry){.sample = sample, .is_tie = is_tie};
    entry->kinds = ENT_NEW(arena, uint32_t, schema->type_count + schema->relation_count);
    return entry;
}

/* The nearest type that all of them are kinds of, or ENT_NONE. */
static uint32_t common_type(const struct ent_schema *schema, const struct entry *entry)
{
    uint32_t general = entry->kinds[0];
    for (; general != ENT_NONE; general = schema->types[general].general) {
        bool common = true;
        for (size_t i = 1; i < entry->name_count; i++)
            common &= ent_type_isa(schema, entry->kinds[i], general);
        if (common)
            break;
    }
    return general;
}

/* Up to three names; more are called by what they have in common, or counted. */
static struct ent_text entry_text(struct ent_arena *arena, const struct ent_schema *schema,
                                  const struct entry *entry)
{
    struct ent_text text = {0};
    bool many = entry->name_count > most_names;
    uint32_t general = many && !entry->is_tie ? common_type(schema, entry) : ENT_NONE;
    if (general != ENT_NONE)
        return schema->types[general].kind.label;
    for (size_t i = 0; i < entry->name_count && i < most_names; i++) {
        struct ent_text label = kind_label(schema, entry->is_tie, entry->kinds[i]);
        text = i == 0 ? label : ENT_FORM(arena, "{}, {}", text, label);
    }
    return many ? ENT_FORM(arena, "{} and {} more", text,
                           ent_text_number(arena, (int64_t)(entry->name_count - most_names)))
                : text;
}

static void add_node(struct ent_arena *arena, const struct ent_plan *plan, size_t number,
                     struct legend *legend)
{
    const struct ent_plan_node *node = &plan->nodes[number];
    uint32_t type = plan->network->node_type[node->node];
    for (size_t i = 0; i < legend->count; i++)
        if (same_node(&plan->nodes[legend->entries[i].sample].look, &node->look)) {
            add_kind(plan->network->schema, &legend->entries[i], type);
            return;
        }
    add_kind(plan->network->schema, open_entry(arena, plan->network->schema, legend, number, false),
             type);
}

static void add_tie(struct ent_arena *arena, const struct ent_plan *plan, size_t number,
                    size_t first, struct legend *legend)
{
    const struct ent_plan_tie *tie = &plan->ties[number];
    uint32_t relation = plan->network->tie_relation[tie->tie];
    for (size_t i = first; i < legend->count; i++)
        if (same_tie(&plan->ties[legend->entries[i].sample].look, &tie->look)) {
            add_kind(plan->network->schema, &legend->entries[i], relation);
            return;
        }
    add_kind(plan->network->schema, open_entry(arena, plan->network->schema, legend, number, true),
             relation);
}

static void add_manner(struct legend *legend, size_t sample, bool is_tie, struct ent_text name,
                       struct ent_manner manner)
{
    legend->entries[legend->count++] =
        (struct entry){.sample = sample, .is_tie = is_tie, .names = name, .manner = manner};
}

/* Presumed and doubtful strokes are explained where they occur. */
static void add_manners(const struct ent_plan *plan, struct legend *legend)
{
    size_t presumed = 0, doubtful = 0, node = 0;
    while (presumed < plan->tie_count &&
           (plan->ties[presumed].answer != ENT_PRESUMED || plan->ties[presumed].doubtful))
        presumed++;
    while (doubtful < plan->tie_count && !plan->ties[doubtful].doubtful)
        doubtful++;
    while (node < plan->node_count && !plan->nodes[node].doubtful)
        node++;
    if (presumed < plan->tie_count)
        add_manner(legend, presumed, true, ENT_TEXT("presumed, not certain"),
                   (struct ent_manner){true, false});
    if (doubtful < plan->tie_count)
        add_manner(legend, doubtful, true, ENT_TEXT("? uncertain"),
                   (struct ent_manner){false, true});
    else if (node < plan->node_count)
        add_manner(legend, node, false, ENT_TEXT("? uncertain"), (struct ent_manner){false, true});
}

static struct legend make_legend(struct ent_arena *arena, const struct ent_plan *plan)
{
    size_t most = plan->node_count + plan->tie_count + 2;
    const struct ent_schema *schema = plan->network->schema;
    struct legend legend = {ENT_NEW(arena, struct entry, most), 0};
    for (size_t i = 0; i < plan->node_count; i++)
        if (!plan->nodes[i].overridden)
            add_node(arena, plan, i, &legend);
    size_t nodes = legend.count;
    for (size_t i = 0; i < plan->tie_count; i++)
        add_tie(arena, plan, i, nodes, &legend);
    for (size_t i = 0; i < legend.count; i++)
        legend.entries[i].names = entry_text(arena, schema, &legend.entries[i]);
    add_manners(plan, &legend);
    return legend;
}

/* ---- swatches ---- */

/* The sample's own outline, made small. */
static struct ent_placed_node shrunk(struct ent_arena *arena, const struct ent_placed_node *placed,
                                     struct ent_point centre)
{
    struct ent_placed_node small = *placed;
    double across = swatch_width / placed->width, down = swatch_height / placed->height;
    small.centre = centre;
    small.width = swatch_width;
    small.height = swatch_height;
    small.outlines = ENT_NEW(arena, struct ent_outline, placed->outline_count + 1);
    for (size_t i = 0; i < placed->outline_count; i++) {
        const struct ent_outline *from = &placed->outlines[i];
        struct ent_outline *to = &small.outlines[i];
        *to = (struct ent_outline){ENT_NEW(arena, struct ent_point, from->point_count),
                                   from->point_count};
        for (size_t k = 0; k < from->point_count; k++)
            to->points[k] =
                (struct ent_point){centre.x + (from->points[k].x - placed->centre.x) * across,
                                   centre.y + (from->points[k].y - placed->centre.y) * down};
    }
    return small;
}

static void node_swatch(struct ent_arena *arena, const struct ent_plan *plan,
                        const struct ent_layout *layout, const struct entry *entry,
                        struct ent_point left, struct ent_mark *mark)
{
    struct ent_node_look look = plan->nodes[entry->sample].look;
    struct ent_point centre = {left.x + swatch_width / 2, left.y};
    struct ent_placed_node small = shrunk(arena, &layout->nodes[entry->sample], centre);
    if (look.peripheries > 2)
        look.peripheries = 2;
    mark->paths = ENT_NEW(arena, struct ent_path, ENT_MOST_NODE_PATHS);
    mark->path_count = ent_node_paths(arena, &look, entry->manner, &small, mark->paths);
    for (size_t i = 0; i < mark->path_count; i++)
        mark->paths[i].radius = mark->paths[i].radius > 4 ? 4 : mark->paths[i].radius;
}

static void tie_swatch(struct ent_arena *arena, const struct ent_plan *plan,
                       const struct entry *entry, struct ent_point left, struct ent_mark *mark)
{
    const struct ent_tie_look *look = &plan->ties[entry->sample].look;
    double head = look->to.arrow != ENT_ARROW_NONE ? 7 : 0;
    double tail = look->from.arrow != ENT_ARROW_NONE ? 7 : 0;
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 4);
    for (int i = 0; i < 4; i++)
        points[i] =
            (struct ent_point){left.x + tail + (swatch_width - head - tail) * i / 3, left.y};
    struct ent_curve curve = {points, 4, tail > 0, head > 0, left, {left.x + swatch_width, left.y}};
    struct ent_placed_tie placed = {.curves = &curve, .curve_count = 1};
    mark->paths = ENT_NEW(arena, struct ent_path, ent_tie_path_count(&placed));
    mark->path_count = ent_tie_paths(arena, plan->theme, look, entry->manner, &placed, mark->paths);
}

/* ---- rows of the legend ---- */

static double item_width(const struct ent_plan *plan, const struct entry *entry)
{
    return swatch_width + 6 + ent_font_width(plan->font, entry->names, legend_size, false) +
           item_gap;
}

static void place_entry(struct ent_run *run, const struct ent_plan *plan,
                        const struct ent_layout *layout, const struct entry *entry,
                        struct ent_point at, struct ent_mark *mark)
{
    struct ent_arena *arena = &run->arena;
    struct ent_point middle = {at.x, at.y + row_height / 2};
    if (entry->is_tie)
        tie_swatch(arena, plan, entry, middle, mark);
    else
        node_swatch(arena, plan, layout, entry, middle, mark);
    struct ent_label label = ent_label_make(run, plan->font, entry->names, legend_size, false, 0);
    struct ent_point top = {at.x + swatch_width + 6, middle.y - label.height / 2};
    mark->layer = ENT_LAYER_LEGEND;
    mark->words =
        ent_label_words(arena, plan->font, &label, top, ENT_START, plan->theme->on.ink.rgb);
    mark->word_count = label.line_count;
}

/* From left to right, in as many rows as it takes. */
static void place_legend(struct ent_run *run, const struct ent_plan *plan,
                         const struct ent_layout *layout, struct ent_frame *frame)
{
    struct legend legend = make_legend(&run->arena, plan);
    frame->marks = ENT_NEW(&run->arena, struct ent_mark, legend.count + 1);
    struct ent_point at = {0, 0};
    for (size_t i = 0; i < legend.count; i++) {
        const struct entry *entry = &legend.entries[i];
        if (at.x > 0 && at.x + item_width(plan, entry) - item_gap > frame->width)
            at = (struct ent_point){0, at.y + row_height};
        place_entry(run, plan, layout, entry, at, &frame->marks[frame->mark_count++]);
        at.x += item_width(plan, entry);
    }
    frame->legend_height = legend.count > 0 ? at.y + row_height : 0;
}

/* ---- sources ---- */

static void mark_cited(const struct ent_network *network, struct ent_text cited, bool *shown)
{
    for (struct ent_text id; ent_text_next(&cited, ';', &id);) {
        uint32_t source = ent_index_find(&network->sources, id);
        if (source != ENT_NONE)
            shown[source] = true;
    }
}

static struct ent_text source_cell(const struct ent_table *table, size_t row, const char *name)
{
    uint32_t column = ent_table_column(table, ent_text_of(name));
    return column == ENT_NONE ? (struct ent_text){0} : ent_table_cell(table, row, column);
}

static struct ent_text published_words(struct ent_run *run, const struct ent_table *table,
                                       size_t row)
{
    struct ent_text published = source_cell(table, row, "published");
    struct ent_date date;
    if (published.length == 0 || !ent_date_read(run, published, ENT_NOWHERE, &date))
        return (struct ent_text){0};
    struct ent_text words = ent_words_of_days(&run->arena, date.earliest, date.latest);
    return date.marks != 0 ? ENT_FORM(&run->arena, "{}?", words) : words;
}

/* "src-1: Tran Thuong, 29 October 2025?". */
static struct ent_text source_words(struct ent_run *run, const struct ent_table *table, size_t row)
{
    struct ent_text words = {0};
    struct ent_text parts[] = {source_cell(table, row, "title"), source_cell(table, row, "author"),
                               source_cell(table, row, "publisher"),
                               published_words(run, table, row)};
    for (size_t i = 0; i < ENT_COUNT(parts); i++)
        if (parts[i].length > 0)
            words = words.length == 0 ? parts[i] : ENT_FORM(&run->arena, "{}, {}", words, parts[i]);
    struct ent_text id = source_cell(table, row, "id");
    return words.length == 0 ? id : ENT_FORM(&run->arena, "{} ({})", id, words);
}

static int source_order(const struct ent_text *ids, uint32_t a, uint32_t b)
{
    return ent_text_compare(ids[a], ids[b]);
}

static struct ent_text sources_text(struct ent_run *run, const struct ent_plan *plan)
{
    const struct ent_network *network = plan->network;
    const struct ent_table *table = network->records->sources;
    struct ent_text text = {0}, column = ENT_TEXT("source");
    if (!table || !network->source_id)
        return text;
    bool *shown = ENT_NEW(&run->arena, bool, table->row_count + 1);
    for (size_t i = 0; i < plan->node_count; i++)
        mark_cited(network, ent_node_cell(network, plan->nodes[i].node, column), shown);
    for (size_t i = 0; i < plan->tie_count; i++)
        mark_cited(network, ent_tie_cell(network, plan->ties[i].tie, column), shown);
    for (;;) { /* in the order of their ids */
        uint32_t next = ENT_NONE;
        for (uint32_t i = 0; i < table->row_count; i++)
            if (shown[i] && (next == ENT_NONE || source_order(network->source_id, i, next) < 0))
                next = i;
        if (next == ENT_NONE)
            return text;
        shown[next] = false;
        struct ent_text words = source_words(run, table, next);
        text = text.length == 0 ? ENT_FORM(&run->arena, "Sources: {}", words)
                                : ENT_FORM(&run->arena, "{}; {}", text, words);
    }
}

/* ---- all of it ---- */

static struct ent_text rule_text(struct ent_run *run, const struct ent_plan *plan)
{
    struct ent_arena *arena = &run->arena;
    return ENT_FORM(arena, "{} · {}, {}", ent_words_of_rule(arena, plan->selection),
                    ent_words_of_count(arena, plan->node_count, "node", "nodes"),
                    ent_words_of_count(arena, plan->tie_count, "tie", "ties"));
}

static double height_of(struct ent_label label, double room)
{
    return label.line_count > 0 ? label.height + room : 0;
}

void ent_frame_make(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, const struct ent_wish *wish,
                    struct ent_frame *frame)
{
    const struct ent_font *font = plan->font;
    *frame = (struct ent_frame){.width = layout->width > least_width ? layout->width : least_width};
    double wide = frame->width;
    if (wish->title.text.length > 0)
        frame->title = ent_label_make(
            run, font, ent_words_of_title(&run->arena, plan->selection, wish->title.text),
            title_size, true, wide);
    if (wish->caption.text.length > 0)
        frame->caption = ent_label_make(run, font, wish->caption.text, note_size, false, wide);
    frame->rule = ent_label_make(run, font, rule_text(run, plan), rule_size, false, wide);
    struct ent_text sources = sources_text(run, plan);
    if (sources.length > 0)
        frame->sources = ent_label_make(run, font, sources, note_size, false, wide);
    if (!ent_text_is(wish->legend.text, "none"))
        place_legend(run, plan, layout, frame);
    frame->top = height_of(frame->title, 3) + height_of(frame->rule, 0);
    frame->top += frame->top > 0 ? gap : 0;
    frame->bottom =
        frame->legend_height + height_of(frame->caption, 4) + height_of(frame->sources, 4);
    frame->bottom += frame->bottom > 0 ? gap * 2 : 0;
}
