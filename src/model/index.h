/* From texts to the numbers of rows. */
#ifndef ENT_MODEL_INDEX_H
#define ENT_MODEL_INDEX_H

#include "base/text.h"

struct ent_slot {
    uint32_t hash, number; /* number + 1; 0: the slot is free */
};

/* Open addressing over texts that stay where they are. */
struct ent_index {
    struct ent_slot *slots;
    size_t mask;
    const struct ent_text *keys; /* of each number */
};

/* Room for the texts of `keys`, of which none is entered yet. */
struct ent_index ent_index_make(struct ent_arena *arena, const struct ent_text *keys, size_t count);

/* Enters `keys[number]`. Returns the number that has this text already, else ENT_NONE. */
uint32_t ent_index_add(struct ent_index *index, uint32_t number);

/* The number of the text, or ENT_NONE. */
uint32_t ent_index_find(const struct ent_index *index, struct ent_text text);

#endif
