/* Colours as people write them: #rgb, #rrggbb and the 147 names of CSS and SVG. */
#ifndef ENT_DRAW_COLOUR_H
#define ENT_DRAW_COLOUR_H

#include "base/writer.h"
#include "draw/drawing.h"

/* Reads a colour; case does not matter. "none" and "transparent" come back as not given. False,
 * with `*colour` untouched, if it is none: names of X11 that CSS lacks ("gray50") are refused. */
bool ent_colour_read(struct ent_text text, struct ent_colour *colour);

/* The names, in the order of the alphabet; their number goes to `*count`. */
const struct ent_text *ent_colour_names(size_t *count);

/* The name that was probably meant, or the empty text. */
struct ent_text ent_colour_meant(struct ent_text text);

/* "#1f4e79", or "none". */
void ent_put_colour(struct ent_writer *writer, struct ent_colour colour);

/* Contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). One that is not given
 * counts as white, the paper behind it. */
double ent_colour_contrast(struct ent_colour a, struct ent_colour b);

/* From `a` (share 0) to `b` (share 1), in steps of sRGB as browsers mix them. One that is not
 * given counts as white. */
struct ent_colour ent_colour_mix(struct ent_colour a, struct ent_colour b, double share);

#endif
