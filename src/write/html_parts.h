/* What pages share: elements with text, and links to the list of sources. */
#ifndef ENT_WRITE_HTML_PARTS_H
#define ENT_WRITE_HTML_PARTS_H

#include "write/account.h"

/* `<name>text</name>` and a line end; nothing if there is no text. */
void ent_html_put_element(struct ent_writer *writer, const char *name, struct ent_text text);

/* The sources of an element by their ids, those that are listed as links to the list. */
void ent_html_put_sources_of(const struct ent_account *account, struct ent_text ids,
                             struct ent_writer *writer);

/* The items of the list of sources. */
void ent_html_put_sources(const struct ent_account *account, struct ent_writer *writer);

#endif
