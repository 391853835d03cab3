#include "draw/layout_route.h"

enum { steps = 8 };

static void add(struct ent_route *route, struct ent_point point)
{
    if (route->count > 0)
        route->length += ent_layout_distance(route->points[route->count - 1], point);
    route->points[route->count] = point;
    route->reach[route->count++] = route->length;
}

struct ent_route ent_route_of(struct ent_arena *arena, const struct ent_placed_tie *tie)
{
    const struct ent_curve *curve = &tie->curves[tie->curve_count / 2];
    size_t most = curve->point_count / 3 * steps + 3;
    struct ent_route route = {.points = ENT_NEW(arena, struct ent_point, most),
                              .reach = ENT_NEW(arena, double, most)};
    add(&route, curve->arrow_at_from ? curve->from_tip : curve->points[0]);
    for (size_t piece = 0; piece + 3 < curve->point_count; piece += 3)
        for (int step = 0; step < steps; step++)
            add(&route, ent_layout_point_on(curve->points + piece, step / (double)steps));
    add(&route, curve->points[curve->point_count - 1]);
    if (curve->arrow_at_to)
        add(&route, curve->to_tip);
    return route;
}

struct ent_point ent_route_point(const struct ent_route *route, double part,
                                 struct ent_point *along)
{
    double wanted = part * route->length;
    size_t low = 0, high = route->count - 1;
    *along = (struct ent_point){1, 0};
    if (route->length <= 0)
        return route->points[0];
    while (high - low > 1) {
        size_t half = (low + high) / 2;
        if (route->reach[half] <= wanted)
            low = half;
        else
            high = half;
    }
    double length = route->reach[high] - route->reach[low];
    struct ent_point a = route->points[low], b = route->points[high];
    if (length <= 0)
        return a;
    *along = (struct ent_point){(b.x - a.x) / length, (b.y - a.y) / length};
    return ent_layout_between(a, b, (wanted - route->reach[low]) / length);
}
