#include "write/svg_sheet.h"

#include <math.h>

/* A path is written in whole hundredths of a point, each step from the one before, so that
 * rounding does not add up along the way. */
struct spot {
    int64_t x, y;
};

static struct spot spot_of(struct ent_point point)
{
    return (struct spot){ent_hundredths(point.x), ent_hundredths(point.y)};
}

/* ---- numbers and commands ---- */

enum { longest_step = 160 }; /* six numbers of at most 21 bytes, their signs and blanks */

/* A command with its numbers. */
struct step {
    char bytes[longest_step];
    size_t length;
    bool after_number, after_point; /* what the next number has to keep apart from */
};

/* What was written of a path. */
struct trail {
    struct ent_writer *writer;
    struct spot at, start;
    struct spot bend; /* the second control point of the curve before */
    char command;     /* the one that need not be said again */
    bool curved, after_point;
};

/* Without the zero before the point; a sign or a second point needs no blank before it. */
static void add_number(struct step *step, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    bool point = number % 100 != 0;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
    uint64_t rest = left % 100, whole = left / 100;
    if (rest % 10 != 0)
        digits[--at] = (char)('0' + rest % 10);
    if (point) {
        digits[--at] = (char)('0' + rest / 10);
        digits[--at] = '.';
    }
    for (; whole > 0; whole /= 10)
        digits[--at] = (char)('0' + whole % 10);
    if (left == 0)
        digits[--at] = '0';
    if (number < 0)
        digits[--at] = '-';
    bool apart = digits[at] == '-' || (digits[at] == '.' && step->after_point);
    if (step->after_number && !apart)
        step->bytes[step->length++] = ' ';
    memcpy(step->bytes + step->length, digits + at, sizeof digits - at);
    step->length += sizeof digits - at;
    step->after_number = true;
    step->after_point = point;
}

static struct step make_step(const struct trail *trail, char command, const int64_t *numbers,
                             size_t count)
{
    struct step step;
    step.length = 0;
    step.after_number = trail->command == command;
    step.after_point = trail->after_point;
    if (!step.after_number)
        step.bytes[step.length++] = command;
    for (size_t i = 0; i < count; i++)
        add_number(&step, numbers[i]);
    return step;
}

/* From where the trail is, or from the corner of the page, whichever is shorter. */
static void put_step(struct trail *trail, char command, const struct spot *spots, size_t count)
{
    int64_t near[6], far[6];
    bool flat = command == 'H', steep = command == 'V';
    size_t numbers = 0;
    for (size_t i = 0; i < count; i++) {
        if (!steep) {
            near[numbers] = spots[i].x - trail->at.x;
            far[numbers++] = spots[i].x;
        }
        if (!flat) {
            near[numbers] = spots[i].y - trail->at.y;
            far[numbers++] = spots[i].y;
        }
    }
    char small = (char)(command | 0x20);
    struct step by = make_step(trail, small, near, numbers);
    struct step to = make_step(trail, command, far, numbers);
    const struct step *shorter = by.length <= to.length ? &by : &to;
    ent_put_bytes(trail->writer, shorter->bytes, shorter->length);
    trail->command = shorter == &by ? small : command;
    trail->after_point = shorter->after_point;
    trail->at = spots[count - 1];
}

static void move_to(struct trail *trail, struct spot to)
{
    int64_t numbers[] = {to.x, to.y};
    struct step step = make_step(trail, 'M', numbers, 2);
    ent_put_bytes(trail->writer, step.bytes, step.length);
    *trail = (struct trail){.writer = trail->writer,
                            .at = to,
                            .start = to,
                            .command = 'L', /* what follows a move is a line */
                            .after_point = step.after_point};
}

static void line_to(struct trail *trail, struct spot to)
{
    trail->curved = false;
    if (to.x == trail->at.x && to.y == trail->at.y)
        return;
    put_step(trail, to.y == trail->at.y ? 'H' : to.x == trail->at.x ? 'V' : 'L', &to, 1);
}

/* A curve that goes on as smoothly as the one before need not say its first control point. */
static void curve_to(struct trail *trail, struct spot first, struct spot second, struct spot to)
{
    struct spot mirrored = trail->curved ? (struct spot){2 * trail->at.x - trail->bend.x,
                                                         2 * trail->at.y - trail->bend.y}
                                         : trail->at;
    struct spot spots[] = {first, second, to};
    bool smooth = mirrored.x == first.x && mirrored.y == first.y;
    put_step(trail, smooth ? 'S' : 'C', smooth ? spots + 1 : spots, smooth ? 2 : 3);
    trail->bend = second;
    trail->curved = true;
}

/* ---- the forms ---- */

static void begin_data(struct trail *trail, struct ent_point first)
{
    ENT_PUT(trail->writer, "<path d=\"");
    move_to(trail, spot_of(first));
}

static void put_lines(struct ent_writer *writer, const struct ent_path *path)
{
    struct trail trail = {.writer = writer};
    begin_data(&trail, path->points[0]);
    for (size_t i = 1; i < path->point_count; i++)
        line_to(&trail, spot_of(path->points[i]));
    ENT_PUT(writer, "\"");
}

static void put_polygon(struct ent_writer *writer, const struct ent_path *path)
{
    struct trail trail = {.writer = writer};
    size_t count = path->point_count;
    const struct ent_point *points = path->points;
    begin_data(&trail, points[0]);
    struct spot last = spot_of(points[count - 1]);
    if (last.x == trail.start.x && last.y == trail.start.y)
        count--; /* `z` goes there */
    for (size_t i = 1; i < count; i++)
        line_to(&trail, spot_of(points[i]));
    ENT_PUT(writer, "z\"");
}

/* Do the control points of a piece lie on the line between its ends, but for what nobody sees? */
static bool is_straight(const struct ent_point *piece)
{
    const double seen = 0.05;
    double dx = piece[3].x - piece[0].x, dy = piece[3].y - piece[0].y;
    double length = hypot(dx, dy);
    if (length < seen)
        return false;
    for (int i = 1; i < 3; i++) {
        double x = piece[i].x - piece[0].x, y = piece[i].y - piece[0].y;
        double along = (x * dx + y * dy) / length, aside = (x * dy - y * dx) / length;
        if (fabs(aside) > seen || along < -seen || along > length + seen)
            return false;
    }
    return true;
}

static void put_curve(struct ent_writer *writer, const struct ent_path *path)
{
    struct trail trail = {.writer = writer};
    begin_data(&trail, path->points[0]);
    for (size_t i = 0; i + 4 <= path->point_count; i += 3) {
        const struct ent_point *piece = path->points + i;
        if (is_straight(piece))
            line_to(&trail, spot_of(piece[3]));
        else
            curve_to(&trail, spot_of(piece[1]), spot_of(piece[2]), spot_of(piece[3]));
    }
    ENT_PUT(writer, "\"");
}

static void put_ellipse(struct ent_writer *writer, const struct ent_path *path)
{
    struct spot radii = spot_of(path->points[1]);
    bool round = radii.x == radii.y;
    ent_put_text(writer, round ? ENT_TEXT("<circle") : ENT_TEXT("<ellipse"));
    ent_sheet_put_number(writer, "cx", path->points[0].x);
    ent_sheet_put_number(writer, "cy", path->points[0].y);
    ent_sheet_put_number(writer, round ? "r" : "rx", path->points[1].x);
    if (!round)
        ent_sheet_put_number(writer, "ry", path->points[1].y);
}

static void put_rounded(struct ent_writer *writer, const struct ent_path *path)
{
    ENT_PUT(writer, "<rect");
    ent_sheet_put_number(writer, "x", path->points[0].x);
    ent_sheet_put_number(writer, "y", path->points[0].y);
    ent_sheet_put_number(writer, "width", path->points[1].x);
    ent_sheet_put_number(writer, "height", path->points[1].y);
    ent_sheet_put_number(writer, "rx", path->radius);
}

static void put_box(struct ent_writer *writer, const struct ent_path *path)
{
    struct ent_point at = path->points[0], size = path->points[1];
    struct ent_point corners[] = {
        at, {at.x + size.x, at.y}, {at.x + size.x, at.y + size.y}, {at.x, at.y + size.y}};
    if (path->radius > 0)
        put_rounded(writer, path);
    else
        put_polygon(writer, &(struct ent_path){.points = corners, .point_count = 4});
}

/* How each form is written, and how many points it takes at least. */
static const struct {
    void (*put)(struct ent_writer *writer, const struct ent_path *path);
    size_t least;
} forms[] = {
    [ENT_POLYGON] = {put_polygon, 2}, [ENT_LINES] = {put_lines, 2}, [ENT_CURVE] = {put_curve, 4},
    [ENT_ELLIPSE] = {put_ellipse, 2}, [ENT_BOX] = {put_box, 2},
};

void ent_sheet_put_path_as(const struct ent_sheet *sheet, const struct ent_look *around,
                           const struct ent_path *path, const char *class)
{
    struct ent_look look = ent_look_of_path(path);
    if (path->point_count < forms[path->form].least)
        return;
    forms[path->form].put(sheet->writer, path);
    if (class)
        ent_sheet_put(sheet->writer, "class", ent_text_of(class));
    ent_look_put(sheet->writer, around, &look);
    ENT_PUT(sheet->writer, "/>\n");
}

void ent_sheet_put_path(const struct ent_sheet *sheet, const struct ent_look *around,
                        const struct ent_path *path)
{
    ent_sheet_put_path_as(sheet, around, path, NULL);
}
