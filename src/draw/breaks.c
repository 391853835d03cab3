#include "draw/breaks.h"

enum { soft_hyphen = 0x00AD, zero_width_space = 0x200B, end_of_text = 0 };

struct range {
    uint32_t first, last;
};

static bool is_in(const struct range *ranges, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

/* Hyphen-minus, solidus, hyphen, figure dash to horizontal bar. U+2011 does not break. */
static bool is_dash(uint32_t code)
{
    return code == '-' || code == '/' || code == 0x2010 || (code >= 0x2012 && code <= 0x2015);
}

/* Closing brackets and quotes, stops and what is small in Japanese. */
static bool closes(uint32_t code)
{
    static const struct range ranges[] = {
        {'!', '!'},       {'%', '%'},       {')', ')'},       {',', '.'},       {':', ';'},
        {'?', '?'},       {']', ']'},       {'}', '}'},       {0xB0, 0xB0},     {0xBB, 0xBB},
        {0x060C, 0x060C}, {0x061B, 0x061B}, {0x061F, 0x061F}, {0x06D4, 0x06D4}, {0x0964, 0x0965},
        {0x2019, 0x2019}, {0x201D, 0x201D}, {0x2025, 0x2026}, {0x2030, 0x2030}, {0x203A, 0x203A},
        {0x203C, 0x203D}, {0x2047, 0x2049}, {0x3001, 0x3002}, {0x3005, 0x3005}, {0x3009, 0x3009},
        {0x300B, 0x300B}, {0x300D, 0x300D}, {0x300F, 0x300F}, {0x3011, 0x3011}, {0x3015, 0x3015},
        {0x3017, 0x3017}, {0x3019, 0x3019}, {0x301B, 0x301C}, {0x301E, 0x301F}, {0x303B, 0x303B},
        {0x3041, 0x3041}, {0x3043, 0x3043}, {0x3045, 0x3045}, {0x3047, 0x3047}, {0x3049, 0x3049},
        {0x3063, 0x3063}, {0x3083, 0x3083}, {0x3085, 0x3085}, {0x3087, 0x3087}, {0x308E, 0x308E},
        {0x3095, 0x3096}, {0x309B, 0x309E}, {0x30A0, 0x30A1}, {0x30A3, 0x30A3}, {0x30A5, 0x30A5},
        {0x30A7, 0x30A7}, {0x30A9, 0x30A9}, {0x30C3, 0x30C3}, {0x30E3, 0x30E3}, {0x30E5, 0x30E5},
        {0x30E7, 0x30E7}, {0x30EE, 0x30EE}, {0x30F5, 0x30F6}, {0x30FB, 0x30FE}, {0x31F0, 0x31FF},
        {0xFF01, 0xFF01}, {0xFF05, 0xFF05}, {0xFF09, 0xFF09}, {0xFF0C, 0xFF0E}, {0xFF1A, 0xFF1B},
        {0xFF1F, 0xFF1F}, {0xFF3D, 0xFF3D}, {0xFF5D, 0xFF5E}, {0xFF60, 0xFF61}, {0xFF63, 0xFF65},
        {0xFF67, 0xFF70}, {0xFF9E, 0xFF9F},
    };
    bool letter = ((code | 0x20) >= 'a' && (code | 0x20) <= 'z') || (code > 0xBB && code < 0x060C);
    return !letter && (is_dash(code) || is_in(ranges, ENT_COUNT(ranges), code));
}

static bool opens(uint32_t code)
{
    static const struct range ranges[] = {
        {'(', '('},       {'[', '['},       {'{', '{'},       {0xA1, 0xA1},     {0xAB, 0xAB},
        {0xBF, 0xBF},     {0x2018, 0x2018}, {0x201A, 0x201C}, {0x201E, 0x201E}, {0x2039, 0x2039},
        {0x3008, 0x3008}, {0x300A, 0x300A}, {0x300C, 0x300C}, {0x300E, 0x300E}, {0x3010, 0x3010},
        {0x3014, 0x3014}, {0x3016, 0x3016}, {0x3018, 0x3018}, {0x301A, 0x301A}, {0x301D, 0x301D},
        {0xFF08, 0xFF08}, {0xFF3B, 0xFF3B}, {0xFF5B, 0xFF5B}, {0xFF5F, 0xFF5F}, {0xFF62, 0xFF62},
    };
    return is_in(ranges, ENT_COUNT(ranges), code);
}

/* Han, kana, bopomofo and Yi, which are set without blanks. Korean has blanks. */
static bool is_ideograph(uint32_t code)
{
    static const struct range ranges[] = {
        {0x2E80, 0x312F}, {0x31A0, 0x4DBF},   {0x4E00, 0xA4CF},   {0xF900, 0xFAFF},
        {0xFF01, 0xFF9D}, {0x1AFF0, 0x1B16F}, {0x1F200, 0x1F2FF}, {0x20000, 0x3FFFD},
    };
    return is_in(ranges, ENT_COUNT(ranges), code);
}

/* Marks that stand on an ideograph or choose its form are no letters of their own. */
static bool clings(uint32_t code)
{
    return (code >= 0x302A && code <= 0x302F) || (code >= 0x3099 && code <= 0x309A) ||
           (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF) ||
           (code >= 0x0300 && code <= 0x036F) || code == 0x200D || code == 0x2060 || code == 0xA0 ||
           code == 0x202F || code == 0x2011;
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static uint32_t code_at(struct ent_text text, size_t at)
{
    return at < text.length ? ent_text_code(text, &at) : end_of_text;
}

/* Is a sign alone between blanks? Then it belongs to the word before, or behind. */
static bool stands_alone(struct ent_text text, size_t at)
{
    ent_text_code(text, &at);
    uint32_t after = code_at(text, at);
    return after == end_of_text || after == ' ' || closes(after);
}

static bool breaks_at_blank(struct ent_text text, size_t word, size_t blank)
{
    uint32_t first = code_at(text, word), next = code_at(text, blank + 1);
    size_t behind = word;
    if (first != ' ' && first != end_of_text)
        ent_text_code(text, &behind);
    bool opened = opens(first) && behind == blank;
    return !opened && !(closes(next) && stands_alone(text, blank + 1));
}

/* Between two characters that touch. A dash in a date, or one that begins a word as in "-5", keeps
 * them together. */
static bool breaks_between(uint32_t before, uint32_t a, uint32_t b)
{
    if (a == zero_width_space || a == soft_hyphen)
        return b != ' ';
    if (b == end_of_text || b == ' ' || closes(b) || clings(b))
        return false;
    if (is_dash(a))
        return before != end_of_text && !(is_digit(before) && is_digit(b));
    return (is_ideograph(a) || is_ideograph(b)) && !opens(a) && !clings(a) && b != soft_hyphen &&
           b != zero_width_space;
}

struct ent_piece ent_piece_at(struct ent_text text, size_t from)
{
    uint32_t before = end_of_text, code = end_of_text;
    size_t word = from; /* the last one in the piece */
    for (size_t at = from; at < text.length;) {
        size_t here = at;
        uint32_t next = ent_text_code(text, &at);
        if (next == ' ' && breaks_at_blank(text, word, here))
            return (struct ent_piece){.from = from, .to = here, .next = at};
        if (here > from && next != ' ' && code != ' ' && breaks_between(before, code, next))
            return (struct ent_piece){from, here, here, is_dash(code) || code == soft_hyphen,
                                      code == soft_hyphen};
        if (next == ' ')
            word = at;
        before = next == ' ' || code == ' ' ? end_of_text : code;
        code = next;
    }
    return (struct ent_piece){.from = from, .to = text.length, .next = text.length};
}
