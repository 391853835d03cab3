/* A patchwork: a rectangle divided among nodes, into tiles that hold their labels. */
#ifndef ENT_DRAW_LAYOUT_PATCHWORK_H
#define ENT_DRAW_LAYOUT_PATCHWORK_H

#include "draw/layout_call.h"

/* Stretches the tiles of the layout, all alike, by the least factors across and down at which
 * every measured shape fits into its tile, and the shapes until they fill their tiles. Returns
 * false if a tile is too thin for that. */
bool ent_layout_fit_tiles(const struct ent_layout_call *call,
                          const struct ent_placed_node *measured);

#endif
