/* Dates, lifetimes, ties and the question in words. */
#ifndef ENT_DRAW_WORDS_H
#define ENT_DRAW_WORDS_H

#include "select/groups.h"

/* "29 October 2025", "October 2025", "2025", "one day from 28 to 30 October 2025", "by 29 October
 * 2025", "29 October 2025 or later"; empty if nothing is known. */
struct ent_text ent_words_of_days(struct ent_arena *arena, ent_day earliest, ent_day latest);

/* "since May 2008", "until 28 October 2025", "from 2010 to 2025", "on 29 October 2025"; empty if
 * there is no lifetime or nothing is known of it. */
struct ent_text ent_words_of_life(struct ent_arena *arena, const struct ent_lifetime *life);

/* The year, or years, in which it began: "2008"; empty if not known. */
struct ent_text ent_year_of_life(struct ent_arena *arena, const struct ent_lifetime *life);

/* "certain", "presumed", "possible". */
struct ent_text ent_words_of_answer(enum ent_answer answer);

/* The full name, and the one that ties use where it is another: "United Kingdom (UK)". */
struct ent_text ent_words_of_name(struct ent_arena *arena, const struct ent_network *network,
                                  uint32_t node);

/* Of type and dates: "Vietnam: state". */
struct ent_text ent_words_of_node(struct ent_run *run, const struct ent_network *network,
                                  const struct ent_selection *selection, uint32_t node);

/* "Vietnam – China: comprehensive strategic partnership, since May 2008, certain; source src-1". */
struct ent_text ent_words_of_tie(struct ent_run *run, const struct ent_network *network,
                                 const struct ent_selection *selection, uint32_t tie);

/* What groups a node is in, where groups are told so, in the words of the relations: "member of
 * ASEAN, CPTPP (presumed), took part in High-level talks"; or nothing. */
struct ent_text ent_words_of_memberships(struct ent_arena *arena, const struct ent_network *network,
                                         const struct ent_selection *selection, uint32_t node);

/* "7 of 10 members shown, 1 uncertain (?)". */
struct ent_text ent_words_of_group_size(struct ent_arena *arena, const struct ent_group *group);

/* The same in parts: "Vietnam – China", and " (chair), on behalf of Vietnam" or nothing. */
struct ent_text ent_words_of_ends(struct ent_arena *arena, const struct ent_network *network,
                                  uint32_t tie);
struct ent_text ent_words_of_part(struct ent_arena *arena, const struct ent_network *network,
                                  uint32_t tie);

/* What a tie that stands for several stands for: "weight 9 from 12: MoU on fraud; ..."; of any
 * other the empty text. */
struct ent_text ent_words_of_bundle(struct ent_arena *arena, const struct ent_network *network,
                                    uint32_t tie);

/* What was asked for: "2016", "2008 to 2025", "29 October 2025"; "all years". */
struct ent_text ent_words_of_window(struct ent_arena *arena, const struct ent_selection *selection);

/* The rule of the year: "In force at some time in 2016; an unknown end counts as going on". */
struct ent_text ent_words_of_rule(struct ent_arena *arena, const struct ent_selection *selection);

/* "15 nodes, 14 ties, 2 new, 1 ended": what a picture shows, and its ties beside those of the one
 * before it, if there is one. */
struct ent_text ent_words_of_picture(struct ent_arena *arena, const struct ent_network *network,
                                     const struct ent_selection *now,
                                     const struct ent_selection *before);

/* A title, in which "{year}" is what was asked for. */
struct ent_text ent_words_of_title(struct ent_arena *arena, const struct ent_selection *selection,
                                   struct ent_text title);

/* What a figure is called that has no title: "Network of relations". */
struct ent_text ent_words_of_no_title(struct ent_arena *arena,
                                      const struct ent_selection *selection);

/* "1 state", "12 ties". */
struct ent_text ent_words_of_count(struct ent_arena *arena, size_t count, const char *one,
                                   const char *many);

#endif
