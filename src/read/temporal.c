#include "read/temporal.h"

enum point { START, END };

/* Two points that are compared; the row of a relation holds if all its comparisons do. */
struct comparison {
    enum point left;
    char order;
    enum point right;
};

enum { most_comparisons = 3 };

/* clang-format off */
static const struct {
    const char *name;
    bool negated;
    struct comparison parts[most_comparisons];
} relations[] = {
    {"T_AFTER",        false, {{START, '>', END}}},
    {"T_BEFORE",       false, {{END, '<', START}}},
    {"T_CONTAINS",     false, {{START, '<', START}, {END, '>', END}}},
    {"T_DISJOINT",     true,  {{START, '{', END}, {END, '}', START}}},
    {"T_DURING",       false, {{START, '>', START}, {END, '<', END}}},
    {"T_EQUALS",       false, {{START, '=', START}, {END, '=', END}}},
    {"T_FINISHEDBY",   false, {{START, '<', START}, {END, '=', END}}},
    {"T_FINISHES",     false, {{START, '>', START}, {END, '=', END}}},
    {"T_INTERSECTS",   false, {{START, '{', END}, {END, '}', START}}},
    {"T_MEETS",        false, {{END, '=', START}}},
    {"T_METBY",        false, {{START, '=', END}}},
    {"T_OVERLAPPEDBY", false, {{START, '>', START}, {START, '<', END}, {END, '>', END}}},
    {"T_OVERLAPS",     false, {{START, '<', START}, {END, '>', START}, {END, '<', END}}},
    {"T_STARTEDBY",    false, {{START, '=', START}, {END, '>', END}}},
    {"T_STARTS",       false, {{START, '=', START}, {END, '<', END}}},
};
/* clang-format on */

static char upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

uint32_t ent_temporal_relation(struct ent_text name)
{
    for (uint32_t i = 0; i < ENT_COUNT(relations); i++) {
        size_t same = 0, length = strlen(relations[i].name);
        while (same < name.length && same < length &&
               upper(name.bytes[same]) == relations[i].name[same])
            same++;
        if (same == name.length && same == length)
            return i;
    }
    return ENT_NONE;
}

size_t ent_temporal_names(struct ent_text *names, size_t room)
{
    size_t count = 0;
    for (; count < ENT_COUNT(relations) && count < room; count++)
        names[count] = ent_text_of(relations[count].name);
    return count;
}

static enum ent_truth is_less(ent_day a_earliest, ent_day a_latest, ent_day b_earliest,
                              ent_day b_latest)
{
    if (a_latest < b_earliest)
        return ENT_TRUE;
    return a_earliest >= b_latest ? ENT_FALSE : ENT_UNKNOWN;
}

static enum ent_truth is_same(ent_day a_earliest, ent_day a_latest, ent_day b_earliest,
                              ent_day b_latest)
{
    if (a_latest < b_earliest || b_latest < a_earliest)
        return ENT_FALSE;
    return a_earliest == a_latest && b_earliest == b_latest ? ENT_TRUE : ENT_UNKNOWN;
}

static enum ent_truth opposite(enum ent_truth truth)
{
    return (enum ent_truth)(ENT_TRUE - truth);
}

static enum ent_truth compare(const struct comparison *part, const struct ent_stretch *a,
                              const struct ent_stretch *b)
{
    ent_day a_earliest = part->left == START ? a->start_earliest : a->end_earliest;
    ent_day a_latest = part->left == START ? a->start_latest : a->end_latest;
    ent_day b_earliest = part->right == START ? b->start_earliest : b->end_earliest;
    ent_day b_latest = part->right == START ? b->start_latest : b->end_latest;
    switch (part->order) {
    case '<':
        return is_less(a_earliest, a_latest, b_earliest, b_latest);
    case '>':
        return is_less(b_earliest, b_latest, a_earliest, a_latest);
    case '{': /* at most */
        return opposite(is_less(b_earliest, b_latest, a_earliest, a_latest));
    case '}': /* at least */
        return opposite(is_less(a_earliest, a_latest, b_earliest, b_latest));
    default:
        return is_same(a_earliest, a_latest, b_earliest, b_latest);
    }
}

enum ent_truth ent_temporal_answer(uint32_t relation, const struct ent_stretch *a,
                                   const struct ent_stretch *b)
{
    enum ent_truth answer = ENT_TRUE;
    for (size_t i = 0; i < most_comparisons && relations[relation].parts[i].order; i++) {
        enum ent_truth part = compare(&relations[relation].parts[i], a, b);
        answer = part < answer ? part : answer;
    }
    return relations[relation].negated ? opposite(answer) : answer;
}
