#include "draw/id.h"
#include "write/html_page.h"
#include "write/json.h"

/* The days that JSON has no number for. */
enum { before_all = -1000000000, after_all = 1000000000 };

/* Network numbers in the order of the drawing, and back. */
struct order {
    uint32_t *numbers, *position;
    size_t count;
};

struct records {
    struct ent_run *run;
    const struct ent_page *page;
    const struct ent_network *network;
    struct order nodes, ties, types, relations;
    struct ent_cited *sources;
    size_t source_count;
    struct life *lives; /* each once */
    size_t life_count;
    size_t life_room; /* of the table below, a power of two */
    uint32_t *life_table;
    uint32_t *alias_first,
        *aliases;         /* those of node n are from alias_first[n] to before the next */
    uint32_t *cluster_of; /* of each node; or ENT_NONE */
};

/* A lifetime as it is told: its days and the cells that it was made of. */
struct life {
    const struct ent_lifetime *days;
    struct ent_text start, end;
};

/* ---- order ---- */

static struct order order_of(struct ent_arena *arena, const struct ent_drawing *drawing,
                             enum ent_layer layer, size_t all)
{
    struct order order = {ENT_NEW(arena, uint32_t, all + 1), ENT_NEW(arena, uint32_t, all + 1), 0};
    memset(order.position, 0xFF, all * sizeof *order.position);
    for (size_t i = 0; i < drawing->mark_count; i++) {
        const struct ent_mark *mark = &drawing->marks[i];
        if (mark->layer != layer || order.position[mark->number] != ENT_NONE)
            continue;
        order.position[mark->number] = (uint32_t)order.count;
        order.numbers[order.count++] = mark->number;
    }
    return order;
}

/* Kinds that occur, by the first of their name, and the types that they are kinds of. */
static struct order order_kinds(struct ent_arena *arena, const bool *used, size_t all)
{
    struct order order = {ENT_NEW(arena, uint32_t, all + 1), ENT_NEW(arena, uint32_t, all + 1), 0};
    memset(order.position, 0xFF, all * sizeof *order.position);
    for (uint32_t i = 0; i < all; i++)
        if (used[i]) {
            order.position[i] = (uint32_t)order.count;
            order.numbers[order.count++] = i;
        }
    return order;
}

static void order_all(struct records *r)
{
    struct ent_arena *arena = &r->run->arena;
    const struct ent_schema *schema = r->network->schema;
    const struct ent_drawing *drawing = r->page->drawing;
    r->nodes = order_of(arena, drawing, ENT_LAYER_NODES, r->network->node_count);
    r->ties = order_of(arena, drawing, ENT_LAYER_TIES, r->network->tie_count);
    bool *types = ENT_NEW(arena, bool, schema->type_count + 1);
    bool *relations = ENT_NEW(arena, bool, schema->relation_count + 1);
    for (size_t i = 0; i < r->nodes.count; i++)
        for (uint32_t type = r->network->node_type[r->nodes.numbers[i]]; type != ENT_NONE;
             type = schema->types[type].general)
            types[type] = true;
    for (size_t i = 0; i < r->ties.count; i++)
        relations[schema->relations[r->network->tie_relation[r->ties.numbers[i]]].same] = true;
    r->types = order_kinds(arena, types, schema->type_count);
    r->relations = order_kinds(arena, relations, schema->relation_count);
}

/* ---- values; NULL stands for an empty one ---- */

static json_t *text_or_nothing(struct ent_text text)
{
    return text.length > 0 ? ent_json_text(text) : NULL;
}

static json_t *day(ent_day day)
{
    return json_integer(day == ENT_DAY_FIRST ? before_all : day == ENT_DAY_LAST ? after_all : day);
}

static void set_text(json_t *object, const char *name, struct ent_text text)
{
    if (text.length > 0)
        ent_json_set(object, name, ent_json_text(text));
}

static void set_true(json_t *object, const char *name, bool is)
{
    if (is)
        ent_json_set(object, name, json_true());
}

/* ---- lifetimes ---- */

static bool same_life(const struct life *a, const struct life *b)
{
    return a->days->start_earliest == b->days->start_earliest &&
           a->days->start_latest == b->days->start_latest &&
           a->days->end_earliest == b->days->end_earliest &&
           a->days->end_latest == b->days->end_latest && a->days->marks == b->days->marks &&
           ent_text_equal(a->start, b->start) && ent_text_equal(a->end, b->end);
}

static uint64_t hash_of(const struct life *life)
{
    uint32_t days[] = {(uint32_t)life->days->start_earliest, (uint32_t)life->days->end_latest,
                       (uint32_t)life->days->start_latest, (uint32_t)life->days->end_earliest};
    return ent_text_hash((struct ent_text){(const char *)days, sizeof days});
}

/* Its number among those that are told. */
static json_t *life_of(struct records *r, struct life life)
{
    if (!life.days->given)
        return NULL;
    size_t at = hash_of(&life) & (r->life_room - 1);
    while (r->life_table[at] != 0 && !same_life(&r->lives[r->life_table[at] - 1], &life))
        at = (at + 1) & (r->life_room - 1);
    if (r->life_table[at] == 0) {
        r->lives[r->life_count++] = life;
        r->life_table[at] = (uint32_t)r->life_count;
    }
    return json_integer(r->life_table[at] - 1);
}

static void begin_lives(struct records *r)
{
    size_t most = r->nodes.count + r->ties.count + 1;
    r->lives = ENT_NEW(&r->run->arena, struct life, most);
    for (r->life_room = 64; r->life_room < 2 * most;)
        r->life_room *= 2;
    r->life_table = ENT_NEW(&r->run->arena, uint32_t, r->life_room);
}

static json_t *all_lives(const struct records *r)
{
    json_t *lives = json_array();
    for (size_t i = 0; i < r->life_count; i++) {
        const struct life *life = &r->lives[i];
        json_t *told = json_array();
        json_array_append_new(told, day(life->days->start_earliest));
        json_array_append_new(told, day(life->days->start_latest));
        json_array_append_new(told, day(life->days->end_earliest));
        json_array_append_new(told, day(life->days->end_latest));
        json_array_append_new(told, json_integer(life->days->marks != 0));
        json_array_append_new(told, ent_json_text(ent_words_of_life(&r->run->arena, life->days)));
        json_array_append_new(told, ent_json_text(life->start));
        json_array_append_new(told, ent_json_text(life->end));
        json_array_append_new(lives, told);
    }
    return lives;
}

/* ---- columns ---- */

typedef json_t *cell_of(struct records *r, uint32_t number);

/* An array, or where most cells are empty an object by position. A column that is empty is left
 * out. */
static void set_column(struct records *r, json_t *table, const char *name,
                       const struct order *order, cell_of *cell)
{
    json_t **cells = ENT_NEW(&r->run->arena, json_t *, order->count + 1);
    size_t filled = 0;
    for (size_t i = 0; i < order->count; i++) {
        cells[i] = cell(r, order->numbers[i]);
        filled += cells[i] != NULL;
    }
    if (filled == 0)
        return;
    bool is_dense = filled * 2 > order->count;
    json_t *column = is_dense ? json_array() : json_object();
    for (size_t i = 0; i < order->count; i++)
        if (is_dense)
            json_array_append_new(column, cells[i] ? cells[i] : json_null());
        else if (cells[i])
            json_object_set_new(
                column,
                ent_text_string(&r->run->arena, ent_text_number(&r->run->arena, (int64_t)i)),
                cells[i]);
    ent_json_set(table, name, column);
}

static json_t *sources_of(const struct records *r, struct ent_text ids)
{
    json_t *sources = NULL;
    for (struct ent_text id; ent_text_next(&ids, ';', &id);)
        for (size_t low = 0, high = r->source_count; low < high;) {
            size_t middle = low + (high - low) / 2;
            int order = ent_text_compare(id, r->sources[middle].id);
            low = order > 0 ? middle + 1 : low;
            high = order < 0 ? middle : high;
            if (order != 0)
                continue;
            sources = sources ? sources : json_array();
            json_array_append_new(sources, json_integer((json_int_t)middle));
            break;
        }
    return sources;
}

static json_t *node_id(struct records *r, uint32_t node)
{
    return ent_json_text(r->network->node_id[node]);
}

static json_t *node_name(struct records *r, uint32_t node)
{
    return ent_json_text(r->network->node_name[node]);
}

static json_t *node_full(struct records *r, uint32_t node)
{
    struct ent_text full = ent_node_cell(r->network, node, ENT_TEXT("name"));
    return ent_text_equal(full, r->network->node_name[node]) ? NULL : text_or_nothing(full);
}

static json_t *node_type(struct records *r, uint32_t node)
{
    return json_integer(r->types.position[r->network->node_type[node]]);
}

static json_t *node_life(struct records *r, uint32_t node)
{
    return life_of(r, (struct life){.days = &r->network->node_life[node],
                                    .start = ent_node_text(r->run, r->network, node, ENT_AT_START),
                                    .end = ent_node_text(r->run, r->network, node, ENT_AT_END)});
}

static json_t *node_sources(struct records *r, uint32_t node)
{
    return sources_of(r, ent_node_cell(r->network, node, ENT_TEXT("source")));
}

static json_t *node_quote(struct records *r, uint32_t node)
{
    return text_or_nothing(ent_node_cell(r->network, node, ENT_TEXT("quote")));
}

static json_t *node_url(struct records *r, uint32_t node)
{
    return text_or_nothing(ent_link_of(ent_node_cell(r->network, node, ENT_TEXT("url"))));
}

/* What is written for those who keep the tables is published only where the figure asks for it. */
static json_t *node_note(struct records *r, uint32_t node)
{
    return r->page->wish->notes.given
               ? text_or_nothing(ent_text_trim(ent_node_cell(r->network, node, ENT_TEXT("note"))))
               : NULL;
}

/* Other keys of the node, as "VNM". */
static json_t *node_also(struct records *r, uint32_t node)
{
    json_t *also = NULL;
    for (uint32_t at = r->alias_first[node]; at < r->alias_first[node + 1]; at++) {
        struct ent_text alias = r->network->alias[r->aliases[at]];
        const char *equals = memchr(alias.bytes, '=', alias.length);
        size_t cut = equals ? (size_t)(equals - alias.bytes) + 1 : 0;
        also = also ? also : json_array();
        json_array_append_new(also, ent_json_text(ent_text_slice(alias, cut, SIZE_MAX)));
    }
    return also;
}

static json_t *node_cluster(struct records *r, uint32_t node)
{
    uint32_t cluster = r->cluster_of[node];
    return cluster == ENT_NONE ? NULL : json_integer(cluster);
}

static json_t *tie_relation(struct records *r, uint32_t tie)
{
    uint32_t relation = r->network->schema->relations[r->network->tie_relation[tie]].same;
    return json_integer(r->relations.position[relation]);
}

static json_t *position_of(const struct records *r, uint32_t node)
{
    bool held = node != ENT_NONE && r->nodes.position[node] != ENT_NONE;
    return held ? json_integer(r->nodes.position[node]) : NULL;
}

static json_t *tie_from(struct records *r, uint32_t tie)
{
    return position_of(r, r->network->tie_from[tie]);
}

static json_t *tie_to(struct records *r, uint32_t tie)
{
    return position_of(r, r->network->tie_to[tie]);
}

static json_t *tie_agreement(struct records *r, uint32_t tie)
{
    return position_of(r, r->network->tie_agreement[tie]);
}

static json_t *tie_life(struct records *r, uint32_t tie)
{
    return life_of(r, (struct life){.days = &r->network->tie_life[tie],
                                    .start = ent_tie_text(r->run, r->network, tie, ENT_AT_START),
                                    .end = ent_tie_text(r->run, r->network, tie, ENT_AT_END)});
}

/* A position, or the name of a node that the page does not hold. */
static json_t *tie_behalf(struct records *r, uint32_t tie)
{
    uint32_t behalf = r->network->tie_behalf[tie];
    json_t *position = position_of(r, behalf);
    return position || behalf == ENT_NONE ? position : ent_json_text(r->network->node_name[behalf]);
}

static json_t *tie_sources(struct records *r, uint32_t tie)
{
    return sources_of(r, ent_tie_cell(r->network, tie, ENT_TEXT("source")));
}

/* What stands in the row of a node is told with the node. */
static json_t *row_cell(struct records *r, uint32_t tie, struct ent_text column)
{
    return ent_tie_has_row(r->network, tie)
               ? text_or_nothing(ent_text_trim(ent_tie_cell(r->network, tie, column)))
               : NULL;
}

static json_t *tie_role(struct records *r, uint32_t tie)
{
    return row_cell(r, tie, ENT_TEXT("role"));
}

static json_t *tie_quote(struct records *r, uint32_t tie)
{
    return row_cell(r, tie, ENT_TEXT("quote"));
}

static json_t *tie_url(struct records *r, uint32_t tie)
{
    return text_or_nothing(ent_link_of(ent_tie_cell(r->network, tie, ENT_TEXT("url"))));
}

static json_t *tie_note(struct records *r, uint32_t tie)
{
    return r->page->wish->notes.given ? row_cell(r, tie, ENT_TEXT("note")) : NULL;
}

/* ---- tables ---- */

static void index_aliases(struct records *r)
{
    const struct ent_network *network = r->network;
    struct ent_arena *arena = &r->run->arena;
    r->alias_first = ENT_NEW(arena, uint32_t, network->node_count + 2);
    r->aliases = ENT_NEW(arena, uint32_t, network->alias_count + 1);
    for (size_t i = 0; i < network->alias_count; i++)
        r->alias_first[network->alias_node[i] + 1]++;
    for (size_t i = 0; i < network->node_count; i++)
        r->alias_first[i + 1] += r->alias_first[i];
    uint32_t *next = ENT_NEW(arena, uint32_t, network->node_count + 1);
    for (uint32_t i = 0; i < network->alias_count; i++) {
        uint32_t node = network->alias_node[i];
        r->aliases[r->alias_first[node] + next[node]++] = i;
    }
}

static void index_clusters(struct records *r)
{
    const struct ent_plan *plan = r->page->plan;
    r->cluster_of = ENT_NEW(&r->run->arena, uint32_t, r->network->node_count + 1);
    memset(r->cluster_of, 0xFF, r->network->node_count * sizeof *r->cluster_of);
    for (size_t i = 0; i < plan->node_count; i++)
        r->cluster_of[plan->nodes[i].node] = plan->task.nodes[i].cluster;
}

struct column {
    const char *name;
    cell_of *cell;
};

static json_t *table_of(struct records *r, const struct order *order, const struct column *columns,
                        size_t count)
{
    json_t *table = json_object();
    for (size_t i = 0; i < count; i++)
        set_column(r, table, columns[i].name, order, columns[i].cell);
    return table;
}

static json_t *all_nodes(struct records *r)
{
    static const struct column columns[] = {
        {"id", node_id},     {"name", node_name},       {"full", node_full},
        {"type", node_type}, {"life", node_life},       {"also", node_also},
        {"url", node_url},   {"sources", node_sources}, {"quote", node_quote},
        {"note", node_note}, {"cluster", node_cluster},
    };
    return table_of(r, &r->nodes, columns, ENT_COUNT(columns));
}

static json_t *all_ties(struct records *r)
{
    static const struct column columns[] = {
        {"relation", tie_relation}, {"from", tie_from},           {"to", tie_to},
        {"life", tie_life},         {"role", tie_role},           {"behalf", tie_behalf},
        {"url", tie_url},           {"sources", tie_sources},     {"quote", tie_quote},
        {"note", tie_note},         {"agreement", tie_agreement},
    };
    return table_of(r, &r->ties, columns, ENT_COUNT(columns));
}

/* ---- kinds and sources ---- */

static json_t *kind_of(const struct records *r, const struct ent_kind *kind)
{
    json_t *told = json_object();
    set_text(told, "name", kind->name);
    set_text(told, "label", kind->label);
    set_text(told, "class",
             ENT_FORM(&r->run->arena, "of-{}", ent_class_word(&r->run->arena, kind->name)));
    return told;
}

static json_t *all_types(const struct records *r)
{
    const struct ent_schema *schema = r->network->schema;
    json_t *types = json_array();
    for (size_t i = 0; i < r->types.count; i++) {
        const struct ent_type *type = &schema->types[r->types.numbers[i]];
        json_t *told = kind_of(r, &type->kind), *isa = json_array();
        for (uint32_t general = type->general; general != ENT_NONE;
             general = schema->types[general].general)
            json_array_append_new(isa, json_integer(r->types.position[general]));
        ent_json_set(told, "isa", isa);
        set_true(told, "happening", type->kind.timing != ENT_UNTIMED);
        json_array_append_new(types, told);
    }
    return types;
}

/* What is true of one pair of ends of a relation counts for its name. */
static json_t *all_relations(const struct records *r)
{
    const struct ent_schema *schema = r->network->schema;
    json_t *relations = json_array();
    for (size_t i = 0; i < r->relations.count; i++) {
        uint32_t first = r->relations.numbers[i];
        const struct ent_relation *relation = &schema->relations[first];
        json_t *told = kind_of(r, &relation->kind);
        bool joins = false, within = false;
        for (uint32_t k = first; k < schema->relation_count; k++) {
            joins |= schema->relations[k].same == first && schema->relations[k].joins;
            within |= schema->relations[k].same == first && schema->relations[k].within;
        }
        set_true(told, "symmetric", relation->symmetric);
        set_text(told, "family", ent_kind_text(schema, &relation->kind, ENT_AT_EXCLUSIVE));
        set_true(told, "joins", joins);
        set_true(told, "within", within);
        json_array_append_new(relations, told);
    }
    return relations;
}

static json_t *all_sources(const struct records *r)
{
    json_t *sources = json_array();
    for (size_t i = 0; i < r->source_count; i++) {
        const struct ent_cited *source = &r->sources[i];
        struct ent_text link = ent_link_of(source->url);
        json_t *told = json_object();
        set_text(told, "id", source->id);
        set_text(told, "words", ent_cited_words(&r->run->arena, source));
        set_text(told, link.length > 0 ? "url" : "address", link.length > 0 ? link : source->url);
        json_array_append_new(sources, told);
    }
    return sources;
}

/* ---- the whole ---- */

static int year_of(ent_day day)
{
    int year, month, of_month;
    ent_day_split(day, &year, &month, &of_month);
    return year;
}

/* The years in which something begins, ends or is dated, and those that are asked for. */
static void set_years(const struct records *r, json_t *whole)
{
    ent_day first = ENT_DAY_LAST, last = ENT_DAY_FIRST;
    const struct ent_window window = r->page->shown->window;
    for (size_t i = 0; i <= r->life_count; i++) {
        ent_day days[] = {window.first, window.last, window.first, window.last};
        if (i < r->life_count) {
            const struct ent_lifetime *life = r->lives[i].days;
            memcpy(days,
                   (const ent_day[]){life->start_earliest, life->start_latest, life->end_earliest,
                                     life->end_latest},
                   sizeof days);
        }
        for (size_t k = 0; k < ENT_COUNT(days); k++) {
            if (days[k] == ENT_DAY_FIRST || days[k] == ENT_DAY_LAST)
                continue;
            first = days[k] < first ? days[k] : first;
            last = days[k] > last ? days[k] : last;
        }
    }
    if (first > last)
        return;
    ent_json_set(whole, "first", json_integer(year_of(first)));
    ent_json_set(whole, "last", json_integer(year_of(last)));
}

static void set_question(const struct records *r, json_t *whole)
{
    const struct ent_page *page = r->page;
    const struct ent_selection *shown = page->shown;
    if (shown->timed) {
        json_t *window = json_array();
        json_array_append_new(window, day(shown->window.first));
        json_array_append_new(window, day(shown->window.last));
        ent_json_set(whole, "window", window);
    }
    ent_json_set(whole, "least", ent_json_text(ent_words_of_answer(shown->least)));
    if (page->question->context > 0)
        ent_json_set(whole, "context", json_integer((json_int_t)page->question->context));
    set_true(whole, "keep", page->question->keep_isolated);
    set_true(whole, "filtered", ent_question_filters(page->question));
}

/* No "<" in a script, whatever it is a part of. */
static void put_without_tags(struct ent_writer *writer, struct ent_text json)
{
    size_t sent = 0;
    for (size_t at = 0; at < json.length; at++) {
        if (json.bytes[at] != '<')
            continue;
        ent_put_bytes(writer, json.bytes + sent, at - sent);
        ENT_PUT(writer, "\\u003c");
        sent = at + 1;
    }
    ent_put_bytes(writer, json.bytes + sent, json.length - sent);
}

void ent_html_put_records(struct ent_run *run, const struct ent_page *page,
                          struct ent_writer *writer)
{
    struct records r = {.run = run, .page = page, .network = page->network};
    struct ent_writer json = {0};
    json_t *whole = json_object();
    r.sources = ent_cited_make(run, page->network, page->all, &r.source_count);
    order_all(&r);
    begin_lives(&r);
    index_aliases(&r);
    index_clusters(&r);
    ent_json_set(whole, "format", json_integer(1));
    ent_json_set(whole, "version", ent_json_text(page->wish->version));
    ent_json_set(whole, "language", ent_json_text(page->drawing->language));
    set_text(whole, "title", page->wish->title.text);
    set_text(whole, "subtitle", page->wish->subtitle.text);
    set_question(&r, whole);
    json_t *nodes = all_nodes(&r), *ties = all_ties(&r);
    set_years(&r, whole);
    ent_json_set(whole, "types", all_types(&r));
    ent_json_set(whole, "relations", all_relations(&r));
    ent_json_set(whole, "sources", all_sources(&r));
    ent_json_set(whole, "lives", all_lives(&r));
    ent_json_set(whole, "nodes", nodes);
    ent_json_set(whole, "ties", ties);
    ent_put_json(&json, whole, 0);
    put_without_tags(writer, ent_writer_text(&json));
    ent_writer_end(&json);
}
