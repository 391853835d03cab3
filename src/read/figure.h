/* Figures: DOT files whose graph attributes are options of render and whose node and edge
 * statements override the style of types. */
#ifndef ENT_READ_FIGURE_H
#define ENT_READ_FIGURE_H

#include "read/schema.h"

/* What one node of the record set looks like in this figure. */
struct ent_override {
    struct ent_text id;
    struct ent_kind kind; /* only what is stated */
    struct ent_place place;
};

struct ent_figure {
    struct ent_override *overrides;
    size_t override_count;
};

/* Lays the node and edge statements of a figure over the schema: `node [...]` over all types,
 * `edge [...]` over all relations, then single types and relations (named by their ends and, where
 * there is one, their label). A node that is no type is kept as an override for that id. Reports
 * E311 for attributes that are no style, E313 for ends that are no types. */
bool ent_figure_apply(struct ent_run *run, const struct ent_dot *dot, struct ent_schema *schema,
                      struct ent_figure *figure);

/* Lays one attribute over all types ('N') or relations ('E'): -N and -E. Reports E311. */
bool ent_style_apply(struct ent_run *run, struct ent_schema *schema, char kind,
                     struct ent_text name, struct ent_text value, struct ent_place place);

/* Lays the node and edge statements of a theme under what figures and options say, that is over
 * what the schema says. Statements of types and relations that the schema lacks say nothing.
 * Reports E311 for attributes that are no style. */
void ent_style_underlay(struct ent_run *run, const struct ent_dot *dot, struct ent_schema *schema);

#endif
