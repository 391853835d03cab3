/* Nodes and ties as paths. */
#ifndef ENT_DRAW_SHAPE_H
#define ENT_DRAW_SHAPE_H

#include "draw/arrow.h"
#include "draw/layout.h"
#include "draw/theme.h"

/* How a thing is drawn that is not certain, or compared. */
struct ent_manner {
    bool presumed;                    /* its end fades */
    bool doubtful;                    /* dashed */
    const struct ent_fate_look *fate; /* what became of it; NULL: nothing is compared */
};

enum { ENT_MOST_NODE_PATHS = 8, ENT_MOST_LINE_PATHS = 5 };

/* How wide a line of that form is, from edge to edge. */
double ent_fate_width(enum ent_fate_line line, double width);

/* Writes at most ENT_MOST_NODE_PATHS paths for a node that stands at `placed`; returns how many. */
size_t ent_node_paths(struct ent_arena *arena, const struct ent_node_look *look,
                      struct ent_manner manner, const struct ent_placed_node *placed,
                      struct ent_path *paths);

/* How far the end of a presumed line goes to the ground: 0 is not at all, 1 would be all the way.
 */
double ent_fade_of(const struct ent_tone_ground *on, struct ent_colour line);

/* The same line, told from its other end. */
struct ent_placed_tie ent_tie_turned(struct ent_arena *arena, const struct ent_placed_tie *placed);

/* How many paths a tie needs at most. */
size_t ent_tie_path_count(const struct ent_placed_tie *placed);

/* Writes the paths of a tie; returns how many. */
size_t ent_tie_paths(struct ent_arena *arena, const struct ent_theme *theme,
                     const struct ent_tie_look *look, struct ent_manner manner,
                     const struct ent_placed_tie *placed, struct ent_path *paths);

#endif
