#include "read/csv.h"
#include "read/encoding.h"
#include "read/gather.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct ent_run run;
static char folder[64];
static const char *const files[] = {"a.csv",    "b1.csv",  "b1.csv.gz", "b2.csv.zst",
                                    "c.csv.gz", "d e.csv", "x[1].csv"};

static struct ent_text path_of(const char *name)
{
    return ENT_FORM(&run.arena, "{}/{}", ent_text_of(folder), ent_text_of(name));
}

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    strcpy(folder, "/tmp/entente-[gather]-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < ENT_COUNT(files); i++)
        fclose(fopen(ent_text_string(&run.arena, path_of(files[i])), "wb"));
    return 0;
}

static int end(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(files); i++)
        unlink(ent_text_string(&run.arena, path_of(files[i])));
    ent_run_end(&run);
    return rmdir(folder);
}

static void assert_text(struct ent_text text, const char *expected)
{
    assert_string_equal(ent_text_string(&run.arena, text), expected);
}

/* The names of the files, with blanks between them. */
static void assert_files(const char *names, const char *expected)
{
    size_t count;
    struct ent_text list = {0};
    struct ent_text *paths =
        ent_gather_paths(&run, ent_text_of(folder), ent_text_of(names), &count);
    for (size_t i = 0; i < count; i++)
        list = ENT_FORM(&run.arena, "{}{}{}", list, i > 0 ? ENT_TEXT(" ") : ENT_TEXT(""),
                        ent_text_slice(paths[i], strlen(folder) + 1, SIZE_MAX));
    assert_text(list, expected);
}

static void a_table_is_a_file_or_a_packed_one(void **state)
{
    (void)state;
    assert_files("a.csv", "a.csv");
    assert_files("b1.csv", "b1.csv");
    assert_files("b2.csv", "b2.csv.zst");
    assert_files("c.csv", "c.csv.gz");
    assert_files("none.csv", "");
}

static void several_names_and_patterns_give_each_file_once(void **state)
{
    (void)state;
    assert_files("c.csv a.csv", "c.csv.gz a.csv");
    assert_files("b2.csv b*.csv a.csv b1.csv", "b2.csv.zst b1.csv a.csv");
    assert_files("[ab]*.csv", "a.csv b1.csv b2.csv.zst");
    assert_files("x*.csv z*.csv", "x[1].csv");
}

static void a_name_with_a_blank_is_a_name_if_it_is_there(void **state)
{
    (void)state;
    assert_files("d e.csv", "d e.csv");
    assert_files("x[1].csv", "x[1].csv");
}

static struct ent_table read_csv(const char *name, const char *text)
{
    struct ent_table table;
    struct ent_source *source = ent_source_from(&run, ent_text_of(name), ent_text_of(text));
    ent_csv_read(&run, source, &table);
    return table;
}

static void rows_of_several_files_keep_their_places(void **state)
{
    (void)state;
    struct ent_table tables[] = {read_csv("a.csv", "id,name\n1,x\n2,y\n"),
                                 read_csv("b.csv", "id;name\n"),
                                 read_csv("c.csv", "name|id\nz|3\nw|4\n")};
    struct ent_table whole = ent_gather_rows(&run, tables, ENT_COUNT(tables));
    assert_null(run.first);
    assert_int_equal(whole.row_count, 4);
    assert_text(ent_table_cell(&whole, 3, 0), "4");
    assert_text(ent_place_mention(&run.arena, ent_table_place(&whole, 1, 1)), "a.csv:3");
    assert_text(ent_place_mention(&run.arena, ent_table_place(&whole, 2, 0)), "c.csv:2");
    assert_int_equal(ent_place_position(ent_table_place(&whole, 3, 0)).column, 3);
    assert_true(ent_table_holds(&whole, '|'));
    assert_false(ent_table_holds(&whole, '\t'));
}

static void columns_that_a_file_lacks_are_blank_and_told_of(void **state)
{
    (void)state;
    struct ent_table tables[] = {read_csv("a.csv", "id,name\n1,x\n"),
                                 read_csv("b.csv", "id,nmae\n2,y\n")};
    struct ent_table whole = ent_gather_rows(&run, tables, ENT_COUNT(tables));
    assert_int_equal(run.counts[ENT_W115], 1);
    assert_text(run.first->message, "not the columns of a.csv: without 'name', with 'nmae'");
    assert_int_equal(whole.column_count, 3);
    assert_text(ent_table_cell(&whole, 0, 2), "");
    assert_text(ent_table_cell(&whole, 1, 1), "");
    assert_text(ent_table_cell(&whole, 1, 2), "y");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_table_is_a_file_or_a_packed_one),
        TEST(several_names_and_patterns_give_each_file_once),
        TEST(a_name_with_a_blank_is_a_name_if_it_is_there),
        TEST(rows_of_several_files_keep_their_places),
        TEST(columns_that_a_file_lacks_are_blank_and_told_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
