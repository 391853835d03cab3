/* What a picture tells of how it was made. */
#ifndef ENT_CLI_TOLD_H
#define ENT_CLI_TOLD_H

#include "cli/input.h"
#include "read/pins.h"

/* Lines "option year: 2016", "figure visit.gv: sha256 ..", "schema ..", "places ..", "table
 * ties.csv: sorted sha256 .." for what decides the content of a picture: no folder, no name of what
 * is written. Reads the files again as they are, and so reports E101 for one that is gone. */
struct ent_text ent_told_make(struct ent_run *run, const struct ent_options *options,
                              const struct ent_input *input, const struct ent_pins *pins);

#endif
