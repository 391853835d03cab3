#include "serve/listening.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { longest_queue = 64 };

void ent_listening_fail(struct ent_run *run, unsigned port, int error)
{
    struct ent_text hint = error == EADDRINUSE
                               ? ENT_TEXT("is entente serving there already? --port "
                                          "0 takes any port that is free")
                           : error == EACCES ? ENT_TEXT("ports below 1024 are for the system")
                                             : ENT_NO_HINT;
    ent_report(run, ENT_E903, ENT_NOWHERE, hint, ent_text_number(&run->arena, port),
               ent_text_of(strerror(error)));
}

int ent_listening_begin(struct ent_run *run, unsigned *port)
{
    const int yes = 1; /* a port that was left a moment ago may be taken again */
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)*port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (file >= 0 && setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        bind(file, (struct sockaddr *)&address, length) == 0 && listen(file, longest_queue) == 0 &&
        getsockname(file, (struct sockaddr *)&address, &length) == 0) {
        *port = ntohs(address.sin_port);
        return file;
    }
    ent_listening_fail(run, *port, errno);
    if (file >= 0)
        close(file);
    return -1;
}
