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

/* The tie that comes after another one in a round. */
static uint32_t tie_after(const struct checking *c, uint32_t tie)
{
    return tie_in_loop(c, c->network->tie_to[tie]);
}

/* Where the ties of the round stand that begins with this one. */
static struct ent_text places_of_round(const struct checking *c, uint32_t tie)
{
    struct ent_arena *arena = &c->run->arena;
    struct ent_text places = {0};
    uint32_t at = tie;
    for (size_t named = 0; named < most_of_a_loop && (named == 0 || at != tie); named++) {
        places = ENT_FORM(arena, "{}{}{}", places, named > 0 ? ENT_TEXT(", ") : ENT_NO_HINT,
                          ent_place_mention(arena, ent_tie_place(c->network, at)));
        at = tie_after(c, at);
    }
    return ENT_FORM(arena, "one of these is the wrong way round: {}", places);
}

/* "a -> b -> a" */
static struct ent_text round_text(const struct checking *c, uint32_t tie)
{
    const struct ent_network *network = c->network;
    struct ent_arena *arena = &c->run->arena;
    struct ent_text first = network->node_id[network->tie_from[tie]], round = first;
    uint32_t at = tie_after(c, tie);
    for (size_t named = 1; named < most_of_a_loop && at != tie; named++) {
        round = ENT_FORM(arena, "{} -> {}", round, network->node_id[network->tie_from[at]]);
        at = tie_after(c, at);
    }
    return ENT_FORM(arena, "{}{} -> {}", round, at == tie ? ENT_NO_HINT : ENT_TEXT(" -> ..."),
                    first);
}

static void report_round(const struct checking *c, uint32_t tie)
{
    bool columns = is_of_columns(c, tie);
    for (uint32_t at = tie_after(c, tie); columns && at != tie; at = tie_after(c, at))
        columns = is_of_columns(c, at);
    if (!columns)
        ent_report(c->run, ENT_W220, ent_tie_place(c->network, tie), places_of_round(c, tie),
                   relation_name(c, tie), round_text(c, tie));
}

/* Each way from a node leads into a round; it is told from where it is met again. */
static void find_round(const struct checking *c, uint32_t start, bool *met)
{
    uint32_t tie = tie_in_loop(c, start);
    while (!met[c->network->tie_from[tie]]) {
        met[c->network->tie_from[tie]] = true;
        tie = tie_in_loop(c, c->network->tie_to[tie]);
    }
    report_round(c, tie);
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
