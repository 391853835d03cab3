#include "draw/plan_worth.h"

struct ent_plan ent_plan_picture(struct ent_run *run, const struct ent_plan *whole,
                                 const struct ent_selection *selection)
{
    struct ent_plan plan = *whole;
    plan.whole = whole;
    plan.selection = selection;
    plan.nodes = ENT_NEW(&run->arena, struct ent_plan_node, plan.node_count + 1);
    plan.ties = ENT_NEW(&run->arena, struct ent_plan_tie, plan.tie_count + 1);
    for (size_t i = 0; i < plan.node_count; i++) {
        struct ent_plan_node *node = &plan.nodes[i];
        *node = whole->nodes[i];
        node->answer = selection->nodes[node->node];
        node->hidden = node->answer == ENT_OUT;
    }
    for (size_t i = 0; i < plan.tie_count; i++) {
        struct ent_plan_tie *tie = &plan.ties[i];
        *tie = whole->ties[i];
        tie->answer = selection->ties[tie->tie];
        tie->hidden = tie->answer == ENT_OUT;
    }
    ent_plan_worths(run, &plan);
    return plan;
}

struct ent_plan ent_plan_shown(struct ent_run *run, const struct ent_plan *plan)
{
    struct ent_plan shown = *plan;
    shown.nodes = ENT_NEW(&run->arena, struct ent_plan_node, plan->node_count + 1);
    shown.ties = ENT_NEW(&run->arena, struct ent_plan_tie, plan->tie_count + 1);
    shown.node_count = shown.tie_count = 0;
    for (size_t i = 0; i < plan->node_count; i++)
        if (!plan->nodes[i].hidden)
            shown.nodes[shown.node_count++] = plan->nodes[i];
    for (size_t i = 0; i < plan->tie_count; i++)
        if (!plan->ties[i].hidden)
            shown.ties[shown.tie_count++] = plan->ties[i];
    return shown;
}
