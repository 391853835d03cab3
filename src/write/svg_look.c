#include "write/svg_sheet.h"

#include "draw/colour.h"

#include <math.h>

static int64_t colour_value(struct ent_colour colour)
{
    return colour.given ? (int64_t)colour.rgb : -1;
}

/* ---- the looks of elements ---- */

static const struct ent_look nothing_matters = {
    {ENT_ANY, ENT_ANY, ENT_ANY, ENT_ANY, ENT_ANY, ENT_ANY, ENT_ANY, ENT_ANY}};

struct ent_look ent_look_initial(const struct ent_sheet *sheet)
{
    struct ent_look look = {{[ENT_P_STROKE] = -1, [ENT_P_STROKE_WIDTH] = 100}};
    look.values[ENT_P_FONT_SIZE] = ent_hundredths(sheet->size);
    look.values[ENT_P_ANCHOR] = ENT_MIDDLE;
    return look;
}

static const double widest = 10000; /* for which dashes are made */

/* Thick lines need longer dashes to be told from solid ones, but not in proportion. */
static int64_t dashes_of(const struct ent_pen *pen)
{
    if (pen->dash == ENT_SOLID)
        return 0;
    double width = fmin(pen->width, widest);
    bool dotted = pen->dash == ENT_DOTTED;
    return ENT_DASHES(ent_hundredths(dotted ? width : 3 + 2 * width),
                      ent_hundredths(dotted ? 1 + width : 2 + width));
}

struct ent_look ent_look_of_path(const struct ent_path *path)
{
    struct ent_look look = nothing_matters;
    look.values[ENT_P_FILL] = colour_value(path->fill);
    look.values[ENT_P_STROKE] = colour_value(path->pen.colour);
    if (path->pen.colour.given) {
        look.values[ENT_P_STROKE_WIDTH] = ent_hundredths(path->pen.width);
        look.values[ENT_P_DASHES] = dashes_of(&path->pen);
    }
    return look;
}

struct ent_look ent_look_of_words(const struct ent_sheet *sheet, const struct ent_words *words)
{
    struct ent_look look = nothing_matters;
    look.values[ENT_P_FILL] = colour_value(words->colour);
    look.values[ENT_P_STROKE] = -1;
    if (!ent_words_stay_text(sheet, words))
        return look;
    if (sheet->drawing->paged) /* a rule says so for all of them */
        look.values[ENT_P_STROKE] = ENT_ANY;
    look.values[ENT_P_FONT_SIZE] = ent_hundredths(words->size);
    look.values[ENT_P_BOLD] = words->bold;
    look.values[ENT_P_ITALIC] = words->italic;
    look.values[ENT_P_ANCHOR] = ent_words_anchor(words);
    return look;
}

/* ---- what a group shares ---- */

enum { most_values = 8 }; /* of a property in a group; a rarer one is not shared */

/* How many elements want each value of a property. */
struct votes {
    int64_t values[most_values];
    size_t counts[most_values];
    size_t count;
};

static void vote(struct votes *votes, int64_t value)
{
    size_t i = 0;
    if (value == ENT_ANY)
        return;
    while (i < votes->count && votes->values[i] != value)
        i++;
    if (i == most_values)
        return;
    votes->values[i] = value;
    votes->counts[i] = i == votes->count ? 1 : votes->counts[i] + 1;
    votes->count += i == votes->count;
}

static void vote_for_all(struct votes *votes, struct ent_look look)
{
    for (size_t i = 0; i < ENT_P_COUNT; i++)
        vote(&votes[i], look.values[i]);
}

/* A value moves to the group if that is shorter: those that want the one around now say so. */
static int64_t elected(const struct votes *votes, int64_t around)
{
    size_t most = 1, best = most_values;
    for (size_t i = 0; i < votes->count; i++)
        if (votes->values[i] == around)
            most += votes->counts[i];
    for (size_t i = 0; i < votes->count; i++)
        if (votes->values[i] != around && votes->counts[i] > most) {
            most = votes->counts[i];
            best = i;
        }
    return best < most_values ? votes->values[best] : around;
}

struct ent_look ent_look_shared(const struct ent_sheet *sheet, const struct ent_look *around,
                                const struct ent_mark *const *marks, size_t count)
{
    struct votes votes[ENT_P_COUNT];
    struct ent_look look;
    for (size_t i = 0; i < ENT_P_COUNT; i++)
        votes[i].count = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < marks[i]->path_count; k++)
            vote_for_all(votes, ent_look_of_path(&marks[i]->paths[k]));
        for (size_t k = 0; k < marks[i]->word_count; k++)
            vote_for_all(votes, ent_look_of_words(sheet, &marks[i]->words[k]));
    }
    for (size_t i = 0; i < ENT_P_COUNT; i++)
        look.values[i] = elected(&votes[i], around->values[i]);
    return look;
}

/* ---- attributes ---- */

static void put_colour(struct ent_writer *writer, const char *name, int64_t value)
{
    ent_sheet_put_colour(writer, name, (struct ent_colour){(uint32_t)value, value >= 0});
}

static void put_length(struct ent_writer *writer, const char *name, int64_t value)
{
    ent_sheet_put_number(writer, name, (double)value / 100);
}

static void put_dashes(struct ent_writer *writer, const char *name, int64_t value)
{
    struct ent_writer text = {0};
    ent_put_number(&text, (double)(value >> 24) / 100);
    ENT_PUT(&text, " ");
    ent_put_number(&text, (double)(value & 0xffffff) / 100);
    ent_sheet_put(writer, name, value == 0 ? ENT_TEXT("none") : ent_writer_text(&text));
    ent_writer_end(&text);
}

static void put_bold(struct ent_writer *writer, const char *name, int64_t value)
{
    ent_sheet_put(writer, name, value ? ENT_TEXT("bold") : ENT_TEXT("normal"));
}

static void put_italic(struct ent_writer *writer, const char *name, int64_t value)
{
    ent_sheet_put(writer, name, value ? ENT_TEXT("italic") : ENT_TEXT("normal"));
}

static void put_anchor(struct ent_writer *writer, const char *name, int64_t value)
{
    static const char *const anchors[] = {
        [ENT_START] = "start", [ENT_MIDDLE] = "middle", [ENT_END] = "end"};
    ent_sheet_put(writer, name, ent_text_of(anchors[value]));
}

static const struct {
    const char *name;
    void (*put)(struct ent_writer *writer, const char *name, int64_t value);
} properties[] = {
    [ENT_P_FILL] = {"fill", put_colour},
    [ENT_P_STROKE] = {"stroke", put_colour},
    [ENT_P_STROKE_WIDTH] = {"stroke-width", put_length},
    [ENT_P_DASHES] = {"stroke-dasharray", put_dashes},
    [ENT_P_FONT_SIZE] = {"font-size", put_length},
    [ENT_P_BOLD] = {"font-weight", put_bold},
    [ENT_P_ITALIC] = {"font-style", put_italic},
    [ENT_P_ANCHOR] = {"text-anchor", put_anchor},
};

void ent_look_put(struct ent_writer *writer, const struct ent_look *around,
                  const struct ent_look *look)
{
    for (size_t i = 0; i < ENT_P_COUNT; i++)
        if (look->values[i] != ENT_ANY && look->values[i] != around->values[i])
            properties[i].put(writer, properties[i].name, look->values[i]);
}
