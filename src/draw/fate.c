#include "draw/fate.h"

#include "draw/words.h"

/* ---- words ---- */

static const char *const of_ties[] = {[ENT_UNCHANGED] = "unchanged",
                                      [ENT_ADDED] = "added",
                                      [ENT_ENDED] = "ended",
                                      [ENT_CHANGED] = "changed level"};
static const char *const of_nodes[] = {
    [ENT_UNCHANGED] = "kept", [ENT_ADDED] = "new", [ENT_ENDED] = "gone", [ENT_CHANGED] = "changed"};

/* The order in which they are told. */
static const enum ent_fate told[] = {ENT_ADDED, ENT_CHANGED, ENT_ENDED, ENT_UNCHANGED};

struct ent_text ent_words_of_fate(const struct ent_change *change, enum ent_fate fate, bool of_tie)
{
    if (fate == ENT_CHANGED && change->weight_before)
        return ENT_TEXT("changed");
    return ent_text_of(of_tie ? of_ties[fate] : of_nodes[fate]);
}

struct ent_text ent_tie_was(struct ent_arena *arena, const struct ent_network *network,
                            const struct ent_selection *selection, uint32_t tie)
{
    const struct ent_change *change = selection->change;
    if (!change || change->ties[tie] != ENT_CHANGED)
        return (struct ent_text){0};
    if (change->instead_of[tie] == ENT_NONE)
        return ent_weight_text(arena, change->weight_before[tie]);
    uint32_t relation = network->tie_relation[change->instead_of[tie]];
    return network->schema->relations[relation].kind.label;
}

struct ent_text ent_words_of_tie_fate(struct ent_arena *arena, const struct ent_network *network,
                                      const struct ent_selection *selection, uint32_t tie)
{
    const struct ent_change *change = selection->change;
    if (!change)
        return (struct ent_text){0};
    if (change->ties[tie] != ENT_CHANGED)
        return ent_text_of(of_ties[change->ties[tie]]);
    struct ent_text was = ent_tie_was(arena, network, selection, tie);
    if (change->instead_of[tie] == ENT_NONE)
        return ENT_FORM(arena, "changed from weight {}", was);
    struct ent_text life = ent_words_of_life(arena, &network->tie_life[change->instead_of[tie]]);
    return life.length > 0 ? ENT_FORM(arena, "changed from {} ({})", was, life)
                           : ENT_FORM(arena, "changed from {}", was);
}

struct ent_text ent_words_of_node_fate(const struct ent_selection *selection, uint32_t node)
{
    const struct ent_change *change = selection->change;
    return change ? ent_text_of(of_nodes[change->nodes[node]]) : (struct ent_text){0};
}

/* "11 ties added, 2 unchanged"; empty if there are none. */
static struct ent_text count_words(struct ent_arena *arena, const struct ent_change *change,
                                   bool of_tie)
{
    const size_t *counts = of_tie ? change->tie_counts : change->node_counts;
    struct ent_text words = {0};
    for (size_t i = 0; i < ENT_COUNT(told); i++) {
        size_t count = counts[told[i]];
        struct ent_text number = ent_text_number(arena, (int64_t)count);
        if (count > 0 && words.length == 0)
            number = of_tie ? ent_words_of_count(arena, count, "tie", "ties")
                            : ent_words_of_count(arena, count, "node", "nodes");
        if (count > 0)
            words = ENT_FORM(arena, "{}{}{} {}", words,
                             words.length > 0 ? ENT_TEXT(", ") : (struct ent_text){0}, number,
                             ent_words_of_fate(change, told[i], of_tie));
    }
    return words;
}

struct ent_text ent_words_of_fates(struct ent_arena *arena, const struct ent_change *change)
{
    struct ent_text ties = count_words(arena, change, true);
    struct ent_text nodes = count_words(arena, change, false);
    if (nodes.length == 0)
        return ENT_TEXT("nothing at either time");
    return ties.length == 0 ? nodes : ENT_FORM(arena, "{}; {}", ties, nodes);
}

/* ---- looks ---- */

const struct ent_fate_look *ent_fate_of_node(const struct ent_theme *theme,
                                             const struct ent_selection *selection, uint32_t node)
{
    return selection->change ? &theme->fates[selection->change->nodes[node]] : NULL;
}

const struct ent_fate_look *ent_fate_of_tie(const struct ent_theme *theme,
                                            const struct ent_selection *selection, uint32_t tie)
{
    return selection->change ? &theme->fates[selection->change->ties[tie]] : NULL;
}

struct ent_text ent_fate_sign(const struct ent_fate_look *fate, const struct ent_network *network,
                              const struct ent_selection *selection, uint32_t tie)
{
    const struct ent_change *change = selection->change;
    if (!fate || fate->sign.length == 0 || change->ties[tie] != ENT_CHANGED ||
        change->instead_of[tie] != ENT_NONE)
        return fate ? fate->sign : (struct ent_text){0};
    return network->tie_weight[tie] > change->weight_before[tie] ? ENT_TEXT("↑") : ENT_TEXT("↓");
}

struct ent_text ent_fate_label(struct ent_arena *arena, struct ent_text sign, struct ent_text label)
{
    if (sign.length == 0)
        return label;
    return label.length > 0 ? ENT_FORM(arena, "{}\u00a0{}", sign, label) : sign;
}

/* A node that is gone is an empty outline. */
struct ent_node_look ent_fate_node_look(const struct ent_theme *theme, struct ent_node_look look,
                                        const struct ent_fate_look *fate)
{
    if (!fate || fate == &theme->fates[ENT_UNCHANGED])
        return look;
    look.pen.colour = fate->colour;
    if (fate->line == ENT_LINE_HOLLOW)
        look.fill = theme->on.ground;
    look.text = ent_theme_legible(theme, look.text, look.fill);
    return look;
}
