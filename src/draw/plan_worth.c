#include "draw/plan_worth.h"

#include <math.h>

/* Groups of one year are not those of another, whatever their numbers. */
static void refuse_groups_in_series(struct ent_run *run, const struct ent_plan *plan)
{
    const struct ent_worth *colour = &plan->colour;
    if (plan->picture_count > 0 && colour->grouped && colour->measure != ENT_MEASURE_COUNT)
        ent_report(run, ENT_E500, colour->asked.place,
                   ENT_TEXT("draw each year by itself, with --year"),
                   ENT_FORM(&run->arena,
                            "--color-by: the numbers of '{}' mean other groups in each year of a "
                            "--series",
                            colour->asked.text));
}

static void check_sizes(struct ent_run *run, const struct ent_worth *size)
{
    if (size->grouped)
        ent_report(run, ENT_E500, size->asked.place, ENT_TEXT("--color-by tells groups apart"),
                   ENT_FORM(&run->arena, "--size: '{}' holds no numbers", size->asked.text));
    else if (size->least < 0)
        ent_report(run, ENT_E500, size->asked.place, ENT_TEXT("--color-by has room below 0"),
                   ENT_FORM(&run->arena, "--size: '{}' has values below 0, as {}", size->asked.text,
                            ent_worth_words(&run->arena, size->least)));
}

/* A measure is of one time. */
static void refuse_change(struct ent_run *run, const struct ent_wish *wish,
                          const struct ent_plan *plan)
{
    const struct ent_value *asked = wish->size.given ? &wish->size : &wish->colour_by;
    if (plan->selection->change && asked->given)
        ent_report(run, ENT_E504, asked->place, ENT_TEXT("draw each time by itself"),
                   ENT_TEXT("--change"),
                   wish->size.given ? ENT_TEXT("--size") : ENT_TEXT("--color-by"));
}

void ent_plan_worths_find(struct ent_run *run, const struct ent_wish *wish, struct ent_plan *plan)
{
    struct ent_showings showings = {plan->selection, plan->pictures, plan->picture_count};
    refuse_change(run, wish, plan);
    if (wish->size.given &&
        ent_worth_find(run, plan->network, showings, "--size", wish->size, &plan->size))
        check_sizes(run, &plan->size);
    if (!wish->colour_by.given ||
        !ent_worth_find(run, plan->network, showings, "--color-by", wish->colour_by, &plan->colour))
        return;
    size_t most = ent_worth_most_groups(plan->theme), count = plan->colour.group_count;
    plan->colour.told = count < most ? count : most;
    plan->colour.pale = wish->follows_page;
    refuse_groups_in_series(run, plan);
}

struct ent_text ent_plan_group_sign(struct ent_run *run, const struct ent_plan *plan, uint32_t node)
{
    const struct ent_worth *colour = &plan->colour;
    if (!colour->asked.given || !colour->grouped)
        return (struct ent_text){0};
    uint32_t group = ent_worth_group(colour, colour->worths.words[node]);
    if (group == ENT_NONE)
        return (struct ent_text){0};
    return ENT_FORM(&run->arena, "\u00a0·\u00a0{}", ent_text_number(&run->arena, group + 1));
}

/* ---- fills and words ---- */

/* Also what the figure fills by itself: beside a scale, any other fill would be read as a value. */
static void fill_node(const struct ent_plan *plan, const struct ent_worths *values,
                      struct ent_plan_node *node)
{
    node->look.fill = ent_worth_fill(plan->theme, &plan->colour, values, node->node);
    node->look.text = ent_theme_legible(plan->theme, plan->theme->on.ink, node->look.fill);
}

/* ---- sizes ---- */

/* Width over height of a node that is larger than its label asks for. */
static const double aspect = 1.5;

/* The area of a shape, by that of the padded label that Graphviz draws it around; those with
 * corners as they were measured, since Graphviz stretches them. */
static double area_of_shape(const struct ent_shape *shape)
{
    static const struct {
        const char *name;
        double area;
    } areas[] = {
        {"box", 1},          {"square", 1},          {"note", 1},
        {"tab", 0.96},       {"folder", 0.96},       {"ellipse", 1.571},
        {"circle", 1.571},   {"hexagon", 2},         {"octagon", 1.94},
        {"pentagon", 1.91},  {"diamond", 2},         {"triangle", 3},
        {"house", 2.24},     {"invhouse", 2.3},      {"parallelogram", 3.3},
        {"trapezium", 3.17}, {"invtrapezium", 3.17},
    };
    for (size_t i = 0; i < ENT_COUNT(areas); i++)
        if (strcmp(areas[i].name, shape->graphviz) == 0)
            return areas[i].area;
    return 1;
}

static bool is_regular(const struct ent_shape *shape)
{
    return strcmp(shape->graphviz, "circle") == 0 || strcmp(shape->graphviz, "square") == 0;
}

struct ent_point ent_plan_content(const struct ent_plan_node *node)
{
    double height =
        node->flag_room > node->label.height ? node->look.font_size : node->label.height;
    return (struct ent_point){fmax(node->label.width + node->flag_room, node->badge_width),
                              height + node->badge_room};
}

/* Graphviz keeps that free, and further outlines stand around the first, which in an ellipse is
 * wider than its label by the root of 2. */
struct ent_point ent_plan_padding(const struct ent_plan_node *node)
{
    static const double across = 16, down = 8;
    unsigned more = node->look.peripheries > 1 ? node->look.peripheries - 1 : 0;
    double outside = 2 * ENT_PERIPHERY_GAP * more;
    if (node->look.shape->form == ENT_FORM_ELLIPSE)
        outside /= sqrt(2);
    return (struct ent_point){across + outside, down + outside};
}

/* The padded label as it is. */
static struct ent_point natural(const struct ent_plan_node *node)
{
    struct ent_point content = ent_plan_content(node), padding = ent_plan_padding(node);
    return (struct ent_point){content.x + padding.x, content.y + padding.y};
}

static double least_area(const struct ent_plan *plan)
{
    double least = 0;
    for (size_t i = 0; i < plan->node_count; i++) {
        struct ent_point own = natural(&plan->nodes[i]);
        const struct ent_shape *shape = plan->nodes[i].look.shape;
        if (is_regular(shape))
            own.x = own.y = fmax(own.x, own.y);
        least = fmax(least, own.x * own.y * area_of_shape(shape));
    }
    return least;
}

/* The padded label of a node of that area: rounder than the name, but never too small for it. */
static struct ent_point grown(const struct ent_plan_node *node, double area)
{
    struct ent_point own = natural(node);
    double product = area / area_of_shape(node->look.shape);
    if (is_regular(node->look.shape))
        return (struct ent_point){sqrt(product), sqrt(product)};
    struct ent_point room = {sqrt(product * aspect), sqrt(product / aspect)};
    if (room.x < own.x)
        room = (struct ent_point){own.x, product / own.x};
    if (room.y < own.y)
        room = (struct ent_point){product / own.y, own.y};
    return room;
}

static void refuse_engine(struct ent_run *run, const struct ent_plan *plan)
{
    const struct ent_layout_engine *engine = ent_layout_engine(plan->task.engine);
    bool tiles = ent_text_is(plan->task.engine, "patchwork");
    if (engine && (engine->place || tiles))
        ent_report(
            run, ENT_E500, plan->size.asked.place,
            ENT_TEXT("--color-by is drawn there; engines as neato and dot take both"),
            ENT_FORM(&run->arena, "--size: {} gives nodes a size of its own", plan->task.engine));
}

/* What has no outline has no size and no fill. */
static void refuse_bare(struct ent_run *run, const struct ent_plan *plan)
{
    const struct ent_network *network = plan->network;
    const struct ent_worth *worth = plan->size.asked.given ? &plan->size : &plan->colour;
    for (size_t i = 0; worth->asked.given && i < plan->node_count; i++) {
        const struct ent_plan_node *node = &plan->nodes[i];
        if (node->look.shape->form != ENT_FORM_BARE)
            continue;
        ent_report(run, ENT_E500, worth->asked.place, ENT_TEXT("give its type a shape, as ellipse"),
                   ENT_FORM(&run->arena, "{}: '{}' is drawn without an outline",
                            plan->size.asked.given ? ENT_TEXT("--size") : ENT_TEXT("--color-by"),
                            network->node_name[node->node]));
        return;
    }
}

/* The room is that of the picture in which the node is largest. */
static void raise_rooms(struct ent_plan *plan, const struct ent_worths *values, double least)
{
    for (size_t i = 0; i < plan->node_count; i++) {
        struct ent_plan_node *node = &plan->nodes[i];
        double times = ent_worth_area(&plan->size, values->numbers[node->node]);
        struct ent_point room = grown(node, least * times);
        if (room.x * room.y > node->room.x * node->room.y)
            node->room = room;
    }
}

void ent_plan_sizes(struct ent_run *run, struct ent_plan *plan)
{
    refuse_bare(run, plan);
    if (!plan->size.asked.given)
        return;
    refuse_engine(run, plan);
    plan->least_area = least_area(plan);
    if (plan->picture_count == 0)
        raise_rooms(plan, &plan->size.worths, plan->least_area);
    for (size_t i = 0; i < plan->picture_count; i++) {
        struct ent_worths values =
            ent_worth_take(run, plan->network, &plan->pictures[i], &plan->size);
        raise_rooms(plan, &values, plan->least_area);
    }
}

/* In a picture of a series a node may have less than its room. */
static void shrink(const struct ent_plan *plan, const struct ent_worths *values,
                   struct ent_plan_node *node)
{
    double times = ent_worth_area(&plan->size, values->numbers[node->node]);
    struct ent_point now = grown(node, plan->least_area * times);
    node->share = (struct ent_point){fmin(now.x / node->room.x, 1), fmin(now.y / node->room.y, 1)};
}

/* ---- all of it ---- */

void ent_plan_worths(struct ent_run *run, struct ent_plan *plan)
{
    const struct ent_worth *const worths[2] = {&plan->size, &plan->colour};
    struct ent_worths values[2] = {plan->size.worths, plan->colour.worths};
    for (size_t i = 0; i < 2; i++)
        if (worths[i]->asked.given && plan->whole)
            values[i] = ent_worth_take(run, plan->network, plan->selection, worths[i]);
    for (size_t i = 0; i < plan->node_count; i++) {
        struct ent_plan_node *node = &plan->nodes[i];
        if (node->hidden)
            continue;
        if (plan->size.asked.given || plan->colour.asked.given)
            node->told = ent_worth_told(&run->arena, worths, values, node->node);
        if (plan->colour.asked.given)
            fill_node(plan, &values[1], node);
        if (plan->size.asked.given && plan->whole)
            shrink(plan, &values[0], node);
    }
}

struct ent_placed_node ent_placed_shrunk(struct ent_arena *arena,
                                         const struct ent_placed_node *placed, double across,
                                         double down)
{
    struct ent_placed_node small = *placed;
    struct ent_point centre = placed->centre;
    small.width *= across;
    small.height *= down;
    small.outlines = ENT_NEW(arena, struct ent_outline, placed->outline_count + 1);
    for (size_t i = 0; i < placed->outline_count; i++) {
        const struct ent_outline *from = &placed->outlines[i];
        struct ent_point *points = ENT_NEW(arena, struct ent_point, from->point_count + 1);
        for (size_t k = 0; k < from->point_count; k++)
            points[k] = (struct ent_point){centre.x + (from->points[k].x - centre.x) * across,
                                           centre.y + (from->points[k].y - centre.y) * down};
        small.outlines[i] = (struct ent_outline){points, from->point_count};
    }
    return small;
}
