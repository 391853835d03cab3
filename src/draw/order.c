#include "draw/plan.h"

#include <stdlib.h>

/* The keys of an element, most telling first; qsort has no context of its own. */
struct sorted {
    const struct ent_network *network;
    uint32_t number;
};

static int compare_numbers(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_type_and_id(const void *a, const void *b)
{
    const struct sorted *left = a, *right = b;
    const struct ent_network *network = left->network;
    int order =
        compare_numbers(network->node_type[left->number], network->node_type[right->number]);
    return order != 0
               ? order
               : ent_text_compare(network->node_id[left->number], network->node_id[right->number]);
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
        order = ent_text_compare(network->node_id[network->tie_from[l]],
                                 network->node_id[network->tie_from[r]]);
    if (order == 0)
        order = ent_text_compare(network->node_id[network->tie_to[l]],
                                 network->node_id[network->tie_to[r]]);
    if (order == 0)
        order = compare_numbers(network->tie_life[l].start_earliest,
                                network->tie_life[r].start_earliest);
    if (order == 0)
        order =
            compare_numbers(network->tie_life[l].start_latest, network->tie_life[r].start_latest);
    return order != 0 ? order : compare_rows(network, l, r);
}

static uint32_t *sorted_numbers(struct ent_run *run, const struct ent_network *network,
                                const uint8_t *answers, size_t count, size_t *kept,
                                int (*compare)(const void *, const void *))
{
    struct sorted *rows = ENT_NEW(&run->arena, struct sorted, count + 1);
    *kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (answers[i] != ENT_OUT)
            rows[(*kept)++] = (struct sorted){network, i};
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
    order.nodes = sorted_numbers(run, network, selection->nodes, network->node_count,
                                 &order.node_count, by_type_and_id);
    order.ties = sorted_numbers(run, network, selection->ties, network->tie_count, &order.tie_count,
                                by_relation_and_ends);
    return order;
}
