/* A table: a header and rows of cells, as the file has them. */
#ifndef ENT_READ_TABLE_H
#define ENT_READ_TABLE_H

#include "base/run.h"

/* Rows that came from one of several files. */
struct ent_table_part {
    const struct ent_source *source;
    size_t first_row;
    const uint32_t *cells; /* where each column stands in the file; NULL: in the same place */
};

/* The cells of a row stand one after the other, one byte apart, in the source or, where quotes had
 * to go, in a copy. Cell c of row r ends at `row[r] + cell_end[r * column_count + c]`. */
struct ent_table {
    const struct ent_source *source;
    struct ent_text name;     /* as the schema writes it: "actors.csv" */
    struct ent_text *columns; /* names of the header */
    size_t column_count, row_count;
    uint32_t header;  /* byte offset of the header's record in the source */
    uint32_t *record; /* byte offset of each row's record in the source: it has less than 4 GB */
    const char **row;
    uint32_t *cell_end;
    const struct ent_table_part *parts; /* in the order of rows */
    size_t part_count;                  /* 0: all rows are from `source` */

    /* Unpivoted: a view in which every row of `base` gives a row for each of the columns `turned`.
     * Its first two columns are "column" and "value", those of `base` follow. */
    const struct ent_table *base; /* NULL: the table is as the file has it */
    struct ent_text unpivot;      /* as the schema writes it */
    uint32_t *turned;
    size_t turned_count;
};

enum { ENT_TURNED_COLUMN, ENT_TURNED_VALUE, ENT_TURNED_WIDTH };

/* For the two below: of a view. */
struct ent_text ent_table_turned_cell(const struct ent_table *table, size_t row, size_t column);
struct ent_place ent_table_turned_place(const struct ent_table *table, size_t row, size_t column);

static inline struct ent_text ent_table_cell(const struct ent_table *table, size_t row,
                                             size_t column)
{
    if (table->base)
        return ent_table_turned_cell(table, row, column);
    const uint32_t *ends = table->cell_end + row * table->column_count;
    uint32_t begin = column == 0 ? 0 : ends[column - 1] + 1;
    return (struct ent_text){table->row[row] + begin, ends[column] - begin};
}

/* For ent_table_place: a row of one of several files. A cell that its file does not have stands at
 * the first. */
struct ent_place ent_table_part_place(const struct ent_table *table, size_t row, size_t column);

static inline struct ent_place ent_table_place(const struct ent_table *table, size_t row,
                                               size_t column)
{
    if (table->base)
        return ent_table_turned_place(table, row, column);
    if (table->part_count > 0)
        return ent_table_part_place(table, row, column);
    return (struct ent_place){table->source, table->record[row], (uint32_t)column, true};
}

static inline struct ent_place ent_table_header_place(const struct ent_table *table, size_t column)
{
    return (struct ent_place){table->source, table->header, (uint32_t)column, true};
}

/* The number of the column of that name, or ENT_NONE. Names are case-sensitive. */
uint32_t ent_table_column(const struct ent_table *table, struct ent_text name);

/* Does the byte occur in its files? */
bool ent_table_holds(const struct ent_table *table, char byte);

/* Turns the columns that `unpivot` names into rows: "first..last" as they stand in the header,
 * "c1..c91" by their numbers, several of them, or single names, separated by blanks. Returns a
 * column that the table lacks; the empty text if all is well. */
struct ent_text ent_table_unpivot(struct ent_arena *arena, const struct ent_table *base,
                                  struct ent_text unpivot, struct ent_table *view);

/* Is the column one of those that were turned? Its cells are the values. */
bool ent_table_is_turned(const struct ent_table *table, size_t column);

/* The numbers of the columns in the order of their names. */
uint32_t *ent_table_by_name(struct ent_arena *arena, const struct ent_table *table);

#endif
