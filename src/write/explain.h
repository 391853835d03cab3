/* Why a node or a tie is shown, or not: what 'entente explain' prints. */
#ifndef ENT_WRITE_EXPLAIN_H
#define ENT_WRITE_EXPLAIN_H

#include "base/writer.h"
#include "select/select.h"

/* For each subject (an id; or FROM,TO or FROM,RELATION,TO, which may be several ties): its place,
 * what it is and the answer, then a sentence a line. Reports E505 for an unknown id and E520 for
 * a tie that there is not; returns false if there was one. */
bool ent_explain_write(struct ent_run *run, const struct ent_network *network,
                       const struct ent_question *question, const struct ent_selection *selection,
                       const struct ent_text *subjects, size_t count, struct ent_writer *writer);

/* The same of what the question asks beside the work (--why), to standard error. */
bool ent_why_tell(struct ent_run *run, const struct ent_network *network,
                  const struct ent_question *question, const struct ent_selection *selection);

#endif
