/* The command init: a starting point for a record set. */
#ifndef ENT_CLI_INIT_H
#define ENT_CLI_INIT_H

#include "cli/options.h"

/* Writes into a folder that is new or empty: templates of the seven tables, a schema and a figure;
 * or, with --from, a schema drafted for those tables, and a figure. Nothing is overwritten: reports
 * E902 for a folder that holds anything. */
void ent_init(struct ent_run *run, const struct ent_options *options);

#endif
