#include "write/svg_sheet.h"

#include "draw/tone.h"

/* The light figure is what stands in the attributes. On a dark page each of its colours has a
 * counterpart, which a rule for that attribute and that value names; where one colour stands for
 * different things in different layers, the rules are the layers'. */
struct rule {
    enum ent_layer layer;
    bool stroke; /* else fill */
    bool text;   /* only of words, whose shapes have another counterpart */
    struct ent_colour from, to;
};

struct rules {
    struct rule *rules;
    size_t count;
};

static bool same(struct ent_colour a, struct ent_colour b)
{
    return a.rgb == b.rgb;
}

static void add(struct rules *rules, struct rule rule)
{
    if (!rule.from.given)
        return;
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *other = &rules->rules[i];
        bool meets = other->layer == rule.layer && other->stroke == rule.stroke &&
                     same(other->from, rule.from);
        if (meets && same(other->to, rule.to))
            return;
        if (meets && !other->text && !rule.text)
            return;
        rule.text |= meets;
    }
    rules->rules[rules->count++] = rule;
}

/* Fills are shapes in the layer of nodes, frames of clusters, and elsewhere what hides a line. */
static struct ent_colour turned_fill(const struct ent_drawing *drawing, enum ent_layer layer,
                                     const struct ent_path *path)
{
    const struct ent_tone_ground *dark = drawing->dark;
    bool head = path->pen.colour.given && same(path->fill, path->pen.colour) &&
                (layer == ENT_LAYER_TIES || layer == ENT_LAYER_LEGEND);
    if (layer == ENT_LAYER_CLUSTERS)
        return dark->cluster;
    if (layer != ENT_LAYER_NODES && drawing->ground.given && same(path->fill, drawing->ground))
        return dark->ground;
    return ent_tone_turned(dark, head ? ENT_ROLE_LINE : ENT_ROLE_FILL, path->fill);
}

/* What is drawn with the ground empties a line. */
static struct ent_colour turned_line(const struct ent_drawing *drawing, struct ent_colour colour)
{
    if (drawing->ground.given && same(colour, drawing->ground))
        return drawing->dark->ground;
    return ent_tone_turned(drawing->dark, ENT_ROLE_LINE, colour);
}

static void add_mark(const struct ent_drawing *drawing, const struct ent_mark *mark,
                     struct rules *rules)
{
    const struct ent_tone_ground *dark = drawing->dark;
    for (size_t i = 0; i < mark->path_count; i++) {
        const struct ent_path *path = &mark->paths[i];
        add(rules, (struct rule){mark->layer, false, false, path->fill,
                                 turned_fill(drawing, mark->layer, path)});
        add(rules, (struct rule){mark->layer, true, false, path->pen.colour,
                                 turned_line(drawing, path->pen.colour)});
    }
    for (size_t i = 0; i < mark->word_count; i++) {
        const struct ent_words *words = &mark->words[i];
        add(rules, (struct rule){mark->layer, false, false, words->colour,
                                 ent_tone_turned(dark, ENT_ROLE_TEXT, words->colour)});
        add(rules, (struct rule){mark->layer, true, false, words->halo, dark->ground});
    }
    if (mark->flag)
        add(rules, (struct rule){mark->layer, true, false, mark->flag->edge.colour,
                                 ent_tone_turned(dark, ENT_ROLE_LINE, mark->flag->edge.colour)});
}

static size_t count_colours(const struct ent_drawing *drawing)
{
    size_t count = 0;
    for (size_t i = 0; i < drawing->mark_count; i++)
        count += 2 * drawing->marks[i].path_count + 2 * drawing->marks[i].word_count + 1;
    return count;
}

/* Does the colour turn into the same one wherever it is used so? */
static bool is_everywhere(const struct rules *rules, const struct rule *rule)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *other = &rules->rules[i];
        if (other->stroke == rule->stroke && same(other->from, rule->from) &&
            (other->text || !same(other->to, rule->to)))
            return false;
    }
    return true;
}

static void put_figure(const struct ent_sheet *sheet, const char *more)
{
    if (sheet->drawing->swatches) {
        ENT_PUT(sheet->writer, ".swatch");
    } else {
        ENT_PUT(sheet->writer, "#");
        ent_sheet_put_id(sheet, (struct ent_text){0});
    }
    ent_put_text(sheet->writer, ent_text_of(more));
}

/* What the group of the layer, or of all, says by itself is black. */
static void put_selector(const struct ent_sheet *sheet, const struct rule *rule, bool everywhere)
{
    struct ent_writer *writer = sheet->writer;
    const char *layer = ent_layer_class(rule->layer);
    for (int whole = rule->from.rgb == 0 && !rule->stroke && !rule->text; whole >= 0; whole--) {
        put_figure(sheet, everywhere ? ">g" : ">g>.");
        ent_put_text(writer, ent_text_of(everywhere ? "" : layer));
        if (whole) {
            ENT_PUT(writer, ",");
            continue;
        }
        ent_put_text(writer, rule->text ? ENT_TEXT(" text[") : ENT_TEXT(" ["));
        ent_put_text(writer, rule->stroke ? ENT_TEXT("stroke='") : ENT_TEXT("fill='"));
        ent_sheet_put_hex(writer, rule->from);
        ENT_PUT(writer, "']");
    }
}

static void put_turn(struct ent_writer *writer, bool stroke, struct ent_colour from,
                     struct ent_colour to)
{
    ent_put_text(writer, stroke ? ENT_TEXT("{stroke:light-dark(") : ENT_TEXT("{fill:light-dark("));
    ent_sheet_put_hex(writer, from);
    ENT_PUT(writer, ",");
    ent_sheet_put_hex(writer, to);
    ENT_PUT(writer, ")}");
}

static bool said_before(const struct rules *rules, size_t number)
{
    const struct rule *rule = &rules->rules[number];
    for (size_t i = 0; i < number; i++)
        if (rules->rules[i].stroke == rule->stroke && same(rules->rules[i].from, rule->from))
            return true;
    return false;
}

/* The reader's wish, unless the page says with a class which one it is. */
static void put_scheme(const struct ent_sheet *sheet)
{
    put_figure(sheet, "{color-scheme:light}@media(prefers-color-scheme:dark){");
    put_figure(sheet, "{color-scheme:dark}}");
    put_figure(sheet, ".light{color-scheme:light}");
    put_figure(sheet, ".dark{color-scheme:dark}");
    if (!sheet->drawing->ground.given)
        return;
    put_figure(sheet, ">.ground");
    put_turn(sheet->writer, false, sheet->drawing->ground, sheet->drawing->dark->ground);
}

void ent_sheet_put_dark(const struct ent_sheet *sheet)
{
    const struct ent_drawing *drawing = sheet->drawing;
    struct rules rules = {ENT_NEW(sheet->arena, struct rule, count_colours(drawing) + 1), 0};
    if (!(drawing->inlined || drawing->paged) || !drawing->dark)
        return;
    for (size_t i = 0; i < drawing->mark_count; i++)
        add_mark(drawing, &drawing->marks[i], &rules);
    put_scheme(sheet);
    for (size_t i = 0; i < rules.count; i++) {
        const struct rule *rule = &rules.rules[i];
        bool everywhere = is_everywhere(&rules, rule);
        if (same(rule->from, rule->to) || (everywhere && said_before(&rules, i)))
            continue;
        put_selector(sheet, rule, everywhere);
        put_turn(sheet->writer, rule->stroke, rule->from, rule->to);
    }
}
