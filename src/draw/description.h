/* The figure in a few sentences, for those who do not see it. */
#ifndef ENT_DRAW_DESCRIPTION_H
#define ENT_DRAW_DESCRIPTION_H

#include "draw/plan.h"

/* "A network of 15 nodes and 14 ties. In force at some time in 2016; .. Nodes: 15 state. Ties: 14
 * strategic partnership. Sources: .." */
struct ent_text ent_description_make(struct ent_run *run, const struct ent_plan *plan);

#endif
