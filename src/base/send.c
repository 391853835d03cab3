#include "base/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { suffix_length = sizeof ".XXXXXX" - 1 }; /* of a file beside its place */

static bool send_all(int file, struct ent_text bytes)
{
    while (bytes.length > 0) {
        ssize_t sent = write(file, bytes.bytes, bytes.length);
        if (sent < 0 && errno != EINTR)
            return false;
        if (sent > 0)
            bytes = ent_text_slice(bytes, (size_t)sent, SIZE_MAX);
    }
    return true;
}

static bool refuse(struct ent_run *run, struct ent_text path, struct ent_text reason,
                   struct ent_text hint)
{
    struct ent_text name =
        ent_text_is(path, "-") ? ENT_TEXT("standard output") : ENT_FORM(&run->arena, "'{}'", path);
    ent_report(run, ENT_E902, ENT_NOWHERE, hint, name, reason);
    return false;
}

bool ent_writer_fail(struct ent_run *run, struct ent_text path, struct ent_text reason)
{
    return refuse(run, path, reason, ENT_NO_HINT);
}

static bool fail(struct ent_run *run, struct ent_text path)
{
    return refuse(run, path, ent_text_of(strerror(errno)),
                  errno == ENOENT ? ENT_TEXT("is its folder there?") : ENT_NO_HINT);
}

/* A device or a pipe cannot be replaced: it is written to as it is. */
static bool is_special(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* A parcel on its way: to a device or a pipe, or into a file beside its place. */
struct delivery {
    const struct ent_parcel *parcel;
    int file;              /* still open, or -1 */
    char *beside, *target; /* NULL: it is written to as it is */
};

static bool open_special(struct ent_run *run, struct delivery *delivery)
{
    const struct ent_text path = delivery->parcel->path;
    delivery->file = ent_text_is(path, "-")
                         ? dup(STDOUT_FILENO)
                         : open(ent_text_string(&run->arena, path), O_WRONLY | O_CLOEXEC);
    return delivery->file >= 0 || fail(run, path);
}

/* The file keeps the rights that it had, or gets those that the user's mask leaves. */
static mode_t rights_for(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Close tells of what a write did not. */
static bool close_file(struct delivery *delivery, bool good)
{
    bool closed = close(delivery->file) == 0;
    delivery->file = -1;
    return closed && good;
}

static bool write_beside(struct ent_run *run, struct delivery *delivery)
{
    struct ent_arena *arena = &run->arena;
    const struct ent_parcel *parcel = delivery->parcel;
    /* A link stays, what it points at is replaced. */
    char *resolved = realpath(ent_text_string(arena, parcel->path), NULL);
    struct ent_text place = resolved ? ent_text_of(resolved) : parcel->path;
    char *beside = ent_text_string(arena, ENT_FORM(arena, "{}.XXXXXX", place));
    delivery->target = ent_text_string(arena, place);
    free(resolved);
    delivery->file = mkstemp(beside);
    if (delivery->file < 0)
        return fail(run, parcel->path);
    delivery->beside = beside;
    bool good = send_all(delivery->file, parcel->bytes) &&
                fchmod(delivery->file, rights_for(delivery->target)) == 0 &&
                fsync(delivery->file) == 0;
    return close_file(delivery, good) || fail(run, parcel->path);
}

/* Two names of one file? The later would take the place of the earlier. What stands beside a place
 * is there, so that its folder can be resolved; without its last letters it is the place. */
static bool is_taken(const struct delivery *deliveries, const struct delivery *delivery)
{
    char *place = delivery->beside ? realpath(delivery->beside, NULL) : NULL;
    bool taken = false;
    for (const struct delivery *other = deliveries; place && other < delivery && !taken; other++) {
        char *taking = other->beside ? realpath(other->beside, NULL) : NULL;
        size_t length = strlen(place) - suffix_length;
        taken = taking && strlen(taking) == strlen(place) && strncmp(taking, place, length) == 0;
        free(taking);
    }
    free(place);
    return taken;
}

/* All that can fail is done before anything is in its place. */
static bool prepare(struct ent_run *run, struct delivery *delivery)
{
    const char *path = ent_text_string(&run->arena, delivery->parcel->path);
    bool special = strcmp(path, "-") == 0 || is_special(path);
    return special ? open_special(run, delivery) : write_beside(run, delivery);
}

/* What went into a pipe cannot be taken back, and so the pipes come before the files are renamed.
 */
static bool deliver(struct ent_run *run, struct delivery *deliveries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct delivery *delivery = &deliveries[i];
        if (delivery->file >= 0 &&
            !close_file(delivery, send_all(delivery->file, delivery->parcel->bytes)))
            return fail(run, delivery->parcel->path);
    }
    for (size_t i = 0; i < count; i++) {
        struct delivery *delivery = &deliveries[i];
        if (delivery->beside && rename(delivery->beside, delivery->target) != 0)
            return fail(run, delivery->parcel->path);
        delivery->beside = NULL;
    }
    return true;
}

bool ent_parcels_send(struct ent_run *run, const struct ent_parcel *parcels, size_t count)
{
    struct delivery *deliveries = ENT_NEW(&run->arena, struct delivery, count + 1);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        deliveries[i] = (struct delivery){.parcel = &parcels[i], .file = -1};
        good = good && prepare(run, &deliveries[i]);
        if (good && is_taken(deliveries, &deliveries[i]))
            good = ent_writer_fail(run, parcels[i].path, ENT_TEXT("it is written already"));
    }
    good = good && deliver(run, deliveries, count);
    for (size_t i = 0; i < count; i++) {
        if (deliveries[i].file >= 0)
            close(deliveries[i].file);
        if (deliveries[i].beside)
            unlink(deliveries[i].beside);
    }
    return good;
}

bool ent_writer_send(struct ent_run *run, const struct ent_writer *writer, struct ent_text path)
{
    return ent_parcels_send(run, &(struct ent_parcel){ent_writer_text(writer), path}, 1);
}
