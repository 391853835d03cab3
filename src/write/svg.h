/* SVG: groups with titles in words, nothing from outside the file. */
#ifndef ENT_WRITE_SVG_H
#define ENT_WRITE_SVG_H

#include "base/writer.h"
#include "draw/drawing.h"
#include "draw/font.h"

/* Writes the drawing as one SVG file, width and height in points, with the subset of the bundled
 * font that it needs. */
void ent_svg_write(const struct ent_drawing *drawing, const struct ent_font *font,
                   struct ent_arena *arena, struct ent_writer *writer);

/* A mark of a drawing as a small picture in a page; the rules by which such pictures follow the
 * page. */
void ent_svg_put_swatch(const struct ent_drawing *drawing, size_t mark, const struct ent_font *font,
                        struct ent_arena *arena, struct ent_writer *writer);
void ent_svg_put_swatch_rules(const struct ent_drawing *drawing, const struct ent_font *font,
                              struct ent_arena *arena, struct ent_writer *writer);

#endif
