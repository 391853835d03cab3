#include "read/dot.h"

#include <cgraph.h>
#include <stdlib.h>

enum {
    line_room = 1 << 16, /* longer than any message of cgraph, whose handler breaks on growth */
    kept_message = 400,
};

/* What cgraph reads from, a word at a time. It looks one word ahead before it makes an object, so
 * that the places of the last words tell where the object was named. */
struct feed {
    struct ent_text bytes;
    size_t at, end;             /* the next byte to hand over; where the last word ends */
    size_t word, before;        /* where the last word begins, and the one before it */
    size_t tail, earlier;       /* the end before the last arrow, and that of the edge before */
    bool operand, edge, is_new; /* the last word: is a name; goes on with an edge; begins one */
};

/* What is remembered while the file is parsed for the second time. */
struct lines {
    struct feed *feed;
    size_t *node_offsets, *edge_offsets;
    size_t node_room, edge_room;
    size_t last_words[2]; /* that were read before a fault */
};

/* cgraph reports through a function without a context, so its words are kept here. The one run
 * that parses sets it and takes it back. */
static _Thread_local struct ent_text *words_of_cgraph;
static _Thread_local struct ent_arena *arena_of_words;

static int keep_words(char *piece)
{
    if (words_of_cgraph && words_of_cgraph->length < kept_message)
        *words_of_cgraph = ENT_FORM(arena_of_words, "{}{}", *words_of_cgraph, ent_text_of(piece));
    return 0;
}

static size_t past(struct ent_text bytes, size_t at, const char *end)
{
    size_t length = strlen(end);
    while (at + length <= bytes.length && memcmp(bytes.bytes + at, end, length) != 0)
        at++;
    return at + length < bytes.length ? at + length : bytes.length;
}

static bool starts_at(struct ent_text bytes, size_t at, const char *start)
{
    return ent_text_starts(ent_text_slice(bytes, at, SIZE_MAX), ent_text_of(start));
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool begins_line(struct ent_text bytes, size_t at, char byte)
{
    return bytes.bytes[at] == byte && (at == 0 || bytes.bytes[at - 1] == '\n');
}

static size_t past_blanks_and_comments(struct ent_text bytes, size_t at)
{
    while (at < bytes.length) {
        if (starts_at(bytes, at, "/*"))
            at = past(bytes, at + 2, "*/");
        else if (starts_at(bytes, at, "//") || begins_line(bytes, at, '#'))
            at = past(bytes, at, "\n");
        else if (is_blank(bytes.bytes[at]))
            at++;
        else
            break;
    }
    return at;
}

static size_t past_quoted(struct ent_text bytes, size_t at)
{
    for (at++; at < bytes.length && bytes.bytes[at] != '"'; at++)
        at += bytes.bytes[at] == '\\';
    return at < bytes.length ? at + 1 : bytes.length;
}

static bool is_arrow(struct ent_text bytes, size_t at)
{
    return starts_at(bytes, at, "->") || starts_at(bytes, at, "--");
}

static bool is_mark(char byte)
{
    return memchr("{}[];,=:+", byte, 9) != NULL;
}

static size_t past_word(struct ent_text bytes, size_t at)
{
    if (bytes.bytes[at] == '"')
        return past_quoted(bytes, at);
    if (is_arrow(bytes, at))
        return at + 2;
    if (is_mark(bytes.bytes[at]))
        return at + 1;
    do
        at++;
    while (at < bytes.length && !is_blank(bytes.bytes[at]) && !is_mark(bytes.bytes[at]) &&
           bytes.bytes[at] != '"' && !is_arrow(bytes, at));
    return at;
}

/* Two names in a row begin a statement, as do semicolons and what follows a bracket. */
static void note_word(struct feed *feed)
{
    struct ent_text bytes = feed->bytes;
    bool arrow = is_arrow(bytes, feed->at), mark = is_mark(bytes.bytes[feed->at]);
    feed->before = feed->word;
    feed->word = feed->at;
    feed->is_new = arrow && !feed->edge;
    if (feed->is_new) {
        feed->earlier = feed->tail;
        feed->tail = feed->before;
    }
    bool ends = mark ? memchr(";]", bytes.bytes[feed->at], 2) != NULL : !arrow && feed->operand;
    feed->edge = arrow || (feed->edge && !ends);
    feed->operand = !arrow && !mark;
}

static int feed_word(void *channel, char *buffer, int room)
{
    struct feed *feed = channel;
    if (feed->at == feed->bytes.length)
        return 0;
    if (feed->at == 0)
        feed->end = past_blanks_and_comments(feed->bytes, 0);
    if (feed->at == feed->end) {
        note_word(feed);
        feed->end = past_blanks_and_comments(feed->bytes, past_word(feed->bytes, feed->at));
    }
    struct ent_text piece = ent_text_slice(feed->bytes, feed->at, feed->end - feed->at);
    piece = ent_text_slice(piece, 0, (size_t)room);
    memcpy(buffer, piece.bytes, piece.length);
    feed->at += piece.length;
    return (int)piece.length;
}

static int put_nothing(void *channel, const char *string)
{
    (void)channel;
    (void)string;
    return 0;
}

static int flush_nothing(void *channel)
{
    (void)channel;
    return 0;
}

static void on_insert(Agraph_t *graph, Agobj_t *object, void *context)
{
    (void)graph;
    struct lines *lines = context;
    bool is_node = AGTYPE(object) == AGNODE;
    size_t *offsets = is_node ? lines->node_offsets : lines->edge_offsets;
    const struct feed *feed = lines->feed;
    size_t tail = feed->is_new ? feed->earlier : feed->tail; /* a new arrow was only looked at */
    if (AGSEQ(object) < (is_node ? lines->node_room : lines->edge_room))
        offsets[AGSEQ(object)] = is_node ? feed->before : tail;
}

static struct ent_text kept(struct ent_arena *arena, const char *string)
{
    struct ent_text text = ent_text_of(string);
    return (struct ent_text){ent_text_string(arena, text), text.length};
}

/* Only names and defaults; objects come after. */
static void take_names(struct ent_run *run, Agraph_t *graph, int which, struct ent_dot_kind *kind)
{
    for (Agsym_t *symbol = NULL; (symbol = agnxtattr(graph, which, symbol));)
        kind->name_count++;
    kind->names = ENT_NEW(&run->arena, struct ent_text, kind->name_count + 1);
    kind->defaults = ENT_NEW(&run->arena, struct ent_text, kind->name_count + 1);
    size_t at = 0;
    for (Agsym_t *symbol = NULL; (symbol = agnxtattr(graph, which, symbol)); at++) {
        kind->names[at] = kept(&run->arena, symbol->name);
        kind->defaults[at] = kept(&run->arena, symbol->defval);
    }
}

static void take_values(struct ent_run *run, const struct ent_source *source, Agraph_t *graph,
                        int which, void *object, const struct ent_dot_kind *kind,
                        struct ent_dot_object *row)
{
    row->values = ENT_NEW(&run->arena, struct ent_text, kind->name_count + 1);
    size_t at = 0;
    for (Agsym_t *symbol = NULL; (symbol = agnxtattr(graph, which, symbol)); at++) {
        char *value = agxget(object, symbol);
        if (aghtmlstr(value))
            ent_report(run, ENT_E311, ent_place_at(source, row->offset),
                       ENT_FORM(&run->arena, "write {} in double quotes", kind->names[at]),
                       ENT_TEXT("HTML-like text"));
        bool same = strcmp(value, symbol->defval) == 0;
        row->values[at] = same ? kind->defaults[at] : kept(&run->arena, value);
    }
}

static int by_sequence(const void *a, const void *b)
{
    const Agedge_t *left = *(Agedge_t *const *)a, *right = *(Agedge_t *const *)b;
    return AGSEQ(left) < AGSEQ(right) ? -1 : AGSEQ(left) > AGSEQ(right);
}

static Agedge_t **edges_in_order(struct ent_run *run, Agraph_t *graph, size_t count)
{
    Agedge_t **edges = ENT_NEW(&run->arena, Agedge_t *, count + 1);
    size_t at = 0;
    for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node))
        for (Agedge_t *edge = agfstout(graph, node); edge; edge = agnxtout(graph, edge))
            edges[at++] = edge;
    qsort(edges, count, sizeof *edges, by_sequence);
    return edges;
}

static void take_nodes(struct ent_run *run, Agraph_t *graph, const struct lines *lines,
                       struct ent_dot *dot, uint32_t *row_of)
{
    size_t at = 0;
    for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node), at++) {
        struct ent_dot_object *row = &dot->node.objects[at];
        row->name = kept(&run->arena, agnameof(node));
        row->offset = AGSEQ(node) < lines->node_room ? lines->node_offsets[AGSEQ(node)] : 0;
        row_of[AGSEQ(node)] = (uint32_t)at;
        take_values(run, dot->source, graph, AGNODE, node, &dot->node, row);
    }
}

static void take_edges(struct ent_run *run, Agraph_t *graph, const struct lines *lines,
                       struct ent_dot *dot, const uint32_t *row_of)
{
    Agedge_t **edges = edges_in_order(run, graph, dot->edge.object_count);
    for (size_t at = 0; at < dot->edge.object_count; at++) {
        Agedge_t *edge = edges[at];
        struct ent_dot_object *row = &dot->edge.objects[at];
        row->name = kept(&run->arena, agnameof(edge));
        row->offset = AGSEQ(edge) < lines->edge_room ? lines->edge_offsets[AGSEQ(edge)] : 0;
        row->tail = row_of[AGSEQ(agtail(edge))];
        row->head = row_of[AGSEQ(aghead(edge))];
        take_values(run, dot->source, graph, AGEDGE, edge, &dot->edge, row);
    }
}

static void take_graph(struct ent_run *run, Agraph_t *graph, const struct lines *lines,
                       struct ent_dot *dot)
{
    dot->name = kept(&run->arena, agnameof(graph));
    dot->directed = agisdirected(graph);
    dot->strict = agisstrict(graph);
    take_names(run, graph, AGRAPH, &dot->graph);
    take_names(run, graph, AGNODE, &dot->node);
    take_names(run, graph, AGEDGE, &dot->edge);
    dot->graph.object_count = 1;
    dot->node.object_count = (size_t)agnnodes(graph);
    dot->edge.object_count = (size_t)agnedges(graph);
    dot->graph.objects = ENT_NEW(&run->arena, struct ent_dot_object, 1);
    dot->node.objects = ENT_NEW(&run->arena, struct ent_dot_object, dot->node.object_count + 1);
    dot->edge.objects = ENT_NEW(&run->arena, struct ent_dot_object, dot->edge.object_count + 1);
    take_values(run, dot->source, graph, AGRAPH, graph, &dot->graph, dot->graph.objects);

    size_t last = 0; /* numbers of nodes need not be without gaps */
    for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node))
        last = AGSEQ(node) > last ? AGSEQ(node) : last;
    uint32_t *row_of = ENT_NEW(&run->arena, uint32_t, last + 1);
    take_nodes(run, graph, lines, dot, row_of);
    take_edges(run, graph, lines, dot, row_of);
}

/* cgraph says "Error: syntax error in line 3 near 'x'": 'x' is one of the last words that it was
 * given, or the place is that line. */
static void report_syntax(struct ent_run *run, const struct ent_source *source,
                          const struct lines *lines, struct ent_text words)
{
    char *said = ent_text_string(&run->arena, words), *start = strstr(said, "syntax error");
    if (start) { /* up to the end of its line: warnings may follow */
        said = start;
        said[strcspn(said, "\n")] = '\0';
    }
    char *near = strstr(said, " near "), *in_line = strstr(said, " in line ");
    size_t line = in_line ? strtoul(in_line + strlen(" in line "), NULL, 10) : 1, offset = 0;
    while (line > 1 && offset < source->bytes.length)
        line -= source->bytes.bytes[offset++] == '\n';
    struct ent_text message = ENT_TEXT("not a graph in the DOT language");
    struct ent_text hint = ENT_TEXT("it begins with 'digraph'; tables are given as their folder");
    if (start) {
        struct ent_text token = ent_text_trim(near ? ent_text_of(near) : (struct ent_text){0});
        message = ENT_FORM(&run->arena, "syntax error {}", token);
        token = ent_text_slice(token, 6, token.length > 7 ? token.length - 7 : 0);
        for (size_t i = 0; token.length > 0 && i < ENT_COUNT(lines->last_words); i++)
            if (ent_text_starts(ent_text_slice(source->bytes, lines->last_words[i], SIZE_MAX),
                                token))
                offset = lines->last_words[i];
        if (offset > past_blanks_and_comments(source->bytes, 0))
            hint = ENT_TEXT("the fault may stand before it");
    }
    ent_report(run, ENT_E301, ent_place_at(source, offset), hint, message);
}

static Agdisc_t discipline_for(Agiodisc_t *reading)
{
    *reading = (Agiodisc_t){feed_word, put_nothing, flush_nothing};
    Agdisc_t discipline = AgDefaultDisc;
    discipline.io = reading;
    return discipline;
}

/* cgraph's scanner takes a comment, a string or HTML that the last text left open into the next
 * one: close it, and count lines from 1. Where none is open, all but the first word is a comment,
 * and the fault that this word is is not told. */
static void begin_text(void)
{
    struct feed feed = {.bytes = ENT_TEXT("*/ //\">>>>>>>>>>>>>>>>\n")};
    struct ent_text *words = words_of_cgraph;
    Agiodisc_t reading;
    Agdisc_t discipline = discipline_for(&reading);
    words_of_cgraph = NULL;
    agread(&feed, &discipline);
    words_of_cgraph = words;
    agreadline(1);
}

/* The first pass tells whether the syntax is right: after an error in the second, which counts
 * lines, cgraph has closed the graph that it was given. */
static Agraph_t *parse(struct ent_arena *arena, struct ent_text bytes, struct lines *lines)
{
    Agiodisc_t reading;
    Agdisc_t discipline = discipline_for(&reading);
    struct feed feed = {.bytes = bytes};
    agsetfile("");
    begin_text();
    Agraph_t *first = agread(&feed, &discipline);
    lines->last_words[0] = feed.word;
    lines->last_words[1] = feed.before;
    if (!first)
        return NULL;
    Agraph_t *graph = agopen(agnameof(first), first->desc, &discipline);
    lines->node_room = (size_t)agnnodes(first) + 1; /* cgraph counts from 1 */
    lines->edge_room = (size_t)agnedges(first) + 1;
    lines->node_offsets = ENT_NEW(arena, size_t, lines->node_room);
    lines->edge_offsets = ENT_NEW(arena, size_t, lines->edge_room);
    agclose(first);
    feed = (struct feed){.bytes = bytes};
    lines->feed = &feed;
    Agcbdisc_t callbacks = {{0, 0, 0}, {on_insert, 0, 0}, {on_insert, 0, 0}};
    agpushdisc(graph, &callbacks, lines);
    begin_text();
    if (!agconcat(graph, &feed, &discipline))
        return NULL;
    agpopdisc(graph, &callbacks);
    return graph;
}

/* In Graphviz before 2.46 a message longer than the buffer of its error handler breaks it; a
 * message without conversions makes the buffer large enough. */
static void enlarge_buffer_of_errors(struct ent_arena *arena)
{
    char *blanks = ENT_NEW(arena, char, line_room + 1);
    memset(blanks, ' ', line_room);
    agerr(AGWARN, blanks);
    agreseterrors();
}

bool ent_dot_read(struct ent_run *run, const struct ent_source *source, struct ent_dot *dot)
{
    *dot = (struct ent_dot){.source = source};
    struct ent_text words = {0};
    agusererrf before = agseterrf(keep_words);
    enlarge_buffer_of_errors(&run->arena);
    words_of_cgraph = &words;
    arena_of_words = &run->arena;

    struct lines lines = {0};
    size_t errors = ent_run_errors(run);
    Agraph_t *graph = parse(&run->arena, source->bytes, &lines);
    if (graph) {
        take_graph(run, graph, &lines, dot);
        agclose(graph);
    } else {
        report_syntax(run, source, &lines, words);
    }
    words_of_cgraph = NULL;
    agseterrf(before);
    return ent_run_errors(run) == errors;
}

uint32_t ent_dot_attribute(const struct ent_dot_kind *kind, const char *name)
{
    for (size_t at = 0; at < kind->name_count; at++)
        if (ent_text_is(kind->names[at], name))
            return (uint32_t)at;
    return ENT_NONE;
}

struct ent_text ent_dot_value(const struct ent_dot_kind *kind, const struct ent_dot_object *object,
                              const char *name)
{
    uint32_t attribute = ent_dot_attribute(kind, name);
    return attribute == ENT_NONE ? (struct ent_text){0} : object->values[attribute];
}

bool ent_dot_stated(const struct ent_dot_kind *kind, const struct ent_dot_object *object,
                    size_t attribute)
{
    return object->values[attribute].bytes != kind->defaults[attribute].bytes;
}

static bool in_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           (byte >= '0' && byte <= '9');
}

struct ent_place ent_dot_place(const struct ent_dot *dot, size_t offset, struct ent_text word)
{
    struct ent_text bytes = dot->source->bytes;
    size_t line = offset;
    while (line > 0 && bytes.bytes[line - 1] != '\n')
        line--;
    for (size_t at = line; word.length > 0 && at + word.length <= bytes.length; at++) {
        if (memcmp(bytes.bytes + at, word.bytes, word.length) != 0)
            continue;
        size_t end = at + word.length;
        if ((at == 0 || !in_word(bytes.bytes[at - 1])) &&
            (end == bytes.length || !in_word(bytes.bytes[end])))
            return ent_place_at(dot->source, at);
    }
    return ent_place_at(dot->source, offset);
}

static bool is_word_at(struct ent_text bytes, size_t at, struct ent_text word)
{
    size_t end = at + word.length;
    return end <= bytes.length && memcmp(bytes.bytes + at, word.bytes, word.length) == 0 &&
           (at == 0 || !in_word(bytes.bytes[at - 1])) &&
           (end == bytes.length || !in_word(bytes.bytes[end]));
}

/* Does the DOT string that begins behind its quote at `at` say `value`? */
static bool says(struct ent_text bytes, size_t at, struct ent_text value)
{
    size_t same = 0;
    for (; at < bytes.length && same < value.length; at++, same++) {
        while (starts_at(bytes, at, "\\\n"))
            at += 2;
        at += starts_at(bytes, at, "\\\"");
        if (at >= bytes.length || bytes.bytes[at] != value.bytes[same])
            return false;
    }
    return same == value.length;
}

size_t ent_dot_value_offset(const struct ent_source *source, size_t from, struct ent_text name,
                            struct ent_text value)
{
    struct ent_text bytes = source->bytes;
    size_t found = SIZE_MAX;
    for (size_t at = 0; at < bytes.length; at++) {
        if (!is_word_at(bytes, at, name))
            continue;
        size_t equals = past_blanks_and_comments(bytes, at + name.length);
        if (equals >= bytes.length || bytes.bytes[equals] != '=')
            continue;
        size_t begin = past_blanks_and_comments(bytes, equals + 1);
        begin += begin < bytes.length && bytes.bytes[begin] == '"';
        if (!says(bytes, begin, value))
            continue;
        if (at >= from)
            return begin;
        found = found == SIZE_MAX ? begin : found;
    }
    return found == SIZE_MAX ? from : found;
}
