#include "draw/keywords.h"

#include "draw/words.h"

static void add(struct ent_arena *arena, struct ent_text *words, struct ent_text word)
{
    *words = words->length == 0 ? word : ENT_FORM(arena, "{}, {}", *words, word);
}

struct ent_text ent_keywords(struct ent_run *run, const struct ent_network *network,
                             const struct ent_selection *selection)
{
    struct ent_arena *arena = &run->arena;
    const struct ent_schema *schema = network->schema;
    bool *types = ENT_NEW(arena, bool, schema->type_count + 1);
    bool *relations = ENT_NEW(arena, bool, schema->relation_count + 1);
    struct ent_text words = {0};
    for (size_t node = 0; node < network->node_count; node++)
        types[network->node_type[node]] |= selection->nodes[node] != ENT_OUT;
    for (size_t tie = 0; tie < network->tie_count; tie++)
        relations[schema->relations[network->tie_relation[tie]].same] |=
            selection->ties[tie] != ENT_OUT;
    for (size_t i = 0; i < schema->type_count; i++)
        if (types[i])
            add(arena, &words, schema->types[i].kind.label);
    for (size_t i = 0; i < schema->relation_count; i++)
        if (relations[i])
            add(arena, &words, schema->relations[i].kind.label);
    if (selection->timed)
        add(arena, &words, ent_words_of_window(arena, selection));
    return words;
}
