/* Which agreement comes from which: the ties that the schema says make a lineage. */
#ifndef ENT_MODEL_DESCENT_H
#define ENT_MODEL_DESCENT_H

#include "model/network.h"

/* The elders of node n stand in `elders` from `first_elder[n]` to before `first_elder[n + 1]`, with
 * the ties that lead there in `elder_ties`; the younger ones likewise. */
struct ent_descent {
    size_t *first_elder, *first_younger;
    uint32_t *elders, *elder_ties, *youngers, *younger_ties;
    uint32_t *loop;  /* of each node; nodes that lead to each other have the same number, and elders
                        that do not a lower one */
    uint32_t *order; /* all nodes, by that number */
};

/* Of ties of these kinds (enum ent_lineage, joined) that are not out in `ties`; NULL: of all. */
struct ent_descent ent_descent_make(struct ent_run *run, const struct ent_network *network,
                                    unsigned kinds, const uint8_t *ties);

/* What the tie is in a lineage. */
static inline enum ent_lineage ent_tie_lineage(const struct ent_network *network, uint32_t tie)
{
    return network->schema->relations[network->tie_relation[tie]].lineage;
}

/* Is there a relation of one of these kinds, for ends of this type (ENT_NONE: of any)? */
bool ent_schema_has_lineage(const struct ent_schema *schema, unsigned kinds, uint32_t type);

/* "'supersedes', 'amends', 'under'": the names of the relations of these kinds. */
struct ent_text ent_schema_lineage_names(struct ent_arena *arena, const struct ent_schema *schema,
                                         unsigned kinds);

#endif
