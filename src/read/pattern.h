/* Patterns of dates in the notation of others, after strptime: %d day, %m month in digits, %b or
 * %B its English name, %Y year of four digits, %% a percent sign, a blank for any number of
 * blanks, * for any text, all else for itself. */
#ifndef ENT_READ_PATTERN_H
#define ENT_READ_PATTERN_H

#include "read/edtf.h"

/* What is wrong with a pattern, as a hint; NULL if nothing is. */
const char *ent_pattern_fault(struct ent_text pattern);

/* What the pattern finds in the cell, written as EDTF: "1914-04-08", "1914-04", "1914", or a month
 * or day alone as "04". Empty where the cell does not match. */
struct ent_text ent_pattern_read(struct ent_arena *arena, struct ent_text pattern,
                                 struct ent_text cell);

#endif
