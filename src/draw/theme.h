/* Themes: the ground that a figure stands on, and what every colour becomes on it. */
#ifndef ENT_DRAW_THEME_H
#define ENT_DRAW_THEME_H

#include "draw/tone.h"
#include "read/schema.h"
#include "select/change.h"

/* The form of a line that tells what changed; its middle is as wide as the line would be. */
enum ent_fate_line {
    ENT_LINE_PLAIN,
    ENT_LINE_BOLD,
    ENT_LINE_HOLLOW, /* two rails, empty between */
    ENT_LINE_CASED,  /* the same around the line */
};

/* How something is drawn that was added, ended, changed, or not. */
struct ent_fate_look {
    struct ent_colour colour; /* of its line */
    enum ent_fate_line line;
    struct ent_text sign; /* before its label; empty: none */
};

struct ent_theme {
    struct ent_tone_ground on;             /* ground, clusters, ink, and what they ask for */
    struct ent_colour muted;               /* words of the second rank: rule of the year, sources */
    struct ent_colour rule, cluster_line;  /* lines of the frame, frames of clusters */
    struct ent_colour fill, line, text;    /* of nodes whose type states none */
    struct ent_colour tie_line, tie_text;  /* of ties whose relation states none */
    double text_size, tie_size, thinnest;  /* of fonts where none is stated; the least pen */
    struct ent_fate_look fates[ENT_FATES]; /* of what --change compares */
};

/* Reads a theme and lays its statements under the looks of the schema: what a figure
 * or the command line says stays. What the file does not say is as in light. Returns false after
 * reporting E301, E311 or E315; W704 for colours of it that do not stand out from each other. */
bool ent_theme_read(struct ent_run *run, const struct ent_source *source, struct ent_schema *schema,
                    struct ent_theme *theme);

/* What figures stand on in the theme dark. */
struct ent_tone_ground ent_theme_dark_ground(struct ent_run *run);

/* What a colour of the schema becomes. */
struct ent_colour ent_theme_colour(const struct ent_theme *theme, enum ent_role role,
                                   struct ent_colour colour);

/* `text` if it can be read on `fill` (not given: on the ground), else the ink, the ground, black or
 * white, the first of them that can, or what is nearest to it. */
struct ent_colour ent_theme_legible(const struct ent_theme *theme, struct ent_colour text,
                                    struct ent_colour fill);

/* A line of the frame: no thinner than the theme's. */
struct ent_pen ent_theme_pen(const struct ent_theme *theme, struct ent_colour colour, double width);

/* Reports W704 if `over` stands out from `under` by less than `least`. */
void ent_theme_warn(struct ent_run *run, struct ent_place place, const char *what,
                    struct ent_colour over, struct ent_colour under, double least);

/* The built-in themes: their names, ended by NULL, and the DOT file of one (empty: none such). */
extern const char *const ent_theme_names[];
struct ent_text ent_theme_file(struct ent_text name);

#endif
