#include "write/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct ent_run run;
static struct ent_writer writer;

/* Rows of three cells, one after the other. */
static void fill(const void *subject, size_t row, struct ent_text *cells)
{
    const char *const *texts = subject;
    for (size_t i = 0; i < 3; i++)
        cells[i] = ent_text_of(texts[row * 3 + i]);
}

static const char *written(const char *const *texts, size_t rows, enum ent_rows_form form)
{
    static const struct ent_text columns[] = {{"id", 2}, {"name", 4}, {"ties", 4}};
    writer.length = 0;
    ent_rows_write(
        &run, &(struct ent_rows){columns, 3, rows, (const bool[]){false, false, true}, fill, texts},
        form, &writer);
    return ent_text_string(&run.arena, ent_writer_text(&writer));
}

static const char *const states[] = {
    "chn", "\xE4\xB8\xAD\xE5\x9B\xBD",
    "7", /* two wide letters */
    "vnm", "Vie\xCC\xA3t",
    "12", /* an accent of its own */
    "gbr", "",
    "0",
};

static void cells_are_quoted_where_they_must_be(void **state)
{
    (void)state;
    const char *const texts[] = {"a,b", "say \"no\"", "1"};
    assert_string_equal(written(texts, 1, ENT_ROWS_CSV),
                        "id,name,ties\n\"a,b\",\"say \"\"no\"\"\",1\n");
}

static void a_list_without_rows_has_its_columns(void **state)
{
    (void)state;
    assert_string_equal(written(NULL, 0, ENT_ROWS_CSV), "id,name,ties\n");
    assert_string_equal(written(NULL, 0, ENT_ROWS_JSON), "[\n]\n");
    assert_string_equal(written(NULL, 0, ENT_ROWS_TABLE), "id  name  ties\n");
}

static void numbers_are_numbers_and_empty_cells_are_null_in_json(void **state)
{
    (void)state;
    const char *const texts[] = {"a", "", "12", "b\n\"", "B", "0"};
    assert_string_equal(written(texts, 2, ENT_ROWS_JSON),
                        "[\n{\"id\":\"a\",\"name\":null,\"ties\":12},\n"
                        "{\"id\":\"b\\n\\\"\",\"name\":\"B\",\"ties\":0}\n]\n");
}

static void columns_stand_under_one_another_on_a_terminal(void **state)
{
    (void)state;
    assert_string_equal(written(states, 3, ENT_ROWS_TABLE), "id   name  ties\n"
                                                            "chn  \xE4\xB8\xAD\xE5\x9B\xBD     7\n"
                                                            "vnm  Vie\xCC\xA3t    12\n"
                                                            "gbr           0\n");
}

static void a_terminal_is_not_given_what_it_would_obey(void **state)
{
    (void)state;
    const char *const texts[] = {"a", "\033[2Jx\ny", "1"};
    const char *table = written(texts, 1, ENT_ROWS_TABLE);
    assert_null(strchr(table, '\033'));
    assert_int_equal(table[strlen(table) - 1], '\n');
    assert_non_null(strstr(table, "\xE2\x90\x9B[2Jx\xE2\x90\x8Ay"));
}

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_writer_end(&writer);
    ent_run_end(&run);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cells_are_quoted_where_they_must_be),
        TEST(a_list_without_rows_has_its_columns),
        TEST(numbers_are_numbers_and_empty_cells_are_null_in_json),
        TEST(columns_stand_under_one_another_on_a_terminal),
        TEST(a_terminal_is_not_given_what_it_would_obey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
