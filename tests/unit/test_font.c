#include "draw/font.h"

#include <hb-ot.h>
#include <hb.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <zlib.h>

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

/* What hb-shape says for the files of Debian's fonts-noto-core, in thousandths of the size. */
static void widths_are_those_of_shaped_text(void **state)
{
    static const struct {
        const char *text;
        int width;
    } lines[] = {
        {"Tổng Bí thư Tô Lâm", 9036},
        {"AVATAR", 3475},
        {"office affluent", 6523},
        {"Łódź “Søn”", 4954},
        {"Министерство иностранных дел", 15933},
        {"Ελληνική Δημοκρατία", 10184},
        {"السعودية", 3603},
        {"المملكة", 2948},
        {"ישראל", 2689},
        {"กระทรวงการต่างประเทศ", 9588},
        {"ລາວນ້ຳ", 2474},
        {"ព្រះរាជាណាចក្រកម្ពុជា", 8106},
        {"ပြည်ထောင်စုသမ္မတ", 8463},
        {"मंत्रालय", 2667},
        {"বাংলাদেশ", 3923},
        {"இலங்கை", 5168},
        {"ශ්‍රීලංකාව", 4362},
        {"Հանրապետություն", 9346},
        {"საქართველოს", 7611},
        {"የኢትዮጵያ", 3392},
        {"ދިވެހިރާއްޖެ", 3466},
    };
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(lines); i++)
        if (fabs(width(lines[i].text) - lines[i].width / 100.0) > 1e-9)
            fail_msg("'%s' is %.2f wide, not %.2f", lines[i].text, width(lines[i].text),
                     lines[i].width / 100.0);
}

static void letters_are_kerned(void **state)
{
    (void)state;
    assert_true(width("AVATAR") < 3 * width("A") + width("V") + width("T") + width("R"));
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
    assert_near(width("\u200B\u00AD\u200D\u2060"), 0);
}

static void an_unknown_letter_is_as_wide_as_high(void **state)
{
    (void)state;
    assert_near(width("越南"), 20);
    assert_near(width("ｱｲ"), 10);
    assert_near(width("か\u3099"), 10); /* decomposed */
}

static void a_picture_is_one_however_many_parts_it_has(void **state)
{
    (void)state;
    assert_near(width("🇻🇳"), 12.5);
    assert_near(width("👩‍🚀👍🏽"), 25);
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

static unsigned word_at(struct ent_text file, size_t at)
{
    unsigned word = 0;
    for (size_t i = 0; i < 4; i++)
        word = word << 8 | (unsigned char)file.bytes[at + i];
    return word;
}

/* The font that a WOFF file was made from. */
static hb_font_t *open_woff(struct ent_text woff)
{
    assert_memory_equal(woff.bytes, "wOFF", 4);
    assert_int_equal(word_at(woff, 8), woff.length);
    unsigned count = word_at(woff, 12) >> 16, length = word_at(woff, 16), at = 12 + 16 * count;
    unsigned char *file = ENT_NEW(&run.arena, unsigned char, length);
    memcpy(file, woff.bytes + 4, 4);
    file[5] = (unsigned char)count;
    for (unsigned i = 0; i < count; i++) {
        size_t entry = 44 + (size_t)i * 20;
        unsigned packed = word_at(woff, entry + 8);
        uLongf room = word_at(woff, entry + 12);
        unsigned char place[16] = {[8] = (unsigned char)(at >> 24), (unsigned char)(at >> 16),
                                   (unsigned char)(at >> 8),        (unsigned char)at,
                                   (unsigned char)(room >> 24),     (unsigned char)(room >> 16),
                                   (unsigned char)(room >> 8),      (unsigned char)room};
        memcpy(place, woff.bytes + entry, 4);
        memcpy(file + 12 + 16 * i, place, 16);
        const unsigned char *from = (const unsigned char *)woff.bytes + word_at(woff, entry + 4);
        if (packed == room)
            memcpy(file + at, from, room);
        else
            assert_int_equal(uncompress(file + at, &room, from, packed), Z_OK);
        at += ((unsigned)room + 3) & ~3u;
    }
    assert_int_equal(at, length);
    hb_blob_t *blob =
        hb_blob_create((const char *)file, length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *opened = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return opened;
}

static hb_font_t *open_subset(struct ent_text text, unsigned face, bool bold)
{
    return open_woff(ent_font_subset(font, &run.arena, text, face, bold));
}

static double width_in(hb_font_t *opened, struct ent_text text)
{
    hb_buffer_t *buffer = hb_buffer_create();
    unsigned count;
    double sum = 0;
    hb_buffer_add_utf8(buffer, text.bytes, (int)text.length, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(opened, buffer, NULL, 0);
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        assert_true(glyphs[i].codepoint != 0);
        sum += positions[i].x_advance;
    }
    hb_buffer_destroy(buffer);
    return sum * 10 / hb_face_get_upem(hb_font_get_face(opened));
}

static unsigned only_face(struct ent_text text)
{
    ent_faces faces = ent_font_faces(font, text);
    unsigned face = 0;
    while (!(faces >> face & 1))
        face++;
    assert_int_equal(faces, (ent_faces)1 << face);
    return face;
}

static void a_subset_shapes_the_same(void **state)
{
    static const char *const words[] = {
        "Tổng Bí thư Tô Lâm", "AVATAR office", "السعودية", "ישראל", "ราชอาณาจักร", "मंत्रालय", "កម្ពុជា",
        "မြန်မာနိုင်ငံ",           "சோசலிசக்",       "গো",       "කොළඹ",  "കൊ",         "កើត"};
    (void)state;
    for (size_t i = 0; i < 2 * ENT_COUNT(words); i++) {
        struct ent_text text = ent_text_of(words[i / 2]);
        hb_font_t *opened = open_subset(text, only_face(text), i % 2);
        assert_near(width_in(opened, text), ent_font_width(font, text, 10, i % 2));
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

static void a_subset_has_what_browsers_need_and_no_hints(void **state)
{
    static const char needed[][5] = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx",
                                     "loca", "maxp", "name", "post", "GPOS", "GSUB"};
    static const char dropped[][5] = {"fpgm", "prep", "cvt ", "DSIG"};
    (void)state;
    hb_font_t *opened = open_subset(ENT_TEXT("السعودية"), only_face(ENT_TEXT("السعودية")), false);
    for (size_t i = 0; i < ENT_COUNT(needed); i++)
        assert_true(has_table(opened, hb_tag_from_string(needed[i], 4)));
    for (size_t i = 0; i < ENT_COUNT(dropped); i++)
        assert_false(has_table(opened, hb_tag_from_string(dropped[i], 4)));
    hb_font_destroy(opened);
}

static void a_subset_is_small_and_the_same_every_time(void **state)
{
    (void)state;
    struct ent_text one = ent_font_subset(font, &run.arena, general_secretary, 0, false);
    struct ent_text two = ent_font_subset(font, &run.arena, general_secretary, 0, false);
    assert_true(one.length < 3000);
    assert_true(ent_text_equal(one, two));
}

static void a_subset_for_nothing_is_empty(void **state)
{
    (void)state;
    assert_int_equal(ent_font_subset(font, &run.arena, ENT_TEXT(""), 0, false).length, 0);
    assert_int_equal(ent_font_subset(font, &run.arena, ENT_TEXT("ישראל"), 0, false).length, 0);
}

static void every_face_opens_and_has_a_name(void **state)
{
    (void)state;
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        for (int bold = 0; bold < 2; bold++) {
            assert_memory_equal(ent_font_file(font, face, bold).bytes, "\0\1\0\0", 4);
            assert_true(ent_text_starts(ent_font_family(face), ENT_TEXT("Noto Sans")));
        }
}

/* Blanks and digits are of one face in all scripts, marks of the face of their letter. */
static void each_letter_has_its_face(void **state)
{
    (void)state;
    assert_int_equal(only_face(ENT_TEXT("Łódź (2016), “Ελλάδα” – Россия")), 0);
    unsigned arabic = only_face(ENT_TEXT("المملكة"));
    assert_true(arabic > 0);
    assert_int_equal(only_face(ENT_TEXT("نمی\u200Cخواهم،")), arabic);
    assert_int_equal(ent_font_faces(font, ENT_TEXT("المملكة العربية (2016)")),
                     1u | (ent_faces)1 << arabic);
    assert_int_equal(ent_font_faces(font, ENT_TEXT("越南")), 0);
    assert_true(ent_faces_joined((ent_faces)1 << arabic));
    assert_false(ent_faces_joined(1));
    assert_true(ent_faces_line((ent_faces)1 << arabic, 10) > ent_font_line(font, 10));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(widths_are_those_of_shaped_text),
        TEST(letters_are_kerned),
        TEST(a_width_grows_with_the_size),
        TEST(bold_is_wider),
        TEST(marks_take_no_room),
        TEST(an_unknown_letter_is_as_wide_as_high),
        TEST(a_picture_is_one_however_many_parts_it_has),
        TEST(vietnamese_is_covered_and_chinese_is_not),
        TEST(the_baseline_lies_within_the_line),
        TEST(a_subset_shapes_the_same),
        TEST(a_subset_has_what_browsers_need_and_no_hints),
        TEST(a_subset_is_small_and_the_same_every_time),
        TEST(a_subset_for_nothing_is_empty),
        TEST(every_face_opens_and_has_a_name),
        TEST(each_letter_has_its_face),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
