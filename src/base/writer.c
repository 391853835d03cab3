#include "base/writer.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void make_room(struct ent_writer *writer, size_t more)
{
    if (writer->room - writer->length >= more)
        return;
    size_t room =
        writer->room * 2 > writer->length + more ? writer->room * 2 : writer->length + more;
    room = room < 4096 ? 4096 : room;
    char *bytes = more < SIZE_MAX / 4 ? realloc(writer->bytes, room) : NULL;
    if (!bytes) {
        fputs("entente: out of memory\n", stderr);
        exit(ENT_EXIT_WORLD);
    }
    writer->bytes = bytes;
    writer->room = room;
}

void ent_put_bytes(struct ent_writer *writer, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    make_room(writer, length);
    memcpy(writer->bytes + writer->length, bytes, length);
    writer->length += length;
}

void ent_put_text(struct ent_writer *writer, struct ent_text text)
{
    ent_put_bytes(writer, text.bytes, text.length);
}

size_t ent_put_code(struct ent_writer *writer, uint32_t code)
{
    char bytes[4];
    code = ent_code_shown(code);
    ent_put_bytes(writer, bytes, ent_code_encode(code, bytes));
    return ent_code_width(code);
}

void ent_put_shown(struct ent_writer *writer, struct ent_text text)
{
    for (size_t at = 0; at < text.length;)
        ent_put_code(writer, ent_text_code(text, &at));
}

void ent_put_repeated(struct ent_writer *writer, char byte, size_t count)
{
    while (count-- > 0)
        ent_put_bytes(writer, &byte, 1);
}

void ent_put_integer(struct ent_writer *writer, int64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0)
        ENT_PUT(writer, "-");
    ent_put_bytes(writer, digits + at, sizeof digits - at);
}

void ent_put_number(struct ent_writer *writer, double number)
{
    const double most = 1e15;
    assert(isfinite(number)); /* a figure has no such place; without asserts it stays a number */
    double clamped = number > -most ? fmin(number, most) : -most;
    int64_t hundredths = llround(clamped * 100);
    if (hundredths < 0) {
        ENT_PUT(writer, "-");
        hundredths = -hundredths;
    }
    ent_put_integer(writer, hundredths / 100);
    int rest = (int)(hundredths % 100);
    if (rest == 0)
        return;
    char decimals[] = {'.', (char)('0' + rest / 10), (char)('0' + rest % 10)};
    ent_put_bytes(writer, decimals, rest % 10 ? 3 : 2);
}

/* May the code point stand in XML, and does it leave the direction of writing alone? */
static bool is_shown(uint32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n';
    bool control = code >= 0x7F && code < 0xA0;
    bool directs = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return !control && !directs && code != 0xFFFE && code != 0xFFFF;
}

static const char *xml_name(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

void ent_put_xml(struct ent_writer *writer, struct ent_text text)
{
    size_t sent = 0;
    if (text.length == 0)
        return;
    for (size_t at = 0; at < text.length;) {
        size_t from = at;
        const char *name = xml_name(text.bytes[at]);
        uint32_t code = ent_text_code(text, &at);
        bool valid = code != 0xFFFD || at - from == 3;
        if (!name && valid && is_shown(code))
            continue;
        ent_put_bytes(writer, text.bytes + sent, from - sent);
        ent_put_text(writer, name ? ent_text_of(name) : ENT_TEXT("\xEF\xBF\xBD"));
        sent = at;
    }
    ent_put_bytes(writer, text.bytes + sent, text.length - sent);
}

static bool needs_quotes(struct ent_text text)
{
    if (text.length == 0)
        return false;
    char first = text.bytes[0], last = text.bytes[text.length - 1];
    if (first == ' ' || first == '\t' || last == ' ' || last == '\t')
        return true;
    for (size_t at = 0; at < text.length; at++)
        if (memchr(",\"\r\n;|\t", text.bytes[at], 7))
            return true;
    return false;
}

void ent_put_csv(struct ent_writer *writer, struct ent_text text)
{
    if (!needs_quotes(text)) {
        ent_put_text(writer, text);
        return;
    }
    ENT_PUT(writer, "\"");
    for (size_t at = 0; at < text.length; at++) {
        if (text.bytes[at] == '"')
            ENT_PUT(writer, "\"");
        ent_put_bytes(writer, text.bytes + at, 1);
    }
    ENT_PUT(writer, "\"");
}

void ent_put_base64(struct ent_writer *writer, const void *bytes, size_t length)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *from = bytes;
    for (size_t at = 0; at < length; at += 3) {
        size_t count = length - at < 3 ? length - at : 3;
        uint32_t group = (uint32_t)from[at] << 16;
        group |= count > 1 ? (uint32_t)from[at + 1] << 8 : 0;
        group |= count > 2 ? from[at + 2] : 0;
        char four[4];
        for (int i = 0; i < 4; i++)
            four[i] = (size_t)i <= count ? letters[group >> (18 - 6 * i) & 63] : '=';
        ent_put_bytes(writer, four, 4);
    }
}

struct ent_text ent_writer_text(const struct ent_writer *writer)
{
    return (struct ent_text){writer->bytes, writer->length};
}

void ent_writer_end(struct ent_writer *writer)
{
    free(writer->bytes);
    *writer = (struct ent_writer){0};
}
