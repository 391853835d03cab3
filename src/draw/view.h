/* Layouts of our own: what timeline, map and matrix share. In all of them a node is a small mark in
 * its own shape, with its name beside it. */
#ifndef ENT_DRAW_VIEW_H
#define ENT_DRAW_VIEW_H

#include "draw/plan.h"

/* Years on an axis, actors as lanes. */
bool ent_timeline_place(struct ent_run *run, const struct ent_plan *plan,
                        struct ent_layout *layout);

/* Nodes at their longitude and latitude. */
bool ent_map_place(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout);

/* Nodes as rows and columns, ties as cells. */
bool ent_matrix_place(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout);

/* The few neutral colours of guides: everything else has the look of its type. */
enum ent_view_colour {
    ENT_VIEW_INK,   /* names */
    ENT_VIEW_QUIET, /* ticks, remarks */
    ENT_VIEW_RULE,  /* lines of an axis or a grid */
    ENT_VIEW_FAINT, /* lines that only guide the eye */
    ENT_VIEW_BAND,  /* every second lane */
    ENT_VIEW_LAND,
    ENT_VIEW_SHORE,
    ENT_VIEW_PAPER,
};

struct ent_colour ent_view_colour(const struct ent_theme *theme, enum ent_view_colour colour);

/* A rectangle that words or marks take. */
struct ent_room {
    double left, top, right, bottom;
};

bool ent_rooms_meet(struct ent_room a, struct ent_room b);

/* A mark that is filled piece by piece; it grows by itself. */
struct ent_sketch {
    struct ent_arena *arena;
    const struct ent_plan *plan; /* its font and theme */
    struct ent_mark *mark;
    size_t path_room, word_room;
};

struct ent_sketch ent_sketch_begin(struct ent_run *run, const struct ent_plan *plan);

/* A line of a guide. */
struct ent_pen ent_view_pen(const struct ent_plan *plan, enum ent_view_colour colour, double width);

void ent_sketch_path(struct ent_sketch *sketch, enum ent_path_form form,
                     const struct ent_point *points, size_t count, struct ent_colour fill,
                     struct ent_pen pen);
void ent_sketch_line(struct ent_sketch *sketch, struct ent_point from, struct ent_point to,
                     struct ent_pen pen);
void ent_sketch_box(struct ent_sketch *sketch, struct ent_room room, struct ent_colour fill,
                    struct ent_pen pen);
void ent_sketch_paths(struct ent_sketch *sketch, const struct ent_path *paths, size_t count);
void ent_sketch_label(struct ent_sketch *sketch, const struct ent_label *label,
                      struct ent_point top, enum ent_anchor anchor, enum ent_view_colour colour);
void ent_sketch_words(struct ent_sketch *sketch, const struct ent_words *words, size_t count);

/* Appends the sketch to the guides, under a class such as "axis". */
void ent_view_guide(struct ent_run *run, struct ent_layout *layout, const struct ent_sketch *sketch,
                    const char *class);

/* The name of a planned node or tie in another size and width: the lines of its label anew. */
struct ent_label ent_view_label(struct ent_run *run, const struct ent_plan *plan,
                                const struct ent_label *label, double size, bool bold, double wrap);

/* The node as a small mark with that middle, in the outline that was measured. */
struct ent_placed_node ent_view_glyph(struct ent_arena *arena,
                                      const struct ent_placed_node *measured,
                                      struct ent_point centre, double width, double height);
void ent_sketch_glyph(struct ent_sketch *sketch, const struct ent_plan_node *node,
                      const struct ent_placed_node *measured, struct ent_point centre, double width,
                      double height);

/* What has no place of its own: a heading, then marks with their names in rows of `width` from
 * `top` on. Returns where it ends; `top` if no node is marked in `aside`. */
double ent_view_aside(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout,
                      const bool *aside, struct ent_text heading, double width, double top);

/* A remark in words below the drawing; returns where it ends. */
double ent_view_remark(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout,
                       struct ent_text text, double width, double top);

/* "belongs to (9), part of (5)": the ties that are marked, by relation. */
struct ent_text ent_view_relations(struct ent_run *run, const struct ent_plan *plan,
                                   const bool *marked, size_t *count);

/* A mark without anything to see, for what is only told. */
const struct ent_mark *ent_view_nothing(struct ent_arena *arena);

/* Moves all that is drawn. */
void ent_view_move_down(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout,
                        double down);

/* Refuses the plan with E500: what is too much, and what would help. */
bool ent_view_refuse(struct ent_run *run, const struct ent_plan *plan, struct ent_text what,
                     struct ent_text help);

#endif
