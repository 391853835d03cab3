#include "select/select.h"

/* ---- types and relations ---- */

/* What a list of names asks for: of types their kinds too, of relations all of that name. */
struct wanted {
    bool *types, *relations;
    bool any_type, any_relation;
};

static bool report_name(struct ent_run *run, const struct ent_schema *schema, const char *option,
                        struct ent_value list, struct ent_text name)
{
    size_t count;
    struct ent_text *names = ent_schema_names(&run->arena, schema, true, true, &count);
    ent_report(run, ENT_E508, list.place, ent_hint_meant(&run->arena, name, names, count),
               ent_text_of(option), name, ENT_TEXT("type or relation"));
    return false;
}

static bool read_names(struct ent_run *run, const struct ent_schema *schema, const char *option,
                       struct ent_value list, struct wanted *wanted)
{
    wanted->types = ENT_NEW(&run->arena, bool, schema->type_count + 1);
    wanted->relations = ENT_NEW(&run->arena, bool, schema->relation_count + 1);
    bool good = true;
    for (struct ent_text rest = list.text, name; ent_text_next(&rest, ',', &name);) {
        uint32_t type = ent_schema_type(schema, name);
        uint32_t relation = ent_schema_relation(schema, name);
        if (type == ENT_NONE && relation == ENT_NONE)
            good = report_name(run, schema, option, list, name);
        for (uint32_t i = 0; type != ENT_NONE && i < schema->type_count; i++)
            wanted->types[i] |= ent_type_isa(schema, i, type);
        for (uint32_t i = 0; relation != ENT_NONE && i < schema->relation_count; i++)
            wanted->relations[i] |= schema->relations[i].same == relation;
        wanted->any_type |= type != ENT_NONE;
        wanted->any_relation |= relation != ENT_NONE;
    }
    return good;
}

/* A list of nothing but types leaves all relations, and the other way round. */
static void keep_wanted(const struct ent_network *network, const struct wanted *wanted,
                        bool keeping, struct ent_selection *selection)
{
    for (uint32_t node = 0; node < network->node_count; node++) {
        bool named = wanted->types[network->node_type[node]];
        if (keeping ? wanted->any_type && !named : named)
            selection->nodes[node] = ENT_OUT;
    }
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        bool named = wanted->relations[network->tie_relation[tie]];
        if (keeping ? wanted->any_relation && !named : named)
            selection->ties[tie] = ENT_OUT;
    }
}

bool ent_select_types(struct ent_run *run, const struct ent_network *network,
                      const struct ent_question *question, struct ent_selection *selection)
{
    const struct ent_value *lists[] = {&question->type, &question->not_type};
    const char *names[] = {"--type", "--not-type"};
    for (size_t i = 0; i < ENT_COUNT(lists); i++) {
        struct wanted wanted = {0};
        if (!lists[i]->given)
            continue;
        if (!read_names(run, network->schema, names[i], *lists[i], &wanted))
            return false;
        keep_wanted(network, &wanted, i == 0, selection);
    }
    return true;
}

/* ---- topics ---- */

static uint32_t root_type(const struct ent_network *network, uint32_t node)
{
    uint32_t type = network->node_type[node];
    while (network->schema->types[type].general != ENT_NONE)
        type = network->schema->types[type].general;
    return type;
}

/* Adds what lies under the marked nodes: a tie between two of one general type leads from the part
 * to the whole. Repeats until nothing is added. */
static void add_parts(const struct ent_network *network, bool *marked)
{
    for (bool added = true; added;) {
        added = false;
        for (uint32_t tie = 0; tie < network->tie_count; tie++) {
            uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
            if (!marked[to] || marked[from] || root_type(network, from) != root_type(network, to))
                continue;
            marked[from] = added = true;
        }
    }
}

/* What happens and has a tie to a marked node. */
static bool *happenings_about(struct ent_run *run, const struct ent_network *network,
                              const struct ent_selection *selection, const bool *topics)
{
    bool *about = ENT_NEW(&run->arena, bool, network->node_count + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        if (selection->ties[tie] == ENT_OUT)
            continue;
        about[from] |= topics[to] && ent_is_happening(network, from);
        about[to] |= topics[from] && ent_is_happening(network, to);
    }
    return about;
}

/* Those happenings, the topics, and whoever has a tie to those happenings. */
static void keep_about(struct ent_run *run, const struct ent_network *network, const bool *topics,
                       const bool *about, struct ent_selection *selection)
{
    bool *near = ENT_NEW(&run->arena, bool, network->node_count + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        bool other_topic = root_type(network, from) == root_type(network, to)
                               ? !(topics[from] && topics[to]) && !(about[from] && about[to])
                               : !about[from] && !about[to];
        if (selection->ties[tie] == ENT_OUT || other_topic)
            selection->ties[tie] = ENT_OUT;
        else
            near[from] = near[to] = true;
    }
    for (uint32_t node = 0; node < network->node_count; node++)
        if (!near[node] && !topics[node] && !about[node])
            selection->nodes[node] = ENT_OUT;
}

bool ent_select_topics(struct ent_run *run, const struct ent_network *network,
                       const struct ent_question *question, struct ent_selection *selection)
{
    if (!question->topic.given)
        return true;
    uint32_t *ids;
    size_t count;
    if (!ent_select_ids(run, network, "--topic", question->topic, &ids, &count))
        return false;
    bool *topics = ENT_NEW(&run->arena, bool, network->node_count + 1);
    for (size_t i = 0; i < count; i++)
        topics[ids[i]] = true;
    add_parts(network, topics);
    bool *about = happenings_about(run, network, selection, topics);
    keep_about(run, network, topics, about, selection);
    return true;
}
