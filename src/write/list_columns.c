#include "write/list_columns.h"

#include "model/descent.h"

/* Which lists have a column, and what must be asked for. */
enum {
    NODES = 1,
    TIES = 2,
    BUNDLES = 4, /* ties that stand for several */
    ALL = NODES | TIES | BUNDLES,
    SERIES = 8,
    GROUPS = 16,
    CHANGE = 32,
    NAMED = 64 /* only who names it gets it */
};

static const struct {
    const char *name;
    unsigned lists, asked;
    bool numeric;
} own[ENT_OWN_CELLS] = {
    [ENT_CELL_YEAR] = {"year", ALL, SERIES, false},
    [ENT_CELL_ID] = {"id", NODES, 0, false},
    [ENT_CELL_TYPE] = {"type", ALL, 0, false},
    [ENT_CELL_NAME] = {"name", NODES, 0, false},
    [ENT_CELL_GROUPS] = {"groups", NODES, GROUPS, false},
    [ENT_CELL_FROM] = {"from", TIES | BUNDLES, 0, false},
    [ENT_CELL_TO] = {"to", TIES | BUNDLES, 0, false},
    [ENT_CELL_START] = {"start", ALL, 0, false},
    [ENT_CELL_END] = {"end", ALL, 0, false},
    [ENT_CELL_ROLE] = {"role", TIES, 0, false},
    [ENT_CELL_BEHALF] = {"behalf", TIES, 0, false},
    [ENT_CELL_WEIGHT] = {"weight", BUNDLES, 0, true},
    [ENT_CELL_COUNT] = {"count", BUNDLES, 0, true},
    [ENT_CELL_MEMBERS] = {"members", BUNDLES, 0, false},
    [ENT_CELL_CHANGE] = {"change", ALL, CHANGE, false},
    [ENT_CELL_WAS] = {"was", TIES | BUNDLES, CHANGE, false},
    [ENT_CELL_ANSWER] = {"answer", ALL, 0, false},
    [ENT_CELL_SOURCE] = {"source", ALL, 0, false},
    [ENT_CELL_FAMILY] = {"family", NODES, NAMED, false},
    [ENT_CELL_SUCCESSOR] = {"successor", NODES, NAMED, false},
};

/* What is needed while columns are chosen. */
struct choosing {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_list_wish *wish;
    unsigned list, asked;
    const struct ent_table *const *tables; /* NULL in the place of some */
    size_t table_count;
    struct ent_list_columns *columns;
};

static struct choosing begin(struct ent_run *run, const struct ent_network *network,
                             const struct ent_listed *listed, const struct ent_list_wish *wish,
                             struct ent_list_columns *columns)
{
    const struct ent_schema *schema = network->schema;
    bool of_nodes = wish->what == ENT_LIST_NODES;
    return (struct choosing){
        .run = run,
        .network = network,
        .wish = wish,
        .list = of_nodes           ? NODES
                : network->bundles ? BUNDLES
                                   : TIES,
        .asked = (listed->year.length > 0 ? SERIES : 0) | (listed->selection->groups ? GROUPS : 0) |
                 (listed->selection->change ? CHANGE : 0),
        .tables = of_nodes ? network->type_table : network->relation_table,
        .table_count = of_nodes ? schema->type_count : schema->relation_count,
        .columns = columns,
    };
}

static bool fits(const struct choosing *c, enum ent_cell cell, unsigned asked)
{
    return own[cell].lists & c->list && !(own[cell].asked & ~asked);
}

static enum ent_cell own_named(const struct choosing *c, struct ent_text name, unsigned asked)
{
    for (enum ent_cell cell = 0; cell < ENT_OWN_CELLS; cell++)
        if (fits(c, cell, asked) && ent_text_is(name, own[cell].name))
            return cell;
    return ENT_NO_CELL;
}

static bool is_in_tables(const struct choosing *c, struct ent_text name)
{
    for (size_t i = 0; i < c->table_count; i++)
        if (c->tables[i] && ent_table_column(c->tables[i], name) != ENT_NONE)
            return true;
    return false;
}

static struct ent_text hint_for(const struct choosing *c, struct ent_text name)
{
    size_t room = ENT_OWN_CELLS + ENT_MEASURE_COUNT, count = 0;
    if (c->list == NODES && ent_text_is(name, own[ENT_CELL_GROUPS].name))
        return ENT_TEXT("--group says which groups, as --group all");
    for (size_t i = 0; i < c->table_count; i++)
        room += c->tables[i] ? c->tables[i]->column_count : 0;
    struct ent_text *all = ENT_NEW(&c->run->arena, struct ent_text, room);
    for (enum ent_cell cell = 0; cell < ENT_OWN_CELLS; cell++)
        if (fits(c, cell, c->asked))
            all[count++] = ent_text_of(own[cell].name);
    for (size_t i = 0; c->list == NODES && i < ENT_MEASURE_COUNT; i++)
        all[count++] = ent_text_of(ent_measure_name(i));
    for (size_t i = 0; i < c->table_count; i++)
        for (size_t j = 0; c->tables[i] && j < c->tables[i]->column_count; j++)
            all[count++] = c->tables[i]->columns[j];
    return ent_hint_meant(&c->run->arena, name, all, count);
}

/* A usual column goes before one of the tables, and that before one that must be named and before a
 * measure. */
static enum ent_cell cell_named(const struct choosing *c, struct ent_text name)
{
    enum ent_cell cell = own_named(c, name, c->asked);
    if (cell == ENT_NO_CELL && is_in_tables(c, name))
        return ENT_CELL_OF_TABLE;
    if (cell == ENT_NO_CELL &&
        ent_schema_has_lineage(c->network->schema, ENT_ANY_LINEAGE, ENT_NONE))
        cell = own_named(c, name, c->asked | NAMED);
    if (cell == ENT_NO_CELL && c->list == NODES && ent_measure_named(name) < ENT_MEASURE_COUNT)
        return ENT_CELL_MEASURE;
    return cell;
}

static void add(struct ent_list_columns *columns, struct ent_text title, enum ent_cell cell)
{
    bool measure = cell == ENT_CELL_MEASURE;
    columns->titles[columns->count] = title;
    columns->cells[columns->count] = cell;
    columns->measures[columns->count] = measure ? ent_measure_named(title) : ENT_MEASURE_COUNT;
    columns->numeric[columns->count++] = measure || (cell < ENT_OWN_CELLS && own[cell].numeric);
}

static bool add_named(const struct choosing *c, struct ent_text name)
{
    enum ent_cell cell = cell_named(c, name);
    if (cell != ENT_NO_CELL)
        add(c->columns, name, cell);
    else
        ent_report(c->run, ENT_E500, c->wish->columns.place, hint_for(c, name),
                   ENT_FORM(&c->run->arena, "--columns: there is no column '{}' to list", name));
    return cell != ENT_NO_CELL;
}

bool ent_list_columns_read(struct ent_run *run, const struct ent_network *network,
                           const struct ent_listed *listed, const struct ent_list_wish *wish,
                           struct ent_list_columns *columns)
{
    struct ent_arena *arena = &run->arena;
    struct choosing c = begin(run, network, listed, wish, columns);
    size_t room = wish->columns.text.length + ENT_OWN_CELLS;
    *columns = (struct ent_list_columns){
        .titles = ENT_NEW(arena, struct ent_text, room),
        .cells = ENT_NEW(arena, enum ent_cell, room),
        .measures = ENT_NEW(arena, enum ent_measure, room),
        .numeric = ENT_NEW(arena, bool, room),
    };
    for (enum ent_cell cell = 0; !wish->columns.given && cell < ENT_OWN_CELLS; cell++)
        if (fits(&c, cell, c.asked))
            add(columns, ent_text_of(own[cell].name), cell);
    bool good = true;
    for (struct ent_text rest = wish->columns.text, name; ent_text_next(&rest, ',', &name);)
        good = add_named(&c, name) && good;
    return good;
}
