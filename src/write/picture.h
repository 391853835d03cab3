/* PNG and PDF, painted from our own SVG so that all three look the same. The door to librsvg,
 * cairo and fontconfig. */
#ifndef ENT_WRITE_PICTURE_H
#define ENT_WRITE_PICTURE_H

#include "base/writer.h"

/* What a picture tells of itself beside what it shows; each may be empty. */
struct ent_picture_words {
    struct ent_text title, description, keywords, language;
};

/* Paints `svg` (from ent_svg_write) at `dpi` dots per inch into `writer`, which stays transparent
 * where the drawing has no ground. Text is set in the bundled font whatever the machine has.
 * Returns false after reporting E902 for `path`, also if it would have over 30,000 pixels a side or
 * 250 million in all. */
bool ent_png_write(struct ent_run *run, struct ent_text svg, const struct ent_picture_words *words,
                   double dpi, struct ent_text path, struct ent_writer *writer);

/* The same as a page of PDF; text stays text and links stay links. It is dated only where
 * SOURCE_DATE_EPOCH says when. */
bool ent_pdf_write(struct ent_run *run, struct ent_text svg, const struct ent_picture_words *words,
                   struct ent_text path, struct ent_writer *writer);

#endif
