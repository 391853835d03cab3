#include "select/adjacency.h"

struct ent_adjacency ent_adjacency_make(struct ent_run *run, const struct ent_network *network,
                                        const struct ent_selection *selection)
{
    struct ent_adjacency adjacency = {
        ENT_NEW(&run->arena, size_t, network->node_count + 2),
        ENT_NEW(&run->arena, uint32_t, network->tie_count * 2 + 1),
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
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t ends[] = {network->tie_from[tie], network->tie_to[tie]};
        for (size_t end = 0; selection->ties[tie] != ENT_OUT && end < 2; end++) {
            size_t at = next[ends[end]]++;
            adjacency.others[at] = ends[1 - end];
            adjacency.ties[at] = tie;
        }
    }
    return adjacency;
}

uint32_t *ent_distances(struct ent_run *run, const struct ent_network *network,
                        const struct ent_adjacency *adjacency, const uint32_t *nodes, size_t count,
                        size_t most)
{
    uint32_t *distances = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    uint32_t *queue = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    size_t end = 0;
    for (size_t node = 0; node < network->node_count; node++)
        distances[node] = ENT_NONE;
    for (size_t i = 0; i < count; i++)
        if (distances[nodes[i]] == ENT_NONE) {
            distances[nodes[i]] = 0;
            queue[end++] = nodes[i];
        }
    for (size_t begin = 0; begin < end; begin++) {
        uint32_t node = queue[begin];
        for (size_t at = adjacency->first[node]; at < adjacency->first[node + 1]; at++) {
            uint32_t other = adjacency->others[at];
            if (distances[other] != ENT_NONE || distances[node] >= most)
                continue;
            distances[other] = distances[node] + 1;
            queue[end++] = other;
        }
    }
    return distances;
}
