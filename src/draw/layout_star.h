/* Stars: one node in the middle, all others around it. */
#ifndef ENT_DRAW_LAYOUT_STAR_H
#define ENT_DRAW_LAYOUT_STAR_H

#include "draw/layout_call.h"

/* Moves the nodes of a star onto one oval, clockwise from the top in the order of the task, as
 * close to its middle as their labels and those of their ties allow. Twopi spaces them by angle
 * alone and so needs a far larger circle. Leaves any other figure, and a star with settings of its
 * own, as it stands. */
void ent_layout_round_star(const struct ent_layout_call *call);

#endif
