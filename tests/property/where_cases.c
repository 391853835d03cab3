/* Reads one case a line, fields between tabs: an expression and the cells of a row with the columns
 * below. Prints what the expression is of that row: true, false, unknown or refused.
 * tests/property/where.py compares it with the reference. */
#include "read/condition.h"

#include <stdio.h>

static struct ent_text columns[] = {
    {"id", 2},    {"type", 4}, {"name", 4},   {"signed", 6},
    {"start", 5}, {"end", 3},  {"topics", 6}, {"weight", 6},
};

enum { column_count = ENT_COUNT(columns) };

static double answer_call(const void *context, uint32_t call, uint32_t thing)
{
    (void)context;
    (void)call;
    (void)thing;
    return 3; /* as the reference is told of degree() */
}

/* The cells of a row stand one byte apart, as in a table. */
static struct ent_table table_of(const char **line, uint32_t *ends)
{
    struct ent_table table = {
        .columns = columns,
        .column_count = column_count,
        .row_count = 1,
        .row = line,
        .cell_end = ends,
    };
    const char *cell = *line;
    for (size_t i = 0; i < column_count; i++) {
        cell += strcspn(cell, "\t\n");
        ends[i] = (uint32_t)(cell - *line);
        cell += *cell != '\0';
    }
    return table;
}

static const char *answer(struct ent_run *run, const char *line)
{
    static const char *const truths[] = {"false", "unknown", "true"};
    struct ent_cql2_place place = {.rule = ENT_E501, .calls = true};
    struct ent_cql2 expression;
    struct ent_text text = {line, strcspn(line, "\t\n")};
    const char *cells = line + text.length + (line[text.length] != '\0');
    uint32_t ends[column_count];
    struct ent_table table = table_of(&cells, ends);
    if (!ent_cql2_read(run, text, place, &expression))
        return "refused";
    struct ent_condition condition =
        ent_condition_bind(&run->arena, &expression, &table, (struct ent_text){0});
    condition.answerer.number = answer_call;
    return truths[ent_condition_answer(&condition, 0, ENT_NONE)];
}

int main(void)
{
    static char line[1 << 16];
    while (fgets(line, sizeof line, stdin)) {
        struct ent_run run;
        ent_run_begin(&run);
        puts(answer(&run, line));
        ent_run_end(&run);
    }
    return 0;
}
