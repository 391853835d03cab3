#include "model/building.h"

#include "read/term.h"

/* What the list of columns asks of one: `id! parties:actor* start:date status:agreed|signed`. */
struct ask {
    const struct ent_kind *kind;
    struct ent_text name, kind_of; /* kind_of: behind the colon */
    bool required, list;
    uint32_t type;   /* of the nodes that its cells name, or ENT_NONE */
    uint32_t column; /* of the table, or ENT_NONE */
    char separator;
    struct ent_filler filler;
};

static struct ask read_ask(const struct ent_building *b, const struct ent_kind *kind,
                           const struct ent_table *table, struct ent_text term)
{
    struct ask ask = {.kind = kind, .type = ENT_NONE};
    while (term.length > 1 && strchr("!*", term.bytes[term.length - 1])) {
        ask.required |= term.bytes[term.length - 1] == '!';
        ask.list |= term.bytes[--term.length] == '*';
    }
    size_t colon = ent_term_find(term, ":");
    struct ent_text name = ent_text_slice(term, 0, colon);
    if (colon < term.length && name.length > 1 && name.bytes[name.length - 1] == '!') {
        name.length--; /* "id!:text" as well as "id:text!" */
        ask.required = true;
    }
    struct ent_text separator = ent_kind_text(b->schema, kind, ENT_AT_SEPARATOR);
    ask.name = ent_term_bare(name);
    ask.kind_of = ent_text_slice(term, colon + 1, SIZE_MAX);
    ask.type = ent_schema_type(b->schema, ent_term_bare(ask.kind_of));
    ask.column = ent_table_column(table, ask.name);
    ask.separator = separator.length == 1 ? separator.bytes[0] : ';';
    return ask;
}

/* ---- cells ---- */

static bool is_number(struct ent_text text)
{
    size_t digits = 0, dots = 0;
    for (size_t at = text.length > 0 && text.bytes[0] == '-'; at < text.length; at++) {
        digits += text.bytes[at] >= '0' && text.bytes[at] <= '9';
        dots += text.bytes[at] == '.';
    }
    return digits > 0 && dots <= 1 && digits + dots + (text.bytes[0] == '-') == text.length;
}

static bool is_among(struct ent_text values, struct ent_text item)
{
    while (values.length > 0) {
        size_t bar = ent_term_find(values, "|");
        if (ent_text_equal(ent_term_bare(ent_text_slice(values, 0, bar)), item))
            return true;
        values = ent_text_slice(values, bar + 1, SIZE_MAX);
    }
    return false;
}

static void refuse(const struct ent_building *b, const struct ask *ask, size_t row,
                   struct ent_text item, struct ent_text what)
{
    ent_report(b->run, ENT_E219, ent_template_place(&ask->filler, row), ENT_NO_HINT, item,
               ask->name, what);
}

/* The id of a node of that type. One that is used as an end is looked up there. */
static void check_node(const struct ent_building *b, const struct ask *ask, size_t row,
                       struct ent_text item)
{
    uint32_t node = ent_network_node(b->network, item);
    struct ent_text name = b->schema->types[ask->type].kind.name;
    if (node == ENT_NONE && ent_index_find(&b->lost_ids, item) == ENT_NONE)
        ent_report(b->run, ENT_E201, ent_template_place(&ask->filler, row),
                   ent_network_meant(b->run, b->network, item), item, ask->name);
    else if (node != ENT_NONE && !ent_type_isa(b->schema, b->network->node_type[node], ask->type))
        refuse(b, ask, row, item, ENT_FORM(&b->run->arena, "the id of a {}", name));
}

static void check_item(const struct ent_building *b, const struct ask *ask, size_t row,
                       struct ent_text item)
{
    struct ent_bound bound;
    if (ask->type != ENT_NONE)
        check_node(b, ask, row, item);
    else if (ent_text_is(ask->kind_of, "date"))
        ent_bound_read(b->run, item, ent_template_place(&ask->filler, row), &bound);
    else if (ent_text_is(ask->kind_of, "number") && !is_number(item))
        refuse(b, ask, row, item, ENT_TEXT("a number"));
    else if (ent_term_find(ask->kind_of, "|") < ask->kind_of.length &&
             !is_among(ask->kind_of, item))
        refuse(b, ask, row, item, ENT_FORM(&b->run->arena, "one of {}", ask->kind_of));
}

static void check_cells(const struct ent_building *b, const struct ask *ask,
                        const struct ent_table *table)
{
    bool plain = ask->kind_of.length == 0 || ent_text_is(ask->kind_of, "text");
    for (size_t row = 0; row < table->row_count && (ask->required || !plain); row++) {
        struct ent_text cell = ent_template_fill(&b->run->arena, &ask->filler, row), item;
        if (cell.length == 0 && ask->required)
            ent_report(b->run, ENT_E218, ent_template_place(&ask->filler, row), ENT_NO_HINT,
                       ask->name);
        else if (cell.length > 0 && !ask->list)
            check_item(b, ask, row, cell);
        while (ask->list && ent_text_next(&cell, ask->separator, &item))
            check_item(b, ask, row, item);
    }
}

/* ---- lists ---- */

static bool is_understood(const struct ent_building *b, const struct ask *ask)
{
    static const char *const kinds[] = {"", "text", "date", "number"};
    for (size_t i = 0; i < ENT_COUNT(kinds); i++)
        if (ent_text_is(ask->kind_of, kinds[i]))
            return true;
    if (ask->type != ENT_NONE || ent_term_find(ask->kind_of, "|") < ask->kind_of.length)
        return true;
    ent_report(b->run, ENT_E311, ask->kind->values[ENT_AT_COLUMNS].place,
               ENT_TEXT("a type of the schema, date, number, text, or values as agreed|signed"),
               ENT_FORM(&b->run->arena, "a column of '{}'", ask->kind_of));
    return false;
}

/* Does an earlier kind of the same table have the same list? */
static bool is_repeated(const struct ent_kind *const *kinds, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (ent_text_equal(kinds[i]->values[ENT_AT_COLUMNS].text,
                           kinds[number]->values[ENT_AT_COLUMNS].text))
            return true;
    return false;
}

static void check_list(const struct ent_building *b, const struct ent_kind *kind,
                       const struct ent_table *table, bool *listed)
{
    struct ent_text terms = kind->values[ENT_AT_COLUMNS].text;
    for (struct ent_text term; ent_term_next(&terms, &term);) {
        struct ask ask = read_ask(b, kind, table, term);
        if (!is_understood(b, &ask))
            continue;
        if (ask.column != ENT_NONE) {
            listed[ask.column] = true;
            ask.filler = ent_bind_column(b, kind, table, ask.name);
            check_cells(b, &ask, table);
        } else if (ask.required) {
            ent_report(
                b->run, ENT_E105, ent_place_at(table->source, 0),
                ent_hint_meant(&b->run->arena, ask.name, table->columns, table->column_count),
                ENT_FORM(&b->run->arena, "column '{}' is missing", ask.name));
        }
    }
}

/* Of joined files the first that has the column. */
static struct ent_place header_place(const struct ent_table *table, size_t column)
{
    if (table->base)
        return header_place(table->base, column - ENT_TURNED_WIDTH);
    for (size_t i = 0; i < table->part_count; i++) {
        const struct ent_table_part *part = &table->parts[i];
        uint32_t cell = part->cells ? part->cells[column] : (uint32_t)column;
        if (cell != ENT_NONE)
            return (struct ent_place){part->source, 0, cell, true};
    }
    return (struct ent_place){table->source, 0, (uint32_t)column, true};
}

static void warn_of_others(const struct ent_building *b, const struct ent_table *table,
                           const bool *listed)
{
    struct ent_text *names = ENT_NEW(&b->run->arena, struct ent_text, table->column_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < table->column_count; i++)
        if (listed[i])
            names[count++] = table->columns[i];
    for (size_t i = table->base ? ENT_TURNED_WIDTH : 0; i < table->column_count; i++)
        if (!listed[i] && !ent_table_is_turned(table, i))
            ent_report(b->run, ENT_W109, header_place(table, i),
                       ent_hint_meant(&b->run->arena, table->columns[i], names, count),
                       table->columns[i]);
}

static void check_table(const struct ent_building *b, const struct ent_table *table)
{
    const struct ent_schema *schema = b->schema;
    const struct ent_kind **kinds = ENT_NEW(&b->run->arena, const struct ent_kind *,
                                            schema->type_count + schema->relation_count + 1);
    bool *listed = ENT_NEW(&b->run->arena, bool, table->column_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < schema->type_count + schema->relation_count; i++) {
        const struct ent_kind *kind = i < schema->type_count
                                          ? &schema->types[i].kind
                                          : &schema->relations[i - schema->type_count].kind;
        if (kind->values[ENT_AT_COLUMNS].text.length > 0 && ent_kind_is_of_table(kind, table))
            kinds[count++] = kind;
    }
    for (size_t i = 0; i < count; i++)
        if (!is_repeated(kinds, i))
            check_list(b, kinds[i], table, listed);
    if (count > 0)
        warn_of_others(b, table, listed);
}

void ent_columns_check(const struct ent_building *b)
{
    for (size_t i = 0; i < b->records->table_count; i++)
        check_table(b, &b->records->tables[i]);
}
