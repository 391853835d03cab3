/* Motion: the pictures of a series one after the other in one drawing. */
#ifndef ENT_DRAW_MOTION_H
#define ENT_DRAW_MOTION_H

#include "draw/series.h"

/* Draws all pictures at once, each mark with the moments at which it is seen: what is the same in
 * several pictures is one mark. */
void ent_motion_draw(struct ent_run *run, const struct ent_series *series,
                     const struct ent_wish *wish, struct ent_drawing *drawing);

#endif
