/* The whole figure: the drawing with its title, legend and sources around it. */
#ifndef ENT_DRAW_FIGURE_H
#define ENT_DRAW_FIGURE_H

#include "draw/drawing.h"
#include "draw/plan.h"

/* Puts everything at its place. */
void ent_figure_draw(struct ent_run *run, const struct ent_plan *plan,
                     const struct ent_layout *layout, const struct ent_wish *wish,
                     struct ent_drawing *drawing);

#endif
