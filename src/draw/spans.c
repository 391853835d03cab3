#include "draw/spans.h"

#include <hb.h>

struct ent_span_reader ent_span_begin(const struct ent_font *font, struct ent_text text,
                                      const signed char *levels)
{
    return (struct ent_span_reader){font, text, levels, 0, 0, ENT_FACE_COUNT};
}

static bool is_shared(uint32_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
}

/* A code point as a span of its own; the reader is moved behind it. */
static struct ent_span next_code(struct ent_span_reader *reader)
{
    struct ent_span span = {.from = reader->at};
    uint32_t code = ent_text_code(reader->text, &reader->at);
    bool first = span.from == 0;
    span.to = reader->at;
    span.face = ent_face_for(reader->font, code, first ? 0 : reader->before);
    span.script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
    span.level = reader->levels ? (unsigned char)reader->levels[reader->index] : 0;
    reader->index++;
    reader->before = span.face;
    return span;
}

static bool go_together(const struct ent_span *span, const struct ent_span *more)
{
    return span->face == more->face && span->level == more->level &&
           (span->script == more->script || is_shared(span->script) || is_shared(more->script));
}

bool ent_span_next(struct ent_span_reader *reader, struct ent_span *span)
{
    if (reader->at >= reader->text.length)
        return false;
    *span = next_code(reader);
    while (reader->at < reader->text.length) {
        struct ent_span_reader ahead = *reader;
        struct ent_span more = next_code(&ahead);
        if (!go_together(span, &more))
            break;
        if (is_shared(span->script))
            span->script = more.script;
        span->to = more.to;
        *reader = ahead;
    }
    return true;
}

hb_buffer_t *ent_span_shape(const struct ent_font *font, struct ent_text text,
                            const struct ent_span *span, bool bold)
{
    hb_buffer_t *buffer = ent_face_buffer(font);
    /* With what stands before and behind: letters join across spans. */
    hb_buffer_add_utf8(buffer, text.bytes, (int)text.length, (unsigned)span->from,
                       (int)(span->to - span->from));
    hb_buffer_set_direction(buffer, span->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer,
                         is_shared(span->script) ? HB_SCRIPT_COMMON : (hb_script_t)span->script);
    hb_shape(ent_face_open(font, span->face, bold), buffer, NULL, 0);
    return buffer;
}
