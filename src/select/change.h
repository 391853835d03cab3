/* What changed between two times: a question asked twice, and a verdict for each node and tie.
 *
 * `--change A..B` asks the question of the other options at A and at B, each as --year would ask it
 * (a year, a month or a day, or two with a slash between: true at some time in it). A ends before B
 * begins, or both are the same. Every step of the selection runs for each by itself, so that "the
 * ten with the most ties" are those of A and those of B. Then, in this order:
 *
 * 1. Of the ties of one `exclusive` family between the same two nodes (direction ignored) only the
 *    last counts at A, and the last at B: the level that was reached. Last is the one whose start
 *    comes last (by its latest day, then its earliest, then by the same days of its end, then by
 *    the order of the relations in the schema, then of the rows). The others are left out, at the
 *    step "change".
 * 2. Such a family has one tie between the two in what is shown: that of B, or that of A if B has
 *    none. Where A has another one than B, that of B takes its place: CHANGED if the relation is
 *    another one, UNCHANGED if it is the same, renewed in another row.
 * 3. Every other tie, and every node, is ADDED if only B has it, ENDED if only A has it, and else
 *    UNCHANGED.
 * 4. Ties that stand for several (--rollup, --project, --merge) are made at A and at B, each from
 *    what counts then. With --rollup ties are the same if relation and ends are, with --merge if
 *    the ends are (levels: and the relation), projected ties always if both are; all others if
 *    their row is. What is there at both times with another weight (by more than 1e-9 of the
 *    larger), or merged from other relations, is CHANGED too.
 *
 * What is shown is what has a verdict: A without what ended and with what was added, and levels
 * that took the place of others, is B. The answer of each (certain, presumed, possible) is that of
 * B, or that of A for what ended. */
#ifndef ENT_SELECT_CHANGE_H
#define ENT_SELECT_CHANGE_H

#include "select/select.h"

enum ent_fate { ENT_UNCHANGED, ENT_ADDED, ENT_ENDED, ENT_CHANGED, ENT_FATES };

struct ent_change {
    struct ent_selection before, after; /* at A and at B */
    uint8_t *nodes, *ties;              /* enum ent_fate, of what is selected */
    uint32_t *instead_of;  /* of each tie: the level at A that it took the place of, or ENT_NONE */
    double *weight_before; /* of ties that stand for several: at A; NULL: none does */
    size_t node_counts[ENT_FATES], tie_counts[ENT_FATES];
};

/* Asks at both times; the selection holds whatever is shown of either, with its `change`. Reports
 * what ent_select does, E408, E500 for what is no pair of times, E504, and W506 if neither has
 * anything. Returns false if the question was wrong. */
bool ent_select_change(struct ent_run *run, const struct ent_network *network,
                       const struct ent_question *question, struct ent_selection *selection);

/* The steps of it, from what `change` has before and after. Fates of nodes and ties and the union
 * of both in `*selection`; then their numbers. */
void ent_change_judge(struct ent_run *run, const struct ent_network *network,
                      struct ent_change *change, struct ent_selection *selection);
void ent_change_count(const struct ent_network *network, struct ent_change *change,
                      const struct ent_selection *selection);

/* "added", "ended", "changed", "unchanged": in tables and classes. */
const char *ent_fate_name(enum ent_fate fate);

/* Is there nothing that was added, ended or changed? */
bool ent_change_is_none(const struct ent_change *change);

#endif
