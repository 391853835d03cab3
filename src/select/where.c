#include "read/condition.h"
#include "read/dot.h"
#include "select/select.h"

/* What an expression is asked of: nodes of a type and its kinds, ties of a relation, all nodes or
 * all ties. */
struct scope {
    bool ties;
    uint32_t type, relation; /* or ENT_NONE: all */
    struct ent_text words;   /* "agreement", "any node", for messages */
    size_t begin;            /* where the expression begins, in bytes */
};

enum whose { OWN, OF_FROM, OF_TO };
enum what { ITS_ID, ITS_TYPE, ITS_NAME, ITS_COLUMN };

/* A property that is more than a column of the row itself. */
struct property {
    enum whose whose;
    enum what what;
    uint32_t *columns; /* in the table of each type of an end, or ENT_NONE */
};

/* One value of --where, as it is asked. A call has an answer for each type, relation or node. */
struct where {
    struct ent_run *run;
    const struct ent_network *network;
    const struct ent_selection *selection;
    struct ent_cql2 expression;
    struct scope scope;
    struct property *properties;
    double **calls;
    struct ent_condition *conditions; /* of each type or relation that is asked */
    bool *asked;
};

/* ---- scope ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t past_blanks(struct ent_text text, size_t at)
{
    while (at < text.length && is_blank(text.bytes[at]))
        at++;
    return at;
}

/* The name before a colon that a blank follows; its end goes to `*end`, 0 if there is none. In a
 * property, "dc:title", no blank follows. */
static struct ent_text scope_name(struct ent_text text, size_t *begin)
{
    size_t from = past_blanks(text, 0), at = from;
    char quote = at < text.length ? text.bytes[at] : ' ';
    bool quoted = quote == '\'' || quote == '"';
    for (at += quoted; at < text.length; at++)
        if (quoted ? text.bytes[at] == quote
                   : text.bytes[at] == ':' || text.bytes[at] == '\'' || is_blank(text.bytes[at]))
            break;
    struct ent_text name = ent_text_slice(text, from + quoted, at - from - quoted);
    size_t colon = quoted ? past_blanks(text, at + 1) : at;
    *begin = 0;
    if (colon >= text.length || text.bytes[colon] != ':' ||
        (colon + 1 < text.length && !is_blank(text.bytes[colon + 1])))
        return (struct ent_text){0};
    *begin = colon + 1;
    return name;
}

static bool read_scope(struct ent_run *run, const struct ent_schema *schema, struct ent_value value,
                       struct scope *scope)
{
    struct ent_text name = scope_name(value.text, &scope->begin);
    scope->type = scope->relation = ENT_NONE;
    scope->words = ENT_TEXT("any node");
    if (scope->begin == 0)
        return true;
    scope->words = ent_text_is(name, "edge") ? ENT_TEXT("any tie") : name;
    scope->type = ent_schema_type(schema, name);
    if (scope->type == ENT_NONE)
        scope->relation = ent_schema_relation(schema, name);
    scope->ties = scope->relation != ENT_NONE || ent_text_is(name, "edge");
    if (scope->type != ENT_NONE || scope->ties)
        return true;
    size_t count;
    struct ent_text *names = ent_schema_names(&run->arena, schema, true, true, &count);
    ent_report(run, ENT_E508, value.place, ent_hint_meant(&run->arena, name, names, count),
               ENT_TEXT("--where"), name, ENT_TEXT("type or relation"));
    return false;
}

/* Is the type or relation asked, and has it a table? */
static bool is_asked(const struct where *where, uint32_t kind)
{
    const struct ent_schema *schema = where->network->schema;
    if (where->scope.ties)
        return where->network->relation_table[kind] &&
               (where->scope.relation == ENT_NONE ||
                schema->relations[kind].same == where->scope.relation);
    return where->network->type_table[kind] &&
           (where->scope.type == ENT_NONE || ent_type_isa(schema, kind, where->scope.type));
}

static size_t kind_count(const struct where *where)
{
    const struct ent_schema *schema = where->network->schema;
    return where->scope.ties ? schema->relation_count : schema->type_count;
}

static const struct ent_kind *kind_at(const struct where *where, size_t kind)
{
    const struct ent_schema *schema = where->network->schema;
    return where->scope.ties ? &schema->relations[kind].kind : &schema->types[kind].kind;
}

static const struct ent_table *table_at(const struct where *where, size_t kind)
{
    return where->scope.ties ? where->network->relation_table[kind]
                             : where->network->type_table[kind];
}

/* ---- the text ---- */

/* An option of the command line is a source by itself, so that its fault can be shown. */
static struct ent_cql2_place place_of(struct ent_run *run, struct ent_value value, size_t begin)
{
    struct ent_cql2_place place = {.rule = ENT_E501, .begin = begin, .calls = true};
    if (value.place.source) {
        place.source = value.place.source;
        place.escaped = true;
        place.offset =
            ent_dot_value_offset(place.source, value.place.offset, ENT_TEXT("where"), value.text);
        return place;
    }
    struct ent_source *source = ENT_NEW(&run->arena, struct ent_source, 1);
    *source = (struct ent_source){.name = ENT_TEXT("--where"),
                                  .bytes = value.text,
                                  .order = run->source_count++,
                                  .is_option = true};
    place.source = source;
    return place;
}

/* ---- properties ---- */

static struct ent_text node_text(const struct where *where, const struct property *property,
                                 uint32_t node)
{
    const struct ent_network *network = where->network;
    uint32_t type = network->node_type[node];
    uint32_t column = property->columns[type];
    const struct ent_table *table = network->type_table[type];
    switch (property->what) {
    case ITS_ID:
        return network->node_id[node];
    case ITS_TYPE:
        return network->schema->types[type].kind.name;
    case ITS_NAME:
    case ITS_COLUMN:
        break;
    }
    if (column != ENT_NONE)
        return ent_table_cell(table, network->node_row[node], column);
    return property->what == ITS_NAME ? network->node_name[node] : (struct ent_text){0};
}

static struct ent_text text_of(const void *context, uint32_t number, uint32_t thing)
{
    const struct where *where = context;
    const struct ent_network *network = where->network;
    const struct property *property = &where->properties[number];
    if (!where->scope.ties)
        return node_text(where, property, thing);
    if (property->whose != OWN)
        return node_text(where, property,
                         property->whose == OF_FROM ? network->tie_from[thing]
                                                    : network->tie_to[thing]);
    const struct ent_kind *kind = &network->schema->relations[network->tie_relation[thing]].kind;
    return property->what == ITS_TYPE ? kind->name : kind->label;
}

/* "from.country": of what it is asked, and what remains of the name. */
static enum whose whose_of(const struct where *where, struct ent_text *name)
{
    static const struct {
        struct ent_text word;
        enum whose whose;
    } ends[] = {{{"from", 4}, OF_FROM}, {{"to", 2}, OF_TO}};
    for (size_t i = 0; where->scope.ties && i < ENT_COUNT(ends); i++) {
        struct ent_text word = ends[i].word;
        bool whole = ent_text_equal(*name, word);
        if (!whole && !(ent_text_starts(*name, word) && name->bytes[word.length] == '.'))
            continue;
        *name = whole ? ENT_TEXT("id") : ent_text_slice(*name, word.length + 1, SIZE_MAX);
        return ends[i].whose;
    }
    return OWN;
}

static enum what what_of(struct ent_text name)
{
    if (ent_text_is(name, "id"))
        return ITS_ID;
    if (ent_text_is(name, "type"))
        return ITS_TYPE;
    return ent_text_is(name, "name") ? ITS_NAME : ITS_COLUMN;
}

static void read_property(struct where *where, uint32_t number)
{
    const struct ent_network *network = where->network;
    size_t types = network->schema->type_count;
    struct property *property = &where->properties[number];
    struct ent_text name = where->expression.values[where->expression.properties[number]].text;
    property->whose = whose_of(where, &name);
    property->what = what_of(name);
    property->columns = ENT_NEW(&where->run->arena, uint32_t, types + 1);
    for (size_t type = 0; type < types; type++)
        property->columns[type] = network->type_table[type]
                                      ? ent_table_column(network->type_table[type], name)
                                      : ENT_NONE;
}

/* Whether it is asked for, or is a column of the row itself. */
static bool is_answered(const struct where *where, const struct property *property, uint32_t column)
{
    if (property->whose != OWN)
        return true;
    if (property->what == ITS_NAME)
        return column == ENT_NONE;
    return property->what == ITS_TYPE || (property->what == ITS_ID && !where->scope.ties);
}

static bool is_known(const struct where *where, uint32_t number)
{
    const struct property *property = &where->properties[number];
    bool any = false;
    if (property->whose != OWN) {
        for (size_t type = 0; type < where->network->schema->type_count; type++)
            any |= property->columns[type] != ENT_NONE;
        return any || property->what != ITS_COLUMN;
    }
    bool asked = false;
    for (size_t kind = 0; kind < kind_count(where); kind++) {
        asked |= where->asked[kind];
        any |= where->asked[kind] && where->conditions[kind].columns[number] != ENT_NONE;
    }
    return any || !asked;
}

/* The columns that could have been meant. */
static struct ent_text hint_for(const struct where *where, const struct ent_cql2_value *value)
{
    struct ent_arena *arena = &where->run->arena;
    struct ent_text hint = {0};
    for (size_t kind = 0; kind < kind_count(where) && hint.length == 0; kind++) {
        const struct ent_table *table = table_at(where, kind);
        if (where->asked[kind])
            hint = ent_hint_meant(arena, value->text, table->columns, table->column_count);
    }
    if (hint.length == 0 && value->quoted)
        hint = ENT_FORM(arena, "text stands in single quotes: '{}'", value->text);
    return hint;
}

static bool check_properties(const struct where *where)
{
    const struct ent_cql2 *expression = &where->expression;
    bool good = true;
    for (uint32_t number = 0; number < expression->property_count; number++) {
        const struct ent_cql2_value *value = &expression->values[expression->properties[number]];
        if (is_known(where, number))
            continue;
        ent_report(where->run, ENT_E502, ent_cql2_place_at(expression, value->offset),
                   hint_for(where, value), value->text, where->scope.words);
        good = false;
    }
    return good;
}

/* ---- calls ---- */

static bool report_kind(const struct where *where, const struct ent_cql2_value *argument,
                        bool types)
{
    size_t count;
    struct ent_text *names =
        ent_schema_names(&where->run->arena, where->network->schema, types, !types, &count);
    ent_report(where->run, ENT_E508, ent_cql2_place_at(&where->expression, argument->offset),
               ent_hint_meant(&where->run->arena, argument->text, names, count),
               ENT_TEXT("--where"), argument->text,
               types ? ENT_TEXT("type") : ENT_TEXT("relation"));
    return false;
}

/* isa('institution') of each type, isa('signed') of each relation. */
static bool answer_isa(const struct where *where, const struct ent_cql2_value *argument,
                       double **answers)
{
    const struct ent_schema *schema = where->network->schema;
    bool ties = where->scope.ties;
    uint32_t sought = ties ? ent_schema_relation(schema, argument->text)
                           : ent_schema_type(schema, argument->text);
    if (sought == ENT_NONE)
        return report_kind(where, argument, !ties);
    *answers = ENT_NEW(&where->run->arena, double, kind_count(where) + 1);
    for (uint32_t kind = 0; kind < kind_count(where); kind++)
        (*answers)[kind] =
            ties ? schema->relations[kind].same == sought : ent_type_isa(schema, kind, sought);
    return true;
}

static bool answer_degree(const struct where *where, const struct ent_cql2_value *argument,
                          double **answers)
{
    const struct ent_network *network = where->network;
    uint32_t relation = argument ? ent_schema_relation(network->schema, argument->text) : ENT_NONE;
    if (argument && relation == ENT_NONE)
        return report_kind(where, argument, false);
    *answers = ENT_NEW(&where->run->arena, double, network->node_count + 1);
    for (size_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t same = network->schema->relations[network->tie_relation[tie]].same;
        if (where->selection->ties[tie] == ENT_OUT || (argument && same != relation))
            continue;
        (*answers)[network->tie_from[tie]]++;
        (*answers)[network->tie_to[tie]]++;
    }
    return true;
}

static bool answer_near(const struct where *where, const struct ent_cql2_value *argument,
                        double **answers)
{
    const struct ent_network *network = where->network;
    const struct ent_cql2_value *far =
        argument->next == ENT_NONE ? NULL : &where->expression.values[argument->next];
    uint32_t node = ent_network_node(network, argument->text);
    if (node == ENT_NONE) {
        ent_report(where->run, ENT_E505, ent_cql2_place_at(&where->expression, argument->offset),
                   ent_network_meant(where->run, network, argument->text), ENT_TEXT("--where"),
                   argument->text);
        return false;
    }
    size_t depth = !far                   ? 1
                   : !(far->number > 0)   ? 0
                   : far->number > 1000.0 ? 1000
                                          : (size_t)far->number;
    const bool *reached = ent_select_near(where->run, network, where->selection, &node, 1, depth);
    *answers = ENT_NEW(&where->run->arena, double, network->node_count + 1);
    for (size_t i = 0; i < network->node_count; i++)
        (*answers)[i] = reached[i];
    return true;
}

static bool read_call(struct where *where, size_t number)
{
    const struct ent_cql2 *expression = &where->expression;
    const struct ent_cql2_value *call = &expression->values[expression->calls[number]];
    const struct ent_cql2_value *argument =
        call->first == ENT_NONE ? NULL : &expression->values[call->first];
    double **answers = &where->calls[number];
    if (ent_text_is(call->text, "ISA"))
        return answer_isa(where, argument, answers);
    if (where->scope.ties) {
        ent_cql2_report(where->run, expression, call->offset,
                        ENT_TEXT("of the ends of a tie only properties are known, as from.type"),
                        ENT_TEXT("only nodes are asked this, not ties"));
        return false;
    }
    return ent_text_is(call->text, "NEAR") ? answer_near(where, argument, answers)
                                           : answer_degree(where, argument, answers);
}

static double number_of(const void *context, uint32_t number, uint32_t thing)
{
    const struct where *where = context;
    const struct ent_network *network = where->network;
    const struct ent_cql2 *expression = &where->expression;
    bool of_kind = ent_text_is(expression->values[expression->calls[number]].text, "ISA");
    uint32_t at = !of_kind            ? thing
                  : where->scope.ties ? network->tie_relation[thing]
                                      : network->node_type[thing];
    return where->calls[number][at];
}

/* ---- the step ---- */

static void bind(struct where *where, uint32_t kind)
{
    const struct ent_schema *schema = where->network->schema;
    const struct ent_table *table = table_at(where, kind);
    struct ent_condition *condition = &where->conditions[kind];
    *condition = ent_condition_bind(&where->run->arena, &where->expression, table,
                                    ent_kind_text(schema, kind_at(where, kind), ENT_AT_MISSING));
    condition->answerer = (struct ent_answerer){where, text_of, number_of};
    for (uint32_t number = 0; number < where->expression.property_count; number++)
        if (is_answered(where, &where->properties[number], condition->columns[number]))
            condition->columns[number] = ENT_ASKED;
    for (uint32_t other = 0; other < kind; other++)
        if (where->asked[other] && table_at(where, other) == table)
            return; /* that table has been looked at */
    ent_condition_warn(where->run, condition, ENT_TEXT("--where"));
}

static bool read_where(struct where *where, struct ent_value value)
{
    struct ent_arena *arena = &where->run->arena;
    if (!read_scope(where->run, where->network->schema, value, &where->scope) ||
        !ent_cql2_read(where->run, value.text, place_of(where->run, value, where->scope.begin),
                       &where->expression))
        return false;
    const struct ent_cql2 *expression = &where->expression;
    size_t kinds = kind_count(where);
    where->properties = ENT_NEW(arena, struct property, expression->property_count + 1);
    where->calls = ENT_NEW(arena, double *, expression->call_count + 1);
    where->conditions = ENT_NEW(arena, struct ent_condition, kinds + 1);
    where->asked = ENT_NEW(arena, bool, kinds + 1);
    bool good = true;
    for (uint32_t number = 0; number < expression->property_count; number++)
        read_property(where, number);
    for (size_t number = 0; number < expression->call_count; number++)
        good = read_call(where, number) && good;
    for (uint32_t kind = 0; kind < kinds; kind++) {
        where->asked[kind] = is_asked(where, kind);
        if (where->asked[kind])
            bind(where, kind);
    }
    return check_properties(where) && good;
}

static void apply(const struct where *where, struct ent_selection *selection)
{
    const struct ent_network *network = where->network;
    bool ties = where->scope.ties;
    size_t count = ties ? network->tie_count : network->node_count;
    const uint32_t *kinds = ties ? network->tie_relation : network->node_type;
    const uint32_t *rows = ties ? network->tie_row : network->node_row;
    uint8_t *answers = ties ? selection->ties : selection->nodes;
    for (uint32_t thing = 0; thing < count; thing++)
        if (answers[thing] != ENT_OUT && where->asked[kinds[thing]] &&
            ent_condition_answer(&where->conditions[kinds[thing]], rows[thing], thing) != ENT_TRUE)
            answers[thing] = ENT_OUT;
}

/* All are read before any is applied: a degree counts what the steps before have left. The list
 * begins with the last one given. */
bool ent_select_where(struct ent_run *run, const struct ent_network *network,
                      const struct ent_question *question, struct ent_selection *selection)
{
    size_t count = 0;
    bool good = true;
    const struct ent_value *value = &question->where;
    for (; value && value->given; value = value->earlier)
        count++;
    struct where *wheres = ENT_NEW(&run->arena, struct where, count + 1);
    const struct ent_value **values = ENT_NEW(&run->arena, const struct ent_value *, count + 1);
    value = &question->where;
    for (size_t i = count; i > 0; i--, value = value->earlier)
        values[i - 1] = value;
    for (size_t i = 0; i < count; i++) {
        wheres[i] = (struct where){.run = run, .network = network, .selection = selection};
        good = read_where(&wheres[i], *values[i]) && good;
    }
    for (size_t i = 0; good && i < count; i++)
        apply(&wheres[i], selection);
    return good;
}
