#include "base/run.h"

/* Does the line end at this byte? CR ends a line only in files that have no LF behind it. */
static bool ends_line(struct ent_text bytes, size_t at)
{
    if (bytes.bytes[at] == '\n')
        return true;
    return bytes.bytes[at] == '\r' && (at + 1 == bytes.length || bytes.bytes[at + 1] != '\n');
}

/* The byte behind the cell that begins at `at`: its delimiter, its line end, or the end. */
static size_t cell_end(struct ent_text bytes, size_t at, char delimiter)
{
    bool quoted = false;
    for (; at < bytes.length; at++) {
        char byte = bytes.bytes[at];
        if (byte == '"')
            quoted = !quoted;
        else if (!quoted && (byte == delimiter || byte == '\n' || byte == '\r'))
            break;
    }
    return at;
}

static size_t past_blanks(struct ent_text bytes, size_t at)
{
    while (at < bytes.length && (bytes.bytes[at] == ' ' || bytes.bytes[at] == '\t'))
        at++;
    return at;
}

static struct ent_text cell_at(struct ent_place place)
{
    struct ent_text bytes = place.source->bytes;
    char delimiter = place.source->delimiter;
    size_t at = place.offset;
    for (uint32_t cell = 0; cell < place.cell; cell++) {
        size_t end = cell_end(bytes, at, delimiter);
        if (end >= bytes.length || bytes.bytes[end] != delimiter)
            break;
        at = end + 1;
    }
    size_t begin = delimiter == '\t' ? at : past_blanks(bytes, at);
    size_t end = cell_end(bytes, begin, delimiter);
    while (end > begin && (bytes.bytes[end - 1] == ' ' || bytes.bytes[end - 1] == '\t'))
        end--;
    return ent_text_slice(bytes, begin, end - begin);
}

struct ent_position ent_place_position(struct ent_place place)
{
    struct ent_text bytes = place.source->bytes;
    size_t width = 1, at = place.offset;
    if (place.in_table) {
        struct ent_text cell = cell_at(place);
        at = cell.bytes ? (size_t)(cell.bytes - bytes.bytes) : place.offset;
        width = ent_text_characters(ent_text_slice(bytes, at, cell.length));
    }
    if (at > bytes.length)
        at = bytes.length;
    struct ent_position position = {.line = 1, .width = width > 0 ? width : 1, .offset = at};
    for (size_t i = 0; i < at; i++)
        if (ends_line(bytes, i)) {
            position.line++;
            position.line_start = i + 1;
        }
    struct ent_text before = ent_text_slice(bytes, position.line_start, at - position.line_start);
    position.column = ent_text_characters(before) + 1;
    position.line_end = position.line_start;
    while (position.line_end < bytes.length && bytes.bytes[position.line_end] != '\n' &&
           bytes.bytes[position.line_end] != '\r')
        position.line_end++;
    return position;
}

size_t ent_place_width(const struct ent_source *source, struct ent_position position)
{
    struct ent_text rest =
        ent_text_slice(source->bytes, position.offset, position.line_end - position.offset);
    size_t left = ent_text_characters(rest);
    left = left > 0 ? left : 1;
    return position.width < left ? position.width : left;
}

struct ent_text ent_place_mention(struct ent_arena *arena, struct ent_place place)
{
    if (!place.source)
        return ENT_TEXT("the command line");
    struct ent_position position = ent_place_position(place);
    return ENT_FORM(arena, "{}:{}", place.source->name,
                    ent_text_number(arena, (int64_t)position.line));
}
