/* What fills and sizes of nodes mean, in the legend. */
#include "draw/legend.h"

#include <math.h>

static struct ent_legend_entry *next(struct ent_legend *legend, enum ent_legend_group group,
                                     struct ent_text names)
{
    struct ent_legend_entry *entry = &legend->entries[legend->count++];
    *entry = (struct ent_legend_entry){.group = group, .names = names};
    return entry;
}

/* From the least to the greatest; between them a whole number where all are whole. */
static size_t samples(const struct ent_worth *worth, double numbers[3])
{
    double middle = (worth->least + worth->most) / 2;
    bool whole = worth->least <= floor(worth->least) && worth->most <= floor(worth->most);
    if (worth->most <= worth->least) {
        numbers[0] = worth->most;
        return 1;
    }
    numbers[0] = worth->least;
    numbers[1] = whole ? floor(middle + 0.5) : middle;
    numbers[2] = worth->most;
    if (numbers[1] < worth->most)
        return 3;
    numbers[1] = worth->most;
    return 2;
}

static void add_ramp(struct ent_arena *arena, const struct ent_plan *plan,
                     struct ent_legend *legend)
{
    const struct ent_worth *worth = &plan->colour;
    double numbers[3], range = worth->most - worth->least;
    size_t count = samples(worth, numbers);
    for (size_t i = 0; i < count; i++)
        next(legend, ENT_OF_COLOUR, ent_worth_words(arena, numbers[i]))->fill =
            ent_worth_ramp(plan->theme, worth, range > 0 ? (numbers[i] - worth->least) / range : 1);
}

/* Their numbers stand behind the names, too. */
static void add_groups(struct ent_arena *arena, const struct ent_plan *plan,
                       struct ent_legend *legend)
{
    const struct ent_worth *worth = &plan->colour;
    bool named = worth->measure == ENT_MEASURE_COUNT;
    for (size_t i = 0; i < worth->told; i++) {
        struct ent_text number = ent_text_number(arena, (int64_t)i + 1);
        struct ent_text words =
            named ? ENT_FORM(arena, "{}\u00a0· {}", number, worth->groups[i]) : number;
        next(legend, ENT_OF_COLOUR, words)->fill = ent_worth_group_fill(plan->theme, i);
    }
    size_t others = worth->group_count - worth->told;
    if (others > 0)
        next(legend, ENT_OF_COLOUR,
             others == 1 ? ENT_TEXT("one other")
                         : ENT_FORM(arena, "{} others", ent_text_number(arena, (int64_t)others)))
            ->fill = ent_worth_group_fill(plan->theme, SIZE_MAX);
}

static void add_sizes(struct ent_arena *arena, const struct ent_plan *plan,
                      struct ent_legend *legend)
{
    const struct ent_worth *worth = &plan->size;
    double numbers[3];
    size_t count = samples(worth, numbers);
    for (size_t i = 0; i < count; i++)
        next(legend, ENT_OF_SIZE, ent_worth_words(arena, numbers[i]))->share =
            sqrt(ent_worth_area(worth, numbers[i]) / ent_worth_area(worth, worth->most));
    if (plan->picture_count > 0)
        next(legend, ENT_OF_SIZE, ENT_TEXT("thin line: in its largest year"))->share = 1;
}

void ent_legend_add_worths(struct ent_arena *arena, const struct ent_plan *plan,
                           struct ent_legend *legend)
{
    bool filled = plan->colour.asked.given && plan->node_count > 0;
    if (filled && plan->colour.grouped)
        add_groups(arena, plan, legend);
    else if (filled)
        add_ramp(arena, plan, legend);
    if (filled && plan->colour.some_without)
        next(legend, ENT_OF_COLOUR, ENT_TEXT("no value"));
    if (plan->size.asked.given && plan->node_count > 0)
        add_sizes(arena, plan, legend);
}

struct ent_text ent_legend_heading(struct ent_arena *arena, const struct ent_plan *plan,
                                   enum ent_legend_group group)
{
    static const struct ent_text headings[ENT_LEGEND_GROUPS] = {
        [ENT_OF_CHANGE] = {"Change", 6},       [ENT_OF_NODES] = {"Nodes", 5},
        [ENT_OF_TIES] = {"Ties", 4},           [ENT_OF_GROUPS] = {"Groups", 6},
        [ENT_OF_CERTAINTY] = {"Certainty", 9},
    };
    if (group == ENT_OF_COLOUR)
        return ENT_FORM(arena, "Colour: {}", plan->colour.asked.text);
    if (group == ENT_OF_SIZE)
        return ENT_FORM(arena, "Area: {}", plan->size.asked.text);
    return headings[group];
}
