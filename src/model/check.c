#include "model/building.h"

#include <stdlib.h>

enum { most_of_a_loop = 12 }; /* nodes that are named of a loop */

/* What the checks need to know of every relation, found out once. */
struct checking {
    struct ent_run *run;
    const struct ent_network *network;
    struct ent_filler *starts, *ends, *roles; /* of each relation whose table was read */
    bool *of_nodes;                           /* the relation comes from a column of a node table */
    uint32_t *families;                       /* its exclusive family, or ENT_NONE */
    uint32_t *same_as;                        /* of each tie: the earlier one that it repeats */
};

static const struct ent_relation *relation_of(const struct checking *c, uint32_t tie)
{
    return &c->network->schema->relations[c->network->tie_relation[tie]];
}

/* ---- rows and their sources ---- */

static void check_cited(const struct checking *c, struct ent_text cited, struct ent_place place)
{
    const struct ent_network *network = c->network;
    for (struct ent_text id; ent_text_next(&cited, ';', &id);)
        if (ent_index_find(&network->sources, id) == ENT_NONE)
            ent_report(c->run, ENT_E215, place,
                       ent_hint_meant(&c->run->arena, id, network->source_id,
                                      network->records->sources->row_count),
                       id);
}

static void check_sources(const struct checking *c, const struct ent_table *table,
                          bool require_source)
{
    uint32_t column = ent_table_column(table, ENT_TEXT("source"));
    if (column == ENT_NONE || table == c->network->records->sources || table->base)
        return;
    bool known = c->network->sources.slots != NULL;
    for (size_t row = 0; row < table->row_count; row++) {
        struct ent_text cited = ent_text_trim(ent_table_cell(table, row, column));
        struct ent_place place = ent_table_place(table, row, column);
        if (cited.length == 0)
            ent_report(c->run, require_source ? ENT_E214 : ENT_W214, place, ENT_NO_HINT);
        else if (known)
            check_cited(c, cited, place);
    }
}

/* ---- loops of parents ---- */

/* The wholes that each node is a part of: those of node n stand in `nodes` from `first[n]` to
 * before `first[n + 1]`. */
struct parents {
    size_t *first;
    uint32_t *nodes;
};

static uint32_t root_type(const struct ent_network *network, uint32_t node)
{
    uint32_t type = network->node_type[node];
    while (network->schema->types[type].general != ENT_NONE)
        type = network->schema->types[type].general;
    return type;
}

static bool leads_to_parent(const struct checking *c, uint32_t tie)
{
    const struct ent_network *network = c->network;
    return c->of_nodes[network->tie_relation[tie]] && !relation_of(c, tie)->symmetric &&
           root_type(network, network->tie_from[tie]) == root_type(network, network->tie_to[tie]);
}

static struct parents find_parents(const struct checking *c)
{
    const struct ent_network *network = c->network;
    struct parents parents = {ENT_NEW(&c->run->arena, size_t, network->node_count + 2), NULL};
    size_t *next = parents.first + 1; /* counts, then positions, then the starts shifted by one */
    size_t sum = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (leads_to_parent(c, tie))
            next[network->tie_from[tie]]++;
    for (size_t node = 0; node < network->node_count; node++) {
        size_t count = next[node];
        next[node] = sum;
        sum += count;
    }
    parents.nodes = ENT_NEW(&c->run->arena, uint32_t, sum + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (leads_to_parent(c, tie))
            parents.nodes[next[network->tie_from[tie]]++] = network->tie_to[tie];
    return parents;
}

/* "cpv -> cpv-cc -> cpv": the loop is the end of the path from `again` on. */
static struct ent_text loop_text(const struct checking *c, const uint32_t *path, size_t length,
                                 uint32_t again)
{
    const struct ent_network *network = c->network;
    size_t at = length;
    while (path[at - 1] != again)
        at--;
    struct ent_text loop = network->node_id[again];
    for (size_t named = 1; at < length && named < most_of_a_loop; at++, named++)
        loop = ENT_FORM(&c->run->arena, "{} -> {}", loop, network->node_id[path[at]]);
    return ENT_FORM(&c->run->arena, "{}{} -> {}", loop,
                    at < length ? ENT_TEXT(" -> ...") : ENT_NO_HINT, network->node_id[again]);
}

static void report_loop(const struct checking *c, const uint32_t *path, size_t length,
                        uint32_t again)
{
    ent_report(c->run, ENT_E213, ent_node_place(c->network, again),
               ENT_TEXT("take one of these parents out"), loop_text(c, path, length, again));
}

enum { UNSEEN, ON_PATH, DONE };

/* Goes up from `start` on every way; whoever is met again on the path closes a loop. */
static void walk_up(const struct checking *c, const struct parents *parents, uint32_t start,
                    uint8_t *states, uint32_t *path, size_t *next)
{
    size_t length = 0;
    path[length++] = start;
    states[start] = ON_PATH;
    while (length > 0) {
        uint32_t node = path[length - 1];
        if (next[node] == parents->first[node + 1]) {
            states[node] = DONE;
            length--;
            continue;
        }
        uint32_t parent = parents->nodes[next[node]++];
        if (states[parent] == ON_PATH) {
            report_loop(c, path, length, parent);
        } else if (states[parent] == UNSEEN) {
            states[parent] = ON_PATH;
            path[length++] = parent;
        }
    }
}

static void check_loops(const struct checking *c)
{
    size_t count = c->network->node_count;
    struct parents parents = find_parents(c);
    uint8_t *states = ENT_NEW(&c->run->arena, uint8_t, count + 1);
    uint32_t *path = ENT_NEW(&c->run->arena, uint32_t, count + 1);
    size_t *next = ENT_NEW(&c->run->arena, size_t, count + 1);
    memcpy(next, parents.first, count * sizeof *next);
    for (uint32_t node = 0; node < count; node++)
        if (states[node] == UNSEEN)
            walk_up(c, &parents, node, states, path, next);
}

/* ---- nodes without ties ---- */

/* Types that some relation, of those whose table was read, permits as an end. */
static bool *types_with_relations(const struct checking *c)
{
    const struct ent_schema *schema = c->network->schema;
    bool *tied = ENT_NEW(&c->run->arena, bool, schema->type_count + 1);
    for (size_t i = 0; i < schema->relation_count; i++)
        for (uint32_t type = 0; c->network->relation_table[i] && type < schema->type_count; type++)
            tied[type] |= ent_type_isa(schema, type, schema->relations[i].from) ||
                          ent_type_isa(schema, type, schema->relations[i].to);
    return tied;
}

static void check_nodes(const struct checking *c)
{
    const struct ent_network *network = c->network;
    bool *may_be_tied = types_with_relations(c);
    bool *tied = ENT_NEW(&c->run->arena, bool, network->node_count + 1);
    for (size_t tie = 0; tie < network->tie_count; tie++)
        tied[network->tie_from[tie]] = tied[network->tie_to[tie]] = true;
    for (uint32_t node = 0; node < network->node_count; node++)
        if (!tied[node] && may_be_tied[network->node_type[node]])
            ent_report(c->run, ENT_W210, ent_node_place(network, node), ENT_NO_HINT,
                       network->node_id[node]);
}

/* ---- the same tie twice ---- */

/* What makes two ties the same; the ends of a symmetric one stand in either order. The start is
 * the text, because exclusive ties were cut. */
struct identity {
    uint32_t numbers[5]; /* relation, ends, behalf, agreement */
    struct ent_text start, role;
};

struct ranked {
    uint64_t hash;
    uint32_t tie;
};

static struct identity identity_of(const struct checking *c, uint32_t tie)
{
    const struct ent_network *network = c->network;
    const struct ent_relation *relation = relation_of(c, tie);
    uint32_t number = network->tie_relation[tie], row = network->tie_row[tie];
    uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
    bool turned = relation->symmetric && from > to;
    return (struct identity){
        {relation->same, turned ? to : from, turned ? from : to, network->tie_behalf[tie],
         network->tie_agreement[tie]},
        ent_template_fill(&c->run->arena, &c->starts[number], row),
        ent_template_fill(&c->run->arena, &c->roles[number], row),
    };
}

static uint64_t hash_of(const struct identity *identity)
{
    uint64_t hash = ent_text_hash(identity->start) * 31 + ent_text_hash(identity->role);
    for (size_t i = 0; i < ENT_COUNT(identity->numbers); i++)
        hash = (hash ^ identity->numbers[i]) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

static bool are_same(const struct identity *a, const struct identity *b)
{
    return memcmp(a->numbers, b->numbers, sizeof a->numbers) == 0 &&
           ent_text_equal(a->start, b->start) && ent_text_equal(a->role, b->role);
}

static int by_hash(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->tie < right->tie ? -1 : left->tie > right->tie;
}

static void find_repeated(struct checking *c)
{
    size_t count = c->network->tie_count;
    struct ranked *ranked = ENT_NEW(&c->run->arena, struct ranked, count + 1);
    c->same_as = ENT_NEW(&c->run->arena, uint32_t, count + 1);
    for (uint32_t tie = 0; tie < count; tie++) {
        struct identity identity = identity_of(c, tie);
        ranked[tie] = (struct ranked){hash_of(&identity), tie};
        c->same_as[tie] = ENT_NONE;
    }
    qsort(ranked, count, sizeof *ranked, by_hash);
    for (size_t i = 1; i < count; i++) {
        if (ranked[i].hash != ranked[i - 1].hash)
            continue;
        uint32_t before = ranked[i - 1].tie;
        struct identity earlier = identity_of(c, before), later = identity_of(c, ranked[i].tie);
        if (are_same(&earlier, &later))
            c->same_as[ranked[i].tie] = before;
    }
}

static void check_repeated(const struct checking *c)
{
    const struct ent_network *network = c->network;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t earlier = c->same_as[tie];
        if (earlier == ENT_NONE)
            continue;
        struct ent_place place = ent_tie_place(network, tie),
                         first = ent_tie_place(network, earlier);
        if (network->tie_from[tie] != network->tie_from[earlier])
            ent_report(c->run, ENT_W212, place, ENT_TEXT("keep one of them"),
                       relation_of(c, tie)->kind.name, ent_place_mention(&c->run->arena, first));
        else
            ent_report(c->run, ENT_W211, place, ENT_TEXT("remove one of them"),
                       ent_place_mention(&c->run->arena, first));
    }
}

/* ---- relations without ties ---- */

/* The built-in schema has more relations than anyone uses; of one's own, each is meant. */
static void check_relations(const struct checking *c)
{
    const struct ent_network *network = c->network;
    const struct ent_schema *schema = network->schema;
    if (schema->built_in)
        return;
    bool *used = ENT_NEW(&c->run->arena, bool, schema->relation_count + 1); /* or reported */
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        used[relation_of(c, tie)->same] = true;
    for (size_t i = 0; i < schema->relation_count; i++) {
        const struct ent_relation *relation = &schema->relations[i];
        if (used[relation->same] || !network->relation_table[i])
            continue;
        used[relation->same] = true;
        ent_report(c->run, ENT_W310, ent_place_at(schema->source, relation->kind.offset),
                   ENT_NO_HINT, relation->kind.name);
    }
}

/* ---- dates ---- */

static bool begins_before(const struct ent_lifetime *tie, const struct ent_lifetime *end)
{
    return tie->given && end->given && tie->start_latest != ENT_DAY_FIRST &&
           tie->start_latest < end->start_earliest;
}

static void check_begins(const struct checking *c)
{
    const struct ent_network *network = c->network;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        const struct ent_lifetime *life = &network->tie_life[tie];
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        uint32_t late = begins_before(life, &network->node_life[from]) ? from
                        : begins_before(life, &network->node_life[to]) ? to
                                                                       : ENT_NONE;
        if (late == ENT_NONE)
            continue;
        const struct ent_filler *start = &c->starts[network->tie_relation[tie]];
        struct ent_text begins = ent_template_fill(&c->run->arena, start, network->tie_row[tie]);
        if (begins.length == 0)
            begins = ent_day_text(&c->run->arena, life->start_latest);
        ent_report(c->run, ENT_W409, ent_tie_place(network, tie), ENT_NO_HINT, begins,
                   network->node_id[late],
                   ent_day_text(&c->run->arena, network->node_life[late].start_earliest));
    }
}

/* A tie of an exclusive family with the dates of its row, which the building has cut. */
struct level {
    uint32_t family, low, high, tie; /* low, high: the ends in either order */
    struct ent_bound start, end;
};

static ent_day first_day(const struct level *level)
{
    return level->start.given ? level->start.date.earliest : ENT_DAY_FIRST;
}

static int by_pair(const struct level *a, const struct level *b)
{
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    return (a->high > b->high) - (a->high < b->high);
}

static int by_pair_and_start(const void *a, const void *b)
{
    const struct level *left = a, *right = b;
    int order = by_pair(left, right);
    if (order == 0)
        order = (first_day(left) > first_day(right)) - (first_day(left) < first_day(right));
    return order != 0 ? order : (left->tie > right->tie) - (left->tie < right->tie);
}

/* What has a lifetime had good dates, so that nothing is reported a second time here. */
static struct ent_span written_span(const struct checking *c, uint32_t tie)
{
    const struct ent_filler *start = &c->starts[c->network->tie_relation[tie]];
    const struct ent_filler *end = &c->ends[c->network->tie_relation[tie]];
    uint32_t row = c->network->tie_row[tie];
    struct ent_span span = {0};
    ent_bounds_read(c->run, ent_template_fill(&c->run->arena, start, row),
                    ent_template_place(start, row), ent_template_fill(&c->run->arena, end, row),
                    ent_template_place(end, row), &span);
    return span;
}

static size_t take_levels(const struct checking *c, struct level *levels)
{
    const struct ent_network *network = c->network;
    size_t count = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t family = c->families[network->tie_relation[tie]];
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        if (family == ENT_NONE || !network->tie_life[tie].given || c->same_as[tie] != ENT_NONE)
            continue;
        if (levels) {
            struct ent_span span = written_span(c, tie);
            levels[count] = (struct level){
                family, from < to ? from : to, from < to ? to : from, tie, span.start, span.end};
        }
        count++;
    }
    return count;
}

static void report_overlap(const struct checking *c, const struct level *early,
                           const struct level *late)
{
    struct ent_place place = ent_tie_place(c->network, late->tie);
    const struct ent_date *end = &early->end.date;
    if (late->end.given && late->end.date.latest < end->latest)
        end = &late->end.date;
    ent_report(c->run, ENT_W412, place, ENT_TEXT("end the earlier one"),
               ent_place_mention(&c->run->arena, ent_tie_place(c->network, early->tie)),
               ent_day_text(&c->run->arena, late->start.date.earliest),
               ent_day_text(&c->run->arena, end->latest));
}

/* An end that is open or blank is what the later tie is there to cut. One that is a date and
 * surely behind the start of the later tie contradicts it. */
static void check_levels(const struct checking *c)
{
    size_t count = take_levels(c, NULL);
    struct level *levels = ENT_NEW(&c->run->arena, struct level, count + 1);
    const struct level *longest = NULL;
    take_levels(c, levels);
    qsort(levels, count, sizeof *levels, by_pair_and_start);
    for (size_t i = 0; i < count; i++) {
        const struct level *level = &levels[i];
        if (i == 0 || by_pair(level - 1, level) != 0)
            longest = NULL;
        if (longest && level->start.given && longest->end.date.earliest > level->start.date.latest)
            report_overlap(c, longest, level);
        if (level->end.given && (!longest || longest->end.date.earliest < level->end.date.earliest))
            longest = level;
    }
}

/* ---- all of it ---- */

static struct ent_filler bind_role(const struct checking *c, const struct ent_kind *kind,
                                   const struct ent_table *table)
{
    const struct ent_template *stated = &kind->values[ENT_AT_ROLE];
    struct ent_template *column = ENT_NEW(&c->run->arena, struct ent_template, 1);
    ent_template_read(c->run, ENT_TEXT("{role}"), ENT_NOWHERE, column);
    return ent_template_bind(&c->run->arena, stated->text.length > 0 ? stated : column, table,
                             ent_kind_text(c->network->schema, kind, ENT_AT_MISSING));
}

/* Families are numbered by the first relation that names them. */
static uint32_t family_of(const struct ent_schema *schema, size_t number)
{
    struct ent_text name = schema->relations[number].kind.values[ENT_AT_EXCLUSIVE].text;
    for (uint32_t i = 0; name.length > 0 && i <= number; i++)
        if (ent_text_equal(schema->relations[i].kind.values[ENT_AT_EXCLUSIVE].text, name))
            return i;
    return ENT_NONE;
}

static void look_at_relations(struct checking *c)
{
    const struct ent_schema *schema = c->network->schema;
    struct ent_arena *arena = &c->run->arena;
    c->starts = ENT_NEW(arena, struct ent_filler, schema->relation_count + 1);
    c->ends = ENT_NEW(arena, struct ent_filler, schema->relation_count + 1);
    c->roles = ENT_NEW(arena, struct ent_filler, schema->relation_count + 1);
    c->of_nodes = ENT_NEW(arena, bool, schema->relation_count + 1);
    c->families = ENT_NEW(arena, uint32_t, schema->relation_count + 1);
    for (size_t i = 0; i < schema->relation_count; i++) {
        const struct ent_kind *kind = &schema->relations[i].kind;
        const struct ent_table *table = c->network->relation_table[i];
        if (!table)
            continue;
        struct ent_text missing = ent_kind_text(schema, kind, ENT_AT_MISSING);
        bool panel = schema->relations[i].step > 0; /* the year stands for the start */
        c->starts[i] = ent_template_bind(arena, &kind->values[panel ? ENT_AT_PANEL : ENT_AT_START],
                                         table, missing);
        c->ends[i] = ent_template_bind(arena, &kind->values[ENT_AT_END], table, missing);
        c->roles[i] = bind_role(c, kind, table);
        c->of_nodes[i] = ent_table_is_of_nodes(schema, table);
        c->families[i] = family_of(schema, i);
    }
}

void ent_network_check(struct ent_run *run, const struct ent_network *network, bool require_source)
{
    struct checking checking = {.run = run, .network = network};
    bool sound = ent_run_errors(run) == 0; /* else ties may be missing that are there */
    look_at_relations(&checking);
    for (size_t i = 0; i < network->records->table_count; i++)
        check_sources(&checking, &network->records->tables[i], require_source);
    check_loops(&checking);
    if (sound) {
        check_nodes(&checking);
        ent_multiplicities_check(run, network);
    }
    find_repeated(&checking);
    check_repeated(&checking);
    if (sound)
        check_relations(&checking);
    check_begins(&checking);
    ent_descent_check(run, network);
    check_levels(&checking);
}
