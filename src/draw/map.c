#include "draw/coast.h"
#include "draw/crowd.h"
#include "draw/layout_geometry.h"
#include "draw/places.h"
#include "draw/shape.h"
#include "draw/view.h"

#include <math.h>

enum { name_size = 9, most_names = 400 };

static const double name_wrap = 110;
static const double map_width = 600, tallest = 520, least_height = 260;
static const double widest_shape = 2.4;  /* width over height */
static const double least_extent = 0.06; /* radians: one place is shown with what is around it */
static const double margin_part = 0.09;  /* of the extent, on each side */
static const double mark_size = 8, round_size = 7, flag_size = 12;

/* ---- the window ---- */

struct extent {
    double left, top, right, bottom;
};

static struct extent extent_of(const struct ent_projection *projection,
                               const struct ent_spot *spots, size_t count)
{
    struct extent extent = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < count; i++) {
        struct ent_spot seen = spots[i];
        seen.longitude = ent_longitude_near(projection, seen.longitude);
        struct ent_point at = ent_project(projection, seen);
        extent.left = fmin(extent.left, at.x);
        extent.right = fmax(extent.right, at.x);
        extent.top = fmin(extent.top, at.y);
        extent.bottom = fmax(extent.bottom, at.y);
    }
    return extent;
}

static void widen(double *from, double *to, double least)
{
    double missing = fmax(0, least - (*to - *from)) / 2;
    *from -= missing;
    *to += missing;
}

/* What is shown, with a margin; neither too flat nor too tall for a page. */
static struct ent_map_window window_for(const struct ent_spot *spots, size_t count, double scale)
{
    struct ent_map_window window = {.projection = ent_projection_for(spots, count)};
    struct extent e = extent_of(&window.projection, spots, count);
    widen(&e.left, &e.right, least_extent);
    widen(&e.top, &e.bottom, least_extent);
    double margin = margin_part * fmax(e.right - e.left, e.bottom - e.top);
    widen(&e.left, &e.right, e.right - e.left + 2 * margin);
    widen(&e.top, &e.bottom, e.bottom - e.top + 2 * margin);
    widen(&e.left, &e.right, (e.bottom - e.top) * map_width / tallest);
    widen(&e.top, &e.bottom, (e.right - e.left) / widest_shape);
    window.scale = scale * map_width / (e.right - e.left);
    window.shift = (struct ent_point){-e.left * window.scale, -e.top * window.scale};
    window.width = ceil(scale * map_width);
    window.height = ceil(fmax((e.bottom - e.top) * window.scale, scale * least_height));
    window.shift.y += (window.height - (e.bottom - e.top) * window.scale) / 2;
    return window;
}

/* ---- marks ---- */

struct map {
    struct ent_run *run;
    const struct ent_plan *plan;
    struct ent_layout *layout;
    const struct ent_place_of *places;
    struct ent_map_window window;
    struct ent_point *at; /* of each planned node that has a place */
    bool *untold;         /* ties that cannot be drawn */
};

/* Nodes of one place stand around it, the first one on it. */
static void place_marks(struct map *m)
{
    const double turn = 2.399963; /* the golden angle */
    for (size_t i = 0; i < m->plan->node_count; i++) {
        size_t before = 0;
        if (!m->places[i].known)
            continue;
        struct ent_point at = ent_map_point(&m->window, m->places[i].spot);
        for (size_t k = 0; k < i; k++)
            if (m->places[k].known) {
                struct ent_point other = ent_map_point(&m->window, m->places[k].spot);
                before += hypot(other.x - at.x, other.y - at.y) < 0.5;
            }
        double away = before == 0 ? 0 : mark_size * sqrt((double)before) + 1;
        m->at[i] = (struct ent_point){at.x + away * cos(turn * (double)before),
                                      at.y + away * sin(turn * (double)before)};
    }
}

static double size_of(const struct ent_plan_node *node)
{
    if (node->flag)
        return flag_size;
    return node->look.shape->form == ENT_FORM_ELLIPSE ? round_size : mark_size;
}

/* ---- ties ---- */

/* A gentle curve, bent to the pole of its half of the page; ties of the same ends are bent more. */
static void bend(struct ent_point from, struct ent_point to, size_t twins, struct ent_point *curve)
{
    double dx = to.x - from.x, dy = to.y - from.y, way = dx > 0 || (dx == 0 && dy > 0) ? 1 : -1;
    double part = 0.14 + 0.09 * (double)twins;
    struct ent_point top = {(from.x + to.x) / 2 + way * dy * part,
                            (from.y + to.y) / 2 - way * dx * part};
    curve[0] = from;
    curve[1] =
        (struct ent_point){from.x + (top.x - from.x) * 2 / 3, from.y + (top.y - from.y) * 2 / 3};
    curve[2] = (struct ent_point){to.x + (top.x - to.x) * 2 / 3, to.y + (top.y - to.y) * 2 / 3};
    curve[3] = to;
}

/* How far along the curve it is `away` from its start (`forward`) or its end. */
static double leaving(const struct ent_point curve[4], bool forward, double away)
{
    struct ent_point from = forward ? curve[0] : curve[3];
    double t = 0;
    for (int step = 0; step <= 200 && t < 0.5; step++) {
        t = 0.0025 * step;
        struct ent_point at = ent_layout_point_on(curve, forward ? t : 1 - t);
        if (hypot(at.x - from.x, at.y - from.y) >= away)
            break;
    }
    return forward ? t : 1 - t;
}

/* The part of a curve between two of its points (blossoming). */
static void part_of(const struct ent_point p[4], double from, double to, struct ent_point *part)
{
    const double ts[4][3] = {{from, from, from}, {from, from, to}, {from, to, to}, {to, to, to}};
    for (int i = 0; i < 4; i++) {
        struct ent_point q[4] = {p[0], p[1], p[2], p[3]};
        for (int level = 0; level < 3; level++)
            for (int k = 0; k < 3 - level; k++) {
                double t = ts[i][level];
                q[k] = (struct ent_point){q[k].x + (q[k + 1].x - q[k].x) * t,
                                          q[k].y + (q[k + 1].y - q[k].y) * t};
            }
        part[i] = q[0];
    }
}

static void draw_tie(struct map *m, size_t number, size_t twins)
{
    const struct ent_plan_tie *tie = &m->plan->ties[number];
    struct ent_arena *arena = &m->run->arena;
    struct ent_point whole[4];
    bool tail = tie->look.from.arrow != ENT_ARROW_NONE, head = tie->look.to.arrow != ENT_ARROW_NONE;
    double arrow = 7 * fmin(1.2, tie->look.arrow_size);
    double start = size_of(&m->plan->nodes[tie->from]) / 2 + 1;
    double end = size_of(&m->plan->nodes[tie->to]) / 2 + 1;
    bend(m->at[tie->from], m->at[tie->to], twins, whole);
    double first = leaving(whole, true, start + (tail ? arrow : 0));
    double last = leaving(whole, false, end + (head ? arrow : 0));
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 4);
    part_of(whole, first, last, points);
    struct ent_curve *curve = ENT_NEW(arena, struct ent_curve, 1);
    *curve = (struct ent_curve){.points = points,
                                .point_count = 4,
                                .arrow_at_from = tail,
                                .arrow_at_to = head,
                                .from_tip = ent_layout_point_on(whole, leaving(whole, true, start)),
                                .to_tip = ent_layout_point_on(whole, leaving(whole, false, end))};
    m->layout->ties[number] = (struct ent_placed_tie){
        .curves = curve, .curve_count = 1, .label = ent_layout_point_on(whole, 0.5)};
}

static void draw_ties(struct map *m)
{
    const struct ent_plan *plan = m->plan;
    for (size_t i = 0; i < plan->tie_count; i++) {
        const struct ent_plan_tie *tie = &plan->ties[i];
        size_t twins = 0;
        m->untold[i] =
            !m->places[tie->from].known || !m->places[tie->to].known || tie->from == tie->to;
        if (m->untold[i]) {
            m->layout->ties[i].drawn = ent_view_nothing(&m->run->arena);
            continue;
        }
        for (size_t k = 0; k < i; k++) {
            uint32_t from = plan->ties[k].from, to = plan->ties[k].to;
            twins += (from == tie->from && to == tie->to) || (from == tie->to && to == tie->from);
        }
        draw_tie(m, i, twins);
    }
}

/* ---- labels ---- */

static struct ent_room room_of(struct ent_point at, double size)
{
    return (struct ent_room){at.x - size / 2, at.y - size / 2, at.x + size / 2, at.y + size / 2};
}

static struct ent_crowd crowd_of(const struct map *m)
{
    const struct ent_plan *plan = m->plan;
    struct ent_crowd crowd = ent_crowd_begin(&m->run->arena, m->window.width, m->window.height);
    for (size_t i = 0; i < plan->node_count; i++)
        if (m->places[i].known)
            ent_crowd_take(&crowd, room_of(m->at[i], size_of(&plan->nodes[i]) + 1));
    for (size_t i = 0; i < plan->tie_count; i++)
        if (!m->untold[i])
            ent_crowd_pass(&crowd, m->layout->ties[i].curves[0].points);
    return crowd;
}

struct name {
    struct ent_label label;
    struct ent_crowd_name placed;
    size_t ties; /* the busiest come first */
};

/* The next node to be named: with the most ties, then in canonical order; ENT_NONE at the end. */
static uint32_t next_name(const struct map *m, const struct name *names, const bool *done)
{
    uint32_t next = ENT_NONE;
    for (uint32_t i = 0; i < m->plan->node_count; i++)
        if (m->places[i].known && !done[i] &&
            (next == ENT_NONE || names[i].ties > names[next].ties))
            next = i;
    return next;
}

/* Names, the busiest first, then what stands on ties. False if a name finds no room. */
static bool place_labels(struct map *m, struct name *names, bool far)
{
    const struct ent_plan *plan = m->plan;
    struct ent_crowd crowd = crowd_of(m);
    bool *done = ENT_NEW(&m->run->arena, bool, plan->node_count + 1);
    for (uint32_t i; (i = next_name(m, names, done)) != ENT_NONE;) {
        done[i] = true;
        if (names[i].label.line_count > 0 &&
            !ent_crowd_name(&crowd, m->at[i], size_of(&plan->nodes[i]) / 2 + 2.5, &names[i].label,
                            far, &names[i].placed))
            return false;
    }
    for (size_t i = 0; i < plan->tie_count; i++) {
        struct ent_placed_tie *tie = &m->layout->ties[i];
        const struct ent_label *label = &plan->ties[i].label;
        if (!m->untold[i] && label->line_count > 0)
            tie->label_left_out =
                !ent_crowd_saying(&crowd, tie->curves[0].points, label, &tie->label);
    }
    return true;
}

static bool lacks_label(const struct map *m)
{
    for (size_t i = 0; i < m->plan->tie_count; i++)
        if (m->layout->ties[i].label_left_out)
            return true;
    return false;
}

static struct name *make_names(const struct map *m)
{
    const struct ent_plan *plan = m->plan;
    struct name *names = ENT_NEW(&m->run->arena, struct name, plan->node_count + 1);
    for (size_t i = 0; i < plan->node_count; i++)
        names[i].label =
            ent_view_label(m->run, plan, &plan->nodes[i].label, name_size, false, name_wrap);
    for (size_t i = 0; i < plan->tie_count; i++) {
        names[plan->ties[i].from].ties++;
        names[plan->ties[i].to].ties++;
    }
    return names;
}

/* A larger map has more room between its marks; at last names may stand apart. */
static bool lay_out(struct map *m, const struct ent_spot *spots, size_t count, struct name *names)
{
    static const double scales[] = {1, 1.15, 1.3};
    for (size_t i = 0; i < ENT_COUNT(scales); i++) {
        m->window = window_for(spots, count, scales[i]);
        place_marks(m);
        draw_ties(m);
        if (place_labels(m, names, false) && !lacks_label(m))
            return true;
    }
    for (size_t i = 0; i < 2 * ENT_COUNT(scales); i++) {
        m->window = window_for(spots, count, scales[i % 3] * (i < 3 ? 1 : 1.5));
        place_marks(m);
        draw_ties(m);
        if (place_labels(m, names, true) && (i >= 3 || !lacks_label(m)))
            return true;
    }
    return false;
}

/* ---- all ---- */

static void draw_land(struct map *m)
{
    const struct ent_plan *plan = m->plan;
    struct ent_sketch sketch = ent_sketch_begin(m->run, plan);
    size_t count;
    struct ent_path *land =
        ent_coast_paths(&m->run->arena, &m->window, ent_view_colour(plan->theme, ENT_VIEW_LAND),
                        ent_view_colour(plan->theme, ENT_VIEW_PAPER), &count);
    ent_sketch_paths(&sketch, land, count);
    ent_sketch_box(&sketch, (struct ent_room){0, 0, m->window.width, m->window.height},
                   (struct ent_colour){0}, ent_view_pen(plan, ENT_VIEW_RULE, 0.5));
    ent_view_guide(m->run, m->layout, &sketch, "map");
}

static void draw_node(struct map *m, size_t number, const struct name *name)
{
    const struct ent_plan_node *node = &m->plan->nodes[number];
    struct ent_sketch sketch = ent_sketch_begin(m->run, m->plan);
    double size = size_of(node);
    if (name->placed.led)
        ent_sketch_line(&sketch, m->at[number], name->placed.foot,
                        ent_view_pen(m->plan, ENT_VIEW_RULE, 0.6));
    ent_sketch_glyph(&sketch, node, &m->layout->nodes[number], m->at[number], size,
                     node->flag ? size / ENT_FLAG_ASPECT : size);
    ent_sketch_label(&sketch, &name->label, name->placed.top, name->placed.anchor, ENT_VIEW_INK);
    for (size_t i = 0; i < sketch.mark->word_count; i++) /* lines pass behind it */
        sketch.mark->words[i].halo = ent_view_colour(m->plan->theme, ENT_VIEW_PAPER);
    m->layout->nodes[number].drawn = sketch.mark;
}

static void tell_rest(struct map *m)
{
    struct ent_arena *arena = &m->run->arena;
    const struct ent_plan *plan = m->plan;
    bool *aside = ENT_NEW(arena, bool, plan->node_count + 1);
    size_t ties, nodes = 0;
    struct ent_text relations = ent_view_relations(m->run, plan, m->untold, &ties);
    for (size_t i = 0; i < plan->node_count; i++)
        nodes += aside[i] = !m->places[i].known;
    double bottom = ent_view_aside(m->run, plan, m->layout, aside, ENT_TEXT("Without a place"),
                                   m->window.width, m->window.height);
    if (ties > 0)
        bottom =
            ent_view_remark(m->run, plan, m->layout,
                            ENT_FORM(arena, "Without a line on the map: {}: {}.",
                                     ent_words_of_count(arena, ties, "tie", "ties"), relations),
                            m->window.width, bottom);
    if (nodes > 0)
        ent_report(m->run, ENT_N707, ENT_NOWHERE, ENT_NO_HINT,
                   ENT_FORM(arena, "{} {}", ent_words_of_count(arena, nodes, "node", "nodes"),
                            nodes == 1 ? ENT_TEXT("has") : ENT_TEXT("have")));
    m->layout->height = ceil(bottom);
}

static bool refuse(const struct map *m, size_t count)
{
    struct ent_arena *arena = &m->run->arena;
    if (!ent_coast_linked())
        return ent_view_refuse(m->run, m->plan,
                               ENT_TEXT("this program was built without coastlines"),
                               ENT_TEXT("scripts/setup installs them; then build again"));
    if (count == 0)
        return ent_view_refuse(
            m->run, m->plan, ENT_TEXT("nothing that is shown has a longitude and a latitude"),
            ENT_TEXT("they are taken from the columns lon and lat, or as the schema says (lon, "
                     "lat)"));
    return ent_view_refuse(
        m->run, m->plan,
        ENT_FORM(arena, "the names of {} places find no room",
                 ent_text_number(arena, (int64_t)count)),
        ENT_TEXT("--ego, --type or --where show fewer, --node-label=none shows no names"));
}

bool ent_map_place(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout)
{
    struct ent_arena *arena = &run->arena;
    struct ent_place_of *places = ENT_NEW(arena, struct ent_place_of, plan->node_count + 1);
    struct ent_spot *spots = ENT_NEW(arena, struct ent_spot, plan->node_count + 1);
    struct map m = {.run = run, .plan = plan, .layout = layout, .places = places};
    size_t count = 0;
    if (!ent_places_read(run, plan, places))
        return false;
    for (size_t i = 0; i < plan->node_count; i++)
        if (places[i].known)
            spots[count++] = places[i].spot;
    m.at = ENT_NEW(arena, struct ent_point, plan->node_count + 1);
    m.untold = ENT_NEW(arena, bool, plan->tie_count + 1);
    struct name *names = make_names(&m);
    if (!ent_coast_linked() || count == 0 || count > most_names ||
        !lay_out(&m, spots, count, names))
        return refuse(&m, count);
    draw_land(&m);
    for (size_t i = 0; i < plan->node_count; i++)
        if (places[i].known)
            draw_node(&m, i, &names[i]);
    layout->width = m.window.width;
    tell_rest(&m);
    return true;
}
