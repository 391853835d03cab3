/* Where nodes stood in a figure that was drawn before. */
#ifndef ENT_READ_PINS_H
#define ENT_READ_PINS_H

#include "base/run.h"

/* In points from the top left corner of the drawing, x to the right and y downward. */
struct ent_pin {
    struct ent_text id;
    double x, y;
    struct ent_place place;
};

struct ent_pins {
    struct ent_pin *all; /* by id */
    size_t count;
    double width, height; /* of the drawing: the row without an id; 0: not known */
    const struct ent_source *source;
};

/* Reads a table with the columns id, x and y. Other columns say nothing. Reports E101 and what
 * ent_csv_read reports, E118 for a column that is not there, E119 for what is no coordinate, E202
 * for an id that stands twice; returns false if there was an error. */
bool ent_pins_read(struct ent_run *run, struct ent_text path, struct ent_place mentioned,
                   struct ent_pins *pins);

/* The position of that id, or NULL. */
const struct ent_pin *ent_pin_of(const struct ent_pins *pins, struct ent_text id);

#endif
