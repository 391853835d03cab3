/* DOT files, as plain rows. Schemas, figures and graphs are all written in DOT. The door to
 * cgraph. */
#ifndef ENT_READ_DOT_H
#define ENT_READ_DOT_H

#include "base/run.h"

/* One value for each attribute name that the file declares for this kind. A value that is not
 * stated has the very bytes of the root default. */
struct ent_dot_object {
    struct ent_text name;    /* of a node; of an edge its key, often empty */
    uint32_t tail, head;     /* of an edge */
    size_t offset;           /* where it was first named; of an edge, where its tail ends */
    struct ent_text *values; /* as many as the kind has names */
};

struct ent_dot_kind {
    struct ent_text *names, *defaults;
    size_t name_count;
    struct ent_dot_object *objects; /* in the order of the file */
    size_t object_count;
};

struct ent_dot {
    const struct ent_source *source;
    struct ent_text name;
    bool directed, strict;
    struct ent_dot_kind graph, node, edge; /* the graph kind has one object, the root */
};

/* Parses the file. Returns false after reporting E301 for what cgraph does not understand or
 * E311 for HTML-like strings. */
bool ent_dot_read(struct ent_run *run, const struct ent_source *source, struct ent_dot *dot);

/* The number of the attribute, or ENT_NONE. */
uint32_t ent_dot_attribute(const struct ent_dot_kind *kind, const char *name);

/* The value of an attribute of an object; empty if the file declares none. */
struct ent_text ent_dot_value(const struct ent_dot_kind *kind, const struct ent_dot_object *object,
                              const char *name);

/* Did the object, or a subgraph around it, state its attribute number `attribute`? */
bool ent_dot_stated(const struct ent_dot_kind *kind, const struct ent_dot_object *object,
                    size_t attribute);

/* Where `word` stands at or behind the start of the line of `offset`; `offset` if nowhere. */
struct ent_place ent_dot_place(const struct ent_dot *dot, size_t offset, struct ent_text word);

/* Where the value of the attribute `name` begins: the first one at or behind `from` that is
 * `value`, else the first one in the file; `from` if nowhere. Quotes inside have a backslash before
 * them. */
size_t ent_dot_value_offset(const struct ent_source *source, size_t from, struct ent_text name,
                            struct ent_text value);

#endif
