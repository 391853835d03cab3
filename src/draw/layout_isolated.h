/* Nodes without ties, which stand apart in a grid below the drawing. */
#ifndef ENT_DRAW_LAYOUT_ISOLATED_H
#define ENT_DRAW_LAYOUT_ISOLATED_H

#include "draw/layout_call.h"

/* Marks and counts them: none for engines that keep them among the others. */
void ent_layout_find_isolated(struct ent_layout_call *call);

/* Sets them below what is placed, and makes the layout larger. */
void ent_layout_place_isolated(const struct ent_layout_call *call);

#endif
