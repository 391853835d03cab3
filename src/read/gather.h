/* The files of a table: a name, several, patterns, packed ones; and their rows as one table. */
#ifndef ENT_READ_GATHER_H
#define ENT_READ_GATHER_H

#include "read/table.h"

/* The files in `folder` that `names` stands for, in the order of the names, those of a pattern in
 * the order of their bytes; each once. Names are separated by blanks, and may hold * ? and [ ] as
 * in a shell; a file whose whole name is `names` comes first. Where "ties.csv" is not there,
 * "ties.csv.gz" and "ties.csv.zst" are looked for. A name that starts with "/" is taken as it is.
 * The run notes what was looked for. */
struct ent_text *ent_gather_paths(struct ent_run *run, struct ent_text folder,
                                  struct ent_text names, size_t *count);

/* The same without a note that it was looked for. */
struct ent_text *ent_gather_find(struct ent_arena *arena, struct ent_text folder,
                                 struct ent_text names, size_t *count);

/* "folder/name". */
struct ent_text ent_gather_path(struct ent_arena *arena, struct ent_text folder,
                                struct ent_text name);

/* Puts the rows of all tables one behind the other, by the names of their columns. Every row keeps
 * its place. W115 tells where a header has other columns; cells that a file does not have are
 * blank. One table stays as it is. */
struct ent_table ent_gather_rows(struct ent_run *run, const struct ent_table *tables, size_t count);

#endif
