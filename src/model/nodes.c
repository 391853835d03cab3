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
        if (!ent_kind_is_of_table(&b->schema->types[i].kind, table) || kind_of_it)
            continue;
        if (found != ENT_NONE) {
            ent_report(b->run, ENT_E307, ent_place_at(table->source, 0),
                       ENT_TEXT("add a column 'type'"),
                       ENT_FORM(&b->run->arena, "no type: {} has no column 'type'", table->name));
            return ENT_NONE;
        }
        found = i;
    }
    return found;
}

/* How the rows of a table find their types. */
struct typing {
    const struct ent_table *table;
    uint32_t column;                    /* "type", or ENT_NONE */
    uint32_t only;                      /* the one type of all rows, or ENT_NONE */
    const struct ent_condition **where; /* of each type */
    bool filtered;                      /* some type takes only some rows */
};

static bool takes_row(const struct ent_building *b, const struct typing *typing, size_t type,
                      size_t row)
{
    return ent_kind_is_of_table(&b->schema->types[type].kind, typing->table) &&
           ent_row_is_taken(typing->where[type], row);
}

/* Does the type say no more about its rows than the general one? Then the general one has them. */
static bool adds_nothing(const struct ent_building *b, const struct typing *typing, size_t type)
{
    uint32_t general = b->schema->types[type].general;
    return general != ENT_NONE &&
           ent_kind_is_of_table(&b->schema->types[general].kind, typing->table) &&
           typing->where[general] == typing->where[type];
}

static bool any_takes_row(const struct ent_building *b, const struct typing *typing, size_t row)
{
    for (size_t type = 0; type < b->schema->type_count; type++)
        if (!adds_nothing(b, typing, type) && takes_row(b, typing, type, row))
            return true;
    return false;
}

/* Without a column "type": the one type whose `where` takes the row, the most special one if they
 * are kinds of each other; ENT_NONE after reporting if there are more. */
static uint32_t type_by_where(const struct ent_building *b, const struct typing *typing, size_t row)
{
    uint32_t found = ENT_NONE;
    for (uint32_t type = 0; type < b->schema->type_count; type++) {
        if (adds_nothing(b, typing, type) || !takes_row(b, typing, type, row) ||
            (found != ENT_NONE && ent_type_isa(b->schema, found, type)))
            continue;
        if (found != ENT_NONE && !ent_type_isa(b->schema, type, found)) {
            ent_report(b->run, ENT_E307, ent_table_place(typing->table, row, 0),
                       ENT_TEXT("narrow their 'where', or add a column 'type'"),
                       ENT_FORM(&b->run->arena, "two types: {}, {}",
                                b->schema->types[found].kind.name,
                                b->schema->types[type].kind.name));
            return ENT_NONE;
        }
        found = type;
    }
    return found;
}

/* ENT_NONE, after reporting if that is a fault, for a row that is no node. */
static uint32_t type_of_row(const struct ent_building *b, const struct typing *typing, size_t row)
{
    const struct ent_table *table = typing->table;
    uint32_t column = typing->column;
    if (typing->filtered && !any_takes_row(b, typing, row))
        return ENT_NONE;
    if (column == ENT_NONE)
        return typing->filtered ? type_by_where(b, typing, row) : typing->only;
    struct ent_text name = ent_table_cell(table, row, column);
    uint32_t type = ent_schema_type(b->schema, name);
    if (type != ENT_NONE && ent_kind_is_of_table(&b->schema->types[type].kind, table))
        return takes_row(b, typing, type, row) ? type : ENT_NONE;
    if (name.length == 0 && typing->only != ENT_NONE)
        return typing->only;
    struct ent_place place = ent_table_place(table, row, column);
    enum ent_rule rule = name.length == 0 ? ENT_E307 : ENT_E208;
    ent_report(b->run, rule, place, hint_for_type(b, name, table),
               name.length == 0 ? ENT_TEXT("no type: its type is missing") : name);
    return ENT_NONE;
}

/* What an id may not hold, because it would be lost in a list of ids; NULL if it is fine. */
static const char *fault_of_id(struct ent_text id)
{
    for (size_t i = 0; i < id.length; i++) {
        if (id.bytes[i] == ' ' || id.bytes[i] == '\t')
            return "a blank";
        if (id.bytes[i] == '\n' || id.bytes[i] == '\r')
            return "a line break";
        if ((unsigned char)id.bytes[i] < 0x20 || id.bytes[i] == 0x7F)
            return "a control character";
        if (id.bytes[i] == ';')
            return "a semicolon, which separates ids";
    }
    return NULL;
}

static struct ent_text hint_for_id(const struct ent_building *b, struct ent_text id)
{
    char *better = ent_text_string(&b->run->arena, id);
    for (size_t i = 0; i < id.length; i++) {
        if (fault_of_id(ent_text_slice(id, i, 1)))
            better[i] = '-';
        else if (better[i] >= 'A' && better[i] <= 'Z')
            better[i] = (char)(better[i] - 'A' + 'a');
    }
    return ENT_FORM(&b->run->arena, "write '{}'", ent_text_of(better));
}

static bool take_id(struct ent_building *b, const struct ent_filler *key, size_t row, uint32_t node)
{
    struct ent_text id = ent_template_fill(&b->run->arena, key, row);
    struct ent_place place = ent_template_place(key, row);
    if (id.length == 0) {
        ent_report(b->run, ENT_E205, place, ENT_NO_HINT, ent_template_column(key, row));
        return false;
    }
    const char *fault = fault_of_id(id);
    if (fault)
        ent_report(b->run, ENT_E203, place, hint_for_id(b, id), id, ent_text_of(fault));
    b->network->node_id[node] = id;
    uint32_t before = ent_index_add(&b->network->ids, node);
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
    if (!take_id(b, &binding->key, row, node))
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

/* A type that took its `where` from a general one shares it. */
static const struct ent_condition *where_of(const struct ent_building *b,
                                            const struct typing *typing, size_t type)
{
    const struct ent_kind *kind = &b->schema->types[type].kind;
    for (size_t i = 0; i < type; i++)
        if (typing->where[i] && typing->where[i]->expression == kind->where)
            return typing->where[i];
    return ent_bind_where(b, kind, typing->table);
}

static struct typing typing_of(const struct ent_building *b, const struct ent_table *table)
{
    struct typing typing = {
        .table = table,
        .column = ent_table_column(table, ENT_TEXT("type")),
        .only = ENT_NONE,
        .where = ENT_NEW(&b->run->arena, const struct ent_condition *, b->schema->type_count + 1),
    };
    for (size_t i = 0; i < b->schema->type_count; i++) {
        if (ent_kind_is_of_table(&b->schema->types[i].kind, table))
            typing.where[i] = where_of(b, &typing, i);
        typing.filtered |= typing.where[i] != NULL;
    }
    if (typing.column == ENT_NONE ? !typing.filtered : types_of_table(b, table).length == 0)
        typing.only = only_type(b, table);
    return typing;
}

static void take_nodes(struct ent_building *b, const struct ent_table *table)
{
    struct typing typing = typing_of(b, table);
    struct ent_binding *bindings =
        ENT_NEW(&b->run->arena, struct ent_binding, b->schema->type_count + 1);
    for (size_t i = 0; i < b->schema->type_count; i++) {
        const struct ent_kind *kind = &b->schema->types[i].kind;
        if (!ent_kind_is_of_table(kind, table))
            continue;
        bindings[i] = ent_binding_make(b, kind, table);
        b->network->type_table[i] = table;
    }
    for (size_t row = 0; row < table->row_count; row++) {
        uint32_t type = type_of_row(b, &typing, row);
        if (type != ENT_NONE)
            take_node(b, &bindings[type], table, row, type);
        else
            lose_row(b, table, row);
    }
}

void ent_build_nodes(struct ent_building *b)
{
    struct ent_network *network = b->network;
    struct ent_arena *arena = &b->run->arena;
    size_t most = 0;
    for (size_t i = 0; i < b->records->table_count; i++)
        if (ent_building_is_node_table(b, &b->records->tables[i]))
            most += b->records->tables[i].row_count;
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
