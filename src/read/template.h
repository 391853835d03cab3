/* Templates: "{column}" is filled from each row, "{a|b}" by the first of them that is present,
 * "{{" and "}}" are braces, everything else is constant. A column whose name holds a colon behind
 * its first byte, or a bar, stands in single quotes. */
#ifndef ENT_READ_TEMPLATE_H
#define ENT_READ_TEMPLATE_H

#include "read/table.h"

/* Constant text, then the first present one of some columns (none: only the text). */
struct ent_part {
    struct ent_text constant;
    struct ent_text *columns;
    size_t column_count;
};

struct ent_template {
    struct ent_text text; /* as the schema has it */
    struct ent_part *parts;
    size_t part_count;
    struct ent_place place;
};

/* Cuts the text into parts. Returns false after reporting E311 at `place` for a brace that is not
 * closed or a form that is not understood. */
bool ent_template_read(struct ent_run *run, struct ent_text text, struct ent_place place,
                       struct ent_template *template);

/* A template whose columns are numbers of one table. A column that the table lacks is ENT_NONE and
 * counts as missing. */
struct ent_filler {
    const struct ent_template *template;
    const struct ent_table *table;
    uint32_t **columns; /* for each part */
    uint32_t single;    /* the column, if the template is nothing but one column */
    bool plain;         /* and no code counts as an empty cell */
    bool fixed;         /* no row changes it: the text of every row is `text` */
    struct ent_text text;
    struct ent_text missing; /* codes that count as an empty cell, separated by blanks */
};

struct ent_filler ent_template_bind(struct ent_arena *arena, const struct ent_template *template,
                                    const struct ent_table *table, struct ent_text missing);

/* For ent_template_fill: any template. */
struct ent_text ent_template_join(struct ent_arena *arena, const struct ent_filler *filler,
                                  size_t row);

/* The text for a row; a view of the cell where it can be. A template all of whose columns are
 * missing gives the empty text. */
static inline struct ent_text ent_template_fill(struct ent_arena *arena,
                                                const struct ent_filler *filler, size_t row)
{
    if (filler->plain)
        return ent_table_cell(filler->table, row, filler->single);
    return filler->fixed ? filler->text : ent_template_join(arena, filler, row);
}

/* Where the text of a row came from: its first column that is present, else its first column. */
struct ent_place ent_template_place(const struct ent_filler *filler, size_t row);

/* The column of the place above, as the header has it; the template if it has none. */
struct ent_text ent_template_column(const struct ent_filler *filler, size_t row);

#endif
