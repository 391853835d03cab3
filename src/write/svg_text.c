#include "write/svg_sheet.h"

#include "draw/colour.h"

/* The subset for all words of one weight; empty if there are none. */
static struct ent_text face_for(const struct ent_sheet *sheet, bool bold)
{
    const struct ent_drawing *drawing = sheet->drawing;
    struct ent_text face = {0};
    struct ent_writer used = {0};
    for (size_t i = 0; i < drawing->mark_count; i++) {
        const struct ent_mark *mark = &drawing->marks[i];
        for (size_t j = 0; j < mark->word_count; j++)
            if (mark->words[j].bold == bold)
                ent_put_text(&used, mark->words[j].text);
    }
    if (used.length > 0)
        face = ent_font_subset(sheet->font, sheet->arena, ent_writer_text(&used), bold);
    ent_writer_end(&used);
    return face;
}

static double first_size(const struct ent_drawing *drawing)
{
    for (size_t i = 0; i < drawing->mark_count; i++)
        if (drawing->marks[i].word_count > 0)
            return drawing->marks[i].words[0].size;
    return 10;
}

static bool uses_faces(const struct ent_sheet *sheet)
{
    return sheet->faces[false].length > 0 || sheet->faces[true].length > 0;
}

/* Browsers share the faces of all figures on a page: the same name must mean the same bytes. */
static void put_family(const struct ent_sheet *sheet)
{
    uint64_t hash = ent_text_hash(sheet->faces[0]) ^ (ent_text_hash(sheet->faces[1]) << 1);
    ENT_PUT(sheet->writer, "entente-");
    for (int shift = 36; shift >= 0; shift -= 4)
        ent_put_bytes(sheet->writer, &"0123456789abcdef"[hash >> shift & 15], 1);
}

static void put_face(const struct ent_sheet *sheet, bool bold)
{
    struct ent_writer *writer = sheet->writer;
    if (sheet->faces[bold].length == 0)
        return;
    ENT_PUT(writer, "@font-face{font-family:\"");
    put_family(sheet);
    ENT_PUT(writer, "\";font-weight:");
    ent_put_integer(writer, bold ? 700 : 400);
    ENT_PUT(writer, ";src:url(data:font/ttf;base64,");
    ent_put_base64(writer, sheet->faces[bold].bytes, sheet->faces[bold].length);
    ENT_PUT(writer, ") format(\"truetype\")}\n");
}

/* On a page a figure is as wide as there is room, but its letters grow no larger than in a file. */
static void put_widest(const struct ent_sheet *sheet)
{
    ENT_PUT(sheet->writer, "#");
    ent_sheet_put_id(sheet, (struct ent_text){0});
    ENT_PUT(sheet->writer, "{max-width:");
    ent_put_number(sheet->writer, sheet->drawing->width);
    ENT_PUT(sheet->writer, "pt}");
}

/* Kerning and ligatures are off because they are not measured. */
static void put_rules(const struct ent_sheet *sheet)
{
    put_face(sheet, false);
    put_face(sheet, true);
    if (uses_faces(sheet)) {
        ENT_PUT(sheet->writer, "#");
        ent_sheet_put_id(sheet, (struct ent_text){0});
        ENT_PUT(sheet->writer, " text{font-kerning:none;font-variant-ligatures:none}");
    }
    if (sheet->drawing->inlined)
        put_widest(sheet);
}

/* The rules begin on the line of the tag: Markdown makes a paragraph of a line without one. */
void ent_sheet_put_style(const struct ent_sheet *sheet)
{
    struct ent_sheet aside = *sheet;
    struct ent_writer rules = {0};
    aside.writer = &rules;
    put_rules(&aside);
    if (rules.length == 0)
        return;
    ENT_PUT(sheet->writer, "<style>");
    if (sheet->drawing->inlined)
        ent_sheet_put_text(sheet, ent_writer_text(&rules));
    else
        ent_put_text(sheet->writer, ent_writer_text(&rules));
    ENT_PUT(sheet->writer, "</style>\n");
    ent_writer_end(&rules);
}

void ent_sheet_choose_faces(struct ent_sheet *sheet)
{
    sheet->size = first_size(sheet->drawing);
    sheet->faces[false] = face_for(sheet, false);
    sheet->faces[true] = face_for(sheet, true);
}

/* Is the code point a letter of a script that is written from right to left? */
static bool is_leftward(uint32_t code)
{
    return (code >= 0x0590 && code <= 0x08FF) || (code >= 0xFB1D && code <= 0xFDFF) ||
           (code >= 0xFE70 && code <= 0xFEFC) || (code >= 0x10800 && code <= 0x10FFF) ||
           (code >= 0x1E800 && code <= 0x1EFFF);
}

/* Digits, blanks, punctuation and symbols say nothing about the direction of writing. */
static bool is_neutral(uint32_t code)
{
    if (code < 0xC0)
        return !((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
    return code == 0xD7 || code == 0xF7 || (code >= 0x0660 && code <= 0x066D) ||
           (code >= 0x2000 && code <= 0x2BFF) || (code >= 0x3000 && code <= 0x3004);
}

static bool runs_leftward(struct ent_text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        if (!is_neutral(code))
            return is_leftward(code);
    }
    return false;
}

/* Start and end follow the direction of writing, but the place kept for the words does not. */
enum ent_anchor ent_words_anchor(const struct ent_words *words)
{
    if (words->anchor == ENT_MIDDLE || !runs_leftward(words->text))
        return words->anchor;
    return words->anchor == ENT_START ? ENT_END : ENT_START;
}

/* The width of words that the bundled font lacks is only an upper bound: they keep their own. */
static void put_width(const struct ent_sheet *sheet, const struct ent_words *words)
{
    if (words->width <= 0 || !ent_font_covers(sheet->font, words->text))
        return;
    ent_sheet_put_number(sheet->writer, "textLength", words->width);
    ENT_PUT(sheet->writer, " lengthAdjust=\"spacingAndGlyphs\"");
}

void ent_sheet_put_words(const struct ent_sheet *sheet, const struct ent_look *around,
                         const struct ent_words *words)
{
    struct ent_writer *writer = sheet->writer;
    struct ent_look look = ent_look_of_words(words);
    bool linked = words->link.length > 0 && ent_sheet_links(sheet);
    if (words->text.length == 0)
        return;
    if (linked)
        ent_sheet_put_link(sheet, words->link);
    ENT_PUT(writer, "<text");
    ent_sheet_put_number(writer, "x", words->at.x);
    ent_sheet_put_number(writer, "y", words->at.y);
    if (runs_leftward(words->text))
        ENT_PUT(writer, " direction=\"rtl\"");
    put_width(sheet, words);
    ent_look_put(writer, around, &look);
    if (words->halo.given)
        ENT_PUT(writer, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    ENT_PUT(writer, ">");
    ent_sheet_put_text(sheet, words->text);
    ENT_PUT(writer, "</text>");
    ent_put_text(writer, linked ? ENT_TEXT("</a>\n") : ENT_TEXT("\n"));
}

/* What words have in common. The page around an inlined figure may colour what says nothing. */
void ent_sheet_put_setting(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    if (sheet->drawing->inlined)
        ENT_PUT(writer, " fill=\"#000\" stroke=\"none\"");
    if (!uses_faces(sheet))
        return;
    ENT_PUT(writer, " font-family=\"");
    put_family(sheet);
    ENT_PUT(writer, ", 'Noto Sans', 'DejaVu Sans', Arial, sans-serif\"");
    ent_sheet_put_number(writer, "font-size", sheet->size);
    ENT_PUT(writer, " text-anchor=\"middle\" text-rendering=\"geometricPrecision\"");
}
