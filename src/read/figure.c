#include "read/figure.h"

/* Is it a style, and not part of the mapping from tables? */
static bool is_style(struct ent_text name, char kind)
{
    uint32_t number = ent_attribute_number(name, kind);
    if (number == ENT_NONE || number == ENT_AT_WEIGHT)
        return ent_attribute_of_graphviz(name);
    return number >= ENT_AT_LABEL && number < ENT_AT_FONTNAME;
}

static bool refuse(struct ent_run *run, struct ent_text name, char kind, struct ent_place place)
{
    struct ent_text names[ENT_ATTRIBUTE_COUNT];
    size_t count = 0;
    for (uint32_t at = ENT_AT_LABEL; at < ENT_AT_FONTNAME; at++) {
        struct ent_text style = ent_attribute_name((enum ent_attribute)at);
        if (ent_attribute_number(style, kind) != ENT_NONE)
            names[count++] = style;
    }
    bool is_label = ent_text_is(name, "label"); /* of a theme: it names no type */
    struct ent_text meant = is_label ? ENT_NO_HINT : ent_text_meant(name, names, count);
    struct ent_text advice =
        meant.length > 0 ? ENT_FORM(&run->arena, "did you mean '{}'?", meant)
                         : ENT_TEXT("only style stands in statements of figures and themes");
    ent_report(run, ENT_E311, place, advice, ENT_FORM(&run->arena, "'{}' here", name));
    return false;
}

/* Settings of a kind may be shared with others: they are copied when one is added. */
static void set_setting(struct ent_run *run, struct ent_kind *kind, struct ent_setting setting)
{
    struct ent_setting *settings =
        ENT_NEW(&run->arena, struct ent_setting, kind->setting_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < kind->setting_count; i++)
        if (!ent_text_equal(kind->settings[i].name, setting.name))
            settings[count++] = kind->settings[i];
    settings[count++] = setting;
    kind->settings = settings;
    kind->setting_count = count;
}

static bool set_value(struct ent_run *run, struct ent_kind *kind, char letter, struct ent_text name,
                      struct ent_text value, struct ent_place place)
{
    if (!is_style(name, letter))
        return refuse(run, name, letter, place);
    uint32_t number = ent_attribute_number(name, letter);
    if (number == ENT_AT_LABEL && letter == 'N')
        kind->label = value;
    if (number != ENT_NONE && number != ENT_AT_WEIGHT)
        return ent_template_read(run, value, place, &kind->values[number]);
    set_setting(run, kind, (struct ent_setting){name, value});
    return true;
}

bool ent_style_apply(struct ent_run *run, struct ent_schema *schema, char kind,
                     struct ent_text name, struct ent_text value, struct ent_place place)
{
    bool good = true;
    for (size_t i = 0; good && kind == 'N' && i < schema->type_count; i++)
        good = set_value(run, &schema->types[i].kind, kind, name, value, place);
    for (size_t i = 0; good && kind == 'E' && i < schema->relation_count; i++)
        good = set_value(run, &schema->relations[i].kind, kind, name, value, place);
    return good;
}

static void apply_defaults(struct ent_run *run, const struct ent_dot *dot,
                           const struct ent_dot_kind *kind, char letter, struct ent_schema *schema)
{
    for (size_t i = 0; i < kind->name_count; i++)
        if (kind->defaults[i].length > 0 && !ent_text_is(kind->names[i], "label"))
            ent_style_apply(run, schema, letter, kind->names[i], kind->defaults[i],
                            ent_dot_place(dot, 0, kind->names[i]));
}

static void apply_object(struct ent_run *run, const struct ent_dot *dot,
                         const struct ent_dot_kind *kind, const struct ent_dot_object *object,
                         char letter, struct ent_kind *target)
{
    for (size_t i = 0; i < kind->name_count; i++)
        if (ent_dot_stated(kind, object, i))
            set_value(run, target, letter, kind->names[i], object->values[i],
                      ent_dot_place(dot, object->offset, kind->names[i]));
}

/* A style of a type holds for its kinds too, unless they are mentioned themselves. */
static void apply_node(struct ent_run *run, const struct ent_dot *dot,
                       const struct ent_dot_object *object, struct ent_schema *schema,
                       struct ent_figure *figure)
{
    uint32_t type = ent_schema_type(schema, object->name);
    for (uint32_t i = 0; type != ENT_NONE && i < schema->type_count; i++)
        if (ent_type_isa(schema, i, type))
            apply_object(run, dot, &dot->node, object, 'N', &schema->types[i].kind);
    if (type != ENT_NONE)
        return;
    struct ent_override *override = &figure->overrides[figure->override_count++];
    *override = (struct ent_override){.id = object->name,
                                      .place = ent_dot_place(dot, object->offset, object->name)};
    apply_object(run, dot, &dot->node, object, 'N', &override->kind);
}

/* The label, here, says which of the relations between two types is meant. */
static bool apply_relation(struct ent_run *run, const struct ent_dot *dot,
                           const struct ent_dot_object *edge, struct ent_schema *schema)
{
    uint32_t from = ent_schema_type(schema, dot->node.objects[edge->tail].name);
    uint32_t to = ent_schema_type(schema, dot->node.objects[edge->head].name);
    struct ent_text label = ent_dot_value(&dot->edge, edge, "label");
    bool found = false;
    for (size_t i = 0; from != ENT_NONE && to != ENT_NONE && i < schema->relation_count; i++) {
        struct ent_relation *relation = &schema->relations[i];
        bool named = label.length == 0 || ent_text_equal(label, relation->kind.label);
        if (!named || !ent_type_isa(schema, from, relation->from) ||
            !ent_type_isa(schema, to, relation->to))
            continue;
        found = true;
        apply_object(run, dot, &dot->edge, edge, 'E', &relation->kind);
    }
    return found;
}

static void report_relation(struct ent_run *run, const struct ent_dot *dot,
                            const struct ent_dot_object *edge, const struct ent_schema *schema)
{
    struct ent_text label = ent_dot_value(&dot->edge, edge, "label");
    size_t count;
    struct ent_text *names =
        ent_schema_names(&run->arena, schema, label.length == 0, label.length > 0, &count);
    struct ent_text from = dot->node.objects[edge->tail].name;
    struct ent_text wrong = label.length > 0 ? label
                            : ent_schema_type(schema, from) == ENT_NONE
                                ? from
                                : dot->node.objects[edge->head].name;
    ent_report(run, ENT_E313, ent_dot_place(dot, edge->offset, wrong),
               ent_hint_meant(&run->arena, wrong, names, count), wrong);
}

/* Nodes that the file only names as ends of an edge state nothing themselves. */
static bool is_stated(const struct ent_dot_kind *kind, const struct ent_dot_object *object)
{
    for (size_t i = 0; i < kind->name_count; i++)
        if (ent_dot_stated(kind, object, i))
            return true;
    return false;
}

/* General types first, so that their kinds may differ. */
static void apply_nodes(struct ent_run *run, const struct ent_dot *dot, struct ent_schema *schema,
                        struct ent_figure *figure)
{
    for (int kinds = 0; kinds < 2; kinds++)
        for (size_t i = 0; i < dot->node.object_count; i++) {
            const struct ent_dot_object *object = &dot->node.objects[i];
            uint32_t type = ent_schema_type(schema, object->name);
            bool is_kind = type == ENT_NONE || schema->types[type].general != ENT_NONE;
            if (is_kind == (kinds == 1) && is_stated(&dot->node, object))
                apply_node(run, dot, object, schema, figure);
        }
}

bool ent_figure_apply(struct ent_run *run, const struct ent_dot *dot, struct ent_schema *schema,
                      struct ent_figure *figure)
{
    size_t errors = ent_run_errors(run);
    *figure = (struct ent_figure){
        .overrides = ENT_NEW(&run->arena, struct ent_override, dot->node.object_count + 1)};
    apply_defaults(run, dot, &dot->node, 'N', schema);
    apply_defaults(run, dot, &dot->edge, 'E', schema);
    apply_nodes(run, dot, schema, figure);
    for (size_t i = 0; i < dot->edge.object_count; i++)
        if (!apply_relation(run, dot, &dot->edge.objects[i], schema))
            report_relation(run, dot, &dot->edge.objects[i], schema);
    return ent_run_errors(run) == errors;
}

/* ---- themes ---- */

/* A style that draws, of which the label is none. */
static bool is_look(struct ent_text name, char letter)
{
    uint32_t number = ent_attribute_number(name, letter);
    return number != ENT_NONE && number > ENT_AT_LABEL && number < ENT_AT_FONTNAME;
}

/* What another file or the command line said stays; so does what a kind of the type said. */
static void underlay(struct ent_run *run, const struct ent_dot *dot,
                     const struct ent_dot_kind *kind, const struct ent_dot_object *object,
                     const struct ent_schema *schema, struct ent_kind *target)
{
    char letter = kind == &dot->node ? 'N' : 'E';
    for (size_t i = 0; i < kind->name_count; i++) {
        uint32_t number = ent_attribute_number(kind->names[i], letter);
        if (!ent_dot_stated(kind, object, i) || !is_look(kind->names[i], letter))
            continue;
        const struct ent_template *said = &target->values[number];
        bool below = said->text.length == 0 || said->place.source == schema->source ||
                     said->place.source == dot->source;
        struct ent_place place = ent_dot_place(dot, object->offset, kind->names[i]);
        if (below)
            ent_template_read(run, object->values[i], place, &target->values[number]);
    }
}

static void underlay_nodes(struct ent_run *run, const struct ent_dot *dot,
                           struct ent_schema *schema)
{
    for (int kinds = 0; kinds < 2; kinds++)
        for (size_t i = 0; i < dot->node.object_count; i++) {
            const struct ent_dot_object *object = &dot->node.objects[i];
            uint32_t type = ent_schema_type(schema, object->name);
            bool is_kind = type != ENT_NONE && schema->types[type].general != ENT_NONE;
            for (uint32_t k = 0; type != ENT_NONE && k < schema->type_count; k++)
                if (is_kind == (kinds == 1) && ent_type_isa(schema, k, type))
                    underlay(run, dot, &dot->node, object, schema, &schema->types[k].kind);
        }
}

static void underlay_edge(struct ent_run *run, const struct ent_dot *dot,
                          const struct ent_dot_object *edge, struct ent_schema *schema)
{
    uint32_t from = ent_schema_type(schema, dot->node.objects[edge->tail].name);
    uint32_t to = ent_schema_type(schema, dot->node.objects[edge->head].name);
    struct ent_text label = ent_dot_value(&dot->edge, edge, "label");
    for (size_t i = 0; from != ENT_NONE && to != ENT_NONE && i < schema->relation_count; i++) {
        struct ent_relation *relation = &schema->relations[i];
        bool named = label.length == 0 || ent_text_equal(label, relation->kind.label);
        if (named && ent_type_isa(schema, from, relation->from) &&
            ent_type_isa(schema, to, relation->to))
            underlay(run, dot, &dot->edge, edge, schema, &relation->kind);
    }
}

void ent_style_underlay(struct ent_run *run, const struct ent_dot *dot, struct ent_schema *schema)
{
    const struct ent_dot_kind *const kinds[] = {&dot->node, &dot->edge};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < kinds[k]->name_count; i++) {
            struct ent_text name = kinds[k]->names[i];
            bool names_relation = k == 1 && ent_text_is(name, "label");
            if (!is_look(name, k == 0 ? 'N' : 'E') && !names_relation)
                refuse(run, name, k == 0 ? 'N' : 'E', ent_dot_place(dot, 0, name));
        }
    underlay_nodes(run, dot, schema);
    for (size_t i = 0; i < dot->edge.object_count; i++)
        underlay_edge(run, dot, &dot->edge.objects[i], schema);
}
