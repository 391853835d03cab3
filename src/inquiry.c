#include "inquiry.h"

#include "select/page.h"
#include "write/explain.h"

bool ent_inquiry_read(struct ent_run *run, struct ent_options *options, struct ent_input *input,
                      struct ent_inquiry *inquiry)
{
    return ent_input_read(run, options, input) &&
           ent_question_read(run, options, &inquiry->question) &&
           ent_derivation_read(run, options, &inquiry->derivation);
}

/* A selection for each year of a series, and all of them together. */
static bool answer_yearly(struct ent_run *run, struct ent_inquiry *inquiry)
{
    size_t count = inquiry->years.count;
    inquiry->yearly = ENT_NEW(&run->arena, struct ent_selection, count);
    if (!ent_select_years(run, &inquiry->network, &inquiry->question, &inquiry->years,
                          inquiry->yearly, &inquiry->selection))
        return false;
    for (size_t i = 0; i < count; i++)
        ent_steps_tell(run, inquiry->years.years[i], &inquiry->yearly[i]);
    return ent_derive_years(run, &inquiry->network, &inquiry->selection, &inquiry->derivation,
                            &inquiry->shown, inquiry->yearly, count, &inquiry->left);
}

static bool answer_for_page(struct ent_run *run, struct ent_inquiry *inquiry)
{
    inquiry->shown = inquiry->network;
    if (!ent_select_page(run, &inquiry->network, &inquiry->question, &inquiry->left,
                         &inquiry->selection))
        return false;
    ent_steps_tell(run, ENT_NO_HINT, &inquiry->selection);
    return ent_why_tell(run, &inquiry->network, &inquiry->question, &inquiry->selection);
}

bool ent_inquiry_answer(struct ent_run *run, const struct ent_input *input,
                        struct ent_inquiry *inquiry)
{
    if (!ent_network_build(run, &input->schema, &input->records, &inquiry->network) ||
        !ent_years_read(run, &inquiry->network, &inquiry->question, &inquiry->years))
        return false;
    if (inquiry->years.count > 0)
        return answer_yearly(run, inquiry);
    if (inquiry->paged)
        return answer_for_page(run, inquiry);
    if (!ent_select(run, &inquiry->network, &inquiry->question, &inquiry->selection))
        return false;
    ent_steps_tell(run, ENT_NO_HINT, &inquiry->selection);
    return ent_why_tell(run, &inquiry->network, &inquiry->question, &inquiry->selection) &&
           ent_derive(run, &inquiry->network, &inquiry->selection, &inquiry->derivation,
                      &inquiry->shown, &inquiry->left);
}

bool ent_inquiry_check(struct ent_run *run, struct ent_inquiry *inquiry)
{
    if (!ent_years_read(run, &inquiry->network, &inquiry->question, &inquiry->years))
        return false;
    if (inquiry->years.count > 0)
        return answer_yearly(run, inquiry);
    return ent_select(run, &inquiry->network, &inquiry->question, &inquiry->selection) &&
           ent_derive(run, &inquiry->network, &inquiry->selection, &inquiry->derivation,
                      &inquiry->shown, &inquiry->left);
}
