/* The legend: what the looks of a figure mean. Only what is shown is listed. */
#ifndef ENT_DRAW_LEGEND_H
#define ENT_DRAW_LEGEND_H

#include "draw/block.h"
#include "draw/plan.h"
#include "draw/shape.h"

enum ent_legend_group {
    ENT_OF_NODES,
    ENT_OF_COLOUR,
    ENT_OF_SIZE,
    ENT_OF_TIES,
    ENT_OF_GROUPS,
    ENT_OF_CERTAINTY,
    ENT_OF_CHANGE, /* what became of ties and nodes, with how many of them; it comes first */
    ENT_LEGEND_GROUPS
};

/* A look and the names of the types or relations that have it. */
struct ent_legend_entry {
    enum ent_legend_group group;
    struct ent_text names;
    size_t name_count;
    uint32_t *kinds;
    size_t sample;             /* a planned node or tie with that look, or a group */
    size_t thinnest, thickest; /* ties with that look, where only the width tells them apart */
    bool of_tie;               /* the sample is a tie */
    struct ent_manner manner;
    struct ent_colour fill; /* of colours */
    double share;           /* of sizes: of the greatest diameter */
};

struct ent_legend {
    struct ent_legend_entry *entries; /* group by group */
    size_t count;
};

/* The looks that occur, each once, with the names of the types or relations that have it. */
struct ent_legend ent_legend_make(struct ent_arena *arena, const struct ent_plan *plan);

/* Appends what fills and sizes mean, for ent_legend_make: of numbers up to three samples, of groups
 * those that have a colour, and how many have none. */
void ent_legend_add_worths(struct ent_arena *arena, const struct ent_plan *plan,
                           struct ent_legend *legend);

/* "Nodes", "Colour: betweenness". */
struct ent_text ent_legend_heading(struct ent_arena *arena, const struct ent_plan *plan,
                                   enum ent_legend_group group);

/* Sets the entries in columns that share their edges, in at most `width` points; with `narrow` in
 * one column, for a place beside the drawing. An empty legend gives an empty block. */
struct ent_block ent_legend_block(struct ent_run *run, const struct ent_plan *plan,
                                  const struct ent_layout *layout, const struct ent_legend *legend,
                                  double width, bool narrow);

#endif
