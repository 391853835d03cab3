#include "draw/layout_labels.h"
#include "draw/layout_space.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { most_nodes = 100, most_ties = 200 };

static struct ent_run run;
static struct ent_layout_task task;
static struct ent_layout layout;
static struct ent_layout_node nodes[most_nodes];
static struct ent_layout_tie ties[most_ties];
static struct ent_placed_node placed_nodes[most_nodes];
static struct ent_placed_tie placed_ties[most_ties];

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    task = (struct ent_layout_task){
        .nodes = nodes, .ties = ties, .timeout = 60, .self_executable = true};
    layout = (struct ent_layout){.nodes = placed_nodes, .ties = placed_ties};
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

static void add_box(double x, double y, double width, double height)
{
    placed_nodes[task.node_count] =
        (struct ent_placed_node){.centre = {x, y}, .width = width, .height = height};
    nodes[task.node_count++] =
        (struct ent_layout_node){.shape = "box", .cluster = ENT_NONE, .rank = ENT_NONE};
}

static void add_line(struct ent_point from, struct ent_point to, double width, double height)
{
    struct ent_curve *curve = ENT_NEW(&run.arena, struct ent_curve, 1);
    curve->points = ENT_NEW(&run.arena, struct ent_point, 4);
    curve->point_count = 4;
    for (int i = 0; i < 4; i++)
        curve->points[i] = ent_layout_between(from, to, i / 3.0);
    placed_ties[task.tie_count] = (struct ent_placed_tie){
        .curves = curve, .curve_count = 1, .label = ent_layout_between(from, to, 0.5)};
    ties[task.tie_count++] = (struct ent_layout_tie){
        .label_width = width, .label_height = height, .arrow_size = 1, .pen_width = 1};
}

static struct ent_label_losses place(bool beside)
{
    return ent_layout_place_labels(&run.arena, &task, &layout, beside);
}

static struct ent_box box_of_label(size_t tie)
{
    return ent_box_around(layout.ties[tie].label, ties[tie].label_width - 4,
                          ties[tie].label_height);
}

/* Says how many labels touch a node or each other. */
static size_t count_touching(void)
{
    size_t count = 0;
    for (size_t i = 0; i < task.tie_count; i++) {
        if (ties[i].label_width <= 0 || layout.ties[i].label_left_out ||
            layout.ties[i].curve_count == 0)
            continue;
        for (size_t k = 0; k < task.node_count; k++)
            count += ent_box_meets_node(box_of_label(i), &nodes[k], &layout.nodes[k]);
        for (size_t k = 0; k < i; k++)
            count += ties[k].label_width > 0 && !layout.ties[k].label_left_out &&
                     layout.ties[k].curve_count > 0 &&
                     ent_boxes_meet(box_of_label(i), box_of_label(k));
    }
    return count;
}

static void a_label_stands_upon_or_beside_the_middle_of_its_line(void **state)
{
    (void)state;
    add_line((struct ent_point){0, 0}, (struct ent_point){300, 0}, 40, 12);
    place(false);
    assert_true(fabs(layout.ties[0].label.x - 150) < 0.2 && fabs(layout.ties[0].label.y) < 0.2);
    place(true);
    assert_true(fabs(layout.ties[0].label.x - 150) < 0.2);
    assert_true(layout.ties[0].label.y < -7 && layout.ties[0].label.y > -12);
}

static void a_line_too_short_to_be_hidden_has_its_label_beside_it(void **state)
{
    (void)state;
    add_line((struct ent_point){0, 0}, (struct ent_point){50, 0}, 40, 12);
    place(false);
    assert_true(fabs(layout.ties[0].label.y) > 7);
}

static void a_label_makes_way_for_a_node(void **state)
{
    (void)state;
    add_line((struct ent_point){0, 0}, (struct ent_point){300, 0}, 40, 12);
    add_box(150, 0, 60, 60);
    assert_int_equal(place(false).left_out, 0);
    assert_int_equal(count_touching(), 0);
}

static void labels_of_lines_that_cross_do_not_touch(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++) {
        double x = cos(i * 0.26) * 120, y = sin(i * 0.26) * 120;
        add_line((struct ent_point){-x, -y}, (struct ent_point){x, y}, 40, 12);
    }
    struct ent_label_losses losses = place(false);
    assert_int_equal(losses.led + losses.left_out, 0);
    assert_int_equal(count_touching(), 0);
}

static void a_label_avoids_lines_of_others(void **state)
{
    (void)state;
    add_line((struct ent_point){0, 0}, (struct ent_point){300, 0}, 40, 12);
    add_line((struct ent_point){150, -100}, (struct ent_point){150, 100}, 0, 0);
    place(false);
    assert_true(ent_length_inside(box_of_label(0), (struct ent_point){150, -100},
                                  (struct ent_point){150, 100}) <= 0);
}

static void a_label_without_room_at_its_line_is_led_apart(void **state)
{
    (void)state;
    add_line((struct ent_point){0, 0}, (struct ent_point){60, 0}, 60, 12);
    add_box(-32, 0, 60, 60);
    add_box(92, 0, 60, 60);
    add_box(30, 29, 60, 30);
    add_box(30, -8, 60, 12);
    struct ent_label_losses losses = place(false);
    assert_int_equal(losses.led + losses.left_out, 1);
    assert_int_equal(count_touching(), 0);
    assert_true(layout.ties[0].label_led != layout.ties[0].label_left_out);
}

static void a_label_without_any_room_is_left_out(void **state)
{
    (void)state;
    add_line((struct ent_point){0, 0}, (struct ent_point){60, 0}, 60, 12);
    add_box(30, 0, 1000, 1000);
    assert_int_equal(place(false).left_out, 1);
    assert_true(layout.ties[0].label_left_out);
}

/* A number from 0 to `most` - 1, the same on every machine. */
static uint32_t draw(uint32_t *seed, uint32_t most)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % most;
}

static void the_order_of_ties_does_not_matter(void **state)
{
    enum { count = 60 };
    struct ent_point ends[count][2], places[count];
    uint32_t seed = 7;
    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < 2; k++)
            ends[i][k] = (struct ent_point){draw(&seed, 900), draw(&seed, 600)};
    for (size_t i = 0; i < count; i++)
        add_line(ends[i][0], ends[i][1], 20 + (double)(i % 5) * 10, 12);
    place(false);
    for (size_t i = 0; i < count; i++)
        places[i] = layout.ties[i].label;
    task.tie_count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t row = i * 37 % count;
        add_line(ends[row][0], ends[row][1], 20 + (double)(row % 5) * 10, 12);
    }
    place(false);
    for (size_t i = 0; i < count; i++)
        assert_memory_equal(&layout.ties[i].label, &places[i * 37 % count],
                            sizeof(struct ent_point));
}

static void a_box_beside_the_slope_of_a_hexagon_does_not_touch_it(void **state)
{
    struct ent_point corners[] = {{0, 50}, {30, 0}, {70, 0}, {100, 50}, {70, 100}, {30, 100}};
    struct ent_outline outline = {corners, 6};
    struct ent_placed_node placed = {
        .centre = {50, 50}, .width = 100, .height = 100, .outlines = &outline, .outline_count = 1};
    struct ent_layout_node node = {.shape = "hexagon"};
    (void)state;
    assert_false(ent_box_meets_node((struct ent_box){0, 0, 10, 10}, &node, &placed));
    assert_true(ent_box_meets_node((struct ent_box){0, 0, 40, 10}, &node, &placed));
    assert_true(ent_box_meets_node((struct ent_box){40, 40, 60, 60}, &node, &placed));
    placed.outline_count = 0;
    node.shape = "ellipse";
    assert_false(ent_box_meets_node((struct ent_box){0, 0, 10, 10}, &node, &placed));
    assert_true(ent_box_meets_node((struct ent_box){0, 45, 10, 55}, &node, &placed));
}

/* ---- any graph, in any engine ---- */

static void make_any_graph(uint32_t *seed)
{
    static const char *const shapes[] = {"ellipse", "box", "hexagon", "note", "house"};
    task.node_count = 2 + draw(seed, 24);
    task.tie_count = 1 + draw(seed, (uint32_t)task.node_count * 2);
    for (size_t i = 0; i < task.node_count; i++)
        nodes[i] = (struct ent_layout_node){.shape = shapes[draw(seed, 5)],
                                            .peripheries = 1 + draw(seed, 6) / 5,
                                            .width = 20 + draw(seed, 80),
                                            .height = 14 * (1 + draw(seed, 3)),
                                            .cluster = ENT_NONE,
                                            .rank = ENT_NONE};
    for (size_t i = 0; i < task.tie_count; i++)
        ties[i] = (struct ent_layout_tie){.from = draw(seed, (uint32_t)task.node_count),
                                          .to = draw(seed, (uint32_t)task.node_count),
                                          .arrow_at_to = draw(seed, 2),
                                          .arrow_size = 1,
                                          .pen_width = 1,
                                          .label_width = draw(seed, 3) ? 20 + draw(seed, 70) : 0,
                                          .label_height = 13};
}

static void assert_labels_in_frame(void)
{
    for (size_t i = 0; i < task.tie_count; i++) {
        struct ent_box box = box_of_label(i);
        if (ties[i].label_width <= 0 || layout.ties[i].label_left_out ||
            layout.ties[i].curve_count == 0)
            continue;
        assert_true(box.left >= -0.01 && box.top >= -0.01);
        assert_true(box.right <= layout.width + 0.01 && box.bottom <= layout.height + 0.01);
    }
}

static size_t count_labels(size_t *left_out)
{
    size_t count = 0;
    for (size_t i = 0; i < task.tie_count; i++) {
        count += ties[i].label_width > 0;
        *left_out += ties[i].label_width > 0 && layout.ties[i].label_left_out;
    }
    return count;
}

static void no_label_touches_a_node_or_a_label_in_any_engine(void **state)
{
    static const char *const splines[] = {NULL, "true", "ortho", "polyline", "curved", "line"};
    size_t engines;
    const struct ent_layout_engine *engine = ent_layout_engines(&engines);
    (void)state;
    for (size_t e = 0; e < engines && !engine[e].place; e++) {
        size_t labels = 0, left_out = 0;
        for (uint32_t round = 0; round < 12; round++) {
            uint32_t seed = round + 1;
            const char *way = splines[round % ENT_COUNT(splines)];
            struct ent_setting setting = {ENT_TEXT("splines"), ent_text_of(way ? way : "")};
            make_any_graph(&seed);
            task.engine = ent_text_of(engine[e].name);
            task.settings = &setting;
            task.setting_count = way != NULL;
            bool fragile = way && strcmp(way, "ortho") == 0; /* Graphviz may abort: E901 */
            if (!ent_layout_run(&run, &task, &layout)) {
                print_message("%s, splines=%s, round %u: %s\n", engine[e].name, way, round,
                              run.first->message.bytes);
                assert_true(fragile);
                continue;
            }
            if (count_touching() > 0)
                print_error("%s, splines=%s, round %u\n", engine[e].name, way, round);
            assert_int_equal(count_touching(), 0);
            assert_labels_in_frame();
            labels += count_labels(&left_out);
        }
        print_message("%s: %zu of %zu labels left out\n", engine[e].name, left_out, labels);
        assert_true(engine[e].tiles || left_out * 10 <= labels);
    }
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], ENT_LAYOUT_CHILD) == 0)
        return ent_layout_child();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_label_stands_upon_or_beside_the_middle_of_its_line, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_line_too_short_to_be_hidden_has_its_label_beside_it,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_label_makes_way_for_a_node, begin, end),
        cmocka_unit_test_setup_teardown(labels_of_lines_that_cross_do_not_touch, begin, end),
        cmocka_unit_test_setup_teardown(a_label_avoids_lines_of_others, begin, end),
        cmocka_unit_test_setup_teardown(a_label_without_room_at_its_line_is_led_apart, begin, end),
        cmocka_unit_test_setup_teardown(a_label_without_any_room_is_left_out, begin, end),
        cmocka_unit_test_setup_teardown(the_order_of_ties_does_not_matter, begin, end),
        cmocka_unit_test_setup_teardown(a_box_beside_the_slope_of_a_hexagon_does_not_touch_it,
                                        begin, end),
        cmocka_unit_test_setup_teardown(no_label_touches_a_node_or_a_label_in_any_engine, begin,
                                        end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
