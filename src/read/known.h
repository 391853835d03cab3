/* Tables whose headers other programs write: Gephi, Neo4j's admin import, Kumu, and the treaty
 * tables of the many packages from Geneva. */
#ifndef ENT_READ_KNOWN_H
#define ENT_READ_KNOWN_H

#include "read/records.h"

struct ent_known {
    struct ent_text maker;  /* "Gephi" */
    struct ent_text schema; /* DOT; empty: there are ties, but no table of their nodes */
    struct ent_text ties;   /* path of the first table of ties */
};

/* Looks at the headers of the tables at `paths`, and at some cells. A schema calls them `names`;
 * NULL: as the files are called. Returns false if no program is known by them. What is wrong with
 * the tables is not reported here: they will be read again. */
bool ent_known_find(struct ent_run *run, const struct ent_text *paths, const struct ent_text *names,
                    size_t count, const struct ent_reading *reading, struct ent_known *known);

#endif
