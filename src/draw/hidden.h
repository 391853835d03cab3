/* What is not shown, and why. */
#ifndef ENT_DRAW_HIDDEN_H
#define ENT_DRAW_HIDDEN_H

#include "select/select.h"

/* A sentence for each step that took something out: "16 nodes and 42 ties are outside the time
 * asked for; of these, 2 ties are merely possible then." At most ENT_MOST_STEPS of them go to
 * `sentences`; returns how many. */
size_t ent_hidden_words(struct ent_run *run, const struct ent_network *network,
                        const struct ent_selection *selection, struct ent_text *sentences);

#endif
