/* What nodes are worth: a measure or a column of the tables, as --size and --color-by show it. */
#ifndef ENT_DRAW_WORTH_H
#define ENT_DRAW_WORTH_H

#include "draw/theme.h"
#include "select/measures.h"

/* A value for each node of the network, as one selection has it. */
struct ent_worths {
    double *numbers;        /* NAN: it has none */
    struct ent_text *words; /* empty: it has none */
};

struct ent_worth {
    struct ent_value asked;   /* not given: nothing is shown so */
    enum ent_measure measure; /* ENT_MEASURE_COUNT: a column */
    bool grouped;             /* groups without an order; else numbers */
    double least, most;       /* of the numbers, in all pictures of a series */
    struct ent_text *groups;  /* the largest first; those of a measure by number */
    size_t group_count, told; /* how many there are, and have a colour of their own */
    bool some_without;        /* a node has no value */
    bool pale;                /* no dark fills: where a page turns dark, they would all be one */
    struct ent_worths worths; /* of all that is shown */
};

/* Several selections that are shown with one scale. */
struct ent_showings {
    const struct ent_selection *all; /* what is shown in any of them */
    const struct ent_selection *pictures;
    size_t picture_count; /* 0: only `all` */
};

/* Finds what `option` asks for: a column of a table, which goes before a measure of its name.
 * Reports E500 for a name that is neither, and for one that nothing shown has a value of. */
bool ent_worth_find(struct ent_run *run, const struct ent_network *network,
                    struct ent_showings showings, const char *option, struct ent_value asked,
                    struct ent_worth *worth);

/* The values in one of the pictures. */
struct ent_worths ent_worth_take(struct ent_run *run, const struct ent_network *network,
                                 const struct ent_selection *selection,
                                 const struct ent_worth *worth);

/* The group of a word, or ENT_NONE if it is none of those that are told apart. */
uint32_t ent_worth_group(const struct ent_worth *worth, struct ent_text word);

/* "815.8": at most four digits that count, but whole numbers whole. */
struct ent_text ent_worth_words(struct ent_arena *arena, double number);

/* What a node is worth by one or both of them, in words: "degree 16, community 2". */
struct ent_text ent_worth_told(struct ent_arena *arena, const struct ent_worth *const worths[2],
                               const struct ent_worths values[2], uint32_t node);

/* "Areas show degree, fills show community."; empty if neither is asked for. */
struct ent_text ent_worth_sentence(struct ent_arena *arena, const struct ent_worth *size,
                                   const struct ent_worth *colour);

/* ---- how it is shown ---- */

/* The fill of a share from 0 to 1: the higher, the further from the ground, in grey as in colour.
 */
struct ent_colour ent_worth_ramp(const struct ent_theme *theme, const struct ent_worth *worth,
                                 double share);

/* How many groups can be told apart on a theme, and the fill of one of them; from that number on,
 * that of all others. */
size_t ent_worth_most_groups(const struct ent_theme *theme);
struct ent_colour ent_worth_group_fill(const struct ent_theme *theme, size_t group);

/* The fill of a node by the values of a picture; not given: it has no value. */
struct ent_colour ent_worth_fill(const struct ent_theme *theme, const struct ent_worth *worth,
                                 const struct ent_worths *values, uint32_t node);

/* How many times the least area a number takes: from 1 for none or nothing on, in proportion. */
double ent_worth_area(const struct ent_worth *worth, double number);

#endif
