/* What a page has that is served while its tables are edited, and a file has not. */
#ifndef ENT_WRITE_LIVE_H
#define ENT_WRITE_LIVE_H

#include "base/writer.h"

/* It asks the server when there is another figure, and is drawn in a corner of its own. */
struct ent_text ent_live_script(void);
struct ent_text ent_live_style(void);

/* Where in a page stands what is wrong with the tables: empty in what is drawn, for the server to
 * fill. It stands there once; nobody else writes it, since what comes from tables is escaped. */
struct ent_text ent_live_place(void);

/* A source of a policy for these bytes. */
void ent_live_put_digest(struct ent_writer *writer, struct ent_text bytes);

/* A page without a figure. */
void ent_live_bare(struct ent_writer *writer);

#endif
