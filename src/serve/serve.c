#include "serve/serve.h"

#include "read/file.h"
#include "read/sight.h"
#include "serve/http.h"
#include "serve/listening.h"
#include "serve/shown.h"
#include "serve/watch.h"
#include "write/diagnostics.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { most_overtaken = 3 }; /* drawings that a later save may end before one is let finish */

/* In seconds. */
static const double settling = 0.1, longest_settling = 1, /* of what programs do when they save */
    blind_look = 1, beat = 15, longest_drawing = 900;

struct server {
    struct ent_run *run;
    const struct ent_options *options;
    const struct ent_drawer *drawer;
    int signals;
    struct ent_http *http;
    struct ent_watch watch;
    struct ent_redraw redraw;
    struct ent_shown shown;
    double first_heard, last_heard; /* something happened; 0: nothing since it was looked at */
    double begun, beaten, looked;
    size_t overtaken;
    bool told_blind, told_fault, ending;
    enum ent_exit status;
};

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- what is told on the terminal ---- */

static enum ent_diagnostic_form form_of(const struct server *server)
{
    return ent_diagnostic_form(server->options->values[ENT_OPTION_DIAGNOSTICS].text);
}

static void print(FILE *to, struct ent_text text)
{
    if (text.length > 0)
        fwrite(text.bytes, 1, text.length, to);
    fflush(to);
}

/* What a run says of the server itself, at once. */
static void tell_at_once(struct server *server, enum ent_rule rule, struct ent_text hint,
                         struct ent_text first, struct ent_text second)
{
    struct ent_run run;
    struct ent_writer writer = {0};
    ent_run_begin(&run);
    memcpy(run.treatments, server->run->treatments, sizeof run.treatments);
    ent_report(&run, rule, ENT_NOWHERE, hint, first, second);
    ent_diagnostics_write(&run, form_of(server), ent_diagnostics_colour(), &writer);
    print(stderr, ent_writer_text(&writer));
    ent_writer_end(&writer);
    ent_run_end(&run);
}

/* Each state of the tables once, and that they are in order again. */
static void tell_redrawn(struct server *server, const struct ent_redrawn *redrawn)
{
    bool fault = redrawn->totals[ENT_ERROR] > 0;
    print(stderr, redrawn->said);
    if (server->told_fault && !fault && form_of(server) == ENT_AS_TEXT)
        print(stderr, ENT_TEXT("entente: in order again, and drawn\n"));
    server->told_fault = fault;
}

/* ---- drawing ---- */

static void tell_state(struct server *server)
{
    struct ent_writer state = {0};
    ent_shown_state(&server->shown, server->redraw.process > 0, &state);
    if (server->shown.count > 0)
        ent_http_tell(server->http, ent_writer_text(&state));
    ent_writer_end(&state);
}

static void show(struct server *server)
{
    struct ent_writer page = {0}, told = {0}, state = {0};
    ent_shown_page(&server->shown, &page);
    ent_shown_told(&server->shown, &told);
    ent_shown_state(&server->shown, false, &state);
    ent_http_show(server->http,
                  &(struct ent_http_page){ent_writer_text(&page), ent_writer_text(&told),
                                          ent_writer_text(&state)});
    ent_writer_end(&page);
    ent_writer_end(&told);
    ent_writer_end(&state);
}

static void hear(struct server *server)
{
    double now = seconds_now();
    server->last_heard = now;
    if (server->first_heard == 0)
        server->first_heard = now;
}

/* What was saved between its reading and the new watch has been missed by both. */
static void watch_anew(struct server *server)
{
    const char *reason = ent_watch_renew(&server->watch, server->shown.sights);
    if (reason && !server->told_blind)
        tell_at_once(server, ENT_N905, ENT_NO_HINT, ent_text_of(reason), ENT_NO_HINT);
    server->told_blind |= reason != NULL;
    if (ent_sights_changed(server->shown.sights))
        hear(server);
}

static void end_drawing(struct server *server)
{
    struct ent_run run;
    struct ent_redrawn redrawn;
    ent_run_begin(&run);
    ent_redraw_end(&run, server->options, &server->redraw, &redrawn);
    server->overtaken = 0;
    tell_redrawn(server, &redrawn);
    if (redrawn.hopeless && server->shown.count == 0) {
        server->status = ENT_EXIT_USAGE;
        server->ending = true;
    }
    ent_shown_take(&server->shown, run.arena, &redrawn);
    show(server);
    watch_anew(server);
}

static void begin_drawing(struct server *server)
{
    ent_redraw_stop(&server->redraw);
    ent_sights_renew(server->shown.sights);
    server->begun = seconds_now();
    server->first_heard = server->last_heard = 0;
    if (ent_redraw_begin(server->run, server->options, server->drawer, &server->redraw))
        tell_state(server);
    else
        end_drawing(server);
}

/* A later save ends the drawing of an earlier one, but not again and again. */
static void look_again(struct server *server)
{
    bool draws = server->redraw.process > 0;
    if (draws && server->overtaken >= most_overtaken)
        return;
    server->first_heard = server->last_heard = 0;
    if (!ent_sights_changed(server->shown.sights))
        return;
    server->overtaken += draws;
    begin_drawing(server);
}

/* ---- waiting ---- */

static double settled_at(const struct server *server)
{
    double end = server->last_heard + settling, latest = server->first_heard + longest_settling;
    return end < latest ? end : latest;
}

static double sooner(double a, double b)
{
    return a < b ? a : b;
}

static int patience(struct server *server)
{
    double now = seconds_now(), next = now + ent_http_patience(server->http);
    next = sooner(next, server->beaten + beat);
    if (server->first_heard > 0 && server->overtaken < most_overtaken)
        next = sooner(next, settled_at(server));
    if (server->watch.blind)
        next = sooner(next, server->looked + blind_look);
    if (server->redraw.process > 0)
        next = sooner(next, server->begun + longest_drawing);
    double left = next - now;
    return left <= 0 ? 0 : (int)(left * 1000) + 1;
}

static void act_in_time(struct server *server)
{
    double now = seconds_now();
    if (server->redraw.process > 0 && now >= server->begun + longest_drawing)
        ent_redraw_interrupt(&server->redraw);
    if (server->watch.blind && now >= server->looked + blind_look) {
        server->looked = now;
        if (server->first_heard == 0 && ent_sights_changed(server->shown.sights))
            hear(server);
    }
    if (server->first_heard > 0 && now >= settled_at(server))
        look_again(server);
    if (now >= server->beaten + beat) {
        server->beaten = now;
        ent_http_beat(server->http);
    }
}

/* What is read is no longer due when signals are let through again. */
static bool is_ended(int signals)
{
    struct signalfd_siginfo signal;
    bool ended = false;
    while (read(signals, &signal, sizeof signal) > 0)
        ended = true;
    return ended;
}

static void wait_and_act(struct server *server)
{
    struct pollfd files[] = {
        {.fd = server->signals, .events = POLLIN},
        {.fd = server->watch.file, .events = POLLIN},
        {.fd = server->redraw.process > 0 ? server->redraw.file : -1, .events = POLLIN},
        {.fd = ent_http_file(server->http), .events = POLLIN},
    };
    poll(files, ENT_COUNT(files), patience(server));
    if (files[0].revents)
        server->ending = is_ended(server->signals);
    if (files[1].revents && ent_watch_read(&server->watch))
        hear(server);
    if (files[2].revents && !ent_redraw_read(&server->redraw))
        end_drawing(server);
    act_in_time(server);
    ent_http_work(server->http);
}

/* ---- beginning and end ---- */

/* Signals that end the server are read like a file. One that was ignored when it started, as by
 * nohup, stays ignored. */
static int take_signals(sigset_t *before)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t taken;
    sigemptyset(&taken);
    for (size_t i = 0; i < ENT_COUNT(ends); i++) {
        struct sigaction action;
        if (sigaction(ends[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&taken, ends[i]);
    }
    sigprocmask(SIG_BLOCK, &taken, before);
    return signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);
}

static bool is_there(struct ent_run *run, struct ent_text path)
{
    struct stat status;
    if (ent_text_is(path, "-")) {
        ent_report(run, ENT_E500, ENT_NOWHERE, ENT_TEXT("give a figure or a folder"),
                   ENT_TEXT("serve reads again and again, which standard input does not allow"));
        return false;
    }
    if (stat(ent_text_string(&run->arena, path), &status) == 0)
        return true;
    ent_file_fail(run, path, errno, ENT_NOWHERE);
    return false;
}

/* Until the first drawing says more, all that stands where the argument is. */
static void look_at_argument(struct server *server)
{
    struct ent_run run;
    ent_run_begin(&run);
    ent_sight_file(&run, server->options->input);
    server->shown = (struct ent_shown){.latest_memory = run.arena, .sights = run.sights};
}

static void serve(struct server *server, unsigned port)
{
    struct ent_arena *arena = &server->run->arena;
    struct ent_text address = ENT_FORM(arena, "http://127.0.0.1:{}/", ent_text_number(arena, port));
    look_at_argument(server);
    begin_drawing(server);
    print(stdout,
          ENT_FORM(arena, "{} shows {}; Ctrl-C ends it\n", address, server->options->input));
    while (!server->ending)
        wait_and_act(server);
    ent_redraw_stop(&server->redraw);
    ent_http_end(server->http);
    ent_watch_end(&server->watch);
    ent_shown_end(&server->shown);
}

enum ent_exit ent_serve(struct ent_run *run, struct ent_options *options,
                        const struct ent_drawer *drawer)
{
    sigset_t before;
    struct server server = {
        .run = run, .options = options, .drawer = drawer, .watch = {.file = -1}};
    unsigned port =
        (unsigned)ent_option_number(run, options, ENT_OPTION_PORT, 0, 65535, ENT_USUAL_PORT);
    if (ent_run_errors(run) > 0 || !is_there(run, options->input))
        return ENT_EXIT_DONE;
    int listening = ent_listening_begin(run, &port);
    if (listening < 0)
        return ENT_EXIT_DONE;
    server.signals = take_signals(&before);
    server.http = ent_http_begin(&run->arena, listening, port);
    server.beaten = seconds_now();
    if (server.http)
        serve(&server, port);
    else
        ent_listening_fail(run, port, ENOMEM);
    close(server.signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return server.status;
}
