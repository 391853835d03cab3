/* The options, one table for everything that takes or describes them. */
#ifndef ENT_CLI_OPTIONS_H
#define ENT_CLI_OPTIONS_H

#include "base/writer.h"

enum ent_command {
    ENT_HELP,
    ENT_VERSION,
    ENT_RENDER,
    ENT_SERVE,
    ENT_LIST,
    ENT_EXPLAIN,
    ENT_CHECK,
    ENT_SCHEMA,
    ENT_THEME,
    ENT_INIT,
    ENT_MANUAL,
    ENT_COMPLETION,
    ENT_COMMAND_COUNT
};

enum ent_option {
#define GROUP(title)
#define OPTION(number, letter, name, argument, commands, figure, help) ENT_OPTION_##number,
#include "cli/options.def"
#undef OPTION
#undef GROUP
    ENT_OPTION_COUNT
};

/* A command as it is described; `letter` stands for it in options.def. */
struct ent_command_form {
    char letter;
    const char *name;
    const char *argument; /* "": none; in brackets: may be left out; "...": or several */
    const char *help;     /* one line */
    const char *story;    /* a paragraph */
};

/* A row of options.def. */
struct ent_option_form {
    char letter;
    const char *name, *argument, *commands;
    bool figure;
    const char *help;
};

const struct ent_command_form *ent_command_form(enum ent_command command);
const struct ent_option_form *ent_option_form(enum ent_option option);

/* Does the command take the option? */
bool ent_command_takes(enum ent_command command, enum ent_option option);

/* The command of that name, or ENT_COMMAND_COUNT. */
enum ent_command ent_command_named(struct ent_text name);

/* All commands, in the order of a day's work. */
extern const enum ent_command ent_commands_listed[ENT_COMMAND_COUNT];

/* The shells that completions are written for, and what can be listed, each ended by NULL. */
extern const char *const ent_shells[], *const ent_lists[];

/* May the option be given more than once? */
bool ent_option_repeats(enum ent_option option);

struct ent_options {
    enum ent_command command;
    struct ent_text input; /* the argument: a folder of tables, a figure, a graph; empty: none */
    struct ent_text
        subject; /* of help, completion, theme: a command, shell, name; of list: of what */
    struct ent_text *subjects; /* of explain: ids and ties */
    size_t subject_count;
    struct ent_value values[ENT_OPTION_COUNT];
};

/* Reads the command line. Returns false after reporting E500, with the option that was probably
 * meant. Short options may be joined with their argument (-Tsvg), long ones take "=" or the next
 * word; "--" ends them; "-" is standard input or output. */
bool ent_options_read(struct ent_run *run, int argc, char **argv, struct ent_options *options);

/* Sets an option from a figure's graph attribute unless the command line did. The command line
 * wins within a family too: --as-of sets aside the figure's year, from and to. Returns false if
 * figures have no such option. An empty value, or "false" for a switch, leaves it unset; reports
 * E500 for any other value of a switch but "true". */
bool ent_option_from_figure(struct ent_run *run, struct ent_options *options, struct ent_text name,
                            struct ent_text value, struct ent_place place);

/* "--year". */
struct ent_text ent_option_name(struct ent_arena *arena, enum ent_option option);

/* May it be given more than once? */
bool ent_option_repeats(enum ent_option option);

/* The names of all options that figures take; their number goes to `*count`. */
const struct ent_text *ent_option_figure_names(struct ent_arena *arena, size_t *count);

/* A whole number from `least` to `most`, or `otherwise` if the option was not given. Reports E500
 * and returns `otherwise` for anything else. */
long ent_option_number(struct ent_run *run, const struct ent_options *options,
                       enum ent_option option, long least, long most, long otherwise);

/* What -W says of rules, from the first to the last, goes to the run. Returns false after reporting
 * E500 for a rule that there is not, or an error that should be switched off. */
bool ent_treatments_read(struct ent_run *run, const struct ent_options *options);

void ent_help_write(struct ent_writer *writer, struct ent_text subject);
void ent_version_write(struct ent_writer *writer);
void ent_manual_write(struct ent_writer *writer);                            /* roff, man(7) */
bool ent_completion_write(struct ent_writer *writer, struct ent_text shell); /* false: not known */

#endif
