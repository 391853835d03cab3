/* What a command was given: a folder of tables, a figure or a graph. */
#ifndef ENT_CLI_INPUT_H
#define ENT_CLI_INPUT_H

#include "cli/options.h"
#include "read/figure.h"
#include "read/records.h"

struct ent_input {
    struct ent_schema schema;
    struct ent_text schema_path; /* empty: the built-in one, or */
    bool inferred;               /* from the headers of the tables */
    struct ent_records records;
    bool is_figure;
    struct ent_figure figure;
    struct ent_setting *settings; /* attributes of the figure's graph that place things */
    size_t setting_count;
};

/* The path that an option names: one in a figure starts where the figure stands. */
struct ent_text ent_input_path(struct ent_run *run, const struct ent_value *value);

/* What the options say about reading tables. Returns false after reporting E500. */
bool ent_reading_read(struct ent_run *run, const struct ent_options *options,
                      struct ent_reading *reading);

/* Opens the argument. A figure's graph attributes become options where the command line left them
 * open, its statements looks; its paths are relative to its folder. Returns false after
 * reporting. */
bool ent_input_read(struct ent_run *run, struct ent_options *options, struct ent_input *input);

/* Only the schema: the one asked for; for a folder or table whose headers are known, the one that
 * is inferred; else the built-in one. */
bool ent_input_schema(struct ent_run *run, const struct ent_options *options,
                      struct ent_input *input);

#endif
