#include "model/building.h"

static struct ent_text types_of_table(const struct ent_building *b, const struct ent_table *table)
{
    struct ent_text list = {0};
    for (size_t i = 0; i < b->schema->type_count; i++)
        if (ent_kind_is_of_table(&b->schema->types[i].kind, table))
            list = ENT_FORM(&b->run->arena, "{}{}{}", list,
                            list.length > 0 ? ENT_TEXT(", ") : (struct ent_text){0},
                            b->schema->types[i].kind.name);
    return list;
}

static struct ent_text hint_for_type(const struct ent_building *b, struct ent_text word,
                                     const struct ent_table *table)
{
    size_t count;
    struct ent_text *names = ent_schema_names(&b->run->arena, b->schema, true, false, &count);
    struct ent_text meant = ent_text_meant(word, names, count);
    struct ent_text types = types_of_table(b, table);
    return meant.length > 0 ? ENT_FORM(&b->run->arena, "did you mean '{}'? types of this table: {}",
                                       meant, types)
                            : ENT_FORM(&b->run->arena, "types of this table: {}", types);
}

/* The one type of a table without a column "type"; ENT_NONE after reporting if there are more. */
static uint32_t only_type(const struct ent_building *b, const struct ent_table *table)
{
    uint32_t found = ENT_NONE;
    for (uint32_t i = 0; i < b->schema->type_count; i++) {
        uint32_t general = b->schema->types[i].general;
        bool kind_of_it =
            general != ENT_NONE && ent_kind_is_of_table(&b->schema->types[general].kind, table);
        if (!ent_kind_is_of_table(&b->schema->types[i].kind, table) || kind_of_it ||
            ent_kind_is_distinct(&b->schema->types[i].kind))
            continue;
        if (found != ENT_NONE) {
            ent_report(b->run, ENT_E307, ent_place_at(table->source, 0),
                       ENT_TEXT("add a column 'type'"),
                       ENT_FORM(&b->run->arena, "{} has no column 'type'", table->name));
            return ENT_NONE;
        }
        found = i;
    }
    return found;
}

static uint32_t type_of_row(const struct ent_building *b, const struct ent_table *table, size_t row,
                            uint32_t column, uint32_t only)
{
    if (column == ENT_NONE)
        return only;
    struct ent_text name = ent_table_cell(table, row, column);
    uint32_t type = ent_schema_type(b->schema, name);
    if (type != ENT_NONE && ent_kind_is_of_table(&b->schema->types[type].kind, table) &&
        !ent_kind_is_distinct(&b->schema->types[type].kind))
        return type;
    if (name.length == 0 && only != ENT_NONE)
        return only;
    struct ent_place place = ent_table_place(table, row, column);
    enum ent_rule rule = name.length == 0 ? ENT_E307 : ENT_E208;
    ent_report(b->run, rule, place, hint_for_type(b, name, table),
               name.length == 0 ? ENT_TEXT("its type is missing") : name);
    return ENT_NONE;
}

/* What an id may not hold, because it would be lost in a list of ids; NULL if it is fine. Names
 * that stand for ids in tables of others may hold what names hold. */
static const char *fault_of_id(struct ent_text id, bool is_name)
{
    for (size_t i = 0; i < id.length; i++) {
        if (!is_name && (id.bytes[i] == ' ' || id.bytes[i] == '\t'))
            return "a blank";
        if (id.bytes[i] == '\n' || id.bytes[i] == '\r')
            return "a line break";
        if ((unsigned char)id.bytes[i] < 0x20 || id.bytes[i] == 0x7F)
            return "a control character";
        if (!is_name && id.bytes[i] == ';')
            return "a semicolon, which separates ids";
    }
    return NULL;
}

static struct ent_text hint_for_id(const struct ent_building *b, struct ent_text id)
{
    char *better = ent_text_string(&b->run->arena, id);
    for (size_t i = 0; i < id.length; i++) {
        if (fault_of_id(ent_text_slice(id, i, 1), false))
            better[i] = '-';
        else if (better[i] >= 'A' && better[i] <= 'Z')
            better[i] = (char)(better[i] - 'A' + 'a');
    }
    return ENT_FORM(&b->run->arena, "write '{}'", ent_text_of(better));
}

static bool is_again(const struct ent_building *b, uint32_t type, uint32_t before)
{
    return ent_kind_is_distinct(&b->schema->types[type].kind) &&
           b->network->node_type[before] == type;
}

static bool take_id(struct ent_building *b, const struct ent_filler *key, size_t row, uint32_t type)
{
    uint32_t node = (uint32_t)b->network->node_count;
    struct ent_text id = ent_template_fill(&b->run->arena, key, row);
    struct ent_place place = ent_template_place(key, row);
    if (id.length == 0) {
        if (!ent_kind_is_distinct(&b->schema->types[type].kind)) /* else it tells of others */
            ent_report(b->run, ENT_E205, place, ENT_NO_HINT, ent_template_column(key, row));
        return false;
    }
    b->network->node_id[node] = id;
    uint32_t before = ent_index_add(&b->network->ids, node);
    if (before != ENT_NONE && is_again(b, type, before))
        return false;
    const char *fault = fault_of_id(id, !ent_text_is(key->template->text, "{id}"));
    if (fault)
        ent_report(b->run, ENT_E203, place, hint_for_id(b, id), id, ent_text_of(fault));
    if (before != ENT_NONE)
        ent_report(b->run, ENT_E202, place,
                   ENT_TEXT("ids are unique over all tables: merge the rows or rename one"), id,
                   ent_place_mention(&b->run->arena, ent_node_place(b->network, before)));
    return before == ENT_NONE;
}

static void take_node(struct ent_building *b, const struct ent_binding *binding,
                      const struct ent_table *table, size_t row, uint32_t type)
{
    struct ent_network *network = b->network;
    uint32_t node = (uint32_t)network->node_count;
    if (!take_id(b, &binding->key, row, type))
        return;
    struct ent_text name = ent_template_fill(&b->run->arena, &binding->name, row);
    network->node_name[node] = name.length > 0 ? name : network->node_id[node];
    network->node_type[node] = type;
    network->node_row[node] = (uint32_t)row;
    network->node_life[node] = ent_binding_life(b, binding, table, row);
    network->node_count++;
}

static void lose_row(struct ent_building *b, const struct ent_table *table, size_t row)
{
    uint32_t column = ent_table_column(table, ENT_TEXT("id"));
    if (column == ENT_NONE)
        return;
    b->lost[b->lost_count] = ent_table_cell(table, row, column);
    if (ent_index_add(&b->lost_ids, b->lost_count) == ENT_NONE)
        b->lost_count++;
}

/* The column that chooses among the types of a table. */
static uint32_t column_of_types(const struct ent_building *b, const struct ent_table *table)
{
    for (size_t i = 0; i < b->schema->type_count; i++) {
        const struct ent_kind *kind = &b->schema->types[i].kind;
        if (ent_kind_is_of_table(kind, table) && !ent_kind_is_distinct(kind))
            return ent_type_column(b, kind, table);
    }
    return ENT_NONE;
}

/* Every row tells of a node of each distinct type. Returns how many other types there are. */
static size_t take_distinct(struct ent_building *b, const struct ent_table *table,
                            const struct ent_binding *bindings)
{
    size_t others = 0;
    for (uint32_t i = 0; i < b->schema->type_count; i++) {
        const struct ent_kind *kind = &b->schema->types[i].kind;
        if (!ent_kind_is_of_table(kind, table))
            continue;
        others += !ent_kind_is_distinct(kind);
        for (size_t row = 0; ent_kind_is_distinct(kind) && row < table->row_count; row++)
            take_node(b, &bindings[i], table, row, i);
    }
    return others;
}

static void take_nodes(struct ent_building *b, const struct ent_table *table)
{
    uint32_t column = column_of_types(b, table);
    struct ent_binding *bindings =
        ENT_NEW(&b->run->arena, struct ent_binding, b->schema->type_count + 1);
    for (size_t i = 0; i < b->schema->type_count; i++) {
        const struct ent_kind *kind = &b->schema->types[i].kind;
        if (!ent_kind_is_of_table(kind, table))
            continue;
        bindings[i] = ent_binding_make(b, kind, table);
        b->network->type_table[i] = table;
    }
    if (take_distinct(b, table, bindings) == 0)
        return;
    uint32_t only = column == ENT_NONE ? only_type(b, table) : ENT_NONE;
    for (size_t row = 0; row < table->row_count; row++) {
        uint32_t type = type_of_row(b, table, row, column, only);
        if (type != ENT_NONE)
            take_node(b, &bindings[type], table, row, type);
        else
            lose_row(b, table, row);
    }
}

/* An upper bound: every distinct type may take every row. */
static size_t most_nodes(const struct ent_building *b, const struct ent_table *table)
{
    size_t passes = 1;
    for (size_t i = 0; i < b->schema->type_count; i++)
        passes += ent_kind_is_of_table(&b->schema->types[i].kind, table) &&
                  ent_kind_is_distinct(&b->schema->types[i].kind);
    return passes * table->row_count;
}

void ent_build_nodes(struct ent_building *b)
{
    struct ent_network *network = b->network;
    struct ent_arena *arena = &b->run->arena;
    size_t most = 0;
    for (size_t i = 0; i < b->records->table_count; i++)
        if (ent_building_is_node_table(b, &b->records->tables[i]))
            most += most_nodes(b, &b->records->tables[i]);
    network->node_type = ENT_NEW(arena, uint32_t, most + 1);
    network->node_row = ENT_NEW(arena, uint32_t, most + 1);
    network->node_id = ENT_NEW(arena, struct ent_text, most + 1);
    network->node_name = ENT_NEW(arena, struct ent_text, most + 1);
    network->node_life = ENT_NEW(arena, struct ent_lifetime, most + 1);
    network->ids = ent_index_make(arena, network->node_id, most);
    b->lost = ENT_NEW(arena, struct ent_text, most + 1);
    b->lost_ids = ent_index_make(arena, b->lost, most);
    for (size_t i = 0; i < b->records->table_count; i++)
        if (ent_building_is_node_table(b, &b->records->tables[i]))
            take_nodes(b, &b->records->tables[i]);
}

/* ---- alternate keys ---- */

static size_t count_alias_columns(const struct ent_building *b)
{
    size_t most = 0;
    for (size_t i = 0; i < b->schema->type_count; i++) {
        struct ent_text columns = b->schema->types[i].kind.values[ENT_AT_ALIAS].text, column;
        size_t count = 0;
        while (ent_text_next(&columns, ' ', &column))
            count++;
        most = count > most ? count : most;
    }
    return most;
}

static void take_alias(struct ent_building *b, uint32_t node, struct ent_text column)
{
    struct ent_network *network = b->network;
    struct ent_text value = ent_node_cell(network, node, column);
    if (value.length == 0)
        return;
    uint32_t number = (uint32_t)network->alias_count;
    network->alias[number] = ENT_FORM(&b->run->arena, "{}={}", column, value);
    network->alias_node[number] = node;
    uint32_t before = ent_index_add(&network->aliases, number);
    if (before == ENT_NONE) {
        network->alias_count++;
        return;
    }
    const struct ent_table *table = network->type_table[network->node_type[node]];
    ent_report(b->run, ENT_E204,
               ent_table_place(table, network->node_row[node], ent_table_column(table, column)),
               ENT_TEXT("give each its own code"), column, value,
               network->node_id[network->alias_node[before]], network->node_id[node]);
}

void ent_build_aliases(struct ent_building *b)
{
    struct ent_network *network = b->network;
    size_t most = network->node_count * count_alias_columns(b);
    network->alias = ENT_NEW(&b->run->arena, struct ent_text, most + 1);
    network->alias_node = ENT_NEW(&b->run->arena, uint32_t, most + 1);
    network->aliases = ent_index_make(&b->run->arena, network->alias, most);
    for (uint32_t node = 0; node < network->node_count; node++) {
        const struct ent_type *type = &b->schema->types[network->node_type[node]];
        struct ent_text columns = type->kind.values[ENT_AT_ALIAS].text, column;
        while (ent_text_next(&columns, ' ', &column))
            take_alias(b, node, column);
    }
}
