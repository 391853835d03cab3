#include "draw/timeline.h"

#include <math.h>
#include <stdlib.h>

enum { name_size = 9, item_size = 9 };

static const double name_wrap = 130, item_wrap = 190, plot_width = 520;
static const double gap_at_label = 6, glyph_room = 18, least_lane = 17, line_height = 14,
                    heading_height = 24;
static const double close_lane = 13; /* where there are many */

enum { many_lanes = 50 };

/* ---- what has a date ---- */

static bool is_dated(const struct ent_lifetime *life)
{
    ent_day days[] = {life->start_earliest, life->start_latest, life->end_earliest,
                      life->end_latest};
    for (size_t i = 0; life->given && i < ENT_COUNT(days); i++)
        if (days[i] != ENT_DAY_FIRST && days[i] != ENT_DAY_LAST)
            return true;
    return false;
}

static const struct ent_lifetime *life_of(const struct ent_timeline *t, bool is_tie, size_t number)
{
    const struct ent_network *network = t->plan->network;
    return is_tie ? &network->tie_life[t->plan->ties[number].tie]
                  : &network->node_life[t->plan->nodes[number].node];
}

static bool happens(const struct ent_timeline *t, size_t node)
{
    return ent_is_happening(t->plan->network, t->plan->nodes[node].node);
}

/* A tie with dates between two that last. */
static bool is_bar(const struct ent_timeline *t, size_t tie)
{
    const struct ent_plan_tie *planned = &t->plan->ties[tie];
    return !happens(t, planned->from) && !happens(t, planned->to) &&
           is_dated(life_of(t, true, tie));
}

static struct ent_item *add_item(struct ent_timeline *t, bool is_tie, size_t number)
{
    struct ent_item *item = &t->items[t->item_count++];
    *item = (struct ent_item){.is_tie = is_tie,
                              .number = (uint32_t)number,
                              .lane = ENT_NONE,
                              .life = life_of(t, is_tie, number)};
    return item;
}

/* ---- lanes ---- */

static uint32_t lane_for(struct ent_timeline *t, uint32_t section, uint32_t node)
{
    for (size_t i = 0; i < t->lane_count; i++)
        if (t->lanes[i].section == section && t->lanes[i].node == node)
            return (uint32_t)i;
    t->lanes[t->lane_count] = (struct ent_lane){.section = section, .node = node};
    return (uint32_t)t->lane_count++;
}

/* The busier end of a tie is what its section is called after. */
static void find_bars(struct ent_timeline *t)
{
    const struct ent_plan *plan = t->plan;
    size_t *busy = ENT_NEW(&t->run->arena, size_t, plan->node_count + 1);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (is_bar(t, i)) {
            busy[plan->ties[i].from]++;
            busy[plan->ties[i].to]++;
        }
    for (size_t i = 0; i < plan->tie_count; i++) {
        uint32_t from = plan->ties[i].from, to = plan->ties[i].to;
        bool to_leads = busy[to] > busy[from] || (busy[to] == busy[from] && to < from);
        if (is_bar(t, i))
            add_item(t, true, i)->lane = lane_for(t, to_leads ? to : from, to_leads ? from : to);
    }
}

static bool is_item(const struct ent_timeline *t, size_t node)
{
    return happens(t, node) && is_dated(life_of(t, false, node));
}

/* Each end of a tie that leads to something that happens has a lane; the first of them in
 * canonical order holds what happens. */
static void find_happenings(struct ent_timeline *t)
{
    const struct ent_plan *plan = t->plan;
    uint32_t *holder = ENT_NEW(&t->run->arena, uint32_t, plan->node_count + 1);
    bool *linked = ENT_NEW(&t->run->arena, bool, plan->node_count + 1);
    memset(holder, 0xFF, plan->node_count * sizeof *holder);
    for (size_t i = 0; i < plan->tie_count; i++) {
        uint32_t ends[] = {plan->ties[i].from, plan->ties[i].to};
        for (size_t k = 0; k < 2; k++)
            if (is_item(t, ends[k]) && !happens(t, ends[1 - k])) {
                linked[ends[1 - k]] = true;
                holder[ends[k]] = ends[1 - k] < holder[ends[k]] ? ends[1 - k] : holder[ends[k]];
            }
    }
    for (uint32_t i = 0; i < plan->node_count; i++)
        if (linked[i])
            t->lane_of[i] = lane_for(t, ENT_NONE, i);
    for (uint32_t i = 0; i < plan->node_count; i++)
        if (is_item(t, i))
            add_item(t, false, i)->lane = lane_for(t, ENT_NONE, holder[i]);
}

/* ---- order ---- */

struct placed_lane {
    struct ent_lane lane;
    uint32_t number;
    int64_t start;
};

static int compare_lanes(const void *a, const void *b)
{
    const struct placed_lane *left = a, *right = b;
    if (left->lane.section != right->lane.section)
        return left->lane.section < right->lane.section ? -1 : 1;
    bool by_start = left->lane.section != ENT_NONE && left->start != right->start;
    if (by_start)
        return left->start < right->start ? -1 : 1;
    return left->lane.node < right->lane.node ? -1 : left->lane.node > right->lane.node;
}

static int64_t start_of(const struct ent_item *item)
{
    return item->life->start_latest;
}

static int compare_items(const void *a, const void *b)
{
    const struct ent_item *left = a, *right = b;
    if (left->lane != right->lane)
        return left->lane < right->lane ? -1 : 1;
    if (start_of(left) != start_of(right))
        return start_of(left) < start_of(right) ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* Lanes of a section by their first start, sections and actors in canonical order. */
static void sort_all(struct ent_timeline *t)
{
    struct ent_arena *arena = &t->run->arena;
    struct placed_lane *placed = ENT_NEW(arena, struct placed_lane, t->lane_count + 1);
    uint32_t *number = ENT_NEW(arena, uint32_t, t->lane_count + 1);
    for (size_t i = 0; i < t->lane_count; i++)
        placed[i] = (struct placed_lane){t->lanes[i], (uint32_t)i, INT64_MAX};
    for (size_t i = 0; i < t->item_count; i++) {
        struct placed_lane *lane = &placed[t->items[i].lane];
        lane->start = start_of(&t->items[i]) < lane->start ? start_of(&t->items[i]) : lane->start;
    }
    qsort(placed, t->lane_count, sizeof *placed, compare_lanes);
    for (size_t i = 0; i < t->lane_count; i++) {
        t->lanes[i] = placed[i].lane;
        number[placed[i].number] = (uint32_t)i;
        t->lanes[i].opens = t->lanes[i].section != ENT_NONE &&
                            (i == 0 || t->lanes[i - 1].section != t->lanes[i].section);
    }
    for (size_t i = 0; i < t->item_count; i++)
        t->items[i].lane = number[t->items[i].lane];
    qsort(t->items, t->item_count, sizeof *t->items, compare_items);
    for (size_t i = 0; i < t->plan->node_count; i++)
        if (t->lane_of[i] != ENT_NONE)
            t->lane_of[i] = number[t->lane_of[i]];
    for (size_t i = 0; i < t->item_count; i++)
        if (!t->items[i].is_tie)
            t->item_of[t->items[i].number] = (uint32_t)i;
}

void ent_timeline_arrange(struct ent_timeline *t)
{
    const struct ent_plan *plan = t->plan;
    struct ent_arena *arena = &t->run->arena;
    size_t most = plan->node_count + plan->tie_count + 1;
    t->items = ENT_NEW(arena, struct ent_item, most);
    t->lanes = ENT_NEW(arena, struct ent_lane, most + 1);
    t->item_of = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    t->lane_of = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    memset(t->item_of, 0xFF, plan->node_count * sizeof *t->item_of);
    memset(t->lane_of, 0xFF, plan->node_count * sizeof *t->lane_of);
    find_bars(t);
    find_happenings(t);
    sort_all(t);
}

/* ---- the axis ---- */

static void include(int64_t *first, int64_t *last, ent_day day)
{
    if (day == ENT_DAY_FIRST || day == ENT_DAY_LAST)
        return;
    *first = day < *first ? day : *first;
    *last = day > *last ? day : *last;
}

/* The years that were asked for, or all that is known. A single day is only marked. */
static void set_axis(struct ent_timeline *t)
{
    struct ent_window window = t->plan->selection->window;
    bool timed = t->plan->selection->timed;
    int64_t first = INT64_MAX, last = INT64_MIN;
    for (size_t i = 0; i < t->item_count; i++) {
        const struct ent_lifetime *life = t->items[i].life;
        include(&first, &last, life->start_earliest);
        include(&first, &last, life->start_latest);
        include(&first, &last, life->end_earliest);
        include(&first, &last, life->end_latest);
    }
    t->has_dates = first <= last;
    if (!t->has_dates)
        first = last = 0;
    t->marks_day = timed && window.first == window.last;
    bool from = timed && !t->marks_day && window.first != ENT_DAY_FIRST;
    bool to = timed && !t->marks_day && window.last != ENT_DAY_LAST;
    if (t->marks_day)
        include(&first, &last, window.first);
    first = from ? window.first : first;
    last = to ? window.last : last;
    last = last < first ? first : last;
    t->axis = ent_axis_make(first, last, 0, plot_width, !(from && to));
    if (from)
        t->axis.first = first;
    if (to)
        t->axis.last = last;
    t->is_open = !from;
}

static double clamped(const struct ent_timeline *t, int64_t day)
{
    int64_t first = t->axis.first, last = t->axis.last + 1;
    return ent_axis_x(&t->axis, day < first ? first : day > last ? last : day);
}

/* The last day of a lifetime is a whole one. */
static double end_x(const struct ent_timeline *t, ent_day day)
{
    return clamped(t, day == ENT_DAY_LAST ? day : (int64_t)day + 1);
}

static void place_in_time(const struct ent_timeline *t, struct ent_item *item)
{
    const struct ent_lifetime *life = item->life;
    item->point =
        life->start_earliest == life->end_earliest && life->start_latest == life->end_latest;
    item->from = clamped(t, life->start_earliest);
    item->firm_from = clamped(t, life->start_latest);
    item->firm_to = end_x(t, life->end_earliest);
    item->to = end_x(t, life->end_latest);
    item->before = life->start_earliest < t->axis.first;
    item->after = life->end_latest > t->axis.last;
    if (item->point)
        item->firm_from = item->firm_to = (item->from + item->to) / 2;
    bool begins_unknown = life->start_earliest == ENT_DAY_FIRST;
    item->mark = item->point || begins_unknown ? item->firm_from : item->from;
}

/* ---- labels and lanes ---- */

/* The name of something that happens stands behind its mark, in its bar if it fits, else behind the
 * bar. An end that is not known is a line that begins behind the name. */
static void place_name(struct ent_item *item)
{
    double behind_mark = item->mark + glyph_room / 2 + 1;
    double bar = item->firm_to - item->firm_from;
    bool inside =
        item->point || item->after || behind_mark + item->label.width + 4 <= item->firm_to;
    item->label_at.x = inside || bar < 8 ? behind_mark : item->to + gap_at_label;
    double end = item->label_at.x + item->label.width;
    item->tail = fmax(item->firm_to, item->firm_from);
    bool in_the_way = item->label_at.x < item->to + (item->after ? 10 : 0);
    if (in_the_way && (item->tail < end + 3 || item->to < end + 3))
        item->tail = end + 3;
    bool soft_before =
        item->life->start_earliest != ENT_DAY_FIRST && item->label_at.x >= item->firm_from;
    item->room.left = fmin(item->trunk, soft_before ? item->from : item->trunk) - 2;
    item->room.right =
        fmax(end, fmax(item->to, item->after ? item->tail : 0) + (item->after ? 8 : 0));
}

/* What a tie says stands before its bar, and behind it where there is no room. */
static void place_saying(const struct ent_timeline *t, struct ent_item *item, double taken)
{
    double right = item->to + (item->after ? 8 : 0);
    item->room.left = item->from;
    item->room.right = right;
    if (item->label.line_count == 0)
        return;
    item->label_at.x = item->from - gap_at_label - item->label.width - (item->before ? 8 : 0);
    if (item->label_at.x >= fmax(taken, t->axis.left)) {
        item->room.left = item->label_at.x;
        return;
    }
    item->label_at.x = right + gap_at_label;
    item->room.right = item->label_at.x + item->label.width;
}

static void place_label(const struct ent_timeline *t, struct ent_item *item, double taken)
{
    if (item->is_tie)
        place_saying(t, item, taken);
    else
        place_name(item);
}

struct rows {
    double *ends, *heights, *tops;
    size_t *row; /* of each item */
    size_t count;
};

static double needed_height(const struct ent_timeline *t, const struct ent_item *item)
{
    double least = t->lane_count > many_lanes ? close_lane : least_lane;
    return fmax(item->label.height + 4, least);
}

/* Each item goes to the first row of its lane where there is room for it. */
static void fill_rows(struct ent_timeline *t, size_t first, size_t end, struct rows *rows)
{
    rows->count = 0;
    for (size_t i = first; i < end; i++) {
        struct ent_item *item = &t->items[i];
        size_t row = 0;
        for (; row < rows->count; row++) {
            place_label(t, item, rows->ends[row] + 4);
            double least = item->is_tie ? rows->ends[row] - 0.5 : rows->ends[row] + 6;
            if (item->room.left >= least)
                break;
        }
        if (row == rows->count) {
            place_label(t, item, t->axis.left);
            rows->heights[rows->count++] = 0;
        }
        rows->ends[row] = item->room.right;
        rows->heights[row] = fmax(rows->heights[row], needed_height(t, item));
        rows->row[i] = row;
    }
}

static void place_lane(struct ent_timeline *t, size_t number, size_t first, size_t end,
                       struct rows *rows)
{
    struct ent_lane *lane = &t->lanes[number];
    double y = lane->top;
    fill_rows(t, first, end, rows);
    if (lane->has_line) {
        lane->line = y + line_height / 2 + 1;
        y += line_height;
    }
    for (size_t row = 0; row < rows->count; row++) {
        rows->tops[row] = y;
        y += rows->heights[row];
    }
    for (size_t i = first; i < end; i++) {
        struct ent_item *item = &t->items[i];
        item->room.top = rows->tops[rows->row[i]];
        item->room.bottom = item->room.top + rows->heights[rows->row[i]];
        item->y = (item->room.top + item->room.bottom) / 2;
        item->label_at.y = item->y - item->label.height / 2;
        t->right = fmax(t->right, item->room.right);
    }
    double least = t->lane_count > many_lanes ? close_lane : least_lane;
    lane->bottom = fmax(y, lane->top + fmax(lane->label.height + 4, least));
    if (rows->count <= 1 && !lane->has_line) /* the only row stands in the middle */
        for (size_t i = first; i < end; i++) {
            double down = (lane->top + lane->bottom) / 2 - t->items[i].y;
            t->items[i].y += down;
            t->items[i].label_at.y += down;
        }
}

static void place_lanes(struct ent_timeline *t)
{
    struct ent_arena *arena = &t->run->arena;
    struct rows rows = {.ends = ENT_NEW(arena, double, t->item_count + 1),
                        .heights = ENT_NEW(arena, double, t->item_count + 1),
                        .tops = ENT_NEW(arena, double, t->item_count + 1),
                        .row = ENT_NEW(arena, size_t, t->item_count + 1)};
    double y = 0;
    for (size_t lane = 0, first = 0; lane < t->lane_count; lane++) {
        size_t end = first;
        while (end < t->item_count && t->items[end].lane == lane)
            end++;
        y += t->lanes[lane].opens ? heading_height : 0;
        t->lanes[lane].top = y;
        place_lane(t, lane, first, end, &rows);
        y = t->lanes[lane].bottom;
        first = end;
    }
    t->bottom = y;
}

/* ---- all ---- */

static void make_label(const struct ent_timeline *t, struct ent_item *item)
{
    const struct ent_plan *plan = t->plan;
    const struct ent_label *label =
        item->is_tie ? &plan->ties[item->number].label : &plan->nodes[item->number].label;
    item->label = ent_view_label(t->run, plan, label, item_size, false, item_wrap);
}

/* Is there a bar whose label has no room before it? */
static bool lacks_room_before(const struct ent_timeline *t)
{
    for (size_t i = 0; i < t->item_count; i++) {
        const struct ent_item *item = &t->items[i];
        double needed = item->label.width + gap_at_label;
        if (item->is_tie && item->label.line_count > 0 &&
            item->life->start_earliest >= t->axis.first &&
            clamped(t, item->life->start_earliest) < t->axis.left + needed)
            return true;
    }
    return false;
}

void ent_timeline_measure(struct ent_timeline *t)
{
    const struct ent_plan *plan = t->plan;
    for (size_t i = 0; i < t->lane_count; i++) {
        struct ent_lane *lane = &t->lanes[i];
        lane->has_line = lane->section == ENT_NONE && lane->node != ENT_NONE;
        if (lane->node == ENT_NONE)
            continue;
        lane->label = ent_view_label(t->run, plan, &plan->nodes[lane->node].label, name_size, false,
                                     name_wrap);
        t->name_width = fmax(t->name_width, lane->label.width + glyph_room);
    }
    set_axis(t);
    t->axis.left = t->name_width > 0 ? ceil(t->name_width) + 10 : 0;
    for (size_t i = 0; i < t->item_count; i++)
        make_label(t, &t->items[i]);
    if (t->is_open && lacks_room_before(t))
        ent_axis_extend(&t->axis);
    for (size_t i = 0; i < t->item_count; i++)
        place_in_time(t, &t->items[i]);
    ent_timeline_place_trunks(t);
    t->right = t->axis.left + t->axis.width;
    place_lanes(t);
}
