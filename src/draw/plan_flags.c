#include "draw/plan.h"

static const double gap = 4; /* between a flag and the name behind it */

/* Nodes whose type has a flag, but whose code is blank. */
struct without {
    struct ent_text first;
    size_t count;
};

/* The code of a node in the words of its table; true if its type has flags at all. */
static bool code_of(struct ent_run *run, const struct ent_network *network, uint32_t node,
                    struct ent_text *code, struct ent_place *place)
{
    uint32_t type = network->node_type[node];
    const struct ent_template *template = &network->schema->types[type].kind.values[ENT_AT_FLAG];
    *code = (struct ent_text){0};
    if (template->text.length == 0)
        return false;
    struct ent_filler filler =
        ent_template_bind(&run->arena, template, network->type_table[type], (struct ent_text){0});
    *code = ent_text_trim(ent_template_fill(&run->arena, &filler, network->node_row[node]));
    if (code->length > 0)
        *place = ent_template_place(&filler, network->node_row[node]);
    return true;
}

static void find_flag(struct ent_run *run, const struct ent_plan *plan,
                      const struct ent_flags *flags, struct ent_plan_node *node,
                      struct without *without)
{
    struct ent_text code, name = plan->network->node_name[node->node];
    struct ent_place place = ENT_NOWHERE;
    if (!code_of(run, plan->network, node->node, &code, &place))
        return;
    if (code.length == 0 && without->count++ == 0)
        without->first = name;
    if (code.length == 0)
        return;
    node->flag = ent_flags_find(flags, code);
    if (!node->flag)
        ent_report(run, ENT_W705, place, ENT_TEXT("ISO 3166 has codes as VN, VNM and 704"), name,
                   code);
}

static void tell_without(struct ent_run *run, const struct without *without)
{
    if (without->count == 1)
        ent_report(run, ENT_N706, ENT_NOWHERE, ENT_NO_HINT,
                   ENT_FORM(&run->arena, "'{}' has", without->first));
    if (without->count > 1)
        ent_report(run, ENT_N706, ENT_NOWHERE, ENT_NO_HINT,
                   ENT_FORM(&run->arena, "{} nodes, such as '{}', have",
                            ent_text_number(&run->arena, (int64_t)without->count), without->first));
}

static bool has_types_with_flags(const struct ent_schema *schema)
{
    for (size_t i = 0; i < schema->type_count; i++)
        if (schema->types[i].kind.values[ENT_AT_FLAG].text.length > 0)
            return true;
    return false;
}

void ent_plan_flags(struct ent_run *run, const struct ent_wish *wish, struct ent_plan *plan)
{
    struct ent_flags flags;
    struct without without = {0};
    if (wish->flags == ENT_FLAGS_NONE)
        return;
    if (!has_types_with_flags(plan->network->schema)) {
        ent_report(run, ENT_E500, wish->flags_place,
                   ENT_TEXT("name its column of ISO 3166 codes in the schema: "
                            "state [flag=\"{iso3}\"]"),
                   ENT_TEXT("--flags: no type has a flag"));
        return;
    }
    ent_flags_open(run, &flags);
    for (size_t i = 0; i < plan->node_count; i++) {
        struct ent_plan_node *node = &plan->nodes[i];
        find_flag(run, plan, &flags, node, &without);
        if (node->flag && wish->flags == ENT_FLAGS_INSIDE)
            node->flag_room =
                node->look.font_size * ENT_FLAG_ASPECT + (node->label.width > 0 ? gap : 0);
    }
    tell_without(run, &without);
}
