/* The bundled faces: measure text as it will be drawn, and cut the subsets that a figure embeds. */
#ifndef ENT_DRAW_FONT_H
#define ENT_DRAW_FONT_H

#include "base/run.h"

enum {
    ENT_FACE_COUNT = 0 /* of the rows in faces.def */
#define FACE(name, ...) +1
#include "draw/faces.def"
#undef FACE
};

struct ent_font;

/* The bundled faces, each opened when it is first used. Never NULL; closed by ent_font_end. */
struct ent_font *ent_font_begin(void);
void ent_font_end(struct ent_font *font);

/* Width in points of one line of text set in `size` points, shaped and kerned. Characters that no
 * bundled face has count as one em, half-width ones as half, pictures as a little more, and
 * what combines as nothing. */
double ent_font_width(const struct ent_font *font, struct ent_text text, double size, bool bold);

/* Has a bundled face a glyph for every character of `text`? */
bool ent_font_covers(const struct ent_font *font, struct ent_text text);

/* Distance in points from the top of a line to its baseline, and from line to line, of text in
 * scripts that need no more room than Latin. */
double ent_font_ascent(const struct ent_font *font, double size);
double ent_font_line(const struct ent_font *font, double size);

/* A set of faces: face number n is in it if bit n is set. */
typedef uint32_t ent_faces;

/* The faces that the text is set in. */
ent_faces ent_font_faces(const struct ent_font *font, struct ent_text text);

/* The same for text set in these faces, of which some need more room than Latin. */
double ent_faces_ascent(ent_faces faces, double size);
double ent_faces_line(ent_faces faces, double size);

/* Do letters of one of the faces touch or change in company? */
bool ent_faces_joined(ent_faces faces);

/* "Noto Sans Thai". */
struct ent_text ent_font_family(unsigned face);

/* A whole bundled face as a TrueType file. */
struct ent_text ent_font_file(const struct ent_font *font, unsigned face, bool bold);

/* A WOFF file with the glyphs of the face that `text` needs and no others, with what shapes them
 * but without hints. The bytes live in the arena. Empty if the text needs none. */
struct ent_text ent_font_subset(const struct ent_font *font, struct ent_arena *arena,
                                struct ent_text text, unsigned face, bool bold);

#endif
