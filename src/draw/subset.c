#include "draw/font.h"

#include "draw/spans.h"

#include <hb-subset.h>
#include <hb.h>
#include <zlib.h>

/* ---- which glyphs ---- */

/* Vowels around a letter are taken apart before glyphs are looked up: by Unicode's decompositions,
 * and in Khmer into the part that stands before the letter and the vowel itself. */
static void add_parts(hb_set_t *characters, uint32_t code)
{
    hb_codepoint_t first, second;
    while (hb_unicode_decompose(hb_unicode_funcs_get_default(), code, &first, &second)) {
        hb_set_add(characters, first);
        if (second != 0)
            hb_set_add(characters, second);
        code = first;
    }
    if (code >= 0x17BE && code <= 0x17C5)
        hb_set_add(characters, 0x17C1);
}

static size_t add_characters(hb_set_t *characters, const struct ent_font *font,
                             struct ent_text text, unsigned face)
{
    struct ent_span_reader reader = ent_span_begin(font, text, NULL);
    struct ent_span span;
    size_t count = 0;
    while (ent_span_next(&reader, &span))
        for (size_t at = span.from; span.face == face && at < span.to;) {
            uint32_t code = ent_text_code(text, &at);
            if (code < ' ')
                continue;
            hb_set_add(characters, code);
            if (ent_face(face)->joined)
                add_parts(characters, code);
            count++;
        }
    return count;
}

/* The glyphs of ligatures are kept with those of their letters, but only a glyph that has a
 * character of its own stays readable in the PDF of a browser: without it "office" becomes "o ce"
 * there. */
static void add_ligatures(hb_set_t *characters)
{
    static const struct {
        uint32_t code, letter;
    } ligatures[] = {{0xFB00, 'f'}, {0xFB01, 'i'}, {0xFB02, 'l'}, {0xFB03, 'i'}, {0xFB04, 'l'}};
    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
        if (hb_set_has(characters, 'f') && hb_set_has(characters, ligatures[i].letter))
            hb_set_add(characters, ligatures[i].code);
}

/* The build has thrown out what is not used of layout and names; all of the rest stays. */
static void keep_all(hb_subset_input_t *input, hb_subset_sets_t kind)
{
    hb_set_t *set = hb_subset_input_set(input, kind);
    hb_set_clear(set);
    hb_set_invert(set);
}

static hb_face_t *cut(const struct ent_font *font, struct ent_text text, unsigned face, bool bold)
{
    hb_face_t *result = NULL;
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    keep_all(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    keep_all(input, HB_SUBSET_SETS_NAME_ID);
    hb_set_t *characters = hb_subset_input_unicode_set(input);
    bool some = add_characters(characters, font, text, face) > 0;
    add_ligatures(characters);
    if (some)
        result = hb_subset_or_fail(hb_font_get_face(ent_face_open(font, face, bold)), input);
    hb_subset_input_destroy(input);
    return result;
}

/* ---- WOFF 1.0: the tables of a font, each packed by zlib ---- */

enum { sfnt_header = 12, sfnt_entry = 16, woff_header = 44, woff_entry = 20 };

static uint32_t word_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void set_word(unsigned char *bytes, uint32_t word)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(word >> (24 - 8 * i));
}

static uint32_t padded(uint32_t length)
{
    return (length + 3) & ~(uint32_t)3;
}

/* Packed, or as it is where that is no longer. Returns how long it came out. */
static uint32_t pack_table(unsigned char *to, uint32_t room, const unsigned char *from,
                           uint32_t length)
{
    uLongf size = room;
    if (compress2(to, &size, from, length, Z_BEST_COMPRESSION) == Z_OK && size < length)
        return (uint32_t)size;
    memcpy(to, from, length);
    return length;
}

/* Writes the entry and the body of one table; returns where the next one begins. */
static uint32_t put_table(unsigned char *woff, uint32_t number, uint32_t at,
                          const unsigned char *font)
{
    const unsigned char *entry = font + sfnt_header + (size_t)number * sfnt_entry;
    uint32_t length = word_at(entry + 12);
    unsigned char *place = woff + woff_header + (size_t)number * woff_entry;
    uint32_t packed =
        pack_table(woff + at, (uint32_t)compressBound(length), font + word_at(entry + 8), length);
    memcpy(place, entry, 4);
    set_word(place + 4, at);
    set_word(place + 8, packed);
    set_word(place + 12, length);
    memcpy(place + 16, entry + 4, 4);
    memset(woff + at + packed, 0, padded(packed) - packed);
    return at + padded(packed);
}

static struct ent_text woff_of(struct ent_arena *arena, const unsigned char *font, uint32_t length)
{
    uint32_t count = (uint32_t)font[4] << 8 | font[5], whole = sfnt_header + count * sfnt_entry;
    uint32_t at = woff_header + count * woff_entry;
    unsigned char *woff =
        ENT_NEW(arena, unsigned char, at + compressBound(length) + (size_t)count * 32);
    for (uint32_t i = 0; i < count; i++) {
        at = put_table(woff, i, at, font);
        whole += padded(word_at(font + sfnt_header + (size_t)i * sfnt_entry + 12));
    }
    memcpy(woff, "wOFF", 4);
    memcpy(woff + 4, font, 4);
    set_word(woff + 8, at);
    set_word(woff + 12, count << 16);
    set_word(woff + 16, whole);
    set_word(woff + 20, 0x00010000);
    return (struct ent_text){(const char *)woff, at};
}

struct ent_text ent_font_subset(const struct ent_font *font, struct ent_arena *arena,
                                struct ent_text text, unsigned face, bool bold)
{
    hb_face_t *subset = cut(font, text, face, bold);
    if (!subset)
        return (struct ent_text){0};
    hb_blob_t *blob = hb_face_reference_blob(subset);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    struct ent_text woff = woff_of(arena, (const unsigned char *)bytes, length);
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
    return woff;
}
