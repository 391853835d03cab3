/* What a page holds, in which the reader chooses the year: the time is asked last. */
#ifndef ENT_SELECT_PAGE_H
#define ENT_SELECT_PAGE_H

#include "select/select.h"

/* In `*all` what the question lets through without its time, and with ties that an agreement stands
 * for, since there may be years without it; in `*shown` what of that is shown at its time. Returns
 * false if the question was wrong. */
bool ent_select_page(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *all,
                     struct ent_selection *shown);

#endif
