/* Fills and areas for what nodes are worth. */
#include "draw/worth.h"

#include <math.h>

enum { most_stops = 5, most_groups = 8 };

/* Fills of one tone: a ramp that leads away from the ground, and groups that stay apart for
 * colour-blind readers; the one after the last is for all others. The groups on white paper are
 * those of Paul Tol's "light" scheme, which is made for black words on it, those on a dark ground
 * of his "muted" one (SRON/EPS/TN/09-002). Greys are few: more would not be told apart in print. */
static const struct palette {
    size_t stops, groups;
    uint32_t ramp[most_stops];
    uint32_t group[most_groups + 1];
} palettes[] = {
    [ENT_TONE_KEEP] = {5,
                       8,
                       {0xF1F6FB, 0xBDD7EE, 0x74AAD8, 0x2F74B5, 0x0B3C72},
                       {0x77AADD, 0xEE8866, 0xEEDD88, 0x44BB99, 0xFFAABB, 0xBBCC33, 0x99DDFF,
                        0xAAAA00, 0xDDDDDD}},
    [ENT_TONE_DARK] = {4,
                       8,
                       {0x22303F, 0x2F5F8F, 0x6FA8DC, 0xDCEBFA},
                       {0x88CCEE, 0xCC6677, 0xDDCC77, 0x117733, 0xAA4499, 0x44AA99, 0x999933,
                        0x882255, 0x5F5F5F}},
    [ENT_TONE_GREY] = {2,
                       4,
                       {0xFFFFFF, 0x333333},
                       {0xD9D9D9, 0xA0A0A0, 0x707070, 0x3A3A3A, 0xFFFFFF}},
    [ENT_TONE_STRONG] = {3,
                         8,
                         {0xFFFFFF, 0xC6DDF4, 0x86B4E4},
                         {0x77AADD, 0xEE8866, 0xEEDD88, 0x44BB99, 0xFFAABB, 0xBBCC33, 0x99DDFF,
                          0xAAAA00, 0xFFFFFF}},
};

static struct ent_colour colour(uint32_t rgb)
{
    return (struct ent_colour){rgb, true};
}

struct ent_colour ent_worth_ramp(const struct ent_theme *theme, const struct ent_worth *worth,
                                 double share)
{
    const struct palette *palette = &palettes[worth->pale ? ENT_TONE_STRONG : theme->on.tone];
    double at = fmin(fmax(share, 0), 1) * (double)(palette->stops - 1);
    size_t before = (size_t)fmin(floor(at), (double)(palette->stops - 2));
    return ent_colour_mix(colour(palette->ramp[before]), colour(palette->ramp[before + 1]),
                          at - (double)before);
}

size_t ent_worth_most_groups(const struct ent_theme *theme)
{
    return palettes[theme->on.tone].groups;
}

struct ent_colour ent_worth_group_fill(const struct ent_theme *theme, size_t group)
{
    const struct palette *palette = &palettes[theme->on.tone];
    return colour(palette->group[group < palette->groups ? group : palette->groups]);
}

struct ent_colour ent_worth_fill(const struct ent_theme *theme, const struct ent_worth *worth,
                                 const struct ent_worths *values, uint32_t node)
{
    double number = values->numbers[node];
    if (worth->grouped) {
        struct ent_text word = values->words[node];
        return word.length > 0 ? ent_worth_group_fill(theme, ent_worth_group(worth, word))
                               : (struct ent_colour){0};
    }
    if (isnan(number))
        return (struct ent_colour){0};
    double range = worth->most - worth->least;
    return ent_worth_ramp(theme, worth, range > 0 ? (number - worth->least) / range : 1);
}

double ent_worth_area(const struct ent_worth *worth, double number)
{
    static const double most_growth = 5;
    return isnan(number) || worth->most <= 0 ? 1 : 1 + (most_growth - 1) * number / worth->most;
}
