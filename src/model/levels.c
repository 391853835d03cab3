#include "model/levels.h"

#include "model/building.h"

#include <stdlib.h>

static int by_pair_and_start(const void *a, const void *b)
{
    const struct ent_level *left = a, *right = b;
    int order = ent_text_compare(left->family, right->family);
    if (order != 0)
        return order;
    int64_t keys[][2] = {{left->low, right->low},
                         {left->high, right->high},
                         {left->life.given, right->life.given},
                         {left->life.start_latest, right->life.start_latest},
                         {left->life.start_earliest, right->life.start_earliest},
                         {left->life.end_latest, right->life.end_latest},
                         {left->life.end_earliest, right->life.end_earliest},
                         {left->relation, right->relation},
                         {left->tie, right->tie}};
    for (size_t i = 0; i < ENT_COUNT(keys); i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

/* Returns how many there are; counts only where `levels` is NULL. */
static size_t take_levels(const struct ent_network *network, const uint8_t *ties,
                          struct ent_level *levels)
{
    const struct ent_schema *schema = network->schema;
    size_t count = 0, families = 0;
    for (size_t i = 0; i < schema->relation_count; i++)
        families += schema->relations[i].kind.values[ENT_AT_EXCLUSIVE].text.length > 0;
    for (uint32_t tie = 0; families > 0 && tie < network->tie_count; tie++) {
        const struct ent_relation *relation = &schema->relations[network->tie_relation[tie]];
        struct ent_text family = relation->kind.values[ENT_AT_EXCLUSIVE].text;
        if (family.length == 0 || (ties && ties[tie] == ENT_OUT))
            continue;
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        if (levels)
            levels[count] = (struct ent_level){
                family, from < to ? from : to, from < to ? to : from, relation->same,
                tie,    network->tie_life[tie]};
        count++;
    }
    return count;
}

struct ent_level *ent_levels_find(struct ent_run *run, const struct ent_network *network,
                                  const uint8_t *ties, size_t *count)
{
    *count = take_levels(network, ties, NULL);
    struct ent_level *levels = ENT_NEW(&run->arena, struct ent_level, *count + 1);
    take_levels(network, ties, levels);
    qsort(levels, *count, sizeof *levels, by_pair_and_start);
    return levels;
}

bool ent_levels_same_pair(const struct ent_level *a, const struct ent_level *b)
{
    return a->low == b->low && a->high == b->high && ent_text_equal(a->family, b->family);
}

/* ---- while a network is built ---- */

static bool is_same_start(const struct ent_level *a, const struct ent_level *b)
{
    return a->life.start_latest == b->life.start_latest &&
           a->life.start_earliest == b->life.start_earliest;
}

/* From the last to the first, so that the next later level is always known. Of levels that begin
 * together none is the earlier. */
void ent_build_levels(struct ent_building *b)
{
    struct ent_lifetime *lives = b->network->tie_life;
    size_t count;
    const struct ent_level *levels = ent_levels_find(b->run, b->network, NULL, &count);
    size_t later = count;
    for (size_t i = count; i-- > 0;) {
        if (!levels[i].life.given)
            continue;
        if (i + 1 == count || !ent_levels_same_pair(&levels[i], &levels[i + 1]))
            later = count;
        else if (!is_same_start(&levels[i], &levels[i + 1]))
            later = i + 1;
        if (later < count && levels[i].life.end_latest >= levels[later].life.start_latest)
            ent_lifetime_cut(&lives[levels[i].tie], &levels[later].life);
    }
}
