/* The words under which a figure should be found. */
#ifndef ENT_DRAW_KEYWORDS_H
#define ENT_DRAW_KEYWORDS_H

#include "select/select.h"

/* The types and relations that are shown, each once in the order of the schema, and the time that
 * was asked for: "state, comprehensive strategic partnership, 2016". */
struct ent_text ent_keywords(struct ent_run *run, const struct ent_network *network,
                             const struct ent_selection *selection);

#endif
