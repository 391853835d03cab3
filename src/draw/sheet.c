#include "draw/sheet.h"

#include "draw/id.h"

#include <math.h>

/* In letters of the largest label: the year, its counts, and the room between pictures. */
static const double year_size = 1.3, counts_size = 0.9, gap_across = 1.6, gap_down = 1.5;
static const double least_size = 9;                        /* in points of the drawing */
static const double least_year = 10.5, least_counts = 7.5; /* in points of paper */

/* A page of pictures while it is drawn; its lengths are in points of the drawing. */
struct page {
    struct ent_run *run;
    const struct ent_series *series;
    const struct ent_wish *wish;
    size_t first, count; /* of its pictures */
    size_t columns, rows;
    struct ent_text *counts; /* of its pictures, in words */
    double year, small;      /* sizes of fonts */
    double head;             /* height above each picture */
    bool stacked;            /* counts stand below the year, not beside it */
    double width, height;    /* of a picture with its head */
    double across, down;     /* between two */
    struct ent_frame frame;
    struct ent_drawing *drawing;
};

/* ---- the measures of the page ---- */

static double largest_label(const struct ent_plan *plan)
{
    double largest = least_size;
    for (size_t i = 0; i < plan->node_count; i++)
        largest = fmax(largest, plan->nodes[i].label.size);
    return largest;
}

/* About how many points of paper a point of the drawing will have. */
static double likely_scale(const struct page *page)
{
    const struct ent_layout_task *task = &page->series->whole->task;
    const struct ent_layout *layout = &page->series->layout;
    double across = task->page_width > 0 ? task->page_width / layout->width : 1;
    double down = task->page_height > 0 ? task->page_height / layout->height : 1;
    return fmin(fmin(across, down), 1);
}

static void measure_heads(struct page *page)
{
    const struct ent_font *font = page->series->whole->font;
    double size = largest_label(page->series->whole), beside = 0, widest = 0;
    double scale = likely_scale(page);
    page->year = fmax(size * year_size, least_year / scale);
    page->small = fmax(size * counts_size, least_counts / scale);
    page->across = size * gap_across;
    page->down = size * gap_down;
    for (size_t i = 0; i < page->count; i++) {
        const struct ent_series_picture *picture = &page->series->pictures[page->first + i];
        double year = ent_font_width(font, picture->year, page->year, true);
        double counts = ent_font_width(font, page->counts[i], page->small, false);
        beside = fmax(beside, year + page->small + counts);
        widest = fmax(widest, fmax(year, counts));
    }
    page->width = page->series->layout.width;
    page->stacked = beside > page->width;
    page->width = ceil(fmax(page->width, widest));
    page->head = ceil(ent_font_line(font, page->year) + page->small * 0.9 +
                      (page->stacked ? ent_font_line(font, page->small) : 0));
    page->height = page->head + page->series->layout.height;
}

static void choose_places(struct page *page, size_t number)
{
    const struct ent_wish *wish = page->wish;
    size_t places = wish->columns * wish->rows, all = page->series->count;
    page->first = number * places;
    page->count = all - page->first < places ? all - page->first : places;
    page->columns = all < wish->columns ? all : wish->columns;
    page->rows = all > places ? wish->rows : (all + wish->columns - 1) / wish->columns;
    page->counts = ENT_NEW(&page->run->arena, struct ent_text, page->count);
    for (size_t i = 0; i < page->count; i++)
        page->counts[i] = ent_series_counts(page->run, page->series, page->first + i);
}

/* What a frame is put around: all pictures, as if they were one. */
static struct ent_layout all_of(const struct page *page)
{
    struct ent_layout layout = page->series->layout;
    double columns = (double)page->columns, rows = (double)page->rows;
    layout.inset = (struct ent_point){0};
    layout.width = ceil(columns * page->width + (columns - 1) * page->across);
    layout.height = ceil(rows * page->height + (rows - 1) * page->down);
    return layout;
}

/* ---- the pictures ---- */

static struct ent_mark *next_mark(struct page *page, const char *kind)
{
    struct ent_mark *mark = &page->drawing->marks[page->drawing->mark_count++];
    mark->layer = ENT_LAYER_BACK;
    mark->kind = ent_text_of(kind);
    return mark;
}

static void put_words(struct page *page, const char *kind, struct ent_text text, double size,
                      bool bold, struct ent_point baseline)
{
    const struct ent_plan *plan = page->series->whole;
    struct ent_mark *mark = next_mark(page, kind);
    mark->words = ENT_NEW(&page->run->arena, struct ent_words, 1);
    mark->words[0] = (struct ent_words){
        .text = text,
        .at = baseline,
        .size = size,
        .width = ent_font_width(plan->font, text, size, bold),
        .bold = bold,
        .colour = bold ? plan->theme->on.ink : plan->theme->muted,
    };
    mark->word_count = 1;
}

/* A line across, below it the year and the counts. */
static void put_head(struct page *page, size_t number, struct ent_point at)
{
    const struct ent_plan *plan = page->series->whole;
    struct ent_text year = page->series->pictures[page->first + number].year;
    struct ent_mark *mark = next_mark(page, "line");
    struct ent_point *points = ENT_NEW(&page->run->arena, struct ent_point, 2);
    points[0] = at;
    points[1] = (struct ent_point){at.x + page->width, at.y};
    mark->paths = ENT_NEW(&page->run->arena, struct ent_path, 1);
    mark->paths[0] = (struct ent_path){.form = ENT_LINES,
                                       .points = points,
                                       .point_count = 2,
                                       .pen = ent_theme_pen(plan->theme, plan->theme->rule, 0.75)};
    mark->path_count = 1;
    struct ent_point line = {at.x, at.y + page->small * 0.3 + page->year};
    put_words(page, "year", year, page->year, true, line);
    if (page->stacked)
        line.y += ent_font_line(plan->font, page->small);
    else
        line.x += ent_font_width(plan->font, year, page->year, true) + page->small;
    put_words(page, "counts", page->counts[number], page->small, false, line);
}

/* Ids and lists of a picture are told apart from those of the others by the year. */
static void tell_apart(struct page *page, struct ent_text year, size_t from)
{
    struct ent_arena *arena = &page->run->arena;
    for (size_t i = from; i < page->drawing->mark_count; i++) {
        struct ent_mark *mark = &page->drawing->marks[i];
        if (mark->id.length > 0)
            mark->id = ENT_FORM(arena, "{}--{}", ent_id_word(arena, year), mark->id);
        if (mark->kind_name.length > 0)
            mark->kind_name = ENT_FORM(arena, "{}: {}", year, mark->kind_name);
    }
}

static void put_picture(struct page *page, size_t number, struct ent_point origin)
{
    const struct ent_series_picture *picture = &page->series->pictures[page->first + number];
    struct ent_point at = {
        origin.x + (double)(number % page->columns) * (page->width + page->across),
        origin.y + (double)(number / page->columns) * (page->height + page->down)};
    put_head(page, number, at);
    double free = floor((page->width - page->series->layout.width) / 2);
    page->frame.origin = (struct ent_point){at.x + free + picture->layout.inset.x,
                                            at.y + page->head + picture->layout.inset.y};
    size_t from = page->drawing->mark_count;
    ent_figure_put(page->run, &picture->plan, &picture->layout, &page->frame, page->drawing);
    tell_apart(page, picture->year, from);
}

/* ---- the page ---- */

static void put_block(struct page *page, const struct ent_block *block)
{
    for (size_t i = 0; i < block->count; i++)
        page->drawing->marks[page->drawing->mark_count++] = block->marks[i];
}

static void describe(struct page *page)
{
    const struct ent_series *series = page->series;
    struct ent_arena *arena = &page->run->arena;
    const struct ent_plan *whole = series->whole;
    struct ent_text title = ent_words_of_title(arena, whole->selection, page->wish->title.text);
    struct ent_text words = ENT_FORM(arena, "{} side by side. In all of them:",
                                     ent_words_of_count(arena, page->count, "picture", "pictures"));
    page->drawing->title = title.length > 0 ? title : ENT_TEXT("Network of relations");
    words = ENT_FORM(arena, "{} {}", words, ent_series_description(page->run, series));
    for (size_t i = 0; i < page->count; i++)
        words = ENT_FORM(arena, "{} {}: {}.", words, series->pictures[page->first + i].year,
                         page->counts[i]);
    page->drawing->description = words;
}

static size_t room_of(const struct page *page)
{
    const struct ent_parts *parts = &page->frame.parts;
    size_t room = parts->above.count + parts->below.count + parts->beside.count + 1;
    for (size_t i = 0; i < page->count; i++) {
        const struct ent_series_picture *picture = &page->series->pictures[page->first + i];
        room += 3 + ent_figure_room(&picture->plan, &picture->layout);
    }
    return room;
}

void ent_sheet_draw(struct ent_run *run, const struct ent_series *series,
                    const struct ent_wish *wish, size_t number, struct ent_drawing *drawing)
{
    struct page page = {.run = run, .series = series, .wish = wish, .drawing = drawing};
    *drawing = (struct ent_drawing){0};
    choose_places(&page, number);
    measure_heads(&page);
    struct ent_layout all = all_of(&page);
    ent_frame_make(run, series->whole, &all, wish, &page.frame);
    struct ent_point origin = page.frame.origin;
    drawing->marks = ENT_NEW(&run->arena, struct ent_mark, room_of(&page));
    drawing->width = page.frame.width;
    drawing->height = page.frame.height;
    drawing->paper = page.frame.paper;
    put_block(&page, &page.frame.parts.above);
    for (size_t i = 0; i < page.count; i++)
        put_picture(&page, i, origin);
    put_block(&page, &page.frame.parts.beside);
    put_block(&page, &page.frame.parts.below);
    describe(&page);
    ent_figure_finish(run, series->whole, wish, drawing);
}
