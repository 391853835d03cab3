#include "cli/options.h"

/* clang-format off */
static const struct ent_command_form commands[ENT_COMMAND_COUNT] = {
    [ENT_RENDER] = {'R', "render", "FIGURE|DIR",
        "draw a figure, or a folder of tables",
        "Reads the tables, keeps what was true at the time asked for, lays it out with Graphviz "
        "and writes it as SVG, DOT, PNG or PDF. The argument is a figure (a DOT file whose "
        "attributes are the long options) or a folder of tables. The output is written whole or "
        "not at all."},
    [ENT_CHECK] = {'C', "check", "FIGURE|DIR",
        "look for faults in the tables",
        "Reads the tables and the schema and tells every fault at its place, with what would be "
        "right. Writes no figure."},
    [ENT_SCHEMA] = {'S', "schema", "[DIR]",
        "print the schema in use",
        "Prints the schema as a DOT file: its nodes are the types of nodes, its edges the "
        "permitted relations. Plain Graphviz draws it: entente schema | dot -Tsvg. For a folder "
        "whose tables have the headers of Gephi, Neo4j's import, Kumu or manytreaties it is the "
        "schema that is inferred from them."},
    [ENT_INIT] = {'I', "init", "DIR",
        "write a starting point into a new folder",
        "Writes into a folder that is new or empty: the seven tables with their header rows, a "
        "schema and a figure, with comments. With --from and the names of tables it drafts a "
        "schema for those, where they are: its ids, dates, lists and references are guessed from "
        "the columns and meant to be edited. Nothing is overwritten."},
    [ENT_MANUAL] = {0, "manual", "",
        "print the manual page",
        "Prints the manual page in man(7) form: entente manual | man -l -."},
    [ENT_COMPLETION] = {0, "completion", "SHELL",
        "print the completion of a shell: bash, zsh or fish",
        "Prints what makes a shell complete commands and options. For bash: "
        "source <(entente completion bash)."},
    [ENT_HELP] = {0, "help", "[COMMAND]",
        "print help, or the options of a command",
        "Prints help. 'entente COMMAND --help' does the same."},
    [ENT_VERSION] = {0, "--version", "",
        "print the version and the licences",
        "Prints the version and the licences."},
};
/* clang-format on */

static const struct ent_option_form forms[] = {
#define GROUP(title)
#define OPTION(number, letter, name, argument, taken_by, figure, help)                             \
    {letter, name, argument, taken_by, figure, help},
#include "cli/options.def"
#undef OPTION
#undef GROUP
};

const enum ent_command ent_commands_listed[ENT_COMMAND_COUNT] = {
    ENT_INIT, ENT_RENDER, ENT_CHECK, ENT_SCHEMA, ENT_MANUAL, ENT_COMPLETION, ENT_HELP, ENT_VERSION,
};

const char *const ent_shells[] = {"bash", "zsh", "fish", NULL};

/* The command line while it is read. */
struct reader {
    struct ent_run *run;
    struct ent_options *options;
    char **next; /* ended by NULL */
    struct ent_text argument;
    bool has_argument, options_ended;
};

const struct ent_command_form *ent_command_form(enum ent_command command)
{
    return &commands[command];
}

const struct ent_option_form *ent_option_form(enum ent_option option)
{
    return &forms[option];
}

bool ent_command_takes(enum ent_command command, enum ent_option option)
{
    char letter = commands[command].letter;
    return letter != 0 && strchr(forms[option].commands, letter) != NULL;
}

enum ent_command ent_command_named(struct ent_text name)
{
    if (ent_text_is(name, "--help") || ent_text_is(name, "-h"))
        return ENT_HELP;
    enum ent_command command = 0;
    while (command < ENT_COMMAND_COUNT && !ent_text_is(name, commands[command].name))
        command++;
    return command;
}

static bool refuse(struct ent_run *run, struct ent_text message, struct ent_text hint)
{
    ent_report(run, ENT_E500, ENT_NOWHERE, hint, message);
    return false;
}

/* "the commands are render, check ..." */
static struct ent_text hint_commands(struct ent_arena *arena)
{
    struct ent_text hint = ENT_TEXT("the commands are");
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++) {
        const char *name = commands[ent_commands_listed[i]].name;
        if (name[0] != '-')
            hint = ENT_FORM(arena, "{}{} {}", hint, i > 0 ? ENT_TEXT(",") : ENT_NO_HINT,
                            ent_text_of(name));
    }
    return hint;
}

static bool is_switch(enum ent_option option)
{
    return forms[option].argument[0] == '\0';
}

/* Options that set one of many attributes may be repeated. */
static bool is_repeatable(enum ent_option option)
{
    return strcmp(forms[option].argument, "NAME=VALUE") == 0 || option == ENT_OPTION_FROM_FILES;
}

static bool is_path(enum ent_option option)
{
    const char *argument = forms[option].argument;
    return strcmp(argument, "FILE") == 0 || strcmp(argument, "DIR") == 0 ||
           option == ENT_OPTION_FROM_FILES;
}

static bool is_help(struct ent_text word)
{
    return ent_text_is(word, "--help") || ent_text_is(word, "-h");
}

/* "render", for messages. */
static struct ent_text command_name(const struct reader *reader)
{
    return ent_text_of(commands[reader->options->command].name);
}

static struct ent_text hint_twice(struct ent_arena *arena, enum ent_option option)
{
    if (!strstr(forms[option].argument, ",.."))
        return ENT_NO_HINT;
    return ENT_FORM(arena, "{} takes several, with commas between them",
                    ent_option_name(arena, option));
}

/* A name of a file is whatever bytes it has; all else is text. */
static bool read_text(struct reader *reader, enum ent_option option, struct ent_text *text)
{
    struct ent_arena *arena = &reader->run->arena;
    if (is_path(option))
        return true;
    if (ent_text_fault(*text) < text->length)
        return refuse(
            reader->run,
            ENT_FORM(arena, "{}: '{}' is not valid UTF-8", ent_option_name(arena, option), *text),
            ENT_NO_HINT);
    *text = ent_text_nfc(arena, *text);
    const char *equals = is_repeatable(option) ? memchr(text->bytes, '=', text->length) : NULL;
    if (is_repeatable(option) && (!equals || equals == text->bytes))
        return refuse(
            reader->run,
            ENT_FORM(arena, "{} takes NAME=VALUE, not '{}'", ent_option_name(arena, option), *text),
            ENT_NO_HINT);
    return true;
}

static bool set_option(struct reader *reader, enum ent_option option, struct ent_text text)
{
    struct ent_arena *arena = &reader->run->arena;
    struct ent_value *value = &reader->options->values[option], *earlier = NULL;
    if (!read_text(reader, option, &text))
        return false;
    if (value->given && !is_repeatable(option))
        return refuse(reader->run,
                      ENT_FORM(arena, "{} is given twice", ent_option_name(arena, option)),
                      hint_twice(arena, option));
    if (value->given) {
        earlier = ENT_NEW(arena, struct ent_value, 1);
        *earlier = *value;
    }
    *value = (struct ent_value){.text = text, .given = true, .earlier = earlier};
    return true;
}

/* The argument that stands in the next word. An option there means that it was forgotten; a
 * single dash does not, because years before Christ begin with it. */
static bool set_from_next_word(struct reader *reader, enum ent_option option)
{
    struct ent_text next = ent_text_of(*reader->next);
    struct ent_arena *arena = &reader->run->arena;
    if (!*reader->next || ent_text_starts(next, ENT_TEXT("--")))
        return refuse(reader->run,
                      ENT_FORM(arena, "{} needs an argument: {}", ent_option_name(arena, option),
                               ent_text_of(forms[option].argument)),
                      ENT_NO_HINT);
    reader->next++;
    return set_option(reader, option, next);
}

/* "render takes it". */
static struct ent_text hint_taken_by(struct ent_arena *arena, enum ent_option option)
{
    for (enum ent_command command = 0; command < ENT_COMMAND_COUNT; command++)
        if (ent_command_takes(command, option))
            return ENT_FORM(arena, "{} takes it", ent_text_of(commands[command].name));
    return ENT_NO_HINT;
}

static bool is_taken(const struct reader *reader, enum ent_option option)
{
    struct ent_arena *arena = &reader->run->arena;
    return ent_command_takes(reader->options->command, option) ||
           refuse(reader->run,
                  ENT_FORM(arena, "{} does not take {}", command_name(reader),
                           ent_option_name(arena, option)),
                  hint_taken_by(arena, option));
}

/* The names that begin like the word, if there is only one. */
static struct ent_text only_longer_name(struct ent_text word, const struct ent_text *names,
                                        size_t count)
{
    struct ent_text found = {0};
    for (size_t i = 0; i < count; i++) {
        if (!ent_text_starts(names[i], word))
            continue;
        if (found.length > 0)
            return (struct ent_text){0};
        found = names[i];
    }
    return found;
}

static bool refuse_unknown_option(const struct reader *reader, struct ent_text word,
                                  struct ent_text name)
{
    struct ent_arena *arena = &reader->run->arena;
    struct ent_text names[ENT_OPTION_COUNT + 1] = {ENT_TEXT("help")};
    size_t count = 1;
    for (enum ent_option option = 0; option < ENT_OPTION_COUNT; option++)
        if (ent_command_takes(reader->options->command, option))
            names[count++] = ent_text_of(forms[option].name);
    struct ent_text meant = only_longer_name(name, names, count);
    if (meant.length == 0)
        meant = ent_text_meant(name, names, count);
    return refuse(reader->run, ENT_FORM(arena, "{} has no option '{}'", command_name(reader), word),
                  meant.length > 0 ? ENT_FORM(arena, "did you mean '--{}'?", meant)
                                   : ENT_FORM(arena, "'entente help {}' lists the options",
                                              command_name(reader)));
}

/* Two commands may call different things by the same name. */
static enum ent_option option_named(enum ent_command command, struct ent_text name)
{
    enum ent_option found = ENT_OPTION_COUNT;
    for (enum ent_option option = ENT_OPTION_COUNT; option-- > 0;)
        if (ent_text_is(name, forms[option].name) &&
            (found == ENT_OPTION_COUNT || ent_command_takes(command, option) ||
             !ent_command_takes(command, found)))
            found = option;
    return found;
}

static enum ent_option option_lettered(char letter)
{
    enum ent_option option = 0;
    while (option < ENT_OPTION_COUNT && (!forms[option].letter || forms[option].letter != letter))
        option++;
    return option;
}

static bool read_long_option(struct reader *reader, struct ent_text word)
{
    const char *equals = memchr(word.bytes, '=', word.length);
    size_t end = equals ? (size_t)(equals - word.bytes) : word.length;
    struct ent_text name = ent_text_slice(word, 2, end - 2);
    struct ent_text text = ent_text_slice(word, end + 1, SIZE_MAX);
    enum ent_option option = option_named(reader->options->command, name);
    if (option == ENT_OPTION_COUNT)
        return refuse_unknown_option(reader, ent_text_slice(word, 0, end), name);
    if (!is_taken(reader, option))
        return false;
    if (is_switch(option) && equals)
        return refuse(reader->run, ENT_FORM(&reader->run->arena, "--{} takes no argument", name),
                      ENT_NO_HINT);
    if (is_switch(option))
        return set_option(reader, option, ENT_TEXT("true"));
    return equals ? set_option(reader, option, text) : set_from_next_word(reader, option);
}

/* Switches may share a dash with what follows: -vTsvg. */
static bool read_short_options(struct reader *reader, struct ent_text word)
{
    for (size_t at = 1; at < word.length; at++) {
        enum ent_option option = option_lettered(word.bytes[at]);
        if (option == ENT_OPTION_COUNT)
            return refuse_unknown_option(reader, word, ent_text_slice(word, at, SIZE_MAX));
        if (!is_taken(reader, option))
            return false;
        struct ent_text text = ent_text_slice(word, at + 1, SIZE_MAX);
        if (!is_switch(option))
            return text.length > 0 ? set_option(reader, option, text)
                                   : set_from_next_word(reader, option);
        if (!set_option(reader, option, ENT_TEXT("true")))
            return false;
    }
    return true;
}

static bool read_argument(struct reader *reader, struct ent_text word)
{
    struct ent_arena *arena = &reader->run->arena;
    if (commands[reader->options->command].argument[0] == '\0')
        return refuse(
            reader->run,
            ENT_FORM(arena, "{} takes no argument, '{}' is one", command_name(reader), word),
            ENT_NO_HINT);
    if (reader->options->values[ENT_OPTION_FROM_FILES].given && reader->has_argument)
        return set_option(reader, ENT_OPTION_FROM_FILES, word);
    if (reader->has_argument)
        return refuse(reader->run,
                      ENT_FORM(arena, "{} takes one argument, '{}' is one too many",
                               command_name(reader), word),
                      ENT_NO_HINT);
    reader->argument = word;
    reader->has_argument = true;
    return true;
}

static bool read_word(struct reader *reader, struct ent_text word)
{
    if (reader->options_ended || word.length < 2 || word.bytes[0] != '-')
        return read_argument(reader, word);
    if (ent_text_is(word, "--")) {
        reader->options_ended = true;
        return true;
    }
    return word.bytes[1] == '-' ? read_long_option(reader, word) : read_short_options(reader, word);
}

static bool refuse_unknown_shell(const struct reader *reader)
{
    struct ent_arena *arena = &reader->run->arena;
    struct ent_text shells[4];
    size_t count = 0;
    for (; ent_shells[count]; count++)
        shells[count] = ent_text_of(ent_shells[count]);
    struct ent_text meant = ent_hint_meant(arena, reader->argument, shells, count);
    return refuse(reader->run, ENT_FORM(arena, "no completion for '{}'", reader->argument),
                  meant.length > 0 ? meant : ENT_TEXT("there is one for bash, zsh and fish"));
}

static bool is_shell(struct ent_text name)
{
    for (size_t i = 0; ent_shells[i]; i++)
        if (ent_text_is(name, ent_shells[i]))
            return true;
    return false;
}

static bool refuse_unknown_command(struct ent_run *run, struct ent_text word)
{
    struct ent_text names[ENT_COMMAND_COUNT];
    for (size_t i = 0; i < ENT_COMMAND_COUNT; i++)
        names[i] = ent_text_of(commands[i].name);
    struct ent_text hint = ent_hint_meant(&run->arena, word, names, ENT_COMMAND_COUNT);
    bool is_file = memchr(word.bytes, '/', word.length) || memchr(word.bytes, '.', word.length);
    if (hint.length == 0 && is_file)
        hint = ENT_FORM(&run->arena, "did you mean 'entente render {}'?", word);
    if (hint.length == 0)
        hint = hint_commands(&run->arena);
    return refuse(run, ENT_FORM(&run->arena, "unknown command '{}'", word), hint);
}

static bool check_form(const struct reader *reader)
{
    const struct ent_value *form = &reader->options->values[ENT_OPTION_DIAGNOSTICS];
    if (!form->given || ent_text_is(form->text, "text") || ent_text_is(form->text, "json"))
        return true;
    return refuse(reader->run,
                  ENT_FORM(&reader->run->arena, "--diagnostics: no form '{}'", form->text),
                  ENT_TEXT("text or json"));
}

/* What the argument is for the command. */
static bool place_argument(struct reader *reader)
{
    struct ent_options *options = reader->options;
    const char *wanted = commands[options->command].argument;
    if (!reader->has_argument && (wanted[0] == '\0' || wanted[0] == '['))
        return true;
    if (!reader->has_argument || reader->argument.length == 0)
        return refuse(reader->run,
                      ENT_FORM(&reader->run->arena, "{} needs an argument: {}",
                               command_name(reader), ent_text_of(wanted)),
                      ENT_NO_HINT);
    if (options->command == ENT_RENDER || options->command == ENT_CHECK ||
        options->command == ENT_SCHEMA || options->command == ENT_INIT) {
        options->input = reader->argument;
        return true;
    }
    options->subject = reader->argument;
    if (options->command == ENT_COMPLETION)
        return is_shell(options->subject) || refuse_unknown_shell(reader);
    return ent_command_named(options->subject) < ENT_COMMAND_COUNT ||
           refuse_unknown_command(reader->run, options->subject);
}

static bool read_command(struct ent_run *run, struct ent_text word, enum ent_command *command)
{
    if (word.length == 0)
        return refuse(run, ENT_TEXT("no command"), hint_commands(&run->arena));
    *command = ent_command_named(word);
    if (*command < ENT_COMMAND_COUNT)
        return true;
    if (word.bytes[0] == '-')
        return refuse(run, ENT_FORM(&run->arena, "'{}' stands where a command should", word),
                      ENT_TEXT("the command comes first: entente render FIGURE ..."));
    return refuse_unknown_command(run, word);
}

bool ent_options_read(struct ent_run *run, int argc, char **argv, struct ent_options *options)
{
    *options = (struct ent_options){0};
    if (!read_command(run, ent_text_of(argc > 1 ? argv[1] : NULL), &options->command))
        return false;
    struct reader reader = {.run = run, .options = options, .next = argv + 2};
    for (char **word = reader.next; *word; word++) /* also for faults that stand before it */
        if (strcmp(*word, "--diagnostics=json") == 0)
            options->values[ENT_OPTION_DIAGNOSTICS].text = ENT_TEXT("json");
    while (*reader.next) {
        struct ent_text word = ent_text_of(*reader.next++);
        if (!reader.options_ended && is_help(word)) {
            bool is_named = options->command != ENT_HELP;
            options->subject = is_named ? command_name(&reader) : ENT_TEXT("");
            options->command = ENT_HELP;
            return true;
        }
        if (!read_word(&reader, word))
            return false;
    }
    return check_form(&reader) && place_argument(&reader);
}

/* Options that answer the same question: whoever answers it last answers it alone. */
static int family_of(enum ent_option option)
{
    switch (option) {
    case ENT_OPTION_YEAR:
    case ENT_OPTION_FROM:
    case ENT_OPTION_TO:
    case ENT_OPTION_AS_OF:
        return 1;
    case ENT_OPTION_CERTAIN:
    case ENT_OPTION_POSSIBLE:
        return 2;
    default:
        return 0;
    }
}

static bool is_from_command_line(const struct ent_options *options, enum ent_option option)
{
    return options->values[option].given && !options->values[option].place.source;
}

static bool is_set_aside(const struct ent_options *options, enum ent_option option)
{
    int family = family_of(option);
    for (enum ent_option other = 0; family != 0 && other < ENT_OPTION_COUNT; other++)
        if (family_of(other) == family && is_from_command_line(options, other))
            return true;
    return !is_repeatable(option) && is_from_command_line(options, option);
}

/* Behind the values of the command line, which win. */
static void add_value(struct ent_arena *arena, struct ent_value *values, struct ent_value added)
{
    if (!values->given) {
        *values = added;
        return;
    }
    while (values->earlier)
        values = values->earlier;
    values->earlier = ENT_NEW(arena, struct ent_value, 1);
    *values->earlier = added;
}

bool ent_option_from_figure(struct ent_run *run, struct ent_options *options, struct ent_text name,
                            struct ent_text value, struct ent_place place)
{
    enum ent_option option = option_named(ENT_RENDER, name);
    if (option == ENT_OPTION_COUNT || !forms[option].figure)
        return false;
    if (value.length == 0 || is_set_aside(options, option))
        return true;
    if (is_switch(option) && ent_text_is(value, "false"))
        return true;
    if (is_switch(option) && !ent_text_is(value, "true")) {
        ent_report(run, ENT_E500, place, ENT_NO_HINT,
                   ENT_FORM(&run->arena, "{} is true or false, not '{}'", name, value));
        return true;
    }
    struct ent_value added = {.text = value, .place = place, .given = true};
    if (is_repeatable(option))
        add_value(&run->arena, &options->values[option], added);
    else
        options->values[option] = added;
    return true;
}

struct ent_text ent_option_name(struct ent_arena *arena, enum ent_option option)
{
    return ENT_FORM(arena, "--{}", ent_text_of(forms[option].name));
}

const struct ent_text *ent_option_figure_names(struct ent_arena *arena, size_t *count)
{
    struct ent_text *names = ENT_NEW(arena, struct ent_text, ENT_OPTION_COUNT);
    *count = 0;
    for (size_t i = 0; i < ENT_OPTION_COUNT; i++)
        if (forms[i].figure)
            names[(*count)++] = ent_text_of(forms[i].name);
    return names;
}

/* Digits only; more than nine are too many for anything that is asked here. */
static bool read_number(struct ent_text text, long *number)
{
    if (text.length == 0 || text.length > 9)
        return false;
    *number = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
        *number = *number * 10 + (text.bytes[at] - '0');
    }
    return true;
}

long ent_option_number(struct ent_run *run, const struct ent_options *options,
                       enum ent_option option, long least, long most, long otherwise)
{
    const struct ent_value *value = &options->values[option];
    if (!value->given)
        return otherwise;
    long number;
    if (read_number(value->text, &number) && number >= least && number <= most)
        return number;
    struct ent_arena *arena = &run->arena;
    ent_report(run, ENT_E500, value->place, ENT_NO_HINT,
               ENT_FORM(arena, "{} is a whole number from {} to {}, not '{}'",
                        ent_option_name(arena, option), ent_text_number(arena, least),
                        ent_text_number(arena, most), value->text));
    return otherwise;
}
