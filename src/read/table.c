#include "read/table.h"

#include <stdlib.h>

uint32_t ent_table_column(const struct ent_table *table, struct ent_text name)
{
    for (size_t column = 0; column < table->column_count; column++)
        if (ent_text_equal(table->columns[column], name))
            return (uint32_t)column;
    return ENT_NONE;
}

struct heading {
    struct ent_text name;
    uint32_t column;
};

static int by_name(const void *a, const void *b)
{
    const struct heading *left = a, *right = b;
    int order = ent_text_compare(left->name, right->name);
    return order != 0 ? order : (left->column > right->column) - (left->column < right->column);
}

uint32_t *ent_table_by_name(struct ent_arena *arena, const struct ent_table *table)
{
    struct heading *headings = ENT_NEW(arena, struct heading, table->column_count + 1);
    uint32_t *columns = ENT_NEW(arena, uint32_t, table->column_count + 1);
    for (uint32_t column = 0; column < table->column_count; column++)
        headings[column] = (struct heading){table->columns[column], column};
    qsort(headings, table->column_count, sizeof *headings, by_name);
    for (size_t i = 0; i < table->column_count; i++)
        columns[i] = headings[i].column;
    return columns;
}
