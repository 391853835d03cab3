#include "draw/style.h"
#include "read/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>

/* Nobody has to tell types or relations by colour: what looks different differs in shape, line or
 * arrow, or in a colour that is another one for every eye and on every printer. */

static const double clear_step = 0.15; /* in OKLab, for areas and lines that stand apart */
static const double clear_width = 0.7; /* points */

/* Machado, Oliveira and Fernandes (2009), severity 1, for linear light; then a grey print. */
static const struct {
    const char *name;
    double rows[3][3];
} eyes[] = {
    {"protanopia",
     {{0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {{0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia",
     {{1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}}},
    {"grey", {{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}},
};

static double linear(uint32_t level)
{
    double share = level / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static uint32_t level(double share)
{
    share = fmin(fmax(share, 0), 1);
    return (uint32_t)lround(
        255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * pow(share, 1 / 2.4) - 0.055));
}

static struct ent_colour seen(size_t eye, struct ent_colour colour)
{
    uint32_t rgb = colour.given ? colour.rgb : 0xFFFFFF;
    double light[] = {linear(rgb >> 16 & 255), linear(rgb >> 8 & 255), linear(rgb & 255)};
    uint32_t found = 0;
    for (int i = 0; i < 3; i++) {
        const double *row = eyes[eye].rows[i];
        found = found << 8 | level(row[0] * light[0] + row[1] * light[1] + row[2] * light[2]);
    }
    return (struct ent_colour){found, true};
}

static bool clearly_apart(struct ent_colour a, struct ent_colour b)
{
    for (size_t eye = 0; eye < ENT_COUNT(eyes); eye++)
        if (ent_tone_distance(seen(eye, a), seen(eye, b)) < clear_step)
            return false;
    return true;
}

static bool same_colour(struct ent_colour a, struct ent_colour b)
{
    return a.given == b.given && a.rgb == b.rgb;
}

static bool lines_apart(struct ent_pen a, struct ent_pen b)
{
    return a.dash != b.dash || fabs(a.width - b.width) >= clear_width ||
           clearly_apart(a.colour, b.colour);
}

static bool nodes_apart(const struct ent_node_look *a, const struct ent_node_look *b)
{
    return strcmp(a->shape->graphviz, b->shape->graphviz) != 0 || a->rounded != b->rounded ||
           a->peripheries != b->peripheries || clearly_apart(a->fill, b->fill) ||
           lines_apart(a->pen, b->pen);
}

static bool same_node(const struct ent_node_look *a, const struct ent_node_look *b)
{
    return !nodes_apart(a, b) && same_colour(a->fill, b->fill) &&
           same_colour(a->pen.colour, b->pen.colour);
}

static bool arrows_apart(struct ent_arrow_look a, struct ent_arrow_look b)
{
    return a.arrow != b.arrow || a.hollow != b.hollow;
}

static bool ties_apart(const struct ent_tie_look *a, const struct ent_tie_look *b)
{
    return arrows_apart(a->to, b->to) || arrows_apart(a->from, b->from) ||
           lines_apart(a->pen, b->pen);
}

static struct ent_run run;
static struct ent_schema schema;
static struct ent_theme theme;
static struct ent_network network;

static int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    return 0;
}

static int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

/* One node of each type and one tie of each relation, without tables. */
static void use_theme(const char *name)
{
    struct ent_text file = ent_theme_file(ent_text_of(name));
    assert_true(ent_schema_read(&run, ent_schema_built_in(&run), &schema));
    assert_true(
        ent_theme_read(&run, ent_source_from(&run, ENT_TEXT("theme"), file), &schema, &theme));
    network = (struct ent_network){.schema = &schema};
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
}

static struct ent_node_look look_of_type(uint32_t type)
{
    struct ent_node_look look;
    ent_node_look(&run, &network, &theme, type, NULL, &look);
    return look;
}

static struct ent_tie_look look_of_relation(uint32_t relation)
{
    struct ent_tie_look look;
    ent_tie_look(&run, &network, &theme, relation, &look);
    return look;
}

static const char *string(struct ent_text text)
{
    return ent_text_string(&run.arena, text);
}

/* Kinds that look exactly the same share an entry of the legend. */
static void types_that_look_different_do_so_to_every_eye_in_every_theme(void **state)
{
    (void)state;
    for (size_t t = 0; ent_theme_names[t]; t++) {
        use_theme(ent_theme_names[t]);
        for (uint32_t i = 0; i < schema.type_count; i++)
            for (uint32_t k = 0; k < i; k++) {
                struct ent_node_look a = look_of_type(i), b = look_of_type(k);
                if (!same_node(&a, &b) && !nodes_apart(&a, &b))
                    fail_msg("%s: '%s' and '%s' differ by colour alone", ent_theme_names[t],
                             string(schema.types[i].kind.name), string(schema.types[k].kind.name));
            }
    }
}

static void relations_differ_to_every_eye_in_every_theme(void **state)
{
    (void)state;
    for (size_t t = 0; ent_theme_names[t]; t++) {
        use_theme(ent_theme_names[t]);
        for (uint32_t i = 0; i < schema.relation_count; i++)
            for (uint32_t k = 0; k < i; k++) {
                const struct ent_kind *one = &schema.relations[i].kind;
                const struct ent_kind *other = &schema.relations[k].kind;
                struct ent_tie_look a = look_of_relation(i), b = look_of_relation(k);
                if (!ent_text_equal(one->label, other->label) && !ties_apart(&a, &b))
                    fail_msg("%s: '%s' and '%s' differ by colour alone", ent_theme_names[t],
                             string(one->label), string(other->label));
            }
    }
}

/* Red and green of one lightness, blue and green: well-known traps; and colours that are safe. */
static void the_simulated_eyes_see_what_such_eyes_see(void **state)
{
    (void)state;
    struct ent_colour red = {0xB03030, true}, green = {0x4F6B1A, true}, blue = {0x1F4E79, true};
    struct ent_colour white = {0xFFFFFF, true}, yellow = {0xFFD700, true};
    assert_true(ent_tone_distance(red, green) > clear_step);
    assert_false(clearly_apart(red, green));
    assert_true(clearly_apart(blue, yellow));
    for (size_t eye = 0; eye < ENT_COUNT(eyes); eye++)
        assert_true(ent_tone_distance(seen(eye, white), white) < 0.01);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(types_that_look_different_do_so_to_every_eye_in_every_theme),
        TEST(relations_differ_to_every_eye_in_every_theme),
        TEST(the_simulated_eyes_see_what_such_eyes_see),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
