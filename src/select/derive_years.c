#include "select/derive.h"

#include "select/groups.h"

#include <math.h>
#include <stdlib.h>

/* The networks of the years laid end to end: each keeps its own ties, with their weights and what
 * they stand for, and nodes have the same numbers in all of them. */
struct joining {
    struct ent_run *run;
    const struct ent_derivation *wish;
    struct ent_network *years;   /* as derived, one by one */
    struct ent_selection *shown; /* of each of them */
    struct ent_bundles *parts;   /* what their ties stand for */
    uint32_t **relations;        /* of each of them: which relation of the whole theirs are */
    size_t *first;               /* at which number the ties of each begin, and where all end */
    size_t count;
    struct ent_derived all;
};

/* " in 2016", " from 2015-06-01 to 2015-06-30" */
static struct ent_text time_of(struct ent_arena *arena, struct ent_window window)
{
    struct ent_text first = ent_day_text(arena, window.first);
    struct ent_text last = ent_day_text(arena, window.last);
    struct ent_text year = ent_text_slice(first, 0, first.length - strlen("-01-01"));
    bool whole = ent_text_equal(first, ENT_FORM(arena, "{}-01-01", year)) &&
                 ent_text_equal(last, ENT_FORM(arena, "{}-12-31", year));
    return whole ? ENT_FORM(arena, " in {}", year) : ENT_FORM(arena, " from {} to {}", first, last);
}

static bool derive_each(struct joining *j, const struct ent_network *network,
                        const struct ent_selection *yearly)
{
    struct ent_arena *arena = &j->run->arena;
    struct ent_derivation wish = *j->wish;
    wish.group = (struct ent_value){0}; /* found for all years together */
    j->years = ENT_NEW(arena, struct ent_network, j->count);
    j->shown = ENT_NEW(arena, struct ent_selection, j->count);
    j->parts = ENT_NEW(arena, struct ent_bundles, j->count);
    j->first = ENT_NEW(arena, size_t, j->count + 1);
    for (size_t i = 0; i < j->count; i++) {
        wish.when = time_of(arena, yearly[i].window);
        if (!ent_derive(j->run, network, &yearly[i], &wish, &j->years[i], &j->shown[i]))
            return false;
        j->parts[i] = *j->years[i].bundles;
        j->first[i + 1] = j->first[i] + j->years[i].tie_count;
    }
    return true;
}

/* ---- relations ---- */

static bool same_relation(const struct ent_relation *a, const struct ent_relation *b)
{
    return ent_text_equal(a->kind.name, b->kind.name) &&
           ent_text_equal(a->kind.label, b->kind.label) && a->kind.offset == b->kind.offset &&
           a->symmetric == b->symmetric;
}

/* Mergers and projections make relations of their own, in each year those that it needs. */
static uint32_t join_relation(struct ent_schema *schema, const struct ent_table **tables,
                              size_t known, const struct ent_network *year, uint32_t number,
                              const uint32_t *relations)
{
    const struct ent_relation *relation = &year->schema->relations[number];
    for (size_t i = known; i < schema->relation_count; i++)
        if (same_relation(&schema->relations[i], relation))
            return (uint32_t)i;
    uint32_t own = (uint32_t)schema->relation_count++;
    schema->relations[own] = *relation;
    schema->relations[own].same = relation->same == number ? own : relations[relation->same];
    tables[own] = year->relation_table[number];
    return own;
}

static void join_schemas(struct joining *j, const struct ent_network *origin)
{
    struct ent_arena *arena = &j->run->arena;
    struct ent_schema *schema = ENT_NEW(arena, struct ent_schema, 1);
    size_t known = origin->schema->relation_count, most = known;
    for (size_t i = 0; i < j->count; i++)
        most += j->years[i].schema->relation_count - known;
    const struct ent_table **tables = ENT_NEW(arena, const struct ent_table *, most + 1);
    *schema = *origin->schema;
    schema->relations = ENT_NEW(arena, struct ent_relation, most + 1);
    memcpy(schema->relations, origin->schema->relations, known * sizeof *schema->relations);
    memcpy(tables, origin->relation_table, known * sizeof *tables);
    j->relations = ENT_NEW(arena, uint32_t *, j->count);
    for (size_t i = 0; i < j->count; i++) {
        const struct ent_network *year = &j->years[i];
        j->relations[i] = ENT_NEW(arena, uint32_t, year->schema->relation_count + 1);
        for (uint32_t number = 0; number < year->schema->relation_count; number++)
            j->relations[i][number] = number < known ? number
                                                     : join_relation(schema, tables, known, year,
                                                                     number, j->relations[i]);
    }
    j->all.network->schema = schema;
    j->all.network->relation_table = tables;
}

/* ---- ties ---- */

static void copy_ties(struct joining *j, size_t year)
{
    const struct ent_network *from = &j->years[year];
    struct ent_network *to = j->all.network;
    size_t at = j->first[year], count = from->tie_count;
    struct ent_bundles *bundles = j->all.bundles;
    size_t members = bundles->first[at];
    for (size_t i = 0; i < count; i++) {
        to->tie_relation[at + i] = j->relations[year][from->tie_relation[i]];
        to->tie_row[at + i] = from->tie_row[i];
        to->tie_from[at + i] = from->tie_from[i];
        to->tie_to[at + i] = from->tie_to[i];
        to->tie_agreement[at + i] = from->tie_agreement[i];
        to->tie_behalf[at + i] = from->tie_behalf[i];
        to->tie_life[at + i] = from->tie_life[i];
        to->tie_weight[at + i] = from->tie_weight ? from->tie_weight[i] : 1;
        bool projected = ent_tie_is_projected(from, (uint32_t)i);
        bundles->count[at + i] = projected ? from->bundles->count[i] : 0;
        for (size_t k = from->bundles->first[i]; k < from->bundles->first[i + 1]; k++)
            bundles->members[members++] = from->bundles->members[k];
        bundles->first[at + i + 1] = members;
    }
    to->tie_count += count;
}

/* Widths of lines follow from the weights of all years. */
static void join_weights(struct joining *j)
{
    struct ent_bundles *bundles = j->all.bundles;
    bundles->least_weight = INFINITY;
    bundles->projected = ENT_NONE;
    for (size_t i = 0; i < j->count; i++) {
        const struct ent_bundles *part = &j->parts[i];
        if (part->projected == ENT_NONE)
            continue;
        bundles->projected = j->relations[i][part->projected];
        bundles->least_weight = fmin(bundles->least_weight, part->least_weight);
        bundles->most_weight = fmax(bundles->most_weight, part->most_weight);
    }
}

static void join(struct joining *j, const struct ent_network *network,
                 const struct ent_selection *all)
{
    struct ent_arena *arena = &j->run->arena;
    size_t members = 0;
    for (size_t i = 0; i < j->count; i++)
        members += j->years[i].bundles->first[j->years[i].tie_count];
    *j->all.network = *network;
    join_schemas(j, network);
    *j->all.selection = *all;
    *j->all.bundles = (struct ent_bundles){.origin = network,
                                           .selected = all,
                                           .run = j->run,
                                           .parts = j->parts,
                                           .part_first = j->first,
                                           .part_count = j->count};
    ent_derived_room(j->run, &j->all, j->first[j->count], members);
    j->all.bundles->count = ENT_NEW(arena, uint32_t, j->first[j->count] + 1);
    j->all.network->bundles = j->all.bundles;
    for (size_t i = 0; i < j->count; i++)
        copy_ties(j, i);
    join_weights(j);
}

/* ---- which ties of several years are the same ---- */

struct key {
    uint32_t relation, from, to, own; /* own: the row, where ties are what rows say */
    uint32_t tie;
};

static int by_number(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_key(const void *a, const void *b)
{
    const struct key *left = a, *right = b;
    int order = by_number(left->relation, right->relation);
    order = order != 0 ? order : by_number(left->from, right->from);
    order = order != 0 ? order : by_number(left->to, right->to);
    return order != 0 ? order : by_number(left->own, right->own);
}

static int by_key_and_tie(const void *a, const void *b)
{
    int order = by_key(a, b);
    return order != 0 ? order
                      : by_number(((const struct key *)a)->tie, ((const struct key *)b)->tie);
}

static struct key *sorted_keys(struct joining *j)
{
    const struct ent_network *network = j->all.network;
    const struct ent_bundles *bundles = j->all.bundles;
    bool of_rows = !j->wish->rollup.given && !j->wish->merge;
    struct key *keys = ENT_NEW(&j->run->arena, struct key, network->tie_count + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        keys[tie] = (struct key){
            network->tie_relation[tie], network->tie_from[tie], network->tie_to[tie],
            of_rows && bundles->count[tie] == 0 ? bundles->members[bundles->first[tie]] : 0, tie};
    qsort(keys, network->tie_count, sizeof *keys, by_key_and_tie);
    return keys;
}

static size_t year_of(const struct joining *j, uint32_t tie)
{
    size_t year = 0;
    while (tie >= j->first[year + 1])
        year++;
    return year;
}

/* Where one year has several ties alike, the first of them is the same as the first of another. */
static void find_twins(struct joining *j)
{
    struct ent_bundles *bundles = j->all.bundles;
    size_t count = j->all.network->tie_count;
    const struct key *keys = sorted_keys(j);
    uint32_t *alike = ENT_NEW(&j->run->arena, uint32_t, count + 1); /* the first of each number */
    bundles->twin = ENT_NEW(&j->run->arena, uint32_t, count + 1);
    bundles->turn = ENT_NEW(&j->run->arena, uint32_t, count + 1);
    for (size_t from = 0, to = 0; from < count; from = to) {
        uint32_t turn = 0, most = 0;
        size_t year = SIZE_MAX;
        for (; to < count && by_key(&keys[from], &keys[to]) == 0; to++) {
            uint32_t tie = keys[to].tie;
            size_t own = year_of(j, tie);
            turn = own == year ? turn + 1 : 0;
            year = own;
            if (turn == most)
                alike[most++] = tie;
            bundles->twin[tie] = alike[turn];
            bundles->turn[tie] = turn;
        }
    }
}

/* ---- the selections ---- */

static void select_year(struct joining *j, size_t year, struct ent_selection *selection)
{
    struct ent_arena *arena = &j->run->arena;
    struct ent_selection *before = ENT_NEW(arena, struct ent_selection, 1);
    size_t count = j->all.network->tie_count;
    *before = *selection;
    selection->nodes = j->shown[year].nodes;
    selection->ties = ENT_NEW(arena, uint8_t, count + 1);
    selection->tie_step = ENT_NEW(arena, uint8_t, count + 1);
    selection->origin = before;
    if (j->years[year].tie_count > 0)
        memcpy(selection->ties + j->first[year], j->shown[year].ties, j->years[year].tie_count);
}

bool ent_derive_years(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *all, const struct ent_derivation *wish,
                      struct ent_network *derived, struct ent_selection *yearly, size_t count,
                      struct ent_selection *left)
{
    struct joining j = {.run = run,
                        .wish = wish,
                        .count = count,
                        .all = {derived, left, ENT_NEW(&run->arena, struct ent_bundles, 1)}};
    *derived = *network;
    *left = *all;
    if (!wish->rollup.given && !wish->project.given && !wish->merge)
        return ent_groups_take_yearly(run, network, wish, network, yearly, count, left);
    if (!derive_each(&j, network, yearly))
        return false;
    join(&j, network, all);
    find_twins(&j);
    for (size_t i = 0; i < count; i++)
        select_year(&j, i, &yearly[i]);
    *left = ent_years_united(run, derived, left, yearly, count);
    return ent_groups_take_yearly(run, network, wish, derived, yearly, count, left);
}
