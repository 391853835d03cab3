/* The same bytes, packed. */
#ifndef ENT_WRITE_GZIP_H
#define ENT_WRITE_GZIP_H

#include "base/writer.h"

/* As gzip has it (RFC 1952), without a time, a name or a system, so that equal bytes stay equal. */
void ent_gzip_write(struct ent_text bytes, struct ent_writer *writer);

#endif
