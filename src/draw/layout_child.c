/* The child: what runs in it, and how its parent starts it, talks to it and ends it. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* personality, pipe2, close_range, memmem, sigdescr_np */
#endif
#include "draw/layout_child.h"

#include <errno.h>
#include <fcntl.h>
#include <graphviz/gvc.h>
#include <locale.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ADDRESS_SANITIZER 1
#endif
#endif
#ifndef HAS_ADDRESS_SANITIZER
#define HAS_ADDRESS_SANITIZER 0
#endif

/* A task comes in, Graphviz lays it out, numbers go out. Nothing is freed, since the process ends
 * with its one layout. */
struct work {
    struct ent_arena arena;
    struct ent_child_head head;
    const struct ent_child_node *nodes;
    const struct ent_child_tie *ties;
    const struct ent_child_cluster *clusters;
    const struct ent_child_pull *pulls;
    const struct ent_child_setting *settings;
    graph_t *graph, *apart; /* what is laid out, and what is only measured */
    node_t **made;
    edge_t **drawn;
    graph_t **boxes;
};

static void fail(const char *reason)
{
    fprintf(stderr, "%s\n", reason);
    _exit(1);
}

static void read_bytes(void *bytes, size_t length)
{
    for (char *to = bytes; length > 0;) {
        ssize_t got = read(STDIN_FILENO, to, length);
        if (got <= 0)
            fail("the task is cut off");
        to += got;
        length -= (size_t)got;
    }
}

static void *read_rows(struct work *work, size_t count, size_t size)
{
    void *rows = ent_arena_take(&work->arena, count, size);
    read_bytes(rows, count * size);
    return rows;
}

static void read_task(struct work *work)
{
    struct ent_child_head *head = &work->head;
    read_bytes(head, sizeof *head);
    if (head->mark != ENT_CHILD_TASK)
        fail("this is no task");
    work->nodes = read_rows(work, head->node_count, sizeof *work->nodes);
    work->ties = read_rows(work, head->tie_count, sizeof *work->ties);
    work->clusters = read_rows(work, head->cluster_count, sizeof *work->clusters);
    work->pulls = read_rows(work, head->pull_count, sizeof *work->pulls);
    work->settings = read_rows(work, head->setting_count, sizeof *work->settings);
}

/* The number that stands for a label is the row of its size: nodes, then ties, then clusters. */
static const struct ent_label_size *label_sizes(struct work *work, size_t *count)
{
    const struct ent_child_head *head = &work->head;
    *count = (size_t)head->node_count + head->tie_count + head->cluster_count;
    struct ent_label_size *sizes = ENT_NEW(&work->arena, struct ent_label_size, *count);
    struct ent_label_size *size = sizes;
    for (size_t i = 0; i < head->node_count; i++)
        *size++ = (struct ent_label_size){work->nodes[i].width, work->nodes[i].height};
    for (size_t i = 0; i < head->tie_count; i++)
        *size++ = (struct ent_label_size){work->ties[i].label_width, work->ties[i].label_height};
    for (size_t i = 0; i < head->cluster_count; i++)
        *size++ =
            (struct ent_label_size){work->clusters[i].label_width, work->clusters[i].label_height};
    return sizes;
}

/* An attribute must have a default before an object can have a value. */
static void set(void *object, const char *name, const char *value)
{
    graph_t *root = agroot(object);
    int kind = AGTYPE(object) == AGRAPH ? AGRAPH : AGTYPE(object) == AGNODE ? AGNODE : AGEDGE;
    attrsym_t *attribute = agattr(root, kind, (char *)name, NULL);
    if (!attribute)
        attribute = agattr(root, kind, (char *)name, "");
    agxset(object, attribute, (char *)value);
}

static void set_number(void *object, const char *name, double number)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.6g", number);
    set(object, name, digits);
}

static void set_label(void *object, size_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    set(object, "label", digits);
}

static graph_t *new_graph(void)
{
    graph_t *graph = agopen("g", Agdirected, NULL);
    agattr(graph, AGNODE, "label", "");
    agattr(graph, AGNODE, "shape", "ellipse");
    agattr(graph, AGEDGE, "label", "");
    agattr(graph, AGEDGE, "dir", "none");
    return graph;
}

static void add_node(struct work *work, size_t row)
{
    const struct ent_child_node *node = &work->nodes[row];
    char name[24];
    snprintf(name, sizeof name, "n%zu", row);
    node_t *made = agnode(node->apart ? work->apart : work->graph, name, 1);
    work->made[row] = made;
    set_label(made, row);
    set(made, "shape", node->shape);
    if (node->peripheries != 1)
        set_number(made, "peripheries", node->peripheries);
    if (node->apart)
        set(made, "pos", "0,0");
}

static void add_tie(struct work *work, size_t row)
{
    static const char *const directions[] = {"none", "forward", "back", "both"};
    const struct ent_child_tie *tie = &work->ties[row];
    edge_t *drawn = agedge(work->graph, work->made[tie->from], work->made[tie->to], NULL, 1);
    work->drawn[row] = drawn;
    set(drawn, "dir", directions[!!tie->arrow_at_to + 2 * !!tie->arrow_at_from]);
    if (tie->arrow_size != 1)
        set_number(drawn, "arrowsize", tie->arrow_size);
    if (tie->label_width > 0 || tie->label_height > 0)
        set_label(drawn, work->head.node_count + row);
}

/* A line that is not drawn. */
static void add_pull(struct work *work, size_t row)
{
    const struct ent_child_pull *pull = &work->pulls[row];
    edge_t *unseen = agedge(work->graph, work->made[pull->from], work->made[pull->to], NULL, 1);
    set(unseen, "style", "invis");
    set_number(unseen, "len", pull->length);
}

static void add_cluster(struct work *work, size_t row)
{
    const struct ent_child_cluster *cluster = &work->clusters[row];
    char name[32];
    snprintf(name, sizeof name, "cluster_%zu", row);
    work->boxes[row] = agsubg(work->graph, name, 1);
    if (cluster->label_width > 0 || cluster->label_height > 0)
        set_label(work->boxes[row], (size_t)work->head.node_count + work->head.tie_count + row);
}

static void add_rank(struct work *work, size_t row)
{
    char name[24];
    snprintf(name, sizeof name, "r%u", work->nodes[row].rank);
    graph_t *rank = agsubg(work->graph, name, 1);
    set(rank, "rank", "same");
    agsubnode(rank, work->made[row], 1);
}

/* What is said of the graph holds for its clusters, too: fdp looks there. */
static void apply_to_graph(struct work *work)
{
    for (size_t i = 0; i < work->head.setting_count; i++) {
        const struct ent_child_setting *setting = &work->settings[i];
        if (setting->kind == 'G')
            agattr(work->graph, AGRAPH, (char *)setting->name, (char *)setting->value);
    }
}

static void apply_to_rows(struct work *work)
{
    for (size_t i = 0; i < work->head.setting_count; i++) {
        const struct ent_child_setting *setting = &work->settings[i];
        if (setting->kind == 'N')
            set(work->made[setting->row], setting->name, setting->value);
        else if (setting->kind == 'E')
            set(work->drawn[setting->row], setting->name, setting->value);
    }
}

static void build(struct work *work)
{
    const struct ent_child_head *head = &work->head;
    work->graph = new_graph();
    work->apart = new_graph();
    apply_to_graph(work);
    work->made = ENT_NEW(&work->arena, node_t *, head->node_count);
    work->drawn = ENT_NEW(&work->arena, edge_t *, head->tie_count);
    work->boxes = ENT_NEW(&work->arena, graph_t *, head->cluster_count);
    for (size_t i = 0; i < head->node_count; i++)
        add_node(work, i);
    for (size_t i = 0; i < head->tie_count; i++)
        add_tie(work, i);
    for (size_t i = 0; i < head->pull_count; i++)
        add_pull(work, i);
    for (size_t i = 0; head->draws_clusters && i < head->cluster_count; i++)
        add_cluster(work, i);
    for (size_t i = 0; head->draws_clusters && i < head->node_count; i++)
        if (work->nodes[i].cluster != ENT_NONE)
            agsubnode(work->boxes[work->nodes[i].cluster], work->made[i], 1);
    for (size_t i = 0; head->same_ranks && i < head->node_count; i++)
        if (work->nodes[i].rank != ENT_NONE)
            add_rank(work, i);
    apply_to_rows(work);
}

static void lay_out(struct work *work)
{
    size_t count;
    const struct ent_label_size *sizes = label_sizes(work, &count);
    GVC_t *context = ent_textlayout_context(sizes, count);
    if (!context)
        fail("Graphviz does not start");
    if (agnnodes(work->graph) > 0 && gvLayout(context, work->graph, work->head.engine) != 0)
        fail("Graphviz does not lay this out");
    if (agnnodes(work->apart) > 0 && gvLayout(context, work->apart, "nop") != 0)
        fail("Graphviz does not measure the nodes without ties");
}

static void put(FILE *answer, double number)
{
    fwrite(&number, sizeof number, 1, answer);
}

static void put_point(FILE *answer, pointf point)
{
    put(answer, point.x);
    put(answer, point.y);
}

/* Records have no polygon, and the points of a cylinder are those of curves. */
static const polygon_t *polygon_of(node_t *node)
{
    if (!ND_shape(node)->polygon || strcmp(ND_shape(node)->name, "cylinder") == 0)
        return NULL;
    const polygon_t *polygon = ND_shape_info(node);
    return polygon && polygon->sides > 2 ? polygon : NULL;
}

static void put_outlines(FILE *answer, node_t *node)
{
    const polygon_t *polygon = polygon_of(node);
    size_t sides = polygon ? (size_t)polygon->sides : 0;
    size_t outlines = polygon && polygon->peripheries > 1 ? (size_t)polygon->peripheries : 1;
    put(answer, polygon ? (double)outlines : 0);
    put(answer, (double)sides);
    /* Some engines stretch nodes after their outlines were made. */
    double wide = ND_width(node) > 0 ? (ND_lw(node) + ND_rw(node)) / (ND_width(node) * 72) : 1;
    double high = ND_height(node) > 0 ? ND_ht(node) / (ND_height(node) * 72) : 1;
    for (size_t i = 0; i < outlines * sides; i++) {
        pointf corner = polygon->vertices[i];
        corner.x = corner.x * wide + ND_coord(node).x;
        corner.y = corner.y * high + ND_coord(node).y;
        put_point(answer, corner);
    }
}

static void put_node(FILE *answer, node_t *node)
{
    put_point(answer, ND_coord(node));
    put(answer, ND_lw(node) + ND_rw(node));
    put(answer, ND_ht(node));
    put_outlines(answer, node);
}

static void put_curve(FILE *answer, const bezier *curve)
{
    put(answer, curve->sflag != 0);
    put_point(answer, curve->sp);
    put(answer, curve->eflag != 0);
    put_point(answer, curve->ep);
    size_t count = (size_t)curve->size;
    put(answer, (double)count);
    for (size_t i = 0; i < count; i++)
        put_point(answer, curve->list[i]);
}

static void put_tie(FILE *answer, edge_t *edge)
{
    const textlabel_t *label = ED_label(edge);
    bool placed = label && label->set;
    put(answer, placed);
    put_point(answer, placed ? label->pos : (pointf){0});
    const splines *lines = ED_spl(edge);
    size_t count = lines ? (size_t)lines->size : 0;
    put(answer, (double)count);
    for (size_t i = 0; i < count; i++)
        put_curve(answer, &lines->list[i]);
}

static void put_cluster(FILE *answer, graph_t *cluster)
{
    boxf box = cluster ? GD_bb(cluster) : (boxf){0};
    put(answer, box.UR.x - box.LL.x);
    put(answer, box.UR.y - box.LL.y);
    put_point(answer, box.LL);
    put_point(answer, cluster && GD_label(cluster) ? GD_label(cluster)->pos : box.LL);
}

static void send_answer(const struct work *work)
{
    const struct ent_child_head *head = &work->head;
    FILE *answer = fdopen(STDIN_FILENO, "w"); /* a socket: it goes both ways */
    if (!answer)
        fail("the answer cannot be sent");
    put(answer, ENT_CHILD_ANSWER);
    put(answer, head->node_count);
    put(answer, head->tie_count);
    put(answer, head->cluster_count);
    for (size_t i = 0; i < head->node_count; i++)
        put_node(answer, work->made[i]);
    for (size_t i = 0; i < head->tie_count; i++)
        put_tie(answer, work->drawn[i]);
    for (size_t i = 0; i < head->cluster_count; i++)
        put_cluster(answer, work->boxes[i]);
    put(answer, ENT_CHILD_ANSWER);
    if (fflush(answer) != 0)
        fail("the answer cannot be sent");
}

int ent_layout_child(void)
{
    /* These send Graphviz to other places for its plugins and files. */
    static const char *const strays[] = {"GVBINDIR", "SERVER_NAME", "GV_FILE_PATH", "DOTFONTPATH"};
    for (size_t i = 0; i < ENT_COUNT(strays); i++)
        unsetenv(strays[i]);
    setlocale(LC_ALL, "C");
    struct work work = {0};
    read_task(&work);
    build(&work);
    lay_out(&work);
    send_answer(&work);
    _exit(0);
}

struct child {
    pid_t process;
    int talk, errors; /* our ends: a socket for task and answer, a pipe for what it complains of */
    struct ent_text unsent;
    struct ent_writer answer;
    char complaint[512];
    size_t complaint_length;
    bool late;
    int status;
};

static void limit(int resource, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return;
    now.rlim_cur = now.rlim_max < most ? now.rlim_max : most;
    setrlimit(resource, &now);
}

static void limit_child(const struct ent_layout_task *task)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, (rlim_t)fmin(ceil(task->timeout) + 1, 1e9));
    limit(RLIMIT_STACK, (rlim_t)1 << 30);                 /* dot and twopi recurse along paths */
    if (task->memory_limit > 0 && !HAS_ADDRESS_SANITIZER) /* which reserves terabytes */
        limit(RLIMIT_AS, task->memory_limit);
}

static _Noreturn void be_child(const struct ent_layout_task *task, int talk, int errors)
{
    dup2(talk, STDIN_FILENO);
    dup2(errors, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    close_range(STDERR_FILENO + 1, ~0U, 0);
    limit_child(task);
    if (task->self_executable) {
        int now = personality(0xffffffff);
        if (now != -1)
            personality((unsigned long)now | ADDR_NO_RANDOMIZE);
        execl("/proc/self/exe", "entente", ENT_LAYOUT_CHILD, (char *)NULL);
    }
    _exit(ent_layout_child());
}

/* Numbers of our own that no dup2 onto 0, 1 or 2 can hit. */
static int lifted(int file)
{
    int above = file < 0 ? -1 : fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (file >= 0)
        close(file);
    return above;
}

static bool start_child(const struct ent_layout_task *task, struct child *child)
{
    int talk[2] = {-1, -1}, errors[2] = {-1, -1};
    bool good = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, talk) == 0 &&
                pipe2(errors, O_CLOEXEC) == 0;
    for (size_t i = 0; i < 2; i++) {
        talk[i] = lifted(talk[i]);
        errors[i] = lifted(errors[i]);
        good = good && talk[i] >= 0 && errors[i] >= 0;
    }
    fflush(NULL); /* or the child might write it a second time */
    child->process = good ? fork() : -1;
    if (child->process == 0)
        be_child(task, talk[1], errors[1]);
    close(talk[1]);
    close(errors[1]);
    child->talk = talk[0];
    child->errors = errors[0];
    return child->process > 0;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void send_some(struct child *child)
{
    ssize_t sent =
        send(child->talk, child->unsent.bytes, child->unsent.length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0)
        child->unsent = ent_text_slice(child->unsent, (size_t)sent, SIZE_MAX);
    else if (sent < 0 && errno != EAGAIN && errno != EINTR)
        child->unsent.length = 0; /* it is gone; its status will tell */
    if (child->unsent.length == 0)
        shutdown(child->talk, SHUT_WR);
}

/* Returns false at the end. */
static bool receive_some(int file, char *bytes, size_t room, size_t *got)
{
    ssize_t count = read(file, bytes, room);
    *got = count > 0 ? (size_t)count : 0;
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

static void keep_complaint(struct child *child, const char *bytes, size_t count)
{
    size_t room = sizeof child->complaint - child->complaint_length;
    count = count < room ? count : room;
    memcpy(child->complaint + child->complaint_length, bytes, count);
    child->complaint_length += count;
}

static void talk_to(struct child *child, double timeout)
{
    static const int no_file = -1; /* poll passes over it */
    double end = seconds_now() + timeout;
    struct pollfd files[] = {{.fd = child->talk, .events = POLLIN | POLLOUT},
                             {.fd = child->errors, .events = POLLIN}};
    while (files[0].fd != no_file || files[1].fd != no_file) {
        double left = end - seconds_now();
        if (left <= 0) {
            child->late = true;
            return;
        }
        if (poll(files, 2, (int)fmin(ceil(left * 1000), 60000)) < 0)
            continue;
        char bytes[65536];
        size_t got;
        if (files[0].revents & POLLOUT)
            send_some(child);
        if (child->unsent.length == 0)
            files[0].events = POLLIN;
        if (files[0].revents & (POLLIN | POLLHUP | POLLERR)) {
            if (!receive_some(child->talk, bytes, sizeof bytes, &got))
                files[0].fd = no_file;
            ent_put_bytes(&child->answer, bytes, got);
        }
        if (files[1].revents & (POLLIN | POLLHUP | POLLERR)) {
            if (!receive_some(child->errors, bytes, sizeof bytes, &got))
                files[1].fd = no_file;
            keep_complaint(child, bytes, got);
        }
    }
}

static void end_child(struct child *child)
{
    if (child->process > 0) {
        if (child->late)
            kill(child->process, SIGKILL);
        while (waitpid(child->process, &child->status, 0) < 0 && errno == EINTR)
            continue;
    }
    close(child->talk);
    close(child->errors);
}

/* What the child complained of first, errors before warnings; or nothing. */
static struct ent_text first_line(const struct child *child)
{
    struct ent_text rest = {child->complaint, child->complaint_length}, line, first = {0};
    rest = ent_text_slice(rest, 0, ent_text_fault(rest));
    while (ent_text_next(&rest, '\n', &line)) {
        if (ent_text_starts(line, ENT_TEXT("Error")))
            return line;
        first = first.length > 0 ? first : line;
    }
    return first;
}

static bool complains_of_memory(const struct child *child)
{
    static const char *const signs[] = {"out of memory", "memory allocation", "annot allocate mem",
                                        "failed to map", "alloc failed"};
    for (size_t i = 0; i < ENT_COUNT(signs); i++)
        if (memmem(child->complaint, child->complaint_length, signs[i], strlen(signs[i])))
            return true;
    return false;
}

static struct ent_text crash(struct ent_arena *arena, int number)
{
    const char *name = sigdescr_np(number);
    return ENT_FORM(arena, "crashed (signal {}: {})", ent_text_number(arena, number),
                    ent_text_of(name ? name : "unknown"));
}

static struct ent_text lateness(struct ent_arena *arena, double timeout)
{
    char seconds[32];
    snprintf(seconds, sizeof seconds, "%g", timeout);
    return ENT_FORM(arena, "did not finish within {} s", ent_text_of(seconds));
}

/* What went wrong with the child, or nothing. */
static struct ent_text fault(struct ent_arena *arena, const struct child *child, double timeout)
{
    bool killed = WIFSIGNALED(child->status);
    if (child->late || (killed && WTERMSIG(child->status) == SIGXCPU))
        return lateness(arena, timeout);
    if (child->process <= 0)
        return ENT_TEXT("cannot be started: the system has no process or file left");
    if (!killed && WEXITSTATUS(child->status) == 0)
        return (struct ent_text){0};
    if (complains_of_memory(child))
        return ENT_TEXT("ran out of memory");
    if (killed)
        return crash(arena, WTERMSIG(child->status));
    struct ent_text line = first_line(child);
    return ENT_FORM(arena, "refused: {}", line.length > 0 ? line : ENT_TEXT("no reason given"));
}

struct ent_text ent_child_ask(struct ent_arena *arena, const struct ent_layout_task *task,
                              struct ent_text record, struct ent_writer *answer)
{
    struct child child = {.unsent = record};
    if (start_child(task, &child))
        talk_to(&child, task->timeout);
    end_child(&child);
    *answer = child.answer;
    return fault(arena, &child, task->timeout);
}
