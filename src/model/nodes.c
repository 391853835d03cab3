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

/* Types of one table among which every row chooses one: a type whose rows are not distinct and its
 * like, or a distinct type and its kinds, to which every row is offered anew. */
struct group {
    bool *has;              /* of each type */
    uint32_t only;          /* without a choice; ENT_NONE if there is one */
    struct ent_filler type; /* chooses */
    bool chooses;
    struct ent_binding *bindings;       /* of each type */
    const struct ent_condition **where; /* of each type: which rows it takes */
    bool filtered;                      /* some type takes only some rows */
};

static bool takes_row(const struct group *group, size_t type, size_t row)
{
    return group->has[type] && ent_row_is_taken(group->where[type], row);
}

/* Does the type say no more about its rows than the general one? Then the general one has them. */
static bool adds_nothing(const struct ent_building *b, const struct group *group, size_t type)
{
    uint32_t general = b->schema->types[type].general;
    return general != ENT_NONE && group->has[general] &&
           group->where[general] == group->where[type];
}

static bool any_takes_row(const struct ent_building *b, const struct group *group, size_t row)
{
    for (size_t type = 0; type < b->schema->type_count; type++)
        if (!adds_nothing(b, group, type) && takes_row(group, type, row))
            return true;
    return false;
}

/* Without a column that says the type: the one whose `where` takes the row, the most special one
 * if they are kinds of each other; ENT_NONE after reporting if there are more. */
static uint32_t type_by_where(const struct ent_building *b, const struct group *group,
                              const struct ent_table *table, size_t row)
{
    uint32_t found = ENT_NONE;
    for (uint32_t type = 0; type < b->schema->type_count; type++) {
        if (adds_nothing(b, group, type) || !takes_row(group, type, row) ||
            (found != ENT_NONE && ent_type_isa(b->schema, found, type)))
            continue;
        if (found != ENT_NONE && !ent_type_isa(b->schema, type, found)) {
            ent_report(b->run, ENT_E307, ent_table_place(table, row, 0),
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

/* A type that took its `where` from a general one shares it. */
static const struct ent_condition *where_of(const struct ent_building *b, const struct group *group,
                                            const struct ent_table *table, size_t type)
{
    const struct ent_kind *kind = &b->schema->types[type].kind;
    for (size_t i = 0; i < b->schema->type_count; i++)
        if (group->where[i] && group->where[i]->expression == kind->where)
            return group->where[i];
    return ent_bind_where(b, kind, table);
}

/* The most general type above it that reads the same table. */
static uint32_t root_in_table(const struct ent_building *b, uint32_t type,
                              const struct ent_table *table)
{
    for (uint32_t general = b->schema->types[type].general;
         general != ENT_NONE && ent_kind_is_of_table(&b->schema->types[general].kind, table);
         general = b->schema->types[general].general)
        type = general;
    return type;
}

static bool has_choice(const struct ent_building *b, const struct group *group, uint32_t first)
{
    for (uint32_t i = first + 1; i < b->schema->type_count; i++)
        if (group->has[i])
            return true;
    return false;
}

/* Two types that are no kinds of each other, and nothing says which one a row is of. */
static bool is_undecided(const struct ent_building *b, const struct group *group, uint32_t first,
                         const struct ent_table *table)
{
    for (uint32_t i = first + 1; i < b->schema->type_count; i++)
        if (group->has[i] && root_in_table(b, i, table) != root_in_table(b, first, table))
            return true;
    return false;
}

/* Returns false after reporting that no column says which type a row is of. */
static bool open_group(const struct ent_building *b, const struct ent_table *table, uint32_t first,
                       struct group *group)
{
    const struct ent_kind *kind = &b->schema->types[first].kind;
    uint32_t root = root_in_table(b, first, table);
    group->only = root;
    group->chooses = has_choice(b, group, first) || kind->values[ENT_AT_TYPE].text.length > 0;
    if (!group->chooses)
        return true;
    group->type = ent_bind_or_column(b, kind, table, ENT_AT_TYPE);
    group->only = ENT_NONE;
    if (ent_filler_is_bound(&group->type))
        return true;
    group->chooses = false;
    group->only = root;
    if (group->filtered || !is_undecided(b, group, first, table))
        return true;
    ent_report(b->run, ENT_E307, ent_place_at(table->source, 0), ENT_TEXT("add a column 'type'"),
               ENT_FORM(&b->run->arena, "no type: {} has no column 'type'", table->name));
    return false;
}

static uint32_t type_of_row(const struct ent_building *b, const struct group *group,
                            const struct ent_table *table, size_t row)
{
    if (group->filtered && !any_takes_row(b, group, row))
        return ENT_NONE;
    if (!group->chooses)
        return group->filtered ? type_by_where(b, group, table, row) : group->only;
    struct ent_text name = ent_template_fill(&b->run->arena, &group->type, row);
    uint32_t type = ent_schema_type(b->schema, name);
    if (type != ENT_NONE && group->has[type])
        return takes_row(group, type, row) ? type : ENT_NONE;
    struct ent_place place = ent_template_place(&group->type, row);
    enum ent_rule rule = name.length == 0 ? ENT_E307 : ENT_E208;
    ent_report(b->run, rule, place, hint_for_type(b, name, table),
               name.length == 0 ? ENT_TEXT("no type: its type is missing") : name);
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

/* Does a row of a distinct type tell again of a node that is there? */
static bool is_again(const struct ent_building *b, uint32_t type, uint32_t before)
{
    uint32_t other = b->network->node_type[before];
    return b->schema->types[type].kind.distinct &&
           (ent_type_isa(b->schema, type, other) || ent_type_isa(b->schema, other, type));
}

static void report_again(const struct ent_building *b, const struct ent_filler *key, size_t row,
                         struct ent_text id, uint32_t before)
{
    ent_report(b->run, ENT_E202, ent_template_place(key, row),
               ENT_TEXT("ids are unique over all tables: merge the rows or rename one"), id,
               ent_place_mention(&b->run->arena, ent_node_place(b->network, before)));
}

static bool take_id(struct ent_building *b, const struct ent_filler *key, size_t row, uint32_t type,
                    uint32_t *told)
{
    uint32_t node = (uint32_t)b->network->node_count;
    struct ent_text id = ent_template_fill(&b->run->arena, key, row);
    bool distinct = b->schema->types[type].kind.distinct;
    if (id.length == 0) {
        if (!distinct) /* else the row tells of something else */
            ent_report(b->run, ENT_E205, ent_template_place(key, row), ENT_NO_HINT,
                       ent_template_column(key, row));
        return false;
    }
    b->network->node_id[node] = id;
    uint32_t before = ent_index_add(&b->network->ids, node);
    *told = before == ENT_NONE ? node : before;
    if (before != ENT_NONE && is_again(b, type, before))
        return false;
    const char *fault = fault_of_id(id, !ent_text_is(key->template->text, "{id}"));
    if (fault)
        ent_report(b->run, ENT_E203, ent_template_place(key, row), hint_for_id(b, id), id,
                   ent_text_of(fault));
    if (before != ENT_NONE)
        report_again(b, key, row, id, before);
    return before == ENT_NONE;
}

/* Returns the node that the row told of, new or not. */
static uint32_t take_node(struct ent_building *b, const struct ent_binding *binding,
                          const struct ent_table *table, size_t row, uint32_t type)
{
    struct ent_network *network = b->network;
    uint32_t node = (uint32_t)network->node_count, told = ENT_NONE;
    if (!take_id(b, &binding->key, row, type, &told))
        return told;
    struct ent_text name = ent_template_fill(&b->run->arena, &binding->name, row);
    network->node_name[node] = name.length > 0 ? name : network->node_id[node];
    network->node_type[node] = type;
    network->node_row[node] = (uint32_t)row;
    network->node_life[node] = ent_binding_life(b, binding, table, row);
    network->node_count++;
    return told;
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

static uint32_t *begin_telling(struct ent_building *b, const struct ent_table *table,
                               const struct ent_filler *key)
{
    struct ent_told *told = &b->told[b->told_count++];
    *told = (struct ent_told){*key, ENT_NEW(&b->run->arena, uint32_t, table->row_count + 1)};
    return told->node;
}

static void take_group(struct ent_building *b, const struct ent_table *table, struct group *group,
                       uint32_t first)
{
    const struct ent_filler *value = &group->bindings[first].value;
    bool open = open_group(b, table, first, group);
    bool telling = open && !group->chooses && b->schema->types[first].kind.distinct;
    uint32_t *told = telling ? begin_telling(b, table, &group->bindings[group->only].key) : NULL;
    for (size_t row = 0; row < table->row_count; row++) {
        uint32_t node = ENT_NONE, type = ENT_NONE;
        bool is_there = ent_row_is_there(b, value, row);
        if (is_there && open)
            type = type_of_row(b, group, table, row);
        if (type != ENT_NONE)
            node = take_node(b, &group->bindings[type], table, row, type);
        else if (is_there)
            lose_row(b, table, row);
        if (told)
            told[row] = node;
    }
}

static void take_nodes(struct ent_building *b, const struct ent_table *table)
{
    size_t count = b->schema->type_count;
    struct group group = {.has = ENT_NEW(&b->run->arena, bool, count + 1),
                          .bindings = ENT_NEW(&b->run->arena, struct ent_binding, count + 1),
                          .where =
                              ENT_NEW(&b->run->arena, const struct ent_condition *, count + 1)};
    bool *done = ENT_NEW(&b->run->arena, bool, count + 1);
    for (uint32_t first = 0; first < count; first++) {
        const struct ent_kind *kind = &b->schema->types[first].kind;
        if (done[first] || !ent_kind_is_of_table(kind, table))
            continue;
        uint32_t root = root_in_table(b, first, table);
        group.filtered = false;
        for (uint32_t i = 0; i < count; i++) {
            const struct ent_kind *other = &b->schema->types[i].kind;
            group.has[i] = ent_kind_is_of_table(other, table) && !done[i] &&
                           (kind->distinct ? root_in_table(b, i, table) == root : !other->distinct);
            if (!group.has[i])
                continue;
            done[i] = true;
            b->network->type_table[i] = table;
            group.bindings[i] = ent_binding_make(b, other, table);
            group.where[i] = where_of(b, &group, table, i);
            group.filtered |= group.where[i] != NULL;
        }
        take_group(b, table, &group, first);
    }
}

/* An upper bound: every distinct type may take every row. */
static size_t most_nodes(const struct ent_building *b, const struct ent_table *table)
{
    size_t groups = 0;
    bool plain = false;
    for (uint32_t i = 0; i < b->schema->type_count; i++) {
        const struct ent_kind *kind = &b->schema->types[i].kind;
        if (ent_kind_is_of_table(kind, table) && root_in_table(b, i, table) == i)
            groups += kind->distinct;
        plain |= ent_kind_is_of_table(kind, table) && !kind->distinct;
    }
    return (groups + plain) * table->row_count;
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
    b->told = ENT_NEW(arena, struct ent_told, b->schema->type_count * b->records->table_count + 1);
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
