#include "draw/flags.h"

#include "read/packed.h"

extern const char ent_flags_bytes[];
extern const size_t ent_flags_bytes_length;

bool ent_flags_linked(void)
{
    return ent_flags_bytes_length > 0;
}

static struct ent_text cut(struct ent_text *rest, char end)
{
    const char *found = memchr(rest->bytes, end, rest->length);
    size_t length = found ? (size_t)(found - rest->bytes) : rest->length;
    struct ent_text field = ent_text_slice(*rest, 0, length);
    *rest = ent_text_slice(*rest, length + 1, SIZE_MAX);
    return field;
}

static size_t count_lines(struct ent_text text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; at++)
        count += text.bytes[at] == '\n';
    return count;
}

void ent_flags_open(struct ent_run *run, struct ent_flags *flags)
{
    struct ent_text rest = {0};
    struct ent_text packed = {ent_flags_bytes, ent_flags_bytes_length};
    *flags = (struct ent_flags){0};
    if (!ent_flags_linked() || ent_packed_open(&run->arena, packed, &rest) != NULL)
        return;
    flags->flags = ENT_NEW(&run->arena, struct ent_flag, count_lines(rest) + 1);
    while (rest.length > 0) {
        struct ent_text line = cut(&rest, '\n');
        flags->flags[flags->count++] = (struct ent_flag){.code = cut(&line, '\t'),
                                                         .others = cut(&line, '\t'),
                                                         .number = cut(&line, '\t'),
                                                         .drawing = line};
    }
}

static char upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static bool same_code(struct ent_text code, struct ent_text asked)
{
    if (code.length != asked.length || code.length == 0)
        return false;
    for (size_t at = 0; at < code.length; at++)
        if (code.bytes[at] != upper(asked.bytes[at]))
            return false;
    return true;
}

/* Spreadsheets drop the noughts in front. */
static bool same_number(struct ent_text number, struct ent_text asked)
{
    while (number.length > 1 && number.bytes[0] == '0')
        number = ent_text_slice(number, 1, SIZE_MAX);
    while (asked.length > 1 && asked.bytes[0] == '0')
        asked = ent_text_slice(asked, 1, SIZE_MAX);
    return number.length > 0 && ent_text_equal(number, asked);
}

static bool is_called(const struct ent_flag *flag, struct ent_text asked)
{
    for (struct ent_text rest = flag->others, other; ent_text_next(&rest, ' ', &other);)
        if (same_code(other, asked))
            return true;
    return same_code(flag->code, asked) || same_number(flag->number, asked);
}

const struct ent_flag *ent_flags_find(const struct ent_flags *flags, struct ent_text code)
{
    for (size_t i = 0; i < flags->count; i++)
        if (is_called(&flags->flags[i], code))
            return &flags->flags[i];
    return NULL;
}
