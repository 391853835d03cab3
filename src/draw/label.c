#include "draw/label.h"

#include "draw/bidi.h"
#include "draw/breaks.h"

#include <math.h>

enum {
    most_weighed = 64, /* pieces of a label of which all ways to wrap it are weighed */
    most_lines = 12,   /* that are weighed */
};

static const double dear_cut = 0.5;   /* within a word: as bad as a gap of half of the line */
static const double unlike_cut = 0.3; /* the same, for the choice of a width */
static const double side_room = 16, top_room = 8; /* of Graphviz's nodes, both sides together */

/* What stays together: letters up to a place where a line may end. A blank follows it or not. */
struct piece {
    struct ent_piece letters;
    double start, end;    /* distance from the start of the paragraph, were it one line */
    double hyphen;        /* width of the one that a line ending here is given */
    double cost;          /* of the best lines up to here: sum of squared gaps */
    size_t lines, before; /* of the best lines: how many, and the first piece of the last one */
};

struct paragraph {
    struct ent_text text; /* blanks are single */
    struct piece *pieces;
    size_t count;
    bool leftward;
};

/* A label on its way. */
struct setting {
    struct ent_arena *arena;
    const struct ent_font *font;
    double size;
    bool bold;
    struct paragraph *paragraphs;
    size_t count;
    double line; /* height of one */
};

/* ---- the text as it will be shown ---- */

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\r';
}

/* What only hints at a direction, or marks the order of bytes. */
static bool is_hint(uint32_t code)
{
    return code == 0x200E || code == 0x200F || code == 0x061C || code == 0xFEFF;
}

/* What turns the direction of writing, ends a line or means nothing. */
static bool is_turned(uint32_t code)
{
    return code < ' ' || ent_code_shown(code) != code;
}

static struct ent_text tidied(struct ent_arena *arena, struct ent_text text)
{
    char *bytes = ENT_NEW(arena, char, 3 * text.length); /* U+FFFD takes three */
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        if (is_hint(code))
            continue;
        if (!is_blank(code))
            length += ent_code_encode(is_turned(code) ? 0xFFFD : code, bytes + length);
        else if (length > 0 && bytes[length - 1] != ' ')
            bytes[length++] = ' ';
    }
    if (length > 0 && bytes[length - 1] == ' ')
        length--;
    return (struct ent_text){bytes, length};
}

/* Soft hyphens and zero width spaces have done their work. */
static struct ent_text shown_line(struct ent_arena *arena, struct ent_text text, bool hyphen)
{
    char *bytes = ENT_NEW(arena, char, text.length + 1);
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        size_t from = at;
        uint32_t code = ent_text_code(text, &at);
        if (code == 0x00AD || code == 0x200B)
            continue;
        memcpy(bytes + length, text.bytes + from, at - from);
        length += at - from;
    }
    if (hyphen)
        bytes[length++] = '-';
    return (struct ent_text){bytes, length};
}

/* ---- pieces ---- */

static size_t count_pieces(struct ent_text text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++)
        at = ent_piece_at(text, at).next;
    return count;
}

static double width_of(const struct setting *s, struct ent_text text)
{
    return ent_font_width(s->font, text, s->size, s->bold);
}

static void cut_pieces(const struct setting *s, struct paragraph *paragraph)
{
    struct ent_text text = paragraph->text;
    double blank = width_of(s, ENT_TEXT(" ")), hyphen = width_of(s, ENT_TEXT("-")), reached = 0;
    paragraph->pieces = ENT_NEW(s->arena, struct piece, count_pieces(text));
    for (size_t at = 0; at < text.length;) {
        struct piece *piece = &paragraph->pieces[paragraph->count++];
        piece->letters = ent_piece_at(text, at);
        size_t length = piece->letters.to - at;
        piece->start = reached;
        piece->end = reached + width_of(s, ent_text_slice(text, at, length));
        piece->hyphen = piece->letters.hyphen ? hyphen : 0;
        reached = piece->end + (piece->letters.next > piece->letters.to ? blank : 0);
        at = piece->letters.next;
    }
}

/* ---- lines ---- */

/* The best last line of the pieces up to `last`: fewest lines, then the most even ones. */
static void choose_line(struct piece *pieces, size_t last, double wrap)
{
    struct piece *piece = &pieces[last];
    for (size_t first = last;; first--) {
        double gap = wrap - (piece->end + piece->hyphen - pieces[first].start);
        if (gap < -1e-9 && first < last)
            return;
        size_t lines = 1 + (first > 0 ? pieces[first - 1].lines : 0);
        double cut = first > 0 && pieces[first - 1].letters.in_word ? dear_cut * wrap : 0;
        double cost = gap * gap + cut * cut + (first > 0 ? pieces[first - 1].cost : 0);
        bool better = lines < piece->lines || (lines == piece->lines && cost < piece->cost);
        if (first == last || better) {
            piece->lines = lines;
            piece->cost = cost;
            piece->before = first;
        }
        if (first == 0)
            return;
    }
}

static void choose_lines(struct paragraph *paragraph, double wrap)
{
    struct piece *pieces = paragraph->pieces, *end = &pieces[paragraph->count - 1];
    if (wrap <= 0 || end->end <= wrap) {
        end->lines = 1;
        end->before = 0;
        return;
    }
    for (size_t last = 0; last < paragraph->count; last++)
        choose_line(pieces, last, wrap);
}

static size_t line_count(const struct paragraph *paragraph)
{
    return paragraph->count > 0 ? paragraph->pieces[paragraph->count - 1].lines : 1;
}

static void wrap_all(const struct setting *s, double wrap)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->paragraphs[i].count > 0)
            choose_lines(&s->paragraphs[i], wrap);
}

static void write_lines(const struct setting *s, const struct paragraph *paragraph,
                        struct ent_label *label)
{
    size_t line = label->line_count += line_count(paragraph);
    for (size_t end = paragraph->count; end > 0;) {
        const struct piece *last = &paragraph->pieces[end - 1];
        const struct piece *first = &paragraph->pieces[last->before];
        struct ent_text text = ent_text_slice(paragraph->text, first->letters.from,
                                              last->letters.to - first->letters.from);
        line--;
        label->lines[line] =
            shown_line(s->arena, text, last->letters.hyphen && end < paragraph->count);
        label->widths[line] = width_of(s, label->lines[line]);
        label->leftward[line] = paragraph->leftward;
        label->width = fmax(label->width, label->widths[line]);
        end = last->before;
    }
}

/* ---- the whole ---- */

static size_t count_paragraphs(struct ent_text text)
{
    size_t count = text.length > 0;
    for (size_t at = 0; at < text.length; at++)
        count += text.bytes[at] == '\n';
    return count;
}

static struct setting begin(struct ent_run *run, const struct ent_font *font, struct ent_text text,
                            double size, bool bold)
{
    struct setting s = {.arena = &run->arena, .font = font, .size = size, .bold = bold};
    text = ent_text_trim(text);
    s.count = count_paragraphs(text);
    s.paragraphs = ENT_NEW(s.arena, struct paragraph, s.count);
    s.line = ent_faces_line(ent_font_faces(font, text), size);
    for (size_t i = 0, at = 0; i < s.count; i++) {
        const char *end = memchr(text.bytes + at, '\n', text.length - at);
        size_t length = end ? (size_t)(end - text.bytes) - at : text.length - at;
        struct paragraph *paragraph = &s.paragraphs[i];
        paragraph->text = tidied(s.arena, ent_text_slice(text, at, length));
        paragraph->leftward = ent_bidi_leftward(paragraph->text);
        cut_pieces(&s, paragraph);
        at += length + 1;
    }
    return s;
}

static struct ent_text in_one_line(const struct setting *s)
{
    struct ent_text text = {0};
    for (size_t i = 0; i < s->count; i++)
        text = i == 0 ? s->paragraphs[i].text
                      : ENT_FORM(s->arena, "{} {}", text, s->paragraphs[i].text);
    return text;
}

static struct ent_label finish(const struct setting *s, double wrap)
{
    struct ent_label label = {
        .text = in_one_line(s), .size = s->size, .bold = s->bold, .line = s->line};
    size_t lines = 0;
    ent_faces faces = 0;
    wrap_all(s, wrap);
    for (size_t i = 0; i < s->count; i++) {
        lines += line_count(&s->paragraphs[i]);
        faces |= ent_font_faces(s->font, s->paragraphs[i].text);
    }
    label.ascent = ent_faces_ascent(faces, s->size);
    label.lines = ENT_NEW(s->arena, struct ent_text, lines);
    label.widths = ENT_NEW(s->arena, double, lines);
    label.leftward = ENT_NEW(s->arena, bool, lines);
    for (size_t i = 0; i < s->count; i++)
        write_lines(s, &s->paragraphs[i], &label);
    label.height = (double)label.line_count * s->line;
    return label;
}

struct ent_label ent_label_make(struct ent_run *run, const struct ent_font *font,
                                struct ent_text text, double size, bool bold, double wrap)
{
    struct setting s = begin(run, font, text, size, bold);
    return finish(&s, wrap);
}

/* ---- by shape ---- */

/* As few lines as possible, each as full as it can be. */
static size_t fewest_lines(const struct paragraph *paragraph, double wrap, bool cutting)
{
    const struct piece *pieces = paragraph->pieces;
    size_t lines = 1;
    for (size_t first = 0, word = 0, i = 1; i < paragraph->count; i++) {
        if (cutting || !pieces[i - 1].letters.in_word)
            word = i; /* here a line may begin */
        if (word == first || pieces[i].end + pieces[i].hyphen - pieces[first].start <= wrap)
            continue;
        first = word;
        lines++;
    }
    return lines;
}

/* The narrowest width at which the whole takes no more lines than that. */
static double narrowest(const struct setting *s, size_t lines, double whole, bool cutting)
{
    double less = 0, enough = whole;
    while (enough - less > 0.01 * s->size) {
        double wrap = (less + enough) / 2;
        size_t needed = 0;
        for (size_t i = 0; i < s->count; i++)
            needed += fewest_lines(&s->paragraphs[i], wrap, cutting);
        *(needed > lines ? &less : &enough) = wrap;
    }
    return enough;
}

/* How unlike the aspect the shape comes out with the lines that are chosen now, and how large. */
static double unlikeness(const struct setting *s, double aspect)
{
    double width = 0;
    size_t lines = 0, cuts = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct paragraph *paragraph = &s->paragraphs[i];
        lines += line_count(paragraph);
        for (size_t end = paragraph->count; end > 0;) {
            const struct piece *last = &paragraph->pieces[end - 1];
            width = fmax(width, last->end + last->hyphen - paragraph->pieces[last->before].start);
            cuts += last->letters.in_word && end < paragraph->count;
            end = last->before;
        }
    }
    width += side_room;
    double height = (double)lines * s->line + top_room;
    return fabs(log(width / height / aspect)) + log(width * height) + (double)cuts * unlike_cut;
}

static double longest(const struct setting *s, size_t *pieces)
{
    double width = 0;
    *pieces = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct paragraph *paragraph = &s->paragraphs[i];
        *pieces += paragraph->count;
        if (paragraph->count > 0)
            width = fmax(width, paragraph->pieces[paragraph->count - 1].end);
    }
    return width;
}

struct ent_label ent_label_fit(struct ent_run *run, const struct ent_font *font,
                               struct ent_text text, double size, bool bold, double aspect)
{
    struct setting s = begin(run, font, text, size, bold);
    size_t pieces;
    double whole = longest(&s, &pieces), best = 0, least = INFINITY;
    if (pieces > most_weighed)
        return finish(&s, sqrt(whole * s.line * aspect));
    for (size_t i = 0; i < 2 * most_lines && i < 2 * pieces; i++) {
        double wrap = narrowest(&s, s.count + i / 2, whole, i % 2);
        wrap_all(&s, wrap);
        double unlike = unlikeness(&s, aspect);
        if (unlike < least - 1e-9) {
            least = unlike;
            best = wrap;
        }
    }
    return finish(&s, best);
}

struct ent_text ent_label_text(struct ent_arena *arena, const struct ent_label *label)
{
    return shown_line(arena, label->text, false);
}

struct ent_words *ent_label_words(struct ent_arena *arena, const struct ent_font *font,
                                  const struct ent_label *label, struct ent_point top,
                                  enum ent_anchor anchor, uint32_t colour)
{
    struct ent_words *words = ENT_NEW(arena, struct ent_words, label->line_count + 1);
    (void)font;
    for (size_t i = 0; i < label->line_count; i++)
        words[i] =
            (struct ent_words){.text = label->lines[i],
                               .at = {top.x, top.y + label->ascent + label->line * (double)i},
                               .anchor = anchor,
                               .size = label->size,
                               .width = label->widths[i],
                               .bold = label->bold,
                               .colour = {colour, true},
                               .leftward = label->leftward[i]};
    return words;
}
