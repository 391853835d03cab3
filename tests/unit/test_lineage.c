#include "select/lineage.h"

#include "base/writer.h"

#include "records.h"

static struct ent_selection selection;

static void given(const char *text)
{
    assert_true(build(text));
    selection = (struct ent_selection){
        .nodes = ENT_NEW(&run.arena, uint8_t, network.node_count + 1),
        .ties = ENT_NEW(&run.arena, uint8_t, network.tie_count + 1),
    };
    memset(selection.nodes, ENT_CERTAIN, network.node_count);
    memset(selection.ties, ENT_CERTAIN, network.tie_count);
}

static uint32_t node(const char *id)
{
    return ent_network_node(&network, ent_text_of(id));
}

#define AGREEMENTS                                                                                 \
    "# agreements.csv\nid,type,name,signed,parent\n"                                               \
    "old,treaty,Old,1950,\nnew,treaty,New,1990,\nprotocol,treaty,Protocol,1995,new\n"              \
    "other,treaty,Other,1940,\nalone,treaty,Alone,1930,\nannex,treaty,Annex,1960,other\n"
#define TIES "# ties.csv\ntype,from,to\nsupersedes,new,old\nbased on,new,other\n"

static const char *family_of(const char *id)
{
    const uint32_t *families = ent_lineage_families(&run, &network, &selection);
    uint32_t eldest = families[node(id)];
    return eldest == ENT_NONE ? "none" : ent_text_string(&run.arena, network.node_id[eldest]);
}

static void a_family_is_called_after_its_eldest(void **state)
{
    (void)state;
    given(AGREEMENTS TIES);
    assert_string_equal(family_of("old"), "old");
    assert_string_equal(family_of("new"), "old");
    assert_string_equal(family_of("protocol"), "old");
    assert_string_equal(family_of("annex"), "other");
    assert_string_equal(family_of("alone"), "none");
}

static void the_eldest_is_one_that_is_selected_and_one_member_makes_no_family(void **state)
{
    (void)state;
    given(AGREEMENTS TIES);
    selection.nodes[node("old")] = ENT_OUT;
    selection.nodes[node("other")] = ENT_OUT;
    assert_string_equal(family_of("protocol"), "new");
    assert_string_equal(family_of("old"), "none");
    assert_string_equal(family_of("annex"), "none");
}

static void of_several_eldest_the_first_in_time_counts_and_then_the_id(void **state)
{
    (void)state;
    given("# agreements.csv\nid,type,name,signed\nb,treaty,B,1950\na,treaty,A,1960\n"
          "c,treaty,C,\nd,treaty,D,1950\nlate,treaty,Late,1970\n"
          "# ties.csv\ntype,from,to\namends,late,b\namends,late,a\namends,late,c\namends,late,d\n");
    assert_string_equal(family_of("late"), "b");
}

static void of_a_loop_the_first_in_time_is_the_eldest(void **state)
{
    (void)state;
    given("# agreements.csv\nid,type,name,signed\na,treaty,A,1960\nb,treaty,B,1950\n"
          "# ties.csv\ntype,from,to\namends,a,b\namends,b,a\n");
    assert_string_equal(family_of("a"), "b");
}

static void elders_stand_before_youngers_and_loops_together(void **state)
{
    (void)state;
    given("# agreements.csv\nid,type,name\na,treaty,A\nb,treaty,B\nc,treaty,C\nd,treaty,D\n"
          "# ties.csv\ntype,from,to\namends,a,b\namends,b,c\namends,c,b\namends,c,d\n");
    struct ent_descent descent = ent_descent_make(&run, &network, ENT_AMENDS, NULL);
    assert_int_equal(descent.order[0], node("d"));
    assert_int_equal(descent.order[3], node("a"));
    assert_int_equal(descent.loop[node("b")], descent.loop[node("c")]);
    assert_true(descent.loop[node("d")] < descent.loop[node("b")]);
    assert_true(descent.loop[node("b")] < descent.loop[node("a")]);
}

static void a_chain_of_a_hundred_thousand_needs_no_deep_stack(void **state)
{
    enum { most = 100000 };
    (void)state;
    struct ent_writer rows = {0};
    ENT_PUT(&rows, "# agreements.csv\nid,type,name,start\n");
    for (int i = 0; i < most; i++)
        ent_put_text(&rows,
                     ENT_FORM(&run.arena, "a{},treaty,A,2000\n", ent_text_number(&run.arena, i)));
    ENT_PUT(&rows, "# ties.csv\ntype,from,to\n");
    for (int i = 1; i < most; i++)
        ent_put_text(&rows,
                     ENT_FORM(&run.arena, "supersedes,a{},a{}\n", ent_text_number(&run.arena, i),
                              ent_text_number(&run.arena, i - 1)));
    given(ent_text_string(&run.arena, ent_writer_text(&rows)));
    ent_writer_end(&rows);
    struct ent_succession found = ent_succession_find(&run, &network, &selection);
    assert_int_equal(found.gone[node("a99998")], ENT_CERTAIN);
    assert_int_equal(found.gone[node("a99999")], ENT_OUT);
    assert_true(ent_lineage_line(&run, &network, (uint32_t[]){node("a5")}, 1)[node("a99999")]);
}

static void a_schema_says_what_makes_a_lineage(void **state)
{
    (void)state;
    given_schema("digraph own { node [table=\"n.csv\" key=\"{id}\"] edge [table=\"n.csv\" "
                 "from=\"{id}\" to=\"{p}\"]\n"
                 "law; state\nlaw -> law [label=\"replaces\" lineage=supersedes]\n"
                 "law -> law [label=\"cites\"]\nstate -> law [label=\"made\"] }");
    assert_true(ent_schema_has_lineage(&schema, ENT_SUPERSEDES, ENT_NONE));
    assert_false(ent_schema_has_lineage(&schema, ENT_AMENDS | ENT_UNDER, ENT_NONE));
    assert_false(ent_schema_has_lineage(&schema, ENT_ANY_LINEAGE,
                                        ent_schema_type(&schema, ENT_TEXT("state"))));
    assert_true(
        ent_text_is(ent_schema_lineage_names(&run.arena, &schema, ENT_ANY_LINEAGE), "'replaces'"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_schema, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_family_is_called_after_its_eldest),
        TEST(the_eldest_is_one_that_is_selected_and_one_member_makes_no_family),
        TEST(of_several_eldest_the_first_in_time_counts_and_then_the_id),
        TEST(of_a_loop_the_first_in_time_is_the_eldest),
        TEST(elders_stand_before_youngers_and_loops_together),
        TEST(a_chain_of_a_hundred_thousand_needs_no_deep_stack),
        TEST(a_schema_says_what_makes_a_lineage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
