#include "cli/wish_series.h"

enum { most_columns = 50, least_step = 334, most_step = 60000 };

static const struct ent_value *value(const struct ent_options *options, enum ent_option option)
{
    return &options->values[option];
}

/* A figure may ask for a series and say how it is shown; a year on the command line sets both
 * aside. */
static bool needs_series(struct ent_run *run, const struct ent_options *options,
                         enum ent_option option)
{
    static const enum ent_option instead[] = {ENT_OPTION_YEAR, ENT_OPTION_FROM, ENT_OPTION_TO,
                                              ENT_OPTION_AS_OF};
    const struct ent_value *asked = value(options, option);
    bool aside = false;
    for (size_t i = 0; i < ENT_COUNT(instead); i++)
        aside |= value(options, instead[i])->given && !value(options, instead[i])->place.source;
    if (!asked->given || value(options, ENT_OPTION_SERIES)->given)
        return asked->given;
    if (!asked->place.source || !aside)
        ent_report(run, ENT_E500, asked->place, ENT_TEXT("as --series 2008..2025"),
                   ENT_FORM(&run->arena,
                            "{} is for the pictures of a --series, and none is asked for",
                            ent_option_name(&run->arena, option)));
    return false;
}

/* Digits up to `most_columns`. */
static bool read_count(struct ent_text text, size_t *count)
{
    *count = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
        *count = *count * 10 + (size_t)(text.bytes[at] - '0');
        if (*count > most_columns)
            return false;
    }
    return *count > 0;
}

static void read_sheet(struct ent_run *run, const struct ent_options *options,
                       struct ent_wish *wish)
{
    const struct ent_value *sheet = value(options, ENT_OPTION_SHEET);
    if (!needs_series(run, options, ENT_OPTION_SHEET))
        return;
    const char *cross =
        sheet->text.length > 0 ? memchr(sheet->text.bytes, 'x', sheet->text.length) : NULL;
    size_t cut = cross ? (size_t)(cross - sheet->text.bytes) : sheet->text.length;
    if (read_count(ent_text_slice(sheet->text, 0, cut), &wish->columns) &&
        read_count(ent_text_slice(sheet->text, cut + 1, SIZE_MAX), &wish->rows))
        return;
    wish->columns = wish->rows = 0;
    ent_report(
        run, ENT_E500, sheet->place, ENT_TEXT("columns x rows, as 3x6; at most 50 of each"),
        ENT_FORM(&run->arena, "--sheet: '{}' is no number of columns and rows", sheet->text));
}

/* Digits with at most one point, then "s" or "ms". */
static bool read_time(struct ent_text text, double *milliseconds)
{
    double number = 0, unit = 1;
    size_t at = 0;
    bool point = false, digit = false;
    for (; at < text.length && at < 9; at++) {
        char byte = text.bytes[at];
        if (byte == '.' && !point) {
            point = true;
            continue;
        }
        if (byte < '0' || byte > '9')
            break;
        digit = true;
        number = number * 10 + (byte - '0');
        unit *= point ? 10 : 1;
    }
    struct ent_text rest = ent_text_slice(text, at, SIZE_MAX);
    *milliseconds = number / unit * (ent_text_is(rest, "s") ? 1000 : 1);
    return digit && (ent_text_is(rest, "s") || ent_text_is(rest, "ms"));
}

/* WCAG 2.3.1: what flashes more than three times a second can cause seizures. */
static void read_step(struct ent_run *run, const struct ent_value *asked, struct ent_wish *wish)
{
    double time;
    struct ent_arena *arena = &run->arena;
    if (!read_time(asked->text, &time))
        ent_report(run, ENT_E500, asked->place, ENT_TEXT("as 1s, 1.5s or 500ms"),
                   ENT_FORM(arena, "--animate: '{}' is no time", asked->text));
    else if (time < least_step)
        ent_report(run, ENT_E500, asked->place,
                   ENT_TEXT("334ms or more: what flashes more than three times a second can cause "
                            "seizures (WCAG 2.3.1)"),
                   ENT_FORM(arena, "--animate: {} is too fast", asked->text));
    else if (time > most_step)
        ent_report(run, ENT_E500, asked->place, ENT_TEXT("60s at most"),
                   ENT_FORM(arena, "--animate: {} is too slow", asked->text));
    else
        wish->step = (long)(time + 0.5);
}

static void read_motion(struct ent_run *run, const struct ent_options *options,
                        struct ent_wish *wish)
{
    const struct ent_value *animate = value(options, ENT_OPTION_ANIMATE);
    if (!needs_series(run, options, ENT_OPTION_ANIMATE))
        return;
    read_step(run, animate, wish);
    if (wish->each)
        ent_report(run, ENT_E500, animate->place,
                   ENT_TEXT("--layout union keeps everything in its place; --sheet has both"),
                   ENT_TEXT("--animate: with --layout each things would jump from year to year"));
    if (wish->navigable)
        ent_report(run, ENT_E500, animate->place,
                   ENT_TEXT("it is told as one image; --alt tells what each year shows"),
                   ENT_TEXT("--animate: what moves cannot be walked through with --a11y full"));
}

void ent_series_wish_read(struct ent_run *run, const struct ent_options *options,
                          struct ent_wish *wish)
{
    read_sheet(run, options, wish);
    read_motion(run, options, wish);
    if (wish->columns > 0 && wish->step > 0)
        ent_report(run, ENT_E504, value(options, ENT_OPTION_ANIMATE)->place, ENT_NO_HINT,
                   ENT_TEXT("--sheet"), ENT_TEXT("--animate"));
}
