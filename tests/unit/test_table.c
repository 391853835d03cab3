#include "read/csv.h"
#include "read/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct ent_run run;
static struct ent_table table, view;

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    struct ent_text text = ENT_TEXT("id,c1,d1,c2,d2,c10,my col\nx,a,b,c,d,e,f\ny,1,2,3,4,5,6\n");
    ent_csv_read(&run, ent_source_from(&run, ENT_TEXT("wide.csv"), text), &table);
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

static void assert_lacks(const char *unpivot, const char *column)
{
    struct ent_text lacking = ent_table_unpivot(&run.arena, &table, ent_text_of(unpivot), &view);
    assert_string_equal(ent_text_string(&run.arena, lacking), column);
}

/* The values of the first row. */
static void assert_values(const char *unpivot, const char *values)
{
    assert_lacks(unpivot, "");
    struct ent_text found = {0};
    for (size_t row = 0; row < view.turned_count; row++)
        found = ENT_FORM(&run.arena, "{}{}", found, ent_table_cell(&view, row, ENT_TURNED_VALUE));
    assert_string_equal(ent_text_string(&run.arena, found), values);
    assert_int_equal(view.row_count, 2 * view.turned_count);
}

static void a_range_is_what_stands_between_two_columns(void **state)
{
    (void)state;
    assert_values("d1..d2", "bd");
    assert_values("c1..d2", "abcd");
    assert_values("id..d1", "xab");
}

static void numbered_columns_are_taken_by_their_numbers(void **state)
{
    (void)state;
    assert_values("c1..c10", "ace");
    assert_values("c1..c2", "ac");
}

static void columns_may_be_named_one_by_one(void **state)
{
    (void)state;
    assert_values("'my col' c2", "cf");
    assert_values("c1..c2 d1..d2", "abcd");
}

static void columns_that_are_not_there_are_named(void **state)
{
    (void)state;
    assert_lacks("c1..c11", "c11");
    assert_lacks("nothing", "nothing");
    assert_lacks("d2..id", "id");
}

static void a_view_has_column_and_value_before_the_others(void **state)
{
    (void)state;
    assert_values("c1..c10", "ace");
    uint32_t id = ent_table_column(&view, ENT_TEXT("id"));
    assert_string_equal(ent_text_string(&run.arena, ent_table_cell(&view, 4, ENT_TURNED_COLUMN)),
                        "c2");
    assert_string_equal(ent_text_string(&run.arena, ent_table_cell(&view, 4, ENT_TURNED_VALUE)),
                        "3");
    assert_string_equal(ent_text_string(&run.arena, ent_table_cell(&view, 4, id)), "y");
    assert_true(ent_table_is_turned(&view, ent_table_column(&view, ENT_TEXT("c10"))));
    assert_false(ent_table_is_turned(&view, id));
}

static void a_value_stands_where_its_cell_does(void **state)
{
    (void)state;
    assert_values("c1..c10", "ace");
    struct ent_position value = ent_place_position(ent_table_place(&view, 4, ENT_TURNED_VALUE));
    assert_int_equal(value.line, 3);
    assert_int_equal(value.column, 7);
    struct ent_position id = ent_place_position(ent_table_place(&view, 4, ENT_TURNED_WIDTH));
    assert_int_equal(id.column, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_range_is_what_stands_between_two_columns),
        TEST(numbered_columns_are_taken_by_their_numbers),
        TEST(columns_may_be_named_one_by_one),
        TEST(columns_that_are_not_there_are_named),
        TEST(a_view_has_column_and_value_before_the_others),
        TEST(a_value_stands_where_its_cell_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
