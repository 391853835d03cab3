/* The output sink: bytes are collected, then sent whole or not at all. */
#ifndef ENT_BASE_WRITER_H
#define ENT_BASE_WRITER_H

#include "base/run.h"

/* Grows as it is written to; its bytes belong to it. Zero is an empty one. */
struct ent_writer {
    char *bytes;
    size_t length, room;
};

void ent_put_bytes(struct ent_writer *writer, const char *bytes, size_t length);
void ent_put_text(struct ent_writer *writer, struct ent_text text);

/* A code point so that any terminal only shows it; returns how many columns it takes. A text whose
 * every code point is written so; bytes that are no UTF-8 become U+FFFD. */
size_t ent_put_code(struct ent_writer *writer, uint32_t code);
void ent_put_shown(struct ent_writer *writer, struct ent_text text);

void ent_put_repeated(struct ent_writer *writer, char byte, size_t count);

/* Only literals go out raw. */
#define ENT_PUT(writer, literal) ent_put_bytes((writer), "" literal, sizeof(literal) - 1)

/* At most two decimals, no trailing zeros, "0" for minus zero; '.' in every locale. */
void ent_put_number(struct ent_writer *writer, double number);
void ent_put_integer(struct ent_writer *writer, int64_t number);

/* Text between tags or inside a double-quoted attribute. What XML 1.0 does not allow (control
 * characters, U+FFFE, U+FFFF) and the invisible controls of writing direction become U+FFFD. */
void ent_put_xml(struct ent_writer *writer, struct ent_text text);

/* RFC 4180: quoted where it must be. */
void ent_put_csv(struct ent_writer *writer, struct ent_text text);

void ent_put_base64(struct ent_writer *writer, const void *bytes, size_t length);

/* What was collected, as a view that lives as long as the writer. */
struct ent_text ent_writer_text(const struct ent_writer *writer);

/* Sends everything to the file `path` ("-": standard output). A file is written beside its
 * place and then renamed, so that it is whole or the old one stays. Reports E902 and returns
 * false if a byte could not be written. */
bool ent_writer_send(struct ent_run *run, const struct ent_writer *writer, struct ent_text path);

/* Bytes and where they go. */
struct ent_parcel {
    struct ent_text bytes, path;
};

/* Sends all of them, or none: the same as above for files that belong together. Only what has
 * gone to a device or a pipe, in the order given, cannot be taken back when another one fails. */
bool ent_parcels_send(struct ent_run *run, const struct ent_parcel *parcels, size_t count);

/* Reports E902 for `path`; returns false. */
bool ent_writer_fail(struct ent_run *run, struct ent_text path, struct ent_text reason);

void ent_writer_end(struct ent_writer *writer);

#endif
