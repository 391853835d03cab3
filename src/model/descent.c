#include "model/descent.h"

bool ent_schema_has_lineage(const struct ent_schema *schema, unsigned kinds, uint32_t type)
{
    for (size_t i = 0; i < schema->relation_count; i++) {
        const struct ent_relation *relation = &schema->relations[i];
        if (relation->lineage & kinds &&
            (type == ENT_NONE || ent_type_isa(schema, type, relation->from) ||
             ent_type_isa(schema, type, relation->to)))
            return true;
    }
    return false;
}

struct ent_text ent_schema_lineage_names(struct ent_arena *arena, const struct ent_schema *schema,
                                         unsigned kinds)
{
    struct ent_text names = {0};
    for (size_t i = 0; i < schema->relation_count; i++) {
        const struct ent_relation *relation = &schema->relations[i];
        if (relation->lineage & kinds && relation->same == i)
            names = ENT_FORM(arena, "{}{}'{}'", names,
                             names.length > 0 ? ENT_TEXT(", ") : ENT_NO_HINT, relation->kind.name);
    }
    return names;
}

/* ---- who is beside whom ---- */

struct side {
    size_t *first;
    uint32_t *nodes, *ties;
};

static bool counts(const struct ent_network *network, uint32_t tie, unsigned kinds,
                   const uint8_t *ties)
{
    return ent_tie_lineage(network, tie) & kinds && (!ties || ties[tie] != ENT_OUT);
}

/* Of each tie one end stands beside the other: counts, then positions, then the starts. */
static struct side make_side(struct ent_run *run, const struct ent_network *network, unsigned kinds,
                             const uint8_t *ties, const uint32_t *of, const uint32_t *beside)
{
    struct side side = {.first = ENT_NEW(&run->arena, size_t, network->node_count + 2)};
    size_t *next = side.first + 1, sum = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (counts(network, tie, kinds, ties))
            next[of[tie]]++;
    for (size_t node = 0; node < network->node_count; node++) {
        size_t count = next[node];
        next[node] = sum;
        sum += count;
    }
    side.nodes = ENT_NEW(&run->arena, uint32_t, sum + 1);
    side.ties = ENT_NEW(&run->arena, uint32_t, sum + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (counts(network, tie, kinds, ties)) {
            side.nodes[next[of[tie]]] = beside[tie];
            side.ties[next[of[tie]]++] = tie;
        }
    return side;
}

/* ---- loops: Tarjan 1972, without recursion ---- */

struct walk {
    struct ent_descent *descent;
    uint32_t *seen; /* when a node was met first, from 1; 0: not yet */
    uint32_t *low;  /* the earliest met that it leads to */
    uint32_t *open, *path;
    size_t *next, open_count, path_count;
    uint32_t met, loops, ordered;
};

static void enter(struct walk *w, uint32_t node)
{
    w->seen[node] = w->low[node] = ++w->met;
    w->next[node] = w->descent->first_elder[node];
    w->open[w->open_count++] = node;
    w->path[w->path_count++] = node;
}

static void leave(struct walk *w, uint32_t node)
{
    w->path_count--;
    if (w->path_count > 0) {
        uint32_t before = w->path[w->path_count - 1];
        w->low[before] = w->low[node] < w->low[before] ? w->low[node] : w->low[before];
    }
    if (w->low[node] != w->seen[node])
        return;
    for (uint32_t last = ENT_NONE; last != node;) {
        last = w->open[--w->open_count];
        w->descent->loop[last] = w->loops;
        w->descent->order[w->ordered++] = last;
    }
    w->loops++;
}

static void walk_from(struct walk *w, uint32_t start)
{
    const struct ent_descent *descent = w->descent;
    enter(w, start);
    while (w->path_count > 0) {
        uint32_t node = w->path[w->path_count - 1];
        if (w->next[node] == descent->first_elder[node + 1]) {
            leave(w, node);
            continue;
        }
        uint32_t elder = descent->elders[w->next[node]++];
        if (w->seen[elder] == 0)
            enter(w, elder);
        else if (descent->loop[elder] == ENT_NONE && w->seen[elder] < w->low[node])
            w->low[node] = w->seen[elder];
    }
}

static void find_loops(struct ent_run *run, size_t count, struct ent_descent *descent)
{
    struct ent_arena *arena = &run->arena;
    struct walk walk = {
        .descent = descent,
        .seen = ENT_NEW(arena, uint32_t, count + 1),
        .low = ENT_NEW(arena, uint32_t, count + 1),
        .open = ENT_NEW(arena, uint32_t, count + 1),
        .path = ENT_NEW(arena, uint32_t, count + 1),
        .next = ENT_NEW(arena, size_t, count + 1),
    };
    descent->loop = ENT_NEW(arena, uint32_t, count + 1);
    descent->order = ENT_NEW(arena, uint32_t, count + 1);
    for (uint32_t node = 0; node < count; node++)
        descent->loop[node] = ENT_NONE;
    for (uint32_t node = 0; node < count; node++)
        if (walk.seen[node] == 0)
            walk_from(&walk, node);
}

struct ent_descent ent_descent_make(struct ent_run *run, const struct ent_network *network,
                                    unsigned kinds, const uint8_t *ties)
{
    struct side elders = make_side(run, network, kinds, ties, network->tie_from, network->tie_to);
    struct side youngers = make_side(run, network, kinds, ties, network->tie_to, network->tie_from);
    struct ent_descent descent = {
        .first_elder = elders.first,
        .first_younger = youngers.first,
        .elders = elders.nodes,
        .elder_ties = elders.ties,
        .youngers = youngers.nodes,
        .younger_ties = youngers.ties,
    };
    find_loops(run, network->node_count, &descent);
    return descent;
}
