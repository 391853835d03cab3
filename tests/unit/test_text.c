#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct ent_arena arena;

static void assert_text(struct ent_text text, const char *expected)
{
    assert_string_equal(ent_text_string(&arena, text), expected);
}

static size_t distance(const char *a, const char *b)
{
    return ent_text_distance(ent_text_of(a), ent_text_of(b), 3);
}

static void zero_is_the_empty_text(void **state)
{
    (void)state;
    struct ent_text empty = {0};
    assert_true(ent_text_equal(empty, ENT_TEXT("")));
    assert_true(ent_text_equal(empty, ent_text_of(NULL)));
    assert_int_equal(ent_text_compare(empty, ENT_TEXT("a")), -1);
    assert_text(ent_text_trim(empty), "");
    assert_int_equal(ent_text_fault(empty), 0);
    assert_text(ent_text_nfc(&arena, empty), "");
}

static void order_is_that_of_the_bytes_and_the_shorter_comes_first(void **state)
{
    (void)state;
    assert_true(ent_text_compare(ENT_TEXT("vnm"), ENT_TEXT("vnm-x")) < 0);
    assert_true(ent_text_compare(ENT_TEXT("z"), ENT_TEXT("\xC3\xA9")) < 0);
    assert_int_equal(ent_text_compare(ENT_TEXT("gbr"), ENT_TEXT("gbr")), 0);
}

static void equal_texts_have_equal_hashes(void **state)
{
    (void)state;
    char other[] = "vnm";
    assert_true(ent_text_hash(ENT_TEXT("vnm")) == ent_text_hash(ent_text_of(other)));
    assert_true(ent_text_hash(ENT_TEXT("vnm")) != ent_text_hash(ENT_TEXT("vmn")));
}

static void a_slice_is_cut_at_the_end(void **state)
{
    (void)state;
    assert_text(ent_text_slice(ENT_TEXT("treaty"), 4, 100), "ty");
    assert_text(ent_text_slice(ENT_TEXT("treaty"), 4, SIZE_MAX), "ty");
    assert_text(ent_text_slice(ENT_TEXT("treaty"), 6, 1), "");
    assert_text(ent_text_slice(ENT_TEXT("treaty"), 100, 1), "");
}

static void a_text_starts_with_itself_and_with_nothing(void **state)
{
    (void)state;
    assert_true(ent_text_starts(ENT_TEXT("--year"), ENT_TEXT("--")));
    assert_true(ent_text_starts(ENT_TEXT("x"), ENT_TEXT("")));
    assert_true(ent_text_starts(ENT_TEXT("x"), ENT_TEXT("x")));
    assert_false(ent_text_starts(ENT_TEXT("x"), ENT_TEXT("xy")));
}

static void a_list_gives_its_items_trimmed_and_passes_over_empty_ones(void **state)
{
    (void)state;
    struct ent_text rest = ENT_TEXT(" vnm ;; gbr;"), item;
    assert_true(ent_text_next(&rest, ';', &item));
    assert_text(item, "vnm");
    assert_true(ent_text_next(&rest, ';', &item));
    assert_text(item, "gbr");
    assert_false(ent_text_next(&rest, ';', &item));
}

static void bad_bytes_are_found_where_they_stand(void **state)
{
    (void)state;
    assert_int_equal(ent_text_fault(ENT_TEXT("plain ASCII, long enough")), 24);
    assert_int_equal(ent_text_fault(ENT_TEXT("T\xE1\xBB\x95ng")), 6);
    assert_int_equal(ent_text_fault(ENT_TEXT("eight by\xE9tes")), 8);
    assert_int_equal(ent_text_fault(ENT_TEXT("a\0b")), 1);
    assert_int_equal(ent_text_fault(ENT_TEXT("12345678\0b3456789")), 8);
}

static void overlong_forms_surrogates_and_cut_sequences_are_bad(void **state)
{
    (void)state;
    assert_int_equal(ent_text_fault(ENT_TEXT("\xC0\xAF")), 0);
    assert_int_equal(ent_text_fault(ENT_TEXT("\xED\xA0\x80")), 0);
    assert_int_equal(ent_text_fault(ENT_TEXT("\xF4\x90\x80\x80")), 0);
    assert_int_equal(ent_text_fault(ENT_TEXT("ab\xE1\xBB")), 2);
}

static void letters_with_loose_accents_are_composed(void **state)
{
    (void)state;
    assert_text(ent_text_nfc(&arena, ENT_TEXT("To\xCC\x82\xCC\x89ng")), "T\xE1\xBB\x95ng");
    struct ent_text composed = ENT_TEXT("T\xE1\xBB\x95ng");
    assert_ptr_equal(ent_text_nfc(&arena, composed).bytes, composed.bytes);
}

static void characters_are_code_points(void **state)
{
    (void)state;
    assert_int_equal(ent_text_characters(ENT_TEXT("T\xE1\xBB\x95ng B\xC3\xAD")), 7);
}

static void decoding_moves_on_even_over_bad_bytes(void **state)
{
    (void)state;
    struct ent_text text = ENT_TEXT("\xE1\xBB\x95\xFF");
    size_t at = 0;
    assert_int_equal(ent_text_code(text, &at), 0x1ED5);
    assert_int_equal(at, 3);
    assert_int_equal(ent_text_code(text, &at), 0xFFFD);
    assert_int_equal(at, 4);
}

static void arguments_fill_the_slots_and_are_not_read_for_slots(void **state)
{
    (void)state;
    assert_text(ENT_FORM(&arena, "{} to {}", ENT_TEXT("{}"), ENT_TEXT("gbr")), "{} to gbr");
    assert_text(ENT_FORM(&arena, "{} {}", ENT_TEXT("one")), "one {}");
}

static void a_number_is_digits_with_at_most_one_point_in_every_locale(void **state)
{
    static const char *const others[] = {"",    ".",    "1.2.3", "-1",  "+1",
                                         "1e3", "0x10", " 1",    "1,5", "inf"};
    double number;
    (void)state;
    assert_true(ent_text_number_read(ENT_TEXT("12.25"), &number));
    assert_true(number >= 12.25 && number <= 12.25);
    assert_true(ent_text_number_read(ENT_TEXT(".5"), &number));
    assert_true(number >= 0.5 && number <= 0.5);
    for (size_t i = 0; i < ENT_COUNT(others); i++)
        assert_false(ent_text_number_read(ent_text_of(others[i]), &number));
}

static void numbers_are_written_in_digits(void **state)
{
    (void)state;
    assert_text(ent_text_number(&arena, 0), "0");
    assert_text(ent_text_number(&arena, INT64_MIN), "-9223372036854775808");
}

static void a_swap_is_one_mistake(void **state)
{
    (void)state;
    assert_int_equal(distance("vnm", "vmn"), 1);
    assert_int_equal(distance("partership", "partnership"), 1);
    assert_int_equal(distance("kitten", "sitting"), 3);
}

static void case_dashes_and_underscores_are_no_mistake(void **state)
{
    (void)state;
    assert_int_equal(distance("Mou_Fraud", "mou-fraud"), 0);
    assert_int_equal(distance("\xC4\x90\xC3\xB4ng", "\xC4\x91\xC3\xB4ng"), 0);
}

static void more_mistakes_than_the_limit_are_not_counted(void **state)
{
    (void)state;
    assert_int_equal(distance("vietnam", "united kingdom"), 4);
    assert_int_equal(distance("", "abc"), 3);
    assert_int_equal(distance("", ""), 0);
}

static void long_words_that_agree_at_first_are_not_the_same(void **state)
{
    char a[100], b[100];
    (void)state;
    memset(a, 'x', sizeof a);
    memset(b, 'x', sizeof b);
    b[99] = 'y';
    assert_int_equal(ent_text_distance((struct ent_text){a, 100}, (struct ent_text){a, 64}, 3), 4);
    assert_int_equal(ent_text_distance((struct ent_text){a, 100}, (struct ent_text){b, 100}, 3), 4);
    assert_int_equal(ent_text_distance((struct ent_text){a, 100}, (struct ent_text){a, 100}, 3), 0);
}

static void a_single_character_means_itself_whatever_its_case(void **state)
{
    (void)state;
    const struct ent_text letters[] = {ENT_TEXT("a"), ENT_TEXT("b"), ENT_TEXT("bc")};
    assert_text(ent_text_meant(ENT_TEXT("B"), letters, 3), "b");
    assert_int_equal(ent_text_meant(ENT_TEXT("c"), letters, 3).length, 0);
}

static void the_nearest_word_is_meant_and_of_equals_the_earlier(void **state)
{
    (void)state;
    const struct ent_text states[] = {ENT_TEXT("gbt"), ENT_TEXT("gbr"), ENT_TEXT("vnm")};
    assert_text(ent_text_meant(ENT_TEXT("grb"), states, 3), "gbr");
    assert_text(ent_text_meant(ENT_TEXT("gbx"), states, 3), "gbt");
    assert_text(ent_text_meant(ENT_TEXT("VNM"), states, 3), "vnm");
}

static void nothing_is_meant_by_a_word_that_is_far_from_all(void **state)
{
    (void)state;
    const struct ent_text states[] = {ENT_TEXT("gbr"), ENT_TEXT("vnm")};
    assert_int_equal(ent_text_meant(ENT_TEXT("fra"), states, 2).length, 0);
    assert_int_equal(ent_text_meant(ENT_TEXT("gbr"), states, 0).length, 0);
}

static void the_width_is_that_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(ent_text_width(ENT_TEXT("")), 0);
    assert_int_equal(ent_text_width(ENT_TEXT("Vietnam")), 7);
    assert_int_equal(ent_text_width(ENT_TEXT("\xE4\xB8\xAD\xE5\x9B\xBD")), 4);
    assert_int_equal(ent_text_width(ENT_TEXT("Vi\xE1\xBB\x87t")), 4);
    assert_int_equal(ent_text_width(ENT_TEXT("Vie\xCC\xA3\xCC\x82t")), 4);
    assert_int_equal(ent_text_width(ENT_TEXT("two\nlines")), 9);
}

static void what_a_terminal_would_obey_has_a_picture(void **state)
{
    (void)state;
    assert_int_equal(ent_code_shown('a'), 'a');
    assert_int_equal(ent_code_shown(0x1B), 0x241B);
    assert_int_equal(ent_code_shown(0x7F), 0x2421);
    assert_int_equal(ent_code_shown(0x202E), 0xFFFD);
}

static int end_arena(void **state)
{
    (void)state;
    ent_arena_end(&arena);
    return 0;
}

static void assert_folded(const char *text, const char *expected)
{
    char bytes[40];
    size_t length = ent_text_fold(ent_text_of(text), bytes, sizeof bytes);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(bytes, expected, length);
}

static void a_text_without_its_case_is_folded_as_unicode_says(void **state)
{
    (void)state;
    assert_folded("MoU 2025", "mou 2025");
    assert_folded("Straße", "strasse");
    assert_folded("ĐÀ NẴNG", "đà nẵng");
    assert_folded("", "");
}

static void a_folded_text_that_does_not_fit_tells_what_it_takes(void **state)
{
    (void)state;
    assert_int_equal(ent_text_fold(ENT_TEXT("ABC"), NULL, 0), 3);
    char bytes[2];
    assert_int_equal(ent_text_fold(ENT_TEXT("Straße"), bytes, sizeof bytes), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zero_is_the_empty_text),
        cmocka_unit_test(order_is_that_of_the_bytes_and_the_shorter_comes_first),
        cmocka_unit_test(equal_texts_have_equal_hashes),
        cmocka_unit_test(a_slice_is_cut_at_the_end),
        cmocka_unit_test(a_text_starts_with_itself_and_with_nothing),
        cmocka_unit_test(a_list_gives_its_items_trimmed_and_passes_over_empty_ones),
        cmocka_unit_test(bad_bytes_are_found_where_they_stand),
        cmocka_unit_test(overlong_forms_surrogates_and_cut_sequences_are_bad),
        cmocka_unit_test(letters_with_loose_accents_are_composed),
        cmocka_unit_test(characters_are_code_points),
        cmocka_unit_test(decoding_moves_on_even_over_bad_bytes),
        cmocka_unit_test(arguments_fill_the_slots_and_are_not_read_for_slots),
        cmocka_unit_test(a_number_is_digits_with_at_most_one_point_in_every_locale),
        cmocka_unit_test(numbers_are_written_in_digits),
        cmocka_unit_test(a_swap_is_one_mistake),
        cmocka_unit_test(case_dashes_and_underscores_are_no_mistake),
        cmocka_unit_test(more_mistakes_than_the_limit_are_not_counted),
        cmocka_unit_test(long_words_that_agree_at_first_are_not_the_same),
        cmocka_unit_test(a_single_character_means_itself_whatever_its_case),
        cmocka_unit_test(the_nearest_word_is_meant_and_of_equals_the_earlier),
        cmocka_unit_test(nothing_is_meant_by_a_word_that_is_far_from_all),
        cmocka_unit_test(the_width_is_that_of_a_terminal),
        cmocka_unit_test(what_a_terminal_would_obey_has_a_picture),
        cmocka_unit_test(a_text_without_its_case_is_folded_as_unicode_says),
        cmocka_unit_test(a_folded_text_that_does_not_fit_tells_what_it_takes),
    };
    return cmocka_run_group_tests(tests, NULL, end_arena);
}
