/* What stands around a drawing, before it has its place: title above, legend and lists below or
 * beside it. */
#ifndef ENT_DRAW_PARTS_H
#define ENT_DRAW_PARTS_H

#include "draw/legend.h"
#include "draw/references.h"

/* What stands above a drawing; empty: not said. */
struct ent_heading {
    struct ent_text title, subtitle, rule;
};

/* What will be said around a drawing. */
struct ent_saying {
    struct ent_run *run;
    const struct ent_plan *plan;
    const struct ent_layout *layout;
    const struct ent_wish *wish;
    struct ent_heading heading;
    struct ent_heading *headings; /* of all pictures of a series, which take the same room */
    size_t heading_count;
    const struct ent_plan
        *moving; /* the series of which picture number `moment` is said; or NULL */
    size_t moment;
    struct ent_text caption, left_out; /* empty: not said */
    struct ent_legend legend;
    struct ent_references sources, notes;
};

/* It set: the origin of each block is its own top left corner. */
struct ent_parts {
    struct ent_block above, below, beside;
};

/* Room between the parts, in points of the frame. */
#define ENT_ROOM_ABOVE 14.0
#define ENT_ROOM_BELOW 12.0
#define ENT_ROOM_BESIDE 20.0

struct ent_saying ent_saying_make(struct ent_run *run, const struct ent_plan *plan,
                                  const struct ent_layout *layout, const struct ent_wish *wish);

/* Nothing at all? */
bool ent_saying_is_empty(const struct ent_saying *saying);

/* Sets it in `width` points, with the legend beside the drawing or below. */
struct ent_parts ent_parts_make(const struct ent_saying *saying, double width, bool beside);

/* The width at which a title on a small drawing does not look squeezed. */
double ent_parts_comfort(const struct ent_saying *saying);

#endif
