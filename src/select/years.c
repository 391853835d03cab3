#include "select/years.h"

#include "model/bundle.h"

#include <stdlib.h>

enum { most_year = 9999 };

static bool refuse(struct ent_run *run, struct ent_value series, struct ent_text why)
{
    ent_report(
        run, ENT_E500, series.place,
        ENT_TEXT("as 2008..2025, 1990..2020/5 for every fifth year, 1914,1970,2000 or at-changes"),
        ENT_FORM(&run->arena, "--series: {}", why));
    return false;
}

static bool read_number(struct ent_text text, long *number)
{
    enum { most_digits = 4 };
    *number = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (text.bytes[at] < '0' || text.bytes[at] > '9' || at == most_digits)
            return false;
        *number = *number * 10 + (text.bytes[at] - '0');
    }
    return text.length > 0;
}

/* From 0001 to 9999, as dates have years. */
static bool read_one(struct ent_text text, long *year)
{
    return read_number(text, year) && *year > 0;
}

static size_t find(struct ent_text text, struct ent_text part)
{
    size_t at = 0;
    while (at + part.length <= text.length &&
           !ent_text_equal(ent_text_slice(text, at, part.length), part))
        at++;
    return at + part.length <= text.length ? at : text.length;
}

static struct ent_text year_text(struct ent_arena *arena, long year)
{
    struct ent_text digits = ent_text_number(arena, year);
    while (digits.length < 4)
        digits = ENT_FORM(arena, "0{}", digits);
    return digits;
}

/* "1914,1970,2000": in the order of time. */
static bool read_list(struct ent_run *run, struct ent_value series, struct ent_years *years)
{
    long year, before = 0;
    years->years = ENT_NEW(&run->arena, struct ent_text, ENT_MOST_YEARS + 1);
    for (struct ent_text rest = series.text, item; ent_text_next(&rest, ',', &item);) {
        if (!read_one(ent_text_trim(item), &year))
            return refuse(run, series,
                          ENT_FORM(&run->arena, "'{}' is no series of years", series.text));
        if (year <= before || years->count == ENT_MOST_YEARS)
            return refuse(
                run, series,
                year <= before
                    ? ENT_FORM(&run->arena, "'{}' does not come after the year before it", item)
                    : ENT_FORM(&run->arena, "these are more than {} years",
                               ent_text_number(&run->arena, ENT_MOST_YEARS)));
        years->years[years->count++] = year_text(&run->arena, year);
        before = year;
    }
    return years->count > 0 ||
           refuse(run, series, ENT_FORM(&run->arena, "'{}' names no year", series.text));
}

static bool read_range(struct ent_run *run, struct ent_value series, struct ent_years *years)
{
    struct ent_text text = series.text;
    size_t dots = find(text, ENT_TEXT("..")), slash = find(text, ENT_TEXT("/"));
    long first, last, step = 1;
    if (dots == text.length || slash < dots || !read_one(ent_text_slice(text, 0, dots), &first) ||
        !read_one(ent_text_slice(text, dots + 2, slash - dots - 2), &last) ||
        (slash < text.length && !read_number(ent_text_slice(text, slash + 1, SIZE_MAX), &step)))
        return refuse(run, series, ENT_FORM(&run->arena, "'{}' is no series of years", text));
    if (first > last)
        return refuse(run, series,
                      ENT_FORM(&run->arena, "'{}' holds no year, since it runs backwards", text));
    if (step < 1)
        return refuse(
            run, series,
            ENT_FORM(&run->arena, "'{}' goes nowhere: the step after '/' is 1 or more", text));
    if ((last - first) / step + 1 > ENT_MOST_YEARS)
        return refuse(run, series,
                      ENT_FORM(&run->arena, "'{}' is more than {} years", text,
                               ent_text_number(&run->arena, ENT_MOST_YEARS)));
    years->years = ENT_NEW(&run->arena, struct ent_text, ENT_MOST_YEARS + 1);
    for (long year = first; year <= last; year += step)
        years->years[years->count++] = year_text(&run->arena, year);
    return true;
}

/* ---- at changes ---- */

static void mark_day(bool *marked, ent_day day, int later)
{
    int year, month, of_month;
    if (day == ENT_DAY_FIRST || day == ENT_DAY_LAST)
        return;
    ent_day_split(day, &year, &month, &of_month);
    if (year + later > 0 && year + later <= most_year)
        marked[year + later] = true;
}

static void mark_life(bool *marked, const struct ent_lifetime *life)
{
    if (!life->given)
        return;
    mark_day(marked, life->start_earliest, 0);
    mark_day(marked, life->end_latest, 1);
}

/* Asked of what all years together show; what has been superseded was the latest before. */
static bool find_changes(struct ent_run *run, const struct ent_network *network,
                         const struct ent_question *question, struct ent_years *years)
{
    struct ent_selection selection;
    bool *marked = ENT_NEW(&run->arena, bool, most_year + 1);
    struct ent_question ever = *question;
    ever.latest.given = false;
    if (!ent_select(run, network, &ever, &selection))
        return false;
    for (size_t node = 0; node < network->node_count; node++)
        if (selection.nodes[node] != ENT_OUT)
            mark_life(marked, &network->node_life[node]);
    for (size_t tie = 0; tie < network->tie_count; tie++)
        if (selection.ties[tie] != ENT_OUT)
            mark_life(marked, &network->tie_life[tie]);
    years->years = ENT_NEW(&run->arena, struct ent_text, most_year + 1);
    for (int year = 1; year <= most_year; year++)
        if (marked[year])
            years->years[years->count++] = year_text(&run->arena, year);
    if (years->count == 0)
        return refuse(run, question->series, ENT_TEXT("nothing that is asked for has a date"));
    if (years->count > ENT_MOST_YEARS)
        return refuse(run, question->series,
                      ENT_FORM(&run->arena, "something changes in {} years",
                               ent_text_number(&run->arena, (int64_t)years->count)));
    return true;
}

static bool is_alone(struct ent_run *run, const struct ent_question *question)
{
    const struct {
        const struct ent_value *value;
        const char *name;
    } others[] = {{&question->year, "--year"},     {&question->from, "--from"},
                  {&question->to, "--to"},         {&question->as_of, "--as-of"},
                  {&question->change, "--change"}, {&question->why, "--why"}};
    for (size_t i = 0; i < ENT_COUNT(others); i++)
        if (others[i].value->given) {
            ent_report(run, ENT_E504, ENT_NOWHERE, ENT_NO_HINT, ENT_TEXT("--series"),
                       ent_text_of(others[i].name));
            return false;
        }
    return true;
}

bool ent_years_read(struct ent_run *run, const struct ent_network *network,
                    const struct ent_question *question, struct ent_years *years)
{
    struct ent_text series = question->series.text;
    *years = (struct ent_years){0};
    if (!question->series.given)
        return true;
    if (!is_alone(run, question))
        return false;
    if (series.length > 0 && memchr(series.bytes, ',', series.length))
        return read_list(run, question->series, years);
    return ent_text_is(question->series.text, "at-changes")
               ? find_changes(run, network, question, years)
               : read_range(run, question->series, years);
}

/* ---- the selections ---- */

/* The least of both that is not out. */
static void take_least(uint8_t *all, const uint8_t *answers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (answers[i] != ENT_OUT && (all[i] == ENT_OUT || answers[i] < all[i]))
            all[i] = answers[i];
}

/* W506 if no year shows anything, at the step that the year which came furthest did not pass. */
static void warn_of_nothing(struct ent_run *run, const struct ent_network *network,
                            const struct ent_question *question,
                            const struct ent_selection *selections, size_t count)
{
    struct ent_question of_year = *question;
    size_t furthest = 0, year = 0;
    for (size_t i = 0; i < count; i++) {
        size_t passed = 0;
        while (passed < selections[i].step_count && selections[i].steps[passed].nodes > 0)
            passed++;
        if (passed == selections[i].step_count)
            return;
        if (passed > furthest) {
            furthest = passed;
            year = i;
        }
    }
    of_year.series.given = false;
    ent_select_warn(run, network, &of_year, &selections[year], furthest);
}

bool ent_select_years(struct ent_run *run, const struct ent_network *network,
                      const struct ent_question *question, const struct ent_years *years,
                      struct ent_selection *selections, struct ent_selection *all)
{
    for (size_t i = 0; i < years->count; i++) {
        struct ent_question asked = *question;
        asked.year = (struct ent_value){
            .text = years->years[i], .place = question->series.place, .given = true};
        if (!ent_select(run, network, &asked, &selections[i]))
            return false;
        if (i == 0) {
            *all = selections[0];
            all->yearly = true;
            all->nodes = ENT_NEW(&run->arena, uint8_t, network->node_count + 1);
            all->ties = ENT_NEW(&run->arena, uint8_t, network->tie_count + 1);
        }
        take_least(all->nodes, selections[i].nodes, network->node_count);
        take_least(all->ties, selections[i].ties, network->tie_count);
        all->window.last = selections[i].window.last;
    }
    warn_of_nothing(run, network, question, selections, years->count);
    return true;
}

/* What derived years were made from, taken together. */
static void unite_origins(struct ent_run *run, const struct ent_network *network,
                          const struct ent_selection *selections, size_t count,
                          struct ent_selection *united)
{
    const struct ent_network *from = network->bundles->origin;
    struct ent_selection *origin = ENT_NEW(&run->arena, struct ent_selection, 1);
    *origin = *selections[0].origin;
    origin->nodes = ENT_NEW(&run->arena, uint8_t, from->node_count + 1);
    origin->ties = ENT_NEW(&run->arena, uint8_t, from->tie_count + 1);
    for (size_t i = 0; i < count; i++) {
        take_least(origin->nodes, selections[i].origin->nodes, from->node_count);
        take_least(origin->ties, selections[i].origin->ties, from->tie_count);
    }
    united->origin = origin;
}

struct ent_selection ent_years_united(struct ent_run *run, const struct ent_network *network,
                                      const struct ent_selection *all,
                                      const struct ent_selection *selections, size_t count)
{
    struct ent_selection united = *all;
    united.nodes = ENT_NEW(&run->arena, uint8_t, network->node_count + 1);
    united.ties = ENT_NEW(&run->arena, uint8_t, network->tie_count + 1);
    for (size_t i = 0; i < count; i++) {
        take_least(united.nodes, selections[i].nodes, network->node_count);
        take_least(united.ties, selections[i].ties, network->tie_count);
    }
    if (count > 0 && selections[0].origin)
        unite_origins(run, network, selections, count, &united);
    return united;
}

/* ---- counts ---- */

static size_t count(const uint8_t *in, const uint8_t *out, size_t all)
{
    size_t found = 0;
    for (size_t i = 0; i < all; i++)
        found += in[i] != ENT_OUT && (!out || out[i] == ENT_OUT);
    return found;
}

/* Ties that are the same in several years count once. */
static size_t count_twins(const struct ent_network *network, const struct ent_selection *there,
                          const struct ent_selection *others)
{
    const struct ent_bundles *bundles = network->bundles;
    bool *done = ENT_NEW(&bundles->run->arena, bool, network->tie_count + 1);
    size_t found = 0;
    for (size_t tie = 0; others && tie < network->tie_count; tie++)
        done[bundles->twin[tie]] |= others->ties[tie] != ENT_OUT;
    for (size_t tie = 0; tie < network->tie_count; tie++) {
        found += there->ties[tie] != ENT_OUT && !done[bundles->twin[tie]];
        done[bundles->twin[tie]] |= there->ties[tie] != ENT_OUT;
    }
    return found;
}

size_t ent_count_nodes(const struct ent_network *network, const struct ent_selection *there,
                       const struct ent_selection *others)
{
    return count(there->nodes, others ? others->nodes : NULL, network->node_count);
}

size_t ent_count_ties(const struct ent_network *network, const struct ent_selection *there,
                      const struct ent_selection *others)
{
    return network->bundles && network->bundles->twin
               ? count_twins(network, there, others)
               : count(there->ties, others ? others->ties : NULL, network->tie_count);
}
