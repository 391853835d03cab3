/* What is drawn, in points (1/72 inch), x to the right and y downward from the top left corner.
 * The one input of every picture writer. */
#ifndef ENT_DRAW_DRAWING_H
#define ENT_DRAW_DRAWING_H

#include "base/run.h"

struct ent_point {
    double x, y;
};

/* 0xRRGGBB, or none. */
struct ent_colour {
    uint32_t rgb;
    bool given;
};

enum ent_dash { ENT_SOLID, ENT_DASHED, ENT_DOTTED };

struct ent_pen {
    struct ent_colour colour; /* not given: no line */
    double width;
    enum ent_dash dash;
};

enum ent_path_form {
    ENT_POLYGON, /* closed */
    ENT_LINES,   /* open */
    ENT_CURVE,   /* Bezier: first point, then three for each piece */
    ENT_ELLIPSE, /* centre, then half width and half height */
    ENT_BOX,     /* top left, then width and height; `radius` rounds its corners */
};

struct ent_path {
    enum ent_path_form form;
    const struct ent_point *points;
    size_t point_count;
    double radius;
    struct ent_colour fill; /* not given: none */
    struct ent_pen pen;
};

enum ent_anchor { ENT_START, ENT_MIDDLE, ENT_END };

/* One line of text. */
struct ent_words {
    struct ent_text text;
    struct ent_point at; /* on the baseline, at the anchor */
    enum ent_anchor anchor;
    double size;  /* of the font */
    double width; /* as measured */
    bool bold, italic;
    struct ent_colour colour;
    struct ent_colour halo; /* given: drawn behind the letters, to be read over lines */
};

/* One thing of the record set, or a part of the frame: a group with its title in words. */
struct ent_mark {
    struct ent_text id;      /* unique in the drawing, without prefix; empty: none */
    struct ent_text classes; /* "node state", "tie party-to presumed" */
    struct ent_text title;   /* in words, for screen readers and tooltips; empty: none */
    struct ent_path *paths;
    size_t path_count;
    struct ent_words *words;
    size_t word_count;
};

/* Marks stand in reading order, which is also the order of painting. */
struct ent_drawing {
    double width, height;
    struct ent_colour ground; /* not given: transparent */
    struct ent_text language; /* "en" */
    struct ent_text title, description;
    struct ent_text prefix;   /* of all ids, made from the content or given by --id-prefix */
    struct ent_text metadata; /* lines "name: value" */
    struct ent_mark *marks;
    size_t mark_count;
};

#endif
