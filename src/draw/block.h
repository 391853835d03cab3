/* Parts of the frame: texts and samples that stand together, before they have their place. */
#ifndef ENT_DRAW_BLOCK_H
#define ENT_DRAW_BLOCK_H

#include "draw/plan.h"

/* What a text of the frame is; its size, weight and colour follow from that. */
enum ent_wording {
    ENT_TITLE,
    ENT_SUBTITLE,
    ENT_RULE_OF_YEAR,
    ENT_HEADING, /* of a group */
    ENT_ENTRY,   /* of the legend */
    ENT_CAPTION,
    ENT_SMALL, /* what is left out, sources, notes */
};

/* Marks whose origin is the top left corner of the block. */
struct ent_block {
    struct ent_mark *marks;
    size_t count, room;
    double width, height;
    double across; /* where texts end that run from right to left; 0: at their own width */
};

/* The size of the smallest text that a frame has. */
double ent_least_wording_size(void);
double ent_wording_size(enum ent_wording wording);

struct ent_block ent_block_make(struct ent_arena *arena, size_t room);

/* A new mark of the block, empty but for its class. */
struct ent_mark *ent_block_mark(struct ent_block *block, const char *kind);

/* Says in which layer all marks are painted. */
void ent_block_layer(struct ent_block *block, enum ent_layer layer);

/* A text laid out in its wording in at most `width` points. */
struct ent_label ent_wording_label(struct ent_run *run, const struct ent_plan *plan,
                                   enum ent_wording wording, struct ent_text text, double width);

/* Words of a label in its wording, from `top` on. What is written from right to left ends at the
 * right end of `width`. */
struct ent_words *ent_wording_words(struct ent_arena *arena, const struct ent_plan *plan,
                                    enum ent_wording wording, const struct ent_label *label,
                                    struct ent_point top, double width);

/* Puts a text below what the block has, `gap` points lower if there is something. Empty texts are
 * left out. */
void ent_block_text(struct ent_run *run, const struct ent_plan *plan, struct ent_block *block,
                    enum ent_wording wording, const char *kind, struct ent_text text, double gap,
                    double width);

/* Puts all of a block below what the other has. */
void ent_block_below(struct ent_arena *arena, struct ent_block *block, struct ent_block lower,
                     double gap);

/* A thin line across. */
void ent_block_line(struct ent_arena *arena, const struct ent_plan *plan, struct ent_block *block,
                    double gap, double width);

/* Moves a mark: all that it has is copied. */
void ent_mark_move(struct ent_arena *arena, struct ent_mark *mark, struct ent_point by);

/* Makes a block larger or smaller; lines of samples keep their width, as those of the drawing do.
 */
void ent_block_scale(struct ent_arena *arena, struct ent_block *block, double factor);

#endif
