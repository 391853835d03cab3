#include "draw/theme.h"

#include "read/dot.h"
#include "read/encoding.h"
#include "read/figure.h"

#include <math.h>

extern const char ent_theme_light[], ent_theme_dark[], ent_theme_print[], ent_theme_contrast[];
extern const size_t ent_theme_light_length, ent_theme_dark_length, ent_theme_print_length,
    ent_theme_contrast_length;

const char *const ent_theme_names[] = {"light", "dark", "print", "contrast", NULL};

static const struct {
    const char *bytes;
    const size_t *length;
} files[] = {{ent_theme_light, &ent_theme_light_length},
             {ent_theme_dark, &ent_theme_dark_length},
             {ent_theme_print, &ent_theme_print_length},
             {ent_theme_contrast, &ent_theme_contrast_length}};

static const char *const tones[] = {[ENT_TONE_KEEP] = "keep",
                                    [ENT_TONE_DARK] = "dark",
                                    [ENT_TONE_GREY] = "grey",
                                    [ENT_TONE_STRONG] = "strong"};

/* What a theme says, where it stands in the file ('G' of the graph, 'N' and 'E' as the default of
 * nodes and edges) and where it is kept. */
#define AT(member) offsetof(struct ent_theme, member)
static const struct {
    char kind;
    const char *name;
    size_t at;
} colours[] = {
    {'G', "bgcolor", AT(on.ground)},
    {'G', "fontcolor", AT(on.ink)},
    {'G', "muted", AT(muted)},
    {'G', "rule", AT(rule)},
    {'G', "fillcolor", AT(on.cluster)},
    {'G', "pencolor", AT(cluster_line)},
    {'N', "fillcolor", AT(fill)},
    {'N', "color", AT(line)},
    {'N', "fontcolor", AT(text)},
    {'E', "color", AT(tie_line)},
    {'E', "fontcolor", AT(tie_text)},
    {'G', "added", AT(fates[ENT_ADDED].colour)},
    {'G', "ended", AT(fates[ENT_ENDED].colour)},
    {'G', "changed", AT(fates[ENT_CHANGED].colour)},
    {'G', "unchanged", AT(fates[ENT_UNCHANGED].colour)},
};
static const struct {
    char kind;
    const char *name;
    size_t at;
    double least, most;
} numbers[] = {
    {'G', "contrast", AT(on.text_contrast), 1, 21}, {'G', "lines", AT(on.line_contrast), 1, 21},
    {'G', "penwidth", AT(thinnest), 0, 20},         {'N', "fontsize", AT(text_size), 4, 72},
    {'E', "fontsize", AT(tie_size), 4, 72},
};
#undef AT

/* What it says of the lines of --change, and of the signs on them. */
static const struct {
    const char *line, *sign;
} fates[] = {
    [ENT_UNCHANGED] = {"unchanged_line", "unchanged_sign"},
    [ENT_ADDED] = {"added_line", "added_sign"},
    [ENT_ENDED] = {"ended_line", "ended_sign"},
    [ENT_CHANGED] = {"changed_line", "changed_sign"},
};
static const char *const lines[] = {[ENT_LINE_PLAIN] = "plain",
                                    [ENT_LINE_BOLD] = "bold",
                                    [ENT_LINE_HOLLOW] = "hollow",
                                    [ENT_LINE_CASED] = "cased"};

/* What is needed while a theme is read. */
struct reading {
    struct ent_run *run;
    const struct ent_dot *dot;
    struct ent_theme *theme;
};

struct ent_text ent_theme_file(struct ent_text name)
{
    for (size_t i = 0; ent_theme_names[i]; i++)
        if (ent_text_is(name, ent_theme_names[i]))
            return (struct ent_text){files[i].bytes, *files[i].length};
    return (struct ent_text){0};
}

/* ---- reading ---- */

static const struct ent_dot_kind *kind_of(const struct ent_dot *dot, char letter)
{
    return letter == 'G' ? &dot->graph : letter == 'N' ? &dot->node : &dot->edge;
}

static struct ent_text value_of(const struct reading *reading, char letter, const char *name)
{
    const struct ent_dot_kind *kind = kind_of(reading->dot, letter);
    uint32_t at = ent_dot_attribute(kind, name);
    if (at == ENT_NONE)
        return (struct ent_text){0};
    return letter == 'G' ? kind->objects->values[at] : kind->defaults[at];
}

static struct ent_place place_of(const struct reading *reading, const char *name,
                                 struct ent_text value)
{
    const struct ent_source *source = reading->dot->source;
    return ent_place_at(source, ent_dot_value_offset(source, 0, ent_text_of(name), value));
}

static void refuse(const struct reading *reading, const char *name, struct ent_text value,
                   struct ent_text advice)
{
    ent_report(reading->run, ENT_E311, place_of(reading, name, value), advice,
               ENT_FORM(&reading->run->arena, "{}=\"{}\"", ent_text_of(name), value));
}

static void take_colour(const struct reading *reading, size_t number)
{
    const char *name = colours[number].name;
    struct ent_text text = value_of(reading, colours[number].kind, name);
    struct ent_colour *colour = (void *)((char *)reading->theme + colours[number].at);
    struct ent_colour read = {0};
    if (text.length == 0)
        return;
    bool known = ent_colour_read(text, &read);
    bool may_be_none = colours[number].at == offsetof(struct ent_theme, on.cluster);
    if (known && (read.given || may_be_none)) {
        *colour = read.given ? read : reading->theme->on.ground;
        return;
    }
    struct ent_text meant = ent_colour_meant(text);
    refuse(reading, name, text,
           known              ? ENT_TEXT("a theme has a colour here")
           : meant.length > 0 ? ENT_FORM(&reading->run->arena, "did you mean '{}'?", meant)
                              : ENT_TEXT("write #rrggbb or a colour name of CSS"));
}

static void take_number(const struct reading *reading, size_t row)
{
    struct ent_arena *arena = &reading->run->arena;
    struct ent_text text = value_of(reading, numbers[row].kind, numbers[row].name);
    double number = 0;
    if (text.length == 0)
        return;
    if (ent_text_number_read(text, &number) && number >= numbers[row].least &&
        number <= numbers[row].most)
        *(double *)(void *)((char *)reading->theme + numbers[row].at) = number;
    else
        refuse(reading, numbers[row].name, text,
               ENT_FORM(arena, "a number from {} to {}",
                        ent_text_number(arena, (int64_t)numbers[row].least),
                        ent_text_number(arena, (int64_t)numbers[row].most)));
}

static void take_tone(const struct reading *reading)
{
    struct ent_text text = value_of(reading, 'G', "tone");
    for (size_t i = 0; i < ENT_COUNT(tones); i++)
        if (ent_text_is(text, tones[i])) {
            reading->theme->on.tone = (enum ent_tone)i;
            return;
        }
    if (text.length > 0)
        refuse(reading, "tone", text, ENT_TEXT("keep, dark, grey or strong"));
}

static void take_fate(const struct reading *reading, enum ent_fate fate)
{
    struct ent_fate_look *look = &reading->theme->fates[fate];
    struct ent_text line = value_of(reading, 'G', fates[fate].line);
    struct ent_text sign = value_of(reading, 'G', fates[fate].sign);
    bool known = line.length == 0;
    for (size_t i = 0; i < ENT_COUNT(lines); i++)
        if (ent_text_is(line, lines[i])) {
            look->line = (enum ent_fate_line)i;
            known = true;
        }
    if (!known)
        refuse(reading, fates[fate].line, line, ENT_TEXT("plain, bold, hollow or cased"));
    if (sign.length > 0)
        look->sign = ent_text_is(sign, "none") ? (struct ent_text){0} : sign;
}

static void refuse_unknown(const struct reading *reading)
{
    const struct ent_dot_kind *graph = &reading->dot->graph;
    struct ent_text names[ENT_COUNT(colours) + ENT_COUNT(numbers) + 2 * ENT_FATES + 1] = {
        ENT_TEXT("tone")};
    size_t count = 1;
    for (size_t i = 0; i < ENT_COUNT(fates); i++) {
        names[count++] = ent_text_of(fates[i].line);
        names[count++] = ent_text_of(fates[i].sign);
    }
    for (size_t i = 0; i < ENT_COUNT(colours); i++)
        if (colours[i].kind == 'G')
            names[count++] = ent_text_of(colours[i].name);
    for (size_t i = 0; i < ENT_COUNT(numbers); i++)
        if (numbers[i].kind == 'G')
            names[count++] = ent_text_of(numbers[i].name);
    for (size_t i = 0; i < graph->name_count; i++) {
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known |= ent_text_equal(names[k], graph->names[i]);
        if (!known)
            ent_report(reading->run, ENT_E315, ent_dot_place(reading->dot, 0, graph->names[i]),
                       ent_hint_meant(&reading->run->arena, graph->names[i], names, count),
                       graph->names[i]);
    }
}

/* ---- what can be read on what ---- */

static struct ent_text ratio_text(struct ent_arena *arena, double ratio)
{
    int64_t tenths = (int64_t)floor(ratio * 10); /* never rounded up to what it has to be */
    return ENT_FORM(arena, "{}.{}", ent_text_number(arena, tenths / 10),
                    ent_text_number(arena, tenths % 10));
}

static struct ent_text colour_text(struct ent_arena *arena, struct ent_colour colour)
{
    struct ent_writer writer = {0};
    ent_put_colour(&writer, colour);
    struct ent_text text = ENT_FORM(arena, "{}", ent_writer_text(&writer));
    ent_writer_end(&writer);
    return text;
}

void ent_theme_warn(struct ent_run *run, struct ent_place place, const char *what,
                    struct ent_colour over, struct ent_colour under, double least)
{
    struct ent_arena *arena = &run->arena;
    double ratio = ent_colour_contrast(over, under);
    if (ratio >= least)
        return;
    ent_report(run, ENT_W704, place, ENT_NO_HINT, ent_text_of(what), colour_text(arena, over),
               colour_text(arena, under), ratio_text(arena, ratio), ratio_text(arena, least));
}

static void warn(const struct reading *reading, char kind, const char *name, const char *what,
                 struct ent_colour over, struct ent_colour under)
{
    const struct ent_tone_ground *on = &reading->theme->on;
    bool words = what[0] == 't';
    struct ent_text value = value_of(reading, kind, name);
    struct ent_place place =
        value.length > 0 ? place_of(reading, name, value) : ent_place_at(reading->dot->source, 0);
    ent_theme_warn(reading->run, place, what, over, under,
                   words ? on->text_contrast : on->line_contrast);
}

static void warn_of_all(const struct reading *reading)
{
    const struct ent_theme *theme = reading->theme;
    struct ent_colour ground = theme->on.ground;
    warn(reading, 'G', "fontcolor", "text", theme->on.ink, ground);
    warn(reading, 'G', "muted", "text", theme->muted, ground);
    warn(reading, 'G', "muted", "text", theme->muted, theme->on.cluster);
    warn(reading, 'G', "rule", "line", theme->rule, ground);
    warn(reading, 'G', "pencolor", "line", theme->cluster_line, ground);
    warn(reading, 'N', "fontcolor", "text", theme->text, theme->fill);
    warn(reading, 'N', "color", "line", theme->line, ground);
    warn(reading, 'E', "fontcolor", "text", theme->tie_text, ground);
    warn(reading, 'E', "color", "line", theme->tie_line, ground);
    for (enum ent_fate fate = 0; fate < ENT_FATES; fate++)
        warn(reading, 'G', ent_fate_name(fate), "line", theme->fates[fate].colour, ground);
}

struct ent_colour ent_theme_colour(const struct ent_theme *theme, enum ent_role role,
                                   struct ent_colour colour)
{
    return ent_tone_turned(&theme->on, role, colour);
}

struct ent_pen ent_theme_pen(const struct ent_theme *theme, struct ent_colour colour, double width)
{
    return (struct ent_pen){colour, fmax(width, theme->thinnest), ENT_SOLID};
}

struct ent_colour ent_theme_legible(const struct ent_theme *theme, struct ent_colour text,
                                    struct ent_colour fill)
{
    struct ent_colour under = fill.given ? fill : theme->on.ground, best = text;
    const struct ent_colour others[] = {
        theme->on.ink, theme->on.ground, {0, true}, {0xFFFFFF, true}};
    for (size_t i = 0; i < ENT_COUNT(others); i++) {
        if (ent_colour_contrast(best, under) >= theme->on.text_contrast)
            return best;
        if (ent_colour_contrast(others[i], under) > ent_colour_contrast(best, under))
            best = others[i];
    }
    return best;
}

/* What the file says; the rest of the theme stays. */
static bool take_file(struct ent_run *run, const struct ent_source *source, struct ent_dot *dot,
                      struct ent_theme *theme)
{
    struct reading reading = {run, dot, theme};
    if (!ent_dot_read(run, source, dot))
        return false;
    refuse_unknown(&reading);
    for (size_t i = 0; i < ENT_COUNT(colours); i++)
        take_colour(&reading, i);
    for (size_t i = 0; i < ENT_COUNT(numbers); i++)
        take_number(&reading, i);
    for (enum ent_fate fate = 0; fate < ENT_FATES; fate++)
        take_fate(&reading, fate);
    take_tone(&reading);
    return true;
}

struct ent_tone_ground ent_theme_dark_ground(struct ent_run *run)
{
    struct ent_dot dot;
    struct ent_theme theme = {0};
    struct ent_text file = ent_theme_file(ENT_TEXT("dark"));
    take_file(run, ent_source_from(run, ENT_TEXT("<theme dark>"), file), &dot, &theme);
    return theme.on;
}

/* A theme that says nothing of what changed has the colours of light, as they stand out on its
 * ground, or that of its ties. */
static void turn_fates(const struct ent_dot *dot, struct ent_theme *theme)
{
    const struct reading reading = {NULL, dot, theme};
    for (enum ent_fate fate = 0; fate < ENT_FATES; fate++) {
        struct ent_colour *colour = &theme->fates[fate].colour;
        if (value_of(&reading, 'G', ent_fate_name(fate)).length > 0)
            continue;
        *colour = ent_tone_turned(&theme->on, ENT_ROLE_LINE, *colour);
        if (ent_colour_contrast(*colour, theme->on.ground) < theme->on.line_contrast)
            *colour = theme->tie_line;
    }
}

bool ent_theme_read(struct ent_run *run, const struct ent_source *source, struct ent_schema *schema,
                    struct ent_theme *theme)
{
    struct ent_dot dot;
    size_t errors = ent_run_errors(run);
    struct ent_text light = ent_theme_file(ENT_TEXT("light"));
    *theme = (struct ent_theme){0};
    if (!take_file(run, ent_source_from(run, ENT_TEXT("<theme light>"), light), &dot, theme) ||
        !take_file(run, source, &dot, theme))
        return false;
    turn_fates(&dot, theme);
    ent_style_underlay(run, &dot, schema);
    if (ent_run_errors(run) == errors)
        warn_of_all(&(struct reading){run, &dot, theme});
    return ent_run_errors(run) == errors;
}
