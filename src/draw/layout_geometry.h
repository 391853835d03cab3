/* Points, curves of ties, and moving what is placed. */
#ifndef ENT_DRAW_LAYOUT_GEOMETRY_H
#define ENT_DRAW_LAYOUT_GEOMETRY_H

#include "draw/layout.h"

struct ent_box {
    double left, top, right, bottom;
};

/* Contains nothing, and grows around whatever it is made to include. */
struct ent_box ent_box_empty(void);

struct ent_box ent_box_around(struct ent_point centre, double width, double height);

void ent_box_include(struct ent_box *box, struct ent_box other);

struct ent_box ent_box_grown(struct ent_box box, double across, double down);

bool ent_boxes_meet(struct ent_box a, struct ent_box b);

struct ent_point ent_box_middle(struct ent_box box);

struct ent_point ent_layout_plus(struct ent_point a, struct ent_point b);

/* The point after `part` of the way from `a` to `b`. */
struct ent_point ent_layout_between(struct ent_point a, struct ent_point b, double part);

double ent_layout_distance(struct ent_point a, struct ent_point b);

/* The point of one piece of a curve at `t`, from 0 to 1. */
struct ent_point ent_layout_point_on(const struct ent_point p[4], double t);

/* In the middle of the pieces of a tie that has a curve. */
struct ent_point ent_layout_middle(const struct ent_placed_tie *tie);

/* Is this a shape of Graphviz that is an ellipse? */
bool ent_shape_is_round(const char *shape);

void ent_layout_move_points(struct ent_point *points, size_t count, struct ent_point by);

void ent_layout_move_node(struct ent_placed_node *node, struct ent_point by);

void ent_layout_move_tie(struct ent_placed_tie *tie, struct ent_point by);

void ent_layout_move_cluster(struct ent_placed_cluster *cluster, struct ent_point by);

/* All that is drawn of each, labels included. Nothing of what is not drawn. */
struct ent_box ent_box_of_node(const struct ent_placed_node *node);
struct ent_box ent_box_of_tie(const struct ent_layout_tie *tie,
                              const struct ent_placed_tie *placed);
struct ent_box ent_box_of_cluster(const struct ent_layout_cluster *cluster,
                                  const struct ent_placed_cluster *placed);

#endif
