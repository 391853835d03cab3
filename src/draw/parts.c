#include "draw/parts.h"

#include "draw/hidden.h"

#include <math.h>

static const double most_title = 600, most_line = 430; /* longer lines are not read well */
static const double beside_width = 165;
static const double least_comfort = 320, most_comfort = 480;
static const double tight = 3, loose = 9;

static struct ent_text rule_text(struct ent_run *run, const struct ent_plan *plan)
{
    struct ent_arena *arena = &run->arena;
    return ENT_FORM(arena, "{}\u00a0· {}, {}", ent_words_of_rule(arena, plan->selection),
                    ent_words_of_count(arena, plan->node_count, "node", "nodes"),
                    ent_words_of_count(arena, plan->tie_count, "tie", "ties"));
}

/* "Not shown: 16 nodes and 42 ties are outside the time asked for." */
static struct ent_text left_out_text(struct ent_run *run, const struct ent_plan *plan)
{
    struct ent_text sentences[ENT_MOST_STEPS], text = {0};
    size_t count = ent_hidden_words(run, plan->network, plan->selection, sentences);
    for (size_t i = 0; i < count; i++)
        text = ENT_FORM(&run->arena, "{} {}", i == 0 ? ENT_TEXT("Not shown:") : text, sentences[i]);
    return text;
}

/* Nothing to list among what is shown is an answer; no column to list from is a mistake. */
static void refuse_without(struct ent_run *run, const struct ent_network *network,
                           const char *option, struct ent_value asked, const char *column)
{
    const struct ent_records *records = network->records;
    bool found = !asked.given;
    for (size_t i = 0; i < records->table_count && !found; i++)
        found = ent_table_column(&records->tables[i], ent_text_of(column)) != ENT_NONE;
    if (!found)
        ent_report(run, ENT_E500, asked.place, ENT_NO_HINT,
                   ENT_FORM(&run->arena, "{}: no table has a column '{}'", ent_text_of(option),
                            ent_text_of(column)));
}

struct ent_saying ent_saying_make(struct ent_run *run, const struct ent_plan *plan,
                                  const struct ent_layout *layout, const struct ent_wish *wish)
{
    struct ent_saying saying = {.run = run, .plan = plan, .layout = layout, .wish = wish};
    bool all = wish->frame == ENT_FRAME_ALL;
    if (all) {
        saying.title = ent_words_of_title(&run->arena, plan->selection, wish->title.text);
        saying.subtitle = ent_words_of_title(&run->arena, plan->selection, wish->subtitle.text);
        saying.rule = rule_text(run, plan);
        saying.caption = wish->caption.text;
    }
    if (wish->frame != ENT_FRAME_NONE && wish->legend_place != ENT_LEGEND_NONE) {
        saying.legend = ent_legend_make(&run->arena, plan);
        saying.left_out = all ? left_out_text(run, plan) : (struct ent_text){0};
    }
    refuse_without(run, plan->network, "--cite", wish->cite, "source");
    refuse_without(run, plan->network, "--notes", wish->notes, "note");
    if (all || wish->cite.given)
        saying.sources = ent_references_of_sources(run, plan, wish->cite.given);
    if (wish->notes.given)
        saying.notes = ent_references_of_notes(run, plan);
    return saying;
}

bool ent_saying_is_empty(const struct ent_saying *saying)
{
    return saying->title.length + saying->subtitle.length + saying->rule.length +
               saying->caption.length + saying->left_out.length + saying->legend.count +
               saying->sources.count + saying->notes.count ==
           0;
}

static struct ent_block above_block(const struct ent_saying *saying, double width)
{
    struct ent_run *run = saying->run;
    const struct ent_plan *plan = saying->plan;
    struct ent_block block = ent_block_make(&run->arena, 3);
    block.across = width;
    double measure = fmin(width, most_title);
    bool headed = saying->title.length > 0 || saying->subtitle.length > 0;
    ent_block_text(run, plan, &block, ENT_TITLE, "title", saying->title, 0, measure);
    ent_block_text(run, plan, &block, ENT_SUBTITLE, "subtitle", saying->subtitle, 1, measure);
    ent_block_text(run, plan, &block, ENT_RULE_OF_YEAR, "rule", saying->rule, headed ? tight : 0,
                   measure);
    return block;
}

static struct ent_block legend_of(const struct ent_saying *saying, double width, bool narrow)
{
    return ent_legend_block(saying->run, saying->plan, saying->layout, &saying->legend, width,
                            narrow);
}

static struct ent_block list_of(const struct ent_saying *saying,
                                const struct ent_references *references, const char *heading,
                                const char *kind, double width)
{
    return ent_references_block(saying->run, saying->plan, references, heading, kind, width);
}

/* Caption, what is left out, notes and sources. */
static struct ent_block foot_block(const struct ent_saying *saying, double width)
{
    struct ent_run *run = saying->run;
    const struct ent_plan *plan = saying->plan;
    struct ent_block notes = list_of(saying, &saying->notes, "Notes", "note", width);
    struct ent_block sources = list_of(saying, &saying->sources, "Sources", "sources", width);
    struct ent_block block = ent_block_make(&run->arena, notes.count + sources.count + 2);
    block.across = width;
    double measure = fmin(width, most_line);
    ent_block_text(run, plan, &block, ENT_CAPTION, "caption", saying->caption, 0, measure);
    ent_block_text(run, plan, &block, ENT_SMALL, "left-out", saying->left_out, tight, measure);
    ent_block_below(&run->arena, &block, notes, loose - tight);
    ent_block_below(&run->arena, &block, sources, loose - tight);
    ent_block_layer(&block, ENT_LAYER_NOTES);
    return block;
}

static struct ent_block below_block(const struct ent_saying *saying, double width, bool beside)
{
    struct ent_arena *arena = &saying->run->arena;
    struct ent_block legend = beside ? (struct ent_block){0} : legend_of(saying, width, false);
    struct ent_block foot = foot_block(saying, width);
    struct ent_block block = ent_block_make(arena, legend.count + foot.count + 1);
    if (legend.count + foot.count == 0)
        return block;
    ent_block_line(arena, saying->plan, &block, 0, width);
    ent_block_layer(&block, ENT_LAYER_LEGEND);
    block.height += loose - tight;
    ent_block_below(arena, &block, legend, 0);
    ent_block_below(arena, &block, foot, tight);
    return block;
}

struct ent_parts ent_parts_make(const struct ent_saying *saying, double width, bool beside)
{
    struct ent_parts parts = {above_block(saying, width), below_block(saying, width, beside), {0}};
    if (beside)
        parts.beside = legend_of(saying, beside_width, true);
    return parts;
}

double ent_parts_comfort(const struct ent_saying *saying)
{
    if (ent_saying_is_empty(saying))
        return 0;
    double title =
        ent_font_width(saying->plan->font, saying->title, ent_wording_size(ENT_TITLE), true);
    double subtitle =
        ent_font_width(saying->plan->font, saying->subtitle, ent_wording_size(ENT_SUBTITLE), false);
    return fmin(fmax(least_comfort, ceil(fmax(title, subtitle))), most_comfort);
}
