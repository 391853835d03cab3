/* Nodes stand where a file says that they stood before. */
#ifndef ENT_DRAW_LAYOUT_PINNED_H
#define ENT_DRAW_LAYOUT_PINNED_H

#include "draw/plan.h"

/* Places the task of a plan that has pins: nodes of the file stay, to a hundredth of a point,
 * others find places near those that they are tied to. Ties are straight. The drawing is as large
 * as the file says; what is new makes it larger where it must. Reports E901. */
bool ent_layout_pinned(struct ent_run *run, const struct ent_plan *plan,
                       const struct ent_layout_task *task, struct ent_layout *layout);

#endif
