/* Who is a party of what is projected. */
#include "select/projection.h"

#include <stdlib.h>

/* ---- who is a party ---- */

static bool is_relation_of(const struct ent_schema *schema, uint32_t number, uint32_t type)
{
    const struct ent_relation *relation = &schema->relations[number];
    return ent_type_isa(schema, type, relation->from) || ent_type_isa(schema, type, relation->to) ||
           ent_type_isa(schema, relation->from, type) || ent_type_isa(schema, relation->to, type);
}

/* The relations that --via names; else those that the schema says join; else all. */
bool ent_projection_choose(struct ent_projecting *p)
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
                       ent_hint_meant(&p->run->arena, name, names, count), ENT_TEXT("--via"), name,
                       ENT_TEXT("relation"));
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

static bool joins_type(const struct ent_projecting *p, uint32_t type)
{
    const struct ent_schema *schema = p->network->schema;
    for (uint32_t i = 0; i < schema->relation_count; i++)
        if (p->via[i] && is_relation_of(schema, i, type))
            return true;
    return false;
}

static void find_roles(struct ent_projecting *p)
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

bool ent_role_stands_aside(struct ent_text role)
{
    static const char *const roles[] = {"observer", "depositary", "witness"};
    bool aside = false;
    for (size_t i = 0; i < ENT_COUNT(roles); i++)
        aside |= ent_text_is(role, roles[i]);
    return aside;
}

/* Whoever only looks on, keeps the paper or vouches for it is no party. */
static bool stands_aside(const struct ent_projecting *p, uint32_t tie)
{
    const struct ent_bundles *bundles = p->network->bundles;
    for (size_t i = bundles->first[tie]; i < bundles->first[tie + 1]; i++) {
        const struct ent_network *origin = bundles->origin;
        uint32_t member = bundles->members[i], relation = origin->tie_relation[member];
        struct ent_text role = {0};
        if (p->role[relation] != ENT_NONE)
            role = ent_table_cell(origin->relation_table[relation], origin->tie_row[member],
                                  p->role[relation]);
        if (!ent_role_stands_aside(role))
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

static void rank_nodes(struct ent_projecting *p)
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

static double weight_of_hub(const struct ent_projecting *p, uint32_t node)
{
    struct ent_text text = ent_text_trim(ent_node_cell(p->network, node, ENT_TEXT("weight")));
    double weight;
    if (text.length == 0)
        return 1;
    if (ent_weight_read(text, &weight))
        return weight;
    ent_report(p->run, ENT_E603, ent_node_place(p->network, node),
               ENT_TEXT("a blank cell counts as 1"), text);
    return 1;
}

/* Of the type itself; where topics are projected, whatever lasts and has parties. */
static bool is_hub(const struct ent_projecting *p, uint32_t node, uint32_t type)
{
    uint32_t own = p->network->node_type[node];
    if (p->selection->nodes[node] == ENT_OUT)
        return false;
    if (!p->two_sided)
        return ent_type_isa(p->network->schema, own, type);
    return p->network->schema->types[own].kind.timing == ENT_SPAN && joins_type(p, own) &&
           !ent_type_isa(p->network->schema, own, type);
}

static void find_hubs(struct ent_projecting *p, uint32_t type)
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
    const struct ent_membership *left = a, *right = b;
    if (left->hub != right->hub)
        return left->hub < right->hub ? -1 : 1;
    return (left->rank > right->rank) - (left->rank < right->rank);
}

/* Once for each hub and node: of several ties the surest answer, and all their days. */
static size_t unite(struct ent_membership *memberships, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct ent_membership *last = kept > 0 ? &memberships[kept - 1] : NULL;
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
static bool split(const struct ent_projecting *p, uint32_t tie, uint32_t *hub, uint32_t *node)
{
    uint32_t from = p->network->tie_from[tie], to = p->network->tie_to[tie];
    bool at_from = p->hub_of[from] != ENT_NONE, at_to = p->hub_of[to] != ENT_NONE;
    *hub = at_from ? from : to;
    *node = at_from ? to : from;
    return p->selection->ties[tie] != ENT_OUT && at_from != at_to;
}

static bool is_party_tie(const struct ent_projecting *p, uint32_t tie, uint32_t node, uint32_t type)
{
    (void)node;
    (void)type;
    return p->via[p->network->tie_relation[tie]] && !stands_aside(p, tie);
}

/* A tie to what is projected: a topic, a pillar. */
static bool is_topic_tie(const struct ent_projecting *p, uint32_t tie, uint32_t node, uint32_t type)
{
    return !p->via[p->network->tie_relation[tie]] &&
           ent_type_isa(p->network->schema, p->network->node_type[node], type);
}

static struct ent_membership *members_by_hub(const struct ent_projecting *p, uint32_t type,
                                             bool (*counts)(const struct ent_projecting *, uint32_t,
                                                            uint32_t, uint32_t),
                                             size_t **first)
{
    const struct ent_network *network = p->network;
    struct ent_membership *found =
        ENT_NEW(&p->run->arena, struct ent_membership, network->tie_count + 1);
    size_t count = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t hub, node;
        if (split(p, tie, &hub, &node) && counts(p, tie, node, type))
            found[count++] =
                (struct ent_membership){p->hub_of[hub], p->rank_of[node], p->selection->ties[tie],
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

size_t ent_projection_parties(const struct ent_projecting *p, size_t hub)
{
    size_t count = p->first[hub + 1] - p->first[hub];
    bool many = p->wish->most_parties > 0 && count > p->wish->most_parties;
    return many ? 0 : count;
}

/* ---- what the user is told ---- */

bool ent_projection_tell(const struct ent_projecting *p)
{
    static const double most_pairs = 1e10; /* a minute */
    size_t lonely = 0, many = 0, largest = 0;
    double pairs = 0;
    struct ent_arena *arena = &p->run->arena;
    for (size_t hub = 0; hub < p->hub_count; hub++) {
        size_t count = p->first[hub + 1] - p->first[hub];
        lonely += !p->two_sided && count < 2;
        many += count != ent_projection_parties(p, hub);
        pairs +=
            (double)ent_projection_parties(p, hub) * (double)ent_projection_parties(p, hub) / 2;
        if (ent_projection_parties(p, hub) > ent_projection_parties(p, largest))
            largest = hub;
    }
    if (lonely > 0)
        ent_report(p->run, ENT_N601, p->wish->project.place, ENT_NO_HINT,
                   ent_text_number(arena, (int64_t)lonely), p->wish->project.text, p->wish->when);
    if (many > 0)
        ent_report(p->run, ENT_N606, p->wish->max_parties.place, ENT_NO_HINT,
                   ent_text_number(arena, (int64_t)many), p->wish->project.text,
                   ent_text_number(arena, (int64_t)p->wish->most_parties), p->wish->when);
    enum { striking = 60 };
    size_t parties = p->hub_count > 0 ? ent_projection_parties(p, largest) : 0;
    if (parties > striking && pairs <= most_pairs && p->wish->most_per_node == 0 &&
        p->wish->least_weight <= 1)
        ent_report(p->run, ENT_N605, p->wish->project.place,
                   ENT_TEXT("--top N, --min N or --max-parties N leave fewer"),
                   p->network->node_name[p->hubs[largest]],
                   ent_text_number(arena, (int64_t)parties), p->wish->when,
                   ent_text_number(arena, (int64_t)(parties * (parties - 1) / 2)));
    if (pairs > most_pairs)
        ent_report(p->run, ENT_E604, p->wish->project.place,
                   ENT_TEXT("--max-parties N leaves fewer"), p->wish->project.text,
                   p->network->node_name[p->hubs[largest]],
                   ent_text_number(arena, (int64_t)parties));
    return pairs <= most_pairs;
}

/* A type that nobody joins is one that is told of by those that are: a topic. */
bool ent_projection_sides(struct ent_projecting *p, uint32_t type)
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
