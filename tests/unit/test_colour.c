#include "draw/colour.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>

static struct ent_colour read_colour(const char *text)
{
    struct ent_colour colour = {0};
    if (!ent_colour_read(ent_text_of(text), &colour))
        fail_msg("'%s' is refused", text);
    return colour;
}

static void assert_rgb(const char *text, uint32_t rgb)
{
    struct ent_colour colour = read_colour(text);
    assert_true(colour.given);
    assert_int_equal(colour.rgb, rgb);
}

static void colours_are_read_as_digits_and_as_names(void **state)
{
    (void)state;
    assert_rgb("#1f4e79", 0x1F4E79);
    assert_rgb("#1F4E79", 0x1F4E79);
    assert_rgb("#abc", 0xAABBCC);
    assert_rgb("red", 0xFF0000);
    assert_rgb("LightGoldenRodYellow", 0xFAFAD2);
    assert_rgb("grey", 0x808080);
    assert_rgb("aliceblue", 0xF0F8FF);
    assert_rgb("yellowgreen", 0x9ACD32);
}

static void no_colour_is_one_that_is_not_given(void **state)
{
    (void)state;
    assert_false(read_colour("none").given);
    assert_false(read_colour("Transparent").given);
}

static void what_is_no_colour_of_css_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",     "#",           "#12",         "#12345",     "#1234567",   "#xyz",
        "#12 ", "gray50",      "red1",        "rgb(1,2,3)", "lightblue3", "redd",
        " red", "#ff\xC3\xA9", "0.5 0.5 0.5", "red:blue",   "/blues9/3",
    };
    for (size_t i = 0; i < ENT_COUNT(wrong); i++) {
        struct ent_colour colour = {0x123456, true};
        if (ent_colour_read(ent_text_of(wrong[i]), &colour))
            fail_msg("'%s' is taken", wrong[i]);
        assert_int_equal(colour.rgb, 0x123456);
    }
}

static void there_are_147_names_in_order_and_each_can_be_read(void **state)
{
    (void)state;
    size_t count;
    const struct ent_text *names = ent_colour_names(&count);
    assert_int_equal(count, 147);
    for (size_t i = 0; i < count; i++) {
        struct ent_colour colour;
        assert_true(ent_colour_read(names[i], &colour));
        assert_true(i == 0 || ent_text_compare(names[i - 1], names[i]) < 0);
    }
}

static void a_mistyped_name_gets_a_suggestion(void **state)
{
    (void)state;
    assert_true(ent_text_is(ent_colour_meant(ENT_TEXT("ligthblue")), "lightblue"));
    assert_true(ent_text_is(ent_colour_meant(ENT_TEXT("steel-blue")), "steelblue"));
    assert_int_equal(ent_colour_meant(ENT_TEXT("entente")).length, 0);
}

static void a_colour_that_was_written_is_read_back(void **state)
{
    (void)state;
    struct ent_writer writer = {0};
    ent_put_colour(&writer, (struct ent_colour){0x0A0B0C, true});
    ent_put_colour(&writer, (struct ent_colour){0});
    assert_true(ent_text_is(ent_writer_text(&writer), "#0a0b0cnone"));
    ent_writer_end(&writer);
}

static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    struct ent_colour white = read_colour("white"), black = read_colour("black");
    assert_true(fabs(ent_colour_contrast(black, white) - 21) < 1e-9);
    assert_true(fabs(ent_colour_contrast(white, white) - 1) < 1e-9);
    assert_true(fabs(ent_colour_contrast(white, read_colour("#767676")) - 4.54) < 0.005);
    assert_true(fabs(ent_colour_contrast(read_colour("#767676"), white) - 4.54) < 0.005);
    assert_true(fabs(ent_colour_contrast(black, read_colour("none")) - 21) < 1e-9);
}

static void mixing_goes_from_the_first_to_the_second(void **state)
{
    (void)state;
    struct ent_colour white = read_colour("white"), blue = read_colour("#003366");
    assert_int_equal(ent_colour_mix(blue, white, 0).rgb, 0x003366);
    assert_int_equal(ent_colour_mix(blue, white, 1).rgb, 0xFFFFFF);
    assert_int_equal(ent_colour_mix(blue, white, 0.5).rgb, 0x8099B3);
    assert_int_equal(ent_colour_mix(blue, read_colour("none"), 0.5).rgb, 0x8099B3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colours_are_read_as_digits_and_as_names),
        cmocka_unit_test(no_colour_is_one_that_is_not_given),
        cmocka_unit_test(what_is_no_colour_of_css_is_refused_and_changes_nothing),
        cmocka_unit_test(there_are_147_names_in_order_and_each_can_be_read),
        cmocka_unit_test(a_mistyped_name_gets_a_suggestion),
        cmocka_unit_test(a_colour_that_was_written_is_read_back),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(mixing_goes_from_the_first_to_the_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
