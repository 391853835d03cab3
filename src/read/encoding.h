/* From the bytes of a file to a source: UTF-8 without byte order mark, in normal form C. The door
 * to iconv. */
#ifndef ENT_READ_ENCODING_H
#define ENT_READ_ENCODING_H

#include "base/run.h"

/* Reads the whole file `path` (ent_file_read). It is UTF-8, or UTF-16 with a byte order mark.
 * Returns NULL after reporting E101, E107 at the first bad byte, or E111 at the first NUL. The
 * source lives as long as the run. */
struct ent_source *ent_source_open(struct ent_run *run, struct ent_text path,
                                   struct ent_place mentioned);

/* The same from bytes that are in memory, which are not copied unless they must change. */
struct ent_source *ent_source_from(struct ent_run *run, struct ent_text name,
                                   struct ent_text bytes);

/* The same for a table, whose encoding can be named; empty: UTF-8. A byte order mark wins over the
 * name. Nothing is guessed, but the hint of E107 shows how others would read the bad byte. */
struct ent_source *ent_table_open(struct ent_run *run, struct ent_text path,
                                  struct ent_text encoding, struct ent_place mentioned);
struct ent_source *ent_table_from(struct ent_run *run, struct ent_text name, struct ent_text bytes,
                                  struct ent_text encoding);

/* Does iconv know an encoding of that name? If not, the hint says what may have been meant. */
bool ent_encoding_known(struct ent_text name);
struct ent_text ent_encoding_hint(struct ent_arena *arena, struct ent_text name);

#endif
