#include "read/cql2_words.h"

/* identifierStart of the standard, which took it from XML. */
static const struct {
    uint32_t first, last;
} name_ranges[] = {
    {':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFE},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

bool ent_code_begins_name(uint32_t code)
{
    for (size_t i = 0; i < ENT_COUNT(name_ranges); i++)
        if (code >= name_ranges[i].first && code <= name_ranges[i].last)
            return true;
    return false;
}

static bool is_digit(struct ent_text text, size_t at)
{
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

static bool goes_on(uint32_t code)
{
    return ent_code_begins_name(code) || code == '.' || (code >= '0' && code <= '9') ||
           (code >= 0x300 && code <= 0x36F) || code == 0x203F || code == 0x2040;
}

static size_t past_name(struct ent_text text, size_t at)
{
    for (size_t next = at; next < text.length;) {
        if (!goes_on(ent_text_code(text, &next)))
            return at;
        at = next;
    }
    return text.length;
}

static size_t past_digits(struct ent_text text, size_t at)
{
    while (is_digit(text, at))
        at++;
    return at;
}

static bool is_at(struct ent_text text, size_t at, const char *among)
{
    return at < text.length && text.bytes[at] != '\0' && strchr(among, text.bytes[at]);
}

/* -5, +5, 5.25, 5., .5, 5e3; `at` itself where no number begins. */
static size_t past_number(struct ent_text text, size_t at)
{
    size_t whole = at + is_at(text, at, "+-"), end = past_digits(text, whole);
    bool digits = end > whole;
    if (is_at(text, end, ".") && (digits || is_digit(text, end + 1))) {
        end = past_digits(text, end + 1);
        digits = true;
    }
    if (!digits)
        return at;
    if (is_at(text, end, "eE")) {
        size_t power = end + 1 + is_at(text, end + 1, "+-");
        if (is_digit(text, power))
            end = past_digits(text, power);
    }
    return end;
}

/* The byte behind the quote that closes, or 0. A doubled quote does not close. */
static size_t past_quoted(struct ent_text text, size_t at)
{
    char quote = text.bytes[at];
    for (at++; at < text.length; at++) {
        if (text.bytes[at] != quote)
            continue;
        if (at + 1 == text.length || text.bytes[at + 1] != quote)
            return at + 1;
        at++;
    }
    return 0;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static struct ent_word word_of(enum ent_word_kind kind, struct ent_text text, size_t at, size_t end)
{
    return (struct ent_word){kind, at, end, ent_text_slice(text, at, end - at)};
}

static struct ent_word read_quoted(struct ent_text text, size_t at)
{
    size_t end = past_quoted(text, at);
    if (end == 0)
        return word_of(ENT_WORD_OPEN, text, at, at + 1);
    return word_of(text.bytes[at] == '"' ? ENT_WORD_QUOTED : ENT_WORD_STRING, text, at, end);
}

static struct ent_word read_mark(struct ent_text text, size_t at)
{
    char byte = text.bytes[at];
    if (byte == '<' || byte == '>' || byte == '=') {
        bool two =
            (byte != '=' && is_at(text, at + 1, "=")) || (byte == '<' && is_at(text, at + 1, ">"));
        return word_of(ENT_WORD_COMPARE, text, at, at + 1 + two);
    }
    if (byte == '(' || byte == ')' || byte == ',')
        return word_of(ENT_WORD_MARK, text, at, at + 1);
    if (is_at(text, at, "+-*/^%"))
        return word_of(ENT_WORD_ARITHMETIC, text, at, at + 1);
    size_t end = at;
    ent_text_code(text, &end);
    return word_of(ENT_WORD_OTHER, text, at, end);
}

struct ent_word ent_word_read(struct ent_text text, size_t at)
{
    while (at < text.length && is_blank(text.bytes[at]))
        at++;
    if (at >= text.length)
        return (struct ent_word){ENT_WORD_END, text.length, text.length, {0}};
    if (text.bytes[at] == '\'' || text.bytes[at] == '"')
        return read_quoted(text, at);
    size_t end = past_number(text, at), next = at;
    if (end > at)
        return word_of(ENT_WORD_NUMBER, text, at, end);
    if (ent_code_begins_name(ent_text_code(text, &next)))
        return word_of(ENT_WORD_NAME, text, at, past_name(text, next));
    return read_mark(text, at);
}

static char upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

bool ent_word_is(const struct ent_word *word, const char *keyword)
{
    if (word->text.length != strlen(keyword) || word->kind == ENT_WORD_QUOTED)
        return false;
    for (size_t i = 0; i < word->text.length; i++)
        if (upper(word->text.bytes[i]) != keyword[i])
            return false;
    return true;
}

struct ent_text ent_word_content(struct ent_arena *arena, const struct ent_word *word)
{
    struct ent_text inner = ent_text_slice(word->text, 1, word->text.length - 2);
    char quote = word->text.bytes[0];
    if (inner.length == 0 || !memchr(inner.bytes, quote, inner.length))
        return inner;
    char *bytes = ent_arena_take(arena, inner.length, 1);
    size_t length = 0;
    for (size_t at = 0; at < inner.length; at++) {
        bytes[length++] = inner.bytes[at];
        at += inner.bytes[at] == quote;
    }
    return (struct ent_text){bytes, length};
}
