#include "draw/axis.h"

enum unit { days, months, years };

/* What may lie between two ticks, and how much room the words at a tick need. */
static const struct step {
    enum unit unit;
    int64_t count;
    double length; /* in days */
    double room;   /* in points */
} steps[] = {
    {days, 1, 1, 40},           {days, 7, 7, 40},         {months, 1, 30.4, 30},
    {months, 3, 91.3, 30},      {months, 6, 182.6, 30},   {years, 1, 365.2, 34},
    {years, 2, 730.5, 34},      {years, 5, 1826, 34},     {years, 10, 3652, 34},
    {years, 20, 7305, 34},      {years, 50, 18262, 34},   {years, 100, 36524, 34},
    {years, 200, 73048, 34},    {years, 500, 182621, 34}, {years, 1000, 365242, 34},
    {years, 5000, 1826210, 34},
};

enum { monday = 4 }; /* 1970-01-05 */

static size_t choose_step(int64_t first, int64_t last, double width)
{
    double span = (double)(last - first + 1);
    for (size_t i = 0; i + 1 < ENT_COUNT(steps); i++)
        if (width * steps[i].length / span >= steps[i].room)
            return i;
    return ENT_COUNT(steps) - 1;
}

static int64_t floor_to(int64_t number, int64_t step)
{
    int64_t rest = number % step;
    return number - (rest < 0 ? rest + step : rest);
}

/* Days, months and years are counted; this is the number of the last tick that is not after `day`,
 * as a multiple of the step. */
static int64_t tick_before(const struct step *step, int64_t day)
{
    int year, month, of_month;
    ent_day_split((ent_day)day, &year, &month, &of_month);
    if (step->unit == years)
        return floor_to(year, step->count);
    if (step->unit == months)
        return floor_to((int64_t)year * 12 + month - 1, step->count);
    return step->count == 1 ? day : floor_to(day - monday, step->count) + monday;
}

static int64_t day_of_tick(const struct step *step, int64_t tick)
{
    if (step->unit == years)
        return ent_day_of((int)tick, 1, 1);
    if (step->unit == months)
        return ent_day_of((int)(floor_to(tick, 12) / 12), (int)(tick - floor_to(tick, 12)) + 1, 1);
    return tick;
}

struct ent_axis ent_axis_make(int64_t first, int64_t last, double left, double width, bool round)
{
    struct ent_axis axis = {first, last, left, width, choose_step(first, last, width)};
    const struct step *step = &steps[axis.step];
    if (!round)
        return axis;
    axis.first = day_of_tick(step, tick_before(step, first));
    int64_t next = day_of_tick(step, tick_before(step, last) + step->count) - 1;
    int64_t enough = last + (last - first) / 25 + 1; /* what goes on is seen to go on */
    axis.last = next < enough ? next : enough;
    return axis;
}

void ent_axis_extend(struct ent_axis *axis)
{
    const struct step *step = &steps[axis->step];
    axis->first = day_of_tick(step, tick_before(step, axis->first - 1));
}

double ent_axis_x(const struct ent_axis *axis, int64_t day)
{
    return axis->left +
           axis->width * (double)(day - axis->first) / (double)(axis->last + 1 - axis->first);
}

static struct ent_text tick_label(struct ent_arena *arena, const struct step *step, int64_t day)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year, month, of_month;
    ent_day_split((ent_day)day, &year, &month, &of_month);
    struct ent_text name = ent_text_of(names[month - 1]);
    if (step->unit == years)
        return ent_text_number(arena, year);
    return step->unit == months ? name
                                : ENT_FORM(arena, "{} {}", ent_text_number(arena, of_month), name);
}

struct ent_tick *ent_axis_ticks(struct ent_arena *arena, const struct ent_axis *axis, size_t *count)
{
    const struct step *step = &steps[axis->step];
    size_t most = (size_t)(axis->width / step->room) + 4;
    struct ent_tick *ticks = ENT_NEW(arena, struct ent_tick, most);
    int last_year = INT32_MIN, year, month, of_month;
    *count = 0;
    for (int64_t tick = tick_before(step, axis->first);
         *count < most && day_of_tick(step, tick) <= axis->last + 1; tick += step->count) {
        int64_t day = day_of_tick(step, tick);
        if (day < axis->first)
            continue;
        ent_day_split((ent_day)day, &year, &month, &of_month);
        ticks[*count] =
            (struct ent_tick){.x = ent_axis_x(axis, day), .label = tick_label(arena, step, day)};
        if (step->unit != years && year != last_year)
            ticks[*count].below = ent_text_number(arena, year);
        last_year = year;
        (*count)++;
    }
    return ticks;
}
