#include "draw/shape.h"

#include <math.h>

enum { widest_fold = 7, tab_height = 3, corner_radius = 7 };

static const double fading_part = 0.35;                /* of a presumed tie, at its end */
static const double bolder = 1, rail = 0.9, gap = 1.1; /* of lines that tell what changed */

struct box {
    double left, top, right, bottom;
};

static struct box box_of(const struct ent_placed_node *placed, double inset)
{
    return (struct box){placed->centre.x - placed->width / 2 + inset,
                        placed->centre.y - placed->height / 2 + inset,
                        placed->centre.x + placed->width / 2 - inset,
                        placed->centre.y + placed->height / 2 - inset};
}

static struct ent_path polygon(struct ent_arena *arena, const struct ent_point *points,
                               size_t count, enum ent_path_form form)
{
    struct ent_point *copy = ENT_NEW(arena, struct ent_point, count);
    memcpy(copy, points, count * sizeof *points);
    return (struct ent_path){.form = form, .points = copy, .point_count = count};
}

static struct ent_path rectangle(struct ent_arena *arena, struct box box, double radius)
{
    struct ent_point points[] = {{box.left, box.top}, {box.right - box.left, box.bottom - box.top}};
    struct ent_path path = polygon(arena, points, 2, ENT_BOX);
    path.radius = radius;
    return path;
}

static struct ent_path ellipse(struct ent_arena *arena, struct box box)
{
    struct ent_point points[] = {{(box.left + box.right) / 2, (box.top + box.bottom) / 2},
                                 {(box.right - box.left) / 2, (box.bottom - box.top) / 2}};
    return polygon(arena, points, 2, ENT_ELLIPSE);
}

/* A sheet with its upper right corner folded over, and the fold. */
static size_t note(struct ent_arena *arena, struct box box, struct ent_path *paths)
{
    double fold = fmin(widest_fold, (box.bottom - box.top) / 2.5);
    struct ent_point sheet[] = {{box.left, box.top},
                                {box.right - fold, box.top},
                                {box.right, box.top + fold},
                                {box.right, box.bottom},
                                {box.left, box.bottom}};
    struct ent_point crease[] = {{box.right - fold, box.top},
                                 {box.right - fold, box.top + fold},
                                 {box.right, box.top + fold}};
    paths[0] = polygon(arena, sheet, ENT_COUNT(sheet), ENT_POLYGON);
    paths[1] = polygon(arena, crease, ENT_COUNT(crease), ENT_LINES);
    return 2;
}

/* The tab stands inside the box that the layout knows, so that nothing touches it. */
static size_t tabbed(struct ent_arena *arena, struct box box, bool on_right, struct ent_path *paths)
{
    double width = (box.right - box.left) * 0.3;
    double from = on_right ? box.right - width : box.left, to = from + width;
    double shoulder = box.top + tab_height;
    struct ent_point outline[] = {{box.left, shoulder},    {from, shoulder},
                                  {from, box.top},         {to, box.top},
                                  {to, shoulder},          {box.right, shoulder},
                                  {box.right, box.bottom}, {box.left, box.bottom}};
    paths[0] = polygon(arena, outline, ENT_COUNT(outline), ENT_POLYGON);
    return 1;
}

static size_t outlines(struct ent_arena *arena, const struct ent_placed_node *placed,
                       struct ent_path *paths)
{
    size_t count = 0;
    for (size_t i = placed->outline_count; i > 0 && count < ENT_MOST_NODE_PATHS; i--)
        paths[count++] = polygon(arena, placed->outlines[i - 1].points,
                                 placed->outlines[i - 1].point_count, ENT_POLYGON);
    return count;
}

/* One path for each periphery, the outermost first: it carries the fill. */
static size_t repeated(struct ent_arena *arena, const struct ent_node_look *look,
                       const struct ent_placed_node *placed, struct ent_path *paths)
{
    size_t count = look->peripheries > 0 ? look->peripheries : 1;
    for (size_t i = 0; i < count; i++) {
        struct box box = box_of(placed, (double)i * ENT_PERIPHERY_GAP);
        paths[i] = look->shape->form == ENT_FORM_ELLIPSE
                       ? ellipse(arena, box)
                       : rectangle(arena, box, look->rounded ? corner_radius : 0);
    }
    return count;
}

static size_t form_paths(struct ent_arena *arena, const struct ent_node_look *look,
                         const struct ent_placed_node *placed, struct ent_path *paths)
{
    switch (look->shape->form) {
    case ENT_FORM_NOTE:
        return note(arena, box_of(placed, 0), paths);
    case ENT_FORM_TAB:
    case ENT_FORM_FOLDER:
        return tabbed(arena, box_of(placed, 0), look->shape->form == ENT_FORM_FOLDER, paths);
    case ENT_FORM_ELLIPSE:
    case ENT_FORM_BOX:
        return repeated(arena, look, placed, paths);
    case ENT_FORM_OUTLINE:
        return outlines(arena, placed, paths);
    case ENT_FORM_BARE:
        break;
    }
    return 0;
}

static struct ent_pen pen_for(struct ent_pen pen, struct ent_manner manner)
{
    if (manner.doubtful)
        pen.dash = ENT_DASHED;
    return pen;
}

double ent_fate_width(enum ent_fate_line line, double width)
{
    switch (line) {
    case ENT_LINE_PLAIN:
        return width;
    case ENT_LINE_BOLD:
        return width + bolder;
    case ENT_LINE_HOLLOW:
        return width + 2 * rail;
    case ENT_LINE_CASED:
        return width + 2 * (rail + gap);
    }
    return width;
}

/* The pens that are drawn one upon the other; returns how many. */
static size_t pens_for(struct ent_pen pen, const struct ent_manner manner, struct ent_colour ground,
                       struct ent_pen *pens)
{
    size_t count = 0;
    enum ent_fate_line line = manner.fate ? manner.fate->line : ENT_LINE_PLAIN;
    pen = pen_for(pen, manner);
    pens[count] = pen;
    pens[count++].width = ent_fate_width(line, pen.width);
    if (line == ENT_LINE_HOLLOW)
        pens[count++] = (struct ent_pen){ground, pen.width, ENT_SOLID};
    if (line == ENT_LINE_CASED) {
        pens[count++] = (struct ent_pen){ground, pen.width + 2 * gap, ENT_SOLID};
        pens[count++] = pen;
    }
    return count;
}

/* The outermost line tells what changed; a hollow one has the fill inside. */
static size_t tell_fate(const struct ent_node_look *look, struct ent_manner manner,
                        struct ent_path *paths, size_t count)
{
    struct ent_pen pens[3];
    size_t pen_count = pens_for(look->pen, manner, look->fill, pens);
    paths[0].pen = pens[0];
    for (size_t i = 1; i < pen_count && count < ENT_MOST_NODE_PATHS; i++) {
        paths[count] = paths[0];
        paths[count].fill.given = false;
        paths[count++].pen = pens[i];
    }
    return count;
}

size_t ent_node_paths(struct ent_arena *arena, const struct ent_node_look *look,
                      struct ent_manner manner, const struct ent_placed_node *placed,
                      struct ent_path *paths)
{
    size_t count = form_paths(arena, look, placed, paths);
    for (size_t i = 0; i < count; i++) {
        paths[i].pen = pen_for(look->pen, manner);
        if (i == 0)
            paths[i].fill = look->fill;
        if (look->peripheries == 0)
            paths[i].pen.colour.given = false;
    }
    if (manner.fate && manner.fate->line != ENT_LINE_PLAIN && count > 0 && look->peripheries > 0)
        return tell_fate(look, manner, paths, count);
    return count;
}

/* ---- ties ---- */

static struct ent_point between(struct ent_point a, struct ent_point b, double share)
{
    return (struct ent_point){a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

/* The part of one Bezier piece up to `share` (de Casteljau). */
static void first_part(const struct ent_point *piece, double share, struct ent_point *part)
{
    struct ent_point ab = between(piece[0], piece[1], share);
    struct ent_point bc = between(piece[1], piece[2], share);
    struct ent_point cd = between(piece[2], piece[3], share);
    struct ent_point abc = between(ab, bc, share), bcd = between(bc, cd, share);
    part[0] = ab;
    part[1] = abc;
    part[2] = between(abc, bcd, share);
}

/* The curve without its last part. */
static struct ent_path beginning(struct ent_arena *arena, const struct ent_curve *curve)
{
    size_t pieces = (curve->point_count - 1) / 3;
    double cut = (double)pieces * (1 - fading_part);
    size_t whole = (size_t)cut;
    struct ent_point *points = ENT_NEW(arena, struct ent_point, whole * 3 + 4);
    memcpy(points, curve->points, (whole * 3 + 1) * sizeof *points);
    first_part(curve->points + whole * 3, cut - (double)whole, points + whole * 3 + 1);
    return (struct ent_path){.form = ENT_CURVE, .points = points, .point_count = whole * 3 + 4};
}

/* As near to the ground as may be, and to the tint of a lane or a cluster, which is nearer. */
double ent_fade_of(const struct ent_tone_ground *on, struct ent_colour line)
{
    const double reserve = 1.12;
    for (double share = 0.6; share > 0; share -= 0.05)
        if (ent_colour_contrast(ent_colour_mix(line, on->ground, share), on->ground) >=
            reserve * on->line_contrast)
            return share;
    return 0;
}

static struct ent_pen faded(const struct ent_theme *theme, struct ent_pen pen)
{
    double share = ent_fade_of(&theme->on, pen.colour);
    if (share > 0)
        pen.colour = ent_colour_mix(pen.colour, theme->on.ground, share);
    return pen;
}

struct ent_placed_tie ent_tie_turned(struct ent_arena *arena, const struct ent_placed_tie *placed)
{
    struct ent_placed_tie turned = *placed;
    turned.curves = ENT_NEW(arena, struct ent_curve, placed->curve_count + 1);
    for (size_t i = 0; i < placed->curve_count; i++) {
        const struct ent_curve *curve = &placed->curves[placed->curve_count - 1 - i];
        struct ent_point *points = ENT_NEW(arena, struct ent_point, curve->point_count + 1);
        for (size_t k = 0; k < curve->point_count; k++)
            points[k] = curve->points[curve->point_count - 1 - k];
        turned.curves[i] = (struct ent_curve){
            points,        curve->point_count, curve->arrow_at_to, curve->arrow_at_from,
            curve->to_tip, curve->from_tip};
    }
    return turned;
}

size_t ent_tie_path_count(const struct ent_placed_tie *placed)
{
    return placed->curve_count * (ENT_MOST_LINE_PATHS + 2 * ENT_MOST_ARROW_PATHS);
}

/* One curve, with every pen; where it fades, its beginning lies upon the whole. */
static size_t line_paths(struct ent_arena *arena, const struct ent_theme *theme,
                         const struct ent_curve *curve, const struct ent_pen *pens,
                         size_t pen_count, bool fades, struct ent_path *paths)
{
    size_t count = 0;
    for (size_t i = 0; i < pen_count; i++) {
        bool ground = i % 2 == 1; /* between the rails */
        paths[count++] =
            (struct ent_path){.form = ENT_CURVE,
                              .points = curve->points,
                              .point_count = curve->point_count,
                              .pen = fades && !ground ? faded(theme, pens[i]) : pens[i]};
        if (fades && !ground) {
            paths[count] = beginning(arena, curve);
            paths[count++].pen = pens[i];
        }
    }
    return count;
}

size_t ent_tie_paths(struct ent_arena *arena, const struct ent_theme *theme,
                     const struct ent_tie_look *look, struct ent_manner manner,
                     const struct ent_placed_tie *placed, struct ent_path *paths)
{
    size_t count = 0;
    struct ent_pen pen = pen_for(look->pen, manner), pens[3];
    if (manner.fate)
        pen.colour = manner.fate->colour;
    size_t pen_count = pens_for(pen, manner, theme->on.ground, pens);
    for (size_t i = 0; i < placed->curve_count; i++) {
        const struct ent_curve *curve = &placed->curves[i];
        bool fades = manner.presumed && !manner.doubtful && curve->point_count >= 4;
        count += line_paths(arena, theme, curve, pens, pen_count, fades, paths + count);
        if (curve->arrow_at_to)
            count += ent_arrow_paths(arena, look->to, pen, theme->on.ground,
                                     curve->points[curve->point_count - 1], curve->to_tip,
                                     paths + count);
        if (curve->arrow_at_from)
            count += ent_arrow_paths(arena, look->from, pen, theme->on.ground, curve->points[0],
                                     curve->from_tip, paths + count);
    }
    return count;
}
