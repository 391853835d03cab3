/* A series whose pictures have layouts of their own. */
#ifndef ENT_DRAW_SERIES_EACH_H
#define ENT_DRAW_SERIES_EACH_H

#include "draw/series.h"

/* Places each picture by itself, in the middle of a frame that is as large as the largest of them.
 * `series->layout`, which has all of them together, becomes as large. Reports what the layout
 * reports; returns false if there was an error. */
bool ent_series_place_each(struct ent_run *run, struct ent_series *series);

#endif
