/* What the options ask of the frame and of the paper. */
#ifndef ENT_CLI_WISH_PAGE_H
#define ENT_CLI_WISH_PAGE_H

#include "cli/options.h"
#include "draw/plan.h"

/* Sets the wish's frame, legend and paper. Reports E500 and E504. */
void ent_page_wish_read(struct ent_run *run, const struct ent_options *options,
                        struct ent_wish *wish);

#endif
