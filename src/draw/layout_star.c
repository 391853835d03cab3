#include "draw/layout_star.h"

#include "draw/layout_geometry.h"
#include "draw/layout_settings.h"
#include "draw/layout_space.h"
#include "draw/layout_ties.h"

#include <math.h>

enum {
    least_leaves = 4,
    most_leaves = 400,
    least_with_inner = 28,
    steps = 1440
}; /* a step is a quarter of a degree */

static const double least_gap = 9, room_of_line = 6;
static const double largest = 20000; /* half height, in points */

struct star {
    uint32_t *leaves; /* in the order of the task */
    size_t count;
    uint32_t middle;
    const struct ent_placed_node *nodes;
    double gap; /* between two leaves */
    bool has_inner;
    double oval;            /* its width over its height */
    double widest, highest; /* leaf */
    int *at;                /* the step at which each leaf stands */
};

/* The node that every tie touches and every other node is tied to; ENT_NONE: there is none. */
static uint32_t middle_of(const struct ent_layout_call *call)
{
    const struct ent_layout_task *task = call->task;
    uint32_t candidates[] = {task->ties[0].from, task->ties[0].to};
    for (size_t c = 0; c < 2; c++) {
        bool all = true;
        for (size_t i = 0; i < task->tie_count; i++) {
            const struct ent_layout_tie *tie = &task->ties[i];
            all = all && tie->from != tie->to &&
                  (tie->from == candidates[c] || tie->to == candidates[c]);
        }
        if (all)
            return candidates[c];
    }
    return ENT_NONE;
}

static bool has_settings(const struct ent_layout_task *task)
{
    static const char *const names[] = {"ranksep", "overlap", "sep",      "scale",
                                        "ratio",   "esep",    "rotation", "normalize"};
    for (size_t i = 0; i < ENT_COUNT(names); i++)
        if (ent_layout_setting_value(task->settings, task->setting_count, names[i]).length > 0)
            return true;
    return false;
}

/* From the top, clockwise; in a large star every second leaf on an inner oval. */
static struct ent_point place_of(const struct star *star, double size, size_t leaf)
{
    double angle = 2 * acos(-1) * star->at[leaf] / steps;
    bool inner = star->has_inner && leaf % 2 == 1;
    double across = size * star->oval - (inner ? star->widest + least_gap : 0);
    double down = size - (inner ? star->highest + least_gap : 0);
    return (struct ent_point){floor(sin(angle) * across + 0.5), floor(-cos(angle) * down + 0.5)};
}

static struct ent_box box_of(const struct star *star, double size, size_t leaf, double room)
{
    const struct ent_placed_node *node = &star->nodes[star->leaves[leaf]];
    return ent_box_around(place_of(star, size, leaf), node->width + room, node->height + room);
}

/* Are two leaves apart, and neither on the way to the other? */
static bool are_apart(const struct star *star, double size, size_t a, size_t b)
{
    struct ent_point middle = {0};
    if (ent_boxes_meet(box_of(star, size, a, star->gap), box_of(star, size, b, star->gap)))
        return false;
    return !star->has_inner || (ent_length_inside(box_of(star, size, a, room_of_line), middle,
                                                  place_of(star, size, b)) <= 0 &&
                                ent_length_inside(box_of(star, size, b, room_of_line), middle,
                                                  place_of(star, size, a)) <= 0);
}

static bool fits_behind(const struct star *star, double size, size_t leaf)
{
    return are_apart(star, size, leaf, leaf - 1) &&
           (leaf < 2 || are_apart(star, size, leaf, leaf - 2));
}

static bool fits_before_first(const struct star *star, double size)
{
    size_t last = star->count - 1;
    return star->at[last] < steps && are_apart(star, size, last, 0) &&
           are_apart(star, size, last, 1) && are_apart(star, size, last - 1, 0);
}

/* Each leaf as soon after those before as there is room, the last ones before the first again. */
static bool fill(struct star *star, double size)
{
    star->at[0] = 0;
    for (size_t i = 1; i < star->count; i++) {
        star->at[i] = star->at[i - 1] + 1;
        while (star->at[i] < steps && !fits_behind(star, size, i))
            star->at[i]++;
    }
    return fits_before_first(star, size);
}

/* Is the middle far enough from every leaf for a tie and its label? */
static bool is_clear(const struct star *star, double size, struct ent_point room)
{
    const struct ent_placed_node *middle = &star->nodes[star->middle];
    struct ent_box around = ent_box_around((struct ent_point){0}, middle->width + 4 * room.x + 50,
                                           middle->height + 4 * room.y + 70);
    for (size_t i = 0; i < star->count; i++) {
        if (ent_boxes_meet(around, box_of(star, size, i, 0)))
            return false;
    }
    return true;
}

static bool suits(struct star *star, double size, struct ent_point room)
{
    return fill(star, size) && is_clear(star, size, room);
}

/* With the largest gap for which there is room all around. */
static void spread(struct star *star, double size)
{
    double low = least_gap, high = 4 * size;
    while (high - low > 0.5) {
        star->gap = (low + high) / 2;
        if (fill(star, size))
            low = star->gap;
        else
            high = star->gap;
    }
    star->gap = low;
    fill(star, size);
}

static bool all_apart(const struct star *star, double size)
{
    for (size_t i = 0; i < star->count; i++)
        for (size_t k = 0; k < i; k++)
            if (!are_apart(star, size, i, k))
                return false;
    return true;
}

static double least_size(struct star *star, struct ent_point room)
{
    double low = star->has_inner ? star->highest + 40 : 40, high = 2 * low;
    while (high < largest && !suits(star, high, room))
        high *= 2;
    while (high - low > 1) {
        double half = (low + high) / 2;
        if (suits(star, half, room))
            high = half;
        else
            low = half;
    }
    return ceil(high);
}

/* Wider than high, as long as the page is not narrow. */
static double oval_of(const struct ent_layout_task *task)
{
    double page = task->page_height > 0 ? task->page_width / task->page_height : 1.25;
    return fmax(0.8, fmin(page, 1.25));
}

static struct star star_of(const struct ent_layout_call *call)
{
    const struct ent_layout_task *task = call->task;
    struct star star = {.leaves = ENT_NEW(&call->run->arena, uint32_t, task->node_count + 1),
                        .at = ENT_NEW(&call->run->arena, int, task->node_count + 1),
                        .middle = task->tie_count > 0 ? middle_of(call) : ENT_NONE,
                        .nodes = call->layout->nodes,
                        .gap = least_gap,
                        .oval = oval_of(task)};
    for (uint32_t i = 0; i < task->node_count; i++)
        if (i != star.middle && !call->isolated[i]) {
            star.leaves[star.count++] = i;
            star.widest = fmax(star.widest, star.nodes[i].width);
            star.highest = fmax(star.highest, star.nodes[i].height);
        }
    star.has_inner = star.count >= least_with_inner;
    return star;
}

void ent_layout_round_star(const struct ent_layout_call *call)
{
    struct star star = star_of(call);
    struct ent_point room = ent_layout_room_for_ties(call->task);
    if (star.middle == ENT_NONE || star.count < least_leaves || star.count > most_leaves ||
        has_settings(call->task))
        return;
    double size = least_size(&star, room);
    if (size >= largest)
        return;
    for (spread(&star, size); !all_apart(&star, size); spread(&star, size))
        star.gap = least_gap, size += 4;
    struct ent_placed_node *nodes = call->layout->nodes;
    for (size_t i = 0; i < star.count; i++) {
        struct ent_point to = place_of(&star, size, i);
        struct ent_placed_node *leaf = &nodes[star.leaves[i]];
        ent_layout_move_node(leaf,
                             (struct ent_point){to.x - leaf->centre.x, to.y - leaf->centre.y});
    }
    struct ent_point at = nodes[star.middle].centre;
    ent_layout_move_node(&nodes[star.middle], (struct ent_point){-at.x, -at.y});
}
