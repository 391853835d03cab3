/* The parts of the explorer. */
#ifndef ENT_WRITE_HTML_PAGE_H
#define ENT_WRITE_HTML_PAGE_H

#include "write/account.h"
#include "write/html.h"

/* The record set as JSON, in which no "<" stands: what the script works on. Its nodes and ties have
 * the order in which the drawing has them. Shape: html_records.h. */
void ent_html_put_records(struct ent_run *run, const struct ent_page *page,
                          struct ent_writer *writer);

/* Everything that is shown, as two tables. */
void ent_html_put_tables(const struct ent_account *account, struct ent_writer *writer);

/* A sample and a name for every type and relation that the page holds. */
struct ent_key;
struct ent_key *ent_html_key_make(struct ent_run *run, const struct ent_page *page);
void ent_html_put_key(struct ent_run *run, const struct ent_page *page, const struct ent_key *key,
                      struct ent_writer *writer);

/* The rules by which its samples follow the page; nothing if they do not. */
void ent_html_put_key_rules(struct ent_run *run, const struct ent_page *page,
                            const struct ent_key *key, struct ent_writer *writer);

/* Markup of ours without what HTML can do without: line ends between elements, quotes around plain
 * values. */
void ent_html_put_dense(struct ent_text markup, struct ent_writer *writer);

#endif
