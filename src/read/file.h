/* The bytes of files, unpacked where they are packed. */
#ifndef ENT_READ_FILE_H
#define ENT_READ_FILE_H

#include "base/run.h"

/* Reads the whole file `path` ("-": standard input); a gzip or Zstandard file is unpacked, whatever
 * its name. Returns false after reporting E101 at `mentioned` (where the path was written; hint: a
 * file of a similar name in that folder). The bytes live as long as the run. */
bool ent_file_read(struct ent_run *run, struct ent_text path, struct ent_place mentioned,
                   struct ent_text *bytes);

/* Reports E101 for a file or folder, with the reason that `error` (an errno) stands for. */
void ent_file_fail(struct ent_run *run, struct ent_text path, int error,
                   struct ent_place mentioned);

#endif
