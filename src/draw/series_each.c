#include "draw/series_each.h"

#include <math.h>

/* What a picture shows, for a layout that knows of nothing else. */
struct alone {
    struct ent_plan plan;
    uint32_t *node, *tie; /* of each of its own: which of the whole it is */
};

static void keep_nodes(const struct ent_plan *picture, struct alone *alone, uint32_t *own)
{
    for (uint32_t i = 0; i < picture->node_count; i++) {
        if (picture->nodes[i].hidden)
            continue;
        size_t number = alone->plan.node_count++;
        own[i] = (uint32_t)number;
        alone->node[number] = i;
        alone->plan.nodes[number] = picture->nodes[i];
        alone->plan.task.nodes[number] = picture->task.nodes[i];
    }
}

static void keep_ties(const struct ent_plan *picture, struct alone *alone, const uint32_t *own)
{
    for (uint32_t i = 0; i < picture->tie_count; i++) {
        if (picture->ties[i].hidden)
            continue;
        size_t number = alone->plan.tie_count++;
        struct ent_plan_tie *tie = &alone->plan.ties[number];
        struct ent_layout_tie *task = &alone->plan.task.ties[number];
        alone->tie[number] = i;
        *tie = picture->ties[i];
        *task = picture->task.ties[i];
        tie->from = own[tie->from];
        tie->to = own[tie->to];
        task->from = own[task->from];
        task->to = own[task->to];
    }
}

static struct alone only_shown(struct ent_run *run, const struct ent_plan *picture)
{
    struct ent_arena *arena = &run->arena;
    struct alone alone = {.plan = *picture,
                          .node = ENT_NEW(arena, uint32_t, picture->node_count + 1),
                          .tie = ENT_NEW(arena, uint32_t, picture->tie_count + 1)};
    uint32_t *own = ENT_NEW(arena, uint32_t, picture->node_count + 1);
    struct ent_layout_task *task = &alone.plan.task;
    alone.plan.nodes = ENT_NEW(arena, struct ent_plan_node, picture->node_count + 1);
    alone.plan.ties = ENT_NEW(arena, struct ent_plan_tie, picture->tie_count + 1);
    task->nodes = ENT_NEW(arena, struct ent_layout_node, picture->node_count + 1);
    task->ties = ENT_NEW(arena, struct ent_layout_tie, picture->tie_count + 1);
    alone.plan.node_count = alone.plan.tie_count = 0;
    keep_nodes(picture, &alone, own);
    keep_ties(picture, &alone, own);
    task->node_count = alone.plan.node_count;
    task->tie_count = alone.plan.tie_count;
    return alone;
}

/* Places it; what is hidden is where the whole has it. */
static bool place(struct ent_run *run, const struct ent_layout *whole,
                  struct ent_series_picture *picture)
{
    struct ent_layout own;
    struct alone alone = only_shown(run, &picture->plan);
    struct ent_layout *layout = &picture->layout;
    if (!ent_layout_plan(run, &alone.plan, &own))
        return false;
    *layout = own;
    layout->nodes = ENT_NEW(&run->arena, struct ent_placed_node, picture->plan.node_count + 1);
    layout->ties = ENT_NEW(&run->arena, struct ent_placed_tie, picture->plan.tie_count + 1);
    memcpy(layout->nodes, whole->nodes, picture->plan.node_count * sizeof *layout->nodes);
    memcpy(layout->ties, whole->ties, picture->plan.tie_count * sizeof *layout->ties);
    for (size_t i = 0; i < alone.plan.node_count; i++)
        layout->nodes[alone.node[i]] = own.nodes[i];
    for (size_t i = 0; i < alone.plan.tie_count; i++)
        layout->ties[alone.tie[i]] = own.ties[i];
    return true;
}

bool ent_series_place_each(struct ent_run *run, struct ent_series *series)
{
    double width = 0, height = 0;
    for (size_t i = 0; i < series->count; i++) {
        struct ent_series_picture *picture = &series->pictures[i];
        if (!place(run, &series->layout, picture))
            return false;
        width = fmax(width, picture->layout.width);
        height = fmax(height, picture->layout.height);
    }
    for (size_t i = 0; i < series->count; i++) {
        struct ent_layout *layout = &series->pictures[i].layout;
        layout->inset = (struct ent_point){floor((width - layout->width) / 2),
                                           floor((height - layout->height) / 2)};
        layout->width = width;
        layout->height = height;
    }
    series->layout.width = width;
    series->layout.height = height;
    return true;
}
