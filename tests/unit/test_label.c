#include "draw/label.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static struct ent_run run;
static struct ent_font *font;
static struct ent_label label;

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

static void make(const char *text, double wrap)
{
    label = ent_label_make(&run, font, ent_text_of(text), 10, false, wrap);
}

static void assert_lines(const char *expected)
{
    size_t length = 0;
    char *joined = ENT_NEW(&run.arena, char, 1000);
    for (size_t i = 0; i < label.line_count; i++) {
        joined[length] = '|';
        length += i > 0;
        if (label.lines[i].length > 0)
            memcpy(joined + length, label.lines[i].bytes, label.lines[i].length);
        length += label.lines[i].length;
    }
    joined[length] = '\0';
    assert_string_equal(joined, expected);
}

static void a_label_wraps_at_blanks_and_never_cuts_a_word(void **state)
{
    (void)state;
    make("Central Committee of the Communist Party", 1);
    assert_lines("Central|Committee|of|the|Communist|Party");
}

static void without_a_limit_a_label_is_one_line(void **state)
{
    (void)state;
    make("Central Committee of the Communist Party of Vietnam", 0);
    assert_lines("Central Committee of the Communist Party of Vietnam");
}

static void what_was_broken_is_told_in_one_line_without_blanks_inside_words(void **state)
{
    struct ent_text text;
    (void)state;
    make("Anglo-French En\u00ADtente\n中华人民共和国外交部", 30);
    assert_true(label.line_count > 4);
    text = ent_label_text(&run.arena, &label);
    assert_string_equal(ent_text_string(&run.arena, text),
                        "Anglo-French Entente 中华人民共和国外交部");
    label = ent_label_make(&run, font, label.text, 10, false, 0);
    assert_lines("Anglo-French Entente 中华人民共和国外交部");
}

static void lines_are_few_and_even(void **state)
{
    (void)state;
    make("Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", 150);
    assert_lines("Ban Chấp hành Trung ương|Đảng Cộng sản Việt Nam");
    make("aaaa aaaa aaaa b", 80);
    assert_lines("aaaa aaaa|aaaa b");
}

static void no_line_is_wider_than_the_limit_if_words_allow(void **state)
{
    (void)state;
    for (double wrap = 60; wrap < 300; wrap += 7) {
        make("Bộ Chính trị Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam khóa XIII", wrap);
        for (size_t i = 0; i < label.line_count; i++)
            assert_true(label.widths[i] <= wrap + 1e-6);
    }
}

static void a_label_breaks_behind_dashes_and_strokes(void **state)
{
    (void)state;
    make("Vietnam – China 2008–2016 24/7", 1);
    assert_lines("Vietnam –|China|2008–2016|24/7");
    make("Asia-Pacific/Europe–Africa", 1);
    assert_lines("Asia-|Pacific/|Europe–|Africa");
    make("-5 degrees", 1);
    assert_lines("-5|degrees");
}

static void a_no_break_space_keeps_words_together(void **state)
{
    (void)state;
    make("Hồ\u00A0Chí\u00A0Minh City", 1);
    assert_lines("Hồ\u00A0Chí\u00A0Minh|City");
}

static void no_line_begins_with_what_closes_or_ends_with_what_opens(void **state)
{
    (void)state;
    make("Oui ? « Non » ( no ) !", 1);
    assert_lines("Oui ?|« Non »|( no ) !");
    make("„Wort“ und mehr", 1);
    assert_lines("„Wort“|und|mehr");
    make("日本国「外務省」、ハーフ", 1);
    assert_lines("日|本|国|「外|務|省」、|ハー|フ");
}

static void a_soft_hyphen_is_seen_where_a_line_ends_at_it(void **state)
{
    (void)state;
    make("Rind\u00ADfleisch\u200Bgesetz Ei", 1);
    assert_lines("Rind-|fleisch|gesetz|Ei");
    make("Rind\u00ADfleisch\u200Bgesetz", 0);
    assert_lines("Rindfleischgesetz");
}

static void scripts_that_need_a_dictionary_are_not_broken(void **state)
{
    (void)state;
    make("กระทรวงการต่างประเทศ ไทย", 1);
    assert_lines("กระทรวงการต่างประเทศ|ไทย");
    make("ព្រះរាជាណាចក្រកម្ពុជា", 1);
    assert_lines("ព្រះរាជាណាចក្រកម្ពុជា");
}

static void a_label_is_wrapped_for_its_shape(void **state)
{
    (void)state;
    struct ent_text name = ENT_TEXT("Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam");
    label = ent_label_fit(&run, font, name, 10, false, 1.2);
    size_t lines = label.line_count;
    double slim = label.width;
    label = ent_label_fit(&run, font, name, 10, false, 4);
    assert_true(label.line_count < lines);
    assert_true(label.width > slim);
    label = ent_label_fit(&run, font, ENT_TEXT("Việt Nam"), 10, false, 3);
    assert_lines("Việt Nam");
}

static void characters_that_turn_the_direction_are_shown_and_hints_are_dropped(void **state)
{
    (void)state;
    make("a\u202Eb\u2066c\u200Fd\uFEFF", 0);
    assert_lines("a\uFFFDb\uFFFDcd");
}

static void every_line_runs_as_its_paragraph_does(void **state)
{
    (void)state;
    make("المملكة UNESCO\nVietnam المملكة", 1);
    assert_lines("المملكة|UNESCO|Vietnam|المملكة");
    assert_true(label.leftward[0] && label.leftward[1]);
    assert_false(label.leftward[2] || label.leftward[3]);
}

static void scripts_that_need_it_get_higher_lines(void **state)
{
    (void)state;
    make("Vietnam", 0);
    double plain = label.height;
    make("المملكة", 0);
    assert_true(label.height > plain);
}

static void a_line_feed_breaks_for_certain(void **state)
{
    (void)state;
    make("one\ntwo three\n\nfour", 0);
    assert_lines("one|two three||four");
    make("one\ntwo three\n\nfour", 1);
    assert_lines("one|two|three||four");
}

static void blanks_are_single(void **state)
{
    (void)state;
    make("  one \t two\r\n three ", 0);
    assert_lines("one two|three");
}

static void nothing_makes_no_line(void **state)
{
    (void)state;
    make(" \n ", 50);
    assert_int_equal(label.line_count, 0);
    assert_true(label.width == 0 && label.height == 0);
}

static void widths_are_those_of_the_font(void **state)
{
    (void)state;
    double widest = 0;
    make("Treaty on the Non-Proliferation of Nuclear Weapons", 90);
    assert_true(label.line_count > 2);
    for (size_t i = 0; i < label.line_count; i++) {
        double width = ent_font_width(font, label.lines[i], 10, false);
        assert_true(fabs(label.widths[i] - width) < 1e-6);
        widest = fmax(widest, width);
    }
    assert_true(fabs(label.width - widest) < 1e-6);
    assert_true(fabs(label.height - (double)label.line_count * ent_font_line(font, 10)) < 1e-6);
}

static void a_hundred_thousand_words_are_wrapped_at_once(void **state)
{
    (void)state;
    enum { length = 200000 };
    char *text = ENT_NEW(&run.arena, char, length + 1);
    memset(text, 'a', length);
    for (size_t i = 1; i < length; i += 2)
        text[i] = ' ';
    clock_t start = clock();
    make(text, 150);
    assert_true(label.line_count > 1000);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_label_wraps_at_blanks_and_never_cuts_a_word),
        TEST(without_a_limit_a_label_is_one_line),
        TEST(what_was_broken_is_told_in_one_line_without_blanks_inside_words),
        TEST(lines_are_few_and_even),
        TEST(no_line_is_wider_than_the_limit_if_words_allow),
        TEST(a_label_breaks_behind_dashes_and_strokes),
        TEST(a_no_break_space_keeps_words_together),
        TEST(no_line_begins_with_what_closes_or_ends_with_what_opens),
        TEST(a_soft_hyphen_is_seen_where_a_line_ends_at_it),
        TEST(scripts_that_need_a_dictionary_are_not_broken),
        TEST(a_label_is_wrapped_for_its_shape),
        TEST(characters_that_turn_the_direction_are_shown_and_hints_are_dropped),
        TEST(every_line_runs_as_its_paragraph_does),
        TEST(scripts_that_need_it_get_higher_lines),
        TEST(a_line_feed_breaks_for_certain),
        TEST(blanks_are_single),
        TEST(nothing_makes_no_line),
        TEST(widths_are_those_of_the_font),
        TEST(a_hundred_thousand_words_are_wrapped_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
