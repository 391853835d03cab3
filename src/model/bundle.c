#include "model/bundle.h"

#include "model/index.h"

#include <math.h>

const char *const ent_bundle_columns[] = {"weight", "count", "members", "topics", NULL};

static struct ent_arena *arena_of(const struct ent_network *network)
{
    return &network->bundles->run->arena;
}

/* Of a series, those of the year that the tie is in. */
static const struct ent_bundles *part_of(const struct ent_bundles *bundles, uint32_t tie)
{
    size_t part = 0;
    while (part < bundles->part_count && tie >= bundles->part_first[part + 1])
        part++;
    return bundles->part_count > 0 ? &bundles->parts[part] : bundles;
}

uint32_t *ent_tie_hubs(const struct ent_network *network, uint32_t tie, size_t *count)
{
    const struct ent_bundles *bundles = network->bundles;
    uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
    const struct ent_bundles *part = part_of(bundles, tie);
    size_t left = part->hub_first[from], left_end = part->hub_first[from + 1];
    size_t right = part->hub_first[to], right_end = part->hub_first[to + 1];
    uint32_t *hubs = ENT_NEW(arena_of(network), uint32_t, bundles->count[tie] + 1);
    *count = 0;
    while (left < left_end && right < right_end && *count < bundles->count[tie]) {
        uint32_t a = part->hubs[left], b = part->hubs[right];
        int order = a == b ? 0 : ent_text_compare(network->node_id[a], network->node_id[b]);
        if (order == 0)
            hubs[(*count)++] = a;
        left += order <= 0;
        right += order >= 0;
    }
    return hubs;
}

size_t ent_tie_member_count(const struct ent_network *network, uint32_t tie)
{
    const struct ent_bundles *bundles = network->bundles;
    if (!bundles)
        return 1;
    return ent_tie_is_projected(network, tie) ? bundles->count[tie]
                                              : bundles->first[tie + 1] - bundles->first[tie];
}

/* ---- lists ---- */

/* Items, joined when all are there: they may be thousands. */
struct list {
    struct ent_arena *arena;
    struct ent_text *items;
    size_t count, room;
};

static void add_item(struct list *list, struct ent_text item)
{
    if (list->count == list->room) {
        list->room = list->room > 0 ? list->room * 2 : 8;
        struct ent_text *more = ENT_NEW(list->arena, struct ent_text, list->room);
        if (list->count > 0)
            memcpy(more, list->items, list->count * sizeof *more);
        list->items = more;
    }
    list->items[list->count++] = item;
}

static void add_cell(struct list *list, struct ent_text cell)
{
    for (struct ent_text item; ent_text_next(&cell, ';', &item);)
        add_item(list, item);
}

/* Each item where it first stood. */
static void drop_repeats(struct list *list)
{
    struct ent_index index = ent_index_make(list->arena, list->items, list->count);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        list->items[kept] = list->items[i];
        kept += ent_index_add(&index, (uint32_t)kept) == ENT_NONE;
    }
    list->count = kept;
}

static struct ent_text joined(const struct list *list)
{
    size_t length = 0;
    for (size_t i = 0; i < list->count; i++)
        length += list->items[i].length + 1;
    char *bytes = ENT_NEW(list->arena, char, length + 1), *end = bytes;
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            *end++ = ';';
        memcpy(end, list->items[i].bytes, list->items[i].length);
        end += list->items[i].length;
    }
    return (struct ent_text){bytes, (size_t)(end - bytes)};
}

static struct ent_text united(const struct ent_network *network, uint32_t tie,
                              struct ent_text column)
{
    const struct ent_bundles *bundles = network->bundles;
    struct list list = {.arena = arena_of(network)};
    if (ent_tie_is_projected(network, tie)) {
        size_t count;
        const uint32_t *hubs = ent_tie_hubs(network, tie, &count);
        for (size_t i = 0; i < count; i++)
            add_cell(&list, ent_node_cell(network, hubs[i], column));
    } else {
        for (size_t i = bundles->first[tie]; i < bundles->first[tie + 1]; i++)
            add_cell(&list, ent_tie_cell(bundles->origin, bundles->members[i], column));
    }
    drop_repeats(&list);
    return joined(&list);
}

/* ---- columns ---- */

static struct ent_text member_names(const struct ent_network *network, uint32_t tie)
{
    const struct ent_bundles *bundles = network->bundles;
    const struct ent_network *origin = bundles->origin;
    struct ent_arena *arena = arena_of(network);
    struct list list = {.arena = arena};
    if (ent_tie_is_projected(network, tie)) {
        size_t count;
        const uint32_t *hubs = ent_tie_hubs(network, tie, &count);
        for (size_t i = 0; i < count; i++)
            add_item(&list, network->node_id[hubs[i]]);
        return joined(&list);
    }
    for (size_t i = bundles->first[tie]; i < bundles->first[tie + 1]; i++) {
        uint32_t member = bundles->members[i];
        add_item(&list, ENT_FORM(arena, "{} {} {}", origin->node_id[origin->tie_from[member]],
                                 origin->schema->relations[origin->tie_relation[member]].kind.name,
                                 origin->node_id[origin->tie_to[member]]));
    }
    return joined(&list);
}

struct ent_text ent_weight_text(struct ent_arena *arena, double weight)
{
    return ent_text_decimal(arena, floor(weight * 10000 + 0.5) / 10000);
}

struct ent_text ent_bundle_cell(const struct ent_network *network, uint32_t tie,
                                struct ent_text column)
{
    if (ent_text_is(column, "weight"))
        return ent_weight_text(arena_of(network),
                               network->tie_weight ? network->tie_weight[tie] : 1);
    if (ent_text_is(column, "count"))
        return ent_text_number(arena_of(network), (int64_t)ent_tie_member_count(network, tie));
    if (ent_text_is(column, "members"))
        return member_names(network, tie);
    if (ent_text_is(column, "source") || ent_text_is(column, "topics"))
        return united(network, tie, column);
    return (struct ent_text){0};
}

/* ---- dates ---- */

/* "2008-05" where the days are a whole month, "2008" a whole year, else the days themselves. */
static struct ent_text days_written(struct ent_arena *arena, ent_day earliest, ent_day latest)
{
    int year, month, day, last_year, last_month, last_day;
    struct ent_text first = ent_day_text(arena, earliest), last = ent_day_text(arena, latest);
    if (earliest == latest)
        return first;
    if (earliest == ENT_DAY_FIRST)
        return ENT_FORM(arena, "[..{}]", last);
    ent_day_split(earliest, &year, &month, &day);
    ent_day_split(latest, &last_year, &last_month, &last_day);
    bool of_year =
        day == 1 && year == last_year && last_day == ent_month_length(last_year, last_month);
    if (of_year && month == 1 && last_month == 12)
        return ent_text_slice(first, 0, first.length - 6);
    if (of_year && month == last_month)
        return ent_text_slice(first, 0, first.length - 3);
    return ENT_FORM(arena, "[{}..{}]", first, last);
}

struct ent_text ent_bundle_start(const struct ent_network *network, uint32_t tie)
{
    const struct ent_lifetime *life = &network->tie_life[tie];
    if (!life->given || life->start_latest == ENT_DAY_LAST)
        return (struct ent_text){0};
    if (life->start_latest == ENT_DAY_FIRST)
        return ENT_TEXT("..");
    return days_written(arena_of(network), life->start_earliest, life->start_latest);
}

struct ent_text ent_bundle_end(const struct ent_network *network, uint32_t tie)
{
    const struct ent_lifetime *life = &network->tie_life[tie];
    if (!life->given || (life->end_latest == ENT_DAY_LAST && life->end_earliest != ENT_DAY_LAST))
        return (struct ent_text){0};
    if (life->end_latest == ENT_DAY_LAST)
        return ENT_TEXT("..");
    return days_written(arena_of(network), life->end_earliest, life->end_latest);
}

struct ent_place ent_bundle_place(const struct ent_network *network, uint32_t tie)
{
    const struct ent_bundles *bundles = network->bundles;
    if (!ent_tie_is_projected(network, tie))
        return ent_tie_place(bundles->origin, bundles->members[bundles->first[tie]]);
    size_t count;
    const uint32_t *hubs = ent_tie_hubs(network, tie, &count);
    return count > 0 ? ent_node_place(network, hubs[0]) : ENT_NOWHERE;
}
