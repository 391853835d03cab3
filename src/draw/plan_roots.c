#include "draw/planning.h"

/* Roots are named by id or by type. */
static void mark_roots(const struct ent_planning *p, uint32_t *distance)
{
    const struct ent_network *network = p->plan->network;
    for (size_t i = 0; i < p->plan->node_count; i++)
        distance[i] = ENT_NONE;
    for (struct ent_text rest = p->wish->root.text, name; ent_text_next(&rest, ',', &name);) {
        uint32_t type = ent_schema_type(network->schema, name);
        uint32_t node = ent_network_node(network, name);
        if (type == ENT_NONE && node == ENT_NONE)
            ent_report(p->run, ENT_E505, p->wish->root.place,
                       ent_network_meant(p->run, network, name), ENT_TEXT("--root"), name);
        for (size_t i = 0; i < p->plan->node_count; i++) {
            uint32_t own = p->plan->nodes[i].node;
            bool of_type =
                type != ENT_NONE && ent_type_isa(network->schema, network->node_type[own], type);
            distance[i] = own == node || of_type ? 0 : distance[i];
        }
    }
}

/* How many ties each planned node is away from the roots; ENT_NONE where none leads. */
static uint32_t *distances(const struct ent_planning *p)
{
    const struct ent_plan *plan = p->plan;
    uint32_t *distance = ENT_NEW(&p->run->arena, uint32_t, plan->node_count + 1);
    mark_roots(p, distance);
    for (uint32_t circle = 0, added = 1; added > 0; circle++) {
        added = 0;
        for (size_t i = 0; i < plan->tie_count; i++) {
            uint32_t from = plan->ties[i].from, to = plan->ties[i].to;
            if (distance[from] == circle && distance[to] == ENT_NONE)
                distance[to] = circle + 1, added++;
            if (distance[to] == circle && distance[from] == ENT_NONE)
                distance[from] = circle + 1, added++;
        }
    }
    return distance;
}

void ent_planning_roots(const struct ent_planning *p)
{
    struct ent_plan *plan = p->plan;
    if (!p->wish->root.given || plan->pins) /* they stand where they stood */
        return;
    if (!ent_layout_engine(plan->task.engine)->same_ranks)
        ent_report(p->run, ENT_E500, p->wish->root.place, ENT_TEXT("try -K dot"),
                   ENT_FORM(&p->run->arena, "--root: {} has no ranks; dot has", plan->task.engine));
    const uint32_t *distance = distances(p);
    for (size_t i = 0; i < plan->tie_count; i++)
        plan->ties[i].turned = distance[plan->ties[i].from] > distance[plan->ties[i].to];
}
