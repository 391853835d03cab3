/* A schema that is drafted from tables, as DOT text. */
#ifndef ENT_READ_DRAFT_H
#define ENT_READ_DRAFT_H

#include "base/writer.h"
#include "read/table.h"

/* A type or a relation; empty texts are left out. */
struct ent_draft {
    struct ent_text table;
    const struct ent_table *columns; /* of that table */
    uint32_t key, name, type;        /* of a node type: columns, or ENT_NONE */
    uint32_t from, to;               /* of a relation */
    uint32_t start, end;
    struct ent_text label; /* of a relation, or its name in the column `type` */
    struct ent_text wording;
    struct ent_text prefix, from_prefix, to_prefix; /* stand before ids */
    struct ent_text separator;                      /* of a relation whose cells hold lists */
    bool distinct, undirected;
};

/* Columns of dates by their names, if all their cells are dates; ENT_NONE if there is none. */
uint32_t ent_draft_start(const struct ent_table *table);
uint32_t ent_draft_end(const struct ent_table *table);

/* The column of that name in any case, or ENT_NONE. */
uint32_t ent_draft_column(const struct ent_table *table, const char *name);

/* The values of a column, each once and in order. Their number is 0 if a cell is blank, if there
 * are more than a legend can show, or if one cannot stand in DOT. */
const struct ent_text *ent_draft_values(struct ent_arena *arena, const struct ent_table *table,
                                        uint32_t column, size_t *count);

/* Of a file: "people" of "data/people.csv.gz", and "people.csv". */
struct ent_text ent_draft_stem(struct ent_text path);
struct ent_text ent_draft_table(struct ent_text path);

void ent_draft_put_word(struct ent_writer *writer, struct ent_text word);

/* "  name [table=... key=...]", with a colour by its number. */
void ent_draft_put_type(struct ent_writer *writer, struct ent_text name, size_t number,
                        const struct ent_draft *draft);

/* "  { {kinds} -> general }" */
void ent_draft_put_kinds(struct ent_writer *writer, struct ent_text general,
                         const struct ent_text *kinds, size_t count);

/* "  from -> to [label=...]" */
void ent_draft_put_relation(struct ent_writer *writer, struct ent_text from, struct ent_text to,
                            const struct ent_draft *draft);

#endif
