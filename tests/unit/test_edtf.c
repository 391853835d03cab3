#include "read/edtf.h"

#include "run.h"

static bool read(const char *text, struct ent_date *date)
{
    return ent_date_read(&run, ent_text_of(text), ENT_NOWHERE, date);
}

static void assert_days(const char *text, const char *earliest, const char *latest)
{
    struct ent_date date;
    assert_true(read(text, &date));
    assert_text(ent_day_text(&run.arena, date.earliest), earliest);
    assert_text(ent_day_text(&run.arena, date.latest), latest);
}

static void assert_marks(const char *text, uint8_t marks)
{
    struct ent_date date;
    assert_true(read(text, &date));
    assert_int_equal(date.marks, marks);
}

/* The text is refused by that rule, with that message and hint. */
static void assert_refused(const char *text, enum ent_rule rule, const char *message,
                           const char *hint)
{
    struct ent_date date;
    struct ent_diagnostic **last = run.last;
    run.counts[rule] = 0;
    assert_false(read(text, &date));
    assert_non_null(*last);
    assert_int_equal((*last)->rule, rule);
    assert_text((*last)->message, message);
    assert_text((*last)->hint, hint);
    assert_null((*last)->next);
}

static void a_year_is_all_its_days(void **state)
{
    (void)state;
    assert_days("2025", "2025-01-01", "2025-12-31");
    assert_days("2025-XX", "2025-01-01", "2025-12-31");
    assert_days("2025-XX-XX", "2025-01-01", "2025-12-31");
    assert_days("0001", "0001-01-01", "0001-12-31");
    assert_days("9999", "9999-01-01", "9999-12-31");
}

static void a_month_is_all_its_days(void **state)
{
    (void)state;
    assert_days("2025-10", "2025-10-01", "2025-10-31");
    assert_days("2010-09-XX", "2010-09-01", "2010-09-30");
    assert_days("2024-02", "2024-02-01", "2024-02-29");
    assert_days("1900-02", "1900-02-01", "1900-02-28");
    assert_days("2000-02", "2000-02-01", "2000-02-29");
}

static void a_day_is_that_day(void **state)
{
    (void)state;
    assert_days("2025-10-29", "2025-10-29", "2025-10-29");
    assert_days("2024-02-29", "2024-02-29", "2024-02-29");
    assert_days("1970-01-01", "1970-01-01", "1970-01-01");
}

static void unspecified_digits_are_decades_and_centuries(void **state)
{
    (void)state;
    assert_days("201X", "2010-01-01", "2019-12-31");
    assert_days("20XX", "2000-01-01", "2099-12-31");
}

static void a_set_is_one_day_of_its_range(void **state)
{
    (void)state;
    assert_days("[2025-10-28..2025-10-30]", "2025-10-28", "2025-10-30");
    assert_days("[..2025-10-29]", "..", "2025-10-29");
    assert_days("[2025-10..]", "2025-10-01", "..");
}

static void qualifiers_leave_the_days_alone(void **state)
{
    (void)state;
    assert_days("2010?", "2010-01-01", "2010-12-31");
    assert_marks("2010", 0);
    assert_marks("2010?", ENT_UNCERTAIN);
    assert_marks("2010-09~", ENT_APPROXIMATE);
    assert_marks("2010-09-08%", ENT_UNCERTAIN | ENT_APPROXIMATE);
    assert_marks("[2010?..2012]", ENT_UNCERTAIN);
}

static void days_are_numbered_from_1970_in_both_directions(void **state)
{
    (void)state;
    assert_int_equal(ent_day_of(1970, 1, 1), 0);
    assert_int_equal(ent_day_of(1969, 12, 31), -1);
    assert_int_equal(ent_day_of(2000, 3, 1), 11017);
}

static void every_day_of_ten_thousand_years_is_split_into_what_it_was_made_of(void **state)
{
    (void)state;
    ent_day expected = ent_day_of(0, 1, 1);
    for (int year = 0; year < 10000; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= ent_month_length(year, month); day++) {
                int found_year, found_month, found_day;
                ent_day_split(expected, &found_year, &found_month, &found_day);
                if (found_year != year || found_month != month || found_day != day ||
                    ent_day_of(year, month, day) != expected)
                    fail_msg("%04d-%02d-%02d is day %d", year, month, day, expected);
                expected++;
            }
}

static void infinities_are_printed_as_two_dots(void **state)
{
    (void)state;
    assert_text(ent_day_text(&run.arena, ENT_DAY_FIRST), "..");
    assert_text(ent_day_text(&run.arena, ENT_DAY_LAST), "..");
}

#define NOTATION "dates are 2010, 2010-09, 2010-09-08, 2010?, 201X, [..2010]"

static void what_is_no_date_is_refused_with_examples(void **state)
{
    static const char *const texts[] = {
        "about 2010",
        "20",
        "12025",
        "2025-",
        "2025-10-",
        "2010-1X",
        "2010-09-1X",
        "201X-05",
        "X010",
        "2010 ?",
        "2010??",
        "[2010]",
        "[2010..",
        "2010..2012",
        "-2010",
        "2010-",
        "2010-09-08-",
        "2010-09-0",
        "\xE2\x80\x93",
        "12/2025/10/1",
        "[[..2010]..2011]",
        "12345678901234567890",
    };
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(texts); i++) {
        struct ent_text message = ENT_FORM(&run.arena, "not a date: '{}'", ent_text_of(texts[i]));
        assert_refused(texts[i], ENT_E401, ent_text_string(&run.arena, message), NOTATION);
    }
    assert_refused("", ENT_E401, "not a date: ''", NOTATION);
}

static void there_is_no_year_zero(void **state)
{
    (void)state;
    assert_refused("0000", ENT_E401, "not a date: '0000'", "years begin with 0001");
}

static void missing_zeros_are_put_in(void **state)
{
    (void)state;
    assert_refused("2025-1-9", ENT_E401, "not a date: '2025-1-9'", "did you mean 2025-01-09?");
    assert_refused("2025-9", ENT_E401, "not a date: '2025-9'", "did you mean 2025-09?");
    assert_refused("20251029", ENT_E401, "not a date: '20251029'", "did you mean 2025-10-29?");
}

static void a_set_that_runs_backwards_is_refused(void **state)
{
    (void)state;
    assert_refused("[2012..2010]", ENT_E401, "not a date: '[2012..2010]'",
                   "the earlier date stands first");
}

static void an_interval_is_no_date(void **state)
{
    (void)state;
    assert_refused("2010/2025", ENT_E401, "not a date: '2010/2025'",
                   "an interval stands in a start cell, and the end is then blank");
}

static void a_month_or_day_that_does_not_exist_is_named(void **state)
{
    (void)state;
    assert_refused("2010-13", ENT_E402, "2010-13 has no month 13", "months are 01 to 12");
    assert_refused("2010-00", ENT_E402, "2010-00 has no month 00", "months are 01 to 12");
    assert_refused("2023-02-29", ENT_E402, "2023-02 has no day 29", "28 days in February 2023");
    assert_refused("2024-02-30", ENT_E402, "2024-02 has no day 30", "29 days in February 2024");
    assert_refused("2025-29-10", ENT_E402, "2025-29 has no month 29", "did you mean 2025-10-29?");
    assert_refused("[..2023-02-29]", ENT_E402, "2023-02 has no day 29", "28 days in February 2023");
}

static void a_season_is_answered_with_its_months(void **state)
{
    (void)state;
    assert_refused("2025-21", ENT_E403, "2025-21 is a season, which is no date of a calendar",
                   "write 2025-03/2025-05 in start, or 2025");
    assert_refused("2025-24", ENT_E403, "2025-24 is a season, which is no date of a calendar",
                   "write 2025-12/2026-02 in start, or 2025");
    assert_refused("2025-36", ENT_E403, "2025-36 is a season, which is no date of a calendar",
                   "write 2025-10/2025-12 in start, or 2025");
    assert_refused("2025-41", ENT_E403, "2025-41 is a season, which is no date of a calendar",
                   "write 2025-07/2025-12 in start, or 2025");
}

static void other_notations_are_answered_with_the_iso_date(void **state)
{
    static const char *const texts[] = {
        "29/10/2025", "10/29/2025", "2025/10/29",  "29.10.2025",   "29-10-2025",      "29/10/25",
        "29-Oct-25",  "29 Oct 25",  "2025-Oct-29", "Oct 29, 2025", "29 october 2025",
    };
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(texts); i++) {
        struct ent_text message = ENT_FORM(&run.arena, "'{}' is not ISO", ent_text_of(texts[i]));
        assert_refused(texts[i], ENT_E404, ent_text_string(&run.arena, message),
                       "did you mean 2025-10-29?");
    }
    assert_refused("10/2025", ENT_E404, "'10/2025' is not ISO", "did you mean 2025-10?");
}

static void day_and_month_that_could_be_swapped_are_both_offered(void **state)
{
    (void)state;
    assert_refused("1/9/2025", ENT_E404, "'1/9/2025' is not ISO",
                   "did you mean 2025-09-01 or 2025-01-09?");
    assert_refused("9/9/2025", ENT_E404, "'9/9/2025' is not ISO", "did you mean 2025-09-09?");
}

static void what_a_spreadsheet_made_of_a_month_is_recognised(void **state)
{
    (void)state;
    assert_refused("May-08", ENT_E404, "'May-08' looks like 2008-05 rewritten by a spreadsheet",
                   "did you mean 2008-05? 2008-05-XX says the same and is no date to a "
                   "spreadsheet");
    assert_refused("Oct-25", ENT_E404, "'Oct-25' looks like 2025-10 rewritten by a spreadsheet",
                   "did you mean 2025-10? 2025-10-XX says the same and is no date to a "
                   "spreadsheet");
}

static void the_day_number_of_a_spreadsheet_is_recognised(void **state)
{
    (void)state;
    assert_refused("45959", ENT_E404, "45959 looks like a spreadsheet day number",
                   "did you mean 2025-10-29?");
    assert_refused("60001", ENT_E401, "not a date: '60001'", NOTATION);
}

static void a_time_of_day_is_refused(void **state)
{
    static const char *const texts[] = {"2025-10-29T15:00Z", "2025-10-29 15:00", "2025-10-29Z"};
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(texts); i++) {
        struct ent_text message =
            ENT_FORM(&run.arena, "a time of day is not accepted: {}", ent_text_of(texts[i]));
        assert_refused(texts[i], ENT_E406, ent_text_string(&run.arena, message),
                       "write 2025-10-29 (the date at that place) and the time in a note");
    }
}

static void a_day_needs_its_month(void **state)
{
    (void)state;
    assert_refused("1879-XX-07", ENT_E407, "day without month: '1879-XX-07'", "write 1879");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_year_is_all_its_days),
        TEST(a_month_is_all_its_days),
        TEST(a_day_is_that_day),
        TEST(unspecified_digits_are_decades_and_centuries),
        TEST(a_set_is_one_day_of_its_range),
        TEST(qualifiers_leave_the_days_alone),
        TEST(days_are_numbered_from_1970_in_both_directions),
        TEST(every_day_of_ten_thousand_years_is_split_into_what_it_was_made_of),
        TEST(infinities_are_printed_as_two_dots),
        TEST(what_is_no_date_is_refused_with_examples),
        TEST(there_is_no_year_zero),
        TEST(missing_zeros_are_put_in),
        TEST(a_set_that_runs_backwards_is_refused),
        TEST(an_interval_is_no_date),
        TEST(a_month_or_day_that_does_not_exist_is_named),
        TEST(a_season_is_answered_with_its_months),
        TEST(other_notations_are_answered_with_the_iso_date),
        TEST(day_and_month_that_could_be_swapped_are_both_offered),
        TEST(what_a_spreadsheet_made_of_a_month_is_recognised),
        TEST(the_day_number_of_a_spreadsheet_is_recognised),
        TEST(a_time_of_day_is_refused),
        TEST(a_day_needs_its_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
