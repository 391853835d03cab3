#include "serve/watch.h"

#include "read/sight.h"

#include <errno.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* A program saves by writing and closing, by renaming over, or by a new link. Writing alone is not
 * heard: a file that is half written is of no use. */
enum {
    comings = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF,
    savings = comings | IN_CLOSE_WRITE | IN_ATTRIB,
};

/* Of what others write there, this machine is not told. */
static const long elsewhere[] = {NFS_SUPER_MAGIC,  SMB_SUPER_MAGIC, CIFS_SUPER_MAGIC,
                                 SMB2_SUPER_MAGIC, V9FS_MAGIC,      FUSE_SUPER_MAGIC,
                                 CEPH_SUPER_MAGIC, AFS_SUPER_MAGIC, CODA_SUPER_MAGIC};

/* What is being built. */
struct watching {
    struct ent_arena *arena;
    struct ent_watch *watch;
    int error;
};

static bool is_elsewhere(const char *folder)
{
    struct statfs status;
    if (statfs(folder, &status) != 0)
        return false;
    for (size_t i = 0; i < ENT_COUNT(elsewhere); i++)
        if ((status.f_type & 0xFFFFFFFF) == elsewhere[i])
            return true;
    return false;
}

/* The folder that holds it: "." for a name alone, "/" for the root. */
static struct ent_text folder_of(struct ent_text path)
{
    size_t end = path.length;
    while (end > 0 && path.bytes[end - 1] == '/')
        end--;
    while (end > 0 && path.bytes[end - 1] != '/')
        end--;
    bool root = end > 0;
    while (end > 0 && path.bytes[end - 1] == '/')
        end--;
    return end > 0 ? ent_text_slice(path, 0, end) : root ? ENT_TEXT("/") : ENT_TEXT(".");
}

static bool is_top(struct ent_text folder)
{
    return ent_text_is(folder, "/") || ent_text_is(folder, ".");
}

/* Where a folder is not there, the nearest one above in which it would appear. */
static void watch_folder(struct watching *watching, struct ent_text folder, uint32_t events)
{
    const char *name = ent_text_string(watching->arena, folder);
    while (inotify_add_watch(watching->watch->file, name, events | IN_MASK_ADD | IN_ONLYDIR) < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR || errno == EACCES;
        if (!missing) {
            watching->error = errno;
            return;
        }
        watching->watch->blind |= errno == EACCES;
        if (is_top(folder))
            return;
        folder = folder_of(folder);
        name = ent_text_string(watching->arena, folder);
        events = comings;
    }
    watching->watch->blind |= is_elsewhere(name);
}

static void watch_sight(struct watching *watching, const struct ent_sight *sight)
{
    struct stat status;
    const char *path = ent_text_string(watching->arena, sight->path);
    bool folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    if (sight->names.length > 0) {
        watch_folder(watching, sight->path, savings);
        return;
    }
    watch_folder(watching, folder_of(sight->path), folder ? comings : savings);
    char *target = realpath(path, NULL);
    if (!target)
        return;
    struct ent_text end = ent_text_of(target);
    watch_folder(watching, folder_of(end), folder ? comings : savings);
    free(target);
}

const char *ent_watch_renew(struct ent_watch *watch, const struct ent_sight *sights)
{
    struct ent_arena scratch = {0};
    struct ent_watch now = {.file = inotify_init1(IN_CLOEXEC | IN_NONBLOCK)};
    struct watching watching = {&scratch, &now, now.file < 0 ? errno : 0};
    for (const struct ent_sight *sight = sights; sight && watching.error == 0; sight = sight->next)
        watch_sight(&watching, sight);
    ent_arena_end(&scratch);
    ent_watch_end(watch);
    *watch = now;
    if (watching.error == 0)
        return NULL;
    watch->blind = true;
    return watching.error == ENOSPC   ? "too many folders are watched: fs.inotify.max_user_watches"
           : watching.error == EMFILE ? "too many programs watch: fs.inotify.max_user_instances"
                                      : strerror(watching.error);
}

bool ent_watch_read(const struct ent_watch *watch)
{
    char events[4096];
    bool any = false;
    while (watch->file >= 0 && read(watch->file, events, sizeof events) > 0)
        any = true;
    return any;
}

void ent_watch_end(struct ent_watch *watch)
{
    if (watch->file >= 0)
        close(watch->file);
    watch->file = -1;
}

bool ent_sights_changed(const struct ent_sight *sights)
{
    struct ent_arena scratch = {0};
    bool same = true;
    for (; sights && same; sights = sights->next)
        same = ent_sight_again(&scratch, sights) == sights->stamp;
    ent_arena_end(&scratch);
    return !same;
}

void ent_sights_renew(struct ent_sight *sights)
{
    struct ent_arena scratch = {0};
    for (; sights; sights = sights->next)
        sights->stamp = ent_sight_again(&scratch, sights);
    ent_arena_end(&scratch);
}
