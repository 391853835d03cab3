#include "select/page.h"

bool ent_select_page(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *all,
                     struct ent_selection *shown)
{
    struct ent_question whole = *question, then = *question;
    whole.year = whole.from = whole.to = whole.as_of = (struct ent_value){.given = false};
    whole.certain = whole.possible = false;
    whole.short_forms = true;
    then.time_last = true;
    return ent_select(run, network, &whole, all) && ent_select(run, network, &then, shown);
}
