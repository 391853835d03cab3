/* Hulls: soft outlines around the members of groups, drawn behind ties and nodes. */
#ifndef ENT_DRAW_HULL_H
#define ENT_DRAW_HULL_H

#include "draw/layout_geometry.h"
#include "draw/plan.h"

enum { ENT_MOST_HULLS = 5 }; /* more cannot be told apart */

/* Around the members of a group that are shown: no other node stands within. */
struct ent_hull {
    struct ent_outline *outlines; /* closed curves of Bezier's; none: no member is shown */
    size_t outline_count;
    struct ent_point *hatches; /* ends of lines, two by two */
    size_t hatch_count;
    struct ent_label label;
    struct ent_point label_at; /* its centre */
    bool covers;               /* it stands within a hull, and hides what is below it */
};

/* Of a picture: a hull for each group of the plan. */
struct ent_hulls {
    const struct ent_selection *selection;
    struct ent_hull *all;
};

/* Members of a group pull each other. */
void ent_hulls_pull(struct ent_run *run, struct ent_plan *plan);

/* Makes the hulls of a plan, or of each of its pictures, around what was placed, and moves all of
 * it so that there is room for them. Nothing happens if the plan has none. */
void ent_hulls_place(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout);

/* Sets the names of the hulls of a picture, each outside of its own hull and beside its edge. */
void ent_hulls_name(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, const struct ent_groups *groups,
                    struct ent_hull *hulls);

/* Those of the picture that the plan is of, or NULL. */
const struct ent_hulls *ent_hulls_of(const struct ent_plan *plan, const struct ent_layout *layout);

/* The hull of a group as three marks: what fills it, then its edge, which has its title, then its
 * name. Edges come over the fills of all hulls, and names over all edges. */
void ent_hull_fill(struct ent_run *run, const struct ent_plan *plan, const struct ent_hull *hull,
                   size_t group, struct ent_mark *mark);
void ent_hull_edge(struct ent_run *run, const struct ent_plan *plan, const struct ent_hull *hull,
                   size_t group, struct ent_mark *mark);
void ent_hull_name(struct ent_run *run, const struct ent_plan *plan, const struct ent_hull *hull,
                   size_t group, struct ent_mark *mark);

/* As the legend shows it: a box with its fill. */
void ent_hull_sample(struct ent_run *run, const struct ent_plan *plan, size_t group,
                     struct ent_box box, struct ent_mark *mark);

#endif
