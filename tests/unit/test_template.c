#include "read/csv.h"
#include "read/encoding.h"
#include "read/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct ent_run run;
static struct ent_table table;
static struct ent_template template;

/* One row of each kind: short given, short blank, a code for missing. */
static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    struct ent_text text =
        ENT_TEXT("id,name,short\nuk,United Kingdom,UK\nvnm,Viet Nam,\nxx,-9,NA\n");
    ent_csv_read(&run, ent_source_from(&run, ENT_TEXT("actors.csv"), text), &table);
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

static struct ent_filler bind(const char *text, const char *missing)
{
    assert_true(ent_template_read(&run, ent_text_of(text), ENT_NOWHERE, &template));
    return ent_template_bind(&run.arena, &template, &table, ent_text_of(missing));
}

static void assert_text(struct ent_text text, const char *expected)
{
    assert_string_equal(ent_text_string(&run.arena, text), expected);
}

static void assert_filled(const char *text, size_t row, const char *expected)
{
    struct ent_filler filler = bind(text, "-9 NA");
    assert_text(ent_template_fill(&run.arena, &filler, row), expected);
}

static void assert_refused(const char *text)
{
    assert_false(ent_template_read(&run, ent_text_of(text), ENT_NOWHERE, &template));
    assert_int_equal(run.counts[ENT_E311], 1);
}

static void a_single_column_is_a_view_of_its_cell(void **state)
{
    (void)state;
    struct ent_filler filler = bind("{name}", "");
    struct ent_text cell = ent_table_cell(&table, 0, 1);
    assert_ptr_equal(ent_template_fill(&run.arena, &filler, 0).bytes, cell.bytes);
}

static void columns_stand_among_constant_text(void **state)
{
    (void)state;
    assert_filled("the {short} ({id})", 0, "the UK (uk)");
    assert_filled("cow{id}", 0, "cowuk");
    assert_filled("{id}{short}", 0, "ukUK");
}

static void the_first_column_that_is_present_is_taken(void **state)
{
    (void)state;
    assert_filled("{short|name}", 0, "UK");
    assert_filled("{short|name}", 1, "Viet Nam");
    assert_filled("{ short | name | id }", 2, "xx");
}

static void doubled_braces_are_braces(void **state)
{
    (void)state;
    assert_filled("{{{id}}}", 0, "{uk}");
    assert_filled("{{}}", 0, "{}");
}

static void a_text_without_braces_is_constant(void **state)
{
    (void)state;
    assert_filled("2012-12-31", 0, "2012-12-31");
    assert_filled("", 0, "");
}

static void when_all_columns_are_missing_the_text_is_empty(void **state)
{
    (void)state;
    assert_filled("the {short}", 1, "");
    assert_filled("the {short} of {id}", 1, "the  of vnm");
}

static void codes_for_missing_count_as_empty_cells(void **state)
{
    (void)state;
    assert_filled("{name}", 2, "");
    assert_filled("{short}", 2, "");
}

static void an_unknown_column_counts_as_missing(void **state)
{
    (void)state;
    assert_filled("{nickname}", 0, "");
    assert_filled("{nickname|name}", 0, "United Kingdom");
}

static void a_row_beyond_the_present_columns_has_the_place_of_the_first(void **state)
{
    (void)state;
    struct ent_filler filler = bind("{short|name}", "");
    assert_int_equal(ent_template_place(&filler, 0).cell, 2);
    assert_int_equal(ent_template_place(&filler, 1).cell, 1);
    assert_text(ent_template_column(&filler, 1), "name");
}

static void a_brace_that_is_not_closed_is_refused(void **state)
{
    (void)state;
    assert_refused("{id");
}

static void a_closing_brace_alone_is_refused(void **state)
{
    (void)state;
    assert_refused("id}");
}

static void a_template_without_a_name_is_refused(void **state)
{
    (void)state;
    assert_refused("{ | }");
}

static void assert_dated(const char *table_text, const char *text, const char *expected)
{
    ent_csv_read(&run, ent_source_from(&run, ENT_TEXT("dates.csv"), ent_text_of(table_text)),
                 &table);
    assert_true(ent_template_read(&run, ent_text_of(text), ENT_NOWHERE, &template));
    template.dated = true;
    struct ent_filler filler = ent_template_bind(&run.arena, &template, &table, ENT_TEXT("-9"));
    assert_text(ent_template_fill(&run.arena, &filler, 0), expected);
}

static void parts_of_a_date_are_padded_and_dropped_from_the_right(void **state)
{
    (void)state;
    assert_dated("y,m,d\n1914,4,8\n", "{y}-{m}-{d}", "1914-04-08");
    assert_dated("y,m,d\n914,4,8\n", "{y}-{m}-{d}", "0914-04-08");
    assert_dated("y,m,d\n1914,4,-9\n", "{y}-{m}-{d}", "1914-04");
    assert_dated("y,m,d\n1914,-9,\n", "{y}-{m}-{d}", "1914");
    assert_dated("y,m,d\n-9,-9,-9\n", "{y}-{m}-{d}", "");
}

static void a_part_that_is_missing_before_another_is_unspecified(void **state)
{
    (void)state;
    assert_dated("y,m,d\n1914,,8\n", "{y}-{m}-{d}", "1914-XX-08");
    assert_dated("y,m,d\n,4,8\n", "{y}-{m}-{d}", "XXXX-04-08");
}

static void parts_stand_in_sets_and_intervals_too(void **state)
{
    (void)state;
    assert_dated("y,m,e\n1914,4,1918\n", "[..{y}-{m}]", "[..1914-04]");
    assert_dated("y,m,e\n1914,,1918\n", "{y}-{m}/{e}", "1914/1918");
    assert_dated("y,m,e\n1914,,\n", "{y|m}", "1914");
}

static void a_pattern_reads_a_date_in_the_notation_of_others(void **state)
{
    (void)state;
    assert_dated("d,e\n8/4/1914,\n", "{d:%d/%m/%Y}", "1914-04-08");
    assert_dated("d,e\n1914,\n", "{d:%d/%m/%Y}", "1914");
    assert_dated("d,e\n,31 Mar 1972 a\n", "{d:%d/%m/%Y|e:%d %b %Y*}", "1972-03-31");
    assert_dated("d,e\n1992-01-01T00:00:00Z,\n", "{d:%Y-01-01T*|d:%Y-%m-%dT*}", "1992");
    assert_dated("d,e\n1992-05-01T00:00:00Z,\n", "{d:%Y-01-01T*|d:%Y-%m-%dT*}", "1992-05-01");
    assert_dated("d,e\n1914,April\n", "{d}-{e:%B}", "1914-04");
}

static void a_pattern_that_is_no_date_is_refused(void **state)
{
    (void)state;
    assert_refused("{start:%d/%m/%y}");
}

static void a_colon_without_a_pattern_is_refused(void **state)
{
    (void)state;
    assert_refused("{start:dd/mm/yyyy}");
}

static void names_with_colons_and_bars_stand_in_quotes(void **state)
{
    (void)state;
    assert_dated(":ID,a|b,n:string\n7,x,y\n", "{:ID} {'a|b'} {'n:string'}", "7 x y");
}

static void a_code_may_be_of_one_column(void **state)
{
    (void)state;
    struct ent_filler name = bind("{name}", "name:-9 'short':NA"), id = bind("{id}", "name:xx");
    assert_text(ent_template_fill(&run.arena, &name, 2), "");
    assert_text(ent_template_fill(&run.arena, &id, 2), "xx");
    assert_true(id.plain);
    struct ent_filler quoted = bind("{name}", "'United Kingdom'");
    assert_text(ent_template_fill(&run.arena, &quoted, 0), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_single_column_is_a_view_of_its_cell),
        TEST(columns_stand_among_constant_text),
        TEST(the_first_column_that_is_present_is_taken),
        TEST(doubled_braces_are_braces),
        TEST(a_text_without_braces_is_constant),
        TEST(when_all_columns_are_missing_the_text_is_empty),
        TEST(codes_for_missing_count_as_empty_cells),
        TEST(an_unknown_column_counts_as_missing),
        TEST(a_row_beyond_the_present_columns_has_the_place_of_the_first),
        TEST(a_brace_that_is_not_closed_is_refused),
        TEST(a_closing_brace_alone_is_refused),
        TEST(a_template_without_a_name_is_refused),
        TEST(parts_of_a_date_are_padded_and_dropped_from_the_right),
        TEST(a_part_that_is_missing_before_another_is_unspecified),
        TEST(parts_stand_in_sets_and_intervals_too),
        TEST(a_pattern_reads_a_date_in_the_notation_of_others),
        TEST(a_pattern_that_is_no_date_is_refused),
        TEST(a_colon_without_a_pattern_is_refused),
        TEST(names_with_colons_and_bars_stand_in_quotes),
        TEST(a_code_may_be_of_one_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
