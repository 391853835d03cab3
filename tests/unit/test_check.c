#include "records.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void check(const char *text)
{
    assert_true(build(text));
    assert_null(run.first);
    ent_network_check(&run, &network, false);
}

#define STATES                                                                                     \
    "# actors.csv\n"                                                                               \
    "id,type,name\n"                                                                               \
    "vnm,state,Vietnam\n"                                                                          \
    "chn,state,China\n"                                                                            \
    "to-lam,person,To Lam\n"                                                                       \
    "# ties.csv\n"                                                                                 \
    "type,from,to,start,end,role\n"                                                                \
    "holds office in,to-lam,vnm,..,,\n"
#define TIE "friendship with,vnm,chn,1950,,\n"

static void sound_tables_pass_in_silence(void **state)
{
    (void)state;
    check(STATES TIE);
    assert_null(run.first);
}

/* ---- E213 ---- */

#define BODIES "# institutions.csv\nid,type,name,parent\n"

static void a_loop_of_parents_is_reported_once(void **state)
{
    (void)state;
    check(BODIES "a,party,A,c\nb,party,B,a\nc,party,C,b\n");
    assert_reported(ENT_E213, 2, 1, "parent loop: a -> c -> b -> a");
}

static void a_body_that_is_its_own_parent_is_a_loop(void **state)
{
    (void)state;
    check(BODIES "cpv,party,Party,cpv\n");
    assert_reported(ENT_E213, 2, 1, "parent loop: cpv -> cpv");
}

static void what_leads_into_a_loop_is_not_part_of_it(void **state)
{
    (void)state;
    check(BODIES
          "branch,party,Branch,cpv-cc\ncpv,party,Party,cpv-cc\ncpv-cc,party,Committee,cpv\n");
    assert_reported(ENT_E213, 4, 1, "parent loop: cpv-cc -> cpv -> cpv-cc");
}

static void two_ways_up_are_no_loop(void **state)
{
    (void)state;
    check(
        "# topics.csv\nid,type,name,parent\na,topic,A,b;c\nb,topic,B,d\nc,topic,C,d\nd,topic,D,\n");
    assert_null(run.first);
}

static void a_loop_of_ties_with_rows_of_their_own_is_none_of_parents(void **state)
{
    (void)state;
    check("# agreements.csv\nid,type,name\na,treaty,A\nb,treaty,B\n"
          "# ties.csv\ntype,from,to\nbased on,a,b\nbased on,b,a\n");
    assert_null(run.first);
}

static void a_long_loop_is_shortened(void **state)
{
    enum { count = 5000 };
    char *text = ent_arena_take(&run.arena, count * 48 + 100, 1), *at = text;
    (void)state;
    at += sprintf(at, BODIES);
    for (int i = 0; i < count; i++)
        at += sprintf(at, "n%d,party,N,n%d\n", i, (i + 1) % count);
    check(text);
    assert_reported(ENT_E213, 2, 1,
                    "parent loop: n0 -> n1 -> n2 -> n3 -> n4 -> n5 -> n6 -> n7 -> n8 -> n9 -> n10 "
                    "-> n11 -> ... -> n0");
}

/* ---- W210 ---- */

static void a_node_without_any_tie_is_reported(void **state)
{
    (void)state;
    check("# actors.csv\nid,type,name\nvnm,state,Vietnam\nchn,state,China\ngbr,state,UK\n"
          "# ties.csv\ntype,from,to\nfriendship with,vnm,chn\n");
    assert_reported(ENT_W210, 4, 1, "'gbr' has no tie at all");
}

static void a_type_without_relations_need_not_be_tied(void **state)
{
    (void)state;
    given_schema("digraph { node [key=\"{id}\"]; state [table=\"a.csv\"]; note [table=\"n.csv\"]\n"
                 "state -> state [label=x table=\"ties.csv\"] }");
    check("# a.csv\nid\nvnm\nchn\n# n.csv\nid\nn1\n# ties.csv\ntype,from,to\nx,vnm,chn\n");
    assert_null(run.first);
}

/* ---- W211, W212 ---- */

static void the_same_tie_is_reported_with_its_first_place(void **state)
{
    (void)state;
    check(STATES TIE "friendship with,vnm,chn,1950,2000,\n");
    assert_reported(ENT_W211, 4, 17,
                    "the same tie occurs at ties.csv:3 (same ends, relation and start)");
}

static void ties_that_differ_in_their_start_or_role_are_not_the_same(void **state)
{
    (void)state;
    check(STATES TIE "friendship with,vnm,chn,1951,,\nfriendship with,vnm,chn,1950,,host\n");
    assert_null(run.first);
}

static void the_same_end_twice_in_a_list_is_reported(void **state)
{
    (void)state;
    check("# actors.csv\nid,type,name\nvnm,state,Vietnam\n"
          "# agreements.csv\nid,type,name,parties\npact,treaty,Pact,vnm;vnm\n");
    assert_int_equal(run.counts[ENT_W211], 1);
}

static void a_symmetric_relation_given_both_ways_is_reported(void **state)
{
    (void)state;
    check(STATES TIE "friendship with,chn,vnm,1950,,\n");
    assert_reported(ENT_W212, 4, 17,
                    "tie of symmetric relation 'friendship with' is given both ways, also at "
                    "ties.csv:3");
}

static void other_relations_may_go_both_ways(void **state)
{
    (void)state;
    check("# agreements.csv\nid,type,name\na,treaty,A\nb,treaty,B\n"
          "# ties.csv\ntype,from,to\nbased on,a,b\nbased on,b,a\n");
    assert_null(run.first);
}

static void exclusive_ties_are_compared_by_the_dates_that_were_written(void **state)
{
    (void)state;
    check(STATES "strategic partnership,vnm,chn,2008,,\nstrategic partnership,vnm,chn,2008,,\n");
    assert_int_equal(run.counts[ENT_W211], 1);
    assert_int_equal(run.counts[ENT_W412], 0);
}

/* ---- W214, E214, E215 ---- */

#define SOURCED "# sources.csv\nid,title\nsrc-1,One\n# topics.csv\nid,name,parent,source\n"

static void a_row_without_a_source_is_reported(void **state)
{
    (void)state;
    check(SOURCED "ai,AI,,src-1\nml,ML,ai,\n");
    assert_reported(ENT_W214, 3, 10, "no source");
}

static void a_row_without_a_source_may_be_an_error(void **state)
{
    (void)state;
    assert_true(build(SOURCED "ai,AI,,src-1\nml,ML,ai,\n"));
    ent_network_check(&run, &network, true);
    assert_reported(ENT_E214, 3, 10, "no source");
    assert_int_equal(ent_run_errors(&run), 1);
}

static void a_table_without_that_column_needs_no_sources(void **state)
{
    (void)state;
    assert_true(build(STATES TIE));
    ent_network_check(&run, &network, true);
    assert_null(run.first);
}

static void an_unknown_source_is_reported_with_the_one_meant(void **state)
{
    (void)state;
    check(SOURCED "ai,AI,,src-1\nml,ML,ai,src-1;src1x\n");
    assert_reported(ENT_E215, 3, 10, "unknown source 'src1x'");
    assert_hint("did you mean 'src-1'?");
}

static void without_a_table_of_sources_none_is_unknown(void **state)
{
    (void)state;
    check("# topics.csv\nid,name,parent,source\nai,AI,,the press\nml,ML,ai,a book\n");
    assert_null(run.first);
}

/* ---- W310 ---- */

#define OWN                                                                                        \
    "digraph { node [key=\"{id}\" table=\"actors.csv\"]\n edge [table=\"ties.csv\"]\n"             \
    " state -> state [label=\"friendship with\"];\n person -> state [label=\"holds office "        \
    "in\"];\n"

static void a_relation_without_ties_is_reported_in_the_schema(void **state)
{
    (void)state;
    given_schema(OWN " person -> person [label=knows];\n}");
    check(STATES TIE);
    assert_reported(ENT_W310, 5, 2, "relation 'knows' has a table but no row");
}

static void a_relation_used_between_other_ends_is_used(void **state)
{
    (void)state;
    given_schema(OWN " person -> person [label=\"friendship with\"];\n}");
    check(STATES TIE);
    assert_null(run.first);
}

/* ---- W409, W412 ---- */

static void a_tie_that_begins_before_its_end_is_reported_once(void **state)
{
    (void)state;
    check("# actors.csv\nid,type,name,start\nvnm,state,Vietnam,1945-09-02\nchn,state,China,1949\n"
          "# ties.csv\ntype,from,to,start\nfriendship with,vnm,chn,1944\n");
    assert_reported(ENT_W409, 2, 17, "tie begins 1944, but 'vnm' only 1945-09-02");
}

static void a_tie_that_may_begin_in_time_is_not_reported(void **state)
{
    (void)state;
    check("# actors.csv\nid,type,name,start\nvnm,state,Vietnam,1945-09-02\nchn,state,China,1945\n"
          "# ties.csv\ntype,from,to,start\nfriendship with,vnm,chn,1945\n");
    assert_null(run.first);
}

static void levels_whose_dates_overlap_are_reported(void **state)
{
    (void)state;
    check(STATES "comprehensive strategic partnership,chn,vnm,2024-01,..,\n"
                 "strategic partnership,vnm,chn,2010,2025-10-29,\n");
    assert_reported(ENT_W412, 3, 37,
                    "two levels overlap: this one and ties.csv:4 (2024-01-01 to 2025-10-29)");
}

static void a_long_level_overlaps_with_each_that_comes_later(void **state)
{
    (void)state;
    check(STATES "strategic partnership,vnm,chn,2000,2020,\n"
                 "strategic partnership,vnm,chn,2005,2006,\n"
                 "strategic partnership,vnm,chn,2010,2011,\n");
    assert_int_equal(run.counts[ENT_W412], 2);
}

static void a_level_that_ends_where_the_next_one_starts_is_fine(void **state)
{
    (void)state;
    check(STATES "strategic partnership,vnm,chn,[..2010],2025-10-29,\n"
                 "comprehensive strategic partnership,vnm,chn,2025-10-29,..,\n");
    assert_int_equal(run.counts[ENT_W412], 0);
}

static void a_level_whose_end_is_open_or_blank_is_ended_by_the_next(void **state)
{
    (void)state;
    check(STATES "strategic partnership,vnm,chn,2001,..,\n"
                 "comprehensive strategic partnership,vnm,chn,2010,,\n");
    assert_null(run.first);
}

/* ---- quotes ---- */

static char folder[64];

static int begin_with_article(void **state)
{
    char path[128];
    begin_with_schema(state);
    strcpy(folder, "/tmp/entente-quotes-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/article.txt", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("The two  sides\nwill\xC2\xA0"
          "enhance cooperation.\nThe caf\x65\xCC\x81 is open.\n",
          file);
    fclose(file);
    return 0;
}

static int end_with_article(void **state)
{
    char path[128];
    snprintf(path, sizeof path, "%s/article.txt", folder);
    unlink(path);
    rmdir(folder);
    return end(state);
}

static size_t check_quote(const char *file, const char *quote)
{
    struct ent_text text =
        ENT_FORM(&run.arena,
                 "# sources.csv\nid,file\ns,{}\n# topics.csv\nid,name,source,quote\n"
                 "ai,AI,s,\"{}\"\nml,ML,s,\n",
                 ent_text_of(file), ent_text_of(quote));
    assert_true(build(ent_text_string(&run.arena, text)));
    return ent_quotes_check(&run, &network, ent_text_of(folder));
}

static void a_quote_is_found_over_lines_and_other_blanks(void **state)
{
    (void)state;
    assert_int_equal(check_quote("article.txt", "two sides will  enhance\ncooperation"), 1);
    assert_null(run.first);
}

static void a_quote_is_compared_in_normal_form(void **state)
{
    (void)state;
    assert_int_equal(check_quote("article.txt", "The caf\xC3\xA9 is"), 1);
}

static void a_quote_that_is_not_there_is_reported_with_the_file(void **state)
{
    (void)state;
    assert_int_equal(check_quote("article.txt", "two Sides"), 0);
    struct ent_text message =
        ENT_FORM(&run.arena, "quote not found in {}/article.txt", ent_text_of(folder));
    assert_reported(ENT_W216, 2, 9, ent_text_string(&run.arena, message));
}

static void a_file_that_is_not_there_is_the_only_fault(void **state)
{
    (void)state;
    assert_int_equal(check_quote("articel.txt", "two sides"), 0);
    assert_int_equal(run.counts[ENT_E101], 1);
    assert_null(run.first->next);
    assert_int_equal(ent_place_position(run.first->place).line, 2);
    assert_hint("did you mean 'article.txt'?");
}

static void a_source_without_a_file_cannot_be_looked_up(void **state)
{
    (void)state;
    assert_int_equal(check_quote("", "two sides"), 0);
    assert_null(run.first);
}

static void a_quote_of_thirteen_words_is_too_long(void **state)
{
    (void)state;
    check_quote("", "1 2 3 4 5 6 7 8 9 10 11 12");
    assert_null(run.first);
    check_quote("", "1 2 3 4 5 6 7 8 9 10 11 12 13");
    assert_reported(ENT_W217, 2, 9, "quote has 13 words, at most 12 are taken");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_schema, end)
#define QUOTE_TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_article, end_with_article)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sound_tables_pass_in_silence),
        TEST(a_loop_of_parents_is_reported_once),
        TEST(a_body_that_is_its_own_parent_is_a_loop),
        TEST(what_leads_into_a_loop_is_not_part_of_it),
        TEST(two_ways_up_are_no_loop),
        TEST(a_loop_of_ties_with_rows_of_their_own_is_none_of_parents),
        TEST(a_long_loop_is_shortened),
        TEST(a_node_without_any_tie_is_reported),
        TEST(a_type_without_relations_need_not_be_tied),
        TEST(the_same_tie_is_reported_with_its_first_place),
        TEST(ties_that_differ_in_their_start_or_role_are_not_the_same),
        TEST(the_same_end_twice_in_a_list_is_reported),
        TEST(a_symmetric_relation_given_both_ways_is_reported),
        TEST(other_relations_may_go_both_ways),
        TEST(exclusive_ties_are_compared_by_the_dates_that_were_written),
        TEST(a_row_without_a_source_is_reported),
        TEST(a_row_without_a_source_may_be_an_error),
        TEST(a_table_without_that_column_needs_no_sources),
        TEST(an_unknown_source_is_reported_with_the_one_meant),
        TEST(without_a_table_of_sources_none_is_unknown),
        TEST(a_relation_without_ties_is_reported_in_the_schema),
        TEST(a_relation_used_between_other_ends_is_used),
        TEST(a_tie_that_begins_before_its_end_is_reported_once),
        TEST(a_tie_that_may_begin_in_time_is_not_reported),
        TEST(levels_whose_dates_overlap_are_reported),
        TEST(a_long_level_overlaps_with_each_that_comes_later),
        TEST(a_level_that_ends_where_the_next_one_starts_is_fine),
        TEST(a_level_whose_end_is_open_or_blank_is_ended_by_the_next),
        QUOTE_TEST(a_quote_is_found_over_lines_and_other_blanks),
        QUOTE_TEST(a_quote_is_compared_in_normal_form),
        QUOTE_TEST(a_quote_that_is_not_there_is_reported_with_the_file),
        QUOTE_TEST(a_file_that_is_not_there_is_the_only_fault),
        QUOTE_TEST(a_source_without_a_file_cannot_be_looked_up),
        QUOTE_TEST(a_quote_of_thirteen_words_is_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
