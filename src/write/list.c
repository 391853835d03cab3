#include "write/list.h"

#include "draw/fate.h"
#include "draw/plan.h"
#include "model/bundle.h"
#include "select/lineage.h"
#include "write/dot.h"
#include "write/list_columns.h"

/* A kind is a type of nodes or a relation. */
struct listed_kind {
    const struct ent_table *table; /* NULL: no row is of this kind */
    struct ent_filler start, end;
    uint32_t *numbers; /* of the listed columns in the table, or ENT_NONE */
    uint32_t answer;   /* the column of answers that a graph came with, or ENT_NONE */
    bool shared;       /* ties from a column of a node table: the row tells of the node */
};

/* What one selection adds to the rows. */
struct part {
    const struct ent_listed *listed;
    struct ent_order order;
    double **measured;          /* of each column that is a measure: the values of the nodes */
    const uint32_t **relatives; /* of each column that is one: the relative of the nodes */
    size_t first_row;
};

struct list {
    struct ent_run *run;
    const struct ent_network *network;
    struct part *parts;
    size_t part_count, row_count;
    struct ent_list_columns columns;
    struct listed_kind *kinds;
    size_t kind_count;
};

/* ---- kinds ---- */

static bool is_node_table(const struct ent_network *network, const struct ent_table *table)
{
    for (size_t i = 0; i < network->schema->type_count; i++)
        if (network->type_table[i] == table)
            return true;
    return false;
}

static struct ent_filler bound(const struct list *list, const struct ent_kind *kind,
                               const struct ent_table *table, enum ent_attribute attribute)
{
    const struct ent_schema *schema = list->network->schema;
    return ent_template_bind(&list->run->arena, ent_kind_template(schema, kind, attribute), table,
                             ent_kind_text(schema, kind, ENT_AT_MISSING));
}

static void open_kind(struct list *list, const struct ent_kind *kind, const struct ent_table *table,
                      bool of_ties)
{
    struct listed_kind *opened = &list->kinds[list->kind_count++];
    opened->table = table;
    opened->answer = ENT_NONE;
    if (!table)
        return;
    opened->start = bound(list, kind, table, ENT_AT_START);
    opened->end = bound(list, kind, table, ENT_AT_END);
    opened->answer = ent_table_column(table, ENT_TEXT(ENT_ANSWER_COLUMN));
    opened->shared = of_ties && is_node_table(list->network, table);
}

static void open_kinds(struct list *list, bool of_ties)
{
    const struct ent_network *network = list->network;
    const struct ent_schema *schema = network->schema;
    size_t count = of_ties ? schema->relation_count : schema->type_count;
    list->kinds = ENT_NEW(&list->run->arena, struct listed_kind, count + 1);
    for (size_t i = 0; i < count; i++)
        open_kind(list, of_ties ? &schema->relations[i].kind : &schema->types[i].kind,
                  of_ties ? network->relation_table[i] : network->type_table[i], of_ties);
}

/* Columns of tables are looked up once for each kind and not for each row. */
static void number_columns(struct list *list)
{
    for (size_t i = 0; i < list->kind_count; i++) {
        struct listed_kind *kind = &list->kinds[i];
        kind->numbers = ENT_NEW(&list->run->arena, uint32_t, list->columns.count + 1);
        for (size_t j = 0; kind->table && j < list->columns.count; j++)
            kind->numbers[j] = ent_table_column(kind->table, list->columns.titles[j]);
    }
}

/* ---- parts ---- */

static void open_parts(struct list *list, const struct ent_listed *listed, size_t count)
{
    list->parts = ENT_NEW(&list->run->arena, struct part, count + 1);
    for (list->part_count = 0; list->part_count < count; list->part_count++)
        list->parts[list->part_count].listed = &listed[list->part_count];
}

static void measure_part(const struct list *list, struct part *part)
{
    part->measured = ENT_NEW(&list->run->arena, double *, list->columns.count + 1);
    for (size_t i = 0; i < list->columns.count; i++)
        if (list->columns.cells[i] == ENT_CELL_MEASURE)
            part->measured[i] = ent_measure(list->run, list->network, part->listed->selection,
                                            list->columns.measures[i]);
}

static void relate_part(const struct list *list, struct part *part)
{
    const struct ent_selection *selection = part->listed->selection;
    const struct ent_network *network = list->network;
    if (network->bundles)
        network = network->bundles->origin;
    part->relatives = ENT_NEW(&list->run->arena, const uint32_t *, list->columns.count + 1);
    for (size_t i = 0; i < list->columns.count; i++)
        if (list->columns.cells[i] == ENT_CELL_FAMILY)
            part->relatives[i] = ent_lineage_families(list->run, network, selection);
        else if (list->columns.cells[i] == ENT_CELL_SUCCESSOR)
            part->relatives[i] = ent_lineage_successors(list->run, network, selection);
}

static void order_parts(struct list *list, bool of_ties)
{
    for (size_t i = 0; i < list->part_count; i++) {
        struct part *part = &list->parts[i];
        part->order = ent_order_make(list->run, list->network, part->listed->selection);
        part->first_row = list->row_count;
        list->row_count += of_ties ? part->order.tie_count : part->order.node_count;
        measure_part(list, part);
        relate_part(list, part);
    }
}

/* The part that a row is of. */
static const struct part *part_at(const struct list *list, size_t row)
{
    size_t first = 0, end = list->part_count;
    while (end - first > 1) {
        size_t middle = first + (end - first) / 2;
        *(list->parts[middle].first_row <= row ? &first : &end) = middle;
    }
    return &list->parts[first];
}

/* ---- rows ---- */

static struct ent_text table_cell(const struct listed_kind *kind, size_t column, uint32_t row)
{
    uint32_t number = kind->numbers[column];
    return number == ENT_NONE ? (struct ent_text){0} : ent_table_cell(kind->table, row, number);
}

/* Where no time is asked for, a graph that was read keeps the answers that it came with. */
static struct ent_text answer_cell(const struct part *part, const struct listed_kind *kind,
                                   uint32_t row, enum ent_answer answer)
{
    if (part->listed->selection->timed)
        return ent_words_of_answer(answer);
    return kind->answer == ENT_NONE ? (struct ent_text){0}
                                    : ent_table_cell(kind->table, row, kind->answer);
}

static struct ent_text node_cell(const struct list *list, const struct part *part, uint32_t node,
                                 size_t column)
{
    const struct ent_network *network = list->network;
    const struct listed_kind *kind = &list->kinds[network->node_type[node]];
    struct ent_text cell = table_cell(kind, column, network->node_row[node]);
    switch (list->columns.cells[column]) {
    case ENT_CELL_YEAR:
        return part->listed->year;
    case ENT_CELL_ID:
        return network->node_id[node];
    case ENT_CELL_TYPE:
        return network->schema->types[network->node_type[node]].kind.name;
    case ENT_CELL_NAME:
        return cell.length > 0 ? cell : network->node_name[node];
    case ENT_CELL_START:
        return ent_template_fill(&list->run->arena, &kind->start, network->node_row[node]);
    case ENT_CELL_END:
        return ent_template_fill(&list->run->arena, &kind->end, network->node_row[node]);
    case ENT_CELL_ANSWER:
        return answer_cell(part, kind, network->node_row[node],
                           part->listed->selection->nodes[node]);
    case ENT_CELL_FAMILY:
    case ENT_CELL_SUCCESSOR:
        return part->relatives[column][node] == ENT_NONE
                   ? (struct ent_text){0}
                   : network->node_id[part->relatives[column][node]];
    case ENT_CELL_GROUPS:
        return ent_group_ids(&list->run->arena, network, part->listed->selection, node);
    case ENT_CELL_CHANGE:
        return ent_text_of(ent_fate_name(part->listed->selection->change->nodes[node]));
    case ENT_CELL_MEASURE:
        return ent_text_decimal(&list->run->arena, part->measured[column][node]);
    default:
        return cell;
    }
}

static struct ent_text end_cell(const struct list *list, const struct listed_kind *kind,
                                uint32_t tie)
{
    const struct ent_network *network = list->network;
    if (ent_tie_is_bundle(network, tie))
        return ent_bundle_end(network, tie);
    bool panel = network->schema->relations[network->tie_relation[tie]].step > 0;
    return panel || network->tie_life[tie].cut
               ? ent_tie_end_written(list->run, network, tie)
               : ent_template_fill(&list->run->arena, &kind->end, network->tie_row[tie]);
}

static struct ent_text tie_cell(const struct list *list, const struct part *part, uint32_t tie,
                                size_t column)
{
    const struct ent_network *network = list->network;
    const struct listed_kind *kind = &list->kinds[network->tie_relation[tie]];
    uint32_t row = network->tie_row[tie], behalf = network->tie_behalf[tie];
    bool panel = network->schema->relations[network->tie_relation[tie]].step > 0;
    bool bundle = ent_tie_is_bundle(network, tie);
    switch (list->columns.cells[column]) {
    case ENT_CELL_YEAR:
        return part->listed->year;
    case ENT_CELL_TYPE:
        return network->schema->relations[network->tie_relation[tie]].kind.name;
    case ENT_CELL_FROM:
        return network->node_id[network->tie_from[tie]];
    case ENT_CELL_TO:
        return network->node_id[network->tie_to[tie]];
    case ENT_CELL_START:
        return bundle  ? ent_bundle_start(network, tie)
               : panel ? ent_tie_start_written(list->run, network, tie)
                       : ent_template_fill(&list->run->arena, &kind->start, row);
    case ENT_CELL_END:
        return end_cell(list, kind, tie);
    case ENT_CELL_WEIGHT:
    case ENT_CELL_COUNT:
    case ENT_CELL_MEMBERS:
        return ent_bundle_cell(network, tie, list->columns.titles[column]);
    case ENT_CELL_ROLE:
        return kind->shared || bundle ? (struct ent_text){0} : table_cell(kind, column, row);
    case ENT_CELL_BEHALF:
        return behalf == ENT_NONE ? (struct ent_text){0} : network->node_id[behalf];
    case ENT_CELL_ANSWER:
        return answer_cell(part, kind, row, part->listed->selection->ties[tie]);
    case ENT_CELL_CHANGE:
        return ent_text_of(ent_fate_name(part->listed->selection->change->ties[tie]));
    case ENT_CELL_WAS:
        return ent_tie_was(&list->run->arena, network, part->listed->selection, tie);
    case ENT_CELL_SOURCE:
        return ent_tie_cell(network, tie, ENT_TEXT("source"));
    default:
        return bundle ? ent_bundle_cell(network, tie, list->columns.titles[column])
                      : table_cell(kind, column, row);
    }
}

static void fill_node(const void *subject, size_t row, struct ent_text *cells)
{
    const struct list *list = subject;
    const struct part *part = part_at(list, row);
    for (size_t i = 0; i < list->columns.count; i++)
        cells[i] = node_cell(list, part, part->order.nodes[row - part->first_row], i);
}

static void fill_tie(const void *subject, size_t row, struct ent_text *cells)
{
    const struct list *list = subject;
    const struct part *part = part_at(list, row);
    for (size_t i = 0; i < list->columns.count; i++)
        cells[i] = tie_cell(list, part, part->order.ties[row - part->first_row], i);
}

bool ent_list_write(struct ent_run *run, const struct ent_network *network,
                    const struct ent_listed *listed, size_t count, const struct ent_list_wish *wish,
                    struct ent_writer *writer)
{
    bool of_ties = wish->what == ENT_LIST_TIES;
    struct list list = {.run = run, .network = network};
    open_parts(&list, listed, count);
    open_kinds(&list, of_ties);
    if (!ent_list_columns_read(run, network, listed, wish, &list.columns))
        return false;
    number_columns(&list);
    order_parts(&list, of_ties);
    ent_rows_write(run,
                   &(struct ent_rows){
                       .columns = list.columns.titles,
                       .column_count = list.columns.count,
                       .row_count = list.row_count,
                       .numeric = list.columns.numeric,
                       .fill = of_ties ? fill_tie : fill_node,
                       .subject = &list,
                   },
                   wish->form, writer);
    return true;
}
