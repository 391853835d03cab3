/* Where lines to several lanes or items go up and down. */
#include "draw/timeline.h"

#include <math.h>

/* Items of one day whose parties are the same share a trunk, as do all ties that lead to the same
 * item. */
struct trunk {
    uint64_t key;
    double x;
    size_t first, last; /* what it passes, in the order from above to below */
};

static uint64_t mixed(uint64_t hash, uint64_t number)
{
    return (hash ^ (number + 1)) * UINT64_C(0x100000001b3) ^ hash >> 29;
}

static size_t line_order(const struct ent_timeline *t, uint32_t lane)
{
    size_t first = 0;
    while (first < t->item_count && t->items[first].lane < lane)
        first++;
    return 2 * first;
}

static bool is_link(const struct ent_timeline *t, const struct ent_plan_tie *tie)
{
    uint32_t items[] = {t->item_of[tie->from], t->item_of[tie->to]};
    uint32_t lanes[] = {t->lane_of[tie->from], t->lane_of[tie->to]};
    return (items[0] != ENT_NONE && (items[1] != ENT_NONE || lanes[1] != ENT_NONE)) ||
           (items[1] != ENT_NONE && lanes[0] != ENT_NONE);
}

/* The sum does not depend on the order of the ties. */
static uint64_t *party_keys(const struct ent_timeline *t)
{
    const struct ent_plan *plan = t->plan;
    uint64_t *keys = ENT_NEW(&t->run->arena, uint64_t, t->item_count + 1);
    for (size_t i = 0; i < plan->tie_count; i++) {
        const struct ent_plan_tie *tie = &plan->ties[i];
        uint32_t from = t->item_of[tie->from], to = t->item_of[tie->to];
        if (is_link(t, tie) && (from == ENT_NONE || to == ENT_NONE))
            keys[from == ENT_NONE ? to : from] +=
                mixed(mixed(7, t->lane_of[from == ENT_NONE ? tie->from : tie->to]),
                      plan->network->tie_relation[tie->tie]);
    }
    return keys;
}

static struct trunk wanted_trunk(const struct ent_timeline *t, const uint64_t *keys, size_t number)
{
    const double from_mark = 15;
    const struct ent_plan_tie *tie = &t->plan->ties[number];
    uint32_t from = t->item_of[tie->from], to = t->item_of[tie->to];
    uint32_t item = from == ENT_NONE ? to : from;
    struct trunk trunk = {.x = t->items[item].mark - from_mark};
    size_t other = 2 * (size_t)to + 1, own = 2 * (size_t)item + 1;
    if (from != ENT_NONE && to != ENT_NONE) {
        trunk.x = fmin(trunk.x, t->items[to].mark - from_mark);
        trunk.key = mixed(mixed(11, to), t->plan->network->tie_relation[tie->tie]);
    } else {
        trunk.key = keys[item];
        other = line_order(t, t->lane_of[from == ENT_NONE ? tie->from : tie->to]);
    }
    trunk.key = mixed(trunk.key, (uint64_t)(int64_t)floor(trunk.x / 8));
    trunk.first = own < other ? own : other;
    trunk.last = own < other ? other : own;
    return trunk;
}

static size_t join_trunk(struct trunk *trunks, size_t *count, struct trunk wanted)
{
    size_t at = 0;
    while (at < *count && trunks[at].key != wanted.key)
        at++;
    if (at == *count)
        trunks[(*count)++] = wanted;
    trunks[at].x = fmin(trunks[at].x, wanted.x);
    trunks[at].first = trunks[at].first < wanted.first ? trunks[at].first : wanted.first;
    trunks[at].last = trunks[at].last > wanted.last ? trunks[at].last : wanted.last;
    return at;
}

/* Beside each other, where they would run into each other. */
static void spread_trunks(struct trunk *trunks, size_t count)
{
    const double apart = 3.5;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i;) {
            const struct trunk *other = &trunks[k++];
            if (fabs(other->x - trunks[i].x) < apart - 0.01 && other->first <= trunks[i].last &&
                trunks[i].first <= other->last) {
                trunks[i].x = other->x - apart;
                k = 0;
            }
        }
}

static void place_trunks(struct ent_timeline *t)
{
    const struct ent_plan *plan = t->plan;
    struct ent_arena *arena = &t->run->arena;
    struct trunk *trunks = ENT_NEW(arena, struct trunk, plan->tie_count + 1);
    size_t *trunk_of = ENT_NEW(arena, size_t, plan->tie_count + 1), count = 0;
    const uint64_t *keys = party_keys(t);
    t->trunks = ENT_NEW(arena, double, plan->tie_count + 1);
    for (size_t i = 0; i < t->item_count; i++)
        t->items[i].trunk = t->items[i].mark - 11;
    for (size_t i = 0; i < plan->tie_count; i++)
        if (is_link(t, &plan->ties[i]))
            trunk_of[i] = join_trunk(trunks, &count, wanted_trunk(t, keys, i));
    spread_trunks(trunks, count);
    for (size_t i = 0; i < plan->tie_count; i++) {
        if (!is_link(t, &plan->ties[i]))
            continue;
        t->trunks[i] = trunks[trunk_of[i]].x;
        uint32_t ends[] = {t->item_of[plan->ties[i].from], t->item_of[plan->ties[i].to]};
        for (size_t k = 0; k < 2; k++)
            if (ends[k] != ENT_NONE)
                t->items[ends[k]].trunk = fmin(t->items[ends[k]].trunk, t->trunks[i]);
    }
}

/* Lines must not run into the names of the lanes. */
static void make_room_for_trunks(struct ent_timeline *t)
{
    double least = t->axis.left;
    for (size_t i = 0; i < t->item_count; i++)
        if (!t->items[i].is_tie)
            least = fmin(least, t->items[i].trunk - 4);
    double by = ceil(t->axis.left - least);
    t->axis.left += by;
    for (size_t i = 0; i < t->item_count; i++) {
        struct ent_item *item = &t->items[i];
        item->from += by;
        item->firm_from += by;
        item->firm_to += by;
        item->to += by;
        item->mark += by;
        item->trunk += by;
    }
    for (size_t i = 0; i < t->plan->tie_count; i++)
        t->trunks[i] += by;
}

void ent_timeline_place_trunks(struct ent_timeline *t)
{
    place_trunks(t);
    make_room_for_trunks(t);
}
