#include "cli/input.h"

#include "draw/layout.h"
#include "read/encoding.h"
#include "read/file.h"
#include "read/gather.h"
#include "read/known.h"

#include <errno.h>
#include <sys/stat.h>

static bool is_folder(struct ent_run *run, struct ent_text path)
{
    struct stat status;
    return stat(ent_text_string(&run->arena, path), &status) == 0 && S_ISDIR(status.st_mode);
}

struct ent_text ent_input_path(struct ent_run *run, const struct ent_value *value)
{
    if (!value->place.source || value->text.length == 0 || value->text.bytes[0] == '/')
        return value->text;
    struct ent_text figure = value->place.source->name;
    size_t folder = figure.length;
    while (folder > 0 && figure.bytes[folder - 1] != '/')
        folder--;
    if (folder > 0 && ent_text_is(value->text, "."))
        return ent_text_slice(figure, 0, folder);
    return ENT_FORM(&run->arena, "{}{}", ent_text_slice(figure, 0, folder), value->text);
}

/* ---- figures ---- */

static struct ent_text meant_in_figure(struct ent_run *run, struct ent_text name)
{
    size_t options, settings;
    const struct ent_text *of_options = ent_option_figure_names(&run->arena, &options);
    const struct ent_text *of_layout = ent_layout_setting_names(&run->arena, 'G', &settings);
    struct ent_text meant = ent_text_meant(name, of_options, options);
    if (meant.length == 0)
        meant = ent_text_meant(name, of_layout, settings);
    return meant.length > 0 ? ENT_FORM(&run->arena, "did you mean '{}'?", meant) : ENT_NO_HINT;
}

static void take_attribute(struct ent_run *run, struct ent_options *options,
                           const struct ent_dot *dot, size_t number, struct ent_input *input)
{
    struct ent_text name = dot->graph.names[number], text = dot->graph.objects->values[number];
    struct ent_place place = ent_dot_place(dot, 0, name);
    if (ent_option_from_figure(run, options, name, text, place))
        return;
    if (ent_layout_setting_known('G', name))
        input->settings[input->setting_count++] = (struct ent_setting){name, text};
    else
        ent_report(run, ENT_E312, place, meant_in_figure(run, name), name);
}

static void take_attributes(struct ent_run *run, struct ent_options *options,
                            const struct ent_dot *dot, struct ent_input *input)
{
    input->settings = ENT_NEW(&run->arena, struct ent_setting, dot->graph.name_count + 1);
    for (size_t i = 0; i < dot->graph.name_count; i++)
        take_attribute(run, options, dot, i, input);
}

/* ---- how tables are read ---- */

static char delimiter_of(struct ent_run *run, const struct ent_options *options)
{
    const struct ent_value *asked = &options->values[ENT_OPTION_DELIMITER];
    if (!asked->given)
        return 0;
    if (ent_text_is(asked->text, "tab"))
        return '\t';
    if (asked->text.length == 1 && strchr(",;|\t", asked->text.bytes[0]))
        return asked->text.bytes[0];
    ent_report(run, ENT_E500, asked->place, ENT_TEXT("one of , ; | tab"),
               ENT_FORM(&run->arena, "--delimiter: '{}' separates no cells", asked->text));
    return 0;
}

static struct ent_text encoding_of(struct ent_run *run, const struct ent_options *options)
{
    const struct ent_value *asked = &options->values[ENT_OPTION_ENCODING];
    if (!asked->given || ent_encoding_known(asked->text))
        return asked->text;
    ent_report(run, ENT_E500, asked->place, ent_encoding_hint(&run->arena, asked->text),
               ENT_FORM(&run->arena, "--encoding: unknown encoding '{}'", asked->text));
    return (struct ent_text){0};
}

static enum ent_alignment alignment_of(struct ent_run *run, const struct ent_options *options)
{
    enum ent_alignment align = ENT_ALIGN_NONE;
    const struct ent_value *asked = &options->values[ENT_OPTION_ALIGN];
    if (asked->given && !ent_alignment_read(asked->text, &align))
        ent_report(run, ENT_E500, asked->place, ENT_TEXT("left or right"),
                   ENT_FORM(&run->arena, "--align: no side '{}'", asked->text));
    return align;
}

bool ent_reading_read(struct ent_run *run, const struct ent_options *options,
                      struct ent_reading *reading)
{
    size_t errors = ent_run_errors(run);
    *reading = (struct ent_reading){delimiter_of(run, options), encoding_of(run, options),
                                    alignment_of(run, options)};
    return ent_run_errors(run) == errors;
}

/* ---- the schema ---- */

static bool has_table_of(struct ent_run *run, const struct ent_schema *schema,
                         struct ent_text folder)
{
    for (size_t i = 0; i < schema->type_count + schema->relation_count; i++) {
        const struct ent_kind *kind = i < schema->type_count
                                          ? &schema->types[i].kind
                                          : &schema->relations[i - schema->type_count].kind;
        struct ent_text names = kind->values[ENT_AT_TABLE].text;
        size_t count = 0;
        if (names.length > 0)
            ent_gather_paths(run, folder, names, &count);
        if (count > 0)
            return true;
    }
    return false;
}

/* The schema for known headers in `place`, a folder or a table. True if there are none, too. */
static bool infer_schema(struct ent_run *run, const struct ent_options *options,
                         const struct ent_text *paths, size_t count, struct ent_text place,
                         struct ent_input *input)
{
    struct ent_known known;
    struct ent_reading reading;
    if (!ent_reading_read(run, options, &reading))
        return false;
    if (!ent_known_find(run, paths, NULL, count, &reading, &known))
        return true;
    if (known.schema.length == 0) {
        ent_report(run, ENT_E117, ENT_NOWHERE,
                   ENT_FORM(&run->arena, "'entente init NEW --from {}' makes one", known.ties),
                   place, known.maker);
        return false;
    }
    if (options->command != ENT_SCHEMA)
        ent_report(run, ENT_N116, ENT_NOWHERE, ENT_NO_HINT, place, known.maker, place);
    input->inferred = true;
    return ent_schema_read(run, ent_source_from(run, ENT_TEXT("<inferred schema>"), known.schema),
                           &input->schema);
}

/* The schema that is asked for, else the built-in one, unless `folder` has none of its tables but
 * some with known headers. */
static bool read_schema(struct ent_run *run, const struct ent_options *options,
                        struct ent_text folder, struct ent_input *input)
{
    const struct ent_value *asked = &options->values[ENT_OPTION_SCHEMA];
    const struct ent_source *source;
    if (asked->given) {
        input->schema_path = ent_input_path(run, asked);
        source = ent_source_open(run, input->schema_path, asked->place);
    } else {
        source = ent_schema_built_in(run);
    }
    if (!source || !ent_schema_read(run, source, &input->schema))
        return false;
    input->schema.built_in = !asked->given;
    if (asked->given || folder.length == 0 || has_table_of(run, &input->schema, folder))
        return true;
    size_t count;
    struct ent_text *paths = ent_gather_paths(run, folder, ENT_TEXT("*.csv *.tsv"), &count);
    return infer_schema(run, options, paths, count, folder, input);
}

static bool read_folder(struct ent_run *run, const struct ent_options *options,
                        const struct ent_value *folder, struct ent_input *input)
{
    struct ent_reading reading;
    return ent_reading_read(run, options, &reading) &&
           ent_records_read(run, &input->schema, ent_input_path(run, folder), folder->place,
                            &reading, &input->records);
}

/* ---- files: a figure, or a graph that entente wrote ---- */

static bool read_figure(struct ent_run *run, struct ent_options *options, const struct ent_dot *dot,
                        struct ent_input *input)
{
    size_t errors = ent_run_errors(run);
    const struct ent_value *folder = &options->values[ENT_OPTION_DATA];
    if (!folder->given && ent_dot_attribute(&dot->graph, "data") == ENT_NONE) {
        ent_report(run, ENT_E314, ent_place_at(dot->source, 0),
                   ENT_TEXT("name their folder: graph [data=\"...\"]"));
        return false;
    }
    input->is_figure = true;
    take_attributes(run, options, dot, input);
    if (ent_run_errors(run) != errors ||
        !read_schema(run, options, ent_input_path(run, folder), input))
        return false;
    bool applied = ent_figure_apply(run, dot, &input->schema, &input->figure);
    return read_folder(run, options, folder, input) && applied;
}

/* The heading and the layout that the graph was written with. */
static void take_looks(struct ent_run *run, struct ent_options *options, const struct ent_dot *dot,
                       struct ent_input *input)
{
    const struct ent_text *values = dot->graph.objects->values;
    input->settings = ENT_NEW(&run->arena, struct ent_setting, dot->graph.name_count + 1);
    for (size_t i = 0; i < dot->graph.name_count; i++) {
        struct ent_text name = dot->graph.names[i];
        struct ent_place place = ent_dot_place(dot, 0, name);
        struct ent_text text = ent_graph_text(&run->arena, values[i]);
        if (ent_text_is(name, "title") || ent_text_is(name, "layout"))
            ent_option_from_figure(run, options, name, text, place);
        else if (text.length > 0 && ent_layout_setting_known('G', name))
            input->settings[input->setting_count++] = (struct ent_setting){name, text};
    }
}

static bool read_graph(struct ent_run *run, struct ent_options *options, const struct ent_dot *dot,
                       struct ent_input *input)
{
    struct ent_text schema = ent_dot_value(&dot->graph, dot->graph.objects, "schema");
    struct ent_value *asked = &options->values[ENT_OPTION_SCHEMA];
    if (schema.length > 0 && !asked->given)
        *asked = (struct ent_value){.text = schema, .given = true};
    take_looks(run, options, dot, input);
    return read_schema(run, options, (struct ent_text){0}, input) &&
           ent_records_from_graph(run, dot, &input->schema, &input->records);
}

static bool is_table(struct ent_text path)
{
    static const char *const endings[] = {".csv",    ".tsv",     ".csv.gz",
                                          ".tsv.gz", ".csv.zst", ".tsv.zst"};
    for (size_t i = 0; i < ENT_COUNT(endings); i++) {
        size_t length = strlen(endings[i]);
        if (path.length >= length &&
            ent_text_is(ent_text_slice(path, path.length - length, length), endings[i]))
            return true;
    }
    return false;
}

static struct ent_text folder_of(struct ent_text path)
{
    size_t name = path.length;
    while (name > 0 && path.bytes[name - 1] != '/')
        name--;
    return name > 0 ? ent_text_slice(path, 0, name) : ENT_TEXT(".");
}

/* One table instead of a folder: its headers may tell enough. */
static bool infer_from_table(struct ent_run *run, const struct ent_options *options,
                             struct ent_input *input)
{
    bool asked = options->values[ENT_OPTION_SCHEMA].given; /* it names tables of a folder */
    if (!asked && !infer_schema(run, options, &options->input, 1, options->input, input))
        return false;
    if (input->inferred)
        return true;
    ent_report(run, ENT_E500, ENT_NOWHERE,
               ENT_FORM(&run->arena, "give its folder, '{}'", folder_of(options->input)),
               ENT_FORM(&run->arena, "'{}' is a single table", options->input));
    return false;
}

static bool read_table(struct ent_run *run, const struct ent_options *options,
                       struct ent_input *input)
{
    struct ent_value folder = {.text = folder_of(options->input), .given = true};
    return infer_from_table(run, options, input) && read_folder(run, options, &folder, input);
}

static bool read_file(struct ent_run *run, struct ent_options *options, struct ent_input *input)
{
    struct ent_dot dot;
    if (is_table(options->input))
        return read_table(run, options, input);
    struct ent_source *source = ent_source_open(run, options->input, ENT_NOWHERE);
    if (!source || !ent_dot_read(run, source, &dot))
        return false;
    bool graph = ent_dot_attribute(&dot.graph, ENT_GRAPH_MARK) != ENT_NONE;
    return graph ? read_graph(run, options, &dot, input) : read_figure(run, options, &dot, input);
}

bool ent_input_read(struct ent_run *run, struct ent_options *options, struct ent_input *input)
{
    *input = (struct ent_input){0};
    if (!is_folder(run, options->input))
        return read_file(run, options, input);
    struct ent_value folder = {.text = options->input, .given = true};
    return read_schema(run, options, options->input, input) &&
           read_folder(run, options, &folder, input);
}

bool ent_input_schema(struct ent_run *run, const struct ent_options *options,
                      struct ent_input *input)
{
    *input = (struct ent_input){0};
    bool asked = options->values[ENT_OPTION_SCHEMA].given;
    if (asked || options->input.length == 0)
        return read_schema(run, options, (struct ent_text){0}, input);
    if (is_table(options->input))
        return infer_from_table(run, options, input);
    if (is_folder(run, options->input))
        return read_schema(run, options, options->input, input);
    struct stat status;
    bool is_there = stat(ent_text_string(&run->arena, options->input), &status) == 0;
    ent_file_fail(run, options->input, is_there ? ENOTDIR : errno, ENT_NOWHERE);
    return false;
}
