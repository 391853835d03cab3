#include "draw/font.h"

#include "draw/bidi.h"
#include "draw/spans.h"

#include <hb.h>

static const double picture_width = 1.25; /* of an emoji, in em: the widest usual ones */

static double shaped_width(const struct ent_font *font, struct ent_text text,
                           const struct ent_span *span, bool bold)
{
    hb_buffer_t *buffer = ent_span_shape(font, text, span, bold);
    unsigned count;
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    double width = 0;
    for (unsigned i = 0; i < count; i++)
        width += positions[i].x_advance;
    hb_font_t *shapes = ent_face_open(font, span->face, bold);
    return width / hb_face_get_upem(hb_font_get_face(shapes));
}

/* Of characters that no bundled face has: each cluster is as wide as what it begins with. */
static double guessed_width(struct ent_text text)
{
    double width = 0;
    for (size_t at = 0; at < text.length;) {
        size_t end = ent_text_cluster(text, at);
        switch (ent_text_breadth(text, at)) {
        case ENT_BREADTH_NONE:
            break;
        case ENT_BREADTH_HALF:
            width += 0.5;
            break;
        case ENT_BREADTH_FULL:
            width += 1;
            break;
        case ENT_BREADTH_PICTURE:
            width += picture_width;
            break;
        }
        at = end;
    }
    return width;
}

static double width_of(const struct ent_font *font, struct ent_text text, bool bold,
                       const signed char *levels)
{
    struct ent_span_reader reader = ent_span_begin(font, text, levels);
    struct ent_span span;
    double width = 0;
    while (ent_span_next(&reader, &span))
        width += span.face == ENT_FACE_COUNT
                     ? guessed_width(ent_text_slice(text, span.from, span.to - span.from))
                     : shaped_width(font, text, &span, bold);
    return width;
}

static double measure(const struct ent_font *font, struct ent_text text, bool bold)
{
    if (!ent_bidi_mixed(text))
        return width_of(font, text, bold, NULL);
    struct ent_arena scratch = {0};
    const signed char *levels = ent_bidi_levels(&scratch, text, ent_bidi_leftward(text));
    double width = width_of(font, text, bold, levels);
    ent_arena_end(&scratch);
    return width;
}

double ent_font_width(const struct ent_font *font, struct ent_text text, double size, bool bold)
{
    struct ent_measured *kept = ent_face_measured(font, ent_text_hash(text) ^ bold);
    if (text.length == 0)
        return 0;
    if (text.length > sizeof kept->bytes)
        return size * measure(font, text, bold);
    if (kept->length != text.length || kept->bold != bold ||
        memcmp(kept->bytes, text.bytes, text.length) != 0) {
        kept->width = measure(font, text, bold);
        memcpy(kept->bytes, text.bytes, text.length);
        kept->length = (unsigned char)text.length;
        kept->bold = bold;
    }
    return size * kept->width;
}

bool ent_font_covers(const struct ent_font *font, struct ent_text text)
{
    struct ent_span_reader reader = ent_span_begin(font, text, NULL);
    struct ent_span span;
    while (ent_span_next(&reader, &span))
        if (span.face == ENT_FACE_COUNT)
            return false;
    return true;
}

ent_faces ent_font_faces(const struct ent_font *font, struct ent_text text)
{
    struct ent_span_reader reader = ent_span_begin(font, text, NULL);
    struct ent_span span;
    ent_faces faces = 0;
    while (ent_span_next(&reader, &span))
        if (span.face < ENT_FACE_COUNT)
            faces |= (ent_faces)1 << span.face;
    return faces;
}

double ent_faces_ascent(ent_faces faces, double size)
{
    double ascent = ent_face(0)->ascent;
    for (unsigned face = 1; face < ENT_FACE_COUNT; face++)
        if (faces >> face & 1 && ent_face(face)->ascent > ascent)
            ascent = ent_face(face)->ascent;
    return ascent * size;
}

double ent_faces_line(ent_faces faces, double size)
{
    double descent = ent_face(0)->descent;
    for (unsigned face = 1; face < ENT_FACE_COUNT; face++)
        if (faces >> face & 1 && ent_face(face)->descent > descent)
            descent = ent_face(face)->descent;
    return ent_faces_ascent(faces, size) + descent * size;
}

bool ent_faces_joined(ent_faces faces)
{
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        if (faces >> face & 1 && ent_face(face)->joined)
            return true;
    return false;
}

double ent_font_ascent(const struct ent_font *font, double size)
{
    (void)font;
    return ent_faces_ascent(0, size);
}

double ent_font_line(const struct ent_font *font, double size)
{
    (void)font;
    return ent_faces_line(0, size);
}
