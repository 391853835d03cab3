#include "select/change.h"

#include "model/levels.h"

const char *ent_fate_name(enum ent_fate fate)
{
    static const char *const names[] = {[ENT_UNCHANGED] = "unchanged",
                                        [ENT_ADDED] = "added",
                                        [ENT_ENDED] = "ended",
                                        [ENT_CHANGED] = "changed"};
    return names[fate];
}

bool ent_change_is_none(const struct ent_change *change)
{
    size_t count = 0;
    for (enum ent_fate fate = 0; fate < ENT_FATES; fate++)
        if (fate != ENT_UNCHANGED)
            count += change->node_counts[fate] + change->tie_counts[fate];
    return count == 0;
}

/* ---- the question ---- */

static bool is_alone(struct ent_run *run, const struct ent_question *question)
{
    const struct {
        const struct ent_value *value;
        const char *name;
    } others[] = {
        {&question->year, "--year"},   {&question->from, "--from"},     {&question->to, "--to"},
        {&question->as_of, "--as-of"}, {&question->series, "--series"}, {&question->why, "--why"},
    };
    for (size_t i = 0; i < ENT_COUNT(others); i++)
        if (others[i].value->given) {
            ent_report(run, ENT_E504, ENT_NOWHERE, ENT_NO_HINT, ENT_TEXT("--change"),
                       ent_text_of(others[i].name));
            return false;
        }
    if (question->on.given) /* a date does not last: what was signed at A is over at B */
        ent_report(run, ENT_E500, question->on.place,
                   ENT_TEXT("list what is dated then with --year and --on"),
                   ENT_TEXT("--change compares what was in force; --on asks for a date"));
    return !question->on.given;
}

/* "2015..2025", the times before and after the first ".." */
static bool split(struct ent_run *run, struct ent_value change, struct ent_value *before,
                  struct ent_value *after)
{
    struct ent_text text = change.text;
    size_t at = 0;
    while (at + 1 < text.length && !(text.bytes[at] == '.' && text.bytes[at + 1] == '.'))
        at++;
    *before = *after = change;
    before->text = ent_text_slice(text, 0, at);
    after->text = ent_text_slice(text, at + 2, SIZE_MAX);
    bool good = before->text.length > 0 && after->text.length > 0 && at + 1 < text.length &&
                !memchr(text.bytes, '[', text.length);
    if (!good)
        ent_report(run, ENT_E500, change.place,
                   ENT_TEXT("as 2015..2025, or 2015-06-30..2025-10-29"),
                   ENT_FORM(&run->arena, "--change: '{}' is no pair of years or dates", text));
    return good;
}

static bool is_in_order(struct ent_run *run, struct ent_value before, struct ent_value after,
                        const struct ent_change *change)
{
    struct ent_window a = change->before.window, b = change->after.window;
    if (a.last < b.first || (a.first == b.first && a.last == b.last))
        return true;
    if (a.first > b.last)
        ent_report(run, ENT_E408, before.place, ENT_TEXT("swapped?"),
                   ENT_FORM(&run->arena, "--change: {}", before.text), after.text);
    else
        ent_report(run, ENT_E500, before.place,
                   ENT_TEXT("two times that share no day, or twice the same"),
                   ENT_FORM(&run->arena, "--change: {} and {} overlap", before.text, after.text));
    return false;
}

/* ---- levels ---- */

/* The level that the pair had reached, or NULL. */
static const struct ent_level *last_of(const struct ent_level *levels, size_t count,
                                       const struct ent_selection *selection)
{
    while (count > 0 && selection->ties[levels[count - 1].tie] == ENT_OUT)
        count--;
    return count > 0 ? &levels[count - 1] : NULL;
}

/* What the levels of one pair are: one of them stays. */
static void judge_levels(const struct ent_level *levels, size_t count, struct ent_change *change,
                         struct ent_selection *selection)
{
    const struct ent_level *was = last_of(levels, count, &change->before);
    const struct ent_level *is = last_of(levels, count, &change->after);
    const struct ent_level *stays = is ? is : was;
    for (size_t i = 0; i < count; i++) {
        if (&levels[i] != was)
            change->before.ties[levels[i].tie] = ENT_OUT;
        if (&levels[i] != is)
            change->after.ties[levels[i].tie] = ENT_OUT;
        if (&levels[i] != stays)
            selection->ties[levels[i].tie] = ENT_OUT;
    }
    if (!is || !was) {
        change->ties[stays->tie] = is ? ENT_ADDED : ENT_ENDED;
        return;
    }
    change->ties[is->tie] = is->relation == was->relation ? ENT_UNCHANGED : ENT_CHANGED;
    if (is != was)
        change->instead_of[is->tie] = was->tie;
}

static void judge_all_levels(struct ent_run *run, const struct ent_network *network,
                             struct ent_change *change, struct ent_selection *selection)
{
    size_t count;
    const struct ent_level *levels = ent_levels_find(run, network, selection->ties, &count);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first; end < count && ent_levels_same_pair(&levels[first], &levels[end]);)
            end++;
        judge_levels(levels + first, end - first, change, selection);
    }
}

/* ---- both together ---- */

static uint8_t *unite(struct ent_arena *arena, const uint8_t *before, const uint8_t *after,
                      size_t count, uint8_t *fates)
{
    uint8_t *answers = ENT_NEW(arena, uint8_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        answers[i] = after[i] != ENT_OUT ? after[i] : before[i];
        fates[i] = after[i] == ENT_OUT    ? ENT_ENDED
                   : before[i] == ENT_OUT ? ENT_ADDED
                                          : ENT_UNCHANGED;
    }
    return answers;
}

/* What neither has is out since the step that took it from the one that had it longer. */
static uint8_t *later_steps(struct ent_arena *arena, const uint8_t *answers, const uint8_t *before,
                            const uint8_t *after, size_t count, size_t last)
{
    uint8_t *steps = ENT_NEW(arena, uint8_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        uint8_t later = before[i] > after[i] ? before[i] : after[i];
        bool in_either = before[i] == 0 || after[i] == 0;
        steps[i] = answers[i] != ENT_OUT ? 0 : in_either ? (uint8_t)last : later;
    }
    return steps;
}

static void count_steps(const uint8_t *steps, size_t count, size_t step_count, size_t *left)
{
    size_t out[ENT_MOST_STEPS] = {0};
    for (size_t i = 0; i < count; i++)
        out[steps[i]] += steps[i] > 0;
    for (size_t step = 0; step < step_count; step++)
        left[step] = (step > 0 ? left[step - 1] : count) - out[step];
}

/* The steps of both, and one more for the levels that are told by others. */
static void tell_steps(struct ent_run *run, const struct ent_network *network,
                       const struct ent_change *change, struct ent_selection *selection)
{
    size_t nodes[ENT_MOST_STEPS], ties[ENT_MOST_STEPS], last = selection->step_count++;
    const struct ent_selection *before = &change->before, *after = &change->after;
    selection->node_step = later_steps(&run->arena, selection->nodes, before->node_step,
                                       after->node_step, network->node_count, last);
    selection->tie_step = later_steps(&run->arena, selection->ties, before->tie_step,
                                      after->tie_step, network->tie_count, last);
    selection->steps[last].name = "change";
    count_steps(selection->node_step, network->node_count, selection->step_count, nodes);
    count_steps(selection->tie_step, network->tie_count, selection->step_count, ties);
    for (size_t i = 0; i < selection->step_count; i++) {
        selection->steps[i].nodes = nodes[i];
        selection->steps[i].ties = ties[i];
    }
}

static void count_fates(const uint8_t *answers, const uint8_t *fates, size_t count, size_t *counts)
{
    memset(counts, 0, ENT_FATES * sizeof *counts);
    for (size_t i = 0; i < count; i++)
        counts[fates[i]] += answers[i] != ENT_OUT;
}

void ent_change_count(const struct ent_network *network, struct ent_change *change,
                      const struct ent_selection *selection)
{
    count_fates(selection->nodes, change->nodes, network->node_count, change->node_counts);
    count_fates(selection->ties, change->ties, network->tie_count, change->tie_counts);
}

void ent_change_judge(struct ent_run *run, const struct ent_network *network,
                      struct ent_change *change, struct ent_selection *selection)
{
    const struct ent_selection *before = &change->before, *after = &change->after;
    change->nodes = ENT_NEW(&run->arena, uint8_t, network->node_count + 1);
    change->ties = ENT_NEW(&run->arena, uint8_t, network->tie_count + 1);
    change->instead_of = ENT_NEW(&run->arena, uint32_t, network->tie_count + 1);
    for (size_t tie = 0; tie < network->tie_count; tie++)
        change->instead_of[tie] = ENT_NONE;
    selection->nodes =
        unite(&run->arena, before->nodes, after->nodes, network->node_count, change->nodes);
    selection->ties =
        unite(&run->arena, before->ties, after->ties, network->tie_count, change->ties);
    judge_all_levels(run, network, change, selection);
    selection->change = change;
}

bool ent_select_change(struct ent_run *run, const struct ent_network *network,
                       const struct ent_question *question, struct ent_selection *selection)
{
    struct ent_change *change = ENT_NEW(&run->arena, struct ent_change, 1);
    struct ent_question before = *question;
    before.change = (struct ent_value){.given = false};
    before.of_two = true;
    struct ent_question after = before;
    if (!is_alone(run, question) || !split(run, question->change, &before.year, &after.year) ||
        !ent_select(run, network, &before, &change->before) ||
        !ent_select(run, network, &after, &change->after) ||
        !is_in_order(run, before.year, after.year, change))
        return false;
    *selection = change->after;
    selection->window.first = change->before.window.first;
    ent_change_judge(run, network, change, selection);
    tell_steps(run, network, change, selection);
    ent_change_count(network, change, selection);
    for (size_t i = 1; i < selection->step_count; i++)
        ent_select_warn(run, network, question, selection, i);
    return true;
}
