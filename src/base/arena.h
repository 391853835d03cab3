/* Memory that lives as long as a run. It is taken in pieces and given back all at once. */
#ifndef ENT_BASE_ARENA_H
#define ENT_BASE_ARENA_H

#include <stddef.h>

struct ent_block;

/* Zero is an empty arena. */
struct ent_arena {
    struct ent_block *last;
};

/* `count` objects of `size` bytes, zeroed and aligned for any type. Large requests cost no
 * memory until they are written to, so an upper bound is a fair size to ask for. Never returns
 * NULL: a world without memory is a message on stderr and exit status 3. */
void *ent_arena_take(struct ent_arena *arena, size_t count, size_t size);

/* Gives everything back; the arena is empty again. */
void ent_arena_end(struct ent_arena *arena);

#define ENT_NEW(arena, type, count) ((type *)ent_arena_take((arena), (count), sizeof(type)))

/* "Not a row": the number of no node, type, relation or column. */
#define ENT_NONE UINT32_MAX

#define ENT_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
