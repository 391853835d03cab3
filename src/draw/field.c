#include "draw/field.h"

#include <math.h>

enum { longest_line = 8192 }; /* of cells */

static const double least_cell = 2, most_cells = 200000;
static const float far_away = 1e6F;

struct ent_field ent_field_make(struct ent_arena *arena, struct ent_box area)
{
    double width = area.right - area.left, height = area.bottom - area.top;
    double cell = fmax(least_cell, sqrt(width * height / most_cells));
    cell = fmax(cell, fmax(width, height) / (longest_line - 2));
    struct ent_field field = {.area = area, .cell = cell};
    field.columns = (size_t)ceil(width / cell) + 1;
    field.rows = (size_t)ceil(height / cell) + 1;
    size_t count = field.columns * field.rows;
    field.inside = ENT_NEW(arena, uint8_t, count);
    field.outside = ENT_NEW(arena, uint8_t, count);
    field.to_inside = ENT_NEW(arena, float, count);
    field.to_outside = ENT_NEW(arena, float, count);
    field.value = ENT_NEW(arena, float, count);
    field.links = ENT_NEW(arena, uint32_t, 4 * count);
    field.queue = ENT_NEW(arena, uint32_t, 2 * count);
    return field;
}

void ent_field_clear(struct ent_field *field)
{
    memset(field->inside, 0, field->columns * field->rows);
    memset(field->outside, 0, field->columns * field->rows);
}

static size_t column_of(const struct ent_field *field, double x)
{
    double column = round((x - field->area.left) / field->cell);
    return (size_t)fmin(fmax(column, 0), (double)field->columns - 1);
}

static size_t row_of(const struct ent_field *field, double y)
{
    double row = round((y - field->area.top) / field->cell);
    return (size_t)fmin(fmax(row, 0), (double)field->rows - 1);
}

void ent_field_mark_box(const struct ent_field *field, uint8_t *cells, struct ent_box box)
{
    size_t left = column_of(field, box.left), right = column_of(field, box.right);
    for (size_t row = row_of(field, box.top); row <= row_of(field, box.bottom); row++)
        memset(cells + row * field->columns + left, 1, right - left + 1);
}

void ent_field_mark_line(const struct ent_field *field, uint8_t *cells, struct ent_point from,
                         struct ent_point to)
{
    double steps = ceil(2 * ent_layout_distance(from, to) / field->cell) + 1;
    for (double i = 0; i <= steps; i++) {
        struct ent_point at = ent_layout_between(from, to, i / steps);
        cells[row_of(field, at.y) * field->columns + column_of(field, at.x)] = 1;
    }
}

double ent_field_clearance(const struct ent_field *field, struct ent_point point)
{
    return field->to_outside[row_of(field, point.y) * field->columns + column_of(field, point.x)];
}

/* ---- distances ---- */

/* Where the parabolas over two cells of a line meet. */
static double meeting(const float *heights, size_t a, size_t b)
{
    double x = (double)a, y = (double)b;
    return ((heights[b] + y * y) - (heights[a] + x * x)) / (2 * y - 2 * x);
}

/* Squared distances along one line: the lowest of parabolas that stand on each cell. */
static void measure_line(const float *heights, size_t count, size_t *lowest, double *from,
                         float *result)
{
    size_t last = 0;
    lowest[0] = 0;
    from[0] = -INFINITY;
    for (size_t i = 1; i < count; i++) {
        double at = meeting(heights, lowest[last], i);
        while (last > 0 && at <= from[last])
            at = meeting(heights, lowest[--last], i);
        lowest[++last] = i;
        from[last] = at;
    }
    for (size_t i = 0, k = 0; i < count; i++) {
        while (k < last && from[k + 1] < (double)i)
            k++;
        double away = (double)i - (double)lowest[k];
        result[i] = (float)(away * away + heights[lowest[k]]);
    }
}

struct line_room {
    float heights[longest_line], result[longest_line];
    size_t lowest[longest_line];
    double from[longest_line];
};

static void measure_lines(const struct ent_field *field, bool down, struct line_room *room,
                          float *distances)
{
    size_t lines = down ? field->columns : field->rows,
           length = down ? field->rows : field->columns;
    size_t step = down ? field->columns : 1, next = down ? 1 : field->columns;
    for (size_t line = 0; line < lines; line++) {
        float *first = distances + line * next;
        for (size_t i = 0; i < length; i++)
            room->heights[i] = first[i * step];
        measure_line(room->heights, length, room->lowest, room->from, room->result);
        for (size_t i = 0; i < length; i++)
            first[i * step] = room->result[i];
    }
}

void ent_field_measure(const struct ent_field *field, const uint8_t *cells, float *distances)
{
    struct line_room room;
    size_t count = field->columns * field->rows;
    for (size_t i = 0; i < count; i++)
        distances[i] = cells[i] ? 0 : far_away;
    measure_lines(field, true, &room, distances);
    measure_lines(field, false, &room, distances);
    for (size_t i = 0; i < count; i++)
        distances[i] = sqrtf(distances[i]) * (float)field->cell;
}

/* ---- holes ---- */

/* Floods from `first` over cells that are not marked in `seen` and not inside; returns how many,
 * which stand in the queue. `*touches`: something outside stands among them. */
static size_t flood(const struct ent_field *field, size_t first, uint8_t *seen, bool *touches)
{
    size_t head = 0, tail = 0, columns = field->columns;
    uint32_t *queue = field->queue;
    *touches = false;
    queue[tail++] = (uint32_t)first;
    seen[first] = 1;
    while (head < tail) {
        size_t at = queue[head++], column = at % columns, row = at / columns;
        *touches |= field->outside[at] || column == 0 || row == 0 || column + 1 == columns ||
                    row + 1 == field->rows;
        size_t near[] = {column > 0 ? at - 1 : at, column + 1 < columns ? at + 1 : at,
                         row > 0 ? at - columns : at, row + 1 < field->rows ? at + columns : at};
        for (size_t i = 0; i < ENT_COUNT(near); i++)
            if (!seen[near[i]] && !field->inside[near[i]]) {
                seen[near[i]] = 1;
                queue[tail++] = (uint32_t)near[i];
            }
    }
    return tail;
}

void ent_field_fill(const struct ent_field *field)
{
    size_t count = field->columns * field->rows;
    uint8_t *seen = (uint8_t *)field->links;
    memset(seen, 0, count);
    for (size_t first = 0; first < count; first++) {
        bool touches;
        if (seen[first] || field->inside[first])
            continue;
        size_t found = flood(field, first, seen, &touches);
        for (size_t i = 0; !touches && i < found; i++)
            field->inside[field->queue[i]] = 1;
    }
}

/* ---- ways ---- */

enum { straight = 5, aslant = 7, ring = 8 }; /* costs, and more than any of them */

/* Cells by what they cost modulo `ring`: lists through `next`. */
struct search {
    const struct ent_field *field;
    const uint8_t *wanted;
    uint32_t *next, *before, *cost, heads[ring];
};

static void reach(struct search *search, size_t cell, size_t from, uint32_t cost)
{
    if (cost >= search->cost[cell])
        return;
    search->cost[cell] = cost;
    search->before[cell] = (uint32_t)from;
    search->next[cell] = search->heads[cost % ring];
    search->heads[cost % ring] = (uint32_t)cell;
}

static void spread(struct search *search, size_t at, double clear)
{
    const struct ent_field *field = search->field;
    size_t column = at % field->columns, row = at / field->columns;
    for (int down = -1; down <= 1; down++)
        for (int across = -1; across <= 1; across++) {
            bool past = (down < 0 && row == 0) || (down > 0 && row + 1 == field->rows) ||
                        (across < 0 && column == 0) || (across > 0 && column + 1 == field->columns);
            if (past || (down == 0 && across == 0))
                continue;
            size_t to = (size_t)((int64_t)at + down * (int64_t)field->columns + across);
            if (field->to_outside[to] >= clear || search->wanted[to])
                reach(search, to, at, search->cost[at] + (down && across ? aslant : straight));
        }
}

/* The cell of one of the boxes that is reached first, or ENT_NONE. */
static size_t first_reached(struct search *search, double clear)
{
    for (uint32_t cost = 0, empty = 0; empty < ring; cost++) {
        uint32_t at = search->heads[cost % ring];
        search->heads[cost % ring] = ENT_NONE;
        empty = at == ENT_NONE ? empty + 1 : 0;
        for (uint32_t next; at != ENT_NONE; at = next) {
            next = search->next[at];
            if (search->cost[at] != cost)
                continue;
            if (search->wanted[at])
                return at;
            spread(search, at, clear);
        }
    }
    return ENT_NONE;
}

static struct ent_point middle_of(const struct ent_field *field, size_t cell)
{
    return (struct ent_point){field->area.left + (double)(cell % field->columns) * field->cell,
                              field->area.top + (double)(cell / field->columns) * field->cell};
}

size_t ent_field_route(const struct ent_field *field, const struct ent_box *from, size_t from_count,
                       const struct ent_box *to, size_t count, double clear)
{
    size_t cells = field->columns * field->rows;
    uint8_t *start = (uint8_t *)field->queue, *wanted = start + cells;
    struct search search = {
        field, wanted, field->links, field->links + cells, field->links + 2 * cells, {0}};
    memset(start, 0, 2 * cells);
    for (size_t i = 0; i < from_count; i++)
        ent_field_mark_box(field, start, from[i]);
    for (size_t i = 0; i < count; i++)
        ent_field_mark_box(field, wanted, to[i]);
    for (size_t i = 0; i < ring; i++)
        search.heads[i] = ENT_NONE;
    for (size_t i = 0; i < cells; i++)
        search.cost[i] = UINT32_MAX;
    for (size_t i = 0; i < cells; i++)
        if (start[i])
            reach(&search, i, i, 0);
    size_t at = first_reached(&search, clear);
    if (at == ENT_NONE)
        return count;
    struct ent_point end = middle_of(field, at);
    for (; search.before[at] != at; at = search.before[at])
        field->inside[at] = 1;
    for (size_t i = 0; i < count; i++)
        if (column_of(field, to[i].left) <= column_of(field, end.x) &&
            column_of(field, to[i].right) >= column_of(field, end.x) &&
            row_of(field, to[i].top) <= row_of(field, end.y) &&
            row_of(field, to[i].bottom) >= row_of(field, end.y))
            return i;
    return count;
}

/* ---- what is in ---- */

/* The mean of each cell and its neighbours, along one direction. */
static void blur(const struct ent_field *field, size_t step, float *scratch)
{
    size_t count = field->columns * field->rows;
    memcpy(scratch, field->value, count * sizeof *scratch);
    for (size_t i = 2 * step; i + 2 * step < count; i++)
        field->value[i] = (scratch[i - 2 * step] + scratch[i - step] + scratch[i] +
                           scratch[i + step] + scratch[i + 2 * step]) /
                          5;
}

void ent_field_settle(struct ent_field *field, double pad)
{
    size_t count = field->columns * field->rows;
    for (size_t i = 0; i < count; i++) {
        float near = (float)pad - field->to_inside[i];
        float between = (field->to_outside[i] - field->to_inside[i]) / 2;
        field->value[i] = fminf(near, between);
    }
    for (size_t i = 0; i < 3; i++) {
        blur(field, 1, (float *)field->links);
        blur(field, field->columns, (float *)field->links);
    }
    for (size_t row = 0; row < field->rows; row++) /* the edge of the grid is out */
        field->value[row * field->columns] = field->value[(row + 1) * field->columns - 1] = -1;
    for (size_t column = 0; column < field->columns; column++)
        field->value[column] = field->value[count - 1 - column] = -1;
}

double ent_field_value(const struct ent_field *field, struct ent_point point)
{
    double x = (point.x - field->area.left) / field->cell;
    double y = (point.y - field->area.top) / field->cell;
    if (x < 0 || y < 0 || x >= (double)field->columns - 1 || y >= (double)field->rows - 1)
        return -1;
    size_t at = (size_t)y * field->columns + (size_t)x;
    double part_x = x - floor(x), part_y = y - floor(y);
    double above = field->value[at] * (1 - part_x) + field->value[at + 1] * part_x;
    double below = field->value[at + field->columns] * (1 - part_x) +
                   field->value[at + field->columns + 1] * part_x;
    return above * (1 - part_y) + below * part_y;
}
