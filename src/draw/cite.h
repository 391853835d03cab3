/* The small numbers and letters that lead from nodes and ties to the lists below the drawing. */
#ifndef ENT_DRAW_CITE_H
#define ENT_DRAW_CITE_H

#include "draw/frame.h"

/* One line for each node and tie, in points of the layout; empty text: none. They are put where
 * there is room and move nothing: behind the last line of a label inside its shape, else at the
 * shape's corner; beside the line of a tie that has no label. */
struct ent_cite {
    struct ent_words *of_nodes, *of_ties;
};

/* `flags` of the nodes are not covered either. The numbers and letters of the frame's sources and
 * notes, which print as large as its texts do,
 * but no larger than the label beside them. */
struct ent_cite ent_cite_make(struct ent_arena *arena, const struct ent_plan *plan,
                              const struct ent_layout *layout, const struct ent_frame *frame,
                              struct ent_flag_mark *const *flags);

#endif
