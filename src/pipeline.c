#include "pipeline.h"

#include "cli/told.h"
#include "draw/figure.h"
#include "draw/series.h"
#include "pictures.h"
#include "serve/serve.h"
#include "write/dot.h"
#include "write/explain.h"
#include "write/html.h"
#include "write/list_years.h"
#include "write/pins.h"

/* The whole way of a figure: network -> plan -> layout -> drawing -> SVG. The pictures of a series
 * share plan and layout. */
static bool draw(struct ent_run *run, const struct ent_inquiry *inquiry,
                 const struct ent_wish *wish, const struct ent_font *font,
                 struct ent_picture *pictures, size_t count)
{
    struct ent_plan plan = {.pictures = inquiry->yearly, .picture_count = inquiry->years.count};
    struct ent_layout layout;
    struct ent_series series;
    bool yearly = inquiry->years.count > 0;
    bool good = ent_plan_make(run, &inquiry->shown, &inquiry->left, wish, font, &plan);
    good = good && (yearly ? ent_series_place(run, &plan, inquiry->years.years, wish, &series)
                           : ent_layout_plan(run, &plan, &layout));
    if (good && !wish->each)
        ent_pins_write(run, &plan, yearly ? &series.layout : &layout, &pictures->places);
    for (size_t i = 0; good && i < count; i++) {
        struct ent_picture *picture = &pictures[i];
        struct ent_drawing drawing;
        if (wish->each)
            ent_pins_write(run, &series.pictures[i].plan, &series.pictures[i].layout,
                           &picture->places);
        if (yearly)
            ent_series_draw(run, &series, wish, i, &drawing);
        else
            ent_figure_draw(run, &plan, &layout, wish, &drawing);
        good = ent_picture_paint(run, inquiry, font, &drawing, picture);
    }
    return good;
}

/* A page holds a drawing of all years, in which is hidden what is not shown at first. */
static bool draw_page(struct ent_run *run, const struct ent_inquiry *inquiry,
                      const struct ent_wish *wish, const struct ent_font *font,
                      struct ent_picture *picture)
{
    struct ent_plan all = {0}, plan;
    struct ent_layout layout;
    struct ent_drawing drawing;
    if (!ent_plan_make(run, &inquiry->shown, &inquiry->left, wish, font, &all) ||
        !ent_layout_plan(run, &all, &layout))
        return false;
    all.pictures = &inquiry->selection;
    all.picture_count = 1;
    plan = ent_plan_picture(run, &all, &inquiry->selection);
    ent_figure_draw(run, &plan, &layout, wish, &drawing);
    ent_pins_write(run, &all, &layout, &picture->places);
    ent_html_write(run,
                   &(struct ent_page){.network = &inquiry->shown,
                                      .question = &inquiry->question,
                                      .all = &inquiry->left,
                                      .shown = &inquiry->selection,
                                      .wish = wish,
                                      .plan = &all,
                                      .layout = &layout,
                                      .drawing = &drawing,
                                      .font = font},
                   &picture->writer);
    return true;
}

/* What the format decides. */
static void complete(struct ent_run *run, const struct ent_options *options,
                     const struct ent_input *input, enum ent_format format, struct ent_wish *wish)
{
    wish->inlined &= format == ENT_SVG;
    if (format == ENT_HTML)
        ent_wish_for_page(run, options, wish);
    wish->linked = format == ENT_PDF;
    if (format != ENT_DOT)
        wish->told = ent_told_make(run, options, input, wish->pins);
}

static void write_graph(struct ent_run *run, const struct ent_inquiry *inquiry,
                        const struct ent_input *input, const struct ent_wish *wish,
                        struct ent_picture *picture)
{
    const struct ent_layout_engine *engine = ent_layout_engine(wish->engine.text);
    bool ours = engine && engine->place; /* Graphviz has no such engine */
    ent_dot_write(run, &inquiry->shown, &picture->selection,
                  &(struct ent_dot_head){.schema = input->schema_path,
                                         .version = wish->version,
                                         .title = wish->title.text,
                                         .engine = ours ? (struct ent_text){0} : wish->engine.text,
                                         .settings = wish->settings,
                                         .setting_count = wish->setting_count},
                  &picture->writer);
}

/* A figure that is made, in one file or several. */
struct made {
    struct ent_input input; /* what the others point into */
    struct ent_inquiry inquiry;
    struct ent_wish wish;
    struct ent_picture *pictures;
    size_t count;
};

static bool make(struct ent_run *run, struct ent_options *options, bool self_executable,
                 struct made *made)
{
    struct ent_output output;
    struct ent_input *input = &made->input;
    struct ent_inquiry *inquiry = &made->inquiry;
    struct ent_wish *wish = &made->wish;

    if (!ent_inquiry_read(run, options, input, inquiry) ||
        !ent_wish_read(run, options, input, wish) || !ent_output_read(run, options, &output))
        return false;
    inquiry->paged = output.format == ENT_HTML;
    if (!ent_inquiry_answer(run, input, inquiry) ||
        !ent_output_check_pages(run, &output, wish, inquiry->years.count))
        return false;

    struct ent_font *font = ent_font_begin();
    made->count = ent_pictures_begin(run, inquiry, wish, &output, &made->pictures);
    bool good = true;
    wish->self_executable = self_executable;
    complete(run, options, input, output.format, wish);
    for (size_t i = 0; output.format == ENT_DOT && i < made->count; i++)
        write_graph(run, inquiry, input, wish, &made->pictures[i]);
    if (inquiry->paged)
        good = draw_page(run, inquiry, wish, font, made->pictures);
    else if (output.format != ENT_DOT)
        good = draw(run, inquiry, wish, font, made->pictures, made->count);
    ent_font_end(font);
    return good && ent_run_errors(run) == 0;
}

void ent_render(struct ent_run *run, struct ent_options *options, bool self_executable)
{
    struct made made = {0};
    if (make(run, options, self_executable, &made))
        ent_pictures_send(run, &made.inquiry, &made.wish, made.pictures, made.count);
    ent_pictures_end(made.pictures, made.count);
}

static void draw_served(struct ent_run *run, struct ent_options *options, struct ent_writer *page)
{
    struct made made = {0};
    options->values[ENT_OPTION_FORMAT] =
        (struct ent_value){.text = ENT_TEXT("html"), .given = true};
    if (make(run, options, true, &made))
        ent_put_text(page, ent_writer_text(&made.pictures->writer));
    ent_pictures_end(made.pictures, made.count);
}

enum ent_exit ent_serve_figure(struct ent_run *run, struct ent_options *options)
{
    return ent_serve(run, options, &(struct ent_drawer){draw_served});
}

/* Nodes or ties: of all that is asked for, or of each year of a series. */
static bool list_elements(struct ent_run *run, const struct ent_inquiry *inquiry,
                          const struct ent_list_wish *wish, struct ent_writer *writer)
{
    size_t years = inquiry->years.count;
    struct ent_listed *listed = ENT_NEW(&run->arena, struct ent_listed, years + 1);
    listed[0].selection = &inquiry->left;
    for (size_t i = 0; i < years; i++)
        listed[i] = (struct ent_listed){inquiry->years.years[i], &inquiry->yearly[i]};
    return ent_list_write(run, &inquiry->shown, listed, years > 0 ? years : 1, wish, writer);
}

void ent_list(struct ent_run *run, struct ent_options *options)
{
    struct ent_input input;
    struct ent_inquiry inquiry = {0};
    struct ent_list_wish wish;
    struct ent_writer writer = {0};

    bool good = ent_list_wish_read(run, options, &wish) &&
                ent_inquiry_read(run, options, &input, &inquiry) &&
                ent_inquiry_answer(run, &input, &inquiry);
    if (good && wish.what == ENT_LIST_YEARS)
        ent_list_years_write(run, &inquiry.shown, &inquiry.years, inquiry.yearly, wish.form,
                             &writer);
    else if (good && wish.what == ENT_LIST_STEPS)
        good = ent_list_steps_write(run, &inquiry.left, &wish, &writer);
    else if (good)
        good = list_elements(run, &inquiry, &wish, &writer);
    if (good && ent_run_errors(run) == 0)
        ent_writer_send(run, &writer, wish.path);
    ent_writer_end(&writer);
}

void ent_explain(struct ent_run *run, struct ent_options *options)
{
    struct ent_input input;
    struct ent_inquiry inquiry = {0};
    struct ent_writer writer = {0};
    struct ent_text path = options->values[ENT_OPTION_OUTPUT].text;

    if (ent_inquiry_read(run, options, &input, &inquiry) &&
        ent_inquiry_answer(run, &input, &inquiry) &&
        ent_explain_write(run, &inquiry.network, &inquiry.question, &inquiry.selection,
                          options->subjects, options->subject_count, &writer) &&
        ent_run_errors(run) == 0)
        ent_writer_send(run, &writer, path.length > 0 ? path : ENT_TEXT("-"));
    ent_writer_end(&writer);
}

/* All of a figure that can be wrong before it is laid out. */
static void check_figure(struct ent_run *run, const struct ent_options *options,
                         struct ent_input *input, const struct ent_network *network)
{
    struct ent_inquiry inquiry = {.network = *network};
    struct ent_wish wish;

    bool asked = ent_question_read(run, options, &inquiry.question);
    asked = ent_derivation_read(run, options, &inquiry.derivation) && asked;
    if (!ent_wish_read(run, options, input, &wish) || !asked || ent_run_errors(run) > 0 ||
        !ent_inquiry_check(run, &inquiry))
        return;
    struct ent_plan plan = {.pictures = inquiry.yearly, .picture_count = inquiry.years.count};
    struct ent_font *font = ent_font_begin();
    ent_plan_make(run, &inquiry.shown, &inquiry.left, &wish, font, &plan);
    ent_font_end(font);
}

void ent_check(struct ent_run *run, struct ent_options *options)
{
    struct ent_input input;
    struct ent_network network;
    size_t quotes = 0;
    const struct ent_value *folder = &options->values[ENT_OPTION_CHECK_QUOTES];

    if (!ent_input_read(run, options, &input))
        return;
    ent_network_build(run, &input.schema, &input.records, &network);
    ent_network_check(run, &network, options->values[ENT_OPTION_REQUIRE_SOURCE].given);
    if (folder->given)
        quotes = ent_quotes_check(run, &network, folder->text);
    if (input.is_figure)
        check_figure(run, options, &input, &network);
    ent_check_tell(run, options, &network, folder->given, quotes);
}

void ent_schema_print(struct ent_run *run, struct ent_options *options)
{
    struct ent_input input;
    struct ent_writer writer = {0};
    struct ent_text path = options->values[ENT_OPTION_OUTPUT].text;

    if (!ent_input_schema(run, options, &input))
        return;
    ent_put_text(&writer, input.schema.source->bytes);
    ent_writer_send(run, &writer, path.length > 0 ? path : ENT_TEXT("-"));
    ent_writer_end(&writer);
}
