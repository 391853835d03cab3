/* What kind of figure a plan makes, and which engine suits it. */
#ifndef ENT_DRAW_KIND_H
#define ENT_DRAW_KIND_H

#include "draw/plan.h"

/* The engine for a figure that names none. `ranked`: roots or frames are asked for, which only
 * ranks show. A star, all ties of one node, spreads around it; a small net in which most are tied
 * to most, and one with many more ties than nodes, is laid out by distances; the other small ones
 * have ranks, so trees, layers, and actors with their agreements; large ones are spread out. */
struct ent_text ent_plan_engine(struct ent_arena *arena, const struct ent_plan *plan, bool ranked);

/* An engine that stands near each other what should be near. */
struct ent_text ent_plan_near_engine(const struct ent_plan *plan);

#endif
