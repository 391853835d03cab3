/* What the parts of the SVG writer share: a drawing on its way out, and attributes. */
#ifndef ENT_WRITE_SVG_SHEET_H
#define ENT_WRITE_SVG_SHEET_H

#include "base/writer.h"
#include "draw/drawing.h"
#include "draw/font.h"

/* A drawing on its way out, with what all its texts share. */
struct ent_sheet {
    const struct ent_drawing *drawing;
    const struct ent_font *font;
    struct ent_arena *arena;
    struct ent_writer *writer;
    struct ent_text faces[ENT_FACE_COUNT][2]; /* the subsets, regular and bold; empty: not used */
    ent_faces used;                           /* what text is set in */
    struct ent_text ideographs;               /* "JP": whose; empty: there are none */
    bool has_text;                            /* not all is outlines */
    double size;                              /* of most words; others say theirs */
    const bool **patterns;                    /* the moments at which marks are seen, each once */
    size_t pattern_count;
};

/* Text between tags; of an inlined figure also without what Markdown or JSX would read. */
void ent_sheet_put_text(const struct ent_sheet *sheet, struct ent_text text);

/* ` name="value"`; the first only as far as `"`. */
void ent_sheet_put_name(struct ent_writer *writer, const char *name);
void ent_sheet_put(struct ent_writer *writer, const char *name, struct ent_text text);
void ent_sheet_put_number(struct ent_writer *writer, const char *name, double number);
void ent_sheet_put_hex(struct ent_writer *writer, struct ent_colour colour);
void ent_sheet_put_colour(struct ent_writer *writer, const char *name, struct ent_colour colour);

/* As whole numbers: the hundredths of a point in which all is written. */
int64_t ent_hundredths(double number);

/* The prefix of the figure, then "-" and an id as ent_id_word gives it; without one, the id of the
 * whole figure. */
void ent_sheet_put_id(const struct ent_sheet *sheet, struct ent_text id);

/* Are links wanted, and the tag that opens one; `</a>` closes it. */
bool ent_sheet_links(const struct ent_sheet *sheet);
void ent_sheet_put_link(const struct ent_sheet *sheet, struct ent_text address);

/* ---- looks: attributes that a group hands down to what stands in it ---- */

enum ent_property {
    ENT_P_FILL, /* 0xRRGGBB, or -1: none */
    ENT_P_STROKE,
    ENT_P_STROKE_WIDTH, /* in hundredths of a point, as all lengths here */
    ENT_P_DASHES,       /* line and gap, as ENT_DASHES packs them; 0: solid */
    ENT_P_FONT_SIZE,
    ENT_P_BOLD,
    ENT_P_ITALIC,
    ENT_P_ANCHOR, /* enum ent_anchor */
    ENT_P_COUNT,
};

struct ent_look {
    int64_t values[ENT_P_COUNT];
};

/* The value of a property that does not matter: a size, of a line. */
#define ENT_ANY INT64_MIN

#define ENT_DASHES(line, gap) ((line) << 24 | (gap))

struct ent_look ent_look_initial(const struct ent_sheet *sheet);
struct ent_look ent_look_of_path(const struct ent_path *path);
struct ent_look ent_look_of_words(const struct ent_sheet *sheet, const struct ent_words *words);

/* The anchor as an attribute: start and end follow the direction of writing. */
enum ent_anchor ent_words_anchor(const struct ent_words *words);

/* What the elements of marks have in common and `around` does not say: the look of a group around
 * them. */
struct ent_look ent_look_shared(const struct ent_sheet *sheet, const struct ent_look *around,
                                const struct ent_mark *const *marks, size_t count);

/* The attributes by which `look` differs from what is around it. */
void ent_look_put(struct ent_writer *writer, const struct ent_look *around,
                  const struct ent_look *look);

/* ---- the elements ---- */

/* One element for the path, if it has points enough; the second has a class. */
void ent_sheet_put_path(const struct ent_sheet *sheet, const struct ent_look *around,
                        const struct ent_path *path);
void ent_sheet_put_path_as(const struct ent_sheet *sheet, const struct ent_look *around,
                           const struct ent_path *path, const char *class);

/* Cuts the faces that the words of the drawing need. */
void ent_sheet_choose_faces(struct ent_sheet *sheet);

/* The element `style` with the faces, if any are used. */
void ent_sheet_put_style(const struct ent_sheet *sheet);

/* The attributes that all words of the drawing have in common. */
void ent_sheet_put_setting(const struct ent_sheet *sheet);

/* Words that cannot be drawn as outlines stay text, whatever is asked for. */
bool ent_words_stay_text(const struct ent_sheet *sheet, const struct ent_words *words);

/* One element `text` or `path`, in its link if it has one that is wanted; `titled` where a title
 * beside it says the words. */
void ent_sheet_put_words(const struct ent_sheet *sheet, const struct ent_look *around,
                         const struct ent_words *words, bool titled);

/* Of a figure that follows its page: the rules that make it dark. */
void ent_sheet_put_dark(const struct ent_sheet *sheet);

/* Of a drawing that moves: finds what is seen together, and writes the rules by which it is. */
void ent_sheet_find_patterns(struct ent_sheet *sheet);
void ent_sheet_put_motion(const struct ent_sheet *sheet);

/* The classes of a mark, with that of its moments. */
void ent_sheet_put_moments(const struct ent_sheet *sheet, const struct ent_mark *mark);

/* "heading", "ties", ...: the class of a layer. */
const char *ent_layer_class(enum ent_layer layer);

/* The flags of the drawing, each once, to be used by its marks; nothing if there are none. */
void ent_sheet_put_flags(const struct ent_sheet *sheet);

/* The namespace of links, which uses of flags need for Inkscape 1.2. */
void ent_sheet_put_namespace(const struct ent_sheet *sheet);

/* One use of a flag, with its edge. */
void ent_sheet_put_flag(const struct ent_sheet *sheet, const struct ent_look *around,
                        const struct ent_flag_mark *mark);

#endif
