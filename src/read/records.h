/* The tables of a record set, from a folder of CSV files or from a graph that entente wrote. */
#ifndef ENT_READ_RECORDS_H
#define ENT_READ_RECORDS_H

#include "read/schema.h"

struct ent_records {
    struct ent_table *tables;
    size_t table_count;
    const struct ent_table *sources; /* what was cited; NULL: none is given */
    bool partial;                    /* a graph holds only what was selected */
    struct ent_text asked;           /* of a graph: the question that it answers */
};

/* How tables are read, as the user says for all of them; zero: as the schema says, or found out. */
struct ent_reading {
    char delimiter;
    struct ent_text encoding;
    enum ent_alignment align;
};

/* The table of that name, or NULL; that of a kind, with its columns turned as the kind asks. */
const struct ent_table *ent_records_table(const struct ent_records *records, struct ent_text name);
const struct ent_table *ent_records_of_kind(const struct ent_records *records,
                                            const struct ent_kind *kind);

/* Does the kind read this table? */
bool ent_kind_is_of_table(const struct ent_kind *kind, const struct ent_table *table);

/* Reads the tables that the schema names from `folder` (ent_gather_paths). A table that is not
 * there is no fault unless a file of a similar name is (E101), or none is there (E112); `unpivot`
 * may name columns that are not (E304). E311 for an encoding or alignment that the schema names
 * and nobody knows. `reading` may be NULL. */
bool ent_records_read(struct ent_run *run, const struct ent_schema *schema, struct ent_text folder,
                      struct ent_place mentioned, const struct ent_reading *reading,
                      struct ent_records *records);

/* "left" or "right"; false for anything else. */
bool ent_alignment_read(struct ent_text text, enum ent_alignment *align);

/* Takes the rows back from a graph that entente wrote. The templates of `schema` for ids, ends and
 * dates are set to the attributes that such a graph has. */
bool ent_records_from_graph(struct ent_run *run, const struct ent_dot *dot,
                            struct ent_schema *schema, struct ent_records *records);

/* A graph that entente writes says so with this attribute. */
#define ENT_GRAPH_MARK "entente"

/* Attributes of graphs that entente writes: the table a row came from, and what stands before the
 * name of a column that Graphviz would take for its own. */
#define ENT_TABLE_MARK "table"
#define ENT_COLUMN_PREFIX "column_"

/* The answer to that question for each row, and the name of the column that it is read into. */
#define ENT_ANSWER_MARK "answer"
#define ENT_ANSWER_COLUMN "entente:answer"

/* A text of such a graph, in which every backslash is doubled. */
struct ent_text ent_graph_text(struct ent_arena *arena, struct ent_text text);

/* Would Graphviz take a column of this name for an attribute of its own? */
bool ent_column_collides(struct ent_text name, char kind);

#endif
