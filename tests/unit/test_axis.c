#include "draw/axis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct ent_arena arena;

static int end(void **state)
{
    (void)state;
    ent_arena_end(&arena);
    return 0;
}

static void assert_near(double expected, double found)
{
    assert_true(found > expected - 0.001 && found < expected + 0.001);
}

static void assert_text(const char *expected, struct ent_text found)
{
    assert_string_equal(ent_text_string(&arena, found), expected);
}

static void days_stand_in_proportion(void **state)
{
    (void)state;
    struct ent_axis axis =
        ent_axis_make(ent_day_of(2001, 1, 1), ent_day_of(2004, 12, 31), 100, 1461, false);
    assert_near(100, ent_axis_x(&axis, ent_day_of(2001, 1, 1)));
    assert_near(101, ent_axis_x(&axis, ent_day_of(2001, 1, 2)));
    assert_near(100 + 1095, ent_axis_x(&axis, ent_day_of(2004, 1, 1)));
    assert_near(100 + 1461, ent_axis_x(&axis, ent_day_of(2005, 1, 1)));
}

static void a_tick_stands_where_its_year_begins(void **state)
{
    (void)state;
    struct ent_axis axis =
        ent_axis_make(ent_day_of(1990, 1, 1), ent_day_of(2025, 12, 31), 0, 520, false);
    size_t count;
    struct ent_tick *ticks = ent_axis_ticks(&arena, &axis, &count);
    assert_int_equal(count, 8);
    assert_text("1990", ticks[0].label);
    assert_text("2025", ticks[7].label);
    assert_near(ent_axis_x(&axis, ent_day_of(2025, 1, 1)), ticks[7].x);
    assert_int_equal(ticks[0].below.length, 0);
}

static void a_year_has_months_and_says_which_year(void **state)
{
    (void)state;
    struct ent_axis axis =
        ent_axis_make(ent_day_of(2025, 1, 1), ent_day_of(2025, 12, 31), 0, 520, false);
    size_t count;
    struct ent_tick *ticks = ent_axis_ticks(&arena, &axis, &count);
    assert_int_equal(count, 13);
    assert_text("Jan", ticks[0].label);
    assert_text("2025", ticks[0].below);
    assert_text("Feb", ticks[1].label);
    assert_int_equal(ticks[1].below.length, 0);
    assert_text("2026", ticks[12].below);
}

static void a_few_days_have_their_dates(void **state)
{
    (void)state;
    struct ent_axis axis =
        ent_axis_make(ent_day_of(2025, 10, 28), ent_day_of(2025, 10, 30), 0, 520, false);
    size_t count;
    struct ent_tick *ticks = ent_axis_ticks(&arena, &axis, &count);
    assert_int_equal(count, 4);
    assert_text("28 Oct", ticks[0].label);
    assert_text("31 Oct", ticks[3].label);
    assert_near(520, ticks[3].x);
}

/* From one day to all years that a date can have: ticks rise, stay on the axis, and keep apart. */
static void ticks_keep_apart_whatever_the_span(void **state)
{
    (void)state;
    for (int64_t span = 1; span < 7300000; span = span * 3 / 2 + 1) {
        struct ent_axis axis = ent_axis_make(-3650000, -3650000 + span, 10, 520, true);
        size_t count;
        struct ent_tick *ticks = ent_axis_ticks(&arena, &axis, &count);
        assert_true(axis.first <= -3650000 && axis.last >= -3650000 + span);
        for (size_t i = 0; i < count; i++) {
            assert_true(ticks[i].x >= 10 && ticks[i].x <= 530.001);
            assert_true(i == 0 || ticks[i].x - ticks[i - 1].x >= 24);
        }
    }
}

static void an_axis_can_be_extended_to_the_left(void **state)
{
    (void)state;
    struct ent_axis axis =
        ent_axis_make(ent_day_of(2008, 5, 1), ent_day_of(2025, 10, 29), 0, 520, true);
    assert_int_equal(axis.first, ent_day_of(2008, 1, 1));
    ent_axis_extend(&axis);
    assert_int_equal(axis.first, ent_day_of(2006, 1, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_stand_in_proportion),
        cmocka_unit_test(a_tick_stands_where_its_year_begins),
        cmocka_unit_test(a_year_has_months_and_says_which_year),
        cmocka_unit_test(a_few_days_have_their_dates),
        cmocka_unit_test(ticks_keep_apart_whatever_the_span),
        cmocka_unit_test(an_axis_can_be_extended_to_the_left),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
