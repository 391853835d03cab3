#include "draw/motion.h"

enum { least_rest = 2000 }; /* milliseconds that the last picture stays longer */

/* What the drawings of the years have in common is found by its content. */
struct motion {
    struct ent_run *run;
    const struct ent_series *series;
    struct ent_drawing *drawing;
    bool **moments; /* of each mark of the drawing */
    size_t *table;  /* by hash: number of a mark plus one; 0: free */
    size_t slots, room;
};

/* ---- sameness ---- */

static bool same_point(struct ent_point a, struct ent_point b)
{
    return !(a.x < b.x || a.x > b.x || a.y < b.y || a.y > b.y);
}

static bool same_number(double a, double b)
{
    return !(a < b || a > b);
}

static bool same_colour(struct ent_colour a, struct ent_colour b)
{
    return a.given == b.given && (!a.given || a.rgb == b.rgb);
}

static bool same_pen(struct ent_pen a, struct ent_pen b)
{
    return same_colour(a.colour, b.colour) && same_number(a.width, b.width) && a.dash == b.dash;
}

static bool same_path(const struct ent_path *a, const struct ent_path *b)
{
    bool same = a->form == b->form && a->point_count == b->point_count &&
                same_number(a->radius, b->radius) && same_colour(a->fill, b->fill) &&
                same_pen(a->pen, b->pen);
    for (size_t i = 0; same && i < a->point_count; i++)
        same = same_point(a->points[i], b->points[i]);
    return same;
}

static bool same_words(const struct ent_words *a, const struct ent_words *b)
{
    return ent_text_equal(a->text, b->text) && same_point(a->at, b->at) && a->anchor == b->anchor &&
           same_number(a->size, b->size) && a->bold == b->bold && a->italic == b->italic &&
           same_colour(a->colour, b->colour) && same_colour(a->halo, b->halo) &&
           ent_text_equal(a->link, b->link) && a->upward == b->upward;
}

static bool same_flag(const struct ent_flag_mark *a, const struct ent_flag_mark *b)
{
    if (!a || !b)
        return a == b;
    return a->flag == b->flag && same_point(a->at, b->at) && same_number(a->width, b->width);
}

static bool same_mark(const struct ent_mark *a, const struct ent_mark *b)
{
    bool same = a->layer == b->layer && ent_text_equal(a->id, b->id) &&
                ent_text_equal(a->kind, b->kind) && ent_text_equal(a->classes, b->classes) &&
                ent_text_equal(a->title, b->title) && a->path_count == b->path_count &&
                a->word_count == b->word_count && same_flag(a->flag, b->flag);
    for (size_t i = 0; same && i < a->path_count; i++)
        same = same_path(&a->paths[i], &b->paths[i]);
    for (size_t i = 0; same && i < a->word_count; i++)
        same = same_words(&a->words[i], &b->words[i]);
    return same;
}

static size_t hash_of(const struct ent_mark *mark)
{
    uint64_t hash = ent_text_hash(mark->id) * 31 + ent_text_hash(mark->kind) * 7 + mark->layer;
    if (mark->word_count > 0)
        hash = hash * 31 + ent_text_hash(mark->words[0].text);
    return (size_t)(hash ^ hash >> 29);
}

/* ---- putting together ---- */

/* The mark of the drawing that is the same, or a new one. */
static size_t find_or_add(struct motion *motion, const struct ent_mark *mark)
{
    struct ent_drawing *drawing = motion->drawing;
    size_t slot = hash_of(mark) % motion->slots;
    for (; motion->table[slot] > 0; slot = (slot + 1) % motion->slots)
        if (same_mark(&drawing->marks[motion->table[slot] - 1], mark))
            return motion->table[slot] - 1;
    size_t number = drawing->mark_count++;
    motion->table[slot] = number + 1;
    drawing->marks[number] = *mark;
    motion->moments[number] = ENT_NEW(&motion->run->arena, bool, motion->series->count);
    return number;
}

static void make_room(struct motion *motion, const struct ent_drawing *drawings, size_t count)
{
    struct ent_arena *arena = &motion->run->arena;
    for (size_t i = 0; i < count; i++)
        motion->room += drawings[i].mark_count;
    motion->slots = 2 * motion->room + 1;
    motion->table = ENT_NEW(arena, size_t, motion->slots);
    motion->moments = ENT_NEW(arena, bool *, motion->room + 1);
    motion->drawing->marks = ENT_NEW(arena, struct ent_mark, motion->room + 1);
}

/* Looks of one record that differ from year to year share its id; each needs one of its own. */
static void tell_apart(struct motion *motion)
{
    struct ent_arena *arena = &motion->run->arena;
    struct ent_drawing *drawing = motion->drawing;
    size_t *count = ENT_NEW(arena, size_t, motion->slots);
    memset(motion->table, 0, motion->slots * sizeof *motion->table);
    for (size_t i = 0; i < drawing->mark_count; i++) {
        struct ent_text id = drawing->marks[i].id;
        size_t slot = (size_t)ent_text_hash(id) % motion->slots;
        if (id.length == 0)
            continue;
        while (motion->table[slot] > 0 &&
               !ent_text_equal(drawing->marks[motion->table[slot] - 1].id, id))
            slot = (slot + 1) % motion->slots;
        if (motion->table[slot] == 0)
            motion->table[slot] = i + 1;
        if (++count[slot] > 1) /* no id of a record has three hyphens */
            drawing->marks[i].id =
                ENT_FORM(arena, "{}---{}", id, ent_text_number(arena, (int64_t)count[slot]));
    }
}

static void set_moments(struct motion *motion)
{
    struct ent_drawing *drawing = motion->drawing;
    for (size_t i = 0; i < drawing->mark_count; i++) {
        size_t seen = 0;
        for (size_t year = 0; year < motion->series->count; year++)
            seen += motion->moments[i][year];
        drawing->marks[i].moments = seen < motion->series->count ? motion->moments[i] : NULL;
    }
}

/* Where nothing may move the last picture stands that shows something. */
static size_t still_moment(const struct ent_series *series)
{
    const struct ent_plan *whole = series->whole;
    size_t last = series->count - 1;
    while (last > 0 && ent_count_nodes(whole->network, &whole->pictures[last], NULL) == 0)
        last--;
    return last;
}

static void describe(struct motion *motion, const struct ent_wish *wish)
{
    const struct ent_series *series = motion->series;
    struct ent_arena *arena = &motion->run->arena;
    struct ent_drawing *drawing = motion->drawing;
    struct ent_text title = ent_words_of_title(arena, series->whole->selection, wish->title.text);
    drawing->title = title.length > 0 ? title : ENT_TEXT("Network of relations");
    struct ent_text words = ENT_FORM(
        arena, "{} one after the other; whoever wants no motion is shown {}. In all of them: {}",
        ent_words_of_count(arena, series->count, "picture", "pictures"),
        series->pictures[drawing->still].year, ent_series_description(motion->run, series));
    for (size_t i = 0; i < series->count; i++)
        words = ENT_FORM(arena, "{} {}: {}.", words, series->pictures[i].year,
                         ent_series_counts(motion->run, series, i));
    drawing->description = words;
}

void ent_motion_draw(struct ent_run *run, const struct ent_series *series,
                     const struct ent_wish *wish, struct ent_drawing *drawing)
{
    struct motion motion = {.run = run, .series = series, .drawing = drawing};
    struct ent_drawing *drawings = ENT_NEW(&run->arena, struct ent_drawing, series->count);
    for (size_t i = 0; i < series->count; i++)
        ent_figure_draw(run, &series->pictures[i].plan, &series->pictures[i].layout, wish,
                        &drawings[i]);
    *drawing = drawings[0];
    drawing->mark_count = 0;
    make_room(&motion, drawings, series->count);
    for (size_t i = 0; i < series->count; i++)
        for (size_t k = 0; k < drawings[i].mark_count; k++)
            motion.moments[find_or_add(&motion, &drawings[i].marks[k])][i] = true;
    tell_apart(&motion);
    set_moments(&motion);
    drawing->moment_count = series->count;
    drawing->step = wish->step;
    drawing->rest = wish->step * 2 > least_rest ? wish->step * 2 : least_rest;
    drawing->still = still_moment(series);
    describe(&motion, wish);
    ent_figure_finish(run, series->whole, wish, drawing);
}
