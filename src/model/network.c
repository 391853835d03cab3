#include "model/bundle.h"

uint32_t ent_network_node(const struct ent_network *network, struct ent_text id)
{
    uint32_t node = ent_index_find(&network->ids, id);
    if (node != ENT_NONE)
        return node;
    uint32_t alias = ent_index_find(&network->aliases, id);
    return alias == ENT_NONE ? ENT_NONE : network->alias_node[alias];
}

static const struct ent_table *table_of_node(const struct ent_network *network, uint32_t node)
{
    return network->type_table[network->node_type[node]];
}

static const struct ent_table *table_of_tie(const struct ent_network *network, uint32_t tie)
{
    return network->relation_table[network->tie_relation[tie]];
}

static uint32_t column_or_first(const struct ent_table *table, struct ent_text name)
{
    uint32_t column = ent_table_column(table, name);
    return column == ENT_NONE ? 0 : column;
}

struct ent_place ent_node_place(const struct ent_network *network, uint32_t node)
{
    const struct ent_table *table = table_of_node(network, node);
    return ent_table_place(table, network->node_row[node], column_or_first(table, ENT_TEXT("id")));
}

struct ent_place ent_tie_place(const struct ent_network *network, uint32_t tie)
{
    const struct ent_table *table = table_of_tie(network, tie);
    if (ent_tie_is_bundle(network, tie))
        return ent_bundle_place(network, tie);
    return ent_table_place(table, network->tie_row[tie], column_or_first(table, ENT_TEXT("from")));
}

static struct ent_text cell(const struct ent_table *table, size_t row, struct ent_text name)
{
    uint32_t column = ent_table_column(table, name);
    return column == ENT_NONE ? (struct ent_text){0} : ent_table_cell(table, row, column);
}

struct ent_text ent_node_cell(const struct ent_network *network, uint32_t node,
                              struct ent_text column)
{
    return cell(table_of_node(network, node), network->node_row[node], column);
}

bool ent_weight_read(struct ent_text text, double *weight)
{
    return ent_text_number_read(text, weight) && *weight > 0 && *weight < 1e15;
}

struct ent_text ent_tie_cell(const struct ent_network *network, uint32_t tie,
                             struct ent_text column)
{
    if (ent_tie_is_bundle(network, tie))
        return ent_bundle_cell(network, tie, column);
    return cell(table_of_tie(network, tie), network->tie_row[tie], column);
}

bool ent_table_is_of_nodes(const struct ent_schema *schema, const struct ent_table *table)
{
    for (size_t i = 0; i < schema->type_count; i++)
        if (!schema->types[i].kind.distinct && ent_kind_is_of_table(&schema->types[i].kind, table))
            return true;
    return false;
}

bool ent_tie_has_row(const struct ent_network *network, uint32_t tie)
{
    return !ent_tie_is_bundle(network, tie) &&
           !ent_table_is_of_nodes(network->schema, table_of_tie(network, tie));
}

static struct ent_text filled(struct ent_run *run, const struct ent_schema *schema,
                              const struct ent_kind *kind, const struct ent_table *table,
                              uint32_t row, enum ent_attribute attribute)
{
    struct ent_text missing = ent_kind_text(schema, kind, ENT_AT_MISSING);
    struct ent_filler filler =
        ent_template_bind(&run->arena, ent_kind_template(schema, kind, attribute), table, missing);
    return ent_template_fill(&run->arena, &filler, row);
}

struct ent_text ent_node_text(struct ent_run *run, const struct ent_network *network, uint32_t node,
                              enum ent_attribute attribute)
{
    const struct ent_schema *schema = network->schema;
    return filled(run, schema, &schema->types[network->node_type[node]].kind,
                  table_of_node(network, node), network->node_row[node], attribute);
}

struct ent_text ent_tie_text(struct ent_run *run, const struct ent_network *network, uint32_t tie,
                             enum ent_attribute attribute)
{
    const struct ent_schema *schema = network->schema;
    return filled(run, schema, &schema->relations[network->tie_relation[tie]].kind,
                  table_of_tie(network, tie), network->tie_row[tie], attribute);
}

/* The node whose text in `texts` is nearest to `word`, or ENT_NONE. */
static uint32_t nearest(const struct ent_text *texts, size_t count, struct ent_text word)
{
    struct ent_text meant = ent_text_meant(word, texts, count);
    for (size_t i = 0; meant.length > 0 && i < count; i++)
        if (texts[i].bytes == meant.bytes && texts[i].length == meant.length)
            return (uint32_t)i;
    return ENT_NONE;
}

/* An alternate key without the name of its column: "816" of "cow=816". */
static uint32_t nearest_alias(struct ent_run *run, const struct ent_network *network,
                              struct ent_text word)
{
    struct ent_text *values = ENT_NEW(&run->arena, struct ent_text, network->alias_count + 1);
    for (size_t i = 0; i < network->alias_count; i++) {
        const char *equals = memchr(network->alias[i].bytes, '=', network->alias[i].length);
        size_t start = equals ? (size_t)(equals - network->alias[i].bytes) + 1 : 0;
        values[i] = ent_text_slice(network->alias[i], start, SIZE_MAX);
    }
    uint32_t alias = nearest(values, network->alias_count, word);
    return alias == ENT_NONE ? ENT_NONE : network->alias_node[alias];
}

struct ent_text ent_network_meant(struct ent_run *run, const struct ent_network *network,
                                  struct ent_text id)
{
    struct ent_arena *arena = &run->arena;
    uint32_t node = nearest(network->node_name, network->node_count, id);
    bool named = node != ENT_NONE && ent_text_distance(network->node_name[node], id, 0) == 0;
    if (!named) {
        uint32_t by_id = nearest(network->node_id, network->node_count, id);
        node = by_id != ENT_NONE ? by_id : node;
    }
    if (node == ENT_NONE)
        node = nearest_alias(run, network, id);
    if (node == ENT_NONE)
        return ENT_NO_HINT;
    const struct ent_type *type = &network->schema->types[network->node_type[node]];
    return ENT_FORM(arena, "did you mean '{}' ({} \"{}\", {})?", network->node_id[node],
                    type->kind.name, network->node_name[node],
                    ent_place_mention(arena, ent_node_place(network, node)));
}
