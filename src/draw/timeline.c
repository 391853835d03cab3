#include "draw/timeline.h"

#include "draw/shape.h"

#include <math.h>

enum { tick_size = 9, heading_size = 10, most_lanes = 250, many_rows = 18 };

static const double glyph_width = 13, glyph_height = 9, tick_gap = 4, dot = 2.2;

/* ---- the axis and the lanes ---- */

static void draw_bands(struct ent_timeline *t)
{
    struct ent_sketch sketch = ent_sketch_begin(t->run, t->plan);
    for (size_t i = 0, odd = 0; i < t->lane_count; i++) {
        const struct ent_lane *lane = &t->lanes[i];
        odd = lane->opens ? 0 : odd + 1;
        t->lanes[i].banded = odd % 2 == 0;
        if (lane->banded)
            ent_sketch_box(&sketch, (struct ent_room){0, lane->top, t->right + 8, lane->bottom},
                           ent_view_colour(t->plan->theme, ENT_VIEW_BAND), (struct ent_pen){0});
        if (lane->has_line)
            ent_sketch_line(&sketch, (struct ent_point){t->name_width + 4, lane->line},
                            (struct ent_point){t->axis.left + t->axis.width, lane->line},
                            ent_view_pen(t->plan, ENT_VIEW_RULE, 0.75));
    }
    ent_view_guide(t->run, t->layout, &sketch, "lanes");
}

static void draw_tick_words(const struct ent_timeline *t, struct ent_sketch *sketch,
                            const struct ent_tick *tick, double top)
{
    double line = ent_font_line(t->plan->font, tick_size);
    struct ent_label label =
        ent_label_make(t->run, t->plan->font, tick->label, tick_size, false, 0);
    ent_sketch_label(sketch, &label, (struct ent_point){tick->x, top}, ENT_MIDDLE, ENT_VIEW_QUIET);
    label = ent_label_make(t->run, t->plan->font, tick->below, tick_size, true, 0);
    ent_sketch_label(sketch, &label, (struct ent_point){tick->x, top + line}, ENT_MIDDLE,
                     ENT_VIEW_QUIET);
}

static bool has_second_line(const struct ent_tick *ticks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ticks[i].below.length > 0)
            return true;
    return false;
}

/* Ticks above, and below as well where the way is long. Returns the height of their words. */
static double draw_axis(struct ent_timeline *t, bool below)
{
    size_t count;
    struct ent_tick *ticks = ent_axis_ticks(&t->run->arena, &t->axis, &count);
    double line = ent_font_line(t->plan->font, tick_size);
    double words = line * (has_second_line(ticks, count) ? 2 : 1);
    struct ent_sketch grid = ent_sketch_begin(t->run, t->plan);
    struct ent_sketch axis = ent_sketch_begin(t->run, t->plan);
    double right = t->axis.left + t->axis.width;
    for (size_t i = 0; i < count; i++) {
        double x = ticks[i].x;
        ent_sketch_line(&grid, (struct ent_point){x, 0}, (struct ent_point){x, t->bottom},
                        ent_view_pen(t->plan, ENT_VIEW_FAINT, 0.75));
        ent_sketch_line(&axis, (struct ent_point){x, -tick_gap}, (struct ent_point){x, 0},
                        ent_view_pen(t->plan, ENT_VIEW_RULE, 0.75));
        draw_tick_words(t, &axis, &ticks[i], -tick_gap - 2 - words);
        if (below)
            draw_tick_words(t, &axis, &ticks[i], t->bottom + tick_gap);
    }
    ent_sketch_line(&axis, (struct ent_point){t->axis.left, 0}, (struct ent_point){right, 0},
                    ent_view_pen(t->plan, ENT_VIEW_RULE, 1));
    if (below)
        ent_sketch_line(&axis, (struct ent_point){t->axis.left, t->bottom},
                        (struct ent_point){right, t->bottom},
                        ent_view_pen(t->plan, ENT_VIEW_RULE, 1));
    ent_view_guide(t->run, t->layout, &grid, "grid");
    ent_view_guide(t->run, t->layout, &axis, "axis");
    t->bottom += below ? tick_gap + words : 0;
    return tick_gap + 2 + words;
}

/* The day that was asked for. */
static void draw_day(struct ent_timeline *t)
{
    struct ent_sketch sketch = ent_sketch_begin(t->run, t->plan);
    double x = ent_axis_x(&t->axis, t->plan->selection->window.first);
    struct ent_pen pen = {ent_view_colour(t->plan->theme, ENT_VIEW_QUIET), 1, ENT_DASHED};
    ent_sketch_line(&sketch, (struct ent_point){x, 0}, (struct ent_point){x, t->bottom}, pen);
    ent_view_guide(t->run, t->layout, &sketch, "day");
}

/* ---- bars ---- */

/* Where the start or the end is not known to the day, the line is thin: somewhere there. */
static void draw_soft(struct ent_sketch *sketch, double from, double to, double y,
                      struct ent_pen pen)
{
    if (to - from > 0.2)
        ent_sketch_line(sketch, (struct ent_point){from, y}, (struct ent_point){to, y}, pen);
}

/* An arrow where it goes on beyond the axis: filled if that is certain. */
static void draw_beyond(struct ent_sketch *sketch, double x, double y, double way, bool certain,
                        struct ent_pen pen)
{
    struct ent_point points[] = {{x, y - 4}, {x + way * 7, y}, {x, y + 4}};
    struct ent_colour fill =
        certain ? pen.colour : ent_view_colour(sketch->plan->theme, ENT_VIEW_PAPER);
    ent_sketch_path(sketch, ENT_POLYGON, points, 3, fill,
                    (struct ent_pen){pen.colour, 0.9, ENT_SOLID});
}

static void draw_line_of_bar(struct ent_sketch *sketch, const struct ent_item *item,
                             struct ent_pen pen)
{
    struct ent_pen thin = {pen.colour, fmax(1.2, pen.width * 0.35), pen.dash};
    draw_soft(sketch, item->from, fmin(item->firm_from, item->to), item->y, thin);
    draw_soft(sketch, fmax(item->firm_to, item->firm_from), item->to, item->y, thin);
    if (item->firm_to > item->firm_from)
        ent_sketch_line(sketch, (struct ent_point){item->firm_from, item->y},
                        (struct ent_point){fmax(item->firm_to, item->firm_from + 1), item->y}, pen);
}

static void draw_point(struct ent_sketch *sketch, const struct ent_item *item, struct ent_pen pen)
{
    struct ent_point points[] = {{item->firm_from, item->y}, {3.4, 3.4}};
    draw_soft(sketch, item->from, item->to, item->y, (struct ent_pen){pen.colour, 1.2, ENT_SOLID});
    ent_sketch_path(sketch, ENT_ELLIPSE, points, 2, pen.colour, (struct ent_pen){0});
}

static bool is_soft_after(const struct ent_item *item)
{
    return item->firm_to < item->to - 0.2;
}

static struct ent_colour ground_of_lane(const struct ent_timeline *t, const struct ent_item *item)
{
    bool banded = t->lanes[item->lane].banded;
    return ent_view_colour(t->plan->theme, banded ? ENT_VIEW_BAND : ENT_VIEW_PAPER);
}

/* Lines of ties and of the axis pass behind words. */
static void draw_words(struct ent_sketch *sketch, const struct ent_item *item,
                       struct ent_colour ground)
{
    ent_sketch_label(sketch, &item->label, item->label_at, ENT_START, ENT_VIEW_INK);
    for (size_t i = 0; i < sketch->mark->word_count; i++)
        sketch->mark->words[i].halo = ground;
}

static void draw_bar(struct ent_timeline *t, const struct ent_item *item)
{
    const struct ent_plan_tie *tie = &t->plan->ties[item->number];
    struct ent_sketch sketch = ent_sketch_begin(t->run, t->plan);
    struct ent_pen pen = tie->look.pen;
    pen.width = fmin(2 + 1.4 * pen.width, 8);
    pen.dash = tie->doubtful ? ENT_DASHED : pen.dash;
    if (item->point)
        draw_point(&sketch, item, pen);
    else
        draw_line_of_bar(&sketch, item, pen);
    if (item->before)
        draw_beyond(&sketch, item->from, item->y, -1, item->firm_from - item->from < 0.2, pen);
    if (item->after)
        draw_beyond(&sketch, item->to, item->y, 1, !is_soft_after(item), pen);
    draw_words(&sketch, item, ground_of_lane(t, item));
    t->layout->ties[item->number].drawn = sketch.mark;
}

/* ---- what happens ---- */

/* Thin, because it is only presumed. */
static struct ent_pen pen_of_unknown(struct ent_pen pen)
{
    return (struct ent_pen){pen.colour, 0.75, ENT_SOLID};
}

/* A line does not run through the name. */
static double soft_from(const struct ent_item *item)
{
    double end = item->label_at.x + item->label.width + 3;
    return item->label_at.x < item->firm_from ? end : item->from;
}

static bool has_box(const struct ent_item *item)
{
    return !item->point && item->firm_to > item->firm_from + 8;
}

static void draw_stretch(struct ent_sketch *sketch, const struct ent_item *item,
                         const struct ent_plan_node *node)
{
    struct ent_pen pen = node->look.pen, pale = pen_of_unknown(pen);
    pen.width = fmin(pen.width, 1);
    pen.dash = node->doubtful ? ENT_DASHED : pen.dash;
    double half = item->label.height / 2 + 1;
    if (item->life->start_earliest == ENT_DAY_FIRST)
        draw_beyond(sketch, item->mark - glyph_width / 2 - 1, item->y, -1, false, pale);
    else
        draw_soft(sketch, soft_from(item), item->firm_from, item->y, pale);
    if (has_box(item))
        ent_sketch_box(
            sketch,
            (struct ent_room){item->firm_from, item->y - half, item->firm_to, item->y + half},
            node->look.fill, pen);
    draw_soft(sketch, item->tail, item->to, item->y, pale);
    if (item->before && item->life->start_earliest != ENT_DAY_FIRST)
        draw_beyond(sketch, item->mark - glyph_width / 2 - 1, item->y, -1, true, pen);
    if (item->after)
        draw_beyond(sketch, fmax(item->to, item->tail), item->y, 1, !is_soft_after(item),
                    is_soft_after(item) ? pale : pen);
}

/* What its name stands on. */
static struct ent_colour ground_of(const struct ent_timeline *t, const struct ent_item *item)
{
    bool inside = has_box(item) && item->label_at.x >= item->firm_from &&
                  item->label_at.x + item->label.width <= item->firm_to;
    struct ent_colour fill = t->plan->nodes[item->number].look.fill;
    if (inside && fill.given)
        return fill;
    return ground_of_lane(t, item);
}

static void draw_happening(struct ent_timeline *t, const struct ent_item *item)
{
    const struct ent_plan_node *node = &t->plan->nodes[item->number];
    struct ent_sketch sketch = ent_sketch_begin(t->run, t->plan);
    draw_stretch(&sketch, item, node);
    ent_sketch_glyph(&sketch, node, &t->layout->nodes[item->number],
                     (struct ent_point){item->mark, item->y}, glyph_width, glyph_height);
    draw_words(&sketch, item, ground_of(t, item));
    t->layout->nodes[item->number].drawn = sketch.mark;
}

/* ---- names of lanes ---- */

static struct ent_sketch *sketch_of(struct ent_timeline *t, struct ent_sketch **sketches,
                                    uint32_t node)
{
    if (!sketches[node]) {
        sketches[node] = ENT_NEW(&t->run->arena, struct ent_sketch, 1);
        *sketches[node] = ent_sketch_begin(t->run, t->plan);
        t->layout->nodes[node].drawn = sketches[node]->mark;
    }
    return sketches[node];
}

static void draw_name(struct ent_timeline *t, struct ent_sketch *sketch, uint32_t node,
                      const struct ent_label *label, double y)
{
    const struct ent_plan_node *planned = &t->plan->nodes[node];
    ent_sketch_glyph(sketch, planned, &t->layout->nodes[node],
                     (struct ent_point){glyph_width / 2 + 1, y}, glyph_width, glyph_height);
    ent_sketch_label(sketch, label, (struct ent_point){glyph_width + 6, y - label->height / 2},
                     ENT_START, ENT_VIEW_INK);
}

/* A node may have several lanes, and be a heading: it is one mark with all its names. */
static void draw_names(struct ent_timeline *t)
{
    struct ent_sketch **sketches =
        ENT_NEW(&t->run->arena, struct ent_sketch *, t->plan->node_count + 1);
    for (size_t i = 0; i < t->lane_count; i++) {
        const struct ent_lane *lane = &t->lanes[i];
        if (lane->opens) {
            struct ent_label heading =
                ent_view_label(t->run, t->plan, &t->plan->nodes[lane->section].label, heading_size,
                               true, t->right);
            draw_name(t, sketch_of(t, sketches, lane->section), lane->section, &heading,
                      lane->top - heading.height / 2 - 2);
        }
        double middle = lane->has_line ? fmax(lane->line, lane->top + lane->label.height / 2 + 2)
                                       : (lane->top + lane->bottom) / 2;
        if (lane->node != ENT_NONE)
            draw_name(t, sketch_of(t, sketches, lane->node), lane->node, &lane->label, middle);
    }
}

/* ---- ties to what happens ---- */

/* Straight pieces, as Bezier curves are written; it turns at the corners. */
static struct ent_point *straight(struct ent_arena *arena, const struct ent_point *corners,
                                  size_t count)
{
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 3 * count);
    points[0] = corners[0];
    for (size_t i = 1; i < count; i++) {
        points[3 * i - 2] = corners[i - 1];
        points[3 * i - 1] = points[3 * i] = corners[i];
    }
    return points;
}

/* From one end over the trunk to the other: a dot in a lane, or a mark with its arrow. */
struct end {
    struct ent_point at;
    bool in_lane;
};

static struct end end_of(const struct ent_timeline *t, uint32_t node, double trunk)
{
    if (t->lane_of[node] != ENT_NONE)
        return (struct end){{trunk, t->lanes[t->lane_of[node]].line}, true};
    const struct ent_item *item = &t->items[t->item_of[node]];
    return (struct end){{item->mark - glyph_width / 2 - 0.5, item->y}, false};
}

static void draw_route(struct ent_timeline *t, uint32_t number, struct end from, struct end to,
                       double trunk)
{
    const struct ent_plan_tie *tie = &t->plan->ties[number];
    struct ent_arena *arena = &t->run->arena;
    struct ent_tie_look look = tie->look;
    bool head = look.to.arrow != ENT_ARROW_NONE && !to.in_lane;
    bool tail = look.from.arrow != ENT_ARROW_NONE && !from.in_lane;
    struct ent_point foot = {to.at.x - (head ? 6 : 0), to.at.y};
    struct ent_point start = {from.at.x - (tail ? 6 : 0), from.at.y};
    struct ent_point corners[] = {start, {trunk, from.at.y}, {trunk, to.at.y}, foot};
    struct ent_curve curve = {straight(arena, corners, 4), 10, tail, head, from.at, to.at};
    struct ent_placed_tie placed = {.curves = &curve, .curve_count = 1};
    struct ent_path *paths = ENT_NEW(arena, struct ent_path, ent_tie_path_count(&placed) + 1);
    struct ent_manner manner = {tie->answer == ENT_PRESUMED, tie->doubtful, NULL};
    look.pen.width = fmin(look.pen.width, 1.5);
    struct ent_sketch sketch = ent_sketch_begin(t->run, t->plan);
    ent_sketch_paths(&sketch, paths,
                     ent_tie_paths(arena, t->plan->theme, &look, manner, &placed, paths));
    const struct end *ends[] = {&from, &to};
    for (size_t i = 0; i < 2; i++) {
        struct ent_point circle[] = {ends[i]->at, {dot, dot}};
        if (ends[i]->in_lane)
            ent_sketch_path(&sketch, ENT_ELLIPSE, circle, 2, look.pen.colour, (struct ent_pen){0});
    }
    t->layout->ties[number].drawn = sketch.mark;
}

static void draw_tie(struct ent_timeline *t, uint32_t number)
{
    const struct ent_plan_tie *tie = &t->plan->ties[number];
    double trunk = t->trunks[number];
    draw_route(t, number, end_of(t, tie->from, trunk), end_of(t, tie->to, trunk), trunk);
}

static bool has_place(const struct ent_timeline *t, uint32_t node)
{
    return t->lane_of[node] != ENT_NONE || t->item_of[node] != ENT_NONE;
}

static bool can_be_drawn(const struct ent_timeline *t, const struct ent_plan_tie *tie)
{
    bool one_happens = t->item_of[tie->from] != ENT_NONE || t->item_of[tie->to] != ENT_NONE;
    return one_happens && has_place(t, tie->from) && has_place(t, tie->to);
}

/* ---- all ---- */

/* Ties without dates between two that last, or to what has no date, are counted. */
static void draw_ties(struct ent_timeline *t, bool *untold)
{
    for (uint32_t i = 0; i < t->plan->tie_count; i++)
        if (t->layout->ties[i].drawn)
            continue;
        else if (can_be_drawn(t, &t->plan->ties[i]))
            draw_tie(t, i);
        else {
            untold[i] = true;
            t->layout->ties[i].drawn = ent_view_nothing(&t->run->arena);
        }
}

static void tell_rest(struct ent_timeline *t, const bool *untold)
{
    struct ent_arena *arena = &t->run->arena;
    bool *aside = ENT_NEW(arena, bool, t->plan->node_count + 1);
    size_t count;
    struct ent_text relations = ent_view_relations(t->run, t->plan, untold, &count);
    for (size_t i = 0; i < t->plan->node_count; i++)
        aside[i] = !t->layout->nodes[i].drawn;
    t->bottom = ent_view_aside(t->run, t->plan, t->layout, aside, ENT_TEXT("Without a date"),
                               t->right, t->bottom);
    if (count > 0)
        t->bottom =
            ent_view_remark(t->run, t->plan, t->layout,
                            ENT_FORM(arena, "Without a date and not drawn: {}: {}.",
                                     ent_words_of_count(arena, count, "tie", "ties"), relations),
                            t->right, t->bottom);
}

static bool refuse_what_is_too_much(struct ent_run *run, const struct ent_timeline *t)
{
    if (t->lane_count == 0 || (t->lane_count <= most_lanes && !t->has_dates))
        return !ent_view_refuse(run, t->plan, ENT_TEXT("nothing that is shown has a date"),
                                ENT_TEXT("agreements, events and dated ties stand on the axis"));
    if (t->lane_count <= most_lanes)
        return false;
    return !ent_view_refuse(run, t->plan,
                            ENT_FORM(&run->arena, "{} lanes cannot be read, at most {} are drawn",
                                     ent_text_number(&run->arena, (int64_t)t->lane_count),
                                     ent_text_number(&run->arena, most_lanes)),
                            ENT_TEXT("--ego, --type, --where or --year say which part is wanted"));
}

bool ent_timeline_place(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout)
{
    struct ent_timeline t = {.run = run, .plan = plan, .layout = layout};
    bool *untold = ENT_NEW(&run->arena, bool, plan->tie_count + 1);
    ent_timeline_arrange(&t);
    if (t.lane_count <= most_lanes)
        ent_timeline_measure(&t);
    if (refuse_what_is_too_much(run, &t))
        return false;
    draw_bands(&t);
    double above = draw_axis(&t, t.bottom > 20.0 * many_rows);
    if (t.marks_day)
        draw_day(&t);
    for (size_t i = 0; i < t.item_count; i++)
        if (t.items[i].is_tie)
            draw_bar(&t, &t.items[i]);
        else
            draw_happening(&t, &t.items[i]);
    draw_names(&t);
    draw_ties(&t, untold);
    tell_rest(&t, untold);
    layout->width = ceil(fmax(layout->width, t.right + 8));
    layout->height = ceil(t.bottom + above);
    ent_view_move_down(run, plan, layout, above);
    return true;
}
