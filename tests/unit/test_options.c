#include "cli/options.h"

#include "run.h"

static struct ent_options options;

/* Reads a command line of words between blanks. */
static bool read_words(const char *line)
{
    char *words[32] = {"entente"};
    int count = 1;
    struct ent_text rest = ent_text_of(line), word;
    while (ent_text_next(&rest, ' ', &word))
        words[count++] = ent_text_string(&run.arena, word);
    return ent_options_read(&run, count, words, &options);
}

static const char *value(enum ent_option option)
{
    if (!options.values[option].given)
        return NULL;
    return ent_text_string(&run.arena, options.values[option].text);
}

static void assert_refused(const char *line, const char *message, const char *hint)
{
    assert_false(read_words(line));
    assert_int_equal(run.counts[ENT_E500], 1);
    assert_string_equal(ent_text_string(&run.arena, run.first->message), message);
    assert_string_equal(ent_text_string(&run.arena, run.first->hint), hint);
}

static bool from_figure(const char *name, const char *text)
{
    static const struct ent_source figure = {.name = {"figure.gv", 9}};
    return ent_option_from_figure(&run, &options, ent_text_of(name), ent_text_of(text),
                                  ent_place_at(&figure, 0));
}

static const char *help_of(struct ent_writer *writer, const char *subject)
{
    ent_help_write(writer, ent_text_of(subject));
    return ent_text_string(&run.arena, ent_writer_text(writer));
}

static void a_command_has_its_argument_and_options(void **state)
{
    (void)state;
    assert_true(read_words("render tables --year 2016 --output=a.svg"));
    assert_int_equal(options.command, ENT_RENDER);
    assert_true(ent_text_is(options.input, "tables"));
    assert_string_equal(value(ENT_OPTION_YEAR), "2016");
    assert_string_equal(value(ENT_OPTION_OUTPUT), "a.svg");
    assert_null(value(ENT_OPTION_TYPE));
}

static void short_options_may_be_joined(void **state)
{
    (void)state;
    assert_true(read_words("render -vTsvg -K neato tables -o -"));
    assert_string_equal(value(ENT_OPTION_VERBOSE), "true");
    assert_string_equal(value(ENT_OPTION_FORMAT), "svg");
    assert_string_equal(value(ENT_OPTION_LAYOUT), "neato");
    assert_string_equal(value(ENT_OPTION_OUTPUT), "-");
}

static void of_a_repeated_option_the_earlier_values_follow(void **state)
{
    (void)state;
    assert_true(read_words("render tables -Grankdir=LR --graph nodesep=1"));
    const struct ent_value *graph = &options.values[ENT_OPTION_GRAPH];
    assert_true(ent_text_is(graph->text, "nodesep=1"));
    assert_true(ent_text_is(graph->earlier->text, "rankdir=LR"));
    assert_null(graph->earlier->earlier);
}

static void a_list_is_of_something_in_a_folder(void **state)
{
    (void)state;
    assert_true(read_words("list ties tables --columns from,to"));
    assert_int_equal(options.command, ENT_LIST);
    assert_true(ent_text_is(options.subject, "ties"));
    assert_true(ent_text_is(options.input, "tables"));
}

static void of_what_is_explained_the_last_word_is_the_folder(void **state)
{
    (void)state;
    assert_true(read_words("explain vnm --year 2016 vnm,gbr tables"));
    assert_int_equal(options.subject_count, 2);
    assert_true(ent_text_is(options.subjects[0], "vnm"));
    assert_true(ent_text_is(options.subjects[1], "vnm,gbr"));
    assert_true(ent_text_is(options.input, "tables"));
}

static void arguments_are_counted(void **state)
{
    (void)state;
    assert_refused("list ties", "list needs two arguments: nodes|ties|steps|years FIGURE|DIR", "");
}

static void a_list_of_something_else_is_refused(void **state)
{
    (void)state;
    assert_refused("list tie tables", "list: there are no 'tie'", "did you mean 'ties'?");
}

static void of_what_is_said_of_a_rule_the_last_counts(void **state)
{
    (void)state;
    assert_true(read_words("check tables -W no-W214 -W W214 -Werror=W210 --warning=no-N421"));
    assert_true(ent_treatments_read(&run, &options));
    assert_int_equal(run.treatments[ENT_W214], ENT_AS_USUAL);
    assert_int_equal(run.treatments[ENT_W210], ENT_AS_ERROR);
    assert_int_equal(run.treatments[ENT_N421], ENT_SWITCHED_OFF);
}

static void an_unknown_rule_is_refused_with_the_one_meant(void **state)
{
    (void)state;
    assert_true(read_words("check tables -W no-E210"));
    assert_false(ent_treatments_read(&run, &options));
    assert_string_equal(ent_text_string(&run.arena, run.first->hint), "did you mean '-W no-W210'?");
}

static void an_error_cannot_be_switched_off(void **state)
{
    (void)state;
    assert_true(read_words("check tables -W no-E201"));
    assert_false(ent_treatments_read(&run, &options));
    assert_int_equal(run.treatments[ENT_E201], ENT_AS_USUAL);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    assert_true(read_words("check -- --odd-folder"));
    assert_true(ent_text_is(options.input, "--odd-folder"));
}

static void years_before_christ_are_arguments(void **state)
{
    (void)state;
    assert_true(read_words("render tables --from -0044"));
    assert_string_equal(value(ENT_OPTION_FROM), "-0044");
}

static void help_may_be_asked_for_in_four_ways(void **state)
{
    (void)state;
    const char *lines[] = {"help render", "render --help", "render x -h --bogus", "--help render"};
    for (size_t i = 0; i < ENT_COUNT(lines); i++) {
        assert_true(read_words(lines[i]));
        assert_int_equal(options.command, ENT_HELP);
        assert_true(ent_text_is(options.subject, "render"));
    }
    assert_true(read_words("-h"));
    assert_int_equal(options.subject.length, 0);
}

static void text_is_composed_and_paths_stay_as_they_are(void **state)
{
    (void)state;
    assert_true(read_words("render e\xCC\x81 --title e\xCC\x81 -o e\xCC\x81\xFF"));
    assert_string_equal(value(ENT_OPTION_TITLE), "\xC3\xA9");
    assert_string_equal(value(ENT_OPTION_OUTPUT), "e\xCC\x81\xFF");
    assert_true(ent_text_is(options.input, "e\xCC\x81"));
}

static void no_command_is_refused(void **state)
{
    (void)state;
    assert_false(read_words(""));
    assert_int_equal(run.counts[ENT_E500], 1);
}

static void an_unknown_command_is_refused(void **state)
{
    (void)state;
    assert_refused("rendr x", "unknown command 'rendr'", "did you mean 'render'?");
}

static void a_figure_in_place_of_a_command_is_refused(void **state)
{
    (void)state;
    assert_refused("graphs/visit.gv", "unknown command 'graphs/visit.gv'",
                   "did you mean 'entente render graphs/visit.gv'?");
}

static void an_unknown_option_is_refused(void **state)
{
    (void)state;
    assert_refused("render x --yaer=1", "render has no option '--yaer'", "did you mean '--year'?");
}

static void the_start_of_an_option_is_refused_with_the_rest(void **state)
{
    (void)state;
    assert_refused("render x --out y", "render has no option '--out'", "did you mean '--output'?");
}

static void an_option_of_another_command_is_refused(void **state)
{
    (void)state;
    assert_refused("check x --year 1", "check does not take --year", "render takes it");
}

static void a_missing_argument_is_refused(void **state)
{
    (void)state;
    assert_refused("render x --year --strict", "--year needs an argument: Y[/Z]", "");
}

static void an_argument_to_a_switch_is_refused(void **state)
{
    (void)state;
    assert_refused("render x --strict=no", "--strict takes no argument", "");
}

static void an_option_given_twice_is_refused(void **state)
{
    (void)state;
    assert_refused("render x --type a --type b", "--type is given twice",
                   "--type takes several, with commas between them");
}

static void a_command_without_its_argument_is_refused(void **state)
{
    (void)state;
    assert_refused("render --strict", "render needs an argument: FIGURE|DIR", "");
}

static void a_second_argument_is_refused(void **state)
{
    (void)state;
    assert_refused("check a b", "check takes one argument, 'b' is one too many", "");
}

static void an_attribute_without_a_value_is_refused(void **state)
{
    (void)state;
    assert_refused("render x -Gcenter", "--graph takes NAME=VALUE, not 'center'", "");
}

static void an_unknown_shell_is_refused(void **state)
{
    (void)state;
    assert_refused("completion bsh", "no completion for 'bsh'", "did you mean 'bash'?");
}

static void text_that_is_no_utf8_is_refused(void **state)
{
    (void)state;
    assert_refused("render x --title a\xFF", "--title: 'a\xFF' is not valid UTF-8", "");
}

static void a_figure_sets_what_the_command_line_left_open(void **state)
{
    (void)state;
    assert_true(read_words("render figure.gv --title Mine"));
    assert_true(from_figure("title", "Theirs"));
    assert_true(from_figure("layout", "neato"));
    assert_true(from_figure("certain", "true"));
    assert_true(from_figure("keep-isolated", "false"));
    assert_string_equal(value(ENT_OPTION_TITLE), "Mine");
    assert_string_equal(value(ENT_OPTION_LAYOUT), "neato");
    assert_string_equal(value(ENT_OPTION_CERTAIN), "true");
    assert_null(value(ENT_OPTION_KEEP_ISOLATED));
    assert_non_null(options.values[ENT_OPTION_LAYOUT].place.source);
}

static void a_day_on_the_command_line_sets_the_years_of_the_figure_aside(void **state)
{
    (void)state;
    assert_true(read_words("render figure.gv --as-of 2025-10-29"));
    assert_true(from_figure("year", "2016"));
    assert_true(from_figure("from", "2010"));
    assert_null(value(ENT_OPTION_YEAR));
    assert_null(value(ENT_OPTION_FROM));
}

static void a_figure_may_give_both_ends_of_a_window(void **state)
{
    (void)state;
    assert_true(read_words("render figure.gv"));
    assert_true(from_figure("from", "2010"));
    assert_true(from_figure("to", "2015"));
    assert_string_equal(value(ENT_OPTION_FROM), "2010");
    assert_string_equal(value(ENT_OPTION_TO), "2015");
}

static void attributes_of_the_figure_stand_behind_those_of_the_command_line(void **state)
{
    (void)state;
    assert_true(read_words("render figure.gv -Ga=1 -Gb=2"));
    assert_true(from_figure("graph", "c=3"));
    const struct ent_value *graph = &options.values[ENT_OPTION_GRAPH];
    assert_true(ent_text_is(graph->text, "b=2"));
    assert_true(ent_text_is(graph->earlier->earlier->text, "c=3"));
}

static void figures_do_not_take_every_option(void **state)
{
    (void)state;
    assert_true(read_words("render figure.gv"));
    assert_false(from_figure("output", "x.svg"));
    assert_false(from_figure("rankdir", "LR"));
    size_t count;
    const struct ent_text *names = ent_option_figure_names(&run.arena, &count);
    for (size_t i = 0; i < count; i++)
        assert_false(ent_text_is(names[i], "output"));
}

static void a_switch_in_a_figure_is_true_or_false(void **state)
{
    (void)state;
    assert_true(read_words("render figure.gv"));
    assert_true(from_figure("certain", "perhaps"));
    assert_null(value(ENT_OPTION_CERTAIN));
    assert_int_equal(run.counts[ENT_E500], 1);
}

static void a_number_lies_between_its_bounds(void **state)
{
    (void)state;
    assert_true(read_words("render x --dpi 300 --depth 99 --wrap 1e2 --timeout 9999999999"));
    assert_int_equal(ent_option_number(&run, &options, ENT_OPTION_DPI, 36, 1200, 144), 300);
    assert_int_equal(ent_option_number(&run, &options, ENT_OPTION_CONTEXT, 0, 9, 0), 0);
    assert_int_equal(run.counts[ENT_E500], 0);
    assert_int_equal(ent_option_number(&run, &options, ENT_OPTION_DEPTH, 0, 10, 1), 1);
    assert_int_equal(ent_option_number(&run, &options, ENT_OPTION_WRAP, 20, 1000, 110), 110);
    assert_int_equal(ent_option_number(&run, &options, ENT_OPTION_TIMEOUT, 1, 86400, 60), 60);
    assert_int_equal(run.counts[ENT_E500], 3);
}

static void init_has_a_from_of_its_own(void **state)
{
    (void)state;
    assert_true(read_words("init new --from a.csv b.csv --from=c.csv"));
    const struct ent_value *last = &options.values[ENT_OPTION_FROM_FILES];
    assert_true(ent_text_is(options.input, "new"));
    assert_true(ent_text_is(last->text, "c.csv"));
    assert_true(ent_text_is(last->earlier->text, "b.csv"));
    assert_true(ent_text_is(last->earlier->earlier->text, "a.csv"));
    assert_false(options.values[ENT_OPTION_FROM].given);
    assert_true(read_words("render data --from 2010"));
    assert_true(options.values[ENT_OPTION_FROM].given);
}

static void names_and_letters_of_options_are_unique(void **state)
{
    (void)state;
    for (enum ent_option a = 0; a < ENT_OPTION_COUNT; a++)
        for (enum ent_option b = a + 1; b < ENT_OPTION_COUNT; b++) {
            const struct ent_option_form *one = ent_option_form(a), *other = ent_option_form(b);
            for (enum ent_command command = 0; command < ENT_COMMAND_COUNT; command++)
                if (ent_command_takes(command, a) && ent_command_takes(command, b))
                    assert_string_not_equal(one->name, other->name);
            assert_true(one->letter == 0 || one->letter != other->letter);
        }
}

static void help_fits_a_page_of_80_columns(void **state)
{
    (void)state;
    const char *subjects[] = {"",      "init",   "render", "list",       "explain",
                              "check", "schema", "manual", "completion", "help"};
    for (size_t i = 0; i < ENT_COUNT(subjects); i++) {
        struct ent_writer writer = {0};
        struct ent_text rest = ent_text_of(help_of(&writer, subjects[i])), line;
        while (ent_text_next(&rest, '\n', &line))
            assert_true(ent_text_characters(line) <= 80);
        ent_writer_end(&writer);
    }
}

/* As roff has it: dashes that can be pasted. */
static const char *roff_name(enum ent_option option)
{
    struct ent_text roff = ENT_TEXT(""), rest = ent_text_of(ent_option_form(option)->name), part;
    while (ent_text_next(&rest, '-', &part))
        roff = ENT_FORM(&run.arena, "{}{}{}", roff, ENT_TEXT("\\-"), part);
    return ent_text_string(&run.arena, ENT_FORM(&run.arena, "\\-{}", roff));
}

static void help_and_manual_name_every_option(void **state)
{
    (void)state;
    struct ent_writer help = {0}, manual = {0};
    help_of(&help, "render");
    help_of(&help, "serve");
    help_of(&help, "list");
    help_of(&help, "check");
    const char *text = help_of(&help, "schema");
    ent_manual_write(&manual);
    const char *page = ent_text_string(&run.arena, ent_writer_text(&manual));
    for (enum ent_option option = 0; option < ENT_OPTION_COUNT; option++) {
        struct ent_text name = ent_option_name(&run.arena, option);
        assert_non_null(strstr(text, ent_text_string(&run.arena, name)));
        assert_non_null(strstr(page, roff_name(option)));
    }
    ent_writer_end(&help);
    ent_writer_end(&manual);
}

static void completions_are_known_for_three_shells(void **state)
{
    (void)state;
    struct ent_writer writer = {0};
    for (size_t i = 0; ent_shells[i]; i++) {
        writer.length = 0;
        assert_true(ent_completion_write(&writer, ent_text_of(ent_shells[i])));
        assert_true(writer.length > 1000);
    }
    assert_false(ent_completion_write(&writer, ENT_TEXT("tcsh")));
    ent_writer_end(&writer);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_command_has_its_argument_and_options),
        TEST(short_options_may_be_joined),
        TEST(of_a_repeated_option_the_earlier_values_follow),
        TEST(two_dashes_end_the_options),
        TEST(years_before_christ_are_arguments),
        TEST(help_may_be_asked_for_in_four_ways),
        TEST(text_is_composed_and_paths_stay_as_they_are),
        TEST(no_command_is_refused),
        TEST(an_unknown_command_is_refused),
        TEST(a_figure_in_place_of_a_command_is_refused),
        TEST(an_unknown_option_is_refused),
        TEST(the_start_of_an_option_is_refused_with_the_rest),
        TEST(an_option_of_another_command_is_refused),
        TEST(a_missing_argument_is_refused),
        TEST(an_argument_to_a_switch_is_refused),
        TEST(an_option_given_twice_is_refused),
        TEST(a_command_without_its_argument_is_refused),
        TEST(a_second_argument_is_refused),
        TEST(an_attribute_without_a_value_is_refused),
        TEST(an_unknown_shell_is_refused),
        TEST(text_that_is_no_utf8_is_refused),
        TEST(a_figure_sets_what_the_command_line_left_open),
        TEST(a_day_on_the_command_line_sets_the_years_of_the_figure_aside),
        TEST(a_figure_may_give_both_ends_of_a_window),
        TEST(attributes_of_the_figure_stand_behind_those_of_the_command_line),
        TEST(figures_do_not_take_every_option),
        TEST(a_switch_in_a_figure_is_true_or_false),
        TEST(a_number_lies_between_its_bounds),
        TEST(init_has_a_from_of_its_own),
        TEST(names_and_letters_of_options_are_unique),
        TEST(help_fits_a_page_of_80_columns),
        TEST(help_and_manual_name_every_option),
        TEST(completions_are_known_for_three_shells),
        TEST(a_list_is_of_something_in_a_folder),
        TEST(of_what_is_explained_the_last_word_is_the_folder),
        TEST(arguments_are_counted),
        TEST(a_list_of_something_else_is_refused),
        TEST(of_what_is_said_of_a_rule_the_last_counts),
        TEST(an_unknown_rule_is_refused_with_the_one_meant),
        TEST(an_error_cannot_be_switched_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
