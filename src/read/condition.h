/* An expression bound to the columns of a table, to be asked of its rows. */
#ifndef ENT_READ_CONDITION_H
#define ENT_READ_CONDITION_H

#include "read/cql2.h"
#include "read/table.h"

/* Answers what is no column: of a property its text, of a call a number (a truth is 1 or 0). */
struct ent_answerer {
    const void *context;
    struct ent_text (*text)(const void *context, uint32_t property, uint32_t thing);
    double (*number)(const void *context, uint32_t call, uint32_t thing);
};

/* The answerer is asked for this property. */
#define ENT_ASKED (ENT_NONE - 1)

/* Room for a text without its case; it is kept from row to row. */
struct ent_folded {
    char *bytes;
    size_t room;
};

struct ent_condition {
    struct ent_arena *arena;
    const struct ent_cql2 *expression;
    const struct ent_table *table; /* NULL: every property is asked for */
    struct ent_text missing;       /* codes that count as an empty cell, separated by blanks */
    uint32_t *columns;             /* of each property: a column, ENT_ASKED, or ENT_NONE: blank */
    struct ent_answerer answerer;
    struct ent_folded *folded; /* of each value */
};

/* Looks up the columns. A property that the table lacks is ENT_NONE, for the caller to see to. */
struct ent_condition ent_condition_bind(struct ent_arena *arena, const struct ent_cql2 *expression,
                                        const struct ent_table *table, struct ent_text missing);

/* Is it so for this row? `thing` is what the answerer knows it by. */
enum ent_truth ent_condition_answer(const struct ent_condition *condition, size_t row,
                                    uint32_t thing);

/* Reports W508 where a text is compared with a column of numbers, or a number with a column of
 * texts. `name` is what the user called the condition. */
void ent_condition_warn(struct ent_run *run, const struct ent_condition *condition,
                        struct ent_text name);

#endif
