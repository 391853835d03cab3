/* When something changes that a run has looked at. */
#ifndef ENT_SERVE_WATCH_H
#define ENT_SERVE_WATCH_H

#include "base/run.h"

/* The system tells that something happened in the folders (inotify); whether it matters is for the
 * stamps to say. */
struct ent_watch {
    int file;   /* to poll for reading; -1: none */
    bool blind; /* not everything is told: look again every second */
};

/* Watches the folders of all that was looked at, wherever symbolic links lead, instead of those
 * before. Returns NULL, or the reason why the system does not tell. */
const char *ent_watch_renew(struct ent_watch *watch, const struct ent_sight *sights);

/* Takes what the system tells. Was there anything? */
bool ent_watch_read(const struct ent_watch *watch);

void ent_watch_end(struct ent_watch *watch);

/* Is something no longer as it was? */
bool ent_sights_changed(const struct ent_sight *sights);

/* From now on, as it is now. */
void ent_sights_renew(struct ent_sight *sights);

#endif
