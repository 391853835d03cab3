#include "draw/crowd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct ent_arena arena;

static int end(void **state)
{
    (void)state;
    ent_arena_end(&arena);
    return 0;
}

static const struct ent_label label = {.line_count = 1, .width = 60, .height = 12, .size = 9};

static void a_name_stands_on_the_right_where_nothing_is(void **state)
{
    struct ent_crowd crowd = ent_crowd_begin(&arena, 400, 300);
    struct ent_crowd_name name;
    (void)state;
    assert_true(ent_crowd_name(&crowd, (struct ent_point){200, 150}, 6, &label, false, &name));
    assert_true(name.anchor == ENT_START && !name.led);
    assert_true(name.top.x > 205 && name.top.x < 207);
}

static void a_name_at_the_edge_stands_on_the_left(void **state)
{
    struct ent_crowd crowd = ent_crowd_begin(&arena, 400, 300);
    struct ent_crowd_name name;
    (void)state;
    assert_true(ent_crowd_name(&crowd, (struct ent_point){395, 150}, 6, &label, false, &name));
    assert_true(name.anchor == ENT_END);
}

static struct ent_room room_of(const struct ent_crowd_name *name)
{
    double left = name->top.x;
    left -= name->anchor == ENT_START ? 0 : name->anchor == ENT_END ? label.width : label.width / 2;
    return (struct ent_room){left, name->top.y, left + label.width, name->top.y + label.height};
}

/* Forty marks in a heap: every name finds a place of its own, some at the end of a line. */
static void names_of_a_heap_do_not_touch(void **state)
{
    enum { count = 40 };
    struct ent_crowd crowd = ent_crowd_begin(&arena, 600, 400);
    struct ent_room rooms[count];
    size_t led = 0;
    (void)state;
    for (size_t i = 0; i < count; i++) {
        struct ent_point at = {300 + (double)(i % 8) * 5, 200 + (double)(i / 8) * 5};
        struct ent_crowd_name name;
        assert_true(ent_crowd_name(&crowd, at, 6, &label, true, &name));
        rooms[i] = room_of(&name);
        led += name.led;
        for (size_t k = 0; k < i; k++)
            assert_false(ent_rooms_meet(rooms[i], rooms[k]));
    }
    assert_true(led > 0);
}

static void without_room_there_is_no_place(void **state)
{
    struct ent_crowd crowd = ent_crowd_begin(&arena, 50, 300);
    struct ent_crowd_name name;
    (void)state;
    assert_false(ent_crowd_name(&crowd, (struct ent_point){25, 150}, 6, &label, true, &name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_stands_on_the_right_where_nothing_is),
        cmocka_unit_test(a_name_at_the_edge_stands_on_the_left),
        cmocka_unit_test(names_of_a_heap_do_not_touch),
        cmocka_unit_test(without_room_there_is_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
