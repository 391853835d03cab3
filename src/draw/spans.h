/* A line of text in pieces that are shaped at once: one face, one script, one direction. */
#ifndef ENT_DRAW_SPANS_H
#define ENT_DRAW_SPANS_H

#include "draw/faces.h"

struct ent_span {
    size_t from, to;     /* bytes of the text */
    unsigned face;       /* ENT_FACE_COUNT: no face has these characters */
    uint32_t script;     /* as HarfBuzz writes it */
    unsigned char level; /* odd: from right to left */
};

/* Goes through a text in the order in which it is read. */
struct ent_span_reader {
    const struct ent_font *font;
    struct ent_text text;
    const signed char *levels; /* of each code point; NULL: all run to the right */
    size_t at, index;          /* the next byte and code point */
    unsigned before;           /* face of the code point before */
};

struct ent_span_reader ent_span_begin(const struct ent_font *font, struct ent_text text,
                                      const signed char *levels);
bool ent_span_next(struct ent_span_reader *reader, struct ent_span *span);

/* Shapes a span into the font's buffer, which is returned and holds until the next call. */
struct hb_buffer_t *ent_span_shape(const struct ent_font *font, struct ent_text text,
                                   const struct ent_span *span, bool bold);

#endif
