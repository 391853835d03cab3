#include "draw/style.h"

#include <math.h>

/* clang-format off */
static const struct ent_shape shapes[] = {
    {"ellipse",       "ellipse",       ENT_FORM_ELLIPSE},
    {"oval",          "ellipse",       ENT_FORM_ELLIPSE},
    {"circle",        "circle",        ENT_FORM_ELLIPSE},
    {"box",           "box",           ENT_FORM_BOX},
    {"rect",          "box",           ENT_FORM_BOX},
    {"rectangle",     "box",           ENT_FORM_BOX},
    {"square",        "square",        ENT_FORM_BOX},
    {"note",          "note",          ENT_FORM_NOTE},
    {"tab",           "tab",           ENT_FORM_TAB},
    {"folder",        "folder",        ENT_FORM_FOLDER},
    {"hexagon",       "hexagon",       ENT_FORM_OUTLINE},
    {"octagon",       "octagon",       ENT_FORM_OUTLINE},
    {"house",         "house",         ENT_FORM_OUTLINE},
    {"invhouse",      "invhouse",      ENT_FORM_OUTLINE},
    {"diamond",       "diamond",       ENT_FORM_OUTLINE},
    {"triangle",      "triangle",      ENT_FORM_OUTLINE},
    {"pentagon",      "pentagon",      ENT_FORM_OUTLINE},
    {"parallelogram", "parallelogram", ENT_FORM_OUTLINE},
    {"trapezium",     "trapezium",     ENT_FORM_OUTLINE},
    {"invtrapezium",  "invtrapezium",  ENT_FORM_OUTLINE},
    {"plain",         "plain",         ENT_FORM_BARE},
    {"plaintext",     "plaintext",     ENT_FORM_BARE},
    {"none",          "plaintext",     ENT_FORM_BARE},
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

static struct ent_colour colour_of(const struct styling *styling, enum ent_attribute attribute,
                                   uint32_t otherwise)
{
    struct ent_colour colour = {otherwise, true};
    struct ent_text text = value(styling, attribute);
    if (text.length == 0 || ent_colour_read(text, &colour))
        return colour;
    struct ent_text meant = ent_colour_meant(text);
    refuse(styling, attribute, text,
           meant.length > 0 ? ENT_FORM(&styling->run->arena, "did you mean '{}'?", meant)
                            : ENT_TEXT("write #rrggbb or a colour name of CSS"));
    return colour;
}

/* Digits with at most one point, in every locale. */
static bool read_number(struct ent_text text, double *number)
{
    double found = 0, scale = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '.' && scale == 0) {
            scale = 1;
        } else if (byte >= '0' && byte <= '9') {
            found = found * 10 + (byte - '0');
            scale *= 10;
        } else {
            return false;
        }
    }
    *number = scale > 1 ? found / scale : found;
    return text.length > 0;
}

static double number_of(const struct styling *styling, enum ent_attribute attribute, double least,
                        double most, double otherwise)
{
    struct ent_text text = value(styling, attribute);
    double number = otherwise;
    if (text.length == 0)
        return otherwise;
    if (read_number(text, &number) && number >= least && number <= most)
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

static struct ent_pen pen_of(const struct styling *styling, const struct words *words,
                             uint32_t colour)
{
    return (struct ent_pen){
        .colour = colour_of(styling, ENT_AT_COLOR, colour),
        .width = number_of(styling, ENT_AT_PENWIDTH, 0, 50, words->bold ? 2 : 1),
        .dash = words->dash,
    };
}

void ent_node_look(struct ent_run *run, const struct ent_network *network, uint32_t node,
                   const struct ent_kind *over, struct ent_node_look *look)
{
    uint32_t type = network->node_type[node];
    struct styling styling = {run,  network->schema,           &network->schema->types[type].kind,
                              over, network->type_table[type], network->node_row[node]};
    struct words words = words_of(&styling);
    *look = (struct ent_node_look){
        .shape = shape_of(&styling),
        .text = colour_of(&styling, ENT_AT_FONTCOLOR, 0x1a1a1a),
        .pen = pen_of(&styling, &words, 0x444444),
        .rounded = words.rounded,
        .peripheries = (unsigned)number_of(&styling, ENT_AT_PERIPHERIES, 0, 4, 1),
        .font_size = number_of(&styling, ENT_AT_FONTSIZE, 4, 72, 10),
    };
    if (words.filled)
        look->fill = colour_of(&styling, ENT_AT_FILLCOLOR, 0xeeeeee);
}

void ent_tie_look(struct ent_run *run, const struct ent_network *network, uint32_t tie,
                  struct ent_tie_look *look)
{
    uint32_t number = network->tie_relation[tie];
    const struct ent_relation *relation = &network->schema->relations[number];
    struct styling styling = {run,
                              network->schema,
                              &relation->kind,
                              NULL,
                              network->relation_table[number],
                              network->tie_row[tie]};
    struct words words = words_of(&styling);
    struct ent_text direction = value(&styling, ENT_AT_DIR);
    bool to = !ent_text_is(direction, "none") && !ent_text_is(direction, "back");
    bool from = ent_text_is(direction, "back") || ent_text_is(direction, "both");
    *look = (struct ent_tie_look){
        .text = colour_of(&styling, ENT_AT_FONTCOLOR, 0x333333),
        .pen = pen_of(&styling, &words, 0x5a5a5a),
        .to = to ? arrow_of(&styling, ENT_AT_ARROWHEAD) : (struct ent_arrow_look){0},
        .from = from ? arrow_of(&styling, ENT_AT_ARROWTAIL) : (struct ent_arrow_look){0},
        .arrow_size = number_of(&styling, ENT_AT_ARROWSIZE, 0, 10, 0.7),
        .font_size = number_of(&styling, ENT_AT_FONTSIZE, 4, 72, 9),
    };
}

bool ent_look_is_shared(const struct ent_kind *kind)
{
    for (size_t at = ENT_AT_SHAPE; at < ENT_AT_FONTNAME; at++)
        for (size_t i = 0; i < kind->values[at].part_count; i++)
            if (kind->values[at].parts[i].column_count > 0)
                return false;
    return true;
}
