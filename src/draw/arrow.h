/* Arrowheads, as shapes between the end of a line and the point that it aims at. */
#ifndef ENT_DRAW_ARROW_H
#define ENT_DRAW_ARROW_H

#include "draw/style.h"

enum { ENT_MOST_ARROW_PATHS = 2 };

/* Writes at most ENT_MOST_ARROW_PATHS paths to `paths` and returns how many. Hollow ones are filled
 * with the ground, which hides the line. */
size_t ent_arrow_paths(struct ent_arena *arena, struct ent_arrow_look look, struct ent_pen pen,
                       struct ent_colour ground, struct ent_point foot, struct ent_point tip,
                       struct ent_path *paths);

#endif
