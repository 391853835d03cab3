#include "draw/style.h"

#include "model/bundle.h"

#include <math.h>

/* clang-format off */
static const struct ent_shape shapes[] = {
    {"ellipse",       "ellipse",       ENT_FORM_ELLIPSE, 2.6},
    {"oval",          "ellipse",       ENT_FORM_ELLIPSE, 2.6},
    {"circle",        "circle",        ENT_FORM_ELLIPSE, 1.2},
    {"box",           "box",           ENT_FORM_BOX, 3},
    {"rect",          "box",           ENT_FORM_BOX, 3},
    {"rectangle",     "box",           ENT_FORM_BOX, 3},
    {"square",        "square",        ENT_FORM_BOX, 1.2},
    {"note",          "note",          ENT_FORM_NOTE, 3},
    {"tab",           "tab",           ENT_FORM_TAB, 3},
    {"folder",        "folder",        ENT_FORM_FOLDER, 3},
    {"hexagon",       "hexagon",       ENT_FORM_OUTLINE, 2.4},
    {"octagon",       "octagon",       ENT_FORM_OUTLINE, 2.2},
    {"house",         "house",         ENT_FORM_OUTLINE, 1.8},
    {"invhouse",      "invhouse",      ENT_FORM_OUTLINE, 1.8},
    {"diamond",       "diamond",       ENT_FORM_OUTLINE, 2},
    {"triangle",      "triangle",      ENT_FORM_OUTLINE, 1.6},
    {"pentagon",      "pentagon",      ENT_FORM_OUTLINE, 1.4},
    {"parallelogram", "parallelogram", ENT_FORM_OUTLINE, 3},
    {"trapezium",     "trapezium",     ENT_FORM_OUTLINE, 3},
    {"invtrapezium",  "invtrapezium",  ENT_FORM_OUTLINE, 3},
    {"plain",         "plain",         ENT_FORM_BARE, 3},
    {"plaintext",     "plaintext",     ENT_FORM_BARE, 3},
    {"none",          "plaintext",     ENT_FORM_BARE, 3},
};

static const struct { const char *name; struct ent_arrow_look look; } arrows[] = {
    {"none",     {ENT_ARROW_NONE,    false}},
    {"normal",   {ENT_ARROW_NORMAL,  false}},
    {"empty",    {ENT_ARROW_NORMAL,  true}},
    {"onormal",  {ENT_ARROW_NORMAL,  true}},
    {"vee",      {ENT_ARROW_VEE,     false}},
    {"open",     {ENT_ARROW_VEE,     false}},
    {"diamond",  {ENT_ARROW_DIAMOND, false}},
    {"odiamond", {ENT_ARROW_DIAMOND, true}},
    {"dot",      {ENT_ARROW_DOT,     false}},
    {"odot",     {ENT_ARROW_DOT,     true}},
    {"tee",      {ENT_ARROW_TEE,     false}},
};
/* clang-format on */

/* What the words of `style` ask for. */
struct words {
    bool filled, rounded, bold;
    enum ent_dash dash;
};

/* Where the texts of one element's style come from. */
struct styling {
    struct ent_run *run;
    const struct ent_schema *schema;
    const struct ent_theme *theme;
    const struct ent_kind *kind, *over;
    const struct ent_table *table;
    uint32_t row;
};

static const struct ent_template *stated(const struct styling *styling,
                                         enum ent_attribute attribute)
{
    const struct ent_kind *over = styling->over;
    bool is_over = over && over->values[attribute].text.length > 0;
    return is_over ? &over->values[attribute] : &styling->kind->values[attribute];
}

static struct ent_text value(const struct styling *styling, enum ent_attribute attribute)
{
    const struct ent_template *template = stated(styling, attribute);
    if (template != &styling->kind->values[attribute])
        return template->text;
    struct ent_filler filler =
        ent_template_bind(&styling->run->arena, template, styling->table, (struct ent_text){0});
    return ent_template_fill(&styling->run->arena, &filler, styling->row);
}

static void refuse(const struct styling *styling, enum ent_attribute attribute,
                   struct ent_text text, struct ent_text advice)
{
    struct ent_arena *arena = &styling->run->arena;
    ent_report(styling->run, ENT_E311, stated(styling, attribute)->place, advice,
               ENT_FORM(arena, "{}=\"{}\"", ent_attribute_name(attribute), text));
}

static struct ent_text list(struct ent_arena *arena, struct ent_text before, const char *name)
{
    return before.length == 0 ? ENT_FORM(arena, "supported: {}", ent_text_of(name))
                              : ENT_FORM(arena, "{}, {}", before, ent_text_of(name));
}

static const struct ent_shape *shape_of(const struct styling *styling)
{
    struct ent_text text = value(styling, ENT_AT_SHAPE), names = {0};
    if (text.length == 0)
        return &shapes[0];
    for (size_t i = 0; i < ENT_COUNT(shapes); i++) {
        if (ent_text_is(text, shapes[i].name))
            return &shapes[i];
        names = list(&styling->run->arena, names, shapes[i].name);
    }
    refuse(styling, ENT_AT_SHAPE, text, names);
    return &shapes[0];
}

static struct ent_arrow_look arrow_of(const struct styling *styling, enum ent_attribute attribute)
{
    struct ent_text text = value(styling, attribute), names = {0};
    if (text.length == 0)
        return (struct ent_arrow_look){ENT_ARROW_NORMAL, false};
    for (size_t i = 0; i < ENT_COUNT(arrows); i++) {
        if (ent_text_is(text, arrows[i].name))
            return arrows[i].look;
        names = list(&styling->run->arena, names, arrows[i].name);
    }
    refuse(styling, attribute, text, names);
    return (struct ent_arrow_look){ENT_ARROW_NORMAL, false};
}

/* Is it said for the figure at hand or by its theme, and not by the schema for all figures? */
static bool is_said_here(const struct styling *styling, enum ent_attribute attribute)
{
    const struct ent_template *template = stated(styling, attribute);
    return template->text.length > 0 && template->place.source != styling->schema->source;
}

static struct ent_colour colour_of(const struct styling *styling, enum ent_attribute attribute,
                                   enum ent_role role, struct ent_colour otherwise)
{
    struct ent_colour colour = otherwise;
    struct ent_text text = value(styling, attribute);
    if (text.length == 0)
        return colour;
    if (ent_colour_read(text, &colour))
        return is_said_here(styling, attribute) ? colour
                                                : ent_theme_colour(styling->theme, role, colour);
    struct ent_text meant = ent_colour_meant(text);
    refuse(styling, attribute, text,
           meant.length > 0 ? ENT_FORM(&styling->run->arena, "did you mean '{}'?", meant)
                            : ENT_TEXT("write #rrggbb or a colour name of CSS"));
    return colour;
}

/* Words that are said here keep their colour, and so do those of a schema on its own fill where
 * the theme changes neither; W704 tells of what cannot be read then. */
static struct ent_colour text_of(const struct styling *styling, struct ent_colour fill,
                                 struct ent_colour otherwise)
{
    struct ent_colour text = colour_of(styling, ENT_AT_FONTCOLOR, ENT_ROLE_TEXT, otherwise);
    bool of_schema = styling->theme->on.tone == ENT_TONE_KEEP &&
                     stated(styling, ENT_AT_FONTCOLOR)->text.length > 0 &&
                     !is_said_here(styling, ENT_AT_FILLCOLOR);
    if (of_schema || is_said_here(styling, ENT_AT_FONTCOLOR))
        return text;
    return ent_theme_legible(styling->theme, text, fill);
}

static double number_of(const struct styling *styling, enum ent_attribute attribute, double least,
                        double most, double otherwise)
{
    struct ent_text text = value(styling, attribute);
    double number = otherwise;
    if (text.length == 0)
        return otherwise;
    if (ent_text_number_read(text, &number) && number >= least && number <= most)
        return number;
    struct ent_arena *arena = &styling->run->arena;
    refuse(styling, attribute, text,
           ENT_FORM(arena, "a number from {} to {}", ent_text_number(arena, (int64_t)least),
                    ent_text_number(arena, (int64_t)most)));
    return otherwise;
}

static struct words words_of(const struct styling *styling)
{
    struct words words = {0};
    struct ent_text style = value(styling, ENT_AT_STYLE);
    for (struct ent_text rest = style, word; ent_text_next(&rest, ',', &word);) {
        if (ent_text_is(word, "filled"))
            words.filled = true;
        else if (ent_text_is(word, "rounded"))
            words.rounded = true;
        else if (ent_text_is(word, "bold"))
            words.bold = true;
        else if (ent_text_is(word, "dashed"))
            words.dash = ENT_DASHED;
        else if (ent_text_is(word, "dotted"))
            words.dash = ENT_DOTTED;
        else if (!ent_text_is(word, "solid"))
            refuse(styling, ENT_AT_STYLE, word,
                   ENT_TEXT("supported: filled, rounded, bold, solid, dashed, dotted"));
    }
    return words;
}

/* No line is thinner than the theme's; one above 1 makes all grow, so that they stay apart. */
/* From 1 to 5 with the weight; 2 where all weigh the same. */
static double width_by_weight(const struct ent_network *network, uint32_t tie)
{
    const struct ent_bundles *bundles = network->bundles;
    double range = bundles->most_weight - bundles->least_weight;
    return range > 0 ? 1 + 4 * (network->tie_weight[tie] - bundles->least_weight) / range : 2;
}

static double width_of(const struct styling *styling, const struct words *words)
{
    double width = number_of(styling, ENT_AT_PENWIDTH, 0, 50, words->bold ? 2 : 1);
    if (width <= 0 || is_said_here(styling, ENT_AT_PENWIDTH))
        return width;
    return fmax(width * fmax(styling->theme->thinnest, 1), styling->theme->thinnest);
}

static struct ent_pen pen_of(const struct styling *styling, const struct words *words,
                             struct ent_colour colour)
{
    return (struct ent_pen){
        .colour = colour_of(styling, ENT_AT_COLOR, ENT_ROLE_LINE, colour),
        .width = width_of(styling, words),
        .dash = words->dash,
    };
}

static struct styling styling_of_node(struct ent_run *run, const struct ent_network *network,
                                      const struct ent_theme *theme, uint32_t node,
                                      const struct ent_kind *over)
{
    uint32_t type = network->node_type[node];
    return (struct styling){.run = run,
                            .schema = network->schema,
                            .theme = theme,
                            .kind = &network->schema->types[type].kind,
                            .over = over,
                            .table = network->type_table[type],
                            .row = network->node_row[node]};
}

static struct styling styling_of_tie(struct ent_run *run, const struct ent_network *network,
                                     const struct ent_theme *theme, uint32_t tie)
{
    uint32_t relation = network->tie_relation[tie];
    return (struct styling){.run = run,
                            .schema = network->schema,
                            .theme = theme,
                            .kind = &network->schema->relations[relation].kind,
                            .table = network->relation_table[relation],
                            .row = network->tie_row[tie]};
}

void ent_node_look(struct ent_run *run, const struct ent_network *network,
                   const struct ent_theme *theme, uint32_t node, const struct ent_kind *over,
                   struct ent_node_look *look)
{
    struct styling styling = styling_of_node(run, network, theme, node, over);
    struct words words = words_of(&styling);
    *look = (struct ent_node_look){
        .shape = shape_of(&styling),
        .pen = pen_of(&styling, &words, theme->line),
        .rounded = words.rounded,
        .peripheries = (unsigned)number_of(&styling, ENT_AT_PERIPHERIES, 0, 4, 1),
        .font_size = number_of(&styling, ENT_AT_FONTSIZE, 4, 72, theme->text_size),
    };
    if (words.filled)
        look->fill = colour_of(&styling, ENT_AT_FILLCOLOR, ENT_ROLE_FILL, theme->fill);
    look->text = text_of(&styling, look->fill, theme->text);
}

void ent_tie_look(struct ent_run *run, const struct ent_network *network,
                  const struct ent_theme *theme, uint32_t tie, struct ent_tie_look *look)
{
    struct styling styling = styling_of_tie(run, network, theme, tie);
    struct words words = words_of(&styling);
    struct ent_text direction = value(&styling, ENT_AT_DIR);
    bool to = !ent_text_is(direction, "none") && !ent_text_is(direction, "back");
    bool from = ent_text_is(direction, "back") || ent_text_is(direction, "both");
    *look = (struct ent_tie_look){
        .text = text_of(&styling, theme->on.ground, theme->tie_text),
        .pen = pen_of(&styling, &words, theme->tie_line),
        .to = to ? arrow_of(&styling, ENT_AT_ARROWHEAD) : (struct ent_arrow_look){0},
        .from = from ? arrow_of(&styling, ENT_AT_ARROWTAIL) : (struct ent_arrow_look){0},
        .arrow_size = number_of(&styling, ENT_AT_ARROWSIZE, 0, 10, 0.7),
        .font_size = number_of(&styling, ENT_AT_FONTSIZE, 4, 72, theme->tie_size),
    };
    if (ent_tie_is_projected(network, tie))
        look->pen.width = width_by_weight(network, tie);
}

/* ---- what does not stand out ---- */

static void warn(const struct styling *styling, enum ent_attribute attribute, const char *what,
                 struct ent_colour over, struct ent_colour under)
{
    const struct ent_tone_ground *on = &styling->theme->on;
    ent_theme_warn(styling->run, stated(styling, attribute)->place, what, over, under,
                   attribute == ENT_AT_FONTCOLOR ? on->text_contrast : on->line_contrast);
}

/* A node that differs from the ground by its fill needs no outline. */
void ent_node_look_warn(struct ent_run *run, const struct ent_network *network,
                        const struct ent_theme *theme, uint32_t node, const struct ent_kind *over,
                        const struct ent_node_look *look)
{
    struct styling styling = styling_of_node(run, network, theme, node, over);
    struct ent_colour ground = theme->on.ground;
    struct ent_colour fill = look->fill.given ? look->fill : ground;
    bool drawn = look->shape->form != ENT_FORM_BARE && look->peripheries > 0 &&
                 look->pen.colour.given && look->pen.width > 0;
    warn(&styling, ENT_AT_FONTCOLOR, "text", look->text, fill);
    if (drawn && ent_colour_contrast(fill, ground) < theme->on.line_contrast)
        warn(&styling, ENT_AT_COLOR, "line", look->pen.colour, ground);
}

void ent_tie_look_warn(struct ent_run *run, const struct ent_network *network,
                       const struct ent_theme *theme, uint32_t tie, const struct ent_tie_look *look)
{
    struct styling styling = styling_of_tie(run, network, theme, tie);
    warn(&styling, ENT_AT_FONTCOLOR, "text", look->text, theme->on.ground);
    if (look->pen.colour.given)
        warn(&styling, ENT_AT_COLOR, "line", look->pen.colour, theme->on.ground);
}

bool ent_look_is_shared(const struct ent_kind *kind)
{
    for (size_t at = ENT_AT_SHAPE; at < ENT_AT_FONTNAME; at++)
        for (size_t i = 0; i < kind->values[at].part_count; i++)
            if (kind->values[at].parts[i].column_count > 0)
                return false;
    return true;
}
