#include "draw/style.h"
#include "read/dot.h"
#include "read/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>

static struct ent_run run;
static struct ent_schema schema;
static struct ent_theme theme;

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    return !ent_schema_read(&run, ent_schema_built_in(&run), &schema);
}

static int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

static bool read_theme(struct ent_text file)
{
    return ent_theme_read(&run, ent_source_from(&run, ENT_TEXT("theme.gv"), file), &schema, &theme);
}

/* A schema that no theme has touched, in the theme. */
static void use_theme(const char *name)
{
    assert_true(ent_schema_read(&run, ent_schema_built_in(&run), &schema));
    assert_true(read_theme(ent_theme_file(ent_text_of(name))));
    assert_null(run.first);
}

static void a_theme_says_how_a_change_is_drawn(void **state)
{
    (void)state;
    assert_true(read_theme(
        ENT_TEXT("digraph t { graph [added=\"#102030\" added_line=cased added_sign=\"new\" "
                 "ended_sign=none] }")));
    assert_int_equal(theme.fates[ENT_ADDED].colour.rgb, 0x102030);
    assert_int_equal(theme.fates[ENT_ADDED].line, ENT_LINE_CASED);
    assert_true(ent_text_is(theme.fates[ENT_ADDED].sign, "new"));
    assert_int_equal(theme.fates[ENT_ENDED].sign.length, 0);
    assert_int_equal(theme.fates[ENT_ENDED].line, ENT_LINE_HOLLOW); /* as in light */
}

/* A dark theme of one's own need not know of it. */
static void a_theme_that_says_nothing_of_changes_shows_them(void **state)
{
    (void)state;
    assert_true(read_theme(
        ENT_TEXT("digraph t { graph [bgcolor=\"#101010\" fontcolor=\"#f0f0f0\" muted=\"#c0c0c0\" "
                 "rule=\"#909090\" fillcolor=\"#181818\" pencolor=\"#909090\" tone=dark] "
                 "node [fillcolor=\"#303030\" color=\"#c0c0c0\" fontcolor=\"#f0f0f0\"] "
                 "edge [color=\"#c0c0c0\" fontcolor=\"#f0f0f0\"] }")));
    for (enum ent_fate fate = 0; fate < ENT_FATES; fate++)
        assert_true(ent_colour_contrast(theme.fates[fate].colour, theme.on.ground) >=
                    theme.on.line_contrast);
}

static void assert_apart(const char *what, struct ent_colour over, struct ent_colour under,
                         double least)
{
    double contrast = ent_colour_contrast(over, under);
    if (contrast < least)
        fail_msg("%s: #%06x on #%06x has %f, not %f", what, over.rgb, under.rgb, contrast, least);
}

/* One node of each type and one tie of each relation, without tables. */
static struct ent_network one_of_each(void)
{
    struct ent_network network = {.schema = &schema};
    network.node_type = ENT_NEW(&run.arena, uint32_t, schema.type_count);
    network.node_row = ENT_NEW(&run.arena, uint32_t, schema.type_count);
    network.type_table = ENT_NEW(&run.arena, const struct ent_table *, schema.type_count);
    network.tie_relation = ENT_NEW(&run.arena, uint32_t, schema.relation_count);
    network.tie_row = ENT_NEW(&run.arena, uint32_t, schema.relation_count);
    network.relation_table = ENT_NEW(&run.arena, const struct ent_table *, schema.relation_count);
    for (uint32_t i = 0; i < schema.type_count; i++)
        network.node_type[i] = i;
    for (uint32_t i = 0; i < schema.relation_count; i++)
        network.tie_relation[i] = i;
    return network;
}

/* WCAG 2.2: 1.4.3 for words, 1.4.11 for lines. */
static void in_every_theme_every_look_of_the_built_in_schema_stands_out(void **state)
{
    (void)state;
    for (size_t t = 0; ent_theme_names[t]; t++) {
        use_theme(ent_theme_names[t]);
        struct ent_network network = one_of_each();
        double words = theme.on.text_contrast, lines = theme.on.line_contrast;
        assert_true(words >= 4.5 && lines >= 3);
        for (uint32_t i = 0; i < schema.type_count; i++) {
            struct ent_node_look look;
            ent_node_look(&run, &network, &theme, i, NULL, &look);
            assert_apart("text", look.text, look.fill, words);
            assert_apart("outline, ground", look.pen.colour, theme.on.ground, lines);
            assert_apart("outline, cluster", look.pen.colour, theme.on.cluster, lines);
            assert_apart("outline, fill", look.pen.colour, look.fill, 3);
            assert_true(look.pen.width >= theme.thinnest);
        }
        for (uint32_t i = 0; i < schema.relation_count; i++) {
            struct ent_tie_look look;
            ent_tie_look(&run, &network, &theme, i, &look);
            assert_apart("text of a tie", look.text, theme.on.ground, words);
            assert_apart("tie, ground", look.pen.colour, theme.on.ground, lines);
            assert_apart("tie, cluster", look.pen.colour, theme.on.cluster, lines);
        }
    }
}

static const struct ent_tone_ground grounds[] = {
    {ENT_TONE_DARK, {0x16191D, true}, {0x1D2227, true}, {0xF2F2EF, true}, 4.5, 3},
    {ENT_TONE_GREY, {0xFFFFFF, true}, {0xF4F4F4, true}, {0x000000, true}, 7, 4.5},
    {ENT_TONE_STRONG, {0xFFFFFF, true}, {0xFFFFFF, true}, {0x000000, true}, 7, 7},
};

static struct ent_colour nth_colour(uint32_t n)
{
    static const uint32_t levels[] = {0, 31, 64, 96, 128, 160, 191, 223, 240, 250, 255};
    uint32_t rgb = levels[n / 121] << 16 | levels[n / 11 % 11] << 8 | levels[n % 11];
    return (struct ent_colour){rgb, true};
}

static void whatever_a_schema_states_its_lines_stand_out_in_a_theme_that_turns_them(void **state)
{
    (void)state;
    for (size_t g = 0; g < ENT_COUNT(grounds); g++)
        for (uint32_t n = 0; n < 1331; n++) {
            const struct ent_tone_ground *on = &grounds[g];
            struct ent_colour line = ent_tone_turned(on, ENT_ROLE_LINE, nth_colour(n));
            assert_apart("line, ground", line, on->ground, on->line_contrast);
            assert_apart("line, cluster", line, on->cluster, on->line_contrast);
        }
}

/* A style sheet maps colours one by one: any words may stand on any fill. */
static void in_the_dark_any_words_can_be_read_on_any_fill_and_any_line_seen_on_it(void **state)
{
    (void)state;
    const struct ent_tone_ground *on = &grounds[0];
    struct ent_colour lightest = {0, true}, palest_text = {0xFFFFFF, true}, white = palest_text;
    struct ent_colour dimmest_line = white;
    for (uint32_t n = 0; n < 1331; n++) {
        struct ent_colour fill = ent_tone_turned(on, ENT_ROLE_FILL, nth_colour(n));
        struct ent_colour text = ent_tone_turned(on, ENT_ROLE_TEXT, nth_colour(n));
        struct ent_colour line = ent_tone_turned(on, ENT_ROLE_LINE, nth_colour(n));
        if (ent_colour_contrast(fill, white) < ent_colour_contrast(lightest, white))
            lightest = fill;
        if (ent_colour_contrast(text, white) > ent_colour_contrast(palest_text, white))
            palest_text = text;
        if (ent_colour_contrast(line, white) > ent_colour_contrast(dimmest_line, white))
            dimmest_line = line;
    }
    assert_apart("words", palest_text, lightest, 4.5);
    assert_apart("lines", dimmest_line, lightest, 3);
}

static void a_colour_that_fits_stays_and_its_hue_is_kept_where_it_turns(void **state)
{
    (void)state;
    struct ent_colour navy = {0x10243A, true}, blue = {0xD4E4F4, true};
    assert_int_equal(ent_tone_turned(&grounds[0], ENT_ROLE_FILL, navy).rgb, navy.rgb);
    struct ent_colour turned = ent_tone_turned(&grounds[0], ENT_ROLE_FILL, blue);
    assert_true(ent_tone_lightness(turned) < 0.41);
    assert_true((turned.rgb & 255) > (turned.rgb >> 16 & 255)); /* more blue than red */
    struct ent_colour again = ent_tone_turned(&grounds[0], ENT_ROLE_FILL, turned);
    assert_int_equal(again.rgb, turned.rgb);
}

static struct ent_node_look look_of(const char *type)
{
    struct ent_network network = one_of_each();
    struct ent_node_look look;
    ent_node_look(&run, &network, &theme, ent_schema_type(&schema, ent_text_of(type)), NULL, &look);
    return look;
}

static void a_theme_names_types_and_their_kinds_follow(void **state)
{
    (void)state;
    assert_true(read_theme(ENT_TEXT("digraph t { actor [fillcolor=\"#ffcc00\"]\n"
                                    "person [fillcolor=\"#00cc00\"] nobody [color=red] }")));
    assert_int_equal(look_of("state").fill.rgb, 0xFFCC00);
    assert_int_equal(look_of("group").fill.rgb, 0xFFCC00);
    assert_int_equal(look_of("person").fill.rgb, 0x00CC00);
    assert_int_equal(look_of("treaty").fill.rgb, 0xDCEFD8);
}

static void what_is_said_for_the_figure_stays_and_its_words_can_be_read(void **state)
{
    (void)state;
    struct ent_dot dot;
    struct ent_source *figure = ent_source_from(
        &run, ENT_TEXT("figure.gv"),
        ENT_TEXT("digraph f { state [fillcolor=yellow] treaty [fillcolor=navy fontcolor=aqua] }"));
    struct ent_figure applied;
    assert_true(ent_dot_read(&run, figure, &dot));
    assert_true(ent_figure_apply(&run, &dot, &schema, &applied));
    assert_true(read_theme(ent_theme_file(ENT_TEXT("dark"))));
    assert_int_equal(look_of("state").fill.rgb, 0xFFFF00);
    assert_apart("words", look_of("state").text, look_of("state").fill, 4.5);
    assert_int_equal(look_of("treaty").text.rgb, 0x00FFFF);
}

static void a_theme_that_cannot_be_read_is_warned_of_with_its_ratio(void **state)
{
    (void)state;
    assert_true(read_theme(ENT_TEXT("digraph t {\n graph [muted=\"#aaaaaa\"] }")));
    assert_non_null(run.first);
    assert_int_equal(run.first->rule, ENT_W704);
    assert_int_equal(ent_place_position(run.first->place).line, 2);
    assert_string_equal(ent_text_string(&run.arena, run.first->message),
                        "text #aaaaaa on #ffffff has a contrast of 2.3, less than 4.5");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(in_every_theme_every_look_of_the_built_in_schema_stands_out),
        TEST(whatever_a_schema_states_its_lines_stand_out_in_a_theme_that_turns_them),
        TEST(in_the_dark_any_words_can_be_read_on_any_fill_and_any_line_seen_on_it),
        TEST(a_colour_that_fits_stays_and_its_hue_is_kept_where_it_turns),
        TEST(a_theme_names_types_and_their_kinds_follow),
        TEST(what_is_said_for_the_figure_stays_and_its_words_can_be_read),
        TEST(a_theme_that_cannot_be_read_is_warned_of_with_its_ratio),
        TEST(a_theme_says_how_a_change_is_drawn),
        TEST(a_theme_that_says_nothing_of_changes_shows_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
