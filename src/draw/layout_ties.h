/* Straight ties: from outline to outline, side by side. */
#ifndef ENT_DRAW_LAYOUT_TIES_H
#define ENT_DRAW_LAYOUT_TIES_H

#include "draw/layout_call.h"

/* What nodes keep free around them, in points: half of what arrows and labels of ties need, and a
 * bit of line. */
struct ent_point ent_layout_room_for_ties(const struct ent_layout_task *task);

/* Draws ties anew where Graphviz's are not good enough: straight ones between nodes. */
void ent_layout_mend_ties(const struct ent_layout_call *call);

#endif
