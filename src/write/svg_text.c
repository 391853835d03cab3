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
    ENT_PUT(writer, " @font-face{font-family:\"");
    put_family(sheet);
    ENT_PUT(writer, "\";font-weight:");
    ent_put_integer(writer, bold ? 700 : 400);
    ENT_PUT(writer, ";src:url(data:font/ttf;base64,");
    ent_put_base64(writer, sheet->faces[bold].bytes, sheet->faces[bold].length);
    ENT_PUT(writer, ") format(\"truetype\")}\n");
}

void ent_sheet_put_style(const struct ent_sheet *sheet)
{
    if (!uses_faces(sheet))
        return;
    ENT_PUT(sheet->writer, " <style>\n");
    put_face(sheet, false);
    put_face(sheet, true);
    ENT_PUT(sheet->writer, " </style>\n");
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
static void put_anchor(struct ent_writer *writer, enum ent_anchor anchor, bool leftward)
{
    if (leftward)
        ENT_PUT(writer, " direction=\"rtl\"");
    if (anchor == ENT_MIDDLE)
        return;
    bool at_end = (anchor == ENT_END) != leftward;
    ent_sheet_put(writer, "text-anchor", at_end ? ENT_TEXT("end") : ENT_TEXT("start"));
}

/* The width of words that the bundled font lacks is only an upper bound: they keep their own. */
static void put_width(const struct ent_sheet *sheet, const struct ent_words *words)
{
    if (words->width <= 0 || !ent_font_covers(sheet->font, words->text))
        return;
    ent_sheet_put_number(sheet->writer, "textLength", words->width);
    ENT_PUT(sheet->writer, " lengthAdjust=\"spacingAndGlyphs\"");
}

static void put_face_of(const struct ent_sheet *sheet, const struct ent_words *words)
{
    if (words->size != sheet->size)
        ent_sheet_put_number(sheet->writer, "font-size", words->size);
    if (words->bold)
        ENT_PUT(sheet->writer, " font-weight=\"bold\"");
    if (words->italic)
        ENT_PUT(sheet->writer, " font-style=\"italic\"");
}

static void put_halo(struct ent_writer *writer, const struct ent_words *words)
{
    if (!words->halo.given)
        return;
    ent_sheet_put_colour(writer, "stroke", words->halo);
    ent_sheet_put_number(writer, "stroke-width", words->size * 0.3);
    ENT_PUT(writer, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
}

void ent_sheet_put_words(const struct ent_sheet *sheet, const struct ent_words *words)
{
    struct ent_writer *writer = sheet->writer;
    if (words->text.length == 0)
        return;
    ENT_PUT(writer, "   <text");
    ent_sheet_put_number(writer, "x", words->at.x);
    ent_sheet_put_number(writer, "y", words->at.y);
    put_anchor(writer, words->anchor, runs_leftward(words->text));
    put_width(sheet, words);
    put_face_of(sheet, words);
    ent_sheet_put_colour(writer, "fill", words->colour);
    put_halo(writer, words);
    ENT_PUT(writer, ">");
    ent_put_xml(writer, words->text);
    ENT_PUT(writer, "</text>\n");
}

/* What words have in common. Kerning and ligatures are off because they are not measured. */
void ent_sheet_put_setting(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    if (!uses_faces(sheet))
        return;
    ENT_PUT(writer, " font-family=\"");
    put_family(sheet);
    ENT_PUT(writer, ", 'Noto Sans', 'DejaVu Sans', Arial, sans-serif\"");
    ent_sheet_put_number(writer, "font-size", sheet->size);
    ENT_PUT(writer, " text-anchor=\"middle\" text-rendering=\"geometricPrecision\""
                    " style=\"font-kerning:none;font-variant-ligatures:none\"");
}
