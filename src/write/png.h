/* What a PNG tells of itself. */
#ifndef ENT_WRITE_PNG_H
#define ENT_WRITE_PNG_H

#include "base/writer.h"

/* Copies `png` with its colours told to be sRGB, its resolution, and title and description (empty:
 * none) in `language` before the first of its other chunks. */
void ent_png_tell(struct ent_text png, double dpi, struct ent_text title,
                  struct ent_text description, struct ent_text language, struct ent_writer *writer);

#endif
