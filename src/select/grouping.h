/* Who may be a group: the first part of what groups.h does. */
#ifndef ENT_SELECT_GROUPING_H
#define ENT_SELECT_GROUPING_H

#include "select/groups.h"

/* What is needed while groups are found. */
struct ent_grouping {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_derivation *wish;
    bool *joins;      /* of each relation: does it make members? */
    uint32_t *chosen; /* nodes that may be groups, in the order of the groups */
    bool *named;      /* of each of them: by its own id */
    size_t count;
    uint32_t *place; /* of each node of the network among them, or ENT_NONE */
    bool *ever;      /* of each node: was somebody ever its member? */
    uint32_t *ties;  /* that make somebody a member of one of them at some time */
    size_t tie_count;
};

/* Takes a grouping with run, network and wish, and fills in the rest. Reports E505, E508 and E500
 * for names that are no group; returns false if there was an error. */
bool ent_grouping_begin(struct ent_grouping *grouping);

/* Does that tie of the network make its tail a member? Not if the tail only looks on. */
bool ent_grouping_makes_member(const struct ent_grouping *grouping, uint32_t tie);

#endif
