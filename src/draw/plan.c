#include "draw/badge.h"
#include "draw/fate.h"
#include "draw/hull.h"
#include "draw/kind.h"
#include "draw/page.h"
#include "draw/plan_lineage.h"
#include "draw/plan_worth.h"
#include "draw/shape.h"

#include <math.h>
#include <stdlib.h>

/* Between the label of a tie and the lines that pass it, in points. */
static const double room_beside_label = 4;

/* Width over height that labels wrap for where no shape is around them. */
static const double aspect_of_ties = 4, aspect_of_clusters = 8;

/* What is needed while a plan is made. */
struct planning {
    struct ent_run *run;
    const struct ent_wish *wish;
    struct ent_plan *plan;
    const struct ent_kind **override_of; /* of each node of the network; NULL: none */
    struct uncovered *uncovered;
    const uint32_t *families; /* of each node of the network its eldest; NULL: not asked for */
};

/* Labels with characters that the font lacks. */
struct uncovered {
    struct ent_text first;
    size_t count;
};

/* ---- labels ---- */

struct element {
    bool is_tie;
    uint32_t number;
    const struct ent_lifetime *life;
};

/* Where ties stand for several, weight, count and members are made and stand in no row. */
static struct ent_text bundle_cell(const struct ent_network *network, uint32_t tie,
                                   struct ent_text column)
{
    for (size_t i = 0; ent_bundle_columns[i]; i++)
        if (ent_text_is(column, ent_bundle_columns[i]))
            return ent_bundle_cell(network, tie, column);
    return ent_tie_cell(network, tie, column);
}

static struct ent_text bundle_text(const struct planning *p, uint32_t tie,
                                   const struct ent_template *template)
{
    struct ent_text filled = {0};
    bool found = false;
    for (size_t i = 0; i < template->part_count; i++) {
        const struct ent_part *part = &template->parts[i];
        struct ent_text cell = {0};
        for (size_t k = 0; k < part->column_count && cell.length == 0; k++)
            cell = bundle_cell(p->plan->network, tie, part->columns[k]);
        found |= cell.length > 0;
        filled = ENT_FORM(&p->run->arena, "{}{}{}", filled, part->constant, cell);
    }
    return found ? filled : (struct ent_text){0};
}

static struct ent_text column_text(const struct planning *p, struct element element,
                                   struct ent_text text)
{
    const struct ent_network *network = p->plan->network;
    struct ent_template template;
    if (!ent_template_read(p->run, text, ENT_NOWHERE, &template))
        return (struct ent_text){0};
    if (element.is_tie && network->bundles)
        return bundle_text(p, element.number, &template);
    const struct ent_table *table =
        element.is_tie ? network->relation_table[network->tie_relation[element.number]]
                       : network->type_table[network->node_type[element.number]];
    uint32_t row =
        element.is_tie ? network->tie_row[element.number] : network->node_row[element.number];
    struct ent_filler filler =
        ent_template_bind(&p->run->arena, &template, table, (struct ent_text){0});
    return ent_template_fill(&p->run->arena, &filler, row);
}

static struct ent_text behalf_text(const struct planning *p, uint32_t tie)
{
    uint32_t behalf = p->plan->network->tie_behalf[tie];
    return behalf == ENT_NONE
               ? (struct ent_text){0}
               : ENT_FORM(&p->run->arena, "for {}", p->plan->network->node_name[behalf]);
}

/* A word of a list, such as "in-force". */
static struct ent_text status_text(const struct planning *p, uint32_t node)
{
    struct ent_text status = ent_node_text(p->run, p->plan->network, node, ENT_AT_STATUS);
    char *bytes = ENT_NEW(&p->run->arena, char, status.length + 1);
    for (size_t i = 0; i < status.length; i++)
        bytes[i] = status.bytes[i] == '-' || status.bytes[i] == '_' ? ' ' : status.bytes[i];
    return (struct ent_text){bytes, status.length};
}

/* One item of --node-label or --tie-label. */
static struct ent_text item_text(const struct planning *p, struct element element,
                                 struct ent_text item)
{
    const struct ent_network *network = p->plan->network;
    struct ent_arena *arena = &p->run->arena;
    if (item.length > 0 && memchr(item.bytes, '{', item.length))
        return column_text(p, element, item);
    if (ent_text_is(item, "year"))
        return ent_year_of_life(arena, element.life);
    if (ent_text_is(item, "date"))
        return ent_words_of_life(arena, element.life);
    if (!element.is_tie && ent_text_is(item, "name"))
        return network->node_name[element.number];
    if (!element.is_tie && ent_text_is(item, "type"))
        return network->schema->types[network->node_type[element.number]].kind.label;
    if (!element.is_tie && ent_text_is(item, "status"))
        return status_text(p, element.number);
    if (element.is_tie && ent_text_is(item, "relation"))
        return network->schema->relations[network->tie_relation[element.number]].kind.label;
    if (element.is_tie && ent_text_is(item, "behalf"))
        return behalf_text(p, element.number);
    if (element.is_tie && ent_text_is(item, "role"))
        return ent_tie_has_row(network, element.number)
                   ? ent_tie_cell(network, element.number, ENT_TEXT("role"))
                   : (struct ent_text){0};
    return (struct ent_text){0};
}

static bool is_item(struct ent_text item, bool is_tie)
{
    static const char *const items[2][7] = {
        {"name", "type", "year", "date", "status", "none", NULL},
        {"relation", "role", "behalf", "year", "date", "none", NULL}};
    for (size_t i = 0; items[is_tie][i]; i++)
        if (ent_text_is(item, items[is_tie][i]))
            return true;
    return item.length > 0 && memchr(item.bytes, '{', item.length);
}

static bool is_column(const struct ent_network *network, struct ent_text name, bool is_tie)
{
    const struct ent_table **tables = is_tie ? network->relation_table : network->type_table;
    size_t count = is_tie ? network->schema->relation_count : network->schema->type_count;
    for (size_t i = 0; is_tie && network->bundles && ent_bundle_columns[i]; i++)
        if (ent_text_is(name, ent_bundle_columns[i]))
            return true;
    for (size_t i = 0; i < count; i++)
        if (tables[i] && ent_table_column(tables[i], name) != ENT_NONE)
            return true;
    return false;
}

/* Of "{a|b}" one is enough. */
static void check_columns(const struct planning *p, const char *option, struct ent_value value,
                          struct ent_text item, bool is_tie)
{
    struct ent_template template;
    if (!ent_template_read(p->run, item, value.place, &template))
        return;
    for (size_t i = 0; i < template.part_count; i++) {
        const struct ent_part *part = &template.parts[i];
        bool known = part->column_count == 0;
        for (size_t k = 0; k < part->column_count; k++)
            known |= is_column(p->plan->network, part->columns[k], is_tie);
        if (!known)
            ent_report(p->run, ENT_E500, value.place, ENT_NO_HINT,
                       ENT_FORM(&p->run->arena, "{}: no table of {} has a column '{}'",
                                ent_text_of(option), is_tie ? ENT_TEXT("ties") : ENT_TEXT("nodes"),
                                part->columns[0]));
    }
}

static void check_items(const struct planning *p, const char *option, struct ent_value value,
                        bool is_tie)
{
    for (struct ent_text rest = value.text, item; ent_text_next(&rest, ',', &item);)
        if (!is_item(item, is_tie))
            ent_report(p->run, ENT_E500, value.place,
                       is_tie ? ENT_TEXT("relation, role, behalf, year, date, none, or a {column}")
                              : ENT_TEXT("name, type, year, date, status, none, or a {column}"),
                       ENT_FORM(&p->run->arena, "{}: cannot show '{}'", ent_text_of(option), item));
        else if (memchr(item.bytes, '{', item.length))
            check_columns(p, option, value, item, is_tie);
}

/* The items that have something to say, each in a line of its own. */
static struct ent_text label_text(const struct planning *p, struct element element,
                                  struct ent_text items)
{
    struct ent_text text = {0}, item;
    while (ent_text_next(&items, ',', &item)) {
        struct ent_text more = item_text(p, element, item);
        if (more.length == 0)
            continue;
        text = text.length == 0 ? more : ENT_FORM(&p->run->arena, "{}\n{}", text, more);
    }
    return text;
}

static void note_uncovered(const struct planning *p, struct ent_text text)
{
    if (ent_font_covers(p->plan->font, text))
        return;
    if (p->uncovered->count++ == 0)
        p->uncovered->first = text;
}

static void tell_uncovered(const struct planning *p)
{
    struct ent_arena *arena = &p->run->arena;
    size_t count = p->uncovered->count;
    struct ent_text labels = ENT_FORM(arena, "'{}' has", p->uncovered->first);
    if (count > 1)
        labels = ENT_FORM(arena, "{} labels, such as '{}', have",
                          ent_text_number(arena, (int64_t)count), p->uncovered->first);
    if (count > 0)
        ent_report(p->run, ENT_N701, ENT_NOWHERE, ENT_NO_HINT, labels);
}

static struct ent_label make_label(const struct planning *p, struct ent_text text, double size,
                                   bool bold, double aspect)
{
    note_uncovered(p, text);
    return p->wish->wrap < 0
               ? ent_label_fit(p->run, p->plan->font, text, size, bold, aspect)
               : ent_label_make(p->run, p->plan->font, text, size, bold, p->wish->wrap);
}

/* ---- nodes and ties ---- */

static bool is_doubtful(enum ent_answer answer, const struct ent_lifetime *life)
{
    return answer == ENT_POSSIBLE || (life->given && life->marks != 0);
}

static void plan_node(const struct planning *p, uint32_t node, struct ent_plan_node *planned)
{
    const struct ent_network *network = p->plan->network;
    struct ent_value items = p->wish->node_label;
    struct element element = {false, node, &network->node_life[node]};
    planned->node = node;
    planned->answer = p->plan->selection->nodes[node];
    planned->doubtful = is_doubtful(planned->answer, &network->node_life[node]);
    planned->overridden = p->override_of[node] != NULL;
    ent_node_look(p->run, network, p->plan->theme, node, p->override_of[node], &planned->look);
    const struct ent_layout_engine *engine = ent_layout_engine(p->wish->engine.text);
    bool in_time = p->wish->lineage && !(engine && engine->place);
    struct ent_text usual = in_time ? ENT_TEXT("name,status,date") : ENT_TEXT("name");
    struct ent_text text = label_text(p, element, items.given ? items.text : usual);
    if (planned->doubtful)
        text = ENT_FORM(&p->run->arena, "{} ?", text);
    planned->fate = ent_fate_of_node(p->plan->theme, p->plan->selection, node);
    if (planned->fate)
        text = ent_fate_label(&p->run->arena, planned->fate->sign, text);
    text = ENT_FORM(&p->run->arena, "{}{}", text, ent_plan_group_sign(p->run, p->plan, node));
    planned->label =
        make_label(p, text, planned->look.font_size, false, planned->look.shape->aspect);
}

static void plan_tie(const struct planning *p, uint32_t tie, const uint32_t *position,
                     struct ent_plan_tie *planned)
{
    const struct ent_network *network = p->plan->network;
    struct element element = {true, tie, &network->tie_life[tie]};
    planned->tie = tie;
    planned->from = position[network->tie_from[tie]];
    planned->to = position[network->tie_to[tie]];
    planned->answer = p->plan->selection->ties[tie];
    planned->doubtful = is_doubtful(planned->answer, &network->tie_life[tie]);
    ent_tie_look(p->run, network, p->plan->theme, tie, &planned->look);
    struct ent_text text = label_text(p, element, p->wish->tie_label.text);
    if (planned->doubtful)
        text = text.length > 0 ? ENT_FORM(&p->run->arena, "{} ?", text) : ENT_TEXT("?");
    planned->fate = ent_fate_of_tie(p->plan->theme, p->plan->selection, tie);
    if (planned->fate) /* colours tell what changed */
        planned->look.pen.colour = p->plan->theme->tie_line;
    text = ent_fate_label(&p->run->arena,
                          ent_fate_sign(planned->fate, network, p->plan->selection, tie), text);
    planned->label = make_label(p, text, planned->look.font_size, false, aspect_of_ties);
}

static void plan_all(const struct planning *p)
{
    struct ent_plan *plan = p->plan;
    struct ent_arena *arena = &p->run->arena;
    struct ent_order order = ent_order_make(p->run, plan->network, plan->selection);
    uint32_t *position = ENT_NEW(arena, uint32_t, plan->network->node_count + 1);
    plan->nodes = ENT_NEW(arena, struct ent_plan_node, order.node_count + 1);
    plan->ties = ENT_NEW(arena, struct ent_plan_tie, order.tie_count + 1);
    for (; plan->node_count < order.node_count; plan->node_count++) {
        position[order.nodes[plan->node_count]] = (uint32_t)plan->node_count;
        plan_node(p, order.nodes[plan->node_count], &plan->nodes[plan->node_count]);
    }
    for (; plan->tie_count < order.tie_count; plan->tie_count++)
        plan_tie(p, order.ties[plan->tie_count], position, &plan->ties[plan->tie_count]);
}

/* ---- contrast ---- */

static bool same_colour(struct ent_colour a, struct ent_colour b)
{
    return a.given == b.given && a.rgb == b.rgb;
}

static bool same_node_colours(const struct ent_plan *plan, size_t one, size_t other)
{
    const struct ent_plan_node *a = &plan->nodes[one], *b = &plan->nodes[other];
    return plan->network->node_type[a->node] == plan->network->node_type[b->node] &&
           same_colour(a->look.fill, b->look.fill) && same_colour(a->look.text, b->look.text) &&
           same_colour(a->look.pen.colour, b->look.pen.colour);
}

static bool same_tie_colours(const struct ent_plan *plan, size_t one, size_t other)
{
    const struct ent_plan_tie *a = &plan->ties[one], *b = &plan->ties[other];
    return plan->network->tie_relation[a->tie] == plan->network->tie_relation[b->tie] &&
           same_colour(a->look.text, b->look.text) &&
           same_colour(a->look.pen.colour, b->look.pen.colour);
}

/* Neighbours in the plan mostly look alike and need no second look. */
static void warn_of_contrast(const struct planning *p)
{
    const struct ent_plan *plan = p->plan;
    for (size_t i = 0; i < plan->node_count; i++)
        if (i == 0 || !same_node_colours(plan, i - 1, i))
            ent_node_look_warn(p->run, plan->network, plan->theme, plan->nodes[i].node,
                               p->override_of[plan->nodes[i].node], &plan->nodes[i].look);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (i == 0 || !same_tie_colours(plan, i - 1, i))
            ent_tie_look_warn(p->run, plan->network, plan->theme, plan->ties[i].tie,
                              &plan->ties[i].look);
}

static void find_overrides(struct planning *p)
{
    const struct ent_figure *figure = &p->wish->figure;
    const struct ent_network *network = p->plan->network;
    p->override_of = ENT_NEW(&p->run->arena, const struct ent_kind *, network->node_count + 1);
    for (size_t i = 0; i < figure->override_count; i++) {
        const struct ent_override *override = &figure->overrides[i];
        uint32_t node = ent_network_node(network, override->id);
        if (node != ENT_NONE)
            p->override_of[node] = &override->kind;
        else
            ent_report(p->run, ENT_E313, override->place,
                       ent_network_meant(p->run, network, override->id), override->id);
    }
}

/* ---- clusters ---- */

/* The id of the first group that the node is in. */
static struct ent_text group_of(const struct planning *p, uint32_t node)
{
    const struct ent_groups *groups = p->plan->selection->groups;
    for (size_t i = 0; i < groups->count; i++)
        if (ent_group_member(&groups->all[i], node))
            return p->plan->network->node_id[groups->all[i].node];
    return (struct ent_text){0};
}

static bool has_clusters(const struct planning *p)
{
    return p->wish->cluster.given || p->plan->group_form == ENT_GROUPS_IN_CLUSTERS;
}

/* --cluster names a column, or says with a template what the frame is called. */
static struct ent_text cluster_value(const struct planning *p, uint32_t node)
{
    if (p->plan->group_form == ENT_GROUPS_IN_CLUSTERS)
        return group_of(p, node);
    struct ent_text column = p->wish->cluster.text;
    if (p->families)
        return p->families[node] == ENT_NONE ? (struct ent_text){0}
                                             : p->plan->network->node_id[p->families[node]];
    bool template = column.length > 0 && memchr(column.bytes, '{', column.length);
    return template ? column_text(p, (struct element){false, node, NULL}, column)
                    : ent_node_cell(p->plan->network, node, column);
}

/* An id is shown by its name, a date in words. */
static struct ent_text cluster_name(const struct planning *p, struct ent_text value,
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

static int by_value(const void *a, const void *b)
{
    return ent_text_compare(((const struct ent_plan_cluster *)a)->value,
                            ((const struct ent_plan_cluster *)b)->value);
}

static bool has_cluster(const struct ent_plan *plan, struct ent_text value)
{
    for (size_t i = 0; i < plan->cluster_count; i++)
        if (ent_text_equal(plan->clusters[i].value, value))
            return true;
    return false;
}

static void plan_clusters(const struct planning *p)
{
    struct ent_plan *plan = p->plan;
    if (!has_clusters(p))
        return;
    bool of_groups = !p->wish->cluster.given;
    struct ent_value asked = of_groups ? p->wish->group : p->wish->cluster;
    if (!ent_layout_engine(plan->task.engine)->draws_clusters)
        ent_report(p->run, ENT_E500, asked.place, ENT_TEXT("try -K dot"),
                   ENT_FORM(&p->run->arena, "{}: {} draws no clusters; dot and osage do",
                            of_groups ? ENT_TEXT("--group-as cluster") : ENT_TEXT("--cluster"),
                            plan->task.engine));
    plan->clusters = ENT_NEW(&p->run->arena, struct ent_plan_cluster, plan->node_count + 1);
    for (size_t i = 0; i < plan->node_count; i++) {
        uint32_t node = plan->nodes[i].node;
        struct ent_text value = cluster_value(p, node);
        if (value.length == 0 || has_cluster(plan, value))
            continue;
        struct ent_plan_cluster *cluster = &plan->clusters[plan->cluster_count++];
        cluster->value = value;
        cluster->label = make_label(p, cluster_name(p, value, node), 10, true, aspect_of_clusters);
    }
    qsort(plan->clusters, plan->cluster_count, sizeof *plan->clusters, by_value);
    if (plan->cluster_count == 0 && !of_groups) /* a group without members was told of */
        ent_report(p->run, ENT_E500, p->wish->cluster.place, ENT_NO_HINT,
                   p->families
                       ? ENT_TEXT("--cluster lineage: no two of what is selected are of one "
                                  "family")
                       : ENT_FORM(&p->run->arena, "--cluster: nothing selected has a column '{}'",
                                  p->wish->cluster.text));
}

static uint32_t cluster_of(const struct planning *p, uint32_t node)
{
    struct ent_text value = has_clusters(p) ? cluster_value(p, node) : (struct ent_text){0};
    for (uint32_t i = 0; value.length > 0 && i < p->plan->cluster_count; i++)
        if (ent_text_equal(p->plan->clusters[i].value, value))
            return i;
    return ENT_NONE;
}

/* ---- roots ---- */

/* Roots are named by id or by type. */
static void mark_roots(const struct planning *p, uint32_t *distance)
{
    const struct ent_network *network = p->plan->network;
    for (size_t i = 0; i < p->plan->node_count; i++)
        distance[i] = ENT_NONE;
    for (struct ent_text rest = p->wish->root.text, name; ent_text_next(&rest, ',', &name);) {
        uint32_t type = ent_schema_type(network->schema, name);
        uint32_t node = ent_network_node(network, name);
        if (type == ENT_NONE && node == ENT_NONE)
            ent_report(p->run, ENT_E505, p->wish->root.place,
                       ent_network_meant(p->run, network, name), ENT_TEXT("--root"), name);
        for (size_t i = 0; i < p->plan->node_count; i++) {
            uint32_t own = p->plan->nodes[i].node;
            bool of_type =
                type != ENT_NONE && ent_type_isa(network->schema, network->node_type[own], type);
            distance[i] = own == node || of_type ? 0 : distance[i];
        }
    }
}

/* How many ties each planned node is away from the roots; ENT_NONE where none leads. */
static uint32_t *distances(const struct planning *p)
{
    const struct ent_plan *plan = p->plan;
    uint32_t *distance = ENT_NEW(&p->run->arena, uint32_t, plan->node_count + 1);
    mark_roots(p, distance);
    for (uint32_t circle = 0, added = 1; added > 0; circle++) {
        added = 0;
        for (size_t i = 0; i < plan->tie_count; i++) {
            uint32_t from = plan->ties[i].from, to = plan->ties[i].to;
            if (distance[from] == circle && distance[to] == ENT_NONE)
                distance[to] = circle + 1, added++;
            if (distance[to] == circle && distance[from] == ENT_NONE)
                distance[from] = circle + 1, added++;
        }
    }
    return distance;
}

static void plan_roots(const struct planning *p)
{
    struct ent_plan *plan = p->plan;
    if (!p->wish->root.given || plan->pins) /* they stand where they stood */
        return;
    if (!ent_layout_engine(plan->task.engine)->same_ranks)
        ent_report(p->run, ENT_E500, p->wish->root.place, ENT_TEXT("try -K dot"),
                   ENT_FORM(&p->run->arena, "--root: {} has no ranks; dot has", plan->task.engine));
    const uint32_t *distance = distances(p);
    for (size_t i = 0; i < plan->tie_count; i++)
        plan->ties[i].turned = distance[plan->ties[i].from] > distance[plan->ties[i].to];
}

/* ---- the task for the layout ---- */

/* Of a kind's settings those that place things; the others are refused, not ignored. */
static struct ent_setting *placing(const struct planning *p, const struct ent_kind *kind,
                                   char letter, size_t *count)
{
    enum { of_size = 2 };
    struct ent_setting *settings =
        ENT_NEW(&p->run->arena, struct ent_setting, kind->setting_count + of_size + 1);
    *count = 0;
    for (size_t i = 0; i < kind->setting_count; i++) {
        if (ent_layout_setting_known(letter, kind->settings[i].name))
            settings[(*count)++] = kind->settings[i];
        else
            ent_report(p->run, ENT_E311,
                       ent_place_at(p->plan->network->schema->source, kind->offset),
                       ENT_TEXT("entente draws it in no way"),
                       ENT_FORM(&p->run->arena, "attribute '{}'", kind->settings[i].name));
    }
    return settings;
}

static void task_node(const struct planning *p, const struct ent_plan_node *planned,
                      struct ent_layout_node *node)
{
    const struct ent_network *network = p->plan->network;
    const struct ent_kind *kind = &network->schema->types[network->node_type[planned->node]].kind;
    struct ent_point content = ent_plan_content(planned);
    *node = (struct ent_layout_node){
        .shape = planned->look.shape->graphviz,
        .peripheries = planned->look.peripheries,
        .width = content.x,
        .height = content.y,
        .cluster = cluster_of(p, planned->node),
        .rank = ENT_NONE,
    };
    node->settings = placing(p, kind, 'N', &node->setting_count);
    if (planned->room.x > 0) { /* then Graphviz has no least size to say */
        struct ent_point padding = ent_plan_padding(planned);
        node->width = planned->room.x - padding.x;
        node->height = planned->room.y - padding.y;
        node->settings[node->setting_count++] =
            (struct ent_setting){ENT_TEXT("width"), ENT_TEXT("0.02")};
        node->settings[node->setting_count++] =
            (struct ent_setting){ENT_TEXT("height"), ENT_TEXT("0.02")};
    }
}

static void task_tie(const struct planning *p, const struct ent_plan_tie *planned,
                     struct ent_layout_tie *tie)
{
    const struct ent_network *network = p->plan->network;
    const struct ent_kind *kind =
        &network->schema->relations[network->tie_relation[planned->tie]].kind;
    bool has_label = planned->label.line_count > 0;
    *tie = (struct ent_layout_tie){
        .from = planned->turned ? planned->to : planned->from,
        .to = planned->turned ? planned->from : planned->to,
        .label_width = has_label ? planned->label.width + 2 * room_beside_label : 0,
        .label_height = has_label ? planned->label.height : 0,
        .arrow_at_from = planned->look.from.arrow != ENT_ARROW_NONE,
        .arrow_at_to = planned->look.to.arrow != ENT_ARROW_NONE,
        .arrow_size = planned->look.arrow_size,
        .pen_width = ent_fate_width(planned->fate ? planned->fate->line : ENT_LINE_PLAIN,
                                    planned->look.pen.width),
        .spaced = planned->spaced,
        .span = planned->span,
    };
    if (planned->turned) {
        bool at_from = tie->arrow_at_from;
        tie->arrow_at_from = tie->arrow_at_to;
        tie->arrow_at_to = at_from;
    }
    tie->settings = placing(p, kind, 'E', &tie->setting_count);
}

/* What the page has for the drawing, or for one of those on a sheet: without margins, title and
 * legend. */
static void give_page(struct ent_layout_task *task, const struct ent_wish *wish)
{
    enum { room_of_frame = 90 };
    struct ent_paper paper = wish->paper;
    double margins = 2 * ent_paper_margin(paper);
    if (paper.width <= 0)
        return;
    task->page_width = paper.width - margins;
    if (paper.height > 0)
        task->page_height = fmax(paper.height - margins - room_of_frame, paper.height / 2);
    if (wish->columns > 0) {
        task->page_width /= (double)wish->columns;
        task->page_height /= (double)wish->rows;
    }
}

static void make_task(const struct planning *p)
{
    struct ent_plan *plan = p->plan;
    struct ent_layout_task *task = &plan->task;
    struct ent_arena *arena = &p->run->arena;
    task->settings = p->wish->settings;
    task->setting_count = p->wish->setting_count;
    task->timeout = p->wish->timeout;
    give_page(task, p->wish);
    task->self_executable = p->wish->self_executable;
    task->nodes = ENT_NEW(arena, struct ent_layout_node, plan->node_count + 1);
    task->ties = ENT_NEW(arena, struct ent_layout_tie, plan->tie_count + 1);
    task->clusters = ENT_NEW(arena, struct ent_layout_cluster, plan->cluster_count + 1);
    for (; task->node_count < plan->node_count; task->node_count++)
        task_node(p, &plan->nodes[task->node_count], &task->nodes[task->node_count]);
    for (; task->tie_count < plan->tie_count; task->tie_count++)
        task_tie(p, &plan->ties[task->tie_count], &task->ties[task->tie_count]);
    for (; task->cluster_count < plan->cluster_count; task->cluster_count++) {
        const struct ent_label *label = &plan->clusters[task->cluster_count].label;
        task->clusters[task->cluster_count] =
            (struct ent_layout_cluster){label->width, label->height};
    }
}

/* As asked for, or by the kind of figure. */
static void choose_engine(const struct planning *p)
{
    const struct ent_wish *wish = p->wish;
    struct ent_plan *plan = p->plan;
    bool ranked = wish->root.given || wish->lineage || has_clusters(p);
    bool near = plan->group_form == ENT_GROUPS_IN_HULLS && !ranked;
    plan->task.engine = wish->engine.given ? wish->engine.text
                        : wish->pins       ? ENT_TEXT("neato")
                        : near             ? ent_plan_near_engine(plan)
                                           : ent_plan_engine(&p->run->arena, plan, ranked);
}

bool ent_plan_make(struct ent_run *run, const struct ent_network *network,
                   const struct ent_selection *selection, const struct ent_wish *wish,
                   const struct ent_font *font, struct ent_plan *plan)
{
    size_t errors = ent_run_errors(run);
    *plan = (struct ent_plan){.wrap = wish->wrap,
                              .network = network,
                              .selection = selection,
                              .font = font,
                              .theme = &wish->theme,
                              .pins = wish->pins,
                              .pictures = plan->pictures,
                              .picture_count = plan->picture_count};
    struct uncovered uncovered = {0};
    struct planning planning = {run, wish, plan, NULL, &uncovered, NULL};
    check_items(&planning, "--node-label", wish->node_label, false);
    check_items(&planning, "--tie-label", wish->tie_label, true);
    find_overrides(&planning);
    ent_plan_worths_find(run, wish, plan);
    plan_all(&planning);
    warn_of_contrast(&planning);
    ent_plan_flags(run, wish, plan);
    ent_plan_groups(run, wish, plan);
    choose_engine(&planning);
    if (wish->pins)
        ent_plan_pin(run, plan);
    if (ent_run_errors(run) == errors) {
        ent_plan_worths(run, plan);
        ent_plan_sizes(run, plan);
    }
    if (ent_plan_families(run, plan, &wish->cluster, &planning.families))
        plan_clusters(&planning);
    note_uncovered(&planning, wish->title.text);
    note_uncovered(&planning, wish->subtitle.text);
    note_uncovered(&planning, wish->caption.text);
    tell_uncovered(&planning);
    plan_roots(&planning);
    if ((wish->lineage || planning.families) && !wish->root.given)
        ent_plan_lineage(run, plan, wish->lineage);
    make_task(&planning);
    ent_hulls_pull(run, plan);
    return ent_run_errors(run) == errors;
}
