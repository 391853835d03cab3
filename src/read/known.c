#include "read/known.h"

#include "read/csv.h"
#include "read/draft.h"
#include "read/encoding.h"

/* Columns by which a program is known. One that begins with a colon is the end of a name, and a
 * space of ids in brackets may follow: "personId:ID(Person)". */
static const struct form {
    const char *maker;
    const char *id, *also, *name; /* of a node: `also` must be there too */
    const char *type;             /* of a node */
    const char *from, *to;
    const char *relation;  /* column of its name */
    const char *direction; /* column that says "undirected" */
    const char *label;     /* of a relation without a name */
} forms[] = {
    {"Gephi", "Id", "Label", "Label", "type", "Source", "Target", "", "Type", "tied to"},
    {"Neo4j", ":ID", "", "name", ":LABEL", ":START_ID", ":END_ID", ":TYPE", "", "tied to"},
    {"Kumu", "Label", "", "Label", "Type", "From", "To", "Type", "Direction", "connected to"},
};

struct file {
    struct ent_table table;
    struct ent_text path, name;
};

/* One program's tables. */
struct set {
    struct ent_arena *arena;
    const struct form *form;
    const struct file *files;
    size_t count, nodes, ties;
    bool spaces; /* ids are unique only in their space */
};

/* ---- columns ---- */

static uint32_t column_ending(const struct ent_table *table, struct ent_text ending)
{
    for (uint32_t column = 0; column < table->column_count; column++) {
        struct ent_text name = table->columns[column];
        for (size_t at = 0; at + ending.length <= name.length; at++) {
            size_t behind = at + ending.length;
            if (ent_text_equal(ent_text_slice(name, at, ending.length), ending) &&
                (behind == name.length || name.bytes[behind] == '('))
                return column;
        }
    }
    return ENT_NONE;
}

static uint32_t column_of(const struct ent_table *table, const char *name)
{
    if (name[0] == ':')
        return column_ending(table, ent_text_of(name));
    return name[0] ? ent_draft_column(table, name) : ENT_NONE;
}

/* The space in "personId:ID(Person)". */
static struct ent_text space_of(const struct ent_table *table, uint32_t column)
{
    struct ent_text name = table->columns[column];
    const char *opening = name.length > 0 ? memchr(name.bytes, '(', name.length) : NULL;
    if (!opening || name.bytes[name.length - 1] != ')')
        return (struct ent_text){0};
    size_t from = (size_t)(opening - name.bytes) + 1;
    return ent_text_slice(name, from, name.length - from - 1);
}

static bool has_ties(const struct form *form, const struct ent_table *table)
{
    return column_of(table, form->from) != ENT_NONE && column_of(table, form->to) != ENT_NONE;
}

static bool has_nodes(const struct form *form, const struct ent_table *table)
{
    return !has_ties(form, table) && column_of(table, form->id) != ENT_NONE &&
           (form->also[0] == '\0' || column_of(table, form->also) != ENT_NONE);
}

/* ---- types ---- */

static struct ent_text prefix_of(const struct set *set, const struct ent_table *table,
                                 const char *name)
{
    struct ent_text space = space_of(table, column_of(table, name));
    return set->spaces && space.length > 0 ? ENT_FORM(set->arena, "{}-", space)
                                           : (struct ent_text){0};
}

/* Of all nodes of a file: its only label if no other file has it, else the name of the file. */
static struct ent_text type_name(const struct set *set, const struct file *file)
{
    size_t count;
    const struct ent_table *table = &file->table;
    const struct ent_text *values =
        ent_draft_values(set->arena, table, column_of(table, set->form->type), &count);
    if (count == 1 && set->nodes == 1)
        return values[0];
    return set->nodes == 1 ? ENT_TEXT("node") : ent_draft_stem(file->path);
}

static bool is_value(const struct ent_text *values, size_t count, struct ent_text name)
{
    for (size_t i = 0; i < count; i++)
        if (ent_text_equal(values[i], name))
            return true;
    return false;
}

/* Kinds only where one table holds all nodes: a type has one table. */
static void put_type(const struct set *set, const struct file *file, size_t number,
                     struct ent_writer *writer)
{
    size_t count;
    const struct form *form = set->form;
    const struct ent_table *table = &file->table;
    uint32_t type = column_of(table, form->type);
    const struct ent_text *values = ent_draft_values(set->arena, table, type, &count);
    struct ent_text name = type_name(set, file);
    bool kinds = set->nodes == 1 && count > 1 && !is_value(values, count, name);
    struct ent_draft draft = {
        .table = file->name,
        .columns = table,
        .key = column_of(table, form->id),
        .name = column_of(table, form->name),
        .type = kinds ? type : ENT_NONE,
        .start = ent_draft_start(table),
        .end = ent_draft_end(table),
        .prefix = prefix_of(set, table, form->id),
    };
    if (draft.name == ENT_NONE)
        draft.name = ent_draft_column(table, "title");
    if (draft.name == ENT_NONE)
        draft.name = draft.key;
    ent_draft_put_type(writer, name, number, &draft);
    if (kinds)
        ent_draft_put_kinds(writer, name, values, count);
}

/* ---- relations ---- */

/* Does a relation of that file permit nodes of the other at this end? */
static bool permits(const struct set *set, const struct ent_table *ties, const char *end,
                    const struct ent_table *nodes)
{
    struct ent_text wanted = space_of(ties, column_of(ties, end));
    struct ent_text space = space_of(nodes, column_of(nodes, set->form->id));
    return wanted.length == 0 || ent_text_equal(wanted, space);
}

static void put_pairs(const struct set *set, const struct ent_draft *draft,
                      struct ent_writer *writer)
{
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->count; k++) {
            const struct file *from = &set->files[i], *to = &set->files[k];
            if (has_nodes(set->form, &from->table) && has_nodes(set->form, &to->table) &&
                permits(set, draft->columns, set->form->from, &from->table) &&
                permits(set, draft->columns, set->form->to, &to->table))
                ent_draft_put_relation(writer, type_name(set, from), type_name(set, to), draft);
        }
}

static bool is_undirected(struct ent_text value)
{
    return ent_text_is(value, "Undirected") || ent_text_is(value, "undirected");
}

/* A column of directions chooses like one of names if both directions occur, or if it is called
 * "type", which always chooses. */
static bool chooses(const struct ent_table *table, uint32_t column, size_t values)
{
    return values > 1 || (values > 0 && ent_text_is(table->columns[column], "type"));
}

static void put_relations(const struct set *set, const struct file *file, struct ent_writer *writer)
{
    const struct form *form = set->form;
    const struct ent_table *table = &file->table;
    size_t names, directions;
    uint32_t relation = column_of(table, form->relation);
    uint32_t direction = column_of(table, form->direction);
    const struct ent_text *name = ent_draft_values(set->arena, table, relation, &names);
    const struct ent_text *side = ent_draft_values(set->arena, table, direction, &directions);
    bool by_direction = names == 0 && directions > 0 && chooses(table, direction, directions);
    struct ent_draft draft = {
        .table = file->name,
        .columns = table,
        .from = column_of(table, form->from),
        .to = column_of(table, form->to),
        .start = ent_draft_start(table),
        .end = ent_draft_end(table),
        .label = ent_text_of(form->label),
        .undirected = directions == 1 && is_undirected(side[0]),
        .from_prefix = prefix_of(set, table, form->from),
        .to_prefix = prefix_of(set, table, form->to),
        .type = names > 1      ? relation
                : by_direction ? direction
                               : ENT_NONE,
    };
    size_t count = names > 0 ? names : by_direction ? directions : 1;
    for (size_t i = 0; i < count; i++) {
        if (names > 0)
            draft.label = name[i];
        if (by_direction) {
            draft.label = side[i];
            draft.wording = ent_text_of(form->label);
            draft.undirected = is_undirected(side[i]);
        }
        put_pairs(set, &draft, writer);
    }
}

static void put_form(const struct set *set, struct ent_writer *writer)
{
    size_t number = 0;
    for (size_t i = 0; i < set->count; i++)
        if (has_nodes(set->form, &set->files[i].table))
            put_type(set, &set->files[i], number++, writer);
    ENT_PUT(writer, "\n");
    for (size_t i = 0; i < set->count; i++)
        if (has_ties(set->form, &set->files[i].table))
            put_relations(set, &set->files[i], writer);
}

/* ---- treaties ---- */

static uint32_t treaty_column(const struct ent_table *table)
{
    uint32_t column = ent_draft_column(table, "manyID");
    return column != ENT_NONE ? column : ent_draft_column(table, "treatyID");
}

static bool has_parties(const struct ent_table *table)
{
    return treaty_column(table) != ENT_NONE && ent_draft_column(table, "stateID") != ENT_NONE;
}

static bool has_treaties(const struct ent_table *table)
{
    return treaty_column(table) != ENT_NONE && ent_draft_column(table, "Title") != ENT_NONE &&
           !has_parties(table);
}

static bool has_states(const struct ent_table *table)
{
    return treaty_column(table) == ENT_NONE && ent_draft_column(table, "stateID") != ENT_NONE;
}

static const struct file *file_with(const struct file *files, size_t count,
                                    bool (*has)(const struct ent_table *))
{
    for (size_t i = 0; i < count; i++)
        if (has(&files[i].table))
            return &files[i];
    return NULL;
}

static uint32_t first_of(const struct ent_table *table, const char *first, const char *second)
{
    uint32_t column = ent_draft_column(table, first);
    return column != ENT_NONE ? column : ent_draft_column(table, second);
}

/* States and treaties have tables of their own, or stand in that of the parties, row by row. */
static void put_treaties(const struct file *files, size_t count, struct ent_writer *writer)
{
    const struct file *parties = file_with(files, count, has_parties);
    const struct file *treaties = file_with(files, count, has_treaties);
    const struct file *states = file_with(files, count, has_states);
    treaties = treaties ? treaties : parties;
    states = states ? states : parties;
    struct ent_draft state = {.table = states->name,
                              .columns = &states->table,
                              .key = ent_draft_column(&states->table, "stateID"),
                              .name = first_of(&states->table, "StateName", "Label"),
                              .type = ENT_NONE,
                              .start = ENT_NONE,
                              .end = ENT_NONE,
                              .distinct = true};
    struct ent_draft treaty = {.table = treaties->name,
                               .columns = &treaties->table,
                               .key = treaty_column(&treaties->table),
                               .name = ent_draft_column(&treaties->table, "Title"),
                               .type = ENT_NONE,
                               .start = first_of(&treaties->table, "Force", "Begin"),
                               .end = first_of(&treaties->table, "End", "Term"),
                               .distinct = true};
    struct ent_draft party = {.table = parties->name,
                              .columns = &parties->table,
                              .from = state.key,
                              .to = treaty.key,
                              .type = ENT_NONE,
                              .start = first_of(&parties->table, "StateForce", "Begin"),
                              .end = first_of(&parties->table, "StateEnd", "End"),
                              .label = ENT_TEXT("party to")};
    party.from = ent_draft_column(&parties->table, "stateID");
    party.to = treaty_column(&parties->table);
    ENT_PUT(writer, "  graph [missing=\"NA\"]  // how R writes a blank cell\n\n");
    ent_draft_put_type(writer, ENT_TEXT("state"), 0, &state);
    ent_draft_put_type(writer, ENT_TEXT("treaty"), 1, &treaty);
    ENT_PUT(writer, "\n");
    ent_draft_put_relation(writer, ENT_TEXT("state"), ENT_TEXT("treaty"), &party);
}

/* ---- finding ---- */

static void begin_schema(struct ent_writer *writer, const char *maker)
{
    ENT_PUT(writer, "// Drafted from the headers of the tables, which are those of ");
    ent_put_text(writer, ent_text_of(maker));
    ENT_PUT(writer,
            ".\n// Keep it in a file, change what is not meant, and name it with --schema.\n"
            "digraph schema {\n");
}

static void end_schema(struct ent_run *run, struct ent_writer *writer, struct ent_known *known)
{
    ENT_PUT(writer, "}\n");
    struct ent_text text = ent_writer_text(writer);
    known->schema = (struct ent_text){ent_text_string(&run->arena, text), text.length};
    ent_writer_end(writer);
}

static struct set set_of(struct ent_run *run, const struct form *form, const struct file *files,
                         size_t count)
{
    struct set set = {.arena = &run->arena, .form = form, .files = files, .count = count};
    struct ent_text first = {0};
    for (size_t i = 0; i < count; i++) {
        const struct ent_table *table = &files[i].table;
        set.ties += has_ties(form, table);
        if (!has_nodes(form, table))
            continue;
        struct ent_text space = space_of(table, column_of(table, form->id));
        set.spaces |= set.nodes > 0 && !ent_text_equal(space, first);
        first = space;
        set.nodes++;
    }
    return set;
}

static bool find_form(struct ent_run *run, const struct file *files, size_t count,
                      struct ent_known *known)
{
    for (size_t i = 0; i < ENT_COUNT(forms); i++) {
        struct set set = set_of(run, &forms[i], files, count);
        struct ent_writer writer = {0};
        if (set.ties == 0)
            continue;
        known->maker = ent_text_of(forms[i].maker);
        for (size_t k = count; k-- > 0;)
            if (has_ties(&forms[i], &files[k].table))
                known->ties = files[k].path;
        if (set.nodes == 0)
            return true;
        begin_schema(&writer, forms[i].maker);
        put_form(&set, &writer);
        end_schema(run, &writer, known);
        return true;
    }
    return false;
}

static bool find_treaties(struct ent_run *run, const struct file *files, size_t count,
                          struct ent_known *known)
{
    struct ent_writer writer = {0};
    if (!file_with(files, count, has_parties))
        return false;
    known->maker = ENT_TEXT("manytreaties");
    begin_schema(&writer, "manytreaties");
    put_treaties(files, count, &writer);
    end_schema(run, &writer, known);
    return true;
}

bool ent_known_find(struct ent_run *run, const struct ent_text *paths, const struct ent_text *names,
                    size_t count, const struct ent_reading *reading, struct ent_known *known)
{
    struct ent_run aside; /* takes the reports */
    ent_run_begin(&aside);
    struct file *files = ENT_NEW(&aside.arena, struct file, count + 1);
    size_t opened = 0;
    for (size_t i = 0; i < count; i++) {
        struct ent_source *source =
            ent_table_open(&aside, paths[i], reading->encoding, ENT_NOWHERE);
        if (!source)
            continue;
        source->delimiter = reading->delimiter;
        source->align = reading->align;
        files[opened].path = paths[i];
        files[opened].name = names ? names[i] : ent_draft_table(paths[i]);
        ent_csv_read(&aside, source, &files[opened++].table);
    }
    *known = (struct ent_known){0};
    bool found = find_treaties(run, files, opened, known) || find_form(run, files, opened, known);
    ent_run_end(&aside);
    return found;
}
