/* What nodes are worth, put into a plan: fills for --color-by, sizes for --size. */
#ifndef ENT_DRAW_PLAN_WORTH_H
#define ENT_DRAW_PLAN_WORTH_H

#include "draw/plan.h"

/* Finds what is asked for, with one scale for all pictures of the plan. Reports E500. */
void ent_plan_worths_find(struct ent_run *run, const struct ent_wish *wish, struct ent_plan *plan);

/* What stands in the label behind the name, so that a group is told without its colour: its number
 * in the legend. Empty where there are no groups. */
struct ent_text ent_plan_group_sign(struct ent_run *run, const struct ent_plan *plan,
                                    uint32_t node);

/* Fills the planned nodes, and puts their worth into words. */
void ent_plan_worths(struct ent_run *run, struct ent_plan *plan);

/* What a node takes beside its label within its outline, in all. */
struct ent_point ent_plan_padding(const struct ent_plan_node *node);

/* What stands within it: label, flag, badges. */
struct ent_point ent_plan_content(const struct ent_plan_node *node);

/* The sizes, once the labels are measured and the engine is known. Reports E500 for an engine that
 * has one size for all, and for what has no size. */
void ent_plan_sizes(struct ent_run *run, struct ent_plan *plan);

/* The node smaller about its centre, by the shares of its width and height. */
struct ent_placed_node ent_placed_shrunk(struct ent_arena *arena,
                                         const struct ent_placed_node *placed, double across,
                                         double down);

#endif
