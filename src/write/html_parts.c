#include "write/html_parts.h"

#include "draw/id.h"

void ent_html_put_element(struct ent_writer *writer, const char *name, struct ent_text text)
{
    if (text.length == 0)
        return;
    ENT_PUT(writer, "<");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, ">");
    ent_put_xml(writer, text);
    ENT_PUT(writer, "</");
    ent_put_text(writer, ent_text_of(name));
    ENT_PUT(writer, ">\n");
}

/* An id of the page, and what follows "#" in an address of it: any byte that could end one or the
 * other becomes "." and two digits. A page that says it a thousand times says it by number. */
static void put_anchor(const struct ent_account *account, size_t source, struct ent_writer *writer)
{
    static const char digits[] = "0123456789abcdef";
    struct ent_text id = account->sources[source].id;
    if (account->numbered) {
        ENT_PUT(writer, "s");
        ent_put_integer(writer, (int64_t)source + 1);
        return;
    }
    ENT_PUT(writer, "source-");
    for (size_t at = 0; at < id.length; at++) {
        unsigned char byte = (unsigned char)id.bytes[at];
        char escaped[] = {'.', digits[byte >> 4], digits[byte & 15]};
        bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                     (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_';
        ent_put_bytes(writer, plain ? id.bytes + at : escaped, plain ? 1 : sizeof escaped);
    }
}

void ent_html_put_sources_of(const struct ent_account *account, struct ent_text ids,
                             struct ent_writer *writer)
{
    struct ent_text id;
    for (size_t count = 0; ent_text_next(&ids, ';', &id); count++) {
        size_t source = ent_cited_find(account->sources, account->source_count, id);
        bool listed = source < account->source_count;
        if (count > 0)
            ENT_PUT(writer, ", ");
        if (listed) {
            ent_put_text(writer,
                         account->numbered ? ENT_TEXT("<a href=#") : ENT_TEXT("<a href=\"#"));
            put_anchor(account, source, writer);
            ent_put_text(writer, account->numbered ? ENT_TEXT(">") : ENT_TEXT("\">"));
        }
        ent_put_xml(writer, id);
        if (listed)
            ENT_PUT(writer, "</a>");
    }
}

static void put_address(struct ent_text address, struct ent_writer *writer)
{
    struct ent_text link = ent_link_of(address);
    ENT_PUT(writer, ", ");
    if (link.length > 0) {
        ENT_PUT(writer, "<a href=\"");
        ent_put_xml(writer, link);
        ENT_PUT(writer, "\">");
    }
    ent_put_xml(writer, address);
    if (link.length > 0)
        ENT_PUT(writer, "</a>");
}

static void put_source(const struct ent_account *account, size_t number, struct ent_writer *writer)
{
    const struct ent_cited *source = &account->sources[number];
    struct ent_text words = ent_cited_words(&account->run->arena, source);
    ENT_PUT(writer, "<li id=\"");
    put_anchor(account, number, writer);
    ENT_PUT(writer, "\">");
    ent_put_xml(writer, source->id);
    if (words.length > 0)
        ENT_PUT(writer, ": ");
    ent_put_xml(writer, words);
    if (source->url.length > 0)
        put_address(source->url, writer);
    ENT_PUT(writer, "</li>\n");
}

void ent_html_put_sources(const struct ent_account *account, struct ent_writer *writer)
{
    for (size_t i = 0; i < account->source_count; i++)
        put_source(account, i, writer);
}
