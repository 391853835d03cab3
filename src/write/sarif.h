/* Diagnostics as SARIF 2.1.0, which code hosts show beside the lines. */
#ifndef ENT_WRITE_SARIF_H
#define ENT_WRITE_SARIF_H

#include "base/writer.h"

/* Writes one log with one run: every rule of rules.def with its usual level, then a result for each
 * diagnostic that has a place, with the level it has in this run. What has none (the command line,
 * a note on the whole set, how many more there were of a rule) is a notification of the run,
 * because hosts refuse a result without a location. Written also where nothing was found. Lines
 * and columns count from 1, in code points; endColumn is the first one behind. */
void ent_sarif_write(struct ent_run *run, struct ent_writer *writer);

#endif
