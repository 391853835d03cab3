#include "draw/fit.h"

#include "draw/page.h"

#include <math.h>

static const double least_share = 0.35; /* of a page, for the drawing */
static const double least_text = 0.8, shrinking = 0.9;
static const double most_enlarged = 60;
static const double worth_moving = 1.05; /* a legend beside the drawing, for a larger drawing */

struct fitting {
    const struct ent_saying *saying;
    struct ent_paper paper;
    double edge;
    bool beside;
    double most; /* scale */
};

static double room(const struct ent_block *block, double gap)
{
    return block->count > 0 ? block->height + gap : 0;
}

/* With the frame's texts at that size. `*share`: what part of the height is left for the drawing,
 * 1 where the height is free. */
static struct ent_fit fit_at(const struct fitting *fitting, double text, double *share)
{
    const struct ent_layout *layout = fitting->saying->layout;
    double width = fitting->paper.width - 2 * fitting->edge;
    double height = fitting->paper.height - 2 * fitting->edge;
    struct ent_fit fit = {.beside = fitting->beside, .text = text};
    fit.parts = ent_parts_make(fitting->saying, width / text, fitting->beside);
    double free = height - text * (room(&fit.parts.above, ENT_ROOM_ABOVE) +
                                   room(&fit.parts.below, ENT_ROOM_BELOW) + 2);
    double beside = fit.parts.beside.count > 0 ? fit.parts.beside.width + ENT_ROOM_BESIDE : 0;
    bool paged = fitting->paper.height > 0;
    *share = paged ? free / height : 1;
    if (paged && text * fit.parts.beside.height > free)
        *share = 0;
    fit.scale = ent_page_scale(fmax(width - text * beside, 1), paged ? fmax(free, 1) : 0,
                               layout->width, layout->height, fitting->most);
    return fit;
}

/* Beside a drawing that is made smaller the frame's texts are too, but less. Those of a frame that
 * takes too much of the page shrink until the drawing has its share. */
static struct ent_fit fit_smaller(const struct fitting *fitting)
{
    double share;
    struct ent_fit fit = fit_at(fitting, 1, &share);
    double text = fmax(least_text, fmin(1, sqrt(fit.scale)));
    fit = fit_at(fitting, text, &share);
    while (share < least_share && text > 0.05) {
        text *= shrinking;
        fit = fit_at(fitting, text, &share);
    }
    return fit;
}

/* Enlarged, frame and drawing grow together: the largest size at which both fit. */
static struct ent_fit fit_larger(const struct fitting *fitting)
{
    double low = 1, high = most_enlarged, share;
    struct ent_fit fit = fit_smaller(fitting);
    for (int i = 0; fit.scale > 1 && i < 20; i++) {
        double text = (low + high) / 2;
        struct ent_fit tried = fit_at(fitting, text, &share);
        bool fits = tried.scale >= text && share >= least_share;
        if (fits)
            fit = tried;
        *(fits ? &low : &high) = text;
    }
    fit.scale = fmin(fit.scale, fmax(fit.text, 1));
    return fit;
}

static struct ent_fit fit_with(const struct ent_saying *saying, struct ent_paper paper, double edge,
                               bool beside)
{
    bool larger = saying->wish->enlarge;
    struct fitting fitting = {saying, paper, edge, beside, larger ? most_enlarged : 1};
    return larger ? fit_larger(&fitting) : fit_smaller(&fitting);
}

struct ent_fit ent_fit_make(const struct ent_saying *saying, struct ent_paper paper, double edge)
{
    enum ent_legend_place place = saying->wish->legend_place;
    struct ent_fit below = fit_with(saying, paper, edge, place == ENT_LEGEND_RIGHT);
    if (place != ENT_LEGEND_AUTO || paper.height <= 0 || saying->legend.count == 0)
        return below;
    struct ent_fit beside = fit_with(saying, paper, edge, true);
    return beside.scale > below.scale * worth_moving ? beside : below;
}

/* ---- what prints too small ---- */

/* The smallest text of a figure. */
struct smallest {
    double size; /* in points of the drawing */
    const struct ent_label *label;
};

static void consider(struct smallest *smallest, const struct ent_label *label)
{
    if (label->line_count > 0 && (!smallest->label || label->size < smallest->size))
        *smallest = (struct smallest){label->size, label};
}

static struct smallest smallest_of_drawing(const struct ent_saying *saying)
{
    const struct ent_plan *plan = saying->plan;
    struct smallest smallest = {0};
    for (size_t i = 0; i < plan->node_count; i++)
        consider(&smallest, &plan->nodes[i].label);
    for (size_t i = 0; i < plan->tie_count; i++)
        if (saying->layout->ties[i].curve_count > 0)
            consider(&smallest, &plan->ties[i].label);
    for (size_t i = 0; i < plan->cluster_count; i++)
        if (saying->layout->clusters[i].width > 0)
            consider(&smallest, &plan->clusters[i].label);
    return smallest;
}

/* "5.2" */
static struct ent_text tenths(struct ent_arena *arena, double number)
{
    int64_t count = (int64_t)floor(number * 10 + 1e-6);
    return ENT_FORM(arena, "{}.{}", ent_text_number(arena, count / 10),
                    ent_text_number(arena, count % 10));
}

/* ", a3 (7.4 pt)" for a paper on which the text would print larger. */
static struct ent_text suggest(const struct ent_saying *saying, struct ent_text before,
                               struct ent_text name, struct ent_paper paper, double size,
                               double now)
{
    struct ent_arena *arena = &saying->run->arena;
    double there = size * ent_fit_make(saying, paper, ent_paper_margin(paper)).scale;
    if (there < now * worth_moving)
        return before;
    return ENT_FORM(arena, "{}{}{} ({} pt)", before,
                    before.length > 0 ? ENT_TEXT(", ") : ENT_TEXT(""), name, tenths(arena, there));
}

/* Lying on its side, or twice as large. */
static struct ent_text other_papers(const struct ent_saying *saying, double size, double now)
{
    struct ent_paper paper = saying->wish->paper;
    bool upright = paper.height >= paper.width;
    struct ent_paper turned = ent_paper_turned(paper, upright), doubled = paper;
    doubled.width *= sqrt(2);
    doubled.height *= sqrt(2);
    struct ent_text help =
        suggest(saying, (struct ent_text){0},
                upright ? ENT_TEXT("--orient landscape") : ENT_TEXT("--orient portrait"), turned,
                size, now);
    return suggest(saying, help, ENT_TEXT("a page of twice the area"), doubled, size, now);
}

static struct ent_text help_for_drawing(const struct ent_saying *saying, double edge, double size,
                                        double now)
{
    struct ent_arena *arena = &saying->run->arena;
    struct ent_paper paper = saying->wish->paper;
    struct ent_text rest = ENT_TEXT("narrower names (--wrap), another --layout, fewer nodes");
    if (paper.height > 0) {
        struct ent_text papers = other_papers(saying, size, now);
        return papers.length > 0 ? ENT_FORM(arena, "what helps: {}, or {}", papers, rest)
                                 : ENT_FORM(arena, "what helps: {}", rest);
    }
    double wanted = saying->layout->width * ENT_LEAST_PRINT / size + 2 * edge;
    double wide = ceil(wanted / ent_unit_points(paper.unit));
    return ENT_FORM(arena, "what helps: --width {}{}, or {}", ent_text_number(arena, (int64_t)wide),
                    ent_text_of(ent_unit_name(paper.unit)), rest);
}

static void warn(const struct ent_saying *saying, struct ent_text text, double size,
                 struct ent_text help)
{
    struct ent_arena *arena = &saying->run->arena;
    bool paged = saying->wish->paper.height > 0;
    ent_report(saying->run, ENT_W702, saying->wish->sheet.place, help, text, tenths(arena, size),
               paged ? ENT_TEXT("--page") : ENT_TEXT("--width"), saying->wish->sheet.text);
}

void ent_fit_warn(const struct ent_saying *saying, const struct ent_fit *fit, double edge)
{
    const double slack = 0.005; /* of what is written */
    struct smallest smallest = smallest_of_drawing(saying);
    double drawn = smallest.size * fit->scale, framed = ent_least_wording_size() * fit->text;
    if (smallest.label && drawn < ENT_LEAST_PRINT - slack)
        warn(saying,
             ENT_FORM(&saying->run->arena, "'{}'",
                      ent_label_text(&saying->run->arena, smallest.label)),
             drawn, help_for_drawing(saying, edge, smallest.size, drawn));
    if (framed < ENT_LEAST_PRINT - slack && !ent_saying_is_empty(saying))
        warn(saying, ENT_TEXT("the text of the frame"), framed,
             ENT_TEXT("what helps: a larger page, --frame legend, --legend none"));
}
