#include "select/lineage.h"

/* ---- a line ---- */

/* Goes from the marked nodes to all that are beside them, again and again. */
static void mark_beside(struct ent_run *run, const size_t *first, const uint32_t *beside,
                        const uint32_t *nodes, size_t count, size_t node_count, bool *line)
{
    uint32_t *queue = ENT_NEW(&run->arena, uint32_t, node_count + count + 1);
    bool *seen = ENT_NEW(&run->arena, bool, node_count + 1);
    size_t end = 0;
    for (size_t i = 0; i < count; i++)
        if (!seen[nodes[i]]) {
            seen[nodes[i]] = true;
            queue[end++] = nodes[i];
        }
    for (size_t begin = 0; begin < end; begin++) {
        uint32_t node = queue[begin];
        line[node] = true;
        for (size_t at = first[node]; at < first[node + 1]; at++)
            if (!seen[beside[at]]) {
                seen[beside[at]] = true;
                queue[end++] = beside[at];
            }
    }
}

bool *ent_lineage_line(struct ent_run *run, const struct ent_network *network,
                       const uint32_t *nodes, size_t count)
{
    struct ent_descent descent = ent_descent_make(run, network, ENT_ANY_LINEAGE, NULL);
    bool *line = ENT_NEW(&run->arena, bool, network->node_count + 1);
    mark_beside(run, descent.first_elder, descent.elders, nodes, count, network->node_count, line);
    mark_beside(run, descent.first_younger, descent.youngers, nodes, count, network->node_count,
                line);
    return line;
}

/* ---- the step ---- */

static bool refuse(struct ent_run *run, const char *option, struct ent_place place,
                   struct ent_text why, struct ent_text hint)
{
    ent_report(run, ENT_E512, place, hint, ent_text_of(option), why);
    return false;
}

bool ent_lineage_known(struct ent_run *run, const struct ent_schema *schema, const char *option,
                       struct ent_place place)
{
    if (ent_schema_has_lineage(schema, ENT_ANY_LINEAGE, ENT_NONE))
        return true;
    return refuse(run, option, place, ENT_TEXT("no relation of the schema makes a lineage"),
                  ENT_TEXT("give one lineage=supersedes, lineage=amends or lineage=under"));
}

/* An actor has no lineage; an agreement may stand alone. */
static bool check_member(struct ent_run *run, const struct ent_network *network,
                         struct ent_place place, uint32_t node, const struct ent_descent *descent)
{
    const struct ent_schema *schema = network->schema;
    struct ent_arena *arena = &run->arena;
    uint32_t type = network->node_type[node];
    struct ent_text relations = ent_schema_lineage_names(arena, schema, ENT_ANY_LINEAGE);
    if (!ent_schema_has_lineage(schema, ENT_ANY_LINEAGE, type))
        return refuse(run, "--lineage", place,
                      ENT_FORM(arena, "'{}' is of type '{}', which has no lineage",
                               network->node_id[node], schema->types[type].kind.name),
                      ENT_FORM(arena, "a lineage is made by {}", relations));
    bool alone = descent->first_elder[node] == descent->first_elder[node + 1] &&
                 descent->first_younger[node] == descent->first_younger[node + 1];
    if (alone)
        ent_report(run, ENT_N513, place, ENT_FORM(arena, "it has no tie {}", relations),
                   network->node_id[node]);
    return true;
}

static bool check_members(struct ent_run *run, const struct ent_network *network,
                          struct ent_place place, const uint32_t *nodes, size_t count)
{
    struct ent_descent descent = ent_descent_make(run, network, ENT_ANY_LINEAGE, NULL);
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good = check_member(run, network, place, nodes[i], &descent) && good;
    return good;
}

/* Only the ties that make the lineage, unless what is near is asked for as well. */
static void keep_line(struct ent_run *run, const struct ent_network *network,
                      const struct ent_question *question, const bool *line,
                      struct ent_selection *selection)
{
    const bool *kept = line;
    if (question->lineage_depth > 0) {
        uint32_t *members = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
        size_t count = 0;
        for (uint32_t node = 0; node < network->node_count; node++)
            if (line[node])
                members[count++] = node;
        kept = ent_select_near(run, network, selection, members, count, question->lineage_depth);
    }
    for (uint32_t node = 0; node < network->node_count; node++)
        if (!kept[node])
            selection->nodes[node] = ENT_OUT;
    for (uint32_t tie = 0; question->lineage_depth == 0 && tie < network->tie_count; tie++)
        if (!ent_tie_lineage(network, tie))
            selection->ties[tie] = ENT_OUT;
}

bool ent_select_lineage(struct ent_run *run, const struct ent_network *network,
                        const struct ent_question *question, struct ent_selection *selection)
{
    uint32_t *nodes;
    size_t count;
    struct ent_value lineage = question->lineage;
    if (!ent_lineage_known(run, network->schema, "--lineage", lineage.place) ||
        !ent_select_ids(run, network, "--lineage", lineage, &nodes, &count) ||
        !check_members(run, network, lineage.place, nodes, count))
        return false;
    keep_line(run, network, question, ent_lineage_line(run, network, nodes, count), selection);
    return true;
}

/* ---- families ---- */

static uint32_t head_of(uint32_t *heads, uint32_t node)
{
    while (heads[node] != node)
        node = heads[node] = heads[heads[node]];
    return node;
}

/* All ends of the ties of a lineage are put together. */
static uint32_t *connect(struct ent_run *run, const struct ent_network *network)
{
    uint32_t *heads = ENT_NEW(&run->arena, uint32_t, network->node_count + 1);
    for (uint32_t node = 0; node < network->node_count; node++)
        heads[node] = node;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        if (!ent_tie_lineage(network, tie))
            continue;
        uint32_t from = head_of(heads, network->tie_from[tie]);
        uint32_t to = head_of(heads, network->tie_to[tie]);
        heads[from > to ? from : to] = from > to ? to : from;
    }
    return heads;
}

/* Does it come from another one that is selected? */
static bool *find_descended(struct ent_run *run, const struct ent_network *network,
                            const struct ent_selection *selection)
{
    struct ent_descent descent = ent_descent_make(run, network, ENT_ANY_LINEAGE, NULL);
    bool *beyond = ENT_NEW(&run->arena, bool, network->node_count + 1); /* or itself selected */
    bool *descended = ENT_NEW(&run->arena, bool, network->node_count + 1);
    for (size_t i = 0; i < network->node_count; i++) { /* elders come first */
        uint32_t node = descent.order[i];
        for (size_t at = descent.first_elder[node]; at < descent.first_elder[node + 1]; at++)
            if (descent.loop[descent.elders[at]] != descent.loop[node])
                descended[node] |= beyond[descent.elders[at]];
        beyond[node] = descended[node] || selection->nodes[node] != ENT_OUT;
    }
    return descended;
}

static bool is_elder(const struct ent_network *network, const bool *descended, uint32_t a,
                     uint32_t b)
{
    if (descended[a] != descended[b])
        return descended[b];
    const struct ent_lifetime *life = &network->node_life[a], *than = &network->node_life[b];
    ent_day first = life->given ? life->start_earliest : ENT_DAY_FIRST;
    ent_day other = than->given ? than->start_earliest : ENT_DAY_FIRST;
    bool known = first != ENT_DAY_FIRST, other_known = other != ENT_DAY_FIRST;
    if (known != other_known)
        return known;
    if (first != other)
        return first < other;
    return ent_text_compare(network->node_id[a], network->node_id[b]) < 0;
}

uint32_t *ent_lineage_families(struct ent_run *run, const struct ent_network *network,
                               const struct ent_selection *selection)
{
    size_t count = network->node_count;
    uint32_t *heads = connect(run, network);
    const bool *descended = find_descended(run, network, selection);
    uint32_t *eldest = ENT_NEW(&run->arena, uint32_t, count + 1); /* by the head of the family */
    uint32_t *families = ENT_NEW(&run->arena, uint32_t, count + 1);
    size_t *members = ENT_NEW(&run->arena, size_t, count + 1);
    for (uint32_t node = 0; node < count; node++)
        if (selection->nodes[node] != ENT_OUT) {
            uint32_t head = head_of(heads, node);
            if (members[head]++ == 0 || is_elder(network, descended, node, eldest[head]))
                eldest[head] = node;
        }
    for (uint32_t node = 0; node < count; node++) {
        uint32_t head = head_of(heads, node);
        bool one_of_many = selection->nodes[node] != ENT_OUT && members[head] > 1;
        families[node] = one_of_many ? eldest[head] : ENT_NONE;
    }
    return families;
}
