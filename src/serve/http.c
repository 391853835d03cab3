#include "serve/http.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum {
    most_readers = 64,     /* connections at a time; others wait in the queue of the socket */
    longest_silence = 30,  /* seconds, of a reader who asks for nothing or takes nothing */
    longest_state = 400,   /* bytes */
    longest_message = 450, /* of the state as an event */
    beat = 15,             /* seconds between two lines that say nothing */
};

/* One who listens to events. `message` is on its way, as far as `sent`. */
struct listener {
    struct ent_http *http;
    struct MHD_Connection *connection;
    uint64_t heard; /* the version of the state */
    bool waits;     /* MHD has been told to leave it alone until there is something to say */
    bool beaten;    /* is to be sent a line that says nothing */
    char message[longest_message];
    size_t length, sent;
    struct listener *next;
};

/* One who asked for the page before there was one. */
struct early {
    struct MHD_Connection *connection;
    struct early *next;
};

struct ent_http {
    struct MHD_Daemon *daemon;
    unsigned port;
    struct MHD_Response *page, *told; /* NULL: there is none yet */
    char state[longest_state];
    size_t state_length;
    uint64_t version;
    struct listener *listeners;
    struct early *early;
    bool ending;
};

/* ---- answers ---- */

static const char *const always[][2] = {
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"Content-Security-Policy", "frame-ancestors 'none'"},
    {"X-Frame-Options", "DENY"},
};

static struct MHD_Response *with_headers(struct MHD_Response *response, const char *type)
{
    if (!response)
        return NULL;
    for (size_t i = 0; i < ENT_COUNT(always); i++)
        MHD_add_response_header(response, always[i][0], always[i][1]);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    return response;
}

static struct MHD_Response *response_of(struct ent_text bytes, const char *type)
{
    return with_headers(MHD_create_response_from_buffer(bytes.length, (void *)(size_t)bytes.bytes,
                                                        MHD_RESPMEM_MUST_COPY),
                        type);
}

static enum MHD_Result refuse(struct MHD_Connection *connection, unsigned status, const char *words)
{
    struct MHD_Response *response = response_of(ent_text_of(words), "text/plain; charset=utf-8");
    if (!response)
        return MHD_NO;
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    enum MHD_Result done = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return done;
}

/* ---- who may ask ---- */

/* A header that may stand there once. */
struct once {
    const char *name, *value;
    size_t count;
};

static enum MHD_Result count_header(void *context, enum MHD_ValueKind kind, const char *name,
                                    const char *value)
{
    struct once *once = context;
    (void)kind;
    if (strcasecmp(name, once->name) == 0) {
        once->value = value;
        once->count++;
    }
    return MHD_YES;
}

static bool is_host(const char *value, const char *name, unsigned port)
{
    char whole[32];
    snprintf(whole, sizeof whole, "%s:%u", name, port);
    return strcasecmp(value, whole) == 0 || (port == 80 && strcasecmp(value, name) == 0);
}

static bool is_called_by_name(const struct ent_http *http, struct MHD_Connection *connection)
{
    struct once host = {.name = MHD_HTTP_HEADER_HOST};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, count_header, &host);
    return host.count == 1 && host.value &&
           (is_host(host.value, "127.0.0.1", http->port) ||
            is_host(host.value, "localhost", http->port));
}

/* Browsers say where a request comes from. A page elsewhere cannot read what it gets, but it could
 * take all the places of listeners. */
static bool is_from_elsewhere(struct MHD_Connection *connection)
{
    const char *site = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Sec-Fetch-Site");
    return site && strcmp(site, "same-origin") != 0;
}

/* ---- events ---- */

static void compose(struct listener *listener)
{
    const struct ent_http *http = listener->http;
    int length = 0;
    if (listener->heard != http->version && http->state_length > 0)
        length = snprintf(listener->message, sizeof listener->message,
                          "retry: 1000\ndata: %.*s\n\n", (int)http->state_length, http->state);
    else if (listener->beaten)
        length = snprintf(listener->message, sizeof listener->message, ":\n\n");
    listener->heard = http->version;
    listener->beaten = false;
    listener->sent = 0;
    listener->length = length > 0 ? (size_t)length : 0;
}

/* Called when the reader can take more. */
static ssize_t say(void *context, uint64_t position, char *bytes, size_t room)
{
    struct listener *listener = context;
    (void)position;
    if (listener->http->ending)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (listener->sent == listener->length)
        compose(listener);
    size_t left = listener->length - listener->sent, count = left < room ? left : room;
    memcpy(bytes, listener->message + listener->sent, count);
    listener->sent += count;
    if (count == 0) {
        MHD_suspend_connection(listener->connection);
        listener->waits = true;
    }
    return (ssize_t)count;
}

static void forget(void *context)
{
    struct listener *listener = context, **link = &listener->http->listeners;
    while (*link && *link != listener)
        link = &(*link)->next;
    if (*link)
        *link = listener->next;
    free(listener);
}

static enum MHD_Result listen_to_events(struct ent_http *http, struct MHD_Connection *connection)
{
    struct listener *listener = calloc(1, sizeof *listener);
    if (!listener)
        return MHD_NO;
    *listener = (struct listener){
        .http = http, .connection = connection, .heard = UINT64_MAX, .next = http->listeners};
    http->listeners = listener;
    struct MHD_Response *response = with_headers(
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, say, listener, forget),
        "text/event-stream; charset=utf-8");
    if (!response) {
        forget(listener);
        return MHD_NO;
    }
    enum MHD_Result done = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return done;
}

static void wake_listeners(struct ent_http *http)
{
    for (struct listener *listener = http->listeners; listener; listener = listener->next) {
        if (listener->waits)
            MHD_resume_connection(listener->connection);
        listener->waits = false;
    }
}

/* ---- requests ---- */

static enum MHD_Result wait_for_page(struct ent_http *http, struct MHD_Connection *connection)
{
    struct early *early = malloc(sizeof *early);
    if (!early)
        return MHD_NO;
    *early = (struct early){connection, http->early};
    http->early = early;
    MHD_suspend_connection(connection);
    return MHD_YES;
}

static void wake_early(struct ent_http *http)
{
    for (struct early *early = http->early, *next; early; early = next) {
        next = early->next;
        MHD_resume_connection(early->connection);
        free(early);
    }
    http->early = NULL;
}

static enum MHD_Result answer_get(struct ent_http *http, struct MHD_Connection *connection,
                                  const char *path)
{
    bool page = strcmp(path, "/") == 0, told = strcmp(path, "/told") == 0;
    if (strcmp(path, "/events") == 0)
        return is_from_elsewhere(connection)
                   ? refuse(connection, MHD_HTTP_FORBIDDEN, "events are for the page itself\n")
                   : listen_to_events(http, connection);
    if (!page && !told)
        return refuse(connection, MHD_HTTP_NOT_FOUND, "there is nothing but the page, at /\n");
    if (http->ending)
        return MHD_NO;
    if (!http->page)
        return wait_for_page(http, connection);
    return MHD_queue_response(connection, MHD_HTTP_OK, page ? http->page : http->told);
}

/* The first call tells of a request, the next ones of its body, of which nothing is wanted. */
static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *path,
                              const char *method, const char *version, const char *body,
                              size_t *body_length, void **call)
{
    struct ent_http *http = context;
    (void)version;
    (void)body;
    if (!is_called_by_name(http, connection))
        return refuse(connection, MHD_HTTP_MISDIRECTED_REQUEST,
                      "this is no name of this server: call it 127.0.0.1 or localhost, with its "
                      "port\n");
    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "only GET and HEAD\n");
    if (!*call) {
        *call = http;
        return MHD_YES;
    }
    if (*body_length > 0) {
        *body_length = 0;
        return MHD_YES;
    }
    return answer_get(http, connection, path);
}

/* ---- the server ---- */

/* Paths are compared as they are written: none of them has anything to unescape. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *path)
{
    (void)context;
    (void)connection;
    return strlen(path);
}

struct ent_http *ent_http_begin(struct ent_arena *arena, int listening, unsigned port)
{
    struct ent_http *http = ENT_NEW(arena, struct ent_http, 1);
    *http = (struct ent_http){.port = port};
    http->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, answer, http,
        MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_CONNECTION_LIMIT, (unsigned)most_readers,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)longest_silence, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_END);
    return http->daemon ? http : NULL;
}

void ent_http_tell(struct ent_http *http, struct ent_text state)
{
    http->state_length = state.length < longest_state ? state.length : longest_state;
    memcpy(http->state, state.bytes, http->state_length);
    http->version++;
    wake_listeners(http);
}

static void replace(struct MHD_Response **response, struct ent_text bytes)
{
    struct MHD_Response *another = response_of(bytes, "text/html; charset=utf-8");
    if (!another)
        return; /* the former one is better than none */
    if (*response)
        MHD_destroy_response(*response);
    *response = another;
}

void ent_http_show(struct ent_http *http, const struct ent_http_page *page)
{
    replace(&http->page, page->page);
    replace(&http->told, page->told);
    wake_early(http);
    ent_http_tell(http, page->state);
}

int ent_http_file(const struct ent_http *http)
{
    return MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD)->listen_fd;
}

double ent_http_patience(struct ent_http *http)
{
    MHD_UNSIGNED_LONG_LONG milliseconds;
    if (MHD_get_timeout(http->daemon, &milliseconds) != MHD_YES || milliseconds > beat * 1000)
        return beat;
    return (double)milliseconds / 1000;
}

void ent_http_work(struct ent_http *http)
{
    MHD_run(http->daemon);
}

void ent_http_beat(struct ent_http *http)
{
    for (struct listener *listener = http->listeners; listener; listener = listener->next)
        listener->beaten = true;
    wake_listeners(http);
}

void ent_http_end(struct ent_http *http)
{
    http->ending = true;
    wake_early(http);
    wake_listeners(http);
    MHD_run(http->daemon);
    MHD_stop_daemon(http->daemon);
    if (http->page)
        MHD_destroy_response(http->page);
    if (http->told)
        MHD_destroy_response(http->told);
}
