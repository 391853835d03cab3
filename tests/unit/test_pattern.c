#include "read/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct ent_arena arena;

static void assert_read(const char *pattern, const char *cell, const char *expected)
{
    struct ent_text date = ent_pattern_read(&arena, ent_text_of(pattern), ent_text_of(cell));
    assert_string_equal(ent_text_string(&arena, date), expected);
}

static void the_parts_are_written_as_edtf(void **state)
{
    (void)state;
    assert_read("%d/%m/%Y", "8/4/1914", "1914-04-08");
    assert_read("%d %b %Y", "31 Mar 1972", "1972-03-31");
    assert_read("%B %Y", "september 1949", "1949-09");
    assert_read("%Y%m%d", "19140408", "1914-04-08");
    assert_read("%m", "7", "07");
    assert_read("%d", "31", "31");
}

static void blanks_stand_for_any_number_of_blanks(void **state)
{
    (void)state;
    assert_read("%d %b %Y", "31   Mar\t1972", "1972-03-31");
    assert_read("%d %b %Y", "31Mar1972", "1972-03-31");
}

static void a_star_is_any_text(void **state)
{
    (void)state;
    assert_read("%d %b %Y*", "31 Mar 1972 a", "1972-03-31");
    assert_read("%d-%m-%Y*", "20-10-2004 (R)", "2004-10-20");
    assert_read("%d-%m-%Y*", "20-10-2004", "2004-10-20");
    assert_read("*%d.%m.%Y*", "acceded on 20.10.2004, see note", "2004-10-20");
    assert_read("*(%Y)", "Act (of) (1999)", "1999");
}

static void what_does_not_match_is_empty(void **state)
{
    (void)state;
    assert_read("%d/%m/%Y", "8.4.1914", "");
    assert_read("%d/%m/%Y", "8/4/14", "");
    assert_read("%d/%m/%Y", "8/4/1914 a", "");
    assert_read("%d %b %Y", "31 Mrz 1972", "");
    assert_read("%d/%m/%Y", "", "");
    assert_read("*%Y", "no year", "");
    assert_read("%d/%m/%Y", "0/4/1914", "");
}

static void days_that_no_calendar_has_are_left_to_the_reader_of_dates(void **state)
{
    (void)state;
    assert_read("%d/%m/%Y", "31/13/1914", "1914-13-31");
}

static void percent_signs_are_doubled(void **state)
{
    (void)state;
    assert_read("%Y%%", "1914%", "1914");
}

static void patterns_name_parts_of_a_date_and_nothing_else(void **state)
{
    (void)state;
    assert_null(ent_pattern_fault(ENT_TEXT("%d/%m/%Y*")));
    assert_non_null(ent_pattern_fault(ENT_TEXT("%H:%M")));
    assert_non_null(ent_pattern_fault(ENT_TEXT("%d/%m/%y")));
    assert_non_null(ent_pattern_fault(ENT_TEXT("%Y-%d")));
    assert_non_null(ent_pattern_fault(ENT_TEXT("dd/mm/yyyy")));
    assert_non_null(ent_pattern_fault(ENT_TEXT("%Y%")));
}

static int end(void **state)
{
    (void)state;
    ent_arena_end(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_are_written_as_edtf),
        cmocka_unit_test(blanks_stand_for_any_number_of_blanks),
        cmocka_unit_test(a_star_is_any_text),
        cmocka_unit_test(what_does_not_match_is_empty),
        cmocka_unit_test(days_that_no_calendar_has_are_left_to_the_reader_of_dates),
        cmocka_unit_test(percent_signs_are_doubled),
        cmocka_unit_test(patterns_name_parts_of_a_date_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
