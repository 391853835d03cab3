#include "draw/layout_record.h"

#include "draw/layout_child.h"
#include "draw/layout_geometry.h"
#include "draw/layout_settings.h"

#include <assert.h>
#include <math.h>

static void copy_word(char *to, struct ent_text word)
{
    size_t length = word.length < ENT_CHILD_WORD ? word.length : ENT_CHILD_WORD - 1;
    if (length > 0)
        memcpy(to, word.bytes, length);
}

static void put_settings(const struct ent_layout_call *call, struct ent_writer *rows, char kind,
                         size_t row, const struct ent_setting *settings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct ent_child_setting setting = {.kind = (uint32_t)kind, .row = (uint32_t)row};
        copy_word(setting.name, settings[i].name);
        copy_word(setting.value, ent_layout_setting_told(&call->run->arena, kind, &settings[i]));
        ent_put_bytes(rows, (const char *)&setting, sizeof setting);
    }
}

static void put_tie_settings(const struct ent_layout_call *call, struct ent_writer *rows,
                             size_t row)
{
    const struct ent_layout_tie *tie = &call->task->ties[row];
    unsigned ranks = call->spans ? call->spans[row] : 1;
    struct ent_setting span = {ENT_TEXT("minlen"), ent_text_number(&call->run->arena, ranks)};
    if (ranks > 1)
        put_settings(call, rows, 'E', row, &span, 1);
    put_settings(call, rows, 'E', row, tie->settings, tie->setting_count);
    span.value = ent_text_number(&call->run->arena, tie->span);
    if (tie->spaced && call->engine->same_ranks)
        put_settings(call, rows, 'E', row, &span, 1);
}

static void put_all_settings(const struct ent_layout_call *call, struct ent_writer *rows)
{
    const struct ent_layout_task *task = call->task;
    put_settings(call, rows, 'G', 0, call->defaults, call->default_count);
    put_settings(call, rows, 'G', 0, task->settings, task->setting_count);
    for (size_t i = 0; i < task->node_count; i++)
        put_settings(call, rows, 'N', i, task->nodes[i].settings, task->nodes[i].setting_count);
    for (size_t i = 0; i < task->tie_count; i++)
        put_tie_settings(call, rows, i);
}

/* Engines that keep no room for labels of ties are not told of them: Graphviz aborts at some. */
static void put_rows(const struct ent_layout_call *call, struct ent_writer *record)
{
    bool keeps = call->engine->keeps_room_for_labels;
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
                                    .label_width = keeps ? tie->label_width : 0,
                                    .label_height = keeps ? tie->label_height : 0,
                                    .arrow_size = tie->arrow_size,
                                    .pen_width = tie->pen_width};
        ent_put_bytes(record, (const char *)&row, sizeof row);
    }
    for (size_t i = 0; i < task->cluster_count; i++) {
        struct ent_child_cluster row = {task->clusters[i].label_width,
                                        task->clusters[i].label_height};
        ent_put_bytes(record, (const char *)&row, sizeof row);
    }
    for (size_t i = 0; call->engine->pulls && i < task->pull_count; i++) {
        struct ent_child_pull row = {task->pulls[i].from, task->pulls[i].to, task->pulls[i].length};
        ent_put_bytes(record, (const char *)&row, sizeof row);
    }
}

void ent_layout_record_write(const struct ent_layout_call *call, struct ent_writer *record)
{
    const struct ent_layout_task *task = call->task;
    struct ent_writer settings = {0};
    put_all_settings(call, &settings);
    struct ent_child_head head = {
        .mark = ENT_CHILD_TASK,
        .node_count = (uint32_t)task->node_count,
        .tie_count = (uint32_t)task->tie_count,
        .cluster_count = (uint32_t)task->cluster_count,
        .pull_count = call->engine->pulls ? (uint32_t)task->pull_count : 0,
        .setting_count = (uint32_t)(settings.length / sizeof(struct ent_child_setting)),
        .draws_clusters = call->engine->draws_clusters,
        .same_ranks = call->engine->same_ranks,
    };
    copy_word(head.engine, ent_text_of(call->engine->name));
    ent_put_bytes(record, (const char *)&head, sizeof head);
    put_rows(call, record);
    ent_put_text(record, ent_writer_text(&settings));
    ent_writer_end(&settings);
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

static struct ent_point *next_points(struct ent_arena *arena, struct answer *answer, size_t count)
{
    struct ent_point *points = ENT_NEW(arena, struct ent_point, count);
    for (size_t i = 0; i < count; i++)
        points[i] = next_point(answer);
    return points;
}

/* Nodes come to stand on whole points, so that lines between them are the same everywhere, too;
 * tiles do so when they are fitted. Returns how far the node was moved. */
static struct ent_point read_node(const struct ent_layout_call *call, struct answer *answer,
                                  struct ent_placed_node *node)
{
    struct ent_arena *arena = &call->run->arena;
    struct ent_point at = next_point(answer), whole = {floor(at.x + 0.5), floor(at.y + 0.5)};
    node->centre = call->engine->tiles ? at : whole;
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
        ent_layout_move_points(node->outlines[i].points, points, moved);
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
    double length = ent_layout_distance(a, b);
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
    ent_layout_move_points(curve->points, 2, from);
    ent_layout_move_points(curve->points + last - 1, 2, to);
    curve->from_tip = ent_layout_plus(curve->from_tip, from);
    curve->to_tip = ent_layout_plus(curve->to_tip, to);
    for (size_t i = 1; straight && i < 3; i++)
        curve->points[i] = ent_layout_between(curve->points[0], curve->points[3], (double)i / 3);
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
        tie->label = ent_layout_middle(tie);
}

static void read_cluster(struct answer *answer, struct ent_placed_cluster *cluster)
{
    cluster->width = next_length(answer);
    cluster->height = next_length(answer);
    cluster->top_left = next_point(answer);
    cluster->top_left.y -= cluster->height;
    cluster->label = next_point(answer);
}

bool ent_layout_record_read(const struct ent_layout_call *call, struct ent_text bytes)
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
        moved[i] = read_node(call, &answer, &layout->nodes[i]);
    for (size_t i = 0; !answer.broken && i < task->tie_count; i++)
        read_tie(arena, &answer, &layout->ties[i], moved[task->ties[i].from],
                 moved[task->ties[i].to]);
    for (size_t i = 0; i < task->cluster_count; i++)
        read_cluster(&answer, &layout->clusters[i]);
    return next(&answer) == ENT_CHILD_ANSWER && !answer.broken && answer.left.length == 0;
}
