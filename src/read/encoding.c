#include "read/encoding.h"
#include "base/writer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    chunk_size = 64 * 1024,
    first_unstable = 0xCC, /* begins U+0300: all code points below it are in normal form C */
    most_growth = 3,       /* times the bytes that normal form C may need, by Unicode Annex 15 */
};

static int by_bytes(const void *a, const void *b)
{
    return ent_text_compare(*(const struct ent_text *)a, *(const struct ent_text *)b);
}

static size_t count_entries(DIR *folder)
{
    size_t count = 0;
    while (readdir(folder))
        count++;
    rewinddir(folder);
    return count;
}

/* Sorted, because a folder lists its files in any order. */
static struct ent_text *names_in(struct ent_arena *arena, DIR *folder, size_t *count)
{
    size_t room = count_entries(folder);
    struct ent_text *names = ENT_NEW(arena, struct ent_text, room);
    struct dirent *entry;
    *count = 0;
    while (*count < room && (entry = readdir(folder))) {
        struct ent_text name = ent_text_of(entry->d_name);
        names[(*count)++] = (struct ent_text){ent_text_string(arena, name), name.length};
    }
    qsort(names, *count, sizeof *names, by_bytes);
    return names;
}

static size_t length_of_folder(struct ent_text path)
{
    size_t length = path.length;
    while (length > 0 && path.bytes[length - 1] != '/')
        length--;
    return length;
}

static struct ent_text similar_file(struct ent_arena *arena, struct ent_text path)
{
    size_t cut = length_of_folder(path);
    struct ent_text parent = cut > 0 ? ent_text_slice(path, 0, cut) : ENT_TEXT(".");
    DIR *folder = opendir(ent_text_string(arena, parent));
    if (!folder)
        return ENT_NO_HINT;
    size_t count;
    struct ent_text *names = names_in(arena, folder, &count);
    closedir(folder);
    return ent_hint_meant(arena, ent_text_slice(path, cut, SIZE_MAX), names, count);
}

void ent_source_fail(struct ent_run *run, struct ent_text path, int error,
                     struct ent_place mentioned)
{
    struct ent_text hint = error == ENOENT ? similar_file(&run->arena, path) : ENT_NO_HINT;
    ent_report(run, ENT_E101, mentioned, hint, path, ent_text_of(strerror(error)));
}

/* A file that shrinks meanwhile is read as far as it goes. */
static bool read_file(struct ent_arena *arena, int file, size_t size, struct ent_text *bytes)
{
    char *room = ent_arena_take(arena, size, 1);
    size_t length = 0;
    while (length < size) {
        ssize_t got = read(file, room + length, size - length);
        if (got < 0)
            return false;
        if (got == 0)
            break;
        length += (size_t)got;
    }
    *bytes = (struct ent_text){room, length};
    return true;
}

/* A pipe does not tell how much is to come. */
static bool read_stream(struct ent_arena *arena, int file, struct ent_text *bytes)
{
    char chunk[chunk_size];
    struct ent_writer writer = {0};
    ssize_t got;
    while ((got = read(file, chunk, sizeof chunk)) > 0)
        ent_put_bytes(&writer, chunk, (size_t)got);
    int error = errno;
    struct ent_text all = ent_writer_text(&writer);
    if (got == 0)
        *bytes = (struct ent_text){ent_text_string(arena, all), all.length};
    ent_writer_end(&writer);
    errno = error;
    return got == 0;
}

static bool read_opened(struct ent_arena *arena, int file, struct ent_text *bytes)
{
    struct stat status;
    if (fstat(file, &status) != 0)
        return false;
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (S_ISREG(status.st_mode) && status.st_size > 0 && file != STDIN_FILENO)
        return read_file(arena, file, (size_t)status.st_size, bytes);
    return read_stream(arena, file, bytes);
}

static bool read_path(struct ent_arena *arena, struct ent_text path, struct ent_text *bytes)
{
    if (ent_text_is(path, "-"))
        return read_opened(arena, STDIN_FILENO, bytes);
    int file = open(ent_text_string(arena, path), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool good = read_opened(arena, file, bytes);
    int error = errno;
    close(file);
    errno = error;
    return good;
}

struct ent_source *ent_source_open(struct ent_run *run, struct ent_text path,
                                   struct ent_place mentioned)
{
    struct ent_text bytes = {0};
    if (!read_path(&run->arena, path, &bytes)) {
        ent_source_fail(run, path, errno, mentioned);
        return NULL;
    }
    if (bytes.length >= UINT32_MAX) { /* tables keep offsets in 32 bits */
        ent_source_fail(run, path, EFBIG, mentioned);
        return NULL;
    }
    return ent_source_from(run, ent_text_is(path, "-") ? ENT_TEXT("<standard input>") : path,
                           bytes);
}

static struct ent_text without_mark(struct ent_text bytes)
{
    size_t mark = ent_text_starts(bytes, ENT_TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    return (struct ent_text){mark ? bytes.bytes + mark : bytes.bytes, bytes.length - mark};
}

static bool is_utf16(struct ent_text bytes)
{
    return ent_text_starts(bytes, ENT_TEXT("\xFF\xFE")) ||
           ent_text_starts(bytes, ENT_TEXT("\xFE\xFF"));
}

static void report_fault(struct ent_run *run, const struct ent_source *source, size_t fault)
{
    struct ent_place place = ent_place_at(source, fault);
    unsigned char byte = (unsigned char)source->bytes.bytes[fault];
    if (byte == 0) {
        ent_report(run, ENT_E111, place,
                   ENT_TEXT("is it a text? a spreadsheet saves one as \"CSV UTF-8\""));
        return;
    }
    char hexadecimal[8];
    snprintf(hexadecimal, sizeof hexadecimal, "0x%02X", (unsigned)byte);
    struct ent_text hint = is_utf16(source->bytes)
                               ? ENT_TEXT("this looks like UTF-16: save as UTF-8")
                               : ENT_TEXT("save as UTF-8 (in a spreadsheet: \"CSV UTF-8\")");
    ent_report(run, ENT_E107, place, hint, ent_text_of(hexadecimal));
}

/* Plain ASCII is passed over eight bytes at a step. */
static size_t first_unstable_byte(struct ent_text bytes)
{
    size_t at = 0;
    while (at < bytes.length) {
        uint64_t word;
        if (bytes.length - at >= sizeof word) {
            memcpy(&word, bytes.bytes + at, sizeof word);
            if (!(word & 0x8080808080808080u)) {
                at += sizeof word;
                continue;
            }
        }
        if ((unsigned char)bytes.bytes[at] >= first_unstable)
            break;
        at++;
    }
    return at;
}

static struct ent_text line_at(struct ent_text bytes, size_t at)
{
    const char *end = memchr(bytes.bytes + at, '\n', bytes.length - at);
    size_t length = end ? (size_t)(end - bytes.bytes) + 1 - at : bytes.length - at;
    return ent_text_slice(bytes, at, length);
}

static size_t line_start(struct ent_text bytes, size_t at)
{
    while (at > 0 && bytes.bytes[at - 1] != '\n')
        at--;
    return at;
}

/* Nothing composes across a line feed, so that each line can be looked at by itself. Memory is
 * taken when the first line changes: most files have none. */
static struct ent_text composed(struct ent_arena *arena, struct ent_text bytes)
{
    char *changed = NULL;
    size_t length = 0;
    size_t at = line_start(bytes, first_unstable_byte(bytes));
    while (at < bytes.length) {
        struct ent_text line = line_at(bytes, at), normal = ent_text_nfc(arena, line);
        if (!changed && normal.bytes != line.bytes) {
            changed = ent_arena_take(arena, bytes.length, most_growth);
            memcpy(changed, bytes.bytes, at);
            length = at;
        }
        if (changed) {
            memcpy(changed + length, normal.bytes, normal.length);
            length += normal.length;
        }
        at += line.length;
    }
    return changed ? (struct ent_text){changed, length} : bytes;
}

struct ent_source *ent_source_from(struct ent_run *run, struct ent_text name, struct ent_text bytes)
{
    struct ent_source *source = ENT_NEW(&run->arena, struct ent_source, 1);
    *source = (struct ent_source){
        .name = name, .bytes = without_mark(bytes), .order = run->source_count++};
    size_t fault = ent_text_fault(source->bytes);
    if (fault < source->bytes.length) {
        report_fault(run, source, fault);
        return NULL;
    }
    source->bytes = composed(&run->arena, source->bytes);
    return source;
}
