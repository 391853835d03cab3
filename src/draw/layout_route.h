/* The way a tie takes, as straight pieces that can be measured. */
#ifndef ENT_DRAW_LAYOUT_ROUTE_H
#define ENT_DRAW_LAYOUT_ROUTE_H

#include "draw/layout_geometry.h"

struct ent_route {
    struct ent_point *points;
    double *reach; /* from the first point to each, along the way */
    size_t count;
    double length;
};

/* Of a tie that has a curve: its middle one, from tip to tip. */
struct ent_route ent_route_of(struct ent_arena *arena, const struct ent_placed_tie *tie);

/* The point after `part` of the way; `*along` is the direction there, of length 1. */
struct ent_point ent_route_point(const struct ent_route *route, double part,
                                 struct ent_point *along);

#endif
