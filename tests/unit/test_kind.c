#include "draw/kind.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { most_ties = 2000 };

static struct ent_run run;
static struct ent_plan plan;
static struct ent_plan_tie ties[most_ties];

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    plan = (struct ent_plan){.ties = ties};
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

static void add_tie(uint32_t from, uint32_t to)
{
    ties[plan.tie_count++] = (struct ent_plan_tie){.from = from, .to = to};
}

static void assert_engine(bool ranked, const char *expected)
{
    struct ent_text engine = ent_plan_engine(&run.arena, &plan, ranked);
    assert_true(ent_text_is(engine, expected));
}

static void a_star_spreads_around_its_middle(void **state)
{
    (void)state;
    plan.node_count = 15;
    for (uint32_t i = 1; i < 15; i++)
        add_tie(i % 2 ? 0 : i, i % 2 ? i : 0);
    assert_engine(false, "twopi");
    add_tie(0, 3); /* a second tie of one pair */
    assert_engine(false, "twopi");
    assert_engine(true, "dot");
    add_tie(3, 4);
    assert_engine(false, "dot");
}

static void a_star_too_small_or_too_large_has_ranks(void **state)
{
    (void)state;
    plan.node_count = 4;
    for (uint32_t i = 1; i < 80; i++)
        add_tie(0, i);
    plan.tie_count = 3;
    assert_engine(false, "dot");
    plan.node_count = 80;
    plan.tie_count = 79;
    assert_engine(false, "dot");
}

static void a_tree_and_actors_with_agreements_have_ranks(void **state)
{
    (void)state;
    plan.node_count = 14;
    for (uint32_t i = 1; i < 14; i++)
        add_tie(i, i / 3);
    assert_engine(false, "dot");
    plan.tie_count = 0;
    for (uint32_t actor = 0; actor < 8; actor++)
        for (uint32_t agreement = 8; agreement < 14; agreement++)
            add_tie(actor, agreement);
    assert_engine(false, "dot");
}

static void a_small_net_of_most_with_most_has_none(void **state)
{
    (void)state;
    plan.node_count = 8;
    for (uint32_t i = 0; i < 8; i++)
        for (uint32_t k = 0; k < i; k++)
            add_tie(k, i);
    assert_engine(false, "neato");
    assert_engine(true, "dot");
}

static void large_figures_are_spread_out(void **state)
{
    (void)state;
    for (uint32_t i = 1; i < 2000; i++)
        add_tie(i, i / 2);
    plan.node_count = 100;
    plan.tie_count = 99;
    assert_engine(false, "dot");
    plan.node_count = 101;
    assert_engine(false, "neato");
    plan.node_count = 2000;
    plan.tie_count = 1999;
    assert_engine(false, "sfdp");
    assert_engine(true, "sfdp");
}

static void nothing_and_one_node_have_an_engine(void **state)
{
    (void)state;
    assert_engine(false, "dot");
    plan.node_count = 1;
    assert_engine(false, "dot");
    add_tie(0, 0);
    assert_engine(false, "dot");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_star_spreads_around_its_middle, begin, end),
        cmocka_unit_test_setup_teardown(a_star_too_small_or_too_large_has_ranks, begin, end),
        cmocka_unit_test_setup_teardown(a_tree_and_actors_with_agreements_have_ranks, begin, end),
        cmocka_unit_test_setup_teardown(a_small_net_of_most_with_most_has_none, begin, end),
        cmocka_unit_test_setup_teardown(large_figures_are_spread_out, begin, end),
        cmocka_unit_test_setup_teardown(nothing_and_one_node_have_an_engine, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
