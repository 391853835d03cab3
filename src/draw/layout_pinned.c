#include "draw/layout_pinned.h"

#include "draw/layout_geometry.h"
#include "draw/layout_labels.h"
#include "draw/layout_space.h"
#include "draw/layout_ties.h"

#include <math.h>
#include <stdlib.h>

static const double least_usual = 60, share_of_usual = 0.9; /* of lengths of ties */
static const double gap = 14;                               /* between a new node and all others */
static const double step = 12;                              /* between places that are tried */
static const double price_of_crossing = 90; /* points of way that a line over a node is worth */
enum { most_rings = 400, rings_after_found = 10, fine_rings = 8 };

struct pinning {
    struct ent_run *run;
    const struct ent_plan *plan;
    const struct ent_layout_task *task;
    struct ent_layout *layout;
    bool *placed; /* each node */
    double usual; /* length of a tie */
};

static void move_to(struct pinning *p, size_t node, struct ent_point to)
{
    struct ent_placed_node *placed = &p->layout->nodes[node];
    ent_layout_move_node(placed,
                         (struct ent_point){to.x - placed->centre.x, to.y - placed->centre.y});
    p->placed[node] = true;
}

static void place_known(struct pinning *p)
{
    for (size_t i = 0; i < p->task->node_count; i++) {
        const struct ent_pin *at = p->plan->nodes[i].pinned;
        if (at)
            move_to(p, i, (struct ent_point){at->x, at->y});
    }
}

/* ---- places for what is new ---- */

static int by_length(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Half of the ties that are placed are shorter. */
static double usual_length(const struct pinning *p)
{
    double *lengths = ENT_NEW(&p->run->arena, double, p->task->tie_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < p->task->tie_count; i++) {
        const struct ent_layout_tie *tie = &p->task->ties[i];
        if (tie->from != tie->to && p->placed[tie->from] && p->placed[tie->to])
            lengths[count++] = ent_layout_distance(p->layout->nodes[tie->from].centre,
                                                   p->layout->nodes[tie->to].centre);
    }
    qsort(lengths, count, sizeof *lengths, by_length);
    return fmax(least_usual, lengths[count / 2] * share_of_usual);
}

static uint32_t other_end(const struct ent_layout_tie *tie, size_t node)
{
    return tie->from == node ? tie->to : tie->to == node ? tie->from : ENT_NONE;
}

/* Ties to nodes that have their place. */
static size_t count_anchors(const struct pinning *p, size_t node)
{
    size_t count = 0;
    for (size_t i = 0; i < p->task->tie_count; i++) {
        uint32_t other = other_end(&p->task->ties[i], node);
        count += other != ENT_NONE && p->placed[other];
    }
    return count;
}

/* In the middle of those that it is tied to; who is tied to nobody stands below all. */
static struct ent_point wanted_place(const struct pinning *p, size_t node)
{
    struct ent_point sum = {0, 0};
    double count = 0, bottom = p->layout->height;
    for (size_t i = 0; i < p->task->tie_count; i++) {
        uint32_t other = other_end(&p->task->ties[i], node);
        if (other == ENT_NONE || !p->placed[other])
            continue;
        sum = ent_layout_plus(sum, p->layout->nodes[other].centre);
        count++;
    }
    if (count > 0)
        return (struct ent_point){floor(sum.x / count), floor(sum.y / count)};
    double half = ceil(p->layout->nodes[node].height / 2);
    return (struct ent_point){ceil(p->layout->nodes[node].width / 2), bottom + gap + half};
}

static bool is_free(const struct pinning *p, size_t node, struct ent_point at)
{
    const struct ent_placed_node *own = &p->layout->nodes[node];
    struct ent_box box = ent_box_grown(ent_box_around(at, own->width, own->height), gap, gap);
    for (size_t i = 0; i < p->task->node_count; i++)
        if (p->placed[i] && ent_boxes_meet(box, ent_box_of_node(&p->layout->nodes[i])))
            return false;
    return true;
}

/* How many nodes lie on the way between two. */
static size_t count_on_way(const struct pinning *p, size_t node, struct ent_point at,
                           uint32_t other)
{
    size_t count = 0;
    for (size_t i = 0; i < p->task->node_count; i++)
        count += p->placed[i] && i != other && i != node &&
                 ent_length_inside(ent_box_grown(ent_box_of_node(&p->layout->nodes[i]), 4, 4), at,
                                   p->layout->nodes[other].centre) > 0;
    return count;
}

/* Its own lines over nodes, and itself upon lines of others; more than `most` are not counted. */
static size_t count_crossings(const struct pinning *p, size_t node, struct ent_point at,
                              size_t most)
{
    const struct ent_placed_node *own = &p->layout->nodes[node];
    struct ent_box box = ent_box_grown(ent_box_around(at, own->width, own->height), 4, 4);
    size_t count = 0;
    for (size_t i = 0; i < p->task->tie_count && count <= most; i++) {
        const struct ent_layout_tie *tie = &p->task->ties[i];
        uint32_t other = other_end(tie, node);
        if (other != ENT_NONE)
            count += other != node && p->placed[other] ? count_on_way(p, node, at, other) : 0;
        else if (p->placed[tie->from] && p->placed[tie->to])
            count += ent_length_inside(box, p->layout->nodes[tie->from].centre,
                                       p->layout->nodes[tie->to].centre) > 0;
    }
    return count;
}

struct search {
    struct ent_point wanted, best;
    double apart; /* how far from there it wants to stand */
    double least;
    bool found;
};

static void try_place(const struct pinning *p, size_t node, struct ent_point at,
                      struct search *search)
{
    double way = fabs(ent_layout_distance(search->wanted, at) - search->apart);
    if ((search->found && way >= search->least) || !is_free(p, node, at))
        return;
    size_t most =
        search->found ? (size_t)((search->least - way) / price_of_crossing) : SIZE_MAX - 1;
    double cost = way + price_of_crossing * (double)count_crossings(p, node, at, most);
    if (search->found && cost >= search->least)
        return;
    search->best = at;
    search->least = cost;
    search->found = true;
}

/* Rings of places around the one that is wanted, until no further one can be better. */
static struct ent_point find_place(const struct pinning *p, size_t node)
{
    struct ent_point wanted = wanted_place(p, node);
    struct search search = {.wanted = wanted, .best = wanted};
    if (count_anchors(p, node) == 1)
        search.apart = p->usual;
    int last = most_rings;
    for (int ring = 0; ring < last; ring++) {
        double reach = ring * step;
        if (search.found && last == most_rings)
            last = (int)fmax(ring, search.apart / step) + rings_after_found;
        if (search.found && reach - search.apart >= search.least)
            break;
        for (int i = -ring; i <= ring; i += ring > fine_rings ? 2 : 1) {
            double side = i * step;
            const struct ent_point tried[] = {{wanted.x + side, wanted.y - reach},
                                              {wanted.x + reach, wanted.y + side},
                                              {wanted.x + side, wanted.y + reach},
                                              {wanted.x - reach, wanted.y + side}};
            for (size_t k = 0; k < ENT_COUNT(tried); k++)
                try_place(p, node, tried[k], &search);
        }
    }
    return search.best;
}

/* Who is tied to most of those that have a place comes first. */
static void place_new(struct pinning *p)
{
    for (;;) {
        size_t next = SIZE_MAX, most = 0;
        for (size_t i = 0; i < p->task->node_count; i++) {
            size_t count = p->placed[i] ? 0 : count_anchors(p, i);
            if (!p->placed[i] && (next == SIZE_MAX || count > most)) {
                next = i;
                most = count;
            }
        }
        if (next == SIZE_MAX)
            return;
        move_to(p, next, find_place(p, next));
    }
}

/* ---- ties ---- */

static bool is_inside(const struct ent_placed_node *node, struct ent_point at)
{
    double x = (at.x - node->centre.x) * 2 / node->width;
    double y = (at.y - node->centre.y) * 2 / node->height;
    return x * x + y * y < 1;
}

/* A loop at the right side of its node, under whose shape its ends lie. */
static void draw_loop(struct pinning *p, size_t row)
{
    const struct ent_layout_tie *tie = &p->task->ties[row];
    const struct ent_placed_node *node = &p->layout->nodes[tie->from];
    struct ent_placed_tie *placed = &p->layout->ties[row];
    double right = node->width / 2, down = node->height / 2, out = 30;
    struct ent_point c = node->centre, *points = ENT_NEW(&p->run->arena, struct ent_point, 4);
    points[0] = (struct ent_point){c.x + right * 0.6, c.y - down * 0.5};
    points[1] = (struct ent_point){c.x + right + out, c.y - down - out / 2};
    points[2] = (struct ent_point){c.x + right + out, c.y + down + out / 2};
    points[3] = (struct ent_point){c.x + right * 0.6, c.y + down * 0.5};
    double t = 1;
    while (t > 0.5 && is_inside(node, ent_layout_point_on(points, t)))
        t -= 0.01;
    placed->curves = ENT_NEW(&p->run->arena, struct ent_curve, 1);
    placed->curve_count = 1;
    placed->curves[0] = (struct ent_curve){.points = points,
                                           .point_count = 4,
                                           .arrow_at_to = tie->arrow_at_to,
                                           .to_tip = ent_layout_point_on(points, t)};
    placed->label = ent_layout_point_on(points, 0.5);
}

/* What places them otherwise (ports, splines) says nothing here. */
static void draw_ties(struct pinning *p)
{
    struct ent_layout_task task = *p->task;
    task.setting_count = 0;
    task.ties = ENT_NEW(&p->run->arena, struct ent_layout_tie, task.tie_count + 1);
    for (size_t i = 0; i < task.tie_count; i++) {
        task.ties[i] = p->task->ties[i];
        task.ties[i].setting_count = 0;
    }
    struct ent_layout_call call = {.run = p->run,
                                   .task = &task,
                                   .engine = ent_layout_engine(ENT_TEXT("neato")),
                                   .layout = p->layout};
    ent_layout_mend_ties(&call);
    for (size_t i = 0; i < task.tie_count; i++)
        if (task.ties[i].from == task.ties[i].to)
            draw_loop(p, i);
    ent_layout_place_labels(&p->run->arena, &task, p->layout, false);
}

/* ---- the frame ---- */

/* As large as it was, or larger; what stands further left or higher than before moves all. */
static void fit_extent(struct pinning *p)
{
    struct ent_layout *layout = p->layout;
    const struct ent_pins *pins = p->plan->pins;
    struct ent_box box = {0, 0, pins->width, pins->height};
    for (size_t i = 0; i < p->task->node_count; i++)
        ent_box_include(&box, ent_box_of_node(&layout->nodes[i]));
    for (size_t i = 0; i < p->task->tie_count; i++)
        ent_box_include(&box, ent_box_of_tie(&p->task->ties[i], &layout->ties[i]));
    struct ent_point by = {-floor(box.left), -floor(box.top)};
    for (size_t i = 0; i < p->task->node_count; i++)
        ent_layout_move_node(&layout->nodes[i], by);
    for (size_t i = 0; i < p->task->tie_count; i++)
        ent_layout_move_tie(&layout->ties[i], by);
    layout->width = ceil(box.right + by.x);
    layout->height = ceil(box.bottom + by.y);
}

bool ent_layout_pinned(struct ent_run *run, const struct ent_plan *plan,
                       const struct ent_layout_task *task, struct ent_layout *layout)
{
    struct pinning pinning = {
        run, plan, task, layout, ENT_NEW(&run->arena, bool, task->node_count + 1), 0};
    if (!ent_layout_measure(run, task, layout))
        return false;
    place_known(&pinning);
    layout->height = plan->pins->height;
    pinning.usual = usual_length(&pinning);
    place_new(&pinning);
    draw_ties(&pinning);
    fit_extent(&pinning);
    return true;
}
