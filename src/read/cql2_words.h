/* The words of CQL2 Text, for its parser. */
#ifndef ENT_READ_CQL2_WORDS_H
#define ENT_READ_CQL2_WORDS_H

#include "base/text.h"

enum ent_word_kind {
    ENT_WORD_END,
    ENT_WORD_NAME,
    ENT_WORD_QUOTED, /* "name" */
    ENT_WORD_STRING, /* 'text' */
    ENT_WORD_NUMBER,
    ENT_WORD_COMPARE, /* = <> < <= > >= */
    ENT_WORD_MARK,    /* ( ) , */
    ENT_WORD_ARITHMETIC,
    ENT_WORD_OPEN,  /* a quote that is never closed */
    ENT_WORD_OTHER, /* a character that CQL2 has no use for */
};

struct ent_word {
    enum ent_word_kind kind;
    size_t offset, end;   /* in the text, quotes included */
    struct ent_text text; /* quotes included */
};

/* The word at or behind `at`. Every word but the end has a byte at least. */
struct ent_word ent_word_read(struct ent_text text, size_t at);

/* Is it this keyword, in any case? */
bool ent_word_is(const struct ent_word *word, const char *keyword);

/* What stands between the quotes of a word, with doubled quotes halved. */
struct ent_text ent_word_content(struct ent_arena *arena, const struct ent_word *word);

/* May the code point begin, or go on with, a name that needs no quotes? */
bool ent_code_begins_name(uint32_t code);

#endif
