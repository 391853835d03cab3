/* The sources of what is shown. */
#ifndef ENT_DRAW_CITED_H
#define ENT_DRAW_CITED_H

#include "select/select.h"

struct ent_cited {
    struct ent_text id;
    struct ent_text title, author, publisher, url; /* as the table has them; or empty */
    struct ent_text published;                     /* in words, with "?" where it has a mark */
};

/* A row of sources.csv for each source that the selected nodes and ties cite, in the order of their
 * ids; none where there is no such table. */
struct ent_cited *ent_cited_make(struct ent_run *run, const struct ent_network *network,
                                 const struct ent_selection *selection, size_t *count);

/* "Title, author, publisher, 29 October 2025?"; empty if the table tells nothing. */
struct ent_text ent_cited_words(struct ent_arena *arena, const struct ent_cited *cited);

/* The number of the source of that id; `count` if there is none. */
size_t ent_cited_find(const struct ent_cited *sources, size_t count, struct ent_text id);

#endif
