/* Hubs become weighted ties between their parties (model.md §5.1, §5.3). */
#include "select/projection.h"

#include <math.h>

/* Ties of projected pairs are of a relation of their own. */
static uint32_t add_relation(const struct ent_projecting *p, uint32_t type,
                             struct ent_derived *derived)
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
static void copy_others(const struct ent_projecting *p, struct ent_derived *derived)
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

static void add_pairs(const struct ent_projecting *p, const struct ent_founds *founds,
                      uint32_t relation, struct ent_derived *derived)
{
    struct ent_network *made = derived->network;
    size_t members = derived->bundles->first[made->tie_count];
    derived->bundles->count =
        ENT_NEW(&p->run->arena, uint32_t, made->tie_count + founds->count + 1);
    derived->bundles->least_weight = INFINITY;
    for (size_t i = 0; i < founds->count; i++) {
        const struct ent_found *found = &founds->all[i];
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
static void remember_hubs(const struct ent_projecting *p, struct ent_bundles *bundles)
{
    size_t nodes = p->network->node_count;
    struct ent_by_node one = ent_projection_by_node(p, p->parties, p->first), other = {0};
    size_t room = p->first[p->hub_count];
    if (p->two_sided) {
        other = ent_projection_by_node(p, p->others, p->first_other);
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
            if (ent_projection_parties(p, hub) > 0)
                bundles->hubs[used++] = p->hubs[hub];
        }
        for (size_t i = p->two_sided ? other.first[rank] : 0;
             p->two_sided && i < other.first[rank + 1]; i++)
            bundles->hubs[used++] = p->hubs[p->others[other.memberships[i]].hub];
    }
    bundles->hub_first[nodes] = used;
}

static void take_out_hubs(const struct ent_projecting *p, struct ent_selection *selection)
{
    for (size_t i = 0; i < p->hub_count; i++)
        selection->nodes[p->hubs[i]] = ENT_OUT;
}

/* Is there a window that days can be counted in? */
static bool has_days(const struct ent_projecting *p)
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

static void tell_of_none(const struct ent_projecting *p, const struct ent_founds *founds)
{
    struct ent_arena *arena = &p->run->arena;
    if (founds->count == 0 && founds->most_weight > 0)
        ent_report(p->run, ENT_N609, p->wish->project.place, ENT_NO_HINT,
                   ent_weight_text(arena, p->wish->least_weight), p->wish->when,
                   ent_weight_text(arena, founds->most_weight));
}

bool ent_derive_projection(struct ent_run *run, const struct ent_derivation *wish,
                           struct ent_derived *derived)
{
    struct ent_network old = *derived->network;
    struct ent_selection selected = *derived->selection;
    struct ent_bundles bundles = *derived->bundles;
    old.bundles = &bundles;
    struct ent_projecting p = {.run = run, .wish = wish, .network = &old, .selection = &selected};
    uint32_t type = ent_derive_type(run, old.schema, "--project", wish->project);
    if (!ent_projection_choose(&p) || type == ENT_NONE || !has_days(&p) ||
        !ent_projection_sides(&p, type))
        return false;
    if (!ent_projection_tell(&p))
        return false;
    struct ent_founds founds = ent_projection_pairs(&p);
    tell_of_none(&p, &founds);
    ent_projection_strongest(&p, &founds);
    uint32_t relation = add_relation(&p, type, derived);
    ent_derived_room(run, derived, old.tie_count + founds.count, bundles.first[old.tie_count]);
    copy_others(&p, derived);
    add_pairs(&p, &founds, relation, derived);
    derived->bundles->projected = relation;
    remember_hubs(&p, derived->bundles);
    take_out_hubs(&p, derived->selection);
    return true;
}
