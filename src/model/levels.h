/* Levels of a relationship: ties of an exclusive family between the same two nodes. */
#ifndef ENT_MODEL_LEVELS_H
#define ENT_MODEL_LEVELS_H

#include "model/network.h"

struct ent_level {
    struct ent_text family;
    uint32_t low, high, relation, tie; /* low, high: the ends in either order */
    struct ent_lifetime life;
};

/* All that are not ENT_OUT in `ties` (NULL: all), pair by pair, and of a pair by their start: its
 * latest day, then its earliest, then the same days of the end, relation, row; first those without
 * dates. Their number goes to `*count`. */
struct ent_level *ent_levels_find(struct ent_run *run, const struct ent_network *network,
                                  const uint8_t *ties, size_t *count);

/* Are they of one family, between the same two? */
bool ent_levels_same_pair(const struct ent_level *a, const struct ent_level *b);

#endif
