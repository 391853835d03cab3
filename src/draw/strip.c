#include "draw/strip.h"

#include <math.h>

static const double longest = 430, line_at = 25, tick = 3.5, dot = 4.5;
static const double year_size = 17, end_size = 8;

struct strip {
    struct ent_run *run;
    const struct ent_plan *plan;
    double width;
    struct ent_block block;
};

/* Years stand as far apart as they are. */
static double place_of(const struct strip *strip, size_t picture)
{
    const struct ent_plan *plan = strip->plan;
    double first = (double)plan->pictures[0].window.first;
    double last = (double)plan->pictures[plan->picture_count - 1].window.first;
    double at = (double)plan->pictures[picture].window.first;
    return last > first ? floor(strip->width * (at - first) / (last - first)) : 0;
}

static void put_path(struct strip *strip, const char *kind, struct ent_path path,
                     struct ent_point a, struct ent_point b)
{
    struct ent_arena *arena = &strip->run->arena;
    struct ent_mark *mark = ent_block_mark(&strip->block, kind);
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    points[0] = a;
    points[1] = b;
    path.points = points;
    path.point_count = 2;
    mark->paths = ENT_NEW(arena, struct ent_path, 1);
    mark->paths[0] = path;
    mark->path_count = 1;
}

/* About `x`, but no further out than the strip. */
static void put_year(struct strip *strip, const char *kind, size_t picture, double size, bool bold,
                     double baseline)
{
    const struct ent_plan *plan = strip->plan;
    struct ent_arena *arena = &strip->run->arena;
    struct ent_text year = ent_words_of_window(arena, &plan->pictures[picture]);
    double width = ent_font_width(plan->font, year, size, bold);
    double left = place_of(strip, picture) - width / 2;
    struct ent_mark *mark = ent_block_mark(&strip->block, kind);
    mark->words = ENT_NEW(arena, struct ent_words, 1);
    mark->words[0] = (struct ent_words){
        .text = year,
        .at = {fmax(fmin(left, strip->width - width), 0), baseline},
        .size = size,
        .width = width,
        .bold = bold,
        .colour = bold ? plan->theme->on.ink : plan->theme->muted,
    };
    mark->word_count = 1;
}

struct ent_block ent_strip_make(struct ent_run *run, const struct ent_plan *whole, size_t now,
                                double width)
{
    size_t last = whole->picture_count - 1;
    struct strip strip = {.run = run, .plan = whole, .width = fmin(width, longest)};
    struct ent_path line = {.form = ENT_LINES,
                            .pen = ent_theme_pen(whole->theme, whole->theme->muted, 1)};
    strip.block = ent_block_make(&run->arena, whole->picture_count + 5);
    put_path(&strip, "strip", line, (struct ent_point){0, line_at},
             (struct ent_point){strip.width, line_at});
    for (size_t i = 0; i <= last; i++) {
        double x = place_of(&strip, i);
        put_path(&strip, "strip", line, (struct ent_point){x, line_at},
                 (struct ent_point){x, line_at + tick});
    }
    put_path(&strip, "strip", (struct ent_path){.form = ENT_ELLIPSE, .fill = whole->theme->on.ink},
             (struct ent_point){fmin(fmax(place_of(&strip, now), dot), strip.width - dot), line_at},
             (struct ent_point){dot, dot});
    put_year(&strip, "year", now, year_size, true, line_at - 8);
    put_year(&strip, "strip", 0, end_size, false, line_at + tick + end_size + 1);
    put_year(&strip, "strip", last, end_size, false, line_at + tick + end_size + 1);
    strip.block.width = strip.width;
    strip.block.height = line_at + tick + end_size + 4;
    return strip.block;
}
