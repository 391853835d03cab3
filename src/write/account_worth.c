/* What nodes are worth, in the text alternative. */
#include "write/account.h"

#include <math.h>

void ent_account_find_worths(struct ent_account *account, const struct ent_wish *wish)
{
    struct ent_run *run = account->run;
    struct ent_showings showings = {.all = account->selection};
    struct ent_worth *worths[2] = {&account->size, &account->colour};
    const struct ent_value asked[2] = {wish->size, wish->colour_by};
    static const char *const options[2] = {"--size", "--color-by"};
    size_t years = account->years->count;
    for (size_t i = 0; i < 2; i++) {
        if (!asked[i].given ||
            !ent_worth_find(run, account->network, showings, options[i], asked[i], worths[i]))
            continue;
        account->worths[i] = ENT_NEW(&run->arena, struct ent_worths, years + 1);
        account->worths[i][0] = worths[i]->worths;
        for (size_t k = 0; k < years; k++)
            account->worths[i][k] =
                ent_worth_take(run, account->network, &account->years->selections[k], worths[i]);
    }
    account->worth = ent_worth_sentence(&run->arena, &account->size, &account->colour);
}

/* Of a sheet, from the least to the greatest of its pictures. */
static struct ent_text range_of(struct ent_arena *arena, const struct ent_worths *values,
                                size_t count, uint32_t node)
{
    double least = INFINITY, most = -INFINITY;
    struct ent_text word = {0};
    for (size_t i = 0; i < count; i++) {
        least = fmin(least, values[i].numbers[node]);
        most = fmax(most, values[i].numbers[node]);
        word = values[i].words[node].length > 0 ? values[i].words[node] : word;
    }
    return most > least ? ENT_FORM(arena, "{} to {}", ent_worth_words(arena, least),
                                   ent_worth_words(arena, most))
                        : word;
}

struct ent_text ent_account_worth(const struct ent_account *account, uint32_t node)
{
    struct ent_arena *arena = &account->run->arena;
    const struct ent_worth *const worths[2] = {&account->size, &account->colour};
    struct ent_text words[2];
    struct ent_worths values[2];
    size_t years = account->years->count;
    for (size_t i = 0; i < 2; i++)
        if (worths[i]->asked.given)
            words[i] = range_of(arena, account->worths[i], years > 0 ? years : 1, node);
    for (size_t i = 0; i < 2; i++)
        values[i] = (struct ent_worths){NULL, &words[i]};
    return ent_worth_told(arena, worths, values, 0);
}
