/* Ties that are the same in several years of a series are laid out once. */
#ifndef ENT_DRAW_LAYOUT_TWINS_H
#define ENT_DRAW_LAYOUT_TWINS_H

#include "draw/plan.h"

/* Places the plan of a series whose ties were made anew for each year (its bundles have twins).
 * Reports E500 for layouts of our own, which draw what they place, and what ent_layout_run does. */
bool ent_layout_twins(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout);

#endif
