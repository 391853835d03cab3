#include "write/svg_sheet.h"

/* The next flag in the order of codes, behind `last` (empty: the first). */
static const struct ent_flag *next_flag(const struct ent_drawing *drawing, struct ent_text last)
{
    const struct ent_flag *next = NULL;
    for (size_t i = 0; i < drawing->mark_count; i++) {
        const struct ent_flag_mark *mark = drawing->marks[i].flag;
        if (mark && ent_text_compare(mark->flag->code, last) > 0 &&
            (!next || ent_text_compare(mark->flag->code, next->code) < 0))
            next = mark->flag;
    }
    return next;
}

static void put_flag_id(const struct ent_sheet *sheet, const struct ent_flag *flag)
{
    ent_sheet_put_id(sheet, ENT_FORM(sheet->arena, "-flag-{}", flag->code)); /* no record's */
}

void ent_sheet_put_namespace(const struct ent_sheet *sheet)
{
    if (next_flag(sheet->drawing, (struct ent_text){0}))
        ENT_PUT(sheet->writer, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
}

static void put_edge_id(const struct ent_sheet *sheet)
{
    ent_sheet_put_id(sheet, ENT_TEXT("-flag")); /* no record's */
}

/* No drawing leaves its flag. */
static void put_edge(const struct ent_sheet *sheet)
{
    ENT_PUT(sheet->writer, "<clipPath id=\"");
    put_edge_id(sheet);
    ENT_PUT(sheet->writer, "\"><path d=\"M0 0h300v200H0z\"/></clipPath>\n");
}

/* A flag looks the same wherever it is used: nothing is handed down to it. It is a group and no
 * symbol, because programs of offices draw symbols in a size of their own. */
void ent_sheet_put_flags(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    const struct ent_flag *flag = next_flag(sheet->drawing, (struct ent_text){0});
    if (!flag)
        return;
    ENT_PUT(writer, "<defs>\n");
    put_edge(sheet);
    for (; flag; flag = next_flag(sheet->drawing, flag->code)) {
        ENT_PUT(writer, "<g id=\"");
        put_flag_id(sheet, flag);
        ENT_PUT(writer, "\" clip-path=\"url(#");
        put_edge_id(sheet);
        ENT_PUT(writer, ")\" fill=\"#000\" stroke=\"none\" stroke-width=\"1\""
                        " stroke-dasharray=\"none\">");
        ent_put_text(writer, flag->drawing);
        ENT_PUT(writer, "</g>\n");
    }
    ENT_PUT(writer, "</defs>\n");
}

/* Hundredths are too coarse for a scale: a unit of the drawing is a twentieth of a point. */
static void put_place(struct ent_writer *writer, const struct ent_flag_mark *mark)
{
    const double drawn = 300, fine = 100;
    ENT_PUT(writer, " transform=\"translate(");
    ent_put_number(writer, mark->at.x);
    ENT_PUT(writer, " ");
    ent_put_number(writer, mark->at.y);
    ENT_PUT(writer, ")scale(");
    ent_put_number(writer, mark->width * fine / drawn);
    ENT_PUT(writer, "e-2)\"");
}

void ent_sheet_put_flag(const struct ent_sheet *sheet, const struct ent_look *around,
                        const struct ent_flag_mark *mark)
{
    struct ent_writer *writer = sheet->writer;
    struct ent_point corners[] = {mark->at, {mark->width, mark->height}};
    struct ent_path edge = {
        .form = ENT_BOX, .points = corners, .point_count = 2, .pen = mark->edge};
    ENT_PUT(writer, "<use aria-hidden=\"true\"");
    ent_sheet_put_name(writer, sheet->drawing->inlined ? "href" : "xlink:href");
    ENT_PUT(writer, "#");
    put_flag_id(sheet, mark->flag);
    ENT_PUT(writer, "\"");
    put_place(writer, mark);
    ENT_PUT(writer, "/>\n");
    ent_sheet_put_path(sheet, around, &edge);
}
