#include "read/draft.h"

#include "read/edtf.h"

#include <stdlib.h>

enum { most_values = 40 };

static const char *const starts[] = {"start",      "begin",      "started",    "since",
                                     "start date", "start_date", "date_start", "from date",
                                     "signed",     "date",       "established"};
static const char *const ends[] = {"end",      "ended",    "until",  "end date",
                                   "end_date", "date_end", "to date"};

static const char *const colours[] = {"#cfe3f5", "#d9f0d3", "#f9dcc4", "#fdf3c7",
                                      "#e8e8e8", "#e3d7f0", "#d2efee", "#f5d5e0"};

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* "start:date" of Neo4j is the column "start", of dates. */
static struct ent_text without_type(struct ent_text header)
{
    const char *colon = header.length > 1 ? memchr(header.bytes + 1, ':', header.length - 1) : NULL;
    return colon ? ent_text_slice(header, 0, (size_t)(colon - header.bytes)) : header;
}

static bool is_named(struct ent_text header, struct ent_text name)
{
    struct ent_text text = without_type(header);
    if (text.length != name.length)
        return false;
    for (size_t at = 0; at < text.length; at++)
        if (lower(text.bytes[at]) != lower(name.bytes[at]))
            return false;
    return true;
}

uint32_t ent_draft_column(const struct ent_table *table, const char *name)
{
    for (uint32_t column = 0; column < table->column_count; column++)
        if (is_named(table->columns[column], ent_text_of(name)))
            return column;
    return ENT_NONE;
}

/* ---- dates ---- */

static bool is_date(struct ent_text cell)
{
    struct ent_date date;
    return cell.length == 0 || ent_text_is(cell, "..") ||
           ent_date_read(NULL, cell, ENT_NOWHERE, &date);
}

static bool holds_dates(const struct ent_table *table, uint32_t column)
{
    size_t blank = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        struct ent_text cell = ent_table_cell(table, row, column);
        if (!is_date(cell))
            return false;
        blank += cell.length == 0;
    }
    return blank < table->row_count;
}

static uint32_t date_column(const struct ent_table *table, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t column = ent_draft_column(table, names[i]);
        if (column != ENT_NONE && holds_dates(table, column))
            return column;
    }
    return ENT_NONE;
}

uint32_t ent_draft_start(const struct ent_table *table)
{
    return date_column(table, starts, ENT_COUNT(starts));
}

uint32_t ent_draft_end(const struct ent_table *table)
{
    return date_column(table, ends, ENT_COUNT(ends));
}

/* ---- values ---- */

static int by_bytes(const void *a, const void *b)
{
    return ent_text_compare(*(const struct ent_text *)a, *(const struct ent_text *)b);
}

static bool fits_dot(struct ent_text text)
{
    for (size_t at = 0; at < text.length; at++)
        if (text.bytes[at] == '\\' || (unsigned char)text.bytes[at] < ' ')
            return false;
    return text.length > 0;
}

/* Adds a value in its place; false if there is no room for it. */
static bool add_value(struct ent_text *values, size_t *count, struct ent_text value)
{
    if (*count > 0 && bsearch(&value, values, *count, sizeof *values, by_bytes))
        return true;
    if (*count == most_values || !fits_dot(value))
        return false;
    values[(*count)++] = value;
    qsort(values, *count, sizeof *values, by_bytes);
    return true;
}

const struct ent_text *ent_draft_values(struct ent_arena *arena, const struct ent_table *table,
                                        uint32_t column, size_t *count)
{
    struct ent_text *values = ENT_NEW(arena, struct ent_text, most_values);
    *count = 0;
    if (column == ENT_NONE)
        return values;
    for (size_t row = 0; row < table->row_count; row++)
        if (!add_value(values, count, ent_table_cell(table, row, column))) {
            *count = 0;
            break;
        }
    return values;
}

/* ---- names of files ---- */

static struct ent_text without(struct ent_text text, const char *ending)
{
    size_t length = strlen(ending);
    bool found = text.length > length &&
                 ent_text_is(ent_text_slice(text, text.length - length, length), ending);
    return found ? ent_text_slice(text, 0, text.length - length) : text;
}

struct ent_text ent_draft_table(struct ent_text path)
{
    size_t from = path.length;
    while (from > 0 && path.bytes[from - 1] != '/')
        from--;
    return without(without(ent_text_slice(path, from, SIZE_MAX), ".gz"), ".zst");
}

struct ent_text ent_draft_stem(struct ent_text path)
{
    struct ent_text name = ent_draft_table(path);
    return without(without(name, ".csv"), ".tsv");
}

/* ---- DOT ---- */

void ent_draft_put_word(struct ent_writer *writer, struct ent_text word)
{
    ENT_PUT(writer, "\"");
    for (size_t at = 0; at < word.length; at++) {
        if (word.bytes[at] == '"')
            ENT_PUT(writer, "\\");
        ent_put_bytes(writer, word.bytes + at, 1);
    }
    ENT_PUT(writer, "\"");
}

static void put_setting(struct ent_writer *writer, const char *name, struct ent_text value)
{
    if (value.length == 0)
        return;
    ENT_PUT(writer, " ");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, "=");
    ent_draft_put_word(writer, value);
}

/* A colon behind the first byte, or a bar, would be read as something else. */
static bool needs_quotes(struct ent_text column)
{
    return column.length > 1 && (memchr(column.bytes + 1, ':', column.length - 1) ||
                                 memchr(column.bytes, '|', column.length));
}

static void put_template(struct ent_writer *writer, const char *name, const struct ent_draft *draft,
                         struct ent_text prefix, uint32_t column)
{
    struct ent_writer value = {0};
    if (column == ENT_NONE)
        return;
    struct ent_text header = draft->columns->columns[column];
    ent_put_text(&value, prefix);
    ent_put_text(&value, needs_quotes(header) ? ENT_TEXT("{'") : ENT_TEXT("{"));
    ent_put_text(&value, header);
    ent_put_text(&value, needs_quotes(header) ? ENT_TEXT("'}") : ENT_TEXT("}"));
    put_setting(writer, name, ent_writer_text(&value));
    ent_writer_end(&value);
}

/* Ids of others may hold blanks. In quotes the column "id" is not taken for that of our tables. */
static void put_key(struct ent_writer *writer, const struct ent_draft *draft)
{
    if (draft->key != ENT_NONE && ent_text_is(draft->columns->columns[draft->key], "id"))
        put_setting(writer, "key", ENT_TEXT("{'id'}"));
    else
        put_template(writer, "key", draft, draft->prefix, draft->key);
}

static void put_time(struct ent_writer *writer, const struct ent_draft *draft)
{
    struct ent_text none = {0};
    put_template(writer, "start", draft, none, draft->start);
    put_template(writer, "end", draft, none, draft->end);
    if (draft->start != ENT_NONE) {
        bool day = is_named(draft->columns->columns[draft->start], ENT_TEXT("date"));
        ent_put_text(writer, day && draft->end == ENT_NONE ? ENT_TEXT(" time=point")
                                                           : ENT_TEXT(" time=span"));
    }
}

void ent_draft_put_type(struct ent_writer *writer, struct ent_text name, size_t number,
                        const struct ent_draft *draft)
{
    struct ent_text none = {0};
    ENT_PUT(writer, "  ");
    ent_draft_put_word(writer, name);
    ENT_PUT(writer, " [table=");
    ent_draft_put_word(writer, draft->table);
    put_key(writer, draft);
    put_template(writer, "name", draft, none, draft->name);
    put_template(writer, "type", draft, none, draft->type);
    if (draft->distinct)
        ENT_PUT(writer, " distinct=true");
    put_time(writer, draft);
    ENT_PUT(writer, "\n    shape=box style=\"filled,rounded\" fillcolor=");
    ent_draft_put_word(writer, ent_text_of(colours[number % ENT_COUNT(colours)]));
    ENT_PUT(writer, "]\n");
}

void ent_draft_put_kinds(struct ent_writer *writer, struct ent_text general,
                         const struct ent_text *kinds, size_t count)
{
    ENT_PUT(writer, "  { edge [label=isa arrowhead=empty style=dotted]\n    {");
    for (size_t i = 0; i < count; i++) {
        ENT_PUT(writer, " ");
        ent_draft_put_word(writer, kinds[i]);
    }
    ENT_PUT(writer, " } -> ");
    ent_draft_put_word(writer, general);
    ENT_PUT(writer, " }\n");
}

void ent_draft_put_relation(struct ent_writer *writer, struct ent_text from, struct ent_text to,
                            const struct ent_draft *draft)
{
    struct ent_text none = {0};
    ENT_PUT(writer, "  ");
    ent_draft_put_word(writer, from);
    ENT_PUT(writer, " -> ");
    ent_draft_put_word(writer, to);
    ENT_PUT(writer, " [label=");
    ent_draft_put_word(writer, draft->wording.length > 0 ? draft->wording : draft->label);
    if (draft->wording.length > 0)
        put_setting(writer, "key", draft->label);
    put_setting(writer, "table", draft->table);
    put_template(writer, "from", draft, draft->from_prefix, draft->from);
    put_template(writer, "to", draft, draft->to_prefix, draft->to);
    put_template(writer, "type", draft, none, draft->type);
    put_time(writer, draft);
    put_setting(writer, "separator", draft->separator);
    if (draft->undirected)
        ENT_PUT(writer, " dir=none");
    ENT_PUT(writer, "]\n");
}
