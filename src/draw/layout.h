/* Where everything goes. The door to Graphviz: boxes in, numbers back, from a child process. */
#ifndef ENT_DRAW_LAYOUT_H
#define ENT_DRAW_LAYOUT_H

#include "draw/drawing.h"

/* What is to be placed. Numbers of nodes, ties and clusters are positions in these arrays. */
struct ent_layout_node {
    const char *shape;    /* a shape that Graphviz knows: "ellipse", "hexagon", "box" ... */
    unsigned peripheries; /* outlines, 1 as a rule */
    double width, height; /* of the label, in points; the shape grows around it */
    uint32_t cluster;     /* or ENT_NONE */
    uint32_t rank;        /* nodes of equal rank stand side by side (dot); or ENT_NONE */
    struct ent_setting *settings;
    size_t setting_count;
};

struct ent_layout_tie {
    uint32_t from, to;
    double label_width, label_height; /* both 0: no label */
    bool arrow_at_from, arrow_at_to;  /* room is left for them */
    double arrow_size;                /* 1 as a rule */
    double pen_width;
    bool spaced; /* the order of ranks means something: it spans so many of them */
    unsigned span;
    struct ent_setting *settings;
    size_t setting_count;
};

struct ent_layout_cluster {
    double label_width, label_height;
};

/* Nodes that should stand near each other though no line joins them. */
struct ent_layout_pull {
    uint32_t from, to;
    double length; /* how far apart is near, in inches */
};

struct ent_layout_task {
    struct ent_text engine; /* "dot", "neato" ... */
    struct ent_setting *settings;
    size_t setting_count;
    struct ent_layout_node *nodes;
    size_t node_count;
    struct ent_layout_tie *ties;
    size_t tie_count;
    struct ent_layout_cluster *clusters;
    size_t cluster_count;
    struct ent_layout_pull *pulls; /* heeded by engines that place by distance */
    size_t pull_count;
    double page_width, page_height; /* points on paper for what is placed; 0: any */
    double timeout;                 /* seconds */
    size_t memory_limit;            /* bytes; 0: none */
    bool self_executable; /* this program answers to ENT_LAYOUT_CHILD: see ent_layout_child */
};

struct ent_outline {
    struct ent_point *points; /* a closed polygon */
    size_t point_count;
};

struct ent_placed_node {
    struct ent_point centre;      /* in whole points */
    double width, height;         /* of the outermost outline */
    struct ent_outline *outlines; /* innermost first; none for ellipses, cylinders and records */
    size_t outline_count;
    const struct ent_mark *drawn; /* paths and words instead of shape and label; NULL: those */
};

struct ent_curve {
    struct ent_point *points; /* Bezier: first point, then three for each piece */
    size_t point_count;
    bool arrow_at_from, arrow_at_to;
    struct ent_point from_tip, to_tip; /* where the arrows end; the curve ends at their feet */
};

struct ent_placed_tie {
    struct ent_curve *curves;
    size_t curve_count;     /* 0: the engine could not draw it */
    struct ent_point label; /* centre */
    bool label_left_out;    /* it found no place and is not drawn */
    bool label_led;         /* it stands apart: a thin line leads to it from `label_from` */
    struct ent_point label_from;
    const struct ent_mark *drawn; /* paths and words instead of line and label; NULL: those */
};

/* Only dot, fdp and osage draw clusters; elsewhere width and height are 0. */
struct ent_placed_cluster {
    struct ent_point top_left, label; /* label: centre */
    double width, height;
};

struct ent_layout {
    double width, height; /* of all, in whole points; what Graphviz drew begins at 0, 0 */
    struct ent_point
        inset; /* where that is, in a series whose pictures have layouts of their own */
    struct ent_placed_node *nodes;
    struct ent_placed_tie *ties;
    struct ent_placed_cluster *clusters;
    struct ent_mark *guides; /* axis, coast, grid, remarks: behind all else; of our own layouts */
    size_t guide_count;
    struct ent_hulls *hulls; /* around the members of groups: one for each picture; see hull.h */
    size_t hull_count;
};

struct ent_plan;

/* A program whose main calls ent_layout_child when its first argument is this may say so in
 * `self_executable`. The child then starts afresh and without randomised addresses, on which the
 * last digits of some layouts depend. */
#define ENT_LAYOUT_CHILD "--layout-child"

/* Reads a task from standard input, lays it out, answers there. Does not return. */
int ent_layout_child(void);

/* A layout that is offered: an engine of Graphviz and what it can do, or one of our own. */
struct ent_layout_engine {
    const char *name, *another; /* to try when this one fails */
    const char *defaults[3][2];
    bool keeps_isolated, draws_clusters, same_ranks;
    bool straight; /* ties are straight lines unless `splines` says otherwise */
    bool tiles;    /* divides a rectangle, whatever the labels need, and draws no ties */
    bool keeps_room_for_labels; /* beside ties */
    bool pulls;                 /* places by distance, and so can be told what is near */
    /* Of our own: places a plan, with what Graphviz measured in `layout->nodes`. False after
     * reporting E500 for what it cannot show. NULL: Graphviz places the task. */
    bool (*place)(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout);
};

/* All engines; their number goes to `*count`. */
const struct ent_layout_engine *ent_layout_engines(size_t *count);

/* The engine of that name, or NULL. */
const struct ent_layout_engine *ent_layout_engine(struct ent_text name);

/* May the attribute `name` of `kind` 'G', 'N' or 'E' be handed to Graphviz? */
bool ent_layout_setting_known(char kind, struct ent_text name);

/* The names for which ent_layout_setting_known is true; their number goes to `*count`. */
const struct ent_text *ent_layout_setting_names(struct ent_arena *arena, char kind, size_t *count);

/* Places everything. Reports E901, naming the engine and another one to try, and returns false if
 * Graphviz refused, crashed, ran out of memory or out of time. */
bool ent_layout_run(struct ent_run *run, const struct ent_layout_task *task,
                    struct ent_layout *layout);

/* Only the sizes and outlines of the nodes, wherever they stand; no ties. */
bool ent_layout_measure(struct ent_run *run, const struct ent_layout_task *task,
                        struct ent_layout *layout);

/* Places a task of a plan with an engine of Graphviz, or where the plan has its nodes pinned. */
bool ent_layout_place(struct ent_run *run, const struct ent_plan *plan,
                      const struct ent_layout_task *task, struct ent_layout *layout);

/* Places a plan with the engine of its task, of Graphviz or our own. */
bool ent_layout_plan(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout);

#endif
