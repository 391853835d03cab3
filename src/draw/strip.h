/* The strip: which year a moving figure shows, on a line with all of its years. */
#ifndef ENT_DRAW_STRIP_H
#define ENT_DRAW_STRIP_H

#include "draw/block.h"

/* Of the whole plan of a series; `now` is the number of the picture. */
struct ent_block ent_strip_make(struct ent_run *run, const struct ent_plan *whole, size_t now,
                                double width);

#endif
