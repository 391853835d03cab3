#include "write/list.h"

#include "draw/fate.h"
#include "draw/plan.h"
#include "model/bundle.h"
#include "select/lineage.h"
#include "select/measures.h"
#include "write/dot.h"

/* The columns that a list has of its own; any other is one of the tables, or a measure. */
enum column {
    YEAR, /* of a series */
    ID,
    TYPE,
    NAME,
    FROM,
    TO,
    START,
    END,
    ROLE,
    BEHALF,
    ANSWER,
    SOURCE,
    OTHER,
    MEASURE,
    WEIGHT,
    COUNT,
    MEMBERS,
    GROUPS,
    CHANGE,
    WAS,
    FAMILY,
    SUCCESSOR
};

static const char *const names[] = {
    [YEAR] = "year",     [ID] = "id",         [TYPE] = "type",       [NAME] = "name",
    [FROM] = "from",     [TO] = "to",         [START] = "start",     [END] = "end",
    [ROLE] = "role",     [BEHALF] = "behalf", [ANSWER] = "answer",   [SOURCE] = "source",
    [WEIGHT] = "weight", [COUNT] = "count",   [MEMBERS] = "members", [GROUPS] = "groups",
    [CHANGE] = "change", [WAS] = "was",       [FAMILY] = "family",   [SUCCESSOR] = "successor",
};

static const enum column usual_of_nodes[] = {YEAR, ID, TYPE, NAME, START, END, ANSWER, SOURCE};
static const enum column usual_with_groups[] = {YEAR,  ID,  TYPE,   NAME,  GROUPS,
                                                START, END, ANSWER, SOURCE};
static const enum column usual_of_ties[] = {YEAR, TYPE, FROM,   TO,     START,
                                            END,  ROLE, BEHALF, ANSWER, SOURCE};
static const enum column usual_of_bundles[] = {YEAR,   TYPE,  FROM,    TO,     START, END,
                                               WEIGHT, COUNT, MEMBERS, ANSWER, SOURCE};

/* The same where two times are compared. */
static const enum column compared_nodes[] = {YEAR, ID,     TYPE,   NAME,  START,
                                             END,  CHANGE, ANSWER, SOURCE};
static const enum column compared_ties[] = {YEAR, TYPE,   FROM,   TO,  START,  END,
                                            ROLE, BEHALF, CHANGE, WAS, ANSWER, SOURCE};

static const enum column compared_bundles[] = {YEAR,  TYPE,    FROM,   TO,  START,  END,   WEIGHT,
                                               COUNT, MEMBERS, CHANGE, WAS, ANSWER, SOURCE};

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
    struct ent_text *titles;
    enum column *columns;
    enum ent_measure *measures; /* of the columns that are one */
    bool *numeric;
    size_t column_count;
    struct listed_kind *kinds;
    size_t kind_count;
};

/* ---- columns ---- */

/* The year comes first, and only in a series. */
static const enum column *usual_columns(const struct list *list, enum ent_list what, size_t *count)
{
    const enum column *usual = usual_of_nodes;
    bool yearly = list->parts->listed->year.length > 0;
    *count = ENT_COUNT(usual_of_nodes);
    if (what != ENT_LIST_NODES) {
        bool bundles = list->network->bundles != NULL;
        usual = bundles ? usual_of_bundles : usual_of_ties;
        *count = bundles ? ENT_COUNT(usual_of_bundles) : ENT_COUNT(usual_of_ties);
    } else if (list->parts->listed->selection->groups) {
        usual = usual_with_groups;
        *count = ENT_COUNT(usual_with_groups);
    }
    if (list->parts->listed->selection->change) {
        bool bundles = what != ENT_LIST_NODES && list->network->bundles;
        usual = what == ENT_LIST_NODES ? compared_nodes
                : bundles              ? compared_bundles
                                       : compared_ties;
        *count = what == ENT_LIST_NODES ? ENT_COUNT(compared_nodes)
                 : bundles              ? ENT_COUNT(compared_bundles)
                                        : ENT_COUNT(compared_ties);
    }
    *count -= !yearly;
    return yearly ? usual : usual + 1;
}

static enum column column_named(const struct list *list, enum ent_list what, struct ent_text name)
{
    size_t count;
    const enum column *usual = usual_columns(list, what, &count);
    for (size_t i = 0; i < count; i++)
        if (ent_text_is(name, names[usual[i]]))
            return usual[i];
    return OTHER;
}

/* Where a node stands among agreements, if the schema says what makes a lineage. */
static enum column relative_named(const struct list *list, enum ent_list what, struct ent_text name)
{
    static const enum column relatives[] = {FAMILY, SUCCESSOR};
    bool known = ent_schema_has_lineage(list->network->schema, ENT_ANY_LINEAGE, ENT_NONE);
    for (size_t i = 0; known && what == ENT_LIST_NODES && i < ENT_COUNT(relatives); i++)
        if (ent_text_is(name, names[relatives[i]]))
            return relatives[i];
    return OTHER;
}

static bool is_in_tables(const struct list *list, struct ent_text name)
{
    for (size_t i = 0; i < list->kind_count; i++)
        if (list->kinds[i].table && ent_table_column(list->kinds[i].table, name) != ENT_NONE)
            return true;
    return false;
}

static struct ent_text hint_for(const struct list *list, enum ent_list what, struct ent_text name)
{
    size_t room, count = 0;
    const enum column *usual = usual_columns(list, what, &room);
    if (what == ENT_LIST_NODES && ent_text_is(name, names[GROUPS]))
        return ENT_TEXT("--group says which groups, as --group all");
    for (size_t i = 0; i < list->kind_count; i++)
        room += list->kinds[i].table ? list->kinds[i].table->column_count : 0;
    struct ent_text *all = ENT_NEW(&list->run->arena, struct ent_text, room + ENT_MEASURE_COUNT);
    size_t usual_count;
    for (usual_columns(list, what, &usual_count); count < usual_count; count++)
        all[count] = ent_text_of(names[usual[count]]);
    for (size_t i = 0; what == ENT_LIST_NODES && i < ENT_MEASURE_COUNT; i++)
        all[count++] = ent_text_of(ent_measure_name(i));
    for (size_t i = 0; i < list->kind_count; i++)
        for (size_t j = 0; list->kinds[i].table && j < list->kinds[i].table->column_count; j++)
            all[count++] = list->kinds[i].table->columns[j];
    return ent_hint_meant(&list->run->arena, name, all, count);
}

static bool refuse_column(struct ent_run *run, struct ent_value value, struct ent_text name,
                          struct ent_text hint)
{
    ent_report(run, ENT_E500, value.place, hint,
               ENT_FORM(&run->arena, "--columns: there is no column '{}' to list", name));
    return false;
}

/* A column of the tables goes before a measure of its name. */
static bool take_measure(struct list *list, const struct ent_list_wish *wish, struct ent_text name)
{
    enum ent_measure measure = ent_measure_named(name);
    if (wish->what != ENT_LIST_NODES || measure == ENT_MEASURE_COUNT)
        return refuse_column(list->run, wish->columns, name, hint_for(list, wish->what, name));
    list->measures[list->column_count] = measure;
    list->numeric[list->column_count] = true;
    return true;
}

static bool take_columns(struct list *list, const struct ent_list_wish *wish)
{
    struct ent_arena *arena = &list->run->arena;
    size_t usual_count, room = wish->columns.text.length + ENT_COUNT(names);
    const enum column *usual = usual_columns(list, wish->what, &usual_count);
    list->titles = ENT_NEW(arena, struct ent_text, room);
    list->columns = ENT_NEW(arena, enum column, room);
    list->measures = ENT_NEW(arena, enum ent_measure, room);
    list->numeric = ENT_NEW(arena, bool, room);
    for (size_t i = 0; !wish->columns.given && i < usual_count; i++) {
        list->numeric[list->column_count] = usual[i] == WEIGHT || usual[i] == COUNT;
        list->columns[list->column_count] = usual[i];
        list->titles[list->column_count++] = ent_text_of(names[usual[i]]);
    }
    bool good = true;
    for (struct ent_text rest = wish->columns.text, name; ent_text_next(&rest, ',', &name);) {
        enum column column = column_named(list, wish->what, name);
        bool ours = column == OTHER && !is_in_tables(list, name);
        column = ours ? relative_named(list, wish->what, name) : column;
        if (ours && column == OTHER) {
            column = MEASURE;
            good &= take_measure(list, wish, name);
        }
        list->numeric[list->column_count] |= column == WEIGHT || column == COUNT;
        list->columns[list->column_count] = column;
        list->titles[list->column_count++] = name;
    }
    return good;
}

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
        kind->numbers = ENT_NEW(&list->run->arena, uint32_t, list->column_count + 1);
        for (size_t j = 0; kind->table && j < list->column_count; j++)
            kind->numbers[j] = ent_table_column(kind->table, list->titles[j]);
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
    part->measured = ENT_NEW(&list->run->arena, double *, list->column_count + 1);
    for (size_t i = 0; i < list->column_count; i++)
        if (list->columns[i] == MEASURE)
            part->measured[i] =
                ent_measure(list->run, list->network, part->listed->selection, list->measures[i]);
}

static void relate_part(const struct list *list, struct part *part)
{
    const struct ent_selection *selection = part->listed->selection;
    const struct ent_network *network = list->network;
    if (network->bundles)
        network = network->bundles->origin;
    part->relatives = ENT_NEW(&list->run->arena, const uint32_t *, list->column_count + 1);
    for (size_t i = 0; i < list->column_count; i++)
        if (list->columns[i] == FAMILY)
            part->relatives[i] = ent_lineage_families(list->run, network, selection);
        else if (list->columns[i] == SUCCESSOR)
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
    switch (list->columns[column]) {
    case YEAR:
        return part->listed->year;
    case ID:
        return network->node_id[node];
    case TYPE:
        return network->schema->types[network->node_type[node]].kind.name;
    case NAME:
        return cell.length > 0 ? cell : network->node_name[node];
    case START:
        return ent_template_fill(&list->run->arena, &kind->start, network->node_row[node]);
    case END:
        return ent_template_fill(&list->run->arena, &kind->end, network->node_row[node]);
    case ANSWER:
        return answer_cell(part, kind, network->node_row[node],
                           part->listed->selection->nodes[node]);
    case FAMILY:
    case SUCCESSOR:
        return part->relatives[column][node] == ENT_NONE
                   ? (struct ent_text){0}
                   : network->node_id[part->relatives[column][node]];
    case GROUPS:
        return ent_group_ids(&list->run->arena, network, part->listed->selection, node);
    case CHANGE:
        return ent_text_of(ent_fate_name(part->listed->selection->change->nodes[node]));
    case MEASURE:
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
    switch (list->columns[column]) {
    case YEAR:
        return part->listed->year;
    case TYPE:
        return network->schema->relations[network->tie_relation[tie]].kind.name;
    case FROM:
        return network->node_id[network->tie_from[tie]];
    case TO:
        return network->node_id[network->tie_to[tie]];
    case START:
        return bundle  ? ent_bundle_start(network, tie)
               : panel ? ent_tie_start_written(list->run, network, tie)
                       : ent_template_fill(&list->run->arena, &kind->start, row);
    case END:
        return end_cell(list, kind, tie);
    case WEIGHT:
    case COUNT:
    case MEMBERS:
        return ent_bundle_cell(network, tie, list->titles[column]);
    case ROLE:
        return kind->shared || bundle ? (struct ent_text){0} : table_cell(kind, column, row);
    case BEHALF:
        return behalf == ENT_NONE ? (struct ent_text){0} : network->node_id[behalf];
    case ANSWER:
        return answer_cell(part, kind, row, part->listed->selection->ties[tie]);
    case CHANGE:
        return ent_text_of(ent_fate_name(part->listed->selection->change->ties[tie]));
    case WAS:
        return ent_tie_was(&list->run->arena, network, part->listed->selection, tie);
    case SOURCE:
        return ent_tie_cell(network, tie, ENT_TEXT("source"));
    default:
        return bundle ? ent_bundle_cell(network, tie, list->titles[column])
                      : table_cell(kind, column, row);
    }
}

static void fill_node(const void *subject, size_t row, struct ent_text *cells)
{
    const struct list *list = subject;
    const struct part *part = part_at(list, row);
    for (size_t i = 0; i < list->column_count; i++)
        cells[i] = node_cell(list, part, part->order.nodes[row - part->first_row], i);
}

static void fill_tie(const void *subject, size_t row, struct ent_text *cells)
{
    const struct list *list = subject;
    const struct part *part = part_at(list, row);
    for (size_t i = 0; i < list->column_count; i++)
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
    if (!take_columns(&list, wish))
        return false;
    number_columns(&list);
    order_parts(&list, of_ties);
    ent_rows_write(run,
                   &(struct ent_rows){
                       .columns = list.titles,
                       .column_count = list.column_count,
                       .row_count = list.row_count,
                       .numeric = list.numeric,
                       .fill = of_ties ? fill_tie : fill_node,
                       .subject = &list,
                   },
                   wish->form, writer);
    return true;
}
