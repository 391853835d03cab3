/* The drawing of a page to explore: all of it is there, and classes say what is shown. */
#ifndef ENT_DRAW_PAGED_H
#define ENT_DRAW_PAGED_H

#include "draw/layout.h"
#include "draw/plan.h"

/* "node off", "tie presumed": what an element is, and what the page's script sets anew. */
struct ent_text ent_paged_class(struct ent_arena *arena, const char *what, struct ent_text answer,
                                bool hidden);

/* Is there a year in which the tie is presumed? Then the end of its line fades. */
bool ent_paged_fades(const struct ent_network *network, const struct ent_plan_tie *tie,
                     const struct ent_placed_tie *placed);

/* How far those ends fade: as far as all of them stand out, on every ground that the page has. */
double ent_paged_fade(const struct ent_plan *plan, const struct ent_wish *wish);

/* Adds a "?" behind the words of a node that is merely possible in some year. */
void ent_paged_doubt(struct ent_arena *arena, const struct ent_plan *plan,
                     const struct ent_lifetime *life, struct ent_mark *mark);

/* Moves every place to a tenth of a point, which is finer than any screen and shorter. */
void ent_paged_snap(struct ent_arena *arena, struct ent_drawing *drawing);

#endif
