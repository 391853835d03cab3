#include "write/rows.h"

#include "write/json.h"

static bool is_number(const struct ent_rows *rows, size_t column)
{
    return rows->numeric && rows->numeric[column];
}

/* ---- CSV ---- */

static void put_csv_row(struct ent_writer *writer, const struct ent_text *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ENT_PUT(writer, ",");
        ent_put_csv(writer, cells[i]);
    }
    ENT_PUT(writer, "\n");
}

static void put_csv(const struct ent_rows *rows, struct ent_text *cells, struct ent_writer *writer)
{
    put_csv_row(writer, rows->columns, rows->column_count);
    for (size_t row = 0; row < rows->row_count; row++) {
        rows->fill(rows->subject, row, cells);
        put_csv_row(writer, cells, rows->column_count);
    }
}

/* ---- JSON ---- */

static json_t *member_of(const struct ent_rows *rows, size_t column, struct ent_text cell)
{
    if (cell.length == 0)
        return json_null();
    if (!is_number(rows, column))
        return json_stringn(cell.bytes, cell.length);
    return json_loadb(cell.bytes, cell.length, JSON_DECODE_ANY, NULL);
}

static void put_json(struct ent_run *run, const struct ent_rows *rows, struct ent_text *cells,
                     struct ent_writer *writer)
{
    char **names = ENT_NEW(&run->arena, char *, rows->column_count + 1);
    for (size_t i = 0; i < rows->column_count; i++)
        names[i] = ent_text_string(&run->arena, rows->columns[i]);
    ENT_PUT(writer, "[\n");
    for (size_t row = 0; row < rows->row_count; row++) {
        json_t *object = json_object();
        rows->fill(rows->subject, row, cells);
        for (size_t i = 0; i < rows->column_count; i++)
            ent_json_set(object, names[i], member_of(rows, i, cells[i]));
        ent_put_json(writer, object, 0);
        writer->length--; /* the comma stands before the end of the line */
        if (row + 1 < rows->row_count)
            ENT_PUT(writer, ",");
        ENT_PUT(writer, "\n");
    }
    ENT_PUT(writer, "]\n");
}

/* ---- aligned table ---- */

static void put_aligned_row(const struct ent_rows *rows, const struct ent_text *cells,
                            const size_t *widths, struct ent_writer *writer)
{
    size_t blanks = 0; /* those at the end of a line are left out */
    for (size_t i = 0; i < rows->column_count; i++) {
        size_t left = widths[i] - ent_text_width(cells[i]);
        blanks += is_number(rows, i) ? left : 0;
        if (cells[i].length > 0) {
            ent_put_repeated(writer, ' ', blanks);
            blanks = 0;
        }
        ent_put_shown(writer, cells[i]);
        blanks += (is_number(rows, i) ? 0 : left) + 2;
    }
    ENT_PUT(writer, "\n");
}

static void widen(const struct ent_rows *rows, const struct ent_text *cells, size_t *widths)
{
    for (size_t i = 0; i < rows->column_count; i++) {
        size_t width = ent_text_width(cells[i]);
        widths[i] = width > widths[i] ? width : widths[i];
    }
}

static void put_aligned(struct ent_run *run, const struct ent_rows *rows, struct ent_text *cells,
                        struct ent_writer *writer)
{
    size_t *widths = ENT_NEW(&run->arena, size_t, rows->column_count + 1);
    widen(rows, rows->columns, widths);
    for (size_t row = 0; row < rows->row_count; row++) {
        rows->fill(rows->subject, row, cells);
        widen(rows, cells, widths);
    }
    put_aligned_row(rows, rows->columns, widths, writer);
    for (size_t row = 0; row < rows->row_count; row++) {
        rows->fill(rows->subject, row, cells);
        put_aligned_row(rows, cells, widths, writer);
    }
}

void ent_rows_write(struct ent_run *run, const struct ent_rows *rows, enum ent_rows_form form,
                    struct ent_writer *writer)
{
    struct ent_text *cells = ENT_NEW(&run->arena, struct ent_text, rows->column_count + 1);
    if (form == ENT_ROWS_CSV)
        put_csv(rows, cells, writer);
    else if (form == ENT_ROWS_JSON)
        put_json(run, rows, cells, writer);
    else
        put_aligned(run, rows, cells, writer);
}
