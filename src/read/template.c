#include "read/template.h"

#include "read/pattern.h"
#include "read/term.h"

static size_t find(struct ent_text text, size_t from, char byte)
{
    const char *found =
        from < text.length ? memchr(text.bytes + from, byte, text.length - from) : NULL;
    return found ? (size_t)(found - text.bytes) : text.length;
}

static bool fail(struct ent_run *run, struct ent_place place, struct ent_text what,
                 struct ent_text hint)
{
    ent_report(run, ENT_E311, place, hint, what);
    return false;
}

/* "column" or "column:pattern". Colons of a name stand in quotes or before it, as in ":ID". */
static const char *read_column(struct ent_text text, struct ent_part *part)
{
    size_t colon = ent_term_find(text, ":");
    if (colon == 0)
        colon = 1 + ent_term_find(ent_text_slice(text, 1, SIZE_MAX), ":");
    struct ent_text name = ent_term_bare(ent_text_trim(ent_text_slice(text, 0, colon)));
    struct ent_text pattern = ent_text_slice(text, colon + 1, SIZE_MAX);
    part->columns[part->column_count] = name;
    part->patterns[part->column_count++] = pattern;
    return colon < text.length ? ent_pattern_fault(pattern) : NULL;
}

static const char *read_columns(struct ent_arena *arena, struct ent_text names,
                                struct ent_part *part)
{
    const char *fault = NULL;
    part->columns = ENT_NEW(arena, struct ent_text, names.length + 1);
    part->patterns = ENT_NEW(arena, struct ent_text, names.length + 1);
    while (names.length > 0 && !fault) {
        size_t bar = ent_term_find(names, "|");
        struct ent_text name = ent_text_trim(ent_text_slice(names, 0, bar));
        fault = name.length > 0 ? read_column(name, part) : NULL;
        names = ent_text_slice(names, bar + 1, SIZE_MAX);
    }
    return fault;
}

/* The constant text up to the next single brace, with doubled braces halved. */
static struct ent_text read_constant(struct ent_arena *arena, struct ent_text text, size_t *at)
{
    char *bytes = ent_arena_take(arena, text.length - *at + 1, 1);
    size_t length = 0;
    while (*at < text.length) {
        char byte = text.bytes[*at];
        if (byte == '{' || byte == '}') {
            if (*at + 1 >= text.length || text.bytes[*at + 1] != byte)
                break;
            ++*at;
        }
        bytes[length++] = byte;
        ++*at;
    }
    return (struct ent_text){bytes, length};
}

/* "{...}" at `*at`. */
static bool read_slot(struct ent_run *run, struct ent_text text, size_t *at,
                      struct ent_template *template, struct ent_part *part)
{
    struct ent_place place = template->place;
    if (text.bytes[*at] == '}')
        return fail(run, place, ENT_TEXT("a closing brace alone"), ENT_TEXT("write }}"));
    size_t end = find(text, *at, '}');
    if (end == text.length)
        return fail(run, place, ENT_TEXT("a brace that is not closed"),
                    ENT_TEXT("write {column}, or {{ for a brace"));
    struct ent_text slot = ent_text_slice(text, *at + 1, end - *at - 1);
    const char *fault = read_columns(&run->arena, slot, part);
    if (fault)
        return fail(run, place, ENT_FORM(&run->arena, "the pattern of a date in '{}'", slot),
                    ent_text_of(fault));
    if (part->column_count == 0)
        return fail(run, place, ENT_TEXT("a template without a column name"),
                    ENT_TEXT("write {column}"));
    for (size_t i = 0; i < part->column_count; i++)
        template->pattern |= part->patterns[i].length > 0;
    *at = end + 1;
    return true;
}

bool ent_template_read(struct ent_run *run, struct ent_text text, struct ent_place place,
                       struct ent_template *template)
{
    *template = (struct ent_template){.text = text, .place = place};
    template->parts = ENT_NEW(&run->arena, struct ent_part, text.length + 1);
    for (size_t at = 0; at < text.length;) {
        struct ent_part *part = &template->parts[template->part_count++];
        part->constant = read_constant(&run->arena, text, &at);
        if (at < text.length && !read_slot(run, text, &at, template, part))
            return false;
    }
    return true;
}

static bool is_missing(const struct ent_filler *filler, uint32_t column, struct ent_text cell)
{
    for (size_t i = 0; i < filler->code_count; i++)
        if ((filler->codes[i].column == ENT_NONE || filler->codes[i].column == column) &&
            ent_text_equal(filler->codes[i].text, cell))
            return true;
    return false;
}

static struct ent_text cell_of(const struct ent_filler *filler, size_t row, uint32_t column)
{
    if (column == ENT_NONE)
        return (struct ent_text){0};
    struct ent_text cell = ent_table_cell(filler->table, row, column);
    return is_missing(filler, column, cell) ? (struct ent_text){0} : cell;
}

/* The first that is present and, where it has a pattern, matches it; else the last present. */
static struct ent_text first_present(struct ent_arena *arena, const struct ent_filler *filler,
                                     size_t row, size_t number)
{
    const struct ent_part *part = &filler->template->parts[number];
    struct ent_text last = {0};
    for (size_t j = 0; j < part->column_count; j++) {
        struct ent_text cell = cell_of(filler, row, filler->columns[number][j]);
        if (cell.length == 0)
            continue;
        if (part->patterns[j].length == 0)
            return cell;
        struct ent_text date = ent_pattern_read(arena, part->patterns[j], cell);
        if (date.length > 0)
            return date;
        last = cell;
    }
    return last;
}

static bool is_number(struct ent_text text)
{
    for (size_t at = 0; at < text.length; at++)
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
    return text.length > 0;
}

static struct ent_text padded(struct ent_arena *arena, struct ent_text text, size_t length)
{
    if (text.length >= length || !is_number(text))
        return text;
    return ENT_FORM(arena, "{}{}", ent_text_slice(ENT_TEXT("0000"), 0, length - text.length), text);
}

/* Is the part a month or day of the date that the parts before it begin? */
static bool goes_on(const struct ent_template *template, size_t part)
{
    return part > 0 && part<template->part_count &&template->parts[part].column_count> 0 &&
           ent_text_is(template->parts[part].constant, "-");
}

/* A year, month and day from three columns. Missing ones are dropped from the right; one that is
 * missing before another becomes unspecified, and the reader of dates says what it lacks. */
static struct ent_text join_date(struct ent_arena *arena, const struct ent_filler *filler,
                                 size_t row, size_t *part)
{
    struct ent_text date = {0};
    size_t place = 0, written = 0;
    bool alone = !goes_on(filler->template, *part + 1);
    do {
        struct ent_text cell = first_present(arena, filler, row, *part);
        if (cell.length > 0) {
            for (; written < place; written++)
                date = ENT_FORM(arena, "{}{}", date,
                                written == 0 ? ENT_TEXT("XXXX") : ENT_TEXT("-XX"));
            date = ENT_FORM(arena, "{}{}{}", date, place > 0 ? ENT_TEXT("-") : ENT_TEXT(""),
                            alone ? cell : padded(arena, cell, place == 0 ? 4 : 2));
            written = place + 1;
        }
        place++;
    } while (goes_on(filler->template, ++*part));
    return date;
}

static struct ent_text join_dates(struct ent_arena *arena, const struct ent_filler *filler,
                                  size_t row)
{
    const struct ent_template *template = filler->template;
    struct ent_text filled = {0}, found = {0};
    for (size_t i = 0; i < template->part_count;) {
        struct ent_text constant = template->parts[i].constant, date = {0};
        if (template->parts[i].column_count > 0)
            date = join_date(arena, filler, row, &i);
        else
            i++;
        found = date.length > 0 ? date : found;
        filled = filled.length + constant.length == 0
                     ? date
                     : ENT_FORM(arena, "{}{}{}", filled, constant, date);
    }
    return found.length == 0 ? found : filled;
}

struct ent_text ent_template_join(struct ent_arena *arena, const struct ent_filler *filler,
                                  size_t row)
{
    if (filler->single != ENT_NONE)
        return cell_of(filler, row, filler->single);
    const struct ent_template *template = filler->template;
    if (template->dated && !filler->fixed)
        return join_dates(arena, filler, row);
    size_t slots = 0;
    struct ent_text filled = {0}, found = {0};
    for (size_t i = 0; i < template->part_count; i++) {
        const struct ent_part *part = &template->parts[i];
        struct ent_text cell = first_present(arena, filler, row, i);
        slots += part->column_count > 0;
        found = cell.length > 0 ? cell : found;
        if (filled.length == 0 && part->constant.length == 0)
            filled = cell;
        else if (filled.length == 0 && cell.length == 0)
            filled = part->constant;
        else
            filled = ENT_FORM(arena, "{}{}{}", filled, part->constant, cell);
    }
    return slots > 0 && found.length == 0 ? (struct ent_text){0} : filled;
}

/* "code" or "column:code". */
static void read_codes(struct ent_arena *arena, struct ent_text missing, struct ent_filler *filler)
{
    filler->codes = ENT_NEW(arena, struct ent_code, missing.length / 2 + 1);
    for (struct ent_text term; ent_term_next(&missing, &term);) {
        size_t colon = ent_term_find(term, ":");
        struct ent_text last = ent_text_slice(term, colon < term.length ? colon + 1 : 0, SIZE_MAX);
        struct ent_code code = {ENT_NONE, ent_term_bare(last)};
        if (colon < term.length)
            code.column =
                ent_table_column(filler->table, ent_term_bare(ent_text_slice(term, 0, colon)));
        if (colon == term.length || code.column != ENT_NONE)
            filler->codes[filler->code_count++] = code;
    }
}

static void bind_columns(struct ent_arena *arena, struct ent_filler *filler)
{
    const struct ent_template *template = filler->template;
    filler->columns = ENT_NEW(arena, uint32_t *, template->part_count + 1);
    for (size_t i = 0; i < template->part_count; i++) {
        const struct ent_part *part = &template->parts[i];
        filler->columns[i] = ENT_NEW(arena, uint32_t, part->column_count + 1);
        for (size_t j = 0; j < part->column_count; j++) {
            filler->columns[i][j] = ent_table_column(filler->table, part->columns[j]);
            filler->fixed = filler->fixed && filler->columns[i][j] == ENT_NONE;
        }
    }
}

struct ent_filler ent_template_bind(struct ent_arena *arena, const struct ent_template *template,
                                    const struct ent_table *table, struct ent_text missing)
{
    struct ent_filler filler = {
        .template = template, .table = table, .single = ENT_NONE, .fixed = true};
    bind_columns(arena, &filler);
    if (filler.fixed) {
        filler.text = ent_template_join(arena, &filler, 0);
        return filler;
    }
    if (missing.length > 0)
        read_codes(arena, missing, &filler);
    if (template->part_count == 1 && template->parts[0].constant.length == 0 &&
        template->parts[0].column_count == 1 && !template->pattern)
        filler.single = filler.columns[0][0];
    filler.plain = filler.single != ENT_NONE;
    for (size_t i = 0; i < filler.code_count; i++)
        filler.plain &=
            filler.codes[i].column != ENT_NONE && filler.codes[i].column != filler.single;
    return filler;
}

static uint32_t column_of(const struct ent_filler *filler, size_t row)
{
    uint32_t first = filler->single;
    if (first != ENT_NONE || filler->fixed)
        return first;
    for (size_t i = 0; i < filler->template->part_count; i++)
        for (size_t j = 0; j < filler->template->parts[i].column_count; j++) {
            uint32_t column = filler->columns[i][j];
            if (cell_of(filler, row, column).length > 0)
                return column;
            first = first == ENT_NONE ? column : first;
        }
    return first;
}

struct ent_place ent_template_place(const struct ent_filler *filler, size_t row)
{
    uint32_t column = column_of(filler, row);
    return ent_table_place(filler->table, row, column == ENT_NONE ? 0 : column);
}

struct ent_text ent_template_column(const struct ent_filler *filler, size_t row)
{
    uint32_t column = column_of(filler, row);
    return column == ENT_NONE ? filler->template->text : filler->table->columns[column];
}
