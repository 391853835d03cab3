/* What a run looked at in the world, and whether it is still the same. */
#ifndef ENT_READ_SIGHT_H
#define ENT_READ_SIGHT_H

#include "base/run.h"

/* A number that is another one when the file is another one, was written to, renamed or given other
 * permissions; the same for all files that are not there. A folder is itself, not what is in it. */
uint64_t ent_stamp_of_file(struct ent_arena *arena, struct ent_text path);

/* Of the names alone, in their order. */
uint64_t ent_stamp_of_paths(const struct ent_text *paths, size_t count);

/* Notes in the run that it looks at a file or folder now, or at the files of some names in a
 * folder. To be noted before reading: what changes meanwhile counts as changed. */
void ent_sight_file(struct ent_run *run, struct ent_text path);
void ent_sight_note(struct ent_run *run, struct ent_text path, struct ent_text names,
                    uint64_t stamp);

/* The stamp as it would be now. */
uint64_t ent_sight_again(struct ent_arena *arena, const struct ent_sight *sight);

#endif
