#include "read/pins.h"

#include "read/csv.h"
#include "read/encoding.h"

#include <stdlib.h>

enum { ID, X, Y, COLUMNS };

static const struct ent_text names[COLUMNS] = {{"id", 2}, {"x", 1}, {"y", 1}};

static bool find_columns(struct ent_run *run, const struct ent_table *table, uint32_t *columns)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        columns[i] = ent_table_column(table, names[i]);
        if (columns[i] != ENT_NONE)
            continue;
        ent_report(run, ENT_E118, ent_table_header_place(table, 0),
                   ENT_TEXT("as --save-layout writes them: id,x,y"), names[i]);
        return false;
    }
    return true;
}

/* "-12.25", in every locale; no figure is a million points wide. */
static bool read_number(struct ent_text text, double *number)
{
    const double most = 1e6;
    bool negative = text.length > 0 && text.bytes[0] == '-', point = false, digit = false;
    double value = 0, unit = 1;
    for (size_t at = negative; at < text.length; at++) {
        char byte = text.bytes[at];
        if (byte == '.' && !point) {
            point = true;
            continue;
        }
        if (byte < '0' || byte > '9' || at > 20)
            return false;
        digit = true;
        value = value * 10 + (byte - '0');
        unit *= point ? 10 : 1;
    }
    *number = (negative ? -value : value) / unit;
    return digit && value / unit <= most;
}

static void read_cell(struct ent_run *run, const struct ent_table *table, size_t row,
                      uint32_t column, double *number)
{
    struct ent_text cell = ent_table_cell(table, row, column);
    if (!read_number(cell, number))
        ent_report(run, ENT_E119, ent_table_place(table, row, column),
                   ENT_TEXT("points with at most one '.', as 412.5; up to a million"), cell);
}

static int by_id(const void *a, const void *b)
{
    return ent_text_compare(((const struct ent_pin *)a)->id, ((const struct ent_pin *)b)->id);
}

static void find_repeats(struct ent_run *run, const struct ent_pins *pins)
{
    for (size_t i = 1; i < pins->count; i++) {
        const struct ent_pin *one = &pins->all[i - 1], *other = &pins->all[i];
        if (ent_text_equal(one->id, other->id))
            ent_report(run, ENT_E202, other->place, ENT_NO_HINT, other->id,
                       ent_place_mention(&run->arena, one->place));
    }
}

bool ent_pins_read(struct ent_run *run, struct ent_text path, struct ent_place mentioned,
                   struct ent_pins *pins)
{
    size_t errors = ent_run_errors(run);
    struct ent_source *source = ent_source_open(run, path, mentioned);
    struct ent_table table = {0};
    uint32_t columns[COLUMNS];
    *pins = (struct ent_pins){.source = source};
    if (!source)
        return false;
    ent_csv_read(run, source, &table);
    if (ent_run_errors(run) > errors || !find_columns(run, &table, columns))
        return false;
    pins->all = ENT_NEW(&run->arena, struct ent_pin, table.row_count + 1);
    for (size_t row = 0; row < table.row_count; row++) {
        struct ent_pin at = {ent_table_cell(&table, row, columns[ID]), 0, 0,
                             ent_table_place(&table, row, columns[ID])};
        read_cell(run, &table, row, columns[X], &at.x);
        read_cell(run, &table, row, columns[Y], &at.y);
        if (at.id.length > 0) {
            pins->all[pins->count++] = at;
            continue;
        }
        pins->width = at.x;
        pins->height = at.y;
    }
    qsort(pins->all, pins->count, sizeof *pins->all, by_id);
    find_repeats(run, pins);
    return ent_run_errors(run) == errors;
}

const struct ent_pin *ent_pin_of(const struct ent_pins *pins, struct ent_text id)
{
    size_t low = 0, high = pins->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = ent_text_compare(id, pins->all[middle].id);
        if (order == 0)
            return &pins->all[middle];
        low = order > 0 ? middle + 1 : low;
        high = order > 0 ? high : middle;
    }
    return NULL;
}
