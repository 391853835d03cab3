#include "model/building.h"
#include "model/descent.h"

enum { most_of_a_loop = 12 }; /* ties that are named of a loop */

struct checking {
    struct ent_run *run;
    const struct ent_network *network;
    struct ent_descent descent; /* of one kind of ties */
};

static struct ent_text relation_name(const struct checking *c, uint32_t tie)
{
    return c->network->schema->relations[c->network->tie_relation[tie]].kind.name;
}

/* ---- loops ---- */

/* The tie from a node to an elder in the same loop, or ENT_NONE. */
static uint32_t tie_in_loop(const struct checking *c, uint32_t node)
{
    const struct ent_descent *descent = &c->descent;
    for (size_t at = descent->first_elder[node]; at < descent->first_elder[node + 1]; at++)
        if (descent->loop[descent->elders[at]] == descent->loop[node])
            return descent->elder_ties[at];
    return ENT_NONE;
}

/* Loops of parents in columns are E213. */
static bool is_of_columns(const struct checking *c, uint32_t tie)
{
    const struct ent_network *network = c->network;
    return ent_table_is_of_nodes(network->schema,
                                 network->relation_table[network->tie_relation[tie]]);
}

/* "a -> b -> a" from the tie on, with the places of all its ties as a hint. */
static void report_loop(const struct checking *c, uint32_t tie)
{
    const struct ent_network *network = c->network;
    struct ent_arena *arena = &c->run->arena;
    uint32_t first = network->tie_from[tie], at = tie;
    struct ent_text loop = network->node_id[first], places = {0};
    bool columns = true;
    for (size_t named = 0; named == 0 || network->tie_from[at] != first; named++) {
        bool told = named < most_of_a_loop;
        columns = columns && is_of_columns(c, at);
        if (told)
            places = ENT_FORM(arena, "{}{}{}", places, named > 0 ? ENT_TEXT(", ") : ENT_NO_HINT,
                              ent_place_mention(arena, ent_tie_place(network, at)));
        if (told || network->tie_to[at] == first)
            loop = ENT_FORM(arena, "{} -> {}{}", loop,
                            named > most_of_a_loop ? ENT_TEXT("... -> ") : ENT_NO_HINT,
                            network->node_id[network->tie_to[at]]);
        at = tie_in_loop(c, network->tie_to[at]);
    }
    if (!columns)
        ent_report(c->run, ENT_W220, ent_tie_place(network, tie),
                   ENT_FORM(arena, "one of these is the wrong way round: {}", places),
                   relation_name(c, tie), loop);
}

/* Each way from a node leads into a round; it is told from where it is met again. */
static void find_round(const struct checking *c, uint32_t start, bool *met)
{
    uint32_t tie = tie_in_loop(c, start);
    while (!met[c->network->tie_from[tie]]) {
        met[c->network->tie_from[tie]] = true;
        tie = tie_in_loop(c, c->network->tie_to[tie]);
    }
    report_loop(c, tie);
}

static void check_loops(const struct checking *c)
{
    uint32_t told = ENT_NONE; /* the loop: its nodes stand together */
    bool *met = ENT_NEW(&c->run->arena, bool, c->network->node_count + 1);
    for (size_t i = 0; i < c->network->node_count; i++) {
        uint32_t node = c->descent.order[i];
        if (c->descent.loop[node] == told || tie_in_loop(c, node) == ENT_NONE)
            continue;
        told = c->descent.loop[node];
        find_round(c, node, met);
    }
}

/* ---- dates ---- */

static void check_dates(const struct checking *c)
{
    const struct ent_network *network = c->network;
    struct ent_arena *arena = &c->run->arena;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t younger = network->tie_from[tie], elder = network->tie_to[tie];
        const struct ent_lifetime *life = &network->node_life[younger];
        const struct ent_lifetime *before = &network->node_life[elder];
        bool takes_place = ent_tie_lineage(network, tie) & (ENT_SUPERSEDES | ENT_AMENDS);
        if (!takes_place || !life->given || !before->given ||
            life->start_latest >= before->start_earliest)
            continue;
        ent_report(c->run, ENT_W221, ent_tie_place(network, tie), ENT_TEXT("swapped?"),
                   network->node_id[younger], relation_name(c, tie), network->node_id[elder],
                   ent_day_text(arena, life->start_latest),
                   ent_day_text(arena, before->start_earliest));
    }
}

void ent_descent_check(struct ent_run *run, const struct ent_network *network)
{
    static const enum ent_lineage kinds[] = {ENT_SUPERSEDES, ENT_AMENDS, ENT_UNDER};
    struct checking checking = {.run = run, .network = network};
    for (size_t i = 0; i < ENT_COUNT(kinds); i++)
        if (ent_schema_has_lineage(network->schema, kinds[i], ENT_NONE)) {
            checking.descent = ent_descent_make(run, network, kinds[i], NULL);
            check_loops(&checking);
        }
    check_dates(&checking);
}
