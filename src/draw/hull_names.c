#include "draw/hull.h"

#include "draw/layout_space.h"

#include <math.h>

static const double name_size = 10;

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
        bad += is_in_hull(&crowd->hulls[i], ent_box_middle(box)) ? 300 : 0;
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
static struct ent_space lines_of(struct ent_run *run, const struct ent_plan *plan,
                                 const struct ent_layout *layout, const struct ent_hull *hulls,
                                 size_t count)
{
    size_t things, room = 0;
    const struct ent_thing *drawn = ent_things_of(&run->arena, &plan->task, layout, &things);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < hulls[i].outline_count; k++)
            room += hulls[i].outlines[k].point_count;
    struct ent_thing *all = ENT_NEW(&run->arena, struct ent_thing, things + room + 1);
    if (things > 0)
        memcpy(all, drawn, things * sizeof *all);
    for (uint32_t i = 0; i < count; i++)
        for (size_t k = 0; k < hulls[i].outline_count; k++)
            for (size_t p = 0; p + 3 < hulls[i].outlines[k].point_count; p += 3)
                all[things++] = (struct ent_thing){ENT_THING_LINE, first_edge + i,
                                                   hulls[i].outlines[k].points[p],
                                                   hulls[i].outlines[k].points[p + 3], 1};
    return ent_space_make(&run->arena, all, things);
}

void ent_hulls_name(struct ent_run *run, const struct ent_plan *plan,
                    const struct ent_layout *layout, const struct ent_groups *groups,
                    struct ent_hull *hulls)
{
    size_t count = plan->group_count;
    struct crowd crowd = {.hulls = hulls, .hull_count = count};
    crowd.boxes =
        ENT_NEW(&run->arena, struct ent_box, plan->node_count + plan->tie_count + count + 1);
    for (size_t i = 0; i < plan->node_count; i++)
        crowd.boxes[crowd.box_count++] = ent_box_grown(ent_box_of_node(&layout->nodes[i]), 3, 2);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (plan->ties[i].label.line_count > 0 && !layout->ties[i].label_left_out)
            crowd.boxes[crowd.box_count++] = ent_box_around(
                layout->ties[i].label, plan->ties[i].label.width + 4, plan->ties[i].label.height);
    crowd.lines = lines_of(run, plan, layout, hulls, count);
    for (size_t i = 0; i < count; i++) {
        if (hulls[i].outline_count == 0)
            continue;
        uint32_t node = groups->all[i].node;
        hulls[i].label =
            ent_label_make(run, plan->font, plan->network->node_name[node], name_size, true, 100);
        place_name(&crowd, &hulls[i]);
        for (size_t k = 0; k < count; k++)
            hulls[i].covers |= is_in_hull(&hulls[k], hulls[i].label_at);
        crowd.boxes[crowd.box_count++] =
            ent_box_around(hulls[i].label_at, hulls[i].label.width + 4, hulls[i].label.height + 2);
    }
}
