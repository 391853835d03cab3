/* A series: the same figure for several years, as files of their own, together on sheets, or
 * moving. */
#ifndef ENT_DRAW_SERIES_H
#define ENT_DRAW_SERIES_H

#include "draw/figure.h"

/* The figure of one year. */
struct ent_series_picture {
    struct ent_text year;
    struct ent_plan plan;
    struct ent_layout layout; /* as large as those of the others */
};

struct ent_series {
    const struct ent_plan *whole;
    struct ent_layout layout; /* of the whole */
    struct ent_series_picture *pictures;
    size_t count;
};

/* Plans a picture for each year, and places them. The whole plan, which knows what each picture
 * shows, must outlive the series. Returns false after E901 and what else the layout reports. */
bool ent_series_place(struct ent_run *run, const struct ent_plan *whole,
                      const struct ent_text *years, const struct ent_wish *wish,
                      struct ent_series *series);

/* How many drawings that makes as wished: one for each year or for each sheet, or a single one
 * that moves. */
size_t ent_series_drawings(const struct ent_wish *wish, size_t years);

/* Draws one of them. */
void ent_series_draw(struct ent_run *run, const struct ent_series *series,
                     const struct ent_wish *wish, size_t number, struct ent_drawing *drawing);

/* What all pictures together show, in words: each tie once. */
struct ent_text ent_series_description(struct ent_run *run, const struct ent_series *series);

/* Of one of its pictures, in words: "15 nodes, 14 ties, 2 new". */
struct ent_text ent_series_counts(struct ent_run *run, const struct ent_series *series,
                                  size_t number);

#endif
