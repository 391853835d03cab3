#include "model/building.h"

#include <stdlib.h>

struct level {
    struct ent_text family;
    uint32_t low, high, tie; /* low, high: the ends in either order */
    struct ent_lifetime life;
};

static int by_pair_and_start(const void *a, const void *b)
{
    const struct level *left = a, *right = b;
    int order = ent_text_compare(left->family, right->family);
    if (order != 0)
        return order;
    int64_t keys[][2] = {{left->low, right->low},
                         {left->high, right->high},
                         {left->life.start_latest, right->life.start_latest},
                         {left->life.start_earliest, right->life.start_earliest},
                         {left->life.end_latest, right->life.end_latest},
                         {left->tie, right->tie}};
    for (size_t i = 0; i < ENT_COUNT(keys); i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

static size_t take_levels(const struct ent_building *b, struct level *levels)
{
    const struct ent_network *network = b->network;
    size_t count = 0, families = 0;
    for (size_t i = 0; i < b->schema->relation_count; i++)
        families += b->schema->relations[i].kind.values[ENT_AT_EXCLUSIVE].text.length > 0;
    for (uint32_t tie = 0; families > 0 && tie < network->tie_count; tie++) {
        const struct ent_kind *kind = &b->schema->relations[network->tie_relation[tie]].kind;
        struct ent_text family = kind->values[ENT_AT_EXCLUSIVE].text;
        if (family.length == 0 || !network->tie_life[tie].given)
            continue;
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        if (levels)
            levels[count] = (struct level){family, from < to ? from : to, from < to ? to : from,
                                           tie, network->tie_life[tie]};
        count++;
    }
    return count;
}

static bool is_same_pair(const struct level *a, const struct level *b)
{
    return a->low == b->low && a->high == b->high && ent_text_equal(a->family, b->family);
}

static bool is_same_start(const struct level *a, const struct level *b)
{
    return a->life.start_latest == b->life.start_latest &&
           a->life.start_earliest == b->life.start_earliest;
}

/* From the last to the first, so that the next later level is always known. Of levels that begin
 * together none is the earlier. */
void ent_build_levels(struct ent_building *b)
{
    struct ent_lifetime *lives = b->network->tie_life;
    size_t count = take_levels(b, NULL), later = count;
    struct level *levels = ENT_NEW(&b->run->arena, struct level, count + 1);
    take_levels(b, levels);
    qsort(levels, count, sizeof *levels, by_pair_and_start);
    for (size_t i = count; i-- > 0;) {
        if (i + 1 == count || !is_same_pair(&levels[i], &levels[i + 1]))
            later = count;
        else if (!is_same_start(&levels[i], &levels[i + 1]))
            later = i + 1;
        if (later < count && levels[i].life.end_latest >= levels[later].life.start_latest)
            ent_lifetime_cut(&lives[levels[i].tie], &levels[later].life);
    }
}
