#include "write/list_years.h"

#include <stdlib.h>

enum { YEAR, NODES, NEW_NODES, ENDED_NODES, TIES, NEW_TIES, ENDED_TIES, DENSITY, FIXED };

struct years {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_years *years;
    const struct ent_selection *yearly;
    uint32_t *relations; /* those of a name that occurs, by their first one */
    size_t relation_count;
};

static size_t count_relation(const struct years *y, const struct ent_selection *selection,
                             uint32_t relation)
{
    const struct ent_network *network = y->network;
    size_t found = 0;
    for (size_t tie = 0; tie < network->tie_count; tie++)
        found += selection->ties[tie] != ENT_OUT &&
                 network->schema->relations[network->tie_relation[tie]].same == relation;
    return found;
}

static int by_number(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* Of all pairs of nodes, the share that a tie joins. */
static double density(const struct years *y, const struct ent_selection *selection, size_t nodes)
{
    const struct ent_network *network = y->network;
    uint64_t *pairs = ENT_NEW(&y->run->arena, uint64_t, network->tie_count + 1);
    size_t tied = 0, different = 0;
    for (size_t tie = 0; tie < network->tie_count; tie++) {
        uint64_t from = network->tie_from[tie], to = network->tie_to[tie];
        if (selection->ties[tie] != ENT_OUT && from != to)
            pairs[tied++] = from < to ? from << 32 | to : to << 32 | from;
    }
    qsort(pairs, tied, sizeof *pairs, by_number);
    for (size_t i = 0; i < tied; i++)
        different += i == 0 || pairs[i] != pairs[i - 1];
    return nodes < 2 ? 0 : (double)different / ((double)nodes * (double)(nodes - 1) / 2);
}

static struct ent_text number(const struct years *y, size_t found)
{
    return ent_text_number(&y->run->arena, (int64_t)found);
}

static void fill_year(const void *subject, size_t row, struct ent_text *cells)
{
    const struct years *y = subject;
    const struct ent_selection *now = &y->yearly[row], *before = row > 0 ? now - 1 : NULL;
    const struct ent_network *network = y->network;
    size_t nodes = ent_count_nodes(network, now, NULL);
    memset(cells, 0, FIXED * sizeof *cells); /* nothing is new in the first year */
    cells[YEAR] = y->years->years[row];
    cells[NODES] = number(y, nodes);
    cells[TIES] = number(y, ent_count_ties(network, now, NULL));
    if (before) {
        cells[NEW_NODES] = number(y, ent_count_nodes(network, now, before));
        cells[NEW_TIES] = number(y, ent_count_ties(network, now, before));
        cells[ENDED_NODES] = number(y, ent_count_nodes(network, before, now));
        cells[ENDED_TIES] = number(y, ent_count_ties(network, before, now));
    }
    cells[DENSITY] = ent_text_decimal(&y->run->arena, density(y, now, nodes));
    for (size_t i = 0; i < y->relation_count; i++)
        cells[FIXED + i] = number(y, count_relation(y, now, y->relations[i]));
}

/* Names of relations in the order of the schema, if a tie of it is in any year. */
static void find_relations(struct years *y)
{
    const struct ent_schema *schema = y->network->schema;
    y->relations = ENT_NEW(&y->run->arena, uint32_t, schema->relation_count + 1);
    for (uint32_t relation = 0; relation < schema->relation_count; relation++) {
        size_t found = 0;
        for (size_t i = 0; i < y->years->count && schema->relations[relation].same == relation; i++)
            found += count_relation(y, &y->yearly[i], relation);
        if (found > 0)
            y->relations[y->relation_count++] = relation;
    }
}

void ent_list_years_write(struct ent_run *run, const struct ent_network *network,
                          const struct ent_years *years, const struct ent_selection *yearly,
                          enum ent_rows_form form, struct ent_writer *writer)
{
    static const char *const names[] = {
        [YEAR] = "year",
        [NODES] = "nodes",
        [NEW_NODES] = "new nodes",
        [TIES] = "ties",
        [ENDED_NODES] = "ended nodes",
        [NEW_TIES] = "new ties",
        [ENDED_TIES] = "ended ties",
        [DENSITY] = "density",
    };
    struct years y = {.run = run, .network = network, .years = years, .yearly = yearly};
    find_relations(&y);
    size_t columns = FIXED + y.relation_count;
    struct ent_text *titles = ENT_NEW(&run->arena, struct ent_text, columns + 1);
    bool *numeric = ENT_NEW(&run->arena, bool, columns + 1);
    for (size_t i = 0; i < columns; i++) {
        titles[i] = i < FIXED ? ent_text_of(names[i])
                              : network->schema->relations[y.relations[i - FIXED]].kind.name;
        numeric[i] = i != YEAR;
    }
    ent_rows_write(run,
                   &(struct ent_rows){.columns = titles,
                                      .column_count = columns,
                                      .row_count = years->count,
                                      .numeric = numeric,
                                      .fill = fill_year,
                                      .subject = &y},
                   form, writer);
}
