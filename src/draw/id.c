#include "draw/id.h"

#include <math.h>

static const char digits[] = "0123456789abcdef";

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_plain(char byte)
{
    return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
           byte == '.';
}

/* A hyphen that could be taken for one that joins parts. */
static bool joins(struct ent_text text, size_t at)
{
    return text.bytes[at] == '-' && (at == 0 || at + 1 == text.length || text.bytes[at - 1] == '-');
}

struct ent_text ent_id_word(struct ent_arena *arena, struct ent_text text)
{
    char *word = ENT_NEW(arena, char, text.length * 3 + 1);
    size_t length = 0;
    for (size_t at = 0; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if (is_plain(text.bytes[at]) && !joins(text, at)) {
            word[length++] = text.bytes[at];
            continue;
        }
        word[length++] = ':';
        word[length++] = digits[byte >> 4];
        word[length++] = digits[byte & 15];
    }
    return (struct ent_text){word, length};
}

struct ent_text ent_class_word(struct ent_arena *arena, struct ent_text text)
{
    char *slug = ent_text_string(arena, text);
    for (size_t i = 0; i < text.length; i++) {
        char byte = slug[i];
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || byte == '.' || byte == '_' || (byte & 0x80);
        slug[i] = plain ? byte : '-';
    }
    return (struct ent_text){slug, text.length};
}

bool ent_id_begins(struct ent_text text)
{
    for (size_t at = 0; at < text.length; at++)
        if (!is_plain(text.bytes[at]))
            return false;
    return text.length > 0 && is_letter(text.bytes[0]);
}

/* ---- the prefix ---- */

static uint64_t mix(uint64_t hash, struct ent_text text)
{
    return (hash ^ ent_text_hash(text)) * 0x100000001b3u;
}

/* In hundredths of a point, as it is written. */
static uint64_t mix_place(uint64_t hash, struct ent_point at)
{
    int64_t place[] = {llround(at.x * 100), llround(at.y * 100)};
    return mix(hash, (struct ent_text){(const char *)place, sizeof place});
}

struct ent_text ent_id_prefix(struct ent_arena *arena, const struct ent_drawing *drawing,
                              struct ent_text salt)
{
    uint64_t hash = mix(mix(mix(1, drawing->title), drawing->description), salt);
    for (size_t i = 0; i < drawing->mark_count; i++) {
        const struct ent_mark *mark = &drawing->marks[i];
        hash = mix(mix(hash, mark->id), mark->title);
        for (size_t k = 0; k < mark->word_count; k++)
            hash = mix_place(mix(hash, mark->words[k].text), mark->words[k].at);
    }
    char word[8] = "f";
    for (int i = 1; i < 7; i++, hash >>= 4)
        word[i] = digits[hash & 15];
    return (struct ent_text){ent_text_string(arena, ent_text_of(word)), 7};
}

/* ---- addresses ---- */

static bool has_scheme(struct ent_text text, const char *scheme)
{
    size_t at = 0;
    for (; scheme[at] != '\0' && at < text.length; at++) {
        char byte = is_letter(text.bytes[at]) ? (char)(text.bytes[at] | 0x20) : text.bytes[at];
        if (byte != scheme[at])
            return false;
    }
    return scheme[at] == '\0' && text.length > at;
}

struct ent_text ent_link_of(struct ent_text text)
{
    text = ent_text_trim(text);
    for (size_t at = 0; at < text.length; at++)
        if ((unsigned char)text.bytes[at] <= ' ' || text.bytes[at] == 0x7F)
            return (struct ent_text){0};
    bool known =
        has_scheme(text, "https://") || has_scheme(text, "http://") || has_scheme(text, "mailto:");
    return known ? text : (struct ent_text){0};
}
