/* Communities by modularity (Blondel, Guillaume, Lambiotte and Lefebvre 2008): nodes move to the
 * neighbouring community that gains most until none does, communities become nodes, and so on. */
#include "select/measures.h"

/* A graph whose nodes may be communities, with what lies within them. */
struct level {
    struct ent_simple graph;
    double *within;   /* twice the weight of the ties inside */
    double *strength; /* of all ties, those inside counted twice */
    double twice;     /* the weight of all ties, counted twice */
};

/* A partition while nodes move. */
struct moving {
    uint32_t *community; /* of each node */
    double *strength;    /* of each community */
    double *shared;      /* the weight between the node that moves and each community */
    uint32_t *beside;    /* the communities with `shared`, and how many */
    size_t beside_count;
};

static struct level first_level(struct ent_arena *arena, const struct ent_simple *graph)
{
    struct level level = {*graph, ENT_NEW(arena, double, graph->count + 1),
                          ENT_NEW(arena, double, graph->count + 1), 0};
    for (size_t node = 0; node < graph->count; node++) {
        for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++)
            level.strength[node] += graph->weights[at];
        level.twice += level.strength[node];
    }
    return level;
}

static void weigh_neighbours(const struct level *level, struct moving *moving, size_t node)
{
    const struct ent_simple *graph = &level->graph;
    for (size_t i = 0; i < moving->beside_count; i++)
        moving->shared[moving->beside[i]] = -1;
    moving->beside_count = 0;
    uint32_t own = moving->community[node];
    moving->shared[own] = 0; /* it may stay, whether or not it has a neighbour there */
    moving->beside[moving->beside_count++] = own;
    for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++) {
        uint32_t community = moving->community[graph->others[at]];
        if (moving->shared[community] < 0) {
            moving->shared[community] = 0;
            moving->beside[moving->beside_count++] = community;
        }
        moving->shared[community] += graph->weights[at];
    }
}

/* Moves a node to where modularity gains most, and back if nowhere more than by staying. */
static bool move_node(const struct level *level, struct moving *moving, size_t node)
{
    uint32_t own = moving->community[node], best = own;
    double strength = level->strength[node];
    weigh_neighbours(level, moving, node);
    moving->strength[own] -= strength;
    double most = moving->shared[own] - moving->strength[own] * strength / level->twice;
    for (size_t i = 1; i < moving->beside_count; i++) {
        uint32_t to = moving->beside[i];
        double gain = moving->shared[to] - moving->strength[to] * strength / level->twice;
        if (gain > most + 1e-12 * level->twice) {
            most = gain;
            best = to;
        }
    }
    moving->strength[best] += strength;
    moving->community[node] = best;
    return best != own;
}

/* Until nobody moves. Returns whether anybody did. */
static bool move_all(const struct level *level, struct moving *moving)
{
    bool any = false, moved = true;
    while (moved) {
        moved = false;
        for (size_t node = 0; node < level->graph.count; node++)
            moved |= move_node(level, moving, node);
        any |= moved;
    }
    return any;
}

static struct moving begin_moving(struct ent_arena *arena, const struct level *level)
{
    size_t count = level->graph.count;
    struct moving moving = {ENT_NEW(arena, uint32_t, count + 1), ENT_NEW(arena, double, count + 1),
                            ENT_NEW(arena, double, count + 1), ENT_NEW(arena, uint32_t, count + 1),
                            0};
    for (size_t node = 0; node < count; node++) {
        moving.community[node] = (uint32_t)node;
        moving.strength[node] = level->strength[node];
        moving.shared[node] = -1;
    }
    return moving;
}

/* Numbers from 0 in the order of the first members; returns how many. */
static size_t renumber(struct ent_arena *arena, uint32_t *community, size_t count)
{
    uint32_t *number = ENT_NEW(arena, uint32_t, count + 1);
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        number[i] = ENT_NONE;
    for (size_t i = 0; i < count; i++) {
        if (number[community[i]] == ENT_NONE)
            number[community[i]] = (uint32_t)used++;
        community[i] = number[community[i]];
    }
    return used;
}

/* The nodes of each community, one community after the other. */
static uint32_t *members_of(struct ent_arena *arena, const uint32_t *community, size_t count,
                            size_t communities, size_t **first)
{
    uint32_t *members = ENT_NEW(arena, uint32_t, count + 1);
    size_t *start = *first = ENT_NEW(arena, size_t, communities + 2);
    for (size_t i = 0; i < count; i++)
        start[community[i] + 2]++;
    for (size_t i = 2; i < communities + 2; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < count; i++)
        members[start[community[i] + 1]++] = (uint32_t)i;
    return members;
}

/* Adds the ties of a community to the graph of communities. */
static void add_ties(const struct level *level, const struct moving *moving, uint32_t node,
                     struct level *above, uint32_t own, size_t *slot, size_t *used)
{
    const struct ent_simple *graph = &level->graph;
    above->within[own] += level->within[node];
    above->strength[own] += level->strength[node];
    for (size_t at = graph->first[node]; at < graph->first[node + 1]; at++) {
        uint32_t other = moving->community[graph->others[at]];
        if (other == own) {
            above->within[own] += graph->weights[at];
            continue;
        }
        if (slot[other] < above->graph.first[own] || slot[other] >= *used ||
            above->graph.others[slot[other]] != other) {
            slot[other] = (*used)++;
            above->graph.others[slot[other]] = other;
        }
        above->graph.weights[slot[other]] += graph->weights[at];
    }
}

static struct level next_level(struct ent_arena *arena, const struct level *level,
                               const struct moving *moving, size_t communities)
{
    size_t halves = level->graph.first[level->graph.count], used = 0, *first;
    struct level above = {{communities, ENT_NEW(arena, size_t, communities + 1),
                           ENT_NEW(arena, uint32_t, halves + 1),
                           ENT_NEW(arena, double, halves + 1)},
                          ENT_NEW(arena, double, communities + 1),
                          ENT_NEW(arena, double, communities + 1),
                          level->twice};
    size_t *slot = ENT_NEW(arena, size_t, communities + 1);
    const uint32_t *members =
        members_of(arena, moving->community, level->graph.count, communities, &first);
    for (uint32_t own = 0; own < communities; own++) {
        above.graph.first[own] = used;
        for (size_t i = first[own]; i < first[own + 1]; i++)
            add_ties(level, moving, members[i], &above, own, slot, &used);
    }
    above.graph.first[communities] = used;
    return above;
}

void ent_simple_communities(struct ent_arena *arena, const struct ent_simple *graph, double *values)
{
    struct level level = first_level(arena, graph);
    uint32_t *found = ENT_NEW(arena, uint32_t, graph->count + 1);
    for (size_t node = 0; node < graph->count; node++)
        found[node] = (uint32_t)node;
    for (bool moved = level.twice > 0; moved;) {
        struct moving moving = begin_moving(arena, &level);
        moved = move_all(&level, &moving);
        size_t communities = renumber(arena, moving.community, level.graph.count);
        for (size_t node = 0; node < graph->count; node++)
            found[node] = moving.community[found[node]];
        level = next_level(arena, &level, &moving, communities);
    }
    ent_groups_number(arena, found, graph->count, values);
}
