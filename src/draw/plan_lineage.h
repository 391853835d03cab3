/* A lineage in the order of time. */
#ifndef ENT_DRAW_PLAN_LINEAGE_H
#define ENT_DRAW_PLAN_LINEAGE_H

#include "draw/plan.h"

/* Says from which end the ties of a lineage are laid out (`turned`), so that ranks go from elders
 * to youngers, and where `spaced` how many ranks they span (`span`): then ranks are in the order of
 * the years in which agreements begin, and within a year each stands after what it comes from. An
 * unknown start is taken to be as early as that of what it comes from, or else as late as that of
 * what comes from it. As every tie spans just the ranks between its ends, whatever such ties
 * connect keeps that order. */
void ent_plan_lineage(struct ent_run *run, struct ent_plan *plan, bool spaced);

/* --cluster lineage: for each node of the network the eldest of its family, or ENT_NONE, by the
 * rows of the tables, whatever is made of them. NULL where frames are of another kind. Returns
 * false after reporting E512. */
bool ent_plan_families(struct ent_run *run, const struct ent_plan *plan,
                       const struct ent_value *cluster, const uint32_t **families);

#endif
