#include "select/change.h"

/* A tie both of whose ends are not selected is not selected either. */
static void drop_loose_ties(const struct ent_network *network, struct ent_selection *selection)
{
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (selection->nodes[network->tie_from[tie]] == ENT_OUT ||
            selection->nodes[network->tie_to[tie]] == ENT_OUT)
            selection->ties[tie] = ENT_OUT;
}

/* Who is left without a tie goes. */
static void drop_isolated(struct ent_run *run, const struct ent_network *network,
                          struct ent_selection *selection)
{
    bool *tied = ENT_NEW(&run->arena, bool, network->node_count + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (selection->ties[tie] != ENT_OUT)
            tied[network->tie_from[tie]] = tied[network->tie_to[tie]] = true;
    for (uint32_t node = 0; node < network->node_count; node++)
        if (!tied[node])
            selection->nodes[node] = ENT_OUT;
}

/* A tie that stands for an agreement is not drawn beside that agreement. */
static void drop_short_forms(const struct ent_network *network, struct ent_selection *selection)
{
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t agreement = network->tie_agreement[tie];
        if (agreement != ENT_NONE && selection->nodes[agreement] != ENT_OUT)
            selection->ties[tie] = ENT_OUT;
    }
}

static bool asks_for_size(const struct ent_question *question)
{
    return question->min_degree > 0 || question->core > 0 || question->top_count > 0;
}

bool ent_question_filters(const struct ent_question *question)
{
    return question->type.given || question->not_type.given || question->topic.given ||
           question->where.given || question->ego.given || question->latest.given ||
           question->lineage.given || question->between.given || question->path.given ||
           question->component.given || asks_for_size(question);
}

static bool select_tidy(struct ent_run *run, const struct ent_network *network,
                        const struct ent_question *question, struct ent_selection *selection)
{
    bool tidying = (selection->timed || ent_question_filters(question)) && !question->keep_isolated;
    if (tidying)
        drop_isolated(run, network, selection);
    if (!question->short_forms)
        drop_short_forms(network, selection);
    if (tidying)
        drop_isolated(run, network, selection);
    return true;
}

static size_t count_nodes(const struct ent_network *network, const struct ent_selection *selection)
{
    size_t count = 0;
    for (size_t node = 0; node < network->node_count; node++)
        count += selection->nodes[node] != ENT_OUT;
    return count;
}

static struct ent_step count_step(const struct ent_network *network, const char *name,
                                  const struct ent_selection *selection)
{
    struct ent_step step = {name, count_nodes(network, selection), 0};
    for (size_t tie = 0; tie < network->tie_count; tie++)
        step.ties += selection->ties[tie] != ENT_OUT;
    return step;
}

/* The days that are told of. */
struct reach {
    ent_day first, last;
    bool goes_on;
};

static void stretch(struct reach *reach, const struct ent_lifetime *life)
{
    if (!life->given)
        return;
    if (life->start_earliest != ENT_DAY_FIRST && life->start_earliest < reach->first)
        reach->first = life->start_earliest;
    if (life->end_latest == ENT_DAY_LAST)
        reach->goes_on = true;
    else if (life->end_latest > reach->last)
        reach->last = life->end_latest;
}

/* "the tables tell of 1982-01-01 to 2050-12-31" */
static struct ent_text hint_for_time(struct ent_run *run, const struct ent_network *network)
{
    struct reach reach = {ENT_DAY_LAST, ENT_DAY_FIRST, false};
    for (size_t node = 0; node < network->node_count; node++)
        stretch(&reach, &network->node_life[node]);
    for (size_t tie = 0; tie < network->tie_count; tie++)
        stretch(&reach, &network->tie_life[tie]);
    if (reach.first == ENT_DAY_LAST)
        return ENT_NO_HINT;
    struct ent_text first = ent_day_text(&run->arena, reach.first);
    if (reach.goes_on)
        return ENT_FORM(&run->arena, "the tables tell of {} and later", first);
    return ENT_FORM(&run->arena, "the tables tell of {} to {}", first,
                    ent_day_text(&run->arena, reach.last));
}

void ent_select_warn(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, const struct ent_selection *selection,
                     size_t step)
{
    const struct ent_step *now = &selection->steps[step], *before = now - 1;
    bool told = strcmp(now->name, "path") == 0;     /* W509 says more */
    if (question->series.given || question->of_two) /* years in which nothing was true yet */
        return;
    if (step == 0 || now->nodes > 0 || before->nodes == 0 || told)
        return;
    bool by_time = strcmp(now->name, "time") == 0;
    ent_report(run, ENT_W506, ENT_NOWHERE, by_time ? hint_for_time(run, network) : ENT_NO_HINT,
               ent_text_of(now->name), ent_text_number(&run->arena, (int64_t)before->nodes),
               ent_text_number(&run->arena, (int64_t)before->ties));
}

static void remember_out(const uint8_t *answers, size_t count, size_t step, uint8_t *steps)
{
    for (size_t i = 0; i < count; i++)
        if (answers[i] == ENT_OUT && steps[i] == 0)
            steps[i] = (uint8_t)step;
}

/* What is out and was not before went out at the step that was counted last. Looked up here, so
 * that no step can forget to say so; most steps are not asked for and take nothing. */
static void remember(const struct ent_network *network, struct ent_selection *selection)
{
    const struct ent_step *now = &selection->steps[selection->step_count], *before = now - 1;
    if (now->nodes != before->nodes)
        remember_out(selection->nodes, network->node_count, selection->step_count,
                     selection->node_step);
    if (now->ties != before->ties)
        remember_out(selection->ties, network->tie_count, selection->step_count,
                     selection->tie_step);
}

/* Everything, for certain. */
static void begin(struct ent_run *run, const struct ent_network *network,
                  struct ent_selection *selection)
{
    *selection = (struct ent_selection){
        .nodes = ENT_NEW(&run->arena, uint8_t, network->node_count + 1),
        .ties = ENT_NEW(&run->arena, uint8_t, network->tie_count + 1),
        .node_step = ENT_NEW(&run->arena, uint8_t, network->node_count + 1),
        .tie_step = ENT_NEW(&run->arena, uint8_t, network->tie_count + 1),
    };
    memset(selection->nodes, ENT_CERTAIN, network->node_count);
    memset(selection->ties, ENT_CERTAIN, network->tie_count);
    selection->steps[selection->step_count++] = count_step(network, "all", selection);
}

static bool select_once(struct ent_run *run, const struct ent_network *network,
                        const struct ent_question *question, struct ent_selection *selection)
{
    const struct {
        const char *name;
        bool (*take)(struct ent_run *, const struct ent_network *, const struct ent_question *,
                     struct ent_selection *);
        bool asked;
    } steps[] = {
        {"time", ent_select_time, true},
        {"latest", ent_select_latest, question->latest.given},
        {"type", ent_select_types, question->type.given || question->not_type.given},
        {"topic", ent_select_topics, question->topic.given},
        {"where", ent_select_where, question->where.given},
        {"lineage", ent_select_lineage, question->lineage.given},
        {"ego", ent_select_egos, question->ego.given},
        {"between", ent_select_between, question->between.given},
        {"path", ent_select_path, question->path.given},
        {"component", ent_select_component, question->component.given},
        {"size", ent_select_size, asks_for_size(question)},
        {"tidy", select_tidy, true},
    };
    enum { tidy = ENT_COUNT(steps) - 1 };
    begin(run, network, selection);
    bool good = true;
    for (size_t turn = 0; turn < ENT_COUNT(steps); turn++) {
        size_t i = !question->time_last || turn == tidy ? turn : (turn + 1) % tidy;
        if (!steps[i].asked) { /* counting a million ties again takes longer than reading some */
            selection->steps[selection->step_count] = selection->steps[selection->step_count - 1];
            selection->steps[selection->step_count++].name = steps[i].name;
            continue;
        }
        good = steps[i].take(run, network, question, selection) && good;
        size_t before = selection->steps[selection->step_count - 1].nodes;
        if (count_nodes(network, selection) < before)
            drop_loose_ties(network, selection);
        selection->steps[selection->step_count] = count_step(network, steps[i].name, selection);
        remember(network, selection);
        selection->step_count++;
        if (good)
            ent_select_warn(run, network, question, selection, selection->step_count - 1);
    }
    return good;
}

bool ent_select(struct ent_run *run, const struct ent_network *network,
                const struct ent_question *question, struct ent_selection *selection)
{
    return question->change.given ? ent_select_change(run, network, question, selection)
                                  : select_once(run, network, question, selection);
}
