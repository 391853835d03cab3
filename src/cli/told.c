#include "cli/told.h"

#include "read/digest.h"
#include "read/file.h"

#include <stdlib.h>

/* Where things are, how they come out, and how long it may take: of no account to the content. The
 * files have lines of their own. */
static const enum ent_option untold[] = {
    ENT_OPTION_DATA,    ENT_OPTION_SCHEMA,      ENT_OPTION_OUTPUT,      ENT_OPTION_ALT,
    ENT_OPTION_FORMAT,  ENT_OPTION_DPI,         ENT_OPTION_STRICT,      ENT_OPTION_VERBOSE,
    ENT_OPTION_TIMEOUT, ENT_OPTION_WARNING,     ENT_OPTION_DIAGNOSTICS, ENT_OPTION_ID_PREFIX,
    ENT_OPTION_SALT,    ENT_OPTION_INLINE,      ENT_OPTION_TEXT,        ENT_OPTION_A11Y,
    ENT_OPTION_WHY,     ENT_OPTION_SAVE_LAYOUT,
};

static bool is_told(enum ent_option option)
{
    for (size_t i = 0; i < ENT_COUNT(untold); i++)
        if (untold[i] == option)
            return false;
    return ent_command_takes(ENT_RENDER, option);
}

static struct ent_text base_name(struct ent_text path)
{
    size_t start = path.length;
    while (start > 0 && path.bytes[start - 1] != '/')
        start--;
    return ent_text_slice(path, start, SIZE_MAX);
}

/* Of "neato,from=FILE" the file comes last, and may have commas in its name. */
static struct ent_text without_folder(struct ent_arena *arena, struct ent_text layout)
{
    struct ent_text from = ENT_TEXT("from=");
    for (size_t at = 0; at + from.length <= layout.length; at++)
        if (ent_text_equal(ent_text_slice(layout, at, from.length), from))
            return ENT_FORM(arena, "{}{}", ent_text_slice(layout, 0, at + from.length),
                            base_name(ent_text_slice(layout, at + from.length, SIZE_MAX)));
    return layout;
}

/* What follows on one line, and of a file no more than its name. */
static struct ent_text value_text(struct ent_arena *arena, enum ent_option option,
                                  struct ent_text text)
{
    text = option == ENT_OPTION_THEME    ? base_name(text)
           : option == ENT_OPTION_LAYOUT ? without_folder(arena, text)
                                         : text;
    char *bytes = ent_text_string(arena, text);
    for (size_t i = 0; i < text.length; i++)
        if (bytes[i] == '\n' || bytes[i] == '\r')
            bytes[i] = ' ';
    return (struct ent_text){bytes, text.length};
}

static struct ent_text line(struct ent_arena *arena, struct ent_text before, struct ent_text name,
                            struct ent_text value)
{
    return ENT_FORM(arena, "{}\n{}: {}", before, name, value);
}

static struct ent_text tell_options(struct ent_arena *arena, const struct ent_options *options)
{
    struct ent_text told = {0};
    for (enum ent_option option = 0; option < ENT_OPTION_COUNT; option++) {
        if (!is_told(option))
            continue;
        struct ent_text name =
            ENT_FORM(arena, "option {}", ent_text_of(ent_option_form(option)->name));
        for (const struct ent_value *value = &options->values[option]; value && value->given;
             value = value->earlier)
            told = line(arena, told, name, value_text(arena, option, value->text));
    }
    return told;
}

/* ---- files ---- */

static int by_name(const void *a, const void *b)
{
    const struct ent_text *left = a, *right = b;
    int order = ent_text_compare(base_name(*left), base_name(*right));
    return order != 0 ? order : ent_text_compare(*left, *right);
}

/* The files of all tables, by their names. */
static struct ent_text *table_paths(struct ent_arena *arena, const struct ent_records *records,
                                    size_t *count)
{
    size_t room = 1;
    for (size_t i = 0; i < records->table_count; i++)
        room += records->tables[i].part_count + 1;
    struct ent_text *paths = ENT_NEW(arena, struct ent_text, room);
    *count = 0;
    for (size_t i = 0; i < records->table_count; i++) {
        const struct ent_table *table = &records->tables[i];
        if (table->part_count == 0 && table->source)
            paths[(*count)++] = table->source->name;
        for (size_t k = 0; k < table->part_count; k++)
            paths[(*count)++] = table->parts[k].source->name;
    }
    qsort(paths, *count, sizeof *paths, by_name);
    return paths;
}

static struct ent_text tell_file(struct ent_run *run, struct ent_text told, const char *what,
                                 struct ent_text path, bool sorted)
{
    struct ent_arena *arena = &run->arena;
    struct ent_text bytes;
    if (path.length == 0 || ent_text_is(path, "-") ||
        !ent_file_read(run, path, ENT_NOWHERE, &bytes))
        return told;
    struct ent_text digest =
        sorted ? ent_digest_of_lines(arena, bytes) : ent_digest_of_bytes(arena, bytes);
    return line(
        arena, told, ENT_FORM(arena, "{} {}", ent_text_of(what), base_name(path)),
        ENT_FORM(arena, "{}sha256 {}", sorted ? ENT_TEXT("sorted ") : ENT_TEXT(""), digest));
}

struct ent_text ent_told_make(struct ent_run *run, const struct ent_options *options,
                              const struct ent_input *input, const struct ent_pins *pins)
{
    size_t count;
    struct ent_text told = tell_options(&run->arena, options);
    if (input->records.partial || input->is_figure)
        told = tell_file(run, told, input->is_figure ? "figure" : "graph", options->input, false);
    told = tell_file(run, told, "schema", input->schema_path, false);
    if (pins)
        told = tell_file(run, told, "places", pins->source->name, true);
    if (input->records.partial)
        return told;
    struct ent_text *paths = table_paths(&run->arena, &input->records, &count);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !ent_text_equal(paths[i], paths[i - 1]))
            told = tell_file(run, told, "table", paths[i], true);
    return told;
}
