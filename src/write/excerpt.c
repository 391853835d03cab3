#include "write/excerpt.h"

enum {
    longest_line = 160, /* bytes of a line that is shown whole */
    lead = 60,          /* bytes before the place where only a part is shown */
};

static bool continues_character(struct ent_text bytes, size_t at)
{
    return ((unsigned char)bytes.bytes[at] & 0xC0) == 0x80;
}

struct ent_excerpt ent_excerpt_around(const struct ent_source *source, struct ent_position position)
{
    struct ent_excerpt excerpt = {
        .bytes = source->bytes,
        .begin = position.line_start,
        .end = position.line_end,
        .mark = position.offset,
        .width = position.width,
    };
    if (excerpt.end - excerpt.begin <= longest_line)
        return excerpt;
    if (excerpt.mark - excerpt.begin > lead) {
        excerpt.begin = excerpt.mark - lead;
        excerpt.cut_before = true;
        while (continues_character(excerpt.bytes, excerpt.begin) && excerpt.begin < excerpt.mark)
            excerpt.begin++;
    }
    if (excerpt.end - excerpt.begin > longest_line) {
        excerpt.end = excerpt.begin + longest_line;
        excerpt.cut_behind = true;
        while (continues_character(excerpt.bytes, excerpt.end) && excerpt.end > excerpt.mark)
            excerpt.end--;
    }
    return excerpt;
}
