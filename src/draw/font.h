/* The bundled font: measures text and cuts the subset that a figure embeds. The door to
 * HarfBuzz. */
#ifndef ENT_DRAW_FONT_H
#define ENT_DRAW_FONT_H

#include "base/run.h"

struct ent_font;

/* The bundled faces, regular and bold, opened once in a run. Never NULL; closed by ent_font_end. */
struct ent_font *ent_font_begin(void);
void ent_font_end(struct ent_font *font);

/* Width in points of one line of text set in `size` points, kerning off. Characters that the
 * bundled font lacks count as one em, or nothing if they combine. */
double ent_font_width(const struct ent_font *font, struct ent_text text, double size, bool bold);

/* Does the bundled font have a glyph for every character of `text`? */
bool ent_font_covers(const struct ent_font *font, struct ent_text text);

/* Distance in points from the top of a line to its baseline, and from line to line. */
double ent_font_ascent(const struct ent_font *font, double size);
double ent_font_line(const struct ent_font *font, double size);

/* A TrueType file with the glyphs that `text` needs and no others, without hints and layout
 * tables. The bytes live in the arena. */
struct ent_text ent_font_subset(const struct ent_font *font, struct ent_arena *arena,
                                struct ent_text text, bool bold);

/* The whole bundled face as a font file. */
struct ent_text ent_font_file(bool bold);

#endif
