#include "read/sight.h"

#include "read/gather.h"

#include <sys/stat.h>

static uint64_t mixed(uint64_t stamp, uint64_t number)
{
    struct ent_text bytes = {(const char *)&number, sizeof number};
    return stamp * 31 + ent_text_hash(bytes);
}

/* The time of the last change, not of the last writing: it tells of renaming and permissions too,
 * and no program sets it back. The folder's own says that something came or went in it, which is
 * for the names to tell. */
uint64_t ent_stamp_of_file(struct ent_arena *arena, struct ent_text path)
{
    struct stat status;
    if (stat(ent_text_string(arena, path), &status) != 0)
        return 0;
    uint64_t stamp = mixed(mixed(1, (uint64_t)status.st_dev), (uint64_t)status.st_ino);
    stamp = mixed(stamp, (uint64_t)status.st_mode);
    if (S_ISDIR(status.st_mode))
        return stamp;
    stamp = mixed(stamp, (uint64_t)status.st_size);
    stamp = mixed(stamp, (uint64_t)status.st_ctim.tv_sec);
    return mixed(stamp, (uint64_t)status.st_ctim.tv_nsec);
}

uint64_t ent_stamp_of_paths(const struct ent_text *paths, size_t count)
{
    uint64_t stamp = count;
    for (size_t i = 0; i < count; i++)
        stamp = mixed(stamp, ent_text_hash(paths[i]));
    return stamp;
}

void ent_sight_note(struct ent_run *run, struct ent_text path, struct ent_text names,
                    uint64_t stamp)
{
    struct ent_sight *sight = ENT_NEW(&run->arena, struct ent_sight, 1);
    *sight = (struct ent_sight){path, names, stamp, run->sights};
    run->sights = sight;
}

void ent_sight_file(struct ent_run *run, struct ent_text path)
{
    ent_sight_note(run, path, ENT_NO_HINT, ent_stamp_of_file(&run->arena, path));
}

uint64_t ent_sight_again(struct ent_arena *arena, const struct ent_sight *sight)
{
    size_t count;
    if (sight->names.length == 0)
        return ent_stamp_of_file(arena, sight->path);
    struct ent_text *paths = ent_gather_find(arena, sight->path, sight->names, &count);
    return ent_stamp_of_paths(paths, count);
}
