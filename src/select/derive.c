#include "select/derive.h"

#include "select/groups.h"
#include "select/order.h"

struct ent_lifetime ent_lifetime_hull(struct ent_lifetime a, struct ent_lifetime b)
{
    if (!a.given || !b.given)
        return a.given ? a : b;
    return (struct ent_lifetime){
        .start_earliest = a.start_earliest < b.start_earliest ? a.start_earliest : b.start_earliest,
        .start_latest = a.start_latest < b.start_latest ? a.start_latest : b.start_latest,
        .end_earliest = a.end_earliest > b.end_earliest ? a.end_earliest : b.end_earliest,
        .end_latest = a.end_latest > b.end_latest ? a.end_latest : b.end_latest,
        .marks = a.marks & b.marks,
        .given = true,
    };
}

uint32_t ent_derive_type(struct ent_run *run, const struct ent_schema *schema, const char *option,
                         struct ent_value name)
{
    uint32_t type = ent_schema_type(schema, name.text);
    if (type != ENT_NONE)
        return type;
    size_t count;
    struct ent_text *names = ent_schema_names(&run->arena, schema, true, false, &count);
    ent_report(run, ENT_E508, name.place, ent_hint_meant(&run->arena, name.text, names, count),
               ent_text_of(option), name.text, ENT_TEXT("type"));
    return ENT_NONE;
}

void ent_derived_room(struct ent_run *run, struct ent_derived *derived, size_t count,
                      size_t members)
{
    struct ent_arena *arena = &run->arena;
    struct ent_network *network = derived->network;
    network->tie_count = 0;
    network->tie_relation = ENT_NEW(arena, uint32_t, count + 1);
    network->tie_row = ENT_NEW(arena, uint32_t, count + 1);
    network->tie_from = ENT_NEW(arena, uint32_t, count + 1);
    network->tie_to = ENT_NEW(arena, uint32_t, count + 1);
    network->tie_agreement = ENT_NEW(arena, uint32_t, count + 1);
    network->tie_behalf = ENT_NEW(arena, uint32_t, count + 1);
    network->tie_life = ENT_NEW(arena, struct ent_lifetime, count + 1);
    network->tie_weight = ENT_NEW(arena, double, count + 1);
    derived->selection->ties = ENT_NEW(arena, uint8_t, count + 1);
    derived->selection->tie_step = ENT_NEW(arena, uint8_t, count + 1);
    derived->bundles->first = ENT_NEW(arena, size_t, count + 2);
    derived->bundles->members = ENT_NEW(arena, uint32_t, members + 1);
}

/* The selected ties as they are, in canonical order where that matters: which of several rows
 * gives a roll-up or a merger its look must not hang on the order of rows. */
static void begin(struct ent_run *run, const struct ent_network *network,
                  const struct ent_selection *selection, bool ordered, struct ent_derived *derived)
{
    struct ent_order order = {0};
    size_t count = network->tie_count;
    if (ordered) {
        order = ent_order_make(run, network, selection);
        count = order.tie_count;
    }
    *derived->network = *network;
    *derived->selection = *selection;
    derived->selection->nodes = ENT_NEW(&run->arena, uint8_t, network->node_count + 1);
    memcpy(derived->selection->nodes, selection->nodes, network->node_count);
    *derived->bundles = (struct ent_bundles){
        .origin = network, .selected = selection, .run = run, .projected = ENT_NONE};
    ent_derived_room(run, derived, count, count);
    struct ent_network *made = derived->network;
    for (size_t i = 0; i < count; i++) {
        uint32_t tie = ordered ? order.ties[i] : (uint32_t)i;
        size_t own = made->tie_count;
        if (selection->ties[tie] == ENT_OUT)
            continue;
        made->tie_relation[own] = network->tie_relation[tie];
        made->tie_row[own] = network->tie_row[tie];
        made->tie_from[own] = network->tie_from[tie];
        made->tie_to[own] = network->tie_to[tie];
        made->tie_agreement[own] = network->tie_agreement[tie];
        made->tie_behalf[own] = network->tie_behalf[tie];
        made->tie_life[own] = network->tie_life[tie];
        made->tie_weight[own] = network->tie_weight ? network->tie_weight[tie] : 1;
        derived->selection->ties[own] = selection->ties[tie];
        derived->bundles->members[own] = tie;
        derived->bundles->first[own + 1] = own + 1;
        made->tie_count++;
    }
    derived->bundles->first_projected = made->tie_count;
    made->bundles = derived->bundles;
}

static void drop_isolated(struct ent_run *run, const struct ent_derived *derived)
{
    const struct ent_network *network = derived->network;
    bool *tied = ENT_NEW(&run->arena, bool, network->node_count + 1);
    for (size_t tie = 0; tie < network->tie_count; tie++)
        if (derived->selection->ties[tie] != ENT_OUT)
            tied[network->tie_from[tie]] = tied[network->tie_to[tie]] = true;
    for (size_t node = 0; node < network->node_count; node++)
        if (!tied[node])
            derived->selection->nodes[node] = ENT_OUT;
}

static bool make_ties(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *selection, const struct ent_derivation *wish,
                      struct ent_network *derived, struct ent_selection *left)
{
    struct ent_derived made = {derived, left, ENT_NEW(&run->arena, struct ent_bundles, 1)};
    begin(run, network, selection, wish->rollup.given || wish->merge, &made);
    if (wish->rollup.given && !ent_derive_rollup(run, wish, &made))
        return false;
    if (wish->merge) /* before the projection, whose ties stay beside those between the same two */
        ent_derive_merger(run, &made);
    if (wish->project.given && !ent_derive_projection(run, wish, &made))
        return false;
    if (!wish->keep_isolated)
        drop_isolated(run, &made);
    return true;
}

bool ent_derive(struct ent_run *run, const struct ent_network *network,
                const struct ent_selection *selection, const struct ent_derivation *wish,
                struct ent_network *derived, struct ent_selection *left)
{
    bool makes = wish->rollup.given || wish->project.given || wish->merge;
    *derived = *network;
    *left = *selection;
    if (makes && !(selection->change ? ent_derive_change : make_ties)(run, network, selection, wish,
                                                                      derived, left))
        return false;
    return ent_groups_take(run, network, selection, wish, derived, left);
}
