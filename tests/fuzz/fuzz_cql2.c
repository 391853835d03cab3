/* Any bytes as an expression: refused with one diagnostic, or asked of rows of dates, numbers,
 * lists and blanks. What is negated says the opposite; what is asked twice says the same. */
#include "read/condition.h"

#include "check.h"

static struct ent_text columns[] = {{"a", 1}, {"start", 5}, {"end", 3}, {"name", 4}};

/* Rows whose cells stand one byte apart. */
static const char *rows[] = {
    "1;2;3,2010,2015-10-29,Vietnam's",
    "-5e3,1982/..,,Đà Nẵng",
    ",..,..,%_\\",
    "2025-10-29,201X,[..2030],true",
};

enum { column_count = ENT_COUNT(columns), row_count = ENT_COUNT(rows) };

static void fill(struct ent_table *table, uint32_t *ends)
{
    *table = (struct ent_table){.columns = columns,
                                .column_count = column_count,
                                .row_count = row_count,
                                .row = rows,
                                .cell_end = ends};
    for (size_t row = 0; row < row_count; row++) {
        uint32_t at = 0;
        for (size_t column = 0; column < column_count; column++, at++) {
            while (rows[row][at] != ',' && rows[row][at] != '\0')
                at++;
            ends[row * column_count + column] = at;
        }
    }
}

static double answer_call(const void *context, uint32_t call, uint32_t thing)
{
    (void)context;
    return (double)((call + thing) % 3);
}

static struct ent_condition bind(struct ent_run *run, const struct ent_cql2 *expression,
                                 const struct ent_table *table)
{
    struct ent_condition condition =
        ent_condition_bind(&run->arena, expression, table, ENT_TEXT("-9"));
    condition.answerer.number = answer_call;
    return condition;
}

static void ask(struct ent_run *run, const struct ent_cql2 *expression)
{
    uint32_t ends[row_count * column_count];
    struct ent_table table;
    struct ent_cql2 negation;
    struct ent_cql2_place place = {.rule = ENT_E501, .calls = true};
    struct ent_text text = ENT_FORM(&run->arena, "NOT ({}\n)", expression->text);
    fill(&table, ends);
    struct ent_condition condition = bind(run, expression, &table);
    bool deeper = ent_cql2_read(run, text, place, &negation);
    for (uint32_t row = 0; row < row_count; row++) {
        enum ent_truth truth = ent_condition_answer(&condition, row, row);
        must(truth == ENT_FALSE || truth == ENT_UNKNOWN || truth == ENT_TRUE);
        must(ent_condition_answer(&condition, row, row) == truth);
        if (!deeper)
            continue;
        struct ent_condition opposite = bind(run, &negation, &table);
        must(ent_condition_answer(&opposite, row, row) == (enum ent_truth)(ENT_TRUE - truth));
    }
    ent_condition_warn(run, &condition, ENT_TEXT("where"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ent_run run;
    struct ent_cql2 expression;
    struct ent_cql2_place place = {.rule = ENT_E501, .calls = true};
    struct ent_text text = {(const char *)bytes, length};
    if (ent_text_fault(text) < length)
        return 0; /* what is not UTF-8 is refused before */
    ent_run_begin(&run);
    if (ent_cql2_read(&run, text, place, &expression)) {
        must(run.first == NULL);
        ask(&run, &expression);
    } else {
        must(run.first && !run.first->next);
    }
    ent_run_end(&run);
    return 0;
}
