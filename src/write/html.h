/* The explorer: one HTML page that holds a drawing of all years and what it is made of. */
#ifndef ENT_WRITE_HTML_H
#define ENT_WRITE_HTML_H

#include "draw/drawing.h"
#include "draw/plan.h"

/* What a page is made from. All of it is kept by the caller. */
struct ent_page {
    const struct ent_network *network;
    const struct ent_question *question;
    const struct ent_selection *all;   /* what the page holds: ent_select_page */
    const struct ent_selection *shown; /* what of it is shown before anybody touches it */
    const struct ent_wish *wish;
    const struct ent_plan *plan; /* of all */
    const struct ent_layout *layout;
    const struct ent_drawing *drawing; /* of all, `paged`; what is not shown is off */
    const struct ent_font *font;
};

/* Are the script and the style sheet linked in? They are bundled by node when the program is
 * built. */
bool ent_html_linked(void);

/* Writes the page. It asks for nothing from anywhere: a policy in it lets only its own script run,
 * by digest. Whatever stands in the tables stands in it as text. */
void ent_html_write(struct ent_run *run, const struct ent_page *page, struct ent_writer *writer);

#endif
