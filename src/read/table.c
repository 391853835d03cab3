#include "read/table.h"

#include "read/term.h"

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
    if (table->base)
        return ent_table_holds(table->base, byte);
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

/* ---- columns that become rows ---- */

struct ent_text ent_table_turned_cell(const struct ent_table *table, size_t row, size_t column)
{
    const struct ent_table *base = table->base;
    uint32_t turned = table->turned[row % table->turned_count];
    if (column == ENT_TURNED_COLUMN)
        return base->columns[turned];
    return ent_table_cell(base, row / table->turned_count,
                          column == ENT_TURNED_VALUE ? turned : column - ENT_TURNED_WIDTH);
}

struct ent_place ent_table_turned_place(const struct ent_table *table, size_t row, size_t column)
{
    uint32_t turned = table->turned[row % table->turned_count];
    return ent_table_place(table->base, row / table->turned_count,
                           column < ENT_TURNED_WIDTH ? turned : column - ENT_TURNED_WIDTH);
}

bool ent_table_is_turned(const struct ent_table *table, size_t column)
{
    for (size_t i = 0; i < table->turned_count; i++)
        if (table->turned[i] + ENT_TURNED_WIDTH == column)
            return true;
    return false;
}

/* "c91": where its number begins; the length if it has none. */
static size_t number_from(struct ent_text name, uint64_t *number)
{
    size_t from = name.length;
    while (from > 0 && name.bytes[from - 1] >= '0' && name.bytes[from - 1] <= '9')
        from--;
    *number = 0;
    for (size_t at = from; at < name.length && at < from + 9; at++)
        *number = *number * 10 + (uint64_t)(name.bytes[at] - '0');
    return from;
}

/* A range of columns: by number where both names are one word with different numbers. */
struct range {
    uint32_t first, last;
    struct ent_text stem; /* empty: from column to column as they stand */
    uint64_t from, to;
};

static bool is_in(const struct range *range, const struct ent_table *table, uint32_t column)
{
    if (range->stem.length == 0)
        return column >= range->first && column <= range->last;
    uint64_t number;
    struct ent_text name = table->columns[column];
    size_t stem = number_from(name, &number);
    return stem < name.length && ent_text_equal(ent_text_slice(name, 0, stem), range->stem) &&
           number >= range->from && number <= range->to;
}

/* Returns the name of a column that is not there. */
static struct ent_text read_range(const struct ent_table *table, struct ent_text term,
                                  struct range *range)
{
    size_t dots = ent_term_find(term, "..");
    struct ent_text first = ent_term_bare(ent_text_slice(term, 0, dots));
    struct ent_text last =
        dots < term.length ? ent_term_bare(ent_text_slice(term, dots + 2, SIZE_MAX)) : first;
    *range =
        (struct range){ent_table_column(table, first), ent_table_column(table, last), {0}, 0, 0};
    size_t stem = number_from(first, &range->from), other = number_from(last, &range->to);
    if (dots < term.length && stem < first.length && other < last.length &&
        ent_text_equal(ent_text_slice(first, 0, stem), ent_text_slice(last, 0, other)))
        range->stem = ent_text_slice(first, 0, stem);
    if (range->first == ENT_NONE)
        return first;
    return range->last == ENT_NONE || range->last < range->first ? last : (struct ent_text){0};
}

static void name_columns(struct ent_arena *arena, struct ent_table *view)
{
    const struct ent_table *base = view->base;
    view->column_count = base->column_count + ENT_TURNED_WIDTH;
    view->columns = ENT_NEW(arena, struct ent_text, view->column_count);
    view->columns[ENT_TURNED_COLUMN] = ENT_TEXT("column");
    view->columns[ENT_TURNED_VALUE] = ENT_TEXT("value");
    memcpy(view->columns + ENT_TURNED_WIDTH, base->columns,
           base->column_count * sizeof *base->columns);
}

struct ent_text ent_table_unpivot(struct ent_arena *arena, const struct ent_table *base,
                                  struct ent_text unpivot, struct ent_table *view)
{
    *view = (struct ent_table){
        .source = base->source, .name = base->name, .base = base, .unpivot = unpivot};
    bool *chosen = ENT_NEW(arena, bool, base->column_count + 1);
    view->turned = ENT_NEW(arena, uint32_t, base->column_count + 1);
    for (struct ent_text term; ent_term_next(&unpivot, &term);) {
        struct range range;
        struct ent_text lacking = read_range(base, term, &range);
        if (lacking.length > 0)
            return lacking;
        for (uint32_t column = 0; column < base->column_count; column++)
            chosen[column] = chosen[column] || is_in(&range, base, column);
    }
    for (uint32_t column = 0; column < base->column_count; column++)
        if (chosen[column])
            view->turned[view->turned_count++] = column;
    view->row_count = base->row_count * view->turned_count;
    name_columns(arena, view);
    return (struct ent_text){0};
}
