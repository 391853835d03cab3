/* The parts of ent_plan_make. */
#ifndef ENT_DRAW_PLANNING_H
#define ENT_DRAW_PLANNING_H

#include "draw/plan.h"

/* Labels with characters that the font lacks. */
struct ent_uncovered {
    struct ent_text first;
    size_t count;
};

/* What is needed while a plan is made. */
struct ent_planning {
    struct ent_run *run;
    const struct ent_wish *wish;
    struct ent_plan *plan;
    const struct ent_kind **override_of; /* of each node of the network; NULL: none */
    struct ent_uncovered *uncovered;
    const uint32_t *families; /* of each node of the network its eldest; NULL: not asked for */
    uint32_t *cluster_of;     /* of each planned node, or ENT_NONE; NULL: there are none */
};

/* ---- plan_labels.c ---- */

/* A node or a tie of the network. */
struct ent_element {
    bool is_tie;
    uint32_t number;
    const struct ent_lifetime *life;
};

/* Reports E500 for items of --node-label or --tie-label (`option`) that there are not. */
void ent_planning_check_items(const struct ent_planning *p, const char *option,
                              struct ent_value value, bool is_tie);

/* What such items say of an element, a line for each that has something to say. */
struct ent_text ent_planning_words(const struct ent_planning *p, struct ent_element element,
                                   struct ent_text items);

/* A template ("{country}"), filled from the row of the element. */
struct ent_text ent_planning_cell(const struct ent_planning *p, struct ent_element element,
                                  struct ent_text text);

/* The words set, in `size` points; they wrap as asked for, or for that width over height. */
struct ent_label ent_planning_label(const struct ent_planning *p, struct ent_text text, double size,
                                    bool bold, double aspect);

/* Counts the text if the font lacks characters of it; N701 for all that were counted. */
void ent_planning_note_uncovered(const struct ent_planning *p, struct ent_text text);
void ent_planning_tell_uncovered(const struct ent_planning *p);

/* ---- the others, each in plan_NAME.c ---- */

bool ent_planning_has_clusters(const struct ent_planning *p);

/* The frames of --cluster, or of groups. Reports E500 for an engine that draws none, and for a
 * column that nothing has. */
void ent_planning_clusters(struct ent_planning *p);

/* Turns ties so that ranks lead away from the roots. Reports E505, E500. */
void ent_planning_roots(const struct ent_planning *p);

/* What the layout is asked for. Reports E311. */
void ent_planning_task(const struct ent_planning *p);

#endif
