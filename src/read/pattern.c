#include "read/pattern.h"

#include <stdio.h>

/* What was found so far; 0: not there. */
struct found {
    int year, month, day;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_letter(char byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

const char *ent_pattern_fault(struct ent_text pattern)
{
    bool year = false, month = false, day = false;
    for (size_t at = 0; at < pattern.length; at++) {
        if (pattern.bytes[at] != '%')
            continue;
        char part = at + 1 < pattern.length ? pattern.bytes[++at] : '\0';
        if (part == '\0' || !strchr("dmbBY%", part))
            return part == 'y' ? "two digits of a year do not say the century"
                               : "write %d, %m, %b, %B, %Y or %%; * is any text";
        year |= part == 'Y';
        month |= part == 'm' || part == 'b' || part == 'B';
        day |= part == 'd';
    }
    if (!year && !month && !day)
        return "name a part of the date: %d, %m, %b, %B or %Y";
    return year && day && !month ? "a day needs its month" : NULL;
}

static bool read_number(struct ent_text cell, size_t *at, size_t least, size_t most, int *number)
{
    size_t digits = 0;
    for (*number = 0; digits < most && *at < cell.length && is_digit(cell.bytes[*at]); digits++)
        *number = *number * 10 + cell.bytes[(*at)++] - '0';
    return digits >= least && *number > 0;
}

static bool read_month_name(struct ent_text cell, size_t *at, int *month)
{
    size_t from = *at;
    while (*at < cell.length && is_letter(cell.bytes[*at]))
        ++*at;
    *month = ent_month_named(ent_text_slice(cell, from, *at - from));
    return *month > 0;
}

/* One part of the pattern against the cell from `*at` on. */
static bool read_part(char part, struct ent_text cell, size_t *at, struct found *found)
{
    switch (part) {
    case 'd':
        return read_number(cell, at, 1, 2, &found->day);
    case 'm':
        return read_number(cell, at, 1, 2, &found->month);
    case 'Y':
        return read_number(cell, at, 4, 4, &found->year);
    case 'b':
    case 'B':
        return read_month_name(cell, at, &found->month);
    default:
        return *at < cell.length && cell.bytes[(*at)++] == '%';
    }
}

/* Moves both over what stands next in the pattern, which is no star. */
static bool step(struct ent_text pattern, size_t *p, struct ent_text cell, size_t *at,
                 struct found *found)
{
    char byte = pattern.bytes[(*p)++];
    if (byte == '%' && *p < pattern.length)
        return read_part(pattern.bytes[(*p)++], cell, at, found);
    if (is_blank(byte)) {
        while (*at < cell.length && is_blank(cell.bytes[*at]))
            ++*at;
        return true;
    }
    return *at < cell.length && cell.bytes[(*at)++] == byte;
}

/* A star takes as little as it can; only the last one met needs to be tried again. */
static bool match(struct ent_text pattern, struct ent_text cell, struct found *found)
{
    size_t p = 0, at = 0, star = SIZE_MAX, begin = 0;
    for (;;) {
        if (p < pattern.length && pattern.bytes[p] == '*') {
            star = ++p;
            begin = at;
            if (p == pattern.length)
                return true;
        } else if (p == pattern.length ? at == cell.length : step(pattern, &p, cell, &at, found)) {
            if (p == pattern.length && at == cell.length)
                return true;
        } else {
            if (star == SIZE_MAX || begin == cell.length)
                return false;
            at = ++begin;
            p = star;
        }
    }
}

struct ent_text ent_pattern_read(struct ent_arena *arena, struct ent_text pattern,
                                 struct ent_text cell)
{
    char date[64], *end = date;
    struct found found = {0};
    if (!match(pattern, cell, &found))
        return (struct ent_text){0};
    if (found.year > 0)
        end += snprintf(end, 16, "%04d", found.year);
    if (found.month > 0)
        end += snprintf(end, 16, end > date ? "-%02d" : "%02d", found.month);
    if (found.day > 0)
        end += snprintf(end, 16, end > date ? "-%02d" : "%02d", found.day);
    struct ent_text text = {date, (size_t)(end - date)};
    return (struct ent_text){ent_text_string(arena, text), text.length};
}
