/* The socket at which readers ask. */
#ifndef ENT_SERVE_LISTENING_H
#define ENT_SERVE_LISTENING_H

#include "base/run.h"

/* Listens on 127.0.0.1 only, at the port, or at any that is free for 0: it comes back. Returns -1
 * after reporting E903. */
int ent_listening_begin(struct ent_run *run, unsigned *port);

/* Reports E903 with the reason that `error` (an errno) stands for. */
void ent_listening_fail(struct ent_run *run, unsigned port, int error);

#endif
