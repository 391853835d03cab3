/* Ties that stand for several, at two times: each is made for both, and then they are compared. */
#include "select/change.h"
#include "select/derive.h"

#include <math.h>
#include <stdlib.h>

enum { BEFORE, AFTER, TIMES };

/* By what a made tie is the same one at another time: relation and ends where it stands for
 * several (merged ties have what relations there are), else its row. */
struct identity {
    uint32_t relation, low, high; /* ends: as they are, or sorted where direction says nothing */
    uint32_t row;                 /* the only tie that it stands for, or ENT_NONE */
    bool after;
    uint32_t tie;
};

static struct identity identity_of(const struct ent_network *network,
                                   const struct ent_derivation *wish, uint32_t tie)
{
    const struct ent_bundles *bundles = network->bundles;
    uint32_t number = network->tie_relation[tie], from = network->tie_from[tie];
    uint32_t to = network->tie_to[tie];
    const struct ent_relation *relation = &network->schema->relations[number];
    bool projected = ent_tie_is_projected(network, tie);
    bool turned = relation->symmetric && from > to;
    bool merged =
        wish->merge && !projected && relation->kind.values[ENT_AT_EXCLUSIVE].text.length == 0;
    bool of_row = !wish->rollup.given && !wish->merge && !projected;
    return (struct identity){merged ? ENT_NONE : number,
                             turned ? to : from,
                             turned ? from : to,
                             of_row ? bundles->members[bundles->first[tie]] : ENT_NONE,
                             tie >= bundles->part_first[AFTER],
                             tie};
}

static int compare_identity(const struct identity *a, const struct identity *b)
{
    uint32_t keys[][2] = {
        {a->relation, b->relation}, {a->low, b->low}, {a->high, b->high}, {a->row, b->row}};
    for (size_t i = 0; i < ENT_COUNT(keys); i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

static int by_identity(const void *a, const void *b)
{
    const struct identity *left = a, *right = b;
    int order = compare_identity(left, right);
    return order != 0 ? order : (left->tie > right->tie) - (left->tie < right->tie);
}

/* The tie of A that is the same as one of B goes into that one. */
static void pair_up(const struct ent_network *network, const struct identity *before,
                    const struct identity *after, struct ent_change *change)
{
    change->before.ties[after->tie] = change->before.ties[before->tie];
    change->before.ties[before->tie] = ENT_OUT;
    change->weight_before[after->tie] = network->tie_weight[before->tie];
    if (network->tie_relation[before->tie] != network->tie_relation[after->tie])
        change->instead_of[after->tie] = before->tie;
}

/* Of several alike, the first at A goes with the first at B. */
static void pair_all(struct ent_run *run, const struct ent_network *network,
                     const struct ent_derivation *wish, struct ent_change *change)
{
    struct identity *ties = ENT_NEW(&run->arena, struct identity, network->tie_count + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        ties[tie] = identity_of(network, wish, tie);
    qsort(ties, network->tie_count, sizeof *ties, by_identity);
    for (size_t first = 0, later, end; first < network->tie_count; first = end) {
        for (end = first; end < network->tie_count && !ties[end].after &&
                          compare_identity(&ties[first], &ties[end]) == 0;)
            end++;
        later = end;
        for (; end < network->tie_count && compare_identity(&ties[first], &ties[end]) == 0; end++)
            if (end - later < later - first)
                pair_up(network, &ties[first + (end - later)], &ties[end], change);
    }
}

/* Sums of the same parts may differ by their order. */
static bool same_weight(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(a, b);
}

/* What is there at both times has changed if it weighs more or less, or merges others. */
static void compare_made(const struct ent_network *network, const uint32_t *merged,
                         struct ent_change *change)
{
    for (size_t tie = 0; tie < network->tie_count; tie++) {
        if (change->ties[tie] != ENT_UNCHANGED || change->instead_of[tie] != ENT_NONE)
            continue;
        change->instead_of[tie] = merged[tie];
        if (merged[tie] != ENT_NONE ||
            (change->before.ties[tie] != ENT_OUT &&
             !same_weight(change->weight_before[tie], network->tie_weight[tie])))
            change->ties[tie] = ENT_CHANGED;
    }
}

static uint32_t *none_of_all(struct ent_run *run, size_t count)
{
    uint32_t *none = ENT_NEW(&run->arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        none[i] = ENT_NONE;
    return none;
}

/* In this network a tie of A and the one of B that it is the same as do not share a place. */
static void forget_twins(struct ent_run *run, struct ent_network *derived)
{
    struct ent_bundles *bundles = ENT_NEW(&run->arena, struct ent_bundles, 1);
    *bundles = *derived->bundles;
    bundles->twin = bundles->turn = NULL;
    derived->bundles = bundles;
}

bool ent_derive_change(struct ent_run *run, const struct ent_network *network,
                       const struct ent_selection *selection, const struct ent_derivation *wish,
                       struct ent_network *derived, struct ent_selection *left)
{
    struct ent_change *change = ENT_NEW(&run->arena, struct ent_change, 1);
    struct ent_selection times[TIMES] = {selection->change->before, selection->change->after};
    if (!ent_derive_years(run, network, selection, wish, derived, times, TIMES, left))
        return false;
    forget_twins(run, derived);
    change->before = times[BEFORE];
    change->after = times[AFTER];
    change->weight_before = ENT_NEW(&run->arena, double, derived->tie_count + 1);
    change->instead_of = none_of_all(run, derived->tie_count);
    pair_all(run, derived, wish, change);
    const uint32_t *merged = change->instead_of;
    *left = *selection;
    left->tie_step = ENT_NEW(&run->arena, uint8_t, derived->tie_count + 1);
    ent_change_judge(run, derived, change, left);
    compare_made(derived, merged, change);
    ent_change_count(derived, change, left);
    return true;
}
