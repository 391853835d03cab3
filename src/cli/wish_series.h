/* What the options ask of the pictures of a series, and of where things stand. */
#ifndef ENT_CLI_WISH_SERIES_H
#define ENT_CLI_WISH_SERIES_H

#include "cli/options.h"
#include "draw/plan.h"

/* Sets the wish's sheet or motion. Reports E500. */
void ent_series_wish_read(struct ent_run *run, const struct ent_options *options,
                          struct ent_wish *wish);

/* Sets the wish's engine, places of nodes, and whether pictures of a series share a layout. Reports
 * E500 and what ent_pins_read reports. */
void ent_layout_wish_read(struct ent_run *run, const struct ent_options *options,
                          struct ent_wish *wish);

#endif
