#include "write/svg_sheet.h"

#include <math.h>

/* Marks that are seen at the same moments share a class, whose animation shows and hides them at
 * once. The attribute says what stands where nothing moves: on paper, in a viewer that knows no
 * animation, and for readers who ask for less motion. */

static bool same_moments(const struct ent_sheet *sheet, const bool *a, const bool *b)
{
    return memcmp(a, b, sheet->drawing->moment_count * sizeof *a) == 0;
}

static size_t pattern_of(const struct ent_sheet *sheet, const bool *moments)
{
    size_t number = 0;
    while (!same_moments(sheet, sheet->patterns[number], moments))
        number++;
    return number;
}

void ent_sheet_find_patterns(struct ent_sheet *sheet)
{
    const struct ent_drawing *drawing = sheet->drawing;
    sheet->patterns = ENT_NEW(sheet->arena, const bool *, drawing->mark_count + 1);
    for (size_t i = 0; i < drawing->mark_count; i++) {
        const bool *moments = drawing->marks[i].moments;
        bool known = !moments;
        for (size_t k = 0; !known && k < sheet->pattern_count; k++)
            known = same_moments(sheet, sheet->patterns[k], moments);
        if (!known)
            sheet->patterns[sheet->pattern_count++] = moments;
    }
}

/* The prefix keeps apart what stands on one page. */
static void put_name(const struct ent_sheet *sheet, size_t pattern)
{
    ent_sheet_put_id(
        sheet, ENT_FORM(sheet->arena, "-m{}", ent_text_number(sheet->arena, (int64_t)pattern)));
}

static int64_t length_of(const struct ent_drawing *drawing)
{
    return (int64_t)drawing->moment_count * drawing->step + drawing->rest;
}

/* A frame holds until the next one. */
static void put_frames(const struct ent_sheet *sheet, size_t pattern)
{
    struct ent_writer *writer = sheet->writer;
    const struct ent_drawing *drawing = sheet->drawing;
    const bool *moments = sheet->patterns[pattern];
    double all = (double)length_of(drawing);
    ENT_PUT(writer, "@keyframes ");
    put_name(sheet, pattern);
    ENT_PUT(writer, "{");
    for (size_t i = 0; i < drawing->moment_count; i++) {
        if (i > 0 && moments[i] == moments[i - 1])
            continue;
        ent_put_number(writer, (double)i * (double)drawing->step * 100 / all);
        ent_put_text(writer, moments[i] ? ENT_TEXT("%{visibility:visible}")
                                        : ENT_TEXT("%{visibility:hidden}"));
    }
    ENT_PUT(writer, "to{visibility:");
    ent_put_text(writer, moments[drawing->moment_count - 1] ? ENT_TEXT("visible}}\n")
                                                            : ENT_TEXT("hidden}}\n"));
}

static void put_figure(const struct ent_sheet *sheet)
{
    ENT_PUT(sheet->writer, "#");
    ent_sheet_put_id(sheet, (struct ent_text){0});
}

void ent_sheet_put_motion(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    if (sheet->pattern_count == 0)
        return;
    for (size_t i = 0; i < sheet->pattern_count; i++)
        put_frames(sheet, i);
    ENT_PUT(writer, "@media screen and (prefers-reduced-motion:no-preference){\n");
    for (size_t i = 0; i < sheet->pattern_count; i++) {
        ENT_PUT(writer, ".");
        put_name(sheet, i);
        ENT_PUT(writer, "{animation:");
        put_name(sheet, i);
        ENT_PUT(writer, " ");
        ent_put_integer(writer, length_of(sheet->drawing));
        ENT_PUT(writer, "ms step-end infinite}\n");
    }
    put_figure(sheet);
    ENT_PUT(writer, ":focus *{animation-play-state:paused}}\n");
}

void ent_sheet_put_moments(const struct ent_sheet *sheet, const struct ent_mark *mark)
{
    struct ent_writer *writer = sheet->writer;
    if (mark->classes.length == 0 && !mark->moments)
        return;
    ent_sheet_put_name(writer, "class");
    ent_put_xml(writer, mark->classes);
    if (mark->moments && mark->classes.length > 0)
        ENT_PUT(writer, " ");
    if (mark->moments)
        put_name(sheet, pattern_of(sheet, mark->moments));
    ENT_PUT(writer, "\"");
    if (mark->moments && !mark->moments[sheet->drawing->still])
        ENT_PUT(writer, " visibility=\"hidden\"");
}
