#include "model/building.h"

enum { most_columns = 1000 }; /* a longer header was not written by hand */

/* Names that the header of a table may hold because something reads them. */
struct wanted {
    struct ent_text *names;
    size_t count;
};

static void want(struct wanted *wanted, struct ent_text name)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (ent_text_equal(wanted->names[i], name))
            return;
    wanted->names[wanted->count++] = name;
}

static void want_columns_of(struct wanted *wanted, const struct ent_kind *kind)
{
    for (size_t at = 0; at < ENT_ATTRIBUTE_COUNT; at++)
        for (size_t i = 0; i < kind->values[at].part_count; i++)
            for (size_t k = 0; k < kind->values[at].parts[i].column_count; k++)
                want(wanted, kind->values[at].parts[i].columns[k]);
    struct ent_text aliases = kind->values[ENT_AT_ALIAS].text, alias;
    while (ent_text_next(&aliases, ' ', &alias))
        want(wanted, alias);
}

static size_t count_columns(const struct ent_kind *kind)
{
    size_t count = kind->values[ENT_AT_ALIAS].text.length;
    for (size_t at = 0; at < ENT_ATTRIBUTE_COUNT; at++)
        for (size_t i = 0; i < kind->values[at].part_count; i++)
            count += kind->values[at].parts[i].column_count;
    return count;
}

static const struct ent_kind *kind_number(const struct ent_schema *schema, size_t number)
{
    return number < schema->type_count ? &schema->types[number].kind
                                       : &schema->relations[number - schema->type_count].kind;
}

static struct wanted wanted_in(const struct ent_building *b, const struct ent_table *table)
{
    static const char *const always[] = {"type", "source", "quote",     "note",
                                         "role", "behalf", "agreement", "weight"};
    size_t kinds = b->schema->type_count + b->schema->relation_count, most = ENT_COUNT(always);
    for (size_t i = 0; i < kinds; i++)
        most += count_columns(kind_number(b->schema, i));
    struct wanted wanted = {ENT_NEW(&b->run->arena, struct ent_text, most), 0};
    for (size_t i = 0; i < kinds; i++)
        if (ent_kind_is_of_table(kind_number(b->schema, i), table))
            want_columns_of(&wanted, kind_number(b->schema, i));
    for (size_t i = 0; wanted.count > 0 && i < ENT_COUNT(always); i++)
        want(&wanted, ent_text_of(always[i]));
    return wanted;
}

static bool is_wanted(const struct wanted *wanted, struct ent_text name)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (ent_text_equal(wanted->names[i], name))
            return true;
    return false;
}

/* Those of the wanted names that the table lacks. */
static struct wanted missing_in(const struct ent_building *b, const struct wanted *wanted,
                                const struct ent_table *table)
{
    struct wanted missing = {ENT_NEW(&b->run->arena, struct ent_text, wanted->count + 1), 0};
    for (size_t i = 0; i < wanted->count; i++)
        if (ent_table_column(table, wanted->names[i]) == ENT_NONE)
            missing.names[missing.count++] = wanted->names[i];
    return missing;
}

/* Stricter than other suggestions: a column of one's own is no fault. */
static struct ent_text meant_by(const struct wanted *missing, struct ent_text name)
{
    size_t limit = ent_text_characters(name) <= 6 ? 1 : 2;
    for (size_t i = 0; i < missing->count; i++)
        if (ent_text_distance(name, missing->names[i], limit) <= limit)
            return missing->names[i];
    return (struct ent_text){0};
}

static void check_header(const struct ent_building *b, const struct ent_table *table)
{
    struct wanted wanted = wanted_in(b, table), missing = missing_in(b, &wanted, table);
    for (size_t column = 0; column < table->column_count && column < most_columns; column++) {
        struct ent_text name = table->columns[column];
        struct ent_text meant =
            is_wanted(&wanted, name) ? (struct ent_text){0} : meant_by(&missing, name);
        if (meant.length > 0)
            ent_report(b->run, ENT_W109, ent_table_header_place(table, column),
                       ENT_FORM(&b->run->arena, "did you mean '{}'?", meant), name);
    }
}

/* A schema of one's own says with `columns` which ones it expects. */
void ent_build_headers(const struct ent_building *b)
{
    for (size_t i = 0; b->schema->built_in && i < b->records->table_count; i++)
        check_header(b, &b->records->tables[i]);
}
