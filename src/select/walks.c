/* Measures that come from walking: along shortest paths, or by chance. */
#include "select/measures.h"

#include <math.h>

/* ---- shortest paths ---- */

/* What one search from one node needs. */
struct search {
    uint32_t *queue; /* in the order in which nodes were reached */
    size_t count;    /* of the nodes that were reached */
    uint32_t *far;   /* ties from the start, ENT_NONE: not reached */
    double *paths;   /* number of shortest paths from the start */
    double *depends; /* of the pairs with the start, how much hangs on the node */
};

static struct search begin_search(struct ent_arena *arena, const struct ent_simple *graph)
{
    struct search search = {
        .queue = ENT_NEW(arena, uint32_t, graph->count + 1),
        .far = ENT_NEW(arena, uint32_t, graph->count + 1),
        .paths = ENT_NEW(arena, double, graph->count + 1),
        .depends = ENT_NEW(arena, double, graph->count + 1),
    };
    for (size_t node = 0; node < graph->count; node++)
        search.far[node] = ENT_NONE;
    return search;
}

/* Forgets the last search, at the cost of what it reached. */
static void forget(struct search *search)
{
    for (size_t i = 0; i < search->count; i++)
        search->far[search->queue[i]] = ENT_NONE;
    search->count = 0;
}

static void walk_from(const struct ent_simple *graph, uint32_t start, struct search *search)
{
    search->far[start] = 0;
    search->paths[start] = 1;
    search->queue[search->count++] = start;
    for (size_t begin = 0; begin < search->count; begin++) {
        uint32_t node = search->queue[begin];
        uint32_t beyond = search->far[node] + 1;
        for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++) {
            uint32_t other = graph->others[at];
            if (search->far[other] == ENT_NONE) {
                search->far[other] = beyond;
                search->paths[other] = 0;
                search->queue[search->count++] = other;
            }
            if (search->far[other] == beyond)
                search->paths[other] += search->paths[node];
        }
    }
}

/* From the farthest back: who stands one tie nearer passes on the share of its paths. */
static void add_dependencies(const struct ent_simple *graph, struct search *search, double *values)
{
    for (size_t i = 0; i < search->count; i++)
        search->depends[search->queue[i]] = 0;
    for (size_t i = search->count; i > 1; i--) {
        uint32_t node = search->queue[i - 1];
        double each = (1 + search->depends[node]) / search->paths[node];
        for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++) {
            uint32_t other = graph->others[at];
            if (search->far[other] + 1 == search->far[node])
                search->depends[other] += search->paths[other] * each;
        }
        values[node] += search->depends[node];
    }
}

void ent_simple_betweenness(struct ent_arena *arena, const struct ent_simple *graph, double *values)
{
    struct search search = begin_search(arena, graph);
    for (uint32_t start = 0; start < graph->count; start++) {
        walk_from(graph, start, &search);
        add_dependencies(graph, &search, values);
        forget(&search);
    }
    for (size_t node = 0; node < graph->count; node++)
        values[node] /= 2; /* each pair was met from both ends */
}

void ent_simple_closeness(struct ent_arena *arena, const struct ent_simple *graph, double *values)
{
    struct search search = begin_search(arena, graph);
    for (uint32_t start = 0; start < graph->count; start++) {
        double sum = 0, reached, all = (double)graph->count - 1;
        walk_from(graph, start, &search);
        for (size_t i = 1; i < search.count; i++)
            sum += search.far[search.queue[i]];
        reached = (double)search.count - 1;
        values[start] = reached > 0 ? reached / sum * (reached / all) : 0;
        forget(&search);
    }
}

/* ---- by chance ---- */

static const double damping = 0.85, enough = 1e-14;
enum { most_rounds = 100000 };

static double *strengths(struct ent_arena *arena, const struct ent_simple *graph)
{
    double *strength = ENT_NEW(arena, double, graph->count + 1);
    for (size_t node = 0; node < graph->count; node++)
        for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++)
            strength[node] += graph->weights[at];
    return strength;
}

/* One round; returns how much moved. */
static double walk_on(const struct ent_simple *graph, const double *strength, const double *now,
                      double *next)
{
    double count = (double)graph->count, stuck = 0, moved = 0;
    for (size_t node = 0; node < graph->count; node++)
        stuck += strength[node] > 0 ? 0 : now[node];
    for (size_t node = 0; node < graph->count; node++) {
        double comes = 0;
        for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++)
            comes += now[graph->others[at]] * graph->weights[at] / strength[graph->others[at]];
        next[node] = (1 - damping) / count + damping * (comes + stuck / count);
        moved += fabs(next[node] - now[node]);
    }
    return moved;
}

void ent_simple_pagerank(struct ent_arena *arena, const struct ent_simple *graph, double *values)
{
    const double *strength = strengths(arena, graph);
    double *next = ENT_NEW(arena, double, graph->count + 1);
    for (size_t node = 0; node < graph->count; node++)
        values[node] = 1 / (double)graph->count;
    for (size_t round = 0; round < most_rounds; round++) {
        double moved = walk_on(graph, strength, values, next);
        memcpy(values, next, graph->count * sizeof *values);
        if (moved < enough)
            return;
    }
}

/* One round of A + I, which has the eigenvectors of A and does not swing where A does (two sides
 * with all ties between them). Returns how much moved once the greatest entry is 1. */
static double multiply(const struct ent_simple *graph, const double *now, double *next)
{
    double greatest = 0, moved = 0;
    for (size_t node = 0; node < graph->count; node++) {
        next[node] = now[node];
        for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++)
            next[node] += graph->weights[at] * now[graph->others[at]];
        greatest = fmax(greatest, next[node]);
    }
    for (size_t node = 0; node < graph->count; node++) {
        next[node] /= greatest;
        moved = fmax(moved, fabs(next[node] - now[node]));
    }
    return moved;
}

void ent_simple_eigenvector(struct ent_arena *arena, const struct ent_simple *graph, double *values)
{
    const double *strength = strengths(arena, graph);
    double *next = ENT_NEW(arena, double, graph->count + 1);
    double any = 0;
    for (size_t node = 0; node < graph->count; node++) {
        values[node] = strength[node];
        any = fmax(any, strength[node]);
    }
    for (size_t round = 0; any > 0 && round < most_rounds; round++) {
        double moved = multiply(graph, values, next);
        memcpy(values, next, graph->count * sizeof *values);
        if (moved < enough)
            return;
    }
}
