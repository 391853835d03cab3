#include "write/html_page.h"

/* Does a value need no quotes in HTML? What follows must not be taken for a part of it: a slash is
 * parted from it by a blank. */
static bool is_plain(struct ent_text value, char next)
{
    for (size_t i = 0; i < value.length; i++) {
        char byte = value.bytes[i];
        bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                     (byte >= 'A' && byte <= 'Z') || byte == '#' || byte == '.' || byte == '-';
        if (!plain)
            return false;
    }
    return value.length > 0 && (next == ' ' || next == '>' || next == '/');
}

/* A quote of an attribute: with its value, if that is written without quotes; else 0. */
static size_t plain_value(struct ent_text markup, size_t at, struct ent_text *value)
{
    struct ent_text rest = ent_text_slice(markup, at + 1, SIZE_MAX);
    const char *end = rest.length > 0 ? memchr(rest.bytes, '"', rest.length) : NULL;
    size_t length = end ? (size_t)(end - rest.bytes) : 0;
    *value = ent_text_slice(rest, 0, length);
    return end && length + 1 < rest.length && is_plain(*value, rest.bytes[length + 1]) ? length + 2
                                                                                       : 0;
}

/* A line end between two elements; between two lines of a name it parts their words. */
static bool is_idle(struct ent_text markup, size_t at)
{
    struct ent_text rest = ent_text_slice(markup, at + 1, SIZE_MAX);
    return at > 0 && markup.bytes[at - 1] == '>' && ent_text_starts(rest, ENT_TEXT("<")) &&
           !ent_text_starts(rest, ENT_TEXT("<text"));
}

void ent_html_put_dense(struct ent_text markup, struct ent_writer *writer)
{
    bool in_tag = false, in_value = false;
    size_t sent = 0;
    for (size_t at = 0; at < markup.length; at++) {
        char byte = markup.bytes[at];
        struct ent_text value;
        size_t quoted = byte == '"' && in_tag && !in_value ? plain_value(markup, at, &value) : 0;
        bool blank = byte == '\n' && is_idle(markup, at);
        if (quoted > 0 || blank) {
            ent_put_bytes(writer, markup.bytes + sent, at - sent);
            if (quoted > 0)
                ent_put_text(writer, value);
            if (quoted > 0 && markup.bytes[at + quoted] == '/')
                ENT_PUT(writer, " ");
            at += quoted > 0 ? quoted - 1 : 0;
            sent = at + 1;
            continue;
        }
        if (byte == '"' && in_tag)
            in_value = !in_value;
        if (!in_value && (byte == '<' || byte == '>'))
            in_tag = byte == '<';
    }
    ent_put_bytes(writer, markup.bytes + sent, markup.length - sent);
}
