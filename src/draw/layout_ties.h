/* Straight ties: from outline to outline, side by side, with their labels on them. */
#ifndef ENT_DRAW_LAYOUT_TIES_H
#define ENT_DRAW_LAYOUT_TIES_H

#include "draw/layout_call.h"

/* What nodes keep free around them, as a value of `sep`: half of what arrows and labels of ties
 * need, and a bit of line. */
struct ent_text ent_layout_room_for_ties(struct ent_arena *arena,
                                         const struct ent_layout_task *task);

/* Draws ties and puts labels where Graphviz's are not good enough: between nodes that are placed,
 * straight ties are drawn anew; the labels of right-angled ones go onto them. */
void ent_layout_mend_ties(const struct ent_layout_call *call);

#endif
