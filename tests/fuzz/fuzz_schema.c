/* Any bytes as a schema, and as a figure or a theme over the built-in one: what is read refers to
 * nothing that is not there, and what is reported stands inside the source. */
#include "draw/theme.h"
#include "read/encoding.h"
#include "read/figure.h"

#include "check.h"

static void check_kind(const struct ent_schema *schema, const struct ent_kind *kind)
{
    must(kind->offset <= schema->source->bytes.length);
    for (size_t at = 0; at < ENT_ATTRIBUTE_COUNT; at++)
        for (size_t i = 0; i < kind->values[at].part_count; i++)
            must(kind->values[at].parts[i].constant.length <= kind->values[at].text.length);
    for (size_t i = 0; i < kind->setting_count; i++)
        must(kind->settings[i].name.length > 0);
}

static void check_schema(const struct ent_schema *schema)
{
    for (uint32_t i = 0; i < schema->type_count; i++) {
        uint32_t general = schema->types[i].general;
        must(general == ENT_NONE || (general < schema->type_count && general != i));
        must(ent_type_isa(schema, i, i) && !ent_type_isa(schema, general, i));
        check_kind(schema, &schema->types[i].kind);
    }
    for (uint32_t i = 0; i < schema->relation_count; i++) {
        const struct ent_relation *relation = &schema->relations[i];
        must(relation->from < schema->type_count && relation->to < schema->type_count);
        must(relation->same <= i && relation->kind.name.length > 0);
        must(ent_schema_relation(schema, relation->kind.name) == relation->same);
        check_kind(schema, &relation->kind);
    }
}

static void apply_as_figure(struct ent_run *run, const struct ent_source *source)
{
    struct ent_dot dot;
    struct ent_schema built_in;
    struct ent_figure figure;
    if (!ent_dot_read(run, source, &dot))
        return;
    must(ent_schema_read(run, ent_schema_built_in(run), &built_in));
    ent_figure_apply(run, &dot, &built_in, &figure);
    must(figure.override_count <= dot.node.object_count);
    check_schema(&built_in);
}

static void apply_as_theme(struct ent_run *run, const struct ent_source *source)
{
    struct ent_schema built_in;
    struct ent_theme theme;
    must(ent_schema_read(run, ent_schema_built_in(run), &built_in));
    size_t errors = ent_run_errors(run);
    if (!ent_theme_read(run, source, &built_in, &theme))
        return;
    must(ent_run_errors(run) == errors && theme.text_size >= 4 && theme.text_size <= 72);
    must(theme.on.ground.given && theme.on.ink.given);
    must(ent_theme_legible(&theme, theme.muted, theme.fill).given);
    check_schema(&built_in);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ent_run run;
    struct ent_schema schema;
    ent_run_begin(&run);
    struct ent_source *source =
        ent_source_from(&run, ENT_TEXT("fuzz.gv"), (struct ent_text){(const char *)bytes, length});
    if (source) {
        if (ent_schema_read(&run, source, &schema))
            check_schema(&schema);
        else
            must(ent_run_errors(&run) > 0);
        apply_as_figure(&run, source);
        apply_as_theme(&run, source);
        check_reports(&run);
    }
    ent_run_end(&run);
    return 0;
}
