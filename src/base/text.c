#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

enum {
    longest_word = 64, /* code points that are compared for a suggestion */
};

struct ent_text ent_text_of(const char *string)
{
    return string ? (struct ent_text){string, strlen(string)} : (struct ent_text){0};
}

char *ent_text_string(struct ent_arena *arena, struct ent_text text)
{
    char *string = ent_arena_take(arena, text.length + 1, 1);
    if (text.length > 0)
        memcpy(string, text.bytes, text.length);
    return string;
}

int ent_text_compare(struct ent_text a, struct ent_text b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared > 0 ? memcmp(a.bytes, b.bytes, shared) : 0;
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

uint64_t ent_text_hash(struct ent_text text)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a, then mixed so that low bits serve */
    for (size_t at = 0; at < text.length; at++)
        hash = (hash ^ (unsigned char)text.bytes[at]) * 0x100000001b3u;
    hash ^= hash >> 32;
    return hash * 0x9e3779b97f4a7c15u >> 7;
}

struct ent_text ent_text_slice(struct ent_text text, size_t from, size_t length)
{
    if (from >= text.length)
        return (struct ent_text){0};
    size_t left = text.length - from;
    return (struct ent_text){text.bytes + from, length < left ? length : left};
}

bool ent_text_starts(struct ent_text text, struct ent_text start)
{
    return text.length >= start.length &&
           ent_text_equal(ent_text_slice(text, 0, start.length), start);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct ent_text ent_text_trim(struct ent_text text)
{
    while (text.length > 0 && is_blank(text.bytes[0])) {
        text.bytes++;
        text.length--;
    }
    while (text.length > 0 && is_blank(text.bytes[text.length - 1]))
        text.length--;
    return text;
}

bool ent_text_next(struct ent_text *rest, char separator, struct ent_text *item)
{
    while (rest->length > 0) {
        const char *end = memchr(rest->bytes, separator, rest->length);
        size_t length = end ? (size_t)(end - rest->bytes) : rest->length;
        *item = ent_text_trim(ent_text_slice(*rest, 0, length));
        *rest = ent_text_slice(*rest, end ? length + 1 : length, SIZE_MAX);
        if (item->length > 0)
            return true;
    }
    return false;
}

/* Eight bytes at a step while they are plain ASCII without a NUL. */
static size_t plain_bytes(struct ent_text text, size_t from)
{
    const uint64_t high = 0x8080808080808080u, ones = 0x0101010101010101u;
    while (text.length - from >= 8) {
        uint64_t word;
        memcpy(&word, text.bytes + from, sizeof word);
        if ((word | (word - ones)) & high)
            break;
        from += 8;
    }
    return from;
}

size_t ent_text_fault(struct ent_text text)
{
    size_t at = 0;
    while (at < text.length) {
        at = plain_bytes(text, at);
        if (at == text.length)
            break;
        if (text.bytes[at] == '\0')
            return at;
        utf8proc_int32_t code;
        size_t left = text.length - at;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at,
                                                   left < 4 ? (utf8proc_ssize_t)left : 4, &code);
        if (length <= 0)
            return at;
        at += (size_t)length;
    }
    return text.length;
}

/* Code points below U+0300 are in normal form C, and they alone begin with bytes below 0xCC. */
static bool is_surely_composed(struct ent_text text)
{
    for (size_t at = plain_bytes(text, 0); at < text.length; at = plain_bytes(text, at + 1))
        if ((unsigned char)text.bytes[at] >= 0xCC)
            return false;
    return true;
}

struct ent_text ent_text_nfc(struct ent_arena *arena, struct ent_text text)
{
    if (is_surely_composed(text))
        return text;
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text.bytes, (utf8proc_ssize_t)text.length, &composed,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (length < 0)
        return text;
    struct ent_text found = {(const char *)composed, (size_t)length};
    if (!ent_text_equal(found, text))
        text = (struct ent_text){ent_text_string(arena, found), found.length};
    free(composed);
    return text;
}

size_t ent_text_characters(struct ent_text text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; at++)
        count += (text.bytes[at] & 0xC0) != 0x80;
    return count;
}

uint32_t ent_text_code(struct ent_text text, size_t *at)
{
    utf8proc_int32_t code;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + *at,
                                               (utf8proc_ssize_t)(text.length - *at), &code);
    *at += length > 0 ? (size_t)length : 1;
    return length > 0 ? (uint32_t)code : 0xFFFD;
}

/* Would a terminal obey it, or turn the direction of writing? */
static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C ||
           (code >= 0x200E && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

uint32_t ent_code_shown(uint32_t code)
{
    if (!is_control(code))
        return code;
    return code < 0x20 ? 0x2400 + code : code == 0x7F ? 0x2421 : 0xFFFD;
}

size_t ent_code_width(uint32_t code)
{
    int width = utf8proc_charwidth((utf8proc_int32_t)code);
    return width > 0 ? (size_t)width : 0;
}

size_t ent_text_width(struct ent_text text)
{
    size_t width = 0;
    for (size_t at = 0; at < text.length;)
        width += ent_code_width(ent_code_shown(ent_text_code(text, &at)));
    return width;
}

size_t ent_text_cluster(struct ent_text text, size_t at)
{
    utf8proc_int32_t state = 0;
    uint32_t code = ent_text_code(text, &at);
    while (at < text.length) {
        size_t end = at;
        uint32_t next = ent_text_code(text, &end);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)code, (utf8proc_int32_t)next,
                                             &state))
            break;
        code = next;
        at = end;
    }
    return at;
}

enum ent_breadth ent_text_breadth(struct ent_text text, size_t at)
{
    uint32_t code = ent_text_code(text, &at);
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
    bool half = (code >= 0xFF61 && code <= 0xFFDC) || (code >= 0xFFE8 && code <= 0xFFEE);
    if (property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
        property->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR)
        return ENT_BREADTH_PICTURE;
    switch (property->category) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CC:
        return ENT_BREADTH_NONE;
    default:
        return half ? ENT_BREADTH_HALF : ENT_BREADTH_FULL;
    }
}

size_t ent_code_encode(uint32_t code, char bytes[4])
{
    utf8proc_ssize_t length =
        utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)bytes);
    return length > 0 ? (size_t)length : 0;
}

/* A code point folds to at most three. */
static size_t fold_code(uint32_t code, utf8proc_uint8_t *bytes)
{
    utf8proc_int32_t folded[4];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code, folded, 4, UTF8PROC_CASEFOLD, &boundary);
    if (count <= 0 || count > 4)
        return (size_t)utf8proc_encode_char((utf8proc_int32_t)code, bytes);
    size_t length = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        length += (size_t)utf8proc_encode_char(folded[i], bytes + length);
    return length;
}

size_t ent_text_fold(struct ent_text text, char *bytes, size_t room)
{
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        utf8proc_uint8_t folded[16];
        char byte = text.bytes[at];
        size_t more = 1;
        if ((unsigned char)byte < 0x80) {
            folded[0] = (utf8proc_uint8_t)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
            at++;
        } else {
            more = fold_code(ent_text_code(text, &at), folded);
        }
        if (length + more <= room)
            memcpy(bytes + length, folded, more);
        length += more;
    }
    return length;
}

struct ent_text ent_text_form(struct ent_arena *arena, struct ent_text form,
                              const struct ent_text *arguments, size_t count)
{
    size_t length = form.length;
    for (size_t i = 0; i < count; i++)
        length += arguments[i].length;
    char *bytes = ent_arena_take(arena, length + 1, 1);
    size_t at = 0, next = 0;
    for (size_t i = 0; i < form.length; i++) {
        bool slot = form.bytes[i] == '{' && i + 1 < form.length && form.bytes[i + 1] == '}';
        if (slot && next < count) {
            if (arguments[next].length > 0)
                memcpy(bytes + at, arguments[next].bytes, arguments[next].length);
            at += arguments[next++].length;
            i++;
        } else {
            bytes[at++] = form.bytes[i];
        }
    }
    return (struct ent_text){bytes, at};
}

struct ent_text ent_text_decimal(struct ent_arena *arena, double number)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.12g", number);
    char *comma = strchr(digits, ',');
    if (comma)
        *comma = '.';
    return ent_text_of(ent_text_string(arena, ent_text_of(digits)));
}

struct ent_text ent_text_number(struct ent_arena *arena, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    return (struct ent_text){ent_text_string(arena, ent_text_of(digits)), strlen(digits)};
}

/* The code points that count for a suggestion: without case, `-` and `_`. More than
 * `longest_word` if there are more, of which no more are kept. */
static size_t folded(struct ent_text text, uint32_t *codes)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length && count <= longest_word;) {
        uint32_t code = ent_text_code(text, &at);
        if (code == '-' || code == '_')
            continue;
        if (count < longest_word)
            codes[count] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
        count++;
    }
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Three rows of the usual table: swapped neighbours count once (Damerau). */
static size_t mistakes(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    size_t rows[3][longest_word + 1];
    for (size_t j = 0; j <= b_count; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            size_t cost =
                least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = least(cost, two_above[j - 2] + 1);
            row[j] = cost;
        }
    }
    return rows[a_count % 3][b_count];
}

size_t ent_text_distance(struct ent_text a, struct ent_text b, size_t limit)
{
    uint32_t a_codes[longest_word], b_codes[longest_word];
    size_t a_count = folded(a, a_codes), b_count = folded(b, b_codes);
    size_t gap = a_count > b_count ? a_count - b_count : b_count - a_count;
    if (a_count > longest_word || b_count > longest_word)
        return ent_text_equal(a, b) ? 0 : limit + 1;
    if (gap > limit)
        return limit + 1;
    return least(mistakes(a_codes, a_count, b_codes, b_count), limit + 1);
}

struct ent_text ent_text_meant(struct ent_text word, const struct ent_text *candidates,
                               size_t count)
{
    size_t characters = ent_text_characters(word);
    size_t limit = characters <= 1 ? 0 : characters <= 4 ? 1 : characters <= 8 ? 2 : 3;
    struct ent_text meant = {0};
    for (size_t i = 0; i < count; i++) {
        size_t distance = ent_text_distance(word, candidates[i], limit);
        if (distance > limit)
            continue;
        meant = candidates[i];
        if (distance == 0)
            break;
        limit = distance - 1;
    }
    return meant;
}

bool ent_text_number_read(struct ent_text text, double *number)
{
    double found = 0, scale = 0;
    bool any = false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '.' && scale == 0) {
            scale = 1;
        } else if (byte >= '0' && byte <= '9') {
            found = found * 10 + (byte - '0');
            scale *= 10;
            any = true;
        } else {
            return false;
        }
    }
    *number = scale > 1 ? found / scale : found;
    return any;
}
