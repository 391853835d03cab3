/* A network built from tables that stand in the test. */
#ifndef TESTS_UNIT_RECORDS_H
#define TESTS_UNIT_RECORDS_H

#include "model/network.h"
#include "read/csv.h"
#include "read/encoding.h"
#include "run.h"

static struct ent_schema schema;
static struct ent_table tables[16];
static struct ent_records records;
static struct ent_network network;

static inline int begin_with_schema(void **state)
{
    begin(state);
    assert_true(ent_schema_read(&run, ent_schema_built_in(&run), &schema));
    schema.built_in = true;
    return 0;
}

static inline void given_schema(const char *text)
{
    struct ent_source *source = ent_source_from(&run, ENT_TEXT("own.gv"), ent_text_of(text));
    assert_true(ent_schema_read(&run, source, &schema));
}

static inline void read_table(const char *name, struct ent_text text)
{
    struct ent_source *source = ent_source_from(&run, ent_text_of(name), text);
    source->delimiter = ',';
    ent_csv_read(&run, source, &tables[records.table_count++]);
}

/* Builds a network from tables, each below a line with its name: "# actors.csv". */
static inline bool build(const char *text)
{
    records = (struct ent_records){.tables = tables};
    while (*text == '#') {
        const char *line_end = strchr(text, '\n'), *next = strstr(line_end, "\n# ");
        struct ent_text name = {text + 2, (size_t)(line_end - text) - 2};
        const char *stop = next ? next + 1 : line_end + strlen(line_end);
        read_table(ent_text_string(&run.arena, name),
                   (struct ent_text){line_end + 1, (size_t)(stop - line_end) - 1});
        text = stop;
    }
    records.sources = ent_records_table(&records, ENT_TEXT("sources.csv"));
    return ent_network_build(&run, &schema, &records, &network);
}

#endif
