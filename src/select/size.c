#include "select/adjacency.h"

#include <stdlib.h>

/* ---- at least so many ties ---- */

static void drop_below(const struct ent_network *network, const struct ent_adjacency *adjacency,
                       size_t least, struct ent_selection *selection)
{
    for (uint32_t node = 0; node < network->node_count; node++)
        if (ent_degree(adjacency, node) < least)
            selection->nodes[node] = ENT_OUT;
}

/* Takes away who has fewer than `least` ties, until all that are left have them among themselves.
 */
static void keep_core(struct ent_run *run, const struct ent_network *network,
                      const struct ent_adjacency *adjacency, size_t least,
                      struct ent_selection *selection)
{
    size_t *left = ENT_NEW(&run->arena, size_t, network->node_count + 1), count = 0;
    uint32_t *leaving = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    for (uint32_t node = 0; node < network->node_count; node++) {
        left[node] = ent_degree(adjacency, node);
        if (selection->nodes[node] != ENT_OUT && left[node] < least) {
            selection->nodes[node] = ENT_OUT;
            leaving[count++] = node;
        }
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t node = leaving[i];
        for (size_t at = adjacency->first[node]; at < adjacency->first[node + 1]; at++) {
            uint32_t other = adjacency->others[at];
            if (selection->nodes[other] == ENT_OUT || --left[other] >= least)
                continue;
            selection->nodes[other] = ENT_OUT;
            leaving[count++] = other;
        }
    }
}

/* ---- the most tied ---- */

struct ranked {
    const struct ent_network *network;
    size_t degree;
    uint32_t node;
};

static int by_degree(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->degree != right->degree)
        return left->degree > right->degree ? -1 : 1;
    return ent_text_compare(left->network->node_id[left->node],
                            left->network->node_id[right->node]);
}

/* Those that tie with the last one go by the order of their ids, which is told. */
static void tell_equals(struct ent_run *run, const struct ent_question *question,
                        const struct ranked *ranked, size_t count, size_t kept)
{
    size_t equal = kept;
    while (equal < count && ranked[equal].degree == ranked[kept - 1].degree)
        equal++;
    if (equal > kept)
        ent_report(run, ENT_N424, question->top.place, ENT_NO_HINT, question->top.text,
                   ent_text_number(&run->arena, (int64_t)(equal - kept)),
                   ranked->network->node_id[ranked[kept - 1].node]);
}

static void keep_top(struct ent_run *run, const struct ent_network *network,
                     const struct ent_adjacency *adjacency, const struct ent_question *question,
                     struct ent_selection *selection)
{
    struct ranked *ranked = ENT_NEW(&run->arena, struct ranked, network->node_count + 1);
    size_t count = 0, most = question->top_count;
    for (uint32_t node = 0; node < network->node_count; node++)
        if (selection->nodes[node] != ENT_OUT)
            ranked[count++] = (struct ranked){network, ent_degree(adjacency, node), node};
    qsort(ranked, count, sizeof *ranked, by_degree);
    for (size_t i = most; i < count; i++)
        selection->nodes[ranked[i].node] = ENT_OUT;
    if (count > most)
        tell_equals(run, question, ranked, count, most);
}

/* ---- components ---- */

/* A number for each selected node, the same for all that ties connect; their number goes to
 * `*count`. */
static uint32_t *components(struct ent_run *run, const struct ent_network *network,
                            const struct ent_adjacency *adjacency,
                            const struct ent_selection *selection, size_t *count)
{
    uint32_t *component = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    uint32_t *queue = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    *count = 0;
    for (size_t node = 0; node < network->node_count; node++)
        component[node] = ENT_NONE;
    for (uint32_t start = 0; start < network->node_count; start++) {
        size_t end = 0;
        if (selection->nodes[start] == ENT_OUT || component[start] != ENT_NONE)
            continue;
        component[start] = (uint32_t)*count;
        queue[end++] = start;
        for (size_t begin = 0; begin < end; begin++)
            for (size_t at = adjacency->first[queue[begin]];
                 at < adjacency->first[queue[begin] + 1]; at++) {
                uint32_t other = adjacency->others[at];
                if (component[other] != ENT_NONE)
                    continue;
                component[other] = (uint32_t)*count;
                queue[end++] = other;
            }
        (*count)++;
    }
    return component;
}

/* Of equally large ones that with the first id. */
static uint32_t largest(struct ent_run *run, const struct ent_network *network,
                        const uint32_t *component, size_t count)
{
    size_t *sizes = ENT_NEW(&run->arena, size_t, count + 1);
    uint32_t best = ENT_NONE;
    for (size_t node = 0; node < network->node_count; node++)
        if (component[node] != ENT_NONE)
            sizes[component[node]]++;
    for (uint32_t node = 0; node < network->node_count; node++) {
        if (component[node] == ENT_NONE)
            continue;
        size_t size = sizes[component[node]];
        size_t most = best == ENT_NONE ? 0 : sizes[component[best]];
        if (size > most ||
            (size == most && ent_text_compare(network->node_id[node], network->node_id[best]) < 0))
            best = node;
    }
    return best == ENT_NONE ? ENT_NONE : component[best];
}

/* No node has that id, and a letter or two more or less make the word. */
static bool is_meant_for_largest(const struct ent_network *network, struct ent_text text)
{
    static const struct ent_text words[] = {{"largest", 7}};
    return ent_network_node(network, text) == ENT_NONE &&
           ent_text_meant(text, words, ENT_COUNT(words)).length > 0;
}

static bool refuse_component(struct ent_run *run, struct ent_value value, struct ent_text hint)
{
    ent_report(
        run, ENT_E500, value.place, hint,
        ENT_FORM(&run->arena, "--component takes 'largest' or one id, not '{}'", value.text));
    return false;
}

bool ent_select_component(struct ent_run *run, const struct ent_network *network,
                          const struct ent_question *question, struct ent_selection *selection)
{
    if (!question->component.given)
        return true;
    struct ent_adjacency adjacency = ent_adjacency_make(run, network, selection);
    size_t count;
    const uint32_t *component = components(run, network, &adjacency, selection, &count);
    uint32_t chosen;
    if (ent_text_is(question->component.text, "largest")) {
        chosen = largest(run, network, component, count);
    } else {
        uint32_t *nodes;
        size_t named;
        if (is_meant_for_largest(network, question->component.text))
            return refuse_component(run, question->component, ENT_TEXT("did you mean 'largest'?"));
        if (!ent_select_ids(run, network, "--component", question->component, &nodes, &named))
            return false;
        if (named != 1)
            return refuse_component(run, question->component, ENT_NO_HINT);
        chosen = component[nodes[0]];
    }
    for (uint32_t node = 0; node < network->node_count; node++)
        if (component[node] != chosen)
            selection->nodes[node] = ENT_OUT;
    return true;
}

bool ent_select_size(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *selection)
{
    if (question->min_degree == 0 && question->core == 0 && question->top_count == 0)
        return true;
    struct ent_adjacency adjacency = ent_adjacency_make(run, network, selection);
    if (question->core > 0) /* first, since the others only look at the ties that were left */
        keep_core(run, network, &adjacency, question->core, selection);
    drop_below(network, &adjacency, question->min_degree, selection);
    if (question->top_count > 0)
        keep_top(run, network, &adjacency, question, selection);
    return true;
}
