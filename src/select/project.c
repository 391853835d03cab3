/* Hubs become weighted ties between their parties (model.md §5.1, §5.3). */
#include "select/derive.h"

#include <math.h>
#include <stdlib.h>

/* Somebody has to do with a hub: as party, or as a topic that it is about. */
struct membership {
    uint32_t hub, rank; /* positions in `hubs` and in the order of ids of all nodes */
    enum ent_answer answer;
    struct ent_lifetime life;
};

/* What is gathered for a pair while its first end is looked at. */
struct pair {
    double weight;
    uint32_t count;
    uint8_t answer;
    struct ent_lifetime life;
};

struct projecting {
    struct ent_run *run;
    const struct ent_derivation *wish;
    const struct ent_network *network; /* with the ties as they were given */
    const struct ent_selection *selection;
    bool *via;      /* of each relation */
    uint32_t *role; /* column of the role, of each relation, or ENT_NONE */
    uint32_t *hubs; /* nodes, in the order of their ids */
    size_t hub_count;
    double *hub_weight;
    uint32_t *hub_of;  /* of each node: its position in `hubs`, or ENT_NONE */
    uint32_t *rank_of; /* of each node: its place in the order of ids */
    uint32_t *at_rank;
    struct membership *parties; /* by hub, then rank: those of hub h from first[h] on */
    size_t *first;
    struct membership *others; /* the other side: the parties again, or the topics */
    size_t *first_other;
    bool two_sided;
};

/* ---- who is a party ---- */

static bool is_relation_of(const struct ent_schema *schema, uint32_t number, uint32_t type)
{
    const struct ent_relation *relation = &schema->relations[number];
    return ent_type_isa(schema, type, relation->from) || ent_type_isa(schema, type, relation->to) ||
           ent_type_isa(schema, relation->from, type) || ent_type_isa(schema, relation->to, type);
}

/* The relations that --via names; else those that the schema says join; else all. */
static bool choose_relations(struct projecting *p)
{
    const struct ent_schema *schema = p->network->schema;
    struct ent_value via = p->wish->via;
    bool any = false, good = true;
    p->via = ENT_NEW(&p->run->arena, bool, schema->relation_count + 1);
    for (struct ent_text rest = via.text, name; ent_text_next(&rest, ',', &name); any = true) {
        uint32_t relation = ent_schema_relation(schema, name);
        if (relation == ENT_NONE) {
            size_t count;
            struct ent_text *names = ent_schema_names(&p->run->arena, schema, false, true, &count);
            ent_report(p->run, ENT_E508, via.place,
                       ent_hint_meant(&p->run->arena, name, names, count), ENT_TEXT("--via"), name);
            good = false;
        }
        for (size_t i = 0; i < schema->relation_count; i++)
            p->via[i] |= relation != ENT_NONE && schema->relations[i].same == relation;
    }
    bool joined = any;
    for (size_t i = 0; !any && i < schema->relation_count; i++)
        joined |= p->via[i] = schema->relations[i].joins;
    for (size_t i = 0; !joined && i < schema->relation_count; i++)
        p->via[i] = true;
    return good;
}

static bool joins_type(const struct projecting *p, uint32_t type)
{
    const struct ent_schema *schema = p->network->schema;
    for (uint32_t i = 0; i < schema->relation_count; i++)
        if (p->via[i] && is_relation_of(schema, i, type))
            return true;
    return false;
}

static void find_roles(struct projecting *p)
{
    const struct ent_network *origin = p->network->bundles->origin;
    size_t count = origin->schema->relation_count;
    p->role = ENT_NEW(&p->run->arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct ent_table *table = origin->relation_table[i];
        bool own = table && !ent_table_is_of_nodes(origin->schema, table);
        p->role[i] = own ? ent_table_column(table, ENT_TEXT("role")) : ENT_NONE;
    }
}

/* Whoever only looks on, keeps the paper or vouches for it is no party. */
static bool stands_aside(const struct projecting *p, uint32_t tie)
{
    static const char *const roles[] = {"observer", "depositary", "witness"};
    const struct ent_bundles *bundles = p->network->bundles;
    for (size_t i = bundles->first[tie]; i < bundles->first[tie + 1]; i++) {
        const struct ent_network *origin = bundles->origin;
        uint32_t member = bundles->members[i], relation = origin->tie_relation[member];
        struct ent_text role = {0};
        bool aside = false;
        if (p->role[relation] != ENT_NONE)
            role = ent_table_cell(origin->relation_table[relation], origin->tie_row[member],
                                  p->role[relation]);
        for (size_t k = 0; k < ENT_COUNT(roles); k++)
            aside |= ent_text_is(role, roles[k]);
        if (!aside)
            return false;
    }
    return true;
}

/* ---- order ---- */

struct named {
    struct ent_text id;
    uint32_t node;
};

static int by_id(const void *a, const void *b)
{
    return ent_text_compare(((const struct named *)a)->id, ((const struct named *)b)->id);
}

static void rank_nodes(struct projecting *p)
{
    const struct ent_network *network = p->network;
    struct named *named = ENT_NEW(&p->run->arena, struct named, network->node_count + 1);
    p->rank_of = ENT_NEW(&p->run->arena, uint32_t, network->node_count + 1);
    p->at_rank = ENT_NEW(&p->run->arena, uint32_t, network->node_count + 1);
    for (uint32_t node = 0; node < network->node_count; node++)
        named[node] = (struct named){network->node_id[node], node};
    qsort(named, network->node_count, sizeof *named, by_id);
    for (uint32_t rank = 0; rank < network->node_count; rank++) {
        p->rank_of[named[rank].node] = rank;
        p->at_rank[rank] = named[rank].node;
    }
}

/* ---- hubs ---- */

static double weight_of_hub(const struct projecting *p, uint32_t node)
{
    char digits[32];
    struct ent_text text = ent_node_cell(p->network, node, ENT_TEXT("weight"));
    if (text.length == 0 || text.length >= sizeof digits)
        return 1;
    memcpy(digits, text.bytes, text.length);
    digits[text.length] = '\0';
    char *end;
    double weight = strtod(digits, &end);
    if (*end == '\0' && weight > 0 && isfinite(weight))
        return weight;
    ent_report(p->run, ENT_E603, ent_node_place(p->network, node),
               ENT_TEXT("a blank cell counts as 1"), text);
    return 1;
}

/* Of the type itself; where topics are projected, whatever lasts and has parties. */
static bool is_hub(const struct projecting *p, uint32_t node, uint32_t type)
{
    uint32_t own = p->network->node_type[node];
    if (p->selection->nodes[node] == ENT_OUT)
        return false;
    if (!p->two_sided)
        return ent_type_isa(p->network->schema, own, type);
    return p->network->schema->types[own].kind.timing == ENT_SPAN && joins_type(p, own) &&
           !ent_type_isa(p->network->schema, own, type);
}

static void find_hubs(struct projecting *p, uint32_t type)
{
    size_t count = p->network->node_count;
    p->hubs = ENT_NEW(&p->run->arena, uint32_t, count + 1);
    p->hub_of = ENT_NEW(&p->run->arena, uint32_t, count + 1);
    p->hub_weight = ENT_NEW(&p->run->arena, double, count + 1);
    for (size_t rank = 0; rank < count; rank++) {
        uint32_t node = p->at_rank[rank];
        p->hub_of[node] = ENT_NONE;
        if (!is_hub(p, node, type))
            continue;
        p->hub_of[node] = (uint32_t)p->hub_count;
        p->hub_weight[p->hub_count] = weight_of_hub(p, node);
        p->hubs[p->hub_count++] = node;
    }
}

/* ---- memberships ---- */

static int by_hub_and_rank(const void *a, const void *b)
{
    const struct membership *left = a, *right = b;
    if (left->hub != right->hub)
        return left->hub < right->hub ? -1 : 1;
    return (left->rank > right->rank) - (left->rank < right->rank);
}

/* Once for each hub and node: of several ties the surest answer, and all their days. */
static size_t unite(struct membership *memberships, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct membership *last = kept > 0 ? &memberships[kept - 1] : NULL;
        if (!last || by_hub_and_rank(last, &memberships[i]) != 0) {
            memberships[kept++] = memberships[i];
            continue;
        }
        last->life = ent_lifetime_hull(last->life, memberships[i].life);
        if (memberships[i].answer > last->answer)
            last->answer = memberships[i].answer;
    }
    return kept;
}

/* Of a tie between a hub and another node: which is which. False of all other ties. */
static bool split(const struct projecting *p, uint32_t tie, uint32_t *hub, uint32_t *node)
{
    uint32_t from = p->network->tie_from[tie], to = p->network->tie_to[tie];
    bool at_from = p->hub_of[from] != ENT_NONE, at_to = p->hub_of[to] != ENT_NONE;
    *hub = at_from ? from : to;
    *node = at_from ? to : from;
    return p->selection->ties[tie] != ENT_OUT && at_from != at_to;
}

static bool is_party_tie(const struct projecting *p, uint32_t tie, uint32_t node, uint32_t type)
{
    (void)node;
    (void)type;
    return p->via[p->network->tie_relation[tie]] && !stands_aside(p, tie);
}

/* A tie to what is projected: a topic, a pillar. */
static bool is_topic_tie(const struct projecting *p, uint32_t tie, uint32_t node, uint32_t type)
{
    return !p->via[p->network->tie_relation[tie]] &&
           ent_type_isa(p->network->schema, p->network->node_type[node], type);
}

static struct membership *members_by_hub(const struct projecting *p, uint32_t type,
                                         bool (*counts)(const struct projecting *, uint32_t,
                                                        uint32_t, uint32_t),
                                         size_t **first)
{
    const struct ent_network *network = p->network;
    struct membership *found = ENT_NEW(&p->run->arena, struct membership, network->tie_count + 1);
    size_t count = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t hub, node;
        if (split(p, tie, &hub, &node) && counts(p, tie, node, type))
            found[count++] =
                (struct membership){p->hub_of[hub], p->rank_of[node], p->selection->ties[tie],
                                    ent_tie_effective(network, tie)};
    }
    qsort(found, count, sizeof *found, by_hub_and_rank);
    count = unite(found, count);
    *first = ENT_NEW(&p->run->arena, size_t, p->hub_count + 2);
    for (size_t i = 0; i < count; i++)
        (*first)[found[i].hub + 1]++;
    for (size_t hub = 0; hub < p->hub_count; hub++)
        (*first)[hub + 1] += (*first)[hub];
    return found;
}

static size_t party_count(const struct projecting *p, size_t hub)
{
    size_t count = p->first[hub + 1] - p->first[hub];
    bool many = p->wish->most_parties > 0 && count > p->wish->most_parties;
    return many ? 0 : count;
}

/* ---- what the user is told ---- */

static bool tell_parties(const struct projecting *p)
{
    static const double most_pairs = 1e10; /* a minute */
    size_t lonely = 0, many = 0, largest = 0;
    double pairs = 0;
    struct ent_arena *arena = &p->run->arena;
    for (size_t hub = 0; hub < p->hub_count; hub++) {
        size_t count = p->first[hub + 1] - p->first[hub];
        lonely += !p->two_sided && count < 2;
        many += count != party_count(p, hub);
        pairs += (double)party_count(p, hub) * (double)party_count(p, hub) / 2;
        if (party_count(p, hub) > party_count(p, largest))
            largest = hub;
    }
    if (lonely > 0)
        ent_report(p->run, ENT_N601, p->wish->project.place, ENT_NO_HINT,
                   ent_text_number(arena, (int64_t)lonely), p->wish->project.text);
    if (many > 0)
        ent_report(p->run, ENT_N606, p->wish->max_parties.place, ENT_NO_HINT,
                   ent_text_number(arena, (int64_t)many), p->wish->project.text,
                   ent_text_number(arena, (int64_t)p->wish->most_parties));
    enum { striking = 60 };
    size_t parties = p->hub_count > 0 ? party_count(p, largest) : 0;
    if (parties > striking && pairs <= most_pairs && p->wish->most_per_node == 0 &&
        p->wish->least_weight <= 1)
        ent_report(p->run, ENT_N605, p->wish->project.place,
                   ENT_TEXT("--top N, --min N or --max-parties N leave fewer"),
                   p->network->node_name[p->hubs[largest]],
                   ent_text_number(arena, (int64_t)parties),
                   ent_text_number(arena, (int64_t)(parties * (parties - 1) / 2)));
    if (pairs > most_pairs)
        ent_report(p->run, ENT_E604, p->wish->project.place,
                   ENT_TEXT("--max-parties N leaves fewer"), p->wish->project.text,
                   p->network->node_name[p->hubs[largest]],
                   ent_text_number(arena, (int64_t)parties));
    return pairs <= most_pairs;
}

/* ---- pairs ---- */

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

static double contribution(const struct projecting *p, size_t hub, const struct ent_lifetime *life)
{
    double parties = (double)party_count(p, hub);
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

/* One by one the hubs of a node: those that stand in its memberships by node. */
struct by_node {
    size_t *first;
    uint32_t *memberships;
};

static struct by_node turned(const struct projecting *p, const struct membership *memberships,
                             const size_t *first)
{
    size_t count = first[p->hub_count], nodes = p->network->node_count;
    struct by_node by_node = {ENT_NEW(&p->run->arena, size_t, nodes + 2),
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

static inline void add_to_pair(const struct projecting *p, const struct membership *one,
                               const struct membership *other, double fixed, struct pair *pair)
{
    enum ent_answer answer = one->answer < other->answer ? one->answer : other->answer;
    pair->answer = answer > pair->answer ? (uint8_t)answer : pair->answer;
    pair->weight += fixed;
    pair->count++;
    if (pair->life.given && one->life.given && other->life.given) {
        widen(&one->life, &other->life, &pair->life);
    } else {
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
    struct pair *pairs;
    uint32_t *met;
    size_t met_count;
};

/* All pairs whose first end is the node: from its hubs to who else is there. */
static void gather(const struct projecting *p, const struct by_node *by_node, uint32_t rank,
                   struct gathered *gathered)
{
    gathered->met_count = 0;
    for (size_t i = by_node->first[rank]; i < by_node->first[rank + 1]; i++) {
        const struct membership *own = &p->parties[by_node->memberships[i]];
        if (party_count(p, own->hub) == 0)
            continue;
        double fixed = p->wish->rule == ENT_BY_DAYS ? 0 : contribution(p, own->hub, NULL);
        for (size_t k = p->first_other[own->hub]; k < p->first_other[own->hub + 1]; k++) {
            uint32_t other = p->others[k].rank;
            if (!p->two_sided && other <= rank)
                continue;
            if (gathered->pairs[other].count == 0)
                gathered->met[gathered->met_count++] = other;
            add_to_pair(p, own, &p->others[k], fixed, &gathered->pairs[other]);
        }
    }
    qsort(gathered->met, gathered->met_count, sizeof *gathered->met, by_number);
}

struct found {
    uint32_t from, to; /* ranks */
    struct pair pair;
};

struct founds {
    struct found *all;
    size_t count, room;
};

/* Doubles its room: how many pairs there are is known only when they are found. */
static void keep_pair(struct ent_arena *arena, struct founds *founds, struct found found)
{
    if (founds->count == founds->room) {
        founds->room = founds->room > 0 ? founds->room * 2 : 1024;
        struct found *more = ENT_NEW(arena, struct found, founds->room);
        if (founds->count > 0)
            memcpy(more, founds->all, founds->count * sizeof *more);
        founds->all = more;
    }
    founds->all[founds->count++] = found;
}

static struct founds find_pairs(const struct projecting *p)
{
    size_t nodes = p->network->node_count;
    struct founds founds = {0};
    struct by_node by_node = turned(p, p->parties, p->first);
    struct gathered gathered = {ENT_NEW(&p->run->arena, struct pair, nodes + 1),
                                ENT_NEW(&p->run->arena, uint32_t, nodes + 1), 0};
    for (uint32_t rank = 0; rank < nodes; rank++) {
        gather(p, &by_node, rank, &gathered);
        for (size_t i = 0; i < gathered.met_count; i++) {
            uint32_t other = gathered.met[i];
            struct pair *pair = &gathered.pairs[other];
            if (pair->weight >= p->wish->least_weight)
                keep_pair(&p->run->arena, &founds, (struct found){rank, other, *pair});
            *pair = (struct pair){0};
        }
    }
    return founds;
}

/* ---- the strongest of each node ---- */

struct end {
    uint32_t rank, other;
    double weight;
    size_t found;
};

static int by_strength(const void *a, const void *b)
{
    const struct end *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (left->weight < right->weight || left->weight > right->weight)
        return left->weight > right->weight ? -1 : 1;
    return (left->other > right->other) - (left->other < right->other);
}

/* A pair stays if it is among the strongest of one of its ends. */
static void keep_strongest(const struct projecting *p, struct founds *founds)
{
    size_t most = p->wish->most_per_node, kept = 0;
    if (most == 0)
        return;
    struct end *ends = ENT_NEW(&p->run->arena, struct end, founds->count * 2 + 1);
    bool *strong = ENT_NEW(&p->run->arena, bool, founds->count + 1);
    for (size_t i = 0; i < founds->count; i++) {
        const struct found *found = &founds->all[i];
        ends[2 * i] = (struct end){found->from, found->to, found->pair.weight, i};
        ends[2 * i + 1] = (struct end){found->to, found->from, found->pair.weight, i};
    }
    qsort(ends, founds->count * 2, sizeof *ends, by_strength);
    for (size_t i = 0, of_node = 0; i < founds->count * 2; i++) {
        of_node = i > 0 && ends[i].rank == ends[i - 1].rank ? of_node + 1 : 0;
        strong[ends[i].found] |= of_node < most;
    }
    for (size_t i = 0; i < founds->count; i++)
        if (strong[i])
            founds->all[kept++] = founds->all[i];
    founds->count = kept;
}

/* ---- the network ---- */

/* Ties of projected pairs are of a relation of their own. */
static uint32_t add_relation(const struct projecting *p, uint32_t type, struct ent_derived *derived)
{
    struct ent_arena *arena = &p->run->arena;
    struct ent_schema *schema = ENT_NEW(arena, struct ent_schema, 1);
    *schema = *p->network->schema;
    size_t count = schema->relation_count;
    schema->relations = ENT_NEW(arena, struct ent_relation, count + 1);
    memcpy(schema->relations, p->network->schema->relations, count * sizeof *schema->relations);
    const struct ent_kind *kind = &schema->types[type].kind;
    struct ent_place place = ent_place_at(schema->source, kind->offset);
    schema->relations[count] = (struct ent_relation){
        .kind = {.name = ENT_TEXT("projected"),
                 .label = p->two_sided ? ENT_FORM(arena, "has to do with {}", kind->label)
                                       : ENT_FORM(arena, "{} in common", kind->label),
                 .timing = ENT_SPAN,
                 .offset = kind->offset},
        .from = type,
        .to = type,
        .same = (uint32_t)count,
        .symmetric = !p->two_sided,
    };
    if (!p->two_sided)
        ent_template_read(p->run, ENT_TEXT("none"), place,
                          &schema->relations[count].kind.values[ENT_AT_DIR]);
    schema->relation_count++;
    const struct ent_table **tables = ENT_NEW(arena, const struct ent_table *, count + 2);
    memcpy(tables, p->network->relation_table, count * sizeof *tables);
    derived->network->schema = schema;
    derived->network->relation_table = tables;
    return (uint32_t)count;
}

/* Ties that do not touch what was projected stay as they are. */
static void copy_others(const struct projecting *p, struct ent_derived *derived)
{
    const struct ent_network *old = p->network;
    struct ent_network *made = derived->network;
    const struct ent_bundles *bundles = old->bundles;
    size_t used = 0;
    for (uint32_t tie = 0; tie < old->tie_count; tie++) {
        size_t own = made->tie_count;
        if (p->selection->ties[tie] == ENT_OUT || p->hub_of[old->tie_from[tie]] != ENT_NONE ||
            p->hub_of[old->tie_to[tie]] != ENT_NONE)
            continue;
        made->tie_relation[own] = old->tie_relation[tie];
        made->tie_row[own] = old->tie_row[tie];
        made->tie_from[own] = old->tie_from[tie];
        made->tie_to[own] = old->tie_to[tie];
        made->tie_agreement[own] = old->tie_agreement[tie];
        made->tie_behalf[own] = old->tie_behalf[tie];
        made->tie_life[own] = old->tie_life[tie];
        made->tie_weight[own] = old->tie_weight[tie];
        derived->selection->ties[own] = p->selection->ties[tie];
        for (size_t i = bundles->first[tie]; i < bundles->first[tie + 1]; i++)
            derived->bundles->members[used++] = bundles->members[i];
        derived->bundles->first[own + 1] = used;
        made->tie_count++;
    }
    derived->bundles->first_projected = made->tie_count;
}

static void add_pairs(const struct projecting *p, const struct founds *founds, uint32_t relation,
                      struct ent_derived *derived)
{
    struct ent_network *made = derived->network;
    size_t members = derived->bundles->first[made->tie_count];
    derived->bundles->count =
        ENT_NEW(&p->run->arena, uint32_t, made->tie_count + founds->count + 1);
    derived->bundles->least_weight = INFINITY;
    for (size_t i = 0; i < founds->count; i++) {
        const struct found *found = &founds->all[i];
        size_t own = made->tie_count++;
        derived->bundles->least_weight = fmin(derived->bundles->least_weight, found->pair.weight);
        derived->bundles->most_weight = fmax(derived->bundles->most_weight, found->pair.weight);
        made->tie_relation[own] = relation;
        made->tie_from[own] = p->at_rank[found->from];
        made->tie_to[own] = p->at_rank[found->to];
        made->tie_agreement[own] = made->tie_behalf[own] = ENT_NONE;
        made->tie_life[own] = found->pair.life;
        made->tie_weight[own] = found->pair.weight;
        derived->selection->ties[own] = found->pair.answer;
        derived->bundles->count[own] = found->pair.count;
        derived->bundles->first[own + 1] = members;
    }
}

/* Of each node the hubs that it has to do with, so that pairs can look up what joins them. */
static void remember_hubs(const struct projecting *p, struct ent_bundles *bundles)
{
    size_t nodes = p->network->node_count;
    struct by_node one = turned(p, p->parties, p->first), other = {0};
    size_t room = p->first[p->hub_count];
    if (p->two_sided) {
        other = turned(p, p->others, p->first_other);
        room += p->first_other[p->hub_count];
    }
    bundles->hub_first = ENT_NEW(&p->run->arena, size_t, nodes + 1);
    bundles->hubs = ENT_NEW(&p->run->arena, uint32_t, room + 1);
    size_t used = 0;
    for (uint32_t node = 0; node < nodes; node++) {
        uint32_t rank = p->rank_of[node];
        bundles->hub_first[node] = used;
        for (size_t i = one.first[rank]; i < one.first[rank + 1]; i++) {
            uint32_t hub = p->parties[one.memberships[i]].hub;
            if (party_count(p, hub) > 0)
                bundles->hubs[used++] = p->hubs[hub];
        }
        for (size_t i = p->two_sided ? other.first[rank] : 0;
             p->two_sided && i < other.first[rank + 1]; i++)
            bundles->hubs[used++] = p->hubs[p->others[other.memberships[i]].hub];
    }
    bundles->hub_first[nodes] = used;
}

static void take_out_hubs(const struct projecting *p, struct ent_selection *selection)
{
    for (size_t i = 0; i < p->hub_count; i++)
        selection->nodes[p->hubs[i]] = ENT_OUT;
}

/* Is there a window that days can be counted in? */
static bool has_days(const struct projecting *p)
{
    struct ent_window window = p->selection->window;
    bool bounded =
        p->selection->timed && window.first != ENT_DAY_FIRST && window.last != ENT_DAY_LAST;
    if (p->wish->rule != ENT_BY_DAYS || bounded)
        return true;
    ent_report(p->run, ENT_E500, p->wish->project.place,
               ENT_TEXT("--year 2010/2020, or --from and --to"),
               ENT_TEXT("--rule days counts days in a window, and none is asked for"));
    return false;
}

/* A type that nobody joins is one that is told of by those that are: a topic. */
static bool find_sides(struct projecting *p, uint32_t type)
{
    p->two_sided = !joins_type(p, type);
    rank_nodes(p);
    find_roles(p);
    find_hubs(p, type);
    p->parties = members_by_hub(p, type, is_party_tie, &p->first);
    p->others = p->parties;
    p->first_other = p->first;
    if (p->two_sided)
        p->others = members_by_hub(p, type, is_topic_tie, &p->first_other);
    if (!p->wish->share || p->two_sided)
        return true;
    ent_report(p->run, ENT_E500, p->wish->project.place, ENT_NO_HINT,
               ENT_FORM(&p->run->arena,
                        "--share divides among topics, and '{}' has parties instead",
                        p->wish->project.text));
    return false;
}

bool ent_derive_projection(struct ent_run *run, const struct ent_derivation *wish,
                           struct ent_derived *derived)
{
    struct ent_network old = *derived->network;
    struct ent_selection selected = *derived->selection;
    struct ent_bundles bundles = *derived->bundles;
    old.bundles = &bundles;
    struct projecting p = {.run = run, .wish = wish, .network = &old, .selection = &selected};
    uint32_t type = ent_derive_type(run, old.schema, "--project", wish->project);
    if (!choose_relations(&p) || type == ENT_NONE || !has_days(&p) || !find_sides(&p, type))
        return false;
    if (!tell_parties(&p))
        return false;
    struct founds founds = find_pairs(&p);
    keep_strongest(&p, &founds);
    uint32_t relation = add_relation(&p, type, derived);
    ent_derived_room(run, derived, old.tie_count + founds.count, bundles.first[old.tie_count]);
    copy_others(&p, derived);
    add_pairs(&p, &founds, relation, derived);
    derived->bundles->projected = relation;
    remember_hubs(&p, derived->bundles);
    take_out_hubs(&p, derived->selection);
    return true;
}
