/* Where a line of text may end. */
#ifndef ENT_DRAW_BREAKS_H
#define ENT_DRAW_BREAKS_H

#include "base/text.h"

/* What stays together on a line. */
struct ent_piece {
    size_t from, to; /* without the blank behind */
    size_t next;     /* where the next piece begins */
    bool in_word;    /* a line that ends here cuts a word, behind a dash or at a soft hyphen */
    bool hyphen;     /* and then ends with '-', which is not in the text */
};

/* The piece that begins at `from`, which is within the text. A line may end at a blank, a zero
 * width space or a soft hyphen, behind '-', '/' and dashes, and between ideographs; not before what
 * closes nor behind what opens, and nowhere in scripts that write without blanks and need a
 * dictionary (Thai, Lao, Khmer, Burmese). Blanks of the text are single. */
struct ent_piece ent_piece_at(struct ent_text text, size_t from);

#endif
