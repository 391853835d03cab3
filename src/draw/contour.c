/* The edge of what is in, by marching squares, and lines across it. */
#include "draw/field.h"

#include <math.h>

static const double step = 7;         /* of the points that a curve goes through */
static const double least_area = 150; /* smaller islands and holes are noise */

/* ---- marching squares ---- */

/* An edge of the grid is crossed at most once. It is known by the cell where it begins: 2 * cell
 * leads to the right, 2 * cell + 1 down. Each crossed edge has two neighbours on the contour. */
static void join(const struct ent_field *field, uint32_t a, uint32_t b)
{
    uint32_t *of_a = &field->links[2 * a], *of_b = &field->links[2 * b];
    of_a[of_a[0] != ENT_NONE] = b;
    of_b[of_b[0] != ENT_NONE] = a;
}

static bool is_in(const struct ent_field *field, size_t cell)
{
    return field->value[cell] > 0;
}

/* The edges of a square that are crossed, from the top on clockwise. Where all four are, its
 * middle says which belong together. */
static void join_square(const struct ent_field *field, size_t cell)
{
    size_t right = cell + 1, below = cell + field->columns;
    bool corners[] = {is_in(field, cell), is_in(field, right), is_in(field, below + 1),
                      is_in(field, below)};
    uint32_t edges[] = {(uint32_t)(2 * cell), (uint32_t)(2 * right + 1), (uint32_t)(2 * below),
                        (uint32_t)(2 * cell + 1)};
    uint32_t crossed[4];
    size_t count = 0;
    for (size_t i = 0; i < 4; i++)
        if (corners[i] != corners[(i + 1) % 4])
            crossed[count++] = edges[i];
    if (count == 2)
        join(field, crossed[0], crossed[1]);
    if (count < 4)
        return;
    float middle =
        field->value[cell] + field->value[right] + field->value[below] + field->value[below + 1];
    bool turned = (middle > 0) == corners[0];
    join(field, crossed[0], crossed[turned ? 1 : 3]);
    join(field, crossed[2], crossed[turned ? 3 : 1]);
}

static struct ent_point crossing(const struct ent_field *field, uint32_t edge)
{
    size_t cell = edge / 2, other = edge % 2 ? cell + field->columns : cell + 1;
    double a = field->value[cell], b = field->value[other], part = a / (a - b);
    double x = (double)(cell % field->columns) + (edge % 2 ? 0 : part);
    double y = (double)(cell / field->columns) + (edge % 2 ? part : 0);
    return (struct ent_point){field->area.left + x * field->cell,
                              field->area.top + y * field->cell};
}

/* ---- curves ---- */

static double area_of(const struct ent_point *points, size_t count)
{
    double area = 0;
    for (size_t i = 0; i < count; i++) {
        struct ent_point a = points[i], b = points[(i + 1) % count];
        area += (a.x * b.y - b.x * a.y) / 2;
    }
    return fabs(area);
}

/* Points at equal distances along the loop. */
static size_t resample(const struct ent_point *loop, size_t count, struct ent_point *points)
{
    double length = 0;
    for (size_t i = 0; i < count; i++)
        length += ent_layout_distance(loop[i], loop[(i + 1) % count]);
    size_t wanted = (size_t)fmax(8, round(length / step)), found = 0;
    double gap = length / (double)wanted, walked = 0;
    for (size_t i = 0; i < count && found < wanted; i++) {
        struct ent_point a = loop[i], b = loop[(i + 1) % count];
        double piece = ent_layout_distance(a, b);
        for (; found < wanted && walked + piece > (double)found * gap; found++)
            points[found] = ent_layout_between(a, b, ((double)found * gap - walked) / piece);
        walked += piece;
    }
    return found;
}

/* The steps of the grid are smoothed away. */
static void soften(struct ent_point *points, size_t count)
{
    enum { rounds = 3 };
    for (int round = 0; round < rounds; round++) {
        struct ent_point first = points[0], before = points[count - 1];
        for (size_t i = 0; i < count; i++) {
            struct ent_point at = points[i], after = i + 1 < count ? points[i + 1] : first;
            points[i] = (struct ent_point){(before.x + 2 * at.x + after.x) / 4,
                                           (before.y + 2 * at.y + after.y) / 4};
            before = at;
        }
    }
}

/* A closed curve through the points: Catmull and Rom's, as pieces of Bezier's. */
static struct ent_outline curve_through(struct ent_arena *arena, const struct ent_point *points,
                                        size_t count)
{
    struct ent_outline curve = {ENT_NEW(arena, struct ent_point, 3 * count + 1), 3 * count + 1};
    for (size_t i = 0; i < count; i++) {
        struct ent_point before = points[(i + count - 1) % count], a = points[i];
        struct ent_point b = points[(i + 1) % count], after = points[(i + 2) % count];
        curve.points[3 * i] = a;
        curve.points[3 * i + 1] =
            (struct ent_point){a.x + (b.x - before.x) / 6, a.y + (b.y - before.y) / 6};
        curve.points[3 * i + 2] =
            (struct ent_point){b.x - (after.x - a.x) / 6, b.y - (after.y - a.y) / 6};
    }
    curve.points[3 * count] = points[0];
    return curve;
}

/* Walks a loop and forgets it. */
static size_t walk(const struct ent_field *field, uint32_t first, struct ent_point *loop)
{
    size_t count = 0;
    for (uint32_t at = first, next; at != ENT_NONE; at = next) {
        uint32_t *near = &field->links[2 * at];
        next = near[0] != ENT_NONE ? near[0] : near[1];
        loop[count++] = crossing(field, at);
        near[0] = near[1] = ENT_NONE;
        if (next == ENT_NONE)
            break;
        uint32_t *of_next = &field->links[2 * next];
        of_next[of_next[0] == at ? 0 : 1] = ENT_NONE;
    }
    return count;
}

struct ent_outline *ent_field_contour(struct ent_arena *arena, const struct ent_field *field,
                                      size_t *count)
{
    enum { most_loops = 64 };
    size_t cells = field->columns * field->rows, edges = 0;
    struct ent_outline *curves = ENT_NEW(arena, struct ent_outline, most_loops);
    *count = 0;
    for (size_t i = 0; i < 4 * cells; i++)
        field->links[i] = ENT_NONE;
    for (size_t row = 0; row + 1 < field->rows; row++)
        for (size_t column = 0; column + 1 < field->columns; column++)
            join_square(field, row * field->columns + column);
    for (size_t i = 0; i < 2 * cells; i++)
        edges += field->links[2 * i] != ENT_NONE;
    struct ent_point *loop = ENT_NEW(arena, struct ent_point, edges + 1);
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2 * edges + 16);
    for (uint32_t edge = 0; edge < 2 * cells && *count < most_loops; edge++) {
        if (field->links[2 * edge] == ENT_NONE)
            continue;
        size_t length = walk(field, edge, loop);
        if (length < 3 || area_of(loop, length) < least_area)
            continue;
        length = resample(loop, length, points);
        soften(points, length);
        curves[(*count)++] = curve_through(arena, points, length);
    }
    return curves;
}

/* ---- hatching ---- */

static const double inset = 1; /* of hatches from the edge */

/* The pieces of one line that are in; without `points` they are counted. */
static size_t cut_line(const struct ent_field *field, struct ent_point from, struct ent_point to,
                       struct ent_point *points)
{
    double length = ent_layout_distance(from, to);
    size_t steps = (size_t)ceil(length / field->cell) + 1, count = 0;
    double before = -1;
    for (size_t i = 0; i <= steps; i++) {
        double part = (double)i / (double)steps;
        double value =
            i == steps ? -1 : ent_field_value(field, ent_layout_between(from, to, part)) - inset;
        if ((value > 0) != (before > 0)) {
            double back = value / (value - before) / (double)steps;
            if (points)
                points[count] = ent_layout_between(from, to, fmax(0, part - back));
            count++;
        }
        before = value;
    }
    return count;
}

static size_t cut_all(const struct ent_field *field, struct ent_point direction, double spacing,
                      struct ent_point *points)
{
    const struct ent_box *area = &field->area;
    struct ent_point middle = {(area->left + area->right) / 2, (area->top + area->bottom) / 2};
    double length = hypot(direction.x, direction.y);
    double reach = hypot(area->right - area->left, area->bottom - area->top) / 2;
    struct ent_point along = {direction.x / length, direction.y / length};
    size_t count = 0;
    for (double off = -ceil(reach / spacing) * spacing; off <= reach; off += spacing) {
        struct ent_point at = {middle.x - along.y * off, middle.y + along.x * off};
        struct ent_point from = {at.x - along.x * reach, at.y - along.y * reach};
        struct ent_point to = {at.x + along.x * reach, at.y + along.y * reach};
        count += cut_line(field, from, to, points ? points + count : NULL);
    }
    return count;
}

struct ent_point *ent_field_hatch(struct ent_arena *arena, const struct ent_field *field,
                                  struct ent_point direction, double spacing, size_t *count)
{
    *count = cut_all(field, direction, spacing, NULL);
    struct ent_point *points = ENT_NEW(arena, struct ent_point, *count + 1);
    cut_all(field, direction, spacing, points);
    return points;
}
