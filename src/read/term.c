#include "read/term.h"

size_t ent_term_find(struct ent_text text, const char *mark)
{
    size_t length = strlen(mark);
    bool quoted = false;
    for (size_t at = 0; at + length <= text.length; at++) {
        if (text.bytes[at] == '\'')
            quoted = !quoted;
        else if (!quoted && memcmp(text.bytes + at, mark, length) == 0)
            return at;
    }
    return text.length;
}

bool ent_term_next(struct ent_text *rest, struct ent_text *term)
{
    *rest = ent_text_trim(*rest);
    size_t end = ent_term_find(*rest, " ");
    *term = ent_text_slice(*rest, 0, end);
    *rest = ent_text_slice(*rest, end, SIZE_MAX);
    return term->length > 0;
}

struct ent_text ent_term_bare(struct ent_text term)
{
    bool quoted = term.length >= 2 && term.bytes[0] == '\'' && term.bytes[term.length - 1] == '\'';
    return quoted ? ent_text_slice(term, 1, term.length - 2) : term;
}
