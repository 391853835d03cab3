/* Ties that stand for several: made by a roll-up, a merger or a projection of a network. */
#ifndef ENT_MODEL_BUNDLE_H
#define ENT_MODEL_BUNDLE_H

#include "model/network.h"

struct ent_selection;

/* What each tie of a derived network stands for. Nodes keep their numbers. */
struct ent_bundles {
    const struct ent_network *origin;     /* whose ties are rows */
    const struct ent_selection *selected; /* of them */
    struct ent_run *run;
    size_t *first;      /* tie t stands for `members[first[t]]` to before `members[first[t + 1]]` */
    uint32_t *members;  /* ties of `origin` */
    uint32_t projected; /* the relation whose ties stand for nodes (hubs) instead, or ENT_NONE */
    size_t *hub_first;  /* of each node: the hubs that it has to do with are `hubs[hub_first[n]]` */
    uint32_t *hubs;     /* to before `hubs[hub_first[n + 1]]`: nodes, in the order of their ids */
    uint32_t *count;    /* of each projected tie: its hubs */
    size_t first_projected;           /* ties from here on are projected */
    double least_weight, most_weight; /* of the projected ties */

    /* Of a series: the bundles of its years, whose ties begin at `part_first[i]`. `first`,
     * `members` and `count` are of all ties, hubs are looked up in the parts. */
    const struct ent_bundles *parts;
    const size_t *part_first;
    size_t part_count;
    uint32_t *twin; /* of each tie: the first one of any year that is the same; NULL: no series */
    uint32_t *turn; /* the how many-th it is of those alike in its year, from 0 */
};

/* Is the tie a projected one? */
static inline bool ent_tie_is_projected(const struct ent_network *network, uint32_t tie)
{
    const struct ent_bundles *bundles = network->bundles;
    return bundles &&
           (bundles->part_count > 0 ? bundles->count[tie] > 0 : tie >= bundles->first_projected);
}

/* Is the tie more than a row? */
static inline bool ent_tie_is_bundle(const struct ent_network *network, uint32_t tie)
{
    const struct ent_bundles *bundles = network->bundles;
    return bundles && (ent_tie_is_projected(network, tie) ||
                       bundles->first[tie + 1] - bundles->first[tie] != 1);
}

/* Of a series, the tie that stands for all that are the same in its years; else the tie. */
static inline uint32_t ent_tie_twin(const struct ent_network *network, uint32_t tie)
{
    return network->bundles && network->bundles->twin ? network->bundles->twin[tie] : tie;
}

/* The nodes that a projected tie stands for, in the order of their ids; their number goes to
 * `*count`. They are looked up anew each time, since together they may be more than memory holds.
 */
uint32_t *ent_tie_hubs(const struct ent_network *network, uint32_t tie, size_t *count);

/* How many rows or hubs a tie stands for. */
size_t ent_tie_member_count(const struct ent_network *network, uint32_t tie);

/* What a tie that stands for several says in a column: weight, count, members (ids of the hubs, or
 * "from relation to" of the rows), source and topics as unions; empty in all others. */
struct ent_text ent_bundle_cell(const struct ent_network *network, uint32_t tie,
                                struct ent_text column);

/* A weight with at most four decimals. */
struct ent_text ent_weight_text(struct ent_arena *arena, double weight);

/* The columns that only such ties have, ended by NULL. */
extern const char *const ent_bundle_columns[];

/* Where the first row or hub stands that the tie stands for. */
struct ent_place ent_bundle_place(const struct ent_network *network, uint32_t tie);

/* A date of such a tie, as EDTF: of its first start or of its last end. */
struct ent_text ent_bundle_start(const struct ent_network *network, uint32_t tie);
struct ent_text ent_bundle_end(const struct ent_network *network, uint32_t tie);

#endif
