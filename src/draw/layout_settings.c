#include "draw/layout_settings.h"

#include <stdio.h>

/* What a value may be: a number from `low` to `high` (two with a comma where `pair`), one of the
 * words, or any name at all, which then is sent as a number. */
struct rule {
    char kind;
    const char *name;
    double low, high;
    const char *words;
    bool pair, any_name;
};

#define BOOLEAN "true|false|yes|no"
#define SIDES "n|ne|e|se|s|sw|w|nw|c|_"

/* Only what places things. Limits keep out what is known to hang Graphviz or to eat all memory.
 * Left out on purpose: `layout` (picks another engine), `pos`, `size`, `dpi` and `rotate` (scale
 * or turn everything), `concentrate` (ties get lost), `lhead`, `ltail` and `root` of the graph
 * (name nodes, and Graphviz knows none of our names). */
/* clang-format off */
static const struct rule rules[] = {
    {'G', "Damping",         0,    1,     NULL, false, false},
    {'G', "K",               1e-3, 1e3,   NULL, false, false},
    {'G', "beautify",        1,    0,     BOOLEAN, false, false},
    {'G', "clusterrank",     1,    0,     "local|global|none", false, false},
    {'G', "defaultdist",     1e-3, 1e3,   NULL, false, false},
    {'G', "epsilon",         1e-6, 1e3,   NULL, false, false},
    {'G', "esep",            0,    200,   NULL, true,  false},
    {'G', "labeljust",       1,    0,     "l|c|r", false, false},
    {'G', "labelloc",        1,    0,     "t|b", false, false},
    {'G', "levels",          0,    1000,  NULL, false, false},
    {'G', "levelsgap",       0,    1000,  NULL, false, false},
    {'G', "margin",          0,    200,   NULL, false, false},
    {'G', "maxiter",         0,    1e5,   NULL, false, false},
    {'G', "mclimit",         0.01, 100,   NULL, false, false},
    {'G', "mindist",         0,    100,   NULL, false, false},
    {'G', "mode",            1,    0,     "major|KK|sgd|hier|ipsep|spring|maxent", false, false},
    {'G', "model",           1,    0,     "shortpath|circuit|subset", false, false},
    {'G', "newrank",         1,    0,     BOOLEAN, false, false},
    {'G', "nodesep",         0.02, 100,   NULL, false, false},
    {'G', "normalize",       -360, 360,   BOOLEAN, false, false},
    {'G', "nslimit",         1,    1e6,   NULL, false, false},
    {'G', "nslimit1",        1,    1e6,   NULL, false, false},
    {'G', "oneblock",        1,    0,     BOOLEAN, false, false},
    {'G', "ordering",        1,    0,     "in|out", false, false},
    {'G', "overlap",         1,    0,     BOOLEAN "|prism|prism0|scale|scalexy|voronoi|compress|"
                                          "vpsc|ortho|orthoxy|orthoyx|ortho_yx|portho|"
                                          "portho_yx|porthoxy|porthoyx", false, false},
    {'G', "overlap_scaling", -100, 100,   NULL, false, false},
    {'G', "overlap_shrink",  1,    0,     BOOLEAN, false, false},
    {'G', "pack",            0,    1000,  BOOLEAN, false, false},
    {'G', "packmode",        1,    0,     "node|clust|graph|array|array_c|array_u|array_t|array_b|"
                                          "array_l|array_r", false, false},
    {'G', "quadtree",        1,    0,     "normal|fast|none|" BOOLEAN, false, false},
    {'G', "rankdir",         1,    0,     "TB|LR|BT|RL", false, false},
    {'G', "ranksep",         0.02, 100,   NULL, false, false},
    {'G', "ratio",           0.05, 20,    "fill|compress|expand|auto", false, false},
    {'G', "remincross",      1,    0,     BOOLEAN, false, false},
    {'G', "repulsiveforce",  0,    100,   NULL, false, false},
    {'G', "rotation",        -360, 360,   NULL, false, false},
    {'G', "scale",           0.01, 100,   NULL, true,  false},
    {'G', "searchsize",      1,    1e4,   NULL, false, false},
    {'G', "sep",             0,    200,   NULL, true,  false},
    {'G', "smoothing",       1,    0,     "none|avg_dist|graph_dist|power_dist|rng|spring|triangle",
                                          false, false},
    {'G', "splines",         1,    0,     BOOLEAN "|line|spline|polyline|ortho|curved|none", false,
                                          false},
    {'G', "start",           0,    1e9,   "regular|self", false, false},
    {'G', "voro_margin",     0,    10,    NULL, false, false},
    {'N', "area",            1e-3, 1e6,   NULL, false, false},
    {'N', "distortion",      -100, 100,   NULL, false, false},
    {'N', "fixedsize",       1,    0,     BOOLEAN "|shape", false, false},
    {'N', "group",           1,    0,     NULL, false, true},
    {'N', "height",          0.01, 100,   NULL, false, false},
    {'N', "margin",          0,    10,    NULL, true,  false},
    {'N', "ordering",        1,    0,     "in|out", false, false},
    {'N', "orientation",     -360, 360,   NULL, false, false},
    {'N', "regular",         1,    0,     BOOLEAN, false, false},
    {'N', "root",            1,    0,     BOOLEAN, false, false},
    {'N', "sides",           0,    100,   NULL, false, false},
    {'N', "skew",            -100, 100,   NULL, false, false},
    {'N', "sortv",           0,    1e9,   NULL, false, false},
    {'N', "width",           0.01, 100,   NULL, false, false},
    {'E', "constraint",      1,    0,     BOOLEAN, false, false},
    {'E', "headclip",        1,    0,     BOOLEAN, false, false},
    {'E', "headport",        1,    0,     SIDES, false, false},
    {'E', "labelfloat",      1,    0,     BOOLEAN, false, false},
    {'E', "len",             0.01, 1e3,   NULL, false, false},
    {'E', "minlen",          0,    100,   NULL, false, false},
    {'E', "samehead",        1,    0,     NULL, false, true},
    {'E', "sametail",        1,    0,     NULL, false, true},
    {'E', "tailclip",        1,    0,     BOOLEAN, false, false},
    {'E', "tailport",        1,    0,     SIDES, false, false},
    {'E', "weight",          0,    1000,  NULL, false, false},
};
/* clang-format on */

static const struct rule *rule_for(char kind, struct ent_text name)
{
    for (size_t i = 0; i < ENT_COUNT(rules); i++)
        if (rules[i].kind == kind && ent_text_is(name, rules[i].name))
            return &rules[i];
    return NULL;
}

bool ent_layout_setting_known(char kind, struct ent_text name)
{
    return rule_for(kind, name) != NULL;
}

const struct ent_text *ent_layout_setting_names(struct ent_arena *arena, char kind, size_t *count)
{
    struct ent_text *names = ENT_NEW(arena, struct ent_text, ENT_COUNT(rules));
    *count = 0;
    for (size_t i = 0; i < ENT_COUNT(rules); i++)
        if (rules[i].kind == kind)
            names[(*count)++] = ent_text_of(rules[i].name);
    return names;
}

/* "-12.5": no exponent, no locale, and short enough for the record. */
static bool read_number(struct ent_text text, double *number)
{
    size_t at = text.length > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+');
    double value = 0, unit = 1;
    bool point = false, digit = false;
    for (; at < text.length; at++) {
        char byte = text.bytes[at];
        if (byte == '.' && !point) {
            point = true;
        } else if (byte >= '0' && byte <= '9') {
            digit = true;
            value = value * 10 + (byte - '0');
            unit *= point ? 10 : 1;
        } else {
            return false;
        }
    }
    *number = (text.bytes && text.bytes[0] == '-' ? -value : value) / unit;
    return digit && text.length <= 12;
}

static bool is_number_of(const struct rule *rule, struct ent_text value)
{
    double number;
    return read_number(value, &number) && number >= rule->low && number <= rule->high;
}

static bool is_word_of(const struct rule *rule, struct ent_text value)
{
    struct ent_text rest = ent_text_of(rule->words), word;
    while (ent_text_next(&rest, '|', &word))
        if (ent_text_equal(word, value))
            return true;
    return false;
}

static bool is_taken(const struct rule *rule, struct ent_text value)
{
    if (rule->any_name || is_word_of(rule, value) || is_number_of(rule, value))
        return true;
    bool may_be_pair = rule->pair && value.length > 0;
    const char *comma = may_be_pair ? memchr(value.bytes, ',', value.length) : NULL;
    if (!comma)
        return false;
    size_t first = (size_t)(comma - value.bytes);
    return is_number_of(rule, ent_text_slice(value, 0, first)) &&
           is_number_of(rule, ent_text_slice(value, first + 1, SIZE_MAX));
}

static struct ent_text taken_values(struct ent_arena *arena, const struct rule *rule)
{
    char range[96] = "";
    if (rule->low <= rule->high)
        snprintf(range, sizeof range, "a number from %g to %g%s", rule->low, rule->high,
                 rule->words ? " or one of " : "");
    return ENT_FORM(arena, "{} takes {}{}", ent_text_of(rule->name), ent_text_of(range),
                    ent_text_of(rule->words));
}

static bool check(struct ent_run *run, char kind, const struct ent_setting *settings, size_t count)
{
    struct ent_arena *arena = &run->arena;
    for (size_t i = 0; i < count; i++) {
        const struct ent_setting *setting = &settings[i];
        const struct rule *rule = rule_for(kind, setting->name);
        if (rule && is_taken(rule, setting->value))
            continue;
        ent_report(run, ENT_E500, ENT_NOWHERE, rule ? taken_values(arena, rule) : ENT_NO_HINT,
                   ENT_FORM(arena, "the layout takes no {}={}", setting->name, setting->value));
        return false;
    }
    return true;
}

bool ent_layout_settings_check(struct ent_run *run, const struct ent_layout_task *task)
{
    bool good = check(run, 'G', task->settings, task->setting_count);
    for (size_t i = 0; good && i < task->node_count; i++)
        good = check(run, 'N', task->nodes[i].settings, task->nodes[i].setting_count);
    for (size_t i = 0; good && i < task->tie_count; i++)
        good = check(run, 'E', task->ties[i].settings, task->ties[i].setting_count);
    return good;
}

struct ent_text ent_layout_setting_told(struct ent_arena *arena, char kind,
                                        const struct ent_setting *setting)
{
    if (!rule_for(kind, setting->name)->any_name)
        return setting->value;
    char number[24];
    snprintf(number, sizeof number, "h%016llx", (unsigned long long)ent_text_hash(setting->value));
    return ENT_FORM(arena, "{}", ent_text_of(number));
}

struct ent_text ent_layout_setting_value(const struct ent_setting *settings, size_t count,
                                         const char *name)
{
    struct ent_text value = {0};
    for (size_t i = 0; i < count; i++)
        if (ent_text_is(settings[i].name, name))
            value = settings[i].value;
    return value;
}
