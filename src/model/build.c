#include "model/network.h"

#include <stdlib.h>

/* Templates of one kind, bound to its table. */
struct binding {
    struct ent_filler key, name, start, end, signature, known, horizon;
    struct ent_text nostart, noend;
    bool timed, point;
    uint32_t source; /* the column of the sources, or ENT_NONE */
};

/* Relations of one name that read the same table in the same way: a row of it becomes a tie of the
 * one whose ends fit. */
struct strand {
    struct ent_text name;
    const struct ent_table *table;
    uint32_t *relations;
    size_t relation_count;
    struct ent_filler from, to, agreement, behalf;
    struct binding *bindings; /* of each relation */
    char separator;           /* of lists; 0: the table holds none */
    bool by_type;             /* the column "type" of the table chooses */
    uint32_t id;              /* the column "id" of a node table, or ENT_NONE */
    uint32_t other;           /* the next strand of the same name and table, or ENT_NONE */
};

struct building {
    struct ent_run *run;
    const struct ent_schema *schema;
    const struct ent_records *records;
    struct ent_network *network;
    struct strand *strands;
    size_t strand_count;
    struct ent_bound *published; /* of each source */
    struct ent_text *lost;       /* ids of rows that were left out: ties to them are no fault */
    struct ent_index lost_ids;
    uint32_t lost_count;
};

/* Faults beyond those that are kept are only counted: their texts would cost more than the rest. */
static bool is_counted_only(const struct building *b, enum ent_rule rule, struct ent_place place)
{
    if (b->run->counts[rule] < ENT_MOST_PER_RULE)
        return false;
    ent_report(b->run, rule, place, ENT_NO_HINT);
    return true;
}

/* ---- templates ---- */

static struct ent_filler bind(const struct building *b, const struct ent_kind *kind,
                              const struct ent_table *table, enum ent_attribute attribute)
{
    return ent_template_bind(&b->run->arena, ent_kind_template(b->schema, kind, attribute), table,
                             ent_kind_text(b->schema, kind, ENT_AT_MISSING));
}

/* The column of that name where the schema states no template. */
static struct ent_filler bind_or_column(const struct building *b, const struct ent_kind *kind,
                                        const struct ent_table *table, enum ent_attribute attribute)
{
    if (kind->values[attribute].text.length > 0)
        return bind(b, kind, table, attribute);
    struct ent_template *template = ENT_NEW(&b->run->arena, struct ent_template, 1);
    struct ent_text text = ENT_FORM(&b->run->arena, "{{}}", ent_attribute_name(attribute));
    ent_template_read(b->run, text, ENT_NOWHERE, template);
    return ent_template_bind(&b->run->arena, template, table,
                             ent_kind_text(b->schema, kind, ENT_AT_MISSING));
}

static bool is_bound(const struct ent_filler *filler)
{
    for (size_t i = 0; i < filler->template->part_count; i++)
        for (size_t j = 0; j < filler->template->parts[i].column_count; j++)
            if (filler->columns[i][j] != ENT_NONE)
                return true;
    return false;
}

static struct binding bind_kind(const struct building *b, const struct ent_kind *kind,
                                const struct ent_table *table)
{
    return (struct binding){
        .key = bind(b, kind, table, ENT_AT_KEY),
        .name = bind(b, kind, table, ENT_AT_NAME),
        .start = bind(b, kind, table, ENT_AT_START),
        .end = bind(b, kind, table, ENT_AT_END),
        .signature = bind(b, kind, table, ENT_AT_SIGNED),
        .known = bind(b, kind, table, ENT_AT_KNOWN),
        .horizon = bind(b, kind, table, ENT_AT_HORIZON),
        .nostart = kind->values[ENT_AT_NOSTART].text,
        .noend = kind->values[ENT_AT_NOEND].text,
        .timed = kind->timing != ENT_UNTIMED,
        .point = kind->timing == ENT_POINT,
        .source = ent_table_column(table, ENT_TEXT("source")),
    };
}

/* ---- lifetimes ---- */

/* The source that was published first tells by when a thing had begun. */
static struct ent_bound known_by(const struct building *b, const struct binding *binding,
                                 const struct ent_table *table, size_t row)
{
    struct ent_bound known = {0};
    struct ent_text text = ent_template_fill(&b->run->arena, &binding->known, row);
    if (text.length > 0) {
        ent_bound_read(b->run, text, ent_template_place(&binding->known, row), &known);
        return known;
    }
    if (binding->source == ENT_NONE)
        return known;
    struct ent_text cited = ent_table_cell(table, row, binding->source), id;
    while (ent_text_next(&cited, ';', &id)) {
        uint32_t source = ent_index_find(&b->network->sources, id);
        if (source == ENT_NONE || !b->published[source].given)
            continue;
        if (!known.given || b->published[source].date.latest < known.date.latest)
            known = b->published[source];
    }
    return known;
}

/* The cells of a row that its lifetime is made from. */
struct dates {
    struct ent_text start, end, signature, horizon;
};

static void warn_of_dates(const struct building *b, const struct binding *binding, size_t row,
                          const struct ent_span *span, const struct dates *dates)
{
    const struct ent_bound *start = &span->start, *signature = &span->signature;
    if (signature->given && start->given && !start->open &&
        start->date.latest < signature->date.earliest)
        ent_report(b->run, ENT_W410, ent_template_place(&binding->start, row),
                   ENT_TEXT("provisional application?"), dates->start, dates->signature);
    if (!start->given && !signature->given && !span->known.given && span->end.given &&
        !span->end.open)
        ent_report(b->run, ENT_W411, ent_template_place(&binding->end, row),
                   ENT_TEXT("give a start, as [..2025-10-29], or date the source"), dates->end,
                   ent_day_text(&b->run->arena, span->end.date.latest));
}

/* Places cost more than dates: they are looked up where there is a fault. */
static bool read_dates(const struct building *b, const struct binding *binding, size_t row,
                       const struct dates *dates, struct ent_span *span)
{
    if (ent_bounds_read(NULL, dates->start, ENT_NOWHERE, dates->end, ENT_NOWHERE, span) &&
        ent_bound_read(NULL, dates->signature, ENT_NOWHERE, &span->signature) &&
        ent_bound_read(NULL, dates->horizon, ENT_NOWHERE, &span->horizon))
        return true;
    if (!ent_bounds_read(b->run, dates->start, ent_template_place(&binding->start, row), dates->end,
                         ent_template_place(&binding->end, row), span) ||
        !ent_bound_read(b->run, dates->signature, ent_template_place(&binding->signature, row),
                        &span->signature))
        return false;
    ent_bound_read(b->run, dates->horizon, ent_template_place(&binding->horizon, row),
                   &span->horizon);
    return true;
}

/* The lifetime of a row; none where its dates are at fault, so that nothing follows from them. */
static struct ent_lifetime read_life(const struct building *b, const struct binding *binding,
                                     const struct ent_table *table, size_t row)
{
    struct ent_arena *arena = &b->run->arena;
    struct dates dates = {
        .start = ent_template_fill(arena, &binding->start, row),
        .end = ent_template_fill(arena, &binding->end, row),
        .signature = ent_template_fill(arena, &binding->signature, row),
        .horizon = ent_template_fill(arena, &binding->horizon, row),
    };
    if (dates.start.length == 0)
        dates.start = binding->nostart;
    if (dates.end.length == 0)
        dates.end = binding->noend;
    struct ent_lifetime life = {0};
    bool blank = dates.start.length == 0 && dates.end.length == 0 && dates.signature.length == 0;
    struct ent_span span = {.timed = binding->timed, .point = binding->point};
    if ((blank && !binding->timed) || !read_dates(b, binding, row, &dates, &span))
        return life;
    if (!span.start.given)
        span.known = known_by(b, binding, table, row);
    if (dates.end.length == 0 && span.end.given) /* the start cell holds an interval */
        dates.end = ent_day_text(arena, span.end.date.latest);
    if (!ent_lifetime_make(&span, &life))
        ent_report(b->run, ENT_E405, ent_template_place(&binding->start, row), ENT_TEXT("swapped?"),
                   dates.end, dates.start);
    else
        warn_of_dates(b, binding, row, &span, &dates);
    return life;
}

/* The built-in schema is not at fault where a table lacks a column. */
static void report_column(const struct building *b, const struct ent_kind *kind,
                          const struct ent_table *table, struct ent_text column)
{
    struct ent_arena *arena = &b->run->arena;
    struct ent_text meant = ent_text_meant(column, table->columns, table->column_count);
    if (b->schema->built_in || ent_text_is(column, "id"))
        ent_report(b->run, ENT_E105, ent_place_at(table->source, 0),
                   meant.length > 0 ? ENT_FORM(arena, "rename the column '{}'", meant)
                                    : ENT_NO_HINT,
                   ENT_FORM(arena, "column '{}' is missing", column));
    else
        ent_report(b->run, ENT_E304, ent_place_at(b->schema->source, kind->offset),
                   ent_hint_meant(arena, column, table->columns, table->column_count), kind->name,
                   column, table->source->name);
}

/* ---- sources ---- */

static void index_sources(struct building *b)
{
    const struct ent_table *table = b->records->sources;
    if (!table)
        return;
    struct ent_arena *arena = &b->run->arena;
    uint32_t id = ent_table_column(table, ENT_TEXT("id"));
    uint32_t published = ent_table_column(table, ENT_TEXT("published"));
    if (id == ENT_NONE) {
        report_column(b, NULL, table, ENT_TEXT("id"));
        return;
    }
    b->network->source_id = ENT_NEW(arena, struct ent_text, table->row_count + 1);
    b->published = ENT_NEW(arena, struct ent_bound, table->row_count + 1);
    b->network->sources = ent_index_make(arena, b->network->source_id, table->row_count);
    for (size_t row = 0; row < table->row_count; row++) {
        b->network->source_id[row] = ent_table_cell(table, row, id);
        uint32_t before = ent_index_add(&b->network->sources, (uint32_t)row);
        if (before != ENT_NONE && !is_counted_only(b, ENT_E202, ent_table_place(table, row, id)))
            ent_report(b->run, ENT_E202, ent_table_place(table, row, id), ENT_NO_HINT,
                       b->network->source_id[row],
                       ent_place_mention(arena, ent_table_place(table, before, id)));
        if (published != ENT_NONE)
            ent_bound_read(b->run, ent_table_cell(table, row, published),
                           ent_table_place(table, row, published), &b->published[row]);
    }
}

/* ---- columns that templates name ---- */

static bool is_of_table(const struct building *b, const struct ent_kind *kind,
                        const struct ent_table *table)
{
    (void)b;
    return ent_text_equal(kind->values[ENT_AT_TABLE].text, table->name);
}

/* An id template must find its columns. Those that make ties of a node table are optional there,
 * but one of a similar name tells of a misprint. Returns false after reporting. */
static bool check_columns(const struct building *b, const struct ent_kind *kind,
                          const struct ent_table *table, enum ent_attribute attribute,
                          bool is_optional)
{
    struct ent_filler filler = bind(b, kind, table, attribute);
    if (filler.template->text.length == 0 || is_bound(&filler))
        return true;
    for (size_t i = 0; i < filler.template->part_count; i++) {
        const struct ent_part *part = &filler.template->parts[i];
        if (part->column_count == 0)
            continue;
        struct ent_text meant =
            ent_text_meant(part->columns[0], table->columns, table->column_count);
        if (is_optional && (b->schema->built_in || meant.length == 0))
            return true;
        report_column(b, kind, table, part->columns[part->column_count - 1]);
        return false;
    }
    return true;
}

/* ---- nodes ---- */

static struct ent_text types_of_table(const struct building *b, const struct ent_table *table)
{
    struct ent_text list = {0};
    for (size_t i = 0; i < b->schema->type_count; i++)
        if (is_of_table(b, &b->schema->types[i].kind, table))
            list = ENT_FORM(&b->run->arena, "{}{}{}", list,
                            list.length > 0 ? ENT_TEXT(", ") : (struct ent_text){0},
                            b->schema->types[i].kind.name);
    return list;
}

static struct ent_text hint_for_type(const struct building *b, struct ent_text word,
                                     const struct ent_table *table)
{
    size_t count;
    struct ent_text *names = ent_schema_names(&b->run->arena, b->schema, true, false, &count);
    struct ent_text meant = ent_text_meant(word, names, count);
    struct ent_text types = types_of_table(b, table);
    return meant.length > 0 ? ENT_FORM(&b->run->arena, "did you mean '{}'? types of this table: {}",
                                       meant, types)
                            : ENT_FORM(&b->run->arena, "types of this table: {}", types);
}

/* The one type of a table without a column "type"; ENT_NONE after reporting if there are more. */
static uint32_t only_type(const struct building *b, const struct ent_table *table)
{
    uint32_t found = ENT_NONE;
    for (uint32_t i = 0; i < b->schema->type_count; i++) {
        uint32_t general = b->schema->types[i].general;
        bool kind_of_it =
            general != ENT_NONE && is_of_table(b, &b->schema->types[general].kind, table);
        if (!is_of_table(b, &b->schema->types[i].kind, table) || kind_of_it)
            continue;
        if (found != ENT_NONE) {
            ent_report(b->run, ENT_E307, ent_place_at(table->source, 0),
                       ENT_TEXT("add a column 'type'"),
                       ENT_FORM(&b->run->arena, "{} has no column 'type'", table->name));
            return ENT_NONE;
        }
        found = i;
    }
    return found;
}

static uint32_t type_of_row(const struct building *b, const struct ent_table *table, size_t row,
                            uint32_t column, uint32_t only)
{
    if (column == ENT_NONE)
        return only;
    struct ent_text name = ent_table_cell(table, row, column);
    uint32_t type = ent_schema_type(b->schema, name);
    if (type != ENT_NONE && is_of_table(b, &b->schema->types[type].kind, table))
        return type;
    if (name.length == 0 && only != ENT_NONE)
        return only;
    struct ent_place place = ent_table_place(table, row, column);
    enum ent_rule rule = name.length == 0 ? ENT_E307 : ENT_E208;
    if (!is_counted_only(b, rule, place))
        ent_report(b->run, rule, place, hint_for_type(b, name, table),
                   name.length == 0 ? ENT_TEXT("its type is missing") : name);
    return ENT_NONE;
}

/* What an id may not hold, because it would be lost in a list of ids; NULL if it is fine. */
static const char *fault_of_id(struct ent_text id)
{
    for (size_t i = 0; i < id.length; i++) {
        if (id.bytes[i] == ' ' || id.bytes[i] == '\t')
            return "a blank";
        if (id.bytes[i] == '\n' || id.bytes[i] == '\r')
            return "a line break";
        if ((unsigned char)id.bytes[i] < 0x20 || id.bytes[i] == 0x7F)
            return "a control character";
        if (id.bytes[i] == ';')
            return "a semicolon, which separates ids";
    }
    return NULL;
}

static struct ent_text hint_for_id(const struct building *b, struct ent_text id)
{
    char *better = ent_text_string(&b->run->arena, id);
    for (size_t i = 0; i < id.length; i++) {
        if (fault_of_id(ent_text_slice(id, i, 1)))
            better[i] = '-';
        else if (better[i] >= 'A' && better[i] <= 'Z')
            better[i] = (char)(better[i] - 'A' + 'a');
    }
    return ENT_FORM(&b->run->arena, "write '{}'", ent_text_of(better));
}

static bool take_id(struct building *b, const struct ent_filler *key, size_t row, uint32_t node)
{
    struct ent_text id = ent_template_fill(&b->run->arena, key, row);
    struct ent_place place = ent_template_place(key, row);
    if (id.length == 0) {
        ent_report(b->run, ENT_E205, place, ENT_NO_HINT, ent_template_column(key, row));
        return false;
    }
    const char *fault = fault_of_id(id);
    if (fault)
        ent_report(b->run, ENT_E203, place, hint_for_id(b, id), id, ent_text_of(fault));
    b->network->node_id[node] = id;
    uint32_t before = ent_index_add(&b->network->ids, node);
    if (before != ENT_NONE && !is_counted_only(b, ENT_E202, place))
        ent_report(b->run, ENT_E202, place,
                   ENT_TEXT("ids are unique over all tables: merge the rows or rename one"), id,
                   ent_place_mention(&b->run->arena, ent_node_place(b->network, before)));
    return before == ENT_NONE;
}

static void take_node(struct building *b, const struct binding *binding,
                      const struct ent_table *table, size_t row, uint32_t type)
{
    struct ent_network *network = b->network;
    uint32_t node = (uint32_t)network->node_count;
    if (!take_id(b, &binding->key, row, node))
        return;
    struct ent_text name = ent_template_fill(&b->run->arena, &binding->name, row);
    network->node_name[node] = name.length > 0 ? name : network->node_id[node];
    network->node_type[node] = type;
    network->node_row[node] = (uint32_t)row;
    network->node_life[node] = read_life(b, binding, table, row);
    network->node_count++;
}

static void lose_row(struct building *b, const struct ent_table *table, size_t row)
{
    uint32_t column = ent_table_column(table, ENT_TEXT("id"));
    if (column == ENT_NONE)
        return;
    b->lost[b->lost_count] = ent_table_cell(table, row, column);
    if (ent_index_add(&b->lost_ids, b->lost_count) == ENT_NONE)
        b->lost_count++;
}

static void take_nodes(struct building *b, const struct ent_table *table)
{
    uint32_t column = ent_table_column(table, ENT_TEXT("type"));
    uint32_t only =
        column == ENT_NONE || types_of_table(b, table).length == 0 ? only_type(b, table) : ENT_NONE;
    struct binding *bindings = ENT_NEW(&b->run->arena, struct binding, b->schema->type_count + 1);
    for (size_t i = 0; i < b->schema->type_count; i++) {
        const struct ent_kind *kind = &b->schema->types[i].kind;
        if (!is_of_table(b, kind, table))
            continue;
        bindings[i] = bind_kind(b, kind, table);
        b->network->type_table[i] = table;
    }
    for (size_t row = 0; row < table->row_count; row++) {
        uint32_t type = type_of_row(b, table, row, column, only);
        if (type != ENT_NONE)
            take_node(b, &bindings[type], table, row, type);
        else
            lose_row(b, table, row);
    }
}

static bool is_node_table(const struct building *b, const struct ent_table *table)
{
    for (size_t i = 0; i < b->schema->type_count; i++)
        if (is_of_table(b, &b->schema->types[i].kind, table))
            return true;
    return false;
}

static void take_all_nodes(struct building *b)
{
    struct ent_network *network = b->network;
    struct ent_arena *arena = &b->run->arena;
    size_t most = 0;
    for (size_t i = 0; i < b->records->table_count; i++)
        if (is_node_table(b, &b->records->tables[i]))
            most += b->records->tables[i].row_count;
    network->node_type = ENT_NEW(arena, uint32_t, most + 1);
    network->node_row = ENT_NEW(arena, uint32_t, most + 1);
    network->node_id = ENT_NEW(arena, struct ent_text, most + 1);
    network->node_name = ENT_NEW(arena, struct ent_text, most + 1);
    network->node_life = ENT_NEW(arena, struct ent_lifetime, most + 1);
    network->ids = ent_index_make(arena, network->node_id, most);
    b->lost = ENT_NEW(arena, struct ent_text, most + 1);
    b->lost_ids = ent_index_make(arena, b->lost, most);
    for (size_t i = 0; i < b->records->table_count; i++)
        if (is_node_table(b, &b->records->tables[i]))
            take_nodes(b, &b->records->tables[i]);
}

/* ---- alternate keys ---- */

static size_t count_alias_columns(const struct building *b)
{
    size_t most = 0;
    for (size_t i = 0; i < b->schema->type_count; i++) {
        struct ent_text columns = b->schema->types[i].kind.values[ENT_AT_ALIAS].text, column;
        size_t count = 0;
        while (ent_text_next(&columns, ' ', &column))
            count++;
        most = count > most ? count : most;
    }
    return most;
}

static void take_alias(struct building *b, uint32_t node, struct ent_text column)
{
    struct ent_network *network = b->network;
    struct ent_text value = ent_node_cell(network, node, column);
    if (value.length == 0)
        return;
    uint32_t number = (uint32_t)network->alias_count;
    network->alias[number] = ENT_FORM(&b->run->arena, "{}={}", column, value);
    network->alias_node[number] = node;
    uint32_t before = ent_index_add(&network->aliases, number);
    if (before == ENT_NONE) {
        network->alias_count++;
        return;
    }
    const struct ent_table *table = network->type_table[network->node_type[node]];
    ent_report(b->run, ENT_E204,
               ent_table_place(table, network->node_row[node], ent_table_column(table, column)),
               ENT_TEXT("give each its own code"), column, value,
               network->node_id[network->alias_node[before]], network->node_id[node]);
}

static void take_aliases(struct building *b)
{
    struct ent_network *network = b->network;
    size_t most = network->node_count * count_alias_columns(b);
    network->alias = ENT_NEW(&b->run->arena, struct ent_text, most + 1);
    network->alias_node = ENT_NEW(&b->run->arena, uint32_t, most + 1);
    network->aliases = ent_index_make(&b->run->arena, network->alias, most);
    for (uint32_t node = 0; node < network->node_count; node++) {
        const struct ent_type *type = &b->schema->types[network->node_type[node]];
        struct ent_text columns = type->kind.values[ENT_AT_ALIAS].text, column;
        while (ent_text_next(&columns, ' ', &column))
            take_alias(b, node, column);
    }
}

/* ---- strands: which rows become which ties ---- */

static bool reads_alike(const struct ent_kind *a, const struct ent_kind *b)
{
    static const enum ent_attribute attributes[] = {
        ENT_AT_FROM, ENT_AT_TO, ENT_AT_SEPARATOR, ENT_AT_AGREEMENT, ENT_AT_BEHALF, ENT_AT_MISSING};
    for (size_t i = 0; i < ENT_COUNT(attributes); i++)
        if (!ent_text_equal(a->values[attributes[i]].text, b->values[attributes[i]].text))
            return false;
    return true;
}

static struct strand *strand_for(struct building *b, const struct ent_relation *relation,
                                 const struct ent_table *table)
{
    uint32_t last = ENT_NONE;
    for (uint32_t i = 0; i < b->strand_count; i++) {
        struct strand *strand = &b->strands[i];
        const struct ent_relation *first = &b->schema->relations[strand->relations[0]];
        if (strand->table != table || first->same != relation->same)
            continue;
        if (reads_alike(&first->kind, &relation->kind))
            return strand;
        last = i;
    }
    if (last != ENT_NONE)
        b->strands[last].other = (uint32_t)b->strand_count;
    return &b->strands[b->strand_count++];
}

static void open_strand(const struct building *b, const struct ent_kind *kind,
                        const struct ent_table *table, struct strand *strand)
{
    struct ent_text separator = ent_kind_text(b->schema, kind, ENT_AT_SEPARATOR);
    bool own = !is_node_table(b, table);
    strand->name = kind->name;
    strand->table = table;
    strand->relations = ENT_NEW(&b->run->arena, uint32_t, b->schema->relation_count);
    strand->bindings = ENT_NEW(&b->run->arena, struct binding, b->schema->relation_count);
    strand->from = bind_or_column(b, kind, table, ENT_AT_FROM);
    strand->to = bind_or_column(b, kind, table, ENT_AT_TO);
    strand->agreement = own ? bind_or_column(b, kind, table, ENT_AT_AGREEMENT)
                            : bind(b, kind, table, ENT_AT_AGREEMENT);
    strand->behalf =
        own ? bind_or_column(b, kind, table, ENT_AT_BEHALF) : bind(b, kind, table, ENT_AT_BEHALF);
    strand->separator = separator.length > 0 ? separator.bytes[0] : ';';
    strand->by_type = own && ent_table_column(table, ENT_TEXT("type")) != ENT_NONE;
    strand->id = own ? ENT_NONE : ent_table_column(table, ENT_TEXT("id"));
    strand->other = ENT_NONE;
}

static void make_strands(struct building *b)
{
    b->strands = ENT_NEW(&b->run->arena, struct strand, b->schema->relation_count + 1);
    for (uint32_t i = 0; i < b->schema->relation_count; i++) {
        const struct ent_relation *relation = &b->schema->relations[i];
        const struct ent_table *table =
            ent_records_table(b->records, relation->kind.values[ENT_AT_TABLE].text);
        b->network->relation_table[i] = table;
        if (!table)
            continue;
        struct strand *strand = strand_for(b, relation, table);
        if (!strand->table)
            open_strand(b, &relation->kind, table, strand);
        strand->bindings[strand->relation_count] = bind_kind(b, &relation->kind, table);
        strand->relations[strand->relation_count++] = i;
    }
}

/* ---- ties ---- */

static bool is_list(struct ent_text text, char separator)
{
    return separator != 0 && memchr(text.bytes, separator, text.length);
}

/* Items of a list; a cell without a separator is one item. */
static size_t count_items(struct ent_text list, char separator)
{
    if (list.length == 0)
        return 0;
    size_t count = 1;
    for (const char *at = list.bytes, *end = list.bytes + list.length;
         (at = memchr(at, separator, (size_t)(end - at))); at++)
        count++;
    return count;
}

static uint32_t resolve(const struct building *b, const struct ent_filler *filler, size_t row,
                        struct ent_text id)
{
    uint32_t node = ent_network_node(b->network, id);
    if (node == ENT_NONE && ent_index_find(&b->lost_ids, id) == ENT_NONE &&
        !is_counted_only(b, ENT_E201, ent_template_place(filler, row)))
        ent_report(b->run, ENT_E201, ent_template_place(filler, row),
                   ent_network_meant(b->run, b->network, id), id, ent_template_column(filler, row));
    return node;
}

static struct ent_text type_name(const struct building *b, uint32_t node)
{
    return b->schema->types[b->network->node_type[node]].kind.name;
}

/* "person, institution -> agreement; ...": every pair that the relation permits. */
static struct ent_text permitted(const struct building *b, const struct strand *strand)
{
    struct ent_text list = ENT_TEXT("permitted: ");
    for (size_t i = 0; i < strand->relation_count; i++) {
        const struct ent_relation *relation = &b->schema->relations[strand->relations[i]];
        list = ENT_FORM(&b->run->arena, "{}{}{} -> {}", list, i > 0 ? ENT_TEXT(", ") : ENT_TEXT(""),
                        b->schema->types[relation->from].kind.name,
                        b->schema->types[relation->to].kind.name);
    }
    return list;
}

/* Which relation of the strand permits these ends? A symmetric one permits them in either order. */
static size_t fitting(const struct building *b, const struct strand *strand, uint32_t from,
                      uint32_t to)
{
    uint32_t from_type = b->network->node_type[from], to_type = b->network->node_type[to];
    for (size_t i = 0; i < strand->relation_count; i++) {
        const struct ent_relation *relation = &b->schema->relations[strand->relations[i]];
        if (ent_type_isa(b->schema, from_type, relation->from) &&
            ent_type_isa(b->schema, to_type, relation->to))
            return i;
        if (relation->symmetric && ent_type_isa(b->schema, to_type, relation->from) &&
            ent_type_isa(b->schema, from_type, relation->to))
            return i;
    }
    return SIZE_MAX;
}

static uint32_t optional_node(const struct building *b, const struct ent_filler *filler, size_t row)
{
    struct ent_text id = ent_template_fill(&b->run->arena, filler, row);
    if (id.length > 0 && b->records->partial)
        return ent_network_node(b->network, id);
    return id.length == 0 ? ENT_NONE : resolve(b, filler, row, id);
}

/* `before`: the ties there were before any strand took this row. */
static void take_tie(const struct building *b, const struct strand *strand, size_t row,
                     uint32_t from, uint32_t to, size_t before)
{
    struct ent_network *network = b->network;
    size_t chosen = fitting(b, strand, from, to);
    if (chosen == SIZE_MAX) {
        bool is_last = !strand->by_type || strand->other == ENT_NONE;
        if (is_last && network->tie_count == before &&
            !is_counted_only(b, ENT_E206, ent_template_place(&strand->from, row)))
            ent_report(b->run, ENT_E206, ent_template_place(&strand->from, row),
                       permitted(b, strand), b->schema->relations[strand->relations[0]].kind.name,
                       type_name(b, from), network->node_id[from], type_name(b, to),
                       network->node_id[to]);
        return;
    }
    size_t tie = network->tie_count++;
    network->tie_relation[tie] = strand->relations[chosen];
    network->tie_row[tie] = (uint32_t)row;
    network->tie_from[tie] = from;
    network->tie_to[tie] = to;
    network->tie_agreement[tie] = optional_node(b, &strand->agreement, row);
    network->tie_behalf[tie] = optional_node(b, &strand->behalf, row);
    network->tie_life[tie] = read_life(b, &strand->bindings[chosen], strand->table, row);
}

static void report_blank(const struct building *b, const struct ent_filler *filler, size_t row)
{
    ent_report(b->run, ENT_E205, ent_template_place(filler, row), ENT_NO_HINT,
               ent_template_column(filler, row));
}

/* Is it a row of a node table whose id belongs to another row? That was reported there. */
static bool was_left_out(const struct building *b, const struct strand *strand, size_t row)
{
    if (strand->id == ENT_NONE)
        return false;
    uint32_t node =
        ent_index_find(&b->network->ids, ent_table_cell(strand->table, row, strand->id));
    return node != ENT_NONE &&
           (b->network->node_row[node] != row ||
            b->network->type_table[b->network->node_type[node]] != strand->table);
}

static void take_pair(const struct building *b, const struct strand *strand, size_t row,
                      uint32_t from, struct ent_text to_id, size_t before)
{
    uint32_t to = resolve(b, &strand->to, row, to_id);
    if (from != ENT_NONE && to != ENT_NONE)
        take_tie(b, strand, row, from, to, before);
}

static void take_row(const struct building *b, const struct strand *strand, size_t row,
                     size_t before)
{
    struct ent_text froms = ent_template_fill(&b->run->arena, &strand->from, row), from_id, to_id;
    struct ent_text tos = ent_template_fill(&b->run->arena, &strand->to, row);
    char separator = strand->separator;
    if (strand->by_type && froms.length == 0)
        report_blank(b, &strand->from, row);
    if (strand->by_type && tos.length == 0)
        report_blank(b, &strand->to, row);
    if (froms.length == 0 || tos.length == 0 || was_left_out(b, strand, row))
        return;
    if (!is_list(froms, separator) && !is_list(tos, separator)) {
        take_pair(b, strand, row, resolve(b, &strand->from, row, froms), tos, before);
        return;
    }
    while (ent_text_next(&froms, separator, &from_id)) {
        uint32_t from = resolve(b, &strand->from, row, from_id);
        for (struct ent_text rest = tos; ent_text_next(&rest, separator, &to_id);)
            take_pair(b, strand, row, from, to_id, before);
    }
}

/* The strands of the rows of a table whose column "type" chooses: neighbours are often alike. */
struct chooser {
    uint32_t column;
    struct ent_text last;
    uint32_t strand;
};

static uint32_t strand_of_name(const struct building *b, const struct ent_table *table,
                               struct ent_text name)
{
    for (uint32_t i = 0; i < b->strand_count; i++)
        if (b->strands[i].table == table && ent_text_equal(b->strands[i].name, name))
            return i;
    return ENT_NONE;
}

static uint32_t choose(const struct building *b, struct chooser *chooser,
                       const struct ent_table *table, size_t row)
{
    struct ent_text name = ent_table_cell(table, row, chooser->column);
    if (!chooser->last.bytes || !ent_text_equal(name, chooser->last))
        chooser->strand = strand_of_name(b, table, name);
    chooser->last = name;
    return chooser->strand;
}

static void report_relation(const struct building *b, const struct ent_table *table, size_t row,
                            uint32_t column)
{
    if (is_counted_only(b, ENT_E207, ent_table_place(table, row, column)))
        return;
    size_t count;
    struct ent_text *names = ent_schema_names(&b->run->arena, b->schema, false, true, &count);
    struct ent_text name = ent_table_cell(table, row, column);
    ent_report(b->run, ENT_E207, ent_table_place(table, row, column),
               ent_hint_meant(&b->run->arena, name, names, count), name);
}

static size_t count_row(const struct building *b, const struct strand *strand, size_t row)
{
    struct ent_text from = ent_template_fill(&b->run->arena, &strand->from, row);
    struct ent_text to = ent_template_fill(&b->run->arena, &strand->to, row);
    return count_items(from, strand->separator) * count_items(to, strand->separator);
}

/* Either counts the ties of a table or, with room made for them, takes them. */
static size_t pass_over(const struct building *b, const struct ent_table *table, bool taking)
{
    size_t count = 0;
    struct chooser chooser = {.column = ent_table_column(table, ENT_TEXT("type"))};
    for (uint32_t first = 0; first < b->strand_count; first++) {
        if (b->strands[first].table != table)
            continue;
        bool by_type = b->strands[first].by_type;
        for (size_t row = 0; row < table->row_count; row++) {
            uint32_t strand = by_type ? choose(b, &chooser, table, row) : first;
            if (strand == ENT_NONE && taking)
                report_relation(b, table, row, chooser.column);
            size_t before = b->network->tie_count;
            for (; strand != ENT_NONE; strand = by_type ? b->strands[strand].other : ENT_NONE) {
                count += taking ? 0 : count_row(b, &b->strands[strand], row);
                if (taking)
                    take_row(b, &b->strands[strand], row, before);
            }
        }
        if (by_type)
            break; /* this one pass served all strands of the table */
    }
    return count;
}

/* Most tables hold no lists. */
static void look_for_lists(struct building *b, const struct ent_table *table)
{
    char sought = 0;
    bool found = false;
    for (uint32_t i = 0; i < b->strand_count; i++) {
        struct strand *strand = &b->strands[i];
        if (strand->table != table)
            continue;
        if (strand->separator != sought) {
            struct ent_text bytes = table->source->bytes;
            sought = strand->separator;
            found = bytes.length > 0 && memchr(bytes.bytes, sought, bytes.length);
        }
        strand->separator = found ? sought : 0;
    }
}

/* An upper bound. Without lists it is known before looking at the rows. */
static size_t most_ties(const struct building *b, const struct ent_table *table)
{
    size_t strands = 0, longest = 0;
    for (uint32_t i = 0; i < b->strand_count; i++) {
        const struct strand *strand = &b->strands[i];
        if (strand->table != table)
            continue;
        if (strand->separator != 0)
            return pass_over(b, table, false);
        size_t chain = 1;
        for (; strand->other != ENT_NONE; strand = &b->strands[strand->other])
            chain++;
        strands += !strand->by_type;
        longest = strand->by_type && chain > longest ? chain : longest;
    }
    return table->row_count * (strands + longest);
}

static void take_all_ties(struct building *b)
{
    struct ent_network *network = b->network;
    struct ent_arena *arena = &b->run->arena;
    size_t most = 0;
    for (size_t i = 0; i < b->records->table_count; i++) {
        look_for_lists(b, &b->records->tables[i]);
        most += most_ties(b, &b->records->tables[i]);
    }
    network->tie_relation = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_row = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_from = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_to = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_agreement = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_behalf = ENT_NEW(arena, uint32_t, most + 1);
    network->tie_life = ENT_NEW(arena, struct ent_lifetime, most + 1);
    for (size_t i = 0; i < b->records->table_count; i++)
        pass_over(b, &b->records->tables[i], true);
}

/* ---- one level of a relationship at a time ---- */

struct level {
    struct ent_text family;
    uint32_t low, high, tie; /* low, high: the ends in either order */
    struct ent_lifetime life;
};

static int by_pair_and_start(const void *a, const void *b)
{
    const struct level *left = a, *right = b;
    int order = ent_text_compare(left->family, right->family);
    if (order != 0)
        return order;
    int64_t keys[][2] = {{left->low, right->low},
                         {left->high, right->high},
                         {left->life.start_latest, right->life.start_latest},
                         {left->life.start_earliest, right->life.start_earliest},
                         {left->life.end_latest, right->life.end_latest},
                         {left->tie, right->tie}};
    for (size_t i = 0; i < ENT_COUNT(keys); i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

static size_t take_levels(const struct building *b, struct level *levels)
{
    const struct ent_network *network = b->network;
    size_t count = 0;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        const struct ent_kind *kind = &b->schema->relations[network->tie_relation[tie]].kind;
        struct ent_text family = kind->values[ENT_AT_EXCLUSIVE].text;
        if (family.length == 0 || !network->tie_life[tie].given)
            continue;
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        if (levels)
            levels[count] = (struct level){family, from < to ? from : to, from < to ? to : from,
                                           tie, network->tie_life[tie]};
        count++;
    }
    return count;
}

static void cut_levels(struct building *b)
{
    struct ent_lifetime *lives = b->network->tie_life;
    size_t count = take_levels(b, NULL);
    struct level *levels = ENT_NEW(&b->run->arena, struct level, count + 1);
    take_levels(b, levels);
    qsort(levels, count, sizeof *levels, by_pair_and_start);
    for (size_t i = 0; i + 1 < count; i++) {
        const struct level *early = &levels[i], *late = &levels[i + 1];
        if (ent_text_equal(early->family, late->family) && early->low == late->low &&
            early->high == late->high &&
            lives[early->tie].end_latest >= lives[late->tie].start_latest)
            ent_lifetime_cut(&lives[early->tie], &lives[late->tie]);
    }
}

/* ---- all of it ---- */

static void check_all_columns(const struct building *b)
{
    for (size_t i = 0; i < b->schema->type_count; i++) {
        const struct ent_kind *kind = &b->schema->types[i].kind;
        const struct ent_table *table =
            ent_records_table(b->records, kind->values[ENT_AT_TABLE].text);
        uint32_t general = b->schema->types[i].general;
        bool said =
            general != ENT_NONE && kind->values[ENT_AT_KEY].text.bytes ==
                                       b->schema->types[general].kind.values[ENT_AT_KEY].text.bytes;
        if (!table || said)
            continue;
        if (check_columns(b, kind, table, ENT_AT_KEY, false))
            check_columns(b, kind, table, ENT_AT_NAME, false);
    }
    for (size_t i = 0; i < b->strand_count; i++) {
        const struct ent_kind *kind = &b->schema->relations[b->strands[i].relations[0]].kind;
        bool of_nodes = is_node_table(b, b->strands[i].table);
        check_columns(b, kind, b->strands[i].table, ENT_AT_FROM, of_nodes);
        check_columns(b, kind, b->strands[i].table, ENT_AT_TO, of_nodes);
    }
}

bool ent_network_build(struct ent_run *run, const struct ent_schema *schema,
                       const struct ent_records *records, struct ent_network *network)
{
    size_t errors = ent_run_errors(run);
    *network = (struct ent_network){.schema = schema, .records = records};
    network->type_table = ENT_NEW(&run->arena, const struct ent_table *, schema->type_count + 1);
    network->relation_table =
        ENT_NEW(&run->arena, const struct ent_table *, schema->relation_count + 1);
    struct building building = {
        .run = run, .schema = schema, .records = records, .network = network};
    index_sources(&building);
    make_strands(&building);
    check_all_columns(&building);
    if (ent_run_errors(run) != errors)
        return false;
    take_all_nodes(&building);
    take_aliases(&building);
    take_all_ties(&building);
    cut_levels(&building);
    return ent_run_errors(run) == errors;
}
