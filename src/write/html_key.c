#include "draw/id.h"
#include "draw/swatch.h"
#include "write/html_page.h"
#include "write/svg.h"

/* Room around a sample, so that no line of it is cut. */
static const double rim = 2;

/* What the key lists: types in the order of the schema, relations by their names, and what is not
 * certain. */
struct entry {
    enum ent_legend_group group;
    uint32_t kind; /* of a type or the first relation of a name; of certainty, an answer */
    bool shown;
};

struct ent_key {
    struct entry *entries;
    size_t count;
    struct ent_drawing samples; /* a mark for each entry */
};

/* The first planned node of each type, the first tie of each relation; or ENT_NONE. */
struct firsts {
    uint32_t *of_type, *of_relation;
    bool *type_shown, *relation_shown;
    uint32_t tie; /* to show what is not certain; a plain one if there is one */
};

static struct firsts find_firsts(struct ent_arena *arena, const struct ent_page *page)
{
    const struct ent_network *network = page->network;
    const struct ent_schema *schema = network->schema;
    const struct ent_plan *plan = page->plan;
    struct firsts firsts = {
        ENT_NEW(arena, uint32_t, schema->type_count + 1),
        ENT_NEW(arena, uint32_t, schema->relation_count + 1),
        ENT_NEW(arena, bool, schema->type_count + 1),
        ENT_NEW(arena, bool, schema->relation_count + 1),
        ENT_NONE,
    };
    memset(firsts.of_type, 0xFF, schema->type_count * sizeof *firsts.of_type);
    memset(firsts.of_relation, 0xFF, schema->relation_count * sizeof *firsts.of_relation);
    for (uint32_t i = 0; i < plan->node_count; i++) {
        uint32_t node = plan->nodes[i].node, type = network->node_type[node];
        uint32_t first = firsts.of_type[type];
        if (first == ENT_NONE || (plan->nodes[first].overridden && !plan->nodes[i].overridden))
            firsts.of_type[type] = i;
        firsts.type_shown[type] |= page->shown->nodes[node] != ENT_OUT;
    }
    for (uint32_t i = 0; i < plan->tie_count; i++) {
        uint32_t tie = plan->ties[i].tie;
        uint32_t relation = schema->relations[network->tie_relation[tie]].same;
        if (firsts.of_relation[relation] == ENT_NONE)
            firsts.of_relation[relation] = i;
        if (firsts.tie == ENT_NONE || (plan->ties[firsts.tie].doubtful && !plan->ties[i].doubtful))
            firsts.tie = i;
        firsts.relation_shown[relation] |= page->shown->ties[tie] != ENT_OUT;
    }
    return firsts;
}

static void add(struct ent_run *run, const struct ent_page *page, struct ent_key *key,
                struct entry entry, uint32_t sample, struct ent_manner manner)
{
    struct ent_legend_entry look = {.group = entry.group,
                                    .sample = sample,
                                    .of_tie = entry.group != ENT_OF_NODES,
                                    .manner = manner};
    struct ent_mark *mark = &key->samples.marks[key->samples.mark_count++];
    mark->layer = ENT_LAYER_LEGEND;
    struct ent_point left = {rim, rim + ENT_SWATCH_HEIGHT / 2};
    ent_swatch_draw(&run->arena, page->plan, page->layout, &look, left, mark);
    key->entries[key->count++] = entry;
}

static bool is_answered(const struct ent_page *page, enum ent_answer answer)
{
    return page->shown->timed &&
           memchr(page->shown->ties, (int)answer, page->network->tie_count) != NULL;
}

static void add_certainty(struct ent_run *run, const struct ent_page *page, struct ent_key *key,
                          uint32_t tie)
{
    static const struct ent_manner manners[] = {[ENT_CERTAIN] = {false, false},
                                                [ENT_PRESUMED] = {true, false},
                                                [ENT_POSSIBLE] = {false, true}};
    bool uncertain = is_answered(page, ENT_PRESUMED) || is_answered(page, ENT_POSSIBLE);
    for (enum ent_answer answer = ENT_CERTAIN; answer > ENT_OUT; answer--) {
        bool shown = uncertain && is_answered(page, answer);
        add(run, page, key, (struct entry){ENT_OF_CERTAINTY, answer, shown}, tie, manners[answer]);
    }
}

struct ent_key *ent_html_key_make(struct ent_run *run, const struct ent_page *page)
{
    struct ent_arena *arena = &run->arena;
    const struct ent_schema *schema = page->network->schema;
    struct firsts firsts = find_firsts(arena, page);
    size_t most = schema->type_count + schema->relation_count + ENT_CERTAIN + 1;
    struct ent_key *key = ENT_NEW(arena, struct ent_key, 1);
    key->entries = ENT_NEW(arena, struct entry, most);
    key->samples = (struct ent_drawing){.marks = ENT_NEW(arena, struct ent_mark, most),
                                        .ground = page->drawing->ground,
                                        .dark = page->drawing->dark,
                                        .width = ENT_SWATCH_WIDTH + 2 * rim,
                                        .height = ENT_SWATCH_HEIGHT + 2 * rim,
                                        .paged = true,
                                        .swatches = true};
    for (uint32_t i = 0; i < schema->type_count; i++)
        if (firsts.of_type[i] != ENT_NONE)
            add(run, page, key, (struct entry){ENT_OF_NODES, i, firsts.type_shown[i]},
                firsts.of_type[i], (struct ent_manner){.presumed = false});
    for (uint32_t i = 0; i < schema->relation_count; i++)
        if (firsts.of_relation[i] != ENT_NONE)
            add(run, page, key, (struct entry){ENT_OF_TIES, i, firsts.relation_shown[i]},
                firsts.of_relation[i], (struct ent_manner){.presumed = false});
    if (firsts.tie != ENT_NONE)
        add_certainty(run, page, key, firsts.tie);
    return key;
}

/* ---- as HTML ---- */

static const struct {
    const char *heading, *id, *kind;
} groups[ENT_LEGEND_GROUPS] = {
    [ENT_OF_NODES] = {"Nodes", "legend-nodes", "type"},
    [ENT_OF_TIES] = {"Ties", "legend-ties", "relation"},
    [ENT_OF_CERTAINTY] = {"Certainty", "certainty", "certainty"},
};

/* What the word means, for those who read no model. */
static struct ent_text meaning(enum ent_answer answer)
{
    return answer == ENT_CERTAIN    ? ENT_TEXT("certain")
           : answer == ENT_PRESUMED ? ENT_TEXT("presumed: nothing says that it had ended, or its "
                                               "dates leave room for doubt")
                                    : ENT_TEXT("possible: its dates do not rule it out");
}

static struct ent_text name_of(struct ent_arena *arena, const struct ent_page *page,
                               const struct entry *entry, bool as_class)
{
    const struct ent_schema *schema = page->network->schema;
    if (entry->group == ENT_OF_CERTAINTY)
        return as_class ? ent_words_of_answer((enum ent_answer)entry->kind)
                        : meaning((enum ent_answer)entry->kind);
    const struct ent_kind *kind = entry->group == ENT_OF_TIES ? &schema->relations[entry->kind].kind
                                                              : &schema->types[entry->kind].kind;
    if (as_class)
        return ENT_FORM(arena, "of-{}", ent_class_word(arena, kind->name));
    return kind->label.length > 0 ? kind->label : kind->name;
}

static void put_entry(struct ent_run *run, const struct ent_page *page, const struct ent_key *key,
                      size_t number, struct ent_writer *writer)
{
    const struct entry *entry = &key->entries[number];
    ENT_PUT(writer, "<li data-kind=\"");
    ent_put_text(writer, ent_text_of(groups[entry->group].kind));
    ENT_PUT(writer, "\" data-class=\"");
    ent_put_xml(writer, name_of(&run->arena, page, entry, true));
    ent_put_text(writer, entry->shown ? ENT_TEXT("\">") : ENT_TEXT("\" class=\"off\">"));
    ent_svg_put_swatch(&key->samples, number, page->font, &run->arena, writer);
    ENT_PUT(writer, "<span>");
    ent_put_xml(writer, name_of(&run->arena, page, entry, false));
    ENT_PUT(writer, "</span></li>\n");
}

static bool is_shown(const struct ent_key *key, enum ent_legend_group group)
{
    for (size_t i = 0; i < key->count; i++)
        if (key->entries[i].group == group && key->entries[i].shown)
            return true;
    return false;
}

static void put_group(struct ent_run *run, const struct ent_page *page, const struct ent_key *key,
                      size_t first, size_t end, struct ent_writer *writer)
{
    enum ent_legend_group group = key->entries[first].group;
    ent_put_text(writer, is_shown(key, group) ? ENT_TEXT("<div>\n<h3>")
                                              : ENT_TEXT("<div class=\"off\">\n<h3>"));
    ent_put_text(writer, ent_text_of(groups[group].heading));
    ENT_PUT(writer, "</h3>\n<ul id=\"");
    ent_put_text(writer, ent_text_of(groups[group].id));
    ENT_PUT(writer, "\">\n");
    for (size_t i = first; i < end; i++)
        put_entry(run, page, key, i, writer);
    ENT_PUT(writer, "</ul>\n</div>\n");
}

void ent_html_put_key(struct ent_run *run, const struct ent_page *page, const struct ent_key *key,
                      struct ent_writer *writer)
{
    if (key->count == 0)
        return;
    ENT_PUT(writer, "<section id=\"legend\" aria-labelledby=\"legend-heading\">\n"
                    "<h2 id=\"legend-heading\">Legend</h2>\n");
    for (size_t first = 0, end = 0; first < key->count; first = end) {
        while (end < key->count && key->entries[end].group == key->entries[first].group)
            end++;
        put_group(run, page, key, first, end, writer);
    }
    ENT_PUT(writer, "</section>\n");
}

void ent_html_put_key_rules(struct ent_run *run, const struct ent_page *page,
                            const struct ent_key *key, struct ent_writer *writer)
{
    ent_svg_put_swatch_rules(&key->samples, page->font, &run->arena, writer);
}
