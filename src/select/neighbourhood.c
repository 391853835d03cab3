#include "select/adjacency.h"

bool ent_select_ids(struct ent_run *run, const struct ent_network *network, const char *name,
                    struct ent_value list, uint32_t **nodes, size_t *count)
{
    *nodes = ENT_NEW(&run->arena, uint32_t, list.text.length + 1);
    *count = 0;
    bool good = true;
    for (struct ent_text rest = list.text, id; ent_text_next(&rest, ',', &id);) {
        uint32_t node = ent_network_node(network, id);
        if (node != ENT_NONE) {
            (*nodes)[(*count)++] = node;
            continue;
        }
        ent_report(run, ENT_E505, list.place, ent_network_meant(run, network, id),
                   ent_text_of(name), id);
        good = false;
    }
    return good;
}

/* Those that are selected themselves: nothing is reached from what is out. */
static size_t keep_selected(const struct ent_selection *selection, uint32_t *nodes, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (selection->nodes[nodes[i]] != ENT_OUT)
            nodes[kept++] = nodes[i];
    return kept;
}

bool *ent_select_near(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *selection, const uint32_t *nodes, size_t count,
                      size_t depth)
{
    bool *reached = ENT_NEW(&run->arena, bool, network->node_count + 1);
    uint32_t *started = ENT_NEW(&run->arena, uint32_t, count + 1);
    memcpy(started, nodes, count * sizeof *nodes);
    count = keep_selected(selection, started, count);
    struct ent_adjacency adjacency = ent_adjacency_make(run, network, selection);
    const uint32_t *distances = ent_distances(run, network, &adjacency, started, count, depth);
    for (size_t node = 0; node < network->node_count; node++)
        reached[node] = distances[node] != ENT_NONE;
    return reached;
}

static void keep_nodes(const struct ent_network *network, const bool *kept,
                       struct ent_selection *selection)
{
    for (uint32_t node = 0; node < network->node_count; node++)
        if (!kept[node])
            selection->nodes[node] = ENT_OUT;
}

bool ent_select_egos(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *selection)
{
    if (!question->ego.given)
        return true;
    uint32_t *egos;
    size_t count;
    if (!ent_select_ids(run, network, "--ego", question->ego, &egos, &count))
        return false;
    keep_nodes(network, ent_select_near(run, network, selection, egos, count, question->depth),
               selection);
    return true;
}

/* ---- between ---- */

/* How many different ones of the marked nodes stand beside a node, counted up to two. */
static size_t count_beside(const struct ent_adjacency *adjacency, uint32_t node, const bool *marked)
{
    uint32_t first = ENT_NONE;
    for (size_t at = adjacency->first[node]; at < adjacency->first[node + 1]; at++) {
        uint32_t other = adjacency->others[at];
        if (!marked[other] || other == first)
            continue;
        if (first != ENT_NONE)
            return 2;
        first = other;
    }
    return first != ENT_NONE;
}

static bool refuse_count(struct ent_run *run, const char *name, struct ent_value list,
                         const char *wanted)
{
    ent_report(run, ENT_E500, list.place, ENT_NO_HINT,
               ENT_FORM(&run->arena, "{} takes {}, not '{}'", ent_text_of(name),
                        ent_text_of(wanted), list.text));
    return false;
}

bool ent_select_between(struct ent_run *run, const struct ent_network *network,
                        const struct ent_question *question, struct ent_selection *selection)
{
    uint32_t *nodes;
    size_t count;
    if (!question->between.given)
        return true;
    if (!ent_select_ids(run, network, "--between", question->between, &nodes, &count))
        return false;
    if (count < 2)
        return refuse_count(run, "--between", question->between, "two ids or more");
    struct ent_adjacency adjacency = ent_adjacency_make(run, network, selection);
    bool *marked = ENT_NEW(&run->arena, bool, network->node_count + 1);
    bool *kept = ENT_NEW(&run->arena, bool, network->node_count + 1);
    for (size_t i = 0; i < count; i++)
        marked[nodes[i]] = kept[nodes[i]] = true;
    for (uint32_t node = 0; node < network->node_count; node++)
        kept[node] |= ent_is_happening(network, node) && count_beside(&adjacency, node, marked) > 1;
    keep_nodes(network, kept, selection);
    return true;
}

/* ---- path ---- */

/* A tie is on a shortest path if walking over it, one way or the other, is no detour. */
static bool is_on_path(const uint32_t *from_start, const uint32_t *from_end, uint32_t a, uint32_t b,
                       uint32_t length)
{
    return from_start[a] != ENT_NONE && from_end[b] != ENT_NONE &&
           (uint64_t)from_start[a] + from_end[b] + 1 == length;
}

static void keep_paths(const struct ent_network *network, const uint32_t *from_start,
                       const uint32_t *from_end, uint32_t length, struct ent_selection *selection)
{
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        if (!is_on_path(from_start, from_end, from, to, length) &&
            !is_on_path(from_start, from_end, to, from, length))
            selection->ties[tie] = ENT_OUT;
    }
    for (uint32_t node = 0; node < network->node_count; node++)
        if (from_start[node] == ENT_NONE || from_end[node] == ENT_NONE ||
            (uint64_t)from_start[node] + from_end[node] != length)
            selection->nodes[node] = ENT_OUT;
}

/* An end that went out before: no way leads from it. */
static bool is_gone(struct ent_run *run, const struct ent_network *network,
                    const struct ent_question *question, const struct ent_selection *selection,
                    const uint32_t *ends)
{
    for (size_t i = 0; i < 2; i++) {
        uint8_t step = selection->node_step[ends[i]];
        if (selection->nodes[ends[i]] != ENT_OUT)
            continue;
        ent_report(run, ENT_W509, question->path.place,
                   ENT_FORM(&run->arena, "'{}' is out since step '{}'", network->node_id[ends[i]],
                            ent_text_of(selection->steps[step].name)),
                   question->path.text, ENT_NO_HINT);
        return true;
    }
    return false;
}

/* Number of ties between the two, or ENT_NONE, which is told. */
static uint32_t path_length(struct ent_run *run, const struct ent_question *question,
                            uint32_t distance)
{
    struct ent_arena *arena = &run->arena;
    struct ent_text within = {0};
    if (distance != ENT_NONE)
        return distance;
    if (question->max.given)
        within = ENT_FORM(arena, " of at most {} ties", question->max.text);
    ent_report(run, ENT_W509, question->path.place,
               question->max.given ? ENT_TEXT("a greater --max, or more types and years")
                                   : ENT_TEXT("more types or years may join them"),
               question->path.text, within);
    return ENT_NONE;
}

bool ent_select_path(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *selection)
{
    uint32_t *ends;
    size_t count;
    if (!question->path.given)
        return true;
    if (!ent_select_ids(run, network, "--path", question->path, &ends, &count))
        return false;
    if (count != 2 || ends[0] == ends[1])
        return refuse_count(run, "--path", question->path, "two different ids");
    uint32_t length = ENT_NONE, *from_start = NULL, *from_end = NULL;
    if (!is_gone(run, network, question, selection, ends)) {
        struct ent_adjacency adjacency = ent_adjacency_make(run, network, selection);
        from_start = ent_distances(run, network, &adjacency, ends, 1, question->most_ties);
        from_end = ent_distances(run, network, &adjacency, ends + 1, 1, question->most_ties);
        length = path_length(run, question, from_start[ends[1]]);
    }
    if (length != ENT_NONE)
        keep_paths(network, from_start, from_end, length, selection);
    else
        memset(selection->nodes, ENT_OUT, network->node_count);
    return true;
}
