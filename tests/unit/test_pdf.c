#include "write/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_told(const char *pdf, const char *language, const char *expected)
{
    struct ent_writer writer = {0};
    ent_pdf_tell(ent_text_of(pdf), ent_text_of(language), &writer);
    ENT_PUT(&writer, "\0");
    assert_string_equal(writer.bytes, expected);
    ent_writer_end(&writer);
}

#define BEFORE "%PDF-1.4\n1 0 obj\n<< /Type /Pages >>\nendobj\n2 0 obj\n<< /Type /Catalog"
#define AFTER "\n>>\nendobj\nxref\nstartxref\n"
#define PREFERENCES "\n   /ViewerPreferences << /DisplayDocTitle true >>"

static void the_language_is_told_and_the_table_found(void **state)
{
    (void)state;
    assert_told(BEFORE AFTER "76\n%%EOF", "en",
                BEFORE "\n   /Lang (en)" PREFERENCES AFTER "140\n%%EOF");
}

static void a_language_that_is_none_changes_nothing(void **state)
{
    (void)state;
    assert_told(BEFORE AFTER "76\n%%EOF", "", BEFORE AFTER "76\n%%EOF");
    assert_told(BEFORE AFTER "76\n%%EOF", "e)n", BEFORE AFTER "76\n%%EOF");
}

static void a_pdf_that_is_built_otherwise_stays_as_it_is(void **state)
{
    (void)state;
    const char *const others[] = {
        "",
        "/Type /Catalog",
        BEFORE AFTER,
        BEFORE AFTER "x",
        BEFORE AFTER "3\n",
        BEFORE ">>\nendobj\n3 0 obj\n<< >>\nendobj\nxref\nstartxref\n99\n%%EOF",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_told(others[i], "en", others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_is_told_and_the_table_found),
        cmocka_unit_test(a_language_that_is_none_changes_nothing),
        cmocka_unit_test(a_pdf_that_is_built_otherwise_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
