#include "select/lineage.h"

/* While it is found out what has been superseded. */
struct reckoning {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_selection *selection;
    struct ent_succession found;
};

static enum ent_answer less_sure(enum ent_answer a, enum ent_answer b)
{
    return a < b ? a : b;
}

/* Has it begun by the last day asked for? */
static enum ent_answer has_begun(const struct reckoning *r, const struct ent_lifetime *life)
{
    struct ent_window until = {ENT_DAY_FIRST, r->selection->window.last};
    return r->selection->timed ? ent_lifetime_answer(life, until) : ENT_CERTAIN;
}

/* ---- what takes the place of what ---- */

/* How sure it is that by this tie its head has been superseded. */
static enum ent_answer by_tie(const struct reckoning *r, uint32_t tie)
{
    uint32_t younger = r->network->tie_from[tie];
    enum ent_answer begun = has_begun(r, &r->network->node_life[younger]);
    enum ent_answer gone = r->found.gone[younger];
    return less_sure(has_begun(r, &r->network->tie_life[tie]), begun > gone ? begun : gone);
}

/* Is the tie to be named rather than the best so far, when it says the same? */
static bool is_named(const struct reckoning *r, uint32_t tie, uint32_t best, const uint32_t *ends)
{
    return best == ENT_NONE ||
           ent_text_compare(r->network->node_id[ends[tie]], r->network->node_id[ends[best]]) < 0;
}

/* The same of all of a loop, which stand together in the order. */
static void reckon_loop(const struct reckoning *r, const struct ent_descent *descent, size_t first,
                        size_t end)
{
    enum ent_answer gone = ENT_OUT;
    uint32_t by = ENT_NONE;
    for (size_t i = first; i < end; i++) {
        uint32_t node = descent->order[i];
        for (size_t at = descent->first_younger[node]; at < descent->first_younger[node + 1];
             at++) {
            uint32_t tie = descent->younger_ties[at];
            enum ent_answer answer = by_tie(r, tie);
            bool apart = descent->loop[descent->youngers[at]] != descent->loop[node];
            if (!apart || answer == ENT_OUT || answer < gone ||
                (answer == gone && !is_named(r, tie, by, r->network->tie_from)))
                continue;
            gone = answer;
            by = tie;
        }
    }
    for (size_t i = first; i < end; i++) {
        r->found.gone[descent->order[i]] = (uint8_t)gone;
        r->found.by[descent->order[i]] = by;
    }
}

/* The youngest come first. */
static void reckon_succession(const struct reckoning *r)
{
    struct ent_descent descent = ent_descent_make(r->run, r->network, ENT_SUPERSEDES, NULL);
    for (size_t end = r->network->node_count, first; end > 0; end = first) {
        for (first = end - 1; first > 0 && descent.loop[descent.order[first - 1]] ==
                                               descent.loop[descent.order[first]];)
            first--;
        reckon_loop(r, &descent, first, end);
    }
}

/* ---- what falls with what it amends ---- */

/* As sure as it is of the one that is least surely gone; the tie that leads there. */
static uint32_t surest_elder(const struct reckoning *r, const struct ent_descent *descent,
                             uint32_t node)
{
    uint32_t best = ENT_NONE;
    for (size_t at = descent->first_elder[node]; at < descent->first_elder[node + 1]; at++) {
        uint32_t tie = descent->elder_ties[at];
        uint8_t gone = r->found.gone[descent->elders[at]];
        uint8_t least = best == ENT_NONE ? 0 : r->found.gone[r->network->tie_to[best]];
        if (descent->loop[descent->elders[at]] == descent->loop[node] ||
            (best != ENT_NONE && gone > least))
            continue;
        if (best == ENT_NONE || gone < least || is_named(r, tie, best, r->network->tie_to))
            best = tie;
    }
    return best;
}

/* Elders come first. */
static void reckon_amendments(const struct reckoning *r)
{
    struct ent_descent descent = ent_descent_make(r->run, r->network, ENT_AMENDS, NULL);
    for (size_t i = 0; i < r->network->node_count; i++) {
        uint32_t node = descent.order[i], tie = surest_elder(r, &descent, node);
        if (tie == ENT_NONE || r->found.gone[r->network->tie_to[tie]] <= r->found.gone[node])
            continue;
        r->found.gone[node] = r->found.gone[r->network->tie_to[tie]];
        r->found.by[node] = tie;
    }
}

struct ent_succession ent_succession_find(struct ent_run *run, const struct ent_network *network,
                                          const struct ent_selection *selection)
{
    struct reckoning reckoning = {run, network, selection, {0}};
    reckoning.found.gone = ENT_NEW(&run->arena, uint8_t, network->node_count + 1);
    reckoning.found.by = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    reckon_succession(&reckoning);
    reckon_amendments(&reckoning);
    return reckoning.found;
}

uint32_t *ent_lineage_successors(struct ent_run *run, const struct ent_network *network,
                                 const struct ent_selection *selection)
{
    struct ent_succession found = ent_succession_find(run, network, selection);
    uint32_t *successors = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    for (uint32_t node = 0; node < network->node_count; node++) {
        uint32_t tie = found.gone[node] < selection->least ? ENT_NONE : found.by[node];
        while (tie != ENT_NONE && ent_tie_lineage(network, tie) == ENT_AMENDS)
            tie = found.by[network->tie_to[tie]];
        successors[node] = tie == ENT_NONE ? ENT_NONE : network->tie_from[tie];
    }
    return successors;
}

/* ---- the step ---- */

static uint8_t lowered(const struct ent_selection *selection, uint8_t answer, uint8_t gone)
{
    uint8_t left = (uint8_t)(ENT_CERTAIN - gone);
    answer = answer < left ? answer : left;
    return answer < selection->least ? ENT_OUT : answer;
}

/* A tie is no surer than its ends, and the short form of an agreement goes with it. */
bool ent_select_latest(struct ent_run *run, const struct ent_network *network,
                       const struct ent_question *question, struct ent_selection *selection)
{
    if (!question->latest.given)
        return true;
    if (!ent_lineage_known(run, network->schema, "--latest", question->latest.place))
        return false;
    selection->latest = true;
    const uint8_t *gone = ent_succession_find(run, network, selection).gone;
    for (uint32_t node = 0; node < network->node_count; node++)
        selection->nodes[node] = lowered(selection, selection->nodes[node], gone[node]);
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t ends[] = {network->tie_from[tie], network->tie_to[tie],
                           network->tie_agreement[tie]};
        for (size_t i = 0; i < ENT_COUNT(ends); i++)
            if (ends[i] != ENT_NONE)
                selection->ties[tie] = lowered(selection, selection->ties[tie], gone[ends[i]]);
    }
    return true;
}
