#include "draw/hidden.h"

#include "draw/words.h"
#include "model/bundle.h"

/* Why each step takes things out, as a reader of the figure would say it. */
static const struct reason {
    const char *step, *of_one, *of_many;
} reasons[] = {
    {"time", "is outside the time asked for", "are outside the time asked for"},
    {"latest", "is superseded, or leads to what is", "are superseded, or lead to what is"},
    {"type", "is of another type, or leads to one", "are of other types, or lead to them"},
    {"topic", "is about other topics", "are about other topics"},
    {"where", "does not pass the test", "do not pass the test"},
    {"lineage", "is not of the lineage", "are not of the lineage"},
    {"ego", "is further away", "are further away"},
    {"between", "is not between those asked for", "are not between those asked for"},
    {"path", "is on no shortest path", "are on no shortest path"},
    {"component", "is not connected with it", "are not connected with it"},
    {"change", "is told by the level that took its place",
     "are told by the levels that took their places"},
    {"size", "has too few ties, or leads to such", "have too few ties, or lead to such"},
};

struct count {
    size_t nodes, ties;
};

static struct ent_text count_words(struct ent_arena *arena, struct count count)
{
    struct ent_text nodes = ent_words_of_count(arena, count.nodes, "node", "nodes");
    struct ent_text ties = ent_words_of_count(arena, count.ties, "tie", "ties");
    if (count.nodes > 0 && count.ties > 0)
        return ENT_FORM(arena, "{} and {}", nodes, ties);
    return count.nodes > 0 ? nodes : ties;
}

static const char *one_or_many(struct count count, const char *one, const char *many)
{
    return count.nodes + count.ties == 1 ? one : many;
}

/* Could it have been true then, though the question asked for more? */
static bool falls_short(const struct ent_selection *selection, enum ent_answer answer)
{
    return answer != ENT_OUT && answer < selection->least;
}

/* What the time left out although its dates allow it. A tie counts if its ends could be there. */
static struct count count_short(struct ent_run *run, const struct ent_network *network,
                                const struct ent_selection *selection, size_t step)
{
    struct count count = {0};
    if (selection->least <= ENT_POSSIBLE)
        return count;
    for (uint32_t node = 0; node < network->node_count; node++)
        count.nodes += selection->node_step[node] == step &&
                       falls_short(selection, ent_node_answer(run, network, node, selection));
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        count.ties += selection->tie_step[tie] == step &&
                      falls_short(selection, ent_tie_answer(run, network, tie, selection)) &&
                      ent_node_answer(run, network, network->tie_from[tie], selection) != ENT_OUT &&
                      ent_node_answer(run, network, network->tie_to[tie], selection) != ENT_OUT;
    return count;
}

static struct ent_text time_words(struct ent_run *run, const struct ent_network *network,
                                  const struct ent_selection *selection, size_t step,
                                  struct ent_text words)
{
    struct ent_arena *arena = &run->arena;
    struct count count = count_short(run, network, selection, step);
    if (count.nodes + count.ties == 0)
        return words;
    return ENT_FORM(arena, "{}; of these, {} {} {}", words, count_words(arena, count),
                    ent_text_of(one_or_many(count, "is", "are")),
                    selection->least == ENT_CERTAIN ? ENT_TEXT("not certain")
                                                    : ENT_TEXT("merely possible"));
}

/* The last step takes nodes that are left alone, and ties that their agreement stands for. */
static struct ent_text tidy_words(struct ent_arena *arena, struct count count)
{
    struct count nodes = {count.nodes, 0}, ties = {0, count.ties};
    struct ent_text alone = ENT_FORM(
        arena, "{} {}", count_words(arena, nodes),
        ent_text_of(one_or_many(nodes, "is left without a tie", "are left without a tie")));
    struct ent_text told = ENT_FORM(
        arena, "{} {}", count_words(arena, ties),
        ent_text_of(one_or_many(ties, "is told by its agreement", "are told by their agreements")));
    if (nodes.nodes > 0 && ties.ties > 0)
        return ENT_FORM(arena, "{}, {}", alone, told);
    return nodes.nodes > 0 ? alone : told;
}

static struct ent_text step_words(struct ent_run *run, const struct ent_network *network,
                                  const struct ent_selection *selection, size_t step,
                                  struct count count)
{
    struct ent_arena *arena = &run->arena;
    const char *name = selection->steps[step].name;
    for (size_t i = 0; i < ENT_COUNT(reasons); i++) {
        if (strcmp(name, reasons[i].step) != 0)
            continue;
        const char *why = one_or_many(count, reasons[i].of_one, reasons[i].of_many);
        struct ent_text words =
            ENT_FORM(arena, "{} {}", count_words(arena, count), ent_text_of(why));
        return i == 0 ? time_words(run, network, selection, step, words) : words;
    }
    if (strcmp(name, "tidy") == 0)
        return tidy_words(arena, count);
    return ENT_FORM(arena, "{} {} taken out by step '{}'", count_words(arena, count),
                    ent_text_of(one_or_many(count, "is", "are")), ent_text_of(name));
}

/* What frames and marks tell of groups. */
static struct ent_text group_words(struct ent_arena *arena, const struct ent_groups *groups)
{
    struct count count = {groups->nodes_told, groups->ties_told};
    return ENT_FORM(
        arena, "{} {}.", count_words(arena, count),
        ent_text_of(one_or_many(count, "is told as a group", "are told as groups and members")));
}

size_t ent_hidden_words(struct ent_run *run, const struct ent_network *network,
                        const struct ent_selection *selection, struct ent_text *sentences)
{
    size_t count = 0;
    const struct ent_groups *groups = selection->groups;
    if (groups && groups->nodes_told + groups->ties_told > 0)
        sentences[count++] = group_words(&run->arena, groups);
    if (network->bundles) { /* the steps took from what the tables say */
        selection = selection->origin ? selection->origin : network->bundles->selected;
        network = network->bundles->origin;
    }
    for (size_t step = 1; step < selection->step_count; step++) {
        const struct ent_step *now = &selection->steps[step], *before = now - 1;
        struct count out = {before->nodes - now->nodes, before->ties - now->ties};
        if (out.nodes + out.ties > 0)
            sentences[count++] =
                ENT_FORM(&run->arena, "{}.", step_words(run, network, selection, step, out));
    }
    return count;
}
