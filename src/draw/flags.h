/* The flags that are linked in: drawings of country-flag-icons, found by codes of ISO 3166-1. */
#ifndef ENT_DRAW_FLAGS_H
#define ENT_DRAW_FLAGS_H

#include "draw/drawing.h"

enum ent_flags_wish { ENT_FLAGS_NONE, ENT_FLAGS_BESIDE, ENT_FLAGS_INSIDE };

/* In the order of their codes. */
struct ent_flags {
    struct ent_flag *flags;
    size_t count;
};

/* Was the program built with flags? */
bool ent_flags_linked(void);

/* Unpacks them. All of it lives in the arena. */
void ent_flags_open(struct ent_run *run, struct ent_flags *flags);

/* The flag for a code of two or three letters, for a number, or for one of the package's own codes
 * ("EU", "GB-SCT"), in letters of any case; NULL if there is none. */
const struct ent_flag *ent_flags_find(const struct ent_flags *flags, struct ent_text code);

#endif
