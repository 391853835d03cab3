#include "draw/layout.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const struct ent_layout_engine *every_engine(void)
{
    size_t count;
    return ent_layout_engines(&count);
}

static const struct ent_layout_engine *last_engine(void)
{
    size_t count;
    const struct ent_layout_engine *engines = ent_layout_engines(&count);
    while (count > 0 && engines[count - 1].place) /* our own place plans, not tasks */
        count--;
    return engines + count;
}

static struct ent_run run;
static struct ent_layout_task task;
static struct ent_layout layout;

enum { most_nodes = 2000, most_ties = 4000 };

static struct ent_layout_node nodes[most_nodes];
static struct ent_layout_tie ties[most_ties];
static struct ent_layout_cluster clusters[4];

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    task = (struct ent_layout_task){
        .engine = ENT_TEXT("dot"),
        .nodes = nodes,
        .ties = ties,
        .clusters = clusters,
        .timeout = 60,
        .self_executable = true,
    };
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

static void add_node(const char *shape, double width, double height)
{
    nodes[task.node_count++] = (struct ent_layout_node){.shape = shape,
                                                        .peripheries = 1,
                                                        .width = width,
                                                        .height = height,
                                                        .cluster = ENT_NONE,
                                                        .rank = ENT_NONE};
}

static void add_tie(uint32_t from, uint32_t to)
{
    ties[task.tie_count++] =
        (struct ent_layout_tie){.from = from, .to = to, .arrow_size = 1, .pen_width = 1};
}

static void add_ring(uint32_t count)
{
    static const char *const shapes[] = {"ellipse", "box", "hexagon"};
    for (uint32_t i = 0; i < count; i++)
        add_node(shapes[i % 3], 60 + i % 5 * 10, 20);
    for (uint32_t i = 0; i < count; i++)
        add_tie(i, (i + 1) % count);
}

static void use(const char *engine)
{
    task.engine = ent_text_of(engine);
}

static void place(void)
{
    if (ent_layout_run(&run, &task, &layout))
        return;
    print_error("%s\n", run.first ? run.first->message.bytes : "no reason");
    fail();
}

static struct ent_setting *one_setting(const char *name, const char *value)
{
    struct ent_setting *setting = ENT_NEW(&run.arena, struct ent_setting, 1);
    *setting = (struct ent_setting){ent_text_of(name), ent_text_of(value)};
    return setting;
}

static void set(const char *name, const char *value)
{
    task.settings = one_setting(name, value);
    task.setting_count = 1;
}

static void assert_refused(enum ent_rule rule, const char *message, const char *hint)
{
    assert_false(ent_layout_run(&run, &task, &layout));
    assert_int_equal(run.counts[rule], 1);
    assert_string_equal(run.first->message.bytes, message);
    assert_string_equal(run.first->hint.bytes, hint);
}

static bool overlap(const struct ent_placed_node *a, const struct ent_placed_node *b)
{
    return fabs(a->centre.x - b->centre.x) < (a->width + b->width) / 2 - 1.01 &&
           fabs(a->centre.y - b->centre.y) < (a->height + b->height) / 2 - 1.01;
}

static void assert_apart(void)
{
    for (size_t i = 0; i < task.node_count; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(overlap(&layout.nodes[i], &layout.nodes[j]));
}

static void assert_between(double low, double value, double high)
{
    if (value >= low && value <= high) /* false for NaN */
        return;
    print_error("%g is not between %g and %g\n", value, low, high);
    fail();
}

static void assert_inside(struct ent_point point)
{
    assert_between(-0.01, point.x, layout.width + 0.01);
    assert_between(-0.01, point.y, layout.height + 0.01);
}

static void assert_tie_inside(const struct ent_placed_tie *tie)
{
    for (size_t i = 0; i < tie->curve_count; i++) {
        assert_inside(tie->curves[i].points[0]);
        assert_inside(tie->curves[i].points[tie->curves[i].point_count - 1]);
    }
}

static void assert_in_frame(void)
{
    double least_x = INFINITY, least_y = INFINITY;
    for (size_t i = 0; i < task.node_count; i++) {
        const struct ent_placed_node *node = &layout.nodes[i];
        double x = node->width / 2, y = node->height / 2;
        assert_inside((struct ent_point){node->centre.x - x, node->centre.y - y});
        assert_inside((struct ent_point){node->centre.x + x, node->centre.y + y});
        assert_true(node->centre.x == floor(node->centre.x));
        assert_true(node->centre.y == floor(node->centre.y));
        least_x = fmin(least_x, node->centre.x - x);
        least_y = fmin(least_y, node->centre.y - y);
    }
    for (size_t i = 0; i < task.tie_count; i++)
        assert_tie_inside(&layout.ties[i]);
}

static bool on_polygon(const struct ent_outline *outline, struct ent_point at)
{
    for (size_t i = 0, j = outline->point_count - 1; i < outline->point_count; j = i++) {
        struct ent_point a = outline->points[i], b = outline->points[j];
        double detour = hypot(at.x - a.x, at.y - a.y) + hypot(at.x - b.x, at.y - b.y) -
                        hypot(b.x - a.x, b.y - a.y);
        if (detour < 0.01)
            return true;
    }
    return false;
}

static void assert_on_shape(const struct ent_placed_node *node, struct ent_point at)
{
    if (node->outline_count > 0) {
        assert_true(on_polygon(&node->outlines[node->outline_count - 1], at));
        return;
    }
    double x = (at.x - node->centre.x) / (node->width / 2);
    double y = (at.y - node->centre.y) / (node->height / 2);
    assert_between(0.999, x * x + y * y, 1.001);
}

static void every_engine_gives_numbers_and_keeps_nodes_apart(void **state)
{
    (void)state;
    add_ring(12);
    for (const struct ent_layout_engine *engine = every_engine(); engine < last_engine();
         engine++) {
        use(engine->name);
        place();
        assert_apart();
        assert_in_frame();
    }
}

static void a_label_fits_into_its_shape(void **state)
{
    (void)state;
    add_node("ellipse", 120, 40);
    add_node("box", 120, 40);
    add_node("hexagon", 120, 40);
    add_node("point", 0, 0);
    for (size_t i = 0; i < task.node_count; i++)
        nodes[i].width = i < 3 ? 120 : 0;
    place();
    for (size_t i = 0; i < 3; i++) {
        assert_true(layout.nodes[i].width >= 120);
        assert_true(layout.nodes[i].height >= 40);
    }
    double x = 60 / (layout.nodes[0].width / 2), y = 20 / (layout.nodes[0].height / 2);
    assert_true(x * x + y * y <= 1);
    assert_between(135, layout.nodes[1].width, 137); /* Graphviz's margin of 8 on both sides */
}

static void a_hexagon_has_six_corners_and_an_ellipse_none(void **state)
{
    (void)state;
    add_node("hexagon", 60, 20);
    add_node("ellipse", 60, 20);
    nodes[0].peripheries = 2;
    place();
    assert_int_equal(layout.nodes[0].outline_count, 2);
    assert_int_equal(layout.nodes[0].outlines[0].point_count, 6);
    assert_int_equal(layout.nodes[1].outline_count, 0);
    double inner = 0, outer = 0, centre = layout.nodes[0].centre.x;
    for (size_t i = 0; i < 6; i++) {
        inner = fmax(inner, layout.nodes[0].outlines[0].points[i].x - centre);
        outer = fmax(outer, layout.nodes[0].outlines[1].points[i].x - centre);
    }
    assert_true(inner < outer);
    assert_between(outer * 2 - 0.5, layout.nodes[0].width, outer * 2 + 0.5);
}

static void dot_puts_the_start_of_a_tie_above_its_end(void **state)
{
    (void)state;
    add_node("box", 60, 20);
    add_node("box", 60, 20);
    add_tie(0, 1);
    place();
    assert_true(layout.nodes[0].centre.y < layout.nodes[1].centre.y);
    set("rankdir", "LR");
    place();
    assert_true(layout.nodes[0].centre.x < layout.nodes[1].centre.x);
}

static void ties_and_arrows_end_on_the_shapes(void **state)
{
    static const char *const straight[] = {"neato", "sfdp", "fdp", "twopi", "circo"};
    (void)state;
    add_ring(9);
    for (size_t i = 0; i < task.tie_count; i++) {
        ties[i].arrow_at_to = i % 2;
        ties[i].arrow_at_from = i % 3 == 0;
    }
    for (size_t engine = 0; engine < ENT_COUNT(straight); engine++) {
        use(straight[engine]);
        place();
        for (size_t i = 0; i < task.tie_count; i++) {
            assert_int_equal(layout.ties[i].curve_count, 1);
            const struct ent_curve *curve = layout.ties[i].curves;
            assert_on_shape(&layout.nodes[ties[i].from], curve->from_tip);
            assert_on_shape(&layout.nodes[ties[i].to], curve->to_tip);
            double gap =
                hypot(curve->to_tip.x - curve->points[3].x, curve->to_tip.y - curve->points[3].y);
            assert_between(ties[i].arrow_at_to ? 5 : 0, gap, ties[i].arrow_at_to ? 10.01 : 0.01);
        }
    }
}

static bool in_polygon(const struct ent_outline *outline, struct ent_point at)
{
    bool inside = false;
    for (size_t i = 0, j = outline->point_count - 1; i < outline->point_count; j = i++) {
        struct ent_point a = outline->points[i], b = outline->points[j];
        if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

/* Inside the innermost outline: those of an ellipse are 4 points apart. */
static bool holds(size_t row, struct ent_point at)
{
    const struct ent_placed_node *node = &layout.nodes[row];
    if (node->outline_count > 0)
        return in_polygon(&node->outlines[0], at);
    double inset = 4 * (double)(nodes[row].peripheries - 1);
    double x = (at.x - node->centre.x) / (node->width / 2 - inset);
    double y = (at.y - node->centre.y) / (node->height / 2 - inset);
    return x * x + y * y < 1;
}

static void assert_labels_fit(void)
{
    for (size_t i = 0; i < task.node_count; i++)
        for (int corner = 0; corner < 4; corner++) {
            double x = nodes[i].width / 2, y = nodes[i].height / 2;
            struct ent_point at = layout.nodes[i].centre;
            assert_true(holds(
                i, (struct ent_point){at.x + (corner % 2 ? x : -x), at.y + (corner / 2 ? y : -y)}));
        }
}

static void add_crowd(size_t count)
{
    static const char *const shapes[] = {"ellipse", "box",     "hexagon", "note",
                                         "octagon", "diamond", "circle"};
    for (size_t i = 0; i < count; i++) {
        add_node(shapes[i % ENT_COUNT(shapes)], 10 + (double)(i * 37 % 190), 14);
        nodes[i].height += (double)(i % 4) * 14;
        nodes[i].peripheries = 1 + i % 5 / 4;
    }
    for (uint32_t i = 1; i < count; i++)
        add_tie(i, i / 3);
}

static void every_label_stays_inside_its_shape(void **state)
{
    (void)state;
    add_crowd(40);
    for (const struct ent_layout_engine *engine = every_engine(); engine < last_engine();
         engine++) {
        use(engine->name);
        place();
        assert_labels_fit();
        assert_apart();
        assert_in_frame();
    }
}

static void the_shapes_of_a_patchwork_keep_a_gap(void **state)
{
    (void)state;
    add_crowd(150);
    use("patchwork");
    place();
    assert_labels_fit();
    for (size_t i = 0; i < task.node_count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct ent_placed_node *a = &layout.nodes[i], *b = &layout.nodes[j];
            double aside = fabs(a->centre.x - b->centre.x) - (a->width + b->width) / 2;
            double above = fabs(a->centre.y - b->centre.y) - (a->height + b->height) / 2;
            assert_true(fmax(aside, above) >= 4);
        }
}

static void a_patchwork_is_no_larger_than_its_labels_need(void **state)
{
    double widest = INFINITY, highest = INFINITY;
    (void)state;
    add_crowd(30);
    use("dot");
    place();
    const struct ent_placed_node *alone = layout.nodes;
    use("patchwork");
    place();
    for (size_t i = 0; i < task.node_count; i++) {
        widest = fmin(widest, layout.nodes[i].width - alone[i].width);
        highest = fmin(highest, layout.nodes[i].height - alone[i].height);
    }
    assert_between(0, widest, 4);
    assert_between(0, highest, 4);
}

static void a_patchwork_keeps_the_shapes(void **state)
{
    (void)state;
    add_node("hexagon", 60, 20);
    add_node("ellipse", 60, 20);
    use("patchwork");
    place();
    assert_int_equal(layout.nodes[0].outlines[0].point_count, 6);
    assert_int_equal(layout.nodes[1].outline_count, 0);
    double left = INFINITY, right = -INFINITY;
    for (size_t i = 0; i < 6; i++) {
        left = fmin(left, layout.nodes[0].outlines[0].points[i].x);
        right = fmax(right, layout.nodes[0].outlines[0].points[i].x);
    }
    assert_between(layout.nodes[0].width - 0.1, right - left, layout.nodes[0].width + 0.1);
}

static void the_tiles_of_a_patchwork_have_the_areas_that_were_set(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++)
        add_node("box", 60, 20);
    nodes[2].settings = one_setting("area", "4");
    nodes[2].setting_count = 1;
    use("patchwork");
    place();
    const struct ent_placed_node *large = &layout.nodes[2], *small = &layout.nodes[0];
    double part = (large->width + 8) * (large->height + 8) / (small->width + 8);
    assert_between(3.7, part / (small->height + 8), 4.3);
    assert_labels_fit();
}

static void a_patchwork_of_areas_too_unlike_is_refused(void **state)
{
    (void)state;
    add_node("box", 60, 20);
    add_node("box", 60, 20);
    nodes[0].settings = one_setting("area", "1000000");
    nodes[0].setting_count = 1;
    use("patchwork");
    assert_refused(ENT_E901, "layout engine patchwork gave tiles too thin: areas differ too much",
                   "try -K osage");
}

static void ties_of_a_patchwork_are_straight_from_shape_to_shape(void **state)
{
    static const char *const splines[] = {"line", "ortho", "curved"};
    (void)state;
    add_crowd(20);
    use("patchwork");
    for (size_t way = 0; way < ENT_COUNT(splines); way++) {
        set("splines", splines[way]);
        place();
        for (size_t i = 0; i < task.tie_count; i++) {
            assert_int_equal(layout.ties[i].curve_count, 1);
            const struct ent_curve *curve = layout.ties[i].curves;
            assert_int_equal(curve->point_count, 4);
            assert_on_shape(&layout.nodes[ties[i].from], curve->from_tip);
            assert_on_shape(&layout.nodes[ties[i].to], curve->to_tip);
        }
    }
}

static void the_label_of_a_tie_lies_between_its_nodes(void **state)
{
    (void)state;
    add_node("box", 60, 20);
    add_node("box", 60, 20);
    add_tie(0, 1);
    ties[0].label_width = 80;
    ties[0].label_height = 30;
    place();
    double gap = layout.nodes[1].centre.y - layout.nodes[0].centre.y;
    assert_true(gap >= layout.nodes[0].height + 30);
    assert_between(layout.nodes[0].centre.y, layout.ties[0].label.y, layout.nodes[1].centre.y);
    assert_true(layout.ties[0].label.x + 40 <= layout.width);
    use("neato");
    place();
    struct ent_point a = layout.nodes[0].centre, b = layout.nodes[1].centre;
    double near = hypot(b.x - a.x, b.y - a.y) / 4;
    assert_between(-near, layout.ties[0].label.x - (a.x + b.x) / 2, near);
    assert_between(-near, layout.ties[0].label.y - (a.y + b.y) / 2, near);
}

static void clusters_hold_their_nodes_and_their_label(void **state)
{
    static const char *const engine[] = {"dot", "osage"};
    (void)state;
    add_ring(8);
    for (size_t i = 0; i < 6; i++)
        nodes[i].cluster = i / 3;
    clusters[0] = clusters[1] = (struct ent_layout_cluster){90, 20};
    task.cluster_count = 2;
    for (size_t e = 0; e < ENT_COUNT(engine); e++) {
        use(engine[e]);
        place();
        for (size_t i = 0; i < 6; i++) {
            const struct ent_placed_cluster *box = &layout.clusters[nodes[i].cluster];
            const struct ent_placed_node *node = &layout.nodes[i];
            double x = node->centre.x - box->top_left.x, y = node->centre.y - box->top_left.y;
            assert_between(node->width / 2 - 1, x, box->width - node->width / 2 + 1);
            assert_between(node->height / 2 - 1, y, box->height - node->height / 2 + 1);
            assert_between(44, box->label.x - box->top_left.x, box->width - 44);
            assert_between(9, box->label.y - box->top_left.y, box->height - 9);
        }
        assert_apart();
    }
    use("neato");
    place();
    assert_true(layout.clusters[0].width == 0);
}

static double page_scale(void)
{
    return fmax(fmin(757 / layout.width, 430 / layout.height),
                fmin(510 / layout.width, 670 / layout.height));
}

static void parts_of_ranks_stand_in_columns_that_suit_a_page(void **state)
{
    static const char *const rankdir[] = {"LR", "TB"};
    (void)state;
    for (uint32_t part = 0; part < 20; part++) {
        for (uint32_t i = 0; i < 3; i++)
            add_node("box", 60, 20);
        add_tie(3 * part, 3 * part + 1);
        add_tie(3 * part, 3 * part + 2);
    }
    for (size_t i = 0; i < ENT_COUNT(rankdir); i++) {
        set("rankdir", rankdir[i]);
        place();
        assert_apart();
        assert_in_frame();
        assert_true(page_scale() > 0.6);
    }
    set("pack", "8"); /* the user packs */
    place();
    assert_apart();
}

static void parts_and_stars_suit_the_page_that_is_asked_for(void **state)
{
    (void)state;
    for (uint32_t part = 0; part < 30; part++) {
        add_node("box", 60, 20);
        add_node("box", 60, 20);
        add_tie(2 * part, 2 * part + 1);
    }
    for (int star = 0; star < 2; star++) {
        task.page_width = 800;
        task.page_height = 300;
        place();
        double lying = layout.width / layout.height;
        task.page_width = 300;
        task.page_height = 800;
        place();
        assert_apart();
        assert_true(lying > 1);
        assert_true(layout.width / layout.height < (star ? 1 : 0.6));
        task.page_width = task.page_height = 0;
        task.node_count = task.tie_count = 0;
        add_ring(1);
        task.tie_count = 0;
        for (uint32_t i = 1; i < 12; i++) {
            add_node("ellipse", 30, 14);
            add_tie(0, i);
        }
        use("twopi");
    }
}

static void clusters_move_with_their_part(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 40; i++)
        add_node("box", 60, 20);
    nodes[0].cluster = nodes[39].cluster = 0;
    clusters[0] = (struct ent_layout_cluster){90, 20};
    task.cluster_count = 1;
    for (uint32_t i = 0; i < 20; i++)
        add_tie(2 * i, 2 * i + 1);
    place();
    assert_apart();
    for (size_t i = 0; i < 40; i += 39) {
        const struct ent_placed_cluster *box = &layout.clusters[0];
        double x = layout.nodes[i].centre.x - box->top_left.x;
        double y = layout.nodes[i].centre.y - box->top_left.y;
        assert_between(30, x, box->width - 30);
        assert_between(10, y, box->height - 10);
    }
}

static void ranks_go_where_a_page_has_room_unless_that_is_set(void **state)
{
    (void)state;
    add_node("box", 60, 20);
    for (uint32_t i = 1; i < 16; i++) {
        add_node("box", 120, 20);
        add_tie(0, i);
    }
    place();
    assert_true(page_scale() > 0.9);
    set("rankdir", "TB");
    place();
    assert_true(layout.nodes[0].centre.y < layout.nodes[1].centre.y);
}

static void a_row_of_alike_nodes_is_broken_into_several(void **state)
{
    (void)state;
    add_node("box", 60, 20);
    for (uint32_t i = 1; i < 50; i++) {
        add_node("box", 60, 20);
        add_tie(0, i);
    }
    set("rankdir", "LR");
    place();
    assert_apart();
    assert_true(layout.nodes[1].centre.x != layout.nodes[2].centre.x);
    assert_true(page_scale() > 0.6);
}

static void a_straight_tie_is_bent_around_a_node_in_its_way(void **state)
{
    (void)state;
    for (int i = 0; i < 30; i++)
        add_node("ellipse", 60, 20);
    for (uint32_t i = 0; i < 30; i++)
        for (uint32_t k = 1; k < 4; k++)
            add_tie(i, (i + k * k) % 30);
    use("neato");
    place();
    size_t bent = 0;
    for (size_t i = 0; i < task.tie_count; i++) {
        const struct ent_point *p = layout.ties[i].curves[0].points;
        double area = (p[3].x - p[0].x) * (p[1].y - p[0].y) - (p[3].y - p[0].y) * (p[1].x - p[0].x);
        bent += fabs(area) > 50;
    }
    assert_true(bent > 0);
    assert_true(bent < task.tie_count / 2);
}

static void the_leaves_of_a_star_stand_around_it_clockwise(void **state)
{
    (void)state;
    for (uint32_t count = 5; count < 60; count += 9) {
        task.node_count = task.tie_count = 0;
        add_node("ellipse", 50, 14);
        for (uint32_t i = 1; i <= count; i++) {
            add_node("ellipse", 30 + i * 7 % 60, 14);
            add_tie(i % 2 ? 0 : i, i % 2 ? i : 0);
        }
        use("twopi");
        place();
        assert_apart();
        assert_in_frame();
        assert_true(page_scale() > (count < 30 ? 0.7 : 0.4));
        struct ent_point middle = layout.nodes[0].centre;
        double before = -0.1;
        for (uint32_t i = 1; i <= count; i++) {
            struct ent_point at = layout.nodes[i].centre;
            double angle = atan2(at.x - middle.x, middle.y - at.y);
            angle += angle < -1e-9 ? 2 * acos(-1) : 0;
            assert_true(angle > before);
            before = angle;
        }
    }
}

static void nodes_of_one_rank_stand_side_by_side(void **state)
{
    (void)state;
    add_ring(5);
    nodes[1].rank = nodes[3].rank = 7;
    place();
    assert_true(layout.nodes[1].centre.y == layout.nodes[3].centre.y);
}

static void ranks_and_clusters_live_together(void **state)
{
    (void)state;
    add_ring(6);
    nodes[0].cluster = nodes[1].cluster = 0;
    nodes[3].cluster = nodes[4].cluster = 1;
    nodes[1].rank = nodes[3].rank = 0;
    task.cluster_count = 2;
    clusters[0] = clusters[1] = (struct ent_layout_cluster){40, 20};
    place();
    assert_true(layout.nodes[1].centre.y == layout.nodes[3].centre.y);
    assert_true(layout.clusters[0].width > 0 && layout.clusters[1].width > 0);
}

static bool same_tie(const struct ent_placed_tie *a, const struct ent_placed_tie *b)
{
    if (a->curve_count != b->curve_count || memcmp(&a->label, &b->label, sizeof a->label) != 0)
        return false;
    for (size_t i = 0; i < a->curve_count; i++)
        if (a->curves[i].point_count != b->curves[i].point_count ||
            memcmp(a->curves[i].points, b->curves[i].points,
                   a->curves[i].point_count * sizeof(struct ent_point)) != 0)
            return false;
    return true;
}

static void a_second_run_gives_the_same_bytes(void **state)
{
    (void)state;
    add_ring(40);
    for (uint32_t i = 0; i < 40; i++)
        add_tie(i, i * 7 % 40);
    for (const struct ent_layout_engine *engine = every_engine(); engine < last_engine();
         engine++) {
        use(engine->name);
        task.self_executable = true;
        place();
        struct ent_layout first = layout;
        task.self_executable = false;
        place();
        for (size_t i = 0; i < task.node_count; i++)
            assert_memory_equal(&first.nodes[i].centre, &layout.nodes[i].centre,
                                sizeof(struct ent_point));
        for (size_t i = 0; i < task.tie_count; i++)
            assert_true(same_tie(&first.ties[i], &layout.ties[i]));
    }
}

static void nothing_has_no_size(void **state)
{
    (void)state;
    place();
    assert_true(layout.width == 0 && layout.height == 0);
}

static void one_node_fills_the_frame(void **state)
{
    (void)state;
    add_node("box", 60, 20);
    for (const struct ent_layout_engine *engine = every_engine(); engine < last_engine();
         engine++) {
        use(engine->name);
        place();
        assert_between(layout.nodes[0].width, layout.width, layout.nodes[0].width + 2);
        assert_in_frame();
    }
}

static void a_tie_of_a_node_to_itself_is_a_loop(void **state)
{
    static const char *const engine[] = {"dot", "neato", "sfdp", "fdp", "twopi", "circo"};
    (void)state;
    add_node("box", 60, 20);
    add_tie(0, 0);
    ties[0].arrow_at_to = true;
    ties[0].label_width = 40;
    ties[0].label_height = 20;
    for (size_t i = 0; i < ENT_COUNT(engine); i++) {
        use(engine[i]);
        place();
        assert_true(layout.ties[0].curve_count > 0);
        assert_true(layout.width > layout.nodes[0].width + 4);
        assert_in_frame();
    }
}

static void parallel_ties_do_not_lie_on_each_other(void **state)
{
    (void)state;
    add_node("box", 60, 20);
    add_node("ellipse", 60, 20);
    add_tie(0, 1);
    add_tie(1, 0);
    add_tie(0, 1);
    use("neato");
    place();
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < i; j++) {
            struct ent_point a = layout.ties[i].label, b = layout.ties[j].label;
            assert_true(hypot(a.x - b.x, a.y - b.y) > 5);
        }
}

static void a_thousand_parallel_ties_are_drawn(void **state)
{
    (void)state;
    add_node("box", 60, 20);
    add_node("box", 60, 20);
    for (size_t i = 0; i < 1000; i++)
        add_tie(i % 2, 1 - i % 2);
    for (const struct ent_layout_engine *engine = every_engine(); engine < last_engine();
         engine++) {
        use(engine->name);
        place();
        assert_in_frame();
        for (size_t i = 0; i < 1000 && strcmp(engine->name, "patchwork") != 0; i++)
            assert_int_equal(layout.ties[i].curve_count, 1);
    }
}

static void nodes_without_ties_stand_below_in_rows(void **state)
{
    static const char *const engine[] = {"neato", "sfdp", "fdp", "twopi", "circo"};
    (void)state;
    add_ring(6);
    for (size_t i = 0; i < 500; i++)
        add_node("hexagon", 40 + (double)(i % 7) * 10, 20);
    for (size_t i = 0; i < ENT_COUNT(engine); i++) {
        use(engine[i]);
        place();
        assert_apart();
        assert_in_frame();
        double bottom = 0;
        for (size_t n = 0; n < 6; n++)
            bottom = fmax(bottom, layout.nodes[n].centre.y + layout.nodes[n].height / 2);
        for (size_t n = 6; n < task.node_count; n++)
            assert_true(layout.nodes[n].centre.y - layout.nodes[n].height / 2 > bottom);
    }
}

static void nodes_without_any_tie_make_a_drawing_of_their_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < 20; i++)
        add_node("ellipse", 60, 20);
    use("sfdp");
    place();
    assert_apart();
    assert_in_frame();
    assert_true(layout.width > layout.nodes[0].width * 2);
}

static void large_pictures_get_straight_ties_unless_asked_otherwise(void **state)
{
    (void)state;
    add_ring(120);
    place();
    for (size_t i = 0; i + 1 < task.tie_count; i++)
        assert_int_equal(layout.ties[i].curves[0].point_count, 4);
    set("splines", "curved");
    use("neato");
    place();
    assert_in_frame();
}

static void only_settings_that_place_things_are_known(void **state)
{
    size_t count;
    (void)state;
    assert_true(ent_layout_setting_known('G', ENT_TEXT("rankdir")));
    assert_true(ent_layout_setting_known('N', ENT_TEXT("group")));
    assert_true(ent_layout_setting_known('E', ENT_TEXT("minlen")));
    assert_false(ent_layout_setting_known('N', ENT_TEXT("rankdir")));
    assert_false(ent_layout_setting_known('G', ENT_TEXT("layout")));
    assert_false(ent_layout_setting_known('N', ENT_TEXT("URL")));
    assert_false(ent_layout_setting_known('N', ENT_TEXT("pos")));
    const struct ent_text *names = ent_layout_setting_names(&run.arena, 'E', &count);
    assert_true(count > 5);
    for (size_t i = 0; i < count; i++)
        assert_true(ent_layout_setting_known('E', names[i]));
}

static void an_odd_setting_is_survived(void **state)
{
    static const char *const pairs[][2] = {
        {"nodesep", "100"},     {"ranksep", "0.02"}, {"overlap", "vpsc"},  {"overlap", "scalexy"},
        {"sep", "+3,4"},        {"mode", "sgd"},     {"mode", "ipsep"},    {"model", "subset"},
        {"splines", "ortho"},   {"ratio", "fill"},   {"start", "42"},      {"quadtree", "none"},
        {"packmode", "array"},  {"newrank", "yes"},  {"normalize", "-90"}, {"levels", "0"},
        {"ordering", "out"},    {"margin", "200"},   {"scale", "0.01"},    {"K", "1000"},
        {"splines", "polyline"}};
    static const char *const engine[] = {"dot", "neato", "sfdp", "fdp", "twopi"};
    (void)state;
    add_ring(10);
    for (size_t i = 0; i < ENT_COUNT(pairs); i++)
        for (size_t e = 0; e < ENT_COUNT(engine); e++) {
            set(pairs[i][0], pairs[i][1]);
            use(engine[e]);
            place();
        }
}

static void a_name_of_the_user_groups_without_reaching_graphviz(void **state)
{
    (void)state;
    add_ring(6);
    nodes[0].settings = one_setting("group", "Đông \"Á\"\\N; a very long name that fits nowhere");
    nodes[0].setting_count = 1;
    place();
}

static void a_setting_out_of_bounds_is_refused(void **state)
{
    (void)state;
    add_ring(3);
    ties[0].settings = one_setting("minlen", "2147483647");
    ties[0].setting_count = 1;
    assert_refused(ENT_E500, "the layout takes no minlen=2147483647",
                   "minlen takes a number from 0 to 100");
}

static void a_setting_that_places_nothing_is_refused(void **state)
{
    (void)state;
    add_ring(3);
    set("layout", "neato");
    assert_refused(ENT_E500, "the layout takes no layout=neato", "");
}

static void an_unknown_engine_is_refused(void **state)
{
    (void)state;
    add_ring(3);
    use("neto");
    assert_refused(ENT_E901, "layout engine neto is not offered", "");
}

static void an_engine_that_takes_too_long_is_stopped(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 100; i++)
        add_node("box", 60, 20);
    for (uint32_t i = 0; i < 1000; i++)
        add_tie(i % 100, i * 37 % 97);
    use("circo");
    task.timeout = 0.2;
    assert_refused(ENT_E901, "layout engine circo did not finish within 0.2 s", "try -K sfdp");
}

static void an_engine_without_memory_is_reported(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__)
    skip();
#endif
    add_ring(most_nodes);
    use("neato");
    task.memory_limit = (size_t)30 << 20;
    assert_false(ent_layout_run(&run, &task, &layout));
    assert_non_null(strstr(run.first->message.bytes, "layout engine neato "));
    assert_string_equal(run.first->hint.bytes, "try -K sfdp");
}

static void the_environment_does_not_mislead_graphviz(void **state)
{
    (void)state;
    add_ring(3);
    setenv("GVBINDIR", "/nowhere", 1); /* unset in the child */
    place();
    unsetenv("GVBINDIR");
}

static void no_descriptor_is_lost(void **state)
{
    (void)state;
    add_ring(3);
    place();
    int before = dup(0);
    close(before);
    for (size_t i = 0; i < 5; i++)
        place();
    int after = dup(0);
    close(after);
    assert_int_equal(before, after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], ENT_LAYOUT_CHILD) == 0)
        return ent_layout_child();
    const struct CMUnitTest tests[] = {
        TEST(every_engine_gives_numbers_and_keeps_nodes_apart),
        TEST(a_label_fits_into_its_shape),
        TEST(a_hexagon_has_six_corners_and_an_ellipse_none),
        TEST(dot_puts_the_start_of_a_tie_above_its_end),
        TEST(ties_and_arrows_end_on_the_shapes),
        TEST(every_label_stays_inside_its_shape),
        TEST(the_shapes_of_a_patchwork_keep_a_gap),
        TEST(a_patchwork_is_no_larger_than_its_labels_need),
        TEST(a_patchwork_keeps_the_shapes),
        TEST(the_tiles_of_a_patchwork_have_the_areas_that_were_set),
        TEST(a_patchwork_of_areas_too_unlike_is_refused),
        TEST(ties_of_a_patchwork_are_straight_from_shape_to_shape),
        TEST(the_label_of_a_tie_lies_between_its_nodes),
        TEST(clusters_hold_their_nodes_and_their_label),
        TEST(parts_of_ranks_stand_in_columns_that_suit_a_page),
        TEST(parts_and_stars_suit_the_page_that_is_asked_for),
        TEST(clusters_move_with_their_part),
        TEST(ranks_go_where_a_page_has_room_unless_that_is_set),
        TEST(a_row_of_alike_nodes_is_broken_into_several),
        TEST(a_straight_tie_is_bent_around_a_node_in_its_way),
        TEST(the_leaves_of_a_star_stand_around_it_clockwise),
        TEST(nodes_of_one_rank_stand_side_by_side),
        TEST(ranks_and_clusters_live_together),
        TEST(a_second_run_gives_the_same_bytes),
        TEST(nothing_has_no_size),
        TEST(one_node_fills_the_frame),
        TEST(a_tie_of_a_node_to_itself_is_a_loop),
        TEST(parallel_ties_do_not_lie_on_each_other),
        TEST(a_thousand_parallel_ties_are_drawn),
        TEST(nodes_without_ties_stand_below_in_rows),
        TEST(nodes_without_any_tie_make_a_drawing_of_their_own),
        TEST(large_pictures_get_straight_ties_unless_asked_otherwise),
        TEST(only_settings_that_place_things_are_known),
        TEST(an_odd_setting_is_survived),
        TEST(a_name_of_the_user_groups_without_reaching_graphviz),
        TEST(a_setting_out_of_bounds_is_refused),
        TEST(a_setting_that_places_nothing_is_refused),
        TEST(an_unknown_engine_is_refused),
        TEST(an_engine_that_takes_too_long_is_stopped),
        TEST(an_engine_without_memory_is_reported),
        TEST(the_environment_does_not_mislead_graphviz),
        TEST(no_descriptor_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
