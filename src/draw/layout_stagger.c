#include "draw/layout_stagger.h"

#include <stdlib.h>

enum { least_row = 6 };

/* Nodes whose ties begin and end at the same nodes have the same mark. */
struct alike {
    uint64_t mark;
    uint32_t node;
};

static int by_mark(const void *a, const void *b)
{
    const struct alike *left = a, *right = b;
    if (left->mark != right->mark)
        return left->mark < right->mark ? -1 : 1;
    return (left->node > right->node) - (left->node < right->node);
}

/* A sum, so that the order of ties does not matter. */
static uint64_t mark_of_end(uint32_t other, bool is_head)
{
    uint64_t mark = ((uint64_t)other * 2 + is_head + 1) * 0x9e3779b97f4a7c15u;
    mark ^= mark >> 29;
    mark *= 0xbf58476d1ce4e5b9u;
    return mark ^ mark >> 32;
}

static struct alike *marks_of(const struct ent_layout_call *call)
{
    const struct ent_layout_task *task = call->task;
    struct alike *alike = ENT_NEW(&call->run->arena, struct alike, task->node_count + 1);
    for (uint32_t i = 0; i < task->node_count; i++)
        alike[i].node = i;
    for (size_t i = 0; i < task->tie_count; i++) {
        alike[task->ties[i].from].mark += mark_of_end(task->ties[i].to, false);
        alike[task->ties[i].to].mark += mark_of_end(task->ties[i].from, true);
    }
    return alike;
}

/* Nodes at whose ends ties come in are moved down by these, all others up by those that go out. */
static void lengthen(const struct ent_layout_call *call, const unsigned *row, unsigned *spans)
{
    const struct ent_layout_task *task = call->task;
    bool *has_in = ENT_NEW(&call->run->arena, bool, task->node_count + 1);
    for (size_t i = 0; i < task->tie_count; i++)
        has_in[task->ties[i].to] = true;
    for (size_t i = 0; i < task->tie_count; i++) {
        uint32_t from = task->ties[i].from, to = task->ties[i].to;
        unsigned up = has_in[from] ? 0 : row[from];
        spans[i] = 1 + (row[to] > up ? row[to] : up);
    }
}

static bool has_spans(const struct ent_layout_task *task)
{
    for (size_t i = 0; i < task->tie_count; i++)
        if (task->ties[i].spaced)
            return true;
    return false;
}

unsigned *ent_layout_stagger(const struct ent_layout_call *call, unsigned rows)
{
    const struct ent_layout_task *task = call->task;
    if (has_spans(task)) /* their ranks have an order of their own */
        return NULL;
    struct ent_arena *arena = &call->run->arena;
    struct alike *alike = marks_of(call);
    unsigned *row = ENT_NEW(arena, unsigned, task->node_count + 1);
    unsigned *spans = ENT_NEW(arena, unsigned, task->tie_count + 1);
    bool any = false;
    qsort(alike, task->node_count, sizeof *alike, by_mark);
    for (size_t first = 0, end; first < task->node_count; first = end) {
        for (end = first + 1; end < task->node_count && alike[end].mark == alike[first].mark;)
            end++;
        if (end - first < least_row || alike[first].mark == 0)
            continue;
        for (size_t i = first; i < end; i++)
            if (task->nodes[alike[i].node].cluster == ENT_NONE)
                row[alike[i].node] = (unsigned)((i - first) % rows);
        any = true;
    }
    lengthen(call, row, spans);
    return any ? spans : NULL;
}
