#include "cli/init.h"

#include "cli/input.h"
#include "read/draft.h"
#include "read/gather.h"
#include "read/guess.h"
#include "read/known.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

extern const char ent_schema_built_in_bytes[];
extern const size_t ent_schema_built_in_bytes_length;
extern const char ent_starting_figure[];
extern const size_t ent_starting_figure_length;

static const struct {
    const char *name, *header;
} templates[] = {
    {"actors.csv", "id,type,name,short,country,iso3,start,end,source,quote,note\n"},
    {"institutions.csv", "id,type,name,short,country,parent,start,end,source,quote,note\n"},
    {"agreements.csv", "id,type,name,short,status,signed,start,end,deadline,parties,topics,parent,"
                       "source,quote,note\n"},
    {"events.csv", "id,type,name,short,start,end,place,parent,topics,source,quote,note\n"},
    {"topics.csv", "id,type,name,short,parent,source,quote,note\n"},
    {"ties.csv", "type,from,to,start,end,role,behalf,agreement,source,quote,note\n"},
    {"sources.csv", "id,title,author,publisher,published,file,url,lang,note\n"},
};

static const char of_schema[] =
    "// The schema of this record set: types of nodes, the relations that are permitted between\n"
    "// them, the tables that hold them, and how they look. Ids are words without blanks, unique\n"
    "// over all tables; a cell may list several with ; between; dates are EDTF: 2025, 2025-10,\n"
    "// 2025-10-29, 2025?, .. for an end that is open. Delete what you do not need; add a type "
    "with\n"
    "//     alliance -> agreement [label=isa]\n"
    "// and a relation with\n"
    "//     state -> state [label=\"ally of\" dir=none time=span]\n";

/* ---- the folder ---- */

static bool is_empty(const char *folder)
{
    DIR *entries = opendir(folder);
    size_t count = 0;
    while (entries && readdir(entries))
        count++;
    if (entries)
        closedir(entries);
    return count <= 2; /* itself and the one above it */
}

/* True if it is there now, and empty. */
static bool make_folder(struct ent_run *run, struct ent_text folder, bool *made)
{
    char *name = ent_text_string(&run->arena, folder);
    *made = mkdir(name, 0777) == 0;
    if (!*made && errno != EEXIST)
        return ent_writer_fail(run, folder, ent_text_of(strerror(errno)));
    if (!is_empty(name))
        return ent_writer_fail(run, folder,
                               ENT_TEXT("the folder is not empty, and nothing is overwritten"));
    return true;
}

static bool write_file(struct ent_run *run, struct ent_text folder, const char *name,
                       struct ent_text first, struct ent_text second)
{
    struct ent_writer writer = {0};
    ent_put_text(&writer, first);
    ent_put_text(&writer, second);
    bool good =
        ent_writer_send(run, &writer, ent_gather_path(&run->arena, folder, ent_text_of(name)));
    ent_writer_end(&writer);
    return good;
}

static bool write_figure(struct ent_run *run, struct ent_text folder)
{
    struct ent_text figure = {ent_starting_figure, ent_starting_figure_length};
    return write_file(run, folder, "figure.gv", figure, (struct ent_text){0});
}

static bool write_templates(struct ent_run *run, struct ent_text folder)
{
    struct ent_text schema = {ent_schema_built_in_bytes, ent_schema_built_in_bytes_length};
    for (size_t i = 0; i < ENT_COUNT(templates); i++)
        if (!write_file(run, folder, templates[i].name, ent_text_of(templates[i].header),
                        (struct ent_text){0}))
            return false;
    return write_file(run, folder, "schema.gv", ent_text_of(of_schema), schema) &&
           write_figure(run, folder);
}

/* ---- from tables ---- */

/* The whole path without links; false after reporting that there is no such file. */
static bool resolve(struct ent_run *run, struct ent_text path, struct ent_text *whole)
{
    char resolved[PATH_MAX];
    if (!realpath(ent_text_string(&run->arena, path), resolved)) {
        ent_report(run, ENT_E101, ENT_NOWHERE, ENT_NO_HINT, path, ent_text_of(strerror(errno)));
        return false;
    }
    struct ent_text text = ent_text_of(resolved);
    *whole = (struct ent_text){ent_text_string(&run->arena, text), text.length};
    return true;
}

/* How a file is called as seen from a folder; both are whole paths. */
static struct ent_text seen_from(struct ent_arena *arena, struct ent_text folder,
                                 struct ent_text file)
{
    size_t common = 0;
    for (size_t at = 0; at <= folder.length && at < file.length; at++) {
        bool ends = at == folder.length || folder.bytes[at] == '/';
        if (ends && file.bytes[at] == '/')
            common = at;
        if (at == folder.length || folder.bytes[at] != file.bytes[at])
            break;
    }
    struct ent_text path = ent_text_slice(file, common + 1, SIZE_MAX);
    for (size_t at = common; at < folder.length; at++)
        if (folder.bytes[at] == '/')
            path = ENT_FORM(arena, "../{}", path);
    return path;
}

static size_t count_values(const struct ent_value *value)
{
    size_t count = 0;
    for (; value && value->given; value = value->earlier)
        count++;
    return count;
}

/* In the order in which they were given: the last one stands first. */
static bool take_paths(struct ent_run *run, const struct ent_options *options,
                       struct ent_text *paths, struct ent_text *names, size_t count)
{
    struct ent_text folder, file;
    const struct ent_value *value = &options->values[ENT_OPTION_FROM_FILES];
    if (!resolve(run, options->input, &folder))
        return false;
    for (size_t i = count; i-- > 0; value = value->earlier) {
        if (!resolve(run, value->text, &file))
            return false;
        paths[i] = value->text;
        names[i] = seen_from(&run->arena, folder, file);
    }
    return true;
}

static bool write_draft(struct ent_run *run, const struct ent_options *options)
{
    struct ent_text none = {0};
    struct ent_known known;
    struct ent_guess guess = {0};
    struct ent_reading reading;
    size_t count = count_values(&options->values[ENT_OPTION_FROM_FILES]);
    struct ent_text *paths = ENT_NEW(&run->arena, struct ent_text, count);
    struct ent_text *names = ENT_NEW(&run->arena, struct ent_text, count);
    if (!ent_reading_read(run, options, &reading) || !take_paths(run, options, paths, names, count))
        return false;
    if (ent_known_find(run, paths, names, count, &reading, &known) && known.schema.length > 0)
        guess.schema = known.schema;
    else if (!ent_guess_schema(run, paths, names, count, &reading, &guess))
        return false;
    return (guess.nodes.length == 0 ||
            write_file(run, options->input, ENT_GUESS_NODES, guess.nodes, none)) &&
           write_file(run, options->input, "schema.gv", guess.schema, none) &&
           write_figure(run, options->input);
}

void ent_init(struct ent_run *run, const struct ent_options *options)
{
    bool made, drafted = options->values[ENT_OPTION_FROM_FILES].given;
    if (!make_folder(run, options->input, &made))
        return;
    bool good = drafted ? write_draft(run, options) : write_templates(run, options->input);
    if (!good && made)
        rmdir(ent_text_string(&run->arena, options->input));
}
