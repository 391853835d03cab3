#include "draw/crowd.h"

#include "draw/layout_geometry.h"

#include <math.h>

enum { most_spots = 402 }; /* of a curve */

struct ent_crowd ent_crowd_begin(struct ent_arena *arena, double width, double height)
{
    return (struct ent_crowd){.arena = arena, .width = width, .height = height};
}

/* Room for one more; the arena keeps what was before. */
static void *grown(struct ent_arena *arena, void *old, size_t count, size_t *most, size_t size)
{
    if (count < *most)
        return old;
    *most = 2 * count + 64;
    void *space = ent_arena_take(arena, *most, size);
    if (count > 0)
        memcpy(space, old, count * size);
    return space;
}

void ent_crowd_take(struct ent_crowd *crowd, struct ent_room room)
{
    crowd->rooms =
        grown(crowd->arena, crowd->rooms, crowd->room_count, &crowd->room_most, sizeof room);
    crowd->rooms[crowd->room_count++] = room;
}

void ent_crowd_pass(struct ent_crowd *crowd, const struct ent_point curve[4])
{
    const double apart = 5;
    double length = ent_layout_distance(curve[0], curve[1]) +
                    ent_layout_distance(curve[1], curve[2]) +
                    ent_layout_distance(curve[2], curve[3]);
    int count = (int)fmin(most_spots - 2, ceil(length / apart));
    for (int i = 0; i <= count; i++) {
        crowd->spots = grown(crowd->arena, crowd->spots, crowd->spot_count, &crowd->spot_most,
                             sizeof *crowd->spots);
        crowd->spots[crowd->spot_count++] =
            ent_layout_point_on(curve, count > 0 ? (double)i / count : 0);
    }
}

static bool is_free(const struct ent_crowd *crowd, struct ent_room room)
{
    if (room.left < 2 || room.top < 2 || room.right > crowd->width - 2 ||
        room.bottom > crowd->height - 2)
        return false;
    for (size_t i = 0; i < crowd->room_count; i++)
        if (ent_rooms_meet(room, crowd->rooms[i]))
            return false;
    return true;
}

static double lines_in(const struct ent_crowd *crowd, struct ent_room room)
{
    double count = 0;
    for (size_t i = 0; i < crowd->spot_count; i++) {
        struct ent_point spot = crowd->spots[i];
        count +=
            spot.x > room.left && spot.x < room.right && spot.y > room.top && spot.y < room.bottom;
    }
    return count;
}

/* ---- names ---- */

/* Beside the mark in that direction, from its middle. */
static struct ent_room room_at(struct ent_point at, double x, double y, double away,
                               const struct ent_label *label)
{
    const double flat = 0.35; /* more than that to a side: the side of the label stands there */
    double left = at.x + x * away, top = at.y + y * away;
    left -= x > flat ? 0 : x < -flat ? label->width : label->width / 2;
    top -= y > flat ? 0 : y < -flat ? label->height : label->height / 2;
    return (struct ent_room){left, top, left + label->width, top + label->height};
}

struct choice {
    double cost;
    struct ent_room room;
    double x, y, away;
    bool led;
};

static void consider(const struct ent_crowd *crowd, struct ent_point at,
                     const struct ent_label *label, struct choice choice, struct choice *best)
{
    choice.room = room_at(at, choice.x, choice.y, choice.away, label);
    struct ent_room apart = choice.room; /* names do not run into each other */
    apart.left -= 2;
    apart.right += 2;
    if (choice.cost >= best->cost || !is_free(crowd, apart))
        return;
    choice.cost += 3 * lines_in(crowd, choice.room);
    if (choice.cost < best->cost)
        *best = choice;
}

/* Right, left, above, below, then the corners. */
static void consider_near(const struct ent_crowd *crowd, struct ent_point at, double away,
                          const struct ent_label *label, struct choice *best)
{
    static const double ways[][2] = {{1, 0},      {-1, 0},    {0, -1},      {0, 1},
                                     {0.7, -0.7}, {0.7, 0.7}, {-0.7, -0.7}, {-0.7, 0.7}};
    for (size_t i = 0; i < ENT_COUNT(ways); i++)
        consider(crowd, at, label,
                 (struct choice){.cost = (double)i, .x = ways[i][0], .y = ways[i][1], .away = away},
                 best);
}

static void consider_far(const struct ent_crowd *crowd, struct ent_point at, double away,
                         const struct ent_label *label, struct choice *best)
{
    enum { directions = 24, rings = 14 };
    for (int ring = 1; ring <= rings; ring++)
        for (int i = 0; i < directions; i++) {
            double turn = 6.283185307179586 * i / directions;
            consider(crowd, at, label,
                     (struct choice){.cost = 10 + 5.0 * ring,
                                     .x = cos(turn),
                                     .y = sin(turn),
                                     .away = away + 9.0 * ring,
                                     .led = true},
                     best);
        }
}

bool ent_crowd_name(struct ent_crowd *crowd, struct ent_point at, double away,
                    const struct ent_label *label, bool far, struct ent_crowd_name *name)
{
    struct choice best = {.cost = INFINITY};
    consider_near(crowd, at, away, label, &best);
    if (far && best.cost > 14)
        consider_far(crowd, at, away, label, &best);
    if (best.cost >= INFINITY)
        return false;
    ent_crowd_take(crowd, best.room);
    name->anchor = best.x > 0.35 ? ENT_START : best.x < -0.35 ? ENT_END : ENT_MIDDLE;
    name->top.x = name->anchor == ENT_START ? best.room.left
                  : name->anchor == ENT_END ? best.room.right
                                            : (best.room.left + best.room.right) / 2;
    name->top.y = best.room.top;
    name->led = best.led;
    name->foot =
        (struct ent_point){at.x + best.x * (best.away - 1), at.y + best.y * (best.away - 1)};
    return true;
}

/* ---- what stands on lines ---- */

/* How many of the spots in the room are of this curve. */
static double own_in(const struct ent_point curve[4], struct ent_room room)
{
    struct ent_crowd own = {.spots = (struct ent_point[most_spots]){{0}}, .spot_most = most_spots};
    ent_crowd_pass(&own, curve);
    return lines_in(&own, room);
}

/* On the curve, or a little beside it. */
static struct ent_room saying_at(const struct ent_point curve[4], double part, double aside,
                                 const struct ent_label *label)
{
    struct ent_point before = ent_layout_point_on(curve, part - 0.02);
    struct ent_point behind = ent_layout_point_on(curve, part + 0.02);
    struct ent_point at = ent_layout_point_on(curve, part);
    double dx = behind.x - before.x, dy = behind.y - before.y, length = hypot(dx, dy);
    if (length > 0) {
        double reach = fabs(dy) / length * label->width / 2 + fabs(dx) / length * label->height / 2;
        at.x += -dy / length * aside * (reach + 3);
        at.y += dx / length * aside * (reach + 3);
    }
    return (struct ent_room){at.x - label->width / 2 - 1, at.y - label->height / 2,
                             at.x + label->width / 2 + 1, at.y + label->height / 2};
}

/* What lies between the words and their line: another line there would make them its own. */
static struct ent_room between(struct ent_room room, struct ent_point on)
{
    double x = (room.left + room.right) / 2, y = (room.top + room.bottom) / 2;
    return (struct ent_room){fmin(x, on.x) - 1, fmin(y, on.y) - 1, fmax(x, on.x) + 1,
                             fmax(y, on.y) + 1};
}

/* How many spots of other lines are in the room. */
static double others_in(const struct ent_crowd *crowd, const struct ent_point curve[4],
                        struct ent_room room)
{
    return fmax(0, lines_in(crowd, room) - own_in(curve, room));
}

/* Other lines are kept free, so that none strikes the words through. */
bool ent_crowd_saying(struct ent_crowd *crowd, const struct ent_point curve[4],
                      const struct ent_label *label, struct ent_point *middle)
{
    static const double parts[] = {0.5,  0.45, 0.55, 0.4, 0.6,  0.35, 0.65, 0.3, 0.7,
                                   0.25, 0.75, 0.2,  0.8, 0.15, 0.85, 0.1,  0.9};
    static const double asides[] = {0, -1, 1};
    double least = INFINITY;
    struct ent_room best = {0};
    for (size_t k = 0; k < ENT_COUNT(asides); k++)
        for (size_t i = 0; i < ENT_COUNT(parts); i++) {
            struct ent_room room = saying_at(curve, parts[i], asides[k], label);
            double cost = 0.4 * (double)i + 20.0 * (k > 0);
            if (cost >= least || !is_free(crowd, room))
                continue;
            cost += 10 * others_in(crowd, curve, room);
            if (k > 0)
                cost += 30 * others_in(crowd, curve,
                                       between(room, ent_layout_point_on(curve, parts[i])));
            if (cost < least) {
                least = cost;
                best = room;
            }
        }
    if (least >= INFINITY)
        return false;
    ent_crowd_take(crowd, best);
    *middle = (struct ent_point){(best.left + best.right) / 2, (best.top + best.bottom) / 2};
    return true;
}
