#include "write/pdf.h"

/* Where `words` stand last; the length of the text if they do not. */
static size_t find_last(struct ent_text text, struct ent_text words)
{
    for (size_t at = text.length; at > 0; at--)
        if (ent_text_starts(ent_text_slice(text, at - 1, words.length), words))
            return at - 1;
    return text.length;
}

/* Letters, digits and "-" (BCP 47), so that nothing has to be escaped. */
static bool is_language(struct ent_text text)
{
    for (size_t at = 0; at < text.length; at++) {
        char byte = text.bytes[at];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!letter && !(byte >= '0' && byte <= '9') && byte != '-')
            return false;
    }
    return text.length > 0;
}

static size_t read_number(struct ent_text text, size_t *at)
{
    size_t number = 0;
    for (; *at < text.length && text.bytes[*at] >= '0' && text.bytes[*at] <= '9'; ++*at)
        number = number * 10 + (size_t)(text.bytes[*at] - '0');
    return number;
}

/* The catalogue is the last object: only the place of the table of all objects moves with it. */
void ent_pdf_tell(struct ent_text pdf, struct ent_text language, struct ent_writer *writer)
{
    struct ent_text catalogue = ENT_TEXT("/Type /Catalog"), start = ENT_TEXT("startxref\n");
    size_t at = find_last(pdf, catalogue), place = find_last(pdf, start) + start.length;
    struct ent_text later = ent_text_slice(pdf, at, SIZE_MAX);
    bool last = find_last(later, ENT_TEXT(" 0 obj")) == later.length;
    size_t end = place, table = read_number(pdf, &end);
    if (at == pdf.length || !last || end == place || table < at || !is_language(language)) {
        ent_put_text(writer, pdf);
        return;
    }
    at += catalogue.length;
    size_t before = writer->length;
    ent_put_text(writer, ent_text_slice(pdf, 0, at));
    ENT_PUT(writer, "\n   /Lang (");
    ent_put_text(writer, language);
    ENT_PUT(writer, ")\n   /ViewerPreferences << /DisplayDocTitle true >>");
    size_t moved = writer->length - before - at;
    ent_put_text(writer, ent_text_slice(pdf, at, place - at));
    ent_put_integer(writer, (int64_t)(table + moved));
    ent_put_text(writer, ent_text_slice(pdf, end, SIZE_MAX));
}
