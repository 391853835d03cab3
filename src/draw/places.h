/* Where nodes stand on the earth. */
#ifndef ENT_DRAW_PLACES_H
#define ENT_DRAW_PLACES_H

#include "draw/plan.h"
#include "draw/projection.h"

struct ent_place_of {
    struct ent_spot spot;
    bool known;
};

/* The longitude and latitude of each planned node: by the attributes `lon` and `lat` of its type,
 * else from the columns lon or longitude, lat or latitude. Reports E608 for what is no degree and
 * for one without the other, E304 for a column that the table lacks; returns false if it did. */
bool ent_places_read(struct ent_run *run, const struct ent_plan *plan, struct ent_place_of *places);

#endif
