/* Long rows of alike nodes broken into several. */
#ifndef ENT_DRAW_LAYOUT_STAGGER_H
#define ENT_DRAW_LAYOUT_STAGGER_H

#include "draw/layout_call.h"

/* The ranks that each tie spans at least, so that nodes with the same ties to the same nodes stand
 * in `rows` rows instead of one; NULL: no six nodes are that
 * alike, or the order of ranks has a meaning. */
unsigned *ent_layout_stagger(const struct ent_layout_call *call, unsigned rows);

#endif
