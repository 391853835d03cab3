#include "model/index.h"

struct ent_index ent_index_make(struct ent_arena *arena, const struct ent_text *keys, size_t count)
{
    size_t room = 16;
    while (room < count * 2)
        room *= 2;
    return (struct ent_index){ENT_NEW(arena, struct ent_slot, room), room - 1, keys};
}

static struct ent_slot *slot_for(const struct ent_index *index, struct ent_text text, uint32_t hash)
{
    size_t at = hash & index->mask;
    for (;; at = (at + 1) & index->mask) {
        struct ent_slot *slot = &index->slots[at];
        if (slot->number == 0 ||
            (slot->hash == hash && ent_text_equal(index->keys[slot->number - 1], text)))
            return slot;
    }
}

uint32_t ent_index_add(struct ent_index *index, uint32_t number)
{
    struct ent_text key = index->keys[number];
    uint32_t hash = (uint32_t)ent_text_hash(key);
    struct ent_slot *slot = slot_for(index, key, hash);
    if (slot->number != 0)
        return slot->number - 1;
    *slot = (struct ent_slot){hash, number + 1};
    return ENT_NONE;
}

uint32_t ent_index_find(const struct ent_index *index, struct ent_text text)
{
    if (!index->slots)
        return ENT_NONE;
    const struct ent_slot *slot = slot_for(index, text, (uint32_t)ent_text_hash(text));
    return slot->number == 0 ? ENT_NONE : slot->number - 1;
}
