/* Writes the SVG of one laid-out graph, with Graphviz and with entente: the same places, the same
 * names. usage: svg [NODES TIES]
 * Prints for straight and for bent ties: seconds of the processor of both (median of 9 alternating
 * runs), their ratio, and the bytes of both files. */
#include "write/svg.h"
#include "draw/label.h"
#include "draw/layout_child.h"
#include "draw/shape.h"

#include <graphviz/gvc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { runs = 9, name_length = 32, engine_length = 16 };

/* A network that both draw. */
struct bench {
    size_t node_count, tie_count;
    char (*names)[name_length];
    struct ent_label_size *sizes;
    struct ent_label *labels;
    struct ent_run run;
    struct ent_font *font;
    GVC_t *context;
    graph_t *graph;
    node_t **nodes;
    edge_t **ties;
    uint32_t seed;
};

static uint32_t next_random(struct bench *bench)
{
    return bench->seed = bench->seed * 1664525u + 1013904223u;
}

static void *room(size_t count, size_t size)
{
    void *bytes = calloc(count, size);
    if (!bytes)
        exit(3);
    return bytes;
}

static struct ent_text name_of(const struct bench *bench, size_t node)
{
    return ent_text_of(bench->names[node]);
}

static void make_names(struct bench *bench)
{
    for (size_t i = 0; i < bench->node_count; i++) {
        snprintf(bench->names[i], name_length, "Actor %zu", i);
        bench->labels[i] =
            ent_label_make(&bench->run, bench->font, name_of(bench, i), 10, false, 110);
        bench->sizes[i] = (struct ent_label_size){bench->labels[i].width, bench->labels[i].height};
    }
}

/* Nodes stand on a loose grid; with our textlayout labels are numbers, else names. */
static void make_graph(struct bench *bench, bool numbered)
{
    char word[64];
    bench->graph = agopen("bench", Agdirected, NULL);
    agattr(bench->graph, AGRAPH, "splines", "line");
    agattr(bench->graph, AGNODE, "pos", "");
    agattr(bench->graph, AGNODE, "label", "");
    agattr(bench->graph, AGNODE, "fontsize", "10");
    agattr(bench->graph, AGNODE, "style", "filled");
    agattr(bench->graph, AGNODE, "fillcolor", "#d4e4f4");
    agattr(bench->graph, AGNODE, "color", "#1f4e79");
    agattr(bench->graph, AGEDGE, "color", "#2f6b2f");
    agattr(bench->graph, AGEDGE, "arrowsize", "0.7");
    for (size_t i = 0; i < bench->node_count; i++) {
        bench->nodes[i] = agnode(bench->graph, bench->names[i], 1);
        snprintf(word, sizeof word, "%zu,%zu", i % 70 * 150 + next_random(bench) % 60,
                 i / 70 * 80 + next_random(bench) % 40);
        agset(bench->nodes[i], "pos", word);
        snprintf(word, sizeof word, "%zu", i);
        agset(bench->nodes[i], "label", numbered ? word : bench->names[i]);
    }
    for (size_t i = 0; i < bench->tie_count; i++) {
        size_t from = next_random(bench) % bench->node_count;
        size_t by = 1 + next_random(bench) % 300;
        bench->ties[i] = agedge(bench->graph, bench->nodes[from],
                                bench->nodes[(from + by) % bench->node_count], NULL, 1);
    }
}

/* What Graphviz writes is the name, whatever its label was while it was measured. */
static void name_labels(struct bench *bench)
{
    for (size_t i = 0; i < bench->node_count; i++)
        ND_label(bench->nodes[i])->u.txt.span[0].str = strdup(bench->names[i]);
}

/* All ties bulge, as parallel ones do. (`splines=curved` takes hours for so many.) */
static void bend_ties(struct bench *bench)
{
    for (size_t i = 0; i < bench->tie_count; i++) {
        bezier *line = ED_spl(bench->ties[i]) ? &ED_spl(bench->ties[i])->list[0] : NULL;
        if (!line || line->size != 4)
            continue;
        pointf by = {(line->list[3].y - line->list[0].y) / 8,
                     (line->list[0].x - line->list[3].x) / 8};
        for (int k = 1; k < 3; k++) {
            line->list[k].x += by.x;
            line->list[k].y += by.y;
        }
    }
}

static void lay_out(struct bench *bench, bool numbered, bool bent)
{
    bench->seed = 20251031;
    bench->context =
        numbered ? ent_textlayout_context(bench->sizes, bench->node_count) : gvContext();
    make_graph(bench, numbered);
    if (gvLayout(bench->context, bench->graph, "nop") != 0)
        exit(3);
    if (numbered)
        name_labels(bench);
    if (bent)
        bend_ties(bench);
}

static void let_go(struct bench *bench)
{
    gvFreeLayout(bench->context, bench->graph);
    agclose(bench->graph);
    gvFreeContext(bench->context);
}

/* ---- the same as a drawing ---- */

static struct ent_point point_of(const struct bench *bench, pointf point)
{
    return (struct ent_point){point.x, GD_bb(bench->graph).UR.y - point.y};
}

static struct ent_placed_node placed_node(const struct bench *bench, node_t *node)
{
    return (struct ent_placed_node){.centre = point_of(bench, ND_coord(node)),
                                    .width = ND_width(node) * 72,
                                    .height = ND_height(node) * 72};
}

static struct ent_placed_tie placed_tie(struct bench *bench, edge_t *tie)
{
    const bezier *line = ED_spl(tie) ? &ED_spl(tie)->list[0] : NULL;
    struct ent_placed_tie placed = {0};
    if (!line)
        return placed;
    struct ent_curve *curve = ENT_NEW(&bench->run.arena, struct ent_curve, 1);
    curve->point_count = (size_t)line->size;
    curve->points = ENT_NEW(&bench->run.arena, struct ent_point, curve->point_count);
    for (size_t i = 0; i < curve->point_count; i++)
        curve->points[i] = point_of(bench, line->list[i]);
    curve->arrow_at_to = line->eflag;
    curve->to_tip = point_of(bench, line->ep);
    placed.curves = curve;
    placed.curve_count = 1;
    return placed;
}

/* Where everything stands, as our layout hands it on. */
struct places {
    struct ent_placed_node *nodes;
    struct ent_placed_tie *ties;
};

static struct places read_places(struct bench *bench)
{
    struct ent_arena *arena = &bench->run.arena;
    struct places places = {ENT_NEW(arena, struct ent_placed_node, bench->node_count),
                            ENT_NEW(arena, struct ent_placed_tie, bench->tie_count)};
    for (size_t i = 0; i < bench->node_count; i++)
        places.nodes[i] = placed_node(bench, bench->nodes[i]);
    for (size_t i = 0; i < bench->tie_count; i++)
        places.ties[i] = placed_tie(bench, bench->ties[i]);
    return places;
}

static struct ent_mark node_mark(struct bench *bench, struct ent_arena *arena, size_t i,
                                 const struct ent_placed_node *placed)
{
    static const struct ent_shape shape = {
        .name = "ellipse", .graphviz = "ellipse", .form = ENT_FORM_ELLIPSE};
    const struct ent_node_look look = {.shape = &shape,
                                       .fill = {0xd4e4f4, true},
                                       .pen = {{0x1f4e79, true}, 1, ENT_SOLID},
                                       .peripheries = 1};
    const struct ent_label *label = &bench->labels[i];
    struct ent_point top = {placed->centre.x, placed->centre.y - label->height / 2};
    struct ent_mark mark = {.layer = ENT_LAYER_NODES,
                            .kind = ENT_TEXT("actor"),
                            .id = ENT_FORM(arena, "n{}", ent_text_number(arena, (int64_t)i)),
                            .title = name_of(bench, i),
                            .paths = ENT_NEW(arena, struct ent_path, ENT_MOST_NODE_PATHS)};
    mark.path_count = ent_node_paths(arena, &look, (struct ent_manner){0}, placed, mark.paths);
    mark.words = ent_label_words(arena, bench->font, label, top, ENT_MIDDLE, 0x1a1a1a);
    mark.word_count = label->line_count;
    return mark;
}

static struct ent_mark tie_mark(struct bench *bench, struct ent_arena *arena, size_t i,
                                const struct ent_placed_tie *placed)
{
    static const struct ent_theme theme = {.on = {.ground = {0xffffff, true}}};
    const struct ent_tie_look look = {.pen = {{0x2f6b2f, true}, 1, ENT_SOLID},
                                      .to = {ENT_ARROW_NORMAL, false}};
    size_t from = (size_t)AGSEQ(agtail(bench->ties[i])) - 1;
    size_t to = (size_t)AGSEQ(aghead(bench->ties[i])) - 1;
    struct ent_mark mark = {
        .layer = ENT_LAYER_TIES,
        .kind = ENT_TEXT("party-to"),
        .id = ENT_FORM(arena, "n{}--n{}", ent_text_number(arena, (int64_t)from),
                       ent_text_number(arena, (int64_t)to)),
        .title = ENT_FORM(arena, "{} → {}", name_of(bench, from), name_of(bench, to)),
        .paths = ENT_NEW(arena, struct ent_path, ent_tie_path_count(placed))};
    mark.path_count =
        ent_tie_paths(arena, &theme, &look, (struct ent_manner){0}, placed, mark.paths);
    return mark;
}

/* From places to bytes, shapes and arrowheads included, as Graphviz's renderer does. */
static size_t write_ours(struct bench *bench, const struct places *places)
{
    struct ent_arena arena = {0};
    struct ent_writer writer = {0};
    struct ent_mark *marks = ENT_NEW(&arena, struct ent_mark, bench->node_count + bench->tie_count);
    struct ent_drawing drawing = {.width = GD_bb(bench->graph).UR.x,
                                  .height = GD_bb(bench->graph).UR.y,
                                  .title = ENT_TEXT("bench"),
                                  .prefix = ENT_TEXT("f"),
                                  .marks = marks,
                                  .mark_count = bench->node_count + bench->tie_count};
    for (size_t i = 0; i < bench->tie_count; i++)
        *marks++ = tie_mark(bench, &arena, i, &places->ties[i]);
    for (size_t i = 0; i < bench->node_count; i++)
        *marks++ = node_mark(bench, &arena, i, &places->nodes[i]);
    ent_svg_write(&drawing, bench->font, &arena, &writer);
    size_t length = writer.length;
    const char *path = getenv("ENTENTE_BENCH_SVG");
    FILE *file = path ? fopen(path, "wb") : NULL;
    if (file) {
        fwrite(writer.bytes, 1, length, file);
        fclose(file);
    }
    ent_writer_end(&writer);
    ent_arena_end(&arena);
    return length;
}

static size_t write_theirs(struct bench *bench)
{
    char *bytes = NULL;
    unsigned length = 0;
    if (gvRenderData(bench->context, bench->graph, "svg", &bytes, &length) != 0)
        exit(3);
    gvFreeRenderData(bytes);
    return length;
}

/* ---- the comparison ---- */

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static int by_size(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static double median(double *times)
{
    qsort(times, runs, sizeof *times, by_size);
    return times[runs / 2];
}

static void compare(struct bench *bench, bool numbered, bool bent)
{
    double ours[runs], theirs[runs], ratios[runs];
    size_t our_length = 0, their_length = 0;
    lay_out(bench, numbered, bent);
    struct places places = read_places(bench);
    for (int i = 0; i < runs; i++) {
        double start = seconds();
        their_length = write_theirs(bench);
        double middle = seconds();
        our_length = write_ours(bench, &places);
        theirs[i] = middle - start;
        ours[i] = seconds() - middle;
        ratios[i] = ours[i] / theirs[i];
    }
    printf("%s\t%s\t%.4f\t%.4f\t%.3f\t%zu\t%zu\n", bent ? "bent" : "straight",
           numbered ? "ours" : "pango", median(ours), median(theirs), median(ratios), our_length,
           their_length);
    let_go(bench);
}

int main(int count, char **arguments)
{
    struct bench bench = {.node_count = count > 2 ? (size_t)atol(arguments[1]) : 5000,
                          .tie_count = count > 2 ? (size_t)atol(arguments[2]) : 50000};
    ent_run_begin(&bench.run);
    bench.font = ent_font_begin();
    bench.names = room(bench.node_count, sizeof *bench.names);
    bench.sizes = room(bench.node_count, sizeof *bench.sizes);
    bench.labels = room(bench.node_count, sizeof *bench.labels);
    bench.nodes = room(bench.node_count, sizeof *bench.nodes);
    bench.ties = room(bench.tie_count, sizeof *bench.ties);
    make_names(&bench);
    compare(&bench, true, false);
    compare(&bench, true, true);
    compare(&bench, false, false);
    free(bench.ties);
    free(bench.nodes);
    free(bench.labels);
    free(bench.sizes);
    free(bench.names);
    ent_font_end(bench.font);
    ent_run_end(&bench.run);
    return 0;
}
