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

struct ent_tone_ground; /* draw/tone.h */

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

/* The unit in which somebody wrote a length; all lengths themselves are in points. */
enum ent_unit { ENT_POINTS, ENT_PIXELS, ENT_MILLIMETRES, ENT_CENTIMETRES, ENT_INCHES };

/* The size on paper. */
struct ent_paper {
    double width, height; /* in points */
    enum ent_unit unit;   /* in which they are told */
};

/* One line of text. */
struct ent_words {
    struct ent_text text;
    struct ent_point at; /* on the baseline, at the anchor */
    enum ent_anchor anchor;
    double size;  /* of the font */
    double width; /* as measured */
    bool bold, italic;
    struct ent_colour colour;
    struct ent_colour halo; /* given: the ground behind the letters, over lines */
    struct ent_text link;   /* address, as ent_link_of gives it; empty: none */
    bool leftward;          /* the line runs from right to left; its anchor does not */
    bool upward;            /* turned about `at`, to be read from below to above */
    bool doubt;             /* of a page: a "?", for when the element is merely possible */
};

/* What is painted together, in this order; marks need not be in it. */
enum ent_layer {
    ENT_LAYER_HEADING, /* title, subtitle, the rule of the year */
    ENT_LAYER_BACK,    /* under all that stands for a record: axes, lanes, coasts */
    ENT_LAYER_CLUSTERS,
    ENT_LAYER_TIES, /* before the nodes: no line crosses a name */
    ENT_LAYER_NODES,
    ENT_LAYER_LEGEND,
    ENT_LAYER_NOTES, /* caption, sources */
    ENT_LAYER_COUNT,
};

/* A flag as its package draws it: trusted elements of SVG. */
struct ent_flag {
    struct ent_text code, others, number; /* "VN"; "VNM", may be several; "704" */
    struct ent_text drawing;              /* 300 units wide, 200 high */
};

/* A flag at its place, with a thin edge, so that white ones end somewhere. */
struct ent_flag_mark {
    const struct ent_flag *flag;
    struct ent_point at; /* its top left corner */
    double width, height;
    struct ent_pen edge;
};

/* One thing of the record set, or a part of the frame: a group with its title in words. */
struct ent_mark {
    enum ent_layer layer;
    uint32_t number;           /* of the node or tie in its network, or of the cluster */
    struct ent_text kind;      /* class of its type or relation; neighbours of a kind share it */
    struct ent_text kind_name; /* the same in words, of the list that they are; empty: none */
    struct ent_text id;        /* as ent_id_word gives it, joined by "--"; empty: none */
    struct ent_text classes;   /* its own: "presumed" */
    struct ent_text title;     /* in words, for screen readers and tooltips; empty: none */
    struct ent_text link;      /* address, as ent_link_of gives it; empty: none */
    struct ent_path *paths;
    size_t path_count;
    struct ent_words *words;
    size_t word_count;
    struct ent_flag_mark *flag; /* NULL: none */
    const bool *moments; /* of a drawing that moves: at which of them it is seen; NULL: at all */
    bool fades; /* of a page: the second path is the beginning of the first, which may fade */
};

/* How words are put on paper. */
enum ent_lettering {
    ENT_EMBEDDED, /* as text, with the letters that are used */
    ENT_OUTLINED, /* as paths, but for what no bundled face has */
    ENT_NAMED,    /* as text in a font of the machine */
};

/* Within a layer, marks are painted and read in their order. Nodes are read before ties. */
struct ent_drawing {
    double width, height;     /* of the coordinates */
    struct ent_paper paper;   /* how large they are printed; 0: that many points */
    struct ent_colour ground; /* not given: transparent */
    struct ent_text language; /* "en" */
    struct ent_text title, description;
    struct ent_text prefix;   /* of all ids, made from the content or given by --id-prefix */
    struct ent_text metadata; /* lines "name: value" */
    enum ent_lettering lettering;
    bool inlined;   /* a part of an HTML or MDX page, not a file */
    bool paged;     /* of a page of ours, whose script says what is shown */
    bool swatches;  /* not a figure: its marks are pictures of their own in a page */
    double fade;    /* of a page: how much of a line is left at the end of a presumed one */
    bool navigable; /* lists and items for screen readers, and links; else one image */
    bool linked;    /* links even in one image: for PDF */
    const struct ent_tone_ground
        *dark; /* what it stands on where the page is dark; NULL: the same */
    struct ent_mark *marks;
    size_t mark_count;
    size_t moment_count; /* one after the other, again and again; 0: it stands still */
    long step, rest;     /* milliseconds of each, and how much longer the last one stays */
    size_t still;        /* the moment that is seen where nothing may move */
};

#endif
