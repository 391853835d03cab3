#include "draw/plan.h"

#include <stdlib.h>

/* The keys of an element, most telling first; qsort has no context of its own. */
struct sorted {
    const struct ent_network *network;
    const int64_t *starts; /* of each node */
    uint32_t number;
};

static int compare_numbers(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static uint32_t root_type(const struct ent_schema *schema, uint32_t type)
{
    while (schema->types[type].general != ENT_NONE)
        type = schema->types[type].general;
    return type;
}

/* A key for the order of time: the day by which it had begun, exact dates before vague ones. What
 * has no dates comes last. */
static int64_t time_key(const struct ent_lifetime *life)
{
    int64_t vagueness = (int64_t)life->start_latest - life->start_earliest;
    return life->given ? life->start_latest * (INT64_C(1) << 32) + vagueness : INT64_MAX;
}

static int compare_nodes(const struct sorted *sorted, uint32_t a, uint32_t b)
{
    const struct ent_network *network = sorted->network;
    uint32_t left = network->node_type[a], right = network->node_type[b];
    int order =
        compare_numbers(root_type(network->schema, left), root_type(network->schema, right));
    if (order == 0)
        order = compare_numbers(sorted->starts[a], sorted->starts[b]);
    if (order == 0)
        order = compare_numbers(left, right);
    return order != 0 ? order : ent_text_compare(network->node_id[a], network->node_id[b]);
}

static int by_time(const void *a, const void *b)
{
    const struct sorted *left = a, *right = b;
    return compare_nodes(left, left->number, right->number);
}

/* Ties that agree in everything else are told apart by the cells of their rows. */
static int compare_rows(const struct ent_network *network, uint32_t a, uint32_t b)
{
    const struct ent_table *table = network->relation_table[network->tie_relation[a]];
    for (size_t column = 0; column < table->column_count; column++) {
        int order = ent_text_compare(ent_table_cell(table, network->tie_row[a], column),
                                     ent_table_cell(table, network->tie_row[b], column));
        if (order != 0)
            return order;
    }
    return 0;
}

static int by_relation_and_ends(const void *a, const void *b)
{
    const struct sorted *left = a, *right = b;
    const struct ent_network *network = left->network;
    uint32_t l = left->number, r = right->number;
    int order = compare_numbers(network->tie_relation[l], network->tie_relation[r]);
    if (order == 0)
        order = compare_nodes(left, network->tie_from[l], network->tie_from[r]);
    if (order == 0)
        order = compare_numbers(time_key(&network->tie_life[l]), time_key(&network->tie_life[r]));
    if (order == 0)
        order = compare_nodes(left, network->tie_to[l], network->tie_to[r]);
    return order != 0 ? order : compare_rows(network, l, r);
}

/* What has no dates stands where its first dated tie puts it. */
static int64_t *starts_of_nodes(struct ent_run *run, const struct ent_network *network,
                                const struct ent_selection *selection)
{
    int64_t *starts = ENT_NEW(&run->arena, int64_t, network->node_count + 1);
    for (size_t node = 0; node < network->node_count; node++) {
        const struct ent_lifetime *life = &network->node_life[node];
        starts[node] = time_key(life);
    }
    for (size_t tie = 0; tie < network->tie_count; tie++) {
        const struct ent_lifetime *life = &network->tie_life[tie];
        uint32_t ends[] = {network->tie_from[tie], network->tie_to[tie]};
        for (size_t i = 0; i < ENT_COUNT(ends); i++)
            if (selection->ties[tie] != ENT_OUT && life->given &&
                !network->node_life[ends[i]].given && time_key(life) < starts[ends[i]])
                starts[ends[i]] = time_key(life);
    }
    return starts;
}

static uint32_t *sorted_numbers(struct ent_run *run, const struct ent_network *network,
                                const int64_t *starts, const uint8_t *answers, size_t count,
                                size_t *kept, int (*compare)(const void *, const void *))
{
    struct sorted *rows = ENT_NEW(&run->arena, struct sorted, count + 1);
    *kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (answers[i] != ENT_OUT)
            rows[(*kept)++] = (struct sorted){network, starts, i};
    qsort(rows, *kept, sizeof *rows, compare);
    uint32_t *numbers = ENT_NEW(&run->arena, uint32_t, *kept + 1);
    for (size_t i = 0; i < *kept; i++)
        numbers[i] = rows[i].number;
    return numbers;
}

struct ent_order ent_order_make(struct ent_run *run, const struct ent_network *network,
                                const struct ent_selection *selection)
{
    struct ent_order order;
    const int64_t *starts = starts_of_nodes(run, network, selection);
    order.nodes = sorted_numbers(run, network, starts, selection->nodes, network->node_count,
                                 &order.node_count, by_time);
    order.ties = sorted_numbers(run, network, starts, selection->ties, network->tie_count,
                                &order.tie_count, by_relation_and_ends);
    return order;
}
