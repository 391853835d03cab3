/* Parts that no tie connects, set in columns like those of a newspaper. */
#ifndef ENT_DRAW_LAYOUT_PARTS_H
#define ENT_DRAW_LAYOUT_PARTS_H

#include "draw/layout_call.h"
#include "draw/layout_geometry.h"

/* The parts of the nodes that do not stand apart: of each node the least node of its part; nodes of
 * one cluster are of one part where the engine draws clusters. The number of parts goes to
 * `*count`. */
uint32_t *ent_layout_parts(const struct ent_layout_call *call, size_t *count);

/* How large a drawing would be printed on a page with its title and legend: 1 where it fits, a bit
 * more if it would fit upright and lying. */
double ent_layout_print_scale(double width, double height);

/* Moves the parts of a ranked drawing (dot) into columns, or into rows where ranks go down, if it
 * is printed larger then. `across`: ranks go from left to right. */
void ent_layout_arrange_parts(const struct ent_layout_call *call, bool across);

#endif
