/* From the bytes of a file to a source: UTF-8 without byte order mark, in normal form C. */
#ifndef ENT_READ_ENCODING_H
#define ENT_READ_ENCODING_H

#include "base/run.h"

/* Reads the whole file `path` ("-": standard input). Returns NULL after reporting E101 at
 * `mentioned` (where the path was written; hint: a file of a similar name in that folder), E107
 * at the first bad byte, or E111 at the first NUL. The source lives as long as the run. */
struct ent_source *ent_source_open(struct ent_run *run, struct ent_text path,
                                   struct ent_place mentioned);

/* The same from bytes that are in memory, which are not copied unless they must change. */
struct ent_source *ent_source_from(struct ent_run *run, struct ent_text name,
                                   struct ent_text bytes);

/* Reports E101 for a file or folder, with the reason that `error` (an errno) stands for. */
void ent_source_fail(struct ent_run *run, struct ent_text path, int error,
                     struct ent_place mentioned);

#endif
