#include "write/svg_sheet.h"

#include "draw/colour.h"

#include <assert.h>
#include <math.h>

int64_t ent_hundredths(double number)
{
    const double most = 1e15;
    assert(isfinite(number)); /* a figure has no such place; without asserts it stays a number */
    double clamped = number > -most ? fmin(number, most) : -most;
    return (int64_t)(clamped * 100 + (clamped < 0 ? -0.5 : 0.5));
}

void ent_sheet_put_name(struct ent_writer *writer, const char *name)
{
    ENT_PUT(writer, " ");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, "=\"");
}

void ent_sheet_put(struct ent_writer *writer, const char *name, struct ent_text text)
{
    ent_sheet_put_name(writer, name);
    for (struct ent_text line; ent_text_next(&text, '\n', &line);) {
        ent_put_xml(writer, line);
        if (text.length > 0)
            ENT_PUT(writer, " ");
    }
    ENT_PUT(writer, "\"");
}

/* "0.5" is ".5" in SVG. */
void ent_sheet_put_number(struct ent_writer *writer, const char *name, double number)
{
    ent_sheet_put_name(writer, name);
    size_t from = writer->length;
    ent_put_number(writer, number);
    size_t zero = from + (writer->bytes[from] == '-');
    if (writer->length > zero + 1 && writer->bytes[zero] == '0') {
        memmove(writer->bytes + zero, writer->bytes + zero + 1, writer->length - zero - 1);
        writer->length--;
    }
    ENT_PUT(writer, "\"");
}

void ent_sheet_put_hex(struct ent_writer *writer, struct ent_colour colour)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t rgb = colour.rgb;
    char brief[] = {'#', digits[rgb >> 16 & 15], digits[rgb >> 8 & 15], digits[rgb & 15]};
    bool doubled = (rgb >> 4 & 0x0f0f0f) == (rgb & 0x0f0f0f);
    if (colour.given && doubled)
        ent_put_bytes(writer, brief, sizeof brief);
    else
        ent_put_colour(writer, colour);
}

void ent_sheet_put_colour(struct ent_writer *writer, const char *name, struct ent_colour colour)
{
    ent_sheet_put_name(writer, name);
    ent_sheet_put_hex(writer, colour);
    ENT_PUT(writer, "\"");
}

/* Markdown reads marks of emphasis, JSX reads braces; a blank line would end an HTML block. */
static void put_inlined(struct ent_writer *writer, struct ent_text text)
{
    static const char read_by_others[] = "{}*_`[]\\~$|^\n\r";
    size_t sent = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (text.bytes[at] == '\0' || !strchr(read_by_others, text.bytes[at]))
            continue;
        ent_put_xml(writer, ent_text_slice(text, sent, at - sent));
        ENT_PUT(writer, "&#");
        ent_put_integer(writer, text.bytes[at] == '\n' ? ' ' : text.bytes[at]);
        ENT_PUT(writer, ";");
        sent = at + 1;
    }
    ent_put_xml(writer, ent_text_slice(text, sent, SIZE_MAX));
}

void ent_sheet_put_text(const struct ent_sheet *sheet, struct ent_text text)
{
    if (sheet->drawing->inlined)
        put_inlined(sheet->writer, text);
    else
        ent_put_xml(sheet->writer, text);
}

/* What is no byte of an id comes from nobody; it must not leave the attribute. */
static void put_word(struct ent_writer *writer, struct ent_text word)
{
    for (size_t at = 0; at < word.length; at++) {
        char byte = word.bytes[at];
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '-' && byte <= ':' && byte != '/') || byte == '_';
        ent_put_bytes(writer, plain ? &byte : "_", 1);
    }
}

void ent_sheet_put_id(const struct ent_sheet *sheet, struct ent_text id)
{
    struct ent_text prefix = sheet->drawing->prefix;
    put_word(sheet->writer, prefix.length > 0 ? prefix : ENT_TEXT("figure"));
    if (id.length == 0)
        return;
    ENT_PUT(sheet->writer, "-");
    put_word(sheet->writer, id);
}

bool ent_sheet_links(const struct ent_sheet *sheet)
{
    return sheet->drawing->navigable || sheet->drawing->linked;
}

void ent_sheet_put_link(const struct ent_sheet *sheet, struct ent_text address)
{
    ENT_PUT(sheet->writer, "<a");
    ent_sheet_put(sheet->writer, "href", address);
    ENT_PUT(sheet->writer, ">");
}
