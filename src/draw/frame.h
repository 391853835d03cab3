/* The frame: what stands around a drawing, at its place, and the paper that all of it takes. */
#ifndef ENT_DRAW_FRAME_H
#define ENT_DRAW_FRAME_H

#include "draw/parts.h"

/* Its lengths are in points of the drawing. Whatever stands in it, nodes stay where they are to
 * each other. */
struct ent_frame {
    struct ent_saying saying;
    struct ent_parts parts;  /* at their place */
    struct ent_point origin; /* of the layout */
    double width, height;    /* of all, with margins */
    double scale;            /* points on paper for a point of the drawing */
    double text;             /* how large the frame's own texts print: 1 as designed */
    struct ent_paper paper;
};

/* Fits drawing and frame on the paper that is asked for, or as large as they are. The drawing is
 * made smaller where it must, the frame's texts print as large as always; nothing is made larger
 * unless that is asked for. Reports W702 where text would print too small. */
void ent_frame_make(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, const struct ent_wish *wish,
                    struct ent_frame *frame);

#endif
