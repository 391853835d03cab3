/* Tones: what a colour that was chosen for white paper becomes on another ground. */
#ifndef ENT_DRAW_TONE_H
#define ENT_DRAW_TONE_H

#include "draw/colour.h"

/* What a colour is used for. */
enum ent_role { ENT_ROLE_FILL, ENT_ROLE_LINE, ENT_ROLE_TEXT };

enum ent_tone {
    ENT_TONE_KEEP,   /* as it is */
    ENT_TONE_DARK,   /* light on a dark ground */
    ENT_TONE_GREY,   /* for printers without colour: lines nearly black, so that no raster thins */
    ENT_TONE_STRONG, /* pale fills, dark lines */
};

/* The ground and what has to stand out from it. */
struct ent_tone_ground {
    enum ent_tone tone;
    struct ent_colour ground, cluster, ink;
    double text_contrast, line_contrast; /* at least, as WCAG 2.2 counts */
};

/* The counterpart of `colour`: its hue stays (in OKLab), its lightness and chroma move. It depends
 * on nothing else, so that a style sheet can say it. Of every tone but KEEP: any fill carries the
 * ink, any line stands out from the ground, the frames of clusters and its own kind of fills, by
 * the contrasts that are asked for. A colour that is so already stays as it is. */
struct ent_colour ent_tone_turned(const struct ent_tone_ground *ground, enum ent_role role,
                                  struct ent_colour colour);

/* How different two colours look: their distance in OKLab; 0.02 is just seen side by side, black
 * and white are 1 apart. */
double ent_tone_distance(struct ent_colour a, struct ent_colour b);

/* How light a colour looks, from 0 to 1 (OKLab). */
double ent_tone_lightness(struct ent_colour colour);

#endif
