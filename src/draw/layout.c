#include "draw/layout.h"

#include "draw/hull.h"
#include "draw/layout_child.h"
#include "draw/layout_extent.h"
#include "draw/layout_isolated.h"
#include "draw/layout_labels.h"
#include "draw/layout_parts.h"
#include "draw/layout_patchwork.h"
#include "draw/layout_pinned.h"
#include "draw/layout_record.h"
#include "draw/layout_settings.h"
#include "draw/layout_stagger.h"
#include "draw/layout_star.h"
#include "draw/layout_ties.h"
#include "draw/layout_twins.h"
#include "draw/plan.h"
#include "draw/view.h"
#include "model/bundle.h"

#include <math.h>
#include <stdio.h>

enum {
    most_curved_nodes = 100, /* above these Graphviz needs minutes for curves */
    most_curved_ties = 300,
    most_packed_parts = 100,
};

/* clang-format off */
static const struct ent_layout_engine engines[] = {
    {"dot",       "sfdp",  {{0}}, false, true,  true,  false, false, true, false, NULL},
    {"neato",     "sfdp",  {{"overlap", "prism"}}, false, false, false, true, false, false, true, NULL},
    {"sfdp",      "twopi", {{"overlap", "prism"}, {"quadtree", "fast"}}, false, false, false, true, false, false, true, NULL},
    {"fdp",       "sfdp",  {{"overlap", "prism"}}, false, false, false, true, false, false, true, NULL}, /* its clusters differ from build to build */
    {"twopi",     "sfdp",  {{"overlap", "prism"}}, false, false, false, true, false, false, false, NULL},
    {"circo",     "sfdp",  {{0}}, false, false, false, true, false, false, false, NULL},
    {"osage",     "sfdp",  {{0}}, true,  true,  false, true, false, false, false, NULL},
    {"patchwork", "osage", {{0}}, true,  false, false, true, true, false, false, NULL},
    {"timeline",  "neato", {{0}}, true,  false, false, false, false, false, false, ent_timeline_place},
    {"map",       "neato", {{0}}, true,  false, false, false, false, false, false, ent_map_place},
    {"matrix",    "neato", {{0}}, true,  false, false, false, false, false, false, ent_matrix_place},
};
/* clang-format on */

const struct ent_layout_engine *ent_layout_engines(size_t *count)
{
    *count = ENT_COUNT(engines);
    return engines;
}

const struct ent_layout_engine *ent_layout_engine(struct ent_text name)
{
    for (size_t i = 0; i < ENT_COUNT(engines); i++)
        if (ent_text_is(name, engines[i].name))
            return &engines[i];
    return NULL;
}

static size_t count_parts(const struct ent_layout_call *call)
{
    size_t count;
    ent_layout_parts(call, &count);
    return count;
}

static bool uses_ranks(const struct ent_layout_task *task)
{
    for (size_t i = 0; i < task->node_count; i++)
        if (task->nodes[i].rank != ENT_NONE)
            return true;
    return false;
}

static void add_default(struct ent_layout_call *call, const char *name, struct ent_text value)
{
    const struct ent_layout_task *task = call->task;
    if (ent_layout_setting_value(task->settings, task->setting_count, name).length == 0)
        call->defaults[call->default_count++] = (struct ent_setting){ent_text_of(name), value};
}

static void add_length(struct ent_layout_call *call, const char *name, double points, double unit)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.6g", points / unit);
    add_default(call, name, ENT_FORM(&call->run->arena, "{}", ent_text_of(digits)));
}

/* Room for labels: engines that know of none keep nodes apart, dot is told when it was not enough.
 */
static void add_room(struct ent_layout_call *call)
{
    static const double inch = 72, usual_mindist = 72, room_for_hulls = 6;
    const struct ent_layout_task *task = call->task;
    struct ent_point room = ent_layout_room_for_ties(call->task);
    if (task->pull_count > 0) /* hulls pass between */
        room = ent_layout_plus(room, (struct ent_point){room_for_hulls, room_for_hulls});
    if (call->engine->straight) {
        int64_t across = (int64_t)(room.x * call->room), down = (int64_t)(room.y * call->room);
        add_default(call, "sep",
                    ENT_FORM(&call->run->arena, "+{},{}",
                             ent_text_number(&call->run->arena, across),
                             ent_text_number(&call->run->arena, down)));
        add_length(call, "mindist", fmax(usual_mindist, 2 * room.x + 24) * call->room, inch);
        if (call->room > 1) /* osage heeds nothing else */
            add_length(call, "pack", floor(fmax(room.x, room.y) * call->room), 1);
    } else {
        double ties = fmin((double)task->tie_count, 45); /* many need a way to bend in */
        double between = call->spans ? 36 : 36 + 1.2 * ties;
        bool dense = task->tie_count > 5 * task->node_count / 2;
        between *= dense ? 1.6 : 1;
        add_length(call, "ranksep", between * call->room, inch);
        double beside = task->node_count > 25 ? 8 : task->node_count > 15 ? 11 : 18;
        beside = call->spans ? 4 : beside; /* lines that pass between keep nodes apart */
        add_length(call, "nodesep", beside * call->room, inch);
    }
}

/* What the user did not set and what is known to work. */
static void add_defaults(struct ent_layout_call *call)
{
    const struct ent_layout_task *task = call->task;
    bool large = task->node_count > most_curved_nodes || task->tie_count > most_curved_ties;
    bool scattered = !call->engine->keeps_isolated && !call->engine->same_ranks &&
                     count_parts(call) > most_packed_parts;
    bool mixed = call->engine->same_ranks && task->cluster_count > 0 && uses_ranks(task);
    call->default_count = 0;
    call->defaults =
        ENT_NEW(&call->run->arena, struct ent_setting, 9 + ENT_COUNT(call->engine->defaults));
    add_room(call);
    if (large || call->engine->straight)
        add_default(call, "splines", ENT_TEXT("line"));
    if (scattered)
        add_default(call, "packmode", ENT_TEXT("array"));
    if (call->across)
        add_default(call, "rankdir", ENT_TEXT("LR"));
    if (mixed) /* else a rank tears nodes out of their clusters */
        add_default(call, "newrank", ENT_TEXT("true"));
    for (size_t i = 0; i < ENT_COUNT(call->engine->defaults); i++) {
        const char *const *pair = call->engine->defaults[i];
        if (pair[0])
            add_default(call, pair[0], ent_text_of(pair[1]));
    }
}

static bool refuse(const struct ent_layout_call *call, struct ent_text what)
{
    struct ent_text another = ent_text_of(call->engine->another);
    if (call->is_trial) /* what was there before is good */
        return false;
    ent_report(call->run, ENT_E901, ENT_NOWHERE, ENT_FORM(&call->run->arena, "try -K {}", another),
               call->task->engine, what);
    return false;
}

/* Asks the child and reads its answer; reports what went wrong. */
static bool ask_child(const struct ent_layout_call *call)
{
    struct ent_writer record = {0}, answer = {0};
    ent_layout_record_write(call, &record);
    struct ent_text wrong =
        ent_child_ask(&call->run->arena, call->task, ent_writer_text(&record), &answer);
    if (wrong.length == 0 && !ent_layout_record_read(call, ent_writer_text(&answer)))
        wrong = ENT_TEXT("gave back numbers that cannot be drawn");
    ent_writer_end(&record);
    ent_writer_end(&answer);
    return wrong.length == 0 || refuse(call, wrong);
}

/* The nodes as large as their labels need them, wherever they stand. */
static bool measure(const struct ent_layout_call *call, struct ent_layout *measured)
{
    struct ent_arena *arena = &call->run->arena;
    struct ent_layout_task task = *call->task;
    struct ent_layout_call apart = {.run = call->run,
                                    .task = &task,
                                    .engine = call->engine,
                                    .layout = measured,
                                    .isolated = ENT_NEW(arena, bool, task.node_count),
                                    .isolated_count = task.node_count};
    memset(apart.isolated, true, task.node_count);
    task.setting_count = task.tie_count = task.pull_count = 0;
    *measured = (struct ent_layout){
        .nodes = ENT_NEW(arena, struct ent_placed_node, task.node_count),
        .ties = ENT_NEW(arena, struct ent_placed_tie, call->task->tie_count),
        .clusters = ENT_NEW(arena, struct ent_placed_cluster, task.cluster_count),
    };
    return ask_child(&apart);
}

/* Graphviz divides the rectangle by `area` alone and makes every node a box. So the nodes are
 * measured, too, and the tiles fitted to them. */
static bool ask_for_tiles(const struct ent_layout_call *call)
{
    struct ent_layout measured;
    if (!measure(call, &measured) || !ask_child(call))
        return false;
    return ent_layout_fit_tiles(call, measured.nodes) ||
           refuse(call, ENT_TEXT("gave tiles too thin: areas differ too much"));
}

static struct ent_layout empty_layout(struct ent_arena *arena, const struct ent_layout_task *task)
{
    return (struct ent_layout){
        .nodes = ENT_NEW(arena, struct ent_placed_node, task->node_count),
        .ties = ENT_NEW(arena, struct ent_placed_tie, task->tie_count),
        .clusters = ENT_NEW(arena, struct ent_placed_cluster, task->cluster_count),
    };
}

bool ent_layout_measure(struct ent_run *run, const struct ent_layout_task *task,
                        struct ent_layout *layout)
{
    struct ent_layout_task shapes = *task;
    shapes.engine = ENT_TEXT("dot");
    struct ent_layout_call call = {
        .run = run, .task = &shapes, .engine = &engines[0], .layout = layout};
    *layout = empty_layout(&run->arena, task);
    return task->node_count == 0 || measure(&call, layout);
}

bool ent_layout_place(struct ent_run *run, const struct ent_plan *plan,
                      const struct ent_layout_task *task, struct ent_layout *layout)
{
    return plan->pins ? ent_layout_pinned(run, plan, task, layout)
                      : ent_layout_run(run, task, layout);
}

bool ent_layout_plan(struct ent_run *run, const struct ent_plan *plan, struct ent_layout *layout)
{
    const struct ent_layout_engine *engine = ent_layout_engine(plan->task.engine);
    if (plan->network->bundles && plan->network->bundles->twin)
        return ent_layout_twins(run, plan, layout);
    if (!engine || !engine->place) {
        bool good = ent_layout_place(run, plan, &plan->task, layout);
        if (good)
            ent_hulls_place(run, plan, layout);
        return good;
    }
    return ent_layout_measure(run, &plan->task, layout) && engine->place(run, plan, layout);
}

static struct ent_text set_by_user(const struct ent_layout_call *call, const char *name)
{
    return ent_layout_setting_value(call->task->settings, call->task->setting_count, name);
}

static bool is_across(const struct ent_layout_call *call)
{
    struct ent_text set = set_by_user(call, "rankdir");
    return set.length > 0 ? ent_text_is(set, "LR") || ent_text_is(set, "RL") : call->across;
}

/* Ranked parts are set in columns by us, unless the user has them packed or stretched. */
static bool may_arrange(const struct ent_layout_call *call)
{
    return call->engine->same_ranks && set_by_user(call, "pack").length == 0 &&
           set_by_user(call, "packmode").length == 0 && set_by_user(call, "ratio").length == 0;
}

/* One layout with all its labels; `*losses` is how bad their places are. */
static bool lay_out(struct ent_layout_call *call, size_t *losses)
{
    *call->layout = empty_layout(&call->run->arena, call->task);
    add_defaults(call);
    if (call->engine->tiles ? !ask_for_tiles(call) : !ask_child(call))
        return false;
    if (ent_text_is(call->task->engine, "twopi"))
        ent_layout_round_star(call);
    ent_layout_mend_ties(call);
    if (may_arrange(call))
        ent_layout_arrange_parts(call, is_across(call));
    struct ent_label_losses lost = ent_layout_place_labels(
        &call->run->arena, call->task, call->layout, call->engine->keeps_room_for_labels);
    *losses = lost.led + 4 * lost.left_out;
    return true;
}

/* Ranks that would be printed small are laid out in the other direction and in more rows. */
static void fit_to_page(struct ent_layout_call *call, size_t *losses)
{
    enum { most_nodes = 150, most_ties = 600, ways = 6 };
    static const double large_enough = 0.8, worth_a_turn = 1.05, worth_rows = 1.25;
    struct ent_layout_call best = *call;
    double scale = ent_layout_scale(call);
    bool fixed = set_by_user(call, "rankdir").length > 0;
    unsigned *spans[] = {NULL, ent_layout_stagger(call, 2), ent_layout_stagger(call, 3)};
    for (unsigned way = 1; way < ways; way++) {
        struct ent_layout layout;
        struct ent_layout_call another = *call;
        size_t less;
        another.layout = &layout;
        another.across = way % 2 == 1;
        another.spans = spans[way / 2];
        another.is_trial = true;
        if (!call->engine->same_ranks || call->task->node_count > most_nodes ||
            call->task->tie_count > most_ties || (way >= 2 && scale >= large_enough))
            break;
        if ((fixed && way % 2 == 1) || (way >= 2 && !another.spans) || !lay_out(&another, &less))
            continue;
        double now = ent_layout_scale(&another);
        if (now <= scale * (way >= 2 && !best.spans ? worth_rows : worth_a_turn))
            continue;
        scale = now;
        *losses = less;
        best = another;
        *call->layout = layout;
    }
    best.layout = call->layout;
    best.is_trial = false;
    *call = best;
}

/* A label that finds no place gets more room, as long as that costs little time. */
static void give_more_room(const struct ent_layout_call *call, size_t losses)
{
    enum { most_nodes = 150, most_ties = 600 };
    static const double rooms[] = {1.6, 2.5};
    for (size_t i = 0; i < ENT_COUNT(rooms); i++) {
        struct ent_layout layout;
        struct ent_layout_call another = *call;
        size_t less;
        another.layout = &layout;
        another.room = rooms[i];
        another.is_trial = true;
        if (losses == 0 || call->engine->tiles || call->task->node_count > most_nodes ||
            call->task->tie_count > most_ties || !lay_out(&another, &less))
            return;
        if (less < losses) {
            *call->layout = layout;
            losses = less;
        }
    }
}

bool ent_layout_run(struct ent_run *run, const struct ent_layout_task *task,
                    struct ent_layout *layout)
{
    struct ent_layout_call call = {.run = run, .task = task, .layout = layout, .room = 1};
    size_t losses;
    *layout = empty_layout(&run->arena, task);
    call.engine = ent_layout_engine(task->engine);
    if (!call.engine)
        ent_report(run, ENT_E901, ENT_NOWHERE, ENT_NO_HINT, task->engine,
                   ENT_TEXT("is not offered"));
    if (!call.engine || task->node_count == 0)
        return call.engine != NULL;
    ent_layout_find_isolated(&call);
    if (!ent_layout_settings_check(run, task) || !lay_out(&call, &losses))
        return false;
    fit_to_page(&call, &losses);
    give_more_room(&call, losses);
    ent_layout_move_to_origin(&call);
    ent_layout_place_isolated(&call);
    return true;
}
