#include "draw/hull.h"

#include "draw/id.h"

#include <math.h>

static const double edge_width = 1.25, hatch_width = 0.6, tint = 0.12;
static const double stand_out = 3.8; /* hatches from white, since they cross tints as well */

/* The first is filled, so that hatches of others are seen over it; all have an edge. */
static struct ent_colour fill_of(const struct ent_plan *plan, size_t group)
{
    struct ent_colour ground = plan->theme->on.ground;
    return group == 0 ? ent_colour_mix(ground, plan->groups[group].colour, tint)
                      : (struct ent_colour){0};
}

static struct ent_pen edge_of(const struct ent_plan *plan, size_t group)
{
    return ent_theme_pen(plan->theme, plan->groups[group].colour, edge_width);
}

/* As pale as a line may be, so that the edge and the names come first. */
static struct ent_pen hatch_of(const struct ent_plan *plan, size_t group)
{
    const struct ent_tone_ground *on = &plan->theme->on;
    struct ent_colour colour = plan->groups[group].colour;
    double least = stand_out * fmax(1, on->line_contrast / 3);
    for (int tenths = 5; tenths < 10; tenths++) {
        struct ent_colour pale =
            ent_colour_mix(on->ground, plan->groups[group].colour, tenths / 10.0);
        if (ent_colour_contrast(pale, on->ground) < least)
            continue;
        colour = pale;
        break;
    }
    return ent_theme_pen(plan->theme, colour, hatch_width);
}

/* "ASEAN: 10 members: Brunei, ..." would be long: the words of each node tell it. */
static struct ent_text title_of(struct ent_arena *arena, const struct ent_plan *plan, size_t number)
{
    const struct ent_group *group = &plan->selection->groups->all[number];
    return ENT_FORM(arena, "{}: {}", ent_words_of_name(arena, plan->network, group->node),
                    ent_words_of_group_size(arena, group));
}

/* Its outlines with that fill or that pen. */
static void add_outlines(const struct ent_hull *hull, struct ent_colour fill, struct ent_pen pen,
                         struct ent_mark *mark)
{
    for (size_t i = 0; i < hull->outline_count; i++)
        mark->paths[mark->path_count++] =
            (struct ent_path){.form = ENT_CURVE,
                              .points = hull->outlines[i].points,
                              .point_count = hull->outlines[i].point_count,
                              .fill = fill,
                              .pen = pen};
}

void ent_hull_fill(struct ent_run *run, const struct ent_plan *plan, const struct ent_hull *hull,
                   size_t group, struct ent_mark *mark)
{
    struct ent_colour fill = fill_of(plan, group);
    mark->paths =
        ENT_NEW(&run->arena, struct ent_path, hull->outline_count + hull->hatch_count / 2 + 1);
    if (fill.given)
        add_outlines(hull, fill, (struct ent_pen){0}, mark);
    for (size_t i = 0; i + 1 < hull->hatch_count; i += 2)
        mark->paths[mark->path_count++] = (struct ent_path){.form = ENT_LINES,
                                                            .points = hull->hatches + i,
                                                            .point_count = 2,
                                                            .pen = hatch_of(plan, group)};
}

void ent_hull_edge(struct ent_run *run, const struct ent_plan *plan, const struct ent_hull *hull,
                   size_t group, struct ent_mark *mark)
{
    uint32_t node = plan->selection->groups->all[group].node;
    struct ent_text id = ent_id_word(&run->arena, plan->network->node_id[node]);
    mark->paths = ENT_NEW(&run->arena, struct ent_path, hull->outline_count + 1);
    add_outlines(hull, (struct ent_colour){0}, edge_of(plan, group), mark);
    mark->title = title_of(&run->arena, plan, group);
    mark->id = ENT_FORM(&run->arena, "group--{}", id);
}

void ent_hull_name(struct ent_run *run, const struct ent_plan *plan, const struct ent_hull *hull,
                   size_t group, struct ent_mark *mark)
{
    struct ent_arena *arena = &run->arena;
    const struct ent_label *label = &hull->label;
    struct ent_point top = {hull->label_at.x, hull->label_at.y - label->height / 2};
    struct ent_colour text =
        ent_theme_legible(plan->theme, plan->groups[group].colour, plan->theme->on.ground);
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    points[0] = (struct ent_point){top.x - label->width / 2 - 2, top.y};
    points[1] = (struct ent_point){label->width + 4, label->height};
    mark->paths = ENT_NEW(arena, struct ent_path, 1);
    if (hull->covers)
        mark->paths[mark->path_count++] = (struct ent_path){.form = ENT_BOX,
                                                            .points = points,
                                                            .point_count = 2,
                                                            .radius = 3,
                                                            .fill = plan->theme->on.ground};
    mark->words = ent_label_words(arena, plan->font, label, top, ENT_MIDDLE, text.rgb);
    mark->word_count = label->line_count;
}

/* ---- the sample ---- */

static struct ent_path line(struct ent_arena *arena, struct ent_point from, struct ent_point to,
                            struct ent_pen pen)
{
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    points[0] = from;
    points[1] = to;
    return (struct ent_path){.form = ENT_LINES, .points = points, .point_count = 2, .pen = pen};
}

/* A hatch through the box: `off` is where it passes, `slant` how far it leans over the height. */
static bool cut(struct ent_box box, double off, double slant, struct ent_point ends[2])
{
    double height = box.bottom - box.top, low = 0, high = 1;
    double from = box.left + off, by = slant * height;
    if (by > 0) {
        low = fmax(low, (box.left - from) / by);
        high = fmin(high, (box.right - from) / by);
    } else if (by < 0) {
        low = fmax(low, (box.right - from) / by);
        high = fmin(high, (box.left - from) / by);
    }
    ends[0] = (struct ent_point){from + low * by, box.top + low * height};
    ends[1] = (struct ent_point){from + high * by, box.top + high * height};
    return high - low > 0.05;
}

static void hatch_sample(struct ent_arena *arena, struct ent_box box, size_t group,
                         struct ent_pen pen, struct ent_mark *mark)
{
    static const double slants[ENT_MOST_HULLS] = {0, -1, 1, 0, 0};
    double width = box.right - box.left, height = box.bottom - box.top;
    struct ent_point ends[2];
    if (group == 3) { /* level */
        for (double y = box.top + 4; y < box.bottom - 1; y += 4)
            mark->paths[mark->path_count++] =
                line(arena, (struct ent_point){box.left, y}, (struct ent_point){box.right, y}, pen);
        return;
    }
    for (double off = -height + 2; group > 0 && off < width + height; off += 5)
        if (off + fmin(slants[group], 0) * height < width &&
            off + fmax(slants[group], 0) * height > 0)
            if (cut(box, off, slants[group], ends) && ends[0].x > box.left && ends[0].x < box.right)
                mark->paths[mark->path_count++] = line(arena, ends[0], ends[1], pen);
}

void ent_hull_sample(struct ent_run *run, const struct ent_plan *plan, size_t group,
                     struct ent_box box, struct ent_mark *mark)
{
    enum { most_lines = 32 };
    struct ent_arena *arena = &run->arena;
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    struct ent_path frame = {.form = ENT_BOX, .points = points, .point_count = 2, .radius = 4};
    points[0] = (struct ent_point){box.left, box.top};
    points[1] = (struct ent_point){box.right - box.left, box.bottom - box.top};
    mark->paths = ENT_NEW(arena, struct ent_path, most_lines);
    mark->paths[mark->path_count] = frame;
    mark->paths[mark->path_count++].fill = fill_of(plan, group);
    hatch_sample(arena, ent_box_grown(box, -0.7, -0.7), group, hatch_of(plan, group), mark);
    mark->paths[mark->path_count] = frame;
    mark->paths[mark->path_count++].pen = edge_of(plan, group);
}
