/* From options to what each stage wants to know, and what the commands tell on the way. */
#ifndef ENT_CLI_WISH_H
#define ENT_CLI_WISH_H

#include "cli/input.h"
#include "draw/plan.h"
#include "select/derive.h"
#include "write/alt.h"
#include "write/list.h"

enum ent_format { ENT_SVG, ENT_SVGZ, ENT_DOT, ENT_PNG, ENT_PDF, ENT_HTML };

/* A text alternative that is wanted beside the figure. */
struct ent_alt_output {
    enum ent_alt_form form;
    struct ent_text path;
};

struct ent_output {
    enum ent_format format;
    struct ent_text path; /* "-": standard output */
    double dpi;
    struct ent_alt_output *alts;
    size_t alt_count;
    struct ent_text places; /* a file of where nodes stand; empty: none */
};

/* Each reports E500 for a value that does not fit, and then returns false. The derivation is how
 * ties are put together. */
bool ent_derivation_read(struct ent_run *run, const struct ent_options *options,
                         struct ent_derivation *derivation);
bool ent_question_read(struct ent_run *run, const struct ent_options *options,
                       struct ent_question *question);
bool ent_wish_read(struct ent_run *run, const struct ent_options *options, struct ent_input *input,
                   struct ent_wish *wish);
bool ent_output_read(struct ent_run *run, const struct ent_options *options,
                     struct ent_output *output);
bool ent_list_wish_read(struct ent_run *run, const struct ent_options *options,
                        struct ent_list_wish *wish);

/* What changes for a page: the drawing has no frame, since the page is one, and follows the
 * reader's light or dark unless a theme is asked for. */
void ent_wish_for_page(struct ent_run *run, const struct ent_options *options,
                       struct ent_wish *wish);

/* The same with the year for "{year}", or the number of the page (from 0) for "{page}", in all
 * names. */
struct ent_output ent_output_of_year(struct ent_run *run, const struct ent_output *output,
                                     struct ent_text year);
struct ent_output ent_output_of_page(struct ent_run *run, const struct ent_output *output,
                                     size_t page);

/* Reports E500 and returns false if a sheet has more pictures than places, and names of files none
 * for a page, or if there are no places to save. */
bool ent_output_check_pages(struct ent_run *run, const struct ent_output *output,
                            const struct ent_wish *wish, size_t years);

/* With --verbose: how much each step left, on standard error; below the year of a series (empty: of
 * none). */
void ent_steps_tell(const struct ent_run *run, struct ent_text year,
                    const struct ent_selection *selection);

/* What was checked, on standard output; nothing if there were errors. */
void ent_check_tell(struct ent_run *run, const struct ent_options *options,
                    const struct ent_network *network, bool with_quotes, size_t quotes);

#endif
