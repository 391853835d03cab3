#include "select/select.h"

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

/* Neighbours of each node by the selected ties, direction ignored: those of node n stand in
 * `others` from `first[n]` to before `first[n + 1]`. */
struct adjacency {
    size_t *first;
    uint32_t *others;
};

static struct adjacency adjacency_of(struct ent_run *run, const struct ent_network *network,
                                     const struct ent_selection *selection)
{
    struct adjacency adjacency = {
        ENT_NEW(&run->arena, size_t, network->node_count + 2),
        ENT_NEW(&run->arena, uint32_t, network->tie_count * 2 + 1),
    };
    size_t *next = adjacency.first + 1; /* counts, then positions, then the starts shifted by one */
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (selection->ties[tie] != ENT_OUT) {
            next[network->tie_from[tie]]++;
            next[network->tie_to[tie]]++;
        }
    size_t sum = 0;
    for (size_t node = 0; node < network->node_count; node++) {
        size_t degree = next[node];
        next[node] = sum;
        sum += degree;
    }
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (selection->ties[tie] != ENT_OUT) {
            adjacency.others[next[network->tie_from[tie]]++] = network->tie_to[tie];
            adjacency.others[next[network->tie_to[tie]]++] = network->tie_from[tie];
        }
    return adjacency;
}

/* Marks what lies within `depth` ties of the nodes in `queue`, which has room for all nodes. */
static void reach(const struct adjacency *adjacency, const struct ent_selection *selection,
                  uint32_t *queue, size_t count, size_t depth, bool *reached)
{
    size_t begin = 0;
    for (size_t circle = 0; circle < depth && begin < count; circle++) {
        size_t end = count;
        for (; begin < end; begin++) {
            uint32_t node = queue[begin];
            for (size_t at = adjacency->first[node]; at < adjacency->first[node + 1]; at++) {
                uint32_t other = adjacency->others[at];
                if (reached[other] || selection->nodes[other] == ENT_OUT)
                    continue;
                reached[other] = true;
                queue[count++] = other;
            }
        }
    }
}

bool *ent_select_near(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *selection, const uint32_t *nodes, size_t count,
                      size_t depth)
{
    bool *reached = ENT_NEW(&run->arena, bool, network->node_count + 1);
    uint32_t *queue = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    size_t started = 0;
    for (size_t i = 0; i < count; i++)
        if (!reached[nodes[i]] && selection->nodes[nodes[i]] != ENT_OUT) {
            reached[nodes[i]] = true;
            queue[started++] = nodes[i];
        }
    struct adjacency adjacency = adjacency_of(run, network, selection);
    reach(&adjacency, selection, queue, started, depth, reached);
    return reached;
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
    const bool *reached = ent_select_near(run, network, selection, egos, count, question->depth);
    for (uint32_t node = 0; node < network->node_count; node++)
        if (!reached[node])
            selection->nodes[node] = ENT_OUT;
    return true;
}
