/* How drawing and frame share a paper, and what is said where text would print too small. */
#ifndef ENT_DRAW_FIT_H
#define ENT_DRAW_FIT_H

#include "draw/parts.h"

struct ent_fit {
    struct ent_parts parts; /* set for `text` 1 */
    bool beside;            /* the legend stands beside the drawing */
    double scale;           /* points of paper for a point of the drawing */
    double text;            /* points of paper for a point of the frame */
};

/* `edge`: what is left free at each side, in points of paper. */
struct ent_fit ent_fit_make(const struct ent_saying *saying, struct ent_paper paper, double edge);

/* W702 if a text prints below ENT_LEAST_PRINT, with what would help. */
void ent_fit_warn(const struct ent_saying *saying, const struct ent_fit *fit, double edge);

#endif
