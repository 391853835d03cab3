#include "draw/frame.h"

#include "draw/fit.h"
#include "draw/page.h"

#include <math.h>

static const double margin = 14, bare_margin = 2;

static void move_block(struct ent_arena *arena, struct ent_block *block, double x, double y)
{
    for (size_t i = 0; i < block->count; i++)
        ent_mark_move(arena, &block->marks[i], (struct ent_point){x, y});
}

static double room(const struct ent_block *block, double gap)
{
    return block->count > 0 ? gap : 0;
}

/* Puts the parts around the drawing, all in points of the drawing; `text` is the size of a point
 * of the frame in them. The drawing stands on whole points. */
static void assemble(struct ent_frame *frame, const struct ent_layout *layout, double width,
                     double edge, double text)
{
    struct ent_arena *arena = &frame->saying.run->arena;
    struct ent_parts *parts = &frame->parts;
    double zone = width - parts->beside.width - room(&parts->beside, ENT_ROOM_BESIDE * text);
    double height = fmax(layout->height, parts->beside.height), y = edge;
    move_block(arena, &parts->above, edge, y);
    y += parts->above.height + room(&parts->above, ENT_ROOM_ABOVE * text);
    frame->origin.x = floor(edge + (zone - layout->width) / 2) + layout->inset.x;
    frame->origin.y = ceil(y + (height - layout->height) / 2) + layout->inset.y;
    move_block(arena, &parts->beside, edge + width - parts->beside.width, y);
    y += height + room(&parts->below, ENT_ROOM_BELOW * text);
    move_block(arena, &parts->below, edge, y);
    frame->width = width + 2 * edge;
    frame->height = ceil(y + parts->below.height) + edge;
}

static double edge_of(const struct ent_saying *saying)
{
    return saying->wish->frame == ENT_FRAME_NONE && ent_saying_is_empty(saying) ? bare_margin
                                                                                : margin;
}

/* The texts around a sheet of pictures grow with it, but less. */
static double text_of_natural(const struct ent_saying *saying, const struct ent_layout *layout)
{
    static const double usual_width = 640, most = 2.4;
    return saying->wish->columns > 0 ? fmin(fmax(sqrt(layout->width / usual_width), 1), most) : 1;
}

static void scale_parts(struct ent_frame *frame, double text)
{
    struct ent_arena *arena = &frame->saying.run->arena;
    ent_block_scale(arena, &frame->parts.above, text);
    ent_block_scale(arena, &frame->parts.below, text);
    ent_block_scale(arena, &frame->parts.beside, text);
}

/* As large as the drawing is. */
static void make_natural(struct ent_frame *frame, const struct ent_layout *layout, bool beside)
{
    const struct ent_saying *saying = &frame->saying;
    double width = layout->width, text = text_of_natural(saying, layout);
    if (beside) {
        struct ent_block legend = ent_parts_make(saying, width, true).beside;
        width += (legend.width + room(&legend, ENT_ROOM_BESIDE)) * text;
    }
    width = fmax(width, ent_parts_comfort(saying) * text);
    frame->parts = ent_parts_make(saying, width / text, beside);
    frame->scale = 1;
    frame->text = text;
    scale_parts(frame, text);
    assemble(frame, layout, width, edge_of(saying) * text, text);
    frame->paper = (struct ent_paper){frame->width, frame->height, ENT_POINTS};
}

/* On the paper that is asked for: measured in points of paper, told in points of the drawing. */
static void make_fitted(struct ent_frame *frame, const struct ent_layout *layout)
{
    const struct ent_wish *wish = frame->saying.wish;
    double edge = wish->paper.height > 0 ? ent_paper_margin(wish->paper) : edge_of(&frame->saying);
    struct ent_fit fit = ent_fit_make(&frame->saying, wish->paper, edge);
    double text = fit.text / fit.scale;
    frame->parts = fit.parts;
    frame->scale = fit.scale;
    frame->text = fit.text;
    scale_parts(frame, text);
    assemble(frame, layout, (wish->paper.width - 2 * edge) / fit.scale, edge / fit.scale, text);
    frame->paper = wish->paper;
    if (frame->paper.height > 0)
        frame->height = frame->paper.height / fit.scale;
    else
        frame->paper.height = frame->height * fit.scale;
    ent_fit_warn(&frame->saying, &fit, edge);
}

void ent_frame_make(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, const struct ent_wish *wish,
                    struct ent_frame *frame)
{
    *frame = (struct ent_frame){.saying = ent_saying_make(run, plan, layout, wish)};
    if (wish->paper.width > 0)
        make_fitted(frame, layout);
    else
        make_natural(frame, layout, wish->legend_place == ENT_LEGEND_RIGHT);
}
