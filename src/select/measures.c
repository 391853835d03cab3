#include "select/measures.h"

#include <stdlib.h>

/* ---- the simple graph ---- */

struct named {
    struct ent_text id;
    uint32_t node;
};

static int by_id(const void *a, const void *b)
{
    return ent_text_compare(((const struct named *)a)->id, ((const struct named *)b)->id);
}

/* The selected nodes in the order of their ids. */
static uint32_t *selected_nodes(struct ent_run *run, const struct ent_network *network,
                                const struct ent_selection *selection, size_t *count)
{
    struct named *named = ENT_NEW(&run->arena, struct named, network->node_count + 1);
    *count = 0;
    for (uint32_t node = 0; node < network->node_count; node++)
        if (selection->nodes[node] != ENT_OUT)
            named[(*count)++] = (struct named){network->node_id[node], node};
    qsort(named, *count, sizeof *named, by_id);
    uint32_t *nodes = ENT_NEW(&run->arena, uint32_t, *count + 1);
    for (size_t i = 0; i < *count; i++)
        nodes[i] = named[i].node;
    return nodes;
}

struct half {
    uint32_t from, to;
    double weight;
};

static struct half *halves(struct ent_run *run, const struct ent_network *network,
                           const struct ent_selection *selection, const uint32_t *place,
                           size_t *count)
{
    struct half *halves = ENT_NEW(&run->arena, struct half, network->tie_count * 2 + 1);
    *count = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        double weight = network->tie_weight ? network->tie_weight[tie] : 1;
        if (selection->ties[tie] == ENT_OUT || from == to)
            continue;
        halves[(*count)++] = (struct half){place[from], place[to], weight};
        halves[(*count)++] = (struct half){place[to], place[from], weight};
    }
    return halves;
}

/* Sorts by one end in one go, as there are few nodes beside ties; equal ones keep their order. */
static struct half *sorted(struct ent_arena *arena, const struct half *halves, size_t count,
                           size_t nodes, bool by_from)
{
    size_t *next = ENT_NEW(arena, size_t, nodes + 1);
    struct half *sorted = ENT_NEW(arena, struct half, count + 1);
    for (size_t i = 0; i < count; i++)
        next[(by_from ? halves[i].from : halves[i].to) + 1]++;
    for (size_t i = 1; i <= nodes; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < count; i++)
        sorted[next[by_from ? halves[i].from : halves[i].to]++] = halves[i];
    return sorted;
}

static int by_weight(const void *a, const void *b)
{
    const struct half *left = a, *right = b;
    return (left->weight > right->weight) - (left->weight < right->weight);
}

/* Parallel ties by their weight: sums then do not hang on the order of rows. */
static void sort_parallels(struct half *halves, size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && halves[end].from == halves[first].from &&
                              halves[end].to == halves[first].to;)
            end++;
        if (end - first > 1)
            qsort(halves + first, end - first, sizeof *halves, by_weight);
    }
}

struct ent_simple ent_simple_make(struct ent_run *run, const struct ent_network *network,
                                  const struct ent_selection *selection, const uint32_t **nodes)
{
    size_t count, half_count, used = 0;
    *nodes = selected_nodes(run, network, selection, &count);
    uint32_t *place = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    for (size_t i = 0; i < count; i++)
        place[(*nodes)[i]] = (uint32_t)i;
    struct half *half = halves(run, network, selection, place, &half_count);
    half = sorted(&run->arena, half, half_count, count, false);
    half = sorted(&run->arena, half, half_count, count, true);
    sort_parallels(half, half_count);
    struct ent_simple graph = {
        .count = count,
        .first = ENT_NEW(&run->arena, size_t, count + 1),
        .others = ENT_NEW(&run->arena, uint32_t, half_count + 1),
        .weights = ENT_NEW(&run->arena, double, half_count + 1),
    };
    for (size_t i = 0; i < half_count; i++) {
        bool again = i > 0 && half[i].from == half[i - 1].from && half[i].to == half[i - 1].to;
        used += !again;
        graph.others[used - 1] = half[i].to;
        graph.weights[used - 1] += half[i].weight;
        graph.first[half[i].from + 1] = used;
    }
    for (size_t i = 1; i <= count; i++) /* who has no tie begins where the one before ends */
        if (graph.first[i] < graph.first[i - 1])
            graph.first[i] = graph.first[i - 1];
    return graph;
}

/* ---- the simplest measures ---- */

static void count_ties(const struct ent_network *network, const struct ent_selection *selection,
                       double *values)
{
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        values[network->tie_from[tie]] += selection->ties[tie] != ENT_OUT;
        values[network->tie_to[tie]] += selection->ties[tie] != ENT_OUT;
    }
}

void ent_simple_strength(struct ent_arena *arena, const struct ent_simple *graph, double *values)
{
    (void)arena;
    for (size_t node = 0; node < graph->count; node++)
        for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++)
            values[node] += graph->weights[at];
}

void ent_simple_clustering(struct ent_arena *arena, const struct ent_simple *graph, double *values)
{
    bool *beside = ENT_NEW(arena, bool, graph->count + 1);
    for (size_t node = 0; node < graph->count; node++) {
        size_t first = graph->first[node], end = graph->first[node + 1], tied = 0;
        double degree = (double)(end - first);
        for (size_t at = first; at < end; at++)
            beside[graph->others[at]] = true;
        for (size_t at = first; at < end; at++) {
            uint32_t other = graph->others[at];
            for (size_t to = graph->first[other]; to < graph->first[other + 1]; to++)
                tied += beside[graph->others[to]];
        }
        for (size_t at = first; at < end; at++)
            beside[graph->others[at]] = false;
        values[node] = degree < 2 ? 0 : (double)tied / (degree * (degree - 1));
    }
}

/* ---- groups ---- */

struct group {
    uint32_t number;
    size_t size, first;
};

static int by_size(const void *a, const void *b)
{
    const struct group *left = a, *right = b;
    if (left->size != right->size)
        return left->size > right->size ? -1 : 1;
    return (left->first > right->first) - (left->first < right->first);
}

void ent_groups_number(struct ent_arena *arena, const uint32_t *group, size_t count, double *values)
{
    struct group *groups = ENT_NEW(arena, struct group, count + 1);
    double *number = ENT_NEW(arena, double, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct group *own = &groups[group[i]];
        if (own->size++ == 0)
            *own = (struct group){group[i], 1, i};
    }
    qsort(groups, count, sizeof *groups, by_size);
    for (size_t i = 0; i < count && groups[i].size > 0; i++)
        number[groups[i].number] = (double)(i + 1);
    for (size_t i = 0; i < count; i++)
        values[i] = number[group[i]];
}

void ent_simple_components(struct ent_arena *arena, const struct ent_simple *graph, double *values)
{
    uint32_t *part = ENT_NEW(arena, uint32_t, graph->count + 1);
    uint32_t *queue = ENT_NEW(arena, uint32_t, graph->count + 1);
    for (size_t node = 0; node < graph->count; node++)
        part[node] = ENT_NONE;
    for (uint32_t start = 0; start < graph->count; start++) {
        size_t end = 0;
        if (part[start] != ENT_NONE)
            continue;
        part[start] = start;
        queue[end++] = start;
        for (size_t begin = 0; begin < end; begin++) {
            uint32_t node = queue[begin];
            for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++) {
                uint32_t other = graph->others[at];
                if (part[other] != ENT_NONE)
                    continue;
                part[other] = start;
                queue[end++] = other;
            }
        }
    }
    ent_groups_number(arena, part, graph->count, values);
}

/* ---- by name ---- */

static const struct {
    const char *name;
    ent_simple_measure *take; /* NULL: counts ties */
    const char *meaning;
} measures[] = {
#define MEASURE(number, name, take, meaning) {name, take, meaning},
#include "select/measures.def"
#undef MEASURE
};

const char *ent_measure_name(enum ent_measure measure)
{
    return measures[measure].name;
}

const char *ent_measure_meaning(enum ent_measure measure)
{
    return measures[measure].meaning;
}

ent_simple_measure *ent_measure_of_simple(enum ent_measure measure)
{
    return measures[measure].take;
}

enum ent_measure ent_measure_named(struct ent_text name)
{
    enum ent_measure measure = 0;
    while (measure < ENT_MEASURE_COUNT && !ent_text_is(name, measures[measure].name))
        measure++;
    return measure;
}

double *ent_measure(struct ent_run *run, const struct ent_network *network,
                    const struct ent_selection *selection, enum ent_measure measure)
{
    double *values = ENT_NEW(&run->arena, double, network->node_count + 1);
    if (!measures[measure].take) {
        count_ties(network, selection, values);
        return values;
    }
    const uint32_t *nodes;
    struct ent_simple graph = ent_simple_make(run, network, selection, &nodes);
    double *found = ENT_NEW(&run->arena, double, graph.count + 1);
    measures[measure].take(&run->arena, &graph, found);
    for (size_t i = 0; i < graph.count; i++)
        values[nodes[i]] = found[i];
    return values;
}
