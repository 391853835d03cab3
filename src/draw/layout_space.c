#include "draw/layout_space.h"

#include <math.h>

enum { cell_size = 48, most_cells = 1 << 20, pieces_of_curve = 8 };

/* ---- the grid ---- */

static struct ent_box box_of(const struct ent_thing *thing)
{
    struct ent_point a = thing->a, b = thing->b;
    struct ent_box box = {fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
    return ent_box_grown(box, thing->half, thing->half);
}

struct cells {
    size_t left, top, right, bottom; /* the last two are within */
};

static size_t cell_at(double distance, double cell, size_t count)
{
    double number = floor(distance / cell);
    return number <= 0 ? 0 : number >= (double)count ? count - 1 : (size_t)number;
}

static struct cells cells_of(const struct ent_space *space, struct ent_box box)
{
    struct ent_box extent = space->extent;
    return (struct cells){cell_at(box.left - extent.left, space->cell, space->columns),
                          cell_at(box.top - extent.top, space->cell, space->rows),
                          cell_at(box.right - extent.left, space->cell, space->columns),
                          cell_at(box.bottom - extent.top, space->cell, space->rows)};
}

static bool passes(const struct ent_space *space, const struct ent_thing *thing, size_t column,
                   size_t row)
{
    if (thing->kind != ENT_THING_LINE)
        return true;
    double left = space->extent.left + (double)column * space->cell;
    double top = space->extent.top + (double)row * space->cell;
    struct ent_box cell = {left, top, left + space->cell, top + space->cell};
    cell = ent_box_grown(cell, thing->half + 1, thing->half + 1);
    return ent_length_inside(cell, thing->a, thing->b) > 0;
}

/* Enters a thing into its cells; without `entries`, only counts. */
static void enter(struct ent_space *space, uint32_t number, bool counting)
{
    const struct ent_thing *thing = &space->things[number];
    struct cells cells = cells_of(space, box_of(thing));
    bool small = (cells.right - cells.left + 1) * (cells.bottom - cells.top + 1) <= 4;
    for (size_t row = cells.top; row <= cells.bottom; row++)
        for (size_t column = cells.left; column <= cells.right; column++) {
            size_t cell = row * space->columns + column;
            if (!small && !passes(space, thing, column, row))
                continue;
            if (!counting)
                space->entries[space->starts[cell]] = number;
            space->starts[cell + counting]++;
        }
}

static void size_grid(struct ent_space *space)
{
    struct ent_box extent = ent_box_empty();
    for (size_t i = 0; i < space->thing_count; i++)
        ent_box_include(&extent, box_of(&space->things[i]));
    if (space->thing_count == 0)
        extent = (struct ent_box){0};
    double width = extent.right - extent.left, height = extent.bottom - extent.top;
    space->extent = extent;
    space->cell = fmax(cell_size, sqrt(width * height / most_cells));
    space->cell = fmax(space->cell, fmax(width, height) / most_cells);
    space->columns = (size_t)(width / space->cell) + 1;
    space->rows = (size_t)(height / space->cell) + 1;
}

struct ent_space ent_space_make(struct ent_arena *arena, const struct ent_thing *things,
                                size_t count)
{
    struct ent_space space = {.things = things, .thing_count = count};
    size_grid(&space);
    size_t cells = space.columns * space.rows;
    space.starts = ENT_NEW(arena, uint32_t, cells + 2);
    space.seen = ENT_NEW(arena, uint32_t, count + 1);
    space.found = ENT_NEW(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        enter(&space, i, true);
    for (size_t i = 0; i < cells; i++)
        space.starts[i + 1] += space.starts[i];
    space.entries = ENT_NEW(arena, uint32_t, space.starts[cells] + 1);
    for (uint32_t i = 0; i < count; i++)
        enter(&space, i, false);
    memmove(space.starts + 1, space.starts, cells * sizeof *space.starts);
    space.starts[0] = 0;
    return space;
}

size_t ent_space_find(struct ent_space *space, struct ent_box box)
{
    size_t count = 0;
    struct cells cells = cells_of(space, box);
    space->turn++;
    for (size_t row = cells.top; row <= cells.bottom; row++)
        for (size_t column = cells.left; column <= cells.right; column++) {
            size_t cell = row * space->columns + column;
            for (size_t i = space->starts[cell]; i < space->starts[cell + 1]; i++) {
                uint32_t thing = space->entries[i];
                if (space->seen[thing] == space->turn)
                    continue;
                space->seen[thing] = space->turn;
                if (ent_boxes_meet(box, box_of(&space->things[thing])))
                    space->found[count++] = thing;
            }
        }
    return count;
}

/* ---- things ---- */

static void add_line(struct ent_thing *things, size_t *count, uint32_t tie, struct ent_point a,
                     struct ent_point b, double half)
{
    things[(*count)++] = (struct ent_thing){ENT_THING_LINE, tie, a, b, half};
}

static void add_tie(struct ent_thing *things, size_t *count, uint32_t row,
                    const struct ent_layout_tie *tie, const struct ent_placed_tie *placed)
{
    double half = tie->pen_width / 2, arrow = 3.5 * tie->arrow_size;
    for (size_t i = 0; i < placed->curve_count; i++) {
        const struct ent_curve *curve = &placed->curves[i];
        for (size_t piece = 0; piece + 3 < curve->point_count; piece += 3) {
            const struct ent_point *p = curve->points + piece;
            for (int step = 0; step < pieces_of_curve; step++)
                add_line(things, count, row, ent_layout_point_on(p, step / (double)pieces_of_curve),
                         ent_layout_point_on(p, (step + 1) / (double)pieces_of_curve), half);
        }
        if (curve->arrow_at_from)
            add_line(things, count, row, curve->from_tip, curve->points[0], arrow);
        if (curve->arrow_at_to)
            add_line(things, count, row, curve->points[curve->point_count - 1], curve->to_tip,
                     arrow);
    }
}

static size_t most_lines(const struct ent_placed_tie *tie)
{
    size_t count = 0;
    for (size_t i = 0; i < tie->curve_count; i++)
        count += tie->curves[i].point_count / 3 * pieces_of_curve + 2;
    return count;
}

static void add_box(struct ent_thing *things, size_t *count, enum ent_thing_kind kind, size_t row,
                    struct ent_box box)
{
    things[(*count)++] =
        (struct ent_thing){kind, (uint32_t)row, {box.left, box.top}, {box.right, box.bottom}, 0};
}

const struct ent_thing *ent_things_of(struct ent_arena *arena, const struct ent_layout_task *task,
                                      const struct ent_layout *layout, size_t *count)
{
    size_t most = task->node_count + task->cluster_count;
    for (size_t i = 0; i < task->tie_count; i++)
        most += most_lines(&layout->ties[i]);
    struct ent_thing *things = ENT_NEW(arena, struct ent_thing, most + 1);
    *count = 0;
    for (size_t i = 0; i < task->node_count; i++) {
        const struct ent_placed_node *node = &layout->nodes[i];
        add_box(things, count, ENT_THING_NODE, i,
                ent_box_around(node->centre, node->width, node->height));
    }
    for (size_t i = 0; i < task->cluster_count; i++)
        if (layout->clusters[i].width > 0)
            add_box(things, count, ENT_THING_CLUSTER_LABEL, i,
                    ent_box_around(layout->clusters[i].label, task->clusters[i].label_width,
                                   task->clusters[i].label_height));
    for (size_t i = 0; i < task->tie_count; i++)
        add_tie(things, count, (uint32_t)i, &task->ties[i], &layout->ties[i]);
    return things;
}

/* ---- what meets what ---- */

/* Of the way from `from` to `from + by` the part between `low` and `high`. */
static void clip(double from, double by, double low, double high, double *enters, double *leaves)
{
    if (fabs(by) < 1e-9) {
        if (from < low || from > high)
            *leaves = -1;
        return;
    }
    double first = (low - from) / by, last = (high - from) / by;
    *enters = fmax(*enters, fmin(first, last));
    *leaves = fmin(*leaves, fmax(first, last));
}

double ent_length_inside(struct ent_box box, struct ent_point a, struct ent_point b)
{
    double enters = 0, leaves = 1;
    clip(a.x, b.x - a.x, box.left, box.right, &enters, &leaves);
    clip(a.y, b.y - a.y, box.top, box.bottom, &enters, &leaves);
    return leaves > enters ? (leaves - enters) * ent_layout_distance(a, b) : 0;
}

static bool meets_ellipse(struct ent_box box, const struct ent_placed_node *node)
{
    double x = fmax(box.left, fmin(node->centre.x, box.right)) - node->centre.x;
    double y = fmax(box.top, fmin(node->centre.y, box.bottom)) - node->centre.y;
    double across = x / (node->width / 2), down = y / (node->height / 2);
    return across * across + down * down < 1;
}

/* Is there an edge of the outline with the whole box beyond it? */
static bool is_outside(struct ent_box box, const struct ent_outline *outline, double turn)
{
    const struct ent_point *p = outline->points;
    struct ent_point corners[] = {
        {box.left, box.top}, {box.right, box.top}, {box.right, box.bottom}, {box.left, box.bottom}};
    for (size_t i = 0, j = outline->point_count - 1; i < outline->point_count; j = i++) {
        bool beyond = true;
        for (size_t k = 0; k < 4; k++)
            beyond &= turn * ((p[i].x - p[j].x) * (corners[k].y - p[j].y) -
                              (p[i].y - p[j].y) * (corners[k].x - p[j].x)) <=
                      0;
        if (beyond)
            return true;
    }
    return false;
}

/* 1 or -1 for an outline that turns one way all around; 0 for any other. */
static double turn_of(const struct ent_outline *outline)
{
    double turn = 0;
    size_t count = outline->point_count;
    for (size_t i = 0; i < count; i++) {
        struct ent_point a = outline->points[i], b = outline->points[(i + 1) % count],
                         c = outline->points[(i + 2) % count];
        double area = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
        if (fabs(area) < 1e-6)
            continue;
        if (turn * area < 0)
            return 0;
        turn = area < 0 ? -1 : 1;
    }
    return turn;
}

bool ent_box_meets_node(struct ent_box box, const struct ent_layout_node *node,
                        const struct ent_placed_node *placed)
{
    if (!ent_boxes_meet(box, ent_box_around(placed->centre, placed->width, placed->height)))
        return false;
    if (placed->outline_count == 0)
        return !ent_shape_is_round(node->shape) || meets_ellipse(box, placed);
    const struct ent_outline *outline = &placed->outlines[placed->outline_count - 1];
    double turn = turn_of(outline);
    return turn > -0.5 && turn < 0.5 ? true : !is_outside(box, outline, turn);
}
