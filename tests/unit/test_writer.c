#include "base/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct ent_run run;
static struct ent_writer writer;
static char folder[] = "/tmp/entente-writer-XXXXXX";

static void assert_written(const char *expected)
{
    assert_int_equal(writer.length, strlen(expected));
    assert_memory_equal(writer.bytes, expected, writer.length);
    writer.length = 0;
}

static const char *path_of(const char *name)
{
    return ent_text_string(&run.arena,
                           ENT_FORM(&run.arena, "{}/{}", ent_text_of(folder), ent_text_of(name)));
}

static void assert_file(const char *path, const char *expected)
{
    char bytes[64] = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    assert_int_equal(length, strlen(expected));
    assert_string_equal(bytes, expected);
}

static bool send(const char *bytes, const char *path)
{
    writer.length = 0;
    ent_put_text(&writer, ent_text_of(bytes));
    return ent_writer_send(&run, &writer, ent_text_of(path));
}

static void bytes_follow_each_other_however_many(void **state)
{
    (void)state;
    for (int i = 0; i < 10000; i++)
        ENT_PUT(&writer, "0123456789");
    assert_int_equal(writer.length, 100000);
    assert_memory_equal(writer.bytes + 99990, "0123456789", 10);
}

static void numbers_have_at_most_two_decimals_and_no_minus_zero(void **state)
{
    (void)state;
    const double numbers[] = {0, -0.0, -0.001, 1, 1.5, 1.25, -1.05, 0.005, 123456.789, -12};
    for (size_t i = 0; i < ENT_COUNT(numbers); i++) {
        ent_put_number(&writer, numbers[i]);
        ENT_PUT(&writer, " ");
    }
    assert_written("0 0 0 1 1.5 1.25 -1.05 0.01 123456.79 -12 ");
}

static void integers_reach_to_both_ends(void **state)
{
    (void)state;
    ent_put_integer(&writer, INT64_MIN);
    ENT_PUT(&writer, " ");
    ent_put_integer(&writer, INT64_MAX);
    assert_written("-9223372036854775808 9223372036854775807");
}

static void xml_is_escaped_for_text_and_attributes(void **state)
{
    (void)state;
    ent_put_xml(&writer, ENT_TEXT("a<b> & \"c\" T\xE1\xBB\x95ng"));
    assert_written("a&lt;b&gt; &amp; &quot;c&quot; T\xE1\xBB\x95ng");
}

static void what_xml_does_not_allow_is_replaced(void **state)
{
    (void)state;
    ent_put_xml(&writer, ENT_TEXT("a\x1B"
                                  "b\xE2\x80\xAE"
                                  "c\xEF\xBF\xBF"
                                  "d\xFF"
                                  "e"));
    assert_written("a\xEF\xBF\xBD"
                   "b\xEF\xBF\xBD"
                   "c\xEF\xBF\xBD"
                   "d\xEF\xBF\xBD"
                   "e");
}

static void csv_is_quoted_where_it_must_be(void **state)
{
    (void)state;
    const char *cells[] = {"plain", "a,b", "say \"x\"", " blank", "two\nlines", ""};
    for (size_t i = 0; i < ENT_COUNT(cells); i++) {
        ent_put_csv(&writer, ent_text_of(cells[i]));
        ENT_PUT(&writer, "|");
    }
    assert_written("plain|\"a,b\"|\"say \"\"x\"\"\"|\" blank\"|\"two\nlines\"||");
}

static void base64_is_padded(void **state)
{
    (void)state;
    const char *texts[] = {"", "f", "fo", "foo", "foob"};
    for (size_t i = 0; i < ENT_COUNT(texts); i++) {
        ent_put_base64(&writer, texts[i], strlen(texts[i]));
        ENT_PUT(&writer, " ");
    }
    assert_written(" Zg== Zm8= Zm9v Zm9vYg== ");
}

static void a_file_is_replaced_whole_and_keeps_its_rights(void **state)
{
    (void)state;
    const char *path = path_of("figure.svg");
    assert_true(send("old and long", path));
    assert_int_equal(chmod(path, 0640), 0);
    assert_true(send("new", path));
    assert_file(path, "new");
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    unlink(path);
}

static void a_link_stays_and_what_it_points_at_is_replaced(void **state)
{
    (void)state;
    const char *target = path_of("target.svg"), *link_path = path_of("link.svg");
    assert_true(send("old", target));
    assert_int_equal(symlink("target.svg", link_path), 0);
    assert_true(send("new", link_path));
    assert_file(target, "new");
    struct stat status;
    assert_int_equal(lstat(link_path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    unlink(link_path);
    unlink(target);
}

static void a_folder_that_is_missing_is_reported(void **state)
{
    (void)state;
    assert_false(send("x", path_of("missing/figure.svg")));
    assert_int_equal(run.first->rule, ENT_E902);
}

static void a_folder_cannot_be_written_to(void **state)
{
    (void)state;
    assert_false(send("x", folder));
    assert_int_equal(run.first->rule, ENT_E902);
}

static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_false(send("x", "/dev/full"));
    assert_int_equal(run.counts[ENT_E902], 1);
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

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bytes_follow_each_other_however_many),
        TEST(numbers_have_at_most_two_decimals_and_no_minus_zero),
        TEST(integers_reach_to_both_ends),
        TEST(xml_is_escaped_for_text_and_attributes),
        TEST(what_xml_does_not_allow_is_replaced),
        TEST(csv_is_quoted_where_it_must_be),
        TEST(base64_is_padded),
        TEST(a_file_is_replaced_whole_and_keeps_its_rights),
        TEST(a_link_stays_and_what_it_points_at_is_replaced),
        TEST(a_folder_that_is_missing_is_reported),
        TEST(a_folder_cannot_be_written_to),
        TEST(a_full_disk_is_noticed),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
