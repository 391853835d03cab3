#include "write/diagnostics.h"
#include "write/excerpt.h"

/* What the terminal would obey is shown here, too. */
static void put_shown(struct ent_writer *writer, struct ent_text text)
{
    struct ent_writer shown = {0};
    ent_put_shown(&shown, text);
    ent_put_xml(writer, ent_writer_text(&shown));
    ent_writer_end(&shown);
}

static void put_count(struct ent_writer *writer, const char *name, size_t count)
{
    ent_put_text(writer, ent_text_of(name));
    ent_put_integer(writer, (int64_t)count);
}

static void put_place(struct ent_writer *writer, const struct ent_source *source,
                      struct ent_position position)
{
    ENT_PUT(writer, "<p class=\"place\">");
    put_shown(writer, source->name);
    put_count(writer, ", line ", position.line);
    put_count(writer, ", column ", position.column);
    ENT_PUT(writer, "</p>");
}

static size_t end_of_mark(const struct ent_excerpt *excerpt)
{
    size_t at = excerpt->mark;
    for (size_t i = 0; i < excerpt->width && at < excerpt->end; i++)
        ent_text_code(excerpt->bytes, &at);
    return at;
}

/* What is missing at the end of a line has a caret instead of a mark. */
static void put_line(struct ent_writer *writer, const struct ent_excerpt *excerpt)
{
    size_t end = end_of_mark(excerpt);
    struct ent_text bytes = excerpt->bytes;
    ENT_PUT(writer, "<pre dir=\"ltr\">");
    if (excerpt->cut_before)
        ENT_PUT(writer, "\xE2\x80\xA6");
    put_shown(writer, ent_text_slice(bytes, excerpt->begin, excerpt->mark - excerpt->begin));
    ENT_PUT(writer, "<mark>");
    if (end > excerpt->mark)
        put_shown(writer, ent_text_slice(bytes, excerpt->mark, end - excerpt->mark));
    else
        ENT_PUT(writer, "\xE2\x80\xB8");
    ENT_PUT(writer, "</mark>");
    put_shown(writer, ent_text_slice(bytes, end, excerpt->end - end));
    if (excerpt->cut_behind)
        ENT_PUT(writer, "\xE2\x80\xA6");
    ENT_PUT(writer, "</pre>");
}

static void put_begin(struct ent_writer *writer, const struct ent_run *run, enum ent_rule rule)
{
    struct ent_text severity = ent_text_of(ent_severity_name(ent_rule_severity(run, rule)));
    ENT_PUT(writer, "<li class=\"");
    ent_put_text(writer, severity);
    ENT_PUT(writer, "\"><p><strong>");
    ent_put_text(writer, severity);
    ENT_PUT(writer, ":</strong> ");
}

static void put_code(struct ent_writer *writer, enum ent_rule rule)
{
    ENT_PUT(writer, " <code>");
    ent_put_text(writer, ent_text_of(ent_rule_code(rule)));
    ENT_PUT(writer, "</code></p>");
}

static void put_diagnostic(struct ent_writer *writer, const struct ent_run *run,
                           const struct ent_diagnostic *diagnostic)
{
    const struct ent_source *source = diagnostic->place.source;
    put_begin(writer, run, diagnostic->rule);
    put_shown(writer, diagnostic->message);
    put_code(writer, diagnostic->rule);
    if (source && source->bytes.length > 0) {
        struct ent_position position = ent_place_position(diagnostic->place);
        struct ent_excerpt excerpt = ent_excerpt_around(source, position);
        if (!source->is_option)
            put_place(writer, source, position);
        put_line(writer, &excerpt);
    }
    if (diagnostic->hint.length > 0) {
        ENT_PUT(writer, "<p class=\"hint\">Hint: ");
        put_shown(writer, diagnostic->hint);
        ENT_PUT(writer, "</p>");
    }
    ENT_PUT(writer, "</li>\n");
}

static void put_more(struct ent_writer *writer, const struct ent_run *run, enum ent_rule rule)
{
    size_t count = ent_rule_left_out(run, rule);
    if (count == 0)
        return;
    put_begin(writer, run, rule);
    put_count(writer, "and ", count);
    ENT_PUT(writer, " more of these");
    put_code(writer, rule);
    ENT_PUT(writer, "</li>\n");
}

void ent_diagnostics_html(struct ent_run *run, struct ent_writer *writer)
{
    size_t count;
    const struct ent_diagnostic **all = ent_run_diagnostics(run, &count);
    if (count == 0)
        return;
    ENT_PUT(writer, "<ol>\n");
    for (size_t i = 0; i < count; i++)
        put_diagnostic(writer, run, all[i]);
    for (size_t i = 0; i < ENT_RULE_COUNT; i++)
        put_more(writer, run, (enum ent_rule)i);
    ENT_PUT(writer, "</ol>\n");
}
