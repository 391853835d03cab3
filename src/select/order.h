/* The order in which everything is told, so that shuffled rows give the same bytes. */
#ifndef ENT_SELECT_ORDER_H
#define ENT_SELECT_ORDER_H

#include "select/select.h"

/* The numbers of the selected nodes and ties in canonical order, which is what every writer starts
 * from, so that shuffled rows give the same bytes: nodes by general type, start (of
 * the first tie, if they have none), type and id, so that all is told in the order of time; ties by
 * relation, from, start and to. */
struct ent_order {
    uint32_t *nodes, *ties;
    size_t node_count, tie_count;
};

struct ent_order ent_order_make(struct ent_run *run, const struct ent_network *network,
                                const struct ent_selection *selection);

#endif
