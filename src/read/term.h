/* Lists in attributes of a schema: terms separated by blanks. What holds a blank or a mark of the
 * list stands in single quotes: 'Entry Into Force Date'. */
#ifndef ENT_READ_TERM_H
#define ENT_READ_TERM_H

#include "base/text.h"

/* Cuts the next term from `*rest`, with its quotes. Returns false when `*rest` is used up. */
bool ent_term_next(struct ent_text *rest, struct ent_text *term);

/* Where `mark` stands outside quotes; the length of the text if it does not. */
size_t ent_term_find(struct ent_text text, const char *mark);

/* Without the quotes around all of it. */
struct ent_text ent_term_bare(struct ent_text term);

#endif
