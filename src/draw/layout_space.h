/* What lies where: nodes, frames' labels and pieces of lines, found by the place they take. */
#ifndef ENT_DRAW_LAYOUT_SPACE_H
#define ENT_DRAW_LAYOUT_SPACE_H

#include "draw/layout_geometry.h"

enum ent_thing_kind { ENT_THING_NODE, ENT_THING_CLUSTER_LABEL, ENT_THING_LINE };

struct ent_thing {
    enum ent_thing_kind kind;
    uint32_t owner;        /* the node, cluster or tie */
    struct ent_point a, b; /* top left and bottom right; or both ends of the line */
    double half;           /* of the thickness of a line */
};

struct ent_space {
    const struct ent_thing *things;
    size_t thing_count;
    struct ent_box extent;
    double cell;
    size_t columns, rows;
    uint32_t *starts, *entries; /* of each cell: its things are entries[starts[i]...] */
    uint32_t *seen, turn;       /* by whom a thing was found last */
    uint32_t *found;            /* of the last question */
};

/* Puts things into a grid. The space points to them. */
struct ent_space ent_space_make(struct ent_arena *arena, const struct ent_thing *things,
                                size_t count);

/* How many things may touch the box; their numbers, each once and in a fixed order, are in
 * space->found until the next question. */
size_t ent_space_find(struct ent_space *space, struct ent_box box);

/* Nodes, labels of clusters and the lines of ties as things; their number goes to `*count`. */
const struct ent_thing *ent_things_of(struct ent_arena *arena, const struct ent_layout_task *task,
                                      const struct ent_layout *layout, size_t *count);

/* How much of the line from `a` to `b` lies within the box. */
double ent_length_inside(struct ent_box box, struct ent_point a, struct ent_point b);

/* Does the box touch the shape of a node? Ellipses and convex outlines are taken as such, all else
 * as a box. */
bool ent_box_meets_node(struct ent_box box, const struct ent_layout_node *node,
                        const struct ent_placed_node *placed);

#endif
