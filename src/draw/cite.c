#include "draw/cite.h"

#include <math.h>

static const double beside = 1, raised = 0.3, off_line = 2.5;
static const double cell = 48; /* of the grid in which neighbours are looked up */
static const double sign_size = 7;
static const double line_step = 4, arrow_room = 14, fold = 9;
static const double ascent = 0.75; /* of digits and small letters, by their size */

struct box {
    double left, top, right, bottom;
};

/* Boxes that are taken, in cells. */
struct entry {
    struct box box;
    struct entry *next;
};

struct taken {
    struct ent_arena *arena;
    size_t across, down;
    struct entry **words,
        **lines; /* nothing may cover words; lines are avoided where they can be */
};

static size_t cell_of(double place, size_t count)
{
    double number = floor(place / cell);
    return number <= 0 ? 0 : number >= (double)count ? count - 1 : (size_t)number;
}

static void take_in(const struct taken *taken, struct entry **cells, struct box box)
{
    for (size_t y = cell_of(box.top, taken->down); y <= cell_of(box.bottom, taken->down); y++)
        for (size_t x = cell_of(box.left, taken->across); x <= cell_of(box.right, taken->across);
             x++) {
            struct entry *entry = ENT_NEW(taken->arena, struct entry, 1);
            *entry = (struct entry){box, cells[y * taken->across + x]};
            cells[y * taken->across + x] = entry;
        }
}

static void take(const struct taken *taken, struct box box)
{
    take_in(taken, taken->words, box);
}

static bool overlap(struct box a, struct box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static bool is_free(const struct taken *taken, struct entry *const *cells, struct box box)
{
    for (size_t y = cell_of(box.top, taken->down); y <= cell_of(box.bottom, taken->down); y++)
        for (size_t x = cell_of(box.left, taken->across); x <= cell_of(box.right, taken->across);
             x++)
            for (const struct entry *e = cells[y * taken->across + x]; e; e = e->next)
                if (overlap(e->box, box))
                    return false;
    return true;
}

static struct box box_around(struct ent_point centre, double width, double height)
{
    return (struct box){centre.x - width / 2, centre.y - height / 2, centre.x + width / 2,
                        centre.y + height / 2};
}

/* The first of the boxes that is free, else the first that covers no words, else the first. */
static struct box choose(const struct taken *taken, const struct box *boxes, size_t count)
{
    struct box best = boxes[0];
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (!is_free(taken, taken->words, boxes[i]))
            continue;
        if (is_free(taken, taken->lines, boxes[i]))
            return boxes[i];
        best = found ? best : boxes[i];
        found = true;
    }
    return best;
}

/* A point of a curve and the direction there; `part` from 0 to 1. */
static struct ent_point point_of(const struct ent_curve *curve, double part,
                                 struct ent_point *direction)
{
    size_t pieces = (curve->point_count - 1) / 3;
    double along = part * (double)pieces;
    size_t piece = along >= (double)pieces ? pieces - 1 : (size_t)along;
    double t = along - (double)piece, u = 1 - t;
    const struct ent_point *p = &curve->points[piece * 3];
    double a = u * u, b = 2 * u * t, c = t * t;
    direction->x = a * (p[1].x - p[0].x) + b * (p[2].x - p[1].x) + c * (p[3].x - p[2].x);
    direction->y = a * (p[1].y - p[0].y) + b * (p[2].y - p[1].y) + c * (p[3].y - p[2].y);
    return (struct ent_point){
        a * u * p[0].x + 3 * a * t * p[1].x + 3 * u * c * p[2].x + t * c * p[3].x,
        a * u * p[0].y + 3 * a * t * p[1].y + 3 * u * c * p[2].y + t * c * p[3].y};
}

static double length_of(const struct ent_curve *curve)
{
    double length = 0;
    for (size_t i = 1; i < curve->point_count; i++)
        length += hypot(curve->points[i].x - curve->points[i - 1].x,
                        curve->points[i].y - curve->points[i - 1].y);
    return length;
}

/* A line as small boxes, and its arrows. */
static void take_curve(const struct taken *taken, const struct ent_curve *curve, double pen)
{
    size_t steps =
        curve->point_count < 4 ? 0 : (size_t)fmin(length_of(curve) / line_step + 1, 5000);
    struct ent_point direction;
    for (size_t i = 0; steps > 0 && i <= steps; i++)
        take_in(taken, taken->lines,
                box_around(point_of(curve, (double)i / (double)steps, &direction),
                           line_step / 2 + pen, line_step / 2 + pen));
    if (curve->arrow_at_to)
        take_in(taken, taken->lines, box_around(curve->to_tip, arrow_room, arrow_room));
    if (curve->arrow_at_from)
        take_in(taken, taken->lines, box_around(curve->from_tip, arrow_room, arrow_room));
}

static void take_tie(const struct taken *taken, const struct ent_plan_tie *tie,
                     const struct ent_placed_tie *placed)
{
    if (placed->curve_count > 0 && tie->label.line_count > 0 && !placed->label_left_out)
        take(taken, box_around(placed->label, tie->label.width, tie->label.height));
    for (size_t i = 0; i < placed->curve_count; i++)
        take_curve(taken, &placed->curves[i], tie->look.pen.width);
}

static struct taken take_all(struct ent_arena *arena, const struct ent_plan *plan,
                             const struct ent_layout *layout, struct ent_flag_mark *const *flags)
{
    struct taken taken = {arena, (size_t)fmax(1, ceil(layout->width / cell)),
                          (size_t)fmax(1, ceil(layout->height / cell)), NULL, NULL};
    taken.words = ENT_NEW(arena, struct entry *, taken.across * taken.down);
    taken.lines = ENT_NEW(arena, struct entry *, taken.across * taken.down);
    for (size_t i = 0; i < plan->node_count; i++)
        take(&taken,
             box_around(layout->nodes[i].centre, layout->nodes[i].width, layout->nodes[i].height));
    for (size_t i = 0; i < plan->node_count; i++)
        if (flags[i])
            take(&taken,
                 (struct box){flags[i]->at.x, flags[i]->at.y, flags[i]->at.x + flags[i]->width,
                              flags[i]->at.y + flags[i]->height});
    for (size_t i = 0; i < plan->tie_count; i++)
        take_tie(&taken, &plan->ties[i], &layout->ties[i]);
    return taken;
}

/* ---- behind a label ---- */

struct sign {
    struct ent_text text;
    double size, width;
};

static struct ent_words words_at(const struct ent_plan *plan, const struct sign *sign,
                                 struct box box, struct ent_colour colour)
{
    return (struct ent_words){.text = sign->text,
                              .at = {box.left, box.bottom},
                              .anchor = ENT_START,
                              .size = sign->size,
                              .width = sign->width,
                              .colour = colour,
                              .halo = plan->theme->on.ground};
}

/* Raised behind the last line. */
static struct box behind_label(const struct ent_label *label, struct ent_point centre,
                               const struct sign *sign)
{
    double last = label->line_count > 0 ? label->widths[label->line_count - 1] : 0;
    double baseline = centre.y + label->height / 2 - label->line + label->ascent;
    double left = centre.x + last / 2 + beside, bottom = baseline - raised * label->size;
    return (struct box){left, bottom - ascent * sign->size, left + sign->width, bottom};
}

static bool is_inside_polygon(const struct ent_outline *outline, double x, double y)
{
    bool inside = false;
    for (size_t i = 0, k = outline->point_count - 1; i < outline->point_count; k = i++) {
        struct ent_point a = outline->points[i], b = outline->points[k];
        if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

/* Is a corner of the sign well inside the innermost outline? */
static bool is_inside(const struct ent_node_look *look, const struct ent_placed_node *placed,
                      double x, double y)
{
    double inset = look->pen.width + (look->peripheries > 1 ? ENT_PERIPHERY_GAP : 0) *
                                         (look->peripheries > 1 ? look->peripheries - 1 : 0);
    double across = placed->width / 2 - inset, down = placed->height / 2 - inset;
    double dx = x - placed->centre.x, dy = y - placed->centre.y;
    if (look->shape->form == ENT_FORM_NOTE && dx > across - fold && dy < fold - down)
        return false;
    if (fabs(dx) > across || fabs(dy) > down)
        return false;
    if (look->shape->form == ENT_FORM_ELLIPSE)
        return dx * dx / (across * across) + dy * dy / (down * down) <= 1;
    return placed->outline_count == 0 || placed->outlines[0].point_count < 3 ||
           is_inside_polygon(&placed->outlines[0], x, y);
}

static struct ent_words sign_node(const struct taken *taken, const struct ent_plan *plan,
                                  size_t number, const struct ent_placed_node *placed,
                                  const struct sign *sign)
{
    const struct ent_plan_node *node = &plan->nodes[number];
    struct ent_point middle = {placed->centre.x + node->flag_room / 2,
                               placed->centre.y - node->badge_room / 2};
    struct box box = behind_label(&node->label, middle, sign);
    if (is_inside(&node->look, placed, box.right, box.top) &&
        is_inside(&node->look, placed, box.right, box.bottom)) {
        struct ent_words words = words_at(plan, sign, box, node->look.text);
        words.halo = (struct ent_colour){0};
        return words;
    }
    double height = ascent * sign->size;
    const double right = placed->centre.x + placed->width / 2, left = right - placed->width;
    const double top = placed->centre.y - placed->height / 2, bottom = top + placed->height;
    const struct ent_point corners[] = {{right + beside, top - height / 2},
                                        {right + beside, bottom - height / 2},
                                        {right - sign->width, top - height - beside},
                                        {left - sign->width - beside, top - height / 2},
                                        {right - sign->width, bottom + beside}};
    struct box boxes[ENT_COUNT(corners)];
    for (size_t i = 0; i < ENT_COUNT(corners); i++)
        boxes[i] = (struct box){corners[i].x, corners[i].y, corners[i].x + sign->width,
                                corners[i].y + height};
    box = choose(taken, boxes, ENT_COUNT(boxes));
    take(taken, box);
    return words_at(plan, sign, box, plan->theme->on.ink);
}

/* ---- beside a line ---- */

/* On one side of the line (1 or -1), as near as the box allows. */
static struct box beside_line(const struct ent_curve *curve, double part, double side,
                              const struct sign *sign, double pen)
{
    struct ent_point direction, on = point_of(curve, part, &direction);
    double length = hypot(direction.x, direction.y), height = ascent * sign->size;
    double nx = length > 0 ? direction.y / length : 0, ny = length > 0 ? -direction.x / length : -1;
    double away = (fabs(nx) * sign->width + fabs(ny) * height) / 2 + off_line + pen / 2;
    struct ent_point centre = {on.x + side * nx * away, on.y + side * ny * away};
    return box_around(centre, sign->width, height);
}

static struct ent_words sign_line(const struct taken *taken, const struct ent_plan *plan,
                                  const struct ent_plan_tie *tie,
                                  const struct ent_placed_tie *placed, const struct sign *sign)
{
    static const double parts[] = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74};
    const struct ent_curve *curve = &placed->curves[0];
    struct box boxes[2 * ENT_COUNT(parts)];
    for (size_t i = 0; i < ENT_COUNT(boxes); i++)
        boxes[i] = beside_line(curve, parts[i / 2], i % 2 ? -1 : 1, sign, tie->look.pen.width);
    struct box box = choose(taken, boxes, ENT_COUNT(boxes));
    take(taken, box);
    return words_at(plan, sign, box, plan->theme->on.ink);
}

static struct ent_words sign_tie(const struct taken *taken, const struct ent_plan *plan,
                                 size_t number, const struct ent_placed_tie *placed,
                                 const struct sign *sign)
{
    const struct ent_plan_tie *tie = &plan->ties[number];
    if (tie->label.line_count == 0 || placed->label_left_out)
        return sign_line(taken, plan, tie, placed, sign);
    struct box box = behind_label(&tie->label, placed->label, sign);
    take(taken, box);
    return words_at(plan, sign, box, tie->look.text);
}

static struct sign sign_of(const struct ent_plan *plan, struct ent_text text, double size)
{
    return (struct sign){text, size, ent_font_width(plan->font, text, size, false)};
}

/* Sources have numbers, notes letters: "2,a". */
static struct ent_text joined(struct ent_arena *arena, const struct ent_text *sources,
                              const struct ent_text *notes, size_t number)
{
    struct ent_text source = sources ? sources[number] : (struct ent_text){0};
    struct ent_text note = notes ? notes[number] : (struct ent_text){0};
    if (source.length > 0 && note.length > 0)
        return ENT_FORM(arena, "{},{}", source, note);
    return source.length > 0 ? source : note;
}

struct ent_cite ent_cite_make(struct ent_arena *arena, const struct ent_plan *plan,
                              const struct ent_layout *layout, const struct ent_frame *frame,
                              struct ent_flag_mark *const *flags)
{
    const struct ent_references *sources = &frame->saying.sources, *notes = &frame->saying.notes;
    struct ent_cite cite = {ENT_NEW(arena, struct ent_words, plan->node_count + 1),
                            ENT_NEW(arena, struct ent_words, plan->tie_count + 1)};
    double size = sign_size * frame->text / frame->scale;
    if (!sources->of_node && !notes->of_node)
        return cite;
    struct taken taken = take_all(arena, plan, layout, flags);
    for (size_t i = 0; i < plan->node_count; i++) {
        struct ent_text text = joined(arena, sources->of_node, notes->of_node, i);
        struct sign sign = sign_of(plan, text, fmin(size, plan->nodes[i].look.font_size));
        if (text.length > 0)
            cite.of_nodes[i] = sign_node(&taken, plan, i, &layout->nodes[i], &sign);
    }
    for (size_t i = 0; i < plan->tie_count; i++) {
        struct ent_text text = joined(arena, sources->of_tie, notes->of_tie, i);
        struct sign sign = sign_of(plan, text, fmin(size, plan->ties[i].look.font_size));
        bool drawn = layout->ties[i].curve_count > 0 && layout->ties[i].curves[0].point_count >= 4;
        const struct ent_mark *own = layout->ties[i].drawn;
        if (text.length > 0 && drawn)
            cite.of_ties[i] = sign_tie(&taken, plan, i, &layout->ties[i], &sign);
        else if (text.length > 0 && own && own->path_count > 0) /* its place is found later */
            cite.of_ties[i] = words_at(plan, &sign, (struct box){0}, plan->theme->on.ink);
    }
    return cite;
}
