/* How two stretches of time lie to each other: the thirteen relations of Allen as OWL-Time names
 * them, and the two that CQL2 adds. */
#ifndef ENT_READ_TEMPORAL_H
#define ENT_READ_TEMPORAL_H

#include "read/cql2.h"

/* Each of two days somewhere between an earliest and a latest. */
struct ent_stretch {
    ent_day start_earliest, start_latest, end_earliest, end_latest;
};

/* The relation of that name (T_BEFORE ...; case does not count), or ENT_NONE. */
uint32_t ent_temporal_relation(struct ent_text name);

/* The names of all, for suggestions. */
size_t ent_temporal_names(struct ent_text *names, size_t room);

/* Does the relation hold? Unknown where that hangs on a day that is not known. */
enum ent_truth ent_temporal_answer(uint32_t relation, const struct ent_stretch *a,
                                   const struct ent_stretch *b);

#endif
