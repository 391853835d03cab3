#include "model/network.h"
#include "read/encoding.h"

enum { most_words = 12 };

/* The text of a source, for quotes to be looked up in. */
struct cited_file {
    struct ent_text name; /* as the message names it */
    struct ent_text text; /* with single blanks */
    bool opened, good;
};

struct quoting {
    struct ent_run *run;
    const struct ent_network *network;
    struct ent_text folder;
    uint32_t file;            /* the column of the files, or ENT_NONE */
    struct ent_text *names;   /* of the file of each source; empty: none */
    struct ent_index by_name; /* name to the first source that has it */
    struct cited_file *files; /* of that source */
};

/* White space of articles: the no-break space and its kin stand for a blank too. */
static bool is_space(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
           code == 0x202F || code == 0x205F || code == 0x3000;
}

/* With one blank for each run of white space, none at the ends. Counts the words. */
static struct ent_text with_single_blanks(struct ent_arena *arena, struct ent_text text,
                                          size_t *words)
{
    char *bytes = ent_arena_take(arena, text.length + 1, 1);
    size_t length = 0;
    bool in_word = false;
    *words = 0;
    for (size_t at = 0, begin = 0; at < text.length; begin = at) {
        bool space = is_space(ent_text_code(text, &at));
        if (!space && !in_word && (*words)++ > 0)
            bytes[length++] = ' ';
        in_word = !space;
        if (space)
            continue;
        memcpy(bytes + length, text.bytes + begin, at - begin);
        length += at - begin;
    }
    return (struct ent_text){bytes, length};
}

static bool contains(struct ent_text text, struct ent_text part)
{
    for (size_t at = 0; part.length > 0 && text.length - at >= part.length; at++) {
        const char *found =
            memchr(text.bytes + at, part.bytes[0], text.length - at - part.length + 1);
        if (!found)
            return false;
        if (memcmp(found, part.bytes, part.length) == 0)
            return true;
        at = (size_t)(found - text.bytes);
    }
    return part.length == 0;
}

/* The file of a source, read when it is first asked for; NULL if the source names none. */
static const struct cited_file *file_of(struct quoting *q, uint32_t source)
{
    if (q->file == ENT_NONE || q->names[source].length == 0)
        return NULL;
    uint32_t first = ent_index_find(&q->by_name, q->names[source]);
    struct cited_file *file = &q->files[first];
    if (file->opened)
        return file;
    bool slash = q->folder.length > 0 && q->folder.bytes[q->folder.length - 1] == '/';
    file->name = ENT_FORM(&q->run->arena, "{}{}{}", q->folder,
                          slash ? (struct ent_text){0} : ENT_TEXT("/"), q->names[source]);
    struct ent_source *bytes = ent_source_open(
        q->run, file->name, ent_table_place(q->network->records->sources, first, q->file));
    size_t words;
    file->opened = true;
    file->good = bytes != NULL;
    if (bytes)
        file->text = with_single_blanks(&q->run->arena, bytes->bytes, &words);
    return file;
}

/* Looks in the files of all sources of a row. Nothing is said of a quote that may stand in a file
 * which could not be read, or of sources that have no file. */
static bool is_quoted(struct quoting *q, struct ent_text quote, struct ent_text cited,
                      struct ent_place place)
{
    struct ent_text names = {0};
    bool unread = false;
    for (struct ent_text id; ent_text_next(&cited, ';', &id);) {
        uint32_t source = ent_index_find(&q->network->sources, id);
        const struct cited_file *file = source == ENT_NONE ? NULL : file_of(q, source);
        if (!file)
            continue;
        if (file->good && contains(file->text, quote))
            return true;
        unread |= !file->good;
        names = ENT_FORM(&q->run->arena, "{}{}{}", names,
                         names.length > 0 ? ENT_TEXT(", ") : (struct ent_text){0}, file->name);
    }
    if (names.length > 0 && !unread)
        ent_report(q->run, ENT_W216, place, ENT_TEXT("copy it verbatim"), names);
    return false;
}

static size_t check_table(struct quoting *q, const struct ent_table *table)
{
    uint32_t column = ent_table_column(table, ENT_TEXT("quote"));
    uint32_t source = ent_table_column(table, ENT_TEXT("source"));
    size_t found = 0, words;
    if (column == ENT_NONE || table->base)
        return 0;
    for (size_t row = 0; row < table->row_count; row++) {
        struct ent_text quote =
            with_single_blanks(&q->run->arena, ent_table_cell(table, row, column), &words);
        struct ent_place place = ent_table_place(table, row, column);
        if (words > most_words)
            ent_report(q->run, ENT_W217, place, ENT_TEXT("quote the words that show it"),
                       ent_text_number(&q->run->arena, (int64_t)words));
        if (words > 0 && source != ENT_NONE)
            found += is_quoted(q, quote, ent_table_cell(table, row, source), place);
    }
    return found;
}

static void name_files(struct quoting *q, const struct ent_table *sources)
{
    q->file = ent_table_column(sources, ENT_TEXT("file"));
    if (q->file == ENT_NONE)
        return;
    q->names = ENT_NEW(&q->run->arena, struct ent_text, sources->row_count + 1);
    q->files = ENT_NEW(&q->run->arena, struct cited_file, sources->row_count + 1);
    q->by_name = ent_index_make(&q->run->arena, q->names, sources->row_count);
    for (uint32_t row = 0; row < sources->row_count; row++) {
        q->names[row] = ent_text_trim(ent_table_cell(sources, row, q->file));
        ent_index_add(&q->by_name, row);
    }
}

size_t ent_quotes_check(struct ent_run *run, const struct ent_network *network,
                        struct ent_text folder)
{
    const struct ent_records *records = network->records;
    struct quoting quoting = {.run = run, .network = network, .folder = folder, .file = ENT_NONE};
    size_t found = 0;
    if (records->sources)
        name_files(&quoting, records->sources);
    for (size_t i = 0; i < records->table_count; i++)
        if (&records->tables[i] != records->sources)
            found += check_table(&quoting, &records->tables[i]);
    return found;
}
