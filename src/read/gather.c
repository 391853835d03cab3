#include "read/gather.h"

#include "read/sight.h"

#include <glob.h>
#include <sys/stat.h>

static const char *const packings[] = {"", ".gz", ".zst"};

/* ---- names ---- */

/* Paths as they are found; the first pass only counts them. */
struct paths {
    struct ent_arena *arena;
    struct ent_text *paths;
    size_t count;
};

static bool is_there(struct ent_arena *arena, struct ent_text path)
{
    struct stat status;
    return stat(ent_text_string(arena, path), &status) == 0;
}

struct ent_text ent_gather_path(struct ent_arena *arena, struct ent_text folder,
                                struct ent_text name)
{
    if (name.length > 0 && name.bytes[0] == '/')
        return name;
    bool slash = folder.length > 0 && folder.bytes[folder.length - 1] == '/';
    return ENT_FORM(arena, "{}{}{}", folder, slash ? ENT_TEXT("") : ENT_TEXT("/"), name);
}

static void add_path(struct paths *found, struct ent_text path)
{
    for (size_t i = 0; found->paths && i < found->count; i++)
        if (ent_text_equal(found->paths[i], path))
            return;
    if (found->paths)
        found->paths[found->count] = path;
    found->count++;
}

static struct ent_text packed_name(struct ent_arena *arena, struct ent_text name, size_t packing)
{
    return ENT_FORM(arena, "{}{}", name, ent_text_of(packings[packing]));
}

static bool add_file(struct paths *found, struct ent_text path)
{
    for (size_t i = 0; i < ENT_COUNT(packings); i++) {
        struct ent_text candidate = packed_name(found->arena, path, i);
        if (!is_there(found->arena, candidate))
            continue;
        add_path(found, candidate);
        return true;
    }
    return false;
}

/* The name of the folder is no pattern. */
static struct ent_text without_patterns(struct ent_arena *arena, struct ent_text folder)
{
    char *bytes = ent_arena_take(arena, 2 * folder.length + 1, 1);
    size_t length = 0;
    for (size_t at = 0; at < folder.length; at++) {
        if (strchr("*?[]\\", folder.bytes[at]))
            bytes[length++] = '\\';
        bytes[length++] = folder.bytes[at];
    }
    return (struct ent_text){bytes, length};
}

/* "b1.csv.gz" for "b*.csv", unless b1.csv is there too. */
static bool is_packed_double(struct ent_arena *arena, struct ent_text path, size_t packing)
{
    size_t ending = strlen(packings[packing]);
    return ending > 0 && is_there(arena, ent_text_slice(path, 0, path.length - ending));
}

/* glob(3) sorts by bytes, since the program never takes a locale. */
static void add_pattern(struct paths *found, struct ent_text folder, struct ent_text pattern)
{
    struct ent_text whole =
        ent_gather_path(found->arena, without_patterns(found->arena, folder), pattern);
    for (size_t packing = 0; packing < ENT_COUNT(packings); packing++) {
        glob_t matches = {0};
        if (glob(ent_text_string(found->arena, packed_name(found->arena, whole, packing)), 0, NULL,
                 &matches) == 0)
            for (size_t i = 0; i < matches.gl_pathc; i++) {
                struct ent_text path = ent_text_of(matches.gl_pathv[i]);
                path = (struct ent_text){ent_text_string(found->arena, path), path.length};
                if (!is_packed_double(found->arena, path, packing))
                    add_path(found, path);
            }
        globfree(&matches);
    }
}

static void add_names(struct paths *found, struct ent_text folder, struct ent_text names)
{
    struct ent_text name;
    if (add_file(found, ent_gather_path(found->arena, folder, names)))
        return;
    while (ent_text_next(&names, ' ', &name)) {
        bool pattern = false;
        for (size_t at = 0; at < name.length; at++)
            pattern |= strchr("*?[", name.bytes[at]) != NULL;
        if (pattern)
            add_pattern(found, folder, name);
        else
            add_file(found, ent_gather_path(found->arena, folder, name));
    }
}

struct ent_text *ent_gather_find(struct ent_arena *arena, struct ent_text folder,
                                 struct ent_text names, size_t *count)
{
    struct paths found = {.arena = arena};
    add_names(&found, folder, names);
    found.paths = ENT_NEW(arena, struct ent_text, found.count + 1);
    found.count = 0;
    add_names(&found, folder, names);
    *count = found.count;
    return found.paths;
}

struct ent_text *ent_gather_paths(struct ent_run *run, struct ent_text folder,
                                  struct ent_text names, size_t *count)
{
    struct ent_text *paths = ent_gather_find(&run->arena, folder, names, count);
    ent_sight_note(run, folder, names, ent_stamp_of_paths(paths, *count));
    return paths;
}

/* ---- rows ---- */

static bool has_same_columns(const struct ent_table *table, const struct ent_table *other)
{
    if (table->column_count != other->column_count)
        return false;
    for (size_t column = 0; column < table->column_count; column++)
        if (!ent_text_equal(table->columns[column], other->columns[column]))
            return false;
    return true;
}

/* "without 'end', with 'ended'"; empty if only their order differs. */
static struct ent_text difference(struct ent_arena *arena, const struct ent_table *table,
                                  const struct ent_table *first)
{
    const struct ent_table *pair[] = {first, table};
    const char *const words[] = {"without", "with"};
    struct ent_text list = {0};
    for (size_t side = 0; side < 2; side++)
        for (size_t column = 0; column < pair[side]->column_count; column++) {
            struct ent_text name = pair[side]->columns[column];
            if (name.length > 0 && ent_table_column(pair[!side], name) == ENT_NONE)
                list = ENT_FORM(arena, "{}{}{} '{}'", list,
                                list.length > 0 ? ENT_TEXT(", ") : ENT_NO_HINT,
                                ent_text_of(words[side]), name);
        }
    return list;
}

static void warn_of_columns(struct ent_run *run, const struct ent_table *table,
                            const struct ent_table *first)
{
    struct ent_text list = difference(&run->arena, table, first);
    if (list.length > 0)
        ent_report(run, ENT_W115, ent_place_at(table->source, 0),
                   ENT_TEXT("both are read as one table; cells that are not there are blank"),
                   first->source->name, list);
}

/* Columns of all tables, each once. A column without a name counts as one of them. */
static void take_columns(struct ent_arena *arena, const struct ent_table *tables, size_t count,
                         struct ent_table *whole)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most += tables[i].column_count;
    whole->columns = ENT_NEW(arena, struct ent_text, most + 1);
    for (size_t i = 0; i < count; i++)
        for (size_t column = 0; column < tables[i].column_count; column++)
            if (i == 0 || ent_table_column(whole, tables[i].columns[column]) == ENT_NONE)
                whole->columns[whole->column_count++] = tables[i].columns[column];
}

static uint32_t *cells_of(struct ent_arena *arena, const struct ent_table *table,
                          const struct ent_table *whole)
{
    uint32_t *cells = ENT_NEW(arena, uint32_t, whole->column_count + 1);
    for (size_t column = 0; column < whole->column_count; column++)
        cells[column] = ent_table_column(table, whole->columns[column]);
    return cells;
}

static void copy_row(struct ent_arena *arena, const struct ent_table *table, size_t row,
                     const uint32_t *cells, struct ent_table *whole)
{
    size_t room = whole->column_count, used = 0;
    uint32_t *ends = whole->cell_end + whole->row_count * whole->column_count;
    for (size_t column = 0; column < whole->column_count; column++)
        if (cells[column] != ENT_NONE)
            room += ent_table_cell(table, row, cells[column]).length;
    char *bytes = ENT_NEW(arena, char, room);
    for (size_t column = 0; column < whole->column_count; column++) {
        struct ent_text cell = {0};
        if (cells[column] != ENT_NONE)
            cell = ent_table_cell(table, row, cells[column]);
        if (cell.length > 0)
            memcpy(bytes + used, cell.bytes, cell.length);
        ends[column] = (uint32_t)(used + cell.length);
        used += cell.length + 1;
    }
    whole->row[whole->row_count] = bytes;
}

static void take_rows(struct ent_arena *arena, const struct ent_table *table,
                      struct ent_table_part *part, struct ent_table *whole)
{
    *part = (struct ent_table_part){.source = table->source, .first_row = whole->row_count};
    if (!has_same_columns(table, whole))
        part->cells = cells_of(arena, table, whole);
    size_t width = whole->column_count;
    for (size_t row = 0; row < table->row_count; row++, whole->row_count++) {
        whole->record[whole->row_count] = table->record[row];
        if (part->cells) {
            copy_row(arena, table, row, part->cells, whole);
            continue;
        }
        whole->row[whole->row_count] = table->row[row];
        memcpy(whole->cell_end + whole->row_count * width, table->cell_end + row * width,
               width * sizeof *table->cell_end);
    }
}

struct ent_table ent_gather_rows(struct ent_run *run, const struct ent_table *tables, size_t count)
{
    if (count == 1)
        return tables[0];
    struct ent_arena *arena = &run->arena;
    struct ent_table whole = {.source = tables[0].source, .name = tables[0].name};
    size_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        rows += tables[i].row_count;
        if (i > 0)
            warn_of_columns(run, &tables[i], &tables[0]);
    }
    take_columns(arena, tables, count, &whole);
    whole.record = ENT_NEW(arena, uint32_t, rows + 1);
    whole.row = ENT_NEW(arena, const char *, rows + 1);
    whole.cell_end = ENT_NEW(arena, uint32_t, rows * whole.column_count + 1);
    struct ent_table_part *parts = ENT_NEW(arena, struct ent_table_part, count);
    for (size_t i = 0; i < count; i++)
        take_rows(arena, &tables[i], &parts[i], &whole);
    whole.parts = parts;
    whole.part_count = count;
    return whole;
}
