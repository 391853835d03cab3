#include "cli/wish.h"

#include "cli/wish_page.h"
#include "cli/wish_series.h"
#include "draw/id.h"
#include "draw/layout.h"
#include "read/encoding.h"
#include "read/file.h"

#include <stdio.h>

static const struct ent_value *value(const struct ent_options *options, enum ent_option option)
{
    return &options->values[option];
}

/* An option that would do nothing without another one is refused, not ignored. */
static void refuse_alone(struct ent_run *run, const struct ent_value *option, bool accompanied,
                         struct ent_text why)
{
    if (option->given && !accompanied)
        ent_report(run, ENT_E500, option->place, ENT_NO_HINT, why);
}

static bool asks_for_time(const struct ent_question *question)
{
    return question->year.given || question->from.given || question->to.given ||
           question->as_of.given || question->on.given || question->certain ||
           question->change.given || question->series.given;
}

static bool lists(const struct ent_options *options, enum ent_list what)
{
    return options->command == ENT_LIST && ent_text_is(options->subject, ent_lists[what]);
}

/* A figure may have a series; one question is asked of it by all that tell of no years. */
static bool takes_series(const struct ent_options *options)
{
    return options->command == ENT_RENDER || options->command == ENT_CHECK ||
           (options->command == ENT_LIST && !lists(options, ENT_LIST_STEPS));
}

/* What explain says of one element, it says of one time; years are counted for a series. A figure
 * may ask for more than they tell. */
static bool takes_change(const struct ent_options *options)
{
    bool of_figure = value(options, ENT_OPTION_CHANGE)->place.source != NULL;
    return options->command != ENT_EXPLAIN && !(of_figure && lists(options, ENT_LIST_YEARS));
}

static void refuse_incomplete(struct ent_run *run, const struct ent_options *options,
                              const struct ent_question *question)
{
    if (lists(options, ENT_LIST_YEARS) && !question->series.given)
        ent_report(run, ENT_E500, ENT_NOWHERE, ENT_TEXT("as --series 2008..2025"),
                   ENT_TEXT("'list years' counts the years of a --series, and none is asked for"));
    refuse_alone(run, value(options, ENT_OPTION_DEPTH),
                 question->ego.given || question->lineage.given,
                 ENT_TEXT("--depth says how far from --ego or --lineage, and neither is given"));
    refuse_alone(run, &question->max, question->path.given,
                 ENT_TEXT("--max says how long a --path may be, which is not given"));
    refuse_alone(run, value(options, ENT_OPTION_CONTEXT), asks_for_time(question),
                 ENT_TEXT("--context adds to what a time leaves, and none is asked for"));
}

bool ent_question_read(struct ent_run *run, const struct ent_options *options,
                       struct ent_question *question)
{
    size_t errors = ent_run_errors(run);
    *question = (struct ent_question){
        .year = *value(options, ENT_OPTION_YEAR),
        .from = *value(options, ENT_OPTION_FROM),
        .to = *value(options, ENT_OPTION_TO),
        .as_of = *value(options, ENT_OPTION_AS_OF),
        .on = *value(options, ENT_OPTION_ON),
        .certain = value(options, ENT_OPTION_CERTAIN)->given,
        .possible = value(options, ENT_OPTION_POSSIBLE)->given,
        .type = *value(options, ENT_OPTION_TYPE),
        .not_type = *value(options, ENT_OPTION_NOT_TYPE),
        .topic = *value(options, ENT_OPTION_TOPIC),
        .where = *value(options, ENT_OPTION_WHERE),
        .lineage = *value(options, ENT_OPTION_LINEAGE),
        .latest = *value(options, ENT_OPTION_LATEST),
        .ego = *value(options, ENT_OPTION_EGO),
        .between = *value(options, ENT_OPTION_BETWEEN),
        .path = *value(options, ENT_OPTION_PATH),
        .max = *value(options, ENT_OPTION_MAX),
        .component = *value(options, ENT_OPTION_COMPONENT),
        .top = *value(options, ENT_OPTION_TOP),
        .series = takes_series(options) ? *value(options, ENT_OPTION_SERIES)
                                        : (struct ent_value){.given = false},
        .change = takes_change(options) ? *value(options, ENT_OPTION_CHANGE)
                                        : (struct ent_value){.given = false},
        .why = *value(options, ENT_OPTION_WHY),
        .most_ties = (size_t)ent_option_number(run, options, ENT_OPTION_MAX, 1, 1000000, 1000000),
        .min_degree = (size_t)ent_option_number(run, options, ENT_OPTION_MIN_DEGREE, 1, 1000000, 0),
        .core = (size_t)ent_option_number(run, options, ENT_OPTION_CORE, 1, 1000000, 0),
        .top_count = value(options, ENT_OPTION_PROJECT)->given /* then it is of each node */
                         ? 0
                         : (size_t)ent_option_number(run, options, ENT_OPTION_TOP, 1, 100000000, 0),
        .depth = (size_t)ent_option_number(run, options, ENT_OPTION_DEPTH, 0, 1000, 1),
        .lineage_depth = (size_t)ent_option_number(run, options, ENT_OPTION_DEPTH, 0, 1000, 0),
        .context = (size_t)ent_option_number(run, options, ENT_OPTION_CONTEXT, 0, 1000, 0),
        .keep_isolated = value(options, ENT_OPTION_KEEP_ISOLATED)->given ||
                         value(options, ENT_OPTION_LINEAGE)->given, /* each was asked for */
    };
    refuse_incomplete(run, options, question);
    return ent_run_errors(run) == errors;
}

/* "NAME=VALUE", as the command line has checked. */
static struct ent_setting split_setting(struct ent_text text)
{
    const char *equals = memchr(text.bytes, '=', text.length);
    size_t cut = equals ? (size_t)(equals - text.bytes) : text.length;
    return (struct ent_setting){ent_text_slice(text, 0, cut),
                                ent_text_slice(text, cut + 1, SIZE_MAX)};
}

static size_t count_values(const struct ent_value *last)
{
    size_t count = 0;
    for (; last && last->given; last = last->earlier)
        count++;
    return count;
}

static bool is_among(const struct ent_setting *settings, size_t count, struct ent_text name)
{
    for (size_t i = 0; i < count; i++)
        if (ent_text_equal(settings[i].name, name))
            return true;
    return false;
}

/* -G first, the last one given winning, then what the figure says. */
static void read_graph_settings(struct ent_run *run, const struct ent_options *options,
                                const struct ent_input *input, struct ent_wish *wish)
{
    const struct ent_value *last = value(options, ENT_OPTION_GRAPH);
    wish->settings =
        ENT_NEW(&run->arena, struct ent_setting, count_values(last) + input->setting_count + 1);
    for (; last && last->given; last = last->earlier) {
        struct ent_setting setting = split_setting(last->text);
        if (!ent_layout_setting_known('G', setting.name)) {
            size_t count;
            const struct ent_text *names = ent_layout_setting_names(&run->arena, 'G', &count);
            ent_report(
                run, ENT_E500, last->place, ent_hint_meant(&run->arena, setting.name, names, count),
                ENT_FORM(&run->arena, "--graph: '{}' is no attribute of the layout", setting.name));
        } else if (!is_among(wish->settings, wish->setting_count, setting.name)) {
            wish->settings[wish->setting_count++] = setting;
        }
    }
    for (size_t i = 0; i < input->setting_count; i++)
        if (!is_among(wish->settings, wish->setting_count, input->settings[i].name))
            wish->settings[wish->setting_count++] = input->settings[i];
}

/* The earliest first, so that the last one given wins. */
static void apply_styles(struct ent_run *run, const struct ent_value *last, char kind,
                         struct ent_schema *schema)
{
    size_t count = count_values(last);
    const struct ent_value **values = ENT_NEW(&run->arena, const struct ent_value *, count + 1);
    for (size_t i = count; i > 0; i--, last = last->earlier)
        values[i - 1] = last;
    for (size_t i = 0; i < count; i++) {
        struct ent_setting setting = split_setting(values[i]->text);
        bool unused = ent_attribute_of_graphviz(setting.name) &&
                      ent_attribute_number(setting.name, kind) == ENT_NONE &&
                      !ent_layout_setting_known(kind, setting.name);
        bool label = ent_text_is(setting.name, "label");
        if (unused || label)
            ent_report(run, ENT_E500, values[i]->place,
                       label ? ENT_TEXT("--node-label and --tie-label say what is shown")
                             : ENT_NO_HINT,
                       ENT_FORM(&run->arena, "-{} {}: no style, and nothing that places",
                                kind == 'N' ? ENT_TEXT("N") : ENT_TEXT("E"), setting.name));
        else
            ent_style_apply(run, schema, kind, setting.name, setting.value, values[i]->place);
    }
}

static void check_engine(struct ent_run *run, struct ent_value engine)
{
    size_t count;
    const struct ent_layout_engine *engines = ent_layout_engines(&count);
    struct ent_text *names = ENT_NEW(&run->arena, struct ent_text, count), all = {0};
    if (ent_layout_engine(engine.text))
        return;
    for (size_t i = 0; i < count; i++) {
        names[i] = ent_text_of(engines[i].name);
        all = i == 0 ? ENT_FORM(&run->arena, "there are {}", names[i])
                     : ENT_FORM(&run->arena, "{}, {}", all, names[i]);
    }
    struct ent_text meant = ent_hint_meant(&run->arena, engine.text, names, count);
    ent_report(run, ENT_E500, engine.place, meant.length > 0 ? meant : all,
               ENT_FORM(&run->arena, "--layout: there is no engine '{}'", engine.text));
}

static void refuse_theme(struct ent_run *run, const struct ent_value *asked)
{
    struct ent_text names[8];
    size_t count = 0;
    for (; ent_theme_names[count]; count++)
        names[count] = ent_text_of(ent_theme_names[count]);
    struct ent_text meant = ent_hint_meant(&run->arena, asked->text, names, count);
    ent_report(run, ENT_E500, asked->place,
               meant.length > 0 ? meant : ENT_TEXT("light, dark, print, contrast or a .gv file"),
               ENT_FORM(&run->arena, "--theme: there is no theme '{}'", asked->text));
}

/* A built-in theme has a name without dots and slashes, a file has not. */
static void read_theme(struct ent_run *run, const struct ent_value *asked,
                       struct ent_schema *schema, struct ent_theme *theme)
{
    struct ent_text name = asked->given ? asked->text : ENT_TEXT("light");
    struct ent_text file = ent_theme_file(name);
    bool is_path = name.length > 0 &&
                   (memchr(name.bytes, '.', name.length) || memchr(name.bytes, '/', name.length));
    const struct ent_source *source = NULL;
    if (file.length > 0)
        source = ent_source_from(run, ENT_FORM(&run->arena, "<theme {}>", name), file);
    else if (is_path)
        source = ent_source_open(run, ent_input_path(run, asked), asked->place);
    else
        refuse_theme(run, asked);
    if (source)
        ent_theme_read(run, source, schema, theme);
}

/* How the SVG meets screen readers, and the page that it stands on. */
static void check_svg(struct ent_run *run, const struct ent_value *a11y,
                      const struct ent_value *prefix)
{
    if (a11y->given && !ent_text_is(a11y->text, "img") && !ent_text_is(a11y->text, "full"))
        ent_report(run, ENT_E500, a11y->place, ENT_TEXT("img or full"),
                   ENT_FORM(&run->arena, "--a11y: there is no form '{}'", a11y->text));
    if (prefix->given && !ent_id_begins(prefix->text))
        ent_report(run, ENT_E500, prefix->place,
                   ENT_TEXT("a letter, then letters, digits, '-', '_' and '.'"),
                   ENT_FORM(&run->arena, "--id-prefix: '{}' cannot begin an id", prefix->text));
}

static enum ent_lettering read_lettering(struct ent_run *run, const struct ent_value *asked)
{
    static const char *const names[] = {
        [ENT_EMBEDDED] = "embed", [ENT_OUTLINED] = "paths", [ENT_NAMED] = "system"};
    for (size_t i = 0; i < ENT_COUNT(names); i++)
        if (!asked->given || ent_text_is(asked->text, names[i]))
            return (enum ent_lettering)i;
    ent_report(run, ENT_E500, asked->place, ENT_TEXT("embed, paths or system"),
               ENT_FORM(&run->arena, "--text: there is no '{}'", asked->text));
    return ENT_EMBEDDED;
}

/* In the order of enum ent_flags_wish. */
static const struct ent_text flag_places[] = {{"none", 4}, {"beside", 6}, {"inside", 6}};

static void read_flags(struct ent_run *run, const struct ent_value *asked, struct ent_wish *wish)
{
    wish->flags_place = asked->place;
    for (size_t i = 0; asked->given && i < ENT_COUNT(flag_places); i++)
        if (ent_text_equal(asked->text, flag_places[i])) {
            wish->flags = (enum ent_flags_wish)i;
            if (i > 0 && !ent_flags_linked())
                ent_report(run, ENT_E500, asked->place,
                           ENT_TEXT("scripts/setup installs them; then build again"),
                           ENT_TEXT("--flags: this program was built without flags"));
            return;
        }
    if (asked->given)
        ent_report(run, ENT_E500, asked->place, ENT_TEXT("beside, inside or none"),
                   ENT_FORM(&run->arena, "--flags: cannot stand '{}'", asked->text));
}

/* One tells of all times by itself, and the cells of the other have no lines. */
static void refuse_for_change(struct ent_run *run, const struct ent_value *change,
                              struct ent_value engine)
{
    bool apart = ent_text_is(engine.text, "timeline") || ent_text_is(engine.text, "matrix");
    if (change->given && apart)
        ent_report(run, ENT_E500, engine.place,
                   ENT_TEXT("map and the engines of Graphviz do; 'list ties' has it as a table"),
                   ENT_FORM(&run->arena, "--layout: {} draws no --change", engine.text));
}

/* A part of a page that asks for no theme follows the one of the page. */
static void read_grounds(struct ent_run *run, const struct ent_value *asked,
                         struct ent_schema *schema, struct ent_wish *wish)
{
    read_theme(run, asked, schema, &wish->theme);
    wish->follows_page = wish->inlined && !asked->given;
    if (wish->follows_page)
        wish->dark = ent_theme_dark_ground(run);
}

/* Layouts of our own set names and marks in sizes of theirs. */
static void refuse_sizes(struct ent_run *run, const struct ent_value *last, char kind,
                         struct ent_text engine)
{
    for (; last && last->given; last = last->earlier) {
        struct ent_text name = split_setting(last->text).name;
        if (ent_text_is(name, "fontsize") || ent_layout_setting_known(kind, name))
            ent_report(run, ENT_E500, last->place,
                       ENT_TEXT("names and marks have one size there; engines of Graphviz take it"),
                       ENT_FORM(&run->arena, "--layout: {} takes no '{}'", engine, name));
    }
}

/* Attributes of Graphviz mean nothing to a layout of our own. A figure may hold them for when the
 * command line asks for another layout. */
static void refuse_for_our_own(struct ent_run *run, const struct ent_options *options,
                               const struct ent_input *input, struct ent_value engine)
{
    const struct ent_layout_engine *found = ent_layout_engine(engine.text);
    const struct ent_value *last = value(options, ENT_OPTION_GRAPH);
    if (!found || !found->place)
        return;
    struct ent_text name = {0};
    if (last->given)
        name = split_setting(last->text).name;
    else if (engine.place.source && input->setting_count > 0)
        name = input->settings[0].name;
    if (name.length > 0)
        ent_report(run, ENT_E500, last->given ? last->place : engine.place,
                   ENT_TEXT("attributes of the graph are for engines of Graphviz"),
                   ENT_FORM(&run->arena, "--layout: {} takes no '{}'", engine.text, name));
    refuse_sizes(run, value(options, ENT_OPTION_NODE), 'N', engine.text);
    refuse_sizes(run, value(options, ENT_OPTION_EDGE), 'E', engine.text);
}

bool ent_wish_read(struct ent_run *run, const struct ent_options *options, struct ent_input *input,
                   struct ent_wish *wish)
{
    size_t errors = ent_run_errors(run);
    *wish = (struct ent_wish){
        .title = *value(options, ENT_OPTION_TITLE),
        .subtitle = *value(options, ENT_OPTION_SUBTITLE),
        .caption = *value(options, ENT_OPTION_CAPTION),
        .node_label = *value(options, ENT_OPTION_NODE_LABEL),
        .tie_label = *value(options, ENT_OPTION_TIE_LABEL),
        .root = *value(options, ENT_OPTION_ROOT),
        .lineage = value(options, ENT_OPTION_LINEAGE)->given,
        .cluster = *value(options, ENT_OPTION_CLUSTER),
        .group = *value(options, ENT_OPTION_GROUP),
        .group_as = *value(options, ENT_OPTION_GROUP_AS),
        .id_prefix = *value(options, ENT_OPTION_ID_PREFIX),
        .salt = *value(options, ENT_OPTION_SALT),
        .size = *value(options, ENT_OPTION_SIZE),
        .colour_by = *value(options, ENT_OPTION_COLOR_BY),
        .inlined = value(options, ENT_OPTION_INLINE)->given,
        .navigable = ent_text_is(value(options, ENT_OPTION_A11Y)->text, "full"),
        .wrap = (double)ent_option_number(run, options, ENT_OPTION_WRAP, 0, 10000, -1),
        .timeout = (double)ent_option_number(run, options, ENT_OPTION_TIMEOUT, 1, 86400, 60),
        .lettering = read_lettering(run, value(options, ENT_OPTION_TEXT)),
        .figure = input->figure,
        .version = ENT_TEXT(ENTENTE_VERSION),
    };
    ent_layout_wish_read(run, options, wish);
    if (wish->engine.given) {
        check_engine(run, wish->engine);
        refuse_for_our_own(run, options, input, wish->engine);
        refuse_for_change(run, value(options, ENT_OPTION_CHANGE), wish->engine);
    }
    read_grounds(run, value(options, ENT_OPTION_THEME), &input->schema, wish);
    read_flags(run, value(options, ENT_OPTION_FLAGS), wish);
    check_svg(run, value(options, ENT_OPTION_A11Y), &wish->id_prefix);
    ent_page_wish_read(run, options, wish);
    ent_series_wish_read(run, options, wish);
    read_graph_settings(run, options, input, wish);
    apply_styles(run, value(options, ENT_OPTION_NODE), 'N', &input->schema);
    apply_styles(run, value(options, ENT_OPTION_EDGE), 'E', &input->schema);
    return ent_run_errors(run) == errors;
}

/* ---- what is told ---- */

void ent_steps_tell(const struct ent_run *run, struct ent_text year,
                    const struct ent_selection *selection)
{
    if (run->verbose && year.length > 0)
        fprintf(stderr, "%.*s\n", (int)year.length, year.bytes);
    for (size_t i = 0; run->verbose && i < selection->step_count; i++)
        fprintf(stderr, "%-9s %zu nodes, %zu ties\n", selection->steps[i].name,
                selection->steps[i].nodes, selection->steps[i].ties);
}

void ent_check_tell(struct ent_run *run, const struct ent_options *options,
                    const struct ent_network *network, bool with_quotes, size_t quotes)
{
    struct ent_writer writer = {0};
    if (ent_run_errors(run) > 0)
        return;
    ent_put_text(&writer, options->input);
    ENT_PUT(&writer, ": ");
    ent_put_text(&writer, ent_words_of_count(&run->arena, network->node_count, "node", "nodes"));
    ENT_PUT(&writer, ", ");
    ent_put_text(&writer, ent_words_of_count(&run->arena, network->tie_count, "tie", "ties"));
    if (with_quotes) {
        ENT_PUT(&writer, ", ");
        ent_put_text(&writer, ent_words_of_count(&run->arena, quotes, "quote", "quotes"));
        ENT_PUT(&writer, " found in the sources");
    }
    ENT_PUT(&writer, "\n");
    ent_writer_send(run, &writer, ENT_TEXT("-"));
    ent_writer_end(&writer);
}
