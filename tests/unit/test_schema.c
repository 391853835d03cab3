#include "read/encoding.h"
#include "read/schema.h"

#include "run.h"

static struct ent_schema schema;

static bool read_schema(const char *text)
{
    struct ent_source *source = ent_source_from(&run, ENT_TEXT("own.gv"), ent_text_of(text));
    return ent_schema_read(&run, source, &schema);
}

static const struct ent_kind *type(const char *name)
{
    uint32_t number = ent_schema_type(&schema, ent_text_of(name));
    assert_int_not_equal(number, ENT_NONE);
    return &schema.types[number].kind;
}

static void the_built_in_schema_is_read_without_a_word(void **state)
{
    (void)state;
    assert_true(ent_schema_read(&run, ent_schema_built_in(&run), &schema));
    assert_null(run.first);
    assert_text(type("treaty")->values[ENT_AT_TABLE].text, "agreements.csv");
    assert_int_equal(type("treaty")->timing, ENT_SPAN);
    assert_int_equal(type("visit")->timing, ENT_POINT);
    assert_int_equal(type("state")->timing, ENT_UNTIMED);
}

static void what_a_type_does_not_state_is_that_of_the_general_type(void **state)
{
    (void)state;
    assert_true(read_schema("digraph { node [key=\"{id}\" shape=box]\n"
                            "agreement [table=\"a.csv\" shape=note time=span]\n"
                            "treaty [color=red]\n treaty -> agreement [label=isa] }"));
    assert_text(type("treaty")->values[ENT_AT_TABLE].text, "a.csv");
    assert_text(type("treaty")->values[ENT_AT_SHAPE].text, "note");
    assert_text(type("treaty")->values[ENT_AT_COLOR].text, "red");
    assert_text(type("treaty")->values[ENT_AT_KEY].text, "{id}");
    assert_int_equal(type("treaty")->timing, ENT_SPAN);
    assert_int_equal(type("agreement")->values[ENT_AT_COLOR].text.length, 0);
}

static void the_general_type_may_stand_behind_its_kinds(void **state)
{
    (void)state;
    assert_true(
        read_schema("digraph { { edge [label=isa] a -> b; b -> c }\n c [table=\"c.csv\"] }"));
    assert_text(type("a")->values[ENT_AT_TABLE].text, "c.csv");
    assert_true(ent_type_isa(&schema, 0, ent_schema_type(&schema, ENT_TEXT("c"))));
    assert_false(ent_type_isa(&schema, ent_schema_type(&schema, ENT_TEXT("c")), 0));
}

static void a_label_is_not_inherited(void **state)
{
    (void)state;
    assert_true(
        read_schema("digraph { a [table=\"a.csv\" label=\"All of them\"]; b -> a [label=isa] }"));
    assert_text(type("a")->label, "All of them");
    assert_text(type("b")->label, "b");
}

static void an_isa_loop_is_reported_with_its_way(void **state)
{
    (void)state;
    assert_false(read_schema("digraph {\n edge [label=isa]\n a -> b\n b -> c\n c -> a }"));
    assert_rule(ENT_E306, 3);
    assert_text(run.first->message, "'isa' loop: a -> b -> c -> a");
    assert_int_equal(ent_run_errors(&run), 1);
}

static void a_type_that_is_a_kind_of_itself_is_a_loop(void **state)
{
    (void)state;
    assert_false(read_schema("digraph { a -> a [label=isa] }"));
    assert_rule(ENT_E306, 1);
}

static void the_key_of_an_edge_is_the_name_and_the_label_only_the_wording(void **state)
{
    (void)state;
    assert_true(
        read_schema("digraph { node [table=\"a.csv\"]; edge [table=\"t.csv\"]\n"
                    "a -> b [key=signed label=\"put its name to\"]; a -> b [label=left] }"));
    assert_text(schema.relations[0].kind.name, "signed");
    assert_text(schema.relations[0].kind.label, "put its name to");
    assert_text(schema.relations[1].kind.name, "left");
}

static void relations_of_one_name_know_the_first_of_them(void **state)
{
    (void)state;
    assert_true(read_schema("digraph { node [table=\"a.csv\"]\n"
                            "a -> b [label=x dir=none]; b -> a [label=y]; b -> b [label=x] }"));
    assert_int_equal(schema.relations[2].same, 0);
    assert_int_equal(schema.relations[1].same, 1);
    assert_true(schema.relations[0].symmetric);
    assert_false(schema.relations[2].symmetric);
}

static void missing_and_separator_are_those_of_the_graph_where_none_is_stated(void **state)
{
    (void)state;
    assert_true(read_schema("digraph { graph [missing=\"-9\" separator=\"|\"]\n"
                            "a [table=\"a.csv\"]; b [table=\"a.csv\" missing=\"NA\"] }"));
    assert_text(ent_kind_text(&schema, type("a"), ENT_AT_MISSING), "-9");
    assert_text(ent_kind_text(&schema, type("b"), ENT_AT_MISSING), "NA");
    assert_text(ent_kind_text(&schema, type("a"), ENT_AT_SEPARATOR), "|");
}

static void an_unknown_attribute_is_reported_on_its_line_with_the_one_meant(void **state)
{
    (void)state;
    assert_true(read_schema("digraph {\n a [table=\"a.csv\"];\n\n b [tabel=\"a.csv\"];\n}"));
    assert_rule(ENT_W305, 4);
    assert_text(run.first->message, "unknown attribute 'tabel' on node types");
    assert_text(run.first->hint, "did you mean 'table'?");
    assert_int_equal(ent_place_position(run.first->place).column, 5);
}

static void attributes_of_graphviz_are_known(void **state)
{
    (void)state;
    assert_true(read_schema("digraph { rankdir=LR; a [table=\"a.csv\" URL=\"{url}\" rank=same] }"));
    assert_null(run.first);
    assert_text(type("a")->settings[0].name, "URL");
}

static void a_syntax_error_stands_on_its_line(void **state)
{
    (void)state;
    assert_false(read_schema("digraph {\n state [table=\"a.csv\"\n state -> -> state\n}"));
    assert_rule(ENT_E301, 3);
}

static void html_like_text_is_refused(void **state)
{
    (void)state;
    assert_false(read_schema("digraph {\n a [label=<<b>a</b>>]\n}"));
    assert_rule(ENT_E311, 2);
}

static void a_strict_graph_is_refused(void **state)
{
    (void)state;
    assert_false(read_schema("strict digraph { a [table=\"a.csv\"] }"));
    assert_rule(ENT_E303, 1);
}

static void an_undirected_graph_is_refused(void **state)
{
    (void)state;
    assert_false(read_schema("graph { a [table=\"a.csv\"] }"));
    assert_rule(ENT_E303, 1);
}

static void a_relation_to_a_type_without_a_table_is_reported(void **state)
{
    (void)state;
    assert_false(read_schema("digraph {\n state [table=\"a.csv\"]\n"
                             "stat -> state [label=x];\n}"));
    assert_rule(ENT_E302, 3);
    assert_text(run.first->hint, "did you mean 'state'?");
}

static void a_relation_without_a_label_is_reported(void **state)
{
    (void)state;
    assert_false(read_schema("digraph {\n a [table=\"a.csv\"]\n a -> a;\n}"));
    assert_rule(ENT_E309, 3);
}

static void a_time_that_is_neither_span_nor_point_is_reported(void **state)
{
    (void)state;
    assert_false(read_schema("digraph {\n a [table=\"a.csv\"\n time=spam];\n}"));
    assert_int_equal(run.counts[ENT_E311], 1);
}

static void a_template_at_fault_is_reported_at_its_attribute(void **state)
{
    (void)state;
    assert_false(
        read_schema("digraph {\n a [table=\"a.csv\"];\n b [table=\"a.csv\" key=\"{id\"];\n}"));
    assert_rule(ENT_E311, 3);
    assert_int_equal(ent_place_position(run.first->place).column, 19);
}

static void names_of_relations_for_suggestions_come_once(void **state)
{
    size_t count;
    (void)state;
    assert_true(read_schema("digraph { node [table=\"a.csv\"]; edge [label=x]; a -> b; b -> a }"));
    ent_schema_names(&run.arena, &schema, true, true, &count);
    assert_int_equal(count, 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_built_in_schema_is_read_without_a_word),
        TEST(what_a_type_does_not_state_is_that_of_the_general_type),
        TEST(the_general_type_may_stand_behind_its_kinds),
        TEST(a_label_is_not_inherited),
        TEST(an_isa_loop_is_reported_with_its_way),
        TEST(a_type_that_is_a_kind_of_itself_is_a_loop),
        TEST(the_key_of_an_edge_is_the_name_and_the_label_only_the_wording),
        TEST(relations_of_one_name_know_the_first_of_them),
        TEST(missing_and_separator_are_those_of_the_graph_where_none_is_stated),
        TEST(an_unknown_attribute_is_reported_on_its_line_with_the_one_meant),
        TEST(attributes_of_graphviz_are_known),
        TEST(a_syntax_error_stands_on_its_line),
        TEST(html_like_text_is_refused),
        TEST(a_strict_graph_is_refused),
        TEST(an_undirected_graph_is_refused),
        TEST(a_relation_to_a_type_without_a_table_is_reported),
        TEST(a_relation_without_a_label_is_reported),
        TEST(a_time_that_is_neither_span_nor_point_is_reported),
        TEST(a_template_at_fault_is_reported_at_its_attribute),
        TEST(names_of_relations_for_suggestions_come_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
