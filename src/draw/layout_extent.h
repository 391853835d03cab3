/* What the drawing covers, and where it begins. */
#ifndef ENT_DRAW_LAYOUT_EXTENT_H
#define ENT_DRAW_LAYOUT_EXTENT_H

#include "draw/layout_call.h"

/* How large what is placed would be printed on a page, of 1. */
double ent_layout_scale(const struct ent_layout_call *call);

/* Moves all but the isolated nodes so that they begin at 0, 0, and gives the layout its size. By
 * whole points, so that nodes stay on them. */
void ent_layout_move_to_origin(const struct ent_layout_call *call);

#endif
