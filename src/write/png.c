#include "write/png.h"

#include <math.h>

enum { header_length = 33 }; /* signature and first chunk */

/* The check sum of PNG (its specification, appendix D). */
static uint32_t check_sum(const char *bytes, size_t length)
{
    uint32_t sum = 0xFFFFFFFF;
    for (size_t at = 0; at < length; at++) {
        sum ^= (unsigned char)bytes[at];
        for (int bit = 0; bit < 8; bit++)
            sum = sum & 1 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
    }
    return sum ^ 0xFFFFFFFF;
}

static void put_word(struct ent_writer *writer, uint32_t word)
{
    char bytes[4];
    for (int i = 0; i < 4; i++)
        bytes[i] = (char)(word >> (24 - 8 * i));
    ent_put_bytes(writer, bytes, sizeof bytes);
}

/* A chunk is its length, its name, what it holds and a check sum of the two. */
static void put_chunk(struct ent_writer *writer, const char *name, struct ent_text content)
{
    put_word(writer, (uint32_t)content.length);
    size_t start = writer->length;
    ent_put_text(writer, ent_text_of(name));
    ent_put_text(writer, content);
    put_word(writer, check_sum(writer->bytes + start, writer->length - start));
}

/* Without it, text processors take the picture to have 96 dots per inch, and show it too large. */
static void put_resolution(struct ent_writer *writer, double dpi)
{
    struct ent_writer content = {0};
    uint32_t dots_per_metre = (uint32_t)lround(dpi / 0.0254);
    put_word(&content, dots_per_metre);
    put_word(&content, dots_per_metre);
    ENT_PUT(&content, "\1");
    put_chunk(writer, "pHYs", ent_writer_text(&content));
    ent_writer_end(&content);
}

static bool is_ascii(struct ent_text text)
{
    for (size_t at = 0; at < text.length; at++)
        if ((unsigned char)text.bytes[at] >= 0x80)
            return false;
    return true;
}

/* The old form is Latin-1 and read by more programs. */
static void put_words(struct ent_writer *writer, struct ent_text keyword, struct ent_text text,
                      struct ent_text language)
{
    struct ent_writer content = {0};
    bool ascii = is_ascii(text);
    if (text.length == 0)
        return;
    ent_put_text(&content, keyword);
    ENT_PUT(&content, "\0");
    if (!ascii) {
        ENT_PUT(&content, "\0\0"); /* not packed */
        ent_put_text(&content, language);
        ENT_PUT(&content, "\0\0"); /* the keyword is not translated */
    }
    ent_put_text(&content, text);
    put_chunk(writer, ascii ? "tEXt" : "iTXt", ent_writer_text(&content));
    ent_writer_end(&content);
}

void ent_png_tell(struct ent_text png, double dpi, struct ent_text title,
                  struct ent_text description, struct ent_text language, struct ent_writer *writer)
{
    ent_put_text(writer, ent_text_slice(png, 0, header_length));
    put_chunk(writer, "sRGB", (struct ent_text){"\0", 1}); /* perceptual */
    put_resolution(writer, dpi);
    put_words(writer, ENT_TEXT("Title"), title, language);
    put_words(writer, ENT_TEXT("Description"), description, language);
    ent_put_text(writer, ent_text_slice(png, header_length, SIZE_MAX));
}
