#include "read/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct ent_arena arena;

static void assert_bytes(const char *bytes, const char *expected)
{
    struct ent_text digest = ent_digest_of_bytes(&arena, ent_text_of(bytes));
    assert_string_equal(ent_text_string(&arena, digest), expected);
}

static void assert_same(const char *one, const char *other, bool same)
{
    assert_int_equal(ent_text_equal(ent_digest_of_lines(&arena, ent_text_of(one)),
                                    ent_digest_of_lines(&arena, ent_text_of(other))),
                     same);
}

/* The examples of NIST for FIPS 180-4. */
static void digests_are_those_of_the_standard(void **state)
{
    (void)state;
    assert_bytes("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_bytes("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void the_order_of_lines_does_not_count(void **state)
{
    (void)state;
    assert_same("b\na\nc\n", "a\nb\nc\n", true);
    assert_same("long line 2\nlong line 1\n", "long line 1\nlong line 2\n", true);
    assert_same("b\na", "a\nb\n", true); /* as of sort, which ends the last line */
}

static void what_lines_say_and_how_many_there_are_counts(void **state)
{
    (void)state;
    assert_same("a\nb\n", "a\nb\nb\n", false);
    assert_same("a\nb\n", "ab\n", false);
    assert_same("a\n", "A\n", false);
    assert_same("", "\n", false);
}

static void lines_are_sorted_by_their_bytes(void **state)
{
    struct ent_text digest = ent_digest_of_lines(&arena, ENT_TEXT("\xc3\xa9\nz\n\0x\nZ\n"));
    struct ent_text sorted = ent_digest_of_bytes(&arena, ENT_TEXT("\0x\nZ\nz\n\xc3\xa9\n"));
    (void)state;
    assert_true(ent_text_equal(digest, sorted));
}

static int end(void **state)
{
    (void)state;
    ent_arena_end(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_those_of_the_standard),
        cmocka_unit_test(the_order_of_lines_does_not_count),
        cmocka_unit_test(what_lines_say_and_how_many_there_are_counts),
        cmocka_unit_test(lines_are_sorted_by_their_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
