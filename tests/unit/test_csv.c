#include "read/csv.h"
#include "read/encoding.h"

#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct ent_table table;

static void read_text(struct ent_text text, char delimiter)
{
    struct ent_source *source = ent_source_from(&run, ENT_TEXT("data/ties.csv"), text);
    assert_non_null(source);
    source->delimiter = delimiter;
    ent_csv_read(&run, source, &table);
}

static void read_csv(const char *text)
{
    read_text(ent_text_of(text), 0);
}

static void assert_cell(size_t row, size_t column, const char *expected)
{
    assert_text(ent_table_cell(&table, row, column), expected);
}

static void assert_shape(size_t rows, size_t columns)
{
    assert_int_equal(table.row_count, rows);
    assert_int_equal(table.column_count, columns);
}

static void assert_position(struct ent_place place, size_t line, size_t column)
{
    struct ent_position position = ent_place_position(place);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

/* The first thing reported is that rule, there. */
static void assert_reported_at(enum ent_rule rule, size_t line, size_t column)
{
    assert_non_null(run.first);
    assert_int_equal(run.first->rule, rule);
    assert_position(run.first->place, line, column);
}

static void assert_first_row(const char *text)
{
    read_csv(text);
    assert_int_equal(ent_run_errors(&run), 0);
    assert_shape(2, 2);
    assert_text(table.columns[1], "name");
    assert_cell(0, 0, "fr");
    assert_cell(0, 1, "France");
    assert_cell(1, 1, "Germany");
}

static void lines_end_in_lf_crlf_cr_or_all_of_them(void **state)
{
    (void)state;
    assert_first_row("id,name\nfr,France\nde,Germany\n");
    assert_first_row("id,name\r\nfr,France\r\nde,Germany\r\n");
    assert_first_row("id,name\rfr,France\rde,Germany\r");
    assert_first_row("id,name\r\nfr,France\rde,Germany\n");
    assert_position(ent_table_place(&table, 1, 1), 3, 4);
}

static void the_last_line_needs_no_end(void **state)
{
    (void)state;
    assert_first_row("id,name\nfr,France\nde,Germany");
}

static void a_byte_order_mark_before_a_quoted_header_is_no_text(void **state)
{
    (void)state;
    assert_first_row("\xEF\xBB\xBF\"id\",\"name\"\nfr,France\nde,Germany\n");
    assert_text(table.columns[0], "id");
}

static void blanks_at_the_ends_of_unquoted_cells_are_dropped(void **state)
{
    (void)state;
    assert_first_row(" id ,\tname\n fr , France\nde,  Germany  \n");
    read_csv("id\n\" fr \"\n");
    assert_cell(0, 0, " fr ");
}

static void blank_lines_are_passed_over(void **state)
{
    (void)state;
    assert_first_row("\n  \nid,name\n\nfr,France\n \t\nde,Germany\n\n");
    assert_position(ent_table_place(&table, 1, 0), 7, 1);
    assert_null(run.first);
}

static void a_semicolon_tab_or_pipe_in_the_header_is_the_delimiter(void **state)
{
    (void)state;
    assert_first_row("id;name\nfr;France\nde;Germany\n");
    assert_first_row("id\tname\nfr\tFrance\nde\tGermany\n");
    assert_first_row("id|name\nfr|France\nde|Germany\n");
    assert_int_equal(table.source->delimiter, '|');
}

static void delimiters_inside_quotes_are_not_counted(void **state)
{
    (void)state;
    read_csv("\"a,b,c,d\";e;f\n1;2;3\n");
    assert_shape(1, 3);
    assert_text(table.columns[0], "a,b,c,d");
}

static void a_first_line_sep_names_the_delimiter(void **state)
{
    (void)state;
    assert_first_row("sep=;\nid;name\nfr;France\nde;Germany\n");
    assert_first_row("sep=:\r\nid:name\r\nfr:France\r\nde:Germany\r\n");
    assert_position(ent_table_place(&table, 0, 1), 3, 4);
}

static void the_delimiter_of_the_caller_wins(void **state)
{
    (void)state;
    read_text(ENT_TEXT("sep=;\na,b;c\n1,2;3\n"), ',');
    assert_shape(1, 2);
    assert_cell(0, 1, "2;3");
}

static void cells_may_have_lines_delimiters_and_doubled_quotes(void **state)
{
    (void)state;
    read_csv("id,name\n1,\"a, \"\"b\"\"\nc\r\nd\"\n2,e\n");
    assert_shape(2, 2);
    assert_cell(0, 1, "a, \"b\"\nc\r\nd");
    assert_cell(1, 1, "e");
}

static void places_are_right_after_cells_of_several_lines(void **state)
{
    (void)state;
    read_csv("id,name,more\n1,\"a\n\nb\",\"\xC3\xA9\xC3\xA9\"\n2, c ,d\n");
    assert_position(ent_table_place(&table, 0, 1), 2, 3);
    assert_position(ent_table_place(&table, 0, 2), 4, 4);
    assert_position(ent_table_place(&table, 1, 1), 5, 4);
    assert_position(ent_table_place(&table, 1, 2), 5, 7);
}

static void a_short_row_is_reported_and_the_next_one_is_read(void **state)
{
    (void)state;
    read_csv("key,name\nfr\nde,Germany\n");
    assert_int_equal(ent_run_errors(&run), 1);
    assert_reported_at(ENT_E104, 2, 1);
    assert_text(run.first->message, "row has 1 cells, the header has 2 columns");
    assert_text(run.first->hint, "there is no cell for column 'name'");
    assert_shape(1, 2);
    assert_cell(0, 1, "Germany");
}

static void several_missing_cells_are_named_by_their_columns(void **state)
{
    (void)state;
    read_csv("id,name,short,country\nfr,France\n");
    assert_reported_at(ENT_E104, 2, 4);
    assert_text(run.first->hint, "there are no cells for columns 'short' to 'country'");
}

static void a_long_row_is_reported_at_the_first_cell_too_many(void **state)
{
    (void)state;
    read_csv("id;name\nfr;a;b;c\nde;Germany\n");
    assert_reported_at(ENT_E104, 2, 6);
    assert_text(run.first->hint, "';' in a cell without quotes?");
    assert_shape(1, 2);
    assert_cell(0, 1, "Germany");
}

static void a_line_with_no_cell_filled_in_is_skipped(void **state)
{
    (void)state;
    read_csv(",,\nid,name,short\nfr,France,\n,,\n,,,,\nde,Germany,\n");
    assert_int_equal(run.counts[ENT_W110], 3);
    assert_int_equal(ent_run_errors(&run), 0);
    assert_shape(2, 3);
    assert_cell(1, 0, "de");
    assert_cell(1, 2, "");
}

static void a_quote_that_is_never_closed_is_reported_where_it_opens(void **state)
{
    (void)state;
    read_csv("id,name\n1,a\n\"2\",\"b \"\"c\n3,d\n");
    assert_int_equal(ent_run_errors(&run), 1);
    assert_reported_at(ENT_E102, 3, 5);
    assert_shape(1, 2);
}

static void text_after_a_closing_quote_is_reported_at_the_text(void **state)
{
    (void)state;
    read_csv("id,name\n1,a\n2,\"b\" c\n3,d\n");
    assert_int_equal(ent_run_errors(&run), 1);
    assert_reported_at(ENT_E103, 3, 7);
    assert_shape(1, 2);
}

static void a_quote_inside_an_unquoted_cell_is_reported(void **state)
{
    (void)state;
    read_csv("id,name\n1,a \"b\" c\n");
    assert_reported_at(ENT_E103, 2, 5);
    assert_shape(0, 2);
}

static void a_table_without_a_header_is_an_error(void **state)
{
    static const char *const texts[] = {"", "\n\n", " ", "sep=;", ",,\n", "\xEF\xBB\xBF"};
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(texts); i++)
        read_csv(texts[i]);
    assert_int_equal(run.counts[ENT_E105], ENT_COUNT(texts));
    assert_text(run.first->message, "no header row");
    assert_shape(0, 0);
}

static void an_unclosed_quote_in_the_header_is_the_only_fault(void **state)
{
    (void)state;
    read_csv("id,\"name\n1,a\n");
    assert_int_equal(ent_run_errors(&run), 1);
    assert_reported_at(ENT_E102, 1, 4);
}

static void a_table_may_have_a_header_only(void **state)
{
    (void)state;
    read_csv("id,name");
    assert_null(run.first);
    assert_shape(0, 2);
}

static void a_repeated_column_is_reported_at_its_second_place(void **state)
{
    (void)state;
    read_csv("id,name,,short,name,\n1,2,3,4,5,6\n");
    assert_int_equal(ent_run_errors(&run), 1);
    assert_reported_at(ENT_E106, 1, 16);
    assert_text(run.first->message, "column 'name' occurs twice");
}

static void one_column_is_a_table(void **state)
{
    (void)state;
    read_csv("id\nfr\n\"de\"\n");
    assert_shape(2, 1);
    assert_cell(1, 0, "de");
    assert_null(run.first);
}

static void one_column_with_another_delimiter_in_its_name_is_suspicious(void **state)
{
    (void)state;
    read_text(ENT_TEXT("id;name\nfr;France\n"), ',');
    assert_reported_at(ENT_W108, 1, 1);
    assert_text(run.first->message, "only one column found, but the header contains ';'");
    assert_shape(1, 1);
}

static void columns_are_found_by_name(void **state)
{
    (void)state;
    read_csv("id,name,\n1,2,3\n");
    assert_int_equal(ent_table_column(&table, ENT_TEXT("name")), 1);
    assert_int_equal(ent_table_column(&table, ENT_TEXT("Name")), ENT_NONE);
    assert_text(table.name, "ties.csv");
}

static void a_cell_of_ten_megabytes_is_read(void **state)
{
    enum { size = 10 * 1000 * 1000 };
    (void)state;
    char *text = ent_arena_take(&run.arena, size + 8, 1);
    memset(text, 'x', size + 8);
    memcpy(text, "a,b\n1,\"", 7);
    text[size + 7] = '"';
    read_text((struct ent_text){text, size + 8}, 0);
    assert_shape(1, 2);
    assert_int_equal(ent_table_cell(&table, 0, 1).length, size);
}

static void six_hundred_columns_are_read(void **state)
{
    enum { columns = 600 };
    (void)state;
    char text[columns * 16], *at = text;
    for (int i = 0; i < columns; i++)
        at += sprintf(at, "c%d%c", i, i + 1 < columns ? ',' : '\n');
    for (int i = 0; i < columns; i++)
        at += sprintf(at, "%d%c", i, i + 1 < columns ? ',' : '\n');
    read_text((struct ent_text){text, (size_t)(at - text)}, 0);
    assert_shape(1, columns);
    assert_cell(0, 599, "599");
}

/* The next string of a JSON text; false at its end. The files escape quotes and line ends only. */
static bool next_string(struct ent_text json, size_t *at, char *string)
{
    while (*at < json.length && json.bytes[*at] != '"')
        ++*at;
    if (*at == json.length)
        return false;
    for (++*at; json.bytes[*at] != '"'; ++*at) {
        char byte = json.bytes[*at];
        if (byte == '\\') {
            byte = json.bytes[++*at];
            byte = byte == 'n' ? '\n' : byte == 'r' ? '\r' : byte;
        }
        *string++ = byte;
    }
    *string = '\0';
    ++*at;
    return true;
}

static void assert_as_json(struct ent_text json)
{
    char *string = ent_arena_take(&run.arena, json.length + 1, 1);
    size_t at = 0;
    for (size_t row = 0; row < table.row_count; row++)
        for (size_t column = 0; column < table.column_count; column++) {
            assert_true(next_string(json, &at, string));
            assert_text(table.columns[column], string);
            assert_true(next_string(json, &at, string));
            assert_cell(row, column, string);
        }
    assert_false(next_string(json, &at, string));
}

/* "csv_spectrum" / "empty" ".csv" */
static struct ent_source *open_spectrum(const char *folder, const char *name, const char *ending)
{
    const char *root = getenv("ENTENTE_DATA");
    struct ent_text path =
        ENT_FORM(&run.arena, "{}/{}/{}{}", ent_text_of(root ? root : "../shared/data"),
                 ent_text_of(folder), ent_text_of(name), ent_text_of(ending));
    if (access(ent_text_string(&run.arena, path), R_OK) != 0)
        skip();
    return ent_source_open(&run, path, ENT_NOWHERE);
}

static void the_files_of_csv_spectrum_are_read_as_their_json(void **state)
{
    static const char *const names[] = {
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "simple",
        "quotes_and_newlines",
        "newlines_crlf",
        "simple_crlf",
        "utf8",
    };
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(names); i++) {
        ent_csv_read(&run, open_spectrum("csv_spectrum", names[i], ".csv"), &table);
        assert_as_json(open_spectrum("csv_spectrum/json", names[i], ".json")->bytes);
    }
    assert_null(run.first);
}

/* Its cell 37 36'37.8"N is not quoted, which RFC 4180 forbids. */
static void the_file_of_csv_spectrum_with_a_bare_quote_is_refused(void **state)
{
    (void)state;
    struct ent_source *source = open_spectrum("csv_spectrum", "location_coordinates", ".csv");
    ent_csv_read(&run, source, &table);
    assert_reported_at(ENT_E103, 2, 22);
}

static void read_aligned(const char *text, enum ent_alignment align)
{
    struct ent_source *source = ent_source_from(&run, ENT_TEXT("ties.csv"), ent_text_of(text));
    assert_non_null(source);
    source->align = align;
    ent_csv_read(&run, source, &table);
}

static void a_header_that_is_too_short_is_reported_once(void **state)
{
    (void)state;
    read_csv("id,name\n1,vnm,Vietnam\n2,fra,France\n");
    assert_int_equal(run.counts[ENT_E113], 1);
    assert_int_equal(run.counts[ENT_E104], 0);
    assert_text(run.first->message, "every row has 3 cells, the header has 2 columns");
}

static void a_single_row_is_no_proof_against_the_header(void **state)
{
    (void)state;
    read_csv("id,name\n1,vnm,Vietnam\n");
    assert_int_equal(run.counts[ENT_E104], 1);
    assert_int_equal(run.counts[ENT_E113], 0);
}

static void rows_that_differ_among_themselves_are_each_reported(void **state)
{
    (void)state;
    read_csv("id,name\n1,a,b\n2,c,d\n3\n");
    assert_int_equal(run.counts[ENT_E104], 3);
    read_csv("id,name\n1,a,b\n2,c,d\n3,e\n");
    assert_int_equal(run.counts[ENT_E104], 5);
    assert_int_equal(run.counts[ENT_E113], 0);
    assert_int_equal(table.row_count, 1);
}

static void row_names_stand_in_the_column_row(void **state)
{
    (void)state;
    read_aligned("id,name\n1,vnm,Vietnam\n2,fra,France\n", ENT_ALIGN_RIGHT);
    assert_int_equal(run.first == NULL, 1);
    assert_text(table.columns[0], "row");
    assert_text(table.columns[2], "name");
    assert_cell(1, 2, "France");
    assert_int_equal(table.row_count, 2);
}

static void a_last_cell_without_a_name_is_passed_over(void **state)
{
    (void)state;
    read_aligned("id,name\nvnm,Vietnam,\nfra,France,\n", ENT_ALIGN_LEFT);
    assert_int_equal(table.column_count, 3);
    assert_text(table.columns[2], "");
    assert_cell(1, 1, "France");
}

static void a_name_without_cells_is_passed_over(void **state)
{
    (void)state;
    read_aligned("id,name,note\nvnm,Vietnam\nfra,France\n", ENT_ALIGN_LEFT);
    assert_int_equal(table.column_count, 2);
    assert_text(table.columns[0], "id");
    read_aligned("row,id,name\nvnm,Vietnam\nfra,France\n", ENT_ALIGN_RIGHT);
    assert_int_equal(table.column_count, 2);
    assert_text(table.columns[0], "id");
    assert_cell(1, 1, "France");
}

static void an_aligned_table_still_has_rows_of_one_width(void **state)
{
    (void)state;
    read_aligned("id,name\n1,vnm,Vietnam\n2,fra\n3,a,b,c,d\n", ENT_ALIGN_RIGHT);
    assert_int_equal(run.counts[ENT_E104], 2);
    read_aligned("id,name\nvnm,Vietnam\nfra,France,x\n", ENT_ALIGN_RIGHT);
    assert_text(table.columns[0], "id");
    assert_int_equal(run.counts[ENT_E104], 3);
}

static void columns_without_a_name_are_told_of_once(void **state)
{
    (void)state;
    read_csv("id,,name,\n1,2,3,4\n");
    assert_int_equal(run.counts[ENT_N114], 1);
    assert_int_equal(run.counts[ENT_E106], 0);
    assert_text(run.first->message, "2 of 4 columns have no name: nothing can refer to them");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_end_in_lf_crlf_cr_or_all_of_them),
        TEST(the_last_line_needs_no_end),
        TEST(a_byte_order_mark_before_a_quoted_header_is_no_text),
        TEST(blanks_at_the_ends_of_unquoted_cells_are_dropped),
        TEST(blank_lines_are_passed_over),
        TEST(a_semicolon_tab_or_pipe_in_the_header_is_the_delimiter),
        TEST(delimiters_inside_quotes_are_not_counted),
        TEST(a_first_line_sep_names_the_delimiter),
        TEST(the_delimiter_of_the_caller_wins),
        TEST(cells_may_have_lines_delimiters_and_doubled_quotes),
        TEST(places_are_right_after_cells_of_several_lines),
        TEST(a_short_row_is_reported_and_the_next_one_is_read),
        TEST(several_missing_cells_are_named_by_their_columns),
        TEST(a_long_row_is_reported_at_the_first_cell_too_many),
        TEST(a_line_with_no_cell_filled_in_is_skipped),
        TEST(a_quote_that_is_never_closed_is_reported_where_it_opens),
        TEST(text_after_a_closing_quote_is_reported_at_the_text),
        TEST(a_quote_inside_an_unquoted_cell_is_reported),
        TEST(a_table_without_a_header_is_an_error),
        TEST(an_unclosed_quote_in_the_header_is_the_only_fault),
        TEST(a_table_may_have_a_header_only),
        TEST(a_repeated_column_is_reported_at_its_second_place),
        TEST(one_column_is_a_table),
        TEST(one_column_with_another_delimiter_in_its_name_is_suspicious),
        TEST(columns_are_found_by_name),
        TEST(a_cell_of_ten_megabytes_is_read),
        TEST(six_hundred_columns_are_read),
        TEST(the_files_of_csv_spectrum_are_read_as_their_json),
        TEST(a_header_that_is_too_short_is_reported_once),
        TEST(a_single_row_is_no_proof_against_the_header),
        TEST(rows_that_differ_among_themselves_are_each_reported),
        TEST(row_names_stand_in_the_column_row),
        TEST(a_last_cell_without_a_name_is_passed_over),
        TEST(a_name_without_cells_is_passed_over),
        TEST(an_aligned_table_still_has_rows_of_one_width),
        TEST(columns_without_a_name_are_told_of_once),
        TEST(the_file_of_csv_spectrum_with_a_bare_quote_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
