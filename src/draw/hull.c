#include "draw/hull.h"

#include "draw/field.h"

#include <math.h>

static const double least_pad = 7; /* between a node and the edge of its hull */
static const double more_pad = 3;  /* of a larger group, so that edges do not meet */
static const double clear = 8;     /* of what joins members, from other nodes */
static const double around = 40;   /* of the grid, beyond the drawing */
static const double spacing = 6.5; /* of hatches */

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
    bool *free;       /* of each pair of members: nothing stands between */
    uint64_t *joined; /* of each member, a bit for each other: a line joins them */
};

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
    struct ent_point middle = ent_box_middle(box);
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

enum { bits = 64 };

static size_t words_of(size_t members)
{
    return members / bits + 1;
}

static uint64_t *joined_to(const struct making *m, size_t member)
{
    return m->joined + member * words_of(m->member_count);
}

/* As broad as they are, if nothing stands there. */
static void join(const struct making *m, size_t a, size_t b)
{
    enum { corners = 4 };
    joined_to(m, a)[b / bits] |= (uint64_t)1 << b % bits;
    joined_to(m, b)[a / bits] |= (uint64_t)1 << a % bits;
    ent_field_mark_line(&m->field, m->field.inside, ent_box_middle(m->members[a]),
                        ent_box_middle(m->members[b]));
    for (int corner = 0; corner < corners; corner++)
        if (is_line_free(m, a, b, corner, 0.5) && is_line_free(m, a, b, corner, 1))
            ent_field_mark_line(&m->field, m->field.inside, toward_corner(m->members[a], corner, 1),
                                toward_corner(m->members[b], corner, 1));
}

/* Members that are joined to the first, and of the others to which of these a free line is shortest
 * (Prim 1957). */
struct tree {
    bool *in;
    double *away; /* INFINITY: no free line leads there */
    size_t *from;
};

static void add_to_tree(const struct making *m, struct tree *tree, size_t member)
{
    struct ent_point at = ent_box_middle(m->members[member]);
    tree->in[member] = true;
    for (size_t i = 0; i < m->member_count; i++) {
        if (tree->in[i] || !m->free[member * m->member_count + i])
            continue;
        double away = ent_layout_distance(at, ent_box_middle(m->members[i]));
        if (away > tree->away[i] || (away >= tree->away[i] && tree->from[i] < member))
            continue;
        tree->away[i] = away;
        tree->from[i] = member;
    }
}

/* By the shortest free line to another one; false: there is none. */
static bool join_nearest(const struct making *m, struct tree *tree)
{
    size_t to = SIZE_MAX;
    for (size_t i = 0; i < m->member_count; i++) {
        if (tree->in[i] || isinf(tree->away[i]))
            continue;
        bool nearer = to == SIZE_MAX || tree->away[i] < tree->away[to] ||
                      (tree->away[i] <= tree->away[to] && tree->from[i] < tree->from[to]);
        to = nearer ? i : to;
    }
    if (to == SIZE_MAX)
        return false;
    join(m, tree->from[to], to);
    add_to_tree(m, tree, to);
    return true;
}

/* A way around other nodes to one that is not in the tree; false: there is none. */
static bool join_around(const struct making *m, struct tree *tree, struct ent_box *boxes)
{
    size_t inside = 0, outside = 0, number = 0;
    for (size_t i = 0; i < m->member_count; i++)
        if (tree->in[i])
            boxes[inside++] = m->members[i];
    for (size_t i = 0; i < m->member_count; i++)
        if (!tree->in[i])
            boxes[inside + outside++] = m->members[i];
    size_t reached = ent_field_route(&m->field, boxes, inside, boxes + inside, outside, clear);
    for (size_t i = 0; i < m->member_count; i++)
        if (!tree->in[i] && number++ == reached) {
            add_to_tree(m, tree, i);
            return true;
        }
    return false;
}

/* Another tree begins where no way leads. */
static void begin_again(const struct making *m, struct tree *tree)
{
    size_t first = 0;
    while (tree->in[first])
        first++;
    add_to_tree(m, tree, first);
}

static void join_all(const struct making *m)
{
    struct ent_arena *arena = &m->run->arena;
    struct tree tree = {ENT_NEW(arena, bool, m->member_count + 1),
                        ENT_NEW(arena, double, m->member_count + 1),
                        ENT_NEW(arena, size_t, m->member_count + 1)};
    struct ent_box *boxes = ENT_NEW(arena, struct ent_box, m->member_count + 1);
    for (size_t i = 0; i < m->member_count; i++)
        tree.away[i] = INFINITY;
    add_to_tree(m, &tree, 0);
    for (size_t count = 1; count < m->member_count; count++)
        if (!join_nearest(m, &tree) && !join_around(m, &tree, boxes))
            begin_again(m, &tree);
}

/* ---- what lies between them ---- */

static double side_of(struct ent_point a, struct ent_point b, struct ent_point at)
{
    return (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
}

/* Its sides are free, so another node is wholly in a triangle or not at all. */
static bool is_empty(const struct making *m, size_t a, size_t b, size_t c)
{
    struct ent_point p[] = {ent_box_middle(m->members[a]), ent_box_middle(m->members[b]),
                            ent_box_middle(m->members[c])};
    for (size_t i = 0; i < m->other_count; i++) {
        struct ent_point at = ent_box_middle(m->others[i]);
        double one = side_of(p[0], p[1], at), two = side_of(p[1], p[2], at);
        double three = side_of(p[2], p[0], at);
        if ((one >= 0 && two >= 0 && three >= 0) || (one <= 0 && two <= 0 && three <= 0))
            return false;
    }
    return true;
}

static bool closes_triangle(const struct making *m, size_t a, size_t b)
{
    const uint64_t *of_a = joined_to(m, a), *of_b = joined_to(m, b);
    for (size_t word = 0; word < words_of(m->member_count); word++) {
        uint64_t both = of_a[word] & of_b[word];
        for (size_t c = word * bits; both != 0; both >>= 1, c++)
            if (both & 1 && is_empty(m, a, b, c))
                return true;
    }
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
                bool joined = joined_to(m, a)[b / bits] >> b % bits & 1;
                if (joined || !m->free[a * m->member_count + b] || !closes_triangle(m, a, b))
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
    memset(m->joined, 0, m->member_count * words_of(m->member_count) * sizeof *m->joined);
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
        .joined = ENT_NEW(arena, uint64_t, (most + 1) * words_of(most)),
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
        ent_hulls_name(run, plan, layout, m.selection->groups, hulls);
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
