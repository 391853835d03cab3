#include "draw/faces.h"

#include <hb-ot.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

#define FACE(name, ...)                                                                            \
    extern const unsigned char ent_face_##name##_regular[], ent_face_##name##_bold[];              \
    extern const size_t ent_face_##name##_regular_length, ent_face_##name##_bold_length;
#include "draw/faces.def"
#undef FACE

#define TAG(word) HB_TAG((word)[0], (word)[1], (word)[2], (word)[3])

static const struct ent_face faces[] = {
#define FACE(name, family, script, first, last, ascent, descent, joined)                           \
    {family,                                                                                       \
     TAG(script),                                                                                  \
     first,                                                                                        \
     last,                                                                                         \
     (ascent) / 1000.0,                                                                            \
     (descent) / 1000.0,                                                                           \
     joined,                                                                                       \
     {ent_face_##name##_regular, ent_face_##name##_bold},                                          \
     {&ent_face_##name##_regular_length, &ent_face_##name##_bold_length}},
#include "draw/faces.def"
#undef FACE
};

/* A face that was used. */
struct opened {
    struct ent_text file;
    hb_font_t *font; /* NULL: not yet */
};

struct ent_font {
    struct opened *opened; /* two for each face: regular, bold */
    hb_buffer_t *buffer;
    struct ent_measured *measured;
};

enum { measured_count = 4096 }; /* names share words */

const struct ent_face *ent_face(unsigned face)
{
    return &faces[face];
}

static void *take(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (!memory) {
        fputs("entente: out of memory\n", stderr);
        exit(ENT_EXIT_WORLD);
    }
    return memory;
}

struct ent_font *ent_font_begin(void)
{
    struct ent_font *font = take(1, sizeof *font);
    font->opened = take((size_t)2 * ENT_FACE_COUNT, sizeof *font->opened);
    font->measured = take(measured_count, sizeof *font->measured);
    font->buffer = hb_buffer_create();
    return font;
}

void ent_font_end(struct ent_font *font)
{
    if (!font)
        return;
    for (size_t i = 0; i < (size_t)2 * ENT_FACE_COUNT; i++) {
        hb_font_destroy(font->opened[i].font);
        free((void *)font->opened[i].file.bytes);
    }
    hb_buffer_destroy(font->buffer);
    free(font->opened);
    free(font->measured);
    free(font);
}

static struct ent_text unpacked(const struct ent_face *face, bool bold)
{
    const unsigned char *packed = face->packed[bold];
    size_t length = *face->lengths[bold];
    size_t room = (size_t)ZSTD_getFrameContentSize(packed, length);
    char *bytes = take(room, 1);
    return (struct ent_text){bytes, ZSTD_decompress(bytes, room, packed, length)};
}

static const struct opened *open_face(const struct ent_font *font, unsigned face, bool bold)
{
    struct opened *opened = &font->opened[2 * face + bold];
    if (opened->font)
        return opened;
    opened->file = unpacked(&faces[face], bold);
    hb_blob_t *blob = hb_blob_create(opened->file.bytes, (unsigned)opened->file.length,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *bytes = hb_face_create(blob, 0);
    opened->font = hb_font_create(bytes);
    hb_face_destroy(bytes);
    hb_blob_destroy(blob);
    return opened;
}

hb_font_t *ent_face_open(const struct ent_font *font, unsigned face, bool bold)
{
    return open_face(font, face, bold)->font;
}

struct ent_text ent_font_file(const struct ent_font *font, unsigned face, bool bold)
{
    return open_face(font, face, bold)->file;
}

struct ent_text ent_font_family(unsigned face)
{
    return ent_text_of(faces[face].family);
}

struct ent_measured *ent_face_measured(const struct ent_font *font, uint64_t hash)
{
    return &font->measured[hash % measured_count];
}

hb_buffer_t *ent_face_buffer(const struct ent_font *font)
{
    hb_buffer_clear_contents(font->buffer);
    return font->buffer;
}

static bool has(const struct ent_font *font, unsigned face, uint32_t code)
{
    hb_codepoint_t glyph;
    return face < ENT_FACE_COUNT &&
           hb_font_get_nominal_glyph(ent_face_open(font, face, false), code, &glyph);
}

/* The one face whose script or block the character is of; no other one is unpacked to look. */
static unsigned home_of(uint32_t code)
{
    uint32_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
    for (unsigned face = 0; face < ENT_FACE_COUNT; face++)
        if (script == faces[face].script || (code >= faces[face].first && code <= faces[face].last))
            return face;
    return ENT_FACE_COUNT;
}

/* Marks and invisible characters stay with the letter before them. */
static bool follows(const struct ent_font *font, uint32_t code, unsigned before)
{
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
        return before == ENT_FACE_COUNT || has(font, before, code);
    case HB_UNICODE_GENERAL_CATEGORY_FORMAT: /* but the signs around Arabic numbers are seen */
        return !(code >= 0x0600 && code <= 0x070F) || has(font, before, code);
    case HB_UNICODE_GENERAL_CATEGORY_CONTROL:
        return true;
    default:
        return false;
    }
}

unsigned ent_face_for(const struct ent_font *font, uint32_t code, unsigned before)
{
    if (code >= ' ' && code < 0x7F)
        return 0;
    if (follows(font, code, before))
        return before;
    unsigned home = home_of(code);
    return has(font, 0, code)        ? 0
           : has(font, home, code)   ? home
           : has(font, before, code) ? before
                                     : ENT_FACE_COUNT;
}
