#include "select/lineage.h"
#include "write/explanation.h"

static struct ent_arena *arena_of(const struct ent_explanation *e)
{
    return &e->run->arena;
}

static struct ent_text id_of(const struct ent_explanation *e, uint32_t node)
{
    return ENT_FORM(arena_of(e), "{} ('{}')", ent_node_full_name(e, node),
                    e->network->node_id[node]);
}

/* ---- latest ---- */

/* Of what takes the place of another. */
static struct ent_text dated(const struct ent_explanation *e, uint32_t node)
{
    struct ent_text life = ent_words_of_life(arena_of(e), &e->network->node_life[node]);
    return life.length == 0 ? life : ENT_FORM(arena_of(e), " ({})", life);
}

/* By what it is superseded, or what it amends that is, and where that is said. */
static struct ent_text succession_told(const struct ent_explanation *e, uint32_t tie)
{
    struct ent_arena *arena = arena_of(e);
    const struct ent_network *network = e->network;
    struct ent_text place = ent_place_mention(arena, ent_tie_place(network, tie));
    uint32_t younger = network->tie_from[tie], elder = network->tie_to[tie];
    if (ent_tie_lineage(network, tie) == ENT_AMENDS)
        return ENT_FORM(arena, "what it amends is superseded: {}, as told at {}", id_of(e, elder),
                        place);
    return ENT_FORM(arena, "it is superseded by {}{}, as told at {}", id_of(e, younger),
                    dated(e, younger), place);
}

static struct ent_text until_told(const struct ent_explanation *e, uint8_t gone)
{
    struct ent_arena *arena = arena_of(e);
    ent_day last = e->selection->window.last;
    struct ent_text day = last == ENT_DAY_LAST
                              ? ENT_TEXT("at some time")
                              : ENT_FORM(arena, "by {}", ent_words_of_days(arena, last, last));
    if (!e->selection->timed)
        return (struct ent_text){0};
    return ENT_FORM(arena, ".\nThat this had happened {} is {}", day,
                    ent_words_of_answer((enum ent_answer)gone));
}

struct ent_text ent_node_at_latest(const struct ent_explanation *e, uint32_t node)
{
    struct ent_succession found = ent_succession_find(e->run, e->network, e->selection);
    if (found.by[node] == ENT_NONE)
        return (struct ent_text){0};
    return ENT_FORM(arena_of(e), "{}{}", succession_told(e, found.by[node]),
                    until_told(e, found.gone[node]));
}

struct ent_text ent_node_kept_by_latest(const struct ent_explanation *e, uint32_t node)
{
    if (!e->question->latest.given || !e->selection->timed)
        return (struct ent_text){0};
    struct ent_succession found = ent_succession_find(e->run, e->network, e->selection);
    if (found.gone[node] == ENT_OUT)
        return (struct ent_text){0};
    return ENT_FORM(arena_of(e), "{}{}, and so it is no surer than {}",
                    succession_told(e, found.by[node]), until_told(e, found.gone[node]),
                    ent_words_of_answer((enum ent_answer)(ENT_CERTAIN - found.gone[node])));
}

struct ent_text ent_tie_at_latest(const struct ent_explanation *e, uint32_t tie)
{
    uint32_t agreement = e->network->tie_agreement[tie];
    struct ent_text ends = ent_tie_by_ends(e, tie);
    if (ends.length > 0 || agreement == ENT_NONE)
        return ends;
    return ENT_FORM(arena_of(e), "it is the short form of {}: {}", id_of(e, agreement),
                    ent_node_at_latest(e, agreement));
}

/* ---- lineage ---- */

static struct ent_text relations_told(const struct ent_explanation *e)
{
    return ent_schema_lineage_names(arena_of(e), e->network->schema, ENT_ANY_LINEAGE);
}

struct ent_text ent_node_at_lineage(const struct ent_explanation *e, uint32_t node)
{
    (void)node;
    struct ent_text near = {0};
    if (e->question->lineage_depth > 0)
        near = ENT_FORM(arena_of(e), ", nor within {} of what does",
                        ent_words_of_count(arena_of(e), e->question->lineage_depth, "tie", "ties"));
    return ENT_FORM(arena_of(e), "it neither comes from '{}' nor does that come from it, by {}{}",
                    e->question->lineage.text, relations_told(e), near);
}

struct ent_text ent_tie_at_lineage(const struct ent_explanation *e, uint32_t tie)
{
    struct ent_text ends = ent_tie_by_ends(e, tie);
    if (ends.length > 0)
        return ends;
    return ENT_FORM(arena_of(e), "a lineage is made by {}; --depth 1 shows the other ties as well",
                    relations_told(e));
}
