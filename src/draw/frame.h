/* What stands around a drawing: title, rule of the year, legend, caption, sources. */
#ifndef ENT_DRAW_FRAME_H
#define ENT_DRAW_FRAME_H

#include "draw/plan.h"
#include "draw/shape.h"

/* Texts around the drawing and the room that they take. Adding them moves no node. */
struct ent_frame {
    struct ent_label title, rule, sources, caption;
    double width;           /* of the frame, without margins */
    double top, bottom;     /* heights above and below the drawing */
    struct ent_mark *marks; /* of the legend, their origin at its top left corner */
    size_t mark_count;
    double legend_height;
};

/* Lays out what stands around a drawing. */
void ent_frame_make(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, const struct ent_wish *wish,
                    struct ent_frame *frame);

#endif
