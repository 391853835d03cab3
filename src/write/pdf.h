/* What a PDF tells of itself and cairo has no word for. */
#ifndef ENT_WRITE_PDF_H
#define ENT_WRITE_PDF_H

#include "base/writer.h"

/* Copies `pdf` (of cairo, PDF 1.4) with the language of its text, and with the wish that a viewer
 * shows the title and not the name of the file. A reader that speaks needs the one to choose its
 * voice, and says the other first. A PDF that is built otherwise is copied as it is. */
void ent_pdf_tell(struct ent_text pdf, struct ent_text language, struct ent_writer *writer);

#endif
