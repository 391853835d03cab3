#include "read/encoding.h"
#include "read/figure.h"

#include "run.h"

static struct ent_schema schema;

static struct ent_figure figure;

static int begin_with_schema(void **state)
{
    begin(state);
    assert_true(ent_schema_read(&run, ent_schema_built_in(&run), &schema));
    return 0;
}

static bool apply(const char *text)
{
    struct ent_dot dot;
    struct ent_source *source = ent_source_from(&run, ENT_TEXT("figure.gv"), ent_text_of(text));
    assert_true(ent_dot_read(&run, source, &dot));
    return ent_figure_apply(&run, &dot, &schema, &figure);
}

static void assert_type(const char *name, enum ent_attribute attribute, const char *expected)
{
    uint32_t type = ent_schema_type(&schema, ent_text_of(name));
    assert_text(schema.types[type].kind.values[attribute].text, expected);
}

static void assert_relation(const char *name, enum ent_attribute attribute, const char *expected)
{
    uint32_t relation = ent_schema_relation(&schema, ent_text_of(name));
    assert_text(schema.relations[relation].kind.values[attribute].text, expected);
}

static void an_empty_figure_changes_nothing(void **state)
{
    (void)state;
    assert_true(apply("digraph { year=2025 }"));
    assert_type("treaty", ENT_AT_SHAPE, "note");
    assert_null(run.first);
}

static void node_defaults_hold_for_all_types(void **state)
{
    (void)state;
    assert_true(apply("digraph { node [color=red]; edge [penwidth=4] }"));
    assert_type("state", ENT_AT_COLOR, "red");
    assert_type("topic", ENT_AT_COLOR, "red");
    assert_relation("signed", ENT_AT_PENWIDTH, "4");
}

static void a_type_is_laid_over_with_its_kinds(void **state)
{
    (void)state;
    assert_true(apply("digraph { agreement [fillcolor=gold] }"));
    assert_type("agreement", ENT_AT_FILLCOLOR, "gold");
    assert_type("treaty", ENT_AT_FILLCOLOR, "gold");
    assert_type("state", ENT_AT_FILLCOLOR, "#d4e4f4");
}

static void a_kind_may_differ_from_its_type_in_any_order(void **state)
{
    (void)state;
    assert_true(apply("digraph { treaty [fillcolor=red]; agreement [fillcolor=gold] }"));
    assert_type("treaty", ENT_AT_FILLCOLOR, "red");
    assert_type("mou", ENT_AT_FILLCOLOR, "gold");
}

static void what_a_type_states_wins_over_the_defaults_of_the_figure(void **state)
{
    (void)state;
    assert_true(apply("digraph { node [color=red]; state [color=blue] }"));
    assert_type("state", ENT_AT_COLOR, "blue");
    assert_type("person", ENT_AT_COLOR, "red");
}

static void a_label_says_which_relation_is_meant(void **state)
{
    (void)state;
    assert_true(apply("digraph { state -> state [label=\"strategic partnership\" color=red] }"));
    assert_relation("strategic partnership", ENT_AT_COLOR, "red");
    assert_relation("comprehensive strategic partnership", ENT_AT_COLOR, "#1f4e79");
}

static void without_a_label_all_relations_of_the_ends_are_meant(void **state)
{
    (void)state;
    assert_true(apply("digraph { state -> state [color=red] }"));
    assert_relation("strategic partnership", ENT_AT_COLOR, "red");
    assert_relation("comprehensive strategic partnership", ENT_AT_COLOR, "red");
    assert_relation("signed", ENT_AT_COLOR, "#2f6b2f");
}

static void a_node_that_is_no_type_is_kept_for_its_id(void **state)
{
    (void)state;
    assert_true(apply("digraph {\n state [color=blue]\n vnm [color=red label=\"Viet Nam\"];\n}"));
    assert_int_equal(figure.override_count, 1);
    assert_text(figure.overrides[0].id, "vnm");
    assert_text(figure.overrides[0].kind.values[ENT_AT_COLOR].text, "red");
    assert_text(figure.overrides[0].kind.label, "Viet Nam");
    assert_int_equal(ent_place_position(figure.overrides[0].place).line, 3);
}

static void what_is_no_style_is_refused(void **state)
{
    (void)state;
    assert_false(apply("digraph {\n state [table=\"other.csv\"]\n}"));
    assert_rule(ENT_E311, 2);
    assert_type("state", ENT_AT_TABLE, "actors.csv");
}

static void a_misspelt_style_is_refused_with_the_one_meant(void **state)
{
    (void)state;
    assert_false(apply("digraph {\n state [colour=red]\n}"));
    assert_rule(ENT_E311, 2);
    assert_text(run.first->hint, "did you mean 'color'?");
}

static void an_end_that_is_no_type_is_reported_with_the_one_meant(void **state)
{
    (void)state;
    assert_false(apply("digraph {\n state -> stat [color=red];\n}"));
    assert_rule(ENT_E313, 2);
    assert_text(run.first->message, "'stat' is no type or relation of the schema");
    assert_text(run.first->hint, "did you mean 'state'?");
}

static void a_label_that_is_no_relation_is_reported(void **state)
{
    (void)state;
    assert_false(apply("digraph {\n state -> state [label=\"strategic partnershp\"];\n}"));
    assert_rule(ENT_E313, 2);
    assert_text(run.first->hint, "did you mean 'strategic partnership'?");
}

static void an_attribute_of_graphviz_is_set_once(void **state)
{
    (void)state;
    struct ent_text name = ENT_TEXT("URL");
    assert_true(ent_style_apply(&run, &schema, 'N', name, ENT_TEXT("a"), ENT_NOWHERE));
    const struct ent_kind *kind = &schema.types[0].kind;
    size_t count = kind->setting_count;
    assert_true(ent_style_apply(&run, &schema, 'N', name, ENT_TEXT("b"), ENT_NOWHERE));
    assert_int_equal(kind->setting_count, count);
    assert_text(kind->settings[count - 1].value, "b");
}

static void an_attribute_of_the_command_line_is_refused_once(void **state)
{
    (void)state;
    assert_false(ent_style_apply(&run, &schema, 'E', ENT_TEXT("colr"), ENT_TEXT("a"), ENT_NOWHERE));
    assert_int_equal(run.counts[ENT_E311], 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_schema, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_figure_changes_nothing),
        TEST(node_defaults_hold_for_all_types),
        TEST(a_type_is_laid_over_with_its_kinds),
        TEST(a_kind_may_differ_from_its_type_in_any_order),
        TEST(what_a_type_states_wins_over_the_defaults_of_the_figure),
        TEST(a_label_says_which_relation_is_meant),
        TEST(without_a_label_all_relations_of_the_ends_are_meant),
        TEST(a_node_that_is_no_type_is_kept_for_its_id),
        TEST(what_is_no_style_is_refused),
        TEST(a_misspelt_style_is_refused_with_the_one_meant),
        TEST(an_end_that_is_no_type_is_reported_with_the_one_meant),
        TEST(a_label_that_is_no_relation_is_reported),
        TEST(an_attribute_of_graphviz_is_set_once),
        TEST(an_attribute_of_the_command_line_is_refused_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
