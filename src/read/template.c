#include "read/template.h"

static size_t find(struct ent_text text, size_t from, char byte)
{
    const char *found =
        from < text.length ? memchr(text.bytes + from, byte, text.length - from) : NULL;
    return found ? (size_t)(found - text.bytes) : text.length;
}

static bool fail(struct ent_run *run, struct ent_place place, struct ent_text what,
                 struct ent_text hint)
{
    ent_report(run, ENT_E311, place, hint, what);
    return false;
}

/* A name that holds a colon or a bar stands in single quotes. */
static bool is_quoted(struct ent_text names)
{
    return names.length > 2 && names.bytes[0] == '\'' && names.bytes[names.length - 1] == '\'' &&
           !memchr(names.bytes + 1, '\'', names.length - 2);
}

static void read_columns(struct ent_arena *arena, struct ent_text names, struct ent_part *part)
{
    size_t count = 1;
    for (size_t at = 0; at < names.length; at++)
        count += names.bytes[at] == '|';
    part->columns = ENT_NEW(arena, struct ent_text, count);
    if (is_quoted(names))
        part->columns[part->column_count++] = ent_text_slice(names, 1, names.length - 2);
    else
        for (struct ent_text name; ent_text_next(&names, '|', &name);)
            part->columns[part->column_count++] = name;
}

/* The constant text up to the next single brace, with doubled braces halved. */
static struct ent_text read_constant(struct ent_arena *arena, struct ent_text text, size_t *at)
{
    char *bytes = ent_arena_take(arena, text.length - *at + 1, 1);
    size_t length = 0;
    while (*at < text.length) {
        char byte = text.bytes[*at];
        if (byte == '{' || byte == '}') {
            if (*at + 1 >= text.length || text.bytes[*at + 1] != byte)
                break;
            ++*at;
        }
        bytes[length++] = byte;
        ++*at;
    }
    return (struct ent_text){bytes, length};
}

bool ent_template_read(struct ent_run *run, struct ent_text text, struct ent_place place,
                       struct ent_template *template)
{
    *template = (struct ent_template){.text = text, .place = place};
    template->parts = ENT_NEW(&run->arena, struct ent_part, text.length + 1);
    for (size_t at = 0; at < text.length;) {
        struct ent_part *part = &template->parts[template->part_count++];
        part->constant = read_constant(&run->arena, text, &at);
        if (at == text.length)
            break;
        if (text.bytes[at] == '}')
            return fail(run, place, ENT_TEXT("a closing brace alone"), ENT_TEXT("write }}"));
        size_t end = find(text, at, '}');
        if (end == text.length)
            return fail(run, place, ENT_TEXT("a brace that is not closed"),
                        ENT_TEXT("write {column}, or {{ for a brace"));
        struct ent_text names = ent_text_slice(text, at + 1, end - at - 1);
        if (!is_quoted(names) && find(names, 1, ':') < names.length)
            return fail(run, place, ENT_TEXT("a format inside a template"),
                        ENT_TEXT("dates are read as EDTF, 2025-10-29"));
        read_columns(&run->arena, names, part);
        if (part->column_count == 0)
            return fail(run, place, ENT_TEXT("a template without a column name"),
                        ENT_TEXT("write {column}"));
        at = end + 1;
    }
    return true;
}

static bool is_missing(struct ent_text codes, struct ent_text cell)
{
    for (struct ent_text code; ent_text_next(&codes, ' ', &code);)
        if (ent_text_equal(code, cell))
            return true;
    return false;
}

static struct ent_text cell_of(const struct ent_filler *filler, size_t row, uint32_t column)
{
    if (column == ENT_NONE)
        return (struct ent_text){0};
    struct ent_text cell = ent_table_cell(filler->table, row, column);
    return filler->missing.length > 0 && is_missing(filler->missing, cell) ? (struct ent_text){0}
                                                                           : cell;
}

static struct ent_text first_present(const struct ent_filler *filler, size_t row, size_t part)
{
    struct ent_text cell = {0};
    for (size_t j = 0; j < filler->template->parts[part].column_count && cell.length == 0; j++)
        cell = cell_of(filler, row, filler->columns[part][j]);
    return cell;
}

struct ent_text ent_template_join(struct ent_arena *arena, const struct ent_filler *filler,
                                  size_t row)
{
    if (filler->single != ENT_NONE)
        return cell_of(filler, row, filler->single);
    const struct ent_template *template = filler->template;
    size_t slots = 0;
    struct ent_text filled = {0}, found = {0};
    for (size_t i = 0; i < template->part_count; i++) {
        const struct ent_part *part = &template->parts[i];
        struct ent_text cell = first_present(filler, row, i);
        slots += part->column_count > 0;
        found = cell.length > 0 ? cell : found;
        if (filled.length == 0 && part->constant.length == 0)
            filled = cell;
        else if (filled.length == 0 && cell.length == 0)
            filled = part->constant;
        else
            filled = ENT_FORM(arena, "{}{}{}", filled, part->constant, cell);
    }
    return slots > 0 && found.length == 0 ? (struct ent_text){0} : filled;
}

struct ent_filler ent_template_bind(struct ent_arena *arena, const struct ent_template *template,
                                    const struct ent_table *table, struct ent_text missing)
{
    struct ent_filler filler = {.template = template,
                                .table = table,
                                .single = ENT_NONE,
                                .missing = missing,
                                .fixed = true};
    filler.columns = ENT_NEW(arena, uint32_t *, template->part_count + 1);
    for (size_t i = 0; i < template->part_count; i++) {
        const struct ent_part *part = &template->parts[i];
        filler.columns[i] = ENT_NEW(arena, uint32_t, part->column_count + 1);
        for (size_t j = 0; j < part->column_count; j++) {
            filler.columns[i][j] = ent_table_column(table, part->columns[j]);
            filler.fixed = filler.fixed && filler.columns[i][j] == ENT_NONE;
        }
    }
    if (filler.fixed)
        filler.text = ent_template_join(arena, &filler, 0);
    else if (template->part_count == 1 && template->parts[0].constant.length == 0 &&
             template->parts[0].column_count == 1)
        filler.single = filler.columns[0][0];
    filler.plain = filler.single != ENT_NONE && missing.length == 0;
    return filler;
}

static uint32_t column_of(const struct ent_filler *filler, size_t row)
{
    uint32_t first = filler->single;
    if (first != ENT_NONE || filler->fixed)
        return first;
    for (size_t i = 0; i < filler->template->part_count; i++)
        for (size_t j = 0; j < filler->template->parts[i].column_count; j++) {
            uint32_t column = filler->columns[i][j];
            if (cell_of(filler, row, column).length > 0)
                return column;
            first = first == ENT_NONE ? column : first;
        }
    return first;
}

struct ent_place ent_template_place(const struct ent_filler *filler, size_t row)
{
    uint32_t column = column_of(filler, row);
    return ent_table_place(filler->table, row, column == ENT_NONE ? 0 : column);
}

struct ent_text ent_template_column(const struct ent_filler *filler, size_t row)
{
    uint32_t column = column_of(filler, row);
    return column == ENT_NONE ? filler->template->text : filler->table->columns[column];
}
