/* DOT: what dot draws, gvpr filters, git compares and entente reads back to the same graph. */
#ifndef ENT_WRITE_DOT_H
#define ENT_WRITE_DOT_H

#include "base/writer.h"
#include "draw/plan.h"

/* Writes the selection: each node and tie with its type, dates, answer, table and every column of
 * its row; the sources as a table in an attribute of the graph. `schema` is the file that the
 * graph is to be read back with (empty: the built-in schema). */
void ent_dot_write(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, struct ent_text schema,
                   struct ent_text version, struct ent_writer *writer);

/* The end of a tie as it is written: its cell, or what a later level of the same relationship made
 * of it. */
struct ent_text ent_tie_end_written(struct ent_run *run, const struct ent_network *network,
                                    uint32_t tie);

#endif
