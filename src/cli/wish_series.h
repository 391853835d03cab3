/* What the options ask of the pictures of a series. */
#ifndef ENT_CLI_WISH_SERIES_H
#define ENT_CLI_WISH_SERIES_H

#include "cli/options.h"
#include "draw/plan.h"

/* Sets the wish's sheet or motion. Reports E500. */
void ent_series_wish_read(struct ent_run *run, const struct ent_options *options,
                          struct ent_wish *wish);

#endif
