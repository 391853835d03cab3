/* What is shared while rows become a network; build.c shows the order. */
#ifndef ENT_MODEL_BUILDING_H
#define ENT_MODEL_BUILDING_H

#include "model/network.h"
#include "read/condition.h"

/* Templates of one kind, bound to its table. */
struct ent_binding {
    struct ent_filler key, name, start, end, signature, known, horizon, panel, weight, value;
    struct ent_text nostart, noend;
    bool timed, point, undated; /* undated: nothing gives a row a lifetime */
    bool observed;              /* an observation of a panel */
    uint32_t source;            /* the column of the sources, or ENT_NONE */
};

/* The nodes that the rows of a table told of, by a template of a distinct type. An end of a tie
 * with the same template needs no look-up. */
struct ent_told {
    struct ent_filler key;
    uint32_t *node; /* of each row, or ENT_NONE */
};

/* How an end of a tie is found: neighbours often have the same. */
struct ent_end {
    struct ent_filler filler;
    const uint32_t *told; /* of each row; NULL: nothing told of it */
    struct ent_text *last_id;
    uint32_t *last;
};

/* Relations of one name that read the same table in the same way: a row of it becomes a tie of the
 * one whose ends fit. */
struct ent_strand {
    struct ent_text name;
    const struct ent_table *table;
    uint32_t *relations;
    size_t relation_count;
    struct ent_filler type, agreement, behalf, value;
    struct ent_end from, to;
    struct ent_binding *bindings;      /* of each relation */
    char separator;                    /* of lists; 0: the table holds none */
    bool by_type;                      /* `type` chooses, or the column of that name */
    const struct ent_condition *where; /* which rows it takes; NULL: all */
    uint32_t id;                       /* the column "id" of a node table, or ENT_NONE */
    uint32_t other;                    /* the next strand of the same name and table, or ENT_NONE */
};

struct ent_building {
    struct ent_run *run;
    const struct ent_schema *schema;
    const struct ent_records *records;
    struct ent_network *network;
    struct ent_strand *strands;
    size_t strand_count;
    struct ent_bound *published; /* of each source */
    struct ent_text *lost;       /* ids of rows that were left out: ties to them are no fault */
    struct ent_index lost_ids;
    uint32_t lost_count;
    struct ent_told *told;
    size_t told_count;
};

/* ---- binding.c: templates bound to tables, and lifetimes read through them ---- */

/* The template of an attribute, bound; ent_bind_or_column: the column of that name where the schema
 * states none. */
struct ent_filler ent_bind(const struct ent_building *b, const struct ent_kind *kind,
                           const struct ent_table *table, enum ent_attribute attribute);
struct ent_filler ent_bind_or_column(const struct ent_building *b, const struct ent_kind *kind,
                                     const struct ent_table *table, enum ent_attribute attribute);

/* The column of that name. */
struct ent_filler ent_bind_column(const struct ent_building *b, const struct ent_kind *kind,
                                  const struct ent_table *table, struct ent_text column);

/* The value of a column that became a row; no filler where the table has none. Such a row is there
 * if the value is. */
struct ent_filler ent_bind_value(const struct ent_building *b, const struct ent_kind *kind,
                                 const struct ent_table *table);
bool ent_row_is_there(const struct ent_building *b, const struct ent_filler *value, size_t row);

/* Does the table have any of the columns? */
bool ent_filler_is_bound(const struct ent_filler *filler);

/* All templates of a kind. */
struct ent_binding ent_binding_make(const struct ent_building *b, const struct ent_kind *kind,
                                    const struct ent_table *table);

/* Its `where`, bound; NULL if it takes all rows. Reports E308 for a column that is not there. */
const struct ent_condition *ent_bind_where(const struct ent_building *b,
                                           const struct ent_kind *kind,
                                           const struct ent_table *table);

/* Does the condition take the row? Without one all are taken. */
bool ent_row_is_taken(const struct ent_condition *where, size_t row);

/* Does any node type read the table? */
bool ent_building_is_node_table(const struct ent_building *b, const struct ent_table *table);

/* Reports that a table lacks a column which `kind` (NULL: the sources) needs: E105 or E304. */
void ent_column_missing(const struct ent_building *b, const struct ent_kind *kind,
                        const struct ent_table *table, struct ent_text column);

/* The lifetime of a row; none where its dates are at fault, so that nothing follows from them. */
struct ent_lifetime ent_binding_life(const struct ent_building *b,
                                     const struct ent_binding *binding,
                                     const struct ent_table *table, size_t row);

/* ---- the steps of building ---- */

/* Ids and dates of the sources. */
void ent_build_sources(struct ent_building *b);

/* W109: columns that nothing reads, whose name is near to one that is looked for. */
void ent_build_headers(const struct ent_building *b);

/* Nodes of all tables, and their alternate keys. */
void ent_build_nodes(struct ent_building *b);
void ent_build_aliases(struct ent_building *b);

/* Which rows become which ties; then the ties. */
void ent_build_strands(struct ent_building *b);
void ent_build_ties(struct ent_building *b);

/* Observations of a panel, a tie each, become ties that last. */
void ent_build_panels(struct ent_building *b);

/* One level of a relationship at a time: exclusive ties are cut. */
void ent_build_levels(struct ent_building *b);

/* ---- what a schema may ask of its tables ---- */

/* The list of columns: W109, E105, E218, E219, E201. Cells that name nodes are looked up when the
 * nodes are built. */
void ent_columns_check(const struct ent_building *b);

/* What follows from itself, or from what begins later: W220, W221. */
void ent_descent_check(struct ent_run *run, const struct ent_network *network);

/* How many ties an end has: E209. */
void ent_multiplicities_check(struct ent_run *run, const struct ent_network *network);

#endif
