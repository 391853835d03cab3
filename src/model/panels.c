#include "model/building.h"

#include <stdlib.h>

enum { year_count = 10000 };

struct observation {
    uint32_t numbers[5]; /* relation, ends, behalf, agreement: the same in one panel */
    int year;
    uint32_t tie;
};

static int by_panel(const struct observation *a, const struct observation *b)
{
    for (size_t i = 0; i < ENT_COUNT(a->numbers); i++)
        if (a->numbers[i] != b->numbers[i])
            return a->numbers[i] < b->numbers[i] ? -1 : 1;
    return 0;
}

static int by_panel_and_year(const void *a, const void *b)
{
    const struct observation *left = a, *right = b;
    int order = by_panel(left, right);
    if (order == 0)
        order = (left->year > right->year) - (left->year < right->year);
    return order != 0 ? order : (left->tie > right->tie) - (left->tie < right->tie);
}

static size_t take_observations(const struct ent_building *b, struct observation *observations)
{
    const struct ent_network *network = b->network;
    size_t count = 0, panels = 0;
    for (size_t i = 0; i < b->schema->relation_count; i++)
        panels += b->schema->relations[i].step > 0;
    for (uint32_t tie = 0; panels > 0 && tie < network->tie_count; tie++) {
        const struct ent_relation *relation = &b->schema->relations[network->tie_relation[tie]];
        const struct ent_lifetime *life = &network->tie_life[tie];
        if (relation->step == 0 || !life->given) /* a year at fault was reported */
            continue;
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        bool turned = relation->symmetric && from > to;
        if (observations) {
            struct observation *observation = &observations[count];
            int month, day;
            *observation = (struct observation){{network->tie_relation[tie], turned ? to : from,
                                                 turned ? from : to, network->tie_behalf[tie],
                                                 network->tie_agreement[tie]},
                                                0,
                                                tie};
            ent_day_split(life->start_earliest, &observation->year, &month, &day);
        }
        count++;
    }
    return count;
}

/* The years in which the table observed anything. A year between two observations in which others
 * were observed is a gap, even where the step would reach over it. */
static bool *observed_years(const struct ent_building *b, uint32_t relation)
{
    const struct ent_kind *kind = &b->schema->relations[relation].kind;
    const struct ent_table *table = b->network->relation_table[relation];
    struct ent_filler panel = ent_bind(b, kind, table, ENT_AT_PANEL);
    bool *years = ENT_NEW(&b->run->arena, bool, year_count);
    for (size_t row = 0; row < table->row_count; row += table->base ? table->turned_count : 1) {
        struct ent_text text = ent_template_fill(&b->run->arena, &panel, row);
        size_t year = 0;
        for (size_t at = 0; at < text.length && text.length == 4; at++)
            year = year * 10 + (size_t)(text.bytes[at] - '0') % 10;
        years[year % year_count] = true;
    }
    return years;
}

static bool goes_on(const bool *years, const struct observation *before,
                    const struct observation *after, uint32_t step)
{
    if (by_panel(before, after) != 0 || after->year - before->year > (int)step)
        return false;
    for (int year = before->year + 1; year < after->year; year++)
        if (years && years[year])
            return false;
    return true;
}

/* The earliest tie of every spell lasts to its end; the others are marked. */
static bool *merge(const struct ent_building *b, const struct observation *observations,
                   size_t count)
{
    struct ent_lifetime *lives = b->network->tie_life;
    bool *merged = ENT_NEW(&b->run->arena, bool, b->network->tie_count + 1);
    const bool *years = NULL;
    uint32_t first = 0, relation = ENT_NONE;
    for (size_t i = 0; i < count; i++) {
        const struct observation *at = &observations[i];
        uint32_t step = b->schema->relations[at->numbers[0]].step;
        if (at->numbers[0] != relation)
            years = step > 1 ? observed_years(b, at->numbers[0]) : NULL;
        relation = at->numbers[0];
        if (i == 0 || !goes_on(years, at - 1, at, step)) {
            first = at->tie;
            continue;
        }
        lives[first].end_earliest = lives[at->tie].end_earliest;
        lives[first].end_latest = lives[at->tie].end_latest;
        merged[at->tie] = true;
    }
    return merged;
}

static void leave_out(struct ent_network *network, const bool *merged)
{
    size_t kept = 0;
    for (size_t tie = 0; tie < network->tie_count; tie++) {
        if (merged[tie])
            continue;
        network->tie_relation[kept] = network->tie_relation[tie];
        network->tie_row[kept] = network->tie_row[tie];
        network->tie_from[kept] = network->tie_from[tie];
        network->tie_to[kept] = network->tie_to[tie];
        network->tie_agreement[kept] = network->tie_agreement[tie];
        network->tie_behalf[kept] = network->tie_behalf[tie];
        network->tie_life[kept] = network->tie_life[tie];
        if (network->tie_weight)
            network->tie_weight[kept] = network->tie_weight[tie];
        kept++;
    }
    network->tie_count = kept;
}

void ent_build_panels(struct ent_building *b)
{
    size_t count = take_observations(b, NULL);
    if (count == 0)
        return;
    struct observation *observations = ENT_NEW(&b->run->arena, struct observation, count);
    take_observations(b, observations);
    qsort(observations, count, sizeof *observations, by_panel_and_year);
    leave_out(b->network, merge(b, observations, count));
}
