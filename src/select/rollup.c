/* Ties of parts become ties of the wholes (model.md §5.2). */
#include "select/derive.h"

#include <stdlib.h>

struct rolling {
    struct ent_run *run;
    const struct ent_derivation *wish;
    const struct ent_network *network;
    struct ent_selection *selection;
    uint32_t type;
    bool *reaches;      /* of each type: may a node of it be part of one of the type asked for? */
    size_t *first;      /* ties by which a node is part of another: those of node n are */
    uint32_t *wholes;   /* wholes[first[n]] to before wholes[first[n + 1]] */
    uint32_t **targets; /* of each node, looked up once; ended by ENT_NONE */
    uint32_t *found;    /* those of the node that is looked at */
    size_t found_count;
    uint32_t *queue, *seen; /* of a search; seen[n]: the last node whose search came to n, plus 1 */
};

/* ---- who is part of what ---- */

static void find_reach(struct rolling *r)
{
    const struct ent_schema *schema = r->network->schema;
    r->reaches = ENT_NEW(&r->run->arena, bool, schema->type_count + 1);
    for (uint32_t type = 0; type < schema->type_count; type++)
        r->reaches[type] = ent_type_isa(schema, type, r->type);
    for (bool added = true; added;) {
        added = false;
        for (size_t i = 0; i < schema->relation_count; i++) {
            const struct ent_relation *relation = &schema->relations[i];
            bool whole = false;
            for (uint32_t type = 0; type < schema->type_count; type++)
                whole |= r->reaches[type] && ent_type_isa(schema, type, relation->to);
            for (uint32_t type = 0; relation->within && whole && type < schema->type_count; type++)
                if (!r->reaches[type] && ent_type_isa(schema, type, relation->from))
                    r->reaches[type] = added = true;
        }
    }
}

/* Ties of the whole record set that are there in the time asked for, whether or not they are
 * selected: who leaves them out of the figure still wants them for this. */
static void find_wholes(struct rolling *r)
{
    const struct ent_network *origin = r->network->bundles->origin;
    const struct ent_selection *selection = r->selection;
    bool *used = ENT_NEW(&r->run->arena, bool, origin->tie_count + 1);
    r->first = ENT_NEW(&r->run->arena, size_t, origin->node_count + 2);
    for (uint32_t tie = 0; tie < origin->tie_count; tie++) {
        used[tie] = origin->schema->relations[origin->tie_relation[tie]].within &&
                    (!selection->timed ||
                     ent_tie_answer(r->run, origin, tie, selection) >= selection->least);
        r->first[origin->tie_from[tie] + 2] += used[tie];
    }
    for (size_t node = 2; node < origin->node_count + 2; node++)
        r->first[node] += r->first[node - 1];
    r->wholes = ENT_NEW(&r->run->arena, uint32_t, r->first[origin->node_count + 1] + 1);
    for (uint32_t tie = 0; tie < origin->tie_count; tie++)
        if (used[tie])
            r->wholes[r->first[origin->tie_from[tie] + 1]++] = origin->tie_to[tie];
}

/* ---- targets ---- */

static bool is_target(const struct rolling *r, uint32_t node)
{
    const struct ent_selection *selection = r->selection;
    return ent_type_isa(r->network->schema, r->network->node_type[node], r->type) &&
           (!selection->timed ||
            ent_node_answer(r->run, r->network, node, selection) >= selection->least);
}

static void add_target(struct rolling *r, uint32_t node)
{
    for (size_t i = 0; i < r->found_count; i++)
        if (r->found[i] == node)
            return;
    r->found[r->found_count++] = node;
}

/* The nodes that the column "country" names. */
static void find_by_country(struct rolling *r, uint32_t node)
{
    struct ent_text cell = ent_node_cell(r->network, node, ENT_TEXT("country"));
    for (struct ent_text id; ent_text_next(&cell, ';', &id);) {
        uint32_t country = ent_network_node(r->network, id);
        if (country != ENT_NONE && is_target(r, country))
            add_target(r, country);
    }
}

/* All nearest ones along the ties by which it is a part. */
static void find_by_ties(struct rolling *r, uint32_t node)
{
    size_t begin = 0, end = 0;
    r->queue[end++] = node;
    r->seen[node] = node + 1;
    while (begin < end && r->found_count == 0) {
        size_t circle = end;
        for (; begin < circle; begin++) {
            uint32_t part = r->queue[begin];
            for (size_t at = r->first[part]; at < r->first[part + 1]; at++) {
                uint32_t whole = r->wholes[at];
                if (r->seen[whole] == node + 1)
                    continue;
                r->seen[whole] = node + 1;
                r->queue[end++] = whole;
                if (is_target(r, whole))
                    add_target(r, whole);
            }
        }
    }
}

static int by_id_of(const void *a, const void *b)
{
    const struct ent_text *left = a, *right = b;
    return ent_text_compare(*left, *right);
}

/* In the order of their ids, so that it does not hang on the order of rows. */
static uint32_t *sorted_targets(const struct rolling *r)
{
    size_t count = r->found_count;
    struct ent_text *ids = ENT_NEW(&r->run->arena, struct ent_text, count + 1);
    uint32_t *targets = ENT_NEW(&r->run->arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        ids[i] = r->network->node_id[r->found[i]];
    qsort(ids, count, sizeof *ids, by_id_of);
    for (size_t i = 0; i < count; i++)
        targets[i] = ent_network_node(r->network, ids[i]);
    targets[count] = ENT_NONE;
    return targets;
}

/* What a node is rolled up to: itself, one, several, or nothing. */
static const uint32_t *targets_of(struct rolling *r, uint32_t node)
{
    if (r->targets[node])
        return r->targets[node];
    r->found_count = 0;
    if (ent_type_isa(r->network->schema, r->network->node_type[node], r->type))
        add_target(r, node);
    if (r->found_count == 0)
        find_by_country(r, node);
    if (r->found_count == 0)
        find_by_ties(r, node);
    return r->targets[node] = sorted_targets(r);
}

/* ---- ties ---- */

/* Of a tie, what stands at an end now: the targets, or the node itself where there are none. */
struct ends {
    const uint32_t *nodes;
    size_t count;
    uint32_t self[2];
};

static struct ends ends_of(struct rolling *r, uint32_t node, uint32_t behalf)
{
    struct ends ends = {.self = {node, ENT_NONE}};
    bool of_type = ent_type_isa(r->network->schema, r->network->node_type[node], r->type);
    const uint32_t *targets = NULL;
    if (behalf != ENT_NONE && !of_type)
        targets = targets_of(r, behalf);
    if (!targets || targets[0] == ENT_NONE)
        targets = targets_of(r, node);
    ends.nodes = targets[0] == ENT_NONE ? NULL : targets;
    while (ends.nodes && ends.nodes[ends.count] != ENT_NONE)
        ends.count++;
    if (!ends.nodes)
        ends.count = 1;
    return ends;
}

static uint32_t end_at(const struct ends *ends, size_t number)
{
    return ends->nodes ? ends->nodes[number] : ends->self[0];
}

/* A tie after its ends were replaced. */
struct rolled {
    uint32_t same;      /* the relation's name */
    uint32_t low, high; /* the ends, sorted where direction says nothing */
    uint32_t from, to, tie;
    double weight;
};

static int by_pair(const void *a, const void *b)
{
    const struct rolled *left = a, *right = b;
    if (left->same != right->same)
        return left->same < right->same ? -1 : 1;
    if (left->low != right->low)
        return left->low < right->low ? -1 : 1;
    if (left->high != right->high)
        return left->high < right->high ? -1 : 1;
    if (left->tie != right->tie)
        return left->tie < right->tie ? -1 : 1;
    return (left->from > right->from) - (left->from < right->from);
}

static size_t roll_tie(struct rolling *r, uint32_t tie, struct rolled *rolled)
{
    const struct ent_network *network = r->network;
    const struct ent_relation *relation = &network->schema->relations[network->tie_relation[tie]];
    struct ends from = ends_of(r, network->tie_from[tie], network->tie_behalf[tie]);
    struct ends to = ends_of(r, network->tie_to[tie], ENT_NONE);
    size_t count = 0;
    for (size_t i = 0; i < from.count; i++)
        for (size_t k = 0; k < to.count; k++) {
            uint32_t a = end_at(&from, i), b = end_at(&to, k);
            bool swap = relation->symmetric && a > b;
            bool used_up =
                relation->within && a != network->tie_from[tie]; /* it led to the whole */
            if (used_up || (a == b && !r->wish->loops))
                continue;
            if (rolled)
                rolled[count] =
                    (struct rolled){relation->same,
                                    swap ? b : a,
                                    swap ? a : b,
                                    a,
                                    b,
                                    tie,
                                    network->tie_weight[tie] / (double)(from.count * to.count)};
            count++;
        }
    return count;
}

/* ---- the network ---- */

static void add_member(const struct rolling *r, uint32_t tie, size_t own,
                       struct ent_derived *derived)
{
    const struct ent_bundles *before = r->network->bundles;
    struct ent_network *made = derived->network;
    struct ent_bundles *bundles = derived->bundles;
    made->tie_life[own] = ent_lifetime_hull(made->tie_life[own], r->network->tie_life[tie]);
    if (r->selection->ties[tie] > derived->selection->ties[own])
        derived->selection->ties[own] = r->selection->ties[tie];
    for (size_t i = before->first[tie]; i < before->first[tie + 1]; i++)
        bundles->members[bundles->first[own + 1]++] = before->members[i];
}

/* Neighbours of one name and pair become one. A row that comes to a pair both ways round adds its
 * weight twice, but is one row. */
static void make_ties(const struct rolling *r, const struct rolled *rolled, size_t count,
                      struct ent_derived *derived)
{
    const struct ent_network *old = r->network;
    struct ent_network *made = derived->network;
    for (size_t i = 0; i < count; i++) {
        const struct rolled *before = i > 0 ? &rolled[i - 1] : NULL;
        bool again = before && before->same == rolled[i].same && before->low == rolled[i].low &&
                     before->high == rolled[i].high;
        if (!again) {
            size_t own = made->tie_count++;
            uint32_t tie = rolled[i].tie;
            made->tie_relation[own] = old->tie_relation[tie];
            made->tie_row[own] = old->tie_row[tie];
            made->tie_from[own] = rolled[i].from;
            made->tie_to[own] = rolled[i].to;
            made->tie_agreement[own] = old->tie_agreement[tie];
            made->tie_behalf[own] = ENT_NONE;
            made->tie_life[own] = old->tie_life[tie];
            derived->bundles->first[own + 1] = derived->bundles->first[own];
        }
        made->tie_weight[made->tie_count - 1] += rolled[i].weight;
        if (!again || before->tie != rolled[i].tie)
            add_member(r, rolled[i].tie, made->tie_count - 1, derived);
    }
    derived->bundles->first_projected = made->tie_count;
}

/* Who was rolled up goes, and what it was rolled up to comes. */
static void exchange_nodes(struct rolling *r, struct ent_selection *selection)
{
    const struct ent_network *network = r->network;
    uint8_t *before = ENT_NEW(&r->run->arena, uint8_t, network->node_count + 1);
    memcpy(before, selection->nodes, network->node_count);
    for (uint32_t node = 0; node < network->node_count; node++) {
        if (before[node] == ENT_OUT)
            continue;
        const uint32_t *targets = targets_of(r, node);
        if (targets[0] != ENT_NONE && targets[0] != node)
            selection->nodes[node] = ENT_OUT;
        if (targets[0] == ENT_NONE && r->reaches[network->node_type[node]])
            ent_report(r->run, ENT_W602, ent_node_place(network, node),
                       ENT_TEXT("fill its column country, or a tie that says what it is part of"),
                       r->wish->rollup.text, network->node_id[node]);
        for (size_t i = 0; targets[i] != ENT_NONE && targets[i] != node; i++)
            if (selection->nodes[targets[i]] == ENT_OUT)
                selection->nodes[targets[i]] =
                    selection->timed
                        ? (uint8_t)ent_node_answer(r->run, network, targets[i], selection)
                        : ENT_CERTAIN;
    }
}

bool ent_derive_rollup(struct ent_run *run, const struct ent_derivation *wish,
                       struct ent_derived *derived)
{
    struct ent_network old = *derived->network;
    struct ent_selection selected = *derived->selection;
    struct ent_bundles bundles = *derived->bundles;
    old.bundles = &bundles;
    struct rolling r = {.run = run, .wish = wish, .network = &old, .selection = &selected};
    r.type = ent_derive_type(run, old.schema, "--rollup", wish->rollup);
    if (r.type == ENT_NONE)
        return false;
    find_reach(&r);
    find_wholes(&r);
    r.targets = ENT_NEW(&run->arena, uint32_t *, old.node_count + 1);
    r.found = ENT_NEW(&run->arena, uint32_t, old.node_count + 1);
    r.queue = ENT_NEW(&run->arena, uint32_t, old.node_count + 1);
    r.seen = ENT_NEW(&run->arena, uint32_t, old.node_count + 1);
    size_t count = 0, at = 0, members = 0;
    for (uint32_t tie = 0; tie < old.tie_count; tie++) {
        size_t each = roll_tie(&r, tie, NULL);
        count += each;
        members += each * (bundles.first[tie + 1] - bundles.first[tie]);
    }
    struct rolled *rolled = ENT_NEW(&run->arena, struct rolled, count + 1);
    for (uint32_t tie = 0; tie < old.tie_count; tie++)
        at += roll_tie(&r, tie, rolled + at);
    qsort(rolled, count, sizeof *rolled, by_pair);
    ent_derived_room(run, derived, count, members);
    make_ties(&r, rolled, count, derived);
    exchange_nodes(&r, derived->selection);
    return true;
}
