/* A figure on a page that is drawn anew when a table is saved. */
#ifndef ENT_SERVE_SERVE_H
#define ENT_SERVE_SERVE_H

#include "serve/redraw.h"

enum { ENT_USUAL_PORT = 1904 };

/* Shows the page on 127.0.0.1 until a signal ends it (SIGINT, SIGTERM, SIGHUP). A fault in the
 * tables is told on the page, above the last figure that was good, and on standard error. Reports
 * E500 or E903 where it cannot begin; returns ENT_EXIT_USAGE, with all told, if the first drawing
 * shows that the command line is wrong. */
enum ent_exit ent_serve(struct ent_run *run, struct ent_options *options,
                        const struct ent_drawer *drawer);

#endif
