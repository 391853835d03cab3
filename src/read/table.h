/* A table: a header and rows of cells, as the file has them. */
#ifndef ENT_READ_TABLE_H
#define ENT_READ_TABLE_H

#include "base/run.h"

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
};

static inline struct ent_text ent_table_cell(const struct ent_table *table, size_t row,
                                             size_t column)
{
    const uint32_t *ends = table->cell_end + row * table->column_count;
    uint32_t begin = column == 0 ? 0 : ends[column - 1] + 1;
    return (struct ent_text){table->row[row] + begin, ends[column] - begin};
}

static inline struct ent_place ent_table_place(const struct ent_table *table, size_t row,
                                               size_t column)
{
    return (struct ent_place){table->source, table->record[row], (uint32_t)column, true};
}

static inline struct ent_place ent_table_header_place(const struct ent_table *table, size_t column)
{
    return (struct ent_place){table->source, table->header, (uint32_t)column, true};
}

/* The number of the column of that name, or ENT_NONE. Names are case-sensitive. */
uint32_t ent_table_column(const struct ent_table *table, struct ent_text name);

/* The numbers of the columns in the order of their names. */
uint32_t *ent_table_by_name(struct ent_arena *arena, const struct ent_table *table);

#endif
