#include "read/table.h"

#include <stdlib.h>

uint32_t ent_table_column(const struct ent_table *table, struct ent_text name)
{
    for (size_t column = 0; column < table->column_count; column++)
        if (ent_text_equal(table->columns[column], name))
            return (uint32_t)column;
    return ENT_NONE;
}

struct ent_place ent_table_part_place(const struct ent_table *table, size_t row, size_t column)
{
    size_t low = 0, high = table->part_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (table->parts[middle].first_row <= row)
            low = middle;
        else
            high = middle;
    }
    const struct ent_table_part *part = &table->parts[low];
    uint32_t cell = part->cells ? part->cells[column] : (uint32_t)column;
    return (struct ent_place){part->source, table->record[row], cell == ENT_NONE ? 0 : cell, true};
}

static bool source_holds(const struct ent_source *source, char byte)
{
    return source->bytes.length > 0 && memchr(source->bytes.bytes, byte, source->bytes.length);
}

bool ent_table_holds(const struct ent_table *table, char byte)
{
    bool found = source_holds(table->source, byte);
    for (size_t i = 0; i < table->part_count && !found; i++)
        found = source_holds(table->parts[i].source, byte);
    return found;
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
