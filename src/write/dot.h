/* DOT: what dot draws, gvpr filters, git compares and entente reads back to the same graph. */
#ifndef ENT_WRITE_DOT_H
#define ENT_WRITE_DOT_H

#include "base/writer.h"
#include "draw/plan.h"

/* What stands at the head of the graph. */
struct ent_dot_head {
    struct ent_text schema; /* the file to read it back with; empty: the built-in one */
    struct ent_text version, title, engine;
    const struct ent_setting *settings; /* of the layout */
    size_t setting_count;
};

/* Writes the selection: each node and tie with its type, dates, answer, table and every column of
 * its row; the sources as a table in an attribute of the graph. */
void ent_dot_write(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, const struct ent_dot_head *head,
                   struct ent_writer *writer);

/* Start and end of a tie as they are written: their cells, or the first and last year of a panel,
 * or what a later level of the same relationship made of the end. */
struct ent_text ent_tie_start_written(struct ent_run *run, const struct ent_network *network,
                                      uint32_t tie);
struct ent_text ent_tie_end_written(struct ent_run *run, const struct ent_network *network,
                                    uint32_t tie);

#endif
