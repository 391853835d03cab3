/* Ids and addresses in figures: what may stand in them. */
#ifndef ENT_DRAW_ID_H
#define ENT_DRAW_ID_H

#include "draw/drawing.h"

/* A part of an id: letters, digits, '-', '_' and '.' stay, any other byte becomes ':' and two
 * hexadecimal digits, and so do the first and last '-' and all that follow one. Different texts
 * give different parts, and parts that are joined by "--" give different ids. */
struct ent_text ent_id_word(struct ent_arena *arena, struct ent_text text);

/* A word for classes: what is no letter, digit, `.` or `_` becomes `-`. */
struct ent_text ent_class_word(struct ent_arena *arena, struct ent_text text);

/* Letters and digits that begin all ids of a drawing; they follow from what it shows and where,
 * and from `salt`. */
struct ent_text ent_id_prefix(struct ent_arena *arena, const struct ent_drawing *drawing,
                              struct ent_text salt);

/* May the text begin the ids of a figure: a letter, then letters, digits, '-', '_' and '.'? */
bool ent_id_begins(struct ent_text text);

/* The text, if it is an address that a figure may link to (http, https, mailto), else the empty
 * text: what else stands in a column is words, and an address can be a script. */
struct ent_text ent_link_of(struct ent_text text);

#endif
