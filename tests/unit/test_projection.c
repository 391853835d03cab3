#include "draw/coast.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct ent_arena arena;

static int end(void **state)
{
    (void)state;
    ent_arena_end(&arena);
    return 0;
}

static void assert_near(double expected, double found)
{
    if (fabs(expected - found) > 2e-5)
        fail_msg("%.7f, not %.7f", found, expected);
}

/* The widths and heights that its authors give: 2.70663 and 1.31734 times the radius. */
static void equal_earth_has_its_known_extent(void **state)
{
    struct ent_projection p = {.middle = 0};
    (void)state;
    assert_near(2.706630, ent_project(&p, (struct ent_spot){180, 0}).x);
    assert_near(0, ent_project(&p, (struct ent_spot){180, 0}).y);
    assert_near(-1.317363, ent_project(&p, (struct ent_spot){0, 90}).y);
    assert_near(1.317363, ent_project(&p, (struct ent_spot){0, -90}).y);
}

/* The example of Snyder, Map Projections (1987), page 291, on the sphere. */
static void albers_agrees_with_snyder(void **state)
{
    struct ent_projection p = ent_projection_conic(-96, 29.5, 45.5, 23);
    struct ent_point at = ent_project(&p, (struct ent_spot){-75, 35});
    (void)state;
    assert_near(0.6028370, p.n);
    assert_near(1.3512213, p.c);
    assert_near(0.2952720, at.x);
    assert_near(-0.2416774, at.y);
}

/* A cell of a degree has the same area wherever it lies, but for the size of its parallel. */
static void both_keep_areas(void **state)
{
    struct ent_projection projections[] = {{.middle = 0}, ent_projection_conic(10, 40, 60, 50)};
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(projections); i++)
        for (double latitude = 20; latitude < 70; latitude += 10) {
            struct ent_point corner[] = {
                ent_project(&projections[i], (struct ent_spot){15, latitude}),
                ent_project(&projections[i], (struct ent_spot){15.01, latitude}),
                ent_project(&projections[i], (struct ent_spot){15, latitude + 0.01})};
            double area = fabs((corner[1].x - corner[0].x) * (corner[2].y - corner[0].y) -
                               (corner[2].x - corner[0].x) * (corner[1].y - corner[0].y));
            double degree = 3.14159265358979 / 180 * 0.01;
            double sphere = degree * degree * cos((latitude + 0.005) * 3.14159265358979 / 180);
            assert_true(fabs(area / sphere - 1) < 0.001);
        }
}

static void a_part_of_the_world_is_seen_as_a_cone_from_its_middle(void **state)
{
    struct ent_spot europe[] = {{-9.1, 38.7}, {24.9, 60.2}, {2.4, 48.9}};
    struct ent_projection p = ent_projection_for(europe, 3);
    (void)state;
    assert_true(p.conic);
    assert_near(7.9 * 3.14159265358979 / 180, p.middle);
}

/* Wellington and Washington lie on both sides of the antimeridian, and the widest gap is Africa. */
static void the_pacific_is_not_torn(void **state)
{
    struct ent_spot spots[] = {{174.8, -41.3}, {-77, 38.9}, {139.7, 35.7}};
    struct ent_projection p = ent_projection_for(spots, 3);
    double left = ent_project(&p, (struct ent_spot){ent_longitude_near(&p, 174.8), 0}).x;
    double right = ent_project(&p, (struct ent_spot){ent_longitude_near(&p, -77), 0}).x;
    (void)state;
    assert_false(p.conic);
    assert_true(left < right && right - left < 2);
}

static struct ent_map_window window_of(struct ent_projection projection, double scale)
{
    return (struct ent_map_window){
        .projection = projection, .scale = scale, .shift = {300, 150}, .width = 600, .height = 300};
}

static void land_stays_in_the_window(void **state)
{
    struct ent_colour fill = {0, true};
    struct ent_projection projections[] = {
        {.middle = 0}, {.middle = 3.1}, {.middle = -1.5}, ent_projection_conic(10, 40, 60, 50)};
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(projections); i++)
        for (double scale = 90; scale < 3000; scale *= 3) {
            struct ent_map_window window = window_of(projections[i], scale);
            size_t count;
            struct ent_path *paths = ent_coast_paths(&arena, &window, fill, fill, &count);
            for (size_t k = 0; k < count; k++)
                for (size_t m = 0; m < paths[k].point_count; m++) {
                    struct ent_point at = paths[k].points[m];
                    assert_true(at.x >= -1e-6 && at.x <= 600 + 1e-6);
                    assert_true(at.y >= -1e-6 && at.y <= 300 + 1e-6);
                }
        }
}

static double land_of(const struct ent_path *paths, size_t count)
{
    double area = 0;
    for (size_t k = 0; k < count; k++) {
        double sum = 0;
        for (size_t i = 0; i < paths[k].point_count; i++) {
            struct ent_point a = paths[k].points[i];
            struct ent_point b = paths[k].points[(i + 1) % paths[k].point_count];
            sum += a.x * b.y - b.x * a.y;
        }
        area += fabs(sum) / 2;
    }
    return area;
}

/* 29 % of the globe are land, wherever it is cut: rings across the antimeridian and around the
 * pole are neither lost nor doubled. */
static void the_whole_globe_has_its_land_wherever_it_is_cut(void **state)
{
    struct ent_colour fill = {0, true};
    (void)state;
    for (double middle = -3; middle <= 3; middle += 0.75) {
        struct ent_map_window window = {.projection = {.middle = middle},
                                        .scale = 400,
                                        .shift = {1120, 560},
                                        .width = 2240,
                                        .height = 1120};
        size_t count;
        struct ent_path *paths = ent_coast_paths(&arena, &window, fill, fill, &count);
        double share = land_of(paths, count) / (4 * 3.14159265358979 * 400 * 400);
        if (count == 0)
            skip(); /* built without coastlines */
        if (share < 0.284 || share > 0.296)
            fail_msg("%.4f of the globe is land, cut at %.2f", share, middle);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_earth_has_its_known_extent),
        cmocka_unit_test(albers_agrees_with_snyder),
        cmocka_unit_test(both_keep_areas),
        cmocka_unit_test(a_part_of_the_world_is_seen_as_a_cone_from_its_middle),
        cmocka_unit_test(the_pacific_is_not_torn),
        cmocka_unit_test(land_stays_in_the_window),
        cmocka_unit_test(the_whole_globe_has_its_land_wherever_it_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
