#include "draw/font.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>

extern const unsigned char ent_sans_regular[];
extern const size_t ent_sans_regular_length;
extern const unsigned char ent_sans_bold[];
extern const size_t ent_sans_bold_length;

struct style {
    hb_face_t *face;
    hb_font_t *font;
};

struct ent_font {
    struct style styles[2];  /* regular, bold */
    double em, ascent, line; /* in units of the font */
};

struct ent_text ent_font_file(bool bold)
{
    return bold ? (struct ent_text){(const char *)ent_sans_bold, ent_sans_bold_length}
                : (struct ent_text){(const char *)ent_sans_regular, ent_sans_regular_length};
}

static struct style open_style(bool bold)
{
    struct ent_text file = ent_font_file(bold);
    hb_blob_t *blob =
        hb_blob_create(file.bytes, (unsigned)file.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    struct style style = {.face = hb_face_create(blob, 0)};
    hb_blob_destroy(blob);
    style.font = hb_font_create(style.face);
    return style;
}

struct ent_font *ent_font_begin(void)
{
    struct ent_font *font = calloc(1, sizeof *font);
    if (!font) {
        fputs("entente: out of memory\n", stderr);
        exit(ENT_EXIT_WORLD);
    }
    font->styles[false] = open_style(false);
    font->styles[true] = open_style(true);
    font->em = hb_face_get_upem(font->styles[false].face);
    hb_font_extents_t extents = {0};
    hb_font_get_h_extents(font->styles[false].font, &extents);
    font->ascent = extents.ascender;
    font->line = extents.ascender - extents.descender + extents.line_gap;
    return font;
}

void ent_font_end(struct ent_font *font)
{
    if (!font)
        return;
    for (size_t i = 0; i < ENT_COUNT(font->styles); i++) {
        hb_font_destroy(font->styles[i].font);
        hb_face_destroy(font->styles[i].face);
    }
    free(font);
}

/* Marks stand on the letter before them, and controls are not seen. */
static bool takes_no_room(uint32_t code)
{
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
    case HB_UNICODE_GENERAL_CATEGORY_CONTROL:
        return true;
    default:
        return false;
    }
}

double ent_font_width(const struct ent_font *font, struct ent_text text, double size, bool bold)
{
    hb_font_t *shapes = font->styles[bold].font;
    double width = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        hb_codepoint_t glyph;
        if (takes_no_room(code))
            continue;
        bool covered = hb_font_get_nominal_glyph(shapes, code, &glyph);
        width += covered ? hb_font_get_glyph_h_advance(shapes, glyph) : font->em;
    }
    return width * size / font->em;
}

bool ent_font_covers(const struct ent_font *font, struct ent_text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        hb_codepoint_t glyph;
        if (code >= ' ' && !hb_font_get_nominal_glyph(font->styles[false].font, code, &glyph))
            return false;
    }
    return true;
}

double ent_font_ascent(const struct ent_font *font, double size)
{
    return font->ascent * size / font->em;
}

double ent_font_line(const struct ent_font *font, double size)
{
    return font->line * size / font->em;
}

/* Kerning and ligatures are left out of what we measure, so they must not be in what is shown. */
static const hb_tag_t dropped_tables[] = {
    HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('S', 'T', 'A', 'T'),
    HB_TAG('M', 'A', 'T', 'H'),
};

/* What browsers ask for, and what the licence wants to be kept: copyright, family, style, full
 * name, PostScript name, address of the licence. */
static const hb_codepoint_t kept_names[] = {0, 1, 2, 4, 6, 14};

static hb_subset_input_t *subset_input(struct ent_text text)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_t *characters = hb_subset_input_unicode_set(input);
    hb_set_add(characters, ' '); /* a font without any character is refused by browsers */
    for (size_t at = 0; at < text.length;)
        hb_set_add(characters, ent_text_code(text, &at));
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < ENT_COUNT(dropped_tables); i++)
        hb_set_add(dropped, dropped_tables[i]);
    hb_set_t *names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
    hb_set_clear(names);
    for (size_t i = 0; i < ENT_COUNT(kept_names); i++)
        hb_set_add(names, kept_names[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    return input;
}

struct ent_text ent_font_subset(const struct ent_font *font, struct ent_arena *arena,
                                struct ent_text text, bool bold)
{
    hb_subset_input_t *input = subset_input(text);
    hb_face_t *face = input ? hb_subset_or_fail(font->styles[bold].face, input) : NULL;
    hb_subset_input_destroy(input);
    if (!face)
        return ent_font_file(bold); /* larger, but as right */
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    char *copy = ENT_NEW(arena, char, length);
    memcpy(copy, bytes, length);
    hb_blob_destroy(blob);
    hb_face_destroy(face);
    return (struct ent_text){copy, length};
}
