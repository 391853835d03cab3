/* What the parts of the SVG writer share: a drawing on its way out, and attributes. */
#ifndef ENT_WRITE_SVG_SHEET_H
#define ENT_WRITE_SVG_SHEET_H

#include "base/writer.h"
#include "draw/drawing.h"
#include "draw/font.h"

/* A drawing on its way out, with what all its texts share. */
struct ent_sheet {
    const struct ent_drawing *drawing;
    const struct ent_font *font;
    struct ent_arena *arena;
    struct ent_writer *writer;
    struct ent_text faces[2]; /* the subsets, regular and bold; empty: not used */
    double size;              /* of the first words; others say theirs */
};

/* ` name="value"`. */
void ent_sheet_put(struct ent_writer *writer, const char *name, struct ent_text text);
void ent_sheet_put_number(struct ent_writer *writer, const char *name, double number);
void ent_sheet_put_colour(struct ent_writer *writer, const char *name, struct ent_colour colour);

/* Cuts the faces that the words of the drawing need. */
void ent_sheet_choose_faces(struct ent_sheet *sheet);

/* The element `style` with the faces, if any are used. */
void ent_sheet_put_style(const struct ent_sheet *sheet);

/* The attributes that all words of the drawing have in common. */
void ent_sheet_put_setting(const struct ent_sheet *sheet);

/* One element `text`. */
void ent_sheet_put_words(const struct ent_sheet *sheet, const struct ent_words *words);

#endif
