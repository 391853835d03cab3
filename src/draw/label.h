/* Labels: wrapped and measured before anything is placed. */
#ifndef ENT_DRAW_LABEL_H
#define ENT_DRAW_LABEL_H

#include "draw/drawing.h"
#include "draw/font.h"

struct ent_label {
    struct ent_text text; /* as it was given, without its breaks */
    struct ent_text *lines;
    double *widths; /* of each line, in points */
    size_t line_count;
    double width, height; /* of the whole */
    double size;          /* of the font */
    double ascent, line;  /* from the top to the first baseline, and from one to the next */
    bool bold;
    bool *leftward; /* of each line: it runs from right to left, as its paragraph does */
};

/* Lays `text` out in lines of at most `wrap` points where words allow, as evenly as can be (the
 * sum of squared gaps is least); words are never cut. '\n' in the text breaks for certain. `wrap` 0
 * asks for one line. Characters that would turn the direction of writing are shown as U+FFFD, or
 * left out if they only hint at it. */
struct ent_label ent_label_make(struct ent_run *run, const struct ent_font *font,
                                struct ent_text text, double size, bool bold, double wrap);

/* The same in as many lines as bring the label, with the room around it that a node has, nearest
 * to `aspect` times as wide as high. */
struct ent_label ent_label_fit(struct ent_run *run, const struct ent_font *font,
                               struct ent_text text, double size, bool bold, double aspect);

/* What the label says, in one line: no blank where a word or ideographs were broken. */
struct ent_text ent_label_text(struct ent_arena *arena, const struct ent_label *label);

/* The lines of a label as words, the top of the first at `top`, all at x under `anchor`. */
struct ent_words *ent_label_words(struct ent_arena *arena, const struct ent_font *font,
                                  const struct ent_label *label, struct ent_point top,
                                  enum ent_anchor anchor, uint32_t colour);

#endif
