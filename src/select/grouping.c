#include "select/grouping.h"

#include "select/projection.h"

#include <stdlib.h>

static bool choose_relations(struct ent_grouping *g)
{
    struct ent_projecting p = {.run = g->run, .network = g->network, .wish = g->wish};
    bool good = ent_projection_choose(&p);
    g->joins = p.via;
    return good;
}

bool ent_grouping_makes_member(const struct ent_grouping *g, uint32_t tie)
{
    const struct ent_network *network = g->network;
    if (!g->joins[network->tie_relation[tie]])
        return false;
    struct ent_text role = ent_tie_text(g->run, network, tie, ENT_AT_ROLE);
    if (role.length == 0 && ent_tie_has_row(network, tie))
        role = ent_tie_cell(network, tie, ENT_TEXT("role"));
    return !ent_role_stands_aside(role);
}

static void find_heads(struct ent_grouping *g)
{
    g->ever = ENT_NEW(&g->run->arena, bool, g->network->node_count + 1);
    for (uint32_t tie = 0; tie < g->network->tie_count; tie++)
        if (g->joins[g->network->tie_relation[tie]])
            g->ever[g->network->tie_to[tie]] = true;
}

static void choose(struct ent_grouping *g, uint32_t node, bool named)
{
    if (g->place[node] != ENT_NONE)
        return;
    g->place[node] = (uint32_t)g->count;
    g->named[g->count] = named;
    g->chosen[g->count++] = node;
}

struct by_id {
    struct ent_text id;
    uint32_t node;
};

static int compare_ids(const void *a, const void *b)
{
    return ent_text_compare(((const struct by_id *)a)->id, ((const struct by_id *)b)->id);
}

/* Those of a type that ever had a member; with ENT_NONE all but what happens. Are there any? */
static bool choose_type(struct ent_grouping *g, uint32_t type)
{
    const struct ent_network *network = g->network;
    struct by_id *found = ENT_NEW(&g->run->arena, struct by_id, network->node_count + 1);
    size_t count = 0;
    for (uint32_t node = 0; node < network->node_count; node++) {
        bool fits = type == ENT_NONE
                        ? !ent_is_happening(network, node)
                        : ent_type_isa(network->schema, network->node_type[node], type);
        if (fits && g->ever[node])
            found[count++] = (struct by_id){network->node_id[node], node};
    }
    qsort(found, count, sizeof *found, compare_ids);
    for (size_t i = 0; i < count; i++)
        choose(g, found[i].node, false);
    return count > 0;
}

static bool refuse(const struct ent_grouping *g, struct ent_text name, struct ent_text why)
{
    struct ent_text names = {0};
    for (size_t i = 0; i < g->network->schema->relation_count; i++) {
        const struct ent_relation *relation = &g->network->schema->relations[i];
        if (g->joins[i] && relation->same == i)
            names = names.length == 0
                        ? relation->kind.label
                        : ENT_FORM(&g->run->arena, "{}, {}", names, relation->kind.label);
    }
    ent_report(g->run, ENT_E500, g->wish->group.place,
               ENT_FORM(&g->run->arena, "a group is the head of ties that join: {}", names),
               ENT_FORM(&g->run->arena, "--group: '{}' {}", name, why));
    return false;
}

static bool choose_named(struct ent_grouping *g, struct ent_text name)
{
    const struct ent_network *network = g->network;
    uint32_t node = ent_network_node(network, name);
    uint32_t type = ent_schema_type(network->schema, name);
    if (node != ENT_NONE && !g->ever[node])
        return refuse(g, name, ENT_TEXT("never had a member"));
    if (node != ENT_NONE) {
        choose(g, node, true);
        return true;
    }
    if (type == ENT_NONE && !ent_text_is(name, "all")) {
        ent_report(g->run, ENT_E505, g->wish->group.place, ent_network_meant(g->run, network, name),
                   ENT_TEXT("--group"), name);
        return false;
    }
    return choose_type(g, type) || refuse(g, name, ENT_TEXT("names nobody who ever had a member"));
}

/* Found once for all years: they are few beside all ties. */
static void find_ties(struct ent_grouping *g)
{
    const struct ent_network *network = g->network;
    size_t most = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        most += g->place[network->tie_to[tie]] != ENT_NONE;
    g->ties = ENT_NEW(&g->run->arena, uint32_t, most + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (g->place[network->tie_to[tie]] != ENT_NONE &&
            network->tie_from[tie] != network->tie_to[tie] && ent_grouping_makes_member(g, tie))
            g->ties[g->tie_count++] = tie;
}

bool ent_grouping_begin(struct ent_grouping *g)
{
    struct ent_arena *arena = &g->run->arena;
    size_t nodes = g->network->node_count;
    bool good = choose_relations(g), any = false;
    if (!good)
        return false;
    g->chosen = ENT_NEW(arena, uint32_t, nodes + 1);
    g->named = ENT_NEW(arena, bool, nodes + 1);
    g->place = ENT_NEW(arena, uint32_t, nodes + 1);
    for (size_t i = 0; i < nodes; i++)
        g->place[i] = ENT_NONE;
    find_heads(g);
    for (struct ent_text rest = g->wish->group.text, name; ent_text_next(&rest, ',', &name);) {
        good = choose_named(g, name) && good;
        any = true;
    }
    if (!any)
        ent_report(g->run, ENT_E500, g->wish->group.place,
                   ENT_TEXT("ids, types or all, with commas between"),
                   ENT_TEXT("--group names nobody"));
    find_ties(g);
    return good && any;
}
