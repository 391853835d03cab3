#include "draw/legend.h"

#include "draw/fate.h"
#include "model/bundle.h"

#include <math.h>

enum { most_names = 3 };

static bool same_width(double a, double b)
{
    return a >= b && a <= b;
}

static bool same_pen(struct ent_pen a, struct ent_pen b)
{
    return a.colour.rgb == b.colour.rgb && a.colour.given == b.colour.given && a.dash == b.dash &&
           same_width(a.width, b.width);
}

/* With --color-by fills do not tell types apart. */
static bool same_node(const struct ent_plan *plan, const struct ent_node_look *a,
                      const struct ent_node_look *b)
{
    bool same_fill = a->fill.rgb == b->fill.rgb && a->fill.given == b->fill.given;
    return (same_fill || plan->colour.asked.given) && a->shape->form == b->shape->form &&
           strcmp(a->shape->graphviz, b->shape->graphviz) == 0 && a->rounded == b->rounded &&
           a->peripheries == b->peripheries && same_pen(a->pen, b->pen);
}

static bool same_tie(const struct ent_tie_look *a, const struct ent_tie_look *b)
{
    return same_pen(a->pen, b->pen) && a->to.arrow == b->to.arrow && a->to.hollow == b->to.hollow &&
           a->from.arrow == b->from.arrow;
}

static struct ent_text kind_label(const struct ent_schema *schema, bool is_tie, uint32_t kind)
{
    return is_tie ? schema->relations[kind].kind.label : schema->types[kind].kind.label;
}

static void add_kind(const struct ent_schema *schema, struct ent_legend_entry *entry, uint32_t kind)
{
    struct ent_text label = kind_label(schema, entry->group == ENT_OF_TIES, kind);
    for (size_t i = 0; i < entry->name_count; i++)
        if (ent_text_equal(kind_label(schema, entry->group == ENT_OF_TIES, entry->kinds[i]), label))
            return;
    entry->kinds[entry->name_count++] = kind;
}

static struct ent_legend_entry *open_entry(struct ent_arena *arena, const struct ent_schema *schema,
                                           struct ent_legend *legend, size_t sample,
                                           enum ent_legend_group group)
{
    struct ent_legend_entry *entry = &legend->entries[legend->count++];
    *entry = (struct ent_legend_entry){.group = group,
                                       .sample = sample,
                                       .thinnest = sample,
                                       .thickest = sample,
                                       .of_tie = group == ENT_OF_TIES};
    entry->kinds = ENT_NEW(arena, uint32_t, schema->type_count + schema->relation_count);
    return entry;
}

/* The nearest type that all of them are kinds of, or ENT_NONE. */
static uint32_t common_type(const struct ent_schema *schema, const struct ent_legend_entry *entry)
{
    uint32_t general = entry->kinds[0];
    for (; general != ENT_NONE; general = schema->types[general].general) {
        bool common = true;
        for (size_t i = 1; i < entry->name_count; i++)
            common &= ent_type_isa(schema, entry->kinds[i], general);
        if (common)
            break;
    }
    return general;
}

/* Up to three names; more are called by what they have in common, or counted. */
static struct ent_text entry_text(struct ent_arena *arena, const struct ent_schema *schema,
                                  const struct ent_legend_entry *entry)
{
    struct ent_text text = {0};
    bool many = entry->name_count > most_names;
    uint32_t general = many && entry->group == ENT_OF_NODES ? common_type(schema, entry) : ENT_NONE;
    if (general != ENT_NONE)
        return schema->types[general].kind.label;
    for (size_t i = 0; i < entry->name_count && i < most_names; i++) {
        struct ent_text label = kind_label(schema, entry->group == ENT_OF_TIES, entry->kinds[i]);
        text = i == 0 ? label : ENT_FORM(arena, "{}, {}", text, label);
    }
    return many ? ENT_FORM(arena, "{} and {} more", text,
                           ent_text_number(arena, (int64_t)(entry->name_count - most_names)))
                : text;
}

/* Where a column gives the looks of a type, they are as many as its values: one stands for all. */
static bool stands_for(const struct ent_plan *plan, const struct ent_legend_entry *entry,
                       const struct ent_plan_node *node)
{
    uint32_t type = plan->network->node_type[node->node];
    return same_node(plan, &plan->nodes[entry->sample].look, &node->look) ||
           (entry->kinds[0] == type &&
            !ent_look_is_shared(&plan->network->schema->types[type].kind));
}

static void add_node(struct ent_arena *arena, const struct ent_plan *plan, size_t number,
                     size_t first, struct ent_legend *legend)
{
    const struct ent_plan_node *node = &plan->nodes[number];
    const struct ent_schema *schema = plan->network->schema;
    uint32_t type = plan->network->node_type[node->node];
    for (size_t i = first; i < legend->count; i++)
        if (stands_for(plan, &legend->entries[i], node)) {
            add_kind(schema, &legend->entries[i], type);
            return;
        }
    add_kind(schema, open_entry(arena, schema, legend, number, ENT_OF_NODES), type);
}

/* The width may come from a column, as a weight does: then the thinnest and the thickest are
 * shown. */
static bool is_told_by_width(const struct ent_plan *plan, const struct ent_legend_entry *entry,
                             const struct ent_plan_tie *tie, uint32_t relation)
{
    struct ent_tie_look look = tie->look;
    look.pen.width = plan->ties[entry->sample].look.pen.width;
    return entry->kinds[0] == relation && same_tie(&plan->ties[entry->sample].look, &look) &&
           (ent_tie_is_projected(plan->network, tie->tie) ||
            !ent_look_is_shared(&plan->network->schema->relations[relation].kind));
}

static void add_width(const struct ent_plan *plan, struct ent_legend_entry *entry, size_t number)
{
    double width = plan->ties[number].look.pen.width;
    if (width < plan->ties[entry->thinnest].look.pen.width)
        entry->thinnest = number;
    if (width > plan->ties[entry->thickest].look.pen.width)
        entry->thickest = number;
}

static void add_tie(struct ent_arena *arena, const struct ent_plan *plan, size_t number,
                    size_t first, struct ent_legend *legend)
{
    const struct ent_plan_tie *tie = &plan->ties[number];
    uint32_t relation = plan->network->tie_relation[tie->tie];
    for (size_t i = first; i < legend->count; i++) {
        struct ent_legend_entry *entry = &legend->entries[i];
        bool by_width = is_told_by_width(plan, entry, tie, relation);
        if (by_width)
            add_width(plan, entry, number);
        if (by_width || same_tie(&plan->ties[entry->sample].look, &tie->look)) {
            add_kind(plan->network->schema, entry, relation);
            return;
        }
    }
    add_kind(plan->network->schema,
             open_entry(arena, plan->network->schema, legend, number, ENT_OF_TIES), relation);
}

static struct ent_text width_words(struct ent_arena *arena, const struct ent_plan *plan,
                                   struct ent_text names, size_t tie, const char *otherwise)
{
    const double *weights = plan->network->tie_weight;
    if (ent_tie_is_projected(plan->network, plan->ties[tie].tie))
        return ENT_FORM(arena, "{}, weight {}", names,
                        ent_bundle_cell(plan->network, plan->ties[tie].tie, ENT_TEXT("weight")));
    double weight = weights ? weights[plan->ties[tie].tie] : 0;
    if (weight >= 1 && weight < 1e15 && same_width(weight, floor(weight)))
        return ENT_FORM(arena, "{}, weight {}", names, ent_text_number(arena, (int64_t)weight));
    return ENT_FORM(arena, "{}, {}", names, ent_text_of(otherwise));
}

/* One entry becomes two where the width of the line tells something. */
static void split_widths(struct ent_arena *arena, const struct ent_plan *plan,
                         struct ent_legend *legend)
{
    for (size_t i = legend->count; i > 0; i--) {
        struct ent_legend_entry *thin = &legend->entries[i - 1], *thick = thin + 1;
        if (thin->thinnest == thin->thickest)
            continue;
        memmove(thick + 1, thick, (legend->count - i) * sizeof *thick);
        legend->count++;
        *thick = *thin;
        thin->sample = thin->thinnest;
        thick->sample = thick->thickest;
        thin->names = width_words(arena, plan, thin->names, thin->sample, "thinnest");
        thick->names = width_words(arena, plan, thick->names, thick->sample, "thickest");
    }
}

static void add_manner(struct ent_legend *legend, size_t sample, bool of_tie, const char *name,
                       struct ent_manner manner)
{
    legend->entries[legend->count++] = (struct ent_legend_entry){.group = ENT_OF_CERTAINTY,
                                                                 .sample = sample,
                                                                 .thinnest = sample,
                                                                 .thickest = sample,
                                                                 .of_tie = of_tie,
                                                                 .names = ent_text_of(name),
                                                                 .manner = manner};
}

/* Presumed and doubtful strokes are explained where they occur, and beside them certain ones. */
static void add_manners(const struct ent_plan *plan, struct ent_legend *legend)
{
    size_t certain = 0, presumed = 0, doubtful = 0, node = 0;
    while (presumed < plan->tie_count &&
           (plan->ties[presumed].answer != ENT_PRESUMED || plan->ties[presumed].doubtful))
        presumed++;
    while (certain < plan->tie_count &&
           (plan->ties[certain].answer != ENT_CERTAIN || plan->ties[certain].doubtful))
        certain++;
    while (doubtful < plan->tie_count && !plan->ties[doubtful].doubtful)
        doubtful++;
    while (node < plan->node_count && !plan->nodes[node].doubtful)
        node++;
    bool uncertain = presumed < plan->tie_count || doubtful < plan->tie_count;
    if (uncertain && certain < plan->tie_count)
        add_manner(legend, certain, true, "certain", (struct ent_manner){.presumed = false});
    if (presumed < plan->tie_count)
        add_manner(legend, presumed, true, "presumed", (struct ent_manner){.presumed = true});
    if (doubtful < plan->tie_count)
        add_manner(legend, doubtful, true, "uncertain (?)", (struct ent_manner){.doubtful = true});
    else if (node < plan->node_count)
        add_manner(legend, node, false, "uncertain (?)", (struct ent_manner){.doubtful = true});
}

/* ---- what changed ---- */

/* The first tie or node with that fate; the number of all if there is none. */
static size_t first_with(const struct ent_plan *plan, bool of_tie, enum ent_fate fate)
{
    const struct ent_change *change = plan->selection->change;
    size_t i = 0, count = of_tie ? plan->tie_count : plan->node_count;
    while (i < count &&
           (of_tie ? change->ties[plan->ties[i].tie] : change->nodes[plan->nodes[i].node]) != fate)
        i++;
    return i;
}

/* "changed from strategic partnership", where it is the same of all. */
static struct ent_text words_of_changed(struct ent_arena *arena, const struct ent_plan *plan)
{
    struct ent_text same = {0};
    for (size_t i = 0; i < plan->tie_count; i++) {
        struct ent_text was = ent_tie_was(arena, plan->network, plan->selection, plan->ties[i].tie);
        if (was.length > 0 && same.length > 0 && !ent_text_equal(was, same))
            return ent_words_of_fate(plan->selection->change, ENT_CHANGED, true);
        same = was.length > 0 ? was : same;
    }
    return ENT_FORM(arena, "changed from {}", same);
}

/* "↑↓ changed: 5 ties (3 more, 2 less)", and "→" for those at another level. */
static struct ent_text words_of_weights(struct ent_arena *arena, const struct ent_plan *plan,
                                        const struct ent_fate_look *fate, struct ent_text what)
{
    const struct ent_change *change = plan->selection->change;
    size_t more = 0, less = 0;
    for (size_t i = 0; i < plan->tie_count; i++) {
        uint32_t tie = plan->ties[i].tie;
        bool weighs = change->ties[tie] == ENT_CHANGED && change->instead_of[tie] == ENT_NONE;
        more += weighs && plan->network->tie_weight[tie] > change->weight_before[tie];
        less += weighs && plan->network->tie_weight[tie] < change->weight_before[tie];
    }
    bool levels = more + less < change->tie_counts[ENT_CHANGED];
    struct ent_text signs =
        ENT_FORM(arena, "{}{}{}", levels ? fate->sign : ENT_NO_HINT,
                 more > 0 ? ENT_TEXT("↑") : ENT_NO_HINT, less > 0 ? ENT_TEXT("↓") : ENT_NO_HINT);
    struct ent_text words =
        ENT_FORM(arena, "changed: {} ({} more, {} less)", what,
                 ent_text_number(arena, (int64_t)more), ent_text_number(arena, (int64_t)less));
    return ent_fate_label(arena, fate->sign.length > 0 ? signs : fate->sign, words);
}

/* "+ added: 11 ties" */
static void add_fate(struct ent_arena *arena, const struct ent_plan *plan, bool of_tie,
                     enum ent_fate fate, struct ent_legend *legend)
{
    const struct ent_change *change = plan->selection->change;
    size_t count = of_tie ? change->tie_counts[fate] : change->node_counts[fate];
    if (count == 0)
        return;
    struct ent_legend_entry *entry = &legend->entries[legend->count++];
    size_t sample = first_with(plan, of_tie, fate);
    struct ent_text what = of_tie ? ent_words_of_count(arena, count, "tie", "ties")
                                  : ent_words_of_count(arena, count, "node", "nodes");
    struct ent_text words = fate == ENT_CHANGED ? words_of_changed(arena, plan)
                                                : ent_words_of_fate(change, fate, of_tie);
    *entry = (struct ent_legend_entry){.group = ENT_OF_CHANGE,
                                       .sample = sample,
                                       .thinnest = sample,
                                       .thickest = sample,
                                       .of_tie = of_tie,
                                       .manner = {.fate = &plan->theme->fates[fate]}};
    entry->names = fate == ENT_CHANGED && change->weight_before
                       ? words_of_weights(arena, plan, entry->manner.fate, what)
                       : ent_fate_label(arena, entry->manner.fate->sign,
                                        ENT_FORM(arena, "{}: {}", words, what));
}

static void add_fates(struct ent_arena *arena, const struct ent_plan *plan,
                      struct ent_legend *legend)
{
    static const enum ent_fate told[] = {ENT_ADDED, ENT_CHANGED, ENT_ENDED, ENT_UNCHANGED};
    const struct ent_change *change = plan->selection->change;
    for (size_t i = 0; change && i < 2 * ENT_COUNT(told); i++)
        add_fate(arena, plan, i < ENT_COUNT(told), told[i % ENT_COUNT(told)], legend);
}

/* "ASEAN: 10 members"; in a series "6 to 10 members". */
static struct ent_text group_text(struct ent_arena *arena, const struct ent_plan *plan,
                                  size_t number)
{
    const struct ent_group *group = &plan->selection->groups->all[number];
    struct ent_text name = plan->network->node_name[group->node];
    size_t least = SIZE_MAX, most = 0;
    for (size_t i = 0; i < plan->picture_count; i++) {
        size_t count = plan->pictures[i].groups->all[number].count;
        least = count < least ? count : least;
        most = count > most ? count : most;
    }
    if (plan->picture_count == 0)
        return ENT_FORM(arena, "{}: {}", name, ent_words_of_group_size(arena, group));
    struct ent_text members = ent_words_of_count(arena, most, "member", "members");
    return least == most ? ENT_FORM(arena, "{}: {}", name, members)
                         : ENT_FORM(arena, "{}: {} to {}", name,
                                    ent_text_number(arena, (int64_t)least), members);
}

static void add_groups(struct ent_arena *arena, const struct ent_plan *plan,
                       struct ent_legend *legend)
{
    for (size_t i = 0; i < plan->group_count; i++)
        legend->entries[legend->count++] = (struct ent_legend_entry){
            .group = ENT_OF_GROUPS, .sample = i, .names = group_text(arena, plan, i)};
}

struct ent_legend ent_legend_make(struct ent_arena *arena, const struct ent_plan *plan)
{
    enum { of_worths = 16 }; /* samples, groups with the others, nodes without a value */
    size_t most = 2 * (plan->node_count + plan->tie_count) + plan->group_count + 3 + 2 * ENT_FATES +
                  of_worths;
    const struct ent_schema *schema = plan->network->schema;
    struct ent_legend legend = {ENT_NEW(arena, struct ent_legend_entry, most), 0};
    add_fates(arena, plan, &legend);
    size_t looks = legend.count;
    for (size_t i = 0; i < plan->node_count; i++)
        if (!plan->nodes[i].overridden)
            add_node(arena, plan, i, looks, &legend);
    size_t types = legend.count;
    ent_legend_add_worths(arena, plan, &legend);
    size_t nodes = legend.count;
    for (size_t i = 0; i < plan->tie_count; i++)
        add_tie(arena, plan, i, nodes, &legend);
    for (size_t i = looks; i < legend.count; i++)
        if (i < types || i >= nodes)
            legend.entries[i].names = entry_text(arena, schema, &legend.entries[i]);
    split_widths(arena, plan, &legend);
    add_groups(arena, plan, &legend);
    add_manners(plan, &legend);
    return legend;
}
