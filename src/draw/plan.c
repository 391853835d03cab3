#include "draw/planning.h"

#include "draw/badge.h"
#include "draw/fate.h"
#include "draw/hull.h"
#include "draw/kind.h"
#include "draw/plan_lineage.h"
#include "draw/plan_worth.h"
#include "draw/shape.h"

/* Width over height that labels of ties wrap for, which have no shape around them. */
static const double aspect_of_ties = 4;

/* ---- nodes and ties ---- */

static bool is_doubtful(enum ent_answer answer, const struct ent_lifetime *life)
{
    return answer == ENT_POSSIBLE || (life->given && life->marks != 0);
}

static void plan_node(const struct ent_planning *p, uint32_t node, struct ent_plan_node *planned)
{
    const struct ent_network *network = p->plan->network;
    struct ent_value items = p->wish->node_label;
    struct ent_element element = {false, node, &network->node_life[node]};
    planned->node = node;
    planned->answer = p->plan->selection->nodes[node];
    planned->doubtful = is_doubtful(planned->answer, &network->node_life[node]);
    planned->overridden = p->override_of[node] != NULL;
    ent_node_look(p->run, network, p->plan->theme, node, p->override_of[node], &planned->look);
    const struct ent_layout_engine *engine = ent_layout_engine(p->wish->engine.text);
    bool in_time = p->wish->lineage && !(engine && engine->place);
    struct ent_text usual = in_time ? ENT_TEXT("name,status,date") : ENT_TEXT("name");
    struct ent_text text = ent_planning_words(p, element, items.given ? items.text : usual);
    if (planned->doubtful)
        text = ENT_FORM(&p->run->arena, "{} ?", text);
    planned->fate = ent_fate_of_node(p->plan->theme, p->plan->selection, node);
    if (planned->fate)
        text = ent_fate_label(&p->run->arena, planned->fate->sign, text);
    text = ENT_FORM(&p->run->arena, "{}{}", text, ent_plan_group_sign(p->run, p->plan, node));
    planned->label =
        ent_planning_label(p, text, planned->look.font_size, false, planned->look.shape->aspect);
}

static void plan_tie(const struct ent_planning *p, uint32_t tie, const uint32_t *position,
                     struct ent_plan_tie *planned)
{
    const struct ent_network *network = p->plan->network;
    struct ent_element element = {true, tie, &network->tie_life[tie]};
    planned->tie = tie;
    planned->from = position[network->tie_from[tie]];
    planned->to = position[network->tie_to[tie]];
    planned->answer = p->plan->selection->ties[tie];
    planned->doubtful = is_doubtful(planned->answer, &network->tie_life[tie]);
    ent_tie_look(p->run, network, p->plan->theme, tie, &planned->look);
    struct ent_text text = ent_planning_words(p, element, p->wish->tie_label.text);
    if (planned->doubtful)
        text = text.length > 0 ? ENT_FORM(&p->run->arena, "{} ?", text) : ENT_TEXT("?");
    planned->fate = ent_fate_of_tie(p->plan->theme, p->plan->selection, tie);
    if (planned->fate) /* colours tell what changed */
        planned->look.pen.colour = p->plan->theme->tie_line;
    text = ent_fate_label(&p->run->arena,
                          ent_fate_sign(planned->fate, network, p->plan->selection, tie), text);
    planned->label = ent_planning_label(p, text, planned->look.font_size, false, aspect_of_ties);
}

static void plan_all(const struct ent_planning *p)
{
    struct ent_plan *plan = p->plan;
    struct ent_arena *arena = &p->run->arena;
    struct ent_order order = ent_order_make(p->run, plan->network, plan->selection);
    uint32_t *position = ENT_NEW(arena, uint32_t, plan->network->node_count + 1);
    plan->nodes = ENT_NEW(arena, struct ent_plan_node, order.node_count + 1);
    plan->ties = ENT_NEW(arena, struct ent_plan_tie, order.tie_count + 1);
    for (; plan->node_count < order.node_count; plan->node_count++) {
        position[order.nodes[plan->node_count]] = (uint32_t)plan->node_count;
        plan_node(p, order.nodes[plan->node_count], &plan->nodes[plan->node_count]);
    }
    for (; plan->tie_count < order.tie_count; plan->tie_count++)
        plan_tie(p, order.ties[plan->tie_count], position, &plan->ties[plan->tie_count]);
}

/* ---- contrast ---- */

static bool same_colour(struct ent_colour a, struct ent_colour b)
{
    return a.given == b.given && a.rgb == b.rgb;
}

static bool same_node_colours(const struct ent_plan *plan, size_t one, size_t other)
{
    const struct ent_plan_node *a = &plan->nodes[one], *b = &plan->nodes[other];
    return plan->network->node_type[a->node] == plan->network->node_type[b->node] &&
           same_colour(a->look.fill, b->look.fill) && same_colour(a->look.text, b->look.text) &&
           same_colour(a->look.pen.colour, b->look.pen.colour);
}

static bool same_tie_colours(const struct ent_plan *plan, size_t one, size_t other)
{
    const struct ent_plan_tie *a = &plan->ties[one], *b = &plan->ties[other];
    return plan->network->tie_relation[a->tie] == plan->network->tie_relation[b->tie] &&
           same_colour(a->look.text, b->look.text) &&
           same_colour(a->look.pen.colour, b->look.pen.colour);
}

/* Neighbours in the plan mostly look alike and need no second look. */
static void warn_of_contrast(const struct ent_planning *p)
{
    const struct ent_plan *plan = p->plan;
    for (size_t i = 0; i < plan->node_count; i++)
        if (i == 0 || !same_node_colours(plan, i - 1, i))
            ent_node_look_warn(p->run, plan->network, plan->theme, plan->nodes[i].node,
                               p->override_of[plan->nodes[i].node], &plan->nodes[i].look);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (i == 0 || !same_tie_colours(plan, i - 1, i))
            ent_tie_look_warn(p->run, plan->network, plan->theme, plan->ties[i].tie,
                              &plan->ties[i].look);
}

static void find_overrides(struct ent_planning *p)
{
    const struct ent_figure *figure = &p->wish->figure;
    const struct ent_network *network = p->plan->network;
    p->override_of = ENT_NEW(&p->run->arena, const struct ent_kind *, network->node_count + 1);
    for (size_t i = 0; i < figure->override_count; i++) {
        const struct ent_override *override = &figure->overrides[i];
        uint32_t node = ent_network_node(network, override->id);
        if (node != ENT_NONE)
            p->override_of[node] = &override->kind;
        else
            ent_report(p->run, ENT_E313, override->place,
                       ent_network_meant(p->run, network, override->id), override->id);
    }
}

/* ---- all of it ---- */

/* As asked for, or by the kind of figure. */
static void choose_engine(const struct ent_planning *p)
{
    const struct ent_wish *wish = p->wish;
    struct ent_plan *plan = p->plan;
    bool ranked = wish->root.given || wish->lineage || ent_planning_has_clusters(p);
    bool near = plan->group_form == ENT_GROUPS_IN_HULLS && !ranked;
    plan->task.engine = wish->engine.given ? wish->engine.text
                        : wish->pins       ? ENT_TEXT("neato")
                        : near             ? ent_plan_near_engine(plan)
                                           : ent_plan_engine(&p->run->arena, plan, ranked);
}

bool ent_plan_make(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, const struct ent_wish *wish,
                   const struct ent_font *font, struct ent_plan *plan)
{
    size_t errors = ent_run_errors(run);
    *plan = (struct ent_plan){.wrap = wish->wrap,
                              .network = network,
                              .selection = selection,
                              .font = font,
                              .theme = &wish->theme,
                              .pins = wish->pins,
                              .pictures = plan->pictures,
                              .picture_count = plan->picture_count};
    struct ent_uncovered uncovered = {0};
    struct ent_planning planning = {
        .run = run, .wish = wish, .plan = plan, .uncovered = &uncovered};
    ent_planning_check_items(&planning, "--node-label", wish->node_label, false);
    ent_planning_check_items(&planning, "--tie-label", wish->tie_label, true);
    find_overrides(&planning);
    ent_plan_worths_find(run, wish, plan);
    plan_all(&planning);
    warn_of_contrast(&planning);
    ent_plan_flags(run, wish, plan);
    ent_plan_groups(run, wish, plan);
    choose_engine(&planning);
    if (wish->pins)
        ent_plan_pin(run, plan);
    if (ent_run_errors(run) == errors) {
        ent_plan_worths(run, plan);
        ent_plan_sizes(run, plan);
    }
    if (ent_plan_families(run, plan, &wish->cluster, &planning.families))
        ent_planning_clusters(&planning);
    ent_planning_note_uncovered(&planning, wish->title.text);
    ent_planning_note_uncovered(&planning, wish->subtitle.text);
    ent_planning_note_uncovered(&planning, wish->caption.text);
    ent_planning_tell_uncovered(&planning);
    ent_planning_roots(&planning);
    if ((wish->lineage || planning.families) && !wish->root.given)
        ent_plan_lineage(run, plan, wish->lineage);
    ent_planning_task(&planning);
    ent_hulls_pull(run, plan);
    return ent_run_errors(run) == errors;
}
