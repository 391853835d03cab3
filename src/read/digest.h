/* Digests of files, by which anyone can tell what a figure was made from. The door to libmd. */
#ifndef ENT_READ_DIGEST_H
#define ENT_READ_DIGEST_H

#include "base/writer.h"

/* SHA-256 (FIPS 180-4) in hexadecimal digits, of the bytes as they are: what sha256sum says. */
struct ent_text ent_digest_of_bytes(struct ent_arena *arena, struct ent_text bytes);

/* The same in base64, as policies of pages want it. */
void ent_digest_put_base64(struct ent_writer *writer, struct ent_text bytes);

/* The same of the lines in the order of their bytes, so that the order of rows does not count: what
 * `LC_ALL=C sort FILE | sha256sum` says. */
struct ent_text ent_digest_of_lines(struct ent_arena *arena, struct ent_text bytes);

#endif
