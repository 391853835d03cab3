#include "select/groups.h"

#include "select/grouping.h"

#include <stdlib.h>

/* ---- who is a member ---- */

struct membership {
    uint32_t group; /* place among the chosen; or the year of a series */
    struct ent_member member;
};

static int by_group_and_node(const void *a, const void *b)
{
    const struct membership *left = a, *right = b;
    if (left->group != right->group)
        return left->group < right->group ? -1 : 1;
    if (left->member.node != right->member.node)
        return left->member.node < right->member.node ? -1 : 1;
    if (left->member.answer != right->member.answer)
        return left->member.answer > right->member.answer ? -1 : 1;
    if (left->member.doubtful != right->member.doubtful)
        return (int)left->member.doubtful - (int)right->member.doubtful;
    return (left->member.relation > right->member.relation) -
           (left->member.relation < right->member.relation);
}

/* Each membership at the time asked for; of several ties the surest one comes first. */
static struct membership *memberships_of(const struct ent_grouping *g,
                                         const struct ent_selection *asked, size_t *count)
{
    const struct ent_network *network = g->network;
    struct membership *found = ENT_NEW(&g->run->arena, struct membership, g->tie_count + 1);
    *count = 0;
    for (size_t i = 0; i < g->tie_count; i++) {
        uint32_t tie = g->ties[i], group = g->place[network->tie_to[tie]];
        enum ent_answer answer =
            asked->timed ? ent_tie_answer(g->run, network, tie, asked) : ENT_CERTAIN;
        const struct ent_lifetime *life = &network->tie_life[tie];
        bool doubtful = answer == ENT_POSSIBLE || (life->given && life->marks != 0);
        if (answer != ENT_OUT && (!asked->timed || answer >= asked->least))
            found[(*count)++] = (struct membership){
                group,
                {network->tie_from[tie], (uint8_t)answer, doubtful, network->tie_relation[tie]}};
    }
    qsort(found, *count, sizeof *found, by_group_and_node);
    return found;
}

static size_t count_shown(const struct ent_group *group, const struct ent_selection *left)
{
    size_t shown = 0;
    for (size_t i = 0; i < group->count; i++)
        shown += left->nodes[group->members[i].node] != ENT_OUT;
    return shown;
}

static struct ent_groups *find_members(const struct ent_grouping *g,
                                       const struct ent_selection *asked,
                                       const struct ent_selection *left)
{
    struct ent_arena *arena = &g->run->arena;
    size_t count;
    const struct membership *found = memberships_of(g, asked, &count);
    struct ent_member *members = ENT_NEW(arena, struct ent_member, count + 1);
    struct ent_groups *groups = ENT_NEW(arena, struct ent_groups, 1);
    groups->all = ENT_NEW(arena, struct ent_group, g->count + 1);
    groups->count = g->count;
    for (size_t i = 0, at = 0; i < g->count; i++) {
        struct ent_group *group = &groups->all[i];
        *group = (struct ent_group){.node = g->chosen[i], .members = members};
        for (; at < count && found[at].group == i; at++) {
            if (group->count > 0 && members[-1].node == found[at].member.node)
                continue;
            *members++ = found[at].member;
            group->count++;
            group->doubtful += found[at].member.doubtful;
        }
        group->shown = count_shown(group, left);
    }
    return groups;
}

const struct ent_member *ent_group_member(const struct ent_group *group, uint32_t node)
{
    size_t low = 0, high = group->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (group->members[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low < group->count && group->members[low].node == node ? &group->members[low] : NULL;
}

struct ent_text ent_group_ids(struct ent_arena *arena, const struct ent_network *network,
                              const struct ent_selection *selection, uint32_t node)
{
    const struct ent_groups *groups = selection->groups;
    struct ent_text ids = {0};
    for (size_t i = 0; groups && i < groups->count; i++) {
        struct ent_text id = network->node_id[groups->all[i].node];
        if (ent_group_member(&groups->all[i], node))
            ids = ids.length == 0 ? id : ENT_FORM(arena, "{};{}", ids, id);
    }
    return ids;
}

/* ---- what goes ---- */

/* In a network that was derived, ties stand for several: then those that come from none but ties
 * that make members have their relation still. */
static bool tells_of_member(const struct ent_grouping *g, const struct ent_network *shown,
                            uint32_t tie)
{
    uint32_t relation = shown->tie_relation[tie];
    if (g->place[shown->tie_to[tie]] == ENT_NONE || relation >= g->network->schema->relation_count)
        return false;
    return shown->bundles ? g->joins[relation] : ent_grouping_makes_member(g, tie);
}

/* Ties that make members, and then the groups to which no other tie leads. */
static void take_out(const struct ent_grouping *g, const struct ent_network *shown,
                     struct ent_selection *left, struct ent_groups *groups)
{
    struct ent_arena *arena = &g->run->arena;
    bool *tied = ENT_NEW(arena, bool, shown->node_count + 1);
    uint8_t *nodes = ENT_NEW(arena, uint8_t, shown->node_count + 1);
    uint8_t *ties = ENT_NEW(arena, uint8_t, shown->tie_count + 1);
    memcpy(nodes, left->nodes, shown->node_count);
    memcpy(ties, left->ties, shown->tie_count);
    for (uint32_t tie = 0; tie < shown->tie_count; tie++) {
        if (ties[tie] == ENT_OUT)
            continue;
        bool told = tells_of_member(g, shown, tie);
        groups->ties_told += told;
        if (told)
            ties[tie] = ENT_OUT;
        else
            tied[shown->tie_from[tie]] = tied[shown->tie_to[tie]] = true;
    }
    for (size_t i = 0; i < g->count; i++) {
        uint32_t node = g->chosen[i];
        if (nodes[node] == ENT_OUT || tied[node])
            continue;
        nodes[node] = ENT_OUT;
        groups->nodes_told++;
    }
    left->nodes = nodes;
    left->ties = ties;
    left->groups = groups;
    for (size_t i = 0; i < groups->count; i++)
        groups->all[i].shown = count_shown(&groups->all[i], left);
}

/* Of those that a type names only who has a member that is shown. */
static size_t drop_empty(const struct ent_grouping *g, const bool *kept, struct ent_groups *groups)
{
    size_t count = 0;
    for (size_t i = 0; i < g->count; i++)
        if (kept[i])
            groups->all[count++] = groups->all[i];
    groups->count = count;
    return count;
}

static void warn_of_empty(const struct ent_grouping *g, const struct ent_groups *groups)
{
    struct ent_value wish = g->wish->group;
    for (size_t i = 0; i < groups->count; i++)
        if (groups->all[i].shown == 0)
            ent_report(
                g->run, ENT_W510, wish.place, ENT_NO_HINT,
                ENT_FORM(&g->run->arena, "'{}' has", g->network->node_name[groups->all[i].node]),
                groups->all[i].count == 0 ? ENT_TEXT("then") : ENT_TEXT("that is shown"));
    if (groups->count == 0)
        ent_report(g->run, ENT_W510, wish.place, ENT_NO_HINT,
                   ENT_FORM(&g->run->arena, "'{}' names groups that have", wish.text),
                   ENT_TEXT("that is shown"));
}

bool ent_groups_take(struct ent_run *run, const struct ent_network *network,
                     const struct ent_selection *asked, const struct ent_derivation *wish,
                     const struct ent_network *shown, struct ent_selection *left)
{
    struct ent_grouping g = {.run = run, .network = network, .wish = wish};
    if (!wish->group.given)
        return true;
    if (!ent_grouping_begin(&g))
        return false;
    struct ent_groups *groups = find_members(&g, asked, left);
    bool *kept = ENT_NEW(&run->arena, bool, g.count + 1);
    for (size_t i = 0; i < g.count; i++)
        kept[i] = g.named[i] || groups->all[i].shown > 0;
    take_out(&g, shown, left, groups);
    drop_empty(&g, kept, groups);
    warn_of_empty(&g, groups);
    return true;
}

/* ---- a series ---- */

static int by_node_and_year(const void *a, const void *b)
{
    const struct membership *left = a, *right = b;
    if (left->member.node != right->member.node)
        return left->member.node < right->member.node ? -1 : 1;
    return (left->group > right->group) - (left->group < right->group);
}

/* Who is a member in one of the years, with the least sure answer. */
static struct ent_group united(struct ent_arena *arena, const struct ent_selection *yearly,
                               size_t count, size_t number)
{
    struct ent_group group = yearly[0].groups->all[number];
    size_t found = 0, room = 0;
    for (size_t year = 0; year < count; year++)
        room += yearly[year].groups->all[number].count;
    struct membership *all = ENT_NEW(arena, struct membership, room + 1);
    for (size_t year = 0; year < count; year++)
        for (size_t i = 0; i < yearly[year].groups->all[number].count; i++)
            all[found++] =
                (struct membership){(uint32_t)year, yearly[year].groups->all[number].members[i]};
    qsort(all, found, sizeof *all, by_node_and_year);
    group.members = ENT_NEW(arena, struct ent_member, room + 1);
    group.count = group.doubtful = 0;
    for (size_t i = 0; i < found; i++) {
        struct ent_member *last = &group.members[group.count];
        if (group.count == 0 || last[-1].node != all[i].member.node) {
            *last = all[i].member;
            group.count++;
            continue;
        }
        if (all[i].member.answer < last[-1].answer)
            last[-1].answer = all[i].member.answer;
        last[-1].doubtful |= all[i].member.doubtful;
    }
    for (size_t i = 0; i < group.count; i++)
        group.doubtful += group.members[i].doubtful;
    return group;
}

/* What is out in every year. */
static void take_out_of_all(struct ent_arena *arena, const struct ent_network *network,
                            const struct ent_selection *yearly, size_t count,
                            struct ent_selection *all)
{
    uint8_t *nodes = ENT_NEW(arena, uint8_t, network->node_count + 1);
    uint8_t *ties = ENT_NEW(arena, uint8_t, network->tie_count + 1);
    for (size_t i = 0; i < count; i++) {
        for (size_t node = 0; node < network->node_count; node++)
            if (yearly[i].nodes[node] != ENT_OUT)
                nodes[node] = all->nodes[node];
        for (size_t tie = 0; tie < network->tie_count; tie++)
            if (yearly[i].ties[tie] != ENT_OUT)
                ties[tie] = all->ties[tie];
    }
    all->nodes = nodes;
    all->ties = ties;
}

bool ent_groups_take_yearly(struct ent_run *run, const struct ent_network *network,
                            const struct ent_derivation *wish, const struct ent_network *shown,
                            struct ent_selection *yearly, size_t count, struct ent_selection *all)
{
    struct ent_arena *arena = &run->arena;
    struct ent_grouping g = {.run = run, .network = network, .wish = wish};
    if (!wish->group.given)
        return true;
    if (!ent_grouping_begin(&g))
        return false;
    bool *kept = ENT_NEW(arena, bool, g.count + 1);
    struct ent_groups **of_year = ENT_NEW(arena, struct ent_groups *, count + 1);
    for (size_t i = 0; i < count; i++) {
        of_year[i] = find_members(&g, &yearly[i], &yearly[i]);
        for (size_t k = 0; k < g.count; k++)
            kept[k] |= g.named[k] || of_year[i]->all[k].shown > 0;
    }
    for (size_t i = 0; i < count; i++) {
        take_out(&g, shown, &yearly[i], of_year[i]);
        drop_empty(&g, kept, of_year[i]);
    }
    take_out_of_all(arena, shown, yearly, count, all);
    struct ent_groups *groups = ENT_NEW(arena, struct ent_groups, 1);
    groups->yearly = true;
    groups->count = of_year[0]->count;
    groups->all = ENT_NEW(arena, struct ent_group, groups->count + 1);
    for (size_t k = 0; k < groups->count; k++) {
        groups->all[k] = united(arena, yearly, count, k);
        groups->all[k].shown = count_shown(&groups->all[k], all);
    }
    all->groups = groups;
    warn_of_empty(&g, groups);
    return true;
}
