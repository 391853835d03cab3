#include "write/diagnostics.h"

#include "write/excerpt.h"
#include "write/json.h"
#include "write/sarif.h"

#include <stdlib.h>
#include <unistd.h>

enum { tab_stop = 8 };

/* Where the mark came to stand, in columns of a terminal. */
struct columns {
    size_t mark, mark_end, all;
};

const char *ent_severity_name(enum ent_severity severity)
{
    static const char *const names[] = {"none", "note", "warning", "error"};
    return names[severity];
}

static const char *const severity_colours[] = {"", "\033[1;36m", "\033[1;35m", "\033[1;31m"};
static const char bold[] = "\033[1m", plain[] = "\033[0m";

static void put_colour(struct ent_writer *writer, bool colour, const char *code)
{
    if (colour)
        ent_put_text(writer, ent_text_of(code));
}

static struct columns put_excerpt_line(struct ent_writer *writer, const struct ent_excerpt *excerpt)
{
    struct columns columns = {0};
    size_t characters = 0;
    if (excerpt->cut_before)
        columns.all += ent_put_code(writer, 0x2026);
    for (size_t at = excerpt->begin; at < excerpt->end;) {
        if (at <= excerpt->mark)
            columns.mark = columns.all;
        bool is_marked = at >= excerpt->mark && characters < excerpt->width;
        uint32_t code = ent_text_code(excerpt->bytes, &at);
        size_t width = tab_stop - columns.all % tab_stop;
        if (code == '\t')
            ent_put_repeated(writer, ' ', width);
        else
            width = ent_put_code(writer, code);
        columns.all += width;
        characters += is_marked;
        if (is_marked)
            columns.mark_end = columns.all;
    }
    if (excerpt->mark >= excerpt->end)
        columns.mark = columns.all;
    if (excerpt->cut_behind)
        ent_put_code(writer, 0x2026);
    return columns;
}

static void put_mark(struct ent_writer *writer, struct columns columns, bool colour)
{
    ENT_PUT(writer, "      | ");
    ent_put_repeated(writer, ' ', columns.mark);
    put_colour(writer, colour, severity_colours[ENT_ERROR]);
    ENT_PUT(writer, "^");
    if (columns.mark_end > columns.mark + 1)
        ent_put_repeated(writer, '~', columns.mark_end - columns.mark - 1);
    put_colour(writer, colour, plain);
    ENT_PUT(writer, "\n");
}

static void put_line_number(struct ent_writer *writer, size_t line)
{
    struct ent_writer digits = {0};
    ent_put_integer(&digits, (int64_t)line);
    ent_put_repeated(writer, ' ', digits.length < 5 ? 5 - digits.length : 0);
    ent_put_text(writer, ent_writer_text(&digits));
    ent_writer_end(&digits);
}

static void put_location(struct ent_writer *writer, const struct ent_source *source,
                         struct ent_position position)
{
    ent_put_shown(writer, source->name);
    ENT_PUT(writer, ":");
    ent_put_integer(writer, (int64_t)position.line);
    ENT_PUT(writer, ":");
    ent_put_integer(writer, (int64_t)position.column);
}

static void put_source_line(struct ent_writer *writer, const struct ent_source *source,
                            struct ent_position position, bool colour)
{
    struct ent_excerpt excerpt = ent_excerpt_around(source, position);
    put_line_number(writer, position.line);
    ENT_PUT(writer, " | ");
    struct columns columns = put_excerpt_line(writer, &excerpt);
    ENT_PUT(writer, "\n");
    put_mark(writer, columns, colour);
}

static void put_message(struct ent_writer *writer, enum ent_severity severity,
                        const struct ent_diagnostic *diagnostic, bool colour)
{
    ENT_PUT(writer, ": ");
    put_colour(writer, colour, severity_colours[severity]);
    ent_put_text(writer, ent_text_of(ent_severity_name(severity)));
    ENT_PUT(writer, ": ");
    put_colour(writer, colour, plain);
    ent_put_shown(writer, diagnostic->message);
    ENT_PUT(writer, " [");
    ent_put_text(writer, ent_text_of(ent_rule_code(diagnostic->rule)));
    ENT_PUT(writer, "]\n");
}

static void put_diagnostic(struct ent_writer *writer, const struct ent_run *run,
                           const struct ent_diagnostic *diagnostic, bool colour)
{
    const struct ent_source *source = diagnostic->place.source;
    struct ent_position position = {0};
    put_colour(writer, colour, bold);
    if (source)
        position = ent_place_position(diagnostic->place);
    if (source && !source->is_option)
        put_location(writer, source, position);
    else
        ENT_PUT(writer, "entente");
    put_colour(writer, colour, plain);
    put_message(writer, ent_rule_severity(run, diagnostic->rule), diagnostic, colour);
    if (source && source->bytes.length > 0)
        put_source_line(writer, source, position, colour);
    if (diagnostic->hint.length == 0)
        return;
    ENT_PUT(writer, "  hint: ");
    ent_put_shown(writer, diagnostic->hint);
    ENT_PUT(writer, "\n");
}

static json_t *json_of_rule(const struct ent_run *run, enum ent_rule rule)
{
    json_t *object = json_object();
    json_object_set_new(object, "code", json_string(ent_rule_code(rule)));
    json_object_set_new(object, "severity",
                        json_string(ent_severity_name(ent_rule_severity(run, rule))));
    return object;
}

static void set_place(json_t *object, struct ent_place place)
{
    struct ent_position position = ent_place_position(place);
    size_t end = position.column + ent_place_width(place.source, position);
    json_object_set_new(object, "file", ent_json_text(place.source->name));
    json_object_set_new(object, "line", json_integer((json_int_t)position.line));
    json_object_set_new(object, "column", json_integer((json_int_t)position.column));
    json_object_set_new(object, "endColumn", json_integer((json_int_t)end));
}

static void put_json_diagnostic(struct ent_writer *writer, const struct ent_run *run,
                                const struct ent_diagnostic *diagnostic)
{
    json_t *object = json_of_rule(run, diagnostic->rule);
    json_object_set_new(object, "message", ent_json_text(diagnostic->message));
    if (diagnostic->hint.length > 0)
        json_object_set_new(object, "hint", ent_json_text(diagnostic->hint));
    if (diagnostic->place.source)
        set_place(object, diagnostic->place);
    ent_put_json(writer, object, 0);
}

static void put_more(struct ent_writer *writer, const struct ent_run *run, enum ent_rule rule,
                     bool json)
{
    size_t count = ent_rule_left_out(run, rule);
    if (count == 0)
        return;
    if (json) {
        json_t *object = json_of_rule(run, rule);
        json_object_set_new(object, "message", json_string("and more of these"));
        json_object_set_new(object, "more", json_integer((json_int_t)count));
        ent_put_json(writer, object, 0);
        return;
    }
    ENT_PUT(writer, "\xE2\x80\xA6 and ");
    ent_put_integer(writer, (int64_t)count);
    ENT_PUT(writer, " more [");
    ent_put_text(writer, ent_text_of(ent_rule_code(rule)));
    ENT_PUT(writer, "]\n");
}

void ent_totals_count(struct ent_run *run, size_t *totals)
{
    size_t count;
    const struct ent_diagnostic **all = ent_run_diagnostics(run, &count);
    memset(totals, 0, (ENT_ERROR + 1) * sizeof *totals);
    for (size_t i = 0; i < count; i++)
        totals[ent_rule_severity(run, all[i]->rule)]++;
    for (size_t i = 0; i < ENT_RULE_COUNT; i++) {
        enum ent_rule rule = (enum ent_rule)i;
        totals[ent_rule_severity(run, rule)] += ent_rule_left_out(run, rule);
    }
}

void ent_totals_write(const size_t *totals, struct ent_writer *writer)
{
    const char *between = "";
    for (int severity = ENT_ERROR; severity >= ENT_NOTE; severity--) {
        if (totals[severity] == 0)
            continue;
        ent_put_text(writer, ent_text_of(between));
        ent_put_integer(writer, (int64_t)totals[severity]);
        ENT_PUT(writer, " ");
        ent_put_text(writer, ent_text_of(ent_severity_name((enum ent_severity)severity)));
        ent_put_text(writer, ent_text_of(totals[severity] > 1 ? "s" : ""));
        between = ", ";
    }
}

static void put_summary(struct ent_run *run, struct ent_writer *writer)
{
    size_t totals[ENT_ERROR + 1];
    ent_totals_count(run, totals);
    if (totals[ENT_ERROR] == 0 && totals[ENT_WARNING] == 0)
        return;
    ent_totals_write(totals, writer);
    ENT_PUT(writer, "\n");
}

static void put_each(struct ent_run *run, bool json, bool colour, struct ent_writer *writer)
{
    size_t count;
    const struct ent_diagnostic **all = ent_run_diagnostics(run, &count);
    for (size_t i = 0; i < count; i++)
        if (json)
            put_json_diagnostic(writer, run, all[i]);
        else
            put_diagnostic(writer, run, all[i], colour);
    for (size_t i = 0; i < ENT_RULE_COUNT; i++)
        put_more(writer, run, (enum ent_rule)i, json);
    if (!json)
        put_summary(run, writer);
}

const char *const ent_diagnostic_forms[] = {
    [ENT_AS_TEXT] = "text", [ENT_AS_JSON] = "json", [ENT_AS_SARIF] = "sarif", NULL};

enum ent_diagnostic_form ent_diagnostic_form(struct ent_text name)
{
    enum ent_diagnostic_form form = ENT_AS_TEXT;
    while (ent_diagnostic_forms[form] && !ent_text_is(name, ent_diagnostic_forms[form]))
        form++;
    return ent_diagnostic_forms[form] ? form : ENT_AS_TEXT;
}

bool ent_diagnostics_colour(void)
{
    const char *refused = getenv("NO_COLOR");
    return isatty(STDERR_FILENO) && !(refused && *refused);
}

void ent_diagnostics_write(struct ent_run *run, enum ent_diagnostic_form form, bool colour,
                           struct ent_writer *writer)
{
    if (form == ENT_AS_SARIF)
        ent_sarif_write(run, writer);
    else
        put_each(run, form == ENT_AS_JSON, colour && form == ENT_AS_TEXT, writer);
}

/* The exit status that an error asks for, by its family. Dates and looks without a place stand on
 * the command line. */
static enum ent_exit exit_for(const struct ent_diagnostic *error)
{
    const char *code = ent_rule_code(error->rule);
    if (code[0] == 'E' && code[1] == '9')
        return ENT_EXIT_WORLD;
    bool of_options = code[1] == '4' || error->rule == ENT_E311;
    if (code[0] == 'E' && (code[1] == '5' || (of_options && !error->place.source)))
        return ENT_EXIT_USAGE;
    return ENT_EXIT_DATA;
}

enum ent_exit ent_run_exit(const struct ent_run *run)
{
    enum ent_exit worst = ENT_EXIT_DONE;
    for (const struct ent_diagnostic *found = run->first; found; found = found->next)
        if (ent_rule_severity(run, found->rule) == ENT_ERROR && exit_for(found) > worst)
            worst = exit_for(found);
    return worst;
}
