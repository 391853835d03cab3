#include "draw/swatch.h"

#include "draw/fate.h"

enum { tie_points = 4 };

static const double neutral_width = 2; /* of a line that stands for those of any relation */

/* The sample's own outline, made small. */
static struct ent_placed_node shrunk(struct ent_arena *arena, const struct ent_placed_node *placed,
                                     struct ent_point centre)
{
    struct ent_placed_node small = *placed;
    double across = ENT_SWATCH_WIDTH / placed->width, down = ENT_SWATCH_HEIGHT / placed->height;
    small.centre = centre;
    small.width = ENT_SWATCH_WIDTH;
    small.height = ENT_SWATCH_HEIGHT;
    small.outlines = ENT_NEW(arena, struct ent_outline, placed->outline_count + 1);
    for (size_t i = 0; i < placed->outline_count; i++) {
        const struct ent_outline *from = &placed->outlines[i];
        struct ent_outline *to = &small.outlines[i];
        *to = (struct ent_outline){ENT_NEW(arena, struct ent_point, from->point_count),
                                   from->point_count};
        for (size_t k = 0; k < from->point_count; k++)
            to->points[k] =
                (struct ent_point){centre.x + (from->points[k].x - placed->centre.x) * across,
                                   centre.y + (from->points[k].y - placed->centre.y) * down};
    }
    return small;
}

static void node_swatch(struct ent_arena *arena, const struct ent_plan *plan,
                        const struct ent_layout *layout, const struct ent_legend_entry *entry,
                        struct ent_point left, struct ent_mark *mark)
{
    struct ent_node_look look =
        ent_fate_node_look(plan->theme, plan->nodes[entry->sample].look, entry->manner.fate);
    struct ent_point centre = {left.x + ENT_SWATCH_WIDTH / 2, left.y};
    struct ent_placed_node small = shrunk(arena, &layout->nodes[entry->sample], centre);
    if (look.peripheries > 2)
        look.peripheries = 2;
    if (plan->colour.asked.given)
        look.fill = (struct ent_colour){0}; /* it says something else */
    mark->paths = ENT_NEW(arena, struct ent_path, ENT_MOST_NODE_PATHS);
    mark->path_count = ent_node_paths(arena, &look, entry->manner, &small, mark->paths);
    for (size_t i = 0; i < mark->path_count; i++)
        if (mark->paths[i].radius > 0 && mark->paths[i].form == ENT_BOX)
            mark->paths[i].radius = mark->paths[i].points[1].y * 0.3;
}

static void tie_swatch(struct ent_arena *arena, const struct ent_plan *plan,
                       const struct ent_legend_entry *entry, struct ent_point left,
                       struct ent_mark *mark)
{
    const struct ent_tie_look plain = {.pen = {plan->theme->tie_line, neutral_width, ENT_SOLID}};
    const struct ent_tie_look *look = entry->manner.fate ? &plain : &plan->ties[entry->sample].look;
    double head = look->to.arrow != ENT_ARROW_NONE ? 7 : 0;
    double tail = look->from.arrow != ENT_ARROW_NONE ? 7 : 0;
    struct ent_point *points = ENT_NEW(arena, struct ent_point, tie_points);
    for (int i = 0; i < tie_points; i++)
        points[i] =
            (struct ent_point){left.x + tail + (ENT_SWATCH_WIDTH - head - tail) * i / 3, left.y};
    struct ent_curve curve = {points,   tie_points, tail > 0,
                              head > 0, left,       {left.x + ENT_SWATCH_WIDTH, left.y}};
    struct ent_placed_tie placed = {.curves = &curve, .curve_count = 1};
    mark->paths = ENT_NEW(arena, struct ent_path, ent_tie_path_count(&placed));
    mark->path_count = ent_tie_paths(arena, plan->theme, look, entry->manner, &placed, mark->paths);
}

/* A fill, or a circle of a size. */
static void worth_swatch(struct ent_arena *arena, const struct ent_plan *plan,
                         const struct ent_legend_entry *entry, struct ent_point left,
                         struct ent_mark *mark)
{
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    double radius = ENT_SWATCH_WIDTH / 2 * entry->share;
    bool of_size = entry->group == ENT_OF_SIZE;
    points[0] = (struct ent_point){left.x + (of_size ? ENT_SWATCH_WIDTH / 2 : 0),
                                   left.y - (of_size ? 0 : ENT_SWATCH_HEIGHT / 2)};
    points[1] = of_size ? (struct ent_point){radius, radius}
                        : (struct ent_point){ENT_SWATCH_WIDTH, ENT_SWATCH_HEIGHT};
    mark->paths = ENT_NEW(arena, struct ent_path, 1);
    mark->path_count = 1;
    mark->paths[0] = (struct ent_path){.form = of_size ? ENT_ELLIPSE : ENT_BOX,
                                       .points = points,
                                       .point_count = 2,
                                       .fill = entry->fill,
                                       .pen = ent_theme_pen(plan->theme, plan->theme->muted, 0.75)};
}

void ent_swatch_draw(struct ent_arena *arena, const struct ent_plan *plan,
                     const struct ent_layout *layout, const struct ent_legend_entry *entry,
                     struct ent_point left, struct ent_mark *mark)
{
    if (entry->group == ENT_OF_COLOUR || entry->group == ENT_OF_SIZE)
        worth_swatch(arena, plan, entry, left, mark);
    else if (entry->of_tie)
        tie_swatch(arena, plan, entry, left, mark);
    else
        node_swatch(arena, plan, layout, entry, left, mark);
}
