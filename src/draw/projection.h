/* From longitude and latitude to a plane. Both projections keep areas in proportion, so that no
 * country looks larger than it is. */
#ifndef ENT_DRAW_PROJECTION_H
#define ENT_DRAW_PROJECTION_H

#include "draw/drawing.h"

/* Albers' equal-area conic where `conic`, for a part of the world; else Equal Earth (Šavrič,
 * Patterson and Jenny 2018), for most of it. Angles are in radians. */
struct ent_projection {
    bool conic;
    double middle;    /* the longitude that stands upright */
    double n, c, rho; /* of the cone */
};

/* A place in degrees. Longitudes may go on beyond 180. */
struct ent_spot {
    double longitude, latitude;
};

/* What suits the spots: they are seen from the middle of them, the widest stretch of longitudes
 * without one lying behind. */
struct ent_projection ent_projection_for(const struct ent_spot *spots, size_t count);

/* The cone through two parallels; `origin` is the latitude at which y is 0 in the middle. */
struct ent_projection ent_projection_conic(double middle, double south, double north,
                                           double origin);

/* The longitude as it is seen: at most 180 degrees away from the middle. */
double ent_longitude_near(const struct ent_projection *projection, double longitude);

/* On a globe of radius 1, y downward. The longitude is taken as it is. */
struct ent_point ent_project(const struct ent_projection *projection, struct ent_spot spot);

#endif
