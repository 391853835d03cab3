#include "select/order.h"

#include <stdlib.h>

/* What all elements are compared by. */
struct keys {
    const struct ent_network *network;
    const int64_t *starts; /* of each node */
    uint32_t **columns;    /* of the table of each relation, by name; NULL: it has no table */
};

/* qsort has no context of its own. */
struct sorted {
    const struct keys *keys;
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

static int compare_nodes(const struct keys *keys, uint32_t a, uint32_t b)
{
    const struct ent_network *network = keys->network;
    uint32_t left = network->node_type[a], right = network->node_type[b];
    int order =
        compare_numbers(root_type(network->schema, left), root_type(network->schema, right));
    if (order == 0)
        order = compare_numbers(keys->starts[a], keys->starts[b]);
    if (order == 0)
        order = compare_numbers(left, right);
    return order != 0 ? order : ent_text_compare(network->node_id[a], network->node_id[b]);
}

static int by_time(const void *a, const void *b)
{
    const struct sorted *left = a, *right = b;
    return compare_nodes(left->keys, left->number, right->number);
}

/* An end that was cut is written otherwise than its cell has it, and so cells cannot tell. */
static int compare_ends(const struct ent_lifetime *a, const struct ent_lifetime *b)
{
    int order = compare_numbers(a->end_latest, b->end_latest);
    if (order == 0)
        order = compare_numbers(a->end_earliest, b->end_earliest);
    return order != 0 ? order : compare_numbers(a->cut, b->cut);
}

/* Ties that agree in everything else are told apart by the cells of their rows. A graph that is
 * read back has its columns in another order, and so they are taken by their names. */
static int compare_rows(const struct keys *keys, uint32_t a, uint32_t b)
{
    const struct ent_network *network = keys->network;
    uint32_t relation = network->tie_relation[a];
    const struct ent_table *table = network->relation_table[relation];
    if (!table) /* projected ties are one for each pair */
        return 0;
    bool cut = network->tie_life[a].cut;
    for (size_t i = 0; i < table->column_count; i++) {
        uint32_t column = keys->columns[relation][i];
        if (cut && ent_text_is(table->columns[column], "end"))
            continue;
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
    const struct ent_network *network = left->keys->network;
    uint32_t l = left->number, r = right->number;
    const struct ent_lifetime *lives = network->tie_life;
    int order = compare_numbers(network->tie_relation[l], network->tie_relation[r]);
    if (order == 0)
        order = compare_nodes(left->keys, network->tie_from[l], network->tie_from[r]);
    if (order == 0)
        order = compare_numbers(time_key(&lives[l]), time_key(&lives[r]));
    if (order == 0)
        order = compare_nodes(left->keys, network->tie_to[l], network->tie_to[r]);
    if (order == 0)
        order = compare_ends(&lives[l], &lives[r]);
    return order != 0 ? order : compare_rows(left->keys, l, r);
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

static uint32_t **columns_by_name(struct ent_run *run, const struct ent_network *network)
{
    size_t count = network->schema->relation_count;
    uint32_t **columns = ENT_NEW(&run->arena, uint32_t *, count + 1);
    for (size_t i = 0; i < count; i++)
        if (network->relation_table[i])
            columns[i] = ent_table_by_name(&run->arena, network->relation_table[i]);
    return columns;
}

static uint32_t *sorted_numbers(struct ent_run *run, const struct keys *keys,
                                const uint8_t *answers, size_t count, size_t *kept,
                                int (*compare)(const void *, const void *))
{
    struct sorted *rows = ENT_NEW(&run->arena, struct sorted, count + 1);
    *kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (answers[i] != ENT_OUT)
            rows[(*kept)++] = (struct sorted){keys, i};
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
    struct keys keys = {network, starts_of_nodes(run, network, selection),
                        columns_by_name(run, network)};
    order.nodes = sorted_numbers(run, &keys, selection->nodes, network->node_count,
                                 &order.node_count, by_time);
    order.ties = sorted_numbers(run, &keys, selection->ties, network->tie_count, &order.tie_count,
                                by_relation_and_ends);
    return order;
}
