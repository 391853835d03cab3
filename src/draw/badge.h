/* Groups in a figure: how they are told, and badges on the nodes of members. */
#ifndef ENT_DRAW_BADGE_H
#define ENT_DRAW_BADGE_H

#include "draw/plan.h"

/* Decides how groups are told, names and colours them, and makes room for badges on nodes. Comes
 * before the engine is chosen. Reports E500 for a form that does not fit. */
void ent_plan_groups(struct ent_run *run, const struct ent_wish *wish, struct ent_plan *plan);

/* The badges of a node of this picture, in rows from the top of their room on, around `middle`:
 * paths and words are added to the mark. */
void ent_badges_draw(struct ent_run *run, const struct ent_plan *plan, size_t node,
                     struct ent_point middle, struct ent_mark *mark);

/* The badge of a group as the legend shows it, with its left edge at `left`. */
double ent_badge_width(const struct ent_plan *plan, size_t group);
void ent_badge_sample(struct ent_run *run, const struct ent_plan *plan, size_t group,
                      struct ent_point left, struct ent_mark *mark);

/* The size of their letters. */
double ent_badge_size(void);

/* " [ASEAN, CPTPP ?]" where badges are set in words behind the name; else nothing. */
struct ent_text ent_badge_words(struct ent_run *run, const struct ent_plan *plan, uint32_t node);

#endif
