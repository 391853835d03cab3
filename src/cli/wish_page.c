#include "cli/wish_page.h"

#include "cli/wish.h"

#include "draw/page.h"

static const struct ent_value *value(const struct ent_options *options, enum ent_option option)
{
    return &options->values[option];
}

/* Which of the words an option was set to; the first if it was not given. Reports E500 with
 * `hint`. */
static size_t word_of(struct ent_run *run, const struct ent_options *options,
                      enum ent_option option, const struct ent_text *words, size_t count,
                      struct ent_text hint)
{
    const struct ent_value *asked = value(options, option);
    for (size_t i = 0; i < count; i++)
        if (ent_text_equal(asked->text, words[i]))
            return i;
    if (asked->given) {
        struct ent_text meant = ent_hint_meant(&run->arena, asked->text, words, count);
        ent_report(run, ENT_E500, asked->place, meant.length > 0 ? meant : hint,
                   ENT_FORM(&run->arena, "{}: there is no '{}'",
                            ent_option_name(&run->arena, option), asked->text));
    }
    return 0;
}

/* ---- what stands around the drawing ---- */

static enum ent_legend_place legend_of(struct ent_run *run, const struct ent_options *options)
{
    static const struct ent_text places[] = {{"below", 5}, {"right", 5}, {"none", 4}};
    size_t place = word_of(run, options, ENT_OPTION_LEGEND, places, ENT_COUNT(places),
                           ENT_TEXT("below, right or none"));
    bool given = value(options, ENT_OPTION_LEGEND)->given;
    return given ? (enum ent_legend_place)(ENT_LEGEND_BELOW + place) : ENT_LEGEND_AUTO;
}

static enum ent_frame_form frame_of(struct ent_run *run, const struct ent_options *options)
{
    static const struct ent_text forms[] = {{"all", 3}, {"legend", 6}, {"none", 4}};
    return (enum ent_frame_form)word_of(run, options, ENT_OPTION_FRAME, forms, ENT_COUNT(forms),
                                        ENT_TEXT("all, legend or none"));
}

/* Where the command line asks for what its own --frame leaves out. A figure may say both: then the
 * frame decides, and a title is still told to screen readers. */
static void refuse_left_out(struct ent_run *run, const struct ent_options *options,
                            enum ent_frame_form frame)
{
    static const struct {
        enum ent_option option;
        enum ent_frame_form least; /* the first form that leaves it out */
    } parts[] = {
        {ENT_OPTION_SUBTITLE, ENT_FRAME_LEGEND}, {ENT_OPTION_CAPTION, ENT_FRAME_LEGEND},
        {ENT_OPTION_LEGEND, ENT_FRAME_NONE},     {ENT_OPTION_CITE, ENT_FRAME_NONE},
        {ENT_OPTION_NOTES, ENT_FRAME_NONE},
    };
    const struct ent_value *form = value(options, ENT_OPTION_FRAME);
    for (size_t i = 0; form->given && i < ENT_COUNT(parts); i++) {
        const struct ent_value *part = value(options, parts[i].option);
        bool none = parts[i].option == ENT_OPTION_LEGEND && ent_text_is(part->text, "none");
        if (part->given && !none && !part->place.source && !form->place.source &&
            frame >= parts[i].least)
            ent_report(run, ENT_E500, part->place, ENT_NO_HINT,
                       ENT_FORM(&run->arena, "--frame {} leaves no place for {}", form->text,
                                ent_option_name(&run->arena, parts[i].option)));
    }
}

/* ---- the paper ---- */

static struct ent_text all_names(struct ent_arena *arena)
{
    size_t count;
    const struct ent_text *names = ent_paper_names(arena, &count);
    struct ent_text all = names[0];
    for (size_t i = 1; i < count; i++)
        all = ENT_FORM(arena, "{}, {}", all, names[i]);
    return ENT_FORM(arena, "one of {}, or as 200x150mm, from 1 cm to 5 m a side", all);
}

static void read_page(struct ent_run *run, const struct ent_options *options, struct ent_wish *wish)
{
    const struct ent_value *page = value(options, ENT_OPTION_PAGE);
    if (ent_paper_read(page->text, &wish->paper))
        return;
    size_t count;
    const struct ent_text *names = ent_paper_names(&run->arena, &count);
    struct ent_text meant = ent_hint_meant(&run->arena, page->text, names, count);
    ent_report(run, ENT_E500, page->place, meant.length > 0 ? meant : all_names(&run->arena),
               ENT_FORM(&run->arena, "--page: '{}' is no size of a page", page->text));
}

static bool is_bare_number(struct ent_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] != '.' && (text.bytes[i] < '0' || text.bytes[i] > '9'))
            return false;
    return text.length > 0;
}

static void read_width(struct ent_run *run, const struct ent_options *options,
                       struct ent_wish *wish)
{
    const struct ent_value *width = value(options, ENT_OPTION_WIDTH);
    struct ent_arena *arena = &run->arena;
    if (ent_length_read(width->text, &wish->paper))
        return;
    wish->paper = (struct ent_paper){0};
    ent_report(run, ENT_E500, width->place,
               is_bare_number(width->text)
                   ? ENT_FORM(arena, "did you mean '{}mm'?", width->text)
                   : ENT_TEXT("a number and mm, cm, in, pt or px, from 1 cm to 5 m"),
               ENT_FORM(arena, "--width: '{}' is no length", width->text));
}

static void turn_page(struct ent_run *run, const struct ent_options *options, struct ent_wish *wish)
{
    static const struct ent_text ways[] = {{"portrait", 8}, {"landscape", 9}};
    const struct ent_value *orient = value(options, ENT_OPTION_ORIENT);
    if (!orient->given)
        return;
    size_t way = word_of(run, options, ENT_OPTION_ORIENT, ways, ENT_COUNT(ways),
                         ENT_TEXT("portrait or landscape"));
    if (value(options, ENT_OPTION_PAGE)->given)
        wish->paper = ent_paper_turned(wish->paper, way == 1);
    else if (!orient->place.source || !value(options, ENT_OPTION_WIDTH)->given)
        ent_report(run, ENT_E500, orient->place, ENT_NO_HINT,
                   ENT_TEXT("--orient says how --page lies, which is not given"));
}

static void read_paper(struct ent_run *run, const struct ent_options *options,
                       struct ent_wish *wish)
{
    const struct ent_value *page = value(options, ENT_OPTION_PAGE);
    const struct ent_value *width = value(options, ENT_OPTION_WIDTH);
    const struct ent_value *enlarge = value(options, ENT_OPTION_ENLARGE);
    wish->sheet = page->given ? *page : *width;
    wish->enlarge = enlarge->given;
    if (page->given && width->given)
        ent_report(run, ENT_E504, width->place, ENT_TEXT("a page has its own width"),
                   ENT_TEXT("--page"), ENT_TEXT("--width"));
    else if (page->given)
        read_page(run, options, wish);
    else if (width->given)
        read_width(run, options, wish);
    else if (enlarge->given)
        ent_report(run, ENT_E500, enlarge->place, ENT_NO_HINT,
                   ENT_TEXT("--enlarge is about --width and --page, and neither is given"));
    turn_page(run, options, wish);
}

void ent_wish_for_page(struct ent_run *run, const struct ent_options *options,
                       struct ent_wish *wish)
{
    wish->paged = true;
    wish->live = options->command == ENT_SERVE;
    wish->frame = ENT_FRAME_NONE;
    wish->paper = (struct ent_paper){0};
    wish->inlined = wish->navigable = wish->linked = false;
    wish->follows_page = !value(options, ENT_OPTION_THEME)->given;
    if (wish->follows_page)
        wish->dark = ent_theme_dark_ground(run);
}

void ent_page_wish_read(struct ent_run *run, const struct ent_options *options,
                        struct ent_wish *wish)
{
    wish->frame = frame_of(run, options);
    wish->legend_place = legend_of(run, options);
    if (wish->frame != ENT_FRAME_NONE) {
        wish->cite = *value(options, ENT_OPTION_CITE);
        wish->notes = *value(options, ENT_OPTION_NOTES);
    }
    refuse_left_out(run, options, wish->frame);
    read_paper(run, options, wish);
}
