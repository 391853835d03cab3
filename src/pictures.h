/* The files that a figure comes out in. */
#ifndef ENT_PICTURES_H
#define ENT_PICTURES_H

#include "draw/drawing.h"
#include "inquiry.h"

/* A file that is to be: one, or one for each year of a series, or for each sheet of them. */
struct ent_picture {
    struct ent_selection selection;
    struct ent_alt_years years; /* that it holds; none: it is of one question */
    struct ent_output output;
    struct ent_writer writer; /* of the figure */
    struct ent_writer places; /* of its nodes, if they are to be saved */
};

/* Returns how many files are wanted; `*pictures`, as many and still empty, is the arena's. */
size_t ent_pictures_begin(struct ent_run *run, const struct ent_inquiry *inquiry,
                          const struct ent_wish *wish, const struct ent_output *output,
                          struct ent_picture **pictures);

/* Puts the drawing into the picture, in the format of its output: all but SVG are made from the
 * SVG, so that they look the same. Returns false after reporting E902. */
bool ent_picture_paint(struct ent_run *run, const struct ent_inquiry *inquiry,
                       const struct ent_font *font, const struct ent_drawing *drawing,
                       struct ent_picture *picture);

/* Sends all pictures, their alternatives in words and the places of their nodes, or none. */
void ent_pictures_send(struct ent_run *run, const struct ent_inquiry *inquiry,
                       const struct ent_wish *wish, const struct ent_picture *pictures,
                       size_t count);

/* Frees what the pictures hold. */
void ent_pictures_end(struct ent_picture *pictures, size_t count);

#endif
