/* Pairs of parties, and what they weigh. */
#include "select/projection.h"

#include <math.h>
#include <stdlib.h>

/* Days that a lifetime is presumed to have in the window. */
static double days_of(const struct ent_lifetime *life, struct ent_window window)
{
    ent_day first = window.first, last = window.last;
    if (life->given) {
        ent_day start =
            life->start_earliest == ENT_DAY_FIRST ? life->start_latest : life->start_earliest;
        first = start > first ? start : first;
        last = life->end_latest < last ? life->end_latest : last;
    }
    return last < first ? 0 : (double)last - first + 1;
}

static double contribution(const struct ent_projecting *p, size_t hub,
                           const struct ent_lifetime *life)
{
    double parties = (double)ent_projection_parties(p, hub);
    double topics = p->two_sided ? (double)(p->first_other[hub + 1] - p->first_other[hub]) : 1;
    double weight = p->hub_weight[hub] / (p->wish->share ? topics : 1);
    switch (p->wish->rule) {
    case ENT_BY_NEWMAN:
        return weight / (p->two_sided ? 1 : parties - 1);
    case ENT_BY_SHARE:
        return weight * (p->two_sided ? 1 / parties : 2 / (parties * (parties - 1)));
    case ENT_BY_DAYS:
        return weight * days_of(life, p->selection->window);
    case ENT_BY_COUNT:
        break;
    }
    return weight;
}

struct ent_by_node ent_projection_by_node(const struct ent_projecting *p,
                                          const struct ent_membership *memberships,
                                          const size_t *first)
{
    size_t count = first[p->hub_count], nodes = p->network->node_count;
    struct ent_by_node by_node = {ENT_NEW(&p->run->arena, size_t, nodes + 2),
                                  ENT_NEW(&p->run->arena, uint32_t, count + 1)};
    for (size_t i = 0; i < count; i++)
        by_node.first[memberships[i].rank + 2]++;
    for (size_t i = 2; i < nodes + 2; i++)
        by_node.first[i] += by_node.first[i - 1];
    for (size_t i = 0; i < count; i++) /* in the order of hubs, so each list is sorted by them */
        by_node.memberships[by_node.first[memberships[i].rank + 1]++] = (uint32_t)i;
    return by_node;
}

static inline ent_day lesser(ent_day a, ent_day b)
{
    return a < b ? a : b;
}

static inline ent_day greater(ent_day a, ent_day b)
{
    return a > b ? a : b;
}

/* The hull of the days of the pair so far and those that the two share at this hub:
 * ent_lifetime_hull of ent_lifetime_meet, in the loop that runs a hundred million times. */
static inline void widen(const struct ent_lifetime *one, const struct ent_lifetime *other,
                         struct ent_lifetime *life)
{
    life->start_earliest =
        lesser(life->start_earliest, greater(one->start_earliest, other->start_earliest));
    life->start_latest =
        lesser(life->start_latest, greater(one->start_latest, other->start_latest));
    life->end_earliest =
        greater(life->end_earliest, lesser(one->end_earliest, other->end_earliest));
    life->end_latest = greater(life->end_latest, lesser(one->end_latest, other->end_latest));
    life->marks &= one->marks | other->marks;
}

static inline void add_to_pair(const struct ent_projecting *p, const struct ent_membership *one,
                               const struct ent_membership *other, double fixed,
                               struct ent_pair *pair)
{
    enum ent_answer answer = one->answer < other->answer ? one->answer : other->answer;
    pair->answer = answer > pair->answer ? (uint8_t)answer : pair->answer;
    pair->weight += fixed;
    pair->count++;
    bool dated = one->life.given || other->life.given;
    if (pair->life.given && one->life.given && other->life.given) {
        widen(&one->life, &other->life, &pair->life);
    } else if (dated || pair->life.given) {
        struct ent_lifetime life = ent_lifetime_meet(one->life, other->life);
        pair->life = pair->count == 1 ? life : ent_lifetime_hull(pair->life, life);
    }
    if (p->wish->rule == ENT_BY_DAYS) {
        struct ent_lifetime life = ent_lifetime_meet(one->life, other->life);
        pair->weight += contribution(p, one->hub, &life);
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* The pairs of one node, by the rank of the other end, and which of them there are. */
struct gathered {
    struct ent_pair *pairs;
    uint32_t *met;
    size_t met_count;
};

/* All pairs whose first end is the node: from its hubs to who else is there. */
static void gather(const struct ent_projecting *p, const struct ent_by_node *by_node, uint32_t rank,
                   struct gathered *gathered)
{
    gathered->met_count = 0;
    for (size_t i = by_node->first[rank]; i < by_node->first[rank + 1]; i++) {
        const struct ent_membership *own = &p->parties[by_node->memberships[i]];
        if (ent_projection_parties(p, own->hub) == 0)
            continue;
        double fixed = p->wish->rule == ENT_BY_DAYS ? 0 : contribution(p, own->hub, NULL);
        /* parties stand by rank: those before the node have met it already */
        size_t first = p->two_sided ? p->first_other[own->hub] : by_node->memberships[i] + 1;
        for (size_t k = first; k < p->first_other[own->hub + 1]; k++) {
            uint32_t other = p->others[k].rank;
            if (gathered->pairs[other].count == 0)
                gathered->met[gathered->met_count++] = other;
            add_to_pair(p, own, &p->others[k], fixed, &gathered->pairs[other]);
        }
    }
    qsort(gathered->met, gathered->met_count, sizeof *gathered->met, by_number);
}

/* Doubles its room: how many pairs there are is known only when they are found. */
static void keep_pair(struct ent_arena *arena, struct ent_founds *founds, struct ent_found found)
{
    if (founds->count == founds->room) {
        founds->room = founds->room > 0 ? founds->room * 2 : 1024;
        struct ent_found *more = ENT_NEW(arena, struct ent_found, founds->room);
        if (founds->count > 0)
            memcpy(more, founds->all, founds->count * sizeof *more);
        founds->all = more;
    }
    founds->all[founds->count++] = found;
}

struct ent_founds ent_projection_pairs(const struct ent_projecting *p)
{
    size_t nodes = p->network->node_count;
    struct ent_founds founds = {0};
    struct ent_by_node by_node = ent_projection_by_node(p, p->parties, p->first);
    struct gathered gathered = {ENT_NEW(&p->run->arena, struct ent_pair, nodes + 1),
                                ENT_NEW(&p->run->arena, uint32_t, nodes + 1), 0};
    for (uint32_t rank = 0; rank < nodes; rank++) {
        gather(p, &by_node, rank, &gathered);
        for (size_t i = 0; i < gathered.met_count; i++) {
            uint32_t other = gathered.met[i];
            struct ent_pair *pair = &gathered.pairs[other];
            founds.most_weight = fmax(founds.most_weight, pair->weight);
            if (pair->weight >= p->wish->least_weight)
                keep_pair(&p->run->arena, &founds, (struct ent_found){rank, other, *pair});
            *pair = (struct ent_pair){0};
        }
    }
    return founds;
}

/* ---- the strongest of each node ---- */

struct end {
    uint32_t rank, other;
    double weight;
    ent_day since; /* the first day that they may have had something in common */
    size_t found;
};

static struct end end_of(const struct ent_found *found, uint32_t rank, uint32_t other,
                         size_t number)
{
    const struct ent_lifetime *life = &found->pair.life;
    return (struct end){rank, other, found->pair.weight,
                        life->given ? life->start_earliest : ENT_DAY_LAST, number};
}

/* Of the same weight, who have had something in common for longer come first. */
static int by_strength(const void *a, const void *b)
{
    const struct end *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (left->weight < right->weight || left->weight > right->weight)
        return left->weight > right->weight ? -1 : 1;
    if (left->since != right->since)
        return left->since < right->since ? -1 : 1;
    return (left->other > right->other) - (left->other < right->other);
}

/* A pair stays if it is among the strongest of one of its ends. */
void ent_projection_strongest(const struct ent_projecting *p, struct ent_founds *founds)
{
    size_t most = p->wish->most_per_node, kept = 0;
    if (most == 0)
        return;
    struct end *ends = ENT_NEW(&p->run->arena, struct end, founds->count * 2 + 1);
    bool *strong = ENT_NEW(&p->run->arena, bool, founds->count + 1);
    for (size_t i = 0; i < founds->count; i++) {
        const struct ent_found *found = &founds->all[i];
        ends[2 * i] = end_of(found, found->from, found->to, i);
        ends[2 * i + 1] = end_of(found, found->to, found->from, i);
    }
    qsort(ends, founds->count * 2, sizeof *ends, by_strength);
    size_t equals = 0;
    for (size_t i = 0, of_node = 0; i < founds->count * 2; i++) {
        of_node = i > 0 && ends[i].rank == ends[i - 1].rank ? of_node + 1 : 0;
        strong[ends[i].found] |= of_node < most;
        equals += of_node == most && ends[i].weight >= ends[i - 1].weight &&
                  ends[i].since == ends[i - 1].since;
    }
    if (equals > 0) /* a choice by the alphabet may look like a finding */
        ent_report(p->run, ENT_N607, p->wish->project.place,
                   ENT_TEXT("--min N leaves no such choice"),
                   ent_text_number(&p->run->arena, (int64_t)equals),
                   ent_text_number(&p->run->arena, (int64_t)most), p->wish->when);
    for (size_t i = 0; i < founds->count; i++)
        if (strong[i])
            founds->all[kept++] = founds->all[i];
    founds->count = kept;
}
