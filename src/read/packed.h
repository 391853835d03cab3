/* Packed files: gzip and Zstandard. The door to zlib and libzstd. */
#ifndef ENT_READ_PACKED_H
#define ENT_READ_PACKED_H

#include "base/text.h"

/* Does it begin as a gzip or Zstandard file does? No text in any encoding begins so. */
bool ent_packed_is(struct ent_text bytes);

/* Unpacks all members or frames. Returns NULL, or why it cannot be done: damaged or cut off, or
 * more than 4 GiB come out. A first pass counts, so that such a bomb takes time but no memory. */
const char *ent_packed_open(struct ent_arena *arena, struct ent_text packed,
                            struct ent_text *bytes);

#endif
