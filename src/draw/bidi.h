/* Directions of writing: the Unicode Bidirectional Algorithm. The door to FriBidi. */
#ifndef ENT_DRAW_BIDI_H
#define ENT_DRAW_BIDI_H

#include "base/text.h"

/* Does the first letter say that the text runs from right to left? */
bool ent_bidi_leftward(struct ent_text text);

/* Is there anything in it that runs from right to left, or turns it? */
bool ent_bidi_mixed(struct ent_text text);

/* The embedding level of each code point, of a line whose own direction is given: odd ones run to
 * the left. They live in the arena. */
const signed char *ent_bidi_levels(struct ent_arena *arena, struct ent_text text, bool leftward);

#endif
