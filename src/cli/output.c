#include "cli/wish.h"
#include "write/html.h"

static const struct ent_value *value(const struct ent_options *options, enum ent_option option)
{
    return &options->values[option];
}

static const struct ent_text formats[] = {
    [ENT_SVG] = {"svg", 3}, [ENT_SVGZ] = {"svgz", 4}, [ENT_DOT] = {"dot", 3},
    [ENT_PNG] = {"png", 3}, [ENT_PDF] = {"pdf", 3},   [ENT_HTML] = {"html", 4}};

static struct ent_text ending_of(struct ent_text path)
{
    size_t start = path.length;
    while (start > 0 && path.bytes[start - 1] != '.' && path.bytes[start - 1] != '/')
        start--;
    bool dot = start > 0 && path.bytes[start - 1] == '.';
    return dot ? ent_text_slice(path, start, SIZE_MAX) : (struct ent_text){0};
}

/* Options that mean nothing to a format, and why. */
struct unused {
    const enum ent_option *options;
    size_t count;
    bool from_figures; /* refused there, too: they would change what is shown */
    const char *why, *hint;
};

static void refuse(struct ent_run *run, const struct ent_options *options,
                   const struct unused *unused, enum ent_format format)
{
    struct ent_arena *arena = &run->arena;
    for (size_t i = 0; i < unused->count; i++) {
        const struct ent_value *option = value(options, unused->options[i]);
        struct ent_text name = ent_option_name(arena, unused->options[i]);
        if (option->given && (unused->from_figures || !option->place.source))
            ent_report(run, ENT_E500, option->place, ent_text_of(unused->hint),
                       ent_text_is(ent_text_of(unused->why), "is for SVG")
                           ? ENT_FORM(arena, "{} is for SVG, not for {}", name, formats[format])
                           : ENT_FORM(arena, "{} {}", name, ent_text_of(unused->why)));
    }
}

#define UNUSED(list, from_figures, why, hint)                                                      \
    &(struct unused)                                                                               \
    {                                                                                              \
        list, ENT_COUNT(list), from_figures, why, hint                                             \
    }

static void refuse_for_dot(struct ent_run *run, const struct ent_options *options)
{
    static const enum ent_option of_pictures[] = {
        ENT_OPTION_SUBTITLE, ENT_OPTION_FRAME,      ENT_OPTION_CITE,      ENT_OPTION_NOTES,
        ENT_OPTION_WIDTH,    ENT_OPTION_PAGE,       ENT_OPTION_ORIENT,    ENT_OPTION_ENLARGE,
        ENT_OPTION_CAPTION,  ENT_OPTION_NODE_LABEL, ENT_OPTION_TIE_LABEL, ENT_OPTION_LEGEND,
        ENT_OPTION_WRAP,     ENT_OPTION_CLUSTER,    ENT_OPTION_ROOT,      ENT_OPTION_TIMEOUT,
        ENT_OPTION_THEME,    ENT_OPTION_TEXT,       ENT_OPTION_FLAGS,     ENT_OPTION_SHEET,
        ENT_OPTION_GROUP_AS, ENT_OPTION_SIZE,       ENT_OPTION_COLOR_BY,  ENT_OPTION_SAVE_LAYOUT};
    refuse(run, options,
           UNUSED(of_pictures, false, "is for pictures, not for DOT",
                  "a graph in DOT has every column"),
           ENT_DOT);
}

/* A page is its own frame, as wide as its window, and has a slider for the years. */
static void refuse_for_html(struct ent_run *run, const struct ent_options *options)
{
    static const enum ent_option of_paper[] = {ENT_OPTION_WIDTH, ENT_OPTION_PAGE, ENT_OPTION_ORIENT,
                                               ENT_OPTION_ENLARGE};
    static const enum ent_option of_frames[] = {ENT_OPTION_FRAME, ENT_OPTION_LEGEND};
    static const enum ent_option of_lists[] = {ENT_OPTION_CITE};
    static const enum ent_option of_years[] = {ENT_OPTION_SERIES, ENT_OPTION_CHANGE,
                                               ENT_OPTION_SHEET, ENT_OPTION_ANIMATE};
    static const enum ent_option of_dates[] = {ENT_OPTION_ON, ENT_OPTION_LATEST};
    static const enum ent_option of_derived[] = {ENT_OPTION_PROJECT, ENT_OPTION_ROLLUP,
                                                 ENT_OPTION_MERGE, ENT_OPTION_GROUP};
    static const enum ent_option of_values[] = {ENT_OPTION_SIZE, ENT_OPTION_COLOR_BY};
    const struct unused *all[] = {
        UNUSED(of_paper, false, "is for paper: a page of HTML is as wide as its window", ""),
        UNUSED(of_frames, false, "is for pictures: a page of HTML has its own frame and legend",
               ""),
        UNUSED(of_lists, false, "is for pictures: tables of a page link to the sources", ""),
        UNUSED(of_years, true, "is for pictures: the reader of a page chooses the year",
               "--year says which one is shown first"),
        UNUSED(of_dates, true,
               "is for pictures: what a page shows in each year is asked of lifetimes", ""),
        UNUSED(of_derived, true, "puts ties together for one time, and a page has all years",
               "a picture, as -T svg, shows them"),
        UNUSED(of_values, true, "shows what nodes are worth at one time, and a page has all years",
               "a picture, as -T svg, shows it"),
    };
    for (size_t i = 0; i < ENT_COUNT(all); i++)
        refuse(run, options, all[i], ENT_HTML);
    if (!ent_html_linked())
        ent_report(run, ENT_E500, value(options, ENT_OPTION_FORMAT)->place,
                   ENT_TEXT("scripts/setup installs esbuild; then build again"),
                   ENT_TEXT("html: this program was built without the script of its pages"));
}

/* What the command line asks of pictures means nothing to a graph; a figure may say both. */
static void refuse_unused(struct ent_run *run, const struct ent_options *options,
                          enum ent_format format)
{
    static const enum ent_option of_svg[] = {ENT_OPTION_ID_PREFIX, ENT_OPTION_SALT,
                                             ENT_OPTION_INLINE, ENT_OPTION_A11Y,
                                             ENT_OPTION_ANIMATE};
    const struct ent_value *dpi = value(options, ENT_OPTION_DPI);
    if (format == ENT_DOT)
        refuse_for_dot(run, options);
    if (format == ENT_HTML)
        refuse_for_html(run, options);
    if (format != ENT_SVG && format != ENT_SVGZ)
        refuse(run, options, UNUSED(of_svg, false, "is for SVG", ""), format);
    if (dpi->given && !dpi->place.source && format != ENT_PNG)
        ent_report(run, ENT_E500, dpi->place, ENT_NO_HINT,
                   ENT_FORM(&run->arena, "--dpi is for PNG, not for {}", formats[format]));
}

/* In the order of enum ent_alt_form. */
static const struct ent_text alt_endings[] = {{"md", 2}, {"html", 4}, {"csv", 3}};

static void read_alt(struct ent_run *run, const struct ent_value *alt, struct ent_output *output)
{
    struct ent_text ending = ending_of(alt->text);
    size_t form = 0;
    while (form < ENT_COUNT(alt_endings) && ent_text_distance(ending, alt_endings[form], 0) != 0)
        form++;
    if (form == ENT_COUNT(alt_endings))
        ent_report(
            run, ENT_E500, alt->place, ENT_TEXT("its ending says the form: md, html or csv"),
            ENT_FORM(&run->arena, "--alt: '{}' is no form of a text alternative", alt->text));
    bool taken = ent_text_equal(alt->text, output->path);
    for (size_t i = 0; i < output->alt_count; i++)
        taken |= ent_text_equal(alt->text, output->alts[i].path);
    if (taken)
        ent_report(run, ENT_E500, alt->place, ENT_NO_HINT,
                   ENT_FORM(&run->arena, "--alt: '{}' is written already", alt->text));
    output->alts[output->alt_count++] = (struct ent_alt_output){(enum ent_alt_form)form, alt->text};
}

/* The last one given comes first: they are taken in the order of the command line. */
static void read_alts(struct ent_run *run, const struct ent_value *last, struct ent_output *output)
{
    size_t count = 0;
    for (const struct ent_value *alt = last; alt && alt->given; alt = alt->earlier)
        count++;
    const struct ent_value **alts = ENT_NEW(&run->arena, const struct ent_value *, count + 1);
    for (size_t i = count; i > 0; i--, last = last->earlier)
        alts[i - 1] = last;
    output->alts = ENT_NEW(&run->arena, struct ent_alt_output, count + 1);
    for (size_t i = 0; i < count; i++)
        read_alt(run, alts[i], output);
}

static struct ent_text listed_formats(struct ent_arena *arena)
{
    struct ent_text list = formats[0];
    for (size_t i = 1; i < ENT_COUNT(formats); i++)
        list = i + 1 < ENT_COUNT(formats) ? ENT_FORM(arena, "{}, {}", list, formats[i])
                                          : ENT_FORM(arena, "{} or {}", list, formats[i]);
    return list;
}

/* librsvg draws the letters of EPS as outlines, thirty times as large and no text any more. */
static void refuse_format(struct ent_run *run, const struct ent_value *asked, struct ent_text name)
{
    struct ent_arena *arena = &run->arena;
    bool eps = ent_text_distance(name, ENT_TEXT("eps"), 0) == 0 ||
               ent_text_distance(name, ENT_TEXT("ps"), 0) == 0;
    ent_report(
        run, ENT_E500, asked->place,
        eps ? ENT_TEXT("write a pdf; 'pdftops -eps' makes of it EPS whose text stays text")
            : ENT_FORM(arena, "{}, by the ending of the output or with -T", listed_formats(arena)),
        ENT_FORM(arena, "{}: '{}' is not written",
                 asked->given ? ENT_TEXT("--format") : ENT_TEXT("--output"), name));
}

/* What stands in a name for what differs from drawing to drawing. */
static const struct ent_text year_slot = {"{year}", 6}, page_slot = {"{page}", 6};

static bool has_slot(struct ent_text path, struct ent_text slot)
{
    for (size_t at = 0; at + slot.length <= path.length; at++)
        if (ent_text_equal(ent_text_slice(path, at, slot.length), slot))
            return true;
    return false;
}

static struct ent_text filled(struct ent_arena *arena, struct ent_text path, struct ent_text slot,
                              struct ent_text with)
{
    for (size_t at = 0; at + slot.length <= path.length; at++)
        if (ent_text_equal(ent_text_slice(path, at, slot.length), slot))
            path = ENT_FORM(arena, "{}{}{}", ent_text_slice(path, 0, at), with,
                            ent_text_slice(path, at + slot.length, SIZE_MAX));
    return path;
}

static struct ent_output named(struct ent_run *run, const struct ent_output *output,
                               struct ent_text slot, struct ent_text with)
{
    struct ent_output named = *output;
    named.path = filled(&run->arena, output->path, slot, with);
    named.places = filled(&run->arena, output->places, slot, with);
    named.alts = ENT_NEW(&run->arena, struct ent_alt_output, output->alt_count + 1);
    for (size_t i = 0; i < output->alt_count; i++)
        named.alts[i] = (struct ent_alt_output){
            output->alts[i].form, filled(&run->arena, output->alts[i].path, slot, with)};
    return named;
}

struct ent_output ent_output_of_year(struct ent_run *run, const struct ent_output *output,
                                     struct ent_text year)
{
    return named(run, output, year_slot, year);
}

struct ent_output ent_output_of_page(struct ent_run *run, const struct ent_output *output,
                                     size_t page)
{
    return named(run, output, page_slot, ent_text_number(&run->arena, (int64_t)page + 1));
}

static bool refuse_pages(struct ent_run *run, struct ent_text path, const struct ent_wish *wish,
                         size_t years)
{
    struct ent_arena *arena = &run->arena;
    size_t rows = (years + wish->columns - 1) / wish->columns;
    if (has_slot(path, page_slot))
        return false;
    ent_report(run, ENT_E500, ENT_NOWHERE,
               ENT_FORM(arena, "--sheet {}x{}, or '{}' in '{}' for a file of each page",
                        ent_text_number(arena, (int64_t)wish->columns),
                        ent_text_number(arena, (int64_t)rows), page_slot, path),
               ENT_FORM(arena, "--sheet {}x{} has no place for {} pictures",
                        ent_text_number(arena, (int64_t)wish->columns),
                        ent_text_number(arena, (int64_t)wish->rows),
                        ent_text_number(arena, (int64_t)years)));
    return true;
}

/* Places are saved once for all pictures that share them. */
static bool check_places(struct ent_run *run, struct ent_text path, const struct ent_wish *wish)
{
    struct ent_arena *arena = &run->arena;
    const struct ent_layout_engine *engine = ent_layout_engine(wish->engine.text);
    bool together = wish->columns > 0 || wish->step > 0;
    struct ent_text why = {0};
    if (path.length == 0)
        return true;
    if (engine && (engine->place || engine->tiles))
        why = ENT_FORM(arena, "where something stands on a {} says what it is", wish->engine.text);
    else if (wish->each && together)
        why =
            ENT_TEXT("--layout each places every picture by itself, and one file has all of them");
    else if (wish->each && !has_slot(path, year_slot))
        why = ENT_FORM(arena, "--layout each places every picture by itself: '{}' lacks '{}'", path,
                       year_slot);
    else if (!wish->each && (has_slot(path, year_slot) || has_slot(path, page_slot)))
        why = ENT_FORM(arena, "all pictures share a layout: '{}' is one file", path);
    if (why.length > 0)
        ent_report(run, ENT_E500, ENT_NOWHERE, ENT_NO_HINT,
                   ENT_FORM(arena, "--save-layout: {}", why));
    return why.length == 0;
}

bool ent_output_check_pages(struct ent_run *run, const struct ent_output *output,
                            const struct ent_wish *wish, size_t years)
{
    if (!check_places(run, output->places, wish))
        return false;
    if (wish->columns == 0 || output->format == ENT_DOT || years <= wish->columns * wish->rows)
        return true;
    bool refused = refuse_pages(run, output->path, wish, years);
    for (size_t i = 0; !refused && i < output->alt_count; i++)
        refused = refuse_pages(run, output->alts[i].path, wish, years);
    return !refused;
}

/* A series writes a file for each year, and each needs a name of its own; a sheet holds them all.
 */
static void check_name(struct ent_run *run, struct ent_text path, bool series, bool together)
{
    bool has = has_slot(path, year_slot);
    if (series && !together && !has)
        ent_report(run, ENT_E500, ENT_NOWHERE, ENT_TEXT("as -o figure-{year}.svg"),
                   ENT_FORM(&run->arena, "--series writes a file for each year: '{}' lacks '{}'",
                            path, year_slot));
    if (has && !series)
        ent_report(
            run, ENT_E500, ENT_NOWHERE, ENT_TEXT("as --series 2008..2025"),
            ENT_FORM(&run->arena, "only --series fills '{}' in a name: '{}'", year_slot, path));
    if (together && has)
        ent_report(run, ENT_E500, ENT_NOWHERE, ENT_TEXT("'{page}' is the number of the page"),
                   ENT_FORM(&run->arena,
                            "--sheet and --animate have all years in one file: '{}' has '{}'", path,
                            year_slot));
}

static void check_names(struct ent_run *run, const struct ent_options *options,
                        const struct ent_output *output)
{
    bool series = value(options, ENT_OPTION_SERIES)->given;
    if (series && output->format == ENT_HTML) /* there is none of a page */
        return;
    bool together =
        series && output->format != ENT_DOT &&
        (value(options, ENT_OPTION_SHEET)->given || value(options, ENT_OPTION_ANIMATE)->given);
    check_name(run, output->path, series, together);
    for (size_t i = 0; i < output->alt_count; i++)
        check_name(run, output->alts[i].path, series, together);
}

/* The format that is asked for, by name or by the ending of the output; false if there is none. */
static bool find_format(struct ent_text name, enum ent_format *format)
{
    if (ent_text_distance(name, ENT_TEXT("gv"), 0) == 0)
        name = formats[ENT_DOT];
    for (size_t i = 0; i < ENT_COUNT(formats); i++)
        if (ent_text_distance(name, formats[i], 0) == 0) {
            *format = (enum ent_format)i;
            return true;
        }
    return false;
}

bool ent_output_read(struct ent_run *run, const struct ent_options *options,
                     struct ent_output *output)
{
    const struct ent_value *path = value(options, ENT_OPTION_OUTPUT);
    const struct ent_value *asked = value(options, ENT_OPTION_FORMAT);
    struct ent_text name = asked->given ? asked->text : ending_of(path->text);
    size_t errors = ent_run_errors(run);
    *output = (struct ent_output){
        .format = ENT_SVG,
        .path = path->given ? path->text : ENT_TEXT("-"),
        .dpi = (double)ent_option_number(run, options, ENT_OPTION_DPI, 1, 10000, 144),
    };
    bool found = find_format(name, &output->format);
    output->places = value(options, ENT_OPTION_SAVE_LAYOUT)->text;
    read_alts(run, value(options, ENT_OPTION_ALT), output);
    check_names(run, options, output);
    if (found)
        refuse_unused(run, options, output->format);
    else if (name.length > 0)
        refuse_format(run, asked, name);
    return ent_run_errors(run) == errors;
}

/* In the order of enum ent_rows_form. */
static const struct ent_text rows_forms[] = {{"csv", 3}, {"json", 4}, {"table", 5}};

bool ent_list_wish_read(struct ent_run *run, const struct ent_options *options,
                        struct ent_list_wish *wish)
{
    const struct ent_value *path = value(options, ENT_OPTION_OUTPUT);
    const struct ent_value *asked = value(options, ENT_OPTION_FORMAT);
    struct ent_text name = asked->given ? asked->text : ending_of(path->text);
    *wish = (struct ent_list_wish){
        .form = ENT_ROWS_CSV,
        .columns = *value(options, ENT_OPTION_COLUMNS),
        .path = path->given ? path->text : ENT_TEXT("-"),
    };
    while (!ent_text_is(options->subject, ent_lists[wish->what]))
        wish->what++;
    const struct ent_value *series = value(options, ENT_OPTION_SERIES);
    bool of_years = wish->what == ENT_LIST_YEARS;
    if (of_years && wish->columns.given)
        ent_report(run, ENT_E500, ENT_NOWHERE, ENT_NO_HINT,
                   ENT_TEXT("--columns: years have the columns that they have"));
    if (wish->what == ENT_LIST_STEPS && series->given && !series->place.source)
        ent_report(run, ENT_E500, ENT_NOWHERE, ENT_NO_HINT,
                   ENT_TEXT("--series is for lists of nodes, ties and years, not of steps"));
    for (size_t i = 0; i < ENT_COUNT(rows_forms); i++)
        if (ent_text_equal(name, rows_forms[i])) {
            wish->form = (enum ent_rows_form)i;
            return true;
        }
    if (!asked->given)
        return true;
    ent_report(run, ENT_E500, asked->place, ENT_TEXT("csv, json or table"),
               ENT_FORM(&run->arena, "--format: '{}' is no form of a list", name));
    return false;
}
