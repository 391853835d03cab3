#include "draw/plan_lineage.h"

#include "model/bundle.h"
#include "select/lineage.h"

#include <stdlib.h>

enum {
    most_span = 100, /* Graphviz takes no more */
    most_beside = 8,
};

struct ranking {
    const struct ent_network *network;
    struct ent_descent descent;
    ent_day *begin; /* of each node: the day that counts */
    uint32_t *step; /* of each node: after how many of the same year it stands */
};

static int year_of(ent_day day)
{
    int year, month, of_month;
    ent_day_split(day, &year, &month, &of_month);
    return year;
}

/* ---- when it begins ---- */

static struct ent_lifetime life_of(const struct ranking *r, uint32_t node)
{
    struct ent_lifetime none = {.start_earliest = ENT_DAY_FIRST, .start_latest = ENT_DAY_LAST};
    return r->network->node_life[node].given ? r->network->node_life[node] : none;
}

/* Within what its dates allow as late as its elders. */
static void begin_after_elders(const struct ranking *r, uint32_t node)
{
    const struct ent_descent *descent = &r->descent;
    struct ent_lifetime life = life_of(r, node);
    ent_day begin = r->begin[node] > life.start_earliest ? r->begin[node] : life.start_earliest;
    for (size_t at = descent->first_elder[node]; at < descent->first_elder[node + 1]; at++) {
        uint32_t elder = descent->elders[at];
        if (descent->loop[elder] != descent->loop[node] && r->begin[elder] > begin)
            begin = r->begin[elder];
    }
    r->begin[node] = begin < life.start_latest ? begin : life.start_latest;
}

/* Where nothing says when it began: not after those that come from it. */
static void begin_before_youngers(const struct ranking *r, uint32_t node)
{
    const struct ent_descent *descent = &r->descent;
    ent_day begin = life_of(r, node).start_latest;
    if (r->begin[node] != ENT_DAY_FIRST)
        return;
    for (size_t at = descent->first_younger[node]; at < descent->first_younger[node + 1]; at++) {
        uint32_t younger = descent->youngers[at];
        bool after = descent->loop[younger] != descent->loop[node];
        if (after && r->begin[younger] != ENT_DAY_FIRST && r->begin[younger] < begin)
            begin = r->begin[younger];
    }
    if (begin != ENT_DAY_LAST)
        r->begin[node] = begin;
}

static void find_begins(const struct ranking *r)
{
    size_t count = r->network->node_count;
    for (size_t i = 0; i < count; i++)
        r->begin[i] = ENT_DAY_FIRST;
    for (size_t i = 0; i < count; i++)
        begin_after_elders(r, r->descent.order[i]);
    for (size_t i = count; i > 0; i--)
        begin_before_youngers(r, r->descent.order[i - 1]);
    for (size_t i = 0; i < count; i++) /* those that nothing is known of, after these */
        begin_after_elders(r, r->descent.order[i]);
}

/* ---- ranks ---- */

/* After all elders of the same year. */
static void find_steps(const struct ranking *r)
{
    const struct ent_descent *descent = &r->descent;
    for (size_t i = 0; i < r->network->node_count; i++) {
        uint32_t node = descent->order[i];
        for (size_t at = descent->first_elder[node]; at < descent->first_elder[node + 1]; at++) {
            uint32_t elder = descent->elders[at];
            bool before = descent->loop[elder] != descent->loop[node] &&
                          year_of(r->begin[elder]) == year_of(r->begin[node]);
            if (before && r->step[elder] >= r->step[node])
                r->step[node] = r->step[elder] + 1;
        }
    }
}

/* Nodes of one year with as many before them stand side by side, or in rows of `most_beside`. Each
 * part, all that the ties of a lineage connect, has ranks of its own. */
struct place {
    uint32_t part;
    int year;
    uint32_t step, row, rank, node;
};

static int by_year_and_step(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    if (left->part != right->part)
        return left->part < right->part ? -1 : 1;
    if (left->year != right->year)
        return left->year < right->year ? -1 : 1;
    return (left->step > right->step) - (left->step < right->step);
}

static int by_place(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    int order = by_year_and_step(a, b);
    return order != 0 ? order : (left->row > right->row) - (left->row < right->row);
}

/* Turn by turn, in the order in which they are told. */
static void divide(struct place *places, size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first; end < count && by_year_and_step(&places[first], &places[end]) == 0;)
            end++;
        uint32_t rows = (uint32_t)((end - first + most_beside - 1) / most_beside);
        for (size_t i = first; i < end; i++)
            places[i].row = (uint32_t)(i - first) % rows;
    }
}

static int by_place_and_turn(const void *a, const void *b)
{
    int order = by_year_and_step(a, b);
    const struct place *left = a, *right = b;
    return order != 0 ? order : (left->rank > right->rank) - (left->rank < right->rank);
}

/* For each planned node the first one of its part. */
static uint32_t *find_parts(struct ent_run *run, const struct ent_plan *plan)
{
    uint32_t *parts = ENT_NEW(&run->arena, uint32_t, plan->node_count + 1);
    for (uint32_t i = 0; i < plan->node_count; i++)
        parts[i] = i;
    for (size_t i = 0; i < plan->tie_count; i++) {
        uint32_t from = plan->ties[i].from, to = plan->ties[i].to;
        if (!ent_tie_lineage(plan->network, plan->ties[i].tie))
            continue;
        while (parts[from] != from)
            from = parts[from] = parts[parts[from]];
        while (parts[to] != to)
            to = parts[to] = parts[parts[to]];
        parts[from > to ? from : to] = from > to ? to : from;
    }
    for (uint32_t i = 0; i < plan->node_count; i++)
        parts[i] = parts[parts[i]];
    return parts;
}

/* The rank of each node that is planned. */
static uint32_t *find_ranks(struct ent_run *run, const struct ranking *r,
                            const struct ent_plan *plan)
{
    struct place *places = ENT_NEW(&run->arena, struct place, plan->node_count + 1);
    uint32_t *ranks = ENT_NEW(&run->arena, uint32_t, r->network->node_count + 1), rank = 0;
    const uint32_t *parts = find_parts(run, plan);
    for (uint32_t i = 0; i < plan->node_count; i++) {
        uint32_t node = plan->nodes[i].node;
        places[i] = (struct place){parts[i], year_of(r->begin[node]), r->step[node], 0, i, node};
    }
    qsort(places, plan->node_count, sizeof *places, by_place_and_turn);
    divide(places, plan->node_count);
    qsort(places, plan->node_count, sizeof *places, by_place);
    for (size_t i = 0; i < plan->node_count; i++) {
        rank += i > 0 && by_place(&places[i - 1], &places[i]) != 0;
        ranks[places[i].node] = rank;
    }
    return ranks;
}

void ent_plan_lineage(struct ent_run *run, struct ent_plan *plan, bool spaced)
{
    const struct ent_network *network = plan->network;
    struct ranking ranking = {
        .network = network,
        .descent = ent_descent_make(run, network, ENT_ANY_LINEAGE, plan->selection->ties),
        .begin = ENT_NEW(&run->arena, ent_day, network->node_count + 1),
        .step = ENT_NEW(&run->arena, uint32_t, network->node_count + 1),
    };
    find_begins(&ranking);
    find_steps(&ranking);
    const uint32_t *ranks = find_ranks(run, &ranking, plan);
    for (size_t i = 0; i < plan->tie_count; i++) {
        struct ent_plan_tie *planned = &plan->ties[i];
        uint32_t from = ranks[network->tie_from[planned->tie]];
        uint32_t to = ranks[network->tie_to[planned->tie]];
        uint32_t span = from > to ? from - to : to - from;
        if (!ent_tie_lineage(network, planned->tie))
            continue;
        planned->turned = from > to;
        planned->spaced = spaced;
        planned->span = span < most_span ? span : most_span;
    }
}

bool ent_plan_families(struct ent_run *run, const struct ent_plan *plan,
                       const struct ent_value *cluster, const uint32_t **families)
{
    const struct ent_network *network = plan->network;
    *families = NULL;
    if (network->bundles)
        network = network->bundles->origin;
    if (!ent_text_is(cluster->text, "lineage"))
        return true;
    if (!ent_lineage_known(run, network->schema, "--cluster lineage", cluster->place))
        return false;
    *families = ent_lineage_families(run, network, plan->selection);
    return true;
}
