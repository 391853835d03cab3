/* The whole way without disk and Graphviz. The first line holds options of render as words, the
 * rest is tables with a line "---" between them. Whatever comes: the DOT reads back to the same
 * DOT; with boxes on a grid for Graphviz's layouts, and with the layouts of our own, the SVG is
 * well-formed and whole, and so is the page in words; and so for what is rolled up, merged and
 * projected. The page to explore holds what it shows, and nothing but its own scripts. */
#include "cli/wish.h"
#include "draw/figure.h"
#include "read/csv.h"
#include "read/encoding.h"
#include "select/page.h"
#include "write/alt.h"
#include "write/dot.h"
#include "write/explain.h"
#include "write/html.h"
#include "write/json.h"
#include "write/list.h"
#include "write/svg.h"

#include "check.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>

enum { most_words = 32, cell_width = 200, cell_height = 100, columns_of_grid = 10 };

static const char *const names[] = {"actors.csv",       "agreements.csv", "ties.csv",
                                    "institutions.csv", "topics.csv",     "events.csv",
                                    "sources.csv"};

/* ---- what is read ---- */

static bool read_options(struct ent_run *run, struct ent_text line, struct ent_options *options)
{
    char *argv[most_words + 4] = {"entente", "render", "records"};
    int argc = 3;
    for (struct ent_text word; argc < most_words + 3 && ent_text_next(&line, ' ', &word);)
        if (word.bytes[0] == '-' || argc > 3)
            argv[argc++] = ent_text_string(&run->arena, word);
    return ent_options_read(run, argc, argv, options) && options->command == ENT_RENDER;
}

/* Parsed once, and copied for each input, which may style it. */
static struct ent_schema built_in(struct ent_run *run)
{
    static struct ent_run first_run;
    static struct ent_schema schema;
    if (schema.type_count == 0) {
        ent_run_begin(&first_run);
        must(ent_schema_read(&first_run, ent_schema_built_in(&first_run), &schema));
        schema.built_in = true;
    }
    struct ent_schema copy = schema;
    copy.types = ENT_NEW(&run->arena, struct ent_type, schema.type_count);
    copy.relations = ENT_NEW(&run->arena, struct ent_relation, schema.relation_count);
    memcpy(copy.types, schema.types, schema.type_count * sizeof *schema.types);
    memcpy(copy.relations, schema.relations, schema.relation_count * sizeof *schema.relations);
    return copy;
}

/* What stands before the next line of that kind. */
static struct ent_text next_part(struct ent_text *rest, struct ent_text fence)
{
    struct ent_text part = *rest;
    for (size_t at = 0; at + fence.length <= rest->length; at++)
        if ((at == 0 || rest->bytes[at - 1] == '\n') &&
            ent_text_starts(ent_text_slice(*rest, at, SIZE_MAX), fence)) {
            part.length = at;
            break;
        }
    *rest = ent_text_slice(*rest, part.length + fence.length, SIZE_MAX);
    return part;
}

static struct ent_text next_line(struct ent_text *rest)
{
    const char *end = rest->length > 0 ? memchr(rest->bytes, '\n', rest->length) : NULL;
    struct ent_text line = ent_text_slice(*rest, 0, end ? (size_t)(end - rest->bytes) : SIZE_MAX);
    *rest = ent_text_slice(*rest, line.length + 1, SIZE_MAX);
    return line;
}

static void read_tables(struct ent_run *run, struct ent_text rest, struct ent_records *records)
{
    records->tables = ENT_NEW(&run->arena, struct ent_table, ENT_COUNT(names));
    for (size_t i = 0; i < ENT_COUNT(names) && rest.length > 0; i++) {
        struct ent_text part = next_part(&rest, ENT_TEXT("---\n"));
        struct ent_source *source = ent_source_from(run, ent_text_of(names[i]), part);
        if (!source || source->bytes.length == 0)
            continue;
        ent_csv_read(run, source, &records->tables[records->table_count++]);
    }
    records->sources = ent_records_table(records, ENT_TEXT("sources.csv"));
}

/* ---- boxes on a grid ---- */

static struct ent_point point(double x, double y)
{
    return (struct ent_point){x, y};
}

static void place_node(struct ent_arena *arena, const struct ent_layout_node *node, size_t number,
                       struct ent_placed_node *placed)
{
    placed->centre = point((double)(number % columns_of_grid) * cell_width + cell_width / 2,
                           (double)(number / columns_of_grid) * cell_height + cell_height / 2);
    placed->width = node->width + 16;
    placed->height = node->height + 8;
    placed->outline_count = node->peripheries;
    placed->outlines = ENT_NEW(arena, struct ent_outline, placed->outline_count + 1);
    double right = placed->width / 2, bottom = placed->height / 2;
    const struct ent_point c = placed->centre;
    struct ent_point corners[] = {{c.x - right, c.y - bottom},
                                  {c.x + right, c.y - bottom},
                                  {c.x + right, c.y + bottom},
                                  {c.x - right, c.y + bottom}};
    for (size_t i = 0; i < placed->outline_count; i++) {
        placed->outlines[i].points = ENT_NEW(arena, struct ent_point, ENT_COUNT(corners));
        placed->outlines[i].point_count = ENT_COUNT(corners);
        memcpy(placed->outlines[i].points, corners, sizeof corners);
    }
}

static void place_tie(struct ent_arena *arena, const struct ent_layout_tie *tie,
                      const struct ent_layout *layout, struct ent_placed_tie *placed)
{
    struct ent_point from = layout->nodes[tie->from].centre, to = layout->nodes[tie->to].centre;
    struct ent_curve *curve = placed->curves = ENT_NEW(arena, struct ent_curve, 1);
    placed->curve_count = 1;
    placed->label = point((from.x + to.x) / 2, (from.y + to.y) / 2);
    curve->points = ENT_NEW(arena, struct ent_point, 4);
    curve->point_count = 4;
    curve->points[0] = curve->points[1] = from;
    curve->points[2] = curve->points[3] = to;
    curve->arrow_at_from = tie->arrow_at_from;
    curve->arrow_at_to = tie->arrow_at_to;
    curve->from_tip = from;
    curve->to_tip = to;
}

static void lay_out(struct ent_arena *arena, const struct ent_layout_task *task,
                    struct ent_layout *layout)
{
    *layout = (struct ent_layout){
        .width = columns_of_grid * cell_width,
        .height = (double)(task->node_count / columns_of_grid + 1) * cell_height,
        .nodes = ENT_NEW(arena, struct ent_placed_node, task->node_count + 1),
        .ties = ENT_NEW(arena, struct ent_placed_tie, task->tie_count + 1),
        .clusters = ENT_NEW(arena, struct ent_placed_cluster, task->cluster_count + 1),
    };
    for (size_t i = 0; i < task->node_count; i++)
        place_node(arena, &task->nodes[i], i, &layout->nodes[i]);
    for (size_t i = 0; i < task->tie_count; i++)
        place_tie(arena, &task->ties[i], layout, &layout->ties[i]);
    for (size_t i = 0; i < task->cluster_count; i++)
        layout->clusters[i] = (struct ent_placed_cluster){
            .top_left = point(0, 0), .label = point(50, 10), .width = 100, .height = 100};
}

/* ---- what is written ---- */

static void assert_whole(const struct ent_writer *file, const char *end)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    if (XML_Parse(parser, file->bytes, (int)file->length, 1) != XML_STATUS_OK) {
        fprintf(stderr, "line %lu: %s\n", XML_GetCurrentLineNumber(parser),
                XML_ErrorString(XML_GetErrorCode(parser)));
        abort();
    }
    XML_ParserFree(parser);
    must(file->length > strlen(end) &&
         memcmp(file->bytes + file->length - strlen(end), end, strlen(end)) == 0);
}

static void draw(struct ent_run *run, const struct ent_network *network,
                 const struct ent_selection *selection, const struct ent_wish *wish)
{
    static struct ent_font *font; /* the same for all inputs */
    struct ent_plan plan = {0};
    struct ent_layout layout;
    struct ent_drawing drawing;
    struct ent_writer svg = {0};
    font = font ? font : ent_font_begin();
    if (!ent_plan_make(run, network, selection, wish, font, &plan))
        return;
    lay_out(&run->arena, &plan.task, &layout);
    const struct ent_layout_engine *engine = ent_layout_engine(plan.task.engine);
    if (engine && engine->place && !engine->place(run, &plan, &layout))
        return;
    ent_figure_draw(run, &plan, &layout, wish, &drawing);
    ent_svg_write(&drawing, font, &run->arena, &svg);
    assert_whole(&svg, "</svg>\n");
    ent_writer_end(&svg);
}

static size_t count_shown(const struct ent_network *network, const struct ent_selection *selection)
{
    size_t count = 0;
    for (size_t node = 0; node < network->node_count; node++)
        count += selection->nodes[node] != ENT_OUT;
    for (size_t tie = 0; tie < network->tie_count; tie++)
        count += selection->ties[tie] != ENT_OUT;
    return count;
}

/* No cell is a formula, and there is a row for all that is shown. */
static void assert_readable(struct ent_run *run, const struct ent_network *network,
                            const struct ent_selection *selection, const struct ent_writer *file)
{
    size_t errors = ent_run_errors(run);
    struct ent_source *source = ent_source_from(run, ENT_TEXT("alt.csv"), ent_writer_text(file));
    struct ent_table table;
    must(source != NULL);
    source->delimiter = ',';
    ent_csv_read(run, source, &table);
    must(ent_run_errors(run) == errors && table.row_count >= count_shown(network, selection));
    for (size_t row = 0; row < table.row_count; row++)
        for (size_t column = 0; column < table.column_count; column++) {
            struct ent_text cell = ent_table_cell(&table, row, column);
            must(cell.length == 0 || !memchr("=+-@\t\r\n", cell.bytes[0], 7));
        }
}

static void put_into_words(struct ent_run *run, const struct ent_network *network,
                           const struct ent_selection *selection, const struct ent_wish *wish)
{
    struct ent_writer markdown = {0}, html = {0}, csv = {0};
    ent_alt_write(run, network, selection, &(struct ent_alt_years){0}, wish, ENT_ALT_MARKDOWN,
                  &markdown);
    ent_alt_write(run, network, selection, &(struct ent_alt_years){0}, wish, ENT_ALT_HTML, &html);
    ent_alt_write(run, network, selection, &(struct ent_alt_years){0}, wish, ENT_ALT_CSV, &csv);
    must(ent_text_fault(ent_writer_text(&markdown)) == markdown.length);
    assert_whole(&html, "</html>\n");
    assert_readable(run, network, selection, &csv);
    ent_writer_end(&markdown);
    ent_writer_end(&html);
    ent_writer_end(&csv);
}

static void write_dot(struct ent_run *run, const struct ent_network *network,
                      const struct ent_selection *selection, struct ent_writer *writer)
{
    ent_dot_write(run, network, selection, &(struct ent_dot_head){.version = ENT_TEXT("0")},
                  writer);
}

/* All can be listed. */
static void list(struct ent_run *run, const struct ent_network *network,
                 const struct ent_selection *selection)
{
    struct ent_writer writer = {0};
    const struct ent_listed listed = {.selection = selection};
    for (enum ent_list what = ENT_LIST_NODES; what <= ENT_LIST_STEPS; what++)
        for (enum ent_rows_form form = ENT_ROWS_CSV; form <= ENT_ROWS_TABLE; form++) {
            const struct ent_list_wish wish = {.what = what, .form = form};
            must(what == ENT_LIST_STEPS ? ent_list_steps_write(run, selection, &wish, &writer)
                                        : ent_list_write(run, network, &listed, 1, &wish, &writer));
        }
    must(writer.length > 0 && writer.bytes[writer.length - 1] == '\n');
    ent_writer_end(&writer);
}

/* Everything can be explained, and what is told ends with a line. */
static void explain(struct ent_run *run, const struct ent_network *network,
                    const struct ent_question *question, const struct ent_selection *selection)
{
    struct ent_writer writer = {0};
    size_t count = 0;
    struct ent_text *subjects =
        ENT_NEW(&run->arena, struct ent_text, network->node_count + network->tie_count + 1);
    for (size_t node = 0; node < network->node_count; node++)
        if (!memchr(network->node_id[node].bytes, ',', network->node_id[node].length))
            subjects[count++] = network->node_id[node];
    for (size_t tie = 0; tie < network->tie_count && tie < 20; tie++) {
        struct ent_text from = network->node_id[network->tie_from[tie]];
        if (!memchr(from.bytes, ',', from.length))
            subjects[count++] =
                ENT_FORM(&run->arena, "{},{}", from, network->node_id[network->tie_to[tie]]);
    }
    ent_explain_write(run, network, question, selection, subjects, count, &writer);
    must(count == 0 || (writer.length > 0 && writer.bytes[writer.length - 1] == '\n'));
    ent_writer_end(&writer);
}

static void assert_same(const struct ent_writer *first, const struct ent_writer *second)
{
    if (ent_text_equal(ent_writer_text(first), ent_writer_text(second)))
        return;
    fprintf(stderr, "%.*s\nis read back as\n%.*s\n", (int)first->length, first->bytes,
            (int)second->length, second->bytes);
    abort();
}

/* With the same options for looks, and without a question. */
static void read_back(struct ent_run *run, const struct ent_options *options,
                      const struct ent_writer *first)
{
    struct ent_input input = {0};
    struct ent_network network;
    struct ent_selection selection;
    struct ent_question question = {0};
    struct ent_wish wish;
    struct ent_dot dot;
    struct ent_writer second = {0};
    struct ent_source *source = ent_source_from(run, ENT_TEXT("again.gv"), ent_writer_text(first));
    must(source && ent_dot_read(run, source, &dot));
    input.schema = built_in(run);
    must(ent_wish_read(run, options, &input, &wish));
    must(ent_records_from_graph(run, &dot, &input.schema, &input.records));
    must(ent_network_build(run, &input.schema, &input.records, &network));
    must(ent_select(run, &network, &question, &selection));
    write_dot(run, &network, &selection, &second);
    must(ent_run_errors(run) == 0);
    assert_same(first, &second);
    ent_writer_end(&second);
}

/* ---- the page to explore ---- */

static size_t count_of(struct ent_text text, struct ent_text part, size_t *last)
{
    size_t count = 0;
    for (size_t at = 0; at + part.length <= text.length; at++)
        if (memcmp(text.bytes + at, part.bytes, part.length) == 0) {
            count++;
            *last = at + part.length;
        }
    return count;
}

/* Two scripts, of which the first is JSON without a tag. */
static void assert_page(struct ent_text page)
{
    size_t begin = 0, end = 0;
    must(count_of(page, ENT_TEXT("<!DOCTYPE html>"), &end) == 1);
    must(count_of(page, ENT_TEXT("<script"), &end) == 2);
    must(count_of(page, ENT_TEXT("</html>\n"), &end) == 1 && end == page.length);
    must(count_of(page, ENT_TEXT("id=\"entente-data\">"), &begin) == 1);
    struct ent_text records = ent_text_slice(page, begin, SIZE_MAX);
    const char *tag = memchr(records.bytes, '<', records.length);
    must(tag && memcmp(tag, "</script>", 9) == 0);
    json_t *read = json_loadb(records.bytes, (size_t)(tag - records.bytes), 0, NULL);
    must(json_is_object(read));
    json_decref(read);
}

static void draw_page(struct ent_run *run, const struct ent_network *network,
                      const struct ent_question *question, const struct ent_options *options,
                      struct ent_wish wish)
{
    static struct ent_font *font;
    struct ent_selection all, shown;
    struct ent_plan plan;
    struct ent_layout layout;
    struct ent_drawing drawing;
    struct ent_writer html = {0};
    font = font ? font : ent_font_begin();
    ent_wish_for_page(run, options, &wish);
    if (question->on.given || question->latest.given || !ent_html_linked() ||
        !ent_select_page(run, network, question, &all, &shown) ||
        !ent_plan_make(run, network, &all, &wish, font, &plan))
        return;
    for (size_t node = 0; node < network->node_count; node++)
        must(shown.nodes[node] == ENT_OUT || all.nodes[node] != ENT_OUT);
    for (size_t tie = 0; tie < network->tie_count; tie++)
        must(shown.ties[tie] == ENT_OUT || all.ties[tie] != ENT_OUT);
    lay_out(&run->arena, &plan.task, &layout);
    const struct ent_layout_engine *engine = ent_layout_engine(plan.task.engine);
    if (engine && engine->place && !engine->place(run, &plan, &layout))
        return;
    plan.pictures = &shown;
    plan.picture_count = 1;
    struct ent_plan picture = ent_plan_picture(run, &plan, &shown);
    ent_figure_draw(run, &picture, &layout, &wish, &drawing);
    ent_html_write(
        run,
        &(struct ent_page){network, question, &all, &shown, &wish, &plan, &layout, &drawing, font},
        &html);
    assert_page(ent_writer_text(&html));
    ent_writer_end(&html);
}

/* ---- the whole way ---- */

static void go(struct ent_run *run, struct ent_text rest)
{
    struct ent_options options;
    struct ent_input input = {0};
    struct ent_network network;
    struct ent_question question;
    struct ent_selection selection, left;
    struct ent_derivation derivation;
    struct ent_network shown;
    struct ent_wish wish;
    input.schema = built_in(run);
    if (!read_options(run, next_line(&rest), &options))
        return;
    read_tables(run, rest, &input.records);
    if (!ent_question_read(run, &options, &question) ||
        !ent_derivation_read(run, &options, &derivation) ||
        !ent_wish_read(run, &options, &input, &wish) ||
        !ent_network_build(run, &input.schema, &input.records, &network) ||
        !ent_select(run, &network, &question, &selection) || ent_run_errors(run) > 0)
        return;
    struct ent_writer dot = {0};
    write_dot(run, &network, &selection, &dot);
    read_back(run, &options, &dot);
    ent_writer_end(&dot);
    explain(run, &network, &question, &selection);
    if (!ent_derive(run, &network, &selection, &derivation, &shown, &left))
        return;
    draw(run, &shown, &left, &wish);
    put_into_words(run, &shown, &left, &wish);
    list(run, &shown, &left);
    draw_page(run, &network, &question, &options, wish);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ent_run run;
    ent_run_begin(&run);
    go(&run, (struct ent_text){(const char *)bytes, length});
    ent_run_end(&run);
    return 0;
}
