/* The columns of a list of nodes or ties: its own, those of the tables, and measures. */
#ifndef ENT_WRITE_LIST_COLUMNS_H
#define ENT_WRITE_LIST_COLUMNS_H

#include "select/measures.h"
#include "write/list.h"

/* What stands in a column, in the order of a list. */
enum ent_cell {
    ENT_CELL_YEAR, /* of a series */
    ENT_CELL_ID,
    ENT_CELL_TYPE,
    ENT_CELL_NAME,
    ENT_CELL_GROUPS,
    ENT_CELL_FROM,
    ENT_CELL_TO,
    ENT_CELL_START,
    ENT_CELL_END,
    ENT_CELL_ROLE,
    ENT_CELL_BEHALF,
    ENT_CELL_WEIGHT,
    ENT_CELL_COUNT,
    ENT_CELL_MEMBERS,
    ENT_CELL_CHANGE,
    ENT_CELL_WAS,
    ENT_CELL_ANSWER,
    ENT_CELL_SOURCE,
    ENT_CELL_FAMILY,
    ENT_CELL_SUCCESSOR,
    ENT_OWN_CELLS,
    ENT_CELL_OF_TABLE = ENT_OWN_CELLS,
    ENT_CELL_MEASURE,
    ENT_NO_CELL
};

/* Each array has a place for each column. */
struct ent_list_columns {
    struct ent_text *titles;
    enum ent_cell *cells;
    enum ent_measure *measures; /* of those that are one */
    bool *numeric;
    size_t count;
};

/* Those that are asked for, or the usual ones of lists of such selections. Reports E500 and returns
 * false for a column that neither the list nor a table has. */
bool ent_list_columns_read(struct ent_run *run, const struct ent_network *network,
                           const struct ent_listed *listed, const struct ent_list_wish *wish,
                           struct ent_list_columns *columns);

#endif
