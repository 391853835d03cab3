/* Runs a fuzz target over the files of its corpus, as an ordinary program and with any compiler.
 * The arguments are files or folders of files. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void stop(const char *path)
{
    perror(path);
    exit(3);
}

static void replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        stop(path);
    long size = ftell(file);
    rewind(file);
    uint8_t *bytes = size < 0 ? NULL : malloc((size_t)size + 1);
    if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size)
        stop(path);
    fclose(file);
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(bytes, (size_t)size);
    free(bytes);
}

static size_t replay_folder(const char *path, DIR *folder)
{
    size_t count = 0;
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        char file[4096];
        if (entry->d_name[0] == '.')
            continue;
        if (snprintf(file, sizeof file, "%s/%s", path, entry->d_name) >= (int)sizeof file)
            stop(path);
        replay_file(file);
        count++;
    }
    return count;
}

int main(int count, char **paths)
{
    size_t replayed = 0;
    for (int i = 1; i < count; i++) {
        DIR *folder = opendir(paths[i]);
        if (folder) {
            replayed += replay_folder(paths[i], folder);
            closedir(folder);
        } else {
            replay_file(paths[i]);
            replayed++;
        }
    }
    printf("%zu inputs\n", replayed);
    return replayed > 0 ? 0 : 1;
}
