#include "read/csv.h"

#include <csv.h>
#include <limits.h>
#include <stdlib.h>

static const char candidates[] = {',', ';', '\t', '|'}; /* the earlier wins a tie */

enum {
    block_size = 64 * 1024, /* by which libcsv grows its buffer for a long cell */
    count_block = 192,
};

#define needs_parser SIZE_MAX

/* The first rows, as long as all of them have one cell more, or one less, than the header: then it
 * is the header that is wrong. */
struct misfits {
    size_t count, columns;
    size_t records[ENT_MOST_PER_RULE];
};

/* What is filled line by line. Until the header is complete the ends of its cells stand where those
 * of the first row will. */
struct reader {
    struct ent_run *run;
    struct ent_source *source;
    struct ent_table *table;
    struct csv_parser parser;
    size_t fed;    /* bytes that libcsv has had */
    size_t record; /* where the record begins that is being read */
    char *copy;    /* room for the cells that libcsv takes out of their quotes */
    const char *row;
    uint32_t *ends; /* of the cells of this row */
    size_t width;   /* cells that are kept of a row */
    size_t columns; /* cells so far in this row */
    size_t header;  /* where the header begins */
    struct misfits misfits;
    size_t used;                 /* bytes so far in this row, with those between cells */
    bool special[UCHAR_MAX + 1]; /* bytes that may end a cell */
};

static void begin_row(struct reader *reader, const char *row)
{
    reader->row = row;
    reader->columns = 0;
    reader->used = 0;
}

static void end_cell(struct reader *reader, size_t length)
{
    if (reader->columns < reader->width)
        reader->ends[reader->columns] = (uint32_t)(reader->used + length);
    reader->columns++;
    reader->used += length + 1;
}

static void take_cell(void *bytes, size_t length, void *context)
{
    struct reader *reader = context;
    memcpy(reader->copy + reader->used, bytes, length);
    end_cell(reader, length);
}

static struct ent_place place_of(const struct reader *reader, size_t column)
{
    return (struct ent_place){reader->source, reader->record, (uint32_t)column, true};
}

static struct ent_text shown(const char *delimiter)
{
    return *delimiter == '\t' ? ENT_TEXT("tab") : (struct ent_text){delimiter, 1};
}

static struct ent_text hint_for_width(const struct reader *reader, size_t columns)
{
    struct ent_arena *arena = &reader->run->arena;
    const struct ent_table *table = reader->table;
    if (columns > table->column_count)
        return ENT_FORM(arena, "'{}' in a cell without quotes?", shown(&reader->source->delimiter));
    struct ent_text first = table->columns[columns];
    if (columns + 1 == table->column_count)
        return ENT_FORM(arena, "there is no cell for column '{}'", first);
    return ENT_FORM(arena, "there are no cells for columns '{}' to '{}'", first,
                    table->columns[table->column_count - 1]);
}

static void report_width(const struct reader *reader, size_t record, size_t columns)
{
    struct ent_arena *arena = &reader->run->arena;
    size_t expected = reader->table->column_count;
    size_t cell = columns > expected ? expected : columns - 1;
    struct ent_place place = {reader->source, record, (uint32_t)cell, true};
    ent_report(reader->run, ENT_E104, place, hint_for_width(reader, columns),
               ent_text_number(arena, (int64_t)columns), ent_text_number(arena, (int64_t)expected));
}

/* ---- a header that does not fit its rows ---- */

static void report_misfits(struct reader *reader)
{
    struct misfits *misfits = &reader->misfits;
    for (size_t i = 0; i < misfits->count; i++)
        report_width(reader, misfits->records[i < ENT_MOST_PER_RULE ? i : 0], misfits->columns);
    misfits->count = 0;
}

/* True if it may be the header that is wrong, which the other rows will tell. */
static bool is_misfit(struct reader *reader)
{
    struct misfits *misfits = &reader->misfits;
    size_t expected = reader->table->column_count;
    bool near = reader->columns + 1 == expected || reader->columns == expected + 1;
    bool same = misfits->count == 0 || misfits->columns == reader->columns;
    if (!near || !same || reader->table->row_count > 0)
        return false;
    if (misfits->count < ENT_MOST_PER_RULE)
        misfits->records[misfits->count] = reader->record;
    misfits->columns = reader->columns;
    misfits->count++;
    return true;
}

static void report_header(const struct reader *reader)
{
    struct ent_arena *arena = &reader->run->arena;
    const struct ent_table *table = reader->table;
    struct ent_text first = table->columns[0], last = table->columns[table->column_count - 1];
    struct ent_text hint =
        reader->misfits.columns > table->column_count
            ? ENT_TEXT("row names, as R writes them? --align right reads them as column 'row'; "
                       "--align left passes over the last cell")
            : ENT_FORM(
                  arena,
                  "--align left passes over the last name{}; --align right over the first, '{}'",
                  last.length > 0 ? ENT_FORM(arena, ", '{}'", last) : ENT_TEXT(", which is blank"),
                  first);
    struct ent_place place = {reader->source, reader->header, 0, true};
    ent_report(reader->run, ENT_E113, place, hint,
               ent_text_number(arena, (int64_t)reader->misfits.columns),
               ent_text_number(arena, (int64_t)table->column_count));
}

/* One row alone proves nothing. */
static void judge_misfits(struct reader *reader)
{
    if (reader->misfits.count > 1 && reader->table->row_count == 0)
        report_header(reader);
    else
        report_misfits(reader);
}

/* Fits the names to the first row. */
static void align_header(struct reader *reader)
{
    struct ent_table *table = reader->table;
    bool right = reader->source->align == ENT_ALIGN_RIGHT;
    struct ent_text *names = table->columns;
    size_t count = table->column_count;
    table->column_count = reader->width = reader->columns;
    if (reader->columns < count) {
        table->columns = right ? names + 1 : names;
        return;
    }
    table->columns = ENT_NEW(&reader->run->arena, struct ent_text, reader->columns);
    memcpy(table->columns + right, names, count * sizeof *names);
    if (right)
        table->columns[0] = ENT_TEXT("row");
}

static bool is_aligned(const struct reader *reader)
{
    size_t columns = reader->columns, count = reader->table->column_count;
    return reader->source->align != ENT_ALIGN_NONE && reader->table->row_count == 0 &&
           reader->misfits.count == 0 && (columns + 1 == count || columns == count + 1);
}

/* ---- the header ---- */

struct heading {
    struct ent_text name;
    size_t column;
};

static int by_name(const void *a, const void *b)
{
    const struct heading *left = a, *right = b;
    int order = ent_text_compare(left->name, right->name);
    return order != 0 ? order : (left->column > right->column) - (left->column < right->column);
}

static void report_repeated_columns(const struct reader *reader)
{
    const struct ent_table *table = reader->table;
    struct heading *headings = ENT_NEW(&reader->run->arena, struct heading, table->column_count);
    for (size_t column = 0; column < table->column_count; column++)
        headings[column] = (struct heading){table->columns[column], column};
    qsort(headings, table->column_count, sizeof *headings, by_name);
    for (size_t i = 1; i < table->column_count; i++) {
        struct ent_text name = headings[i].name;
        if (name.length > 0 && ent_text_equal(name, headings[i - 1].name))
            ent_report(reader->run, ENT_E106, place_of(reader, headings[i].column),
                       ENT_TEXT("rename one of them"), name);
    }
}

/* A single column is a table too, but more often the delimiter is another one. */
static void report_single_column(const struct reader *reader)
{
    struct ent_text name = reader->table->columns[0];
    for (size_t i = 0; i < ENT_COUNT(candidates); i++) {
        if (name.length == 0 || !memchr(name.bytes, candidates[i], name.length))
            continue;
        ent_report(reader->run, ENT_W108, place_of(reader, 0),
                   ENT_FORM(&reader->run->arena, "give --delimiter '{}'", shown(&candidates[i])),
                   shown(&candidates[i]));
        return;
    }
}

static void tell_of_unnamed_columns(const struct reader *reader)
{
    const struct ent_table *table = reader->table;
    size_t count = 0, first = 0;
    for (size_t column = table->column_count; column-- > 0;)
        if (table->columns[column].length == 0) {
            count++;
            first = column;
        }
    if (count > 0)
        ent_report(reader->run, ENT_N114, place_of(reader, first), ENT_NO_HINT,
                   ent_text_number(&reader->run->arena, (int64_t)count),
                   ent_text_number(&reader->run->arena, (int64_t)table->column_count));
}

/* Where names may be moved, the first row may have a cell more. */
static void end_header(struct reader *reader)
{
    struct ent_table *table = reader->table;
    table->header = (uint32_t)reader->record;
    table->column_count = reader->width = reader->columns;
    reader->width += reader->source->align != ENT_ALIGN_NONE;
    reader->header = reader->record;
    table->row[0] = reader->row;
    table->columns = ENT_NEW(&reader->run->arena, struct ent_text, table->column_count);
    for (size_t column = 0; column < table->column_count; column++)
        table->columns[column] = ent_table_cell(table, 0, column);
    report_repeated_columns(reader);
    tell_of_unnamed_columns(reader);
    if (table->column_count == 1)
        report_single_column(reader);
}

static void keep_row(struct reader *reader)
{
    struct ent_table *table = reader->table;
    table->record[table->row_count] = (uint32_t)reader->record;
    table->row[table->row_count++] = reader->row;
    reader->ends += table->column_count;
}

/* True if the row is wanted, as that or as the header. */
static bool end_row(struct reader *reader)
{
    if (reader->used == reader->columns) {
        ent_report(reader->run, ENT_W110, place_of(reader, 0), ENT_NO_HINT);
        return false;
    }
    if (reader->table->column_count == 0) {
        end_header(reader);
        return true;
    }
    if (is_aligned(reader))
        align_header(reader);
    if (reader->columns != reader->table->column_count) {
        if (!is_misfit(reader)) {
            report_misfits(reader);
            report_width(reader, reader->record, reader->columns);
        }
        return false;
    }
    report_misfits(reader);
    keep_row(reader);
    return true;
}

/* What is not wanted leaves its room to the next row. */
static void end_copied_row(int byte, void *context)
{
    (void)byte;
    struct reader *reader = context;
    if (end_row(reader))
        reader->copy += reader->used;
    begin_row(reader, reader->copy);
}

/* The quote that opens the last cell, which is never closed. */
static size_t last_opening_quote(struct ent_text bytes, size_t from)
{
    size_t opening = from;
    bool quoted = false;
    for (size_t at = from; at < bytes.length; at++) {
        if (bytes.bytes[at] != '"')
            continue;
        if (quoted && at + 1 < bytes.length && bytes.bytes[at + 1] == '"') {
            at++;
            continue;
        }
        quoted = !quoted;
        if (quoted)
            opening = at;
    }
    return opening;
}

static void report_unclosed_quote(const struct reader *reader)
{
    size_t opening = last_opening_quote(reader->source->bytes, reader->record);
    ent_report(reader->run, ENT_E102, ent_place_at(reader->source, opening),
               ENT_TEXT("close it, or double the quotes inside the cell"));
}

static void report_stop(struct reader *reader)
{
    int error = csv_error(&reader->parser);
    if (error == CSV_EPARSE)
        ent_report(reader->run, ENT_E103, ent_place_at(reader->source, reader->fed),
                   ENT_TEXT("put the whole cell in quotes and double those inside it"));
    else
        ent_report(reader->run, ENT_E101, ent_place_at(reader->source, reader->fed), ENT_NO_HINT,
                   reader->source->name, ent_text_of(csv_strerror(error)));
}

static bool feed(struct reader *reader, const char *line, size_t length)
{
    size_t taken = csv_parse(&reader->parser, line, length, take_cell, end_copied_row, reader);
    reader->fed += taken;
    return taken == length;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* A line without quotes, and without blanks around its cells, needs no parser: its cells stay where
 * they are. Returns its length without what ends it, or `needs_parser`. */
static size_t cut_plain_line(struct reader *reader, const char *line, size_t left)
{
    size_t at = 0;
    begin_row(reader, line);
    for (size_t begin = 0;; begin = ++at) {
        while (at < left && !reader->special[(unsigned char)line[at]])
            at++;
        if (at > begin && (is_blank(line[begin]) || is_blank(line[at - 1])))
            return needs_parser;
        end_cell(reader, at - begin);
        if (at == left || line[at] != reader->source->delimiter)
            break;
    }
    return at < left && line[at] == '"' ? needs_parser : at;
}

static bool take_plain_line(struct reader *reader)
{
    struct ent_text bytes = reader->source->bytes;
    size_t left = bytes.length - reader->fed;
    size_t length = cut_plain_line(reader, bytes.bytes + reader->fed, left);
    if (length == needs_parser) {
        begin_row(reader, reader->copy);
        return false;
    }
    if (length > 0) /* else it is blank, or the LF of CRLF */
        end_row(reader);
    reader->fed += length < left ? length + 1 : length;
    return true;
}

/* CR without LF ends a row too, and then lines must be cut there as well. */
static bool has_lone_return(struct ent_text bytes)
{
    for (size_t at = 0; at < bytes.length;) {
        const char *found = memchr(bytes.bytes + at, '\r', bytes.length - at);
        if (!found)
            return false;
        at = (size_t)(found - bytes.bytes) + 1;
        if (at == bytes.length || bytes.bytes[at] != '\n')
            return true;
    }
    return false;
}

static size_t line_length(const char *line, size_t left, bool at_returns)
{
    if (!at_returns) {
        const char *end = memchr(line, '\n', left);
        return end ? (size_t)(end - line) + 1 : left;
    }
    size_t length = 0;
    while (length < left && line[length] != '\n' && line[length] != '\r')
        length++;
    return length < left ? length + 1 : left;
}

/* Line by line, so that it is known where each record begins. A record that goes on over the end
 * of a line is in the middle of a quoted cell. False after reporting what stopped it. */
static bool feed_lines(struct reader *reader)
{
    struct ent_text bytes = reader->source->bytes;
    bool at_returns = has_lone_return(bytes);
    while (reader->fed < bytes.length) {
        const char *line = bytes.bytes + reader->fed;
        if (!reader->parser.quoted) {
            reader->record = reader->fed;
            if (take_plain_line(reader))
                continue;
        }
        if (!feed(reader, line, line_length(line, bytes.length - reader->fed, at_returns))) {
            report_stop(reader); /* csv_fini would now invent a cell */
            return false;
        }
    }
    if (csv_fini(&reader->parser, take_cell, end_copied_row, reader) == 0)
        return true;
    report_unclosed_quote(reader);
    return false;
}

static bool ends_line(struct ent_text bytes, size_t at)
{
    return at >= bytes.length || bytes.bytes[at] == '\n' || bytes.bytes[at] == '\r';
}

/* Bytes of a first line such as "sep=;", which spreadsheets understand; 0 if there is none. */
static size_t separator_line(struct ent_text bytes, char *delimiter)
{
    if (!ent_text_starts(bytes, ENT_TEXT("sep=")) || ends_line(bytes, 4) || !ends_line(bytes, 5))
        return 0;
    if (bytes.bytes[4] == '"' || (unsigned char)bytes.bytes[4] >= 0x80)
        return 0;
    *delimiter = bytes.bytes[4];
    return bytes.length > 5 ? 6 : 5;
}

/* The candidate that occurs most often outside quotes in the first line with something in it. */
static char found_delimiter(struct ent_text bytes, size_t from)
{
    size_t counts[ENT_COUNT(candidates)] = {0};
    bool quoted = false;
    while (from < bytes.length && (ends_line(bytes, from) || bytes.bytes[from] == ' '))
        from++;
    for (size_t at = from; at < bytes.length && (quoted || !ends_line(bytes, at)); at++) {
        if (bytes.bytes[at] == '"')
            quoted = !quoted;
        for (size_t i = 0; i < ENT_COUNT(candidates); i++)
            counts[i] += !quoted && bytes.bytes[at] == candidates[i];
    }
    size_t most = 0;
    for (size_t i = 1; i < ENT_COUNT(candidates); i++)
        if (counts[i] > counts[most])
            most = i;
    return candidates[most];
}

static size_t begin_source(struct ent_source *source)
{
    char named = 0;
    size_t skipped = separator_line(source->bytes, &named);
    if (source->delimiter == 0)
        source->delimiter = named ? named : found_delimiter(source->bytes, skipped);
    return skipped;
}

/* Counts of a block fit a byte, and so the compiler makes wide steps of this. */
static void count_breaks(const char *bytes, size_t length, char delimiter, size_t breaks[2])
{
    uint8_t lines = 0, delimiters = 0;
    for (size_t at = 0; at < length; at++) {
        lines += (uint8_t)((bytes[at] == '\n') | (bytes[at] == '\r'));
        delimiters += (uint8_t)(bytes[at] == delimiter);
    }
    breaks[0] += lines;
    breaks[1] += delimiters;
}

/* Upper bounds: memory that is not written to costs nothing. */
static void take_memory(struct ent_arena *arena, struct ent_table *table)
{
    struct ent_text bytes = table->source->bytes;
    size_t breaks[2] = {1, 0}, at = 0;
    for (; bytes.length - at >= count_block; at += count_block)
        count_breaks(bytes.bytes + at, count_block, table->source->delimiter, breaks);
    if (at < bytes.length)
        count_breaks(bytes.bytes + at, bytes.length - at, table->source->delimiter, breaks);
    table->record = ENT_NEW(arena, uint32_t, breaks[0]);
    table->row = ENT_NEW(arena, const char *, breaks[0]);
    table->cell_end = ENT_NEW(arena, uint32_t, breaks[0] + breaks[1]);
}

static struct ent_text file_name(struct ent_text path)
{
    size_t from = path.length;
    while (from > 0 && path.bytes[from - 1] != '/')
        from--;
    return ent_text_slice(path, from, SIZE_MAX);
}

static void report_no_header(const struct reader *reader)
{
    ent_report(reader->run, ENT_E105, ent_place_at(reader->source, 0),
               ENT_TEXT("the first line names the columns"), ENT_TEXT("no header row"));
}

static void mark_special(struct reader *reader, const char *bytes, char delimiter)
{
    reader->special[(unsigned char)delimiter] = true;
    for (; *bytes; bytes++)
        reader->special[(unsigned char)*bytes] = true;
}

void ent_csv_read(struct ent_run *run, struct ent_source *source, struct ent_table *table)
{
    size_t skipped = begin_source(source);
    *table = (struct ent_table){.source = source, .name = file_name(source->name)};
    take_memory(&run->arena, table);

    struct reader reader = {
        .run = run,
        .source = source,
        .table = table,
        .fed = skipped,
        .record = skipped,
        .copy = ENT_NEW(&run->arena, char, source->bytes.length + 1),
        .ends = table->cell_end,
        .width = SIZE_MAX,
    };
    mark_special(&reader, source->unquoted ? "\r\n" : "\"\r\n", source->delimiter);
    csv_init(&reader.parser, CSV_STRICT | CSV_STRICT_FINI);
    if (source->unquoted)
        csv_set_quote(&reader.parser, UCHAR_MAX); /* no byte of UTF-8 */
    csv_set_delim(&reader.parser, (unsigned char)source->delimiter);
    csv_set_blk_size(&reader.parser, block_size);
    bool whole = feed_lines(&reader);
    judge_misfits(&reader);
    csv_free(&reader.parser);
    if (whole && table->column_count == 0)
        report_no_header(&reader);
}
