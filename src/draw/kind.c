#include "draw/kind.h"

#include <stdlib.h>

enum {
    least_star = 5, /* leaves: with fewer a star is a tree */
    most_star = 60, /* with more its oval is too wide for a page */
    most_ranked = 100,
    most_spread = 300,
};

static uint64_t pair_of(const struct ent_plan_tie *tie)
{
    uint32_t low = tie->from < tie->to ? tie->from : tie->to;
    return (uint64_t)low << 32 | (low == tie->from ? tie->to : tie->from);
}

static int by_pair(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* How many pairs of different nodes are tied. */
static size_t count_pairs(struct ent_arena *arena, const struct ent_plan *plan)
{
    uint64_t *pairs = ENT_NEW(arena, uint64_t, plan->tie_count + 1);
    size_t count = 0, different = 0;
    for (size_t i = 0; i < plan->tie_count; i++)
        if (plan->ties[i].from != plan->ties[i].to)
            pairs[count++] = pair_of(&plan->ties[i]);
    qsort(pairs, count, sizeof *pairs, by_pair);
    for (size_t i = 0; i < count; i++)
        different += i == 0 || pairs[i] != pairs[i - 1];
    return different;
}

static bool is_end(const struct ent_plan_tie *tie, uint32_t node)
{
    return tie->from == node || tie->to == node;
}

/* Does every tie touch one node, and every other node that node? */
static bool is_star(const struct ent_plan *plan, size_t pairs)
{
    if (plan->tie_count < 2 || pairs + 1 != plan->node_count)
        return false;
    bool from = true, to = true;
    for (size_t i = 0; i < plan->tie_count; i++) {
        from = from && is_end(&plan->ties[i], plan->ties[0].from);
        to = to && is_end(&plan->ties[i], plan->ties[0].to);
    }
    return from || to;
}

/* Are most nodes both ends of ties? Else ranks show who is tied to what. */
static bool has_no_layers(struct ent_arena *arena, const struct ent_plan *plan)
{
    unsigned *ends = ENT_NEW(arena, unsigned, plan->node_count + 1);
    size_t both = 0;
    for (size_t i = 0; i < plan->tie_count; i++) {
        ends[plan->ties[i].from] |= 1;
        ends[plan->ties[i].to] |= 2;
    }
    for (size_t i = 0; i < plan->node_count; i++)
        both += ends[i] == 3;
    return both * 2 >= plan->node_count;
}

struct ent_text ent_plan_near_engine(const struct ent_plan *plan)
{
    return plan->node_count <= most_spread ? ENT_TEXT("neato") : ENT_TEXT("sfdp");
}

struct ent_text ent_plan_engine(struct ent_arena *arena, const struct ent_plan *plan, bool ranked)
{
    size_t nodes = plan->node_count, pairs = count_pairs(arena, plan);
    bool close =
        nodes >= 4 && nodes <= 15 && pairs * 5 >= nodes * (nodes - 1) && has_no_layers(arena, plan);
    bool tangled = nodes > 40 && pairs > 3 * nodes;
    if (ranked && nodes <= most_spread)
        return ENT_TEXT("dot");
    if (nodes > least_star && nodes <= most_star + 1 && is_star(plan, pairs))
        return ENT_TEXT("twopi");
    if (close || (nodes > most_ranked ? nodes <= most_spread : tangled))
        return ENT_TEXT("neato");
    return nodes <= most_ranked ? ENT_TEXT("dot") : ENT_TEXT("sfdp");
}
