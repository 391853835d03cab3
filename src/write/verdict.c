#include "write/verdict.h"

#include "draw/words.h"

static struct ent_text day(struct ent_arena *arena, ent_day day)
{
    return ent_words_of_days(arena, day, day);
}

/* ---- the four days ---- */

/* What is quite unknown may be anything. */
static bool is_point(const struct ent_lifetime *life)
{
    bool known = life->start_earliest != ENT_DAY_FIRST || life->start_latest != ENT_DAY_LAST;
    return known && life->start_earliest == life->end_earliest &&
           life->start_latest == life->end_latest;
}

/* An end that nothing says more of than that it is not before the start. */
static bool is_end_unknown(const struct ent_lifetime *life)
{
    return life->end_latest == ENT_DAY_LAST &&
           (life->end_earliest == ENT_DAY_FIRST || life->end_earliest <= life->start_earliest);
}

/* "begins on ...", "begins between ... and ..."; both days are finite or the other one is. */
static struct ent_text between(struct ent_arena *arena, const char *verb, ent_day earliest,
                               ent_day latest)
{
    struct ent_text does = ent_text_of(verb);
    if (earliest == latest)
        return ENT_FORM(arena, "{} on {}", does, day(arena, earliest));
    if (earliest == ENT_DAY_FIRST)
        return ENT_FORM(arena, "{} on {} or earlier", does, day(arena, latest));
    if (latest == ENT_DAY_LAST)
        return ENT_FORM(arena, "{} on {} or later", does, day(arena, earliest));
    return ENT_FORM(arena, "{} between {} and {}", does, day(arena, earliest), day(arena, latest));
}

static struct ent_text start_told(struct ent_arena *arena, const struct ent_lifetime *life)
{
    if (life->start_latest == ENT_DAY_FIRST)
        return ENT_TEXT("Its start is open");
    if (life->start_earliest != ENT_DAY_FIRST)
        return between(arena, "It begins", life->start_earliest, life->start_latest);
    if (life->start_latest == ENT_DAY_LAST)
        return ENT_TEXT("Its start is not known");
    return ENT_FORM(arena, "Its start is not known, but not after {}",
                    day(arena, life->start_latest));
}

static struct ent_text end_told(struct ent_arena *arena, const struct ent_lifetime *life)
{
    if (life->end_earliest == ENT_DAY_LAST)
        return ENT_TEXT("its end is open");
    if (is_end_unknown(life))
        return ENT_TEXT("its end is not known");
    return between(arena, "it ends", life->end_earliest, life->end_latest);
}

struct ent_text ent_days_told(struct ent_arena *arena, const struct ent_lifetime *life)
{
    static const char *const marks[] = {
        "",
        "; a date is marked as uncertain (?)",
        "; a date is marked as approximate (~)",
        "; a date is marked as uncertain and approximate (%)",
    };
    if (!life->given)
        return (struct ent_text){0};
    struct ent_text days =
        is_point(life) ? between(arena, "It happens", life->start_earliest, life->start_latest)
                       : ENT_FORM(arena, "{}; {}", start_told(arena, life), end_told(arena, life));
    return ENT_FORM(arena, "{}{}{}", days,
                    life->cut ? ENT_TEXT(", because a later level takes its place")
                              : (struct ent_text){0},
                    ent_text_of(marks[life->marks & 3]));
}

/* ---- the verdict ---- */

static struct ent_text and_more(struct ent_arena *arena, struct ent_text list, struct ent_text more)
{
    return list.length == 0 ? more : ENT_FORM(arena, "{}, and {}", list, more);
}

/* What keeps it from being certain. */
static struct ent_text doubts(struct ent_arena *arena, const struct ent_lifetime *life,
                              struct ent_window window)
{
    struct ent_text list = {0};
    if (life->marks != 0)
        list = ENT_TEXT("a date of it is marked");
    if (life->start_latest > window.last)
        list = and_more(
            arena, list,
            life->start_latest == ENT_DAY_LAST
                ? ENT_TEXT("nothing tells by when it has begun")
                : ENT_FORM(arena, "it may begin as late as {}", day(arena, life->start_latest)));
    if (life->end_earliest < window.first && is_end_unknown(life))
        list = and_more(arena, list, ENT_TEXT("its end is not known: it is presumed to go on"));
    else if (life->end_earliest < window.first && life->end_earliest == ENT_DAY_FIRST)
        list = and_more(arena, list, ENT_TEXT("it may have ended long before"));
    else if (life->end_earliest < window.first && life->end_latest == ENT_DAY_LAST)
        list = and_more(
            arena, list,
            ENT_FORM(arena, "it is presumed to go on after {}", day(arena, life->end_earliest)));
    else if (life->end_earliest < window.first)
        list =
            and_more(arena, list,
                     ENT_FORM(arena, "it may end as early as {}", day(arena, life->end_earliest)));
    return list;
}

static struct ent_text out_told(struct ent_arena *arena, const struct ent_lifetime *life,
                                struct ent_window window)
{
    if (life->start_earliest > window.last)
        return ENT_FORM(arena, "it begins only after {}, the last day asked for",
                        day(arena, window.last));
    return ENT_FORM(arena, "it has ended before {}, the first day asked for",
                    day(arena, window.first));
}

/* An unknown start is not carried back, so what begins later than asked for is only possible. */
static struct ent_text possible_told(struct ent_arena *arena, const struct ent_lifetime *life)
{
    if (life->start_latest == ENT_DAY_LAST)
        return ENT_TEXT("possible, because its start is not known and no dated source tells by "
                        "when it has begun");
    return ENT_FORM(arena,
                    "possible, because its start is not known and an unknown start is not carried "
                    "back before {}",
                    day(arena, life->start_latest));
}

/* With the rule that turned it away, and the option that would not. */
static struct ent_text not_enough(struct ent_arena *arena, struct ent_text why,
                                  const struct ent_selection *selection, enum ent_answer answer)
{
    if (selection->least != ENT_CERTAIN)
        return ENT_FORM(arena, "it is merely {}; --possible shows it", why);
    return ENT_FORM(arena, "it is {}; --certain leaves it out, {} shows it", why,
                    answer == ENT_PRESUMED ? ENT_TEXT("a question without it")
                                           : ENT_TEXT("--possible"));
}

struct ent_text ent_verdict_told(struct ent_arena *arena, const struct ent_lifetime *life,
                                 const struct ent_selection *selection)
{
    struct ent_window window = selection->window;
    enum ent_answer answer = ent_lifetime_answer(life, window);
    struct ent_text why;
    if (!life->given)
        return (struct ent_text){0};
    if (answer == ENT_OUT)
        return out_told(arena, life, window);
    if (answer == ENT_CERTAIN)
        return ENT_FORM(arena,
                        "it is certain: on any reading of its dates it shares a day with the time "
                        "asked for ({})",
                        ent_words_of_window(arena, selection));
    if (answer == ENT_POSSIBLE)
        why = possible_told(arena, life);
    else
        why = ENT_FORM(arena, "presumed, because {}", doubts(arena, life, window));
    return answer < selection->least ? not_enough(arena, why, selection, answer)
                                     : ENT_FORM(arena, "it is {}", why);
}
