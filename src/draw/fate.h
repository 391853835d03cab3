/* What changed between two times, in words and in looks. */
#ifndef ENT_DRAW_FATE_H
#define ENT_DRAW_FATE_H

#include "draw/style.h"
#include "select/change.h"

/* "added", "ended", "unchanged", "changed from strategic partnership (until 28 October 2025)";
 * empty where nothing is compared. */
struct ent_text ent_words_of_tie_fate(struct ent_arena *arena, const struct ent_network *network,
                                      const struct ent_selection *selection, uint32_t tie);

/* "new", "gone", "kept"; empty where nothing is compared. */
struct ent_text ent_words_of_node_fate(const struct ent_selection *selection, uint32_t node);

/* As words about several: "added", "changed level" (of ties that stand for several "changed"); of
 * nodes "new". */
struct ent_text ent_words_of_fate(const struct ent_change *change, enum ent_fate fate, bool of_tie);

/* "11 ties added, 1 changed level, 2 unchanged; 12 nodes new, 3 kept". */
struct ent_text ent_words_of_fates(struct ent_arena *arena, const struct ent_change *change);

/* What the tie was at the earlier time, if it changed: the level that it took the place of, or its
 * weight. */
struct ent_text ent_tie_was(struct ent_arena *arena, const struct ent_network *network,
                            const struct ent_selection *selection, uint32_t tie);

/* How the theme draws it; NULL where nothing is compared. */
const struct ent_fate_look *ent_fate_of_node(const struct ent_theme *theme,
                                             const struct ent_selection *selection, uint32_t node);
const struct ent_fate_look *ent_fate_of_tie(const struct ent_theme *theme,
                                            const struct ent_selection *selection, uint32_t tie);

/* What stands before its label: the theme's sign, of a weight an arrow that goes up or down. */
struct ent_text ent_fate_sign(const struct ent_fate_look *fate, const struct ent_network *network,
                              const struct ent_selection *selection, uint32_t tie);

/* The label with the sign before it. */
struct ent_text ent_fate_label(struct ent_arena *arena, struct ent_text sign,
                               struct ent_text label);

/* The look of a node with that fate; what is kept looks as it is. */
struct ent_node_look ent_fate_node_look(const struct ent_theme *theme, struct ent_node_look look,
                                        const struct ent_fate_look *fate);

#endif
