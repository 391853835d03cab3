/* Any bytes as a table: every cell can be had, every place is inside the source, libcsv alone finds
 * the same cells, and the table written out and read again is the same table. */
#include "base/writer.h"
#include "read/csv.h"
#include "read/encoding.h"

#include "check.h"

#include <csv.h>

enum { most_places = 200 }; /* a place costs a pass over the source */

static void check_places(struct ent_run *run, const struct ent_table *table)
{
    size_t checked = 0, last = 0;
    for (const struct ent_diagnostic *d = run->first; d; d = d->next)
        check_place(d->place);
    for (size_t row = 0; row < table->row_count; row++) {
        must(row == 0 || table->record[row] > last);
        last = table->record[row];
        for (size_t column = 0; column < table->column_count && checked < most_places; column++) {
            check_place(ent_table_place(table, row, column));
            checked++;
        }
    }
}

static void check_cells(const struct ent_table *table)
{
    size_t sum = 0;
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++) {
            struct ent_text cell = ent_table_cell(table, row, column);
            must(ent_text_fault(cell) == cell.length);
            sum += cell.length;
        }
    must(sum <= table->source->bytes.length);
}

static void put_row(struct ent_writer *writer, const struct ent_table *table, size_t row)
{
    for (size_t column = 0; column < table->column_count; column++) {
        if (column > 0)
            ENT_PUT(writer, ",");
        ent_put_csv(writer,
                    row == SIZE_MAX ? table->columns[column] : ent_table_cell(table, row, column));
    }
    ENT_PUT(writer, "\n");
}

static void check_same(const struct ent_table *table, const struct ent_table *again)
{
    must(table->row_count == again->row_count && table->column_count == again->column_count);
    for (size_t column = 0; column < table->column_count; column++)
        must(ent_text_equal(table->columns[column], again->columns[column]));
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++)
            must(ent_text_equal(ent_table_cell(table, row, column),
                                ent_table_cell(again, row, column)));
}

static void check_written(struct ent_run *run, const struct ent_table *table)
{
    struct ent_writer writer = {0};
    ENT_PUT(&writer, "\n"); /* or a first column "sep=" would be taken for something else */
    put_row(&writer, table, SIZE_MAX);
    for (size_t row = 0; row < table->row_count; row++)
        put_row(&writer, table, row);
    struct ent_source *source =
        ent_source_from(run, ENT_TEXT("again.csv"), ent_writer_text(&writer));
    struct ent_table again;
    must(source != NULL);
    source->delimiter = ',';
    ent_csv_read(run, source, &again);
    check_same(table, &again);
    ent_writer_end(&writer);
}

/* What libcsv finds, row by row, beside the table. */
struct comparison {
    struct ent_run *run;
    const struct ent_table *table;
    struct ent_text *cells; /* of this row */
    size_t cell_count, row, filled;
    bool header_passed;
};

static void take_cell(void *bytes, size_t length, void *context)
{
    struct comparison *c = context;
    struct ent_text cell = {bytes, length};
    c->cells[c->cell_count++] =
        (struct ent_text){ent_text_string(&c->run->arena, cell), cell.length};
    c->filled += length;
}

static void compare_row(int byte, void *context)
{
    (void)byte;
    struct comparison *c = context;
    const struct ent_table *table = c->table;
    bool is_row = c->header_passed && c->filled > 0 && c->cell_count == table->column_count;
    must(!is_row || c->row < table->row_count);
    for (size_t column = 0; is_row && column < c->cell_count; column++)
        must(ent_text_equal(c->cells[column], ent_table_cell(table, c->row, column)));
    c->row += is_row;
    c->header_passed |= c->filled > 0;
    c->cell_count = c->filled = 0;
}

static size_t separator_line(struct ent_text bytes)
{
    bool named = ent_text_starts(bytes, ENT_TEXT("sep=")) && bytes.length > 4 &&
                 !strchr("\r\n\"", bytes.bytes[4]) && (unsigned char)bytes.bytes[4] < 0x80;
    if (!named || (bytes.length > 5 && bytes.bytes[5] != '\n' && bytes.bytes[5] != '\r'))
        return 0;
    return bytes.length > 5 ? 6 : 5;
}

static void check_against_libcsv(struct ent_run *run, const struct ent_table *table)
{
    struct ent_text bytes = table->source->bytes;
    struct comparison comparison = {.run = run, .table = table};
    comparison.cells = ENT_NEW(&run->arena, struct ent_text, bytes.length + 1);
    bytes = ent_text_slice(bytes, separator_line(bytes), SIZE_MAX);
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, (unsigned char)table->source->delimiter);
    if (csv_parse(&parser, bytes.bytes, bytes.length, take_cell, compare_row, &comparison) ==
        bytes.length)
        csv_fini(&parser, take_cell, compare_row, &comparison);
    csv_free(&parser);
    must(comparison.row == table->row_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ent_run run;
    ent_run_begin(&run);
    struct ent_source *source =
        ent_source_from(&run, ENT_TEXT("fuzz.csv"), (struct ent_text){(const char *)bytes, length});
    if (source) {
        struct ent_table table;
        ent_csv_read(&run, source, &table);
        check_cells(&table);
        check_places(&run, &table);
        check_against_libcsv(&run, &table);
        if (table.column_count > 0)
            check_written(&run, &table);
    }
    ent_run_end(&run);
    return 0;
}
