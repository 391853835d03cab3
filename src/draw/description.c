#include "draw/description.h"

#include "draw/cited.h"
#include "draw/fate.h"

enum { most_kinds = 6, most_sources = 5 };

/* ", 9 state". */
static struct ent_text kind_words(struct ent_arena *arena, struct ent_text before, size_t count,
                                  struct ent_text label)
{
    return ENT_FORM(arena, "{}{}{} {}", before,
                    before.length > 0 ? ENT_TEXT(", ") : (struct ent_text){0},
                    ent_text_number(arena, (int64_t)count), label);
}

/* " Nodes: 2 state, 9 agreement." In the order in which kinds come first. */
static struct ent_text count_kinds(struct ent_arena *arena, const char *what, const uint32_t *kinds,
                                   size_t count, size_t kind_count, const struct ent_text *labels)
{
    size_t *counts = ENT_NEW(arena, size_t, kind_count + 1), told = 0, rest = 0;
    struct ent_text words = {0};
    for (size_t i = 0; i < count; i++)
        counts[kinds[i]]++;
    for (size_t i = 0; i < count; i++) {
        size_t number = counts[kinds[i]];
        counts[kinds[i]] = 0;
        if (number > 0 && told++ < most_kinds)
            words = kind_words(arena, words, number, labels[kinds[i]]);
        else
            rest += number;
    }
    if (rest > 0)
        words = kind_words(arena, words, rest, ENT_TEXT("of other kinds"));
    return words.length == 0 ? words : ENT_FORM(arena, " {}: {}.", ent_text_of(what), words);
}

/* Relations of different ends may have the same name. */
static uint32_t first_of_name(const struct ent_text *labels, uint32_t kind)
{
    uint32_t first = 0;
    while (!ent_text_equal(labels[first], labels[kind]))
        first++;
    return first;
}

static struct ent_text node_words(struct ent_arena *arena, const struct ent_plan *plan)
{
    const struct ent_schema *schema = plan->network->schema;
    struct ent_text *labels = ENT_NEW(arena, struct ent_text, schema->type_count + 1);
    uint32_t *kinds = ENT_NEW(arena, uint32_t, plan->node_count + 1);
    for (size_t i = 0; i < schema->type_count; i++)
        labels[i] = schema->types[i].kind.label;
    for (size_t i = 0; i < plan->node_count; i++)
        kinds[i] = first_of_name(labels, plan->network->node_type[plan->nodes[i].node]);
    return count_kinds(arena, "Nodes", kinds, plan->node_count, schema->type_count, labels);
}

static struct ent_text tie_words(struct ent_arena *arena, const struct ent_plan *plan)
{
    const struct ent_schema *schema = plan->network->schema;
    struct ent_text *labels = ENT_NEW(arena, struct ent_text, schema->relation_count + 1);
    uint32_t *kinds = ENT_NEW(arena, uint32_t, plan->tie_count + 1);
    for (size_t i = 0; i < schema->relation_count; i++)
        labels[i] = schema->relations[i].kind.label;
    for (size_t i = 0; i < plan->tie_count; i++)
        kinds[i] = first_of_name(labels, plan->network->tie_relation[plan->ties[i].tie]);
    return count_kinds(arena, "Ties", kinds, plan->tie_count, schema->relation_count, labels);
}

static struct ent_text source_words(struct ent_run *run, const struct ent_plan *plan)
{
    size_t count;
    struct ent_arena *arena = &run->arena;
    const struct ent_cited *cited = ent_cited_make(run, plan->network, plan->selection, &count);
    struct ent_text words = {0};
    for (size_t i = 0; i < count && i < most_sources; i++) {
        struct ent_text one = ent_cited_words(arena, &cited[i]);
        words = ENT_FORM(arena, "{}{}{}", words,
                         words.length > 0 ? ENT_TEXT("; ") : (struct ent_text){0},
                         one.length > 0 ? one : cited[i].id);
    }
    if (count > most_sources)
        words = ENT_FORM(arena, "{}; and {} more", words,
                         ent_text_number(arena, (int64_t)(count - most_sources)));
    return words.length == 0 ? words : ENT_FORM(arena, " Sources: {}.", words);
}

struct ent_text ent_description_make(struct ent_run *run, const struct ent_plan *plan)
{
    struct ent_arena *arena = &run->arena;
    struct ent_text rule = ent_words_of_rule(arena, plan->selection);
    struct ent_text worth = ent_worth_sentence(arena, &plan->size, &plan->colour);
    if (plan->selection->change)
        rule = ENT_FORM(arena, "{}; {}", rule, ent_words_of_fates(arena, plan->selection->change));
    return ENT_FORM(arena, "A network of {} and {}. {}.{}{}{}{}{}",
                    ent_words_of_count(arena, plan->node_count, "node", "nodes"),
                    ent_words_of_count(arena, plan->tie_count, "tie", "ties"), rule,
                    node_words(arena, plan), tie_words(arena, plan),
                    worth.length > 0 ? ENT_TEXT(" ") : worth, worth, source_words(run, plan));
}
