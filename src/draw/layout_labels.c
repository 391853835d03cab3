#include "draw/layout_labels.h"

#include "draw/layout_route.h"
#include "draw/layout_space.h"

#include <math.h>
#include <stdlib.h>

/* What a place costs. A label that lies on a node or a label is worse than any number of lines. */
static const double unbearable = 1000, slightly_better = 1e-6;
static const double price_of_line = 3, price_of_line_length = 0.6, price_of_arrow = 20;
static const double price_of_way = 8; /* from the middle of the tie to its end */
static const double price_of_manner = 4, price_of_below = 0.3, price_of_corner = 2;
static const double price_of_nearness = 0.06; /* of each point of a line of others close by */
static const double most_eaten = 0.3, price_of_eaten = 12; /* of the line, by a label upon it */
static const double least_line = 24, price_of_short_line = 0.5;
static const double room_beside = 2.5;

enum { most_rounds = 6 };

struct spot {
    struct ent_point centre;
    bool on_line; /* the line is hidden behind the label */
    bool led;
    struct ent_point from; /* where the line that leads to the label begins */
    double cost;
};

struct label {
    uint32_t tie;
    double width, height;
    struct ent_route route;
    struct ent_point engine; /* where it stood at first */
    struct spot spot;
    uint32_t next, previous; /* of the same cell; ENT_NONE at the ends */
    size_t cell;
    bool stands;
};

struct placing {
    const struct ent_layout_task *task;
    struct ent_layout *layout;
    struct ent_space space;
    struct label *labels;
    size_t count;
    bool beside;
    /* Cells as large as the largest label, so that neighbours of one are in nine of them. */
    struct ent_box extent;
    double cell_width, cell_height;
    size_t columns, rows;
    uint32_t *first; /* label of each cell */
};

static struct ent_box box_at(const struct label *label, struct ent_point centre)
{
    return ent_box_around(centre, label->width, label->height);
}

/* ---- the labels that stand ---- */

static size_t column_of(const struct placing *p, double x)
{
    double column = floor((x - p->extent.left) / p->cell_width);
    return (size_t)fmax(0, fmin(column, (double)p->columns - 1));
}

static size_t row_of(const struct placing *p, double y)
{
    double row = floor((y - p->extent.top) / p->cell_height);
    return (size_t)fmax(0, fmin(row, (double)p->rows - 1));
}

static void stand(struct placing *p, uint32_t number)
{
    struct label *label = &p->labels[number];
    struct ent_point at = label->spot.centre;
    label->cell = row_of(p, at.y) * p->columns + column_of(p, at.x);
    label->previous = ENT_NONE;
    label->next = p->first[label->cell];
    label->stands = true;
    if (label->next != ENT_NONE)
        p->labels[label->next].previous = number;
    p->first[label->cell] = number;
}

static void take_away(struct placing *p, uint32_t number)
{
    struct label *label = &p->labels[number];
    if (!label->stands)
        return;
    label->stands = false;
    if (label->next != ENT_NONE)
        p->labels[label->next].previous = label->previous;
    if (label->previous != ENT_NONE)
        p->labels[label->previous].next = label->next;
    else
        p->first[label->cell] = label->next;
}

/* Does a label stand in the box, or on the way where there is one? */
static bool is_taken(const struct placing *p, struct ent_box box, const struct ent_point *way)
{
    size_t left = column_of(p, box.left - p->cell_width / 2);
    size_t right = column_of(p, box.right + p->cell_width / 2);
    size_t bottom = row_of(p, box.bottom + p->cell_height / 2);
    for (size_t row = row_of(p, box.top - p->cell_height / 2); row <= bottom; row++)
        for (size_t column = left; column <= right; column++)
            for (uint32_t i = p->first[row * p->columns + column]; i != ENT_NONE;
                 i = p->labels[i].next) {
                struct ent_box taken = box_at(&p->labels[i], p->labels[i].spot.centre);
                if (way ? ent_length_inside(taken, way[0], way[1]) > 0 : ent_boxes_meet(box, taken))
                    return true;
            }
    return false;
}

/* ---- what a place costs ---- */

static double cost_of_line(const struct label *label, const struct spot *spot,
                           const struct ent_thing *line)
{
    bool arrow = line->half > 3, own = line->owner == label->tie;
    struct ent_box box = ent_box_grown(box_at(label, spot->centre), line->half - 2, line->half);
    double length = ent_length_inside(box, line->a, line->b);
    if (length <= 0 && !own)
        return price_of_nearness * ent_length_inside(ent_box_grown(box, 8, 6), line->a, line->b);
    if (length <= 0 || (own && spot->on_line && !arrow))
        return 0;
    return arrow ? price_of_arrow : price_of_line + price_of_line_length * length;
}

static double cost_of_thing(const struct placing *p, const struct label *label,
                            const struct spot *spot, const struct ent_thing *thing)
{
    struct ent_box box = ent_box_grown(box_at(label, spot->centre), -2, 1);
    const struct ent_layout_node *node = &p->task->nodes[thing->owner];
    if (thing->kind == ENT_THING_LINE)
        return cost_of_line(label, spot, thing);
    struct ent_box taken = {thing->a.x, thing->a.y, thing->b.x, thing->b.y};
    if (!ent_boxes_meet(box, taken))
        return 0;
    if (thing->kind == ENT_THING_NODE &&
        !ent_box_meets_node(box, node, &p->layout->nodes[thing->owner]))
        return price_of_corner;
    return unbearable;
}

/* Stops when it is more than `most`, or unbearable: how much so is all the same. */
static double cost_of_surroundings(struct placing *p, const struct label *label,
                                   const struct spot *spot, double most)
{
    struct ent_box box = box_at(label, spot->centre);
    double cost = 0;
    if (is_taken(p, ent_box_grown(box, -1, 1), NULL))
        return unbearable;
    most = fmin(most, unbearable);
    size_t count = ent_space_find(&p->space, ent_box_grown(box, 6, 6));
    for (size_t i = 0; i < count && cost <= most; i++)
        cost += cost_of_thing(p, label, spot, &p->space.things[p->space.found[i]]);
    return cost;
}

/* Of a line that its own label hides there must be enough left to see. */
static double cost_of_hiding(const struct label *label, const struct spot *spot)
{
    const struct ent_route *route = &label->route;
    double hidden = 0;
    for (size_t i = 1; i < route->count; i++)
        hidden +=
            ent_length_inside(box_at(label, spot->centre), route->points[i - 1], route->points[i]);
    double part = route->length > 0 ? hidden / route->length : 1;
    return price_of_eaten * fmax(0, part - most_eaten) +
           price_of_short_line * fmax(0, least_line - (route->length - hidden));
}

static void try_spot(struct placing *p, const struct label *label, struct spot spot,
                     struct spot *best)
{
    spot.centre.x = floor(spot.centre.x * 8 + 0.5) / 8;
    spot.centre.y = floor(spot.centre.y * 8 + 0.5) / 8;
    if (spot.on_line)
        spot.cost += cost_of_hiding(label, &spot);
    if (spot.cost >= best->cost)
        return;
    spot.cost += cost_of_surroundings(p, label, &spot, best->cost - spot.cost);
    if (spot.cost < best->cost - slightly_better)
        *best = spot;
}

/* ---- places at the tie ---- */

static void try_beside(struct placing *p, const struct label *label, struct ent_point at,
                       struct ent_point along, double cost, struct spot *best)
{
    double half = p->task->ties[label->tie].pen_width / 2;
    double reach = (fabs(along.y) * label->width + fabs(along.x) * label->height) / 2;
    reach += room_beside + half;
    for (int side = -1; side <= 1; side += 2) {
        struct spot spot = {
            .centre = {at.x - side * along.y * reach, at.y + side * along.x * reach}, .cost = cost};
        spot.cost += spot.centre.y > at.y ? price_of_below : 0;
        try_spot(p, label, spot, best);
    }
}

static const double ways[] = {0,     0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.24,
                              -0.24, 0.3,  -0.3,  0.36, -0.36, 0.41, -0.41};

static struct spot best_at_tie(struct placing *p, const struct label *label)
{
    struct spot best = {.centre = label->engine, .cost = INFINITY};
    if (p->beside)
        try_spot(p, label, (struct spot){.centre = label->engine}, &best);
    for (size_t i = 0; i < ENT_COUNT(ways); i++) {
        struct ent_point along, at = ent_route_point(&label->route, 0.5 + ways[i], &along);
        double cost = price_of_way * 2 * fabs(ways[i]);
        try_spot(p, label,
                 (struct spot){.centre = at,
                               .on_line = true,
                               .cost = cost + (p->beside ? price_of_manner : 0)},
                 &best);
        try_beside(p, label, at, along, cost + (p->beside ? 0 : price_of_manner), &best);
    }
    return best;
}

/* ---- places apart, with a line that leads there ---- */

static bool is_free_way(struct placing *p, struct ent_point from, struct ent_point to)
{
    struct ent_box box = ent_box_around(from, 2, 2);
    ent_box_include(&box, ent_box_around(to, 2, 2));
    size_t count = ent_space_find(&p->space, box);
    for (size_t i = 0; i < count; i++) {
        const struct ent_thing *thing = &p->space.things[p->space.found[i]];
        struct ent_box taken = {thing->a.x, thing->a.y, thing->b.x, thing->b.y};
        if (thing->kind != ENT_THING_LINE && ent_length_inside(taken, from, to) > 0)
            return false;
    }
    return !is_taken(p, box, (const struct ent_point[]){from, to});
}

static void try_apart(struct placing *p, const struct label *label, double way, int step,
                      struct spot *best)
{
    static const double round[8][2] = {{0, -1},     {0.7, -0.7}, {-0.7, -0.7}, {0.7, 0.7},
                                       {-0.7, 0.7}, {0, 1},      {1, 0},       {-1, 0}};
    struct ent_point along, at = ent_route_point(&label->route, 0.5 + way, &along);
    for (size_t i = 0; i < ENT_COUNT(round); i++) {
        struct spot found = *best;
        struct spot spot = {.centre = {at.x + round[i][0] * (label->width / 2 + 9.0 * step),
                                       at.y + round[i][1] * (label->height / 2 + 9.0 * step)},
                            .led = true,
                            .from = at,
                            .cost = 6 * step + price_of_way * 2 * fabs(way)};
        try_spot(p, label, spot, &found);
        if (found.cost < best->cost && is_free_way(p, at, found.centre))
            *best = found;
    }
}

static struct spot best_apart(struct placing *p, const struct label *label)
{
    enum { most_steps = 8 };
    struct spot best = {.centre = label->engine, .cost = unbearable};
    for (int step = 1; step <= most_steps; step++)
        for (size_t i = 0; i < 9; i += 2)
            try_apart(p, label, ways[i], step, &best);
    return best;
}

/* ---- all labels ---- */

static void collect(struct ent_arena *arena, struct placing *p)
{
    p->labels = ENT_NEW(arena, struct label, p->task->tie_count + 1);
    for (uint32_t i = 0; i < p->task->tie_count; i++) {
        const struct ent_layout_tie *tie = &p->task->ties[i];
        const struct ent_placed_tie *placed = &p->layout->ties[i];
        if (tie->label_width > 0 && tie->label_height > 0 && placed->curve_count > 0)
            p->labels[p->count++] = (struct label){.tie = i,
                                                   .width = tie->label_width,
                                                   .height = tie->label_height,
                                                   .route = ent_route_of(arena, placed),
                                                   .engine = placed->label};
    }
}

static int by_number(double a, double b)
{
    return (a > b) - (a < b);
}

/* Large ones first, since they find a place in the least places. */
static int by_size(const void *a, const void *b)
{
    const struct label *left = a, *right = b;
    struct ent_point here = left->route.points[0], there = right->route.points[0];
    struct ent_point end = left->route.points[left->route.count - 1];
    struct ent_point other_end = right->route.points[right->route.count - 1];
    int orders[] = {by_number(right->width * right->height, left->width * left->height),
                    by_number(left->engine.y, right->engine.y),
                    by_number(left->engine.x, right->engine.x),
                    by_number(here.y, there.y),
                    by_number(here.x, there.x),
                    by_number(end.y, other_end.y),
                    by_number(end.x, other_end.x),
                    by_number(left->width, right->width)};
    for (size_t i = 0; i < ENT_COUNT(orders); i++)
        if (orders[i] != 0)
            return orders[i];
    return (left->tie > right->tie) - (left->tie < right->tie);
}

static void size_cells(struct ent_arena *arena, struct placing *p)
{
    enum { most = 1 << 10 };
    p->extent = ent_box_empty();
    for (size_t i = 0; i < p->count; i++) {
        const struct label *label = &p->labels[i];
        p->cell_width = fmax(p->cell_width, label->width + 4);
        p->cell_height = fmax(p->cell_height, label->height + 4);
        for (size_t k = 0; k < label->route.count; k++)
            ent_box_include(&p->extent, box_at(label, label->route.points[k]));
    }
    double width = p->extent.right - p->extent.left, height = p->extent.bottom - p->extent.top;
    p->cell_width = fmax(p->cell_width, width / most);
    p->cell_height = fmax(p->cell_height, height / most);
    p->columns = (size_t)(width / p->cell_width) + 1;
    p->rows = (size_t)(height / p->cell_height) + 1;
    p->first = ENT_NEW(arena, uint32_t, p->columns * p->rows);
    for (size_t i = 0; i < p->columns * p->rows; i++)
        p->first[i] = ENT_NONE;
}

static void improve(struct placing *p)
{
    bool changed = true;
    for (int round = 0; changed && round < most_rounds; round++) {
        changed = false;
        for (uint32_t i = 0; i < p->count; i++) {
            struct label *label = &p->labels[i];
            struct ent_point before = label->spot.centre;
            bool stood = label->stands;
            take_away(p, i);
            label->spot = best_at_tie(p, label);
            stand(p, i);
            changed |= !stood || ent_layout_distance(before, label->spot.centre) > 0.01;
        }
    }
}

/* What stands badly goes, all of it at once, and looks for what is free then. */
static struct ent_label_losses lead_apart(struct placing *p)
{
    enum { most_led = 200 }; /* of more lines that lead nobody follows one */
    struct ent_label_losses losses = {0};
    size_t homeless = 0;
    for (uint32_t i = 0; i < p->count; i++)
        if (p->labels[i].spot.cost >= unbearable) {
            take_away(p, i);
            homeless++;
        }
    for (uint32_t i = 0; i < p->count; i++) {
        struct label *label = &p->labels[i];
        if (label->stands)
            continue;
        label->spot = best_at_tie(p, label);
        if (label->spot.cost >= unbearable && homeless <= most_led)
            label->spot = best_apart(p, label);
        if (label->spot.cost < unbearable)
            stand(p, i);
        losses.led += label->stands && label->spot.led;
        losses.left_out += !label->stands;
    }
    return losses;
}

static void write_places(const struct placing *p)
{
    for (size_t i = 0; i < p->count; i++) {
        const struct label *label = &p->labels[i];
        struct ent_placed_tie *tie = &p->layout->ties[label->tie];
        tie->label = label->spot.centre;
        tie->label_led = label->stands && label->spot.led;
        tie->label_from = label->spot.from;
        tie->label_left_out = !label->stands;
    }
}

struct ent_label_losses ent_layout_place_labels(struct ent_arena *arena,
                                                const struct ent_layout_task *task,
                                                struct ent_layout *layout, bool beside)
{
    struct placing p = {.task = task, .layout = layout, .beside = beside};
    struct ent_label_losses losses = {0};
    size_t things;
    collect(arena, &p);
    if (p.count == 0)
        return losses;
    qsort(p.labels, p.count, sizeof *p.labels, by_size);
    const struct ent_thing *all = ent_things_of(arena, task, layout, &things);
    p.space = ent_space_make(arena, all, things);
    size_cells(arena, &p);
    improve(&p);
    losses = lead_apart(&p);
    write_places(&p);
    return losses;
}
