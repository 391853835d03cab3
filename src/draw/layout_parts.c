#include "draw/layout_parts.h"

#include <math.h>

enum { most_columns = 8 };

static const double gap_in_column = 16, gap_between_columns = 40;
static const double worth_a_column = 1.1; /* times as large */

/* ---- what hangs together ---- */

static uint32_t top_of(uint32_t *above, uint32_t node)
{
    while (above[node] != node)
        node = above[node] = above[above[node]];
    return node;
}

static void join(uint32_t *above, uint32_t a, uint32_t b)
{
    a = top_of(above, a);
    b = top_of(above, b);
    above[a > b ? a : b] = a > b ? b : a;
}

uint32_t *ent_layout_parts(const struct ent_layout_call *call, size_t *count)
{
    const struct ent_layout_task *task = call->task;
    struct ent_arena *arena = &call->run->arena;
    uint32_t *above = ENT_NEW(arena, uint32_t, task->node_count + 1);
    uint32_t *member = ENT_NEW(arena, uint32_t, task->cluster_count + 1);
    *count = 0;
    for (uint32_t i = 0; i < task->node_count; i++)
        above[i] = i;
    for (size_t i = 0; i < task->cluster_count; i++)
        member[i] = ENT_NONE;
    for (size_t i = 0; i < task->tie_count; i++)
        join(above, task->ties[i].from, task->ties[i].to);
    for (size_t i = 0; call->engine->pulls && i < task->pull_count; i++)
        join(above, task->pulls[i].from, task->pulls[i].to);
    for (uint32_t i = 0; call->engine->draws_clusters && i < task->node_count; i++) {
        uint32_t cluster = task->nodes[i].cluster;
        if (cluster != ENT_NONE && member[cluster] != ENT_NONE)
            join(above, i, member[cluster]);
        else if (cluster != ENT_NONE)
            member[cluster] = i;
    }
    for (uint32_t i = 0; i < task->node_count; i++) {
        above[i] = top_of(above, i);
        *count += above[i] == i && !call->isolated[i];
    }
    return above;
}

/* ---- pages ---- */

/* A4 without its margins and without what stands above and below a drawing, in points. */
static const struct page {
    double width, height, liking;
} pages[] = {{757, 430, 1}, {510, 670, 0.97}};

static const double weight_of_other_page = 0.25, highest_page = 1.4; /* of its width */

static double scale_on(struct page page, double width, double height)
{
    return fmin(page.width / fmax(width, 1), page.height / fmax(height, 1));
}

double ent_layout_print_scale(const struct ent_layout_task *task, double width, double height)
{
    struct page asked = {task->page_width, task->page_height, 1};
    double best = 0, least = 1;
    if (asked.width > 0) {
        asked.height = asked.height > 0 ? asked.height : highest_page * asked.width;
        double scale = scale_on(asked, width, height);
        return fmin(scale, 1) + weight_of_other_page * fmin(scale, 2);
    }
    for (size_t i = 0; i < ENT_COUNT(pages); i++) {
        double scale = scale_on(pages[i], width, height);
        best = fmax(best, fmin(scale, 1) * pages[i].liking);
        least = fmin(least, scale);
    }
    return best + weight_of_other_page * least;
}

/* ---- columns ---- */

/* `length` is along a column, `breadth` across it: height and width where columns go down. */
struct part {
    struct ent_box box;
    size_t column;
    struct ent_point by;
};

struct columns {
    const struct ent_layout_task *task;
    struct part *parts; /* in the order of their least nodes */
    size_t count;
    bool across;    /* ranks go from left to right, and so columns go down */
    size_t columns; /* of the best arrangement */
    double length;
};

static double begin_of(const struct columns *c, size_t part, bool along)
{
    const struct ent_box *box = &c->parts[part].box;
    return c->across == along ? box->top : box->left;
}

static double size_of(const struct columns *c, size_t part, bool along)
{
    const struct ent_box *box = &c->parts[part].box;
    return c->across == along ? box->bottom - box->top : box->right - box->left;
}

/* Fills columns of at most `length` in order; returns how many it takes. */
static size_t fill(const struct columns *c, double length)
{
    size_t columns = 1;
    double used = 0;
    for (size_t i = 0; i < c->count; i++) {
        double need = size_of(c, i, true);
        if (used > 0 && used + gap_in_column + need > length) {
            columns++;
            used = 0;
        }
        used += (used > 0 ? gap_in_column : 0) + need;
        c->parts[i].column = columns - 1;
    }
    return columns;
}

/* The least length, to a point, with which that many columns do. */
static double least_length(const struct columns *c, size_t columns)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < c->count; i++) {
        low = fmax(low, size_of(c, i, true));
        high += size_of(c, i, true) + gap_in_column;
    }
    low = floor(low);
    high = ceil(high);
    while (high - low > 1) {
        double half = floor((low + high) / 2);
        if (fill(c, half) <= columns)
            high = half;
        else
            low = half;
    }
    return high;
}

/* Within a column the ranks of all parts stay in line. */
static double place_columns(struct columns *c)
{
    double across = 0;
    for (size_t first = 0, end; first < c->count; first = end) {
        double begin = INFINITY, stop = -INFINITY, along = 0;
        for (end = first; end < c->count && c->parts[end].column == c->parts[first].column; end++) {
            begin = fmin(begin, begin_of(c, end, false));
            stop = fmax(stop, begin_of(c, end, false) + size_of(c, end, false));
        }
        for (size_t i = first; i < end; i++) {
            double aside = floor(across - begin), down = floor(along - begin_of(c, i, true));
            c->parts[i].by =
                c->across ? (struct ent_point){aside, down} : (struct ent_point){down, aside};
            along += ceil(size_of(c, i, true)) + gap_in_column;
        }
        across += ceil(stop - begin) + gap_between_columns;
    }
    return across - gap_between_columns;
}

static double scale_of(const struct columns *c, double breadth, double length)
{
    return c->across ? ent_layout_print_scale(c->task, breadth, length)
                     : ent_layout_print_scale(c->task, length, breadth);
}

/* False: as they stand is best. */
static bool arrange(struct columns *c, double scale)
{
    size_t best = 1;
    for (size_t columns = 1; columns <= most_columns && columns <= c->count; columns++) {
        double length = least_length(c, columns);
        fill(c, length);
        double now = scale_of(c, place_columns(c), length);
        if (now > scale * worth_a_column) {
            scale = now;
            best = columns;
        }
    }
    fill(c, least_length(c, best));
    place_columns(c);
    return best > 1;
}

/* ---- all of it ---- */

static struct columns collect(const struct ent_layout_call *call, const uint32_t *part_of,
                              size_t count, uint32_t *row)
{
    const struct ent_layout_task *task = call->task;
    const struct ent_layout *layout = call->layout;
    struct columns c = {.task = task, .parts = ENT_NEW(&call->run->arena, struct part, count)};
    for (uint32_t i = 0; i < task->node_count; i++)
        if (part_of[i] == i && !call->isolated[i]) {
            row[i] = (uint32_t)c.count;
            c.parts[c.count++].box = ent_box_empty();
        }
    for (uint32_t i = 0; i < task->node_count; i++) {
        struct ent_box *box = &c.parts[row[part_of[i]]].box;
        uint32_t cluster = task->nodes[i].cluster;
        if (call->isolated[i])
            continue;
        ent_box_include(box, ent_box_of_node(&layout->nodes[i]));
        if (cluster != ENT_NONE)
            ent_box_include(
                box, ent_box_of_cluster(&task->clusters[cluster], &layout->clusters[cluster]));
    }
    for (size_t i = 0; i < task->tie_count; i++)
        ent_box_include(&c.parts[row[part_of[task->ties[i].from]]].box,
                        ent_box_of_tie(&task->ties[i], &layout->ties[i]));
    return c;
}

static void move_all(const struct ent_layout_call *call, const struct columns *c,
                     const uint32_t *part_of, const uint32_t *row)
{
    const struct ent_layout_task *task = call->task;
    struct ent_layout *layout = call->layout;
    bool *moved = ENT_NEW(&call->run->arena, bool, task->cluster_count + 1);
    for (uint32_t i = 0; i < task->node_count; i++) {
        struct ent_point by = c->parts[row[part_of[i]]].by;
        uint32_t cluster = task->nodes[i].cluster;
        if (call->isolated[i])
            continue;
        ent_layout_move_node(&layout->nodes[i], by);
        if (cluster != ENT_NONE && !moved[cluster])
            ent_layout_move_cluster(&layout->clusters[cluster], by);
        if (cluster != ENT_NONE)
            moved[cluster] = true;
    }
    for (size_t i = 0; i < task->tie_count; i++)
        ent_layout_move_tie(&layout->ties[i], c->parts[row[part_of[task->ties[i].from]]].by);
}

void ent_layout_arrange_parts(const struct ent_layout_call *call, bool across)
{
    size_t count;
    uint32_t *part_of = ent_layout_parts(call, &count);
    uint32_t *row = ENT_NEW(&call->run->arena, uint32_t, call->task->node_count + 1);
    if (count < 2)
        return;
    struct columns c = collect(call, part_of, count, row);
    struct ent_box all = ent_box_empty();
    for (size_t i = 0; i < c.count; i++)
        ent_box_include(&all, c.parts[i].box);
    c.across = across;
    if (arrange(&c, ent_layout_print_scale(call->task, all.right - all.left, all.bottom - all.top)))
        move_all(call, &c, part_of, row);
}
