#include "draw/id.h"
#include "write/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>

/* What a test needs to write figures. */
struct desk {
    struct ent_arena arena;
    struct ent_font *font;
    struct ent_writer writer;
};

static int open_desk(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    desk->font = ent_font_begin();
    *state = desk;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *desk = *state;
    ent_writer_end(&desk->writer);
    ent_font_end(desk->font);
    ent_arena_end(&desk->arena);
    free(desk);
    return 0;
}

static const struct ent_colour black = {0x000000, true}, white = {0xFFFFFF, true};

static struct ent_words words_of(const struct desk *desk, struct ent_text text)
{
    return (struct ent_words){
        .text = text,
        .at = {50, 40},
        .anchor = ENT_MIDDLE,
        .size = 10,
        .width = ent_font_width(desk->font, text, 10, false),
        .colour = black,
    };
}

/* The file for a drawing, ended by a NUL. */
static const char *written(struct desk *desk, const struct ent_drawing *drawing)
{
    desk->writer.length = 0;
    ent_svg_write(drawing, desk->font, &desk->arena, &desk->writer);
    return ent_text_string(&desk->arena, ent_writer_text(&desk->writer));
}

static const char *written_mark(struct desk *desk, struct ent_mark mark)
{
    struct ent_drawing drawing = {
        .width = 100, .height = 80, .prefix = ENT_TEXT("p1"), .marks = &mark, .mark_count = 1};
    return written(desk, &drawing);
}

static const char *written_words(struct desk *desk, struct ent_words words)
{
    return written_mark(desk, (struct ent_mark){.words = &words, .word_count = 1});
}

static const char *written_path(struct desk *desk, struct ent_path path)
{
    return written_mark(desk, (struct ent_mark){.paths = &path, .path_count = 1});
}

/* `text` wherever a text may stand. */
static const char *written_everywhere(struct desk *desk, struct ent_text text)
{
    struct ent_words words = words_of(desk, text);
    struct ent_mark mark = {
        .id = text, .classes = text, .title = text, .words = &words, .word_count = 1};
    struct ent_drawing drawing = {.width = 100,
                                  .height = 80,
                                  .language = text,
                                  .title = text,
                                  .description = text,
                                  .prefix = text,
                                  .metadata = text,
                                  .marks = &mark,
                                  .mark_count = 1};
    return written(desk, &drawing);
}

/* What a parser finds in a file. */
struct found {
    char names[4096], ids[4096], words[4096]; /* each name and id is followed by a blank */
    bool in_words;
};

static void append(char *list, const char *bytes, size_t length)
{
    size_t used = strlen(list);
    assert_true(used + length + 1 < 4096);
    memcpy(list + used, bytes, length);
    list[used + length] = '\0';
}

static void find_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    struct found *found = user;
    append(found->names, name, strlen(name));
    append(found->names, " ", 1);
    found->in_words = strcmp(name, "text") == 0;
    for (size_t i = 0; attributes[i]; i += 2) {
        if (strcmp(attributes[i], "id") != 0)
            continue;
        append(found->ids, attributes[i + 1], strlen(attributes[i + 1]));
        append(found->ids, " ", 1);
    }
}

static void find_end(void *user, const XML_Char *name)
{
    (void)name;
    ((struct found *)user)->in_words = false;
}

static void find_bytes(void *user, const XML_Char *bytes, int length)
{
    struct found *found = user;
    if (found->in_words)
        append(found->words, bytes, (size_t)length);
}

static struct found parsed(const char *file, bool keeping)
{
    struct found found = {0};
    XML_Parser parser = XML_ParserCreate(NULL);
    if (keeping) {
        XML_SetUserData(parser, &found);
        XML_SetElementHandler(parser, find_start, find_end);
        XML_SetCharacterDataHandler(parser, find_bytes);
    }
    if (XML_Parse(parser, file, (int)strlen(file), 1) != XML_STATUS_OK)
        fail_msg("line %lu: %s\n%.2000s", XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)), file);
    XML_ParserFree(parser);
    return found;
}

static void assert_well_formed(const char *file)
{
    parsed(file, false);
}

static void assert_holds(const char *file, const char *part)
{
    if (!strstr(file, part))
        fail_msg("'%s' is missing in\n%.4000s", part, file);
}

static void assert_lacks(const char *file, const char *part)
{
    if (strstr(file, part))
        fail_msg("'%s' stands in\n%.4000s", part, file);
}

static void an_empty_drawing_is_a_well_formed_file(void **state)
{
    struct ent_drawing drawing = {0};
    const char *file = written(*state, &drawing);
    assert_well_formed(file);
    assert_lacks(file, "@font-face");
}

static void no_text_whatever_breaks_the_file(void **state)
{
    static const char *const nasty[] = {
        "]]>",
        "<script>alert(1)</script>",
        "\"' onload=\"alert(1)",
        "-->",
        "<!--",
        "&amp; &lt; &bogus; &#0; &#xFFFE;",
        "<?xml version=\"1.0\"?>",
        "</text></g></svg>",
        "</style><script>",
        "\x01\x02\x08\x0B\x1B\x7F",
        "\xC2\x80\xC2\x9F",
        "\xEF\xBF\xBE \xEF\xBF\xBF",
        "\xE2\x80\xAE reversed \xE2\x81\xA6",
        "\t\r\n",
        "\xFF\xFE broken \xC3",
        "\xED\xA0\x80 surrogate",
        "\xF4\x90\x80\x80 too high",
        "\xC0\x80 overlong",
        "%s%n {} \\",
        "Tổng Bí thư Tô Lâm",
        "🇻🇳",
        "",
        " ",
    };
    for (size_t i = 0; i < ENT_COUNT(nasty); i++)
        assert_well_formed(written_everywhere(*state, ent_text_of(nasty[i])));
}

static void any_single_byte_leaves_the_file_well_formed(void **state)
{
    for (int byte = 0; byte < 256; byte++) {
        char bytes[] = {'a', (char)byte, 'b'};
        assert_well_formed(written_everywhere(*state, (struct ent_text){bytes, 3}));
    }
}

static void a_label_of_100_kilobytes_is_written_whole(void **state)
{
    struct desk *desk = *state;
    size_t length = 100 * 1024;
    char *bytes = ent_arena_take(&desk->arena, length, 1);
    memset(bytes, '<', length);
    const char *file = written_words(desk, words_of(desk, (struct ent_text){bytes, length}));
    assert_well_formed(file);
    assert_true(strlen(file) > 4 * length);
}

static void directions_of_writing_cannot_be_turned_by_a_label(void **state)
{
    const char *file = written_everywhere(*state, ENT_TEXT("a\xE2\x80\xAE"
                                                           "b"));
    assert_lacks(file, "\xE2\x80\xAE");
    assert_holds(file, ">a\xEF\xBF\xBD"
                       "b</text>");
}

static void a_reader_gets_back_the_words_that_were_written(void **state)
{
    struct desk *desk = *state;
    const char *label = "a <b> & \"c\" 'd' ]]> Tô";
    struct found found = parsed(written_words(desk, words_of(desk, ent_text_of(label))), true);
    assert_string_equal(found.words, label);
    assert_string_equal(found.names, "svg title desc style g g g text ");
}

static void every_id_begins_with_the_prefix(void **state)
{
    struct ent_mark marks[] = {
        {.id = ENT_TEXT("vnm")}, {.id = ENT_TEXT("to:20lam")}, {.path_count = 0}};
    struct ent_drawing drawing = {.prefix = ENT_TEXT("p3f2"), .marks = marks, .mark_count = 3};
    const char *file = written(*state, &drawing);
    assert_string_equal(parsed(file, true).ids,
                        "p3f2 p3f2--title p3f2--desc p3f2-vnm p3f2-to:20lam ");
    assert_holds(file, "aria-labelledby=\"p3f2--title\" aria-describedby=\"p3f2--desc\"");
}

static void nothing_comes_from_outside_the_file(void **state)
{
    struct desk *desk = *state;
    const char *file = written_words(desk, words_of(desk, ENT_TEXT("words")));
    const char *address = strstr(file, "http");
    assert_int_equal(strncmp(address, "http://www.w3.org/2000/svg\"", 27), 0);
    assert_null(strstr(address + 1, "http"));
    const char *source = strstr(file, "url(");
    assert_int_equal(strncmp(source, "url(data:font/woff;base64,", 26), 0);
    assert_null(strstr(source + 1, "url("));
    assert_lacks(file, "href");
    assert_lacks(file, "<!");
}

static void only_the_faces_that_are_used_are_embedded(void **state)
{
    struct desk *desk = *state;
    struct ent_words words[] = {words_of(desk, ENT_TEXT("one")), words_of(desk, ENT_TEXT("two"))};
    struct ent_mark mark = {.words = words, .word_count = 2};
    const char *regular = written_mark(desk, mark);
    assert_holds(regular, "@font-face{font-family:entente-");
    assert_lacks(regular, "font-weight:700");
    words[1].bold = true;
    const char *both = written_mark(desk, mark);
    assert_holds(both, ";src:");
    assert_holds(both, ";font-weight:700;src:");
}

static void the_same_family_name_means_the_same_font(void **state)
{
    struct desk *desk = *state;
    const char *name = "font-family:entente-";
    const char *first = written_words(desk, words_of(desk, ENT_TEXT("abc")));
    const char *same = written_words(desk, words_of(desk, ENT_TEXT("cab")));
    const char *other = written_words(desk, words_of(desk, ENT_TEXT("abd")));
    size_t length = strlen(name) + 10;
    assert_memory_equal(strstr(first, name), strstr(same, name), length);
    assert_memory_not_equal(strstr(first, name), strstr(other, name), length);
}

static void the_same_drawing_gives_the_same_bytes(void **state)
{
    struct desk *desk = *state;
    const char *first = written_everywhere(desk, ENT_TEXT("Hiệp định"));
    const char *second = written_everywhere(desk, ENT_TEXT("Hiệp định"));
    assert_string_equal(first, second);
}

static void each_form_becomes_an_element_with_presentation_attributes(void **state)
{
    static const struct ent_point points[] = {{1, 2}, {3.14159, 4}, {-0.001, 6}, {7, 8.5}};
    const struct ent_pen pen = {{0x1F4E79, true}, 1, ENT_SOLID};
    static const char *const expected[] = {
        [ENT_POLYGON] = "<path d=\"M1 2l2.14 2L0 6l7 2.5z\" fill=\"#fff\"",
        [ENT_LINES] = "<path d=\"M1 2l2.14 2L0 6l7 2.5\" fill=\"#fff\"",
        [ENT_CURVE] = "<path d=\"M1 2c2.14 2-1 4 6 6.5\" fill=\"#fff\"",
        [ENT_ELLIPSE] = "<ellipse cx=\"1\" cy=\"2\" rx=\"3.14\" ry=\"4\" fill=\"#fff\"",
        [ENT_BOX] = "<rect x=\"1\" y=\"2\" width=\"3.14\" height=\"4\" rx=\"5\" fill=\"#fff\"",
    };
    for (size_t form = 0; form < ENT_COUNT(expected); form++) {
        struct ent_path path = {(enum ent_path_form)form, points, 4, 5, white, pen};
        const char *file = written_path(*state, path);
        assert_holds(file, expected[form]);
        assert_holds(file, " stroke=\"#1f4e79\"/>\n");
    }
}

static void lines_are_dashed_and_dotted_by_attributes(void **state)
{
    static const struct ent_point points[] = {{0, 0}, {10, 0}};
    struct ent_path path = {ENT_LINES, points, 2, 0, {0}, {black, 1, ENT_DASHED}};
    assert_holds(written_path(*state, path),
                 "fill=\"none\" stroke=\"#000\" stroke-dasharray=\"5 3\"/>");
    path.pen = (struct ent_pen){black, 1.5, ENT_DOTTED};
    assert_holds(written_path(*state, path),
                 "stroke=\"#000\" stroke-width=\"1.5\" stroke-dasharray=\"1.5 2.5\"/>");
    path.pen = (struct ent_pen){{0}, 1.5, ENT_DOTTED};
    assert_lacks(written_path(*state, path), "stroke=");
}

static void a_path_with_too_few_points_is_left_out(void **state)
{
    static const struct ent_point points[3] = {{0}};
    static const size_t counts[] = {1, 1, 3, 1, 1};
    for (size_t form = 0; form < ENT_COUNT(counts); form++) {
        struct ent_path path = {
            (enum ent_path_form)form, points, counts[form], 0, white, {.width = 1}};
        assert_lacks(written_path(*state, path), "fill=");
    }
}

static void long_words_carry_their_measured_width(void **state)
{
    struct desk *desk = *state;
    struct ent_words words = words_of(desk, ENT_TEXT("Tie"));
    assert_holds(written_words(desk, words), "<text x=\"50\" y=\"40\">Tie</text>");
    words.width = 75.5;
    assert_holds(written_words(desk, words),
                 "<text x=\"50\" y=\"40\" textLength=\"75.5\" lengthAdjust=\"spacingAndGlyphs\">"
                 "Tie</text>");
}

static void words_say_only_how_they_differ(void **state)
{
    struct desk *desk = *state;
    struct ent_words words[] = {words_of(desk, ENT_TEXT("a")), words_of(desk, ENT_TEXT("b"))};
    words[1].size = 8;
    words[1].bold = words[1].italic = true;
    words[1].anchor = ENT_START;
    const char *file = written_mark(desk, (struct ent_mark){.words = words, .word_count = 2});
    assert_holds(file, "font-size=\"10\" text-anchor=\"middle\"");
    assert_holds(file, " font-size=\"8\" font-weight=\"bold\" font-style=\"italic\" "
                       "text-anchor=\"start\">b</text>");
}

/* Programs of offices know no paint-order. */
static void the_ground_of_words_is_a_box_before_them(void **state)
{
    struct desk *desk = *state;
    struct ent_words words = words_of(desk, ENT_TEXT("1"));
    words.anchor = ENT_START;
    words.width = 6;
    words.halo = white;
    assert_holds(written_words(desk, words),
                 "<path d=\"M49 31.6h8V41h-8z\" fill=\"#fff\"/>\n<text x=\"50\"");
}

static void words_from_right_to_left_stay_in_their_place(void **state)
{
    struct desk *desk = *state;
    struct ent_words words = words_of(desk, ENT_TEXT("1. שלום (UK)"));
    words.leftward = true;
    assert_holds(written_words(desk, words), " y=\"40\" direction=\"rtl\">");
    words.anchor = ENT_START;
    assert_holds(written_words(desk, words), " direction=\"rtl\" text-anchor=\"end\"");
    words.anchor = ENT_END;
    assert_holds(written_words(desk, words), " direction=\"rtl\" text-anchor=\"start\"");
}

static void words_that_are_joined_or_unknown_are_not_stretched(void **state)
{
    struct desk *desk = *state;
    struct ent_words words = words_of(desk, ENT_TEXT("中国"));
    words.width = 200;
    assert_lacks(written_words(desk, words), "textLength");
    words.text = ENT_TEXT("المملكة");
    assert_lacks(written_words(desk, words), "textLength");
}

static const char *written_as(struct desk *desk, enum ent_lettering lettering, struct ent_text text,
                              struct ent_text title)
{
    struct ent_words words = words_of(desk, text);
    struct ent_mark mark = {.title = title, .words = &words, .word_count = 1};
    struct ent_drawing drawing = {.lettering = lettering, .marks = &mark, .mark_count = 1};
    return written(desk, &drawing);
}

static void outlines_need_no_font_and_are_named_where_no_title_is(void **state)
{
    struct desk *desk = *state;
    const char *file = written_as(desk, ENT_OUTLINED, ENT_TEXT("I-I"), (struct ent_text){0});
    assert_holds(file,
                 "<path role=\"img\" aria-label=\"I-I\" d=\"M47.98 "
                 "40h-2.58v-.52l.84-.19v-5.71l-.84-.2v-.52h2.58v.52l-.84.2v5.71l.84.19zm.81-2.29");
    assert_lacks(file, "font");
    assert_lacks(file, "<text");
    assert_lacks(written_as(desk, ENT_OUTLINED, ENT_TEXT("I"), ENT_TEXT("One")), "aria-label=");
}

static void what_no_face_has_stays_text_among_outlines(void **state)
{
    const char *file = written_as(*state, ENT_OUTLINED, ENT_TEXT("中国"), (struct ent_text){0});
    assert_holds(file, ">中国</text>");
    assert_holds(file, "Noto Sans CJK SC,");
    assert_lacks(file, "@font-face");
}

static void a_font_of_the_system_is_named_and_not_embedded(void **state)
{
    const char *file = written_as(*state, ENT_NAMED, ENT_TEXT("Việt Nam"), (struct ent_text){0});
    assert_lacks(file, "@font-face");
    assert_holds(file, " font-family=\"Noto Sans,DejaVu Sans,Arial,sans-serif\"");
    assert_holds(file, "textLength=");
}

static void title_and_description_and_metadata_stand_first(void **state)
{
    struct ent_drawing drawing = {
        .width = 10,
        .height = 20.25,
        .ground = white,
        .language = ENT_TEXT("vi"),
        .title = ENT_TEXT("A & B"),
        .description = ENT_TEXT("2 nodes"),
        .prefix = ENT_TEXT("p"),
        .metadata = ENT_TEXT("version: 1\ncommand: x\n"),
    };
    assert_string_equal(
        written(*state, &drawing),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"p\" width=\"10pt\" height=\"20.25pt\" "
        "viewBox=\"0 0 10 20.25\" role=\"img\" aria-labelledby=\"p--title\" "
        "aria-describedby=\"p--desc\" lang=\"vi\" "
        "xml:lang=\"vi\">\n"
        "<title id=\"p--title\">A &amp; B</title>\n"
        "<desc id=\"p--desc\">2 nodes</desc>\n"
        "<metadata>version: 1\ncommand: x</metadata>\n"
        "<rect class=\"ground\" width=\"10\" height=\"20.25\" fill=\"#fff\"/>\n"
        "<g aria-hidden=\"true\">\n"
        "</g>\n"
        "</svg>\n");
}

static void different_names_make_different_ids(void **state)
{
    struct desk *desk = *state;
    static const char *const names[] = {
        "a-b",   "a--b",  "-a", "a-", "a b", "a:20b", "a_b", "-", "--", "", "t\xE1\xBB\x95ng",
        "title", "-title"};
    for (size_t i = 0; i < ENT_COUNT(names); i++) {
        struct ent_text word = ent_id_word(&desk->arena, ent_text_of(names[i]));
        const char *bytes = ent_text_string(&desk->arena, word);
        assert_null(strstr(bytes, "--"));
        assert_true(word.length == 0 || (bytes[0] != '-' && bytes[word.length - 1] != '-'));
        for (size_t k = 0; k < i; k++)
            assert_false(ent_text_equal(word, ent_id_word(&desk->arena, ent_text_of(names[k]))));
    }
    struct ent_text plain = ent_id_word(&desk->arena, ENT_TEXT("mou-sti_2025.1"));
    assert_true(ent_text_is(plain, "mou-sti_2025.1"));
}

static void salt_makes_another_prefix(void **state)
{
    struct desk *desk = *state;
    struct ent_drawing drawing = {.title = ENT_TEXT("A figure")};
    struct ent_text plain = ent_id_prefix(&desk->arena, &drawing, ENT_TEXT(""));
    assert_true(ent_id_begins(plain));
    assert_true(ent_text_equal(plain, ent_id_prefix(&desk->arena, &drawing, ENT_TEXT(""))));
    assert_false(ent_text_equal(plain, ent_id_prefix(&desk->arena, &drawing, ENT_TEXT("2"))));
}

static void only_addresses_are_links(void **state)
{
    (void)state;
    static const char *const links[] = {"https://example.org/a?b=1#c", "http://example.org",
                                        "HTTPS://EXAMPLE.ORG", "mailto:a@example.org"};
    static const char *const words[] = {"",
                                        "javascript:alert(1)",
                                        "JavaScript:alert(1)",
                                        "java\tscript:alert(1)",
                                        "data:text/html,x",
                                        "file:///etc/passwd",
                                        "//example.org",
                                        "example.org",
                                        "https://",
                                        "ht-tps://example.org",
                                        "https://example.org/a b",
                                        "https://example.org/\x01"};
    for (size_t i = 0; i < ENT_COUNT(links); i++)
        assert_true(ent_text_is(ent_link_of(ent_text_of(links[i])), links[i]));
    for (size_t i = 0; i < ENT_COUNT(words); i++)
        assert_int_equal(ent_link_of(ent_text_of(words[i])).length, 0);
}

/* A node, a tie and a text with links, in an order that is not that of painting. */
static const char *written_network(struct desk *desk, bool inlined, bool navigable, bool linked)
{
    static const struct ent_point ends[] = {{0, 0}, {10, 5}};
    struct ent_path line = {ENT_LINES, ends, 2, 0, {0}, {black, 1, ENT_SOLID}};
    struct ent_words words = words_of(desk, ENT_TEXT("{a} *b*"));
    words.link = ENT_TEXT("https://example.org/?a&b");
    struct ent_mark marks[] = {
        {.layer = ENT_LAYER_NODES,
         .kind = ENT_TEXT("state"),
         .kind_name = ENT_TEXT("States"),
         .id = ENT_TEXT("vnm"),
         .title = ENT_TEXT("Vietnam: state"),
         .link = ENT_TEXT("https://example.org/vnm")},
        {.layer = ENT_LAYER_TIES,
         .kind = ENT_TEXT("party-to"),
         .kind_name = ENT_TEXT("party to"),
         .id = ENT_TEXT("vnm--party-to--x"),
         .title = ENT_TEXT("Vietnam: x"),
         .paths = &line,
         .path_count = 1},
        {.layer = ENT_LAYER_NOTES, .words = &words, .word_count = 1},
    };
    struct ent_drawing drawing = {.width = 100,
                                  .height = 80,
                                  .language = ENT_TEXT("en"),
                                  .prefix = ENT_TEXT("f"),
                                  .inlined = inlined,
                                  .navigable = navigable,
                                  .linked = linked,
                                  .marks = marks,
                                  .mark_count = ENT_COUNT(marks)};
    return written(desk, &drawing);
}

static void ties_are_painted_before_nodes_and_read_after_them(void **state)
{
    const char *file = written_network(*state, false, true, false);
    assert_well_formed(file);
    assert_holds(file, "role=\"graphics-document\"");
    assert_holds(file, "aria-owns=\"f--nodes f--ties f--notes\"");
    const char *ties =
        strstr(file, "<g class=\"ties\" id=\"f--ties\" role=\"group\" aria-label=\"Ties\">");
    const char *nodes = strstr(file, "<g class=\"nodes\" id=\"f--nodes\" role=\"group\"");
    assert_non_null(ties);
    assert_true(nodes > ties);
    assert_holds(file, "<g class=\"party-to\" role=\"list\" aria-label=\"party to\">\n"
                       "<g role=\"listitem\">\n"
                       "<g id=\"f-vnm--party-to--x\" role=\"img\">\n"
                       "<title>Vietnam: x</title>\n");
}

static void one_image_has_neither_lists_nor_links(void **state)
{
    const char *file = written_network(*state, false, false, false);
    assert_holds(file, "role=\"img\"");
    assert_lacks(file, "listitem");
    assert_lacks(file, "aria-owns");
    assert_lacks(file, "<a ");
    assert_holds(file, "<title>Vietnam: state</title>");
}

static void links_stand_where_they_are_wanted(void **state)
{
    for (int linked = 0; linked < 2; linked++) {
        const char *file = written_network(*state, false, !linked, linked);
        assert_well_formed(file);
        assert_holds(file, "<a id=\"f-vnm\" href=\"https://example.org/vnm\">\n"
                           "<title>Vietnam: state</title>\n</a>\n");
        assert_holds(file, "<a href=\"https://example.org/?a&amp;b\"><text ");
        assert_holds(file, "</text></a>\n");
    }
}

static void an_inlined_figure_has_nothing_that_markdown_or_jsx_would_read(void **state)
{
    const char *file = written_network(*state, true, false, false);
    assert_int_equal(strncmp(file, "<svg id=\"f\" width=\"100%\" viewBox=", 32), 0);
    static const char *const noise[] = {"<?xml", "xmlns", "xml:lang", " style=", "{",
                                        "}",     "*",     "_",        "\n\n"};
    for (size_t i = 0; i < ENT_COUNT(noise); i++)
        assert_lacks(file, noise[i]);
    assert_holds(file, ">&#123;a&#125; &#42;b&#42;</text>");
    assert_holds(file, "#f&#123;max-width:100pt&#125;</style>");
}

static void straight_curves_are_lines_and_steps_do_not_drift(void **state)
{
    static const struct ent_point straight[] = {{0, 0}, {3, 3.01}, {6, 6}, {9, 9}};
    static const struct ent_point back[] = {{0, 0}, {-3, -3}, {6, 6}, {9, 9}};
    static const struct ent_point smooth[] = {{0, 0},   {0, 5},  {5, 10},  {10, 10},
                                              {15, 10}, {20, 5}, {20, 0.5}};
    static const struct ent_point thirds[] = {
        {0.334, 0.334}, {0.668, 0.668}, {1.002, 1.002}, {1.336, 1.336}, {100.004, 7}};
    struct ent_path path = {ENT_CURVE, straight, 4, 0, {0}, {black, 1, ENT_SOLID}};
    assert_holds(written_path(*state, path), " d=\"M0 0l9 9\"");
    path.points = back;
    assert_holds(written_path(*state, path), " d=\"M0 0c-3-3 6 6 9 9\"");
    path.points = smooth;
    path.point_count = 7;
    assert_holds(written_path(*state, path), " d=\"M0 0c0 5 5 10 10 10S20 5 20 .5\"");
    path = (struct ent_path){ENT_LINES, thirds, 5, 0, {0}, {black, 1, ENT_SOLID}};
    assert_holds(written_path(*state, path), " d=\"M.33.33.67.67 1 1l.34.34L100 7\"");
}

static void a_group_says_what_most_of_its_elements_want(void **state)
{
    static const struct ent_point ends[] = {{0, 0}, {10, 5}};
    const struct ent_pen thick = {{0x1F4E79, true}, 2.5, ENT_SOLID};
    struct ent_path line = {ENT_LINES, ends, 2, 0, {0}, thick};
    struct ent_path other = line;
    other.pen.colour = black;
    struct ent_mark marks[] = {{.kind = ENT_TEXT("k"), .paths = &line, .path_count = 1},
                               {.kind = ENT_TEXT("k"), .paths = &line, .path_count = 1},
                               {.kind = ENT_TEXT("k"), .paths = &other, .path_count = 1}};
    struct ent_drawing drawing = {.marks = marks, .mark_count = 3};
    assert_holds(written(*state, &drawing),
                 "<g class=\"k\" fill=\"none\" stroke=\"#1f4e79\" stroke-width=\"2.5\">\n"
                 "<path d=\"M0 0l10 5\"/>\n"
                 "<path d=\"M0 0l10 5\"/>\n"
                 "<path d=\"M0 0l10 5\" stroke=\"#000\"/>\n</g>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_drawing_is_a_well_formed_file),
        cmocka_unit_test(no_text_whatever_breaks_the_file),
        cmocka_unit_test(any_single_byte_leaves_the_file_well_formed),
        cmocka_unit_test(a_label_of_100_kilobytes_is_written_whole),
        cmocka_unit_test(directions_of_writing_cannot_be_turned_by_a_label),
        cmocka_unit_test(a_reader_gets_back_the_words_that_were_written),
        cmocka_unit_test(every_id_begins_with_the_prefix),
        cmocka_unit_test(nothing_comes_from_outside_the_file),
        cmocka_unit_test(only_the_faces_that_are_used_are_embedded),
        cmocka_unit_test(the_same_family_name_means_the_same_font),
        cmocka_unit_test(the_same_drawing_gives_the_same_bytes),
        cmocka_unit_test(each_form_becomes_an_element_with_presentation_attributes),
        cmocka_unit_test(lines_are_dashed_and_dotted_by_attributes),
        cmocka_unit_test(a_path_with_too_few_points_is_left_out),
        cmocka_unit_test(long_words_carry_their_measured_width),
        cmocka_unit_test(words_say_only_how_they_differ),
        cmocka_unit_test(the_ground_of_words_is_a_box_before_them),
        cmocka_unit_test(words_from_right_to_left_stay_in_their_place),
        cmocka_unit_test(words_that_are_joined_or_unknown_are_not_stretched),
        cmocka_unit_test(outlines_need_no_font_and_are_named_where_no_title_is),
        cmocka_unit_test(what_no_face_has_stays_text_among_outlines),
        cmocka_unit_test(a_font_of_the_system_is_named_and_not_embedded),
        cmocka_unit_test(title_and_description_and_metadata_stand_first),
        cmocka_unit_test(different_names_make_different_ids),
        cmocka_unit_test(salt_makes_another_prefix),
        cmocka_unit_test(only_addresses_are_links),
        cmocka_unit_test(ties_are_painted_before_nodes_and_read_after_them),
        cmocka_unit_test(one_image_has_neither_lists_nor_links),
        cmocka_unit_test(links_stand_where_they_are_wanted),
        cmocka_unit_test(an_inlined_figure_has_nothing_that_markdown_or_jsx_would_read),
        cmocka_unit_test(straight_curves_are_lines_and_steps_do_not_drift),
        cmocka_unit_test(a_group_says_what_most_of_its_elements_want),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
