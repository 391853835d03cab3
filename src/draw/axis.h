/* An axis of days, with ticks at round days, months or years. */
#ifndef ENT_DRAW_AXIS_H
#define ENT_DRAW_AXIS_H

#include "draw/drawing.h"
#include "read/edtf.h"

struct ent_axis {
    int64_t first, last; /* days: the axis goes from the beginning of the first to the end of the
                            last */
    double left, width;  /* in points */
    size_t step;         /* of the ticks */
};

struct ent_tick {
    double x;
    struct ent_text label; /* "2010", "Mar", "29 Oct" */
    struct ent_text below; /* the year of months and days, where it begins; else empty */
};

/* Days known to be shown, first and last. With `round` the axis begins at a
 * tick and ends a little later, at a tick if one is near. */
struct ent_axis ent_axis_make(int64_t first, int64_t last, double left, double width, bool round);

/* Extends the axis by a tick to the left. */
void ent_axis_extend(struct ent_axis *axis);

/* Where a day begins. */
double ent_axis_x(const struct ent_axis *axis, int64_t day);

/* Their number goes to `*count`. */
struct ent_tick *ent_axis_ticks(struct ent_arena *arena, const struct ent_axis *axis,
                                size_t *count);

#endif
