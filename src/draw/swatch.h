/* Samples of a legend: a node or a tie of the figure, made small. */
#ifndef ENT_DRAW_SWATCH_H
#define ENT_DRAW_SWATCH_H

#include "draw/legend.h"

/* In points. */
#define ENT_SWATCH_WIDTH 26.0
#define ENT_SWATCH_HEIGHT 13.0

/* Draws the sample of an entry into the mark; `left` is the middle of its left edge. */
void ent_swatch_draw(struct ent_arena *arena, const struct ent_plan *plan,
                     const struct ent_layout *layout, const struct ent_legend_entry *entry,
                     struct ent_point left, struct ent_mark *mark);

#endif
