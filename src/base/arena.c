#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { block_size = 256 * 1024, huge_page = 2 * 1024 * 1024 };

struct ent_block {
    struct ent_block *before;
    size_t used, room;
    alignas(max_align_t) char bytes[];
};

static void die_without_memory(void)
{
    fputs("entente: out of memory\n", stderr);
    exit(3);
}

/* Columns of a million rows are first written to page by page: fewer, larger pages save a fifth of
 * the time. Where the system has none, nothing is lost. */
static void ask_for_huge_pages(struct ent_block *block)
{
#ifdef MADV_HUGEPAGE
    uintptr_t begin = ((uintptr_t)block + huge_page - 1) / huge_page * huge_page;
    uintptr_t end = ((uintptr_t)block->bytes + block->room) / huge_page * huge_page;
    if (end > begin)
        madvise((void *)begin, end - begin, MADV_HUGEPAGE);
#else
    (void)block;
#endif
}

static struct ent_block *new_block(size_t room)
{
    if (room > SIZE_MAX - sizeof(struct ent_block))
        die_without_memory();
    struct ent_block *block = calloc(1, sizeof *block + room);
    if (!block)
        die_without_memory();
    block->room = room;
    if (room >= 2 * huge_page)
        ask_for_huge_pages(block);
    return block;
}

void *ent_arena_take(struct ent_arena *arena, size_t count, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    if (size > 0 && count > (SIZE_MAX - alignment) / size)
        die_without_memory();
    size_t need = (count * size + alignment - 1) / alignment * alignment;
    struct ent_block *block = arena->last;
    if (block && block->room - block->used >= need) {
        block->used += need;
        return block->bytes + block->used - need;
    }
    if (need > block_size / 4 && block) { /* stands behind the block that still has room */
        struct ent_block *large = new_block(need);
        large->used = need;
        large->before = block->before;
        block->before = large;
        return large->bytes;
    }
    block = new_block(need > block_size ? need : block_size);
    block->used = need;
    block->before = arena->last;
    arena->last = block;
    return block->bytes;
}

void ent_arena_end(struct ent_arena *arena)
{
    for (struct ent_block *block = arena->last, *before; block; block = before) {
        before = block->before;
        free(block);
    }
    arena->last = NULL;
}
