/* Labels of ties find their places once nodes and lines have theirs. */
#ifndef ENT_DRAW_LAYOUT_LABELS_H
#define ENT_DRAW_LAYOUT_LABELS_H

#include "draw/layout.h"

/* Labels that could not stand at their ties. */
struct ent_label_losses {
    size_t led;      /* stand apart, a thin line leads to their tie */
    size_t left_out; /* stand nowhere */
};

/* Gives each label of a tie that has a curve a place that touches no node, no other label and no
 * label of a cluster, and as few lines as can be, near the middle of its tie: beside the line where
 * `beside`, else upon it, unless the other is better. Depends on the places alone, not on the order
 * of the task. The labels stand where the engine put them before. */
struct ent_label_losses ent_layout_place_labels(struct ent_arena *arena,
                                                const struct ent_layout_task *task,
                                                struct ent_layout *layout, bool beside);

#endif
