#include "draw/series.h"

#include "draw/description.h"
#include "draw/motion.h"
#include "draw/series_each.h"
#include "draw/sheet.h"
#include "model/bundle.h"

bool ent_series_place(struct ent_run *run, const struct ent_plan *whole,
                      const struct ent_text *years, const struct ent_wish *wish,
                      struct ent_series *series)
{
    *series = (struct ent_series){
        .whole = whole,
        .pictures = ENT_NEW(&run->arena, struct ent_series_picture, whole->picture_count),
        .count = whole->picture_count};
    if (!ent_layout_plan(run, whole, &series->layout))
        return false;
    for (size_t i = 0; i < series->count; i++)
        series->pictures[i] = (struct ent_series_picture){
            years[i], ent_plan_picture(run, whole, &whole->pictures[i]), series->layout};
    return !wish->each || ent_series_place_each(run, series);
}

struct ent_text ent_series_description(struct ent_run *run, const struct ent_series *series)
{
    const struct ent_plan *whole = series->whole;
    struct ent_plan distinct = *whole;
    bool *told = ENT_NEW(&run->arena, bool, whole->network->tie_count + 1);
    distinct.ties = ENT_NEW(&run->arena, struct ent_plan_tie, whole->tie_count + 1);
    distinct.tie_count = 0;
    for (size_t i = 0; i < whole->tie_count; i++) {
        uint32_t twin = ent_tie_twin(whole->network, whole->ties[i].tie);
        if (!told[twin])
            distinct.ties[distinct.tie_count++] = whole->ties[i];
        told[twin] = true;
    }
    return ent_description_make(run, &distinct);
}

struct ent_text ent_series_counts(struct ent_run *run, const struct ent_series *series,
                                  size_t number)
{
    const struct ent_plan *whole = series->whole;
    const struct ent_selection *now = &whole->pictures[number];
    return ent_words_of_picture(&run->arena, whole->network, now, number > 0 ? now - 1 : NULL);
}

size_t ent_series_drawings(const struct ent_wish *wish, size_t years)
{
    size_t places = wish->columns * wish->rows;
    if (wish->step > 0)
        return 1;
    return places == 0 ? years : (years + places - 1) / places;
}

void ent_series_draw(struct ent_run *run, const struct ent_series *series,
                     const struct ent_wish *wish, size_t number, struct ent_drawing *drawing)
{
    const struct ent_series_picture *picture = &series->pictures[number];
    if (wish->step > 0)
        ent_motion_draw(run, series, wish, drawing);
    else if (wish->columns > 0)
        ent_sheet_draw(run, series, wish, number, drawing);
    else
        ent_figure_draw(run, &picture->plan, &picture->layout, wish, drawing);
}
