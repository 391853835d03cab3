#include "draw/parts.h"

#include "draw/fate.h"
#include "draw/hidden.h"
#include "draw/strip.h"

#include <math.h>

static const double most_title = 600, most_line = 430; /* longer lines are not read well */
static const double beside_width = 165;
static const double least_comfort = 320, most_comfort = 480;
static const double tight = 3, loose = 9;

static struct ent_text rule_text(struct ent_run *run, const struct ent_plan *plan,
                                 const struct ent_selection *selection)
{
    struct ent_arena *arena = &run->arena;
    if (selection->change)
        return ENT_FORM(arena, "{}\u00a0· {}", ent_words_of_rule(arena, selection),
                        ent_words_of_fates(arena, selection->change));
    size_t nodes = ent_count_nodes(plan->network, selection, NULL);
    size_t ties = ent_count_ties(plan->network, selection, NULL);
    return ENT_FORM(arena, "{}\u00a0· {}, {}", ent_words_of_rule(arena, selection),
                    ent_words_of_count(arena, nodes, "node", "nodes"),
                    ent_words_of_count(arena, ties, "tie", "ties"));
}

static struct ent_heading heading_of(struct ent_run *run, const struct ent_plan *plan,
                                     const struct ent_wish *wish,
                                     const struct ent_selection *selection)
{
    return (struct ent_heading){
        ent_words_of_title(&run->arena, selection, wish->title.text),
        ent_words_of_title(&run->arena, selection, wish->subtitle.text),
        rule_text(run, plan, selection),
    };
}

/* Those of a series are measured together, so that none of its pictures stands lower. */
static void make_headings(struct ent_saying *saying, const struct ent_plan *plan)
{
    const struct ent_plan *whole = plan->whole;
    saying->heading = heading_of(saying->run, plan, saying->wish, plan->selection);
    if (!whole)
        return;
    saying->headings = ENT_NEW(&saying->run->arena, struct ent_heading, whole->picture_count);
    for (; saying->heading_count < whole->picture_count; saying->heading_count++)
        saying->headings[saying->heading_count] =
            heading_of(saying->run, plan, saying->wish, &whole->pictures[saying->heading_count]);
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
    if (wish->paged)
        return saying;
    if (all) {
        make_headings(&saying, plan);
        saying.caption = wish->caption.text;
    }
    if (plan->whole && wish->step > 0) {
        saying.moving = plan->whole;
        saying.moment = (size_t)(plan->selection - plan->whole->pictures);
    }
    if (plan->whole) /* legend and lists are the same in all pictures */
        saying.plan = plan = plan->whole;
    if (wish->frame != ENT_FRAME_NONE && wish->legend_place != ENT_LEGEND_NONE) {
        saying.legend = ent_legend_make(&run->arena, plan);
        saying.left_out =
            all && plan->picture_count == 0 ? left_out_text(run, plan) : (struct ent_text){0};
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
    return saying->heading.title.length + saying->heading.subtitle.length +
               saying->heading.rule.length + saying->caption.length + saying->left_out.length +
               saying->legend.count + saying->sources.count + saying->notes.count ==
           0;
}

static struct ent_block heading_block(const struct ent_saying *saying,
                                      const struct ent_heading *heading, double width)
{
    struct ent_run *run = saying->run;
    const struct ent_plan *plan = saying->plan;
    struct ent_block block = ent_block_make(&run->arena, 3);
    block.across = width;
    double measure = fmin(width, most_title);
    bool headed = heading->title.length > 0 || heading->subtitle.length > 0;
    ent_block_text(run, plan, &block, ENT_TITLE, "title", heading->title, 0, measure);
    ent_block_text(run, plan, &block, ENT_SUBTITLE, "subtitle", heading->subtitle, 1, measure);
    ent_block_text(run, plan, &block, ENT_RULE_OF_YEAR, "rule", heading->rule, headed ? tight : 0,
                   measure);
    return block;
}

static struct ent_block above_block(const struct ent_saying *saying, double width)
{
    struct ent_block block = heading_block(saying, &saying->heading, width);
    for (size_t i = 0; i < saying->heading_count; i++)
        block.height =
            fmax(block.height, heading_block(saying, &saying->headings[i], width).height);
    if (!saying->moving)
        return block;
    struct ent_block strip = ent_strip_make(saying->run, saying->moving, saying->moment, width);
    struct ent_block both = ent_block_make(&saying->run->arena, block.count + strip.count);
    ent_block_below(&saying->run->arena, &both, block, 0);
    ent_block_below(&saying->run->arena, &both, strip, loose);
    return both;
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

static double heading_width(const struct ent_saying *saying, const struct ent_heading *heading)
{
    const struct ent_font *font = saying->plan->font;
    return fmax(ent_font_width(font, heading->title, ent_wording_size(ENT_TITLE), true),
                ent_font_width(font, heading->subtitle, ent_wording_size(ENT_SUBTITLE), false));
}

double ent_parts_comfort(const struct ent_saying *saying)
{
    if (ent_saying_is_empty(saying))
        return 0;
    double widest = heading_width(saying, &saying->heading);
    for (size_t i = 0; i < saying->heading_count; i++)
        widest = fmax(widest, heading_width(saying, &saying->headings[i]));
    return fmin(fmax(least_comfort, ceil(widest)), most_comfort);
}
