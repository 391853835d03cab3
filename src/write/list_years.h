/* The years of a series as rows: what 'entente list years' prints. */
#ifndef ENT_WRITE_LIST_YEARS_H
#define ENT_WRITE_LIST_YEARS_H

#include "select/years.h"
#include "write/rows.h"

/* A row for each year: how many nodes and ties are shown, how many of them are not in the year
 * before of the series (new), how many of that year are gone (ended), the density (of all pairs of
 * nodes the share that a tie joins), then the ties of each relation that occurs. */
void ent_list_years_write(struct ent_run *run, const struct ent_network *network,
                          const struct ent_years *years, const struct ent_selection *yearly,
                          enum ent_rows_form form, struct ent_writer *writer);

#endif
