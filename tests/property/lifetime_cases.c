/* Reads one case a line, fields between tabs, and prints what we make of it: the four days, the
 * marks and the answer; "none"; or "bad". tests/property/lifetime.py compares it with the
 * reference. Fields: how (alone, meet, cut), start, end, point, timed, signature, known, horizon,
 * first and last day of the window, start and end of the second span. */
#include "model/lifetime.h"

#include <stdio.h>

enum { field_count = 12 };

struct cases {
    struct ent_run run;
    struct ent_text fields[field_count];
};

static bool split(struct ent_text line, struct ent_text fields[field_count])
{
    for (size_t i = 0; i < field_count; i++) {
        const char *end = memchr(line.bytes, '\t', line.length);
        size_t length = end ? (size_t)(end - line.bytes) : line.length;
        if (!end && i + 1 < field_count)
            return false;
        fields[i] = ent_text_trim((struct ent_text){line.bytes, length});
        line = (struct ent_text){line.bytes + length + 1, line.length - length - (end != NULL)};
    }
    return true;
}

static bool read_span(struct cases *cases, size_t field, struct ent_span *span)
{
    struct ent_run *run = &cases->run;
    return ent_bounds_read(run, cases->fields[field], ENT_NOWHERE, cases->fields[field + 1],
                           ENT_NOWHERE, span);
}

static bool read_first(struct cases *cases, struct ent_lifetime *lifetime)
{
    struct ent_run *run = &cases->run;
    struct ent_span span = {
        .point = ent_text_is(cases->fields[3], "1"),
        .timed = ent_text_is(cases->fields[4], "1"),
    };
    return read_span(cases, 1, &span) &&
           ent_bound_read(run, cases->fields[5], ENT_NOWHERE, &span.signature) &&
           ent_bound_read(run, cases->fields[6], ENT_NOWHERE, &span.known) &&
           ent_bound_read(run, cases->fields[7], ENT_NOWHERE, &span.horizon) &&
           ent_lifetime_make(&span, lifetime);
}

static bool read_second(struct cases *cases, struct ent_lifetime *lifetime)
{
    struct ent_span span = {0};
    return read_span(cases, 10, &span) && ent_lifetime_make(&span, lifetime);
}

static struct ent_window read_window(struct cases *cases)
{
    struct ent_window window = {ENT_DAY_FIRST, ENT_DAY_LAST};
    struct ent_date date;
    if (ent_date_read(&cases->run, cases->fields[8], ENT_NOWHERE, &date))
        window.first = date.earliest;
    if (ent_date_read(&cases->run, cases->fields[9], ENT_NOWHERE, &date))
        window.last = date.latest;
    return window;
}

static void print_day(struct cases *cases, ent_day day)
{
    struct ent_text text = ent_day_text(&cases->run.arena, day);
    if (day == ENT_DAY_FIRST)
        text = ENT_TEXT("-inf");
    if (day == ENT_DAY_LAST)
        text = ENT_TEXT("+inf");
    printf("%.*s ", (int)text.length, text.bytes);
}

static void print_lifetime(struct cases *cases, const struct ent_lifetime *lifetime)
{
    if (!lifetime->given) {
        fputs("none ", stdout);
        return;
    }
    print_day(cases, lifetime->start_earliest);
    print_day(cases, lifetime->start_latest);
    print_day(cases, lifetime->end_earliest);
    print_day(cases, lifetime->end_latest);
    printf("%d ", lifetime->marks);
}

static void answer_case(struct cases *cases)
{
    struct ent_lifetime first, second;
    if (!read_first(cases, &first) || !read_second(cases, &second)) {
        puts("bad");
        return;
    }
    if (ent_text_is(cases->fields[0], "meet"))
        first = ent_lifetime_meet(first, second);
    if (ent_text_is(cases->fields[0], "cut"))
        ent_lifetime_cut(&first, &second);
    print_lifetime(cases, &first);
    printf("%d\n", (int)ent_lifetime_answer(&first, read_window(cases)));
}

int main(void)
{
    char line[512];
    while (fgets(line, sizeof line, stdin)) {
        struct cases cases;
        ent_run_begin(&cases.run);
        if (split(ent_text_of(line), cases.fields))
            answer_case(&cases);
        else
            puts("not a case");
        ent_run_end(&cases.run);
    }
    return 0;
}
