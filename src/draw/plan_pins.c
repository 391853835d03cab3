#include "draw/plan.h"

bool ent_plan_pin(struct ent_run *run, struct ent_plan *plan)
{
    const struct ent_pins *pins = plan->pins;
    const struct ent_network *network = plan->network;
    size_t found = 0;
    for (size_t i = 0; i < plan->node_count; i++) {
        struct ent_plan_node *node = &plan->nodes[i];
        node->pinned = ent_pin_of(pins, network->node_id[node->node]);
        found += node->pinned != NULL;
    }
    for (size_t i = 0; i < pins->count; i++) {
        const struct ent_pin *position = &pins->all[i];
        if (ent_network_node(network, position->id) == ENT_NONE)
            ent_report(run, ENT_W120, position->place,
                       ent_network_meant(run, network, position->id), position->id);
    }
    if (found > 0 || plan->node_count == 0)
        return true;
    ent_report(
        run, ENT_E500, ENT_NOWHERE, ENT_TEXT("a file that --save-layout wrote of this figure"),
        ENT_FORM(&run->arena, "--layout: '{}' has a place for none of the nodes that are shown",
                 pins->source->name));
    return false;
}
