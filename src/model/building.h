/* What is shared while rows become a network; build.c shows the order. */
#ifndef ENT_MODEL_BUILDING_H
#define ENT_MODEL_BUILDING_H

#include "model/network.h"

/* Templates of one kind, bound to its table. */
struct ent_binding {
    struct ent_filler key, name, start, end, signature, known, horizon;
    struct ent_text nostart, noend;
    bool timed, point;
    uint32_t source; /* the column of the sources, or ENT_NONE */
};

/* Relations of one name that read the same table in the same way: a row of it becomes a tie of the
 * one whose ends fit. */
struct ent_strand {
    struct ent_text name;
    const struct ent_table *table;
    uint32_t *relations;
    size_t relation_count;
    struct ent_filler from, to, agreement, behalf;
    struct ent_binding *bindings; /* of each relation */
    char separator;               /* of lists; 0: the table holds none */
    bool by_type;                 /* a column of the table chooses */
    uint32_t type;                /* that column, or ENT_NONE */
    uint32_t id;                  /* the column "id" of a node table, or ENT_NONE */
    uint32_t other;               /* the next strand of the same name and table, or ENT_NONE */
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
};

/* ---- binding.c: templates bound to tables, and lifetimes read through them ---- */

/* The template of an attribute, bound; ent_bind_or_column: the column of that name where the schema
 * states none. */
struct ent_filler ent_bind(const struct ent_building *b, const struct ent_kind *kind,
                           const struct ent_table *table, enum ent_attribute attribute);
struct ent_filler ent_bind_or_column(const struct ent_building *b, const struct ent_kind *kind,
                                     const struct ent_table *table, enum ent_attribute attribute);

/* Does the table have any of the columns? */
bool ent_filler_is_bound(const struct ent_filler *filler);

/* The column that says of which type or relation a row is, or ENT_NONE. */
uint32_t ent_type_column(const struct ent_building *b, const struct ent_kind *kind,
                         const struct ent_table *table);

/* Do many rows tell of the same node? */
bool ent_kind_is_distinct(const struct ent_kind *kind);

/* All templates of a kind. */
struct ent_binding ent_binding_make(const struct ent_building *b, const struct ent_kind *kind,
                                    const struct ent_table *table);

/* Does the kind read this table? Does any node type? */
bool ent_kind_is_of_table(const struct ent_kind *kind, const struct ent_table *table);
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

/* Nodes of all tables, and their alternate keys. */
void ent_build_nodes(struct ent_building *b);
void ent_build_aliases(struct ent_building *b);

/* Which rows become which ties; then the ties. */
void ent_build_strands(struct ent_building *b);
void ent_build_ties(struct ent_building *b);

/* One level of a relationship at a time: exclusive ties are cut. */
void ent_build_levels(struct ent_building *b);

#endif
