#include "read/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct ent_run run;
static char folder[64];

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    strcpy(folder, "/tmp/entente-encoding-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static struct ent_text path_of(const char *name)
{
    return ENT_FORM(&run.arena, "{}/{}", ent_text_of(folder), ent_text_of(name));
}

static int end(void **state)
{
    (void)state;
    unlink(ent_text_string(&run.arena, path_of("actors.csv")));
    unlink(ent_text_string(&run.arena, path_of("pipe")));
    ent_run_end(&run);
    return rmdir(folder);
}

static void write_file(const char *name, struct ent_text bytes)
{
    FILE *file = fopen(ent_text_string(&run.arena, path_of(name)), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
}

static struct ent_source *open_file(const char *name)
{
    return ent_source_open(&run, path_of(name), ENT_NOWHERE);
}

static struct ent_source *from(struct ent_text bytes)
{
    return ent_source_from(&run, ENT_TEXT("actors.csv"), bytes);
}

static void assert_text(struct ent_text text, const char *expected)
{
    assert_string_equal(ent_text_string(&run.arena, text), expected);
}

static void assert_reported(enum ent_rule rule, const char *message, const char *hint)
{
    assert_non_null(run.first);
    assert_int_equal(run.first->rule, rule);
    assert_text(run.first->message, message);
    assert_text(run.first->hint, hint);
}

static void assert_position(size_t line, size_t column)
{
    struct ent_position position = ent_place_position(run.first->place);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void a_file_is_read_whole(void **state)
{
    (void)state;
    write_file("actors.csv", ENT_TEXT("id\nvnm\n"));
    struct ent_source *source = open_file("actors.csv");
    assert_text(source->bytes, "id\nvnm\n");
    assert_true(ent_text_equal(source->name, path_of("actors.csv")));
}

static void an_empty_file_is_a_source(void **state)
{
    (void)state;
    write_file("actors.csv", (struct ent_text){"", 0});
    assert_int_equal(open_file("actors.csv")->bytes.length, 0);
}

static void a_pipe_is_read_to_its_end(void **state)
{
    enum { size = 300 * 1000 };
    (void)state;
    char *path = ent_text_string(&run.arena, path_of("pipe"));
    assert_int_equal(mkfifo(path, 0600), 0);
    pid_t writer = fork();
    if (writer == 0) {
        FILE *pipe = fopen(path, "wb");
        for (int i = 0; i < size; i++)
            putc('x', pipe);
        fclose(pipe);
        _exit(0);
    }
    assert_int_equal(open_file("pipe")->bytes.length, size);
    assert_int_equal(wait(NULL), writer);
}

static void sources_are_numbered_as_they_are_opened(void **state)
{
    (void)state;
    assert_int_equal(from(ENT_TEXT("a"))->order, 0);
    assert_int_equal(from(ENT_TEXT("b"))->order, 1);
}

static void a_missing_file_is_answered_with_a_similar_one(void **state)
{
    (void)state;
    write_file("actors.csv", ENT_TEXT("id\n"));
    assert_null(open_file("actor.csv"));
    assert_int_equal(run.first->rule, ENT_E101);
    assert_text(run.first->hint, "did you mean 'actors.csv'?");
}

static void a_missing_folder_has_no_similar_file(void **state)
{
    (void)state;
    assert_null(ent_source_open(&run, ENT_TEXT("/no/such.csv"), ENT_NOWHERE));
    assert_reported(ENT_E101, "cannot read '/no/such.csv': No such file or directory", "");
}

static void a_folder_is_no_file(void **state)
{
    (void)state;
    assert_null(ent_source_open(&run, ENT_TEXT("/tmp"), ENT_NOWHERE));
    assert_reported(ENT_E101, "cannot read '/tmp': Is a directory", "");
}

static void the_byte_order_mark_is_dropped(void **state)
{
    (void)state;
    assert_text(from(ENT_TEXT("\xEF\xBB\xBFid\n"))->bytes, "id\n");
    assert_int_equal(from(ENT_TEXT("\xEF\xBB\xBF"))->bytes.length, 0);
}

static void bytes_that_need_no_change_are_not_copied(void **state)
{
    static const char text[] = "name\nVi\xE1\xBB\x87t Nam, T\xC3\xB4 L\xC3\xA2m\n";
    (void)state;
    assert_ptr_equal(from(ent_text_of(text))->bytes.bytes, text);
}

static void decomposed_vietnamese_is_composed(void **state)
{
    (void)state;
    struct ent_source *source = from(ENT_TEXT("Vie\xCC\xA3\xCC\x82t Nam\nplain\nTo\xCC\x82"));
    assert_text(source->bytes, "Vi\xE1\xBB\x87t Nam\nplain\nT\xC3\xB4");
}

static void only_lines_that_change_are_changed(void **state)
{
    (void)state;
    struct ent_source *source = from(ENT_TEXT("id\nVi\xE1\xBB\x87t\nTo\xCC\x82\nVi\xE1\xBB\x87t"));
    assert_text(source->bytes, "id\nVi\xE1\xBB\x87t\nT\xC3\xB4\nVi\xE1\xBB\x87t");
}

/* U+1D160 becomes three code points: the longest growth there is. */
static void composing_may_make_a_text_longer(void **state)
{
    (void)state;
    struct ent_source *source = from(ENT_TEXT("\xF0\x9D\x85\xA0\xF0\x9D\x85\xA0"));
    assert_int_equal(source->bytes.length, 24);
}

static void a_bad_byte_is_reported_where_it_stands(void **state)
{
    (void)state;
    assert_null(from(ENT_TEXT("id,name\n1,\xC3\xA9t\xE9\n")));
    assert_reported(ENT_E107, "not valid UTF-8 (byte 0xE9)",
                    "save as UTF-8 (in a spreadsheet: \"CSV UTF-8\")");
    assert_position(2, 5);
}

static void cut_and_overlong_sequences_are_bad(void **state)
{
    static const char *const texts[] = {"\xC3",         "\xE1\xBB",         "\xC0\xAF",
                                        "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80"};
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(texts); i++)
        assert_null(from(ent_text_of(texts[i])));
    assert_int_equal(run.counts[ENT_E107], ENT_COUNT(texts));
}

static void a_nul_is_reported_where_it_stands(void **state)
{
    (void)state;
    assert_null(from(ENT_TEXT("id,name\n1,a\0b\n")));
    assert_reported(ENT_E111, "the byte NUL does not belong into text",
                    "is it a text? a spreadsheet saves one as \"CSV UTF-8\"");
    assert_position(2, 4);
}

static void utf16_is_named(void **state)
{
    (void)state;
    assert_null(from(ENT_TEXT("\xFF\xFEi\0d\0")));
    assert_reported(ENT_E107, "not valid UTF-8 (byte 0xFF)",
                    "this looks like UTF-16: save as UTF-8");
    assert_position(1, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_read_whole),
        TEST(an_empty_file_is_a_source),
        TEST(a_pipe_is_read_to_its_end),
        TEST(sources_are_numbered_as_they_are_opened),
        TEST(a_missing_file_is_answered_with_a_similar_one),
        TEST(a_missing_folder_has_no_similar_file),
        TEST(a_folder_is_no_file),
        TEST(the_byte_order_mark_is_dropped),
        TEST(bytes_that_need_no_change_are_not_copied),
        TEST(decomposed_vietnamese_is_composed),
        TEST(only_lines_that_change_are_changed),
        TEST(composing_may_make_a_text_longer),
        TEST(a_bad_byte_is_reported_where_it_stands),
        TEST(cut_and_overlong_sequences_are_bad),
        TEST(a_nul_is_reported_where_it_stands),
        TEST(utf16_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
