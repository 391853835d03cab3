/* Views of bytes. After reading, every text is valid UTF-8 in normal form C. */
#ifndef ENT_BASE_TEXT_H
#define ENT_BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Bytes with a length, not ended by a NUL. Points into memory that someone else owns.
 * `{ 0 }` is the empty text. */
struct ent_text {
    const char *bytes;
    size_t length;
};

/* An attribute and what it is set to. */
struct ent_setting {
    struct ent_text name, value;
};

#define ENT_TEXT(literal) ((struct ent_text){"" literal, sizeof(literal) - 1})

/* The text of a C string; NULL gives the empty text. */
struct ent_text ent_text_of(const char *string);

/* A copy ended by a NUL, for libraries that want one. */
char *ent_text_string(struct ent_arena *arena, struct ent_text text);

static inline bool ent_text_equal(struct ent_text a, struct ent_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static inline bool ent_text_is(struct ent_text text, const char *string)
{
    return ent_text_equal(text, ent_text_of(string));
}

/* Order of the bytes, which in UTF-8 is the order of the code points. */
int ent_text_compare(struct ent_text a, struct ent_text b);

uint64_t ent_text_hash(struct ent_text text);

/* `length` bytes from `from` on, cut at the end of the text. */
struct ent_text ent_text_slice(struct ent_text text, size_t from, size_t length);

bool ent_text_starts(struct ent_text text, struct ent_text start);

/* Without blanks (space, tab, CR, LF) at both ends. */
struct ent_text ent_text_trim(struct ent_text text);

/* Cuts `*rest` at the next `separator`: returns what stood before it, trimmed, and leaves in
 * `*rest` what follows. Returns false, and nothing, when `*rest` is used up. Empty items of a
 * list are passed over. */
bool ent_text_next(struct ent_text *rest, char separator, struct ent_text *item);

/* The first byte that does not begin or continue a valid UTF-8 sequence or is NUL;
 * `text.length` if there is none. */
size_t ent_text_fault(struct ent_text text);

/* Normal form C. The same view where the text is in it already. */
struct ent_text ent_text_nfc(struct ent_arena *arena, struct ent_text text);

/* Number of code points. */
size_t ent_text_characters(struct ent_text text);

/* Decodes the code point at `*at` and moves `*at` behind it. The text is valid UTF-8. */
uint32_t ent_text_code(struct ent_text text, size_t *at);

/* What a terminal may be given for a code point: a picture or U+FFFD for what it would obey or what
 * turns the direction of writing, all else as it is. */
uint32_t ent_code_shown(uint32_t code);

/* Columns of a terminal that a code point takes, and a text of which every code point is shown as
 * above: two for a Chinese character, none for an accent that stands above the letter before. */
size_t ent_code_width(uint32_t code);
size_t ent_text_width(struct ent_text text);

/* The end of the grapheme cluster that begins at byte `at`: a letter with its marks, a flag. */
size_t ent_text_cluster(struct ent_text text, size_t at);

/* How wide fonts make what stands at byte `at`: nothing, half of an em, an em, or a picture. */
enum ent_breadth { ENT_BREADTH_NONE, ENT_BREADTH_HALF, ENT_BREADTH_FULL, ENT_BREADTH_PICTURE };

enum ent_breadth ent_text_breadth(struct ent_text text, size_t at);

/* Encodes a code point in UTF-8; returns how many of the four bytes it takes. */
size_t ent_code_encode(uint32_t code, char bytes[4]);

/* Writes the text without its case (full folding of Unicode: "Straße" as "strasse") to `bytes`, of
 * which at most `room` are used. Returns how many it takes: more than `room` if it did not fit. */
size_t ent_text_fold(struct ent_text text, char *bytes, size_t room);

/* "{}" in `form` is replaced by the arguments in turn. */
struct ent_text ent_text_form(struct ent_arena *arena, struct ent_text form,
                              const struct ent_text *arguments, size_t count);

#define ENT_FORM(arena, literal, ...)                                                              \
    ent_text_form((arena), ENT_TEXT(literal), (const struct ent_text[]){__VA_ARGS__},              \
                  sizeof((const struct ent_text[]){__VA_ARGS__}) / sizeof(struct ent_text))

/* Reads digits with at most one point, in every locale. False if it is anything else. */
bool ent_text_number_read(struct ent_text text, double *number);

/* A whole number in decimal digits. */
struct ent_text ent_text_number(struct ent_arena *arena, int64_t number);

/* A number with twelve digits that count, as "0.0625" or "2.5e-07", in every locale. */
struct ent_text ent_text_decimal(struct ent_arena *arena, double number);

/* Typing mistakes between two words: Damerau-Levenshtein distance over code points, ignoring
 * case, `-` and `_`. Anything above `limit` comes back as `limit + 1`, as do words of more than
 * 64 that are not the same. */
size_t ent_text_distance(struct ent_text a, struct ent_text b, size_t limit);

/* The candidate that was probably meant by `word`, or the empty text if none is near: no
 * mistake in a single character, at most one in words up to 4, two up to 8, else three. Ties go to
 * the earlier. */
struct ent_text ent_text_meant(struct ent_text word, const struct ent_text *candidates,
                               size_t count);

#endif
