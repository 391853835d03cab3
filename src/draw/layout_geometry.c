#include "draw/layout_geometry.h"

#include <math.h>

struct ent_box ent_box_empty(void)
{
    return (struct ent_box){INFINITY, INFINITY, -INFINITY, -INFINITY};
}

struct ent_box ent_box_around(struct ent_point centre, double width, double height)
{
    return (struct ent_box){centre.x - width / 2, centre.y - height / 2, centre.x + width / 2,
                            centre.y + height / 2};
}

void ent_box_include(struct ent_box *box, struct ent_box other)
{
    box->left = fmin(box->left, other.left);
    box->top = fmin(box->top, other.top);
    box->right = fmax(box->right, other.right);
    box->bottom = fmax(box->bottom, other.bottom);
}

struct ent_box ent_box_grown(struct ent_box box, double across, double down)
{
    return (struct ent_box){box.left - across, box.top - down, box.right + across,
                            box.bottom + down};
}

bool ent_boxes_meet(struct ent_box a, struct ent_box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

struct ent_point ent_box_middle(struct ent_box box)
{
    return (struct ent_point){(box.left + box.right) / 2, (box.top + box.bottom) / 2};
}

struct ent_point ent_layout_plus(struct ent_point a, struct ent_point b)
{
    return (struct ent_point){a.x + b.x, a.y + b.y};
}

struct ent_point ent_layout_between(struct ent_point a, struct ent_point b, double part)
{
    return (struct ent_point){a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

double ent_layout_distance(struct ent_point a, struct ent_point b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

struct ent_point ent_layout_point_on(const struct ent_point p[4], double t)
{
    double s = 1 - t, w[] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
    return (struct ent_point){w[0] * p[0].x + w[1] * p[1].x + w[2] * p[2].x + w[3] * p[3].x,
                              w[0] * p[0].y + w[1] * p[1].y + w[2] * p[2].y + w[3] * p[3].y};
}

struct ent_point ent_layout_middle(const struct ent_placed_tie *tie)
{
    const struct ent_curve *curve = &tie->curves[tie->curve_count / 2];
    size_t pieces = (curve->point_count - 1) / 3;
    const struct ent_point *piece = curve->points + pieces / 2 * 3;
    return pieces % 2 == 1 ? ent_layout_point_on(piece, 0.5) : piece[0];
}

bool ent_shape_is_round(const char *shape)
{
    static const char *const round[] = {"ellipse", "oval",         "circle",
                                        "point",   "doublecircle", "Mcircle"};
    for (size_t i = 0; i < ENT_COUNT(round); i++)
        if (strcmp(shape, round[i]) == 0)
            return true;
    return false;
}

void ent_layout_move_points(struct ent_point *points, size_t count, struct ent_point by)
{
    for (size_t i = 0; i < count; i++)
        points[i] = ent_layout_plus(points[i], by);
}

void ent_layout_move_node(struct ent_placed_node *node, struct ent_point by)
{
    node->centre = ent_layout_plus(node->centre, by);
    for (size_t i = 0; i < node->outline_count; i++)
        ent_layout_move_points(node->outlines[i].points, node->outlines[i].point_count, by);
}

void ent_layout_move_tie(struct ent_placed_tie *tie, struct ent_point by)
{
    tie->label = ent_layout_plus(tie->label, by);
    tie->label_from = ent_layout_plus(tie->label_from, by);
    for (size_t i = 0; i < tie->curve_count; i++) {
        struct ent_curve *curve = &tie->curves[i];
        ent_layout_move_points(curve->points, curve->point_count, by);
        curve->from_tip = ent_layout_plus(curve->from_tip, by);
        curve->to_tip = ent_layout_plus(curve->to_tip, by);
    }
}

void ent_layout_move_cluster(struct ent_placed_cluster *cluster, struct ent_point by)
{
    cluster->top_left = ent_layout_plus(cluster->top_left, by);
    cluster->label = ent_layout_plus(cluster->label, by);
}

struct ent_box ent_box_of_node(const struct ent_placed_node *node)
{
    return ent_box_around(node->centre, node->width, node->height);
}

static void include_point(struct ent_box *box, struct ent_point point)
{
    ent_box_include(box, ent_box_around(point, 0, 0));
}

struct ent_box ent_box_of_tie(const struct ent_layout_tie *tie, const struct ent_placed_tie *placed)
{
    struct ent_box box = ent_box_empty();
    for (size_t i = 0; i < placed->curve_count; i++) {
        const struct ent_curve *curve = &placed->curves[i];
        for (size_t piece = 0; piece + 3 < curve->point_count; piece += 3)
            for (int step = 0; step <= 16; step++)
                include_point(&box, ent_layout_point_on(curve->points + piece, step / 16.0));
        if (curve->arrow_at_from)
            include_point(&box, curve->from_tip);
        if (curve->arrow_at_to)
            include_point(&box, curve->to_tip);
    }
    if (tie->label_width > 0 && tie->label_height > 0 && !placed->label_left_out)
        ent_box_include(&box, ent_box_around(placed->label, tie->label_width, tie->label_height));
    return box;
}

struct ent_box ent_box_of_cluster(const struct ent_layout_cluster *cluster,
                                  const struct ent_placed_cluster *placed)
{
    struct ent_box box = ent_box_empty();
    struct ent_point a = placed->top_left;
    if (placed->width <= 0)
        return box;
    box = (struct ent_box){a.x, a.y, a.x + placed->width, a.y + placed->height};
    ent_box_include(&box,
                    ent_box_around(placed->label, cluster->label_width, cluster->label_height));
    return box;
}
