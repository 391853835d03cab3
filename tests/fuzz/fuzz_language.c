/* A schema, a line "---", and a table that stands for every table of the schema. Whatever comes,
 * there is a network or a message, and what is written as DOT can be written. */
#include "model/network.h"
#include "read/csv.h"
#include "read/encoding.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { most_tables = 64, most_rows = 400 };

static struct ent_text cut(struct ent_text *rest)
{
    const struct ent_text fence = ENT_TEXT("\n---\n");
    for (size_t at = 0; at < rest->length; at++)
        if (ent_text_starts(ent_text_slice(*rest, at, SIZE_MAX), fence)) {
            struct ent_text part = ent_text_slice(*rest, 0, at);
            *rest = ent_text_slice(*rest, at + fence.length, SIZE_MAX);
            return part;
        }
    struct ent_text all = *rest;
    *rest = (struct ent_text){0};
    return all;
}

static void add_table(struct ent_run *run, const struct ent_kind *kind, struct ent_text bytes,
                      struct ent_records *records)
{
    struct ent_text name = kind->values[ENT_AT_TABLE].text;
    if (name.length == 0 || records->table_count + 2 > most_tables)
        return;
    struct ent_text unpivot = kind->values[ENT_AT_UNPIVOT].text;
    struct ent_table *table = (struct ent_table *)ent_records_table(records, name);
    if (!table) {
        table = &records->tables[records->table_count++];
        ent_csv_read(run, ent_source_from(run, name, bytes), table);
        table->name = name;
    }
    if (unpivot.length > 0 && !ent_records_of_kind(records, kind))
        ent_table_unpivot(&run->arena, table, unpivot, &records->tables[records->table_count++]);
}

static void build(struct ent_run *run, const struct ent_schema *schema, struct ent_text table)
{
    struct ent_network network;
    struct ent_records records = {.tables = ENT_NEW(&run->arena, struct ent_table, most_tables)};
    for (size_t i = 0; i < schema->type_count; i++)
        add_table(run, &schema->types[i].kind, table, &records);
    for (size_t i = 0; i < schema->relation_count; i++)
        add_table(run, &schema->relations[i].kind, table, &records);
    for (size_t i = 0; i < records.table_count; i++)
        if (records.tables[i].row_count > most_rows)
            return;
    ent_network_build(run, schema, &records, &network);
    ent_network_check(run, &network, false);
    for (uint32_t tie = 0; tie < network.tie_count; tie++)
        if (network.tie_from[tie] >= network.node_count ||
            network.tie_to[tie] >= network.node_count)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ent_run run;
    struct ent_schema schema;
    struct ent_text rest = {(const char *)bytes, length};
    ent_run_begin(&run);
    if (ent_text_fault(rest) == length) {
        struct ent_text text = cut(&rest);
        if (ent_schema_read(&run, ent_source_from(&run, ENT_TEXT("own.gv"), text), &schema))
            build(&run, &schema, rest);
    }
    ent_run_end(&run);
    return 0;
}
