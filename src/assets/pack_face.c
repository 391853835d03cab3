/* A font file as it is linked in: without hints, glyph names and features that must be asked for,
 * then compressed. Run by the build: pack_face FILE.ttf FIRST LAST OUTPUT, where FIRST and LAST are
 * the characters that are kept (hexadecimal). */
#include <hb-subset.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

/* What HarfBuzz and browsers do unasked in horizontal text, but for `locl`: a figure looks the same
 * whatever language a page is in. */
static const char features[][5] = {
    "abvm", "blwm", "ccmp", "mark", "mkmk", "rlig", "calt", "clig", "curs", "dist", "kern",
    "liga", "rclt", "rvrn", "nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "abvf", "half",
    "pstf", "vatu", "cjct", "cfar", "init", "pres", "abvs", "blws", "psts", "haln", "isol",
    "fina", "fin2", "fin3", "medi", "med2", "mset", "stch", "ltra", "ltrm", "rtla", "rtlm",
};

static const char dropped_tables[][5] = {"DSIG", "STAT", "MATH", "MERG", "meta"};

/* What browsers ask for, and what the licence wants to be kept: copyright, family, style, full
 * name, PostScript name, address of the licence. */
static const hb_codepoint_t kept_names[] = {0, 1, 2, 4, 6, 14};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void replace_tags(hb_set_t *set, const char tags[][5], size_t count, int cleared)
{
    if (cleared)
        hb_set_clear(set);
    for (size_t i = 0; i < count; i++)
        hb_set_add(set, hb_tag_from_string(tags[i], 4));
}

static hb_face_t *reduced(hb_face_t *face, hb_codepoint_t first, hb_codepoint_t last)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_t *characters = hb_subset_input_unicode_set(input);
    hb_set_add_range(characters, first, last);
    hb_set_t *names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
    hb_set_clear(names);
    for (size_t i = 0; i < COUNT(kept_names); i++)
        hb_set_add(names, kept_names[i]);
    replace_tags(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG), features,
                 COUNT(features), 1);
    replace_tags(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped_tables,
                 COUNT(dropped_tables), 0);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *result = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    return result;
}

static void save(const char *path, const char *bytes, size_t length)
{
    size_t room = ZSTD_compressBound(length);
    char *packed = malloc(room);
    size_t size = packed ? ZSTD_compress(packed, room, bytes, length, 19) : 0;
    FILE *file = fopen(path, "wb");
    if (!packed || ZSTD_isError(size) || !file || fwrite(packed, 1, size, file) != size ||
        fclose(file) != 0)
        die(path);
    free(packed);
}

int main(int count, char **words)
{
    if (count != 5)
        return 2;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(words[1]);
    if (!blob)
        die(words[1]);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_face_t *result = reduced(face, (hb_codepoint_t)strtoul(words[2], NULL, 16),
                                (hb_codepoint_t)strtoul(words[3], NULL, 16));
    if (!result)
        die(words[1]);
    hb_blob_t *bytes = hb_face_reference_blob(result);
    unsigned length;
    const char *start = hb_blob_get_data(bytes, &length);
    save(words[4], start, length);
    hb_blob_destroy(bytes);
    hb_face_destroy(result);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return 0;
}
