#include "write/diagnostics.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct ent_run run;
static struct ent_writer writer;
static struct ent_source ties;

/* A place in `table`, whose records are separated by commas. */
static struct ent_place cell(const char *table, size_t offset, uint32_t number)
{
    ties = (struct ent_source){
        .name = ENT_TEXT("ties.csv"), .bytes = ent_text_of(table), .delimiter = ',', .order = 1};
    return (struct ent_place){&ties, offset, number, true};
}

static void assert_position(struct ent_place place, size_t line, size_t column, size_t width)
{
    struct ent_position position = ent_place_position(place);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
    assert_int_equal(position.width, width);
}

static const char *written_as_sarif(void)
{
    writer.length = 0;
    ent_diagnostics_write(&run, ENT_AS_SARIF, true, &writer);
    return ent_text_string(&run.arena, ent_writer_text(&writer));
}

static const char *written(bool json)
{
    writer.length = 0;
    ent_diagnostics_write(&run, json ? ENT_AS_JSON : ENT_AS_TEXT, false, &writer);
    return ent_text_string(&run.arena, ent_writer_text(&writer));
}

static void report_cell(struct ent_place place)
{
    ent_report(&run, ENT_E201, place, ENT_TEXT("did you mean 'gbr'?"), ENT_TEXT("grb"),
               ENT_TEXT("to"));
}

static void a_cell_is_found_by_its_number(void **state)
{
    (void)state;
    assert_position(cell("type,from,to\ncsp,vnm,grb\n", 13, 0), 2, 1, 3);
    assert_position(cell("type,from,to\ncsp,vnm,grb\n", 13, 2), 2, 9, 3);
    assert_position(cell("type,from,to\r\ncsp, vnm,grb\r\n", 14, 1), 2, 6, 3);
    assert_position(cell("type,from,to\rcsp,vnm,grb\r", 13, 1), 2, 5, 3);
}

static void quoted_cells_may_hold_delimiters_and_lines(void **state)
{
    (void)state;
    assert_position(cell("\"a, \"\"b\"\"\",vnm\n", 0, 1), 1, 12, 3);
    assert_position(cell("\"one\ntwo\",vnm\n", 0, 1), 2, 6, 3);
}

static void columns_count_characters_and_not_bytes(void **state)
{
    (void)state;
    assert_position(cell("T\xE1\xBB\x95ng,B\xC3\xAD\n", 0, 1), 1, 6, 2);
}

static void blanks_around_a_cell_are_not_marked(void **state)
{
    (void)state;
    assert_position(cell("csp, vnm \t,grb\n", 0, 1), 1, 6, 3);
    assert_position(cell("csp,   ,grb\n", 0, 1), 1, 8, 1);
}

static void a_cell_that_the_row_lacks_is_looked_for_at_its_last(void **state)
{
    (void)state;
    assert_position(cell("csp,vnm\nx\n", 0, 9), 1, 5, 3);
    assert_position(cell("csp,\n", 0, 1), 1, 5, 1);
    assert_position(cell("", 0, 3), 1, 1, 1);
}

static void a_place_of_bytes_is_where_it_says(void **state)
{
    (void)state;
    struct ent_place place = cell("one\ntwo\n", 0, 0);
    assert_position(ent_place_at(place.source, 5), 2, 2, 1);
    assert_position(ent_place_at(place.source, 999), 3, 1, 1);
}

static void a_place_is_mentioned_as_file_and_line(void **state)
{
    (void)state;
    struct ent_text mention = ent_place_mention(&run.arena, cell("a\nb\n", 2, 0));
    assert_true(ent_text_is(mention, "ties.csv:2"));
}

static void a_message_shows_the_line_a_mark_and_a_hint(void **state)
{
    (void)state;
    report_cell(cell("type,from,to\ncsp,vnm,grb\n", 13, 2));
    assert_string_equal(written(false),
                        "ties.csv:2:9: error: unknown id 'grb' in column 'to' [E201]\n"
                        "    2 | csp,vnm,grb\n"
                        "      |         ^~~\n"
                        "  hint: did you mean 'gbr'?\n"
                        "1 error\n");
}

static void a_mark_stands_right_under_wide_letters_accents_and_tabs(void **state)
{
    (void)state;
    report_cell(cell("\xE6\x97\xA5\xE6\x9C\xAC,a\tT\xC3\xB4,grb", 0, 2));
    assert_non_null(strstr(written(false), "    1 | \xE6\x97\xA5\xE6\x9C\xAC,a  T\xC3\xB4,grb\n"
                                           "      |            ^~~\n"));
}

static void what_a_terminal_would_obey_is_only_shown(void **state)
{
    (void)state;
    ent_report(&run, ENT_E500, ENT_NOWHERE, ENT_NO_HINT,
               ENT_TEXT("a\x1B[31m\xFF\xE2\x80\xAE"
                        "b"));
    assert_string_equal(written(false), "entente: error: a\xE2\x90\x9B[31m\xEF\xBF\xBD\xEF\xBF\xBD"
                                        "b [E500]\n"
                                        "1 error\n");
}

static void a_long_line_is_shown_around_the_place(void **state)
{
    (void)state;
    char *line = ent_arena_take(&run.arena, 100001, 1);
    memset(line, 'x', 100000);
    memcpy(line + 50000, ",grb,", 5);
    report_cell(cell(line, 0, 1));
    const char *message = written(false);
    assert_true(strlen(message) < 600);
    assert_non_null(strstr(message, ",grb,xxx"));
    assert_non_null(strstr(message, " ^~~\n"));
}

static void messages_come_in_order_of_place_and_each_once(void **state)
{
    (void)state;
    const char *table = "a\nb\nc\n";
    ent_report(&run, ENT_E205, cell(table, 4, 0), ENT_NO_HINT);
    ent_report(&run, ENT_E205, cell(table, 2, 0), ENT_NO_HINT);
    ent_report(&run, ENT_E205, cell(table, 4, 0), ENT_NO_HINT);
    size_t count;
    const struct ent_diagnostic **all = ent_run_diagnostics(&run, &count);
    assert_int_equal(count, 2);
    assert_int_equal(all[0]->place.offset, 2);
    assert_int_equal(all[1]->place.offset, 4);
}

static void many_of_a_rule_are_counted(void **state)
{
    (void)state;
    char *table = ent_arena_take(&run.arena, 101, 1);
    memset(table, '\n', 100);
    for (size_t i = 0; i < 25; i++)
        ent_report(&run, ENT_W214, cell(table, i, 0), ENT_NO_HINT);
    assert_non_null(strstr(written(false), "\xE2\x80\xA6 and 5 more [W214]\n25 warnings\n"));
    assert_non_null(strstr(written(true), "\"more\":5}\n"));
}

static void nothing_is_written_about_a_clean_run(void **state)
{
    (void)state;
    assert_string_equal(written(false), "");
    assert_string_equal(written(true), "");
}

static void json_has_an_object_a_line(void **state)
{
    (void)state;
    report_cell(cell("type,from,to\ncsp,vnm,grb\n", 13, 2));
    assert_string_equal(written(true),
                        "{\"code\":\"E201\",\"severity\":\"error\","
                        "\"message\":\"unknown id 'grb' in column 'to'\","
                        "\"hint\":\"did you mean 'gbr'?\",\"file\":\"ties.csv\",\"line\":2,"
                        "\"column\":9,\"endColumn\":12}\n");
}

static void json_is_valid_whatever_the_bytes(void **state)
{
    (void)state;
    ent_report(&run, ENT_E500, ENT_NOWHERE, ENT_NO_HINT, ENT_TEXT("\xFF\"\\\n"));
    assert_string_equal(written(true), "{\"code\":\"E500\",\"severity\":\"error\","
                                       "\"message\":\"\xEF\xBF\xBD\\\"\\\\\xE2\x90\x8A\"}\n");
}

static void a_warning_is_an_error_where_it_is_strict(void **state)
{
    (void)state;
    ent_report(&run, ENT_W214, ENT_NOWHERE, ENT_NO_HINT);
    assert_int_equal(ent_run_errors(&run), 0);
    assert_int_equal(ent_run_exit(&run), ENT_EXIT_DONE);
    run.strict = true;
    assert_int_equal(ent_run_errors(&run), 1);
    assert_int_equal(ent_run_exit(&run), ENT_EXIT_DATA);
    assert_string_equal(written(false), "entente: error: no source [W214]\n1 error\n");
}

static void the_exit_status_is_that_of_the_worst(void **state)
{
    (void)state;
    ent_report(&run, ENT_N421, ENT_NOWHERE, ENT_NO_HINT, ENT_TEXT("2025"), ENT_TEXT("2025-12-31"));
    assert_int_equal(ent_run_exit(&run), ENT_EXIT_DONE);
    ent_report(&run, ENT_E205, ENT_NOWHERE, ENT_NO_HINT);
    assert_int_equal(ent_run_exit(&run), ENT_EXIT_DATA);
    ent_report(&run, ENT_E500, ENT_NOWHERE, ENT_NO_HINT, ENT_TEXT("x"));
    assert_int_equal(ent_run_exit(&run), ENT_EXIT_USAGE);
    ent_report(&run, ENT_E902, ENT_NOWHERE, ENT_NO_HINT, ENT_TEXT("x"), ENT_TEXT("y"));
    assert_int_equal(ent_run_exit(&run), ENT_EXIT_WORLD);
}

static void a_rule_that_is_switched_off_is_not_told_and_not_counted(void **state)
{
    (void)state;
    run.treatments[ENT_W214] = ENT_SWITCHED_OFF;
    run.strict = true;
    for (size_t i = 0; i < ENT_MOST_PER_RULE + 5; i++)
        ent_report(&run, ENT_W214, ENT_NOWHERE, ENT_NO_HINT);
    assert_int_equal(ent_run_errors(&run), 0);
    assert_int_equal(ent_rule_left_out(&run, ENT_W214), 0);
    assert_string_equal(written(false), "");
    assert_string_equal(written(true), "");
    assert_int_equal(ent_run_exit(&run), ENT_EXIT_DONE);
}

static void a_rule_that_is_raised_is_an_error(void **state)
{
    (void)state;
    run.treatments[ENT_N421] = ENT_AS_ERROR;
    ent_report(&run, ENT_N421, ENT_NOWHERE, ENT_NO_HINT, ENT_TEXT("2025"), ENT_TEXT("2025-12-31"));
    ent_report(&run, ENT_W214, ENT_NOWHERE, ENT_NO_HINT);
    assert_int_equal(ent_run_errors(&run), 1);
    assert_int_equal(ent_run_exit(&run), ENT_EXIT_DATA);
    assert_int_equal(ent_rule_usual_severity(ENT_N421), ENT_NOTE);
}

static void a_rule_is_found_by_its_code(void **state)
{
    (void)state;
    assert_int_equal(ent_rule_coded(ENT_TEXT("W214")), ENT_W214);
    assert_int_equal(ent_rule_coded(ENT_TEXT("E214")), ENT_E214);
    assert_int_equal(ent_rule_coded(ENT_TEXT("w214")), ENT_RULE_COUNT);
    assert_int_equal(ent_rule_coded(ENT_TEXT("")), ENT_RULE_COUNT);
}

static void sarif_is_written_for_a_clean_run_too(void **state)
{
    (void)state;
    const char *log = written_as_sarif();
    assert_non_null(strstr(log, "\"version\": \"2.1.0\""));
    assert_non_null(strstr(log, "\"id\": \"W214\""));
    assert_non_null(strstr(log, "\"results\": []"));
    assert_non_null(strstr(log, "\"executionSuccessful\": true"));
}

static void in_sarif_only_what_has_a_place_is_a_result(void **state)
{
    (void)state;
    report_cell(cell("type,from,to\ncsp,vnm,grb\n", 13, 2));
    ent_report(&run, ENT_E500, ENT_NOWHERE, ENT_NO_HINT, ENT_TEXT("\xFF\"\\\n"));
    const char *log = written_as_sarif();
    assert_non_null(strstr(log, "\"startColumn\": 9"));
    assert_non_null(strstr(log, "column 'to'; hint: did you mean 'gbr'?\""));
    assert_non_null(strstr(log, "\"executionSuccessful\": false"));
    assert_null(strstr(strstr(log, "\"results\""), "E500"));
}

static void a_path_in_sarif_is_a_uri(void **state)
{
    (void)state;
    struct ent_place place = cell("type\n", 0, 0);
    ties.name = ENT_TEXT("./a/../two words/./100%/\xC3\xA9:a.csv");
    ent_report(&run, ENT_W214, place, ENT_NO_HINT);
    assert_non_null(strstr(written_as_sarif(), "\"uri\": \"two%20words/100%25/%C3%A9%3Aa.csv\""));
}

static void codes_are_in_order_and_their_letter_is_a_severity(void **state)
{
    (void)state;
    for (size_t rule = 0; rule < ENT_RULE_COUNT; rule++) {
        const char *code = ent_rule_code((enum ent_rule)rule);
        assert_int_equal(strlen(code), 4);
        assert_non_null(strchr("EWN", code[0]));
        if (rule == 0)
            continue;
        const char *before = ent_rule_code((enum ent_rule)(rule - 1));
        int order = strcmp(before + 1, code + 1); /* a number may stand once for each severity */
        assert_true(order < 0 || (order == 0 && before[0] > code[0]));
    }
}

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_writer_end(&writer);
    ent_run_end(&run);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_cell_is_found_by_its_number),
        TEST(quoted_cells_may_hold_delimiters_and_lines),
        TEST(columns_count_characters_and_not_bytes),
        TEST(blanks_around_a_cell_are_not_marked),
        TEST(a_cell_that_the_row_lacks_is_looked_for_at_its_last),
        TEST(a_place_of_bytes_is_where_it_says),
        TEST(a_place_is_mentioned_as_file_and_line),
        TEST(a_message_shows_the_line_a_mark_and_a_hint),
        TEST(a_mark_stands_right_under_wide_letters_accents_and_tabs),
        TEST(what_a_terminal_would_obey_is_only_shown),
        TEST(a_long_line_is_shown_around_the_place),
        TEST(messages_come_in_order_of_place_and_each_once),
        TEST(many_of_a_rule_are_counted),
        TEST(nothing_is_written_about_a_clean_run),
        TEST(json_has_an_object_a_line),
        TEST(json_is_valid_whatever_the_bytes),
        TEST(a_warning_is_an_error_where_it_is_strict),
        TEST(the_exit_status_is_that_of_the_worst),
        TEST(codes_are_in_order_and_their_letter_is_a_severity),
        TEST(a_rule_that_is_switched_off_is_not_told_and_not_counted),
        TEST(a_rule_that_is_raised_is_an_error),
        TEST(a_rule_is_found_by_its_code),
        TEST(sarif_is_written_for_a_clean_run_too),
        TEST(in_sarif_only_what_has_a_place_is_a_result),
        TEST(a_path_in_sarif_is_a_uri),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
