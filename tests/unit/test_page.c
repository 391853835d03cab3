#include "draw/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct ent_paper length(const char *text)
{
    struct ent_paper paper;
    assert_true(ent_length_read(ent_text_of(text), &paper));
    return paper;
}

static struct ent_paper page(const char *text)
{
    struct ent_paper paper;
    assert_true(ent_paper_read(ent_text_of(text), &paper));
    return paper;
}

static void a_length_is_told_in_five_units(void **state)
{
    (void)state;
    assert_float_equal(length("453.5pt").width, 453.5, 1e-9);
    assert_float_equal(length("605px").width, 453.75, 1e-9);
    assert_float_equal(length("160mm").width, 453.5433, 1e-4);
    assert_float_equal(length("16cm").width, 453.5433, 1e-4);
    assert_float_equal(length("6.25in").width, 450, 1e-9);
    assert_int_equal(length("16cm").unit, ENT_CENTIMETRES);
    assert_float_equal(length("160mm").height, 0, 0);
}

static void what_is_no_length_is_refused(void **state)
{
    static const char *const texts[] = {"",       "mm",    "160",    "160 mm",
                                        "-160mm", "1,6cm", "1e3mm",  "1.2.3cm",
                                        "160mmm", "5mm",   "6000mm", "99999999999999999999mm"};
    struct ent_paper paper;
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(texts); i++)
        assert_false(ent_length_read(ent_text_of(texts[i]), &paper));
}

static void a_page_has_a_name_or_two_sides(void **state)
{
    (void)state;
    assert_float_equal(page("a4").width, 595.2756, 1e-4);
    assert_float_equal(page("A4").height, 841.8898, 1e-4);
    assert_float_equal(page("letter").width, 612, 1e-9);
    assert_float_equal(page("200x150mm").height, 425.1969, 1e-4);
    assert_float_equal(page("8.5x11in").height, 792, 1e-9);
}

static void what_is_no_page_is_refused(void **state)
{
    static const char *const texts[] = {"",      "a7",         "a",        "200x150",
                                        "200mm", "200xmm",     "x20mm",    "20x20x2mm",
                                        "1x1mm", "200x9000mm", "200X150mm"};
    struct ent_paper paper;
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(texts); i++)
        assert_false(ent_paper_read(ent_text_of(texts[i]), &paper));
}

static void every_name_of_a_paper_is_upright(void **state)
{
    struct ent_arena arena = {0};
    size_t count;
    const struct ent_text *names = ent_paper_names(&arena, &count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        struct ent_paper paper;
        assert_true(ent_paper_read(names[i], &paper));
        assert_true(paper.height > paper.width);
        assert_true(ent_paper_turned(paper, true).width > ent_paper_turned(paper, true).height);
    }
    ent_arena_end(&arena);
}

static void a_page_is_turned_only_where_it_must_be(void **state)
{
    struct ent_paper wide = page("200x150mm");
    (void)state;
    assert_float_equal(ent_paper_turned(wide, true).width, wide.width, 1e-9);
    assert_float_equal(ent_paper_turned(wide, false).width, wide.height, 1e-9);
}

static void margins_are_smaller_on_small_paper(void **state)
{
    (void)state;
    assert_float_equal(ent_paper_margin(page("a4")), 41.67, 0.01);
    assert_float_equal(ent_paper_margin(page("a3")), 42.52, 0.01);
    assert_true(ent_paper_margin(page("100x50mm")) < 11);
}

static void the_narrower_way_decides_the_scale(void **state)
{
    (void)state;
    assert_float_equal(ent_page_scale(100, 100, 200, 50, 1), 0.5, 1e-9);
    assert_float_equal(ent_page_scale(100, 100, 50, 400, 1), 0.25, 1e-9);
    assert_float_equal(ent_page_scale(100, 0, 50, 400, 1), 1, 1e-9); /* any height */
}

static void nothing_grows_beyond_what_is_allowed(void **state)
{
    (void)state;
    assert_float_equal(ent_page_scale(1000, 1000, 10, 10, 1), 1, 1e-9);
    assert_float_equal(ent_page_scale(1000, 1000, 10, 10, 60), 60, 1e-9);
    assert_float_equal(ent_page_scale(1000, 1000, 0, 0, 1), 1, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_length_is_told_in_five_units),
        cmocka_unit_test(what_is_no_length_is_refused),
        cmocka_unit_test(a_page_has_a_name_or_two_sides),
        cmocka_unit_test(what_is_no_page_is_refused),
        cmocka_unit_test(every_name_of_a_paper_is_upright),
        cmocka_unit_test(a_page_is_turned_only_where_it_must_be),
        cmocka_unit_test(margins_are_smaller_on_small_paper),
        cmocka_unit_test(the_narrower_way_decides_the_scale),
        cmocka_unit_test(nothing_grows_beyond_what_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
