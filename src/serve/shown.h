/* What readers see: the last good figure, and what is wrong with the tables since. */
#ifndef ENT_SERVE_SHOWN_H
#define ENT_SERVE_SHOWN_H

#include "serve/redraw.h"

/* Zero is a server that has drawn nothing yet. */
struct ent_shown {
    struct ent_arena good_memory, latest_memory; /* of the last good drawing, and of one since */
    struct ent_text good;                        /* the last good page; empty: none */
    struct ent_text told;                        /* by the latest drawing */
    struct ent_text good_digest, told_digest;
    struct ent_sight *sights; /* what that one looked at */
    size_t totals[ENT_ERROR + 1];
    size_t count; /* drawings */
};

/* Takes over what a drawing made, and the memory in which it stands. */
void ent_shown_take(struct ent_shown *shown, struct ent_arena memory,
                    const struct ent_redrawn *redrawn);

/* The whole page: the last good one, in it what is told. Without a good one a page that tells only
 * that. */
void ent_shown_page(const struct ent_shown *shown, struct ent_writer *page);

/* What is told, as it stands in the page. */
void ent_shown_told(const struct ent_shown *shown, struct ent_writer *told);

/* Digests of both, and whether a drawing goes on, as a line of JSON. A page knows by it whether it
 * is still the one. */
void ent_shown_state(const struct ent_shown *shown, bool draws, struct ent_writer *state);

void ent_shown_end(struct ent_shown *shown);

#endif
