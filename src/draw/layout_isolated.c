#include "draw/layout_isolated.h"

#include "draw/layout_geometry.h"

#include <math.h>

/* Nodes without ties cost Graphviz seconds when they are many, and end up on the ties of others
 * when they are few. So they stand apart. */
void ent_layout_find_isolated(struct ent_layout_call *call)
{
    const struct ent_layout_task *task = call->task;
    call->isolated = ENT_NEW(&call->run->arena, bool, task->node_count);
    if (call->engine->keeps_isolated)
        return;
    memset(call->isolated, true, task->node_count);
    for (size_t i = 0; i < task->tie_count; i++)
        call->isolated[task->ties[i].from] = call->isolated[task->ties[i].to] = false;
    for (size_t i = 0; call->engine->pulls && i < task->pull_count; i++)
        call->isolated[task->pulls[i].from] = call->isolated[task->pulls[i].to] = false;
    for (size_t i = 0; i < task->node_count; i++) {
        if (call->engine->draws_clusters && task->nodes[i].cluster != ENT_NONE)
            call->isolated[i] = false;
        call->isolated_count += call->isolated[i];
    }
}

/* Nodes without ties stand below the drawing, in columns of one width and rows as high as they
 * must be, in the order of the task. */
struct grid {
    size_t *rows; /* of the task: what stands in the grid */
    size_t count, columns;
    double cell_width, top;
};

enum { grid_gap = 12, gap_above_grid = 36 };

static struct grid isolated_grid(const struct ent_layout_call *call)
{
    const struct ent_layout *layout = call->layout;
    struct grid grid = {.rows = ENT_NEW(&call->run->arena, size_t, call->isolated_count)};
    double area = 0;
    for (size_t i = 0; i < call->task->node_count; i++) {
        if (!call->isolated[i])
            continue;
        grid.rows[grid.count++] = i;
        grid.cell_width = fmax(grid.cell_width, ceil(layout->nodes[i].width) + grid_gap);
    }
    for (size_t i = 0; i < grid.count; i++)
        area += grid.cell_width * (layout->nodes[grid.rows[i]].height + grid_gap);
    double width = fmax(layout->width, sqrt(area * 1.6)) + grid_gap;
    grid.columns = (size_t)fmax(1, floor(width / grid.cell_width));
    grid.top = layout->height > 0 ? layout->height + gap_above_grid : 0;
    return grid;
}

static void place_row(struct ent_layout *layout, struct grid *grid, size_t first, size_t end)
{
    double height = 0;
    for (size_t i = first; i < end; i++)
        height = fmax(height, 2 * ceil(layout->nodes[grid->rows[i]].height / 2));
    for (size_t i = first; i < end; i++) {
        struct ent_placed_node *node = &layout->nodes[grid->rows[i]];
        double left = (double)(i - first) * grid->cell_width;
        struct ent_point to = {left + floor((grid->cell_width - grid_gap + 1) / 2),
                               grid->top + height / 2};
        ent_layout_move_node(node,
                             (struct ent_point){to.x - node->centre.x, to.y - node->centre.y});
        layout->width = fmax(layout->width, ceil(to.x + node->width / 2));
    }
    layout->height = grid->top + height;
    grid->top += height + grid_gap;
}

void ent_layout_place_isolated(const struct ent_layout_call *call)
{
    if (call->isolated_count == 0)
        return;
    struct grid grid = isolated_grid(call);
    for (size_t first = 0; first < grid.count; first += grid.columns) {
        size_t left = grid.count - first;
        size_t count = left < grid.columns ? left : grid.columns;
        place_row(call->layout, &grid, first, first + count);
    }
}
