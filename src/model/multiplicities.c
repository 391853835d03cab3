#include "model/building.h"

#include <stdlib.h>

/* One side of the relations of one name: how many ties a node has there. */
struct side {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_relation *relation; /* that says how many */
    const struct ent_multiplicity *asked;
    bool of_head; /* counted are ties to a head; else those from a tail */
};

/* A tie begins or ends: a change of how many there are at a time. */
struct change {
    uint32_t node;
    int64_t day;
    int by;
};

static int by_node_and_day(const void *a, const void *b)
{
    const struct change *left = a, *right = b;
    if (left->node != right->node)
        return left->node < right->node ? -1 : 1;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->by - right->by; /* on one day the ends come first */
}

static bool is_of_side(const struct side *side, uint32_t tie)
{
    uint32_t number = side->network->tie_relation[tie];
    return side->network->schema->relations[number].same == side->relation->same;
}

/* A tie is certainly there from the latest start to the earliest end; without dates, always. */
static size_t take_changes(const struct side *side, struct change *changes)
{
    const struct ent_network *network = side->network;
    size_t count = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        const struct ent_lifetime *life = &network->tie_life[tie];
        int64_t first = life->given ? life->start_latest : ENT_DAY_FIRST;
        int64_t last = life->given ? life->end_earliest : ENT_DAY_LAST;
        if (!is_of_side(side, tie) || first > last)
            continue;
        uint32_t node = side->of_head ? network->tie_to[tie] : network->tie_from[tie];
        changes[count++] = (struct change){node, first, 1};
        changes[count++] = (struct change){node, last + 1, -1};
    }
    qsort(changes, count, sizeof *changes, by_node_and_day);
    return count;
}

static bool is_asked(const struct side *side, uint32_t node)
{
    const struct ent_network *network = side->network;
    const struct ent_schema *schema = network->schema;
    for (size_t i = 0; i < schema->relation_count; i++) {
        const struct ent_relation *relation = &schema->relations[i];
        if (relation->same == side->relation->same &&
            ent_type_isa(schema, network->node_type[node],
                         side->of_head ? relation->to : relation->from))
            return true;
    }
    return false;
}

static void report(const struct side *side, uint32_t node, uint32_t count, bool at_a_time)
{
    const struct ent_network *network = side->network;
    struct ent_arena *arena = &side->run->arena;
    struct ent_text ties = ENT_FORM(arena, "{} {}{}", ent_text_number(arena, count),
                                    count == 1 ? ENT_TEXT("tie") : ENT_TEXT("ties"),
                                    at_a_time ? ENT_TEXT(" at a time") : ENT_TEXT(""));
    ent_report(side->run, ENT_E209, ent_node_place(network, node), ENT_NO_HINT,
               network->schema->types[network->node_type[node]].kind.name, network->node_id[node],
               ties, side->relation->kind.label, side->asked->text);
}

/* `ties`: of each node, ever; `most`: at a time. */
static void count_ties(const struct side *side, uint32_t *ties, uint32_t *most)
{
    const struct ent_network *network = side->network;
    struct change *changes = ENT_NEW(&side->run->arena, struct change, 2 * network->tie_count + 1);
    size_t count = take_changes(side, changes);
    uint32_t now = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (is_of_side(side, tie))
            ties[side->of_head ? network->tie_to[tie] : network->tie_from[tie]]++;
    for (size_t i = 0; i < count; i++) {
        uint32_t node = changes[i].node;
        now = (i == 0 || changes[i - 1].node != node ? 0 : now) + (uint32_t)changes[i].by;
        most[node] = now > most[node] ? now : most[node];
    }
}

/* At least so many ever, at most so many at a time: a successor is no second. */
static void check_side(const struct side *side)
{
    size_t count = side->network->node_count;
    uint32_t *ties = ENT_NEW(&side->run->arena, uint32_t, count + 1);
    uint32_t *most = ENT_NEW(&side->run->arena, uint32_t, count + 1);
    if (!side->asked->given)
        return;
    count_ties(side, ties, most);
    for (uint32_t node = 0; node < count; node++) {
        if (is_asked(side, node) && ties[node] < side->asked->least)
            report(side, node, ties[node], false);
        else if (most[node] > side->asked->most)
            report(side, node, most[node], true);
    }
}

/* Does an earlier relation of the same name say the same? */
static bool is_said(const struct ent_schema *schema, const struct ent_relation *relation,
                    bool of_head)
{
    for (const struct ent_relation *other = schema->relations; other < relation; other++)
        if (other->same == relation->same && (of_head ? other->per_head : other->per_tail).given)
            return true;
    return false;
}

void ent_multiplicities_check(struct ent_run *run, const struct ent_network *network)
{
    const struct ent_schema *schema = network->schema;
    for (size_t i = 0; i < schema->relation_count && !network->records->partial; i++) {
        const struct ent_relation *relation = &schema->relations[i];
        if (!network->relation_table[i])
            continue;
        if (!is_said(schema, relation, true))
            check_side(&(struct side){run, network, relation, &relation->per_head, true});
        if (!is_said(schema, relation, false))
            check_side(&(struct side){run, network, relation, &relation->per_tail, false});
    }
}
