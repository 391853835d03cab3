#include "read/dot.h"
#include "read/encoding.h"

#include "run.h"

static struct ent_dot dot;

static bool read_dot(const char *text)
{
    struct ent_source *source = ent_source_from(&run, ENT_TEXT("own.gv"), ent_text_of(text));
    assert_non_null(source);
    return ent_dot_read(&run, source, &dot);
}

static size_t line_of(size_t offset)
{
    return ent_place_position(ent_place_at(dot.source, offset)).line;
}

static void nodes_and_edges_come_in_the_order_of_the_file(void **state)
{
    (void)state;
    assert_true(read_dot("digraph g { b; a; c -> b [label=x]\n a -> c }"));
    assert_int_equal(dot.node.object_count, 3);
    assert_text(dot.node.objects[0].name, "b");
    assert_text(dot.node.objects[2].name, "c");
    assert_int_equal(dot.edge.objects[0].tail, 2);
    assert_int_equal(dot.edge.objects[1].tail, 1);
    assert_int_equal(dot.edge.objects[1].head, 2);
    assert_text(dot.name, "g");
}

static void edges_keep_their_keys_and_values(void **state)
{
    (void)state;
    assert_true(read_dot("digraph { a -> b [key=one label=x]; a -> b [key=two label=y] }"));
    assert_int_equal(dot.edge.object_count, 2);
    assert_text(dot.edge.objects[1].name, "two");
    assert_text(ent_dot_value(&dot.edge, &dot.edge.objects[1], "label"), "y");
}

static void a_value_that_is_not_stated_is_the_root_default(void **state)
{
    (void)state;
    assert_true(read_dot("digraph { node [shape=box]; a; b [shape=note]; {node [shape=tab]; c} }"));
    size_t shape = ent_dot_attribute(&dot.node, "shape");
    assert_false(ent_dot_stated(&dot.node, &dot.node.objects[0], shape));
    assert_true(ent_dot_stated(&dot.node, &dot.node.objects[1], shape));
    assert_true(ent_dot_stated(&dot.node, &dot.node.objects[2], shape));
    assert_text(dot.node.objects[0].values[shape], "box");
}

static void every_object_knows_its_line(void **state)
{
    (void)state;
    assert_true(read_dot("digraph {\n a;\n\n b;\n a -> b [label=x];\n}\n"));
    assert_int_equal(line_of(dot.node.objects[0].offset), 2);
    assert_int_equal(line_of(dot.node.objects[1].offset), 4);
    assert_int_equal(line_of(dot.edge.objects[0].offset), 5);
}

static void a_word_is_found_behind_its_line(void **state)
{
    (void)state;
    assert_true(read_dot("digraph {\n stated; state;\n}"));
    struct ent_place place = ent_dot_place(&dot, 0, ENT_TEXT("state"));
    assert_int_equal(ent_place_position(place).line, 2);
    assert_int_equal(ent_place_position(place).column, 10);
}

static void an_attribute_that_nobody_declares_is_empty(void **state)
{
    (void)state;
    assert_true(read_dot("digraph { a }"));
    assert_int_equal(ent_dot_attribute(&dot.node, "shape"), ENT_NONE);
    assert_int_equal(ent_dot_value(&dot.node, &dot.node.objects[0], "shape").length, 0);
}

static void a_syntax_error_is_reported_on_its_line(void **state)
{
    (void)state;
    assert_false(read_dot("digraph {\n a -> b;\n c -> -> d\n}\n"));
    assert_rule(ENT_E301, 3);
    assert_text(run.first->message, "syntax error near '->'");
}

static void a_comment_may_begin_the_file(void **state)
{
    (void)state;
    assert_true(read_dot("# own\n// one\n/* two\n */ digraph { a }\n"));
    assert_int_equal(line_of(dot.node.objects[0].offset), 4);
    assert_true(read_dot("/* one */ digraph {\n a\n}"));
    assert_int_equal(line_of(dot.node.objects[0].offset), 2);
}

static void an_empty_file_is_no_graph(void **state)
{
    (void)state;
    assert_false(read_dot(""));
    assert_rule(ENT_E301, 1);
}

static void html_like_text_is_refused(void **state)
{
    (void)state;
    assert_false(read_dot("digraph {\n a;\n b [label=<<b>x</b>>];\n}"));
    assert_rule(ENT_E311, 3);
}

static void after_a_fault_the_next_file_is_read(void **state)
{
    (void)state;
    assert_false(read_dot("digraph { a -> "));
    assert_true(read_dot("digraph { a -> b }"));
    assert_int_equal(dot.edge.object_count, 1);
}

static void a_long_line_does_no_harm(void **state)
{
    enum { size = 200 * 1000 };
    (void)state;
    char *text = ent_arena_take(&run.arena, size + 1, 1);
    memset(text, ' ', size);
    memcpy(text, "digraph { a", 11);
    memcpy(text + size - 3, "b }", 3);
    assert_true(read_dot(text));
    assert_int_equal(dot.node.object_count, 2);
    assert_int_equal(line_of(dot.node.objects[1].offset), 1);
}

static void a_long_name_in_a_syntax_error_does_no_harm(void **state)
{
    enum { size = 50 * 1000 };
    (void)state;
    char *text = ent_arena_take(&run.arena, size + 32, 1);
    strcpy(text, "digraph { a -> -> ");
    memset(text + strlen(text), 'x', size);
    assert_false(read_dot(text));
    assert_rule(ENT_E301, 1);
}

static void strict_and_undirected_graphs_say_so(void **state)
{
    (void)state;
    assert_true(read_dot("strict graph { a -- b }"));
    assert_true(dot.strict);
    assert_false(dot.directed);
}

static void warnings_do_not_reach_into_a_message(void **state)
{
    (void)state;
    assert_false(read_dot("tables of 2016.svg and 201X\n"));
    assert_text(run.first->message, "syntax error near 'tables'");
}

static void a_comment_left_open_does_not_reach_the_next_file(void **state)
{
    assert_false(read_dot("/* open"));
    assert_rule(ENT_E301, 1);
    end(state);
    begin(state);
    assert_true(read_dot("digraph h { b -> c } /* open"));
    assert_int_equal(dot.node.object_count, 2);
    assert_true(read_dot("digraph h { b -> c }"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static size_t value_offset(size_t from, const char *value)
{
    return ent_dot_value_offset(dot.source, from, ENT_TEXT("where"), ent_text_of(value));
}

static void the_place_of_a_value_is_behind_its_quote(void **state)
{
    (void)state;
    assert_true(read_dot("digraph { a [where=\"x = 1\"] b [ where /* so */ = \"\\\"y\\\" = 2\"]\n"
                         "c [where=\"x = 1\"] d [where=plain] }"));
    assert_int_equal(value_offset(0, "x = 1"), 20);
    assert_int_equal(value_offset(30, "x = 1"), 72);
    assert_int_equal(value_offset(0, "\"y\" = 2"), 50);
    assert_int_equal(value_offset(0, "plain"), 89);
    assert_int_equal(value_offset(80, "\"y\" = 2"), 50);
    assert_int_equal(value_offset(7, "nowhere"), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nodes_and_edges_come_in_the_order_of_the_file),
        TEST(edges_keep_their_keys_and_values),
        TEST(a_value_that_is_not_stated_is_the_root_default),
        TEST(every_object_knows_its_line),
        TEST(a_word_is_found_behind_its_line),
        TEST(an_attribute_that_nobody_declares_is_empty),
        TEST(a_syntax_error_is_reported_on_its_line),
        TEST(a_comment_may_begin_the_file),
        TEST(an_empty_file_is_no_graph),
        TEST(html_like_text_is_refused),
        TEST(after_a_fault_the_next_file_is_read),
        TEST(a_long_line_does_no_harm),
        TEST(a_long_name_in_a_syntax_error_does_no_harm),
        TEST(strict_and_undirected_graphs_say_so),
        TEST(the_place_of_a_value_is_behind_its_quote),
        TEST(warnings_do_not_reach_into_a_message),
        TEST(a_comment_left_open_does_not_reach_the_next_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
