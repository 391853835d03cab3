#include "model/index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static struct ent_arena arena;

static int end(void **state)
{
    (void)state;
    ent_arena_end(&arena);
    return 0;
}

static void a_text_is_found_under_its_number(void **state)
{
    const struct ent_text keys[] = {ENT_TEXT("vnm"), ENT_TEXT("gbr")};
    (void)state;
    struct ent_index index = ent_index_make(&arena, keys, 2);
    assert_int_equal(ent_index_add(&index, 0), ENT_NONE);
    assert_int_equal(ent_index_add(&index, 1), ENT_NONE);
    assert_int_equal(ent_index_find(&index, ENT_TEXT("gbr")), 1);
    assert_int_equal(ent_index_find(&index, ENT_TEXT("chn")), ENT_NONE);
}

static void a_repeated_text_gives_the_first_number(void **state)
{
    const struct ent_text keys[] = {ENT_TEXT("vnm"), ENT_TEXT("gbr"), ENT_TEXT("vnm")};
    (void)state;
    struct ent_index index = ent_index_make(&arena, keys, 3);
    for (uint32_t i = 0; i < 2; i++)
        ent_index_add(&index, i);
    assert_int_equal(ent_index_add(&index, 2), 0);
    assert_int_equal(ent_index_find(&index, ENT_TEXT("vnm")), 0);
}

static void the_empty_text_is_a_text(void **state)
{
    const struct ent_text keys[] = {{0}};
    (void)state;
    struct ent_index index = ent_index_make(&arena, keys, 1);
    assert_int_equal(ent_index_find(&index, (struct ent_text){0}), ENT_NONE);
    ent_index_add(&index, 0);
    assert_int_equal(ent_index_find(&index, ENT_TEXT("")), 0);
}

static void in_an_index_of_nothing_nothing_is_found(void **state)
{
    (void)state;
    struct ent_index none = {0};
    assert_int_equal(ent_index_find(&none, ENT_TEXT("vnm")), ENT_NONE);
    struct ent_index empty = ent_index_make(&arena, NULL, 0);
    assert_int_equal(ent_index_find(&empty, ENT_TEXT("vnm")), ENT_NONE);
}

static void many_texts_are_all_found(void **state)
{
    enum { count = 20000 };
    (void)state;
    struct ent_text *keys = ENT_NEW(&arena, struct ent_text, count);
    for (int i = 0; i < count; i++)
        keys[i] = ENT_FORM(&arena, "n{}", ent_text_number(&arena, i));
    struct ent_index index = ent_index_make(&arena, keys, count);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(ent_index_add(&index, i), ENT_NONE);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(ent_index_find(&index, keys[i]), i);
}

#define TEST(name) cmocka_unit_test_teardown(name, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_text_is_found_under_its_number), TEST(a_repeated_text_gives_the_first_number),
        TEST(the_empty_text_is_a_text),         TEST(in_an_index_of_nothing_nothing_is_found),
        TEST(many_texts_are_all_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
