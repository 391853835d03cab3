/* Who stands beside whom in a selection, whatever the direction of the ties. */
#ifndef ENT_SELECT_ADJACENCY_H
#define ENT_SELECT_ADJACENCY_H

#include "select/select.h"

/* The selected ties of node n are `ties[first[n]]` to before `ties[first[n + 1]]`, with their other
 * ends in `others`. A tie from a node to itself stands there twice. */
struct ent_adjacency {
    size_t *first;
    uint32_t *others, *ties;
};

struct ent_adjacency ent_adjacency_make(struct ent_run *run, const struct ent_network *network,
                                        const struct ent_selection *selection);

/* Number of selected ties of a node. */
static inline size_t ent_degree(const struct ent_adjacency *adjacency, uint32_t node)
{
    return adjacency->first[node + 1] - adjacency->first[node];
}

/* How many ties each node is away from the `count` nodes, ENT_NONE beyond `most` ties. */
uint32_t *ent_distances(struct ent_run *run, const struct ent_network *network,
                        const struct ent_adjacency *adjacency, const uint32_t *nodes, size_t count,
                        size_t most);

#endif
