/* Looks: what the schema's words for shapes, lines and colours mean. */
#ifndef ENT_DRAW_STYLE_H
#define ENT_DRAW_STYLE_H

#include "draw/theme.h"
#include "model/network.h"
#include "read/figure.h"

/* How a shape is drawn around its label. */
enum ent_form {
    ENT_FORM_OUTLINE, /* the polygon that Graphviz computed */
    ENT_FORM_ELLIPSE,
    ENT_FORM_BOX,    /* may be rounded */
    ENT_FORM_NOTE,   /* a box with a folded corner */
    ENT_FORM_TAB,    /* a box with a tab, on its left */
    ENT_FORM_FOLDER, /* the same, on its right */
    ENT_FORM_BARE,   /* only the label */
};

struct ent_shape {
    const char *name;     /* in schemas and figures */
    const char *graphviz; /* what the layout is told */
    enum ent_form form;
    double aspect; /* width over height that labels wrap for */
};

enum ent_arrow {
    ENT_ARROW_NONE,
    ENT_ARROW_NORMAL,
    ENT_ARROW_VEE,
    ENT_ARROW_DIAMOND,
    ENT_ARROW_DOT,
    ENT_ARROW_TEE
};

struct ent_node_look {
    const struct ent_shape *shape;
    struct ent_colour fill, text;
    struct ent_pen pen;
    bool rounded;
    unsigned peripheries;
    double font_size;
};

struct ent_arrow_look {
    enum ent_arrow arrow;
    bool hollow;
};

struct ent_tie_look {
    struct ent_colour text;
    struct ent_pen pen;
    struct ent_arrow_look from, to;
    double arrow_size, font_size;
};

/* The look of a node: of its type, with the values of `over` (NULL: none) before them. Colours of
 * the schema become those of the theme, the others stay; words that nobody gave a colour for this
 * fill can be read on it. Reports E311 at the schema for words that are not supported, with those
 * that are. */
void ent_node_look(struct ent_run *run, const struct ent_network *network,
                   const struct ent_theme *theme, uint32_t node, const struct ent_kind *over,
                   struct ent_node_look *look);

void ent_tie_look(struct ent_run *run, const struct ent_network *network,
                  const struct ent_theme *theme, uint32_t tie, struct ent_tie_look *look);

/* Reports W704, at what states the colour, for words and lines of a look that do not stand out. */
void ent_node_look_warn(struct ent_run *run, const struct ent_network *network,
                        const struct ent_theme *theme, uint32_t node, const struct ent_kind *over,
                        const struct ent_node_look *look);
void ent_tie_look_warn(struct ent_run *run, const struct ent_network *network,
                       const struct ent_theme *theme, uint32_t tie,
                       const struct ent_tie_look *look);

/* Do all elements of the kind look the same, because no style of it names a column? */
bool ent_look_is_shared(const struct ent_kind *kind);

/* The distance between outlines of a node that has several. */
#define ENT_PERIPHERY_GAP 4.0

#endif
