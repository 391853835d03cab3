/* A series: the same question asked of several years. */
#ifndef ENT_SELECT_YEARS_H
#define ENT_SELECT_YEARS_H

#include "select/select.h"

enum { ENT_MOST_YEARS = 200 };

struct ent_years {
    struct ent_text *years; /* as --year takes them */
    size_t count;           /* 0: no series is asked for */
};

/* Reads "2008..2025", "1990..2020/5" (every fifth), "1914,1970,2000", or "at-changes": the years in
 * which something of what is asked for begins, and those after it ends. Reports E500 and E504;
 * returns false if there was an error. */
bool ent_years_read(struct ent_run *run, const struct ent_network *network,
                    const struct ent_question *question, struct ent_years *years);

/* A selection for each year, and in `*all` whatever is shown in one of them: an answer is the least
 * of all years, so that what is uncertain in one is. */
bool ent_select_years(struct ent_run *run, const struct ent_network *network,
                      const struct ent_question *question, const struct ent_years *years,
                      struct ent_selection *selections, struct ent_selection *all);

/* What is shown in one of `count` of these years; window and rule are those of `all`. */
struct ent_selection ent_years_united(struct ent_run *run, const struct ent_network *network,
                                      const struct ent_selection *all,
                                      const struct ent_selection *selections, size_t count);

/* How many nodes or ties are in `there` and, if given, not in `others`. */
size_t ent_count_nodes(const struct ent_network *network, const struct ent_selection *there,
                       const struct ent_selection *others);
size_t ent_count_ties(const struct ent_network *network, const struct ent_selection *there,
                      const struct ent_selection *others);

#endif
