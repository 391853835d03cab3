/* The line that a diagnostic is about, as much of it as is shown. */
#ifndef ENT_WRITE_EXCERPT_H
#define ENT_WRITE_EXCERPT_H

#include "base/run.h"

/* A line of a source as it is shown: the bytes from `begin` to `end`, of which those from `mark`
 * on are underlined, `width` characters of them. */
struct ent_excerpt {
    struct ent_text bytes;
    size_t begin, end, mark, width;
    bool cut_before, cut_behind;
};

/* A long line is shown from a little before the place on. */
struct ent_excerpt ent_excerpt_around(const struct ent_source *source,
                                      struct ent_position position);

#endif
