#include "pipeline.h"

#include "cli/input.h"
#include "cli/told.h"
#include "cli/wish.h"
#include "draw/figure.h"
#include "draw/keywords.h"
#include "draw/series.h"
#include "select/page.h"
#include "serve/serve.h"
#include "write/alt.h"
#include "write/dot.h"
#include "write/explain.h"
#include "write/gzip.h"
#include "write/html.h"
#include "write/list_years.h"
#include "write/picture.h"
#include "write/pins.h"
#include "write/svg.h"

/* What is asked of the tables, and what comes of it on the way to what is shown. */
struct view {
    struct ent_question question;
    struct ent_derivation derivation;
    struct ent_network network; /* all rows */
    struct ent_selection selection;
    struct ent_network shown; /* with what is made of their ties */
    struct ent_selection left;
    struct ent_years years;       /* of a series */
    struct ent_selection *yearly; /* what each of them shows; `left` is all of it */
    bool paged; /* the reader chooses the year: `left` is all that there is, `selection` shown first
                 */
};

static bool ask(struct ent_run *run, struct ent_options *options, struct ent_input *input,
                struct view *view)
{
    return ent_input_read(run, options, input) &&
           ent_question_read(run, options, &view->question) &&
           ent_derivation_read(run, options, &view->derivation);
}

/* A selection for each year of a series, and all of them together. */
static bool answer_yearly(struct ent_run *run, struct view *view)
{
    size_t count = view->years.count;
    view->yearly = ENT_NEW(&run->arena, struct ent_selection, count);
    if (!ent_select_years(run, &view->network, &view->question, &view->years, view->yearly,
                          &view->selection))
        return false;
    for (size_t i = 0; i < count; i++)
        ent_steps_tell(run, &view->yearly[i]);
    return ent_derive_years(run, &view->network, &view->selection, &view->derivation, &view->shown,
                            view->yearly, count, &view->left);
}

static bool answer_for_page(struct ent_run *run, struct view *view)
{
    view->shown = view->network;
    if (!ent_select_page(run, &view->network, &view->question, &view->left, &view->selection))
        return false;
    ent_steps_tell(run, &view->selection);
    return ent_why_tell(run, &view->network, &view->question, &view->selection);
}

static bool answer(struct ent_run *run, const struct ent_input *input, struct view *view)
{
    if (!ent_network_build(run, &input->schema, &input->records, &view->network) ||
        !ent_years_read(run, &view->network, &view->question, &view->years))
        return false;
    if (view->years.count > 0)
        return answer_yearly(run, view);
    if (view->paged)
        return answer_for_page(run, view);
    if (!ent_select(run, &view->network, &view->question, &view->selection))
        return false;
    ent_steps_tell(run, &view->selection);
    return ent_why_tell(run, &view->network, &view->question, &view->selection) &&
           ent_derive(run, &view->network, &view->selection, &view->derivation, &view->shown,
                      &view->left);
}

/* A file that is to be: one, or one for each year of a series, or for each sheet of them. */
struct picture {
    struct ent_selection selection;
    struct ent_alt_years years; /* that it holds; none: it is of one question */
    struct ent_output output;
    struct ent_writer writer, places;
};

/* A sheet of a series, or all of it in motion. */
static struct picture begin_sheet(struct ent_run *run, const struct view *view,
                                  const struct ent_wish *wish, const struct ent_output *output,
                                  size_t number)
{
    size_t places = wish->step > 0 ? view->years.count : wish->columns * wish->rows;
    size_t first = number * places;
    size_t left = view->years.count - first, count = left < places ? left : places;
    const struct ent_selection *selections = view->yearly + first;
    return (struct picture){
        .selection = ent_years_united(run, &view->shown, &view->left, selections, count),
        .years = {view->years.years + first, selections, count, first > 0},
        .output = ent_output_of_page(run, output, number),
    };
}

static size_t begin_pictures(struct ent_run *run, const struct view *view,
                             const struct ent_wish *wish, const struct ent_output *output,
                             struct picture **pictures)
{
    size_t years = view->years.count;
    bool sheets = (wish->columns > 0 || wish->step > 0) && output->format != ENT_DOT;
    size_t count = years == 0 ? 1 : sheets ? ent_series_drawings(wish, years) : years;
    *pictures = ENT_NEW(&run->arena, struct picture, count);
    for (size_t i = 0; i < count; i++)
        if (years == 0)
            (*pictures)[i] = (struct picture){
                .selection = view->paged ? view->selection : view->left, .output = *output};
        else if (sheets)
            (*pictures)[i] = begin_sheet(run, view, wish, output, i);
        else
            (*pictures)[i] =
                (struct picture){.selection = view->yearly[i],
                                 .output = ent_output_of_year(run, output, view->years.years[i])};
    return count;
}

/* All other pictures are made from the SVG, so that they look the same. */
static bool paint(struct ent_run *run, const struct ent_output *output,
                  const struct ent_drawing *drawing, struct ent_text keywords,
                  struct ent_writer *writer)
{
    struct ent_writer svg = *writer;
    struct ent_text text = ent_writer_text(&svg);
    struct ent_picture_words words = {drawing->title, drawing->description, keywords,
                                      drawing->language};
    bool good = true;
    *writer = (struct ent_writer){0};
    if (output->format == ENT_SVGZ)
        ent_gzip_write(text, writer);
    else if (output->format == ENT_PNG)
        good = ent_png_write(run, text, &words, output->dpi, output->path, writer);
    else
        good = ent_pdf_write(run, text, &words, output->path, writer);
    ent_writer_end(&svg);
    return good;
}

/* The whole way of a figure: network -> plan -> layout -> drawing -> SVG. The pictures of a series
 * share plan and layout. */
static bool draw(struct ent_run *run, const struct view *view, const struct ent_wish *wish,
                 const struct ent_font *font, struct picture *pictures, size_t count)
{
    struct ent_plan plan = {.pictures = view->yearly, .picture_count = view->years.count};
    struct ent_layout layout;
    struct ent_series series;
    bool yearly = view->years.count > 0;
    bool good = ent_plan_make(run, &view->shown, &view->left, wish, font, &plan);
    good = good && (yearly ? ent_series_place(run, &plan, view->years.years, wish, &series)
                           : ent_layout_plan(run, &plan, &layout));
    if (good && !wish->each)
        ent_pins_write(run, &plan, yearly ? &series.layout : &layout, &pictures->places);
    for (size_t i = 0; good && i < count; i++) {
        struct picture *picture = &pictures[i];
        struct ent_drawing drawing;
        if (wish->each)
            ent_pins_write(run, &series.pictures[i].plan, &series.pictures[i].layout,
                           &picture->places);
        if (yearly)
            ent_series_draw(run, &series, wish, i, &drawing);
        else
            ent_figure_draw(run, &plan, &layout, wish, &drawing);
        ent_svg_write(&drawing, font, &run->arena, &picture->writer);
        if (picture->output.format != ENT_SVG)
            good = paint(run, &picture->output, &drawing,
                         ent_keywords(run, &view->shown, &picture->selection), &picture->writer);
    }
    return good;
}

/* A page holds a drawing of all years, in which is hidden what is not shown at first. */
static bool draw_page(struct ent_run *run, const struct view *view, const struct ent_wish *wish,
                      const struct ent_font *font, struct picture *picture)
{
    struct ent_plan all = {0}, plan;
    struct ent_layout layout;
    struct ent_drawing drawing;
    if (!ent_plan_make(run, &view->shown, &view->left, wish, font, &all) ||
        !ent_layout_plan(run, &all, &layout))
        return false;
    all.pictures = &view->selection;
    all.picture_count = 1;
    plan = ent_plan_picture(run, &all, &view->selection);
    ent_figure_draw(run, &plan, &layout, wish, &drawing);
    ent_pins_write(run, &all, &layout, &picture->places);
    ent_html_write(run,
                   &(struct ent_page){.network = &view->shown,
                                      .question = &view->question,
                                      .all = &view->left,
                                      .shown = &view->selection,
                                      .wish = wish,
                                      .plan = &all,
                                      .layout = &layout,
                                      .drawing = &drawing,
                                      .font = font},
                   &picture->writer);
    return true;
}

static void end_picture(struct picture *picture)
{
    ent_writer_end(&picture->writer);
    ent_writer_end(&picture->places);
}

/* All figures and their alternatives in words come out together, or none of them does. */
static void send(struct ent_run *run, const struct view *view, const struct ent_wish *wish,
                 const struct picture *pictures, size_t count)
{
    size_t alts = pictures->output.alt_count, sent = 0;
    struct ent_writer *words = ENT_NEW(&run->arena, struct ent_writer, alts * count + 1);
    struct ent_parcel *parcels = ENT_NEW(&run->arena, struct ent_parcel, (alts + 2) * count);
    for (size_t i = 0; i < alts * count; i++) {
        const struct picture *picture = &pictures[i / alts];
        const struct ent_alt_output *alt = &picture->output.alts[i % alts];
        ent_alt_write(run, &view->shown, &picture->selection, &picture->years, wish, alt->form,
                      &words[i]);
        parcels[sent++] = (struct ent_parcel){ent_writer_text(&words[i]), alt->path};
    }
    for (size_t i = 0; i < count; i++)
        parcels[sent++] =
            (struct ent_parcel){ent_writer_text(&pictures[i].writer), pictures[i].output.path};
    for (size_t i = 0; i < count; i++)
        if (pictures[i].places.length > 0 && pictures[i].output.places.length > 0)
            parcels[sent++] = (struct ent_parcel){ent_writer_text(&pictures[i].places),
                                                  pictures[i].output.places};
    ent_parcels_send(run, parcels, sent);
    for (size_t i = 0; i < alts * count; i++)
        ent_writer_end(&words[i]);
}

/* Graphviz has no engine for a layout of our own. */
static struct ent_text engine_for_dot(const struct ent_wish *wish)
{
    const struct ent_layout_engine *engine = ent_layout_engine(wish->engine.text);
    return engine && engine->place ? (struct ent_text){0} : wish->engine.text;
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
        wish->told = ent_told_make(run, options, input);
}

static void write_graph(struct ent_run *run, const struct view *view, const struct ent_input *input,
                        const struct ent_wish *wish, struct picture *picture)
{
    ent_dot_write(run, &view->shown, &picture->selection,
                  &(struct ent_dot_head){.schema = input->schema_path,
                                         .version = wish->version,
                                         .title = wish->title.text,
                                         .engine = engine_for_dot(wish),
                                         .settings = wish->settings,
                                         .setting_count = wish->setting_count},
                  &picture->writer);
}

/* A figure that is made, in one file or several. */
struct made {
    struct ent_input input; /* what the others point into */
    struct view view;
    struct ent_wish wish;
    struct picture *pictures;
    size_t count;
};

static bool make(struct ent_run *run, struct ent_options *options, bool self_executable,
                 struct made *made)
{
    struct ent_output output;
    struct ent_input *input = &made->input;
    struct view *view = &made->view;
    struct ent_wish *wish = &made->wish;

    if (!ask(run, options, input, view) || !ent_wish_read(run, options, input, wish) ||
        !ent_output_read(run, options, &output))
        return false;
    view->paged = output.format == ENT_HTML;
    if (!answer(run, input, view) || !ent_output_check_pages(run, &output, wish, view->years.count))
        return false;

    struct ent_font *font = ent_font_begin();
    made->count = begin_pictures(run, view, wish, &output, &made->pictures);
    bool good = true;
    wish->self_executable = self_executable;
    complete(run, options, input, output.format, wish);
    for (size_t i = 0; output.format == ENT_DOT && i < made->count; i++)
        write_graph(run, view, input, wish, &made->pictures[i]);
    if (view->paged)
        good = draw_page(run, view, wish, font, made->pictures);
    else if (output.format != ENT_DOT)
        good = draw(run, view, wish, font, made->pictures, made->count);
    ent_font_end(font);
    return good && ent_run_errors(run) == 0;
}

static void end_pictures(struct made *made)
{
    for (size_t i = 0; i < made->count; i++)
        end_picture(&made->pictures[i]);
}

void ent_render(struct ent_run *run, struct ent_options *options, bool self_executable)
{
    struct made made = {0};
    if (make(run, options, self_executable, &made))
        send(run, &made.view, &made.wish, made.pictures, made.count);
    end_pictures(&made);
}

static void draw_served(struct ent_run *run, struct ent_options *options, struct ent_writer *page)
{
    struct made made = {0};
    options->values[ENT_OPTION_FORMAT] =
        (struct ent_value){.text = ENT_TEXT("html"), .given = true};
    if (make(run, options, true, &made))
        ent_put_text(page, ent_writer_text(&made.pictures->writer));
    end_pictures(&made);
}

enum ent_exit ent_serve_figure(struct ent_run *run, struct ent_options *options)
{
    return ent_serve(run, options, &(struct ent_drawer){draw_served});
}

/* Nodes or ties: of all that is asked for, or of each year of a series. */
static bool list_elements(struct ent_run *run, const struct view *view,
                          const struct ent_list_wish *wish, struct ent_writer *writer)
{
    size_t years = view->years.count;
    struct ent_listed *listed = ENT_NEW(&run->arena, struct ent_listed, years + 1);
    listed[0].selection = &view->left;
    for (size_t i = 0; i < years; i++)
        listed[i] = (struct ent_listed){view->years.years[i], &view->yearly[i]};
    return ent_list_write(run, &view->shown, listed, years > 0 ? years : 1, wish, writer);
}

void ent_list(struct ent_run *run, struct ent_options *options)
{
    struct ent_input input;
    struct view view = {0};
    struct ent_list_wish wish;
    struct ent_writer writer = {0};

    bool good = ent_list_wish_read(run, options, &wish) && ask(run, options, &input, &view) &&
                answer(run, &input, &view);
    if (good && wish.what == ENT_LIST_YEARS)
        ent_list_years_write(run, &view.shown, &view.years, view.yearly, wish.form, &writer);
    else if (good && wish.what == ENT_LIST_STEPS)
        good = ent_list_steps_write(run, &view.left, &wish, &writer);
    else if (good)
        good = list_elements(run, &view, &wish, &writer);
    if (good && ent_run_errors(run) == 0)
        ent_writer_send(run, &writer, wish.path);
    ent_writer_end(&writer);
}

void ent_explain(struct ent_run *run, struct ent_options *options)
{
    struct ent_input input;
    struct view view = {0};
    struct ent_writer writer = {0};
    struct ent_text path = options->values[ENT_OPTION_OUTPUT].text;

    if (ask(run, options, &input, &view) && answer(run, &input, &view) &&
        ent_explain_write(run, &view.network, &view.question, &view.selection, options->subjects,
                          options->subject_count, &writer) &&
        ent_run_errors(run) == 0)
        ent_writer_send(run, &writer, path.length > 0 ? path : ENT_TEXT("-"));
    ent_writer_end(&writer);
}

/* All of a figure that can be wrong before it is laid out. */
static void check_figure(struct ent_run *run, const struct ent_options *options,
                         struct ent_input *input, const struct ent_network *network)
{
    struct view view = {0};
    struct ent_wish wish;
    struct ent_plan plan = {0};

    bool asked = ent_question_read(run, options, &view.question);
    asked = ent_derivation_read(run, options, &view.derivation) && asked;
    if (!ent_wish_read(run, options, input, &wish) || !asked || ent_run_errors(run) > 0 ||
        !ent_select(run, network, &view.question, &view.selection) ||
        !ent_derive(run, network, &view.selection, &view.derivation, &view.shown, &view.left))
        return;
    struct ent_font *font = ent_font_begin();
    ent_plan_make(run, &view.shown, &view.left, &wish, font, &plan);
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
