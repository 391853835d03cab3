#include "write/svg.h"

#include "draw/page.h"
#include "write/svg_sheet.h"

/* ---- layers ---- */

/* In the order of enum ent_layer. */
static const struct {
    const char *class;
    const char *name; /* for a screen reader; NULL: its texts speak for themselves */
    bool listed;      /* lists of items */
} layers[] = {
    [ENT_LAYER_HEADING] = {"heading", NULL, false},
    [ENT_LAYER_BACK] = {"back", NULL, false},
    [ENT_LAYER_CLUSTERS] = {"clusters", "Groups", true},
    [ENT_LAYER_TIES] = {"ties", "Ties", true},
    [ENT_LAYER_NODES] = {"nodes", "Nodes", true},
    [ENT_LAYER_LEGEND] = {"legend", "Legend", false},
    [ENT_LAYER_NOTES] = {"notes", "Notes", false},
};

const char *ent_layer_class(enum ent_layer layer)
{
    return layers[layer].class;
}

static const enum ent_layer reading_order[] = {
    ENT_LAYER_HEADING, ENT_LAYER_BACK,   ENT_LAYER_CLUSTERS, ENT_LAYER_NODES,
    ENT_LAYER_TIES,    ENT_LAYER_LEGEND, ENT_LAYER_NOTES,
};

/* The marks of a layer; false if there are none. */
static bool find_marks(const struct ent_sheet *sheet, enum ent_layer layer,
                       const struct ent_mark **marks, size_t *count)
{
    const struct ent_drawing *drawing = sheet->drawing;
    *count = 0;
    for (size_t i = 0; i < drawing->mark_count; i++)
        if (drawing->marks[i].layer == layer)
            marks[(*count)++] = &drawing->marks[i];
    return *count > 0;
}

static bool has_marks(const struct ent_sheet *sheet, enum ent_layer layer)
{
    for (size_t i = 0; i < sheet->drawing->mark_count; i++)
        if (sheet->drawing->marks[i].layer == layer)
            return true;
    return false;
}

/* No id of a record begins with a hyphen: these are the figure's own. */
static struct ent_text own_id(const struct ent_sheet *sheet, const char *name)
{
    return ENT_FORM(sheet->arena, "-{}", ent_text_of(name));
}

static void put_own_id(const struct ent_sheet *sheet, const char *attribute, const char *name)
{
    ent_sheet_put_name(sheet->writer, attribute);
    ent_sheet_put_id(sheet, own_id(sheet, name));
    ENT_PUT(sheet->writer, "\"");
}

/* ---- the root ---- */

static void put_length(struct ent_writer *writer, const char *name, double points,
                       enum ent_unit unit)
{
    ent_sheet_put_name(writer, name);
    ent_put_number(writer, points / ent_unit_points(unit));
    ent_put_text(writer, ent_text_of(ent_unit_name(unit)));
    ENT_PUT(writer, "\"");
}

/* A file has its size; a page gives a figure the width that it has, as far as it needs it. */
static void put_frame(struct ent_writer *writer, const struct ent_drawing *drawing)
{
    if (drawing->inlined || drawing->paged) {
        ENT_PUT(writer, " width=\"100%\"");
    } else {
        struct ent_paper paper = drawing->paper;
        if (!(paper.width > 0))
            paper = (struct ent_paper){drawing->width, drawing->height, ENT_POINTS};
        put_length(writer, "width", paper.width, paper.unit);
        put_length(writer, "height", paper.height, paper.unit);
    }
    ENT_PUT(writer, " viewBox=\"0 0 ");
    ent_put_number(writer, drawing->width);
    ENT_PUT(writer, " ");
    ent_put_number(writer, drawing->height);
    ENT_PUT(writer, "\"");
}

/* Ties are painted first, but read after the nodes. */
static void put_reading_order(const struct ent_sheet *sheet)
{
    bool first = true;
    ENT_PUT(sheet->writer, " aria-owns=\"");
    for (size_t i = 0; i < ENT_COUNT(reading_order); i++) {
        if (!has_marks(sheet, reading_order[i]))
            continue;
        if (!first)
            ENT_PUT(sheet->writer, " ");
        first = false;
        ent_sheet_put_id(sheet, own_id(sheet, layers[reading_order[i]].class));
    }
    ENT_PUT(sheet->writer, "\"");
}

static void put_role(const struct ent_sheet *sheet)
{
    bool navigable = sheet->drawing->navigable;
    ent_sheet_put(sheet->writer, "role",
                  navigable ? ENT_TEXT("graphics-document") : ENT_TEXT("img"));
    put_own_id(sheet, "aria-labelledby", "title");
    put_own_id(sheet, "aria-describedby", "desc");
    if (navigable && sheet->drawing->mark_count > 0)
        put_reading_order(sheet);
}

static void put_root(const struct ent_sheet *sheet)
{
    struct ent_writer *writer = sheet->writer;
    const struct ent_drawing *drawing = sheet->drawing;
    ENT_PUT(writer, "<svg");
    bool is_file = !drawing->inlined && !drawing->paged;
    if (is_file) {
        ENT_PUT(writer, " xmlns=\"http://www.w3.org/2000/svg\"");
        ent_sheet_put_namespace(sheet);
    }
    ent_sheet_put_name(writer, "id");
    ent_sheet_put_id(sheet, (struct ent_text){0});
    ENT_PUT(writer, "\"");
    put_frame(writer, drawing);
    put_role(sheet);
    if (drawing->moment_count > 0) /* whoever goes there with the keyboard stops it */
        ENT_PUT(writer, " tabindex=\"0\"");
    if (drawing->language.length > 0) {
        ent_sheet_put(writer, "lang", drawing->language);
        if (is_file)
            ent_sheet_put(writer, "xml:lang", drawing->language);
    }
    ENT_PUT(writer, ">\n");
}

/* `<title id="PREFIX--title">`; no id if `id` is NULL. */
static void put_element(const struct ent_sheet *sheet, const char *name, const char *id,
                        struct ent_text text)
{
    ENT_PUT(sheet->writer, "<");
    ent_put_text(sheet->writer, ent_text_of(name));
    if (id)
        put_own_id(sheet, "id", id);
    ENT_PUT(sheet->writer, ">");
    ent_sheet_put_text(sheet, text);
    ENT_PUT(sheet->writer, "</");
    ent_put_text(sheet->writer, ent_text_of(name));
    ENT_PUT(sheet->writer, ">\n");
}

static void put_account(const struct ent_sheet *sheet)
{
    put_element(sheet, "title", "title", sheet->drawing->title);
    put_element(sheet, "desc", "desc", sheet->drawing->description);
    if (sheet->drawing->metadata.length > 0 && !sheet->drawing->paged)
        put_element(sheet, "metadata", NULL, ent_text_trim(sheet->drawing->metadata));
}

static void put_ground(const struct ent_sheet *sheet)
{
    const struct ent_drawing *drawing = sheet->drawing;
    if (!drawing->ground.given)
        return;
    ENT_PUT(sheet->writer, "<rect class=\"ground\"");
    ent_sheet_put_number(sheet->writer, "width", drawing->width);
    ent_sheet_put_number(sheet->writer, "height", drawing->height);
    ent_sheet_put_colour(sheet->writer, "fill", drawing->ground);
    ENT_PUT(sheet->writer, "/>\n");
}

/* ---- marks ---- */

static void put_elements(const struct ent_sheet *sheet, const struct ent_look *around,
                         const struct ent_mark *mark)
{
    for (size_t i = 0; i < mark->path_count; i++)
        ent_sheet_put_path_as(sheet, around, &mark->paths[i],
                              mark->fades && i == 1 ? "begin" : NULL);
    for (size_t i = 0; i < mark->word_count; i++)
        ent_sheet_put_words(sheet, around, &mark->words[i], mark->title.length > 0);
    if (mark->flag)
        ent_sheet_put_flag(sheet, around, mark->flag);
}

static void put_mark_tag(const struct ent_sheet *sheet, const struct ent_mark *mark, bool linked)
{
    struct ent_writer *writer = sheet->writer;
    ent_put_text(writer, linked ? ENT_TEXT("<a") : ENT_TEXT("<g"));
    if (mark->id.length > 0) {
        ent_sheet_put_name(writer, "id");
        ent_sheet_put_id(sheet, mark->id);
        ENT_PUT(writer, "\"");
    }
    ent_sheet_put_moments(sheet, mark);
    if (linked)
        ent_sheet_put(writer, "href", mark->link);
}

/* A mark that says nothing of itself is only its element. */
static void put_mark(const struct ent_sheet *sheet, const struct ent_look *around,
                     const struct ent_mark *mark)
{
    struct ent_writer *writer = sheet->writer;
    bool item = sheet->drawing->navigable && layers[mark->layer].listed;
    bool linked = mark->link.length > 0 && ent_sheet_links(sheet);
    struct ent_look look = *around;
    bool bare = mark->id.length + mark->classes.length + mark->title.length == 0 && !mark->moments;
    if (bare && !item && !linked && mark->path_count + mark->word_count < 2) {
        put_elements(sheet, around, mark);
        return;
    }
    if (mark->path_count + mark->word_count > 1)
        look = ent_look_shared(sheet, around, &mark, 1);
    if (item)
        ENT_PUT(writer, "<g role=\"listitem\">\n");
    put_mark_tag(sheet, mark, linked);
    if (item && !linked && mark->title.length > 0)
        ENT_PUT(writer, " role=\"img\"");
    ent_look_put(writer, around, &look);
    ENT_PUT(writer, ">\n");
    if (mark->title.length > 0)
        put_element(sheet, "title", NULL, mark->title);
    put_elements(sheet, &look, mark);
    ent_put_text(writer, linked ? ENT_TEXT("</a>\n") : ENT_TEXT("</g>\n"));
    if (item)
        ENT_PUT(writer, "</g>\n");
}

static void put_kind_tag(const struct ent_sheet *sheet, const struct ent_mark *mark)
{
    struct ent_writer *writer = sheet->writer;
    ENT_PUT(writer, "<g");
    if (mark->kind.length > 0)
        ent_sheet_put(writer, "class", mark->kind);
    if (!sheet->drawing->navigable || !layers[mark->layer].listed)
        return;
    ENT_PUT(writer, " role=\"list\"");
    if (mark->kind_name.length > 0)
        ent_sheet_put(writer, "aria-label", mark->kind_name);
}

/* Neighbours of one kind. */
static void put_kind(const struct ent_sheet *sheet, const struct ent_look *around,
                     const struct ent_mark *const *marks, size_t count)
{
    struct ent_writer *writer = sheet->writer;
    struct ent_look look = ent_look_shared(sheet, around, marks, count);
    put_kind_tag(sheet, marks[0]);
    ent_look_put(writer, around, &look);
    ENT_PUT(writer, ">\n");
    for (size_t i = 0; i < count; i++)
        put_mark(sheet, &look, marks[i]);
    ENT_PUT(writer, "</g>\n");
}

static void put_kinds(const struct ent_sheet *sheet, const struct ent_look *around,
                      const struct ent_mark *const *marks, size_t count)
{
    for (size_t from = 0, to = 0; from < count; from = to) {
        while (to < count && ent_text_equal(marks[to]->kind, marks[from]->kind) &&
               ent_text_equal(marks[to]->kind_name, marks[from]->kind_name))
            to++;
        put_kind(sheet, around, marks + from, to - from);
    }
}

static void put_layer(const struct ent_sheet *sheet, enum ent_layer layer,
                      const struct ent_mark **marks)
{
    struct ent_writer *writer = sheet->writer;
    struct ent_look around = ent_look_initial(sheet);
    size_t count;
    if (!find_marks(sheet, layer, marks, &count))
        return;
    ENT_PUT(writer, "<g");
    ent_sheet_put(writer, "class", ent_text_of(layers[layer].class));
    if (sheet->drawing->navigable) {
        put_own_id(sheet, "id", layers[layer].class);
        if (layers[layer].name) {
            ENT_PUT(writer, " role=\"group\"");
            ent_sheet_put(writer, "aria-label", ent_text_of(layers[layer].name));
        }
    }
    ENT_PUT(writer, ">\n");
    put_kinds(sheet, &around, marks, count);
    ENT_PUT(writer, "</g>\n");
}

static void put_layers(const struct ent_sheet *sheet)
{
    const struct ent_mark **marks =
        ENT_NEW(sheet->arena, const struct ent_mark *, sheet->drawing->mark_count + 1);
    ENT_PUT(sheet->writer, "<g");
    if (!sheet->drawing->navigable) /* Chromium tells the parts of an image as well */
        ENT_PUT(sheet->writer, " aria-hidden=\"true\"");
    ent_sheet_put_setting(sheet);
    ENT_PUT(sheet->writer, ">\n");
    for (size_t i = 0; i < ENT_LAYER_COUNT; i++)
        put_layer(sheet, (enum ent_layer)i, marks);
    ENT_PUT(sheet->writer, "</g>\n");
}

void ent_svg_write(const struct ent_drawing *drawing, const struct ent_font *font,
                   struct ent_arena *arena, struct ent_writer *writer)
{
    struct ent_sheet sheet = {.drawing = drawing, .font = font, .arena = arena, .writer = writer};
    ent_sheet_choose_faces(&sheet);
    ent_sheet_find_patterns(&sheet);
    if (!drawing->inlined && !drawing->paged)
        ENT_PUT(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put_root(&sheet);
    put_account(&sheet);
    ent_sheet_put_style(&sheet);
    ent_sheet_put_flags(&sheet);
    put_ground(&sheet);
    put_layers(&sheet);
    ENT_PUT(writer, "</svg>\n");
}

void ent_svg_put_swatch(const struct ent_drawing *drawing, size_t mark, const struct ent_font *font,
                        struct ent_arena *arena, struct ent_writer *writer)
{
    struct ent_sheet sheet = {.drawing = drawing, .font = font, .arena = arena, .writer = writer};
    struct ent_look around = ent_look_initial(&sheet);
    ENT_PUT(writer, "<svg class=\"swatch\" aria-hidden=\"true\"><g class=\"legend\">");
    put_elements(&sheet, &around, &drawing->marks[mark]);
    ENT_PUT(writer, "</g></svg>");
}

void ent_svg_put_swatch_rules(const struct ent_drawing *drawing, const struct ent_font *font,
                              struct ent_arena *arena, struct ent_writer *writer)
{
    struct ent_sheet sheet = {.drawing = drawing, .font = font, .arena = arena, .writer = writer};
    ent_sheet_put_dark(&sheet);
}
