/* The page over HTTP, for readers on this machine only. The door to libmicrohttpd. */
#ifndef ENT_SERVE_HTTP_H
#define ENT_SERVE_HTTP_H

#include "base/run.h"

struct ent_http;

/* What readers are given. */
struct ent_http_page {
    struct ent_text page; /* HTML, for "/" */
    struct ent_text told; /* a part of it, for "/told" */
    struct ent_text
        state; /* a line of JSON of at most 400 bytes, for all who listen to "/events" */
};

/* Answers at a socket that listens already, which belongs to it from now on. Only GET and HEAD of
 * the three paths, only to who calls it 127.0.0.1 or localhost with that port (a page elsewhere
 * whose name is made to lead here says another one), and events only to the page itself. Until the
 * first page is there, readers wait. Returns NULL if there is no memory. */
struct ent_http *ent_http_begin(struct ent_arena *arena, int listening, unsigned port);

/* What readers are given from now on; the bytes are copied. Who listens is told the state. */
void ent_http_show(struct ent_http *http, const struct ent_http_page *page);

/* Only another state. */
void ent_http_tell(struct ent_http *http, struct ent_text state);

/* A file to poll for reading, how long at most (in seconds), and what is to do then: never waits
 * for anybody. */
int ent_http_file(const struct ent_http *http);
double ent_http_patience(struct ent_http *http);
void ent_http_work(struct ent_http *http);

/* Who listens is sent a line that says nothing, by which those who went are found out. */
void ent_http_beat(struct ent_http *http);

/* Closes the socket and all connections. */
void ent_http_end(struct ent_http *http);

#endif
