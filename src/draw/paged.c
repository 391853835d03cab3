#include "draw/paged.h"

#include "draw/shape.h"

#include <math.h>

struct ent_text ent_paged_class(struct ent_arena *arena, const char *what, struct ent_text answer,
                                bool hidden)
{
    struct ent_text state = hidden ? ENT_TEXT("off") : answer;
    return state.length > 0 ? ENT_FORM(arena, "{} {}", ent_text_of(what), state)
                            : ent_text_of(what);
}

bool ent_paged_fades(const struct ent_network *network, const struct ent_plan_tie *tie,
                     const struct ent_placed_tie *placed)
{
    struct ent_lifetime life = ent_tie_effective(network, tie->tie);
    return life.given && !tie->doubtful &&
           (life.start_earliest != life.start_latest || life.end_earliest != life.end_latest) &&
           placed->curve_count == 1 && placed->curves[0].point_count >= 4;
}

double ent_paged_fade(const struct ent_plan *plan, const struct ent_wish *wish)
{
    const double least = 0.3; /* a weaker line is warned of, and has to be seen to fade */
    double share = 1;
    for (size_t i = 0; i < plan->tie_count; i++) {
        struct ent_colour line = plan->ties[i].look.pen.colour;
        if (i > 0 && plan->ties[i - 1].look.pen.colour.rgb == line.rgb)
            continue;
        share = fmin(share, ent_fade_of(&plan->theme->on, line));
        if (wish->follows_page)
            share = fmin(
                share, ent_fade_of(&wish->dark, ent_tone_turned(&wish->dark, ENT_ROLE_LINE, line)));
    }
    return fmin(fmax(share, least), 0.6);
}

void ent_paged_doubt(struct ent_arena *arena, const struct ent_plan *plan,
                     const struct ent_lifetime *life, struct ent_mark *mark)
{
    bool unknown =
        life->given && life->start_earliest == ENT_DAY_FIRST && life->start_latest != ENT_DAY_FIRST;
    if (!unknown || mark->word_count == 0)
        return;
    struct ent_words *words = ENT_NEW(arena, struct ent_words, mark->word_count + 1);
    memcpy(words, mark->words, mark->word_count * sizeof *words);
    struct ent_words *sign = &words[mark->word_count];
    *sign = words[mark->word_count - 1];
    sign->text = ENT_TEXT("?");
    sign->at.x += sign->width / 2 + 2;
    sign->anchor = ENT_START;
    sign->width = ent_font_width(plan->font, sign->text, sign->size, sign->bold);
    sign->doubt = true;
    sign->leftward = false;
    mark->words = words;
    mark->word_count++;
}

static struct ent_point snapped(struct ent_point at)
{
    return (struct ent_point){round(at.x * 10) / 10, round(at.y * 10) / 10};
}

void ent_paged_snap(struct ent_arena *arena, struct ent_drawing *drawing)
{
    for (size_t i = 0; i < drawing->mark_count; i++) {
        struct ent_mark *mark = &drawing->marks[i];
        for (size_t k = 0; k < mark->path_count; k++) {
            struct ent_path *path = &mark->paths[k];
            struct ent_point *points = ENT_NEW(arena, struct ent_point, path->point_count + 1);
            for (size_t p = 0; p < path->point_count; p++)
                points[p] = snapped(path->points[p]);
            path->points = points;
        }
        for (size_t k = 0; k < mark->word_count; k++)
            mark->words[k].at = snapped(mark->words[k].at);
    }
}
