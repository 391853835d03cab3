#include "read/edtf.h"

#include <stdio.h>

/* What two places of a date may hold besides a number. */
enum { unspecified = -1 /* XX */, no_number = -2 };

enum fault { SOUND, NO_DATE, NO_MONTH, NO_DAY, SEASON, DAY_ALONE, BACKWARDS };

/* A date without qualifiers, and where it stands, for messages. */
struct reading {
    struct ent_text text;
    int first_year, last_year, month, day;
};

static const char *const month_names[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
};

/* ISO 8601-2, 4.8. Winter of the northern half and summer of the southern go over the new year. */
static const struct {
    int first_code, last_code, months;
    int first_month; /* of the first code */
} seasons[] = {
    {21, 24, 3, 3}, {25, 28, 3, 3}, {29, 32, 3, 9}, {33, 36, 3, 1}, {37, 39, 4, 1}, {40, 41, 6, 1},
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int ent_month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

enum {
    days_to_1970 = 719468, /* from 0000-03-01: years that begin in March end with the leap day */
    days_of_era = 146097,  /* 400 years */
    days_of_century = 36524,
    days_of_four_years = 1461,
};

static int64_t divided_down(int64_t number, int64_t divisor)
{
    return (number >= 0 ? number : number - divisor + 1) / divisor;
}

ent_day ent_day_of(int year, int month, int day)
{
    int64_t shifted = (int64_t)year - (month <= 2);
    int64_t era = divided_down(shifted, 400), of_era = shifted - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return (ent_day)(era * days_of_era + days - days_to_1970);
}

void ent_day_split(ent_day day, int *year, int *month, int *of_month)
{
    int64_t shifted = (int64_t)day + days_to_1970;
    int64_t era = divided_down(shifted, days_of_era), days = shifted - era * days_of_era;
    int64_t of_era = (days - days / (days_of_four_years - 1) + days / days_of_century -
                      days / (days_of_era - 1)) /
                     365;
    int64_t of_year = days - (365 * of_era + of_era / 4 - of_era / 100);
    int64_t from_march = (5 * of_year + 2) / 153;
    *of_month = (int)(of_year - (153 * from_march + 2) / 5 + 1);
    *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    *year = (int)(era * 400 + of_era + (*month <= 2));
}

static struct ent_text iso_text(struct ent_arena *arena, int year, int month, int day)
{
    char iso[48];
    if (day > 0)
        snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
    else
        snprintf(iso, sizeof iso, "%04d-%02d", year, month);
    struct ent_text text = ent_text_of(iso);
    return (struct ent_text){ent_text_string(arena, text), text.length};
}

struct ent_text ent_day_text(struct ent_arena *arena, ent_day day)
{
    if (day == ENT_DAY_FIRST || day == ENT_DAY_LAST)
        return ENT_TEXT("..");
    int year, month, of_month;
    ent_day_split(day, &year, &month, &of_month);
    return iso_text(arena, year, month, of_month);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static int two_places(const char *bytes)
{
    if (is_digit(bytes[0]) && is_digit(bytes[1]))
        return (bytes[0] - '0') * 10 + bytes[1] - '0';
    return bytes[0] == 'X' && bytes[1] == 'X' ? unspecified : no_number;
}

/* 2025, 202X or 20XX */
static bool read_year(const char *bytes, struct reading *reading)
{
    int century = two_places(bytes), of_century = two_places(bytes + 2);
    if (century < 0)
        return false;
    reading->first_year = reading->last_year = century * 100 + of_century;
    if (of_century == unspecified) {
        reading->first_year = century * 100;
        reading->last_year = reading->first_year + 99;
    } else if (is_digit(bytes[2]) && bytes[3] == 'X') {
        reading->first_year = century * 100 + (bytes[2] - '0') * 10;
        reading->last_year = reading->first_year + 9;
    } else if (of_century == no_number) {
        return false;
    }
    return reading->first_year > 0;
}

static enum fault check(const struct reading *reading)
{
    if (reading->month == unspecified)
        return reading->day == unspecified ? SOUND : DAY_ALONE;
    if (reading->month >= 21 && reading->month <= 41 && reading->text.length == 7)
        return SEASON;
    if (reading->month < 1 || reading->month > 12)
        return NO_MONTH;
    if (reading->day == unspecified)
        return SOUND;
    bool exists =
        reading->day >= 1 && reading->day <= ent_month_length(reading->first_year, reading->month);
    return exists ? SOUND : NO_DAY;
}

static enum fault read_places(struct ent_text text, struct reading *reading)
{
    *reading = (struct reading){.text = text, .month = unspecified, .day = unspecified};
    if (text.length != 4 && text.length != 7 && text.length != 10)
        return NO_DATE;
    if (!read_year(text.bytes, reading))
        return NO_DATE;
    if (text.length == 4)
        return SOUND;
    if (text.bytes[4] != '-' || !is_digit(text.bytes[3]))
        return NO_DATE;
    reading->month = two_places(text.bytes + 5);
    if (text.length == 10)
        reading->day = text.bytes[7] == '-' ? two_places(text.bytes + 8) : no_number;
    if (reading->month == no_number || reading->day == no_number)
        return NO_DATE;
    return check(reading);
}

static void days_of(const struct reading *reading, struct ent_date *date)
{
    int first_month = reading->month > 0 ? reading->month : 1;
    int last_month = reading->month > 0 ? reading->month : 12;
    int first_day = reading->day > 0 ? reading->day : 1;
    int last_day =
        reading->day > 0 ? reading->day : ent_month_length(reading->last_year, last_month);
    date->earliest = ent_day_of(reading->first_year, first_month, first_day);
    date->latest =
        reading->day > 0 ? date->earliest : ent_day_of(reading->last_year, last_month, last_day);
}

static uint8_t marks_of(char byte)
{
    switch (byte) {
    case '?':
        return ENT_UNCERTAIN;
    case '~':
        return ENT_APPROXIMATE;
    case '%':
        return ENT_UNCERTAIN | ENT_APPROXIMATE;
    default:
        return 0;
    }
}

static enum fault read_single(struct ent_text text, struct ent_date *date, struct reading *reading)
{
    uint8_t marks = text.length > 0 ? marks_of(text.bytes[text.length - 1]) : 0;
    enum fault fault = read_places(ent_text_slice(text, 0, text.length - (marks != 0)), reading);
    if (fault != SOUND)
        return fault;
    days_of(reading, date);
    date->marks = marks;
    return SOUND;
}

/* Where ".." stands, or the length. */
static size_t find_dots(struct ent_text text)
{
    for (size_t at = 0; at + 1 < text.length; at++)
        if (text.bytes[at] == '.' && text.bytes[at + 1] == '.')
            return at;
    return text.length;
}

/* [a..b], [..b] or [a..]: one day of these. */
static enum fault read_set(struct ent_text text, struct ent_date *date, struct reading *reading)
{
    struct ent_text inner = ent_text_slice(text, 1, text.length - 2);
    size_t dots = find_dots(inner);
    *reading = (struct reading){.text = text};
    if (dots == inner.length)
        return NO_DATE;
    struct ent_text from = ent_text_slice(inner, 0, dots);
    struct ent_text to = ent_text_slice(inner, dots + 2, SIZE_MAX);
    struct ent_date first = {.earliest = ENT_DAY_FIRST}, last = {.latest = ENT_DAY_LAST};
    enum fault fault = from.length > 0 ? read_single(from, &first, reading) : SOUND;
    if (fault == SOUND && to.length > 0)
        fault = read_single(to, &last, reading);
    if (fault != SOUND)
        return fault;
    *date = (struct ent_date){first.earliest, last.latest, first.marks | last.marks};
    return date->earliest <= date->latest ? SOUND : BACKWARDS;
}

static enum fault read_date(struct ent_text text, struct ent_date *date, struct reading *reading)
{
    if (text.length >= 4 && text.bytes[0] == '[' && text.bytes[text.length - 1] == ']')
        return read_set(text, date, reading);
    return read_single(text, date, reading);
}

/* From here on: what was probably meant by a text that is no date. */

enum { most_parts = 3 };

/* A piece of a date as people and spreadsheets write it: a number or the name of a month. */
struct part {
    int number;    /* -1: a name */
    size_t digits; /* 0: a name */
    int month;     /* of the name */
};

int ent_month_named(struct ent_text word)
{
    for (size_t month = 0; word.length >= 3 && month < ENT_COUNT(month_names); month++) {
        struct ent_text name = ent_text_of(month_names[month]);
        size_t same = 0;
        while (same < word.length && same < name.length &&
               (word.bytes[same] | 0x20) == name.bytes[same])
            same++;
        if (same == word.length)
            return (int)month + 1;
    }
    return 0;
}

static bool is_letter(char byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static size_t run_length(struct ent_text text, size_t from, bool is_kind(char byte))
{
    size_t at = from;
    while (at < text.length && is_kind(text.bytes[at]))
        at++;
    return at - from;
}

static bool is_between(char byte)
{
    return byte == '/' || byte == '-' || byte == '.' || byte == ' ' || byte == ',';
}

static bool read_part(struct ent_text text, size_t *at, struct part *part)
{
    size_t digits = run_length(text, *at, is_digit), letters = run_length(text, *at, is_letter);
    *part = (struct part){.number = -1, .digits = digits};
    if (digits >= 1 && digits <= 4) {
        part->number = 0;
        for (size_t i = 0; i < digits; i++)
            part->number = part->number * 10 + text.bytes[*at + i] - '0';
    } else {
        part->month = ent_month_named(ent_text_slice(text, *at, letters));
    }
    *at += digits + letters;
    return part->number >= 0 || part->month > 0;
}

/* Returns how many parts the text has, 0 if it is something else. */
static size_t read_parts(struct ent_text text, struct part parts[most_parts])
{
    size_t count = 0, at = 0;
    while (at < text.length) {
        if (count == most_parts || !read_part(text, &at, &parts[count++]))
            return 0;
        size_t between = run_length(text, at, is_between);
        if (at < text.length && (between == 0 || at + between == text.length))
            return 0;
        at += between;
    }
    return count;
}

struct likely {
    int year, month, day; /* day 0: none; year 0: nothing likely */
};

/* Two digits mean what they mean to a spreadsheet. */
static int whole_year(struct part part)
{
    if (part.digits == 2)
        return part.number + (part.number < 30 ? 2000 : 1900);
    return part.digits == 4 ? part.number : 0;
}

static struct likely likely_date(int year, int month, int day)
{
    bool exists = year > 0 && month >= 1 && month <= 12 && day >= 0 &&
                  (day == 0 || day <= ent_month_length(year, month));
    return exists ? (struct likely){year, month, day} : (struct likely){0};
}

static bool is_short(struct part part)
{
    return part.digits == 1 || part.digits == 2;
}

static struct likely likely_of_two(const struct part parts[2])
{
    if (parts[0].month > 0)
        return likely_date(whole_year(parts[1]), parts[0].month, 0);
    if (parts[1].month > 0 && parts[0].digits == 4)
        return likely_date(parts[0].number, parts[1].month, 0);
    if (parts[0].digits == 4 && is_short(parts[1]))
        return likely_date(parts[0].number, parts[1].number, 0);
    if (parts[1].digits == 4 && is_short(parts[0]))
        return likely_date(parts[1].number, parts[0].number, 0);
    return (struct likely){0};
}

static struct likely likely_day(int year, int month, int day)
{
    return day > 0 ? likely_date(year, month, day) : (struct likely){0};
}

/* `other` is the second way to read day and month, if there are two. */
static struct likely likely_of_three(const struct part parts[3], struct likely *other)
{
    if (parts[0].digits == 4 && is_short(parts[2])) {
        int month = parts[1].month > 0 ? parts[1].month : parts[1].number;
        struct likely straight = likely_day(parts[0].number, month, parts[2].number);
        return straight.year > 0 || parts[1].month > 0
                   ? straight
                   : likely_day(parts[0].number, parts[2].number, parts[1].number);
    }
    int year = whole_year(parts[2]);
    if (parts[0].month > 0)
        return likely_day(year, parts[0].month, parts[1].number);
    if (parts[1].month > 0)
        return likely_day(year, parts[1].month, parts[0].number);
    struct likely day_first = likely_day(year, parts[1].number, parts[0].number);
    struct likely month_first = likely_day(year, parts[0].number, parts[1].number);
    if (day_first.year == 0)
        return month_first;
    if (parts[0].number != parts[1].number)
        *other = month_first;
    return day_first;
}

static int number_at(struct ent_text text, size_t from, size_t digits)
{
    int number = 0;
    for (size_t at = from; at < from + digits; at++)
        number = number * 10 + text.bytes[at] - '0';
    return number;
}

/* 20251029 and 202510 */
static struct likely likely_of_digits(struct ent_text text)
{
    if (text.length == 8)
        return likely_day(number_at(text, 0, 4), number_at(text, 4, 2), number_at(text, 6, 2));
    if (text.length == 6)
        return likely_date(number_at(text, 0, 4), number_at(text, 4, 2), 0);
    return (struct likely){0};
}

/* Day 1 of spreadsheets is 1899-12-31; they also count a 29 February 1900. */
static bool spreadsheet_day(struct ent_text text, struct likely *likely)
{
    if (text.length != 5 || run_length(text, 0, is_digit) != 5)
        return false;
    int number = number_at(text, 0, 5);
    ent_day_split(ent_day_of(1899, 12, 30) + number, &likely->year, &likely->month, &likely->day);
    return number >= 20000 && number <= 60000;
}

static struct ent_text likely_text(struct ent_arena *arena, struct likely likely)
{
    return iso_text(arena, likely.year, likely.month, likely.day);
}

static struct ent_text hint_of(struct ent_arena *arena, struct likely likely, struct likely other)
{
    if (likely.year == 0)
        return ENT_TEXT("dates are 2010, 2010-09, 2010-09-08, 2010?, 201X, [..2010]");
    struct ent_text first = likely_text(arena, likely);
    if (other.year == 0)
        return ENT_FORM(arena, "did you mean {}?", first);
    return ENT_FORM(arena, "did you mean {} or {}?", first, likely_text(arena, other));
}

static bool holds(struct ent_text text, char byte)
{
    return text.length > 0 && memchr(text.bytes, byte, text.length);
}

static void report_rewritten(struct ent_run *run, struct ent_text text, struct ent_place place,
                             struct likely likely)
{
    struct ent_arena *arena = &run->arena;
    struct ent_text iso = likely_text(arena, likely);
    ent_report(run, ENT_E404, place,
               ENT_FORM(arena,
                        "did you mean {}? {}-XX says the same and is no date to a spreadsheet", iso,
                        iso),
               ENT_FORM(arena, "'{}' looks like {} rewritten by a spreadsheet", text, iso));
}

/* Three numbers with a dash are a slip in the notation, all else is another notation. */
static bool is_other_notation(struct ent_text text, const struct part *parts, size_t count)
{
    if (parts[0].digits != 4 && count >= 2)
        return true;
    for (size_t i = 0; i < count; i++)
        if (parts[i].month > 0)
            return true;
    return holds(text, '/') || holds(text, '.');
}

static void report_no_date(struct ent_run *run, struct ent_text text, struct ent_place place)
{
    struct ent_arena *arena = &run->arena;
    struct likely likely = {0}, other = {0};
    if (spreadsheet_day(text, &likely)) {
        ent_report(run, ENT_E404, place, hint_of(arena, likely, other),
                   ENT_FORM(arena, "{} looks like a spreadsheet day number", text));
        return;
    }
    struct part parts[most_parts];
    size_t count = read_parts(text, parts);
    likely = count == 3                                     ? likely_of_three(parts, &other)
             : count == 2                                   ? likely_of_two(parts)
             : run_length(text, 0, is_digit) == text.length ? likely_of_digits(text)
                                                            : (struct likely){0};
    if (count == 2 && parts[0].month > 0 && is_short(parts[1]) && likely.year > 0)
        report_rewritten(run, text, place, likely);
    else if (likely.year > 0 && count > 0 && is_other_notation(text, parts, count))
        ent_report(run, ENT_E404, place, hint_of(arena, likely, other),
                   ENT_FORM(arena, "'{}' is not ISO", text));
    else
        ent_report(run, ENT_E401, place, hint_of(arena, likely, other), text);
}

static void report_time(struct ent_run *run, struct ent_text text, struct ent_place place)
{
    ent_report(run, ENT_E406, place,
               ENT_FORM(&run->arena, "write {} (the date at that place) and the time in a note",
                        ent_text_slice(text, 0, 10)),
               text);
}

static void report_month(struct ent_run *run, const struct reading *reading, struct ent_place place)
{
    struct likely swapped = {0};
    if (reading->day > 0)
        swapped = likely_date(reading->first_year, reading->day, reading->month);
    struct ent_text hint = swapped.year > 0 ? hint_of(&run->arena, swapped, (struct likely){0})
                                            : ENT_TEXT("months are 01 to 12");
    ent_report(run, ENT_E402, place, hint, ent_text_slice(reading->text, 0, 7), ENT_TEXT("month"),
               ent_text_slice(reading->text, 5, 2));
}

static void report_day(struct ent_run *run, const struct reading *reading, struct ent_place place)
{
    struct ent_arena *arena = &run->arena;
    const char *name = month_names[reading->month - 1];
    char capital = (char)(name[0] - 'a' + 'A');
    int length = ent_month_length(reading->first_year, reading->month);
    ent_report(run, ENT_E402, place,
               ENT_FORM(arena, "{} days in {}{} {}", ent_text_number(arena, length),
                        (struct ent_text){&capital, 1}, ent_text_of(name + 1),
                        ent_text_slice(reading->text, 0, 4)),
               ent_text_slice(reading->text, 0, 7), ENT_TEXT("day"),
               ent_text_slice(reading->text, 8, 2));
}

static void report_season(struct ent_run *run, const struct reading *reading,
                          struct ent_place place)
{
    struct ent_arena *arena = &run->arena;
    for (size_t i = 0; i < ENT_COUNT(seasons); i++) {
        if (reading->month > seasons[i].last_code)
            continue;
        int months = seasons[i].months, year = reading->first_year;
        int first = seasons[i].first_month + (reading->month - seasons[i].first_code) * months;
        int last = first + months - 1;
        struct ent_text from = iso_text(arena, year + (first > 12), (first - 1) % 12 + 1, 0);
        struct ent_text to = iso_text(arena, year + (last > 12), (last - 1) % 12 + 1, 0);
        ent_report(run, ENT_E403, place,
                   ENT_FORM(arena, "write {}/{} in start, or {}", from, to,
                            ent_text_slice(reading->text, 0, 4)),
                   reading->text);
        return;
    }
}

/* Does a time or a zone follow a whole date? */
static bool has_time(struct ent_text text)
{
    struct reading reading;
    if (text.length <= 10 || read_places(ent_text_slice(text, 0, 10), &reading) != SOUND)
        return false;
    char next = text.bytes[10];
    bool digit_follows = text.length > 11 && is_digit(text.bytes[11]);
    return next == 'Z' || ((next == 'T' || next == ' ' || next == '+') && digit_follows);
}

static bool is_interval(struct ent_text text)
{
    struct ent_date date;
    struct reading reading;
    size_t at = 0;
    while (at < text.length && text.bytes[at] != '/')
        at++;
    struct ent_text from = ent_text_slice(text, 0, at);
    struct ent_text to = ent_text_slice(text, at + 1, SIZE_MAX);
    return at < text.length && read_date(from, &date, &reading) == SOUND &&
           (to.length == 0 || ent_text_is(to, "..") || read_date(to, &date, &reading) == SOUND);
}

static void report_other(struct ent_run *run, struct ent_text text, struct ent_place place)
{
    if (has_time(text))
        report_time(run, text, place);
    else if (is_interval(text))
        ent_report(run, ENT_E401, place,
                   ENT_TEXT("an interval stands in a start cell, and the end is then blank"), text);
    else if (ent_text_is(text, "0000"))
        ent_report(run, ENT_E401, place, ENT_TEXT("years begin with 0001"), text);
    else
        report_no_date(run, text, place);
}

static void report(struct ent_run *run, enum fault fault, const struct reading *reading,
                   struct ent_text text, struct ent_place place)
{
    switch (fault) {
    case SOUND:
        break;
    case NO_DATE:
        report_other(run, text, place);
        break;
    case NO_MONTH:
        report_month(run, reading, place);
        break;
    case NO_DAY:
        report_day(run, reading, place);
        break;
    case SEASON:
        report_season(run, reading, place);
        break;
    case DAY_ALONE:
        ent_report(run, ENT_E407, place,
                   ENT_FORM(&run->arena, "write {}", ent_text_slice(reading->text, 0, 4)),
                   reading->text);
        break;
    case BACKWARDS:
        ent_report(run, ENT_E401, place, ENT_TEXT("the earlier date stands first"), text);
        break;
    }
}

bool ent_date_read(struct ent_run *run, struct ent_text text, struct ent_place place,
                   struct ent_date *date)
{
    struct reading reading;
    text = ent_text_trim(text);
    enum fault fault = read_date(text, date, &reading);
    if (fault == SOUND)
        return true;
    *date = (struct ent_date){0};
    if (run)
        report(run, fault, &reading, text, place);
    return false;
}
