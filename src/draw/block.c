#include "draw/block.h"

#include <math.h>

/* The typography of the frame, in the order of enum ent_wording. */
static const struct {
    double size;
    bool bold, muted;
} wordings[] = {
    [ENT_TITLE] = {15, true, false},       [ENT_SUBTITLE] = {11, false, false},
    [ENT_RULE_OF_YEAR] = {9, false, true}, [ENT_HEADING] = {8, true, false},
    [ENT_ENTRY] = {9, false, false},       [ENT_CAPTION] = {9, false, false},
    [ENT_SMALL] = {8, false, true},
};

double ent_wording_size(enum ent_wording wording)
{
    return wordings[wording].size;
}

double ent_least_wording_size(void)
{
    double least = wordings[0].size;
    for (size_t i = 1; i < ENT_COUNT(wordings); i++)
        least = fmin(least, wordings[i].size);
    return least;
}

struct ent_block ent_block_make(struct ent_arena *arena, size_t room)
{
    return (struct ent_block){.marks = ENT_NEW(arena, struct ent_mark, room + 1), .room = room};
}

struct ent_mark *ent_block_mark(struct ent_block *block, const char *kind)
{
    struct ent_mark *mark = &block->marks[block->count++];
    mark->kind = ent_text_of(kind);
    return mark;
}

void ent_block_layer(struct ent_block *block, enum ent_layer layer)
{
    for (size_t i = 0; i < block->count; i++)
        block->marks[i].layer = layer;
}

struct ent_label ent_wording_label(struct ent_run *run, const struct ent_plan *plan,
                                   enum ent_wording wording, struct ent_text text, double width)
{
    return ent_label_make(run, plan->font, text, wordings[wording].size, wordings[wording].bold,
                          width);
}

struct ent_words *ent_wording_words(struct ent_arena *arena, const struct ent_plan *plan,
                                    enum ent_wording wording, const struct ent_label *label,
                                    struct ent_point top, double width)
{
    struct ent_colour colour = wordings[wording].muted ? plan->theme->muted : plan->theme->on.ink;
    bool leftward = label->line_count > 0 && label->leftward[0];
    if (leftward)
        top.x += width;
    return ent_label_words(arena, plan->font, label, top, leftward ? ENT_END : ENT_START,
                           colour.rgb);
}

void ent_block_text(struct ent_run *run, const struct ent_plan *plan, struct ent_block *block,
                    enum ent_wording wording, const char *kind, struct ent_text text, double gap,
                    double width)
{
    struct ent_label label = ent_wording_label(run, plan, wording, text, width);
    if (label.line_count == 0)
        return;
    block->height += block->height > 0 ? gap : 0;
    struct ent_mark *mark = ent_block_mark(block, kind);
    mark->words =
        ent_wording_words(&run->arena, plan, wording, &label, (struct ent_point){0, block->height},
                          block->across > 0 ? block->across : width);
    mark->word_count = label.line_count;
    block->height += label.height;
    block->width = fmax(block->width, label.width);
}

void ent_block_below(struct ent_arena *arena, struct ent_block *block, struct ent_block lower,
                     double gap)
{
    if (lower.count == 0)
        return;
    block->height += block->height > 0 ? gap : 0;
    for (size_t i = 0; i < lower.count; i++) {
        struct ent_mark *mark = &block->marks[block->count++];
        *mark = lower.marks[i];
        ent_mark_move(arena, mark, (struct ent_point){0, block->height});
    }
    block->height += lower.height;
    block->width = fmax(block->width, lower.width);
}

void ent_block_line(struct ent_arena *arena, const struct ent_plan *plan, struct ent_block *block,
                    double gap, double width)
{
    block->height += block->height > 0 ? gap : 0;
    struct ent_mark *mark = ent_block_mark(block, "line");
    struct ent_point *points = ENT_NEW(arena, struct ent_point, 2);
    points[0] = (struct ent_point){0, block->height};
    points[1] = (struct ent_point){width, block->height};
    mark->paths = ENT_NEW(arena, struct ent_path, 1);
    mark->paths[0] = (struct ent_path){.form = ENT_LINES,
                                       .points = points,
                                       .point_count = 2,
                                       .pen = ent_theme_pen(plan->theme, plan->theme->rule, 0.5)};
    mark->path_count = 1;
}

/* Of boxes and ellipses only the first point is a place, the second is a size. */
static void change_path(struct ent_arena *arena, struct ent_path *path, double factor,
                        struct ent_point by)
{
    bool sized = path->form == ENT_BOX || path->form == ENT_ELLIPSE;
    struct ent_point *points = ENT_NEW(arena, struct ent_point, path->point_count + 1);
    for (size_t i = 0; i < path->point_count; i++) {
        bool place = !(sized && i == 1);
        points[i].x = path->points[i].x * factor + (place ? by.x : 0);
        points[i].y = path->points[i].y * factor + (place ? by.y : 0);
    }
    path->points = points;
    path->radius *= factor;
}

static void change_mark(struct ent_arena *arena, struct ent_mark *mark, double factor,
                        struct ent_point by)
{
    for (size_t i = 0; i < mark->path_count; i++)
        change_path(arena, &mark->paths[i], factor, by);
    for (size_t i = 0; i < mark->word_count; i++) {
        struct ent_words *words = &mark->words[i];
        words->at = (struct ent_point){words->at.x * factor + by.x, words->at.y * factor + by.y};
        words->size *= factor;
        words->width *= factor;
    }
    if (mark->flag) {
        struct ent_point at = mark->flag->at;
        mark->flag->at = (struct ent_point){at.x * factor + by.x, at.y * factor + by.y};
        mark->flag->width *= factor;
        mark->flag->height *= factor;
    }
}

void ent_mark_move(struct ent_arena *arena, struct ent_mark *mark, struct ent_point by)
{
    change_mark(arena, mark, 1, by);
}

void ent_block_scale(struct ent_arena *arena, struct ent_block *block, double factor)
{
    for (size_t i = 0; i < block->count; i++)
        change_mark(arena, &block->marks[i], factor, (struct ent_point){0, 0});
    block->width *= factor;
    block->height *= factor;
}
