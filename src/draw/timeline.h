/* What stands where on a timeline: items (agreements, events, dated ties) in lanes of actors. */
#ifndef ENT_DRAW_TIMELINE_H
#define ENT_DRAW_TIMELINE_H

#include "draw/axis.h"
#include "draw/view.h"

/* Something with dates: a bar or a point. Days are those of its lifetime, cut to what is known. */
struct ent_item {
    bool is_tie;
    uint32_t number; /* of the planned node or tie */
    uint32_t lane;
    const struct ent_lifetime *life;
    struct ent_label label;
    double from, firm_from, firm_to, to; /* in points: certain between the firm ones */
    bool point;                          /* one day, or one day within from..to */
    bool before, after;                  /* it goes on to the left or right of the axis */
    double y;                            /* of its middle */
    double mark;                         /* where its shape stands */
    double tail;                         /* where the line of an unknown end begins */
    double trunk;                        /* how far the lines of its ties come out */
    struct ent_room room;                /* with its label */
    struct ent_point label_at;           /* top, at its start */
};

struct ent_lane {
    uint32_t section;         /* the node that all ties of the lane lead to, or ENT_NONE */
    uint32_t node;            /* or ENT_NONE: what has no actor */
    bool opens;               /* the first one of its section: a heading stands above it */
    double top, bottom, line; /* `line`: where the dots of parties stand */
    bool has_line, banded;
    struct ent_label label;
};

struct ent_timeline {
    struct ent_run *run;
    const struct ent_plan *plan;
    struct ent_layout *layout;
    struct ent_axis axis;
    bool has_dates;
    bool marks_day;         /* a single day was asked for */
    bool is_open;           /* no first day was asked for */
    struct ent_item *items; /* by lane, then by start */
    size_t item_count;
    uint32_t *item_of; /* of each planned node; ENT_NONE: it is no item */
    struct ent_lane *lanes;
    size_t lane_count;
    uint32_t *lane_of; /* of each planned node: where the dots of its ties stand; or ENT_NONE */
    double *trunks;    /* of each planned tie: where it goes up and down */
    double name_width, right, bottom;
};

/* Which nodes and ties are items, and in which lanes. */
void ent_timeline_arrange(struct ent_timeline *t);

/* Coordinates of lanes, items and labels. */
void ent_timeline_measure(struct ent_timeline *t);

/* Where ties go up and down, for items that have their places in time; moves all to the right as
 * far as they need. */
void ent_timeline_place_trunks(struct ent_timeline *t);

#endif
