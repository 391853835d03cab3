/* From the options to what is shown: read -> network -> selection -> what is made of its ties. */
#ifndef ENT_INQUIRY_H
#define ENT_INQUIRY_H

#include "cli/input.h"
#include "cli/wish.h"

/* What is asked of the tables, and what comes of it on the way to what is shown. */
struct ent_inquiry {
    struct ent_question question;
    struct ent_derivation derivation;
    struct ent_network network; /* all rows */
    struct ent_selection selection;
    struct ent_network shown; /* with what is made of their ties */
    struct ent_selection left;
    struct ent_years years;       /* of a series */
    struct ent_selection *yearly; /* what each of them shows; `left` is all of it */
    bool paged; /* the reader chooses the year: `left` is all that there is, `selection` shown first
                 */
};

/* Reads the input and what is asked of it. Returns false after reporting. */
bool ent_inquiry_read(struct ent_run *run, struct ent_options *options, struct ent_input *input,
                      struct ent_inquiry *inquiry);

/* Answers it, all at once or for each year of a series; what each step left is told on the way. The
 * input must outlive the answer. Returns false after reporting. */
bool ent_inquiry_answer(struct ent_run *run, const struct ent_input *input,
                        struct ent_inquiry *inquiry);

/* Answers it of a network that is built, to find its faults: of one question nothing is told of the
 * steps. Returns false after reporting. */
bool ent_inquiry_check(struct ent_run *run, struct ent_inquiry *inquiry);

#endif
