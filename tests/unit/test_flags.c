#include "draw/flags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct ent_run run;
static struct ent_flags flags;

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    ent_flags_open(&run, &flags);
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

static void assert_flag(const char *code, const char *expected)
{
    const struct ent_flag *flag = ent_flags_find(&flags, ent_text_of(code));
    if (!flag)
        fail_msg("there is no flag for '%s'", code);
    else
        assert_string_equal(ent_text_string(&run.arena, flag->code), expected);
}

static void flags_are_found_by_letters_of_any_case_and_by_numbers(void **state)
{
    (void)state;
    if (!ent_flags_linked())
        skip();
    assert_flag("VN", "VN");
    assert_flag("vn", "VN");
    assert_flag("VNM", "VN");
    assert_flag("gbr", "GB");
    assert_flag("704", "VN");
    assert_flag("004", "AF");
    assert_flag("4", "AF");
    assert_flag("xkx", "XK");
    assert_flag("XKK", "XK");
    assert_flag("EU", "EU");
    assert_flag("gb-sct", "GB-SCT");
}

static void what_is_no_code_has_no_flag(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",    "V",    "VNMX", "ZZ",  "0",
                                        "000", "9999", "VN ",  "-99", "\xC3\x89"};
    for (size_t i = 0; i < ENT_COUNT(wrong); i++)
        if (ent_flags_find(&flags, ent_text_of(wrong[i])))
            fail_msg("'%s' has a flag", wrong[i]);
}

/* They are put into the SVG as they are. */
static void flags_are_drawings_without_ids_and_links(void **state)
{
    (void)state;
    if (!ent_flags_linked())
        skip();
    assert_true(flags.count > 250);
    for (size_t i = 0; i < flags.count; i++) {
        const char *drawing = ent_text_string(&run.arena, flags.flags[i].drawing);
        assert_int_equal(strncmp(drawing, "<g transform=\"scale(", 20), 0);
        assert_null(strstr(drawing, " id="));
        assert_null(strstr(drawing, "href"));
        assert_null(strstr(drawing, "<script"));
        assert_true(i == 0 || ent_text_compare(flags.flags[i - 1].code, flags.flags[i].code) < 0);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(flags_are_found_by_letters_of_any_case_and_by_numbers),
        TEST(what_is_no_code_has_no_flag),
        TEST(flags_are_drawings_without_ids_and_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
