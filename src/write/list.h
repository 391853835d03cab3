/* The selection as rows: what 'entente list' prints. */
#ifndef ENT_WRITE_LIST_H
#define ENT_WRITE_LIST_H

#include "select/select.h"
#include "write/rows.h"

enum ent_list { ENT_LIST_NODES, ENT_LIST_TIES, ENT_LIST_STEPS, ENT_LIST_YEARS };

struct ent_list_wish {
    enum ent_list what;
    enum ent_rows_form form;
    struct ent_value columns; /* not given: the usual ones */
    struct ent_text path;
};

/* What is listed: a selection, or one for each year of a series. */
struct ent_listed {
    struct ent_text year; /* empty: no series */
    const struct ent_selection *selection;
};

/* Writes nodes or ties in canonical order, one selection after the other; in a series the column
 * `year` says which. Measures are of the selection. Reports E500 and returns false for a column
 * that neither the list nor a table has. */
bool ent_list_write(struct ent_run *run, const struct ent_network *network,
                    const struct ent_listed *listed, size_t count, const struct ent_list_wish *wish,
                    struct ent_writer *writer);

/* Writes how much each step left. Reports E500 and returns false if columns are asked for. */
bool ent_list_steps_write(struct ent_run *run, const struct ent_selection *selection,
                          const struct ent_list_wish *wish, struct ent_writer *writer);

#endif
