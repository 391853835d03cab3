#include "write/svg.h"

#include "draw/colour.h"

/* A drawing on its way out, with what all its texts share. */
struct sheet {
    const struct ent_drawing *drawing;
    const struct ent_font *font;
    struct ent_arena *arena;
    struct ent_writer *writer;
    struct ent_text faces[2]; /* the subsets, regular and bold; empty: not used */
    double size;              /* of the first words; others say theirs */
};

/* The subset for all words of one weight; empty if there are none. */
static struct ent_text face_for(const struct sheet *sheet, bool bold)
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

static bool uses_faces(const struct sheet *sheet)
{
    return sheet->faces[false].length > 0 || sheet->faces[true].length > 0;
}

/* Browsers share the faces of all figures on a page: the same name must mean the same bytes. */
static void put_family(const struct sheet *sheet)
{
    uint64_t hash = ent_text_hash(sheet->faces[0]) ^ (ent_text_hash(sheet->faces[1]) << 1);
    ENT_PUT(sheet->writer, "entente-");
    for (int shift = 36; shift >= 0; shift -= 4)
        ent_put_bytes(sheet->writer, &"0123456789abcdef"[hash >> shift & 15], 1);
}

static void put_face(const struct sheet *sheet, bool bold)
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

static void put_style(const struct sheet *sheet)
{
    if (!uses_faces(sheet))
        return;
    ENT_PUT(sheet->writer, " <style>\n");
    put_face(sheet, false);
    put_face(sheet, true);
    ENT_PUT(sheet->writer, " </style>\n");
}

static bool is_plain(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
}

/* An id stands in lists with blanks between and at the end of addresses: any other byte becomes
 * ':' and two hexadecimal digits, so that different names stay different. */
static void put_name(struct ent_writer *writer, struct ent_text name)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t at = 0; at < name.length; at++) {
        unsigned char byte = (unsigned char)name.bytes[at];
        char escaped[] = {':', digits[byte >> 4], digits[byte & 15]};
        if (is_plain(byte))
            ent_put_bytes(writer, name.bytes + at, 1);
        else
            ent_put_bytes(writer, escaped, sizeof escaped);
    }
}

static void put_id(const struct sheet *sheet, struct ent_text id)
{
    struct ent_text prefix = sheet->drawing->prefix;
    put_name(sheet->writer, prefix.length > 0 ? prefix : ENT_TEXT("figure"));
    ENT_PUT(sheet->writer, "-");
    put_name(sheet->writer, id);
}

static void put_text(struct ent_writer *writer, const char *name, struct ent_text text)
{
    ENT_PUT(writer, " ");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, "=\"");
    ent_put_xml(writer, text);
    ENT_PUT(writer, "\"");
}

static void put_number(struct ent_writer *writer, const char *name, double number)
{
    ENT_PUT(writer, " ");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, "=\"");
    ent_put_number(writer, number);
    ENT_PUT(writer, "\"");
}

static void put_colour(struct ent_writer *writer, const char *name, struct ent_colour colour)
{
    ENT_PUT(writer, " ");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, "=\"");
    ent_put_colour(writer, colour);
    ENT_PUT(writer, "\"");
}

static void put_frame(struct ent_writer *writer, double width, double height)
{
    ENT_PUT(writer, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    ent_put_number(writer, width);
    ENT_PUT(writer, "pt\" height=\"");
    ent_put_number(writer, height);
    ENT_PUT(writer, "pt\" viewBox=\"0 0 ");
    ent_put_number(writer, width);
    ENT_PUT(writer, " ");
    ent_put_number(writer, height);
    ENT_PUT(writer, "\"");
}

static void put_root(const struct sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    const struct ent_drawing *drawing = sheet->drawing;
    put_frame(writer, drawing->width, drawing->height);
    ENT_PUT(writer, " role=\"img\" aria-labelledby=\"");
    put_id(sheet, ENT_TEXT("title"));
    ENT_PUT(writer, " ");
    put_id(sheet, ENT_TEXT("desc"));
    ENT_PUT(writer, "\"");
    if (drawing->language.length > 0) {
        put_text(writer, "lang", drawing->language);
        put_text(writer, "xml:lang", drawing->language);
    }
    ENT_PUT(writer, ">\n");
}

static void put_account(const struct sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    ENT_PUT(writer, " <title id=\"");
    put_id(sheet, ENT_TEXT("title"));
    ENT_PUT(writer, "\">");
    ent_put_xml(writer, sheet->drawing->title);
    ENT_PUT(writer, "</title>\n <desc id=\"");
    put_id(sheet, ENT_TEXT("desc"));
    ENT_PUT(writer, "\">");
    ent_put_xml(writer, sheet->drawing->description);
    ENT_PUT(writer, "</desc>\n");
    if (sheet->drawing->metadata.length == 0)
        return;
    ENT_PUT(writer, " <metadata>\n");
    ent_put_xml(writer, ent_text_trim(sheet->drawing->metadata));
    ENT_PUT(writer, "\n </metadata>\n");
}

static void put_point(struct ent_writer *writer, struct ent_point point)
{
    ent_put_number(writer, point.x);
    ENT_PUT(writer, ",");
    ent_put_number(writer, point.y);
}

static void put_points(struct ent_writer *writer, const struct ent_path *path)
{
    ENT_PUT(writer, " points=\"");
    for (size_t i = 0; i < path->point_count; i++) {
        if (i > 0)
            ENT_PUT(writer, " ");
        put_point(writer, path->points[i]);
    }
    ENT_PUT(writer, "\"");
}

static void put_polygon(struct ent_writer *writer, const struct ent_path *path)
{
    ENT_PUT(writer, "<polygon");
    put_points(writer, path);
}

static void put_lines(struct ent_writer *writer, const struct ent_path *path)
{
    ENT_PUT(writer, "<polyline");
    put_points(writer, path);
}

static void put_curve(struct ent_writer *writer, const struct ent_path *path)
{
    ENT_PUT(writer, "<path d=\"M");
    put_point(writer, path->points[0]);
    for (size_t i = 1; i + 3 <= path->point_count; i += 3) {
        ENT_PUT(writer, " C");
        put_point(writer, path->points[i]);
        ENT_PUT(writer, " ");
        put_point(writer, path->points[i + 1]);
        ENT_PUT(writer, " ");
        put_point(writer, path->points[i + 2]);
    }
    ENT_PUT(writer, "\"");
}

static void put_ellipse(struct ent_writer *writer, const struct ent_path *path)
{
    ENT_PUT(writer, "<ellipse");
    put_number(writer, "cx", path->points[0].x);
    put_number(writer, "cy", path->points[0].y);
    put_number(writer, "rx", path->points[1].x);
    put_number(writer, "ry", path->points[1].y);
}

static void put_box(struct ent_writer *writer, const struct ent_path *path)
{
    ENT_PUT(writer, "<rect");
    put_number(writer, "x", path->points[0].x);
    put_number(writer, "y", path->points[0].y);
    put_number(writer, "width", path->points[1].x);
    put_number(writer, "height", path->points[1].y);
    if (path->radius > 0)
        put_number(writer, "rx", path->radius);
}

/* How each form is written, and how many points it takes at least. */
static const struct {
    void (*put)(struct ent_writer *writer, const struct ent_path *path);
    size_t least;
} forms[] = {
    [ENT_POLYGON] = {put_polygon, 2}, [ENT_LINES] = {put_lines, 2}, [ENT_CURVE] = {put_curve, 4},
    [ENT_ELLIPSE] = {put_ellipse, 2}, [ENT_BOX] = {put_box, 2},
};

/* Thick lines need longer dashes to be told from solid ones, but not in proportion. */
static void put_dashes(struct ent_writer *writer, const struct ent_pen *pen)
{
    if (pen->dash == ENT_SOLID)
        return;
    bool dotted = pen->dash == ENT_DOTTED;
    ENT_PUT(writer, " stroke-dasharray=\"");
    ent_put_number(writer, dotted ? pen->width : 3 + 2 * pen->width);
    ENT_PUT(writer, ",");
    ent_put_number(writer, dotted ? 1 + pen->width : 2 + pen->width);
    ENT_PUT(writer, "\"");
}

static void put_pen(struct ent_writer *writer, const struct ent_pen *pen)
{
    if (!pen->colour.given)
        return;
    put_colour(writer, "stroke", pen->colour);
    if (pen->width != 1)
        put_number(writer, "stroke-width", pen->width);
    put_dashes(writer, pen);
}

static void put_path(const struct sheet *sheet, const struct ent_path *path)
{
    struct ent_writer *writer = sheet->writer;
    if (path->point_count < forms[path->form].least)
        return;
    ENT_PUT(writer, "   ");
    forms[path->form].put(writer, path);
    put_colour(writer, "fill", path->fill);
    put_pen(writer, &path->pen);
    ENT_PUT(writer, "/>\n");
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
    put_text(writer, "text-anchor", at_end ? ENT_TEXT("end") : ENT_TEXT("start"));
}

/* The width of words that the bundled font lacks is only an upper bound: they keep their own. */
static void put_width(const struct sheet *sheet, const struct ent_words *words)
{
    if (words->width <= 0 || !ent_font_covers(sheet->font, words->text))
        return;
    put_number(sheet->writer, "textLength", words->width);
    ENT_PUT(sheet->writer, " lengthAdjust=\"spacingAndGlyphs\"");
}

static void put_face_of(const struct sheet *sheet, const struct ent_words *words)
{
    if (words->size != sheet->size)
        put_number(sheet->writer, "font-size", words->size);
    if (words->bold)
        ENT_PUT(sheet->writer, " font-weight=\"bold\"");
    if (words->italic)
        ENT_PUT(sheet->writer, " font-style=\"italic\"");
}

static void put_halo(struct ent_writer *writer, const struct ent_words *words)
{
    if (!words->halo.given)
        return;
    put_colour(writer, "stroke", words->halo);
    put_number(writer, "stroke-width", words->size * 0.3);
    ENT_PUT(writer, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
}

static void put_words(const struct sheet *sheet, const struct ent_words *words)
{
    struct ent_writer *writer = sheet->writer;
    if (words->text.length == 0)
        return;
    ENT_PUT(writer, "   <text");
    put_number(writer, "x", words->at.x);
    put_number(writer, "y", words->at.y);
    put_anchor(writer, words->anchor, runs_leftward(words->text));
    put_width(sheet, words);
    put_face_of(sheet, words);
    put_colour(writer, "fill", words->colour);
    put_halo(writer, words);
    ENT_PUT(writer, ">");
    ent_put_xml(writer, words->text);
    ENT_PUT(writer, "</text>\n");
}

static void put_mark(const struct sheet *sheet, const struct ent_mark *mark)
{
    struct ent_writer *writer = sheet->writer;
    ENT_PUT(writer, "  <g");
    if (mark->id.length > 0) {
        ENT_PUT(writer, " id=\"");
        put_id(sheet, mark->id);
        ENT_PUT(writer, "\"");
    }
    if (mark->classes.length > 0)
        put_text(writer, "class", mark->classes);
    ENT_PUT(writer, ">\n");
    if (mark->title.length > 0) {
        ENT_PUT(writer, "   <title>");
        ent_put_xml(writer, mark->title);
        ENT_PUT(writer, "</title>\n");
    }
    for (size_t i = 0; i < mark->path_count; i++)
        put_path(sheet, &mark->paths[i]);
    for (size_t i = 0; i < mark->word_count; i++)
        put_words(sheet, &mark->words[i]);
    ENT_PUT(writer, "  </g>\n");
}

static void put_ground(const struct sheet *sheet)
{
    if (!sheet->drawing->ground.given)
        return;
    ENT_PUT(sheet->writer, " <rect class=\"ground\"");
    put_number(sheet->writer, "width", sheet->drawing->width);
    put_number(sheet->writer, "height", sheet->drawing->height);
    put_colour(sheet->writer, "fill", sheet->drawing->ground);
    ENT_PUT(sheet->writer, "/>\n");
}

/* What words have in common. Kerning and ligatures are off because they are not measured. */
static void put_setting(const struct sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    if (!uses_faces(sheet))
        return;
    ENT_PUT(writer, " font-family=\"");
    put_family(sheet);
    ENT_PUT(writer, ", 'Noto Sans', 'DejaVu Sans', Arial, sans-serif\"");
    put_number(writer, "font-size", sheet->size);
    ENT_PUT(writer, " text-anchor=\"middle\" text-rendering=\"geometricPrecision\""
                    " style=\"font-kerning:none;font-variant-ligatures:none\"");
}

static void put_marks(const struct sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    ENT_PUT(writer, " <g");
    put_setting(sheet);
    ENT_PUT(writer, ">\n");
    for (size_t i = 0; i < sheet->drawing->mark_count; i++)
        put_mark(sheet, &sheet->drawing->marks[i]);
    ENT_PUT(writer, " </g>\n");
}

void ent_svg_write(const struct ent_drawing *drawing, const struct ent_font *font,
                   struct ent_arena *arena, struct ent_writer *writer)
{
    struct sheet sheet = {drawing, font, arena, writer, {{0}}, first_size(drawing)};
    sheet.faces[false] = face_for(&sheet, false);
    sheet.faces[true] = face_for(&sheet, true);
    ENT_PUT(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put_root(&sheet);
    put_account(&sheet);
    put_style(&sheet);
    put_ground(&sheet);
    put_marks(&sheet);
    ENT_PUT(writer, "</svg>\n");
}
