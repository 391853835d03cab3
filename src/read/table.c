#include "read/table.h"

uint32_t ent_table_column(const struct ent_table *table, struct ent_text name)
{
    for (size_t column = 0; column < table->column_count; column++)
        if (ent_text_equal(table->columns[column], name))
            return (uint32_t)column;
    return ENT_NONE;
}
