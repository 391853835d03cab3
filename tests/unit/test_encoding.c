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
    assert_reported(ENT_E107, "not valid UTF-8 (byte 0xE9)", "save as UTF-8");
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
                    "is it a text? save as UTF-8");
    assert_position(2, 4);
}

static struct ent_source *table(struct ent_text bytes, const char *encoding)
{
    return ent_table_from(&run, ENT_TEXT("actors.csv"), bytes, ent_text_of(encoding));
}

static void marked_utf16_is_read(void **state)
{
    (void)state;
    assert_text(from(ENT_TEXT("\xFF\xFEi\0d\0\n\0\xC7\x1E"))->bytes, "id\n\xE1\xBB\x87");
    assert_text(from(ENT_TEXT("\xFE\xFF\0i\0d\0\n\x1E\xC7"))->bytes, "id\n\xE1\xBB\x87");
    assert_text(from(ENT_TEXT("\xFF\xFE\x3D\xD8\x00\xDE"))->bytes, "\xF0\x9F\x98\x80");
    assert_int_equal(from(ENT_TEXT("\xFF\xFE"))->bytes.length, 0);
}

static void half_a_character_of_utf16_is_bad(void **state)
{
    (void)state;
    assert_null(from(ENT_TEXT("\xFF\xFEi\0\n\0a\0\x3D\xD8z\0\n\0")));
    assert_reported(ENT_E107, "not valid UTF-16LE (byte 0x3D)",
                    "its byte order mark says so: it is damaged here");
    assert_position(2, 2);
    assert_null(from(ENT_TEXT("\xFE\xFF\0i\0")));
    assert_int_equal(run.counts[ENT_E107], 2);
}

static void a_named_encoding_is_read(void **state)
{
    (void)state;
    assert_text(table(ENT_TEXT("C\xF4te d\x92Ivoire"), "windows-1252")->bytes,
                "C\xC3\xB4te d\xE2\x80\x99Ivoire");
    assert_text(table(ENT_TEXT("\x93\xFA\x96{"), "shift-jis")->bytes, "\xE6\x97\xA5\xE6\x9C\xAC");
    assert_text(table(ENT_TEXT("\xE9"), "latin1")->bytes, "\xC3\xA9");
    assert_text(table(ENT_TEXT("\xC3\xA9"), "utf8")->bytes, "\xC3\xA9");
    assert_text(table(ENT_TEXT("i\0d\0"), "utf-16le")->bytes, "id");
}

/* Its tones stand behind the letter, even behind the last of a file. */
static void vietnamese_of_windows_is_composed(void **state)
{
    (void)state;
    assert_text(table(ENT_TEXT("Vi\xEA\xF2t, Vi\xEA\xF2"), "windows-1258")->bytes,
                "Vi\xE1\xBB\x87t, Vi\xE1\xBB\x87");
}

static void a_mark_wins_over_the_name(void **state)
{
    (void)state;
    assert_text(table(ENT_TEXT("\xEF\xBB\xBF\xC3\xA9"), "windows-1252")->bytes, "\xC3\xA9");
    assert_text(table(ENT_TEXT("\xFF\xFE\xE9\0"), "windows-1252")->bytes, "\xC3\xA9");
}

static void a_byte_that_an_encoding_lacks_is_reported_where_it_stands(void **state)
{
    (void)state;
    assert_null(table(ENT_TEXT("id,name\n\xE9\xE9,\xE9\x81\n"), "windows-1252"));
    assert_int_equal(run.first->rule, ENT_E107);
    assert_text(run.first->message, "not valid windows-1252 (byte 0x81)");
    assert_position(2, 5);
}

static void other_encodings_are_offered_with_what_they_read(void **state)
{
    (void)state;
    assert_null(table(ENT_TEXT("id,name\n1,B\xF4\xF2 C\xF4ng an\n"), ""));
    assert_reported(ENT_E107, "not valid UTF-8 (byte 0xF4)",
                    "name its encoding: --encoding windows-1252 reads 'B\xC3\xB4\xC3\xB2', "
                    "windows-1258 reads 'B\xE1\xBB\x99', windows-1250 reads 'B\xC3\xB4\xC5\x88'");
}

static void a_file_that_is_utf8_is_offered_as_that(void **state)
{
    (void)state;
    assert_null(table(ENT_TEXT("id\n\xE3\x81\x82\xE3\x81\x82\xE3\x82\xFF\x82\n"), "utf-8"));
    assert_null(table(ENT_TEXT("id\nc\xC3\xB4t\xC3\xA9, \xE2\x80\x81\n"), "windows-1258"));
    assert_true(ent_text_starts(run.first->next->hint,
                                ENT_TEXT("name its encoding: --encoding UTF-8 reads")));
}

static void utf16_without_a_mark_is_offered(void **state)
{
    (void)state;
    assert_null(table(ENT_TEXT("i\0d\0\n\0"), ""));
    assert_reported(ENT_E111, "the byte NUL does not belong into text",
                    "UTF-16 without a byte order mark? give --encoding utf-16le");
}

static void names_of_encodings_are_known_or_suggested(void **state)
{
    static const char *const unknown[] = {"", "utf-8//IGNORE", "windows-1285", "UTF-8 ", "klingon"};
    (void)state;
    assert_true(ent_encoding_known(ENT_TEXT("Windows-1258")));
    assert_true(ent_encoding_known(ENT_TEXT("shift_jis")));
    for (size_t i = 0; i < ENT_COUNT(unknown); i++)
        assert_false(ent_encoding_known(ent_text_of(unknown[i])));
    assert_text(ent_encoding_hint(&run.arena, ENT_TEXT("windows-1285")),
                "did you mean 'windows-1258'?");
}

/* printf 'id\nvnm\n' through gzip. */
static const char gzipped[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x4c\xe1\x2a\xcb"
                              "\xcb\xe5\x02\x00\x3b\x66\x0c\x66\x07\x00\x00\x00";

static void a_packed_file_is_unpacked(void **state)
{
    (void)state;
    write_file("actors.csv", (struct ent_text){gzipped, sizeof gzipped - 1});
    assert_text(open_file("actors.csv")->bytes, "id\nvnm\n");
}

static void a_packed_file_that_is_cut_off_is_refused(void **state)
{
    (void)state;
    write_file("actors.csv", (struct ent_text){gzipped, sizeof gzipped - 9});
    assert_null(open_file("actors.csv"));
    assert_int_equal(run.first->rule, ENT_E101);
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
        TEST(marked_utf16_is_read),
        TEST(half_a_character_of_utf16_is_bad),
        TEST(a_named_encoding_is_read),
        TEST(vietnamese_of_windows_is_composed),
        TEST(a_mark_wins_over_the_name),
        TEST(a_byte_that_an_encoding_lacks_is_reported_where_it_stands),
        TEST(other_encodings_are_offered_with_what_they_read),
        TEST(a_file_that_is_utf8_is_offered_as_that),
        TEST(utf16_without_a_mark_is_offered),
        TEST(names_of_encodings_are_known_or_suggested),
        TEST(a_packed_file_is_unpacked),
        TEST(a_packed_file_that_is_cut_off_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
