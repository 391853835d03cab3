#include "draw/tone.h"

#include <math.h>

/* Björn Ottosson, "A perceptual color space for image processing" (2020). */
struct lab {
    double lightness, a, b;
};

static const double step = 0.01;
static const double darkest_fill = 0.27, lightest_dark_fill = 0.40; /* on a dark ground */
static const double half = 0.60; /* where black letters give way to white ones */

static double linear(uint32_t level)
{
    double share = level / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double curved(double share)
{
    return share <= 0.0031308 ? share * 12.92 : 1.055 * pow(share, 1 / 2.4) - 0.055;
}

static struct lab lab_of(uint32_t rgb)
{
    double r = linear(rgb >> 16 & 255), g = linear(rgb >> 8 & 255), b = linear(rgb & 255);
    double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return (struct lab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

/* False if no screen shows it. */
static bool rgb_of(struct lab lab, uint32_t *rgb)
{
    double l = pow(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    double m = pow(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    double s = pow(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    double shares[] = {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                       -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                       -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
    uint32_t found = 0;
    for (int i = 0; i < 3; i++) {
        if (shares[i] < -0.0005 || shares[i] > 1.0005)
            return false;
        double level = round(curved(fmin(fmax(shares[i], 0), 1)) * 255);
        found = found << 8 | (uint32_t)level;
    }
    *rgb = found;
    return true;
}

/* The colour itself, or the most colourful one of its hue and lightness that screens have. */
static struct ent_colour shown(struct lab lab)
{
    struct ent_colour colour = {0, true};
    lab.lightness = fmin(fmax(lab.lightness, 0), 1);
    for (int tries = 0; !rgb_of(lab, &colour.rgb) && tries < 60; tries++) {
        lab.a *= 0.95;
        lab.b *= 0.95;
    }
    return colour;
}

static struct lab with_chroma(struct lab lab, double factor, double most)
{
    double chroma = hypot(lab.a, lab.b);
    double wanted = fmin(chroma * factor, most);
    double scale = chroma > 0 ? wanted / chroma : 0;
    return (struct lab){lab.lightness, lab.a * scale, lab.b * scale};
}

static double between(double least, double number, double most)
{
    return fmin(fmax(number, least), most);
}

/* ---- where each tone takes a colour ---- */

static struct lab dark(enum ent_role role, struct lab lab)
{
    if (role == ENT_ROLE_FILL && lab.lightness > lightest_dark_fill) {
        double lightness =
            between(darkest_fill, darkest_fill + (1 - lab.lightness) * 0.6, lightest_dark_fill);
        lab = with_chroma(lab, 2.2, 0.065); /* pale hues would drown */
        lab.lightness = lightness;
    } else if (role == ENT_ROLE_LINE && lab.lightness < 0.68) {
        lab.lightness = between(0.70, 1.12 - lab.lightness, 0.90);
    } else if (role == ENT_ROLE_TEXT && lab.lightness < 0.80) {
        lab.lightness = between(0.82, 1.13 - 0.7 * lab.lightness, 0.97);
    }
    return lab;
}

static struct lab grey(enum ent_role role, struct lab lab)
{
    lab = with_chroma(lab, 0, 0);
    if (role == ENT_ROLE_LINE)
        lab.lightness = fmin(lab.lightness, 0.28);
    if (role == ENT_ROLE_TEXT)
        lab.lightness = lab.lightness < half ? fmin(lab.lightness, 0.2) : 1;
    return lab;
}

static struct lab strong(enum ent_role role, struct lab lab)
{
    if (role == ENT_ROLE_FILL) {
        bool pale = lab.lightness >= half;
        lab = with_chroma(lab, 1, pale ? 0.04 : 0.2);
        lab.lightness = pale ? fmax(lab.lightness, 0.95) : fmin(lab.lightness, 0.30);
    } else if (role == ENT_ROLE_LINE) {
        lab.lightness = fmin(lab.lightness, 0.40);
    } else {
        lab = with_chroma(lab, 0, 0);
        lab.lightness = lab.lightness < half ? 0 : 1;
    }
    return lab;
}

/* ---- contrast for certain ---- */

/* What a line or a letter of that tone may stand on: it has the least contrast with the last. */
static double least_contrast(const struct ent_tone_ground *on, enum ent_role role,
                             struct ent_colour colour)
{
    if (role == ENT_ROLE_FILL)
        return ent_colour_contrast(colour, on->ink);
    double contrast =
        fmin(ent_colour_contrast(colour, on->ground), ent_colour_contrast(colour, on->cluster));
    if (on->tone != ENT_TONE_DARK)
        return contrast;
    struct ent_colour fill =
        shown((struct lab){lightest_dark_fill + 0.03, 0, 0}); /* hues are brighter */
    return fmin(contrast, ent_colour_contrast(colour, fill));
}

/* On white paper, white letters stand on dark fills: there is nothing to make darker. */
static bool stands_free(enum ent_tone tone, enum ent_role role, double lightness)
{
    if (tone == ENT_TONE_DARK || role == ENT_ROLE_LINE)
        return false;
    return (role == ENT_ROLE_FILL) == (lightness < half);
}

static struct lab moved(enum ent_tone tone, enum ent_role role, struct lab lab)
{
    if (tone == ENT_TONE_DARK)
        return dark(role, lab);
    return tone == ENT_TONE_GREY ? grey(role, lab) : strong(role, lab);
}

static bool same(struct lab a, struct lab b)
{
    return fabs(a.lightness - b.lightness) + fabs(a.a - b.a) + fabs(a.b - b.b) < 1e-9;
}

struct ent_colour ent_tone_turned(const struct ent_tone_ground *ground, enum ent_role role,
                                  struct ent_colour colour)
{
    if (!colour.given || ground->tone == ENT_TONE_KEEP)
        return colour;
    struct lab lab = lab_of(colour.rgb), turned = moved(ground->tone, role, lab);
    struct ent_colour found = same(lab, turned) ? colour : shown(turned);
    double wanted = role == ENT_ROLE_LINE ? ground->line_contrast : ground->text_contrast;
    bool lighter = (ground->tone == ENT_TONE_DARK) != (role == ENT_ROLE_FILL);
    bool hopeless = role == ENT_ROLE_FILL && /* such ink asks for black, or white */
                    ent_colour_contrast(ground->ink, ground->ground) < wanted;
    if (hopeless || stands_free(ground->tone, role, turned.lightness))
        return found;
    while (least_contrast(ground, role, found) < wanted && turned.lightness > 0 &&
           turned.lightness < 1) {
        turned.lightness = between(0, turned.lightness + (lighter ? step : -step), 1);
        found = shown(turned);
    }
    return found;
}

double ent_tone_distance(struct ent_colour a, struct ent_colour b)
{
    struct lab first = lab_of(a.given ? a.rgb : 0xFFFFFF);
    struct lab second = lab_of(b.given ? b.rgb : 0xFFFFFF);
    return hypot(first.lightness - second.lightness, hypot(first.a - second.a, first.b - second.b));
}

double ent_tone_lightness(struct ent_colour colour)
{
    return lab_of(colour.given ? colour.rgb : 0xFFFFFF).lightness;
}
