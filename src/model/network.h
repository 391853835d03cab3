/* The typed graph: all nodes and ties as columns, references as row numbers. */
#ifndef ENT_MODEL_NETWORK_H
#define ENT_MODEL_NETWORK_H

#include "model/index.h"
#include "model/lifetime.h"
#include "read/records.h"

struct ent_bundles;

struct ent_network {
    const struct ent_schema *schema;
    const struct ent_records *records;
    const struct ent_table **type_table, **relation_table; /* NULL: none, or not given */

    size_t node_count;
    uint32_t *node_type, *node_row; /* row: in the table of its type */
    struct ent_text *node_id, *node_name;
    struct ent_lifetime *node_life;

    size_t tie_count;
    uint32_t *tie_relation, *tie_row; /* row: in the table of its relation */
    uint32_t *tie_from, *tie_to;      /* nodes */
    uint32_t *tie_agreement;          /* the node that the tie is a short form of, or ENT_NONE */
    uint32_t *tie_behalf;             /* the node on whose behalf it was done, or ENT_NONE */
    struct ent_lifetime *tie_life;    /* its own: the ends limit it further */
    double *tie_weight;               /* NULL: each is 1 */

    struct ent_index ids;     /* node_id to node */
    struct ent_index aliases; /* "cow=816" to a position in alias_node */
    struct ent_text *alias;
    uint32_t *alias_node;
    size_t alias_count;
    struct ent_index sources; /* ids of the sources to rows of their table */
    struct ent_text *source_id;

    const struct ent_bundles *bundles; /* NULL: every tie is a row; else see bundle.h */
};

/* Rows become nodes and ties. Reports E201 to E208, E218, E219, E304, E307, E308, E401 to E407,
 * E603, W109, W410, W411; rows at fault are left out. Returns false if there was an error. */
bool ent_network_build(struct ent_run *run, const struct ent_schema *schema,
                       const struct ent_records *records, struct ent_network *network);

/* What the eye of an editor would find: E209, E213, W210 to W212, W214, E215, W220,
 * W221, W310, W409, W412. */
void ent_network_check(struct ent_run *run, const struct ent_network *network, bool require_source);

/* Looks up the quote of every row in the files that its sources name, in `folder`: W216, W217.
 * Returns how many quotes were found there. */
size_t ent_quotes_check(struct ent_run *run, const struct ent_network *network,
                        struct ent_text folder);

/* The node of that id or alternate key ("cow=816"), or ENT_NONE. */
uint32_t ent_network_node(const struct ent_network *network, struct ent_text id);

/* "did you mean 'gbr' (state "United Kingdom", data/actors.csv:3)?", from ids, names and alternate
 * keys; no hint where nothing is near. */
struct ent_text ent_network_meant(struct ent_run *run, const struct ent_network *network,
                                  struct ent_text id);

/* Where a node or a tie stands: its row, at the cell of its id or of its first end. */
struct ent_place ent_node_place(const struct ent_network *network, uint32_t node);
struct ent_place ent_tie_place(const struct ent_network *network, uint32_t tie);

/* A weight as a cell has it: digits with at most one point, above 0 and below 1e15, so that sums
 * are exact enough. False if it is anything else. */
bool ent_weight_read(struct ent_text text, double *weight);

/* The cell of a column by name; empty if the table has no such column. */
struct ent_text ent_node_cell(const struct ent_network *network, uint32_t node,
                              struct ent_text column);
struct ent_text ent_tie_cell(const struct ent_network *network, uint32_t tie,
                             struct ent_text column);

/* Does each row of the table stand for a node? Not so where many rows give one (distinct). */
bool ent_table_is_of_nodes(const struct ent_schema *schema, const struct ent_table *table);

/* Does the tie come from a table of its own, and not from a column of a node table? */
bool ent_tie_has_row(const struct ent_network *network, uint32_t tie);

/* A template of the schema filled for a node or tie; empty if the kind has none. */
struct ent_text ent_node_text(struct ent_run *run, const struct ent_network *network, uint32_t node,
                              enum ent_attribute attribute);
struct ent_text ent_tie_text(struct ent_run *run, const struct ent_network *network, uint32_t tie,
                             enum ent_attribute attribute);

/* A tie's own lifetime, limited by those of its ends. */
static inline struct ent_lifetime ent_tie_effective(const struct ent_network *network, size_t tie)
{
    struct ent_lifetime life = network->tie_life[tie];
    life = ent_lifetime_meet(life, network->node_life[network->tie_from[tie]]);
    return ent_lifetime_meet(life, network->node_life[network->tie_to[tie]]);
}

#endif
