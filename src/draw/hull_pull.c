#include "draw/hull.h"

#include <math.h>
#include <stdlib.h>

enum { most_pairs = 32 };

/* Few each to each; many each to the next, the second, fourth, eighth next: all are near, with few
 * lines. */
static size_t pull_members(const uint32_t *members, size_t count, struct ent_layout_pull *pulls)
{
    static const double side = 0.65; /* of the square that one takes, in inches */
    size_t made = 0;
    bool few = count <= most_pairs;
    for (size_t i = 0; i < count; i++)
        for (size_t step = 1; i + step < count; step = few ? step + 1 : step * 2)
            pulls[made++] =
                (struct ent_layout_pull){members[i], members[i + step], side * sqrt((double)count)};
    return made;
}

static int by_pair_and_length(const void *a, const void *b)
{
    const struct ent_layout_pull *left = a, *right = b;
    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    if (left->to != right->to)
        return left->to < right->to ? -1 : 1;
    return (left->length > right->length) - (left->length < right->length);
}

/* Those of several groups are as near as in the smallest of them. */
static size_t keep_nearest(struct ent_layout_pull *pulls, size_t count)
{
    size_t kept = 0;
    qsort(pulls, count, sizeof *pulls, by_pair_and_length);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || pulls[i].from != pulls[kept - 1].from || pulls[i].to != pulls[kept - 1].to)
            pulls[kept++] = pulls[i];
    return kept;
}

void ent_hulls_pull(struct ent_run *run, struct ent_plan *plan)
{
    const struct ent_groups *groups = plan->selection->groups;
    struct ent_arena *arena = &run->arena;
    if (plan->group_form != ENT_GROUPS_IN_HULLS)
        return;
    size_t room = 0;
    for (size_t group = 0; group < groups->count; group++)
        room += groups->all[group].count;
    plan->task.pulls = ENT_NEW(arena, struct ent_layout_pull, room * 32 + 1);
    uint32_t *members = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    for (size_t group = 0; group < groups->count; group++) {
        size_t count = 0;
        for (uint32_t i = 0; i < plan->node_count; i++)
            if (ent_group_member(&groups->all[group], plan->nodes[i].node))
                members[count++] = i;
        plan->task.pull_count +=
            pull_members(members, count, plan->task.pulls + plan->task.pull_count);
    }
    plan->task.pull_count = keep_nearest(plan->task.pulls, plan->task.pull_count);
}
