/* Parts that no tie connects, set in columns like those of a newspaper. */
#ifndef ENT_DRAW_LAYOUT_PARTS_H
#define ENT_DRAW_LAYOUT_PARTS_H

#include "draw/layout_call.h"
#include "draw/layout_geometry.h"

/* The parts of the nodes that do not stand apart: of each node the least node of its part; nodes of
 * one cluster are of one part where the engine draws clusters. The number of parts goes to
 * `*count`. */
uint32_t *ent_layout_parts(const struct ent_layout_call *call, size_t *count);

/* How large a drawing would be printed: 1 where it fits, a bit more where there is room left. On
 * the page of the task; where that has none on A4, upright or lying, with title and legend. */
double ent_layout_print_scale(const struct ent_layout_task *task, double width, double height);

/* Moves the parts of a ranked drawing (dot) into columns, or into rows where ranks go down, if it
 * is printed larger then. `across`: ranks go from left to right. */
void ent_layout_arrange_parts(const struct ent_layout_call *call, bool across);

#endif
