/* The process that draws, and how its parent starts it, hears from it and ends it. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* pipe2, close_range, sigdescr_np */
#endif
#include "serve/redraw.h"

#include "write/diagnostics.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the record of a drawing: numbers of eight bytes, texts with their length ---- */

enum { end_of_record = 1904 };

static void put_number(struct ent_writer *record, uint64_t number)
{
    ent_put_bytes(record, (const char *)&number, sizeof number);
}

static void put_text(struct ent_writer *record, struct ent_text text)
{
    put_number(record, text.length);
    ent_put_text(record, text);
}

struct record {
    struct ent_arena *arena;
    struct ent_text left;
    bool broken;
};

static uint64_t take_number(struct record *record)
{
    uint64_t number = 0;
    if (record->left.length < sizeof number) {
        record->broken = true;
        return 0;
    }
    memcpy(&number, record->left.bytes, sizeof number);
    record->left = ent_text_slice(record->left, sizeof number, SIZE_MAX);
    return number;
}

static struct ent_text take_text(struct record *record)
{
    uint64_t length = take_number(record);
    if (length > record->left.length) {
        record->broken = true;
        return ENT_NO_HINT;
    }
    struct ent_text text = ent_text_slice(record->left, 0, (size_t)length);
    record->left = ent_text_slice(record->left, (size_t)length, SIZE_MAX);
    return (struct ent_text){ent_text_string(record->arena, text), text.length};
}

static bool is_noted(const struct ent_sight *first, const struct ent_sight *sight)
{
    for (; first != sight; first = first->next)
        if (ent_text_equal(first->path, sight->path) && ent_text_equal(first->names, sight->names))
            return true;
    return false;
}

/* What was looked at twice is told once, as it was the first time: the list begins with the last.
 */
static void put_sights(struct ent_writer *record, struct ent_sight *last)
{
    struct ent_sight *first = NULL;
    for (struct ent_sight *sight = last, *next; sight; sight = next) {
        next = sight->next;
        sight->next = first;
        first = sight;
    }
    for (const struct ent_sight *sight = first; sight; sight = sight->next) {
        if (is_noted(first, sight))
            continue;
        put_number(record, 1);
        put_text(record, sight->path);
        put_text(record, sight->names);
        put_number(record, sight->stamp);
    }
    put_number(record, 0);
}

static struct ent_sight *take_sights(struct record *record)
{
    struct ent_sight *sights = NULL;
    while (take_number(record) == 1) {
        struct ent_sight *sight = ENT_NEW(record->arena, struct ent_sight, 1);
        struct ent_text path = take_text(record), names = take_text(record);
        *sight = (struct ent_sight){path, names, take_number(record), sights};
        sights = sight;
    }
    return sights;
}

/* ---- in the process that draws ---- */

/* Faults of the command line alone; those of figures and tables can be mended meanwhile. */
static bool is_hopeless(struct ent_run *run)
{
    size_t count;
    const struct ent_diagnostic **all = ent_run_diagnostics(run, &count);
    if (ent_run_exit(run) != ENT_EXIT_USAGE)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct ent_source *source = all[i]->place.source;
        if (source && !source->is_option && ent_rule_severity(run, all[i]->rule) == ENT_ERROR)
            return false;
    }
    return true;
}

static void put_diagnostics(struct ent_run *run, const struct ent_options *options,
                            struct ent_writer *record)
{
    struct ent_writer told = {0}, said = {0};
    size_t totals[ENT_ERROR + 1];
    struct ent_text form = options->values[ENT_OPTION_DIAGNOSTICS].text;
    ent_diagnostics_html(run, &told);
    ent_diagnostics_write(run, ent_diagnostic_form(form), ent_diagnostics_colour(), &said);
    ent_totals_count(run, totals);
    put_text(record, ent_writer_text(&told));
    put_text(record, ent_writer_text(&said));
    for (size_t i = 0; i < ENT_COUNT(totals); i++)
        put_number(record, totals[i]);
    put_number(record, is_hopeless(run));
    ent_writer_end(&told);
    ent_writer_end(&said);
}

static void write_all(int file, struct ent_text bytes)
{
    while (bytes.length > 0) {
        ssize_t sent = write(file, bytes.bytes, bytes.length);
        if (sent < 0 && errno != EINTR)
            _exit(ENT_EXIT_WORLD);
        if (sent > 0)
            bytes = ent_text_slice(bytes, (size_t)sent, SIZE_MAX);
    }
}

static _Noreturn void be_drawer(const struct ent_run *parent, const struct ent_options *asked,
                                const struct ent_drawer *drawer, int file)
{
    struct ent_run run;
    struct ent_options options = *asked;
    struct ent_writer page = {0}, record = {0};
    ent_run_begin(&run);
    run.strict = parent->strict;
    run.verbose = parent->verbose;
    memcpy(run.treatments, parent->treatments, sizeof run.treatments);
    drawer->draw(&run, &options, &page);
    put_text(&record, ent_run_errors(&run) == 0 ? ent_writer_text(&page) : ENT_NO_HINT);
    put_diagnostics(&run, &options, &record);
    put_sights(&record, run.sights);
    put_number(&record, end_of_record);
    write_all(file, ent_writer_text(&record));
    _exit(ENT_EXIT_DONE);
}

/* The signals that the server hears in its own way, and its sockets, are not for the drawing. It
 * may write to a terminal whose foreground it does not belong to. */
static void leave_server(int file)
{
    sigset_t none;
    sigemptyset(&none);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);
    signal(SIGTTOU, SIG_IGN);
    sigprocmask(SIG_SETMASK, &none, NULL);
    dup2(file, STDERR_FILENO + 1);
    close_range(STDERR_FILENO + 2, ~0U, 0);
}

/* ---- in the server ---- */

bool ent_redraw_begin(const struct ent_run *run, const struct ent_options *options,
                      const struct ent_drawer *drawer, struct ent_redraw *redraw)
{
    int files[2];
    *redraw = (struct ent_redraw){0};
    if (pipe2(files, O_CLOEXEC) != 0)
        return false;
    fflush(NULL); /* or the child might write it a second time */
    redraw->process = fork();
    if (redraw->process == 0) {
        leave_server(files[1]);
        be_drawer(run, options, drawer, STDERR_FILENO + 1);
    }
    close(files[1]);
    redraw->file = files[0];
    if (redraw->process > 0) {
        setpgid(redraw->process, redraw->process); /* whoever comes first */
        return true;
    }
    close(files[0]);
    redraw->process = 0;
    return false;
}

bool ent_redraw_read(struct ent_redraw *redraw)
{
    char bytes[65536];
    ssize_t got = read(redraw->file, bytes, sizeof bytes);
    if (got > 0)
        ent_put_bytes(&redraw->record, bytes, (size_t)got);
    return got > 0 || (got < 0 && errno == EINTR);
}

static int wait_for(struct ent_redraw *redraw)
{
    int status = 0;
    while (waitpid(redraw->process, &status, 0) < 0 && errno == EINTR)
        continue;
    close(redraw->file);
    redraw->process = 0;
    return status;
}

static bool take_record(struct ent_run *run, struct ent_text bytes, struct ent_redrawn *redrawn)
{
    struct record record = {.arena = &run->arena, .left = bytes};
    redrawn->page = take_text(&record);
    redrawn->told = take_text(&record);
    redrawn->said = take_text(&record);
    for (size_t i = 0; i < ENT_COUNT(redrawn->totals); i++)
        redrawn->totals[i] = (size_t)take_number(&record);
    redrawn->hopeless = take_number(&record) != 0;
    redrawn->sights = take_sights(&record);
    return take_number(&record) == end_of_record && !record.broken;
}

static struct ent_text failure(struct ent_arena *arena, bool began, int status)
{
    if (!began)
        return ENT_TEXT("cannot begin: the system has no process for it");
    if (WIFSIGNALED(status))
        return ENT_FORM(arena, "was ended by the system: {}",
                        ent_text_of(sigdescr_np(WTERMSIG(status))));
    return ENT_FORM(arena, "ended with status {}", ent_text_number(arena, WEXITSTATUS(status)));
}

/* A text of the writer that lives as long as the run. */
static struct ent_text taken(struct ent_run *run, struct ent_writer *writer)
{
    struct ent_text text = ent_writer_text(writer);
    text.bytes = ent_text_string(&run->arena, text);
    ent_writer_end(writer);
    return text;
}

void ent_redraw_end(struct ent_run *run, const struct ent_options *options,
                    struct ent_redraw *redraw, struct ent_redrawn *redrawn)
{
    bool began = redraw->process > 0;
    int status = began ? wait_for(redraw) : 0;
    bool whole = take_record(run, ent_writer_text(&redraw->record), redrawn);
    ent_writer_end(&redraw->record);
    if (whole)
        return;
    struct ent_writer told = {0}, said = {0};
    struct ent_text form = options->values[ENT_OPTION_DIAGNOSTICS].text;
    *redrawn = (struct ent_redrawn){0};
    ent_report(run, ENT_E904, ENT_NOWHERE, ENT_TEXT("it is tried again when something is saved"),
               failure(&run->arena, began, status));
    ent_diagnostics_html(run, &told);
    ent_diagnostics_write(run, ent_diagnostic_form(form), false, &said);
    ent_totals_count(run, redrawn->totals);
    redrawn->told = taken(run, &told);
    redrawn->said = taken(run, &said);
}

void ent_redraw_interrupt(const struct ent_redraw *redraw)
{
    kill(-redraw->process, SIGKILL);
}

void ent_redraw_stop(struct ent_redraw *redraw)
{
    if (redraw->process == 0)
        return;
    ent_redraw_interrupt(redraw);
    wait_for(redraw);
    ent_writer_end(&redraw->record);
}
