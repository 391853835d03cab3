/* Coastlines: Natural Earth (public domain) as world-atlas packs it, simplified at build time by
 * src/assets/coast.mjs. There are no borders in it, and so none are drawn. */
#ifndef ENT_DRAW_COAST_H
#define ENT_DRAW_COAST_H

#include "base/run.h"
#include "draw/projection.h"

/* A window of the page, and how the globe comes onto it. */
struct ent_map_window {
    struct ent_projection projection;
    double scale;           /* points for the radius of the globe */
    struct ent_point shift; /* where the projection's 0, 0 stands */
    double width, height;   /* it begins at 0, 0 */
};

/* Were the coastlines at hand when the program was built? */
bool ent_coast_linked(void);

/* Where a spot stands; the longitude is taken as it is seen. */
struct ent_point ent_map_point(const struct ent_map_window *window, struct ent_spot spot);

/* The land in the window, with lakes like the Caspian Sea in it: polygons, cut at its edges and as
 * fine as can be seen. Their number goes to `*count`. */
struct ent_path *ent_coast_paths(struct ent_arena *arena, const struct ent_map_window *window,
                                 struct ent_colour land, struct ent_colour water, size_t *count);

#endif
