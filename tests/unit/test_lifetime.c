#include "model/lifetime.h"

#include "run.h"

static bool read(const char *from, const char *to, struct ent_span *span)
{
    return ent_bounds_read(&run, ent_text_of(from), ENT_NOWHERE, ent_text_of(to), ENT_NOWHERE,
                           span);
}

static struct ent_bound bound(const char *text)
{
    struct ent_bound read_bound;
    assert_true(ent_bound_read(&run, ent_text_of(text), ENT_NOWHERE, &read_bound));
    return read_bound;
}

static struct ent_lifetime lifetime(const char *from, const char *to)
{
    struct ent_span span = {.timed = true};
    struct ent_lifetime made;
    assert_true(read(from, to, &span));
    assert_true(ent_lifetime_make(&span, &made));
    return made;
}

/* "2025" is a year, "2025-06-01" a day: a window is a date. */
static struct ent_window window(const char *text)
{
    struct ent_bound date = bound(text);
    return (struct ent_window){date.date.earliest, date.date.latest};
}

static void assert_day(ent_day day, const char *expected)
{
    assert_string_equal(ent_text_string(&run.arena, ent_day_text(&run.arena, day)), expected);
}

struct example {
    int number; /* in model.md §3.5 */
    const char *from, *to, *window;
    enum ent_answer answer;
    bool point;
    const char *signature, *known, *horizon;
};

static const struct example examples[] = {
#define EXAMPLE(number, from, to, window, answer, point, signature, known, horizon)                \
    {number, from, to, window, ENT_##answer, point, signature, known, horizon},
#include "lifetimes.def"
#undef EXAMPLE
};

static enum ent_answer answer_of(const struct example *example)
{
    struct ent_span span = {
        .point = example->point,
        .timed = true,
        .signature = bound(example->signature),
        .known = bound(example->known),
        .horizon = bound(example->horizon),
    };
    struct ent_lifetime made;
    assert_true(read(example->from, example->to, &span));
    assert_true(ent_lifetime_make(&span, &made));
    return ent_lifetime_answer(&made, window(example->window));
}

static void the_worked_examples_of_the_model_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(examples); i++) {
        const struct example *example = &examples[i];
        enum ent_answer answer = answer_of(example);
        if (answer != example->answer)
            fail_msg("example %d, %s/%s in %s: %d, not %d", example->number, example->from,
                     example->to, example->window, (int)answer, (int)example->answer);
    }
}

static void a_month_13_or_a_day_30_of_february_gives_no_lifetime(void **state)
{
    (void)state;
    struct ent_span span = {0};
    assert_false(read("2010-13", "", &span));
    assert_false(read("2023-02-29", "", &span));
    assert_int_equal(run.counts[ENT_E402], 2);
}

static void a_lifetime_that_ends_before_it_starts_is_none(void **state)
{
    (void)state;
    struct ent_span span = {0};
    struct ent_lifetime made;
    assert_true(read("2025-10-29", "2010", &span));
    assert_false(ent_lifetime_make(&span, &made));
    assert_false(made.given);
}

static void an_end_cut_by_the_next_level_is_the_day_before_it(void **state)
{
    (void)state;
    struct ent_lifetime early = lifetime("", "2025-10-29"), late = lifetime("2025-10-29", "..");
    ent_lifetime_cut(&early, &late);
    assert_day(early.end_latest, "2025-10-28");
    assert_int_equal(ent_lifetime_answer(&early, window("2025-10-29")), ENT_OUT);
    assert_int_equal(ent_lifetime_answer(&early, window("2025")), ENT_CERTAIN);
}

static void a_cut_by_an_unknown_start_leaves_infinities_alone(void **state)
{
    (void)state;
    struct ent_lifetime early = lifetime("2010", ".."), late = lifetime("", "..");
    ent_lifetime_cut(&early, &late);
    assert_int_equal(early.end_latest, ENT_DAY_LAST);
    assert_int_equal(early.end_earliest, ENT_DAY_FIRST);
}

static void a_start_cell_may_hold_a_whole_interval(void **state)
{
    (void)state;
    struct ent_lifetime made = lifetime("1982/..", "");
    assert_day(made.start_earliest, "1982-01-01");
    assert_int_equal(made.end_earliest, ENT_DAY_LAST);
    made = lifetime("../2010", "");
    assert_int_equal(made.start_latest, ENT_DAY_FIRST);
    assert_day(made.end_latest, "2010-12-31");
}

static void half_an_interval_is_half_unknown(void **state)
{
    (void)state;
    struct ent_lifetime made = lifetime("/2010", "");
    assert_int_equal(made.start_earliest, ENT_DAY_FIRST);
    assert_day(made.start_latest, "2010-12-31");
    made = lifetime("2010/", "");
    assert_int_equal(made.end_latest, ENT_DAY_LAST);
    assert_day(made.end_earliest, "2010-01-01");
}

static void an_interval_needs_a_blank_end(void **state)
{
    (void)state;
    struct ent_span span = {0};
    assert_false(read("2010/2025", "2030", &span));
    assert_int_equal(run.counts[ENT_E401], 1);
}

static void a_date_with_slashes_is_not_an_interval(void **state)
{
    (void)state;
    struct ent_span span = {0};
    assert_false(read("29/10/2025", "", &span));
    assert_false(read("10/2025", "", &span));
    assert_int_equal(run.counts[ENT_E404], 2);
}

static void both_cells_are_read_when_the_first_is_wrong(void **state)
{
    (void)state;
    struct ent_span span = {0};
    assert_false(read("soon", "later", &span));
    assert_int_equal(run.counts[ENT_E401], 2);
}

static void a_bound_is_blank_or_open_or_given(void **state)
{
    (void)state;
    struct ent_bound blank = bound(" "), open = bound(".."), given = bound("2010");
    assert_true(!blank.given && !blank.open);
    assert_true(!open.given && open.open);
    assert_true(given.given && !given.open);
}

static void no_lifetime_passes_every_test(void **state)
{
    (void)state;
    struct ent_span span = {0};
    struct ent_lifetime none;
    assert_true(ent_lifetime_make(&span, &none));
    assert_false(none.given);
    assert_int_equal(ent_lifetime_answer(&none, window("2010")), ENT_CERTAIN);
}

static void no_lifetime_limits_nothing(void **state)
{
    (void)state;
    struct ent_lifetime some = lifetime("2008", "2010"), none = {0};
    struct ent_lifetime left = ent_lifetime_meet(some, none), right = ent_lifetime_meet(none, some);
    assert_day(left.start_earliest, "2008-01-01");
    assert_day(right.end_latest, "2010-12-31");
    assert_false(ent_lifetime_meet(none, none).given);
}

static void two_lifetimes_meet_in_the_days_of_both(void **state)
{
    (void)state;
    struct ent_lifetime shared =
        ent_lifetime_meet(lifetime("2008", "2015?"), lifetime("2010-05", ".."));
    assert_day(shared.start_earliest, "2010-05-01");
    assert_day(shared.end_latest, "2015-12-31");
    assert_int_equal(shared.marks, ENT_UNCERTAIN);
}

static void a_visit_has_an_end_of_its_own(void **state)
{
    (void)state;
    struct ent_span span = {.point = true};
    struct ent_lifetime made;
    assert_true(read("2025-10-28", "2025-10-30", &span));
    assert_true(ent_lifetime_make(&span, &made));
    assert_day(made.end_latest, "2025-10-30");
}

static enum ent_answer date_answer(const char *date, const char *days)
{
    struct ent_bound given = bound(date);
    return ent_date_answer(&given, window(days));
}

static void a_date_is_asked_as_a_point(void **state)
{
    (void)state;
    assert_int_equal(date_answer("2025-10-29", "2025"), ENT_CERTAIN);
    assert_int_equal(date_answer("2025", "2025-10"), ENT_PRESUMED);
    assert_int_equal(date_answer("[..2025]", "2010"), ENT_POSSIBLE);
    assert_int_equal(date_answer("2024", "2025"), ENT_OUT);
    assert_int_equal(date_answer("", "2025"), ENT_OUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_worked_examples_of_the_model_hold),
        TEST(a_month_13_or_a_day_30_of_february_gives_no_lifetime),
        TEST(a_lifetime_that_ends_before_it_starts_is_none),
        TEST(an_end_cut_by_the_next_level_is_the_day_before_it),
        TEST(a_cut_by_an_unknown_start_leaves_infinities_alone),
        TEST(a_start_cell_may_hold_a_whole_interval),
        TEST(half_an_interval_is_half_unknown),
        TEST(an_interval_needs_a_blank_end),
        TEST(a_date_with_slashes_is_not_an_interval),
        TEST(both_cells_are_read_when_the_first_is_wrong),
        TEST(a_bound_is_blank_or_open_or_given),
        TEST(no_lifetime_passes_every_test),
        TEST(no_lifetime_limits_nothing),
        TEST(two_lifetimes_meet_in_the_days_of_both),
        TEST(a_visit_has_an_end_of_its_own),
        TEST(a_date_is_asked_as_a_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
