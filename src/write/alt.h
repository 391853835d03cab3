/* The text alternative: what a figure shows, in words, for those who do not see it. */
#ifndef ENT_WRITE_ALT_H
#define ENT_WRITE_ALT_H

#include "draw/plan.h"

enum ent_alt_form { ENT_ALT_MARKDOWN, ENT_ALT_HTML, ENT_ALT_CSV };

/* The pictures that stand together on a sheet, and what each of them shows. */
struct ent_alt_years {
    const struct ent_text *years;
    const struct ent_selection *selections;
    size_t count;   /* 0: it is no sheet */
    bool continued; /* there is a picture before the first, at selections[-1] */
};

/* Writes title, rule and counts, what is not shown and why, the nodes by type, the ties by relation
 * (in canonical order) and the sources that they cite.
 *
 * Markdown: says the same under CommonMark and pandoc whatever stands in a name. HTML: a page whose
 * tables have captions and named rows and columns. CSV: a row for the title and each sentence of
 * the head (kind `figure`), each node, tie and source. A cell that a spreadsheet could take for a
 * formula begins with an apostrophe, and so does one that begins with an apostrophe itself: take
 * one away, and every cell is as it was.
 *
 * Of a sheet each picture is counted, and each node and tie told with the years that show it. */
void ent_alt_write(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, const struct ent_alt_years *years,
                   const struct ent_wish *wish, enum ent_alt_form form, struct ent_writer *writer);

#endif
