#include "read/encoding.h"
#include "read/records.h"

#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct ent_schema schema;

static struct ent_records records;
static char folder[64];

static int begin_with_folder(void **state)
{
    begin(state);
    assert_true(ent_schema_read(&run, ent_schema_built_in(&run), &schema));
    strcpy(folder, "/tmp/entente-records-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return 0;
}

static const char *const files[] = {"actors.csv", "actor.csv", "ties.csv", "sources.csv",
                                    "notes.csv"};

static int end_with_folder(void **state)
{
    char path[128];
    for (size_t i = 0; i < ENT_COUNT(files); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        unlink(path);
    }
    rmdir(folder);
    return end(state);
}

static void given(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static bool read_folder(void)
{
    return ent_records_read(&run, &schema, ent_text_of(folder), ENT_NOWHERE, NULL, &records);
}

static void a_table_that_is_not_there_is_no_fault(void **state)
{
    (void)state;
    given("actors.csv", "id,type,name\nvnm,state,Vietnam\n");
    assert_true(read_folder());
    assert_null(run.first);
    assert_int_equal(records.table_count, 1);
    assert_non_null(ent_records_table(&records, ENT_TEXT("actors.csv")));
    assert_null(ent_records_table(&records, ENT_TEXT("ties.csv")));
    assert_null(records.sources);
}

static void a_misspelt_table_is_a_fault(void **state)
{
    (void)state;
    given("actor.csv", "id,type,name\nvnm,state,Vietnam\n");
    given("ties.csv", "type,from,to\n");
    assert_false(read_folder());
    assert_int_equal(run.counts[ENT_E101], 1);
    assert_text(run.first->hint, "did you mean 'actor.csv'?");
}

static void the_sources_are_known_as_such(void **state)
{
    (void)state;
    given("actors.csv", "id,type,name\n");
    given("sources.csv", "id,title\nsrc-0,One\n");
    assert_true(read_folder());
    assert_int_equal(records.sources->row_count, 1);
}

static void a_folder_without_any_table_is_a_fault(void **state)
{
    (void)state;
    given("notes.csv", "a,b\n");
    assert_false(read_folder());
    assert_int_equal(run.counts[ENT_E112], 1);
}

static void a_folder_with_nothing_but_sources_is_a_fault(void **state)
{
    (void)state;
    given("sources.csv", "id,title\n");
    assert_false(read_folder());
    assert_int_equal(run.counts[ENT_E112], 1);
}

static void a_folder_that_is_not_there_is_the_only_fault(void **state)
{
    (void)state;
    rmdir(folder);
    assert_false(read_folder());
    assert_int_equal(ent_run_errors(&run), 1);
    assert_int_equal(run.counts[ENT_E101], 1);
}

static bool read_graph(const char *text)
{
    static struct ent_dot dot;
    struct ent_source *source = ent_source_from(&run, ENT_TEXT("graph.gv"), ent_text_of(text));
    assert_true(ent_dot_read(&run, source, &dot));
    return ent_records_from_graph(&run, &dot, &schema, &records);
}

static void assert_cell(const struct ent_table *table, size_t row, const char *column,
                        const char *expected)
{
    uint32_t number = ent_table_column(table, ent_text_of(column));
    assert_int_not_equal(number, ENT_NONE);
    assert_text(ent_table_cell(table, row, number), expected);
}

static void rows_come_back_from_a_graph(void **state)
{
    (void)state;
    assert_true(
        read_graph("digraph { vnm [table=\"actors.csv\" type=state name=\"Viet \\\\ Nam\"];\n"
                   "chn [table=\"actors.csv\" type=state];\n"
                   "vnm -> chn [table=\"ties.csv\" type=\"friendship with\" start=2008] }"));
    const struct ent_table *actors = ent_records_table(&records, ENT_TEXT("actors.csv"));
    assert_int_equal(actors->row_count, 2);
    assert_cell(actors, 0, "id", "vnm");
    assert_cell(actors, 0, "name", "Viet \\ Nam");
    const struct ent_table *ties = ent_records_table(&records, ENT_TEXT("ties of ties.csv"));
    assert_cell(ties, 0, "from", "vnm");
    assert_cell(ties, 0, "to", "chn");
    assert_cell(ties, 0, "start", "2008");
}

static void columns_that_graphviz_would_take_have_a_prefix(void **state)
{
    (void)state;
    assert_true(ent_column_collides(ENT_TEXT("label"), 'N'));
    assert_true(ent_column_collides(ENT_TEXT("table"), 'E'));
    assert_false(ent_column_collides(ENT_TEXT("quote"), 'N'));
    assert_true(read_graph("digraph { vnm [table=\"actors.csv\" column_weight=3 label=x] }"));
    assert_cell(&records.tables[0], 0, "weight", "3");
    assert_int_equal(ent_table_column(&records.tables[0], ENT_TEXT("label")), ENT_NONE);
}

static void sources_come_back_from_a_graph(void **state)
{
    (void)state;
    assert_true(read_graph("digraph { sources=\"id,title\nsrc-0,One\n\"\n"
                           "vnm [table=\"actors.csv\" type=state] }"));
    assert_non_null(records.sources);
    assert_cell(records.sources, 0, "title", "One");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_with_folder, end_with_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_table_that_is_not_there_is_no_fault),
        TEST(a_misspelt_table_is_a_fault),
        TEST(the_sources_are_known_as_such),
        TEST(a_folder_without_any_table_is_a_fault),
        TEST(a_folder_with_nothing_but_sources_is_a_fault),
        TEST(a_folder_that_is_not_there_is_the_only_fault),
        TEST(rows_come_back_from_a_graph),
        TEST(columns_that_graphviz_would_take_have_a_prefix),
        TEST(sources_come_back_from_a_graph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
