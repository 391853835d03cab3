#include "write/account.h"

#include "draw/fate.h"
#include "draw/hidden.h"
#include "model/bundle.h"

#include <stdlib.h>

/* ---- groups ---- */

/* Where each kind is told: types by their general type, relations of one name together. */
static uint32_t *places_of_types(struct ent_arena *arena, const struct ent_schema *schema)
{
    uint32_t *places = ENT_NEW(arena, uint32_t, schema->type_count + 1), next = 0;
    for (uint32_t general = 0; general < schema->type_count; general++)
        for (uint32_t type = 0; type < schema->type_count; type++) {
            uint32_t root = type;
            while (schema->types[root].general != ENT_NONE)
                root = schema->types[root].general;
            if (root == general)
                places[type] = next++;
        }
    return places;
}

static uint32_t *places_of_relations(struct ent_arena *arena, const struct ent_schema *schema)
{
    uint32_t *places = ENT_NEW(arena, uint32_t, schema->relation_count + 1);
    for (uint32_t i = 0; i < schema->relation_count; i++)
        places[i] = schema->relations[i].same;
    return places;
}

/* Numbers with the place of their kind; a group for each place that has some. */
static struct ent_account_group *make_groups(struct ent_arena *arena, const uint32_t *numbers,
                                             size_t count, const uint32_t *kinds,
                                             const uint32_t *places, size_t kind_count,
                                             size_t *group_count)
{
    struct ent_account_group *groups = ENT_NEW(arena, struct ent_account_group, kind_count + 1);
    for (size_t i = 0; i < count; i++)
        groups[places[kinds[numbers[i]]]].count++;
    for (size_t i = 0; i < kind_count; i++) {
        groups[i].numbers = ENT_NEW(arena, uint32_t, groups[i].count + 1);
        groups[i].count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        struct ent_account_group *group = &groups[places[kinds[numbers[i]]]];
        group->numbers[group->count++] = numbers[i];
    }
    *group_count = 0;
    for (size_t i = 0; i < kind_count; i++)
        if (groups[i].count > 0)
            groups[(*group_count)++] = groups[i];
    return groups;
}

static void group_elements(struct ent_account *account)
{
    const struct ent_network *network = account->network;
    const struct ent_schema *schema = network->schema;
    struct ent_arena *arena = &account->run->arena;
    struct ent_order order = ent_order_make(account->run, network, account->selection);
    account->nodes =
        make_groups(arena, order.nodes, order.node_count, network->node_type,
                    places_of_types(arena, schema), schema->type_count, &account->node_group_count);
    account->ties = make_groups(arena, order.ties, order.tie_count, network->tie_relation,
                                places_of_relations(arena, schema), schema->relation_count,
                                &account->tie_group_count);
    for (size_t i = 0; i < account->node_group_count; i++) {
        struct ent_account_group *group = &account->nodes[i];
        group->label = schema->types[network->node_type[group->numbers[0]]].kind.label;
    }
    for (size_t i = 0; i < account->tie_group_count; i++) {
        struct ent_account_group *group = &account->ties[i];
        group->label = schema->relations[network->tie_relation[group->numbers[0]]].kind.label;
    }
}

/* ---- who is in which group ---- */

struct by_name {
    struct ent_text name, words;
};

static int compare_names(const void *a, const void *b)
{
    return ent_text_compare(((const struct by_name *)a)->name, ((const struct by_name *)b)->name);
}

/* The members that are shown, by name. */
static struct ent_text members_told(const struct ent_account *account,
                                    const struct ent_group *group)
{
    struct ent_arena *arena = &account->run->arena;
    const struct ent_network *network = account->network;
    struct by_name *members = ENT_NEW(arena, struct by_name, group->count + 1);
    struct ent_text words = {0};
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++) {
        const struct ent_member *member = &group->members[i];
        struct ent_text name = network->node_name[member->node];
        const char *manner = member->doubtful                 ? " (uncertain)"
                             : member->answer == ENT_PRESUMED ? " (presumed)"
                                                              : "";
        if (account->selection->nodes[member->node] != ENT_OUT)
            members[count++] =
                (struct by_name){name, ENT_FORM(arena, "{}{}", name, ent_text_of(manner))};
    }
    qsort(members, count, sizeof *members, compare_names);
    for (size_t i = 0; i < count; i++)
        words = i == 0 ? members[i].words : ENT_FORM(arena, "{}, {}", words, members[i].words);
    return words;
}

static void tell_groups(struct ent_account *account)
{
    struct ent_arena *arena = &account->run->arena;
    const struct ent_groups *groups = account->selection->groups;
    if (!groups)
        return;
    account->groups = ENT_NEW(arena, struct ent_text, groups->count + 1);
    for (; account->group_count < groups->count; account->group_count++) {
        const struct ent_group *group = &groups->all[account->group_count];
        struct ent_text members = members_told(account, group);
        struct ent_text words =
            ENT_FORM(arena, "{}{}: {}", account->network->node_name[group->node],
                     groups->yearly ? ENT_TEXT(", in one of the years") : (struct ent_text){0},
                     ent_words_of_group_size(arena, group));
        account->groups[account->group_count] =
            members.length == 0 ? words : ENT_FORM(arena, "{}: {}", words, members);
    }
}

/* ---- the head ---- */

static struct ent_text share(struct ent_arena *arena, size_t shown, size_t all, const char *one,
                             const char *many)
{
    return shown == all ? ent_words_of_count(arena, all, one, many)
                        : ENT_FORM(arena, "{} of {}", ent_text_number(arena, (int64_t)shown),
                                   ent_words_of_count(arena, all, one, many));
}

static size_t count_shown(const uint8_t *answers, size_t count)
{
    size_t shown = 0;
    for (size_t i = 0; i < count; i++)
        shown += answers[i] != ENT_OUT;
    return shown;
}

static struct ent_text shares(struct ent_arena *arena, const struct ent_network *network,
                              const struct ent_selection *selection)
{
    size_t nodes = count_shown(selection->nodes, network->node_count);
    size_t ties = count_shown(selection->ties, network->tie_count);
    return ENT_FORM(arena, "{} and {}", share(arena, nodes, network->node_count, "node", "nodes"),
                    share(arena, ties, network->tie_count, "tie", "ties"));
}

/* Ties that stand for several are told with what they are made from. */
static struct ent_text counts_told(struct ent_arena *arena, const struct ent_network *network,
                                   const struct ent_selection *selection)
{
    const struct ent_bundles *bundles = network->bundles;
    if (!bundles)
        return ENT_FORM(arena, "Shown: {}.", shares(arena, network, selection));
    size_t nodes = count_shown(selection->nodes, network->node_count);
    size_t ties = count_shown(selection->ties, network->tie_count);
    return ENT_FORM(
        arena, "Shown: {} and {}, made from {}.", ent_words_of_count(arena, nodes, "node", "nodes"),
        ent_words_of_count(arena, ties, "tie", "ties"),
        shares(arena, bundles->origin, selection->origin ? selection->origin : bundles->selected));
}

static bool is_answered(const struct ent_account *account, enum ent_answer answer)
{
    const struct ent_network *network = account->network;
    for (size_t node = 0; node < network->node_count; node++)
        if (account->selection->nodes[node] == answer && network->node_life[node].given)
            return true;
    return memchr(account->selection->ties, answer, network->tie_count) != NULL;
}

static struct ent_text answers_told(const struct ent_account *account)
{
    if (!account->selection->timed)
        return (struct ent_text){0};
    bool presumed = is_answered(account, ENT_PRESUMED),
         possible = is_answered(account, ENT_POSSIBLE);
    return ENT_FORM(
        &account->run->arena, "{}{}{}",
        presumed ? ENT_TEXT("Presumed: its dates leave room for doubt, or nothing says that it had "
                            "ended.")
                 : (struct ent_text){0},
        presumed && possible ? ENT_TEXT(" ") : (struct ent_text){0},
        possible ? ENT_TEXT("Possible: what is known of its dates does not rule it out.")
                 : (struct ent_text){0});
}

void ent_account_make(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *selection, const struct ent_alt_years *years,
                      const struct ent_wish *wish, struct ent_account *account)
{
    struct ent_arena *arena = &run->arena;
    *account = (struct ent_account){
        .run = run, .network = network, .selection = selection, .years = years};
    account->title = ent_words_of_title(arena, selection, wish->title.text);
    if (account->title.length == 0)
        account->title = ent_words_of_no_title(arena, selection);
    account->subtitle = ent_words_of_title(arena, selection, wish->subtitle.text);
    account->caption = wish->caption.text;
    account->noted = wish->notes.given;
    account->rule = ENT_FORM(arena, "{}.", ent_words_of_rule(arena, selection));
    account->counts = counts_told(arena, network, selection);
    account->answers = answers_told(account);
    ent_account_find_worths(account, wish);
    ent_account_count_years(account);
    if (years->count == 0) /* what one year does not show another one may */
        account->hidden_count = ent_hidden_words(run, network, selection, account->hidden);
    account->sources = ent_cited_make(run, network, selection, &account->source_count);
    tell_groups(account);
    group_elements(account);
    ent_account_group_changes(account);
    if (selection->change)
        account->rule = ENT_FORM(arena, "{} Compared: {}.", account->rule,
                                 ent_words_of_fates(arena, selection->change));
}

/* ---- elements ---- */

static struct ent_text with_years(const struct ent_account *account, struct ent_text words,
                                  bool is_tie, uint32_t number)
{
    struct ent_text shown = ent_account_shown(account, is_tie, number);
    return shown.length == 0 ? words
                             : ENT_FORM(&account->run->arena, "{}; shown in {}", words, shown);
}

struct ent_account_item ent_account_node(const struct ent_account *account, uint32_t node)
{
    const struct ent_network *network = account->network;
    struct ent_run *run = account->run;
    const struct ent_lifetime *life = &network->node_life[node];
    bool answered = account->selection->timed && life->given;
    const struct ent_change *change = account->selection->change;
    struct ent_text words = ent_words_of_node(run, network, account->selection, node);
    struct ent_text worth = ent_account_worth(account, node);
    if (worth.length > 0)
        words = ENT_FORM(&run->arena, "{}; {}", words, worth);
    return (struct ent_account_item){
        .kind = network->schema->types[network->node_type[node]].kind.name,
        .id = network->node_id[node],
        .name = ent_words_of_name(&run->arena, network, node),
        .dates = ent_words_of_life(&run->arena, life),
        .answer =
            answered ? ent_words_of_answer(account->selection->nodes[node]) : (struct ent_text){0},
        .change = change ? ent_text_of(ent_fate_name(change->nodes[node])) : (struct ent_text){0},
        .fate = ent_words_of_node_fate(account->selection, node),
        .sources = ent_node_cell(network, node, ENT_TEXT("source")),
        .note = account->noted ? ent_text_trim(ent_node_cell(network, node, ENT_TEXT("note")))
                               : (struct ent_text){0},
        .shown = ent_account_shown(account, false, node),
        .worth = worth,
        .words = with_years(account, words, false, node),
    };
}

struct ent_account_item ent_account_tie(const struct ent_account *account, uint32_t tie)
{
    const struct ent_network *network = account->network;
    struct ent_run *run = account->run;
    bool noted = account->noted && ent_tie_has_row(network, tie);
    const struct ent_change *change = account->selection->change;
    struct ent_text part = ent_words_of_part(&run->arena, network, tie);
    struct ent_text bundle = ent_words_of_bundle(&run->arena, network, tie);
    if (bundle.length > 0)
        part = ENT_FORM(&run->arena, "{}, {}", part, bundle);
    return (struct ent_account_item){
        .kind = network->schema->relations[network->tie_relation[tie]].kind.name,
        .from = network->node_id[network->tie_from[tie]],
        .to = network->node_id[network->tie_to[tie]],
        .ends = ent_words_of_ends(&run->arena, network, tie),
        .part = part,
        .dates = ent_words_of_life(&run->arena, &network->tie_life[tie]),
        .answer = account->selection->timed ? ent_words_of_answer(account->selection->ties[tie])
                                            : (struct ent_text){0},
        .change = change ? ent_text_of(ent_fate_name(change->ties[tie])) : (struct ent_text){0},
        .was = ent_tie_was(&run->arena, network, account->selection, tie),
        .fate = ent_words_of_tie_fate(&run->arena, network, account->selection, tie),
        .sources = ent_tie_cell(network, tie, ENT_TEXT("source")),
        .note = noted ? ent_text_trim(ent_tie_cell(network, tie, ENT_TEXT("note")))
                      : (struct ent_text){0},
        .shown = ent_account_shown(account, true, tie),
        .words =
            with_years(account, ent_words_of_tie(run, network, account->selection, tie), true, tie),
    };
}

void ent_alt_write(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, const struct ent_alt_years *years,
                   const struct ent_wish *wish, enum ent_alt_form form, struct ent_writer *writer)
{
    static void (*const put[])(const struct ent_account *, struct ent_writer *) = {
        [ENT_ALT_MARKDOWN] = ent_account_put_markdown,
        [ENT_ALT_HTML] = ent_account_put_html,
        [ENT_ALT_CSV] = ent_account_put_csv,
    };
    struct ent_account account;
    ent_account_make(run, network, selection, years, wish, &account);
    put[form](&account, writer);
}
