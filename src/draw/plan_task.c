#include "draw/planning.h"

#include "draw/page.h"
#include "draw/plan_worth.h"
#include "draw/shape.h"

#include <math.h>

/* Between the label of a tie and the lines that pass it, in points. */
static const double room_beside_label = 4;

/* Of a kind's settings those that place things; the others are refused, not ignored. */
static struct ent_setting *placing(const struct ent_planning *p, const struct ent_kind *kind,
                                   char letter, size_t *count)
{
    enum { of_size = 2 };
    struct ent_setting *settings =
        ENT_NEW(&p->run->arena, struct ent_setting, kind->setting_count + of_size + 1);
    *count = 0;
    for (size_t i = 0; i < kind->setting_count; i++) {
        if (ent_layout_setting_known(letter, kind->settings[i].name))
            settings[(*count)++] = kind->settings[i];
        else
            ent_report(p->run, ENT_E311,
                       ent_place_at(p->plan->network->schema->source, kind->offset),
                       ENT_TEXT("entente draws it in no way"),
                       ENT_FORM(&p->run->arena, "attribute '{}'", kind->settings[i].name));
    }
    return settings;
}

static void task_node(const struct ent_planning *p, size_t position, struct ent_layout_node *node)
{
    const struct ent_plan_node *planned = &p->plan->nodes[position];
    const struct ent_network *network = p->plan->network;
    const struct ent_kind *kind = &network->schema->types[network->node_type[planned->node]].kind;
    struct ent_point content = ent_plan_content(planned);
    *node = (struct ent_layout_node){
        .shape = planned->look.shape->graphviz,
        .peripheries = planned->look.peripheries,
        .width = content.x,
        .height = content.y,
        .cluster = p->cluster_of ? p->cluster_of[position] : ENT_NONE,
        .rank = ENT_NONE,
    };
    node->settings = placing(p, kind, 'N', &node->setting_count);
    if (planned->room.x > 0) { /* then Graphviz has no least size to say */
        struct ent_point padding = ent_plan_padding(planned);
        node->width = planned->room.x - padding.x;
        node->height = planned->room.y - padding.y;
        node->settings[node->setting_count++] =
            (struct ent_setting){ENT_TEXT("width"), ENT_TEXT("0.02")};
        node->settings[node->setting_count++] =
            (struct ent_setting){ENT_TEXT("height"), ENT_TEXT("0.02")};
    }
}

static void task_tie(const struct ent_planning *p, const struct ent_plan_tie *planned,
                     struct ent_layout_tie *tie)
{
    const struct ent_network *network = p->plan->network;
    const struct ent_kind *kind =
        &network->schema->relations[network->tie_relation[planned->tie]].kind;
    bool has_label = planned->label.line_count > 0;
    *tie = (struct ent_layout_tie){
        .from = planned->turned ? planned->to : planned->from,
        .to = planned->turned ? planned->from : planned->to,
        .label_width = has_label ? planned->label.width + 2 * room_beside_label : 0,
        .label_height = has_label ? planned->label.height : 0,
        .arrow_at_from = planned->look.from.arrow != ENT_ARROW_NONE,
        .arrow_at_to = planned->look.to.arrow != ENT_ARROW_NONE,
        .arrow_size = planned->look.arrow_size,
        .pen_width = ent_fate_width(planned->fate ? planned->fate->line : ENT_LINE_PLAIN,
                                    planned->look.pen.width),
        .spaced = planned->spaced,
        .span = planned->span,
    };
    if (planned->turned) {
        bool at_from = tie->arrow_at_from;
        tie->arrow_at_from = tie->arrow_at_to;
        tie->arrow_at_to = at_from;
    }
    tie->settings = placing(p, kind, 'E', &tie->setting_count);
}

/* What the page has for the drawing, or for one of those on a sheet: without margins, title and
 * legend. */
static void give_page(struct ent_layout_task *task, const struct ent_wish *wish)
{
    enum { room_of_frame = 90 };
    struct ent_paper paper = wish->paper;
    double margins = 2 * ent_paper_margin(paper);
    if (paper.width <= 0)
        return;
    task->page_width = paper.width - margins;
    if (paper.height > 0)
        task->page_height = fmax(paper.height - margins - room_of_frame, paper.height / 2);
    if (wish->columns > 0) {
        task->page_width /= (double)wish->columns;
        task->page_height /= (double)wish->rows;
    }
}

void ent_planning_task(const struct ent_planning *p)
{
    struct ent_plan *plan = p->plan;
    struct ent_layout_task *task = &plan->task;
    struct ent_arena *arena = &p->run->arena;
    task->settings = p->wish->settings;
    task->setting_count = p->wish->setting_count;
    task->timeout = p->wish->timeout;
    give_page(task, p->wish);
    task->self_executable = p->wish->self_executable;
    task->nodes = ENT_NEW(arena, struct ent_layout_node, plan->node_count + 1);
    task->ties = ENT_NEW(arena, struct ent_layout_tie, plan->tie_count + 1);
    task->clusters = ENT_NEW(arena, struct ent_layout_cluster, plan->cluster_count + 1);
    for (; task->node_count < plan->node_count; task->node_count++)
        task_node(p, task->node_count, &task->nodes[task->node_count]);
    for (; task->tie_count < plan->tie_count; task->tie_count++)
        task_tie(p, &plan->ties[task->tie_count], &task->ties[task->tie_count]);
    for (; task->cluster_count < plan->cluster_count; task->cluster_count++) {
        const struct ent_label *label = &plan->clusters[task->cluster_count].label;
        task->clusters[task->cluster_count] =
            (struct ent_layout_cluster){label->width, label->height};
    }
}
