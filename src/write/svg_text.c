#include "draw/colour.h"
#include "draw/outline.h"
#include "write/svg_sheet.h"

/* Words that may be this much narrower than another font would make them are held to our width:
 * in ems, for an embedded font that a page may forbid, and for one of the machine. */
static const double free_if_embedded = 7, free_if_named = 2.5;

/* ---- faces ---- */

bool ent_words_stay_text(const struct ent_sheet *sheet, const struct ent_words *words)
{
    return sheet->drawing->lettering != ENT_OUTLINED || !ent_font_covers(sheet->font, words->text);
}

/* The size that most words have, if there is one: a vote is cancelled by one for another size. */
static double usual_size(const struct ent_drawing *drawing)
{
    double elected = 10;
    size_t lead = 0;
    for (size_t i = 0; i < drawing->mark_count; i++)
        for (size_t j = 0; j < drawing->marks[i].word_count; j++) {
            double size = drawing->marks[i].words[j].size;
            bool agrees = lead == 0 || (size >= elected && size <= elected);
            elected = lead == 0 ? size : elected;
            lead = agrees ? lead + 1 : lead - 1;
        }
    return elected;
}

enum { plain_end = 0x0590 }; /* below it letters stand in the first face, but for marks */

/* Has the text only letters that were there before, and none whose face depends on others? */
static bool says_nothing_new(struct ent_text text, bool *seen)
{
    bool nothing_new = true;
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        bool plain = code < plain_end && !(code >= 0x0300 && code < 0x0370);
        nothing_new = nothing_new && plain && seen[code];
        if (plain)
            seen[code] = true;
    }
    return nothing_new;
}

/* Words of one weight that stay text, as many as have all letters between them. */
static void gather(const struct ent_sheet *sheet, bool bold, struct ent_writer *gathered)
{
    const struct ent_drawing *drawing = sheet->drawing;
    bool seen[plain_end] = {false};
    for (size_t i = 0; i < drawing->mark_count; i++)
        for (size_t j = 0; j < drawing->marks[i].word_count; j++) {
            const struct ent_words *words = &drawing->marks[i].words[j];
            if (words->bold != bold || words->text.length == 0 ||
                !ent_words_stay_text(sheet, words) || says_nothing_new(words->text, seen))
                continue;
            ent_put_text(gathered, words->text);
            ENT_PUT(gathered, "\n");
        }
}

static void cut_faces(struct ent_sheet *sheet, struct ent_text text, bool bold)
{
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        if (sheet->used >> face & 1)
            sheet->faces[face][bold] = ent_font_subset(sheet->font, sheet->arena, text, face, bold);
}

/* Which of the fonts that have ideographs is right depends on the language, which other letters
 * may tell: kana are Japanese, hangul is Korean. */
static void look_for_ideographs(struct ent_sheet *sheet, struct ent_text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        if (code >= 0x3040 && code <= 0x30FF)
            sheet->ideographs = ENT_TEXT("JP");
        else if ((code >= 0xAC00 && code <= 0xD7A3) || (code >= 0x1100 && code <= 0x11FF))
            sheet->ideographs = ENT_TEXT("KR");
        else if (code >= 0x2E80 && code <= 0x9FFF && sheet->ideographs.length == 0)
            sheet->ideographs = ENT_TEXT("SC");
    }
}

void ent_sheet_choose_faces(struct ent_sheet *sheet)
{
    sheet->size = usual_size(sheet->drawing);
    for (int bold = 0; bold < 2; bold++) {
        struct ent_writer gathered = {0};
        gather(sheet, bold, &gathered);
        struct ent_text text = ent_writer_text(&gathered);
        sheet->has_text |= text.length > 0;
        sheet->used |= ent_font_faces(sheet->font, text);
        look_for_ideographs(sheet, text);
        if (sheet->drawing->lettering != ENT_NAMED)
            cut_faces(sheet, text, bold);
        ent_writer_end(&gathered);
    }
}

/* Browsers share the faces of all figures on a page: the same name must mean the same bytes. */
static void put_family(const struct ent_sheet *sheet, unsigned face)
{
    const struct ent_text *files = sheet->faces[face];
    uint64_t hash = ent_text_hash(files[0]) ^ (ent_text_hash(files[1]) << 1);
    ENT_PUT(sheet->writer, "entente-");
    for (int shift = 36; shift >= 0; shift -= 4)
        ent_put_bytes(sheet->writer, &"0123456789abcdef"[hash >> shift & 15], 1);
}

static bool is_embedded(const struct ent_sheet *sheet, unsigned face)
{
    return sheet->faces[face][false].length > 0 || sheet->faces[face][true].length > 0;
}

static void put_face(const struct ent_sheet *sheet, unsigned face, bool bold)
{
    struct ent_writer *writer = sheet->writer;
    struct ent_text file = sheet->faces[face][bold];
    if (file.length == 0)
        return;
    ENT_PUT(writer, "@font-face{font-family:");
    put_family(sheet, face);
    if (bold)
        ENT_PUT(writer, ";font-weight:700");
    ENT_PUT(writer, ";src:url(data:font/woff;base64,");
    ent_put_base64(writer, file.bytes, file.length);
    ENT_PUT(writer, ")}\n");
}

/* On a page a figure is as wide as there is room, but its letters grow no larger than in a file. */
static void put_widest(const struct ent_sheet *sheet)
{
    ENT_PUT(sheet->writer, "#");
    ent_sheet_put_id(sheet, (struct ent_text){0});
    ENT_PUT(sheet->writer, "{max-width:");
    double paper = sheet->drawing->paper.width;
    ent_put_number(sheet->writer, paper > 0 ? paper : sheet->drawing->width);
    ENT_PUT(sheet->writer, "pt}");
}

/* What a page's script sets: not there at that time, presumed (the end of its line fades), possible
 * (dashed, with "?"). */
static void put_states(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    ENT_PUT(writer,
            "#figure text{stroke:none}.node.off,.tie.off,.cluster.off,.doubt,.begin{display:none}"
            ".presumed>.begin,.possible>.doubt{display:inline}"
            ".tie.presumed>:first-child:not(:only-child){stroke-opacity:");
    ent_put_number(writer, 1 - sheet->drawing->fade);
    ENT_PUT(writer, "}.tie.possible>:first-child{stroke-dasharray:5 3}"
                    ".node.possible>:not(text){stroke-dasharray:4 3}\n");
}

static void put_rules(const struct ent_sheet *sheet)
{
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++) {
        put_face(sheet, face, false);
        put_face(sheet, face, true);
    }
    if (sheet->drawing->inlined || sheet->drawing->paged)
        put_widest(sheet);
    if (sheet->drawing->paged)
        put_states(sheet);
    ent_sheet_put_dark(sheet);
    ent_sheet_put_motion(sheet);
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

/* Ours first, then the same fonts where the machine has them. */
static void put_families(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    ENT_PUT(writer, " font-family=\"");
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        if (is_embedded(sheet, face)) {
            put_family(sheet, face);
            ENT_PUT(writer, ",");
        }
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        if (face == 0 || sheet->used >> face & 1) {
            ent_put_text(writer, ent_font_family(face));
            ENT_PUT(writer, ",");
        }
    if (sheet->ideographs.length > 0) {
        ENT_PUT(writer, "Noto Sans CJK ");
        ent_put_text(writer, sheet->ideographs);
        ENT_PUT(writer, ",Noto Sans ");
        ent_put_text(writer, sheet->ideographs);
        ENT_PUT(writer, ",");
    }
    ENT_PUT(writer, "DejaVu Sans,Arial,sans-serif\"");
}

/* ---- text ---- */

/* Start and end follow the direction of writing, but the place kept for the words does not. */
enum ent_anchor ent_words_anchor(const struct ent_words *words)
{
    if (words->anchor == ENT_MIDDLE || !words->leftward)
        return words->anchor;
    return words->anchor == ENT_START ? ENT_END : ENT_START;
}

/* A width is worth its bytes where another font would burst the shape. Letters that join are never
 * pushed about, and what no bundled face has keeps its own width: ours is a guess. */
static void put_width(const struct ent_sheet *sheet, const struct ent_words *words)
{
    bool embedded = sheet->drawing->lettering == ENT_EMBEDDED;
    double least = words->size * (embedded ? free_if_embedded : free_if_named);
    if (words->width <= least || !ent_font_covers(sheet->font, words->text) ||
        ent_faces_joined(ent_font_faces(sheet->font, words->text)))
        return;
    ent_sheet_put_number(sheet->writer, "textLength", words->width);
    ENT_PUT(sheet->writer, " lengthAdjust=\"spacingAndGlyphs\"");
}

static bool is_number(struct ent_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((text.bytes[i] < '0' || text.bytes[i] > '9') && text.bytes[i] != ',')
            return false;
    return true;
}

/* Behind the letters, so that they can be read over lines. A box and no line around letters: what
 * offices draw SVG with knows no paint-order and would hide the letters under it. */
static void put_ground(const struct ent_sheet *sheet, const struct ent_look *around,
                       const struct ent_words *words)
{
    const double rim = 0.1 * words->size, ascent = 0.74 * words->size;
    double descent = is_number(words->text) ? 0 : 0.24 * words->size;
    double left = words->at.x;
    if (words->anchor != ENT_START)
        left -= words->anchor == ENT_END ? words->width : words->width / 2;
    struct ent_point corners[] = {{left - rim, words->at.y - ascent - rim},
                                  {words->width + 2 * rim, ascent + descent + 2 * rim}};
    struct ent_path box = {
        .form = ENT_BOX, .points = corners, .point_count = 2, .fill = words->halo};
    ent_sheet_put_path(sheet, around, &box);
}

static void put_turn(struct ent_writer *writer, const struct ent_words *words)
{
    if (!words->upward)
        return;
    ENT_PUT(writer, " transform=\"rotate(-90 ");
    ent_put_number(writer, words->at.x);
    ENT_PUT(writer, " ");
    ent_put_number(writer, words->at.y);
    ENT_PUT(writer, ")\"");
}

static void put_text(const struct ent_sheet *sheet, const struct ent_look *around,
                     const struct ent_words *words)
{
    struct ent_writer *writer = sheet->writer;
    struct ent_look look = ent_look_of_words(sheet, words);
    ENT_PUT(writer, "<text");
    ent_sheet_put_number(writer, "x", words->at.x);
    ent_sheet_put_number(writer, "y", words->at.y);
    put_turn(writer, words);
    if (words->doubt)
        ENT_PUT(writer, " class=\"doubt\"");
    if (words->leftward)
        ENT_PUT(writer, " direction=\"rtl\"");
    put_width(sheet, words);
    ent_look_put(writer, around, &look);
    ENT_PUT(writer, ">");
    ent_sheet_put_text(sheet, words->text);
    ENT_PUT(writer, "</text>");
}

/* Where no title says them, the words are still told to those who listen. */
static void put_outline(const struct ent_sheet *sheet, const struct ent_look *around,
                        const struct ent_words *words, bool titled)
{
    struct ent_writer *writer = sheet->writer;
    struct ent_look look = ent_look_of_words(sheet, words);
    ENT_PUT(writer, "<path");
    if (words->doubt)
        ENT_PUT(writer, " class=\"doubt\"");
    put_turn(writer, words);
    if (!titled) {
        ENT_PUT(writer, " role=\"img\"");
        ent_sheet_put_name(writer, "aria-label");
        ent_sheet_put_text(sheet, words->text);
        ENT_PUT(writer, "\"");
    }
    ent_look_put(writer, around, &look);
    ENT_PUT(writer, " d=\"");
    ent_outline_put(writer, sheet->font, words);
    ENT_PUT(writer, "\"/>");
}

void ent_sheet_put_words(const struct ent_sheet *sheet, const struct ent_look *around,
                         const struct ent_words *words, bool titled)
{
    bool linked = words->link.length > 0 && ent_sheet_links(sheet);
    if (words->text.length == 0)
        return;
    if (words->halo.given)
        put_ground(sheet, around, words);
    if (linked)
        ent_sheet_put_link(sheet, words->link);
    if (ent_words_stay_text(sheet, words))
        put_text(sheet, around, words);
    else
        put_outline(sheet, around, words, titled);
    ent_put_text(sheet->writer, linked ? ENT_TEXT("</a>\n") : ENT_TEXT("\n"));
}

/* What words have in common. The page around an inlined figure may colour what says nothing. */
void ent_sheet_put_setting(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    if (sheet->drawing->inlined || sheet->drawing->paged)
        ENT_PUT(writer, " fill=\"#000\" stroke=\"none\"");
    if (!sheet->has_text)
        return;
    put_families(sheet);
    ent_sheet_put_number(writer, "font-size", sheet->size);
    ENT_PUT(writer, " text-anchor=\"middle\" text-rendering=\"geometricPrecision\"");
}
