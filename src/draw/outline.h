/* Text as outlines, for programs that have no fonts. */
#ifndef ENT_DRAW_OUTLINE_H
#define ENT_DRAW_OUTLINE_H

#include "base/writer.h"
#include "draw/drawing.h"
#include "draw/font.h"

/* Writes the outlines of the letters as the path data of SVG, in points, where the words stand;
 * nothing for blanks and for characters that no bundled face has. */
void ent_outline_put(struct ent_writer *writer, const struct ent_font *font,
                     const struct ent_words *words);

#endif
