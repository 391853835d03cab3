/* The faces that are linked in: found by character, unpacked and opened when first used. What the
 * files around fonts share. */
#ifndef ENT_DRAW_FACES_H
#define ENT_DRAW_FACES_H

#include "draw/font.h"

struct hb_font_t;
struct hb_buffer_t;

/* A row of faces.def. */
struct ent_face {
    const char *family;
    uint32_t script;        /* as HarfBuzz writes it */
    uint32_t first, last;   /* characters that scripts share and this face has before others */
    double ascent, descent; /* of the size */
    bool joined;
    const unsigned char *packed[2]; /* regular, bold */
    const size_t *lengths[2];
};

/* `face` is below ENT_FACE_COUNT. */
const struct ent_face *ent_face(unsigned face);

/* Unpacked and opened if it is not yet; belongs to `font`. */
struct hb_font_t *ent_face_open(const struct ent_font *font, unsigned face, bool bold);

/* One buffer for all that is shaped, empty. */
struct hb_buffer_t *ent_face_buffer(const struct ent_font *font);

/* A place to remember how wide a word came out; one of a number of them by its hash. */
struct ent_measured {
    char bytes[40];
    unsigned char length; /* 0: nothing yet */
    bool bold;
    double width; /* in em */
};

struct ent_measured *ent_face_measured(const struct ent_font *font, uint64_t hash);

/* The face for a character that follows one set in `before` (ENT_FACE_COUNT: none):
 * ENT_FACE_COUNT if none has it. */
unsigned ent_face_for(const struct ent_font *font, uint32_t code, unsigned before);

#endif
