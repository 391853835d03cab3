#include "read/records.h"

#include "read/csv.h"
#include "read/encoding.h"
#include "read/file.h"
#include "read/gather.h"
#include "read/sight.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const struct ent_table *ent_records_table(const struct ent_records *records, struct ent_text name)
{
    for (size_t i = 0; i < records->table_count; i++)
        if (ent_text_equal(records->tables[i].name, name))
            return &records->tables[i];
    return NULL;
}

bool ent_kind_is_of_table(const struct ent_kind *kind, const struct ent_table *table)
{
    return ent_text_equal(kind->values[ENT_AT_TABLE].text, table->name) &&
           ent_text_equal(kind->values[ENT_AT_UNPIVOT].text, table->unpivot);
}

const struct ent_table *ent_records_of_kind(const struct ent_records *records,
                                            const struct ent_kind *kind)
{
    for (size_t i = 0; i < records->table_count; i++)
        if (ent_kind_is_of_table(kind, &records->tables[i]))
            return &records->tables[i];
    return NULL;
}

/* ---- from a folder ---- */

static void add_name(struct ent_text *names, size_t *count, struct ent_text name)
{
    for (size_t i = 0; i < *count; i++)
        if (ent_text_equal(names[i], name))
            return;
    names[(*count)++] = name;
}

static struct ent_text sources_name(const struct ent_schema *schema)
{
    struct ent_text name = schema->graph[ENT_AT_SOURCES].text;
    return name.length > 0 ? name : ENT_TEXT("sources.csv");
}

/* Every table that the schema names, each once; the sources last. */
static struct ent_text *table_names(struct ent_run *run, const struct ent_schema *schema,
                                    size_t *count)
{
    struct ent_text *names =
        ENT_NEW(&run->arena, struct ent_text, schema->type_count + schema->relation_count + 1);
    *count = 0;
    for (size_t i = 0; i < schema->type_count; i++)
        if (schema->types[i].kind.values[ENT_AT_TABLE].text.length > 0)
            add_name(names, count, schema->types[i].kind.values[ENT_AT_TABLE].text);
    for (size_t i = 0; i < schema->relation_count; i++)
        if (schema->relations[i].kind.values[ENT_AT_TABLE].text.length > 0)
            add_name(names, count, schema->relations[i].kind.values[ENT_AT_TABLE].text);
    add_name(names, count, sources_name(schema));
    return names;
}

/* Can its tables be reached? */
static bool is_folder(struct ent_run *run, struct ent_text path, struct ent_place mentioned)
{
    struct stat status;
    const char *name = ent_text_string(&run->arena, path);
    ent_sight_file(run, path);
    int error = stat(name, &status) != 0   ? errno
                : !S_ISDIR(status.st_mode) ? ENOTDIR
                : access(name, X_OK) != 0  ? errno
                                           : 0;
    if (error != 0)
        ent_file_fail(run, path, error, mentioned);
    return error == 0;
}

static bool is_among(const struct ent_text *names, size_t count, struct ent_text name)
{
    for (size_t i = 0; i < count; i++)
        if (ent_text_equal(names[i], name))
            return true;
    return false;
}

/* Is there a file of a similar name that is no table of the schema itself? */
static bool was_misspelt(struct ent_run *run, struct ent_text folder, struct ent_text name,
                         const struct ent_text *names, size_t count)
{
    bool misspelt = false;
    size_t all;
    ent_gather_paths(run, folder, ENT_TEXT("*"), &all); /* any of them may be it, later */
    DIR *entries = opendir(ent_text_string(&run->arena, folder));
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        struct ent_text file = ent_text_of(entry->d_name);
        struct ent_text candidate = {file.bytes, file.length};
        if (!is_among(names, count, file) && ent_text_meant(name, &candidate, 1).length > 0)
            misspelt = true;
    }
    if (entries)
        closedir(entries);
    return misspelt;
}

/* ---- how they are read ---- */

bool ent_alignment_read(struct ent_text text, enum ent_alignment *align)
{
    *align = ent_text_is(text, "left")    ? ENT_ALIGN_LEFT
             : ent_text_is(text, "right") ? ENT_ALIGN_RIGHT
                                          : ENT_ALIGN_NONE;
    return *align != ENT_ALIGN_NONE;
}

/* What the first type or relation of a table says about it, else the graph. */
static const struct ent_template *said_of(const struct ent_schema *schema, struct ent_text name,
                                          enum ent_attribute attribute)
{
    for (size_t i = 0; i < schema->type_count + schema->relation_count; i++) {
        const struct ent_kind *kind = i < schema->type_count
                                          ? &schema->types[i].kind
                                          : &schema->relations[i - schema->type_count].kind;
        if (kind->values[attribute].text.length > 0 &&
            ent_text_equal(kind->values[ENT_AT_TABLE].text, name))
            return &kind->values[attribute];
    }
    return &schema->graph[attribute];
}

static void refuse(struct ent_run *run, const struct ent_template *said, const char *name,
                   struct ent_text hint)
{
    ent_report(run, ENT_E311, said->place, hint,
               ENT_FORM(&run->arena, "{}={}", ent_text_of(name), said->text));
}

static struct ent_reading reading_for(struct ent_run *run, const struct ent_schema *schema,
                                      struct ent_text name, const struct ent_reading *asked)
{
    struct ent_reading reading = asked ? *asked : (struct ent_reading){0};
    const struct ent_template *encoding = said_of(schema, name, ENT_AT_ENCODING);
    const struct ent_template *align = said_of(schema, name, ENT_AT_ALIGN);
    enum ent_alignment alignment = ENT_ALIGN_NONE;
    bool known = encoding->text.length == 0 || ent_encoding_known(encoding->text);
    if (!known)
        refuse(run, encoding, "encoding", ent_encoding_hint(&run->arena, encoding->text));
    if (align->text.length > 0 && !ent_alignment_read(align->text, &alignment))
        refuse(run, align, "align", ENT_TEXT("left or right"));
    if (reading.encoding.length == 0 && known)
        reading.encoding = encoding->text;
    if (reading.align == ENT_ALIGN_NONE)
        reading.align = alignment;
    return reading;
}

/* ---- reading ---- */

/* quote=none, of the table or of all. */
static bool is_unquoted(const struct ent_schema *schema, struct ent_text name)
{
    for (size_t i = 0; i < schema->type_count + schema->relation_count; i++) {
        const struct ent_kind *kind = i < schema->type_count
                                          ? &schema->types[i].kind
                                          : &schema->relations[i - schema->type_count].kind;
        if (ent_text_equal(kind->values[ENT_AT_TABLE].text, name) &&
            ent_text_is(ent_kind_text(schema, kind, ENT_AT_QUOTE), "none"))
            return true;
    }
    return false;
}

static void read_table(struct ent_run *run, const struct ent_schema *schema,
                       const struct ent_text *paths, size_t count, struct ent_text name,
                       struct ent_place mentioned, const struct ent_reading *reading,
                       struct ent_records *records)
{
    struct ent_table *parts = ENT_NEW(&run->arena, struct ent_table, count);
    size_t opened = 0;
    for (size_t i = 0; i < count; i++) {
        struct ent_source *source = ent_table_open(run, paths[i], reading->encoding, mentioned);
        if (!source)
            continue;
        source->delimiter = reading->delimiter;
        source->align = reading->align;
        source->unquoted = is_unquoted(schema, name);
        ent_csv_read(run, source, &parts[opened++]);
    }
    if (opened == 0)
        return;
    struct ent_table *table = &records->tables[records->table_count++];
    *table = ent_gather_rows(run, parts, opened);
    table->name = name;
}

/* A table that is not there is looked for only to say that it is not. */
static void read_named(struct ent_run *run, const struct ent_schema *schema, struct ent_text folder,
                       struct ent_place mentioned, const struct ent_reading *asked,
                       const struct ent_text *names, size_t name_count, size_t number,
                       struct ent_records *records)
{
    size_t count;
    struct ent_text name = names[number];
    struct ent_reading reading = reading_for(run, schema, name, asked);
    struct ent_text *paths = ent_gather_paths(run, folder, name, &count);
    if (count == 0 && was_misspelt(run, folder, name, names, name_count))
        paths[count++] = ent_gather_path(&run->arena, folder, name);
    if (count > 0)
        read_table(run, schema, paths, count, name, mentioned, &reading, records);
}

/* The sources stand last and are no table of the schema. */
static struct ent_text hint_for_names(struct ent_run *run, const struct ent_schema *schema,
                                      struct ent_text folder, const struct ent_text *names,
                                      size_t count)
{
    struct ent_text own = ent_gather_path(&run->arena, folder, ENT_TEXT("schema.gv"));
    if (schema->built_in && access(ent_text_string(&run->arena, own), R_OK) == 0)
        return ENT_FORM(&run->arena, "a schema lies there: --schema {}", own);
    struct ent_text hint = ENT_TEXT("its tables are");
    for (size_t i = 0; i + 1 < count; i++)
        hint =
            ENT_FORM(&run->arena, "{}{} {}", hint, i > 0 ? ENT_TEXT(",") : ENT_NO_HINT, names[i]);
    return hint;
}

/* The view in which the columns that a kind unpivots are rows. */
static void add_view(struct ent_run *run, const struct ent_kind *kind, struct ent_records *records)
{
    const struct ent_template *unpivot = &kind->values[ENT_AT_UNPIVOT];
    const struct ent_table *base = ent_records_table(records, kind->values[ENT_AT_TABLE].text);
    if (unpivot->text.length == 0 || !base || ent_records_of_kind(records, kind))
        return;
    struct ent_table *view = &records->tables[records->table_count++];
    struct ent_text lacking = ent_table_unpivot(&run->arena, base, unpivot->text, view);
    if (lacking.length > 0)
        ent_report(run, ENT_E304, unpivot->place,
                   ent_hint_meant(&run->arena, lacking, base->columns, base->column_count),
                   kind->name, lacking, base->source->name);
}

static void add_views(struct ent_run *run, const struct ent_schema *schema,
                      struct ent_records *records)
{
    for (size_t i = 0; i < schema->type_count; i++)
        add_view(run, &schema->types[i].kind, records);
    for (size_t i = 0; i < schema->relation_count; i++)
        add_view(run, &schema->relations[i].kind, records);
}

bool ent_records_read(struct ent_run *run, const struct ent_schema *schema, struct ent_text folder,
                      struct ent_place mentioned, const struct ent_reading *reading,
                      struct ent_records *records)
{
    size_t count, errors = ent_run_errors(run);
    struct ent_text *names = table_names(run, schema, &count);
    *records = (struct ent_records){
        .tables = ENT_NEW(&run->arena, struct ent_table,
                          count + schema->type_count + schema->relation_count)};
    if (!is_folder(run, folder, mentioned))
        return false;
    for (size_t i = 0; i < count; i++)
        read_named(run, schema, folder, mentioned, reading, names, count, i, records);
    records->sources = ent_records_table(records, sources_name(schema));
    add_views(run, schema, records);
    if (records->table_count == (records->sources ? 1 : 0) && ent_run_errors(run) == errors)
        ent_report(run, ENT_E112, mentioned, hint_for_names(run, schema, folder, names, count),
                   folder);
    return ent_run_errors(run) == errors;
}

/* ---- from a graph ---- */

bool ent_column_collides(struct ent_text name, char kind)
{
    uint32_t number = ent_attribute_number(name, kind);
    bool ours = number != ENT_NONE && number < ENT_AT_LABEL;
    return (!ours && ent_attribute_of_graphviz(name)) || ent_text_is(name, ENT_TABLE_MARK) ||
           ent_text_is(name, ENT_ANSWER_MARK) || ent_text_starts(name, ENT_TEXT(ENT_COLUMN_PREFIX));
}

/* In DOT that entente writes every backslash is doubled. */
struct ent_text ent_graph_text(struct ent_arena *arena, struct ent_text text)
{
    if (!text.length || !memchr(text.bytes, '\\', text.length))
        return text;
    char *bytes = ent_text_string(arena, text);
    size_t length = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (text.bytes[at] == '\\' && at + 1 < text.length)
            at++;
        bytes[length++] = text.bytes[at];
    }
    return (struct ent_text){bytes, length};
}

/* The name of the column that an attribute holds, or the empty text for looks. */
static struct ent_text column_name(struct ent_text attribute, char kind)
{
    struct ent_text prefix = ENT_TEXT(ENT_COLUMN_PREFIX);
    if (ent_text_starts(attribute, prefix))
        return ent_text_slice(attribute, prefix.length, SIZE_MAX);
    if (ent_text_is(attribute, ENT_ANSWER_MARK))
        return ENT_TEXT(ENT_ANSWER_COLUMN);
    return ent_column_collides(attribute, kind) ? (struct ent_text){0} : attribute;
}

/* A table that is filled row by row from objects of a graph. */
struct filling {
    struct ent_run *run;
    const struct ent_dot *dot;
    const struct ent_dot_kind *kind;
    char letter;
    struct ent_text *first; /* columns that are no attributes: id, or from and to */
    size_t first_count;
    uint32_t *attributes; /* of the columns behind them */
};

static void make_header(struct filling *filling, struct ent_table *table)
{
    struct ent_arena *arena = &filling->run->arena;
    const struct ent_dot_kind *kind = filling->kind;
    table->columns = ENT_NEW(arena, struct ent_text, kind->name_count + filling->first_count);
    filling->attributes = ENT_NEW(arena, uint32_t, kind->name_count + 1);
    for (size_t i = 0; i < filling->first_count; i++)
        table->columns[table->column_count++] = filling->first[i];
    for (size_t i = 0; i < kind->name_count; i++) {
        struct ent_text written = ent_graph_text(arena, kind->names[i]);
        struct ent_text name = column_name(written, filling->letter);
        if (name.length == 0)
            continue;
        filling->attributes[table->column_count - filling->first_count] = (uint32_t)i;
        table->columns[table->column_count++] = name;
    }
}

static struct ent_text cell_text(const struct filling *filling, const struct ent_dot_object *object,
                                 size_t column)
{
    if (column >= filling->first_count)
        return object->values[filling->attributes[column - filling->first_count]];
    if (filling->letter == 'N')
        return object->name;
    return filling->dot->node.objects[column == 0 ? object->tail : object->head].name;
}

static void fill_row(const struct filling *filling, const struct ent_dot_object *object,
                     struct ent_table *table, size_t row)
{
    struct ent_arena *arena = &filling->run->arena;
    uint32_t *ends = table->cell_end + row * table->column_count;
    size_t room = 0, used = 0;
    for (size_t c = 0; c < table->column_count; c++)
        room += cell_text(filling, object, c).length + 1;
    char *bytes = ent_arena_take(arena, room, 1);
    for (size_t c = 0; c < table->column_count; c++) {
        struct ent_text cell = ent_graph_text(arena, cell_text(filling, object, c));
        if (cell.length > 0)
            memcpy(bytes + used, cell.bytes, cell.length);
        ends[c] = (uint32_t)(used + cell.length);
        used += cell.length + 1;
    }
    table->row[row] = bytes;
    table->record[row] = (uint32_t)object->offset;
}

/* The objects that came from `origin`. */
static void fill_table(struct filling *filling, struct ent_text origin, struct ent_table *table)
{
    struct ent_arena *arena = &filling->run->arena;
    const struct ent_dot_kind *kind = filling->kind;
    make_header(filling, table);
    for (size_t i = 0; i < kind->object_count; i++)
        table->row_count +=
            ent_text_equal(ent_dot_value(kind, &kind->objects[i], ENT_TABLE_MARK), origin);
    table->row = ENT_NEW(arena, const char *, table->row_count + 1);
    table->record = ENT_NEW(arena, uint32_t, table->row_count + 1);
    table->cell_end = ENT_NEW(arena, uint32_t, table->row_count * table->column_count + 1);
    size_t row = 0;
    for (size_t i = 0; i < kind->object_count; i++)
        if (ent_text_equal(ent_dot_value(kind, &kind->objects[i], ENT_TABLE_MARK), origin))
            fill_row(filling, &kind->objects[i], table, row++);
}

static struct ent_text tie_table(struct ent_run *run, struct ent_text origin)
{
    return ENT_FORM(&run->arena, "ties of {}", origin);
}

static void add_tables(struct filling *filling, struct ent_records *records)
{
    const struct ent_dot_kind *kind = filling->kind;
    struct ent_text *origins =
        ENT_NEW(&filling->run->arena, struct ent_text, kind->object_count + 1);
    size_t count = 0;
    struct ent_text before = {0};
    for (size_t i = 0; i < kind->object_count; i++) {
        struct ent_text origin = ent_dot_value(kind, &kind->objects[i], ENT_TABLE_MARK);
        if (i == 0 || !ent_text_equal(origin, before))
            add_name(origins, &count, origin);
        before = origin;
    }
    for (size_t i = 0; i < count; i++) {
        struct ent_table *table = &records->tables[records->table_count++];
        *table = (struct ent_table){.source = filling->dot->source};
        table->name = filling->letter == 'N' ? origins[i] : tie_table(filling->run, origins[i]);
        fill_table(filling, origins[i], table);
    }
}

static struct ent_template column_template(struct ent_run *run, struct ent_text text)
{
    struct ent_template template;
    ent_template_read(run, text, ENT_NOWHERE, &template);
    return template;
}

/* Ids and dates stand in the graph as they were filled in, and every row is chosen by its type. */
static void point_at_graph(struct ent_run *run, struct ent_kind *kind, bool is_type)
{
    static const enum ent_attribute done[] = {ENT_AT_UNPIVOT, ENT_AT_TYPE, ENT_AT_DISTINCT,
                                              ENT_AT_COLUMNS, ENT_AT_PANEL};
    struct ent_text table = kind->values[ENT_AT_TABLE].text;
    kind->where = NULL; /* the rows were chosen when the graph was written */
    for (size_t i = 0; i < ENT_COUNT(done); i++)
        kind->values[done[i]] = (struct ent_template){0};
    kind->distinct = false;
    kind->values[ENT_AT_START] = column_template(run, ENT_TEXT("{start}"));
    kind->values[ENT_AT_END] = column_template(run, ENT_TEXT("{end}"));
    if (is_type) {
        kind->values[ENT_AT_KEY] = column_template(run, ENT_TEXT("{id}"));
        return;
    }
    kind->values[ENT_AT_FROM] = column_template(run, ENT_TEXT("{from}"));
    kind->values[ENT_AT_TO] = column_template(run, ENT_TEXT("{to}"));
    if (table.length > 0)
        kind->values[ENT_AT_TABLE].text = tie_table(run, table);
}

bool ent_records_from_graph(struct ent_run *run, const struct ent_dot *dot,
                            struct ent_schema *schema, struct ent_records *records)
{
    size_t errors = ent_run_errors(run);
    size_t most = dot->node.object_count + dot->edge.object_count + 1;
    struct ent_text asked = ent_dot_value(&dot->graph, dot->graph.objects, "asked");
    *records = (struct ent_records){
        .tables = ENT_NEW(&run->arena, struct ent_table, most),
        .partial = true,
        .asked = ent_graph_text(&run->arena, asked),
    };
    struct ent_text node_columns[] = {ENT_TEXT("id")};
    struct ent_text tie_columns[] = {ENT_TEXT("from"), ENT_TEXT("to")};
    add_tables(&(struct filling){run, dot, &dot->node, 'N', node_columns, 1, NULL}, records);
    add_tables(&(struct filling){run, dot, &dot->edge, 'E', tie_columns, 2, NULL}, records);
    for (size_t i = 0; i < schema->type_count; i++)
        point_at_graph(run, &schema->types[i].kind, true);
    for (size_t i = 0; i < schema->relation_count; i++)
        point_at_graph(run, &schema->relations[i].kind, false);

    struct ent_text cited = ent_dot_value(&dot->graph, dot->graph.objects, "sources");
    if (cited.length > 0) {
        struct ent_table *table = &records->tables[records->table_count++];
        cited = ent_graph_text(&run->arena, cited);
        ent_csv_read(run, ent_source_from(run, dot->source->name, cited), table);
        table->name = sources_name(schema);
        records->sources = table;
    }
    return ent_run_errors(run) == errors;
}
