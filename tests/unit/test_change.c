#include "select/change.h"

#include "draw/fate.h"
#include "draw/words.h"
#include "records.h"
#include "select/derive.h"

static struct ent_selection selection;

static bool ask(const char *change, bool possible)
{
    struct ent_question question = {.change = {.text = ent_text_of(change), .given = true},
                                    .possible = possible};
    return ent_select(&run, &network, &question, &selection);
}

/* What became of the ties of a network, in the order of their rows, as "a-b added". */
static void assert_fates_in(const struct ent_network *of, const char *expected)
{
    struct ent_text list = {0};
    for (size_t tie = 0; tie < of->tie_count; tie++)
        if (selection.ties[tie] != ENT_OUT)
            list = ENT_FORM(&run.arena, "{}{}{}-{} {}", list,
                            list.length > 0 ? ENT_TEXT(", ") : ENT_NO_HINT,
                            of->node_id[of->tie_from[tie]], of->node_id[of->tie_to[tie]],
                            ent_text_of(ent_fate_name(selection.change->ties[tie])));
    assert_text(list, expected);
}

static void assert_fates(const char *change, const char *expected)
{
    assert_true(ask(change, false));
    assert_fates_in(&network, expected);
}

static enum ent_fate fate_of(const char *id)
{
    return selection.change->nodes[ent_network_node(&network, ent_text_of(id))];
}

static struct ent_text words_of(uint32_t tie)
{
    return ent_words_of_tie_fate(&run.arena, &network, &selection, tie);
}

static const char states[] = "# actors.csv\nid,type,name\na,state,A\nb,state,B\nc,state,C\n";

static void given_ties(const char *rows)
{
    assert_true(build(
        ent_text_string(&run.arena, ENT_FORM(&run.arena, "{}# ties.csv\ntype,from,to,start,end\n{}",
                                             ent_text_of(states), ent_text_of(rows)))));
}

static void what_only_one_time_has_was_added_or_ended(void **state)
{
    (void)state;
    given_ties("friendship with,a,b,2000,2012\nfriendship with,b,c,2000,..\n"
               "friendship with,a,c,2014,..\n");
    assert_fates("2010..2020", "a-b ended, b-c unchanged, a-c added");
    assert_int_equal(selection.change->tie_counts[ENT_ADDED], 1);
    assert_int_equal(fate_of("a"), ENT_UNCHANGED);
    assert_fates("2020..2021", "b-c unchanged, a-c unchanged");
    assert_true(ent_change_is_none(selection.change));
    assert_text(ent_words_of_no_title(&run.arena, &selection),
                "Nothing changed between 2020 and 2021");
}

static void nodes_are_new_and_gone_with_what_holds_them(void **state)
{
    (void)state;
    given_ties("friendship with,a,b,2000,2012\nfriendship with,a,c,2014,..\n");
    assert_true(ask("2010..2020", false));
    assert_int_equal(fate_of("a"), ENT_UNCHANGED);
    assert_int_equal(fate_of("b"), ENT_ENDED);
    assert_int_equal(fate_of("c"), ENT_ADDED);
}

static void another_level_takes_the_place_of_the_one_before(void **state)
{
    (void)state;
    given_ties("strategic partnership,a,b,2000,2016\n"
               "comprehensive strategic partnership,b,a,2016-05-01,..\n");
    assert_fates("2010..2020", "b-a changed");
    assert_text(words_of(1), "changed from strategic partnership (from 2000 to one day from "
                             "1 January 2016 to 30 April 2016)");
    assert_fates("2010..2016", "b-a changed"); /* the year of both has the later one */
    assert_fates("2016..2020", "b-a unchanged");
    assert_fates("2016-01..2016-12", "b-a changed");
    assert_int_equal(selection.steps[selection.step_count - 1].ties, 1);
}

static void a_level_that_is_renewed_in_another_row_is_unchanged(void **state)
{
    (void)state;
    given_ties("strategic partnership,a,b,2000,2012\nstrategic partnership,a,b,2013,..\n");
    assert_fates("2010..2020", "a-b unchanged");
}

static void a_level_without_another_is_added_or_ended(void **state)
{
    (void)state;
    given_ties("strategic partnership,a,b,2000,2012\nstrategic partnership,a,c,2015,..\n");
    assert_fates("2010..2020", "a-b ended, a-c added");
}

static void the_answer_is_that_of_the_later_time(void **state)
{
    (void)state;
    given_ties("friendship with,a,b,2000,2012?\nfriendship with,a,c,,2030\n");
    assert_true(ask("2011..2013", true));
    assert_int_equal(selection.ties[1], ENT_POSSIBLE);
    assert_int_equal(selection.change->ties[0], ENT_ENDED);
}

static void times_are_in_order_and_share_no_day(void **state)
{
    (void)state;
    given_ties("friendship with,a,b,2000,..\n");
    assert_true(ask("2010..2010", false));
    assert_null(run.first);
    assert_false(ask("2020..2010", false));
    assert_int_equal(run.first->rule, ENT_E408);
    assert_false(ask("2010..2010-05", false));
    assert_false(ask("2010", false));
    assert_false(ask("2010..", false));
    assert_false(ask("..2010", false));
    assert_int_equal(run.counts[ENT_E500], 4);
}

static void nothing_at_either_time_is_told_once(void **state)
{
    (void)state;
    given_ties("friendship with,a,b,2000,..\n");
    assert_true(ask("1980..1990", false));
    assert_int_equal(run.counts[ENT_W506], 1);
    assert_true(ask("1980..2000", false));
    assert_int_equal(run.counts[ENT_W506], 1);
}

static void projected_ties_change_with_their_weight(void **state)
{
    (void)state;
    assert_true(build("# actors.csv\nid,type,name\na,state,A\nb,state,B\nc,state,C\n"
                      "# agreements.csv\nid,type,name,start,end,parties\n"
                      "one,treaty,One,2000,..,a;b\ntwo,treaty,Two,2012,..,b;a\n"
                      "old,treaty,Old,2000,2011,a;c\n"));
    struct ent_network made;
    struct ent_selection left;
    struct ent_derivation wish = {.project = {.text = ENT_TEXT("treaty"), .given = true}};
    assert_true(ask("2010..2020", false));
    assert_true(ent_derive(&run, &network, &selection, &wish, &made, &left));
    selection = left;
    assert_fates_in(&made, "a-c ended, a-b changed");
    assert_text(ent_words_of_fates(&run.arena, left.change),
                "1 tie changed, 1 ended; 1 node gone, 2 kept");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_schema, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_only_one_time_has_was_added_or_ended),
        TEST(nodes_are_new_and_gone_with_what_holds_them),
        TEST(another_level_takes_the_place_of_the_one_before),
        TEST(a_level_that_is_renewed_in_another_row_is_unchanged),
        TEST(a_level_without_another_is_added_or_ended),
        TEST(the_answer_is_that_of_the_later_time),
        TEST(times_are_in_order_and_share_no_day),
        TEST(nothing_at_either_time_is_told_once),
        TEST(projected_ties_change_with_their_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
