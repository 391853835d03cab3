#include "draw/bidi.h"

#include <fribidi.h>

bool ent_bidi_leftward(struct ent_text text)
{
    for (size_t at = 0; at < text.length;) {
        FriBidiCharType type = fribidi_get_bidi_type(ent_text_code(text, &at));
        if (FRIBIDI_IS_LETTER(type))
            return FRIBIDI_IS_RTL(type);
    }
    return false;
}

bool ent_bidi_mixed(struct ent_text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        if (code < 0x0590) /* before it all run to the right */
            continue;
        FriBidiCharType type = fribidi_get_bidi_type(code);
        if (FRIBIDI_IS_RTL(type) || FRIBIDI_IS_ARABIC(type) || FRIBIDI_IS_EXPLICIT(type) ||
            FRIBIDI_IS_ISOLATE(type))
            return true;
    }
    return false;
}

const signed char *ent_bidi_levels(struct ent_arena *arena, struct ent_text text, bool leftward)
{
    FriBidiChar *codes = ENT_NEW(arena, FriBidiChar, text.length + 1);
    FriBidiStrIndex count = 0;
    for (size_t at = 0; at < text.length;)
        codes[count++] = ent_text_code(text, &at);
    FriBidiCharType *types = ENT_NEW(arena, FriBidiCharType, (size_t)count + 1);
    FriBidiBracketType *brackets = ENT_NEW(arena, FriBidiBracketType, (size_t)count + 1);
    FriBidiLevel *levels = ENT_NEW(arena, FriBidiLevel, (size_t)count + 1);
    FriBidiParType direction = leftward ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(codes, count, types);
    fribidi_get_bracket_types(codes, count, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &direction, levels) == 0)
        memset(levels, leftward, (size_t)count); /* too little memory: in one direction */
    return levels;
}
