#include "draw/plan.h"

#include <math.h>

enum {
    corner_count = 4,
    samples = 12
}; /* upper left and right, lower left and right; of a curve */

static const double overlap = 3; /* of a flag that hangs on an ellipse */

struct box {
    double left, top, right, bottom;
};

/* How many ties of a node pass each of its corners. */
struct passing {
    unsigned ties[corner_count];
};

static double height_of(const struct ent_plan_node *node)
{
    return node->look.font_size;
}

/* In front of the name. */
static struct ent_point inside(const struct ent_plan_node *node,
                               const struct ent_placed_node *placed)
{
    double whole = node->label.width + node->flag_room;
    return (struct ent_point){placed->centre.x - whole / 2,
                              placed->centre.y - node->badge_room / 2 - height_of(node) / 2};
}

/* At a corner of the outline, as a stamp on a letter: what is round leaves room there, and of what
 * is square it takes half a line, which has no letters. */
static struct ent_point beside(const struct ent_plan_node *node,
                               const struct ent_placed_node *placed, int corner)
{
    enum ent_form form = node->look.shape->form;
    bool round = form == ENT_FORM_ELLIPSE || form == ENT_FORM_OUTLINE;
    double height = height_of(node), width = height * ENT_FLAG_ASPECT;
    double share = round ? sqrt(0.5) : 1;
    double across = placed->width / 2 * share, down = placed->height / 2 * share;
    double in_x = round ? overlap : width * 0.6, in_y = round ? overlap : height * 0.4;
    bool right = corner % 2 == 1, low = corner / 2 == 1;
    return (struct ent_point){placed->centre.x + (right ? across - in_x : -across + in_x - width),
                              placed->centre.y + (low ? down - in_y : -down + in_y - height)};
}

/* ---- which corner is free ---- */

static bool holds(const struct box *box, struct ent_point point)
{
    return point.x >= box->left && point.x <= box->right && point.y >= box->top &&
           point.y <= box->bottom;
}

/* A point of a Bezier piece. */
static struct ent_point at_share(const struct ent_point *piece, double share)
{
    double rest = 1 - share;
    double weights[] = {rest * rest * rest, 3 * rest * rest * share, 3 * rest * share * share,
                        share * share * share};
    struct ent_point point = {0, 0};
    for (int i = 0; i < 4; i++) {
        point.x += weights[i] * piece[i].x;
        point.y += weights[i] * piece[i].y;
    }
    return point;
}

static bool curve_passes(const struct ent_curve *curve, const struct box *box)
{
    bool passes = (curve->arrow_at_to && holds(box, curve->to_tip)) ||
                  (curve->arrow_at_from && holds(box, curve->from_tip));
    for (size_t i = 0; i + 4 <= curve->point_count && !passes; i += 3)
        for (int k = 0; k <= samples && !passes; k++)
            passes = holds(box, at_share(curve->points + i, (double)k / samples));
    return passes;
}

static bool tie_passes(const struct ent_placed_tie *tie, const struct box *box)
{
    bool passes = false;
    for (size_t i = 0; i < tie->curve_count && !passes; i++)
        passes = curve_passes(&tie->curves[i], box);
    return passes;
}

static void count_passing(const struct ent_plan_node *node, const struct ent_placed_node *placed,
                          const struct ent_placed_tie *tie, struct passing *passing)
{
    for (int corner = 0; corner < corner_count; corner++) {
        struct ent_point at = beside(node, placed, corner);
        double height = height_of(node);
        struct box box = {at.x, at.y, at.x + height * ENT_FLAG_ASPECT, at.y + height};
        passing->ties[corner] += tie_passes(tie, &box);
    }
}

/* The freest corner, the first of equals. */
static int best_corner(const struct passing *passing)
{
    int best = 0;
    for (int corner = 1; corner < corner_count; corner++)
        if (passing->ties[corner] < passing->ties[best])
            best = corner;
    return best;
}

static struct ent_flag_mark *mark_of(struct ent_arena *arena, const struct ent_plan *plan,
                                     const struct ent_plan_node *node, struct ent_point at)
{
    struct ent_flag_mark *mark = ENT_NEW(arena, struct ent_flag_mark, 1);
    *mark = (struct ent_flag_mark){.flag = node->flag,
                                   .at = at,
                                   .width = height_of(node) * ENT_FLAG_ASPECT,
                                   .height = height_of(node),
                                   .edge = ent_theme_pen(plan->theme, plan->theme->rule, 0.5)};
    return mark;
}

static bool is_beside(const struct ent_plan_node *node)
{
    return node->flag && node->flag_room <= 0;
}

struct ent_flag_mark **ent_flags_place(struct ent_arena *arena, const struct ent_plan *plan,
                                       const struct ent_layout *layout)
{
    struct passing *passing = ENT_NEW(arena, struct passing, plan->node_count + 1);
    struct ent_flag_mark **marks = ENT_NEW(arena, struct ent_flag_mark *, plan->node_count + 1);
    for (size_t i = 0; i < plan->tie_count; i++) {
        uint32_t ends[] = {plan->ties[i].from, plan->ties[i].to};
        for (int end = 0; end < 2; end++)
            if (is_beside(&plan->nodes[ends[end]]))
                count_passing(&plan->nodes[ends[end]], &layout->nodes[ends[end]], &layout->ties[i],
                              &passing[ends[end]]);
    }
    for (size_t i = 0; i < plan->node_count; i++) {
        const struct ent_plan_node *node = &plan->nodes[i];
        struct ent_point at = is_beside(node)
                                  ? beside(node, &layout->nodes[i], best_corner(&passing[i]))
                                  : inside(node, &layout->nodes[i]);
        if (node->flag)
            marks[i] = mark_of(arena, plan, node, at);
    }
    return marks;
}
