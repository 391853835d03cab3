/* Lifetimes, and what a time asked of them, in sentences. */
#ifndef ENT_WRITE_VERDICT_H
#define ENT_WRITE_VERDICT_H

#include "select/select.h"

/* The four days of a lifetime: "It begins between 1 May 2008 and 31 May 2008; its end is open."
 * Empty if there is none. */
struct ent_text ent_days_told(struct ent_arena *arena, const struct ent_lifetime *life);

/* Why the lifetime is certain, presumed, possible or out at the time asked for, and which option
 * would decide otherwise: "It begins only after 31 December 2008, the last day asked for". Empty if
 * there is no lifetime. */
struct ent_text ent_verdict_told(struct ent_arena *arena, const struct ent_lifetime *life,
                                 const struct ent_selection *selection);

#endif
