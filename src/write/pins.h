/* The places of nodes as a table, so that another figure can keep them. */
#ifndef ENT_WRITE_PINS_H
#define ENT_WRITE_PINS_H

#include "base/writer.h"
#include "draw/plan.h"

/* Writes id, x and y of each node, by id: its centre in points from the top left corner of the
 * drawing, x to the right and y downward. The first row has no id: it is the lower right corner. */
void ent_pins_write(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, struct ent_writer *writer);

#endif
