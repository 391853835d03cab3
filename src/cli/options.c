#include "cli/options.h"

#include "draw/theme.h"
#include "write/diagnostics.h"

/* clang-format off */
static const struct ent_command_form commands[ENT_COMMAND_COUNT] = {
    [ENT_RENDER] = {'R', "render", "FIGURE|DIR",
        "draw a figure, or a folder of tables",
        "Reads the tables, keeps what was true at the time asked for, lays it out with Graphviz "
        "and writes it as SVG, DOT, PNG or PDF. The argument is a figure (a DOT file whose "
        "attributes are the long options) or a folder of tables. The output is written whole or "
        "not at all."},
    [ENT_SERVE] = {'V', "serve", "FIGURE|DIR",
        "show it in a browser, drawn anew when a table is saved",
        "Shows the page that render -T html writes at an address of this machine, which it prints, "
        "until Ctrl-C or a signal ends it. When a table, the figure, the schema or the theme is "
        "saved it is drawn anew, and open pages follow, with the year and all else that was chosen "
        "in them. What is wrong with the tables is told in the page, above the last figure without "
        "an error, and on standard error. Nobody but this machine can read it, and nothing is "
        "written."},
    [ENT_LIST] = {'L', "list", "nodes|ties|steps|years FIGURE|DIR",
        "list what would be drawn",
        "Prints the nodes or the ties that render would draw with the same options, in the same "
        "order, or how many each step of the selection left, or how many there are in each year of "
        "a --series (with what is new and what has ended since the year before, the density, and "
        "the ties of each relation): as CSV, as JSON or as an aligned table. The usual columns are id, type, name, start, end, answer and source of nodes; "
        "type, from, to, start, end, role, behalf, answer and source of ties; name, nodes and "
        "ties of steps. The answer is blank where no time was asked for. With --change there is a "
        "column more: added, ended, changed or unchanged, and for ties what they were before."},
    [ENT_EXPLAIN] = {'X', "explain", "ID... FIGURE|DIR",
        "say why something is drawn, or not",
        "Says in a few sentences, with file and line, why a node is shown, presumed, possible or "
        "out with the same options as render, and which step and rule decided. A tie is given as "
        "FROM,TO or FROM,RELATION,TO."},
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
    [ENT_THEME] = {0, "theme", "NAME",
        "print a theme: light, dark, print or contrast",
        "Prints a built-in theme as a DOT file, from which one of your own starts: "
        "entente theme dark > mine.gv, then --theme mine.gv."},
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
    ENT_INIT,   ENT_RENDER, ENT_SERVE,  ENT_LIST,       ENT_EXPLAIN, ENT_CHECK,
    ENT_SCHEMA, ENT_THEME,  ENT_MANUAL, ENT_COMPLETION, ENT_HELP,    ENT_VERSION,
};

const char *const ent_shells[] = {"bash", "zsh", "fish", NULL};
const char *const ent_lists[] = {"nodes", "ties", "steps", "years", NULL};

/* The command line while it is read. */
struct reader {
    struct ent_run *run;
    struct ent_options *options;
    char **next; /* ended by NULL */
    struct ent_text *arguments;
    size_t argument_count;
    bool options_ended;
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

static bool is_setting(enum ent_option option)
{
    return strcmp(forms[option].argument, "NAME=VALUE") == 0;
}

/* Options that set one of many things, and tests, all of which hold. */
bool ent_option_repeats(enum ent_option option)
{
    return is_setting(option) || option == ENT_OPTION_WARNING || option == ENT_OPTION_WHERE ||
           option == ENT_OPTION_WHY || option == ENT_OPTION_ALT || option == ENT_OPTION_FROM_FILES;
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
    const char *equals = is_setting(option) ? memchr(text->bytes, '=', text->length) : NULL;
    if (is_setting(option) && (!equals || equals == text->bytes))
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
    if (value->given && !ent_option_repeats(option))
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

/* How many words the argument of a command is, from the words that describe it. */
static size_t least_arguments(enum ent_command command)
{
    struct ent_text rest = ent_text_of(commands[command].argument), word;
    size_t count = 0;
    while (ent_text_next(&rest, ' ', &word))
        count += word.bytes[0] != '[';
    return count;
}

static size_t most_arguments(enum ent_command command)
{
    struct ent_text rest = ent_text_of(commands[command].argument), word;
    size_t count = 0;
    while (ent_text_next(&rest, ' ', &word))
        count++;
    return strstr(commands[command].argument, "...") ? SIZE_MAX : count;
}

static bool read_argument(struct reader *reader, struct ent_text word)
{
    struct ent_arena *arena = &reader->run->arena;
    size_t most = most_arguments(reader->options->command);
    if (most == 0)
        return refuse(
            reader->run,
            ENT_FORM(arena, "{} takes no argument, '{}' is one", command_name(reader), word),
            ENT_NO_HINT);
    if (reader->options->values[ENT_OPTION_FROM_FILES].given && reader->argument_count > 0)
        return set_option(reader, ENT_OPTION_FROM_FILES, word);
    if (reader->argument_count == most)
        return refuse(reader->run,
                      ENT_FORM(arena, "{} takes {}, '{}' is one too many", command_name(reader),
                               most == 1 ? ENT_TEXT("one argument") : ENT_TEXT("two arguments"),
                               word),
                      ENT_NO_HINT);
    reader->arguments[reader->argument_count++] = word;
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

/* "bash, zsh and fish" of names ended by NULL. */
static struct ent_text listed(struct ent_arena *arena, const char *const *names,
                              const char *last_between)
{
    struct ent_text list = {0};
    for (size_t i = 0; names[i]; i++) {
        const char *between = i == 0 ? "" : names[i + 1] ? ", " : last_between;
        list = ENT_FORM(arena, "{}{}{}", list, ent_text_of(between), ent_text_of(names[i]));
    }
    return list;
}

static struct ent_text meant_among(struct ent_arena *arena, struct ent_text word,
                                   const char *const *names)
{
    struct ent_text texts[8];
    size_t count = 0;
    for (; names[count] && count < ENT_COUNT(texts); count++)
        texts[count] = ent_text_of(names[count]);
    return ent_hint_meant(arena, word, texts, count);
}

static bool is_among(struct ent_text name, const char *const *names)
{
    for (size_t i = 0; names[i]; i++)
        if (ent_text_is(name, names[i]))
            return true;
    return false;
}

static bool check_shell(const struct reader *reader, struct ent_text shell)
{
    struct ent_arena *arena = &reader->run->arena;
    if (is_among(shell, ent_shells))
        return true;
    struct ent_text meant = meant_among(arena, shell, ent_shells);
    return refuse(reader->run, ENT_FORM(arena, "no completion for '{}'", shell),
                  meant.length > 0
                      ? meant
                      : ENT_FORM(arena, "there is one for {}", listed(arena, ent_shells, " and ")));
}

static bool check_theme(const struct reader *reader, struct ent_text name)
{
    struct ent_arena *arena = &reader->run->arena;
    if (is_among(name, ent_theme_names))
        return true;
    struct ent_text meant = meant_among(arena, name, ent_theme_names);
    return refuse(reader->run, ENT_FORM(arena, "there is no theme '{}'", name),
                  meant.length > 0
                      ? meant
                      : ENT_FORM(arena, "there are {}", listed(arena, ent_theme_names, " and ")));
}

static bool check_list(const struct reader *reader, struct ent_text what)
{
    struct ent_arena *arena = &reader->run->arena;
    if (is_among(what, ent_lists))
        return true;
    struct ent_text meant = meant_among(arena, what, ent_lists);
    return refuse(reader->run, ENT_FORM(arena, "list: there are no '{}'", what),
                  meant.length > 0 ? meant : listed(arena, ent_lists, " or "));
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
    struct ent_arena *arena = &reader->run->arena;
    const struct ent_value *form = &reader->options->values[ENT_OPTION_DIAGNOSTICS];
    if (!form->given || is_among(form->text, ent_diagnostic_forms))
        return true;
    return refuse(reader->run, ENT_FORM(arena, "--diagnostics: no form '{}'", form->text),
                  listed(arena, ent_diagnostic_forms, " or "));
}

static bool check_arguments(const struct reader *reader)
{
    enum ent_command command = reader->options->command;
    size_t least = least_arguments(command), count = reader->argument_count;
    bool blank = count > 0 && reader->arguments[count - 1].length == 0;
    if (count >= least && !blank)
        return true;
    return refuse(reader->run,
                  ENT_FORM(&reader->run->arena, "{} needs {}: {}", command_name(reader),
                           least > 1 ? ENT_TEXT("two arguments") : ENT_TEXT("an argument"),
                           ent_text_of(commands[command].argument)),
                  ENT_NO_HINT);
}

/* What the arguments are for the command: the last one is what is read. */
static bool place_arguments(struct reader *reader)
{
    struct ent_options *options = reader->options;
    if (!check_arguments(reader))
        return false;
    if (reader->argument_count == 0)
        return true;
    struct ent_text first = reader->arguments[0];
    if (options->command == ENT_HELP || options->command == ENT_COMPLETION ||
        options->command == ENT_THEME) {
        options->subject = first;
        if (options->command == ENT_COMPLETION)
            return check_shell(reader, first);
        if (options->command == ENT_THEME)
            return check_theme(reader, first);
        return ent_command_named(first) < ENT_COMMAND_COUNT ||
               refuse_unknown_command(reader->run, first);
    }
    options->input = reader->arguments[reader->argument_count - 1];
    options->subjects = reader->arguments;
    options->subject_count = reader->argument_count - 1;
    if (options->command != ENT_LIST)
        return true;
    options->subject = first;
    return check_list(reader, first);
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

/* The form of diagnostics also counts for faults that stand before it. */
static void foresee_form(const struct reader *reader)
{
    struct ent_text start = ENT_TEXT("--diagnostics=");
    for (char **word = reader->next; *word; word++) {
        struct ent_text text = ent_text_slice(ent_text_of(*word), start.length, SIZE_MAX);
        if (ent_text_starts(ent_text_of(*word), start) && is_among(text, ent_diagnostic_forms))
            reader->options->values[ENT_OPTION_DIAGNOSTICS].text = text;
    }
}

bool ent_options_read(struct ent_run *run, int argc, char **argv, struct ent_options *options)
{
    *options = (struct ent_options){0};
    if (!read_command(run, ent_text_of(argc > 1 ? argv[1] : NULL), &options->command))
        return false;
    struct reader reader = {.run = run, .options = options, .next = argv + 2};
    reader.arguments = ENT_NEW(&run->arena, struct ent_text, (size_t)argc);
    foresee_form(&reader);
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
    return check_form(&reader) && place_arguments(&reader);
}

/* Options that answer the same question: whoever answers it last answers it alone. */
static int family_of(enum ent_option option)
{
    switch (option) {
    case ENT_OPTION_YEAR:
    case ENT_OPTION_FROM:
    case ENT_OPTION_TO:
    case ENT_OPTION_AS_OF:
    case ENT_OPTION_SERIES:
    case ENT_OPTION_CHANGE:
        return 1;
    case ENT_OPTION_CERTAIN:
    case ENT_OPTION_POSSIBLE:
        return 2;
    case ENT_OPTION_WIDTH:
    case ENT_OPTION_PAGE:
        return 3;
    case ENT_OPTION_SHEET:
    case ENT_OPTION_ANIMATE:
        return 4;
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
    return !ent_option_repeats(option) && is_from_command_line(options, option);
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
    if (ent_option_repeats(option))
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
