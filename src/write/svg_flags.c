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

/* A flag looks the same wherever it is used: nothing is handed down to it. */
void ent_sheet_put_flags(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    const struct ent_flag *flag = next_flag(sheet->drawing, (struct ent_text){0});
    if (!flag)
        return;
    ENT_PUT(writer, "<defs>\n");
    for (; flag; flag = next_flag(sheet->drawing, flag->code)) {
        ENT_PUT(writer, "<symbol id=\"");
        put_flag_id(sheet, flag);
        ENT_PUT(writer, "\"");
        ent_sheet_put(writer, "viewBox", flag->view);
        ENT_PUT(writer, " fill=\"#000\" stroke=\"none\" stroke-width=\"1\""
                        " stroke-dasharray=\"none\">");
        ent_put_text(writer, flag->drawing);
        ENT_PUT(writer, "</symbol>\n");
    }
    ENT_PUT(writer, "</defs>\n");
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
    ent_sheet_put_number(writer, "x", mark->at.x);
    ent_sheet_put_number(writer, "y", mark->at.y);
    ent_sheet_put_number(writer, "width", mark->width);
    ent_sheet_put_number(writer, "height", mark->height);
    ENT_PUT(writer, "/>\n");
    ent_sheet_put_path(sheet, around, &edge);
}
