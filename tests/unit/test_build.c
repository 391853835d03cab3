#include "records.h"

#define STATES                                                                                     \
    "# actors.csv\n"                                                                               \
    "id,type,name,short,country,cow\n"                                                             \
    "vnm,state,Vietnam,,,816\n"                                                                    \
    "gbr,state,United Kingdom,UK,,200\n"                                                           \
    "chn,state,China,,,710\n"                                                                      \
    "to-lam,person,To Lam,,vnm,\n"

static uint32_t node(const char *id)
{
    uint32_t found = ent_network_node(&network, ent_text_of(id));
    assert_int_not_equal(found, ENT_NONE);
    return found;
}

static void assert_tie(size_t tie, const char *from, const char *relation, const char *to)
{
    assert_true(tie < network.tie_count);
    assert_text(network.node_id[network.tie_from[tie]], from);
    assert_text(schema.relations[network.tie_relation[tie]].kind.name, relation);
    assert_text(network.node_id[network.tie_to[tie]], to);
}

static void assert_life(struct ent_lifetime life, const char *days)
{
    struct ent_arena *arena = &run.arena;
    struct ent_text text =
        ENT_FORM(arena, "{} {} {} {}", ent_day_text(arena, life.start_earliest),
                 ent_day_text(arena, life.start_latest), ent_day_text(arena, life.end_earliest),
                 ent_day_text(arena, life.end_latest));
    assert_text(text, days);
}

/* ---- what comes out ---- */

static void rows_become_nodes_and_ties(void **state)
{
    (void)state;
    assert_true(build(STATES "# ties.csv\ntype,from,to,start\nfriendship with,vnm,chn,1950\n"));
    assert_null(run.first);
    assert_int_equal(network.node_count, 4);
    assert_int_equal(network.tie_count, 1);
    assert_tie(0, "vnm", "friendship with", "chn");
    assert_text(network.node_name[node("gbr")], "UK");
    assert_text(network.node_name[node("chn")], "China");
    assert_life(network.tie_life[0], "1950-01-01 1950-12-31 1950-01-01 ..");
}

static void a_list_in_a_cell_makes_a_tie_of_each_item(void **state)
{
    (void)state;
    assert_true(build(STATES "# agreements.csv\nid,type,name,parties\n"
                             "pact,treaty,Pact,vnm; gbr ;;chn\n"));
    assert_int_equal(network.tie_count, 3);
    assert_tie(1, "gbr", "party to", "pact");
    assert_tie(2, "chn", "party to", "pact");
    assert_false(ent_tie_has_row(&network, 0));
}

static void columns_of_node_tables_become_ties(void **state)
{
    (void)state;
    assert_true(build(STATES "# institutions.csv\nid,type,name,country,parent\n"
                             "cpv,party,Communist Party,vnm,\ncpv-cc,party,Committee,,cpv\n"));
    assert_int_equal(network.tie_count, 2);
    assert_tie(0, "cpv", "belongs to", "vnm");
    assert_tie(1, "cpv-cc", "part of", "cpv");
}

static void an_alternate_key_stands_for_the_id(void **state)
{
    (void)state;
    assert_true(build(STATES "# ties.csv\ntype,from,to\nfriendship with,cow=816,cow=710\n"));
    assert_tie(0, "vnm", "friendship with", "chn");
}

static void a_symmetric_relation_takes_its_ends_in_either_order(void **state)
{
    (void)state;
    given_schema("digraph { node [key=\"{id}\" table=\"actors.csv\"]\n"
                 "state -> person [label=knows dir=none table=\"ties.csv\"] }");
    assert_true(build(STATES "# ties.csv\ntype,from,to\nknows,to-lam,vnm\nknows,chn,to-lam\n"));
    assert_tie(0, "to-lam", "knows", "vnm");
    assert_tie(1, "chn", "knows", "to-lam");
}

static void relations_of_one_name_may_read_their_table_in_two_ways(void **state)
{
    (void)state;
    given_schema("digraph { node [key=\"{id}\" table=\"actors.csv\"]; edge [table=\"ties.csv\"]\n"
                 "state -> person [label=met]; person -> state [label=met behalf=\"{for}\"] }");
    assert_true(build(STATES "# ties.csv\ntype,from,to,for\n"
                             "met,vnm,to-lam,\nmet,to-lam,gbr,vnm\n"));
    assert_tie(0, "vnm", "met", "to-lam");
    assert_tie(1, "to-lam", "met", "gbr");
    assert_int_equal(network.tie_behalf[1], node("vnm"));
    assert_false(build(STATES "# ties.csv\ntype,from,to,for\nmet,vnm,gbr,\n"));
    assert_reported(ENT_E206, 2, 5, "no relation 'met' from state 'vnm' to state 'gbr'");
}

static void a_tie_may_be_the_short_form_of_an_agreement_and_on_behalf(void **state)
{
    (void)state;
    assert_true(build(STATES "# agreements.csv\nid,type,name\npact,treaty,Pact\n"
                             "# ties.csv\ntype,from,to,behalf,agreement\n"
                             "friendship with,vnm,gbr,,pact\nsigned,to-lam,pact,vnm,\n"));
    assert_int_equal(network.tie_agreement[0], node("pact"));
    assert_int_equal(network.tie_behalf[0], ENT_NONE);
    assert_int_equal(network.tie_behalf[1], node("vnm"));
}

static void a_blank_start_had_begun_when_the_earliest_source_was_published(void **state)
{
    (void)state;
    assert_true(build(STATES "# sources.csv\nid,published\ns0,2025-10-31\ns1,2025-10-29?\ns2,\n"
                             "# ties.csv\ntype,from,to,source\nfriendship with,vnm,chn,s0;s1;s2\n"
                             "friendship with,vnm,gbr,s2\n"));
    assert_life(network.tie_life[0], ".. 2025-10-29 .. ..");
    assert_int_equal(network.tie_life[0].start_earliest, ENT_DAY_FIRST);
    assert_int_equal(network.tie_life[1].start_latest, ENT_DAY_LAST);
}

static void an_agreement_ends_at_its_deadline_and_is_not_before_it_was_signed(void **state)
{
    (void)state;
    assert_true(
        build("# sources.csv\nid,published\ns0,2025-10-31\n# agreements.csv\n"
              "id,type,name,signed,start,end,deadline,source\n"
              "zero,commitment,Net zero,,2021,,2050,s0\nunclos,treaty,UNCLOS,1982,,,,s0\n"));
    assert_life(network.node_life[0], "2021-01-01 2021-12-31 2050-01-01 2050-12-31");
    assert_life(network.node_life[1], "1982-01-01 2025-10-31 1982-01-01 ..");
}

#define LEVELS STATES "# ties.csv\ntype,from,to,start,end\n"

static void of_an_exclusive_family_the_later_tie_ends_the_earlier(void **state)
{
    (void)state;
    assert_true(build(LEVELS "strategic partnership,vnm,gbr,2010,2025-10-29\n"
                             "comprehensive strategic partnership,gbr,vnm,2025-10-29,..\n"));
    assert_life(network.tie_life[0], "2010-01-01 2010-12-31 2025-10-28 2025-10-28");
    assert_life(network.tie_life[1], "2025-10-29 2025-10-29 .. ..");
}

static void a_level_that_began_nobody_knows_when_is_the_earlier_in_any_order_of_rows(void **state)
{
    (void)state;
    assert_true(build("# sources.csv\nid,published\ns0,2025-10-31\n" STATES
                      "# ties.csv\ntype,from,to,start,end,source\n"
                      "comprehensive strategic partnership,vnm,gbr,2025-10-29,..,s0\n"
                      "strategic partnership,vnm,gbr,,2025-10-29,s0\n"));
    assert_life(network.tie_life[0], "2025-10-29 2025-10-29 .. ..");
    assert_int_equal(network.tie_life[1].end_latest, ent_day_of(2025, 10, 28));
}

static void levels_that_begin_together_do_not_end_each_other(void **state)
{
    (void)state;
    assert_true(build(LEVELS "strategic partnership,vnm,gbr,..,..\n"
                             "comprehensive strategic partnership,gbr,vnm,..,2030\n"
                             "comprehensive strategic partnership,vnm,gbr,2025-10-29,..\n"));
    assert_int_equal(network.tie_life[0].end_latest, ent_day_of(2025, 10, 28));
    assert_int_equal(network.tie_life[1].end_latest, ent_day_of(2025, 10, 28));
    assert_int_equal(network.tie_life[2].end_latest, ENT_DAY_LAST);
}

static void levels_of_other_pairs_are_left_alone(void **state)
{
    (void)state;
    assert_true(build(LEVELS "strategic partnership,vnm,gbr,2010,..\n"
                             "comprehensive strategic partnership,vnm,chn,2025-10-29,..\n"));
    assert_int_equal(network.tie_life[0].end_latest, ENT_DAY_LAST);
}

static void a_tie_ends_with_its_ends(void **state)
{
    (void)state;
    assert_true(build(STATES "# agreements.csv\nid,type,name,start,end\npact,treaty,P,2001,2005\n"
                             "# ties.csv\ntype,from,to,start,end\nparty to,vnm,pact,2003,..\n"));
    assert_life(ent_tie_effective(&network, 0), "2003-01-01 2003-12-31 2005-01-01 2005-12-31");
}

/* ---- what is reported ---- */

#define TIES STATES "# ties.csv\ntype,from,to\n"

static void an_unknown_id_is_reported_with_the_one_meant(void **state)
{
    (void)state;
    assert_false(build(TIES "friendship with,vnm,grb\n"));
    assert_reported(ENT_E201, 2, 21, "unknown id 'grb' in column 'to'");
    assert_hint("did you mean 'gbr' (state \"UK\", actors.csv:3)?");
}

static void a_name_in_place_of_an_id_is_recognised(void **state)
{
    (void)state;
    assert_false(build(TIES "friendship with,uk,vnm\n"));
    assert_reported(ENT_E201, 2, 17, "unknown id 'uk' in column 'from'");
    assert_hint("did you mean 'gbr' (state \"UK\", actors.csv:3)?");
}

static void an_unknown_id_in_a_list_is_reported_alone(void **state)
{
    (void)state;
    assert_false(build(STATES "# agreements.csv\nid,type,name,parties\np,treaty,P,vnm;xyz-1\n"));
    assert_reported(ENT_E201, 2, 12, "unknown id 'xyz-1' in column 'parties'");
    assert_int_equal(network.tie_count, 1);
}

static void a_repeated_id_is_reported_with_its_first_place(void **state)
{
    (void)state;
    assert_false(build(STATES "# topics.csv\nid,type,name\nvnm,topic,Vietnam\n"));
    assert_reported(ENT_E202, 2, 1, "id 'vnm' is already defined at actors.csv:2");
}

static void an_id_with_a_blank_is_reported_with_a_better_one(void **state)
{
    (void)state;
    assert_false(build("# actors.csv\nid,type,name\nKeir Starmer,person,Keir Starmer\n"));
    assert_reported(ENT_E203, 2, 1, "id 'Keir Starmer' has a blank");
    assert_hint("write 'keir-starmer'");
}

static void an_alternate_key_of_two_is_reported(void **state)
{
    (void)state;
    assert_false(build("# actors.csv\nid,type,name,cow\nvnm,state,Vietnam,816\nrvn,state,R,816\n"));
    assert_reported(ENT_E204, 3, 13, "alternate key cow=816 belongs to 'vnm' and 'rvn'");
}

static void a_missing_id_is_reported(void **state)
{
    (void)state;
    assert_false(build("# actors.csv\ntype,id,name\nstate,,Vietnam\n"));
    assert_reported(ENT_E205, 2, 7, "id is missing in column 'id'");
}

static void a_missing_end_is_reported_once(void **state)
{
    (void)state;
    assert_false(build(TIES "friendship with,vnm,\n"));
    assert_reported(ENT_E205, 2, 21, "id is missing in column 'to'");
}

static void ends_that_fit_no_relation_are_reported_with_those_that_do(void **state)
{
    (void)state;
    assert_false(build(TIES "friendship with,to-lam,vnm\n"));
    assert_reported(ENT_E206, 2, 17,
                    "no relation 'friendship with' from person 'to-lam' to state 'vnm'");
    assert_hint("permitted: state -> state");
}

static void an_unknown_relation_is_reported_once(void **state)
{
    (void)state;
    assert_false(build(TIES "frendship with,vnm,chn\n"));
    assert_reported(ENT_E207, 2, 1, "unknown relation 'frendship with'");
    assert_hint("did you mean 'friendship with'?");
}

static void an_unknown_type_is_reported_with_those_of_the_table(void **state)
{
    (void)state;
    assert_false(build("# actors.csv\nid,type,name\nvnm,sttae,Vietnam\n"));
    assert_reported(ENT_E208, 2, 5, "unknown type 'sttae'");
    assert_hint("did you mean 'state'? types of this table: actor, state, person, group");
}

static void a_type_of_another_table_is_reported(void **state)
{
    (void)state;
    assert_false(build("# actors.csv\nid,type,name\nvnm,treaty,Vietnam\n"));
    assert_reported(ENT_E208, 2, 5, "unknown type 'treaty'");
}

static void ties_of_a_node_at_fault_are_not_reported_too(void **state)
{
    (void)state;
    assert_false(build("# actors.csv\nid,type,name\nvnm,sttae,Vietnam\nchn,state,China\n"
                       "# ties.csv\ntype,from,to\nfriendship with,vnm,chn\n"));
    assert_int_equal(run.counts[ENT_E208], 1);
    assert_int_equal(run.counts[ENT_E201], 0);
}

static void a_template_that_names_no_column_is_reported_in_the_schema(void **state)
{
    (void)state;
    given_schema("digraph {\n state [table=\"actors.csv\" key=\"{ids}\"];\n}");
    assert_false(build("# actors.csv\nid,type,name\nvnm,state,Vietnam\n"));
    assert_reported(ENT_E304, 2, 2,
                    "a template of 'state' names the column 'ids', which actors.csv lacks");
    assert_hint("did you mean 'id'?");
}

static void a_table_without_ids_is_reported_once(void **state)
{
    (void)state;
    assert_false(build("# actors.csv\nID,type,name\nvnm,state,Vietnam\n"));
    assert_int_equal(run.counts[ENT_E105], 1);
    assert_int_equal(ent_run_errors(&run), 1);
    assert_hint("rename the column 'ID'");
}

static void a_row_without_a_type_is_reported(void **state)
{
    (void)state;
    assert_false(build("# actors.csv\nid,type,name\nvnm,,Vietnam\n"));
    assert_reported(ENT_E307, 2, 5, "the row matches no type: its type is missing");
}

static void a_table_of_one_type_needs_no_type_in_its_rows(void **state)
{
    (void)state;
    assert_true(build("# topics.csv\nid,name\nai,Artificial intelligence\n"));
    assert_text(schema.types[network.node_type[0]].kind.name, "topic");
    assert_false(build("# institutions.csv\nid,name\ncpv,Communist Party\n"));
    assert_int_equal(run.counts[ENT_E307], 1);
}

static void a_tie_that_ends_before_it_starts_is_reported(void **state)
{
    (void)state;
    assert_false(build(LEVELS "friendship with,vnm,chn,2025-10-29,2010\n"));
    assert_reported(ENT_E405, 2, 25, "ends (2010) before it starts (2025-10-29)");
}

static void an_interval_that_ends_before_it_starts_is_reported(void **state)
{
    (void)state;
    assert_false(build(LEVELS "friendship with,vnm,chn,2010/2005,\n"));
    assert_reported(ENT_E405, 2, 25, "ends (2005-12-31) before it starts (2010/2005)");
}

static void a_start_before_the_signature_is_noted(void **state)
{
    (void)state;
    assert_true(build("# agreements.csv\nid,type,name,signed,start\npact,treaty,P,1982,1975\n"));
    assert_reported(ENT_W410, 2, 20, "start 1975 is before signed 1982");
}

static void an_end_alone_without_a_dated_source_is_noted(void **state)
{
    (void)state;
    assert_true(build("# agreements.csv\nid,type,name,deadline\nzero,commitment,Z,2050\n"));
    assert_reported(ENT_W411, 2, 19,
                    "start is blank, the end is 2050 and no source is dated: presumed only on "
                    "2050-12-31");
}

static void a_million_faults_cost_no_more_than_twenty(void **state)
{
    enum { rows = 20000 };
    (void)state;
    static const char row[] = "friendship with,vnm,grb\n";
    char *text = ent_arena_take(&run.arena, rows * sizeof row + 400, 1), *at = text;
    at += strlen(strcpy(at, TIES));
    for (int i = 0; i < rows; i++)
        at += strlen(strcpy(at, row));
    assert_false(build(text));
    assert_int_equal(run.counts[ENT_E201], rows);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_schema, end)

#define KINDS                                                                                      \
    "# a.csv\nid,kind,weight\na1,mou,3\na2,treaty,4\na3,note,\n"                                   \
    "# t.csv\nfrom,to,value\na1,a2,1\na2,a1,2\na1,a3,1\n"

static void a_where_chooses_the_type_of_a_row_or_leaves_it_out(void **state)
{
    (void)state;
    given_schema("digraph { node [table=\"a.csv\" key=\"{id}\"] edge [table=\"t.csv\"]\n"
                 "mou [where=\"kind = 'mou'\"] treaty [where=\"kind = 'treaty'\"]\n"
                 "mou -> treaty [label=full where=\"value = 1\"]\n"
                 "treaty -> mou [label=half where=\"value = 2\"] }");
    assert_true(build(KINDS));
    assert_int_equal(network.node_count, 2);
    assert_int_equal(network.tie_count, 2);
    assert_tie(0, "a1", "full", "a2");
    assert_tie(1, "a2", "half", "a1");
}

static void the_most_special_type_whose_where_takes_a_row_has_it(void **state)
{
    (void)state;
    given_schema("digraph { thing [table=\"a.csv\" key=\"{id}\"] mou [where=\"kind = 'mou'\"]\n"
                 "other mou -> thing [label=isa] other -> thing [label=isa]\n"
                 "thing -> thing [label=tie table=\"t.csv\"] }");
    assert_true(build(KINDS));
    assert_text(schema.types[network.node_type[node("a1")]].kind.name, "mou");
    assert_text(schema.types[network.node_type[node("a2")]].kind.name, "thing");
    assert_int_equal(network.tie_count, 3);
}

static void a_row_that_two_types_take_is_reported(void **state)
{
    (void)state;
    given_schema("digraph { node [table=\"a.csv\" key=\"{id}\"]\n"
                 "mou [where=\"weight > 3\"] treaty [where=\"weight < 5\"]\n"
                 "treaty -> treaty [label=tie] }");
    assert_false(build("# a.csv\nid,weight\na1,3\na2,4\n"));
    assert_reported(ENT_E307, 3, 1, "the row matches two types: mou, treaty");
}

static void a_where_is_asked_before_the_type_of_a_row(void **state)
{
    (void)state;
    given_schema("digraph { node [table=\"a.csv\" key=\"{id}\" where=\"weight > 3\"] mou treaty\n"
                 "treaty -> mou [label=tie table=\"t.csv\" where=\"value = 1\"] }");
    assert_true(build("# a.csv\nid,type,weight\na1,mou,4\na2,treaty,5\na3,note,3\na4,mou,\n"
                      "# t.csv\ntype,from,to,value\ntie,a2,a1,1\ntei,a2,a1,2\ntie,a2,a4,1\n"));
    assert_int_equal(network.node_count, 2);
    assert_int_equal(network.tie_count, 1);
}

static void codes_of_missing_cells_are_null_to_a_where(void **state)
{
    (void)state;
    given_schema("digraph { graph [missing=\"-9\"]\n"
                 "mou [table=\"a.csv\" key=\"{id}\" where=\"weight IS NULL\"]\n"
                 "mou -> mou [label=tie] }");
    assert_true(build("# a.csv\nid,weight\na1,-9\na2,4\na3,\n"));
    assert_int_equal(network.node_count, 2);
}

static void a_where_of_a_column_that_is_not_there_is_reported_in_the_schema(void **state)
{
    (void)state;
    given_schema("digraph { node [table=\"a.csv\" key=\"{id}\"]\n"
                 "mou [where=\"\\\"kind\\\" = 'a' AND\nknid = 'mou'\"] mou -> mou [label=tie] }");
    assert_false(build("# a.csv\nid,kind\na1,mou\n"));
    assert_reported(ENT_E308, 3, 1, "where: column 18: a.csv has no column 'knid'");
    assert_hint("did you mean 'kind'?");
}

static void a_fault_in_a_where_of_all_is_told_once(void **state)
{
    (void)state;
    struct ent_source *source = ent_source_from(
        &run, ENT_TEXT("own.gv"),
        ENT_TEXT("digraph { state [table=\"a.csv\"] edge [table=\"t.csv\" where=\"a ==\"]\n"
                 "state -> state [label=x] state -> state [label=y where=\"b = 1\"] }"));
    assert_false(ent_schema_read(&run, source, &schema));
    assert_int_equal(run.counts[ENT_E308], 1);
    assert_reported(ENT_E308, 1, 63, "where: column 4: expected a value, found '='");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_become_nodes_and_ties),
        TEST(a_list_in_a_cell_makes_a_tie_of_each_item),
        TEST(columns_of_node_tables_become_ties),
        TEST(an_alternate_key_stands_for_the_id),
        TEST(a_symmetric_relation_takes_its_ends_in_either_order),
        TEST(relations_of_one_name_may_read_their_table_in_two_ways),
        TEST(a_tie_may_be_the_short_form_of_an_agreement_and_on_behalf),
        TEST(a_blank_start_had_begun_when_the_earliest_source_was_published),
        TEST(an_agreement_ends_at_its_deadline_and_is_not_before_it_was_signed),
        TEST(of_an_exclusive_family_the_later_tie_ends_the_earlier),
        TEST(a_level_that_began_nobody_knows_when_is_the_earlier_in_any_order_of_rows),
        TEST(levels_that_begin_together_do_not_end_each_other),
        TEST(levels_of_other_pairs_are_left_alone),
        TEST(a_tie_ends_with_its_ends),
        TEST(an_unknown_id_is_reported_with_the_one_meant),
        TEST(a_name_in_place_of_an_id_is_recognised),
        TEST(an_unknown_id_in_a_list_is_reported_alone),
        TEST(a_repeated_id_is_reported_with_its_first_place),
        TEST(an_id_with_a_blank_is_reported_with_a_better_one),
        TEST(an_alternate_key_of_two_is_reported),
        TEST(a_missing_id_is_reported),
        TEST(a_missing_end_is_reported_once),
        TEST(ends_that_fit_no_relation_are_reported_with_those_that_do),
        TEST(an_unknown_relation_is_reported_once),
        TEST(an_unknown_type_is_reported_with_those_of_the_table),
        TEST(a_type_of_another_table_is_reported),
        TEST(ties_of_a_node_at_fault_are_not_reported_too),
        TEST(a_template_that_names_no_column_is_reported_in_the_schema),
        TEST(a_table_without_ids_is_reported_once),
        TEST(a_row_without_a_type_is_reported),
        TEST(a_table_of_one_type_needs_no_type_in_its_rows),
        TEST(a_tie_that_ends_before_it_starts_is_reported),
        TEST(an_interval_that_ends_before_it_starts_is_reported),
        TEST(a_start_before_the_signature_is_noted),
        TEST(an_end_alone_without_a_dated_source_is_noted),
        TEST(a_million_faults_cost_no_more_than_twenty),
        TEST(a_where_chooses_the_type_of_a_row_or_leaves_it_out),
        TEST(the_most_special_type_whose_where_takes_a_row_has_it),
        TEST(a_row_that_two_types_take_is_reported),
        TEST(a_where_is_asked_before_the_type_of_a_row),
        TEST(codes_of_missing_cells_are_null_to_a_where),
        TEST(a_where_of_a_column_that_is_not_there_is_reported_in_the_schema),
        TEST(a_fault_in_a_where_of_all_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
