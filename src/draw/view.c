#include "draw/view.h"

#include "draw/fate.h"
#include "draw/shape.h"

#include <math.h>

struct ent_colour ent_view_colour(const struct ent_theme *theme, enum ent_view_colour colour)
{
    struct ent_colour ground = theme->on.ground, ink = theme->on.ink;
    switch (colour) {
    case ENT_VIEW_INK:
        return ink;
    case ENT_VIEW_QUIET:
        return theme->muted;
    case ENT_VIEW_RULE:
        return theme->rule;
    case ENT_VIEW_FAINT:
        return ent_colour_mix(ground, ink, 0.15);
    case ENT_VIEW_BAND:
        return ent_colour_mix(ground, ink, 0.04);
    case ENT_VIEW_LAND:
        return ent_colour_mix(ground, ink, 0.09);
    case ENT_VIEW_SHORE:
        return ent_colour_mix(ground, ink, 0.32);
    case ENT_VIEW_PAPER:
        break;
    }
    return ground;
}

struct ent_pen ent_view_pen(const struct ent_plan *plan, enum ent_view_colour colour, double width)
{
    return (struct ent_pen){ent_view_colour(plan->theme, colour), width, ENT_SOLID};
}

bool ent_rooms_meet(struct ent_room a, struct ent_room b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/* ---- sketches ---- */

struct ent_sketch ent_sketch_begin(struct ent_run *run, const struct ent_plan *plan)
{
    return (struct ent_sketch){
        .arena = &run->arena, .plan = plan, .mark = ENT_NEW(&run->arena, struct ent_mark, 1)};
}

/* Room for `more`, by doubling: the arena keeps what was before. */
static void *grown(struct ent_arena *arena, const void *old, size_t count, size_t more,
                   size_t *room, size_t size)
{
    if (count + more <= *room)
        return (void *)(uintptr_t)old;
    *room = 2 * (count + more) + 2;
    void *space = ent_arena_take(arena, *room, size);
    if (count > 0)
        memcpy(space, old, count * size);
    return space;
}

void ent_sketch_paths(struct ent_sketch *sketch, const struct ent_path *paths, size_t count)
{
    struct ent_mark *mark = sketch->mark;
    mark->paths = grown(sketch->arena, mark->paths, mark->path_count, count, &sketch->path_room,
                        sizeof *paths);
    for (size_t i = 0; i < count; i++)
        mark->paths[mark->path_count++] = paths[i];
}

void ent_sketch_words(struct ent_sketch *sketch, const struct ent_words *words, size_t count)
{
    struct ent_mark *mark = sketch->mark;
    mark->words = grown(sketch->arena, mark->words, mark->word_count, count, &sketch->word_room,
                        sizeof *words);
    for (size_t i = 0; i < count; i++)
        mark->words[mark->word_count++] = words[i];
}

void ent_sketch_path(struct ent_sketch *sketch, enum ent_path_form form,
                     const struct ent_point *points, size_t count, struct ent_colour fill,
                     struct ent_pen pen)
{
    struct ent_point *copy = ENT_NEW(sketch->arena, struct ent_point, count + 1);
    memcpy(copy, points, count * sizeof *points);
    struct ent_path path = {
        .form = form, .points = copy, .point_count = count, .fill = fill, .pen = pen};
    ent_sketch_paths(sketch, &path, 1);
}

void ent_sketch_line(struct ent_sketch *sketch, struct ent_point from, struct ent_point to,
                     struct ent_pen pen)
{
    struct ent_point points[] = {from, to};
    ent_sketch_path(sketch, ENT_LINES, points, 2, (struct ent_colour){0}, pen);
}

void ent_sketch_box(struct ent_sketch *sketch, struct ent_room room, struct ent_colour fill,
                    struct ent_pen pen)
{
    struct ent_point points[] = {{room.left, room.top},
                                 {room.right - room.left, room.bottom - room.top}};
    ent_sketch_path(sketch, ENT_BOX, points, 2, fill, pen);
}

void ent_sketch_label(struct ent_sketch *sketch, const struct ent_label *label,
                      struct ent_point top, enum ent_anchor anchor, enum ent_view_colour colour)
{
    uint32_t rgb = ent_view_colour(sketch->plan->theme, colour).rgb;
    if (label->line_count > 0)
        ent_sketch_words(
            sketch, ent_label_words(sketch->arena, sketch->plan->font, label, top, anchor, rgb),
            label->line_count);
}

void ent_view_guide(struct ent_run *run, struct ent_layout *layout, const struct ent_sketch *sketch,
                    const char *class)
{
    size_t count = layout->guide_count;
    struct ent_mark *guides = ENT_NEW(&run->arena, struct ent_mark, count + 1);
    if (count > 0)
        memcpy(guides, layout->guides, count * sizeof *guides);
    guides[count] = *sketch->mark;
    guides[count].classes = ent_text_of(class);
    layout->guides = guides;
    layout->guide_count = count + 1;
}

const struct ent_mark *ent_view_nothing(struct ent_arena *arena)
{
    return ENT_NEW(arena, struct ent_mark, 1);
}

/* ---- labels and glyphs ---- */

struct ent_label ent_view_label(struct ent_run *run, const struct ent_plan *plan,
                                const struct ent_label *label, double size, bool bold, double wrap)
{
    double asked = plan->wrap >= 0 ? plan->wrap : wrap;
    return ent_label_make(run, plan->font, label->text, size, bold, asked);
}

struct ent_placed_node ent_view_glyph(struct ent_arena *arena,
                                      const struct ent_placed_node *measured,
                                      struct ent_point centre, double width, double height)
{
    struct ent_placed_node small = {.centre = centre, .width = width, .height = height};
    double across = measured->width > 0 ? width / measured->width : 1;
    double down = measured->height > 0 ? height / measured->height : 1;
    small.outlines = ENT_NEW(arena, struct ent_outline, measured->outline_count + 1);
    small.outline_count = measured->outline_count;
    for (size_t i = 0; i < measured->outline_count; i++) {
        const struct ent_outline *from = &measured->outlines[i];
        small.outlines[i] = (struct ent_outline){
            ENT_NEW(arena, struct ent_point, from->point_count + 1), from->point_count};
        for (size_t k = 0; k < from->point_count; k++)
            small.outlines[i].points[k] =
                (struct ent_point){centre.x + (from->points[k].x - measured->centre.x) * across,
                                   centre.y + (from->points[k].y - measured->centre.y) * down};
    }
    return small;
}

/* A flag takes the place of the mark. */
static void draw_flag(struct ent_sketch *sketch, const struct ent_plan_node *node,
                      struct ent_point centre, double height)
{
    struct ent_flag_mark *flag = ENT_NEW(sketch->arena, struct ent_flag_mark, 1);
    double width = height * ENT_FLAG_ASPECT;
    *flag = (struct ent_flag_mark){
        .flag = node->flag,
        .at = {centre.x - width / 2, centre.y - height / 2},
        .width = width,
        .height = height,
        .edge = ent_theme_pen(sketch->plan->theme, sketch->plan->theme->rule, 0.5)};
    sketch->mark->flag = flag;
}

void ent_sketch_glyph(struct ent_sketch *sketch, const struct ent_plan_node *node,
                      const struct ent_placed_node *measured, struct ent_point centre, double width,
                      double height)
{
    if (node->flag && !sketch->mark->flag) {
        draw_flag(sketch, node, centre, height);
        return;
    }
    struct ent_placed_node small = ent_view_glyph(sketch->arena, measured, centre, width, height);
    struct ent_node_look look = ent_fate_node_look(sketch->plan->theme, node->look, node->fate);
    struct ent_manner manner = {node->answer == ENT_PRESUMED, node->doubtful, node->fate};
    struct ent_path paths[ENT_MOST_NODE_PATHS];
    look.peripheries = look.peripheries > 1 && height < 16 ? 1 : look.peripheries;
    look.pen.width = fmin(look.pen.width, 1.2);
    size_t count = ent_node_paths(sketch->arena, &look, manner, &small, paths);
    for (size_t i = 0; i < count; i++)
        paths[i].radius = fmin(paths[i].radius, height / 3);
    ent_sketch_paths(sketch, paths, count);
}

/* ---- what has no place ---- */

enum { aside_size = 9, remark_size = 8 };

static const double glyph_width = 13, glyph_height = 9, aside_gap = 16, aside_wrap = 150;

static double place_aside(struct ent_run *run, const struct ent_plan *plan,
                          struct ent_layout *layout, const bool *aside, double width, double top)
{
    double x = 0, y = top, height = 0;
    for (size_t i = 0; i < plan->node_count; i++) {
        if (!aside[i])
            continue;
        struct ent_label label =
            ent_view_label(run, plan, &plan->nodes[i].label, aside_size, false, aside_wrap);
        double needed = glyph_width + 5 + label.width;
        if (x > 0 && x + needed > width) {
            x = 0;
            y += height + 4;
            height = 0;
        }
        struct ent_sketch sketch = ent_sketch_begin(run, plan);
        double middle = y + ent_font_line(plan->font, aside_size) / 2;
        ent_sketch_glyph(&sketch, &plan->nodes[i], &layout->nodes[i],
                         (struct ent_point){x + glyph_width / 2, middle}, glyph_width,
                         glyph_height);
        ent_sketch_label(&sketch, &label, (struct ent_point){x + glyph_width + 5, y}, ENT_START,
                         ENT_VIEW_INK);
        layout->nodes[i].drawn = sketch.mark;
        layout->width = fmax(layout->width, x + needed);
        height = fmax(height, label.height);
        x += needed + aside_gap;
    }
    return y + height;
}

double ent_view_aside(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout,
                      const bool *aside, struct ent_text heading, double width, double top)
{
    bool any = false;
    for (size_t i = 0; i < plan->node_count; i++)
        any |= aside[i];
    if (!any)
        return top;
    struct ent_label label = ent_label_make(run, plan->font, heading, aside_size, true, width);
    struct ent_sketch sketch = ent_sketch_begin(run, plan);
    ent_sketch_label(&sketch, &label, (struct ent_point){0, top + 12}, ENT_START, ENT_VIEW_QUIET);
    ent_view_guide(run, layout, &sketch, "aside");
    return place_aside(run, plan, layout, aside, width, top + 12 + label.height + 4);
}

double ent_view_remark(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout,
                       struct ent_text text, double width, double top)
{
    struct ent_label label = ent_label_make(run, plan->font, text, remark_size, false, width);
    struct ent_sketch sketch = ent_sketch_begin(run, plan);
    ent_sketch_label(&sketch, &label, (struct ent_point){0, top + 8}, ENT_START, ENT_VIEW_QUIET);
    ent_view_guide(run, layout, &sketch, "remark");
    layout->width = fmax(layout->width, label.width);
    return top + 8 + label.height;
}

struct ent_text ent_view_relations(struct ent_run *run, const struct ent_plan *plan,
                                   const bool *marked, size_t *count)
{
    const struct ent_network *network = plan->network;
    struct ent_arena *arena = &run->arena;
    struct ent_text text = {0};
    size_t relations = network->schema->relation_count;
    size_t *counts = ENT_NEW(arena, size_t, relations + 1);
    *count = 0;
    for (size_t i = 0; i < plan->tie_count; i++)
        if (marked[i]) {
            counts[network->schema->relations[network->tie_relation[plan->ties[i].tie]].same]++;
            (*count)++;
        }
    for (size_t i = 0; i < relations; i++) {
        struct ent_text label = network->schema->relations[i].kind.label;
        struct ent_text number = ent_text_number(arena, (int64_t)counts[i]);
        if (counts[i] > 0)
            text = text.length == 0 ? ENT_FORM(arena, "{} ({})", label, number)
                                    : ENT_FORM(arena, "{}, {} ({})", text, label, number);
    }
    return text;
}

bool ent_view_refuse(struct ent_run *run, const struct ent_plan *plan, struct ent_text what,
                     struct ent_text help)
{
    ent_report(run, ENT_E500, ENT_NOWHERE, help,
               ENT_FORM(&run->arena, "--layout={}: {}", plan->task.engine, what));
    return false;
}

/* ---- moving ---- */

static void move_drawn(struct ent_arena *arena, const struct ent_mark **drawn, double down)
{
    struct ent_mark *mark = ENT_NEW(arena, struct ent_mark, 1);
    *mark = **drawn;
    *drawn = mark;
    for (size_t i = 0; i < mark->path_count; i++) {
        struct ent_path *path = &mark->paths[i];
        bool sized = path->form == ENT_BOX || path->form == ENT_ELLIPSE;
        struct ent_point *points = ENT_NEW(arena, struct ent_point, path->point_count + 1);
        for (size_t k = 0; k < path->point_count; k++)
            points[k] = (struct ent_point){path->points[k].x,
                                           path->points[k].y + (sized && k == 1 ? 0 : down)};
        path->points = points;
    }
    for (size_t i = 0; i < mark->word_count; i++)
        mark->words[i].at.y += down;
    if (mark->flag)
        mark->flag->at.y += down;
}

void ent_view_move_down(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout,
                        double down)
{
    for (size_t i = 0; i < layout->guide_count; i++) {
        const struct ent_mark *guide = &layout->guides[i];
        move_drawn(&run->arena, &guide, down);
        layout->guides[i] = *guide;
    }
    for (size_t i = 0; i < plan->node_count; i++)
        if (layout->nodes[i].drawn)
            move_drawn(&run->arena, &layout->nodes[i].drawn, down);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (layout->ties[i].drawn)
            move_drawn(&run->arena, &layout->ties[i].drawn, down);
}
