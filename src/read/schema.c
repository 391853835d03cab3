#include "read/schema.h"

#include "read/encoding.h"
#include "read/term.h"

extern const char ent_schema_built_in_bytes[];
extern const size_t ent_schema_built_in_bytes_length;

static const struct {
    const char *name, *kinds;
} attributes[] = {
#define ATTRIBUTE(number, name, kinds) {name, kinds},
#include "read/attributes.def"
#undef ATTRIBUTE
};

static const struct ent_text graphviz_names[] = {
#define NAME(literal) {literal, sizeof(literal) - 1},
#include "read/graphviz.def"
#undef NAME
};

/* What is needed while a schema is read. */
struct reading {
    struct ent_run *run;
    const struct ent_dot *dot;
    struct ent_schema *schema;
};

struct ent_source *ent_schema_built_in(struct ent_run *run)
{
    struct ent_text bytes = {ent_schema_built_in_bytes, ent_schema_built_in_bytes_length};
    return ent_source_from(run, ENT_TEXT("<built-in schema>"), bytes);
}

struct ent_text ent_attribute_name(enum ent_attribute attribute)
{
    return ent_text_of(attributes[attribute].name);
}

uint32_t ent_attribute_number(struct ent_text name, char kind)
{
    for (uint32_t at = 0; at < ENT_ATTRIBUTE_COUNT; at++)
        if (ent_text_is(name, attributes[at].name) && strchr(attributes[at].kinds, kind))
            return at;
    return ENT_NONE;
}

bool ent_attribute_of_graphviz(struct ent_text name)
{
    for (size_t i = 0; i < ENT_COUNT(graphviz_names); i++)
        if (ent_text_equal(name, graphviz_names[i]))
            return true;
    return false;
}

static struct ent_text hint_for_attribute(struct ent_arena *arena, struct ent_text name, char kind)
{
    struct ent_text names[ENT_ATTRIBUTE_COUNT + ENT_COUNT(graphviz_names)];
    size_t count = 0;
    for (size_t at = 0; at < ENT_ATTRIBUTE_COUNT; at++)
        if (strchr(attributes[at].kinds, kind))
            names[count++] = ent_text_of(attributes[at].name);
    for (size_t i = 0; i < ENT_COUNT(graphviz_names); i++)
        names[count++] = graphviz_names[i];
    return ent_hint_meant(arena, name, names, count);
}

static void warn_of_unknown_names(const struct reading *reading, const struct ent_dot_kind *kind,
                                  char letter, struct ent_text where)
{
    for (size_t i = 0; i < kind->name_count; i++) {
        struct ent_text name = kind->names[i];
        if (ent_attribute_number(name, letter) == ENT_NONE && !ent_attribute_of_graphviz(name))
            ent_report(reading->run, ENT_W305, ent_dot_place(reading->dot, 0, name),
                       hint_for_attribute(&reading->run->arena, name, letter), name, where);
    }
}

static struct ent_place place_of(const struct reading *reading, const struct ent_dot_object *object,
                                 struct ent_text word)
{
    return ent_dot_place(reading->dot, object->offset, word);
}

/* ---- what types and relations share ---- */

/* The kind that has the very same text, from `node [...]` or `edge [...]`, or NULL. */
static const struct ent_kind *shares_where(const struct ent_schema *schema,
                                           const struct ent_template *where)
{
    for (size_t i = 0; i < schema->type_count; i++)
        if (schema->types[i].kind.values[ENT_AT_WHERE].text.bytes == where->text.bytes)
            return &schema->types[i].kind;
    for (size_t i = 0; i < schema->relation_count; i++)
        if (schema->relations[i].kind.values[ENT_AT_WHERE].text.bytes == where->text.bytes)
            return &schema->relations[i].kind;
    return NULL;
}

/* Read once for all that share it, so that its fault is told once. */
static const struct ent_cql2 *read_where(const struct reading *reading,
                                         const struct ent_template *where)
{
    const struct ent_kind *other = shares_where(reading->schema, where);
    if (other)
        return other->where;
    struct ent_cql2 *expression = ENT_NEW(&reading->run->arena, struct ent_cql2, 1);
    struct ent_cql2_place place = {
        .rule = ENT_E308, .source = where->place.source, .escaped = true};
    if (where->text.length == 0)
        return NULL;
    place.offset = ent_dot_value_offset(where->place.source, where->place.offset,
                                        ent_attribute_name(ENT_AT_WHERE), where->text);
    return ent_cql2_read(reading->run, where->text, place, expression) ? expression : NULL;
}

/* A weight without a column is that of Graphviz, for the layout. */
static bool is_setting(struct ent_text name, uint32_t number, struct ent_text value)
{
    bool constant = value.length > 0 && !memchr(value.bytes, '{', value.length);
    return number == ENT_NONE ? ent_attribute_of_graphviz(name) && value.length > 0
                              : number == ENT_AT_WEIGHT && constant;
}

static bool is_date(uint32_t number)
{
    return number == ENT_AT_START || number == ENT_AT_END || number == ENT_AT_SIGNED ||
           number == ENT_AT_KNOWN || number == ENT_AT_HORIZON;
}

static void take_value(const struct reading *reading, const struct ent_dot_kind *kind,
                       const struct ent_dot_object *object, size_t at, char letter,
                       struct ent_kind *row)
{
    struct ent_text name = kind->names[at], value = object->values[at];
    uint32_t number = ent_attribute_number(name, letter);
    size_t from = ent_dot_stated(kind, object, at) ? object->offset : 0;
    if (is_setting(name, number, value)) {
        row->settings[row->setting_count++] = (struct ent_setting){name, value};
        return;
    }
    if (number == ENT_NONE)
        return;
    struct ent_place place = ent_dot_place(reading->dot, from, name);
    if (number == ENT_AT_WHERE) {
        struct ent_template where = {.text = value, .place = place};
        row->where = read_where(reading, &where);
        row->values[number] = where;
        return;
    }
    ent_template_read(reading->run, value, place, &row->values[number]);
    row->values[number].dated = is_date(number);
}

/* The words that an attribute may have. */
static bool is_one_of(const struct reading *reading, const struct ent_kind *kind,
                      enum ent_attribute attribute, const char *first, const char *second)
{
    struct ent_text word = kind->values[attribute].text;
    if (word.length > 0 && !ent_text_is(word, first) && !ent_text_is(word, second))
        ent_report(
            reading->run, ENT_E311, kind->values[attribute].place,
            ENT_FORM(&reading->run->arena, "{} or {}", ent_text_of(first), ent_text_of(second)),
            ENT_FORM(&reading->run->arena, "{}={}", ent_attribute_name(attribute), word));
    return ent_text_is(word, first);
}

static void check_separator(const struct reading *reading, const struct ent_template *separator)
{
    struct ent_text text = separator->text;
    if (text.length > 1 && !ent_text_is(text, "none"))
        ent_report(reading->run, ENT_E311, separator->place,
                   ENT_TEXT("one character, or none where cells hold no lists"),
                   ENT_FORM(&reading->run->arena, "separator=\"{}\"", text));
}

static enum ent_timing timing_of(const struct reading *reading, const struct ent_kind *kind)
{
    struct ent_text time = kind->values[ENT_AT_TIME].text;
    if (ent_text_is(time, "span"))
        return ENT_SPAN;
    if (ent_text_is(time, "point"))
        return ENT_POINT;
    if (time.length > 0)
        ent_report(reading->run, ENT_E311, kind->values[ENT_AT_TIME].place,
                   ENT_TEXT("span, point or nothing"),
                   ENT_FORM(&reading->run->arena, "time={}", time));
    return ENT_UNTIMED;
}

/* ---- types ---- */

static bool is_isa(const struct ent_dot *dot, const struct ent_dot_object *edge)
{
    return ent_text_is(ent_dot_value(&dot->edge, edge, "label"), "isa");
}

static void inherit_settings(struct ent_kind *kind, const struct ent_kind *general)
{
    size_t own = kind->setting_count;
    for (size_t i = 0; i < general->setting_count; i++) {
        bool stated = false;
        for (size_t k = 0; k < own; k++)
            stated |= ent_text_equal(kind->settings[k].name, general->settings[i].name);
        if (!stated)
            kind->settings[kind->setting_count++] = general->settings[i];
    }
}

/* Values that a type states; the others come from the general type, or from `node [...]`. */
static void take_type(const struct reading *reading, size_t number)
{
    const struct ent_dot_kind *kind = &reading->dot->node;
    const struct ent_dot_object *object = &kind->objects[number];
    struct ent_type *type = &reading->schema->types[number];
    bool inherits = type->general != ENT_NONE;
    type->kind.name = object->name;
    type->kind.offset = object->offset;
    type->kind.settings =
        ENT_NEW(&reading->run->arena, struct ent_setting, 2 * kind->name_count + 1);
    if (inherits) {
        const struct ent_kind *general = &reading->schema->types[type->general].kind;
        memcpy(type->kind.values, general->values, sizeof general->values);
        type->kind.where = general->where;
        type->kind.values[ENT_AT_LABEL] = (struct ent_template){0};
    }
    for (size_t at = 0; at < kind->name_count; at++)
        if (!inherits || ent_dot_stated(kind, object, at))
            take_value(reading, kind, object, at, 'N', &type->kind);
    if (inherits)
        inherit_settings(&type->kind, &reading->schema->types[type->general].kind);
    struct ent_text label = type->kind.values[ENT_AT_LABEL].text;
    type->kind.label = label.length > 0 && !ent_text_is(label, "\\N") ? label : object->name;
    struct ent_template *key = &type->kind.values[ENT_AT_KEY];
    if (key->text.length == 0)
        ent_template_read(reading->run, ENT_TEXT("{id}"),
                          ent_place_at(reading->dot->source, object->offset), key);
    type->kind.timing = timing_of(reading, &type->kind);
    type->kind.distinct = is_one_of(reading, &type->kind, ENT_AT_DISTINCT, "true", "false");
    check_separator(reading, &type->kind.values[ENT_AT_SEPARATOR]);
    is_one_of(reading, &type->kind, ENT_AT_QUOTE, "none", "double");
}

static bool take_generals(const struct reading *reading)
{
    struct ent_schema *schema = reading->schema;
    const struct ent_dot *dot = reading->dot;
    for (size_t i = 0; i < schema->type_count; i++)
        schema->types[i].general = ENT_NONE;
    for (size_t i = 0; i < dot->edge.object_count; i++)
        if (is_isa(dot, &dot->edge.objects[i]))
            schema->types[dot->edge.objects[i].tail].general = dot->edge.objects[i].head;
    for (uint32_t start = 0; start < schema->type_count; start++) {
        struct ent_text path = dot->node.objects[start].name;
        uint32_t type = schema->types[start].general;
        for (size_t steps = 0; type != ENT_NONE && steps < schema->type_count; steps++) {
            path = ENT_FORM(&reading->run->arena, "{} -> {}", path, dot->node.objects[type].name);
            if (type == start) {
                ent_report(reading->run, ENT_E306,
                           place_of(reading, &dot->node.objects[start], (struct ent_text){0}),
                           ENT_NO_HINT, path);
                return false;
            }
            type = schema->types[type].general;
        }
    }
    return true;
}

/* A general type is taken before its kinds. */
static void take_types(const struct reading *reading)
{
    struct ent_schema *schema = reading->schema;
    bool *taken = ENT_NEW(&reading->run->arena, bool, schema->type_count + 1);
    for (size_t left = schema->type_count; left > 0;)
        for (size_t i = 0; i < schema->type_count; i++) {
            uint32_t general = schema->types[i].general;
            if (taken[i] || (general != ENT_NONE && !taken[general]))
                continue;
            take_type(reading, i);
            taken[i] = true;
            left--;
        }
}

/* ---- relations ---- */

static bool has_kinds(const struct ent_schema *schema, uint32_t type)
{
    for (size_t i = 0; i < schema->type_count; i++)
        if (schema->types[i].general == type)
            return true;
    return false;
}

static void check_end(const struct reading *reading, const struct ent_dot_object *edge,
                      uint32_t type)
{
    const struct ent_schema *schema = reading->schema;
    struct ent_text name = schema->types[type].kind.name;
    if (schema->types[type].kind.values[ENT_AT_TABLE].text.length > 0 || has_kinds(schema, type))
        return;
    struct ent_text *names = ENT_NEW(&reading->run->arena, struct ent_text, schema->type_count);
    size_t count = 0;
    for (size_t i = 0; i < schema->type_count; i++)
        if (i != type)
            names[count++] = schema->types[i].kind.name;
    ent_report(reading->run, ENT_E302, place_of(reading, edge, name),
               ent_hint_meant(&reading->run->arena, name, names, count), name);
}

/* "1", "0..1", "2..*" or "*" */
static bool read_bound(struct ent_text text, uint32_t *bound)
{
    *bound = ENT_NONE;
    if (ent_text_is(text, "*"))
        return true;
    if (text.length == 0 || text.length > 6)
        return false;
    *bound = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
        *bound = *bound * 10 + (uint32_t)(text.bytes[at] - '0');
    }
    return true;
}

static struct ent_multiplicity multiplicity(const struct reading *reading,
                                            const struct ent_kind *kind,
                                            enum ent_attribute attribute)
{
    struct ent_text text = ent_text_trim(kind->values[attribute].text);
    size_t dots = ent_term_find(text, "..");
    struct ent_multiplicity found = {.given = true, .text = text};
    if (text.length == 0)
        return (struct ent_multiplicity){0};
    bool good = read_bound(ent_text_slice(text, 0, dots), &found.least);
    found.most = found.least;
    if (dots < text.length)
        good &= read_bound(ent_text_slice(text, dots + 2, SIZE_MAX), &found.most);
    else if (found.least == ENT_NONE)
        found.least = 0;
    if (good && found.least != ENT_NONE && found.least <= found.most)
        return found;
    ent_report(reading->run, ENT_E311, kind->values[attribute].place,
               ENT_TEXT("how many ties an end has is written 1, 0..1 or 2..*"),
               ENT_FORM(&reading->run->arena, "{}=\"{}\"", ent_attribute_name(attribute), text));
    return (struct ent_multiplicity){0};
}

/* "{year}" or "{year}/5": the step is cut off. */
static uint32_t take_step(const struct reading *reading, struct ent_template *panel)
{
    struct ent_text text = panel->text;
    uint32_t step = 1;
    size_t slash = text.length;
    while (slash > 0 && text.bytes[slash - 1] != '/' && text.bytes[slash - 1] != '}')
        slash--;
    bool stepped = slash > 0 && text.bytes[slash - 1] == '/';
    if (text.length == 0)
        return 0;
    if (stepped && read_bound(ent_text_slice(text, slash, SIZE_MAX), &step) && step > 0 &&
        step != ENT_NONE)
        ent_template_read(reading->run, ent_text_slice(text, 0, slash - 1), panel->place, panel);
    else if (stepped || slash < text.length)
        ent_report(reading->run, ENT_E311, panel->place,
                   ENT_TEXT("write {year}, or {year}/5 where every fifth year was observed"),
                   ENT_FORM(&reading->run->arena, "panel=\"{}\"", text));
    return step;
}

/* Of a relation without a direction nobody is the elder. */
static enum ent_lineage lineage_of(const struct reading *reading, const struct ent_kind *kind)
{
    static const struct {
        const char *word;
        enum ent_lineage lineage;
    } words[] = {{"supersedes", ENT_SUPERSEDES}, {"amends", ENT_AMENDS}, {"under", ENT_UNDER}};
    struct ent_text word = kind->values[ENT_AT_LINEAGE].text;
    bool directed = !ent_text_is(kind->values[ENT_AT_DIR].text, "none");
    for (size_t i = 0; directed && i < ENT_COUNT(words); i++)
        if (ent_text_is(word, words[i].word))
            return words[i].lineage;
    if (word.length > 0)
        ent_report(reading->run, ENT_E311, kind->values[ENT_AT_LINEAGE].place,
                   directed ? ENT_TEXT("supersedes, amends or under")
                            : ENT_TEXT("its tail is the younger one, so it needs a direction"),
                   ENT_FORM(&reading->run->arena, "lineage={}{}", word,
                            directed ? ENT_NO_HINT : ENT_TEXT(" with dir=none")));
    return ENT_NO_LINEAGE;
}

static void take_rules(const struct reading *reading, struct ent_relation *relation)
{
    struct ent_kind *kind = &relation->kind;
    kind->timing = timing_of(reading, kind);
    relation->symmetric = ent_text_is(kind->values[ENT_AT_DIR].text, "none");
    relation->joins = is_one_of(reading, kind, ENT_AT_JOINS, "true", "false");
    relation->within = is_one_of(reading, kind, ENT_AT_WITHIN, "true", "false");
    relation->lineage = lineage_of(reading, kind);
    relation->step = take_step(reading, &kind->values[ENT_AT_PANEL]);
    relation->per_tail = multiplicity(reading, kind, ENT_AT_HEADLABEL);
    relation->per_head = multiplicity(reading, kind, ENT_AT_TAILLABEL);
    check_separator(reading, &kind->values[ENT_AT_SEPARATOR]);
    is_one_of(reading, kind, ENT_AT_QUOTE, "none", "double");
}

static void take_relation(const struct reading *reading, const struct ent_dot_object *edge)
{
    struct ent_schema *schema = reading->schema;
    const struct ent_dot_kind *kind = &reading->dot->edge;
    struct ent_relation *relation = &schema->relations[schema->relation_count];
    relation->from = edge->tail;
    relation->to = edge->head;
    relation->kind.offset = edge->offset;
    relation->kind.settings =
        ENT_NEW(&reading->run->arena, struct ent_setting, kind->name_count + 1);
    for (size_t at = 0; at < kind->name_count; at++)
        take_value(reading, kind, edge, at, 'E', &relation->kind);
    relation->kind.label = relation->kind.values[ENT_AT_LABEL].text;
    relation->kind.name = edge->name.length > 0 ? edge->name : relation->kind.label;
    if (relation->kind.name.length == 0) {
        ent_report(reading->run, ENT_E309, place_of(reading, edge, (struct ent_text){0}),
                   ENT_TEXT("add label=\"...\""), reading->dot->node.objects[edge->tail].name,
                   reading->dot->node.objects[edge->head].name);
        return;
    }
    uint32_t same = ent_schema_relation(schema, relation->kind.name);
    relation->same = same == ENT_NONE ? (uint32_t)schema->relation_count : same;
    take_rules(reading, relation);
    check_end(reading, edge, edge->tail);
    check_end(reading, edge, edge->head);
    schema->relation_count++;
}

static void take_graph(const struct reading *reading)
{
    const struct ent_dot_kind *kind = &reading->dot->graph;
    for (size_t at = 0; at < kind->name_count; at++) {
        uint32_t number = ent_attribute_number(kind->names[at], 'G');
        if (number != ENT_NONE)
            ent_template_read(reading->run, kind->objects->values[at],
                              ent_dot_place(reading->dot, 0, kind->names[at]),
                              &reading->schema->graph[number]);
        if (number != ENT_NONE)
            reading->schema->graph[number].dated = is_date(number);
    }
    check_separator(reading, &reading->schema->graph[ENT_AT_SEPARATOR]);
}

static bool is_digraph(const struct reading *reading)
{
    const struct ent_dot *dot = reading->dot;
    if (dot->directed && !dot->strict)
        return true;
    ent_report(reading->run, ENT_E303, ent_place_at(dot->source, 0), ENT_TEXT("write digraph"),
               dot->directed ? ENT_TEXT("strict graph: parallel relations would be merged")
                             : ENT_TEXT("not a digraph: relations have a direction"));
    return false;
}

bool ent_schema_read(struct ent_run *run, const struct ent_source *source,
                     struct ent_schema *schema)
{
    struct ent_dot dot;
    size_t errors = ent_run_errors(run);
    *schema = (struct ent_schema){.source = source};
    if (!ent_dot_read(run, source, &dot))
        return false;
    struct reading reading = {run, &dot, schema};
    if (!is_digraph(&reading))
        return false;
    schema->name = dot.name;
    schema->type_count = dot.node.object_count;
    schema->types = ENT_NEW(&run->arena, struct ent_type, dot.node.object_count + 1);
    schema->relations = ENT_NEW(&run->arena, struct ent_relation, dot.edge.object_count + 1);
    warn_of_unknown_names(&reading, &dot.graph, 'G', ENT_TEXT("the graph"));
    warn_of_unknown_names(&reading, &dot.node, 'N', ENT_TEXT("node types"));
    warn_of_unknown_names(&reading, &dot.edge, 'E', ENT_TEXT("relations"));
    if (!take_generals(&reading))
        return false;
    take_graph(&reading);
    take_types(&reading);
    for (size_t i = 0; i < dot.edge.object_count; i++)
        if (!is_isa(&dot, &dot.edge.objects[i]))
            take_relation(&reading, &dot.edge.objects[i]);
    return ent_run_errors(run) == errors;
}

/* ---- questions ---- */

uint32_t ent_schema_type(const struct ent_schema *schema, struct ent_text name)
{
    for (uint32_t i = 0; i < schema->type_count; i++)
        if (ent_text_equal(schema->types[i].kind.name, name))
            return i;
    return ENT_NONE;
}

uint32_t ent_schema_relation(const struct ent_schema *schema, struct ent_text name)
{
    for (uint32_t i = 0; i < schema->relation_count; i++)
        if (ent_text_equal(schema->relations[i].kind.name, name))
            return i;
    return ENT_NONE;
}

bool ent_type_isa(const struct ent_schema *schema, uint32_t type, uint32_t general)
{
    while (type != ENT_NONE && type != general)
        type = schema->types[type].general;
    return type == general;
}

const struct ent_template *ent_kind_template(const struct ent_schema *schema,
                                             const struct ent_kind *kind,
                                             enum ent_attribute attribute)
{
    const struct ent_template *own = &kind->values[attribute];
    bool shared = attribute == ENT_AT_SEPARATOR || attribute == ENT_AT_KNOWN ||
                  attribute == ENT_AT_HORIZON || attribute == ENT_AT_QUOTE ||
                  attribute == ENT_AT_MISSING;
    return own->text.length == 0 && shared ? &schema->graph[attribute] : own;
}

struct ent_text ent_kind_text(const struct ent_schema *schema, const struct ent_kind *kind,
                              enum ent_attribute attribute)
{
    return ent_kind_template(schema, kind, attribute)->text;
}

struct ent_text *ent_schema_names(struct ent_arena *arena, const struct ent_schema *schema,
                                  bool types, bool relations, size_t *count)
{
    struct ent_text *names =
        ENT_NEW(arena, struct ent_text, schema->type_count + schema->relation_count + 1);
    *count = 0;
    for (size_t i = 0; types && i < schema->type_count; i++)
        names[(*count)++] = schema->types[i].kind.name;
    for (size_t i = 0; relations && i < schema->relation_count; i++)
        if (schema->relations[i].same == i)
            names[(*count)++] = schema->relations[i].kind.label;
    return names;
}
