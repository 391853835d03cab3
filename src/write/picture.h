/* PNG and PDF, painted from our own SVG so that all three look the same. The door to librsvg,
 * cairo and fontconfig. */
#ifndef ENT_WRITE_PICTURE_H
#define ENT_WRITE_PICTURE_H

#include "base/writer.h"

/* Paints `svg` (from ent_svg_write) at `dpi` dots per inch into `writer`, which stays transparent
 * where the drawing has no ground. Text is set in the bundled font whatever the machine has.
 * Returns false after reporting E902 for `path`, also if a side would be over 30,000 pixels. */
bool ent_png_write(struct ent_run *run, struct ent_text svg, double dpi, struct ent_text path,
                   struct ent_writer *writer);

/* The same as a page of PDF with `title` (empty: none); text stays text. It is dated only where
 * SOURCE_DATE_EPOCH says when. */
bool ent_pdf_write(struct ent_run *run, struct ent_text svg, struct ent_text title,
                   struct ent_text path, struct ent_writer *writer);

#endif
