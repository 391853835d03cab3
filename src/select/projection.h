/* The parts of a projection: who is a party of what, and which pairs that makes. */
#ifndef ENT_SELECT_PROJECTION_H
#define ENT_SELECT_PROJECTION_H

#include "select/derive.h"

/* Somebody has to do with a hub: as party, or as a topic that it is about. */
struct ent_membership {
    uint32_t hub, rank; /* positions in `hubs` and in the order of ids of all nodes */
    enum ent_answer answer;
    struct ent_lifetime life;
};

/* What is gathered for a pair while its first end is looked at. */
struct ent_pair {
    double weight;
    uint32_t count;
    uint8_t answer;
    struct ent_lifetime life;
};

struct ent_projecting {
    struct ent_run *run;
    const struct ent_derivation *wish;
    const struct ent_network *network; /* with the ties as they were given */
    const struct ent_selection *selection;
    bool *via;      /* of each relation */
    uint32_t *role; /* column of the role, of each relation, or ENT_NONE */
    uint32_t *hubs; /* nodes, in the order of their ids */
    size_t hub_count;
    double *hub_weight;
    uint32_t *hub_of;  /* of each node: its position in `hubs`, or ENT_NONE */
    uint32_t *rank_of; /* of each node: its place in the order of ids */
    uint32_t *at_rank;
    struct ent_membership *parties; /* by hub, then rank: those of hub h from first[h] on */
    size_t *first;
    struct ent_membership *others; /* the other side: the parties again, or the topics */
    size_t *first_other;
    bool two_sided;
};

/* One by one the hubs of a node: those that stand in its memberships by node. */
struct ent_by_node {
    size_t *first;
    uint32_t *memberships;
};

struct ent_found {
    uint32_t from, to; /* ranks */
    struct ent_pair pair;
};

struct ent_founds {
    struct ent_found *all;
    size_t count, room;
    double most_weight; /* of all pairs, also of those that weigh too little */
};

/* ---- members.c ---- */

/* Which relations make parties: those that --via names; else those that the schema says join; else
 * all. Returns false after E508. */
bool ent_projection_choose(struct ent_projecting *p);

/* Finds hubs and memberships. Of a type that nobody joins the parties of what is about it are tied
 * to it: `two_sided`. Returns false after E500 for --share where there is nothing to divide. */
bool ent_projection_sides(struct ent_projecting *p, uint32_t type);

/* Does that role make no party: observer, depositary, witness? */
bool ent_role_stands_aside(struct ent_text role);

/* Parties of a hub; 0 where there are more than --max-parties. */
size_t ent_projection_parties(const struct ent_projecting *p, size_t hub);

/* N601, N605, N606; false after E604. */
bool ent_projection_tell(const struct ent_projecting *p);

/* ---- pairs.c ---- */

struct ent_by_node ent_projection_by_node(const struct ent_projecting *p,
                                          const struct ent_membership *memberships,
                                          const size_t *first);

/* All pairs of at least the weight asked for, by the ids of their ends. */
struct ent_founds ent_projection_pairs(const struct ent_projecting *p);

/* Leaves those that are among the strongest of one of their ends. */
void ent_projection_strongest(const struct ent_projecting *p, struct ent_founds *founds);

#endif
