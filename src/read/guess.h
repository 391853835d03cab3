/* A schema drafted from any tables: which column is the id, which columns name others. */
#ifndef ENT_READ_GUESS_H
#define ENT_READ_GUESS_H

#include "read/records.h"

struct ent_guess {
    struct ent_text schema; /* DOT, with comments on what was looked at */
    struct ent_text nodes;  /* CSV: what tables of ties name and no table lists; empty: nothing */
};

/* The table `nodes` is to stand beside the schema. */
#define ENT_GUESS_NODES "nodes.csv"

/* Reads the tables at `paths`, which the schema calls `names`. A table with an id in every row
 * holds nodes; its columns of other tables' ids become relations. Any other table holds ties.
 * Reports what is wrong with the tables. */
bool ent_guess_schema(struct ent_run *run, const struct ent_text *paths,
                      const struct ent_text *names, size_t count, const struct ent_reading *reading,
                      struct ent_guess *guess);

#endif
