#include "model/lifetime.h"

static ent_day earlier(ent_day a, ent_day b)
{
    return a < b ? a : b;
}

static ent_day later(ent_day a, ent_day b)
{
    return a > b ? a : b;
}

/* Infinities have no day before. */
static ent_day day_before(ent_day day)
{
    return day == ENT_DAY_FIRST || day == ENT_DAY_LAST ? day : day - 1;
}

bool ent_bound_read(struct ent_run *run, struct ent_text text, struct ent_place place,
                    struct ent_bound *bound)
{
    *bound = (struct ent_bound){0};
    text = ent_text_trim(text);
    if (text.length == 0)
        return true;
    bound->open = ent_text_is(text, "..");
    if (bound->open)
        return true;
    bound->given = ent_date_read(run, text, place, &bound->date);
    return bound->given;
}

static size_t slash_from(struct ent_text text, size_t at)
{
    while (at < text.length && text.bytes[at] != '/')
        at++;
    return at;
}

/* One slash, but not that of a month and a year: 10/2025. Two are of a day, month and year. */
static bool is_interval(struct ent_text text, size_t slash)
{
    if (slash == text.length || slash_from(text, slash + 1) < text.length)
        return false;
    return slash != 1 && (slash != 2 || text.bytes[0] == '.');
}

bool ent_bounds_read(struct ent_run *run, struct ent_text start, struct ent_place start_place,
                     struct ent_text end, struct ent_place end_place, struct ent_span *span)
{
    start = ent_text_trim(start);
    size_t slash = slash_from(start, 0);
    if (ent_text_trim(end).length == 0 && is_interval(start, slash)) {
        end = ent_text_slice(start, slash + 1, SIZE_MAX);
        end_place = start_place;
        start = ent_text_slice(start, 0, slash);
    }
    bool start_good = ent_bound_read(run, start, start_place, &span->start);
    bool end_good = ent_bound_read(run, end, end_place, &span->end);
    return start_good && end_good;
}

static struct ent_date start_of(const struct ent_span *span)
{
    if (span->start.given)
        return span->start.date;
    if (span->start.open)
        return (struct ent_date){ENT_DAY_FIRST, ENT_DAY_FIRST, 0};
    return (struct ent_date){
        span->signature.given ? span->signature.date.earliest : ENT_DAY_FIRST,
        span->known.given ? span->known.date.latest : ENT_DAY_LAST,
        span->signature.given ? span->signature.date.marks : 0,
    };
}

static struct ent_date end_of(const struct ent_span *span)
{
    if (span->end.given)
        return span->end.date;
    if (span->end.open)
        return (struct ent_date){span->horizon.given ? span->horizon.date.latest : ENT_DAY_LAST,
                                 ENT_DAY_LAST, 0};
    return (struct ent_date){ENT_DAY_FIRST, ENT_DAY_LAST, 0};
}

static bool is_blank(const struct ent_bound *bound)
{
    return !bound->given && !bound->open;
}

static struct ent_lifetime point_of(struct ent_date date)
{
    return (struct ent_lifetime){.start_earliest = date.earliest,
                                 .start_latest = date.latest,
                                 .end_earliest = date.earliest,
                                 .end_latest = date.latest,
                                 .marks = date.marks,
                                 .given = true};
}

bool ent_lifetime_make(const struct ent_span *span, struct ent_lifetime *lifetime)
{
    *lifetime = (struct ent_lifetime){0};
    bool written = !is_blank(&span->start) || !is_blank(&span->end);
    if (!written && !span->signature.given && !span->timed)
        return true;
    struct ent_date start = start_of(span), end = end_of(span);
    if (span->point && is_blank(&span->end)) {
        *lifetime = point_of(start);
        return true;
    }
    if (start.earliest > end.latest)
        return false;
    *lifetime = (struct ent_lifetime){
        .start_earliest = start.earliest,
        .start_latest = earlier(start.latest, end.latest),
        .end_earliest = later(end.earliest, start.earliest),
        .end_latest = end.latest,
        .marks = start.marks | end.marks,
        .given = true,
    };
    return true;
}

struct ent_lifetime ent_lifetime_meet(struct ent_lifetime a, struct ent_lifetime b)
{
    if (!a.given)
        return b;
    if (!b.given)
        return a;
    return (struct ent_lifetime){
        .start_earliest = later(a.start_earliest, b.start_earliest),
        .start_latest = later(a.start_latest, b.start_latest),
        .end_earliest = earlier(a.end_earliest, b.end_earliest),
        .end_latest = earlier(a.end_latest, b.end_latest),
        .marks = a.marks | b.marks,
        .given = true,
    };
}

void ent_lifetime_cut(struct ent_lifetime *early, const struct ent_lifetime *late)
{
    if (!early->given || !late->given)
        return;
    early->end_latest = earlier(early->end_latest, day_before(late->start_latest));
    early->end_earliest = earlier(early->end_earliest, day_before(late->start_earliest));
    early->start_latest = earlier(early->start_latest, early->end_latest);
    early->cut = true;
}

/* An unknown start is not carried back; one that is stated to be open is. */
static ent_day presumed_start(const struct ent_lifetime *lifetime)
{
    return lifetime->start_earliest == ENT_DAY_FIRST ? lifetime->start_latest
                                                     : lifetime->start_earliest;
}

enum ent_answer ent_lifetime_answer(const struct ent_lifetime *lifetime, struct ent_window window)
{
    if (!lifetime->given)
        return ENT_CERTAIN;
    if (lifetime->start_earliest > window.last || lifetime->end_latest < window.first)
        return ENT_OUT;
    if (lifetime->start_latest <= window.last && lifetime->end_earliest >= window.first &&
        lifetime->marks == 0)
        return ENT_CERTAIN;
    return presumed_start(lifetime) <= window.last ? ENT_PRESUMED : ENT_POSSIBLE;
}

enum ent_answer ent_date_answer(const struct ent_bound *bound, struct ent_window window)
{
    if (!bound->given)
        return ENT_OUT;
    struct ent_lifetime point = point_of(bound->date);
    return ent_lifetime_answer(&point, window);
}
