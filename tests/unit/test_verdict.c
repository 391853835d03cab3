#include "write/verdict.h"

#include "run.h"

static struct ent_lifetime life;

/* A lifetime from two cells; `source` is when the source was printed, or NULL. */
static void given(const char *start, const char *end, const char *source)
{
    struct ent_span span = {.timed = true};
    assert_true(ent_bounds_read(&run, ent_text_of(start), ENT_NOWHERE, ent_text_of(end),
                                ENT_NOWHERE, &span));
    assert_true(ent_bound_read(&run, ent_text_of(source), ENT_NOWHERE, &span.known));
    assert_true(ent_lifetime_make(&span, &life));
}

static void assert_days(const char *expected)
{
    assert_string_equal(ent_text_string(&run.arena, ent_days_told(&run.arena, &life)), expected);
}

static void assert_verdict(const char *date, enum ent_answer least, const char *expected)
{
    struct ent_date asked;
    assert_true(ent_date_read(&run, ent_text_of(date), ENT_NOWHERE, &asked));
    struct ent_selection selection = {
        .timed = true, .window = {asked.earliest, asked.latest}, .least = least};
    assert_string_equal(
        ent_text_string(&run.arena, ent_verdict_told(&run.arena, &life, &selection)), expected);
}

static void the_four_days_are_told(void **state)
{
    (void)state;
    given("2008-05", "..", NULL);
    assert_days("It begins between 1 May 2008 and 31 May 2008; its end is open");
    given("2025-10-29", "", NULL);
    assert_days("It begins on 29 October 2025; its end is not known");
    given("[2025-10-28..]", "[2025-10-29..]", NULL);
    assert_days("It begins on 28 October 2025 or later; it ends on 29 October 2025 or later");
    given("", "2025-10-29", "2025-10-31");
    assert_days("Its start is not known, but not after 29 October 2025; it ends on 29 October "
                "2025");
    given("..", "2035?", NULL);
    assert_days("Its start is open; it ends between 1 January 2035 and 31 December 2035; a date is "
                "marked as uncertain (?)");
    given("", "", NULL);
    assert_days("Its start is not known; its end is not known");
}

static void a_bad_time_is_told_with_the_day_it_missed(void **state)
{
    (void)state;
    given("2025-10-29", "2025-10-30", NULL);
    assert_verdict("2024", ENT_PRESUMED,
                   "it begins only after 31 December 2024, the last day asked for");
    assert_verdict("2026", ENT_PRESUMED,
                   "it has ended before 1 January 2026, the first day asked for");
}

static void an_answer_is_told_with_its_reason(void **state)
{
    (void)state;
    given("2008-05", "..", NULL);
    assert_verdict("2008-05-31", ENT_PRESUMED,
                   "it is certain: on any reading of its dates it shares a day with the time asked "
                   "for (31 May 2008)");
    assert_verdict("2008-05-10", ENT_PRESUMED,
                   "it is presumed, because it may begin as late as 31 May 2008");
    given("2025-10-29", "", NULL);
    assert_verdict("2030", ENT_PRESUMED,
                   "it is presumed, because its end is not known: it is presumed to go on");
}

static void the_option_is_told_that_would_decide_otherwise(void **state)
{
    (void)state;
    given("", "", "2025-10-31");
    assert_verdict("2008", ENT_PRESUMED,
                   "it is merely possible, because its start is not known and an unknown start is "
                   "not carried back before 31 October 2025; --possible shows it");
    assert_verdict("2008", ENT_POSSIBLE,
                   "it is possible, because its start is not known and an unknown start is not "
                   "carried back before 31 October 2025");
    given("2010?", "..", NULL);
    assert_verdict("2012", ENT_CERTAIN,
                   "it is presumed, because a date of it is marked; --certain leaves it out, a "
                   "question without it shows it");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_four_days_are_told),
        TEST(a_bad_time_is_told_with_the_day_it_missed),
        TEST(an_answer_is_told_with_its_reason),
        TEST(the_option_is_told_that_would_decide_otherwise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
