/* Families of agreements: what comes from what, and what takes the place of what. */
#ifndef ENT_SELECT_LINEAGE_H
#define ENT_SELECT_LINEAGE_H

#include "model/descent.h"
#include "select/select.h"

/* A line is told by the tables, whatever the time: an agreement belongs to it even if it comes from
 * one that is out. Marks the nodes, all that they come from (by ties that make a lineage, from the
 * tail to the head, over any number) and all that come from them. What comes from an elder by
 * another way is not of the line: who wants it asks for that elder. */
bool *ent_lineage_line(struct ent_run *run, const struct ent_network *network,
                       const uint32_t *nodes, size_t count);

/* Reports E512 with the option's name if the schema says of no relation that it makes a lineage. */
bool ent_lineage_known(struct ent_run *run, const struct ent_schema *schema, const char *option,
                       struct ent_place place);

/* For each node the eldest of its family that is selected, or ENT_NONE for those that are not, or
 * that are the only one. A family is all that ties of a lineage connect, in either direction. The
 * eldest is the one that comes from none of the others; of several the one that begins first, those
 * of which that is not known last, then by id. */
uint32_t *ent_lineage_families(struct ent_run *run, const struct ent_network *network,
                               const struct ent_selection *selection);

/* What has been superseded by the last day of the time asked for (--latest).
 *
 * B supersedes A where a tie says so, or where B supersedes what supersedes A. Of a loop no one
 * supersedes another. A is superseded from the day on which B begins, and the tie if it has dates
 * of its own: for ever, even if B has ended since. What amends is superseded with all that it
 * amends; what is made under an agreement is not. Without a time, all that is ever superseded is.
 *
 * How sure that is (enum ent_answer): B has certainly, presumably or possibly begun by then. The
 * answer for A is no surer than the contrary: B has certainly begun: A is out; presumed: A is
 * possible; possible: A is presumed. So undated successors take the place of nothing, but leave
 * nothing certain. */
struct ent_succession {
    uint8_t *gone; /* of each node */
    uint32_t *by;  /* the tie that says so, or ENT_NONE; from `tie_to`, the elder */
};

struct ent_succession ent_succession_find(struct ent_run *run, const struct ent_network *network,
                                          const struct ent_selection *selection);

/* For each node what has superseded it, or what it amends, by then, as surely as is asked for;
 * ENT_NONE where nothing has. */
uint32_t *ent_lineage_successors(struct ent_run *run, const struct ent_network *network,
                                 const struct ent_selection *selection);

#endif
