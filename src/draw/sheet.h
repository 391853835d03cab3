/* Sheets: the pictures of a series side by side, in one frame with one legend. */
#ifndef ENT_DRAW_SHEET_H
#define ENT_DRAW_SHEET_H

#include "draw/series.h"

/* Draws one page: `wish->columns` by `wish->rows` pictures, each below its year and its counts. All
 * pages have places of one size; a single one has no more rows than it needs. */
void ent_sheet_draw(struct ent_run *run, const struct ent_series *series,
                    const struct ent_wish *wish, size_t page, struct ent_drawing *drawing);

#endif
