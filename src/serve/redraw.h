/* One drawing of the page, in a process of its own: whatever happens to it, the server lives, and
 * all of its memory goes with it. */
#ifndef ENT_SERVE_REDRAW_H
#define ENT_SERVE_REDRAW_H

#include "cli/options.h"

#include <sys/types.h>

/* Puts a page into the writer, or reports why it cannot. */
struct ent_drawer {
    void (*draw)(struct ent_run *run, struct ent_options *options, struct ent_writer *page);
};

/* A drawing that goes on. */
struct ent_redraw {
    pid_t process; /* 0: none */
    int file;      /* to poll for reading */
    struct ent_writer record;
};

/* What came of it. */
struct ent_redrawn {
    struct ent_text page; /* empty: none */
    struct ent_text told; /* the diagnostics as a list in HTML */
    struct ent_text said; /* the same for standard error */
    size_t totals[ENT_ERROR + 1];
    bool hopeless;            /* the command line is wrong, which no table can mend */
    struct ent_sight *sights; /* all that was looked at; NULL: not known */
};

/* Starts a drawing with the options, and with what the run was told of diagnostics. Returns false
 * if the system has no process for it: then its end tells that. */
bool ent_redraw_begin(const struct ent_run *run, const struct ent_options *options,
                      const struct ent_drawer *drawer, struct ent_redraw *redraw);

/* Takes what has come. Returns false at the end. */
bool ent_redraw_read(struct ent_redraw *redraw);

/* What came of it, in memory of `run`; if the process failed, that is reported there as E904 and is
 * all that is told. */
void ent_redraw_end(struct ent_run *run, const struct ent_options *options,
                    struct ent_redraw *redraw, struct ent_redrawn *redrawn);

/* Ends a drawing that takes too long; its end is to be read. */
void ent_redraw_interrupt(const struct ent_redraw *redraw);

/* Ends it without a result, and the layout that it waits for. */
void ent_redraw_stop(struct ent_redraw *redraw);

#endif
