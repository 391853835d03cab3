#include "draw/label.h"

#include <math.h>

/* What stays together: letters up to a place where a line may end. A blank follows it or not. */
struct piece {
    size_t from, to;      /* in the tidied text, without the blank behind */
    double start, end;    /* distance from the start of the paragraph, were it one line */
    double cost;          /* of the best lines up to here: sum of squared gaps */
    size_t lines, before; /* of the best lines: how many, and the first piece of the last one */
};

struct paragraph {
    struct ent_text text; /* blanks are single */
    struct piece *pieces;
    size_t count;
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static struct ent_text single_blanks(struct ent_arena *arena, struct ent_text text)
{
    char *bytes = ENT_NEW(arena, char, text.length);
    size_t length = 0;
    for (size_t at = 0; at < text.length; at++)
        if (!is_blank(text.bytes[at]))
            bytes[length++] = text.bytes[at];
        else if (length > 0 && bytes[length - 1] != ' ')
            bytes[length++] = ' ';
    if (length > 0 && bytes[length - 1] == ' ')
        length--;
    return (struct ent_text){bytes, length};
}

/* Hyphen-minus, solidus, hyphen, figure dash to horizontal bar. U+2011 does not break. */
static bool ends_piece(uint32_t code)
{
    return code == '-' || code == '/' || code == 0x2010 || (code >= 0x2012 && code <= 0x2015);
}

/* Behind a dash, but not behind one that begins a word, as in "-5". */
static size_t piece_end(struct ent_text text, size_t from)
{
    for (size_t at = from; at < text.length;) {
        size_t here = at;
        uint32_t code = ent_text_code(text, &at);
        if (code == ' ')
            return here;
        if (ends_piece(code) && here > from)
            return at;
    }
    return text.length;
}

static size_t count_pieces(struct ent_text text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++) {
        at = piece_end(text, at);
        at += at < text.length && text.bytes[at] == ' ';
    }
    return count;
}

static void cut_pieces(struct paragraph *paragraph, struct ent_arena *arena,
                       const struct ent_font *font, const struct ent_label *label)
{
    struct ent_text text = paragraph->text;
    double blank = ent_font_width(font, ENT_TEXT(" "), label->size, label->bold), reached = 0;
    paragraph->pieces = ENT_NEW(arena, struct piece, count_pieces(text));
    for (size_t at = 0; at < text.length;) {
        struct piece *piece = &paragraph->pieces[paragraph->count++];
        piece->from = at;
        piece->to = piece_end(text, at);
        struct ent_text letters = ent_text_slice(text, at, piece->to - at);
        piece->start = reached;
        piece->end = reached + ent_font_width(font, letters, label->size, label->bold);
        bool blank_follows = piece->to < text.length && text.bytes[piece->to] == ' ';
        reached = piece->end + (blank_follows ? blank : 0);
        at = piece->to + blank_follows;
    }
}

/* The best last line of the pieces up to `last`: fewest lines, then the most even ones. */
static void choose_line(struct piece *pieces, size_t last, double wrap)
{
    struct piece *piece = &pieces[last];
    for (size_t first = last;; first--) {
        double gap = wrap - (piece->end - pieces[first].start);
        if (gap < -1e-9 && first < last)
            return;
        size_t lines = 1 + (first > 0 ? pieces[first - 1].lines : 0);
        double cost = gap * gap + (first > 0 ? pieces[first - 1].cost : 0);
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
    struct piece *pieces = paragraph->pieces;
    bool fits = wrap <= 0 || pieces[paragraph->count - 1].end <= wrap;
    if (fits) {
        pieces[paragraph->count - 1].lines = 1;
        return;
    }
    for (size_t last = 0; last < paragraph->count; last++)
        choose_line(pieces, last, wrap);
}

static size_t line_count(const struct paragraph *paragraph)
{
    return paragraph->count > 0 ? paragraph->pieces[paragraph->count - 1].lines : 1;
}

static void write_lines(struct ent_label *label, const struct paragraph *paragraph)
{
    size_t line = label->line_count += line_count(paragraph);
    for (size_t end = paragraph->count; end > 0;) {
        const struct piece *last = &paragraph->pieces[end - 1];
        const struct piece *first = &paragraph->pieces[last->before];
        line--;
        label->lines[line] = ent_text_slice(paragraph->text, first->from, last->to - first->from);
        label->widths[line] = last->end - first->start;
        label->width = fmax(label->width, label->widths[line]);
        end = last->before;
    }
}

static size_t count_paragraphs(struct ent_text text)
{
    size_t count = text.length > 0;
    for (size_t at = 0; at < text.length; at++)
        count += text.bytes[at] == '\n';
    return count;
}

struct ent_label ent_label_make(struct ent_run *run, const struct ent_font *font,
                                struct ent_text text, double size, bool bold, double wrap)
{
    struct ent_label label = {.size = size, .bold = bold};
    text = ent_text_trim(text);
    size_t count = count_paragraphs(text), lines = 0;
    struct paragraph *paragraphs = ENT_NEW(&run->arena, struct paragraph, count);
    for (size_t i = 0, at = 0; i < count; i++) {
        const char *end = memchr(text.bytes + at, '\n', text.length - at);
        size_t length = end ? (size_t)(end - text.bytes) - at : text.length - at;
        paragraphs[i].text = single_blanks(&run->arena, ent_text_slice(text, at, length));
        cut_pieces(&paragraphs[i], &run->arena, font, &label);
        if (paragraphs[i].count > 0)
            choose_lines(&paragraphs[i], wrap);
        lines += line_count(&paragraphs[i]);
        at += length + 1;
    }
    label.lines = ENT_NEW(&run->arena, struct ent_text, lines);
    label.widths = ENT_NEW(&run->arena, double, lines);
    for (size_t i = 0; i < count; i++)
        write_lines(&label, &paragraphs[i]);
    label.height = (double)label.line_count * ent_font_line(font, size);
    return label;
}

struct ent_words *ent_label_words(struct ent_arena *arena, const struct ent_font *font,
                                  const struct ent_label *label, struct ent_point top,
                                  enum ent_anchor anchor, uint32_t colour)
{
    struct ent_words *words = ENT_NEW(arena, struct ent_words, label->line_count + 1);
    double line = ent_font_line(font, label->size), ascent = ent_font_ascent(font, label->size);
    for (size_t i = 0; i < label->line_count; i++)
        words[i] = (struct ent_words){.text = label->lines[i],
                                      .at = {top.x, top.y + ascent + line * (double)i},
                                      .anchor = anchor,
                                      .size = label->size,
                                      .width = label->widths[i],
                                      .bold = label->bold,
                                      .colour = {colour, true}};
    return words;
}
