#include "model/building.h"

/* An id template must find its columns. Those that make ties of a node table are optional there,
 * but one of a similar name tells of a misprint. Returns false after reporting. */
static bool check_columns(const struct ent_building *b, const struct ent_kind *kind,
                          const struct ent_table *table, enum ent_attribute attribute,
                          bool is_optional)
{
    struct ent_filler filler = ent_bind(b, kind, table, attribute);
    if (filler.template->text.length == 0 || ent_filler_is_bound(&filler))
        return true;
    for (size_t i = 0; i < filler.template->part_count; i++) {
        const struct ent_part *part = &filler.template->parts[i];
        if (part->column_count == 0)
            continue;
        struct ent_text meant =
            ent_text_meant(part->columns[0], table->columns, table->column_count);
        if (is_optional && (b->schema->built_in || meant.length == 0))
            return true;
        ent_column_missing(b, kind, table, part->columns[part->column_count - 1]);
        return false;
    }
    return true;
}

static void check_all_columns(const struct ent_building *b)
{
    for (size_t i = 0; i < b->schema->type_count; i++) {
        const struct ent_kind *kind = &b->schema->types[i].kind;
        const struct ent_table *table = ent_records_of_kind(b->records, kind);
        uint32_t general = b->schema->types[i].general;
        bool said =
            general != ENT_NONE && kind->values[ENT_AT_KEY].text.bytes ==
                                       b->schema->types[general].kind.values[ENT_AT_KEY].text.bytes;
        if (!table || said)
            continue;
        if (check_columns(b, kind, table, ENT_AT_KEY, false))
            check_columns(b, kind, table, ENT_AT_NAME, false);
        check_columns(b, kind, table, ENT_AT_STATUS, true);
    }
    for (size_t i = 0; i < b->strand_count; i++) {
        const struct ent_kind *kind = &b->schema->relations[b->strands[i].relations[0]].kind;
        bool of_nodes = ent_table_is_of_nodes(b->schema, b->strands[i].table);
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
    struct ent_building building = {
        .run = run, .schema = schema, .records = records, .network = network};
    ent_build_sources(&building);
    ent_build_strands(&building);
    check_all_columns(&building);
    if (ent_run_errors(run) != errors)
        return false;
    ent_build_headers(&building);
    ent_build_nodes(&building);
    ent_build_aliases(&building);
    ent_columns_check(&building);
    ent_build_ties(&building);
    ent_build_panels(&building);
    ent_build_levels(&building);
    return ent_run_errors(run) == errors;
}
