#include "draw/layout.h"

#include "draw/layout_child.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double arrow_length = 10; /* of Graphviz's "normal", at size 1 */

enum {
    most_curved_nodes = 100, /* above these Graphviz needs minutes for curves */
    most_curved_ties = 300,
    most_packed_parts = 100,
};

struct engine {
    const char *name, *another; /* to try when this one fails */
    const char *defaults[3][2];
    bool keeps_isolated, draws_clusters, same_ranks;
    bool straight; /* ties are straight lines unless `splines` says otherwise */
};

/* clang-format off */
static const struct engine engines[] = {
    {"dot",       "sfdp",  {{0}}, true,  true,  true,  false},
    {"neato",     "sfdp",  {{"overlap", "prism"}}, false, false, false, true},
    {"sfdp",      "twopi", {{"overlap", "prism"}, {"quadtree", "fast"}}, false, false, false, true},
    {"fdp",       "sfdp",  {{"overlap", "prism"}}, false, true, false, true},
    {"twopi",     "sfdp",  {{"overlap", "prism"}}, false, false, false, true},
    {"circo",     "sfdp",  {{0}}, false, false, false, true},
    {"osage",     "sfdp",  {{0}}, true,  true,  false, true},
    {"patchwork", "osage", {{0}}, true,  false, false, true},
};
/* clang-format on */

const char *const ent_layout_engines[] = {"dot",   "neato", "sfdp",      "fdp", "twopi",
                                          "circo", "osage", "patchwork", NULL};

_Static_assert(ENT_COUNT(ent_layout_engines) == ENT_COUNT(engines) + 1, "one list, twice");

static const struct engine *engine_named(struct ent_text name)
{
    for (size_t i = 0; i < ENT_COUNT(engines); i++)
        if (ent_text_is(name, engines[i].name))
            return &engines[i];
    return NULL;
}

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

static bool is_set(const struct ent_setting *settings, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (ent_text_is(settings[i].name, name))
            return true;
    return false;
}

struct call {
    struct ent_run *run;
    const struct ent_layout_task *task;
    const struct engine *engine;
    struct ent_layout *layout;
    bool *isolated; /* nodes without a tie that we set beside the layout ourselves */
    size_t isolated_count;
};

static void refuse(const struct call *call, struct ent_text hint, struct ent_text what)
{
    struct ent_text name = ent_text_of(call->engine->name);
    ent_report(call->run, ENT_E901, ENT_NOWHERE, hint, name, what);
}

static void copy_word(char *to, struct ent_text word)
{
    size_t length = word.length < ENT_CHILD_WORD ? word.length : ENT_CHILD_WORD - 1;
    if (length > 0)
        memcpy(to, word.bytes, length);
}

static void put_setting(struct ent_writer *rows, char kind, size_t row, struct ent_text name,
                        struct ent_text value)
{
    struct ent_child_setting setting = {.kind = (uint32_t)kind, .row = (uint32_t)row};
    copy_word(setting.name, name);
    copy_word(setting.value, value);
    ent_put_bytes(rows, (const char *)&setting, sizeof setting);
}

static void put_name(struct ent_writer *rows, char kind, size_t row,
                     const struct ent_setting *setting)
{
    char number[24];
    snprintf(number, sizeof number, "h%016llx", (unsigned long long)ent_text_hash(setting->value));
    put_setting(rows, kind, row, setting->name, ent_text_of(number));
}

static bool put_settings(const struct call *call, struct ent_writer *rows, char kind, size_t row,
                         const struct ent_setting *settings, size_t count)
{
    struct ent_arena *arena = &call->run->arena;
    for (size_t i = 0; i < count; i++) {
        const struct ent_setting *setting = &settings[i];
        const struct rule *rule = rule_for(kind, setting->name);
        if (!rule || !is_taken(rule, setting->value)) {
            struct ent_text hint = rule ? taken_values(arena, rule) : ENT_NO_HINT;
            ent_report(call->run, ENT_E500, ENT_NOWHERE, hint,
                       ENT_FORM(arena, "the layout takes no {}={}", setting->name, setting->value));
            return false;
        }
        if (rule->any_name)
            put_name(rows, kind, row, setting);
        else
            put_setting(rows, kind, row, setting->name, setting->value);
    }
    return true;
}

/* Parts that no tie connects. */
static size_t count_parts(const struct call *call)
{
    const struct ent_layout_task *task = call->task;
    uint32_t *above = ENT_NEW(&call->run->arena, uint32_t, task->node_count);
    size_t parts = task->node_count - call->isolated_count;
    for (size_t i = 0; i < task->node_count; i++)
        above[i] = (uint32_t)i;
    for (size_t i = 0; i < task->tie_count; i++) {
        uint32_t ends[] = {task->ties[i].from, task->ties[i].to};
        for (size_t end = 0; end < 2; end++)
            while (above[ends[end]] != ends[end])
                ends[end] = above[ends[end]] = above[above[ends[end]]];
        parts -= ends[0] != ends[1];
        above[ends[0]] = ends[1];
    }
    return parts;
}

static bool uses_ranks(const struct ent_layout_task *task)
{
    for (size_t i = 0; i < task->node_count; i++)
        if (task->nodes[i].rank != ENT_NONE)
            return true;
    return false;
}

/* What nodes keep free around them, as a value of `sep`: half of what arrows and labels of ties
 * need, and a bit of line. */
static struct ent_text room_around_nodes(struct ent_arena *arena,
                                         const struct ent_layout_task *task)
{
    enum { most_room = 160 };
    double width = 0, height = 0;
    for (size_t i = 0; i < task->tie_count; i++) {
        const struct ent_layout_tie *tie = &task->ties[i];
        double arrows = arrow_length * tie->arrow_size * (tie->arrow_at_from + tie->arrow_at_to);
        width = fmax(width, fmax(arrows, tie->label_width));
        height = fmax(height, fmax(arrows, tie->label_height));
    }
    int64_t aside = (int64_t)fmin(width, most_room) / 2 + 4;
    int64_t above = (int64_t)fmin(height, most_room) / 2 + 4;
    return ENT_FORM(arena, "+{},{}", ent_text_number(arena, aside), ent_text_number(arena, above));
}

static void put_default(const struct ent_layout_task *task, struct ent_writer *rows,
                        const char *name, struct ent_text value)
{
    if (!is_set(task->settings, task->setting_count, name))
        put_setting(rows, 'G', 0, ent_text_of(name), value);
}

/* What the user did not set and what is known to work. */
static void put_defaults(const struct call *call, struct ent_writer *rows)
{
    const struct ent_layout_task *task = call->task;
    bool large = task->node_count > most_curved_nodes || task->tie_count > most_curved_ties;
    bool scattered = !call->engine->keeps_isolated && count_parts(call) > most_packed_parts;
    bool mixed = call->engine->same_ranks && task->cluster_count > 0 && uses_ranks(task);
    if (call->engine->straight)
        put_default(task, rows, "sep", room_around_nodes(&call->run->arena, task));
    if (large || call->engine->straight)
        put_default(task, rows, "splines", ENT_TEXT("line"));
    if (scattered)
        put_default(task, rows, "packmode", ENT_TEXT("array"));
    if (mixed) /* else a rank tears nodes out of their clusters */
        put_default(task, rows, "newrank", ENT_TEXT("true"));
    for (size_t i = 0; i < ENT_COUNT(call->engine->defaults); i++) {
        const char *const *pair = call->engine->defaults[i];
        if (pair[0])
            put_default(task, rows, pair[0], ent_text_of(pair[1]));
    }
}

static bool put_all_settings(const struct call *call, struct ent_writer *rows)
{
    const struct ent_layout_task *task = call->task;
    put_defaults(call, rows);
    bool good = put_settings(call, rows, 'G', 0, task->settings, task->setting_count);
    for (size_t i = 0; good && i < task->node_count; i++)
        good =
            put_settings(call, rows, 'N', i, task->nodes[i].settings, task->nodes[i].setting_count);
    for (size_t i = 0; good && i < task->tie_count; i++)
        good =
            put_settings(call, rows, 'E', i, task->ties[i].settings, task->ties[i].setting_count);
    return good;
}

static void put_rows(const struct call *call, struct ent_writer *record)
{
    const struct ent_layout_task *task = call->task;
    for (size_t i = 0; i < task->node_count; i++) {
        const struct ent_layout_node *node = &task->nodes[i];
        assert(node->cluster == ENT_NONE || node->cluster < task->cluster_count);
        struct ent_child_node row = {.width = node->width,
                                     .height = node->height,
                                     .peripheries = node->peripheries,
                                     .cluster = node->cluster,
                                     .rank = node->rank,
                                     .apart = call->isolated[i]};
        copy_word(row.shape, ent_text_of(node->shape));
        ent_put_bytes(record, (const char *)&row, sizeof row);
    }
    for (size_t i = 0; i < task->tie_count; i++) {
        const struct ent_layout_tie *tie = &task->ties[i];
        assert(tie->from < task->node_count && tie->to < task->node_count);
        struct ent_child_tie row = {.from = tie->from,
                                    .to = tie->to,
                                    .arrow_at_from = tie->arrow_at_from,
                                    .arrow_at_to = tie->arrow_at_to,
                                    .label_width = tie->label_width,
                                    .label_height = tie->label_height,
                                    .arrow_size = tie->arrow_size,
                                    .pen_width = tie->pen_width};
        ent_put_bytes(record, (const char *)&row, sizeof row);
    }
    for (size_t i = 0; i < task->cluster_count; i++) {
        struct ent_child_cluster row = {task->clusters[i].label_width,
                                        task->clusters[i].label_height};
        ent_put_bytes(record, (const char *)&row, sizeof row);
    }
}

static bool put_task(const struct call *call, struct ent_writer *record)
{
    const struct ent_layout_task *task = call->task;
    struct ent_writer settings = {0};
    bool good = put_all_settings(call, &settings);
    struct ent_child_head head = {
        .mark = ENT_CHILD_TASK,
        .node_count = (uint32_t)task->node_count,
        .tie_count = (uint32_t)task->tie_count,
        .cluster_count = (uint32_t)task->cluster_count,
        .setting_count = (uint32_t)(settings.length / sizeof(struct ent_child_setting)),
        .draws_clusters = call->engine->draws_clusters,
        .same_ranks = call->engine->same_ranks,
    };
    copy_word(head.engine, ent_text_of(call->engine->name));
    ent_put_bytes(record, (const char *)&head, sizeof head);
    put_rows(call, record);
    ent_put_text(record, ent_writer_text(&settings));
    ent_writer_end(&settings);
    return good;
}

static struct ent_text another_engine(const struct call *call)
{
    struct ent_arena *arena = &call->run->arena;
    return ENT_FORM(arena, "try -K {}", ent_text_of(call->engine->another));
}

struct answer {
    struct ent_text left;
    bool broken;
};

static double next(struct answer *answer)
{
    double number;
    if (answer->left.length < sizeof number) {
        answer->broken = true;
        return 0;
    }
    memcpy(&number, answer->left.bytes, sizeof number);
    answer->left = ent_text_slice(answer->left, sizeof number, SIZE_MAX);
    if (isfinite(number))
        return number;
    answer->broken = true;
    return 0;
}

/* A number of things of which each takes at least `size` numbers more. */
static size_t next_count(struct answer *answer, size_t size)
{
    double number = next(answer);
    double most = (double)(answer->left.length / sizeof(double) / size);
    if (number >= 0 && number <= most && number == floor(number))
        return (size_t)number;
    answer->broken = true;
    return 0;
}

/* A length in 64ths of a point: finer than what is printed, coarser than the noise in the last
 * digits that some engines leave, and sums of such numbers are exact. */
static double next_length(struct answer *answer)
{
    return floor(next(answer) * 64 + 0.5) / 64;
}

/* Graphviz's y grows upward. */
static struct ent_point next_point(struct answer *answer)
{
    double x = next_length(answer);
    return (struct ent_point){x, -next_length(answer)};
}

static struct ent_point plus(struct ent_point a, struct ent_point b)
{
    return (struct ent_point){a.x + b.x, a.y + b.y};
}

static struct ent_point between(struct ent_point a, struct ent_point b, double part)
{
    return (struct ent_point){a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

static double distance(struct ent_point a, struct ent_point b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

static struct ent_point *next_points(struct ent_arena *arena, struct answer *answer, size_t count)
{
    struct ent_point *points = ENT_NEW(arena, struct ent_point, count);
    for (size_t i = 0; i < count; i++)
        points[i] = next_point(answer);
    return points;
}

static void move_points(struct ent_point *points, size_t count, struct ent_point by)
{
    for (size_t i = 0; i < count; i++)
        points[i] = plus(points[i], by);
}

/* Nodes come to stand on whole points, so that lines between them are the same everywhere, too.
 * Returns how far the node was moved. */
static struct ent_point read_node(struct ent_arena *arena, struct answer *answer,
                                  struct ent_placed_node *node)
{
    struct ent_point at = next_point(answer);
    node->centre = (struct ent_point){floor(at.x + 0.5), floor(at.y + 0.5)};
    struct ent_point moved = {node->centre.x - at.x, node->centre.y - at.y};
    node->width = next_length(answer);
    node->height = next_length(answer);
    node->outline_count = next_count(answer, 1);
    size_t points = next_count(answer, 2);
    if (node->outline_count > 0 && points > answer->left.length / 16 / node->outline_count) {
        answer->broken = true;
        return moved;
    }
    node->outlines = ENT_NEW(arena, struct ent_outline, node->outline_count);
    for (size_t i = 0; i < node->outline_count; i++) {
        node->outlines[i].points = next_points(arena, answer, points);
        node->outlines[i].point_count = points;
        move_points(node->outlines[i].points, points, moved);
    }
    return moved;
}

static void read_curve(struct ent_arena *arena, struct answer *answer, struct ent_curve *curve)
{
    curve->arrow_at_from = next(answer) != 0;
    curve->from_tip = next_point(answer);
    curve->arrow_at_to = next(answer) != 0;
    curve->to_tip = next_point(answer);
    curve->point_count = next_count(answer, 2);
    curve->points = next_points(arena, answer, curve->point_count);
    if (curve->point_count < 4 || curve->point_count % 3 != 1)
        answer->broken = true;
}

static bool is_straight(const struct ent_curve *curve)
{
    struct ent_point a = curve->points[0], b = curve->points[3];
    double length = distance(a, b);
    for (size_t i = 1; i < 3; i++) {
        struct ent_point p = curve->points[i];
        double area = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
        if (fabs(area) > length * 1e-6)
            return false;
    }
    return curve->point_count == 4;
}

/* A node that was moved takes the ends of its curves along. */
static void follow(struct ent_curve *curve, struct ent_point from, struct ent_point to)
{
    size_t last = curve->point_count - 1;
    bool straight = is_straight(curve);
    move_points(curve->points, 2, from);
    move_points(curve->points + last - 1, 2, to);
    curve->from_tip = plus(curve->from_tip, from);
    curve->to_tip = plus(curve->to_tip, to);
    for (size_t i = 1; straight && i < 3; i++)
        curve->points[i] = between(curve->points[0], curve->points[3], (double)i / 3);
}

static struct ent_point point_on(const struct ent_point p[4], double t)
{
    double s = 1 - t, w[] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
    return (struct ent_point){w[0] * p[0].x + w[1] * p[1].x + w[2] * p[2].x + w[3] * p[3].x,
                              w[0] * p[0].y + w[1] * p[1].y + w[2] * p[2].y + w[3] * p[3].y};
}

static struct ent_point middle(const struct ent_placed_tie *tie)
{
    const struct ent_curve *curve = &tie->curves[tie->curve_count / 2];
    size_t pieces = (curve->point_count - 1) / 3;
    const struct ent_point *piece = curve->points + pieces / 2 * 3;
    return pieces % 2 == 1 ? point_on(piece, 0.5) : piece[0];
}

static void read_tie(struct ent_arena *arena, struct answer *answer, struct ent_placed_tie *tie,
                     struct ent_point from, struct ent_point to)
{
    bool has_label = next(answer) != 0;
    tie->label = next_point(answer);
    tie->curve_count = next_count(answer, 7);
    tie->curves = ENT_NEW(arena, struct ent_curve, tie->curve_count);
    for (size_t i = 0; i < tie->curve_count; i++) {
        read_curve(arena, answer, &tie->curves[i]);
        if (answer->broken)
            return;
        follow(&tie->curves[i], i == 0 ? from : (struct ent_point){0},
               i + 1 == tie->curve_count ? to : (struct ent_point){0});
    }
    if (!has_label && tie->curve_count > 0)
        tie->label = middle(tie);
}

static void read_cluster(struct answer *answer, struct ent_placed_cluster *cluster)
{
    cluster->width = next_length(answer);
    cluster->height = next_length(answer);
    cluster->top_left = next_point(answer);
    cluster->top_left.y -= cluster->height;
    cluster->label = next_point(answer);
}

static struct ent_text splines_of(const struct ent_layout_task *task)
{
    struct ent_text value = {0};
    for (size_t i = 0; i < task->setting_count; i++)
        if (ent_text_is(task->settings[i].name, "splines"))
            value = task->settings[i].value;
    return value;
}

static bool ties_are_straight(const struct call *call)
{
    struct ent_text splines = splines_of(call->task);
    return call->engine->straight && (splines.length == 0 || ent_text_is(splines, "line") ||
                                      ent_text_is(splines, "false") || ent_text_is(splines, "no"));
}

/* Right-angled ties are led past the room that dot kept for their labels. */
static void put_labels_on_ties(const struct call *call)
{
    if (!ent_text_is(splines_of(call->task), "ortho"))
        return;
    for (size_t i = 0; i < call->task->tie_count; i++)
        if (call->layout->ties[i].curve_count > 0)
            call->layout->ties[i].label = middle(&call->layout->ties[i]);
}

static bool read_answer(const struct call *call, struct ent_text bytes)
{
    const struct ent_layout_task *task = call->task;
    struct ent_arena *arena = &call->run->arena;
    struct ent_layout *layout = call->layout;
    struct answer answer = {.left = bytes};
    double head[] = {ENT_CHILD_ANSWER, (double)task->node_count, (double)task->tie_count,
                     (double)task->cluster_count};
    for (size_t i = 0; i < ENT_COUNT(head); i++)
        if (next(&answer) != head[i])
            return false;
    struct ent_point *moved = ENT_NEW(arena, struct ent_point, task->node_count);
    for (size_t i = 0; !answer.broken && i < task->node_count; i++)
        moved[i] = read_node(arena, &answer, &layout->nodes[i]);
    for (size_t i = 0; !answer.broken && i < task->tie_count; i++)
        read_tie(arena, &answer, &layout->ties[i], moved[task->ties[i].from],
                 moved[task->ties[i].to]);
    for (size_t i = 0; i < task->cluster_count; i++)
        read_cluster(&answer, &layout->clusters[i]);
    return next(&answer) == ENT_CHILD_ANSWER && !answer.broken && answer.left.length == 0;
}

/* Asks the child and reads its answer; reports what went wrong. */
static bool ask_child(const struct call *call, struct ent_text record)
{
    struct ent_writer answer = {0};
    struct ent_text wrong = ent_child_ask(&call->run->arena, call->task, record, &answer);
    if (wrong.length == 0 && !read_answer(call, ent_writer_text(&answer)))
        wrong = ENT_TEXT("gave back numbers that cannot be drawn");
    ent_writer_end(&answer);
    if (wrong.length > 0)
        refuse(call, another_engine(call), wrong);
    return wrong.length == 0;
}

static bool inside_polygon(const struct ent_outline *outline, struct ent_point at)
{
    bool inside = false;
    for (size_t i = 0, j = outline->point_count - 1; i < outline->point_count; j = i++) {
        struct ent_point a = outline->points[i], b = outline->points[j];
        if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

static bool is_round(const char *shape)
{
    static const char *const round[] = {"ellipse", "oval",         "circle",
                                        "point",   "doublecircle", "Mcircle"};
    for (size_t i = 0; i < ENT_COUNT(round); i++)
        if (strcmp(shape, round[i]) == 0)
            return true;
    return false;
}

static bool inside_node(const struct call *call, uint32_t row, struct ent_point at)
{
    const struct ent_placed_node *node = &call->layout->nodes[row];
    if (node->outline_count > 0)
        return inside_polygon(&node->outlines[node->outline_count - 1], at);
    double x = fabs(at.x - node->centre.x) * 2, y = fabs(at.y - node->centre.y) * 2;
    if (!is_round(call->task->nodes[row].shape) && call->task->nodes[row].peripheries > 0)
        return x < node->width && y < node->height;
    x /= node->width;
    y /= node->height;
    return x * x + y * y < 1;
}

/* Where between `in` and `out` a curve leaves the shape of a node. */
static double leaves(const struct call *call, uint32_t row, const struct ent_point curve[4],
                     double in, double out)
{
    for (int i = 0; i < 50; i++) {
        double half = (in + out) / 2;
        if (inside_node(call, row, point_on(curve, half)))
            in = half;
        else
            out = half;
    }
    return out;
}

/* Where between `tip` and `far` a curve is `length` away from its tip. */
static double foot(const struct ent_point curve[4], double tip, double far, double length)
{
    struct ent_point end = point_on(curve, tip);
    if (distance(end, point_on(curve, far)) < length)
        return far;
    for (int i = 0; i < 50; i++) {
        double half = (tip + far) / 2;
        if (distance(end, point_on(curve, half)) < length)
            tip = half;
        else
            far = half;
    }
    return far;
}

/* Keeps the part of a curve up to `t`. */
static void cut_behind(struct ent_point p[4], double t)
{
    struct ent_point a = between(p[0], p[1], t), b = between(p[1], p[2], t),
                     c = between(p[2], p[3], t), ab = between(a, b, t), bc = between(b, c, t);
    p[1] = a;
    p[2] = ab;
    p[3] = between(ab, bc, t);
}

static void reverse(struct ent_point p[4])
{
    for (size_t i = 0; i < 2; i++) {
        struct ent_point held = p[i];
        p[i] = p[3 - i];
        p[3 - i] = held;
    }
}

static void cut_both(struct ent_point p[4], double from, double to)
{
    cut_behind(p, to);
    reverse(p);
    cut_behind(p, 1 - from / to);
    reverse(p);
}

/* From centre to centre, in its middle `bow` points to the right of the straight line. */
static void bend(struct ent_point p[4], double bow)
{
    double length = distance(p[0], p[3]), reach = bow * 4 / 3 / length;
    struct ent_point aside = {-(p[3].y - p[0].y) * reach, (p[3].x - p[0].x) * reach};
    p[1] = plus(between(p[0], p[3], 1.0 / 3), aside);
    p[2] = plus(between(p[0], p[3], 2.0 / 3), aside);
}

/* Draws a tie anew between the outlines of its nodes. None is seen where they overlap. */
static void draw_tie(const struct call *call, size_t row, double bow)
{
    const struct ent_layout_tie *tie = &call->task->ties[row];
    struct ent_placed_tie *placed = &call->layout->ties[row];
    struct ent_point *p = ENT_NEW(&call->run->arena, struct ent_point, 4);
    p[0] = call->layout->nodes[tie->from].centre;
    p[3] = call->layout->nodes[tie->to].centre;
    placed->label = between(p[0], p[3], 0.5);
    placed->curve_count = 0;
    if (distance(p[0], p[3]) < 1)
        return;
    bend(p, bow);
    double start = leaves(call, tie->from, p, 0, 1), end = leaves(call, tie->to, p, 1, 0);
    if (end - start < 1e-6)
        return;
    struct ent_curve *curve = ENT_NEW(&call->run->arena, struct ent_curve, 1);
    *curve = (struct ent_curve){.points = p,
                                .point_count = 4,
                                .arrow_at_from = tie->arrow_at_from,
                                .arrow_at_to = tie->arrow_at_to,
                                .from_tip = point_on(p, start),
                                .to_tip = point_on(p, end)};
    double half = (start + end) / 2, length = arrow_length * tie->arrow_size;
    placed->label = point_on(p, half);
    placed->curves = curve;
    placed->curve_count = 1;
    start = tie->arrow_at_from ? foot(p, start, half, length) : start;
    end = tie->arrow_at_to ? foot(p, end, fmax(start, half), length) : end;
    cut_both(p, start, end);
}

/* A tie between two nodes, without regard to its direction. */
struct pair {
    uint32_t low, high, tie;
};

static int by_ends(const void *a, const void *b)
{
    const struct pair *left = a, *right = b;
    if (left->low != right->low)
        return left->low < right->low ? -1 : 1;
    if (left->high != right->high)
        return left->high < right->high ? -1 : 1;
    return (left->tie > right->tie) - (left->tie < right->tie);
}

/* Ports and ties drawn over the shapes are left as Graphviz drew them. */
static bool keeps_ends(const struct ent_layout_tie *tie)
{
    static const char *const names[] = {"headport", "tailport", "headclip", "tailclip"};
    for (size_t i = 0; i < ENT_COUNT(names); i++)
        if (is_set(tie->settings, tie->setting_count, names[i]))
            return true;
    return tie->from == tie->to;
}

/* Ties of one pair lie side by side, as far apart as their labels need and the distance of the
 * nodes allows. */
static double gap_beside(const struct call *call, const struct pair *pairs, size_t count)
{
    enum { least_gap = 12 };
    struct ent_point a = call->layout->nodes[pairs->low].centre;
    struct ent_point b = call->layout->nodes[pairs->high].centre;
    double gap = least_gap, length = distance(a, b);
    for (size_t i = 0; i < count; i++) {
        const struct ent_layout_tie *tie = &call->task->ties[pairs[i].tie];
        double aside = (tie->label_width + 2) * length / fmax(fabs(b.y - a.y), 1e-3);
        double above = (tie->label_height + 2) * length / fmax(fabs(b.x - a.x), 1e-3);
        if (tie->label_width > 0)
            gap = fmax(gap, 1.3 * fmin(aside, above)); /* labels shift along their ties */
    }
    return count > 1 ? fmin(gap, 0.8 * length / (double)(count - 1)) : gap;
}

static void draw_beside(const struct call *call, const struct pair *pairs, size_t count)
{
    double gap = gap_beside(call, pairs, count);
    for (size_t i = 0; i < count; i++) {
        double bow = ((double)i - (double)(count - 1) / 2) * gap;
        bool backward = call->task->ties[pairs[i].tie].from != pairs[i].low;
        draw_tie(call, pairs[i].tie, backward ? -bow : bow);
    }
}

static void draw_straight_ties(const struct call *call)
{
    const struct ent_layout_task *task = call->task;
    struct pair *pairs = ENT_NEW(&call->run->arena, struct pair, task->tie_count);
    size_t count = 0;
    for (size_t i = 0; i < task->tie_count; i++) {
        uint32_t from = task->ties[i].from, to = task->ties[i].to;
        if (!keeps_ends(&task->ties[i]))
            pairs[count++] =
                (struct pair){from < to ? from : to, from < to ? to : from, (uint32_t)i};
    }
    qsort(pairs, count, sizeof *pairs, by_ends);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && pairs[end].low == pairs[first].low &&
                              pairs[end].high == pairs[first].high;)
            end++;
        draw_beside(call, pairs + first, end - first);
    }
}

struct box {
    double left, top, right, bottom;
};

static const struct box no_box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static void include(struct box *box, struct ent_point centre, double width, double height)
{
    box->left = fmin(box->left, centre.x - width / 2);
    box->right = fmax(box->right, centre.x + width / 2);
    box->top = fmin(box->top, centre.y - height / 2);
    box->bottom = fmax(box->bottom, centre.y + height / 2);
}

static void include_tie(struct box *box, const struct ent_layout_tie *tie,
                        const struct ent_placed_tie *placed)
{
    for (size_t i = 0; i < placed->curve_count; i++) {
        const struct ent_curve *curve = &placed->curves[i];
        for (size_t piece = 0; piece + 3 < curve->point_count; piece += 3)
            for (int step = 0; step <= 16; step++)
                include(box, point_on(curve->points + piece, step / 16.0), 0, 0);
        if (curve->arrow_at_from)
            include(box, curve->from_tip, 0, 0);
        if (curve->arrow_at_to)
            include(box, curve->to_tip, 0, 0);
    }
    if (tie->label_width > 0 && tie->label_height > 0)
        include(box, placed->label, tie->label_width, tie->label_height);
}

/* Around all but the nodes that stand apart, which are not placed yet. */
static struct box box_of(const struct call *call)
{
    const struct ent_layout_task *task = call->task;
    const struct ent_layout *layout = call->layout;
    struct box box = no_box;
    for (size_t i = 0; i < task->node_count; i++)
        if (!call->isolated[i])
            include(&box, layout->nodes[i].centre, layout->nodes[i].width, layout->nodes[i].height);
    for (size_t i = 0; i < task->tie_count; i++)
        include_tie(&box, &task->ties[i], &layout->ties[i]);
    for (size_t i = 0; i < task->cluster_count; i++) {
        const struct ent_placed_cluster *cluster = &layout->clusters[i];
        struct ent_point centre = {cluster->top_left.x + cluster->width / 2,
                                   cluster->top_left.y + cluster->height / 2};
        if (cluster->width > 0)
            include(&box, centre, cluster->width, cluster->height);
        if (cluster->width > 0)
            include(&box, cluster->label, task->clusters[i].label_width,
                    task->clusters[i].label_height);
    }
    return box.left > box.right ? (struct box){0} : box;
}

static void move_node(struct ent_placed_node *node, struct ent_point by)
{
    node->centre = plus(node->centre, by);
    for (size_t i = 0; i < node->outline_count; i++)
        move_points(node->outlines[i].points, node->outlines[i].point_count, by);
}

static void move_tie(struct ent_placed_tie *tie, struct ent_point by)
{
    tie->label = plus(tie->label, by);
    for (size_t i = 0; i < tie->curve_count; i++) {
        struct ent_curve *curve = &tie->curves[i];
        move_points(curve->points, curve->point_count, by);
        curve->from_tip = plus(curve->from_tip, by);
        curve->to_tip = plus(curve->to_tip, by);
    }
}

/* By whole points, so that nodes stay on them. */
static void move_to_origin(const struct call *call)
{
    struct ent_layout *layout = call->layout;
    struct box box = box_of(call);
    struct ent_point by = {-floor(box.left), -floor(box.top)};
    for (size_t i = 0; i < call->task->node_count; i++)
        move_node(&layout->nodes[i], by);
    for (size_t i = 0; i < call->task->tie_count; i++)
        move_tie(&layout->ties[i], by);
    for (size_t i = 0; i < call->task->cluster_count; i++) {
        layout->clusters[i].top_left = plus(layout->clusters[i].top_left, by);
        layout->clusters[i].label = plus(layout->clusters[i].label, by);
    }
    layout->width = ceil(box.right + by.x);
    layout->height = ceil(box.bottom + by.y);
}

/* Nodes without ties stand below the drawing, in columns of one width and rows as high as they
 * must be, in the order of the task. */
struct grid {
    size_t *rows; /* of the task: what stands in the grid */
    size_t count, columns;
    double cell_width, top;
};

enum { grid_gap = 12, gap_above_grid = 36 };

static struct grid isolated_grid(const struct call *call)
{
    const struct ent_layout *layout = call->layout;
    struct grid grid = {.rows = ENT_NEW(&call->run->arena, size_t, call->isolated_count)};
    double area = 0;
    for (size_t i = 0; i < call->task->node_count; i++) {
        if (!call->isolated[i])
            continue;
        grid.rows[grid.count++] = i;
        grid.cell_width = fmax(grid.cell_width, ceil(layout->nodes[i].width) + grid_gap);
    }
    for (size_t i = 0; i < grid.count; i++)
        area += grid.cell_width * (layout->nodes[grid.rows[i]].height + grid_gap);
    double width = fmax(layout->width, sqrt(area * 1.6)) + grid_gap;
    grid.columns = (size_t)fmax(1, floor(width / grid.cell_width));
    grid.top = layout->height > 0 ? layout->height + gap_above_grid : 0;
    return grid;
}

static void place_row(struct ent_layout *layout, struct grid *grid, size_t first, size_t end)
{
    double height = 0;
    for (size_t i = first; i < end; i++)
        height = fmax(height, 2 * ceil(layout->nodes[grid->rows[i]].height / 2));
    for (size_t i = first; i < end; i++) {
        struct ent_placed_node *node = &layout->nodes[grid->rows[i]];
        double left = (double)(i - first) * grid->cell_width;
        struct ent_point to = {left + floor((grid->cell_width - grid_gap + 1) / 2),
                               grid->top + height / 2};
        move_node(node, (struct ent_point){to.x - node->centre.x, to.y - node->centre.y});
        layout->width = fmax(layout->width, ceil(to.x + node->width / 2));
    }
    layout->height = grid->top + height;
    grid->top += height + grid_gap;
}

static void place_isolated(const struct call *call)
{
    if (call->isolated_count == 0)
        return;
    struct grid grid = isolated_grid(call);
    for (size_t first = 0; first < grid.count; first += grid.columns) {
        size_t left = grid.count - first;
        size_t count = left < grid.columns ? left : grid.columns;
        place_row(call->layout, &grid, first, first + count);
    }
}

/* Nodes without ties cost Graphviz seconds when they are many, and end up on the ties of others
 * when they are few. So they stand apart. */
static void find_isolated(struct call *call)
{
    const struct ent_layout_task *task = call->task;
    call->isolated = ENT_NEW(&call->run->arena, bool, task->node_count);
    if (call->engine->keeps_isolated)
        return;
    memset(call->isolated, true, task->node_count);
    for (size_t i = 0; i < task->tie_count; i++)
        call->isolated[task->ties[i].from] = call->isolated[task->ties[i].to] = false;
    for (size_t i = 0; i < task->node_count; i++) {
        if (call->engine->draws_clusters && task->nodes[i].cluster != ENT_NONE)
            call->isolated[i] = false;
        call->isolated_count += call->isolated[i];
    }
}

static const struct engine *find_engine(struct ent_run *run, struct ent_text name)
{
    const struct engine *engine = engine_named(name);
    if (engine)
        return engine;
    struct ent_text names[ENT_COUNT(engines)];
    for (size_t i = 0; i < ENT_COUNT(engines); i++)
        names[i] = ent_text_of(engines[i].name);
    struct ent_text hint = ent_hint_meant(&run->arena, name, names, ENT_COUNT(names));
    bool near = hint.length > 0;
    for (size_t i = 0; !near && i < ENT_COUNT(names); i++)
        hint = i == 0 ? ENT_FORM(&run->arena, "there are {}", names[i])
                      : ENT_FORM(&run->arena, "{}, {}", hint, names[i]);
    ent_report(run, ENT_E901, ENT_NOWHERE, hint, name, ENT_TEXT("is not offered"));
    return NULL;
}

bool ent_layout_run(struct ent_run *run, const struct ent_layout_task *task,
                    struct ent_layout *layout)
{
    struct call call = {.run = run, .task = task, .layout = layout};
    *layout = (struct ent_layout){
        .nodes = ENT_NEW(&run->arena, struct ent_placed_node, task->node_count),
        .ties = ENT_NEW(&run->arena, struct ent_placed_tie, task->tie_count),
        .clusters = ENT_NEW(&run->arena, struct ent_placed_cluster, task->cluster_count),
    };
    call.engine = find_engine(run, task->engine);
    if (!call.engine || task->node_count == 0)
        return call.engine != NULL;
    find_isolated(&call);
    struct ent_writer record = {0};
    bool good = put_task(&call, &record) && ask_child(&call, ent_writer_text(&record));
    ent_writer_end(&record);
    if (!good)
        return false;
    if (ties_are_straight(&call))
        draw_straight_ties(&call);
    put_labels_on_ties(&call);
    move_to_origin(&call);
    place_isolated(&call);
    return true;
}
