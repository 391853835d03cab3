#include "write/picture.h"

#include "write/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

/* What a test needs to paint pictures. */
struct studio {
    struct ent_run run;
    struct ent_writer svg, picture, second;
    char folder[64];
};

/* A figure of 144 by 72 points with a line in each face. */
static void write_figure(struct studio *studio, struct ent_text text)
{
    struct ent_font *font = ent_font_begin();
    struct ent_words words[] = {
        {.text = text,
         .at = {72, 20},
         .anchor = ENT_MIDDLE,
         .size = 12,
         .colour = {0, true},
         .halo = {0xFFFFFF, true}},
        {.text = ENT_TEXT("bold"),
         .at = {72, 40},
         .anchor = ENT_MIDDLE,
         .size = 12,
         .bold = true,
         .colour = {0, true}},
        {.text = ENT_TEXT("slanted"),
         .at = {72, 60},
         .anchor = ENT_MIDDLE,
         .size = 12,
         .italic = true,
         .colour = {0, true}},
    };
    struct ent_mark mark = {.words = words, .word_count = ENT_COUNT(words)};
    struct ent_drawing drawing = {.width = 144, .height = 72, .marks = &mark, .mark_count = 1};
    studio->svg.length = 0;
    ent_svg_write(&drawing, font, &studio->run.arena, &studio->svg);
    ent_font_end(font);
}

static int open_studio(void **state)
{
    struct studio *studio = calloc(1, sizeof *studio);
    ent_run_begin(&studio->run);
    write_figure(studio, ENT_TEXT("Tổng Bí thư Tô Lâm"));
    strcpy(studio->folder, "/tmp/entente-test.XXXXXX");
    assert_non_null(mkdtemp(studio->folder));
    setenv("TMPDIR", studio->folder, 1);
    unsetenv("SOURCE_DATE_EPOCH");
    unsetenv("FONTCONFIG_FILE");
    *state = studio;
    return 0;
}

/* Also a test: nothing is left behind. */
static int close_studio(void **state)
{
    struct studio *studio = *state;
    int left = rmdir(studio->folder);
    ent_writer_end(&studio->svg);
    ent_writer_end(&studio->picture);
    ent_writer_end(&studio->second);
    ent_run_end(&studio->run);
    free(studio);
    return left;
}

static const struct ent_picture_words words_told = {
    .title = {"A & B", 5},
    .description = {"Hà Nội", sizeof "Hà Nội" - 1},
    .keywords = {"state, treaty", 13},
    .language = {"en", 2},
};

static bool paint_png(struct studio *studio, double dpi, struct ent_writer *writer)
{
    struct ent_text svg = ent_writer_text(&studio->svg);
    return ent_png_write(&studio->run, svg, &words_told, dpi, ENT_TEXT("figure.png"), writer);
}

static bool paint_pdf(struct studio *studio, struct ent_writer *writer)
{
    struct ent_text svg = ent_writer_text(&studio->svg);
    return ent_pdf_write(&studio->run, svg, &words_told, ENT_TEXT("figure.pdf"), writer);
}

static unsigned word_at(const struct ent_writer *png, size_t at)
{
    unsigned word = 0;
    assert_true(at + 4 <= png->length);
    for (size_t i = 0; i < 4; i++)
        word = word << 8 | (unsigned char)png->bytes[at + i];
    return word;
}

static const char *string_of(struct studio *studio, const struct ent_writer *writer)
{
    char *string = ent_text_string(&studio->run.arena, ent_writer_text(writer));
    for (size_t at = 0; at < writer->length; at++)
        string[at] = string[at] ? string[at] : ' ';
    return string;
}

static void assert_same(const struct ent_writer *a, const struct ent_writer *b)
{
    assert_int_equal(a->length, b->length);
    assert_memory_equal(a->bytes, b->bytes, a->length);
}

static void assert_refused(struct studio *studio, const char *reason)
{
    assert_int_equal(studio->run.counts[ENT_E902], 1);
    const char *message = ent_text_string(&studio->run.arena, studio->run.first->message);
    if (!strstr(message, reason))
        fail_msg("'%s' is missing in '%s'", reason, message);
}

static void a_png_has_as_many_dots_as_its_resolution_asks_for(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_png(studio, 144, &studio->picture));
    assert_memory_equal(studio->picture.bytes, "\x89PNG\r\n\x1A\n", 8);
    assert_int_equal(word_at(&studio->picture, 16), 288);
    assert_int_equal(word_at(&studio->picture, 20), 144);
}

/* What a chunk holds, or the empty text. Every chunk on the way has a right check sum. */
static struct ent_text chunk_named(const struct ent_writer *png, const char *name, size_t number)
{
    for (size_t at = 8; at < png->length;) {
        size_t length = word_at(png, at);
        const unsigned char *bytes = (const unsigned char *)png->bytes + at + 4;
        assert_true(at + 12 + length <= png->length);
        assert_int_equal(word_at(png, at + 8 + length), crc32(0, bytes, (unsigned)length + 4));
        if (memcmp(bytes, name, 4) == 0 && number-- == 0)
            return (struct ent_text){png->bytes + at + 8, length};
        at += 12 + length;
    }
    return (struct ent_text){0};
}

static void assert_holds(struct ent_text found, const char *bytes, size_t length)
{
    assert_int_equal(found.length, length);
    assert_memory_equal(found.bytes, bytes, length);
}

static void a_png_says_its_resolution_and_its_colours(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_png(studio, 300, &studio->picture));
    assert_holds(chunk_named(&studio->picture, "pHYs", 0), "\0\0\x2E\x23\0\0\x2E\x23\1", 9);
    assert_holds(chunk_named(&studio->picture, "sRGB", 0), "", 1);
    assert_true(chunk_named(&studio->picture, "IDAT", 0).length > 0);
}

static void a_png_has_a_title_and_a_description(void **state)
{
    struct studio *studio = *state;
    const char title[] = "Title\0A & B", words[] = "Description\0\0\0en\0\0Hà Nội";
    assert_true(paint_png(studio, 96, &studio->picture));
    assert_holds(chunk_named(&studio->picture, "tEXt", 0), title, sizeof title - 1);
    assert_holds(chunk_named(&studio->picture, "iTXt", 0), words, sizeof words - 1);
}

static void the_same_figure_gives_the_same_picture_again(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_png(studio, 96, &studio->picture));
    assert_true(paint_png(studio, 96, &studio->second));
    assert_same(&studio->picture, &studio->second);
}

static void fonts_of_the_machine_change_nothing(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_png(studio, 96, &studio->picture));
    setenv("FONTCONFIG_FILE", "/dev/null", 1);
    assert_true(paint_png(studio, 96, &studio->second));
    assert_same(&studio->picture, &studio->second);
}

static void characters_that_no_font_has_are_no_fault(void **state)
{
    struct studio *studio = *state;
    write_figure(studio, ENT_TEXT("中国 𞤀 \U0010FFFD"));
    setenv("FONTCONFIG_FILE", "/dev/null", 1);
    assert_true(paint_png(studio, 96, &studio->picture));
}

static void a_picture_too_large_is_refused(void **state)
{
    struct studio *studio = *state;
    assert_false(paint_png(studio, 20000, &studio->picture));
    assert_refused(studio, "40000 x 20000 pixels at 20000 dpi");
    assert_refused(studio, "--dpi 11180 would do");
    assert_int_equal(studio->picture.length, 0);
}

static void a_picture_without_dots_is_refused(void **state)
{
    struct studio *studio = *state;
    assert_false(paint_png(studio, 0, &studio->picture));
    assert_refused(studio, "0 x 0 pixels");
    studio->run.counts[ENT_E902] = 0;
    assert_false(paint_png(studio, (double)NAN, &studio->picture));
    studio->run.counts[ENT_E902] = 0;
    assert_false(paint_png(studio, (double)INFINITY, &studio->picture));
}

static void what_is_no_svg_is_refused_in_the_words_of_the_library(void **state)
{
    struct studio *studio = *state;
    studio->svg.length = 100;
    assert_false(paint_png(studio, 96, &studio->picture));
    assert_refused(studio, "cannot write 'figure.png': XML parse error");
}

static void a_pdf_is_a_page_of_the_size_of_the_figure(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_pdf(studio, &studio->picture));
    const char *pdf = string_of(studio, &studio->picture);
    assert_int_equal(strncmp(pdf, "%PDF-1.", 7), 0);
    assert_non_null(strstr(pdf, "/MediaBox [ 0 0 144 72 ]"));
}

static void a_pdf_tells_its_title_subject_keywords_and_language(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_pdf(studio, &studio->picture));
    const char *pdf = string_of(studio, &studio->picture);
    assert_non_null(strstr(pdf, "/Title (A & B)"));
    assert_non_null(strstr(pdf, "/Subject <FEFF004800E00020004E1ED90069>"));
    assert_non_null(strstr(pdf, "/Keywords (state, treaty)"));
    assert_non_null(strstr(pdf, "/Lang (en)"));
    assert_non_null(strstr(pdf, "/DisplayDocTitle true"));
}

/* Readers find the objects by it. */
static void the_end_of_a_pdf_tells_where_its_table_is(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_pdf(studio, &studio->picture));
    const char *pdf = string_of(studio, &studio->picture), *end = strstr(pdf, "startxref");
    assert_non_null(end);
    size_t table = strtoul(end + strlen("startxref"), NULL, 10);
    assert_true(table < studio->picture.length);
    assert_int_equal(strncmp(pdf + table, "xref\n", 5), 0);
}

static void links_stay_links_in_a_pdf(void **state)
{
    struct studio *studio = *state;
    studio->svg.length = 0;
    ENT_PUT(&studio->svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 50\">"
            "<a href=\"https://example.org/?a=1&amp;b=2\"><text y=\"20\">MoU</text></a></svg>");
    assert_true(paint_pdf(studio, &studio->picture));
    assert_non_null(
        strstr(string_of(studio, &studio->picture), "/URI (https://example.org/?a=1&b=2)"));
}

static void a_pdf_is_dated_only_by_source_date_epoch(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_pdf(studio, &studio->picture));
    assert_null(strstr(string_of(studio, &studio->picture), "CreationDate"));
    setenv("SOURCE_DATE_EPOCH", "1577836800", 1);
    assert_true(paint_pdf(studio, &studio->second));
    assert_non_null(strstr(string_of(studio, &studio->second), "20200101000000Z"));
    setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
    studio->second.length = 0;
    assert_true(paint_pdf(studio, &studio->second));
    assert_same(&studio->picture, &studio->second);
}

static void text_in_a_pdf_stays_text(void **state)
{
    struct studio *studio = *state;
    assert_true(paint_pdf(studio, &studio->picture));
    if (system("command -v pdftotext >/dev/null") != 0)
        skip();
    const char *path = "/tmp/entente-test.pdf";
    assert_true(ent_writer_send(&studio->run, &studio->picture, ent_text_of(path)));
    char text[200] = "";
    FILE *pipe = popen("pdftotext /tmp/entente-test.pdf -", "r");
    assert_true(fread(text, 1, sizeof text - 1, pipe) > 0);
    pclose(pipe);
    unlink(path);
    assert_non_null(strstr(text, "Tổng Bí thư Tô Lâm"));
    assert_non_null(strstr(text, "bold"));
    assert_non_null(strstr(text, "slanted"));
}

static void a_temporary_folder_that_cannot_be_made_is_reported(void **state)
{
    struct studio *studio = *state;
    setenv("TMPDIR", "/nowhere", 1);
    assert_false(paint_pdf(studio, &studio->picture));
    assert_refused(studio, "No such file or directory");
}

#define PICTURE_TEST(name) cmocka_unit_test_setup_teardown(name, open_studio, close_studio)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PICTURE_TEST(a_png_has_as_many_dots_as_its_resolution_asks_for),
        PICTURE_TEST(a_png_says_its_resolution_and_its_colours),
        PICTURE_TEST(a_png_has_a_title_and_a_description),
        PICTURE_TEST(the_same_figure_gives_the_same_picture_again),
        PICTURE_TEST(fonts_of_the_machine_change_nothing),
        PICTURE_TEST(characters_that_no_font_has_are_no_fault),
        PICTURE_TEST(a_picture_too_large_is_refused),
        PICTURE_TEST(a_picture_without_dots_is_refused),
        PICTURE_TEST(what_is_no_svg_is_refused_in_the_words_of_the_library),
        PICTURE_TEST(a_pdf_is_a_page_of_the_size_of_the_figure),
        PICTURE_TEST(a_pdf_tells_its_title_subject_keywords_and_language),
        PICTURE_TEST(the_end_of_a_pdf_tells_where_its_table_is),
        PICTURE_TEST(links_stay_links_in_a_pdf),
        PICTURE_TEST(a_pdf_is_dated_only_by_source_date_epoch),
        PICTURE_TEST(text_in_a_pdf_stays_text),
        PICTURE_TEST(a_temporary_folder_that_cannot_be_made_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
