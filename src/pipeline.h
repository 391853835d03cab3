/* The whole way, from options to files. */
#ifndef ENT_PIPELINE_H
#define ENT_PIPELINE_H

#include "cli/options.h"

/* Does what the options ask for; faults are reported in the run. `self_executable`: the program
 * answers to ENT_LAYOUT_CHILD. */
void ent_render(struct ent_run *run, struct ent_options *options, bool self_executable);

/* Shows a figure in a browser and draws it anew when its tables are saved, until a signal ends it.
 * Returns an exit status for what it has told itself. */
enum ent_exit ent_serve_figure(struct ent_run *run, struct ent_options *options);

void ent_list(struct ent_run *run, struct ent_options *options);
void ent_explain(struct ent_run *run, struct ent_options *options);
void ent_check(struct ent_run *run, struct ent_options *options);
void ent_schema_print(struct ent_run *run, struct ent_options *options);

#endif
