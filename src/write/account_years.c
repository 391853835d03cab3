#include "write/account.h"

void ent_account_count_years(struct ent_account *account)
{
    const struct ent_alt_years *years = account->years;
    struct ent_arena *arena = &account->run->arena;
    account->pictures = ENT_NEW(arena, struct ent_text, years->count + 1);
    for (size_t i = 0; i < years->count; i++) {
        const struct ent_selection *now = &years->selections[i];
        bool after = i > 0 || years->continued;
        account->pictures[i] =
            ENT_FORM(arena, "{}: {}", years->years[i],
                     ent_words_of_picture(arena, account->network, now, after ? now - 1 : NULL));
    }
}

static bool is_shown(const struct ent_account *account, size_t picture, bool is_tie,
                     uint32_t number)
{
    const struct ent_selection *selection = &account->years->selections[picture];
    return (is_tie ? selection->ties : selection->nodes)[number] != ENT_OUT;
}

struct ent_text ent_account_shown(const struct ent_account *account, bool is_tie, uint32_t number)
{
    const struct ent_alt_years *years = account->years;
    struct ent_arena *arena = &account->run->arena;
    struct ent_text words = {0};
    for (size_t from = 0, to; from < years->count; from = to + 1) {
        for (to = from; to < years->count && is_shown(account, to, is_tie, number);)
            to++;
        if (to == from)
            continue;
        struct ent_text run =
            to == from + 1 ? years->years[from]
                           : ENT_FORM(arena, "{} to {}", years->years[from], years->years[to - 1]);
        words = words.length == 0 ? run : ENT_FORM(arena, "{}, {}", words, run);
    }
    return words;
}
