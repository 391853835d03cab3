/* The part of the account that tells what changed. */
#include "draw/fate.h"
#include "write/account.h"

/* "Ties added", "Nodes gone": those with that fate, in canonical order. */
static void add_changed(struct ent_account *account, const struct ent_account_group *groups,
                        size_t group_count, enum ent_fate fate, bool of_tie)
{
    const struct ent_change *change = account->selection->change;
    size_t count = of_tie ? change->tie_counts[fate] : change->node_counts[fate];
    struct ent_account_group *made = of_tie ? &account->tie_changes[account->tie_change_count]
                                            : &account->node_changes[account->node_change_count];
    if (count == 0)
        return;
    *made = (struct ent_account_group){ENT_FORM(&account->run->arena, "{} {}",
                                                of_tie ? ENT_TEXT("Ties") : ENT_TEXT("Nodes"),
                                                ent_words_of_fate(change, fate, of_tie)),
                                       ENT_NEW(&account->run->arena, uint32_t, count + 1), 0};
    for (size_t i = 0; i < group_count; i++)
        for (size_t k = 0; k < groups[i].count; k++) {
            uint32_t number = groups[i].numbers[k];
            if ((of_tie ? change->ties[number] : change->nodes[number]) == fate)
                made->numbers[made->count++] = number;
        }
    *(of_tie ? &account->tie_change_count : &account->node_change_count) += 1;
}

void ent_account_group_changes(struct ent_account *account)
{
    static const enum ent_fate told[] = {ENT_ADDED, ENT_CHANGED, ENT_ENDED};
    if (!account->selection->change)
        return;
    account->tie_changes = ENT_NEW(&account->run->arena, struct ent_account_group, ENT_FATES);
    account->node_changes = ENT_NEW(&account->run->arena, struct ent_account_group, ENT_FATES);
    for (size_t i = 0; i < ENT_COUNT(told); i++) {
        add_changed(account, account->ties, account->tie_group_count, told[i], true);
        add_changed(account, account->nodes, account->node_group_count, told[i], false);
    }
}
