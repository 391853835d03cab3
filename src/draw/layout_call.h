/* One run of the layout: what its steps in the files layout*.c share. */
#ifndef ENT_DRAW_LAYOUT_CALL_H
#define ENT_DRAW_LAYOUT_CALL_H

#include "draw/layout.h"

struct ent_layout_call {
    struct ent_run *run;
    const struct ent_layout_task *task;
    const struct ent_layout_engine *engine;
    struct ent_setting *defaults; /* what the user did not set and what is known to work */
    size_t default_count;
    double room;     /* between nodes, 1 as a rule; more where labels of ties found no place */
    bool is_trial;   /* a failure is no fault: there is a layout already */
    bool across;     /* ranks go from left to right, unless `rankdir` is set */
    unsigned *spans; /* ranks that each tie spans at least; NULL: 1 */
    struct ent_layout *layout;
    bool *isolated; /* nodes without a tie that we set beside the layout ourselves */
    size_t isolated_count;
};

#endif
