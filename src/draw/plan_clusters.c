#include "draw/planning.h"

#include <stdlib.h>

/* Width over height that names of frames wrap for. */
static const double aspect = 8;

/* The id of the first group that the node is in. */
static struct ent_text group_of(const struct ent_planning *p, uint32_t node)
{
    const struct ent_groups *groups = p->plan->selection->groups;
    for (size_t i = 0; i < groups->count; i++)
        if (ent_group_member(&groups->all[i], node))
            return p->plan->network->node_id[groups->all[i].node];
    return (struct ent_text){0};
}

bool ent_planning_has_clusters(const struct ent_planning *p)
{
    return p->wish->cluster.given || p->plan->group_form == ENT_GROUPS_IN_CLUSTERS;
}

/* --cluster names a column, or says with a template what the frame is called. */
static struct ent_text cluster_value(const struct ent_planning *p, uint32_t node)
{
    if (p->plan->group_form == ENT_GROUPS_IN_CLUSTERS)
        return group_of(p, node);
    struct ent_text column = p->wish->cluster.text;
    if (p->families)
        return p->families[node] == ENT_NONE ? (struct ent_text){0}
                                             : p->plan->network->node_id[p->families[node]];
    bool template = column.length > 0 && memchr(column.bytes, '{', column.length);
    return template ? ent_planning_cell(p, (struct ent_element){false, node, NULL}, column)
                    : ent_node_cell(p->plan->network, node, column);
}

/* An id is shown by its name, a date in words. */
static struct ent_text cluster_name(const struct ent_planning *p, struct ent_text value,
                                    uint32_t member)
{
    const struct ent_network *network = p->plan->network;
    uint32_t node = ent_network_node(network, value);
    if (node != ENT_NONE)
        return network->node_name[node];
    if (!ent_text_is(p->wish->cluster.text, "start"))
        return value;
    const struct ent_lifetime *life = &network->node_life[member];
    return ent_words_of_days(&p->run->arena, life->start_earliest, life->start_latest);
}

/* A planned node that stands in a frame. */
struct framed {
    struct ent_text value;
    uint32_t position;
};

static int by_value_and_position(const void *a, const void *b)
{
    const struct framed *left = a, *right = b;
    int order = ent_text_compare(left->value, right->value);
    return order != 0 ? order
                      : (left->position > right->position) - (left->position < right->position);
}

/* Frames are numbered by their values. */
static void number_frames(struct ent_planning *p)
{
    struct ent_plan *plan = p->plan;
    struct framed *framed = ENT_NEW(&p->run->arena, struct framed, plan->node_count + 1);
    size_t count = 0;
    p->cluster_of = ENT_NEW(&p->run->arena, uint32_t, plan->node_count + 1);
    plan->clusters = ENT_NEW(&p->run->arena, struct ent_plan_cluster, plan->node_count + 1);
    for (uint32_t i = 0; i < plan->node_count; i++) {
        struct ent_text value = cluster_value(p, plan->nodes[i].node);
        p->cluster_of[i] = ENT_NONE;
        if (value.length > 0)
            framed[count++] = (struct framed){value, i};
    }
    qsort(framed, count, sizeof *framed, by_value_and_position);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !ent_text_equal(framed[i - 1].value, framed[i].value))
            plan->clusters[plan->cluster_count++].value = framed[i].value;
        p->cluster_of[framed[i].position] = (uint32_t)(plan->cluster_count - 1);
    }
}

/* In the order of the nodes, so that of names that the font lacks the first is told. */
static void name_frames(const struct ent_planning *p)
{
    struct ent_plan *plan = p->plan;
    bool *named = ENT_NEW(&p->run->arena, bool, plan->cluster_count + 1);
    for (size_t i = 0; i < plan->node_count; i++) {
        uint32_t number = p->cluster_of[i];
        if (number == ENT_NONE || named[number])
            continue;
        struct ent_plan_cluster *cluster = &plan->clusters[number];
        cluster->label = ent_planning_label(p, cluster_name(p, cluster->value, plan->nodes[i].node),
                                            10, true, aspect);
        named[number] = true;
    }
}

static void refuse_frames(const struct ent_planning *p, struct ent_text option,
                          struct ent_place place)
{
    const struct ent_plan *plan = p->plan;
    struct ent_arena *arena = &p->run->arena;
    if (plan->pins)
        ent_report(p->run, ENT_E500, place, ENT_TEXT("try -K dot, without from="),
                   ENT_FORM(arena, "{}: '{}' says where nodes stand, in a frame or not", option,
                            plan->pins->source->name));
    else
        ent_report(p->run, ENT_E500, place, ENT_TEXT("try -K dot"),
                   ENT_FORM(arena, "{}: {} draws no clusters; dot and osage do", option,
                            plan->task.engine));
}

void ent_planning_clusters(struct ent_planning *p)
{
    struct ent_plan *plan = p->plan;
    if (!ent_planning_has_clusters(p))
        return;
    bool of_groups = !p->wish->cluster.given;
    struct ent_value asked = of_groups ? p->wish->group : p->wish->cluster;
    if (!ent_layout_engine(plan->task.engine)->draws_clusters)
        refuse_frames(p, of_groups ? ENT_TEXT("--group-as cluster") : ENT_TEXT("--cluster"),
                      asked.place);
    number_frames(p);
    name_frames(p);
    if (plan->cluster_count == 0 && !of_groups) /* a group without members was told of */
        ent_report(p->run, ENT_E500, p->wish->cluster.place, ENT_NO_HINT,
                   p->families
                       ? ENT_TEXT("--cluster lineage: no two of what is selected are of one "
                                  "family")
                       : ENT_FORM(&p->run->arena, "--cluster: nothing selected has a column '{}'",
                                  p->wish->cluster.text));
}
