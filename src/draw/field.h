/* A grid over a drawing, to find the room that belongs together: which cells are in, how far each
 * is from what is in. */
#ifndef ENT_DRAW_FIELD_H
#define ENT_DRAW_FIELD_H

#include "draw/layout_geometry.h"

struct ent_field {
    struct ent_box area;
    double cell; /* its side, in points */
    size_t columns, rows;
    uint8_t *inside, *outside;     /* of each cell, row by row: what is to be in, and what is not */
    float *to_inside, *to_outside; /* how far it is to such a cell, in points */
    float *value;                  /* above 0: in */
    uint32_t *links;               /* room of the contour */
    uint32_t *queue;               /* room of searches: two for each cell */
};

/* Cells are as small as can be without making the grid too large. */
struct ent_field ent_field_make(struct ent_arena *arena, struct ent_box area);

/* Nothing is in, nothing is out. */
void ent_field_clear(struct ent_field *field);

void ent_field_mark_box(const struct ent_field *field, uint8_t *cells, struct ent_box box);
void ent_field_mark_line(const struct ent_field *field, uint8_t *cells, struct ent_point from,
                         struct ent_point to);

/* Writes how far each cell is from the nearest marked one: exactly, in time linear in the cells
 * (Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, 2012). */
void ent_field_measure(const struct ent_field *field, const uint8_t *cells, float *distances);

/* How far it is from the point to what is outside. */
double ent_field_clearance(const struct ent_field *field, struct ent_point point);

/* Marks what is enclosed by what is inside, unless something that is outside stands there. */
void ent_field_fill(const struct ent_field *field);

/* Marks the shortest way from the cells of `from` (a box) to those of any box of `to` that keeps
 * `clear` points away from what is outside. Returns which box it reached, or `count`. */
size_t ent_field_route(const struct ent_field *field, const struct ent_box *from, size_t from_count,
                       const struct ent_box *to, size_t count, double clear);

/* Both measured: what is within `pad` of what is inside and nearer to it than to what is outside,
 * made soft. */
void ent_field_settle(struct ent_field *field, double pad);

/* Between the cells. */
double ent_field_value(const struct ent_field *field, struct ent_point point);

/* ---- contour.c ---- */

/* The edges of what is in, as closed smooth curves; their number goes to `*count`. */
struct ent_outline *ent_field_contour(struct ent_arena *arena, const struct ent_field *field,
                                      size_t *count);

/* Parallel lines across what is in, `spacing` apart, in the direction (across, down): two points
 * for each; the number of points goes to `*count`. */
struct ent_point *ent_field_hatch(struct ent_arena *arena, const struct ent_field *field,
                                  struct ent_point direction, double spacing, size_t *count);

#endif
