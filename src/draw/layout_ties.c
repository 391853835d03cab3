#include "draw/layout_ties.h"

#include "draw/layout_geometry.h"
#include "draw/layout_settings.h"
#include "draw/layout_space.h"

#include <math.h>
#include <stdlib.h>

static const double arrow_length = 10; /* of Graphviz's "normal", at size 1 */

struct ent_point ent_layout_room_for_ties(const struct ent_layout_task *task)
{
    enum { most_room = 160 };
    double width = 0, height = 0;
    for (size_t i = 0; i < task->tie_count; i++) {
        const struct ent_layout_tie *tie = &task->ties[i];
        double arrows = arrow_length * tie->arrow_size * (tie->arrow_at_from + tie->arrow_at_to);
        width = fmax(width, fmax(arrows, tie->label_width));
        height = fmax(height, fmax(arrows, tie->label_height));
    }
    return (struct ent_point){floor(fmin(width, most_room) / 2) + 4,
                              floor(fmin(height, most_room) / 2) + 4};
}

static bool inside_polygon(const struct ent_outline *outline, struct ent_point at)
{
    bool inside = false;
    for (size_t i = 0, j = outline->point_count - 1; i < outline->point_count; j = i++) {
        struct ent_point a = outline->points[i], b = outline->points[j];
        if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

static bool inside_node(const struct ent_layout_call *call, uint32_t row, struct ent_point at)
{
    const struct ent_placed_node *node = &call->layout->nodes[row];
    if (node->outline_count > 0)
        return inside_polygon(&node->outlines[node->outline_count - 1], at);
    double x = fabs(at.x - node->centre.x) * 2, y = fabs(at.y - node->centre.y) * 2;
    if (!ent_shape_is_round(call->task->nodes[row].shape) && call->task->nodes[row].peripheries > 0)
        return x < node->width && y < node->height;
    x /= node->width;
    y /= node->height;
    return x * x + y * y < 1;
}

/* Where between `in` and `out` a curve leaves the shape of a node. */
static double leaves(const struct ent_layout_call *call, uint32_t row,
                     const struct ent_point curve[4], double in, double out)
{
    for (int i = 0; i < 50; i++) {
        double half = (in + out) / 2;
        if (inside_node(call, row, ent_layout_point_on(curve, half)))
            in = half;
        else
            out = half;
    }
    return out;
}

/* Where between `tip` and `far` a curve is `length` away from its tip. */
static double foot(const struct ent_point curve[4], double tip, double far, double length)
{
    struct ent_point end = ent_layout_point_on(curve, tip);
    if (ent_layout_distance(end, ent_layout_point_on(curve, far)) < length)
        return far;
    for (int i = 0; i < 50; i++) {
        double half = (tip + far) / 2;
        if (ent_layout_distance(end, ent_layout_point_on(curve, half)) < length)
            tip = half;
        else
            far = half;
    }
    return far;
}

/* Keeps the part of a curve up to `t`. */
static void cut_behind(struct ent_point p[4], double t)
{
    struct ent_point a = ent_layout_between(p[0], p[1], t), b = ent_layout_between(p[1], p[2], t),
                     c = ent_layout_between(p[2], p[3], t), ab = ent_layout_between(a, b, t),
                     bc = ent_layout_between(b, c, t);
    p[1] = a;
    p[2] = ab;
    p[3] = ent_layout_between(ab, bc, t);
}

static void reverse(struct ent_point p[4])
{
    for (size_t i = 0; i < 2; i++) {
        struct ent_point held = p[i];
        p[i] = p[3 - i];
        p[3 - i] = held;
    }
}

static void cut_both(struct ent_point p[4], double from, double to)
{
    cut_behind(p, to);
    reverse(p);
    cut_behind(p, 1 - from / to);
    reverse(p);
}

/* From centre to centre, in its middle `bow` points to the right of the straight line. */
static void bend(struct ent_point p[4], double bow)
{
    double length = ent_layout_distance(p[0], p[3]), reach = bow * 4 / 3 / length;
    struct ent_point aside = {-(p[3].y - p[0].y) * reach, (p[3].x - p[0].x) * reach};
    p[1] = ent_layout_plus(ent_layout_between(p[0], p[3], 1.0 / 3), aside);
    p[2] = ent_layout_plus(ent_layout_between(p[0], p[3], 2.0 / 3), aside);
}

/* Draws a tie anew between the outlines of its nodes. None is seen where they overlap. */
static void draw_tie(const struct ent_layout_call *call, size_t row, double bow)
{
    const struct ent_layout_tie *tie = &call->task->ties[row];
    struct ent_placed_tie *placed = &call->layout->ties[row];
    struct ent_point *p = ENT_NEW(&call->run->arena, struct ent_point, 4);
    p[0] = call->layout->nodes[tie->from].centre;
    p[3] = call->layout->nodes[tie->to].centre;
    placed->label = ent_layout_between(p[0], p[3], 0.5);
    placed->curve_count = 0;
    if (ent_layout_distance(p[0], p[3]) < 1)
        return;
    bend(p, bow);
    double start = leaves(call, tie->from, p, 0, 1), end = leaves(call, tie->to, p, 1, 0);
    if (end - start < 1e-6)
        return;
    struct ent_curve *curve = ENT_NEW(&call->run->arena, struct ent_curve, 1);
    *curve = (struct ent_curve){.points = p,
                                .point_count = 4,
                                .arrow_at_from = tie->arrow_at_from,
                                .arrow_at_to = tie->arrow_at_to,
                                .from_tip = ent_layout_point_on(p, start),
                                .to_tip = ent_layout_point_on(p, end)};
    double half = (start + end) / 2, length = arrow_length * tie->arrow_size;
    placed->label = ent_layout_point_on(p, half);
    placed->curves = curve;
    placed->curve_count = 1;
    start = tie->arrow_at_from ? foot(p, start, half, length) : start;
    end = tie->arrow_at_to ? foot(p, end, fmax(start, half), length) : end;
    cut_both(p, start, end);
}

/* A tie between two nodes, without regard to its direction. */
struct pair {
    uint32_t low, high, tie;
};

static int by_ends(const void *a, const void *b)
{
    const struct pair *left = a, *right = b;
    if (left->low != right->low)
        return left->low < right->low ? -1 : 1;
    if (left->high != right->high)
        return left->high < right->high ? -1 : 1;
    return (left->tie > right->tie) - (left->tie < right->tie);
}

/* Ports and ties drawn over the shapes are left as Graphviz drew them. */
static bool keeps_ends(const struct ent_layout_tie *tie)
{
    static const char *const names[] = {"headport", "tailport", "headclip", "tailclip"};
    for (size_t i = 0; i < ENT_COUNT(names); i++)
        if (ent_layout_setting_value(tie->settings, tie->setting_count, names[i]).length > 0)
            return true;
    return tie->from == tie->to;
}

/* Ties of one pair lie side by side, as far apart as their labels need and the distance of the
 * nodes allows. */
static double gap_beside(const struct ent_layout_call *call, const struct pair *pairs, size_t count)
{
    enum { least_gap = 12 };
    struct ent_point a = call->layout->nodes[pairs->low].centre;
    struct ent_point b = call->layout->nodes[pairs->high].centre;
    double gap = least_gap, length = ent_layout_distance(a, b);
    for (size_t i = 0; i < count; i++) {
        const struct ent_layout_tie *tie = &call->task->ties[pairs[i].tie];
        double aside = (tie->label_width + 2) * length / fmax(fabs(b.y - a.y), 1e-3);
        double above = (tie->label_height + 2) * length / fmax(fabs(b.x - a.x), 1e-3);
        if (tie->label_width > 0)
            gap = fmax(gap, 1.3 * fmin(aside, above)); /* labels shift along their ties */
    }
    return count > 1 ? fmin(gap, 0.8 * length / (double)(count - 1)) : gap;
}

/* ---- around nodes of others ---- */

/* How many places of a tie, a few points apart, lie on nodes of others. */
static size_t places_on_nodes(const struct ent_layout_call *call, struct ent_space *nodes,
                              size_t row)
{
    enum { step = 5, most_places = 400, room = 5 };
    const struct ent_layout_tie *tie = &call->task->ties[row];
    const struct ent_placed_tie *placed = &call->layout->ties[row];
    size_t count = 0;
    if (placed->curve_count == 0)
        return 0;
    const struct ent_point *p = placed->curves[0].points;
    double length = ent_layout_distance(p[0], p[3]);
    size_t places = (size_t)fmin(most_places, length / step) + 1;
    for (size_t i = 0; i <= places; i++) {
        struct ent_point at = ent_layout_point_on(p, (double)i / (double)places);
        struct ent_box box = ent_box_around(at, room, room);
        size_t found = ent_space_find(nodes, box);
        for (size_t k = 0; k < found; k++) {
            uint32_t node = nodes->things[nodes->found[k]].owner;
            count += node != tie->from && node != tie->to &&
                     ent_box_meets_node(box, &call->task->nodes[node], &call->layout->nodes[node]);
        }
    }
    return count;
}

/* Bends a straight tie as little as it takes to pass the nodes of others; leaves it straight if
 * that does not help. */
static void lead_around(const struct ent_layout_call *call, struct ent_space *nodes, size_t row)
{
    static const double bows[] = {10, 16, 24, 34, 46, 60, 80};
    static const double most_bow = 0.15; /* of the length */
    const struct ent_layout_tie *tie = &call->task->ties[row];
    double length = ent_layout_distance(call->layout->nodes[tie->from].centre,
                                        call->layout->nodes[tie->to].centre);
    size_t least = places_on_nodes(call, nodes, row);
    double best = 0;
    for (size_t i = 0; least > 0 && i < ENT_COUNT(bows) && bows[i] < most_bow * length; i++)
        for (int side = 1; side >= -1; side -= 2) {
            draw_tie(call, row, side * bows[i]);
            size_t now = places_on_nodes(call, nodes, row);
            if (now * 2 < least || (now == 0 && least > 0)) {
                least = now;
                best = side * bows[i];
            }
        }
    draw_tie(call, row, best);
}

static struct ent_space space_of_nodes(const struct ent_layout_call *call)
{
    struct ent_layout_task nodes = *call->task;
    size_t count;
    nodes.tie_count = nodes.cluster_count = 0;
    const struct ent_thing *things = ent_things_of(&call->run->arena, &nodes, call->layout, &count);
    return ent_space_make(&call->run->arena, things, count);
}

static void draw_beside(const struct ent_layout_call *call, struct ent_space *nodes,
                        const struct pair *pairs, size_t count)
{
    double gap = gap_beside(call, pairs, count);
    for (size_t i = 0; i < count; i++) {
        double bow = ((double)i - (double)(count - 1) / 2) * gap;
        bool backward = call->task->ties[pairs[i].tie].from != pairs[i].low;
        draw_tie(call, pairs[i].tie, backward ? -bow : bow);
    }
    if (count == 1 && nodes)
        lead_around(call, nodes, pairs->tie);
}

static void draw_straight_ties(const struct ent_layout_call *call)
{
    enum { most_bent = 200 }; /* of more ties nobody follows a single one */
    const struct ent_layout_task *task = call->task;
    bool bends = task->tie_count <= most_bent && !call->engine->tiles;
    struct ent_space nodes = bends ? space_of_nodes(call) : (struct ent_space){0};
    struct pair *pairs = ENT_NEW(&call->run->arena, struct pair, task->tie_count);
    size_t count = 0;
    for (size_t i = 0; i < task->tie_count; i++) {
        uint32_t from = task->ties[i].from, to = task->ties[i].to;
        if (call->engine->tiles || !keeps_ends(&task->ties[i]))
            pairs[count++] =
                (struct pair){from < to ? from : to, from < to ? to : from, (uint32_t)i};
    }
    qsort(pairs, count, sizeof *pairs, by_ends);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && pairs[end].low == pairs[first].low &&
                              pairs[end].high == pairs[first].high;)
            end++;
        draw_beside(call, bends ? &nodes : NULL, pairs + first, end - first);
    }
}

static bool are_straight(const struct ent_layout_call *call, struct ent_text splines)
{
    if (call->engine->tiles)
        return !ent_text_is(splines, "none");
    return call->engine->straight && (splines.length == 0 || ent_text_is(splines, "line") ||
                                      ent_text_is(splines, "false") || ent_text_is(splines, "no"));
}

void ent_layout_mend_ties(const struct ent_layout_call *call)
{
    const struct ent_layout_task *task = call->task;
    struct ent_text splines =
        ent_layout_setting_value(task->settings, task->setting_count, "splines");
    if (are_straight(call, splines))
        draw_straight_ties(call);
}
