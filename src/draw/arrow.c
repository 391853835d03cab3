#include "draw/arrow.h"

#include <math.h>

/* A point of an arrow: how far along from foot (0) to tip (1), and how far aside in lengths. */
struct corner {
    double along, aside;
};

static const struct corner normal[] = {{0, 0.38}, {1, 0}, {0, -0.38}};
static const struct corner vee[] = {{0, 0.42}, {1, 0}, {0, -0.42}, {0.3, 0}};
static const struct corner diamond[] = {{0, 0}, {0.5, 0.32}, {1, 0}, {0.5, -0.32}};
static const struct corner tee[] = {{0.7, 0.5}, {0.95, 0.5}, {0.95, -0.5}, {0.7, -0.5}};

static const struct {
    const struct corner *corners;
    size_t count;
} outlines[] = {
    [ENT_ARROW_NORMAL] = {normal, ENT_COUNT(normal)},
    [ENT_ARROW_VEE] = {vee, ENT_COUNT(vee)},
    [ENT_ARROW_DIAMOND] = {diamond, ENT_COUNT(diamond)},
    [ENT_ARROW_TEE] = {tee, ENT_COUNT(tee)},
};

/* From the foot to the tip, turned so that `aside` points to the left of it. */
static struct ent_point place(struct ent_point foot, struct ent_point tip, struct corner corner)
{
    double dx = tip.x - foot.x, dy = tip.y - foot.y;
    return (struct ent_point){foot.x + dx * corner.along - dy * corner.aside,
                              foot.y + dy * corner.along + dx * corner.aside};
}

static struct ent_path line_to(struct ent_arena *arena, struct ent_pen pen, struct ent_point from,
                               struct ent_point to)
{
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    points[0] = from;
    points[1] = to;
    return (struct ent_path){.form = ENT_LINES, .points = points, .point_count = 2, .pen = pen};
}

static struct ent_path circle(struct ent_arena *arena, struct ent_point foot, struct ent_point tip)
{
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    double radius = hypot(tip.x - foot.x, tip.y - foot.y) / 2 * 0.8;
    points[0] = place(foot, tip, (struct corner){0.6, 0});
    points[1] = (struct ent_point){radius, radius};
    return (struct ent_path){.form = ENT_ELLIPSE, .points = points, .point_count = 2};
}

static struct ent_path polygon(struct ent_arena *arena, enum ent_arrow arrow, struct ent_point foot,
                               struct ent_point tip)
{
    size_t count = outlines[arrow].count;
    struct ent_point *points = ENT_NEW(arena, struct ent_point, count);
    for (size_t i = 0; i < count; i++)
        points[i] = place(foot, tip, outlines[arrow].corners[i]);
    return (struct ent_path){.form = ENT_POLYGON, .points = points, .point_count = count};
}

size_t ent_arrow_paths(struct ent_arena *arena, struct ent_arrow_look look, struct ent_pen pen,
                       struct ent_colour ground, struct ent_point foot, struct ent_point tip,
                       struct ent_path *paths)
{
    size_t count = 0;
    if (look.arrow == ENT_ARROW_NONE)
        return 0;
    if (look.arrow == ENT_ARROW_TEE) /* its bar stands near the tip: the line goes on to it */
        paths[count++] = line_to(arena, pen, foot, place(foot, tip, (struct corner){0.8, 0}));
    struct ent_path head = look.arrow == ENT_ARROW_DOT ? circle(arena, foot, tip)
                                                       : polygon(arena, look.arrow, foot, tip);
    head.fill = look.hollow ? ground : pen.colour;
    head.pen = (struct ent_pen){pen.colour, pen.width < 1.2 ? pen.width : 1.2, ENT_SOLID};
    paths[count++] = head;
    return count;
}
