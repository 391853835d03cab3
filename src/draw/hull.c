#include "draw/hull.h"

#include "draw/field.h"
#include "draw/layout_space.h"

#include <math.h>
#include <stdlib.h>

static const double least_pad = 7; /* between a node and the edge of its hull */
static const double more_pad = 3;  /* of a larger group, so that edges do not meet */
static const double clear = 8;     /* of what joins members, from other nodes */
static const double around = 40;   /* of the grid, beyond the drawing */
static const double spacing = 6.5; /* of hatches */
static const double name_size = 10;

/* ---- near each other ---- */

enum { most_pairs = 32 };

/* Few each to each; many each to the next, the second, fourth, eighth next: all are near, with few
 * lines. */
static size_t pull_members(const uint32_t *members, size_t count, struct ent_layout_pull *pulls)
{
    static const double side = 0.65; /* of the square that one takes, in inches */
    size_t made = 0;
    bool few = count <= most_pairs;
    for (size_t i = 0; i < count; i++)
        for (size_t step = 1; i + step < count; step = few ? step + 1 : step * 2)
            pulls[made++] =
                (struct ent_layout_pull){members[i], members[i + step], side * sqrt((double)count)};
    return made;
}

static int by_pair_and_length(const void *a, const void *b)
{
    const struct ent_layout_pull *left = a, *right = b;
    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    if (left->to != right->to)
        return left->to < right->to ? -1 : 1;
    return (left->length > right->length) - (left->length < right->length);
}

/* Those of several groups are as near as in the smallest of them. */
static size_t keep_nearest(struct ent_layout_pull *pulls, size_t count)
{
    size_t kept = 0;
    qsort(pulls, count, sizeof *pulls, by_pair_and_length);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || pulls[i].from != pulls[kept - 1].from || pulls[i].to != pulls[kept - 1].to)
            pulls[kept++] = pulls[i];
    return kept;
}

void ent_hulls_pull(struct ent_run *run, struct ent_plan *plan)
{
    const struct ent_groups *groups = plan->selection->groups;
    struct ent_arena *arena = &run->arena;
    if (plan->group_form != ENT_GROUPS_IN_HULLS)
        return;
    size_t room = 0;
    for (size_t group = 0; group < groups->count; group++)
        room += groups->all[group].count;
    plan->task.pulls = ENT_NEW(arena, struct ent_layout_pull, room * 32 + 1);
    uint32_t *members = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    for (size_t group = 0; group < groups->count; group++) {
        size_t count = 0;
        for (uint32_t i = 0; i < plan->node_count; i++)
            if (ent_group_member(&groups->all[group], plan->nodes[i].node))
                members[count++] = i;
        plan->task.pull_count +=
            pull_members(members, count, plan->task.pulls + plan->task.pull_count);
    }
    plan->task.pull_count = keep_nearest(plan->task.pulls, plan->task.pull_count);
}

/* ---- which members are joined ---- */

/* What is needed while a hull is made. */
struct making {
    struct ent_run *run;
    const struct ent_plan *plan;
    const struct ent_layout *layout;
    const struct ent_selection *selection; /* of the picture */
    struct ent_field field;
    struct ent_box *members, *others;
    size_t member_count, other_count;
    bool *free, *joined; /* of each pair of members: nothing stands between; a line joins them */
};

static struct ent_point middle_of(struct ent_box box)
{
    return (struct ent_point){(box.left + box.right) / 2, (box.top + box.bottom) / 2};
}

static void sort_nodes(struct making *m, const struct ent_group *group)
{
    m->member_count = m->other_count = 0;
    for (size_t i = 0; i < m->plan->node_count; i++) {
        uint32_t node = m->plan->nodes[i].node;
        struct ent_box box = ent_box_of_node(&m->layout->nodes[i]);
        if (m->selection->nodes[node] == ENT_OUT)
            continue;
        if (ent_group_member(group, node))
            m->members[m->member_count++] = box;
        else
            m->others[m->other_count++] = box;
    }
}

static bool holds(struct ent_box box, struct ent_point at)
{
    return at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
}

/* Half of the way (or all of it) from the middle of a box to one of its corners. */
static struct ent_point toward_corner(struct ent_box box, int corner, double part)
{
    struct ent_point middle = middle_of(box);
    struct ent_point at = {corner % 2 ? box.right : box.left, corner / 2 ? box.bottom : box.top};
    return ent_layout_between(middle, at, part);
}

/* Does a line between two members, from `part` of the way to their corners, keep away from all
 * others? */
static bool is_line_free(const struct making *m, size_t a, size_t b, int corner, double part)
{
    struct ent_point from = toward_corner(m->members[a], corner, part);
    struct ent_point to = toward_corner(m->members[b], corner, part);
    double steps = ceil(ent_layout_distance(from, to) / m->field.cell) + 1;
    for (double i = 0; i <= steps; i++) {
        struct ent_point at = ent_layout_between(from, to, i / steps);
        bool own = holds(m->members[a], at) || holds(m->members[b], at);
        if (!own && ent_field_clearance(&m->field, at) < clear)
            return false;
    }
    return true;
}

static void find_free(struct making *m)
{
    for (size_t a = 0; a < m->member_count; a++)
        for (size_t b = a + 1; b < m->member_count; b++) {
            bool free = is_line_free(m, a, b, 0, 0);
            m->free[a * m->member_count + b] = m->free[b * m->member_count + a] = free;
        }
}

/* As broad as they are, if nothing stands there. */
static void join(const struct making *m, size_t a, size_t b)
{
    enum { corners = 4 };
    m->joined[a * m->member_count + b] = m->joined[b * m->member_count + a] = true;
    ent_field_mark_line(&m->field, m->field.inside, middle_of(m->members[a]),
                        middle_of(m->members[b]));
    for (int corner = 0; corner < corners; corner++)
        if (is_line_free(m, a, b, corner, 0.5) && is_line_free(m, a, b, corner, 1))
            ent_field_mark_line(&m->field, m->field.inside, toward_corner(m->members[a], corner, 1),
                                toward_corner(m->members[b], corner, 1));
}

/* From those of a tree to the nearest other that a free line reaches; false: none does. */
static bool join_nearest(const struct making *m, bool *in_tree)
{
    double least = INFINITY;
    size_t from = 0, to = 0;
    for (size_t a = 0; a < m->member_count; a++)
        for (size_t b = 0; in_tree[a] && b < m->member_count; b++) {
            double away = ent_layout_distance(middle_of(m->members[a]), middle_of(m->members[b]));
            if (in_tree[b] || !m->free[a * m->member_count + b] || away >= least)
                continue;
            least = away;
            from = a;
            to = b;
        }
    if (least < INFINITY) {
        join(m, from, to);
        in_tree[to] = true;
    }
    return least < INFINITY;
}

/* A way around other nodes to one that is not in the tree; false: there is none. */
static bool join_around(const struct making *m, bool *in_tree, struct ent_box *boxes)
{
    size_t inside = 0, outside = 0, number = 0;
    for (size_t i = 0; i < m->member_count; i++)
        if (in_tree[i])
            boxes[inside++] = m->members[i];
    for (size_t i = 0; i < m->member_count; i++)
        if (!in_tree[i])
            boxes[inside + outside++] = m->members[i];
    size_t reached = ent_field_route(&m->field, boxes, inside, boxes + inside, outside, clear);
    for (size_t i = 0; i < m->member_count; i++)
        if (!in_tree[i] && number++ == reached) {
            in_tree[i] = true;
            return true;
        }
    return false;
}

/* Another tree begins where no way leads. */
static void join_all(const struct making *m)
{
    struct ent_arena *arena = &m->run->arena;
    bool *in_tree = ENT_NEW(arena, bool, m->member_count + 1);
    struct ent_box *boxes = ENT_NEW(arena, struct ent_box, m->member_count + 1);
    in_tree[0] = true;
    for (size_t count = 1; count < m->member_count; count++)
        if (!join_nearest(m, in_tree) && !join_around(m, in_tree, boxes))
            for (size_t i = 0; i < m->member_count; i++)
                if (!in_tree[i]) {
                    in_tree[i] = true;
                    break;
                }
}

/* ---- what lies between them ---- */

static double side_of(struct ent_point a, struct ent_point b, struct ent_point at)
{
    return (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
}

/* Its sides are free, so another node is wholly in a triangle or not at all. */
static bool is_empty(const struct making *m, size_t a, size_t b, size_t c)
{
    struct ent_point p[] = {middle_of(m->members[a]), middle_of(m->members[b]),
                            middle_of(m->members[c])};
    for (size_t i = 0; i < m->other_count; i++) {
        struct ent_point at = middle_of(m->others[i]);
        double one = side_of(p[0], p[1], at), two = side_of(p[1], p[2], at);
        double three = side_of(p[2], p[0], at);
        if ((one >= 0 && two >= 0 && three >= 0) || (one <= 0 && two <= 0 && three <= 0))
            return false;
    }
    return true;
}

static bool closes_triangle(const struct making *m, size_t a, size_t b)
{
    const bool *of_a = m->joined + a * m->member_count, *of_b = m->joined + b * m->member_count;
    for (size_t c = 0; c < m->member_count; c++)
        if (of_a[c] && of_b[c] && is_empty(m, a, b, c))
            return true;
    return false;
}

/* Two sides of an empty triangle bring the third; so a hull is convex where it can be, and never
 * grows around another node. */
static void close_triangles(const struct making *m)
{
    enum { most_rounds = 6 };
    bool more = true;
    for (int round = 0; more && round < most_rounds; round++) {
        more = false;
        for (size_t a = 0; a < m->member_count; a++)
            for (size_t b = a + 1; b < m->member_count; b++) {
                size_t pair = a * m->member_count + b;
                if (m->joined[pair] || !m->free[pair] || !closes_triangle(m, a, b))
                    continue;
                join(m, a, b);
                more = true;
            }
    }
}

/* Hulls of larger groups stand further out, since those of smaller ones may lie within. */
static double pad_of(const struct ent_groups *groups, size_t number)
{
    size_t smaller = 0;
    for (size_t i = 0; i < groups->count; i++)
        smaller += groups->all[i].shown < groups->all[number].shown ||
                   (groups->all[i].shown == groups->all[number].shown && i < number);
    return least_pad + more_pad * (double)smaller;
}

static void make_hull(struct making *m, size_t number, struct ent_hull *hull)
{
    static const struct ent_point directions[ENT_MOST_HULLS] = {
        {0, 0}, {1, -1}, {1, 1}, {1, 0}, {0, 1}};
    struct ent_arena *arena = &m->run->arena;
    struct ent_field *field = &m->field;
    sort_nodes(m, &m->selection->groups->all[number]);
    if (m->member_count == 0)
        return;
    ent_field_clear(field);
    memset(m->joined, 0, m->member_count * m->member_count);
    for (size_t i = 0; i < m->other_count; i++)
        ent_field_mark_box(field, field->outside, m->others[i]);
    ent_field_measure(field, field->outside, field->to_outside);
    for (size_t i = 0; i < m->member_count; i++)
        ent_field_mark_box(field, field->inside, m->members[i]);
    find_free(m);
    join_all(m);
    close_triangles(m);
    ent_field_fill(field);
    ent_field_measure(field, field->inside, field->to_inside);
    ent_field_settle(field, pad_of(m->selection->groups, number));
    hull->outlines = ent_field_contour(arena, field, &hull->outline_count);
    if (number > 0)
        hull->hatches = ent_field_hatch(arena, field, directions[number % ENT_MOST_HULLS], spacing,
                                        &hull->hatch_count);
}

/* ---- names ---- */

enum { first_edge = 1U << 30 }; /* edges of hulls among the lines: numbers from here on */

/* What a name should not stand on. */
struct crowd {
    struct ent_box *boxes; /* nodes and words */
    size_t box_count;
    struct ent_space lines;
    const struct ent_hull *hulls;
    size_t hull_count;
};

static bool is_in_hull(const struct ent_hull *hull, struct ent_point at)
{
    bool inside = false;
    for (size_t i = 0; i < hull->outline_count; i++) {
        const struct ent_outline *outline = &hull->outlines[i];
        for (size_t k = 0; k + 3 < outline->point_count; k += 3) {
            struct ent_point a = outline->points[k], b = outline->points[k + 3];
            if ((a.y > at.y) != (b.y > at.y) &&
                at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
    }
    return inside;
}

/* How bad a place is: 0 is free. */
static double badness(struct crowd *crowd, struct ent_box box)
{
    double bad = 0;
    for (size_t i = 0; i < crowd->box_count; i++)
        bad += ent_boxes_meet(crowd->boxes[i], box) ? 1000 : 0;
    size_t found = ent_space_find(&crowd->lines, box);
    for (size_t i = 0; i < found; i++) {
        const struct ent_thing *thing = &crowd->lines.things[crowd->lines.found[i]];
        bool edge = thing->owner >= first_edge;
        if (thing->kind == ENT_THING_LINE)
            bad += (edge ? 60 : 10) *
                   ent_length_inside(ent_box_grown(box, thing->half + 1, thing->half + 1), thing->a,
                                     thing->b);
    }
    for (size_t i = 0; i < crowd->hull_count; i++)
        bad += is_in_hull(&crowd->hulls[i], middle_of(box)) ? 300 : 0;
    return bad;
}

/* Outside of its hull, beside its edge, as high as can be. */
static void place_name(struct crowd *crowd, struct ent_hull *hull)
{
    static const double beside = 4, of_height = 0.02, of_slant = 30;
    double least = INFINITY, width = hull->label.width, height = hull->label.height;
    for (size_t i = 0; i < hull->outline_count; i++)
        for (size_t k = 0; k + 3 < hull->outlines[i].point_count; k += 3) {
            const struct ent_point *at = &hull->outlines[i].points[k];
            double length = fmax(ent_layout_distance(at[0], at[1]), 1e-6);
            struct ent_point normal = {(at[1].y - at[0].y) / length, (at[0].x - at[1].x) / length};
            for (int side = -1; side <= 1; side += 2) {
                double away = fabs(normal.x) * width / 2 + fabs(normal.y) * height / 2 + beside;
                struct ent_point centre = {at[0].x + side * normal.x * away,
                                           at[0].y + side * normal.y * away};
                struct ent_box box = ent_box_around(centre, width + 2, height);
                double bad = is_in_hull(hull, centre) ? 300 : 0;
                bad += of_height * centre.y + of_slant * fmin(fabs(normal.x), fabs(normal.y));
                if (bad >= least || (bad += badness(crowd, box)) >= least)
                    continue;
                least = bad;
                hull->label_at = centre;
            }
        }
}

/* The lines of ties and the edges of hulls. */
static struct ent_space lines_of(const struct making *m, const struct ent_hull *hulls, size_t count)
{
    size_t things, room = 0;
    const struct ent_thing *drawn =
        ent_things_of(&m->run->arena, &m->plan->task, m->layout, &things);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < hulls[i].outline_count; k++)
            room += hulls[i].outlines[k].point_count;
    struct ent_thing *all = ENT_NEW(&m->run->arena, struct ent_thing, things + room + 1);
    if (things > 0)
        memcpy(all, drawn, things * sizeof *all);
    for (uint32_t i = 0; i < count; i++)
        for (size_t k = 0; k < hulls[i].outline_count; k++)
            for (size_t p = 0; p + 3 < hulls[i].outlines[k].point_count; p += 3)
                all[things++] = (struct ent_thing){ENT_THING_LINE, first_edge + i,
                                                   hulls[i].outlines[k].points[p],
                                                   hulls[i].outlines[k].points[p + 3], 1};
    return ent_space_make(&m->run->arena, all, things);
}

static void place_names(const struct making *m, struct ent_hull *hulls, size_t count)
{
    const struct ent_plan *plan = m->plan;
    struct crowd crowd = {.hulls = hulls, .hull_count = count};
    crowd.boxes =
        ENT_NEW(&m->run->arena, struct ent_box, plan->node_count + plan->tie_count + count + 1);
    for (size_t i = 0; i < plan->node_count; i++)
        crowd.boxes[crowd.box_count++] = ent_box_grown(ent_box_of_node(&m->layout->nodes[i]), 3, 2);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (plan->ties[i].label.line_count > 0 && !m->layout->ties[i].label_left_out)
            crowd.boxes[crowd.box_count++] =
                ent_box_around(m->layout->ties[i].label, plan->ties[i].label.width + 4,
                               plan->ties[i].label.height);
    crowd.lines = lines_of(m, hulls, count);
    for (size_t i = 0; i < count; i++) {
        if (hulls[i].outline_count == 0)
            continue;
        uint32_t node = m->selection->groups->all[i].node;
        hulls[i].label = ent_label_make(m->run, plan->font, plan->network->node_name[node],
                                        name_size, true, 100);
        place_name(&crowd, &hulls[i]);
        for (size_t k = 0; k < count; k++)
            hulls[i].covers |= is_in_hull(&hulls[k], hulls[i].label_at);
        crowd.boxes[crowd.box_count++] =
            ent_box_around(hulls[i].label_at, hulls[i].label.width + 4, hulls[i].label.height + 2);
    }
}

/* ---- all pictures ---- */

static struct ent_box extent_of(const struct ent_layout *layout)
{
    return (struct ent_box){0, 0, layout->width, layout->height};
}

static struct making begin(struct ent_run *run, const struct ent_plan *plan,
                           const struct ent_layout *layout)
{
    struct ent_arena *arena = &run->arena;
    size_t nodes = plan->node_count, most = 0;
    for (size_t i = 0; i < plan->group_count; i++) {
        size_t count = plan->selection->groups->all[i].count;
        most = count > most ? count : most;
    }
    most = most < nodes ? most : nodes;
    return (struct making){
        .run = run,
        .plan = plan,
        .layout = layout,
        .field = ent_field_make(arena, ent_box_grown(extent_of(layout), around, around)),
        .members = ENT_NEW(arena, struct ent_box, nodes + 1),
        .others = ENT_NEW(arena, struct ent_box, nodes + 1),
        .free = ENT_NEW(arena, bool, most *most + 1),
        .joined = ENT_NEW(arena, bool, most *most + 1),
    };
}

static void include_hull(struct ent_box *box, const struct ent_hull *hull)
{
    for (size_t i = 0; i < hull->outline_count; i++)
        for (size_t k = 0; k < hull->outlines[i].point_count; k++)
            ent_box_include(box, ent_box_around(hull->outlines[i].points[k], 3, 3));
    if (hull->outline_count > 0)
        ent_box_include(box, ent_box_around(hull->label_at, hull->label.width, hull->label.height));
}

static void move_hull(struct ent_hull *hull, struct ent_point by)
{
    for (size_t i = 0; i < hull->outline_count; i++)
        ent_layout_move_points(hull->outlines[i].points, hull->outlines[i].point_count, by);
    ent_layout_move_points(hull->hatches, hull->hatch_count, by);
    hull->label_at = ent_layout_plus(hull->label_at, by);
}

/* What stands to the left of the drawing, or above it, moves all of it, by whole points. */
static void make_room(const struct ent_plan *plan, struct ent_layout *layout)
{
    struct ent_box box = extent_of(layout);
    for (size_t i = 0; i < layout->hull_count; i++)
        for (size_t k = 0; k < plan->group_count; k++)
            include_hull(&box, &layout->hulls[i].all[k]);
    struct ent_point by = {-floor(box.left), -floor(box.top)};
    for (size_t i = 0; i < plan->node_count; i++)
        ent_layout_move_node(&layout->nodes[i], by);
    for (size_t i = 0; i < plan->tie_count; i++)
        ent_layout_move_tie(&layout->ties[i], by);
    for (size_t i = 0; i < plan->cluster_count; i++)
        ent_layout_move_cluster(&layout->clusters[i], by);
    for (size_t i = 0; i < layout->hull_count; i++)
        for (size_t k = 0; k < plan->group_count; k++)
            move_hull(&layout->hulls[i].all[k], by);
    layout->width = ceil(box.right) + by.x;
    layout->height = ceil(box.bottom) + by.y;
}

void ent_hulls_place(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout)
{
    struct ent_arena *arena = &run->arena;
    bool several = plan->picture_count > 0 && !plan->whole;
    size_t count = several ? plan->picture_count : 1;
    if (plan->group_form != ENT_GROUPS_IN_HULLS)
        return;
    struct making m = begin(run, plan, layout);
    layout->hulls = ENT_NEW(arena, struct ent_hulls, count);
    layout->hull_count = count;
    for (size_t i = 0; i < count; i++) {
        struct ent_hull *hulls = ENT_NEW(arena, struct ent_hull, plan->group_count + 1);
        m.selection = several ? &plan->pictures[i] : plan->selection;
        for (size_t group = 0; group < plan->group_count; group++)
            make_hull(&m, group, &hulls[group]);
        place_names(&m, hulls, plan->group_count);
        layout->hulls[i] = (struct ent_hulls){m.selection, hulls};
    }
    make_room(plan, layout);
}

const struct ent_hulls *ent_hulls_of(const struct ent_plan *plan, const struct ent_layout *layout)
{
    for (size_t i = 0; i < layout->hull_count; i++)
        if (layout->hulls[i].selection == plan->selection)
            return &layout->hulls[i];
    return NULL;
}
