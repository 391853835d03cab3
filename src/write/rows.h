/* Rows of cells for people and for programs. */
#ifndef ENT_WRITE_ROWS_H
#define ENT_WRITE_ROWS_H

#include "base/writer.h"

enum ent_rows_form { ENT_ROWS_CSV, ENT_ROWS_JSON, ENT_ROWS_TABLE };

/* A row is made when it is asked for, so that a million of them take no room. */
struct ent_rows {
    const struct ent_text *columns;
    size_t column_count, row_count;
    const bool *numeric; /* does the column hold numbers? NULL: none does */
    void (*fill)(const void *subject, size_t row, struct ent_text *cells);
    const void *subject;
};

/* CSV: RFC 4180 with "\n". JSON: an array of one object a line; an empty cell is null. Table: each
 * column as wide as its widest cell on a terminal, numbers to the right, two blanks between. */
void ent_rows_write(struct ent_run *run, const struct ent_rows *rows, enum ent_rows_form form,
                    struct ent_writer *writer);

#endif
