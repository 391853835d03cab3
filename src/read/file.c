#include "read/file.h"

#include "base/writer.h"
#include "read/packed.h"
#include "read/sight.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { chunk_size = 64 * 1024 };

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

void ent_file_fail(struct ent_run *run, struct ent_text path, int error, struct ent_place mentioned)
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

static bool fail_for(struct ent_run *run, struct ent_text path, const char *reason,
                     struct ent_place mentioned)
{
    ent_report(run, ENT_E101, mentioned, ENT_NO_HINT, path, ent_text_of(reason));
    return false;
}

bool ent_file_read(struct ent_run *run, struct ent_text path, struct ent_place mentioned,
                   struct ent_text *bytes)
{
    if (!ent_text_is(path, "-"))
        ent_sight_file(run, path);
    if (!read_path(&run->arena, path, bytes)) {
        ent_file_fail(run, path, errno, mentioned);
        return false;
    }
    if (bytes->length >= UINT32_MAX) /* tables keep offsets in 32 bits */
        return fail_for(run, path, strerror(EFBIG), mentioned);
    if (!ent_packed_is(*bytes))
        return true;
    const char *fault = ent_packed_open(&run->arena, *bytes, bytes);
    return !fault || fail_for(run, path, fault, mentioned);
}
