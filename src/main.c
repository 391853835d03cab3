#include "cli/init.h"
#include "draw/layout.h"
#include "draw/theme.h"
#include "pipeline.h"
#include "write/diagnostics.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void print(struct ent_run *run, void (*write)(struct ent_writer *))
{
    struct ent_writer writer = {0};
    write(&writer);
    ent_writer_send(run, &writer, ENT_TEXT("-"));
    ent_writer_end(&writer);
}

static void print_about(struct ent_run *run, const struct ent_options *options)
{
    struct ent_writer writer = {0};
    if (options->command == ENT_THEME)
        ent_put_text(&writer, ent_theme_file(options->subject));
    else if (options->command == ENT_HELP)
        ent_help_write(&writer, options->subject);
    else
        ent_completion_write(&writer, options->subject);
    ent_writer_send(run, &writer, ENT_TEXT("-"));
    ent_writer_end(&writer);
}

static enum ent_diagnostic_form form_of(const struct ent_options *options)
{
    return ent_diagnostic_form(options->values[ENT_OPTION_DIAGNOSTICS].text);
}

/* What a program reads on standard error has nothing else between. Returns the exit status of what
 * is told already. */
static enum ent_exit obey(struct ent_run *run, struct ent_options *options)
{
    run->strict = options->values[ENT_OPTION_STRICT].given;
    run->verbose = options->values[ENT_OPTION_VERBOSE].given && form_of(options) == ENT_AS_TEXT;
    if (!ent_treatments_read(run, options))
        return ENT_EXIT_DONE;
    switch (options->command) {
    case ENT_RENDER:
        ent_render(run, options, true);
        break;
    case ENT_SERVE:
        return ent_serve_figure(run, options);
    case ENT_LIST:
        ent_list(run, options);
        break;
    case ENT_EXPLAIN:
        ent_explain(run, options);
        break;
    case ENT_CHECK:
        ent_check(run, options);
        break;
    case ENT_SCHEMA:
        ent_schema_print(run, options);
        break;
    case ENT_INIT:
        ent_init(run, options);
        break;
    case ENT_VERSION:
        print(run, ent_version_write);
        break;
    case ENT_MANUAL:
        print(run, ent_manual_write);
        break;
    case ENT_HELP:
    case ENT_COMPLETION:
    case ENT_THEME:
    case ENT_COMMAND_COUNT:
        print_about(run, options);
        break;
    }
    return ENT_EXIT_DONE;
}

/* What was found wrong goes to standard error, whatever the command. */
static void tell(struct ent_run *run, const struct ent_options *options)
{
    struct ent_writer writer = {0};
    ent_diagnostics_write(run, form_of(options), ent_diagnostics_colour(), &writer);
    if (writer.length > 0)
        fwrite(writer.bytes, 1, writer.length, stderr);
    ent_writer_end(&writer);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], ENT_LAYOUT_CHILD) == 0)
        return ent_layout_child();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error like a full disk */

    struct ent_run run;
    struct ent_options options;
    ent_run_begin(&run);
    enum ent_exit found = ENT_EXIT_DONE, status;
    if (ent_options_read(&run, argc, argv, &options))
        found = obey(&run, &options);
    tell(&run, &options);
    status = ent_run_exit(&run);
    ent_run_end(&run);
    return (int)(found > status ? found : status);
}
