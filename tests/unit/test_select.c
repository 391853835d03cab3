#include "select/select.h"

#include "records.h"

static struct ent_selection selection;

/* What is asked is an option and its value. */
static struct ent_value value(const char *text)
{
    return (struct ent_value){.text = ent_text_of(text), .given = true};
}

static bool ask(struct ent_question question)
{
    return ent_select(&run, &network, &question, &selection);
}

#define ASK(...) assert_true(ask((struct ent_question){__VA_ARGS__}))
#define ASK_IN_VAIN(...) assert_false(ask((struct ent_question){__VA_ARGS__}))

static struct ent_text with(struct ent_text list, struct ent_text more)
{
    return ENT_FORM(&run.arena, "{}{}{}", list, list.length > 0 ? ENT_TEXT(" ") : ENT_TEXT(""),
                    more);
}

/* The selected nodes, in the order of their rows. */
static void assert_nodes(const char *ids)
{
    struct ent_text list = {0};
    for (size_t node = 0; node < network.node_count; node++)
        if (selection.nodes[node] != ENT_OUT)
            list = with(list, network.node_id[node]);
    assert_text(list, ids);
}

/* The selected ties, in the order of their rows, as "vnm-chn". */
static void assert_ties(const char *ties)
{
    struct ent_text list = {0};
    for (size_t tie = 0; tie < network.tie_count; tie++)
        if (selection.ties[tie] != ENT_OUT)
            list = with(list, ENT_FORM(&run.arena, "{}-{}", network.node_id[network.tie_from[tie]],
                                       network.node_id[network.tie_to[tie]]));
    assert_text(list, ties);
}

static size_t count_ties(void)
{
    return selection.steps[selection.step_count - 1].ties;
}

static bool is_shown(const char *id)
{
    uint32_t node = ent_network_node(&network, ent_text_of(id));
    assert_int_not_equal(node, ENT_NONE);
    return selection.nodes[node] != ENT_OUT;
}

static void assert_said(enum ent_rule rule, const char *message)
{
    const struct ent_diagnostic *said = run.first;
    while (said && said->rule != rule)
        said = said->next;
    assert_non_null(said);
    assert_text(said->message, message);
}

/* ---- the scenario of reference/timemodel.py ---- */

static int begin_with_scenario(void **state)
{
    begin_with_schema(state);
    assert_true(build(
        "# sources.csv\nid,published\ns,2025-10-31\n"
        "# actors.csv\nid,type,name,cow\nvnm,state,Vietnam,816\nchn,state,China,710\n"
        "gbr,state,United Kingdom,200\nto-lam,person,To Lam,\n"
        "# institutions.csv\nid,type,name,country,parent\n"
        "mps,ministry,Ministry of Public Security,vnm,\nhome-office,ministry,Home Office,gbr,\n"
        "cpv,party,Communist Party of Vietnam,,\ncpv-cc,party,Central Committee,,cpv\n"
        "asean,igo,ASEAN,,\n"
        "# agreements.csv\nid,type,name,signed,start,end,parties,source\n"
        "unclos,treaty,UNCLOS,1982,,,,s\nmou-fraud,mou,MoU,2025-10-29,,,mps;home-office,s\n"
        "regional-peace,commitment,Peace,,2025-10-29,,vnm;gbr,s\ncptpp,treaty,CPTPP,,,,,s\n"
        "english,commitment,English,,2025-10,2035,vnm,s\n"
        "# ties.csv\ntype,from,to,start,end,source\n"
        "comprehensive strategic partnership,vnm,chn,2008-05,..,s\n"
        "comprehensive strategic partnership,vnm,gbr,2025-10-29,..,s\n"
        "strategic partnership,vnm,gbr,,2025-10-29,s\nholds office in,to-lam,cpv-cc,,,s\n"
        "member of,vnm,asean,,,s\nbased on,regional-peace,unclos,,,s\n"));
    assert_null(run.first);
    return 0;
}

static void nothing_asked_shows_everything(void **state)
{
    (void)state;
    ASK(0);
    assert_int_equal(count_ties(), network.tie_count);
    assert_true(is_shown("cptpp"));
    assert_null(run.first);
}

static void in_1983_nothing_is_shown(void **state)
{
    (void)state;
    ASK(.year = value("1983"));
    assert_nodes("");
    assert_said(ENT_W506, "step 'time' left nothing (was 14 nodes, 14 ties)");
}

static void in_2008_the_partnership_with_china_is_shown(void **state)
{
    (void)state;
    ASK(.year = value("2008"));
    assert_nodes("vnm chn");
    assert_ties("vnm-chn");
}

static void on_the_last_day_of_may_2008_vietnam_is_shown(void **state)
{
    (void)state;
    ASK(.as_of = value("2008-05-31"));
    assert_nodes("vnm chn");
    ASK(.as_of = value("2008-05-31"), .certain = true);
    assert_nodes("vnm chn");
}

static void in_2025_all_but_the_undated_is_shown(void **state)
{
    (void)state;
    ASK(.year = value("2025"));
    assert_nodes("vnm chn gbr to-lam mps home-office cpv-cc asean unclos mou-fraud regional-peace "
                 "english");
    assert_ties("mps-vnm home-office-gbr mps-mou-fraud home-office-mou-fraud vnm-regional-peace "
                "gbr-regional-peace vnm-english vnm-chn vnm-gbr vnm-gbr to-lam-cpv-cc vnm-asean "
                "regional-peace-unclos");
}

static void on_the_day_of_the_upgrade_one_level_is_shown(void **state)
{
    (void)state;
    ASK(.as_of = value("2025-10-29"));
    assert_nodes("vnm chn gbr mps home-office unclos mou-fraud regional-peace english");
    assert_ties("mps-vnm home-office-gbr mps-mou-fraud home-office-mou-fraud vnm-regional-peace "
                "gbr-regional-peace vnm-english vnm-chn vnm-gbr regional-peace-unclos");
}

static void in_2036_the_commitment_on_english_has_ended(void **state)
{
    (void)state;
    ASK(.year = value("2036"));
    assert_nodes("vnm chn gbr to-lam mps home-office cpv-cc asean unclos mou-fraud regional-peace");
    assert_ties("mps-vnm home-office-gbr mps-mou-fraud home-office-mou-fraud vnm-regional-peace "
                "gbr-regional-peace vnm-chn vnm-gbr to-lam-cpv-cc vnm-asean "
                "regional-peace-unclos");
}

static void the_context_adds_who_is_an_undated_tie_away(void **state)
{
    (void)state;
    ASK(.year = value("2025"));
    assert_false(is_shown("cpv"));
    ASK(.year = value("2025"), .context = 1);
    assert_true(is_shown("cpv"));
}

/* model.md 3.5, lines 20 to 23. */
static void who_endures_is_shown_while_something_that_lasts_touches_it(void **state)
{
    (void)state;
    ASK(.year = value("2008"));
    assert_false(is_shown("home-office"));
    assert_false(is_shown("mps"));
    assert_false(is_shown("unclos"));
    ASK(.year = value("2025"));
    assert_true(is_shown("home-office"));
    assert_true(is_shown("mps"));
    assert_false(is_shown("cpv"));
}

static void isolated_nodes_may_be_kept(void **state)
{
    (void)state;
    ASK(.year = value("2008"), .keep_isolated = true);
    assert_nodes("vnm chn gbr to-lam mps home-office cpv cpv-cc asean unclos");
    ASK(.year = value("2025"), .keep_isolated = true);
    assert_true(is_shown("cptpp"));
}

static void a_window_may_be_open_or_of_years(void **state)
{
    (void)state;
    ASK(.year = value("2005/2008"));
    assert_ties("vnm-chn");
    ASK(.to = value("2008-05"));
    assert_ties("vnm-chn");
    ASK(.from = value(".."), .to = value("2008-05"));
    assert_ties("vnm-chn");
    ASK(.from = value("2036"));
    assert_false(is_shown("english"));
}

static void certain_presumed_and_possible_show_more_and_more(void **state)
{
    (void)state;
    ASK(.year = value("2009"), .certain = true);
    assert_ties("vnm-chn");
    ASK(.year = value("2009"));
    assert_ties("vnm-chn");
    ASK(.year = value("2009"), .possible = true);
    assert_ties("vnm-chn vnm-gbr to-lam-cpv-cc vnm-asean");
}

static void the_date_of_signature_may_be_asked_for(void **state)
{
    (void)state;
    ASK(.year = value("1982"), .on = value("signed"), .keep_isolated = true);
    assert_true(is_shown("unclos"));
    assert_false(is_shown("mou-fraud"));
    assert_true(is_shown("vnm"));
    ASK(.year = value("2025"), .on = value("signed"));
    assert_true(is_shown("mou-fraud"));
    assert_false(is_shown("unclos"));
}

static void a_date_may_be_asked_for_that_is_no_column(void **state)
{
    (void)state;
    given_schema("digraph { graph [missing=\"-9\"]\n"
                 "state [table=\"actors.csv\" key=\"{id}\"]\n"
                 "state -> state [label=ally time=span table=\"ties.csv\" start=\"{since}\"]\n"
                 "pact [table=\"pacts.csv\" key=\"{id}\" time=span start=\"{since}\"] }");
    assert_true(build("# actors.csv\nid\nusa\ngbr\nfra\n# pacts.csv\nid,since\np,-9\nq,1949\n"
                      "# ties.csv\ntype,from,to,since\nally,usa,gbr,1949\nally,usa,fra,-9\n"));
    ASK(.year = value("1949"), .on = value("start"), .keep_isolated = true);
    assert_ties("usa-gbr");
    assert_nodes("usa gbr fra q");
    assert_int_equal(ent_run_errors(&run), 0);
}

/* ---- types ---- */

static void a_type_is_kept_with_its_kinds(void **state)
{
    (void)state;
    ASK(.type = value("agreement"), .keep_isolated = true);
    assert_nodes("unclos mou-fraud regional-peace cptpp english");
    ASK(.type = value("mou, treaty"), .keep_isolated = true);
    assert_nodes("unclos mou-fraud cptpp");
}

static void a_type_is_dropped_with_its_kinds(void **state)
{
    (void)state;
    ASK(.not_type = value("agreement,institution"));
    assert_nodes("vnm chn gbr");
    assert_ties("vnm-chn vnm-gbr vnm-gbr");
}

static void a_relation_is_kept_or_dropped_by_its_name(void **state)
{
    (void)state;
    ASK(.type = value("party to"));
    assert_nodes("vnm gbr mps home-office mou-fraud regional-peace english");
    ASK(.type = value("state"), .not_type = value("strategic partnership"));
    assert_ties("vnm-chn vnm-gbr");
}

static void a_list_of_types_leaves_all_relations(void **state)
{
    (void)state;
    ASK(.type = value("state,person"));
    assert_nodes("vnm chn gbr");
}

/* ---- around someone ---- */

static void around_an_ego_are_its_neighbours(void **state)
{
    (void)state;
    ASK(.ego = value("unclos"), .depth = 1);
    assert_nodes("unclos regional-peace");
    ASK(.ego = value("unclos"), .depth = 2);
    assert_nodes("vnm gbr unclos regional-peace");
}

static void several_egos_and_alternate_keys_may_be_named(void **state)
{
    (void)state;
    ASK(.ego = value("cow=710, asean"), .depth = 1);
    assert_nodes("vnm chn asean");
}

static void of_depth_nothing_only_the_egos_stay(void **state)
{
    (void)state;
    ASK(.ego = value("vnm,chn"), .depth = 0);
    assert_nodes("vnm chn");
    assert_ties("vnm-chn");
}

static void the_neighbours_are_those_of_the_time(void **state)
{
    (void)state;
    ASK(.year = value("2008"), .ego = value("vnm"), .depth = 3);
    assert_nodes("vnm chn");
}

/* ---- topics ---- */

static void a_topic_is_shown_with_its_parts_and_who_has_to_do_with_them(void **state)
{
    (void)state;
    assert_true(
        build("# topics.csv\nid,type,name,parent\neconomy,pillar,Economy,\n"
              "trade,topic,Trade,economy\nclimate,pillar,Climate,\n"
              "# actors.csv\nid,type,name\nvnm,state,Vietnam\ngbr,state,UK\nchn,state,China\n"
              "# agreements.csv\nid,type,name,parties,topics\nfta,treaty,FTA,vnm;gbr,trade\n"
              "zero,commitment,Zero,chn,climate\nboth,mou,Both,vnm,trade;climate\n"
              "# ties.csv\ntype,from,to\nfriendship with,vnm,chn\n"));
    ASK(.topic = value("economy"));
    assert_nodes("economy trade climate vnm gbr fta both");
    assert_ties("trade-economy vnm-fta gbr-fta vnm-both fta-trade both-trade both-climate");
    ASK(.topic = value("climate"));
    assert_false(is_shown("fta"));
    assert_true(is_shown("zero"));
}

/* ---- short forms, model.md 1.5.3 ---- */

static void begin_with_short_form(void)
{
    assert_true(
        build("# actors.csv\nid,type,name\nvnm,state,Vietnam\ngbr,state,UK\n"
              "# agreements.csv\nid,type,name,start,parties\npact,treaty,Pact,2025,vnm;gbr\n"
              "# ties.csv\ntype,from,to,start,agreement\n"
              "strategic partnership,vnm,gbr,2025,pact\n"));
}

static void a_short_form_is_not_drawn_beside_its_agreement(void **state)
{
    (void)state;
    begin_with_short_form();
    ASK(0);
    assert_ties("vnm-pact gbr-pact");
}

static void a_short_form_is_drawn_where_its_agreement_is_not(void **state)
{
    (void)state;
    begin_with_short_form();
    ASK(.type = value("state"));
    assert_ties("vnm-gbr");
}

/* ---- what is wrong with a question ---- */

static void from_after_to_is_refused(void **state)
{
    (void)state;
    ASK_IN_VAIN(.from = value("2025"), .to = value("2010"));
    assert_said(ENT_E408, "--from 2025 is after --to 2010");
}

static void years_that_run_backwards_or_are_half_are_refused(void **state)
{
    static const char *const years[] = {"2010/2008", "2008/", "/2008", "/", ""};
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(years); i++)
        ASK_IN_VAIN(.year = value(years[i]));
    assert_int_equal(run.counts[ENT_E408], 1);
    ASK(.year = value("2008/.."));
}

static void ways_to_ask_for_a_time_exclude_one_another(void **state)
{
    (void)state;
    ASK_IN_VAIN(.year = value("2025"), .as_of = value("2025"));
    assert_said(ENT_E504, "--year and --as-of cannot be combined");
    assert_int_equal(ent_run_errors(&run), 1);
}

static void certain_and_possible_exclude_one_another(void **state)
{
    (void)state;
    ASK_IN_VAIN(.year = value("2025"), .certain = true, .possible = true);
    assert_said(ENT_E504, "--certain and --possible cannot be combined");
}

static void an_unknown_ego_is_refused_with_the_one_meant(void **state)
{
    (void)state;
    ASK_IN_VAIN(.ego = value("grb"), .depth = 1);
    assert_said(ENT_E505, "--ego: unknown id 'grb'");
    assert_hint("did you mean 'gbr' (state \"United Kingdom\", actors.csv:4)?");
}

static void an_unknown_type_is_refused_with_the_one_meant(void **state)
{
    (void)state;
    ASK_IN_VAIN(.type = value("state,treety"));
    assert_said(ENT_E508, "--type: 'treety' is no type or relation of the schema");
    assert_hint("did you mean 'treaty'?");
}

static void an_unknown_date_property_is_refused(void **state)
{
    (void)state;
    ASK_IN_VAIN(.year = value("2025"), .on = value("singed"));
    assert_said(ENT_E507, "--on: no date property 'singed'");
    assert_hint("did you mean 'signed'?");
}

static void a_bad_date_is_refused(void **state)
{
    (void)state;
    ASK_IN_VAIN(.year = value("2010-13"));
    assert_int_equal(run.counts[ENT_E402], 1);
}

static void the_state_as_of_a_year_is_that_of_its_last_day(void **state)
{
    (void)state;
    ASK(.as_of = value("2025"));
    assert_said(ENT_N421, "--as-of 2025 is taken as 2025-12-31");
    assert_int_equal(selection.window.first, ent_day_of(2025, 12, 31));
    ASK(.as_of = value("2025-10-29"));
    assert_int_equal(run.counts[ENT_N421], 1);
}

static void what_has_no_date_and_no_dated_source_is_told(void **state)
{
    (void)state;
    assert_true(build("# agreements.csv\nid,type,name\njetp,partnership,JETP\n"));
    ASK(.year = value("2025"));
    assert_said(ENT_N423, "1 agreement or event has no date and no dated source: left out");
    ASK(.year = value("2025"), .possible = true);
    assert_int_equal(run.counts[ENT_N423], 1);
}

static void open_ties_behind_the_horizon_are_told(void **state)
{
    (void)state;
    given_schema("digraph { graph [horizon=\"2012-12-31\"]\n"
                 "state [table=\"actors.csv\" key=\"{id}\"]\n"
                 "state -> state [label=ally time=span table=\"ties.csv\" start=\"{start}\" "
                 "end=\"{end}\"] }");
    assert_true(build("# actors.csv\nid\nusa\ngbr\n"
                      "# ties.csv\ntype,from,to,start,end\nally,usa,gbr,1949-04-04,..\n"));
    ASK(.year = value("2010"), .certain = true);
    assert_ties("usa-gbr");
    ASK(.year = value("2020"));
    assert_ties("usa-gbr");
    assert_said(ENT_N422, "2020 is after the horizon of the tables (2012-12-31): 1 open tie is "
                          "presumed");
    ASK(.year = value("2020"), .certain = true);
    assert_ties("");
}

/* ---- where ---- */

static void a_test_without_a_scope_is_asked_of_all_nodes(void **state)
{
    (void)state;
    ASK(.where = value("type = 'state'"));
    assert_nodes("vnm chn gbr");
    ASK(.where = value("signed >= '2025'"), .keep_isolated = true);
    assert_nodes("mou-fraud");
}

static void a_test_with_a_scope_lets_everything_else_pass(void **state)
{
    (void)state;
    ASK(.where = value("agreement: signed >= '2025'"), .keep_isolated = true);
    assert_nodes("vnm chn gbr to-lam mps home-office cpv cpv-cc asean mou-fraud");
    ASK(.where = value("treaty: signed IS NULL"), .keep_isolated = true);
    assert_false(is_shown("unclos"));
    assert_true(is_shown("mou-fraud"));
}

static void ties_are_asked_of_their_relation_and_their_ends(void **state)
{
    (void)state;
    ASK(.where = value("edge: from.country = 'gbr' OR to.type = 'mou'"));
    assert_ties("home-office-gbr mps-mou-fraud home-office-mou-fraud");
    ASK(.where = value("'strategic partnership': start IS NOT NULL"));
    assert_int_equal(count_ties(), network.tie_count - 1);
    ASK(.where = value("edge: type = 'member of' AND from = 'vnm' AND to.id = 'asean'"));
    assert_ties("vnm-asean");
    ASK(.where = value("edge: isa('member of')"));
    assert_ties("vnm-asean");
}

static void tests_that_are_repeated_all_hold(void **state)
{
    (void)state;
    struct ent_value earlier = value("name LIKE '%i%'");
    struct ent_value both = value("isa('state')");
    both.earlier = &earlier;
    ASK(.where = both, .keep_isolated = true);
    assert_nodes("vnm chn gbr");
    both = value("isa('actor') AND name <> 'China'");
    both.earlier = &earlier;
    ASK(.where = both, .keep_isolated = true);
    assert_nodes("vnm gbr");
}

static void functions_ask_about_the_network(void **state)
{
    (void)state;
    ASK(.where = value("degree() >= 4"), .keep_isolated = true);
    assert_nodes("vnm gbr");
    ASK(.where = value("degree('member of') = 1"));
    assert_nodes("vnm asean");
    ASK(.where = value("near('asean') AND NOT near('asean', 0)"), .keep_isolated = true);
    assert_nodes("vnm");
    ASK(.where = value("near('cow=816', 1) AND isa('institution')"), .keep_isolated = true);
    assert_nodes("mps asean");
}

static void degrees_count_what_earlier_steps_have_left(void **state)
{
    (void)state;
    ASK(.year = value("2008"), .where = value("degree() = 1"));
    assert_nodes("vnm chn");
}

static void a_name_is_what_is_drawn_where_no_column_has_it(void **state)
{
    (void)state;
    given_schema("digraph { state [table=\"actors.csv\" key=\"{code}\" name=\"{title}\"]\n"
                 "state -> state [label=ally table=\"ties.csv\"] }");
    assert_true(build("# actors.csv\ncode,title\nusa,America\ngbr,Britain\n"
                      "# ties.csv\nfrom,to\nusa,gbr\n"));
    ASK(.where = value("name = 'Britain' AND id = 'gbr'"), .keep_isolated = true);
    assert_nodes("gbr");
    ASK(.where = value("edge: name = 'ally' AND to.name = 'Britain' AND to.title LIKE 'B%'"));
    assert_ties("usa-gbr");
}

static void an_unknown_property_is_refused_with_the_one_meant(void **state)
{
    (void)state;
    ASK_IN_VAIN(.where = value("agreement: singed IS NULL"));
    assert_said(ENT_E502, "--where: no property 'singed' on agreement");
    assert_hint("did you mean 'signed'?");
    ASK_IN_VAIN(.where = value("edge: from.cuontry = 'gbr'"));
    ASK_IN_VAIN(.where = value("institution: signed IS NULL"));
    ASK_IN_VAIN(.where = value("colour = 'red'"));
    assert_int_equal(run.counts[ENT_E502], 4);
}

static void text_in_double_quotes_is_recognised(void **state)
{
    (void)state;
    ASK_IN_VAIN(.where = value("type = \"mou\""));
    assert_hint("text stands in single quotes: 'mou'");
}

static void names_in_functions_and_scopes_are_looked_up(void **state)
{
    (void)state;
    ASK_IN_VAIN(.where = value("treety: signed IS NULL"));
    ASK_IN_VAIN(.where = value("isa('treety')"));
    ASK_IN_VAIN(.where = value("degree('membre of') = 1"));
    ASK_IN_VAIN(.where = value("edge: isa('treaty')"));
    assert_int_equal(run.counts[ENT_E508], 4);
    ASK_IN_VAIN(.where = value("near('vmn')"));
    assert_said(ENT_E505, "--where: unknown id 'vmn'");
    ASK_IN_VAIN(.where = value("edge: degree() = 1"));
    assert_said(ENT_E501, "--where: column 7: only nodes are asked this, not ties");
}

static void a_colon_inside_a_property_is_no_scope(void **state)
{
    (void)state;
    ASK_IN_VAIN(.where = value("dc:title = 'x'"));
    assert_said(ENT_E502, "--where: no property 'dc:title' on any node");
}

static void a_fault_behind_a_scope_is_told_at_its_character(void **state)
{
    (void)state;
    ASK_IN_VAIN(.where = value("agreement: type == 'mou'"));
    assert_said(ENT_E501, "--where: column 18: expected a value, found '='");
    assert_int_equal(run.first->place.offset, 17);
}

static void every_step_tells_what_it_left(void **state)
{
    (void)state;
    ASK(.year = value("2008"));
    assert_int_equal(selection.step_count, 13);
    assert_string_equal(selection.steps[1].name, "time");
    assert_int_equal(selection.steps[0].nodes, 14);
    assert_int_equal(selection.steps[1].nodes, 2);
    assert_int_equal(selection.steps[12].ties, 1);
}

/* ---- the records that are shipped ---- */

static void read_records(void)
{
    assert_true(
        ent_records_read(&run, &schema, ENT_TEXT("data/vietnam-uk"), ENT_NOWHERE, 0, &records));
    assert_true(ent_network_build(&run, &schema, &records, &network));
}

static const char *step_of(const char *id)
{
    uint32_t node = ent_network_node(&network, ent_text_of(id));
    assert_int_not_equal(node, ENT_NONE);
    return selection.steps[selection.node_step[node]].name;
}

static void what_is_out_knows_the_step_that_took_it(void **state)
{
    (void)state;
    read_records();
    ASK(.year = value("2025"), .not_type = value("mou"), .ego = value("vnm"), .depth = 1);
    assert_string_equal(step_of("cpv"), "time");
    assert_string_equal(step_of("mou-fraud"), "type");
    assert_string_equal(step_of("oxford"), "ego");
    assert_string_equal(step_of("vnm"), "all");
    for (size_t node = 0; node < network.node_count; node++)
        assert_int_equal(selection.nodes[node] == ENT_OUT, selection.node_step[node] > 0);
    for (size_t tie = 0; tie < network.tie_count; tie++)
        assert_int_equal(selection.ties[tie] == ENT_OUT, selection.tie_step[tie] > 0);
}

static void the_fourteen_partnerships_came_one_after_another(void **state)
{
    static const struct {
        const char *year;
        size_t count;
    } cases[] = {{"2007", 0}, {"2008", 1}, {"2012", 2}, {"2016", 3},
                 {"2022", 4}, {"2023", 6}, {"2024", 9}, {"2025", 14}};
    (void)state;
    read_records();
    for (size_t i = 0; i < ENT_COUNT(cases); i++) {
        ASK(.year = value(cases[i].year),
            .type = value("state,comprehensive strategic partnership"));
        assert_int_equal(count_ties(), cases[i].count);
    }
    ASK(.as_of = value("2025-10-31"), .type = value("state,comprehensive strategic partnership"));
    assert_int_equal(count_ties(), 14);
}

static void on_the_day_of_the_upgrade_vietnam_and_the_uk_have_one_level(void **state)
{
    struct ent_value levels =
        value("state,strategic partnership,comprehensive strategic partnership");
    (void)state;
    read_records();
    ASK(.as_of = value("2025-10-29"), .type = levels, .ego = value("gbr"), .depth = 1);
    assert_ties("vnm-gbr");
    ASK(.as_of = value("2025-10-28"), .type = levels, .ego = value("gbr"), .depth = 1);
    assert_ties("vnm-gbr");
    ASK(.as_of = value("2025-10-27"), .type = levels, .ego = value("gbr"), .depth = 1);
    assert_int_equal(count_ties(), 0);
    ASK(.as_of = value("2025-10-27"), .type = levels, .ego = value("gbr"), .depth = 1,
        .possible = true);
    assert_ties("vnm-gbr");
    ASK(.year = value("2025"), .type = levels, .ego = value("gbr"), .depth = 1);
    assert_ties("vnm-gbr vnm-gbr");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_scenario, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_asked_shows_everything),
        TEST(in_1983_nothing_is_shown),
        TEST(in_2008_the_partnership_with_china_is_shown),
        TEST(on_the_last_day_of_may_2008_vietnam_is_shown),
        TEST(in_2025_all_but_the_undated_is_shown),
        TEST(on_the_day_of_the_upgrade_one_level_is_shown),
        TEST(in_2036_the_commitment_on_english_has_ended),
        TEST(the_context_adds_who_is_an_undated_tie_away),
        TEST(who_endures_is_shown_while_something_that_lasts_touches_it),
        TEST(isolated_nodes_may_be_kept),
        TEST(a_window_may_be_open_or_of_years),
        TEST(certain_presumed_and_possible_show_more_and_more),
        TEST(the_date_of_signature_may_be_asked_for),
        TEST(a_date_may_be_asked_for_that_is_no_column),
        TEST(a_type_is_kept_with_its_kinds),
        TEST(a_type_is_dropped_with_its_kinds),
        TEST(a_relation_is_kept_or_dropped_by_its_name),
        TEST(a_list_of_types_leaves_all_relations),
        TEST(around_an_ego_are_its_neighbours),
        TEST(several_egos_and_alternate_keys_may_be_named),
        TEST(of_depth_nothing_only_the_egos_stay),
        TEST(the_neighbours_are_those_of_the_time),
        TEST(a_topic_is_shown_with_its_parts_and_who_has_to_do_with_them),
        TEST(a_short_form_is_not_drawn_beside_its_agreement),
        TEST(a_short_form_is_drawn_where_its_agreement_is_not),
        TEST(from_after_to_is_refused),
        TEST(years_that_run_backwards_or_are_half_are_refused),
        TEST(ways_to_ask_for_a_time_exclude_one_another),
        TEST(certain_and_possible_exclude_one_another),
        TEST(an_unknown_ego_is_refused_with_the_one_meant),
        TEST(an_unknown_type_is_refused_with_the_one_meant),
        TEST(an_unknown_date_property_is_refused),
        TEST(a_bad_date_is_refused),
        TEST(the_state_as_of_a_year_is_that_of_its_last_day),
        TEST(what_has_no_date_and_no_dated_source_is_told),
        TEST(open_ties_behind_the_horizon_are_told),
        TEST(a_test_without_a_scope_is_asked_of_all_nodes),
        TEST(a_test_with_a_scope_lets_everything_else_pass),
        TEST(ties_are_asked_of_their_relation_and_their_ends),
        TEST(tests_that_are_repeated_all_hold),
        TEST(functions_ask_about_the_network),
        TEST(degrees_count_what_earlier_steps_have_left),
        TEST(a_name_is_what_is_drawn_where_no_column_has_it),
        TEST(an_unknown_property_is_refused_with_the_one_meant),
        TEST(text_in_double_quotes_is_recognised),
        TEST(names_in_functions_and_scopes_are_looked_up),
        TEST(a_colon_inside_a_property_is_no_scope),
        TEST(a_fault_behind_a_scope_is_told_at_its_character),
        TEST(every_step_tells_what_it_left),
        TEST(what_is_out_knows_the_step_that_took_it),
        TEST(the_fourteen_partnerships_came_one_after_another),
        TEST(on_the_day_of_the_upgrade_vietnam_and_the_uk_have_one_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
