/* The schema: node types, the relations they permit, which table holds them and how they look.
 * "Treaty" stands in a schema, never in this program. */
#ifndef ENT_READ_SCHEMA_H
#define ENT_READ_SCHEMA_H

#include "read/cql2.h"
#include "read/dot.h"
#include "read/template.h"

enum ent_attribute {
#define ATTRIBUTE(number, name, kinds) ENT_AT_##number,
#include "read/attributes.def"
#undef ATTRIBUTE
    ENT_ATTRIBUTE_COUNT
};

/* How things of a type or relation last. */
enum ent_timing {
    ENT_UNTIMED, /* undated unless a date is given */
    ENT_SPAN,    /* lasts */
    ENT_POINT,   /* ends when it starts, unless an end is given */
};

/* What a relation makes of its tail, the younger one, and its head, the elder. */
enum ent_lineage {
    ENT_NO_LINEAGE = 0,
    ENT_SUPERSEDES = 1, /* the tail takes the place of the head */
    ENT_AMENDS = 2,     /* the tail changes the head, stands beside it and falls with it */
    ENT_UNDER = 4,      /* the tail is made under the head and stands by itself */
    ENT_ANY_LINEAGE = ENT_SUPERSEDES | ENT_AMENDS | ENT_UNDER,
};

/* What types and relations share. */
struct ent_kind {
    struct ent_text name;  /* the value of the column "type" */
    struct ent_text label; /* in legends */
    struct ent_template values[ENT_ATTRIBUTE_COUNT];
    struct ent_setting
        *settings; /* attributes of Graphviz without a number: they may place things */
    size_t setting_count;
    enum ent_timing timing;
    bool distinct;                /* of a type: many rows of one key give one node */
    const struct ent_cql2 *where; /* which rows of the table it takes; NULL: all */
    size_t offset;                /* of its line in the schema */
};

struct ent_type {
    struct ent_kind kind;
    uint32_t general; /* the type it is a kind of, or ENT_NONE */
};

/* How many ties of a relation an end has, as in "0..1" and "2..*". */
struct ent_multiplicity {
    bool given;
    uint32_t least, most; /* ENT_NONE: any number */
    struct ent_text text;
};

/* One permitted pair of ends. Relations of the same name differ in their ends or tables. */
struct ent_relation {
    struct ent_kind kind;
    uint32_t from, to; /* types */
    uint32_t same;     /* the first relation of that name */
    bool symmetric;    /* dir=none */
    bool joins;        /* its tail is a party or member of its head (for projections, groups) */
    bool within;       /* its tail is a part of its head (for roll-ups) */
    enum ent_lineage lineage;
    uint32_t step; /* years between two observations of a panel; 0: it is none */
    struct ent_multiplicity per_tail, per_head; /* ties from each tail (headlabel), to each head */
};

struct ent_schema {
    const struct ent_source *source;
    bool built_in;
    struct ent_text name;
    struct ent_template graph[ENT_ATTRIBUTE_COUNT];
    struct ent_type *types;
    size_t type_count;
    struct ent_relation *relations; /* in the order of the file */
    size_t relation_count;
};

/* The built-in schema, `graphs/diplomacy.gv`. */
struct ent_source *ent_schema_built_in(struct ent_run *run);

/* Reads a schema. Returns false after reporting E301 to E303, E306, E308, E309 or E311; W305 for
 * attributes that nobody knows. */
bool ent_schema_read(struct ent_run *run, const struct ent_source *source,
                     struct ent_schema *schema);

uint32_t ent_schema_type(const struct ent_schema *schema, struct ent_text name);

/* The first relation of that name, or ENT_NONE. */
uint32_t ent_schema_relation(const struct ent_schema *schema, struct ent_text name);

/* Is `type` the type `general` or a kind of it? */
bool ent_type_isa(const struct ent_schema *schema, uint32_t type, uint32_t general);

/* The template of an attribute; of `separator`, `quote`, `known`, `horizon` and `missing` the
 * graph's where the kind states none. Empty where nobody does. */
const struct ent_template *ent_kind_template(const struct ent_schema *schema,
                                             const struct ent_kind *kind,
                                             enum ent_attribute attribute);

/* The same as the text that the schema has. */
struct ent_text ent_kind_text(const struct ent_schema *schema, const struct ent_kind *kind,
                              enum ent_attribute attribute);

/* The name of an attribute, and its number or ENT_NONE. */
struct ent_text ent_attribute_name(enum ent_attribute attribute);
uint32_t ent_attribute_number(struct ent_text name, char kind);

/* Is it an attribute that Graphviz documents? */
bool ent_attribute_of_graphviz(struct ent_text name);

/* Names of types and relations, for suggestions. */
struct ent_text *ent_schema_names(struct ent_arena *arena, const struct ent_schema *schema,
                                  bool types, bool relations, size_t *count);

#endif
