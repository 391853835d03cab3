/* The whole figure: the drawing with its title, legend and sources around it. */
#ifndef ENT_DRAW_FIGURE_H
#define ENT_DRAW_FIGURE_H

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

/* Puts everything at its place. */
void ent_figure_draw(struct ent_run *run, const struct ent_plan *plan,
                     const struct ent_layout *layout, const struct ent_wish *wish,
                     struct ent_drawing *drawing);

/* A word for classes and ids: what is no letter, digit, `.` or `_` becomes `-`. */
struct ent_text ent_slug(struct ent_arena *arena, struct ent_text text);

/* The lines of a label as words, the top of the first at `top`, all at x under `anchor`. */
struct ent_words *ent_label_words(struct ent_arena *arena, const struct ent_font *font,
                                  const struct ent_label *label, struct ent_point top,
                                  enum ent_anchor anchor, uint32_t colour);

#endif
