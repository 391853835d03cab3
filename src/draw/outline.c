#include "draw/outline.h"

#include "draw/bidi.h"
#include "draw/spans.h"

#include <hb.h>
#include <math.h>
#include <stdlib.h>

static const double slope = 0.2; /* of slanted letters, which are made from upright ones */

/* In hundredths of a point, so that rounding does not add up. */
struct place {
    int64_t x, y;
};

struct pen {
    struct ent_writer *writer;
    double scale;           /* hundredths of a point in a unit of the face */
    double x, y, slope;     /* the origin of the glyph */
    struct place at, start; /* the last point written, the first one of the contour */
    struct place control;   /* of the last curve */
    bool after_curve, begun;
    bool going_home; /* a line to the start is due, unless the contour closes there */
    char command;    /* a letter that repeats is not written again */
    bool has_point;  /* the last number has a decimal point */
};

/* ---- path data, as short as the grammar allows ---- */

static void put_distance(struct pen *pen, int64_t distance, bool first)
{
    char digits[24], *end = digits + sizeof digits, *to = end;
    uint64_t size = (uint64_t)llabs((long long)distance), cents = size % 100;
    if (cents % 10)
        *--to = (char)('0' + cents % 10);
    if (cents)
        *--to = (char)('0' + cents / 10);
    if (cents)
        *--to = '.';
    for (uint64_t whole = size / 100; whole || to == end; whole /= 10)
        *--to = (char)('0' + whole % 10);
    if (distance < 0)
        *--to = '-';
    else if (!first && !(*to == '.' && pen->has_point))
        *--to = ' ';
    pen->has_point = cents != 0;
    ent_put_bytes(pen->writer, to, (size_t)(end - to));
}

static void put_command(struct pen *pen, char command, const int64_t *distances, size_t count)
{
    bool repeats = command == pen->command;
    if (!repeats)
        ent_put_bytes(pen->writer, &command, 1);
    for (size_t i = 0; i < count; i++)
        put_distance(pen, distances[i], i == 0 && !repeats);
    pen->command = command == 'm' ? 'l' : command;
}

static struct place placed(const struct pen *pen, float x, float y)
{
    double up = (double)y * pen->scale;
    return (struct place){llround(pen->x + (double)x * pen->scale + pen->slope * up),
                          llround(pen->y - up)};
}

static void put_line(struct pen *pen, struct place to)
{
    int64_t by[] = {to.x - pen->at.x, to.y - pen->at.y};
    if (by[0] == 0 && by[1] == 0)
        return;
    if (by[1] == 0)
        put_command(pen, 'h', by, 1);
    else if (by[0] == 0)
        put_command(pen, 'v', by + 1, 1);
    else
        put_command(pen, 'l', by, 2);
    pen->at = to;
    pen->after_curve = false;
}

static void go_home(struct pen *pen)
{
    if (pen->going_home)
        put_line(pen, pen->start);
    pen->going_home = false;
}

static bool is_near(struct place a, struct place b)
{
    return llabs((long long)(a.x - b.x)) <= 1 && llabs((long long)(a.y - b.y)) <= 1;
}

/* ---- what HarfBuzz asks of a pen ---- */

static void move_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
                    float y, void *user)
{
    struct pen *pen = data;
    struct place to = placed(pen, x, y);
    (void)functions, (void)state, (void)user;
    int64_t by[] = {to.x - pen->at.x, to.y - pen->at.y};
    put_command(pen, pen->begun ? 'm' : 'M', by, 2);
    pen->at = pen->start = to;
    pen->begun = true;
    pen->after_curve = pen->going_home = false;
}

static void line_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
                    float y, void *user)
{
    struct pen *pen = data;
    struct place to = placed(pen, x, y);
    (void)functions, (void)state, (void)user;
    go_home(pen);
    pen->going_home = to.x == pen->start.x && to.y == pen->start.y;
    if (!pen->going_home)
        put_line(pen, to);
}

/* A curve that goes on smoothly mirrors the control of the one before. */
static void quadratic_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float cx,
                         float cy, float x, float y, void *user)
{
    struct pen *pen = data;
    struct place control = placed(pen, cx, cy), to = placed(pen, x, y);
    struct place mirrored = {2 * pen->at.x - pen->control.x, 2 * pen->at.y - pen->control.y};
    (void)functions, (void)state, (void)user;
    go_home(pen);
    int64_t by[] = {control.x - pen->at.x, control.y - pen->at.y, to.x - pen->at.x,
                    to.y - pen->at.y};
    bool smooth = pen->after_curve && is_near(mirrored, control);
    if (smooth)
        put_command(pen, 't', by + 2, 2);
    else
        put_command(pen, 'q', by, 4);
    pen->control = smooth ? mirrored : control;
    pen->at = to;
    pen->after_curve = true;
}

static void close_path(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, void *user)
{
    struct pen *pen = data;
    (void)functions, (void)state, (void)user;
    pen->going_home = false;
    put_command(pen, 'z', NULL, 0);
    pen->at = pen->start;
}

static hb_draw_funcs_t *new_functions(void)
{
    hb_draw_funcs_t *functions = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(functions, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(functions, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(functions, quadratic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(functions, close_path, NULL, NULL);
    return functions;
}

static void draw_glyph(hb_font_t *font, hb_codepoint_t glyph, hb_draw_funcs_t *functions,
                       struct pen *pen)
{
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, functions, pen);
#else
    hb_font_get_glyph_shape(font, glyph, functions, pen);
#endif
}

/* ---- a line of spans ---- */

struct line {
    struct ent_text text;
    struct ent_span *spans;
    size_t count;
};

static void reverse(struct ent_span *spans, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct ent_span span = spans[i];
        spans[i] = spans[count - 1 - i];
        spans[count - 1 - i] = span;
    }
}

/* From the order of reading to the order from left to right: rule L2 of the algorithm. */
static void order(struct line *line)
{
    unsigned char highest = 0;
    for (size_t i = 0; i < line->count; i++)
        if (line->spans[i].level > highest)
            highest = line->spans[i].level;
    for (unsigned char level = highest; level > 0; level--)
        for (size_t from = 0, to; from < line->count; from = to + 1) {
            for (to = from; to < line->count && line->spans[to].level >= level;)
                to++;
            reverse(line->spans + from, to - from);
        }
}

static struct line line_of(struct ent_arena *arena, const struct ent_font *font,
                           const struct ent_words *words)
{
    bool mixed = words->leftward || ent_bidi_mixed(words->text);
    struct ent_span_reader reader = ent_span_begin(
        font, words->text, mixed ? ent_bidi_levels(arena, words->text, words->leftward) : NULL);
    struct line line = {.text = words->text,
                        .spans = ENT_NEW(arena, struct ent_span, words->text.length + 1)};
    while (ent_span_next(&reader, &line.spans[line.count]))
        line.count++;
    order(&line);
    return line;
}

static void draw_span(struct pen *pen, hb_draw_funcs_t *functions, hb_font_t *font,
                      hb_buffer_t *buffer)
{
    unsigned count;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    double baseline = pen->y;
    for (unsigned i = 0; i < count; i++) {
        double start = pen->x;
        pen->x += positions[i].x_offset * pen->scale;
        pen->y = baseline - positions[i].y_offset * pen->scale;
        draw_glyph(font, glyphs[i].codepoint, functions, pen);
        pen->x = start + positions[i].x_advance * pen->scale;
    }
    pen->y = baseline;
}

void ent_outline_put(struct ent_writer *writer, const struct ent_font *font,
                     const struct ent_words *words)
{
    static const double part_before[] = {
        [ENT_START] = 0, [ENT_MIDDLE] = 0.5, [ENT_END] = 1}; /* of the width, before the anchor */
    struct ent_arena scratch = {0};
    struct line line = line_of(&scratch, font, words);
    double width = ent_font_width(font, words->text, words->size, words->bold);
    struct pen pen = {.writer = writer,
                      .x = 100 * (words->at.x - part_before[words->anchor] * width),
                      .y = 100 * words->at.y,
                      .slope = words->italic ? slope : 0};
    hb_draw_funcs_t *functions = new_functions();
    for (size_t i = 0; i < line.count; i++) {
        const struct ent_span *span = &line.spans[i];
        if (span->face == ENT_FACE_COUNT)
            continue;
        hb_font_t *shapes = ent_face_open(font, span->face, words->bold);
        pen.scale = 100 * words->size / hb_face_get_upem(hb_font_get_face(shapes));
        draw_span(&pen, functions, shapes, ent_span_shape(font, line.text, span, words->bold));
    }
    hb_draw_funcs_destroy(functions);
    ent_arena_end(&scratch);
}
