#include "draw/layout_extent.h"

#include "draw/layout_geometry.h"

#include <math.h>

static void include(struct ent_box *box, struct ent_point centre, double width, double height)
{
    ent_box_include(box, ent_box_around(centre, width, height));
}

static void include_tie(struct ent_box *box, const struct ent_layout_tie *tie,
                        const struct ent_placed_tie *placed)
{
    for (size_t i = 0; i < placed->curve_count; i++) {
        const struct ent_curve *curve = &placed->curves[i];
        for (size_t piece = 0; piece + 3 < curve->point_count; piece += 3)
            for (int step = 0; step <= 16; step++)
                include(box, ent_layout_point_on(curve->points + piece, step / 16.0), 0, 0);
        if (curve->arrow_at_from)
            include(box, curve->from_tip, 0, 0);
        if (curve->arrow_at_to)
            include(box, curve->to_tip, 0, 0);
    }
    if (tie->label_width > 0 && tie->label_height > 0 && !placed->label_left_out)
        include(box, placed->label, tie->label_width, tie->label_height);
}

/* Around all but the nodes that stand apart, which are not placed yet. */
static struct ent_box box_of(const struct ent_layout_call *call)
{
    const struct ent_layout_task *task = call->task;
    const struct ent_layout *layout = call->layout;
    struct ent_box box = ent_box_empty();
    for (size_t i = 0; i < task->node_count; i++)
        if (!call->isolated[i])
            include(&box, layout->nodes[i].centre, layout->nodes[i].width, layout->nodes[i].height);
    for (size_t i = 0; i < task->tie_count; i++)
        include_tie(&box, &task->ties[i], &layout->ties[i]);
    for (size_t i = 0; i < task->cluster_count; i++) {
        const struct ent_placed_cluster *cluster = &layout->clusters[i];
        struct ent_point centre = {cluster->top_left.x + cluster->width / 2,
                                   cluster->top_left.y + cluster->height / 2};
        if (cluster->width > 0)
            include(&box, centre, cluster->width, cluster->height);
        if (cluster->width > 0)
            include(&box, cluster->label, task->clusters[i].label_width,
                    task->clusters[i].label_height);
    }
    return box.left > box.right ? (struct ent_box){0} : box;
}

static void move_tie(struct ent_placed_tie *tie, struct ent_point by)
{
    tie->label = ent_layout_plus(tie->label, by);
    tie->label_from = ent_layout_plus(tie->label_from, by);
    for (size_t i = 0; i < tie->curve_count; i++) {
        struct ent_curve *curve = &tie->curves[i];
        ent_layout_move_points(curve->points, curve->point_count, by);
        curve->from_tip = ent_layout_plus(curve->from_tip, by);
        curve->to_tip = ent_layout_plus(curve->to_tip, by);
    }
}

void ent_layout_move_to_origin(const struct ent_layout_call *call)
{
    struct ent_layout *layout = call->layout;
    struct ent_box box = box_of(call);
    struct ent_point by = {-floor(box.left), -floor(box.top)};
    for (size_t i = 0; i < call->task->node_count; i++)
        ent_layout_move_node(&layout->nodes[i], by);
    for (size_t i = 0; i < call->task->tie_count; i++)
        move_tie(&layout->ties[i], by);
    for (size_t i = 0; i < call->task->cluster_count; i++) {
        layout->clusters[i].top_left = ent_layout_plus(layout->clusters[i].top_left, by);
        layout->clusters[i].label = ent_layout_plus(layout->clusters[i].label, by);
    }
    layout->width = ceil(box.right + by.x);
    layout->height = ceil(box.bottom + by.y);
}
