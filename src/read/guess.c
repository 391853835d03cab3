#include "read/guess.h"

#include "read/csv.h"
#include "read/draft.h"
#include "read/encoding.h"

#include <stdlib.h>

enum {
    share_of_ids = 60
}; /* percent of the items of a column that are ids, if it refers to them */

static const char *const keys[] = {"id", "key", "code", "iso3", "name", "label", "title"};
static const char *const names_of_nodes[] = {"name", "label", "title", "short"};
static const char *const pairs[][2] = {
    {"from", "to"}, {"source", "target"}, {"sender", "receiver"}};

struct file {
    struct ent_table table;
    struct ent_text type, name; /* as the schema writes it */
    uint32_t key;               /* ENT_NONE: it holds ties */
    uint32_t from, to;          /* of ties */
    bool paired;                /* they are called so */
    bool is_node;               /* ties name its rows beside those of other tables */
    struct ent_text from_type, to_type;
    struct ent_text *ids; /* in order */
    size_t id_count;
};

struct guessing {
    struct ent_run *run;
    struct file *files;
    size_t count;
    bool mixed;             /* some ends are a "node": no one table lists them */
    struct ent_text *nodes; /* that no table lists */
    size_t node_count;
    struct ent_writer writer;
    size_t colour;
};

static int by_bytes(const void *a, const void *b)
{
    return ent_text_compare(*(const struct ent_text *)a, *(const struct ent_text *)b);
}

static size_t distinct(struct ent_text *texts, size_t count)
{
    size_t kept = 0;
    qsort(texts, count, sizeof *texts, by_bytes);
    for (size_t i = 0; i < count; i++)
        if (texts[i].length > 0 && (kept == 0 || !ent_text_equal(texts[i], texts[kept - 1])))
            texts[kept++] = texts[i];
    return kept;
}

/* The values of a column in order, each once. */
static struct ent_text *values_of(struct ent_arena *arena, const struct ent_table *table,
                                  uint32_t column, size_t *count)
{
    struct ent_text *values = ENT_NEW(arena, struct ent_text, table->row_count + 1);
    for (size_t row = 0; row < table->row_count; row++)
        values[row] = ent_table_cell(table, row, column);
    *count = distinct(values, table->row_count);
    return values;
}

/* ---- ids ---- */

static bool take_key(struct ent_arena *arena, struct file *file, uint32_t column)
{
    if (column == ENT_NONE || file->table.columns[column].length == 0)
        return false;
    file->ids = values_of(arena, &file->table, column, &file->id_count);
    if (file->id_count < file->table.row_count || file->id_count == 0)
        return false;
    file->key = column;
    return true;
}

static bool find_pair(struct file *file)
{
    for (size_t i = 0; i < ENT_COUNT(pairs) && !file->paired; i++) {
        file->from = ent_draft_column(&file->table, pairs[i][0]);
        file->to = ent_draft_column(&file->table, pairs[i][1]);
        file->paired = file->from != ENT_NONE && file->to != ENT_NONE;
    }
    return file->paired;
}

/* By its name, or because it is the first. */
static void find_key(struct ent_arena *arena, struct file *file)
{
    file->key = ENT_NONE;
    if (find_pair(file))
        return;
    for (size_t i = 0; i < ENT_COUNT(keys); i++)
        if (take_key(arena, file, ent_draft_column(&file->table, keys[i])))
            return;
    take_key(arena, file, 0);
}

/* ---- references ---- */

static bool is_id(const struct file *file, struct ent_text text)
{
    return file->id_count > 0 &&
           bsearch(&text, file->ids, file->id_count, sizeof *file->ids, by_bytes);
}

struct reference {
    const struct file *file; /* NULL: none */
    char separator;          /* 0: cells hold one id */
};

static bool is_number(struct ent_text text)
{
    for (size_t at = 0; at < text.length; at++)
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
    return true;
}

/* Numbers are ids of many things: that a column means these its name must say. */
static bool says_so(const struct file *ids, const struct ent_table *table, uint32_t column)
{
    struct ent_text name = table->columns[column], key = ids->table.columns[ids->key];
    bool numbers = ids->id_count > 0 && is_number(ids->ids[0]);
    return !numbers || ent_text_equal(name, key) || ent_text_starts(name, ids->type) ||
           ent_text_is(name, "parent");
}

static size_t count_ids(const struct file *ids, struct ent_text cell, char separator, size_t *found)
{
    size_t items = 0;
    for (struct ent_text item; ent_text_next(&cell, separator, &item); items++)
        *found += is_id(ids, item);
    return items;
}

/* At least that share of the items, in percent, are ids; with 0, any is. */
static bool refers(const struct file *ids, const struct ent_table *table, uint32_t column,
                   char separator, size_t share, bool *list)
{
    size_t items = 0, found = 0;
    *list = false;
    for (size_t row = 0; row < table->row_count; row++) {
        struct ent_text cell = ent_table_cell(table, row, column);
        *list |= cell.length > 0 && memchr(cell.bytes, separator, cell.length);
        items += count_ids(ids, cell, separator, &found);
    }
    return found > 0 && found * 100 >= items * share;
}

/* The table whose ids stand in a column. */
static struct reference reference_of(const struct guessing *g, const struct file *file,
                                     uint32_t column)
{
    static const char separators[] = {';', '|', ','};
    for (size_t s = 0; s < ENT_COUNT(separators); s++)
        for (size_t i = 0; i < g->count; i++) {
            bool list;
            if (g->files[i].key != ENT_NONE && says_so(&g->files[i], &file->table, column) &&
                refers(&g->files[i], &file->table, column, separators[s], share_of_ids, &list) &&
                (list || s == 0))
                return (struct reference){&g->files[i], list ? separators[s] : '\0'};
        }
    return (struct reference){0};
}

/* Does a column that refers to one table name rows of that other one too? */
static bool names_too(const struct file *other, const struct file *file, uint32_t column,
                      struct reference reference)
{
    bool list;
    return other != reference.file && other->key != ENT_NONE &&
           says_so(other, &file->table, column) &&
           refers(other, &file->table, column, reference.separator, 0, &list);
}

static bool names_several(const struct guessing *g, const struct file *file, uint32_t column,
                          struct reference reference)
{
    for (size_t i = 0; i < g->count; i++)
        if (names_too(&g->files[i], file, column, reference))
            return true;
    return false;
}

/* ---- tables of ties ---- */

static bool is_date_name(const struct file *file, uint32_t column)
{
    return column == ent_draft_start(&file->table) || column == ent_draft_end(&file->table);
}

static bool holds_word(struct ent_text name, const char *word)
{
    for (size_t at = 0; at + strlen(word) <= name.length; at++)
        if (ent_text_distance(ent_text_slice(name, at, strlen(word)), ent_text_of(word), 0) == 0)
            return true;
    return false;
}

/* May the column name nodes? */
static bool is_candidate(const struct file *file, uint32_t column)
{
    static const char *const others[] = {"date", "year", "month", "source", "quote", "note"};
    struct ent_text name = file->table.columns[column];
    for (size_t i = 0; i < ENT_COUNT(others); i++)
        if (holds_word(name, others[i]))
            return false;
    return name.length > 0 && !is_date_name(file, column) && !ent_text_is(name, "type");
}

struct two {
    struct ent_text first, second;
};

static int by_first(const void *a, const void *b)
{
    const struct two *left = a, *right = b;
    int order = ent_text_compare(left->first, right->first);
    return order != 0 ? order : ent_text_compare(left->second, right->second);
}

/* Do nearly all values of the first column stand with one value of the second? Then both tell of
 * the same thing, as a code and a name do. */
static bool determines(struct ent_arena *arena, const struct ent_table *table, uint32_t first,
                       uint32_t second)
{
    size_t values = 0, both = 0;
    struct two *rows = ENT_NEW(arena, struct two, table->row_count + 1);
    for (size_t row = 0; row < table->row_count; row++)
        rows[row] =
            (struct two){ent_table_cell(table, row, first), ent_table_cell(table, row, second)};
    qsort(rows, table->row_count, sizeof *rows, by_first);
    for (size_t i = 0; i < table->row_count; i++) {
        values += i == 0 || !ent_text_equal(rows[i].first, rows[i - 1].first);
        both += i == 0 || by_first(&rows[i], &rows[i - 1]) != 0;
    }
    return both * 10 <= values * 12;
}

/* The other end: the first column that says something else. */
static uint32_t other_column(const struct guessing *g, const struct file *file, uint32_t first)
{
    for (uint32_t column = 0; column < file->table.column_count; column++)
        if (column != first && is_candidate(file, column) &&
            !determines(&g->run->arena, &file->table, first, column))
            return column;
    return ENT_NONE;
}

/* The first columns that refer to tables; else the first column, and one that says more. */
static void find_ends(const struct guessing *g, struct file *file)
{
    uint32_t ends[2] = {ENT_NONE, ENT_NONE};
    size_t found = 0;
    if (file->paired)
        return;
    for (uint32_t column = 0; column < file->table.column_count && found < 2; column++)
        if (is_candidate(file, column) && reference_of(g, file, column).file)
            ends[found++] = column;
    for (uint32_t column = 0; column < file->table.column_count && found == 0; column++)
        if (is_candidate(file, column))
            ends[found++] = column;
    if (found == 1)
        ends[1] = other_column(g, file, ends[0]);
    file->from = ends[0];
    file->to = ends[1];
}

static bool overlaps(struct ent_arena *arena, const struct file *file)
{
    size_t from_count, to_count;
    struct ent_text *from = values_of(arena, &file->table, file->from, &from_count);
    struct ent_text *to = values_of(arena, &file->table, file->to, &to_count);
    for (size_t i = 0; i < from_count; i++)
        if (to_count > 0 && bsearch(&from[i], to, to_count, sizeof *to, by_bytes))
            return true;
    return false;
}

/* Some table may list what others do not. */
static bool is_listed(struct guessing *g, struct ent_text id)
{
    for (struct file *file = g->files; file < g->files + g->count; file++)
        if (is_id(file, id)) {
            file->is_node = true;
            return true;
        }
    return false;
}

static void add_nodes(struct guessing *g, const struct file *file, uint32_t column)
{
    size_t count, all_count = g->node_count;
    struct ent_text *values = values_of(&g->run->arena, &file->table, column, &count);
    struct ent_text *all = ENT_NEW(&g->run->arena, struct ent_text, g->node_count + count + 1);
    if (g->node_count > 0)
        memcpy(all, g->nodes, g->node_count * sizeof *all);
    for (size_t i = 0; i < count; i++)
        if (!is_listed(g, values[i]))
            all[all_count++] = values[i];
    g->node_count = distinct(all, all_count);
    g->nodes = all;
    g->mixed = true;
}

/* Named by its column, unless another table did so before. */
static struct ent_text own_type(const struct guessing *g, const struct file *file, uint32_t column)
{
    struct ent_text name = file->table.columns[column];
    for (const struct file *other = g->files; other < g->files + g->count; other++)
        if (ent_text_equal(other->type, name) ||
            (other != file && other->to != ENT_NONE &&
             (ent_text_equal(other->from_type, name) || ent_text_equal(other->to_type, name))))
            return ENT_FORM(&g->run->arena, "{} of {}", name, file->type);
    return name;
}

/* What stands at an end: the nodes of one table, of several, or of the column itself, which are a
 * type unless the other end may be the same. */
static struct ent_text end_type(struct guessing *g, const struct file *file, uint32_t column,
                                bool listed)
{
    struct reference reference = reference_of(g, file, column);
    bool several = reference.file && names_several(g, file, column, reference);
    if (reference.file && !several)
        return reference.file->type;
    if (!listed && !several)
        return own_type(g, file, column);
    add_nodes(g, file, column);
    return ENT_TEXT("node");
}

static void find_types_of_ends(struct guessing *g, struct file *file)
{
    bool listed = file->paired || overlaps(&g->run->arena, file);
    file->from_type = end_type(g, file, file->from, listed);
    file->to_type = end_type(g, file, file->to, listed);
}

/* ---- writing ---- */

static void put_name(struct guessing *g, struct ent_text name)
{
    ENT_PUT(&g->writer, "\n  // ");
    for (size_t at = 0; at < name.length; at++)
        if ((unsigned char)name.bytes[at] >= ' ')
            ent_put_bytes(&g->writer, name.bytes + at, 1);
}

static uint32_t name_column(const struct file *file)
{
    for (size_t i = 0; i < ENT_COUNT(names_of_nodes); i++) {
        uint32_t column = ent_draft_column(&file->table, names_of_nodes[i]);
        if (column != ENT_NONE)
            return column;
    }
    return file->key;
}

/* A column that is called "type" chooses, and so its values must be types; else every row is of
 * the one type, which `distinct` says. */
static void put_node_type(struct guessing *g, const struct file *file)
{
    size_t count;
    uint32_t type = ent_table_column(&file->table, ENT_TEXT("type"));
    const struct ent_text *values = ent_draft_values(&g->run->arena, &file->table, type, &count);
    struct ent_draft draft = {.table = file->name,
                              .columns = &file->table,
                              .key = file->key,
                              .name = name_column(file),
                              .type = ENT_NONE,
                              .start = ent_draft_start(&file->table),
                              .end = ent_draft_end(&file->table),
                              .distinct = type != ENT_NONE && count == 0};
    put_name(g, file->name);
    ENT_PUT(&g->writer, ": every row is a node\n");
    ent_draft_put_type(&g->writer, file->type, g->colour++, &draft);
    if (count > 0)
        ent_draft_put_kinds(&g->writer, file->type, values, count);
}

static void put_reference(struct guessing *g, const struct file *file, uint32_t column,
                          struct reference reference)
{
    char separator[] = {reference.separator, '\0'};
    struct ent_draft draft = {.table = file->name,
                              .columns = &file->table,
                              .from = file->key,
                              .to = column,
                              .type = ENT_NONE,
                              .start = ENT_NONE,
                              .end = ENT_NONE,
                              .label = file->table.columns[column],
                              .separator = ent_text_of(separator)};
    ent_draft_put_relation(&g->writer, file->type, reference.file->type, &draft);
}

static void put_references(struct guessing *g, const struct file *file)
{
    for (uint32_t column = 0; column < file->table.column_count; column++) {
        struct reference reference = {0};
        if (column != file->key && column != name_column(file) && is_candidate(file, column))
            reference = reference_of(g, file, column);
        for (const struct file *ids = g->files; reference.file && ids < g->files + g->count; ids++)
            if (ids == reference.file || names_too(ids, file, column, reference))
                put_reference(g, file, column, (struct reference){ids, reference.separator});
    }
}

/* Things that only tables of ties name. */
static void put_end_type(struct guessing *g, const struct file *file, uint32_t column,
                         struct ent_text type)
{
    struct ent_draft draft = {.table = file->name,
                              .columns = &file->table,
                              .key = column,
                              .name = column,
                              .type = ENT_NONE,
                              .start = ENT_NONE,
                              .end = ENT_NONE,
                              .distinct = true};
    if (ent_text_starts(type, file->table.columns[column]) && !reference_of(g, file, column).file)
        ent_draft_put_type(&g->writer, type, g->colour++, &draft);
}

static void put_ties(struct guessing *g, const struct file *file)
{
    size_t count;
    uint32_t type = ent_table_column(&file->table, ENT_TEXT("type"));
    const struct ent_text *values = ent_draft_values(&g->run->arena, &file->table, type, &count);
    struct ent_draft draft = {.table = file->name,
                              .columns = &file->table,
                              .from = file->from,
                              .to = file->to,
                              .type = ENT_NONE,
                              .start = ent_draft_start(&file->table),
                              .end = ent_draft_end(&file->table)};
    put_name(g, file->name);
    ENT_PUT(&g->writer, ": every row is a tie\n");
    put_end_type(g, file, file->from, file->from_type);
    put_end_type(g, file, file->to, file->to_type);
    for (size_t i = 0; i < (count > 0 ? count : 1); i++) {
        draft.label = count > 0 ? values[i] : file->type;
        ent_draft_put_relation(&g->writer, file->from_type, file->to_type, &draft);
    }
}

static void put_listed_nodes(struct guessing *g)
{
    static const struct ent_text header[] = {{"id", 2}};
    struct ent_table table = {.columns = (struct ent_text *)(uintptr_t)header, .column_count = 1};
    struct ent_draft draft = {.table = ENT_TEXT(ENT_GUESS_NODES),
                              .columns = &table,
                              .key = 0,
                              .name = 0,
                              .type = ENT_NONE,
                              .start = ENT_NONE,
                              .end = ENT_NONE};
    if (!g->mixed)
        return;
    if (g->node_count == 0) {
        ENT_PUT(&g->writer, "\n  // What ties name that no one table lists.\n  \"node\"\n");
        return;
    }
    ENT_PUT(&g->writer,
            "\n  // " ENT_GUESS_NODES ": what the ties name and no table lists. Give it "
            "columns of its own.\n");
    ent_draft_put_type(&g->writer, ENT_TEXT("node"), g->colour++, &draft);
}

static void put_kinds_of_node(struct guessing *g)
{
    size_t count = 0;
    struct ent_text *types = ENT_NEW(&g->run->arena, struct ent_text, g->count);
    for (size_t i = 0; i < g->count; i++)
        if (g->files[i].is_node)
            types[count++] = g->files[i].type;
    if (count == 0)
        return;
    ENT_PUT(&g->writer, "\n  // Ties name rows of these tables too\n");
    ent_draft_put_kinds(&g->writer, ENT_TEXT("node"), types, count);
}

static void put_schema(struct guessing *g)
{
    ENT_PUT(
        &g->writer,
        "// A draft, made by looking at the columns. A node statement is a type of nodes, an\n"
        "// edge a permitted relation; \"{column}\" is filled from each row. Change what is\n"
        "// wrong: a name, a label, which column is the id, what has dates. Every attribute of\n"
        "// Graphviz changes how it looks, and 'dot -Tsvg' draws this file as it is.\n"
        "digraph schema {\n");
    put_listed_nodes(g);
    for (size_t i = 0; i < g->count; i++)
        if (g->files[i].key != ENT_NONE)
            put_node_type(g, &g->files[i]);
    put_kinds_of_node(g);
    for (size_t i = 0; i < g->count; i++)
        if (g->files[i].key == ENT_NONE && g->files[i].to != ENT_NONE)
            put_ties(g, &g->files[i]);
    ENT_PUT(&g->writer, "\n  // Columns that name rows of other tables\n");
    for (size_t i = 0; i < g->count; i++)
        if (g->files[i].key != ENT_NONE)
            put_references(g, &g->files[i]);
    ENT_PUT(&g->writer, "}\n");
}

static struct ent_text taken(struct guessing *g)
{
    struct ent_text text = ent_writer_text(&g->writer);
    text = (struct ent_text){ent_text_string(&g->run->arena, text), text.length};
    ent_writer_end(&g->writer);
    return text;
}

/* ---- reading ---- */

static bool open_file(struct ent_run *run, struct ent_text path, struct ent_text name,
                      const struct ent_reading *reading, struct file *file)
{
    struct ent_source *source = ent_table_open(run, path, reading->encoding, ENT_NOWHERE);
    if (!source)
        return false;
    source->delimiter = reading->delimiter;
    source->align = reading->align;
    ent_csv_read(run, source, &file->table);
    file->name = name;
    file->type = ent_draft_stem(path);
    file->from = file->to = file->key = ENT_NONE;
    return file->table.column_count > 0;
}

bool ent_guess_schema(struct ent_run *run, const struct ent_text *paths,
                      const struct ent_text *names, size_t count, const struct ent_reading *reading,
                      struct ent_guess *guess)
{
    struct guessing g = {.run = run, .files = ENT_NEW(&run->arena, struct file, count)};
    for (size_t i = 0; i < count; i++)
        if (open_file(run, paths[i], names[i], reading, &g.files[g.count]))
            g.count++;
    if (g.count < count || ent_run_errors(run) > 0)
        return false;
    for (size_t i = 0; i < count; i++)
        find_key(&run->arena, &g.files[i]);
    for (size_t i = 0; i < count; i++) {
        struct file *file = &g.files[i];
        if (file->key != ENT_NONE)
            continue;
        find_ends(&g, file);
        if (file->to != ENT_NONE)
            find_types_of_ends(&g, file);
    }
    put_schema(&g);
    guess->schema = taken(&g);
    guess->nodes = (struct ent_text){0};
    if (g.node_count == 0)
        return true;
    ENT_PUT(&g.writer, "id\n");
    for (size_t i = 0; i < g.node_count; i++) {
        ent_put_csv(&g.writer, g.nodes[i]);
        ENT_PUT(&g.writer, "\n");
    }
    guess->nodes = taken(&g);
    return true;
}
