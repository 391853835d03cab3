#include "draw/layout_twins.h"

#include "model/bundle.h"

#include <math.h>

struct twins {
    const struct ent_plan *plan;
    uint32_t *row; /* of each planned tie: of the task that is laid out */
    size_t count;  /* of rows */
};

static struct twins find(struct ent_run *run, const struct ent_plan *plan)
{
    const struct ent_network *network = plan->network;
    struct twins twins = {.plan = plan, .row = ENT_NEW(&run->arena, uint32_t, plan->tie_count + 1)};
    uint32_t *row_of = ENT_NEW(&run->arena, uint32_t, network->tie_count + 1); /* plus one */
    for (size_t i = 0; i < plan->tie_count; i++) {
        uint32_t *row = &row_of[ent_tie_twin(network, plan->ties[i].tie)];
        if (*row == 0)
            *row = (uint32_t)++twins.count;
        twins.row[i] = *row - 1;
    }
    return twins;
}

/* The line leaves room for the largest label and the widest pen of all years. */
static void take_largest(struct ent_layout_tie *to, const struct ent_layout_tie *tie)
{
    to->label_width = fmax(to->label_width, tie->label_width);
    to->label_height = fmax(to->label_height, tie->label_height);
    to->pen_width = fmax(to->pen_width, tie->pen_width);
    to->arrow_size = fmax(to->arrow_size, tie->arrow_size);
    to->arrow_at_from |= tie->arrow_at_from;
    to->arrow_at_to |= tie->arrow_at_to;
}

static struct ent_layout_task task_of(struct ent_run *run, const struct twins *twins)
{
    struct ent_layout_task task = twins->plan->task;
    bool *begun = ENT_NEW(&run->arena, bool, twins->count + 1);
    task.ties = ENT_NEW(&run->arena, struct ent_layout_tie, twins->count + 1);
    task.tie_count = twins->count;
    for (size_t i = 0; i < twins->plan->tie_count; i++) {
        uint32_t row = twins->row[i];
        if (begun[row])
            take_largest(&task.ties[row], &twins->plan->task.ties[i]);
        else
            task.ties[row] = twins->plan->task.ties[i];
        begun[row] = true;
    }
    return task;
}

bool ent_layout_twins(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout)
{
    struct twins twins = find(run, plan);
    struct ent_layout_task task = task_of(run, &twins);
    const struct ent_layout_engine *engine = ent_layout_engine(task.engine);
    if (engine && engine->place) {
        ent_report(run, ENT_E500, ENT_NOWHERE,
                   ENT_TEXT("draw each year by itself, with --year, or with an engine of Graphviz"),
                   ENT_FORM(&run->arena,
                            "--layout: {} shows no --series of ties that are made anew each year",
                            task.engine));
        return false;
    }
    if (!ent_layout_place(run, plan, &task, layout))
        return false;
    struct ent_placed_tie *placed = layout->ties;
    layout->ties = ENT_NEW(&run->arena, struct ent_placed_tie, plan->tie_count + 1);
    for (size_t i = 0; i < plan->tie_count; i++)
        layout->ties[i] = placed[twins.row[i]];
    return true;
}
