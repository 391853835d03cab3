#include "draw/layout_extent.h"

#include "draw/layout_parts.h"

#include <math.h>

/* Around all but the nodes that stand apart, which are not placed yet. */
static struct ent_box box_of(const struct ent_layout_call *call)
{
    const struct ent_layout_task *task = call->task;
    const struct ent_layout *layout = call->layout;
    struct ent_box box = ent_box_empty();
    for (size_t i = 0; i < task->node_count; i++)
        if (!call->isolated[i])
            ent_box_include(&box, ent_box_of_node(&layout->nodes[i]));
    for (size_t i = 0; i < task->tie_count; i++)
        ent_box_include(&box, ent_box_of_tie(&task->ties[i], &layout->ties[i]));
    for (size_t i = 0; i < task->cluster_count; i++)
        ent_box_include(&box, ent_box_of_cluster(&task->clusters[i], &layout->clusters[i]));
    return box.left > box.right ? (struct ent_box){0} : box;
}

double ent_layout_scale(const struct ent_layout_call *call)
{
    struct ent_box box = box_of(call);
    return ent_layout_print_scale(call->task, box.right - box.left, box.bottom - box.top);
}

void ent_layout_move_to_origin(const struct ent_layout_call *call)
{
    struct ent_layout *layout = call->layout;
    struct ent_box box = box_of(call);
    struct ent_point by = {-floor(box.left), -floor(box.top)};
    for (size_t i = 0; i < call->task->node_count; i++)
        ent_layout_move_node(&layout->nodes[i], by);
    for (size_t i = 0; i < call->task->tie_count; i++)
        ent_layout_move_tie(&layout->ties[i], by);
    for (size_t i = 0; i < call->task->cluster_count; i++)
        ent_layout_move_cluster(&layout->clusters[i], by);
    layout->width = ceil(box.right + by.x);
    layout->height = ceil(box.bottom + by.y);
}
