/* Paper: lengths and sizes as they are written, and how large a drawing stands on it. */
#ifndef ENT_DRAW_PAGE_H
#define ENT_DRAW_PAGE_H

#include "draw/drawing.h"

/* Text that prints smaller than this is not read, in points. */
#define ENT_LEAST_PRINT 6.0

/* "mm", and how many points it has. */
const char *ent_unit_name(enum ent_unit unit);
double ent_unit_points(enum ent_unit unit);

/* "160mm", "16.5cm", "6in", "453pt", "605px" (96 to the inch). Returns false for anything else, and
 * for what is not between a centimetre and 5 metres. */
bool ent_length_read(struct ent_text text, struct ent_paper *paper);

/* "a4", "letter", "200x150mm"; upright by name, and as it is written otherwise. */
bool ent_paper_read(struct ent_text text, struct ent_paper *paper);

/* All names of papers; their number goes to `*count`. */
const struct ent_text *ent_paper_names(struct ent_arena *arena, size_t *count);

/* The paper lying on its side, or upright. */
struct ent_paper ent_paper_turned(struct ent_paper paper, bool landscape);

/* What is left free at each side: 15 mm, less on small paper. */
double ent_paper_margin(struct ent_paper paper);

/* How many points on paper a point of the drawing has where it may take `width` and `height` (0:
 * any) points of paper; at most `most`. */
double ent_page_scale(double width, double height, double drawn_width, double drawn_height,
                      double most);

#endif
