#include "write/svg.h"

#include "draw/colour.h"
#include "write/svg_sheet.h"

void ent_sheet_put(struct ent_writer *writer, const char *name, struct ent_text text)
{
    ENT_PUT(writer, " ");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, "=\"");
    ent_put_xml(writer, text);
    ENT_PUT(writer, "\"");
}

void ent_sheet_put_number(struct ent_writer *writer, const char *name, double number)
{
    ENT_PUT(writer, " ");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, "=\"");
    ent_put_number(writer, number);
    ENT_PUT(writer, "\"");
}

void ent_sheet_put_colour(struct ent_writer *writer, const char *name, struct ent_colour colour)
{
    ENT_PUT(writer, " ");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, "=\"");
    ent_put_colour(writer, colour);
    ENT_PUT(writer, "\"");
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

static void put_id(const struct ent_sheet *sheet, struct ent_text id)
{
    struct ent_text prefix = sheet->drawing->prefix;
    put_name(sheet->writer, prefix.length > 0 ? prefix : ENT_TEXT("figure"));
    ENT_PUT(sheet->writer, "-");
    put_name(sheet->writer, id);
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

static void put_root(const struct ent_sheet *sheet)
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
        ent_sheet_put(writer, "lang", drawing->language);
        ent_sheet_put(writer, "xml:lang", drawing->language);
    }
    ENT_PUT(writer, ">\n");
}

static void put_account(const struct ent_sheet *sheet)
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
    ent_sheet_put_number(writer, "cx", path->points[0].x);
    ent_sheet_put_number(writer, "cy", path->points[0].y);
    ent_sheet_put_number(writer, "rx", path->points[1].x);
    ent_sheet_put_number(writer, "ry", path->points[1].y);
}

static void put_box(struct ent_writer *writer, const struct ent_path *path)
{
    ENT_PUT(writer, "<rect");
    ent_sheet_put_number(writer, "x", path->points[0].x);
    ent_sheet_put_number(writer, "y", path->points[0].y);
    ent_sheet_put_number(writer, "width", path->points[1].x);
    ent_sheet_put_number(writer, "height", path->points[1].y);
    if (path->radius > 0)
        ent_sheet_put_number(writer, "rx", path->radius);
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
    ent_sheet_put_colour(writer, "stroke", pen->colour);
    if (pen->width != 1)
        ent_sheet_put_number(writer, "stroke-width", pen->width);
    put_dashes(writer, pen);
}

static void put_path(const struct ent_sheet *sheet, const struct ent_path *path)
{
    struct ent_writer *writer = sheet->writer;
    if (path->point_count < forms[path->form].least)
        return;
    ENT_PUT(writer, "   ");
    forms[path->form].put(writer, path);
    ent_sheet_put_colour(writer, "fill", path->fill);
    put_pen(writer, &path->pen);
    ENT_PUT(writer, "/>\n");
}

static void put_mark(const struct ent_sheet *sheet, const struct ent_mark *mark)
{
    struct ent_writer *writer = sheet->writer;
    ENT_PUT(writer, "  <g");
    if (mark->id.length > 0) {
        ENT_PUT(writer, " id=\"");
        put_id(sheet, mark->id);
        ENT_PUT(writer, "\"");
    }
    if (mark->classes.length > 0)
        ent_sheet_put(writer, "class", mark->classes);
    ENT_PUT(writer, ">\n");
    if (mark->title.length > 0) {
        ENT_PUT(writer, "   <title>");
        ent_put_xml(writer, mark->title);
        ENT_PUT(writer, "</title>\n");
    }
    for (size_t i = 0; i < mark->path_count; i++)
        put_path(sheet, &mark->paths[i]);
    for (size_t i = 0; i < mark->word_count; i++)
        ent_sheet_put_words(sheet, &mark->words[i]);
    ENT_PUT(writer, "  </g>\n");
}

static void put_ground(const struct ent_sheet *sheet)
{
    if (!sheet->drawing->ground.given)
        return;
    ENT_PUT(sheet->writer, " <rect class=\"ground\"");
    ent_sheet_put_number(sheet->writer, "width", sheet->drawing->width);
    ent_sheet_put_number(sheet->writer, "height", sheet->drawing->height);
    ent_sheet_put_colour(sheet->writer, "fill", sheet->drawing->ground);
    ENT_PUT(sheet->writer, "/>\n");
}

static void put_marks(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    ENT_PUT(writer, " <g");
    ent_sheet_put_setting(sheet);
    ENT_PUT(writer, ">\n");
    for (size_t i = 0; i < sheet->drawing->mark_count; i++)
        put_mark(sheet, &sheet->drawing->marks[i]);
    ENT_PUT(writer, " </g>\n");
}

void ent_svg_write(const struct ent_drawing *drawing, const struct ent_font *font,
                   struct ent_arena *arena, struct ent_writer *writer)
{
    struct ent_sheet sheet = {.drawing = drawing, .font = font, .arena = arena, .writer = writer};
    ent_sheet_choose_faces(&sheet);
    ENT_PUT(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put_root(&sheet);
    put_account(&sheet);
    ent_sheet_put_style(&sheet);
    put_ground(&sheet);
    put_marks(&sheet);
    ENT_PUT(writer, "</svg>\n");
}
