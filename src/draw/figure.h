/* The whole figure: the drawing with its title, legend and sources around it. */
#ifndef ENT_DRAW_FIGURE_H
#define ENT_DRAW_FIGURE_H

#include "draw/frame.h"

/* Puts everything at its place. */
void ent_figure_draw(struct ent_run *run, const struct ent_plan *plan,
                     const struct ent_layout *layout, const struct ent_wish *wish,
                     struct ent_drawing *drawing);

/* ---- in parts, for drawings that hold several pictures ---- */

/* How many marks stand for records, at most. */
size_t ent_figure_room(const struct ent_plan *plan, const struct ent_layout *layout);

/* Adds the marks of the records to a drawing that has room for them, at `frame->origin`. Reports
 * W703, once for a series. */
void ent_figure_put(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, const struct ent_frame *frame,
                    struct ent_drawing *drawing);

/* Says what a drawing that has its marks, title and description is written with: metadata, prefix
 * of ids, ground. */
void ent_figure_finish(struct ent_run *run, const struct ent_plan *plan,
                       const struct ent_wish *wish, struct ent_drawing *drawing);

#endif
