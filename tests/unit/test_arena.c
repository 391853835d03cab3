#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct ent_arena arena;

static void what_is_taken_is_zeroed(void **state)
{
    (void)state;
    char *bytes = ent_arena_take(&arena, 1000, 1);
    for (size_t at = 0; at < 1000; at++)
        assert_int_equal(bytes[at], 0);
}

static void what_is_taken_is_aligned_for_any_type(void **state)
{
    (void)state;
    for (size_t size = 1; size < 40; size++)
        assert_int_equal((uintptr_t)ent_arena_take(&arena, 1, size) % alignof(max_align_t), 0);
}

static void pieces_do_not_overlap(void **state)
{
    (void)state;
    char *pieces[100];
    for (int i = 0; i < 100; i++) {
        pieces[i] = ent_arena_take(&arena, (size_t)i * 700 + 1, 1);
        memset(pieces[i], i, (size_t)i * 700 + 1);
    }
    for (int i = 0; i < 100; i++)
        assert_int_equal(pieces[i][i * 700], i);
}

static void a_large_piece_leaves_the_room_of_the_small_ones(void **state)
{
    (void)state;
    char *before = ent_arena_take(&arena, 16, 1);
    ent_arena_take(&arena, 10 * 1024 * 1024, 1);
    char *behind = ent_arena_take(&arena, 16, 1);
    assert_ptr_equal(behind, before + 16);
}

static void nothing_may_be_taken(void **state)
{
    (void)state;
    assert_non_null(ent_arena_take(&arena, 0, 8));
    assert_non_null(ent_arena_take(&arena, 8, 0));
}

static void an_arena_may_be_used_again_after_its_end(void **state)
{
    (void)state;
    ent_arena_take(&arena, 100, 1);
    ent_arena_end(&arena);
    assert_null(arena.last);
    assert_non_null(ent_arena_take(&arena, 100, 1));
}

static int end_arena(void **state)
{
    (void)state;
    ent_arena_end(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_is_taken_is_zeroed, end_arena),
        cmocka_unit_test_teardown(what_is_taken_is_aligned_for_any_type, end_arena),
        cmocka_unit_test_teardown(pieces_do_not_overlap, end_arena),
        cmocka_unit_test_teardown(a_large_piece_leaves_the_room_of_the_small_ones, end_arena),
        cmocka_unit_test_teardown(nothing_may_be_taken, end_arena),
        cmocka_unit_test_teardown(an_arena_may_be_used_again_after_its_end, end_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
