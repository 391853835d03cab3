/* Parallel ties become one (model.md §5.4). */
#include "select/derive.h"

#include <stdlib.h>

struct parallel {
    uint32_t low, high, tie; /* ends: as they are, or sorted where direction says nothing */
    struct ent_text level;   /* levels of one relationship are not put together */
};

static int by_pair(const void *a, const void *b)
{
    const struct parallel *left = a, *right = b;
    if (left->low != right->low)
        return left->low < right->low ? -1 : 1;
    if (left->high != right->high)
        return left->high < right->high ? -1 : 1;
    int order = ent_text_compare(left->level, right->level);
    return order != 0 ? order : (left->tie > right->tie) - (left->tie < right->tie);
}

static bool are_parallel(const struct parallel *a, const struct parallel *b)
{
    return a->low == b->low && a->high == b->high && ent_text_equal(a->level, b->level);
}

static const struct ent_relation *relation_of(const struct ent_network *network, uint32_t tie)
{
    return &network->schema->relations[network->tie_relation[tie]];
}

/* Of each pair of nodes: has one of its ties a direction? Then all keep theirs. */
static struct parallel *sorted_ties(struct ent_run *run, const struct ent_network *network)
{
    struct parallel *ties = ENT_NEW(&run->arena, struct parallel, network->tie_count + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        const struct ent_relation *relation = relation_of(network, tie);
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        bool exclusive = relation->kind.values[ENT_AT_EXCLUSIVE].text.length > 0;
        ties[tie] = (struct parallel){from < to ? from : to, from < to ? to : from, tie,
                                      exclusive ? relation->kind.name : (struct ent_text){0}};
    }
    qsort(ties, network->tie_count, sizeof *ties, by_pair);
    for (size_t first = 0, end; first < network->tie_count; first = end) {
        bool directed = false;
        for (end = first; end < network->tie_count && are_parallel(&ties[first], &ties[end]); end++)
            directed |= !relation_of(network, ties[end].tie)->symmetric;
        for (size_t i = first; directed && i < end; i++) {
            ties[i].low = network->tie_from[ties[i].tie];
            ties[i].high = network->tie_to[ties[i].tie];
        }
        if (directed)
            qsort(ties + first, end - first, sizeof *ties, by_pair);
    }
    return ties;
}

/* ---- relations of several names ---- */

static bool is_named(struct ent_text names, struct ent_text name)
{
    for (struct ent_text item; ent_text_next(&names, ',', &item);)
        if (ent_text_equal(item, name))
            return true;
    return false;
}

/* The names of the ties, each once, in their order. */
static struct ent_text joined_names(struct ent_run *run, const struct ent_network *network,
                                    const struct parallel *ties, size_t count)
{
    struct ent_text names = {0};
    for (size_t i = 0; i < count; i++) {
        struct ent_text name = relation_of(network, ties[i].tie)->kind.label;
        if (!is_named(names, name))
            names = names.length == 0 ? name : ENT_FORM(&run->arena, "{}, {}", names, name);
    }
    return names;
}

/* The relation of that label: the one of the first tie, or one that looks like it. */
static uint32_t relation_labelled(struct ent_schema *schema, const struct ent_table **tables,
                                  size_t known, uint32_t first, struct ent_text label)
{
    if (ent_text_equal(schema->relations[first].kind.label, label))
        return first;
    for (size_t i = known; i < schema->relation_count; i++)
        if (ent_text_equal(schema->relations[i].kind.label, label))
            return (uint32_t)i;
    uint32_t number = (uint32_t)schema->relation_count++;
    schema->relations[number] = schema->relations[first];
    schema->relations[number].kind.name = schema->relations[number].kind.label = label;
    schema->relations[number].same = number;
    tables[number] = tables[first];
    return number;
}

/* ---- the network ---- */

static void merge_ties(const struct ent_derived *old, const struct parallel *ties, size_t count,
                       uint32_t relation, struct ent_derived *derived)
{
    struct ent_network *made = derived->network;
    struct ent_bundles *bundles = derived->bundles;
    const struct ent_network *network = old->network;
    size_t own = made->tie_count++;
    uint32_t first = ties->tie;
    made->tie_relation[own] = relation;
    made->tie_row[own] = network->tie_row[first];
    made->tie_from[own] = network->tie_from[first];
    made->tie_to[own] = network->tie_to[first];
    made->tie_agreement[own] = network->tie_agreement[first];
    made->tie_behalf[own] = count == 1 ? network->tie_behalf[first] : ENT_NONE;
    made->tie_life[own] = network->tie_life[first];
    bundles->first[own + 1] = bundles->first[own];
    for (size_t i = 0; i < count; i++) {
        uint32_t tie = ties[i].tie;
        made->tie_weight[own] += network->tie_weight[tie];
        made->tie_life[own] = ent_lifetime_hull(made->tie_life[own], network->tie_life[tie]);
        if (old->selection->ties[tie] > derived->selection->ties[own])
            derived->selection->ties[own] = old->selection->ties[tie];
        for (size_t k = old->bundles->first[tie]; k < old->bundles->first[tie + 1]; k++)
            bundles->members[bundles->first[own + 1]++] = old->bundles->members[k];
    }
}

static struct ent_schema *schema_with_room(struct ent_run *run, const struct ent_schema *schema,
                                           size_t more)
{
    struct ent_schema *copy = ENT_NEW(&run->arena, struct ent_schema, 1);
    *copy = *schema;
    copy->relations = ENT_NEW(&run->arena, struct ent_relation, schema->relation_count + more);
    memcpy(copy->relations, schema->relations, schema->relation_count * sizeof *copy->relations);
    return copy;
}

void ent_derive_merger(struct ent_run *run, struct ent_derived *derived)
{
    struct ent_network network = *derived->network;
    struct ent_selection selection = *derived->selection;
    struct ent_bundles bundles = *derived->bundles;
    struct ent_derived old = {&network, &selection, &bundles};
    size_t count = network.tie_count, known = network.schema->relation_count;
    const struct parallel *ties = sorted_ties(run, &network);
    struct ent_schema *schema = schema_with_room(run, network.schema, count + 1);
    const struct ent_table **tables =
        ENT_NEW(&run->arena, const struct ent_table *, known + count + 1);
    memcpy(tables, network.relation_table, known * sizeof *tables);
    ent_derived_room(run, derived, count, bundles.first[count]);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first; end < count && are_parallel(&ties[first], &ties[end]);)
            end++;
        struct ent_text label = joined_names(run, &network, ties + first, end - first);
        uint32_t relation =
            relation_labelled(schema, tables, known, network.tie_relation[ties[first].tie], label);
        merge_ties(&old, ties + first, end - first, relation, derived);
    }
    derived->bundles->first_projected = derived->network->tie_count;
    derived->network->schema = schema;
    derived->network->relation_table = tables;
}
