#include "draw/font.h"

#include <hb-ot.h>
#include <hb.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct ent_run run;
static struct ent_font *font;

#define general_secretary ENT_TEXT("Tổng Bí thư Tô Lâm")

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    font = ent_font_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_font_end(font);
    ent_run_end(&run);
    return 0;
}

static double width(const char *text)
{
    return ent_font_width(font, ent_text_of(text), 10, false);
}

static void assert_near(double a, double b)
{
    assert_true(fabs(a - b) < 1e-9);
}

static void a_width_is_the_sum_of_its_letters(void **state)
{
    (void)state;
    assert_near(width("AVATAR"), 3 * width("A") + width("V") + width("T") + width("R"));
    assert_near(width("fi"), width("f") + width("i"));
    assert_near(width(""), 0);
}

static void a_width_grows_with_the_size(void **state)
{
    (void)state;
    double once = ent_font_width(font, general_secretary, 10, false);
    assert_true(once > 80 && once < 120);
    assert_near(ent_font_width(font, general_secretary, 20, false), 2 * once);
}

static void bold_is_wider(void **state)
{
    (void)state;
    assert_true(ent_font_width(font, general_secretary, 10, true) >
                ent_font_width(font, general_secretary, 10, false));
}

static void marks_take_no_room(void **state)
{
    (void)state;
    assert_near(width("e\u0323\u0302"), width("e"));
    assert_near(width("\u200B\u00AD"), 0);
}

static void an_unknown_letter_is_as_wide_as_high(void **state)
{
    (void)state;
    assert_near(width("越南"), 20);
}

static void vietnamese_is_covered_and_chinese_is_not(void **state)
{
    (void)state;
    assert_true(ent_font_covers(font, general_secretary));
    assert_true(ent_font_covers(font, ENT_TEXT("Ủy ban Thường vụ Quốc hội – “Đổi mới”")));
    assert_true(ent_font_covers(font, ENT_TEXT("two\nlines")));
    assert_false(ent_font_covers(font, ENT_TEXT("Việt Nam 越南")));
}

static void the_baseline_lies_within_the_line(void **state)
{
    (void)state;
    assert_true(ent_font_ascent(font, 10) > 7);
    assert_true(ent_font_ascent(font, 10) < ent_font_line(font, 10));
}

static hb_font_t *open_subset(struct ent_text text, bool bold)
{
    struct ent_text file = ent_font_subset(font, &run.arena, text, bold);
    hb_blob_t *blob =
        hb_blob_create(file.bytes, (unsigned)file.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *opened = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return opened;
}

static double width_in(hb_font_t *opened, struct ent_text text)
{
    double sum = 0;
    for (size_t at = 0; at < text.length;) {
        hb_codepoint_t glyph;
        assert_true(hb_font_get_nominal_glyph(opened, ent_text_code(text, &at), &glyph));
        sum += hb_font_get_glyph_h_advance(opened, glyph);
    }
    return sum * 10 / hb_face_get_upem(hb_font_get_face(opened));
}

static void a_subset_measures_the_same(void **state)
{
    (void)state;
    for (int bold = 0; bold < 2; bold++) {
        hb_font_t *opened = open_subset(general_secretary, bold);
        assert_near(width_in(opened, general_secretary),
                    ent_font_width(font, general_secretary, 10, bold));
        hb_font_destroy(opened);
    }
}

static bool has_table(hb_font_t *opened, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(hb_font_get_face(opened), tag);
    bool has = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return has;
}

static void a_subset_has_what_browsers_need_and_no_kerning(void **state)
{
    static const char needed[][5] = {"OS/2", "cmap", "glyf", "head", "hhea",
                                     "hmtx", "loca", "maxp", "name", "post"};
    static const char dropped[][5] = {"GPOS", "GSUB", "GDEF", "kern", "fpgm", "prep", "cvt "};
    (void)state;
    hb_font_t *opened = open_subset(general_secretary, false);
    for (size_t i = 0; i < ENT_COUNT(needed); i++)
        assert_true(has_table(opened, hb_tag_from_string(needed[i], 4)));
    for (size_t i = 0; i < ENT_COUNT(dropped); i++)
        assert_false(has_table(opened, hb_tag_from_string(dropped[i], 4)));
    hb_font_destroy(opened);
}

static void a_subset_is_small_and_the_same_every_time(void **state)
{
    (void)state;
    struct ent_text one = ent_font_subset(font, &run.arena, general_secretary, false);
    struct ent_text two = ent_font_subset(font, &run.arena, general_secretary, false);
    assert_true(one.length < 8000);
    assert_true(ent_text_equal(one, two));
}

static void a_subset_for_nothing_is_a_font(void **state)
{
    (void)state;
    hb_font_t *opened = open_subset((struct ent_text){0}, false);
    assert_true(width_in(opened, ENT_TEXT(" ")) > 0);
    hb_font_destroy(opened);
}

static void the_whole_face_is_a_font_file(void **state)
{
    (void)state;
    assert_memory_equal(ent_font_file(false).bytes, "\0\1\0\0", 4);
    assert_memory_equal(ent_font_file(true).bytes, "\0\1\0\0", 4);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_width_is_the_sum_of_its_letters),
        TEST(a_width_grows_with_the_size),
        TEST(bold_is_wider),
        TEST(marks_take_no_room),
        TEST(an_unknown_letter_is_as_wide_as_high),
        TEST(vietnamese_is_covered_and_chinese_is_not),
        TEST(the_baseline_lies_within_the_line),
        TEST(a_subset_measures_the_same),
        TEST(a_subset_has_what_browsers_need_and_no_kerning),
        TEST(a_subset_is_small_and_the_same_every_time),
        TEST(a_subset_for_nothing_is_a_font),
        TEST(the_whole_face_is_a_font_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
