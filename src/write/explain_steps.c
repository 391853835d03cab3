#include "write/explanation.h"

static struct ent_arena *arena_of(const struct ent_explanation *e)
{
    return &e->run->arena;
}

static const char *step_name(const struct ent_explanation *e, uint8_t step)
{
    return e->selection->steps[step].name;
}

static struct ent_text number_of(const struct ent_explanation *e, size_t count)
{
    return ent_text_number(arena_of(e), (int64_t)count);
}

static bool touches(const struct ent_explanation *e, uint32_t tie, uint32_t node)
{
    return e->network->tie_from[tie] == node || e->network->tie_to[tie] == node;
}

/* ---- time ---- */

/* Is it there in the time asked for, with both its ends? */
static bool is_there(const struct ent_explanation *e, uint32_t tie)
{
    const struct ent_network *network = e->network;
    enum ent_answer least = e->selection->least;
    return ent_tie_answer(e->run, network, tie, e->selection) >= least &&
           ent_node_answer(e->run, network, network->tie_from[tie], e->selection) >= least &&
           ent_node_answer(e->run, network, network->tie_to[tie], e->selection) >= least;
}

/* The ties of a node as the time leaves them. */
struct ties_of_node {
    size_t count, there;
    uint32_t gone;             /* the first one that would hold it but is not there, or ENT_NONE */
    struct ent_text relations; /* of those that are there and hold nobody */
    bool beside_shown;         /* one of these leads to a node that this step leaves */
};

static void add_relation(const struct ent_explanation *e, uint32_t tie, struct ties_of_node *ties)
{
    struct ent_text label = e->network->schema->relations[e->network->tie_relation[tie]].kind.label;
    struct ent_text quoted = ENT_FORM(arena_of(e), "'{}'", label);
    struct ent_text list = ties->relations;
    for (size_t at = 0; at + quoted.length <= list.length; at++)
        if (ent_text_equal(ent_text_slice(list, at, quoted.length), quoted))
            return;
    ties->relations = list.length > 0 ? ENT_FORM(arena_of(e), "{}, {}", list, quoted) : quoted;
}

static struct ties_of_node ties_of(const struct ent_explanation *e, uint32_t node)
{
    const struct ent_network *network = e->network;
    struct ties_of_node ties = {.gone = ENT_NONE};
    for (size_t i = 0; i < e->order.tie_count; i++) {
        uint32_t tie = e->order.ties[i];
        if (!touches(e, tie, node))
            continue;
        bool there = is_there(e, tie);
        uint32_t other =
            network->tie_from[tie] == node ? network->tie_to[tie] : network->tie_from[tie];
        ties.count++;
        ties.there += there;
        if (!there && ties.gone == ENT_NONE && ent_tie_holds(network, tie))
            ties.gone = tie;
        if (!there)
            continue;
        add_relation(e, tie, &ties);
        ties.beside_shown |= e->selection->node_step[other] != e->selection->node_step[node];
    }
    return ties;
}

/* Why a tie is not there: by its own dates, or by those of an end. */
static struct ent_text absence_told(const struct ent_explanation *e, uint32_t tie)
{
    const struct ent_network *network = e->network;
    enum ent_answer least = e->selection->least;
    uint32_t ends[] = {network->tie_from[tie], network->tie_to[tie]};
    const struct ent_lifetime *life = &network->tie_life[tie];
    bool by_itself =
        e->selection->on.length > 0 || ent_lifetime_answer(life, e->selection->window) < least;
    struct ent_text own = ent_tie_verdict(e, tie);
    if (by_itself && own.length > 0)
        return own;
    for (size_t i = 0; i < ENT_COUNT(ends); i++)
        if (ent_node_answer(e->run, network, ends[i], e->selection) < least)
            return ENT_FORM(arena_of(e), "of its end {}: {}", ent_node_full_name(e, ends[i]),
                            ent_node_verdict(e, ends[i]));
    struct ent_lifetime shared = ent_tie_effective(network, tie);
    return ENT_FORM(arena_of(e), "of the days that it shares with its ends: {}",
                    ent_verdict_told(arena_of(e), &shared, e->selection));
}

static struct ent_text unheld_told(const struct ent_explanation *e, uint32_t node)
{
    struct ent_arena *arena = arena_of(e);
    struct ties_of_node ties = ties_of(e, node);
    struct ent_text why, example = {0}, help = ENT_TEXT("--keep-isolated shows it");
    if (ties.count == 0)
        why = ENT_TEXT("it has no tie");
    else if (ties.there == 0)
        why = ENT_FORM(arena, "none of its ties ({}) is there in the time asked for",
                       number_of(e, ties.count));
    else
        why = ENT_FORM(arena,
                       "of its {} only undated ones between things that last are there "
                       "({}), and those hold nobody",
                       ent_words_of_count(arena, ties.count, "tie", "ties"), ties.relations);
    if (ties.gone != ENT_NONE)
        example = ENT_FORM(arena, ".\nOf a tie that would hold it, {}: {}",
                           ent_tie_named(e, ties.gone), absence_told(e, ties.gone));
    if (ties.beside_shown && e->question->context == 0)
        help = ENT_TEXT("--context 1 shows it");
    return ENT_FORM(arena, "nothing that is shown holds it: {}{}.\n{}", why, example, help);
}

static struct ent_text node_at_time(const struct ent_explanation *e, uint32_t node)
{
    if (ent_node_answer(e->run, e->network, node, e->selection) < e->selection->least)
        return ent_node_verdict(e, node);
    return unheld_told(e, node);
}

/* The ends that went out at this step or before. */
struct ent_text ent_ends_out_told(const struct ent_explanation *e, uint32_t tie)
{
    uint32_t ends[] = {e->network->tie_from[tie], e->network->tie_to[tie]};
    struct ent_text list = {0};
    for (size_t i = 0; i < ENT_COUNT(ends); i++) {
        uint8_t step = e->selection->node_step[ends[i]];
        if (step == 0 || step > e->selection->tie_step[tie])
            continue;
        list = ENT_FORM(arena_of(e), "{}{}{} ('{}')", list,
                        list.length > 0 ? ENT_TEXT(" and ") : (struct ent_text){0},
                        ent_node_full_name(e, ends[i]), e->network->node_id[ends[i]]);
    }
    return list;
}

struct ent_text ent_tie_by_ends(const struct ent_explanation *e, uint32_t tie)
{
    struct ent_text ends = ent_ends_out_told(e, tie);
    return ends.length == 0
               ? ends
               : ENT_FORM(arena_of(e), "a tie goes with its ends, and out is {}", ends);
}

static struct ent_text tie_at_time(const struct ent_explanation *e, uint32_t tie)
{
    if (!is_there(e, tie))
        return absence_told(e, tie);
    if (ent_tie_holds(e->network, tie))
        return ent_tie_by_ends(e, tie);
    return ENT_FORM(arena_of(e),
                    "undated and between two that last, it holds nobody and stays only while both "
                    "its ends are held by other ties, which {} is not",
                    ent_ends_out_told(e, tie));
}

/* ---- type ---- */

static bool names_type(const struct ent_schema *schema, struct ent_text list, uint32_t type)
{
    for (struct ent_text rest = list, name; ent_text_next(&rest, ',', &name);) {
        uint32_t general = ent_schema_type(schema, name);
        if (general != ENT_NONE && ent_type_isa(schema, type, general))
            return true;
    }
    return false;
}

static bool names_relation(const struct ent_schema *schema, struct ent_text list, uint32_t relation)
{
    for (struct ent_text rest = list, name; ent_text_next(&rest, ',', &name);)
        if (ent_schema_relation(schema, name) == schema->relations[relation].same)
            return true;
    return false;
}

static struct ent_text kind_told(const struct ent_explanation *e, const char *what,
                                 struct ent_text name, bool refused)
{
    if (refused)
        return ENT_FORM(arena_of(e), "its {} '{}' is among --not-type {}", ent_text_of(what), name,
                        e->question->not_type.text);
    return ENT_FORM(arena_of(e), "its {} '{}' is not among --type {}", ent_text_of(what), name,
                    e->question->type.text);
}

static struct ent_text node_at_type(const struct ent_explanation *e, uint32_t node)
{
    const struct ent_schema *schema = e->network->schema;
    uint32_t type = e->network->node_type[node];
    return kind_told(e, "type", schema->types[type].kind.name,
                     names_type(schema, e->question->not_type.text, type));
}

static struct ent_text tie_at_type(const struct ent_explanation *e, uint32_t tie)
{
    const struct ent_schema *schema = e->network->schema;
    uint32_t relation = e->network->tie_relation[tie];
    if (ent_ends_out_told(e, tie).length > 0)
        return ent_tie_by_ends(e, tie);
    return kind_told(e, "relation", schema->relations[relation].kind.name,
                     names_relation(schema, e->question->not_type.text, relation));
}

/* ---- topic, where, ego, tidy ---- */

static struct ent_text where_told(const struct ent_explanation *e)
{
    struct ent_text tests = {0};
    for (const struct ent_value *where = &e->question->where; where && where->given;
         where = where->earlier)
        tests =
            tests.length == 0 ? where->text : ENT_FORM(arena_of(e), "{}; {}", where->text, tests);
    return ENT_FORM(arena_of(e), "it does not pass --where {}", tests);
}

static struct ent_text node_at_where(const struct ent_explanation *e, uint32_t node)
{
    (void)node;
    return where_told(e);
}

static struct ent_text tie_at_where(const struct ent_explanation *e, uint32_t tie)
{
    return ent_ends_out_told(e, tie).length > 0 ? ent_tie_by_ends(e, tie) : where_told(e);
}

static struct ent_text node_at_topic(const struct ent_explanation *e, uint32_t node)
{
    (void)node;
    return ENT_FORM(arena_of(e),
                    "it is not about '{}' or a part of it, and has no tie to an agreement or event "
                    "that is",
                    e->question->topic.text);
}

static struct ent_text tie_at_topic(const struct ent_explanation *e, uint32_t tie)
{
    (void)tie;
    return ENT_FORM(arena_of(e), "neither of its ends is an agreement or event about '{}'",
                    e->question->topic.text);
}

static struct ent_text node_at_ego(const struct ent_explanation *e, uint32_t node)
{
    (void)node;
    return ENT_FORM(arena_of(e), "it is more than {} from '{}' by the ties that were left",
                    ent_words_of_count(arena_of(e), e->question->depth, "tie", "ties"),
                    e->question->ego.text);
}

static struct ent_text node_at_between(const struct ent_explanation *e, uint32_t node)
{
    return ENT_FORM(arena_of(e), "it {} of {}",
                    ent_is_happening(e->network, node)
                        ? ENT_TEXT("has no ties to two")
                        : ENT_TEXT("is neither an agreement or event between nor one"),
                    e->question->between.text);
}

static struct ent_text path_told(const struct ent_explanation *e)
{
    return ENT_FORM(arena_of(e), "it is on no shortest path between {}", e->question->path.text);
}

static struct ent_text node_at_path(const struct ent_explanation *e, uint32_t node)
{
    (void)node;
    return path_told(e);
}

static struct ent_text tie_at_path(const struct ent_explanation *e, uint32_t tie)
{
    return ent_ends_out_told(e, tie).length > 0 ? ent_tie_by_ends(e, tie) : path_told(e);
}

static struct ent_text node_at_component(const struct ent_explanation *e, uint32_t node)
{
    (void)node;
    bool largest = ent_text_is(e->question->component.text, "largest");
    return largest ? ENT_TEXT("no ties that were left connect it with the largest part")
                   : ENT_FORM(arena_of(e), "no ties that were left connect it with '{}'",
                              e->question->component.text);
}

/* How many ties the steps before left to a node. */
static size_t ties_before(const struct ent_explanation *e, uint32_t node)
{
    size_t count = 0;
    uint8_t step = e->selection->node_step[node];
    for (uint32_t tie = 0; tie < e->network->tie_count; tie++) {
        uint8_t out = e->selection->tie_step[tie];
        bool left = out == 0 || out >= step;
        count += left * ((e->network->tie_from[tie] == node) + (e->network->tie_to[tie] == node));
    }
    return count;
}

static struct ent_text node_at_size(const struct ent_explanation *e, uint32_t node)
{
    struct ent_arena *arena = arena_of(e);
    const struct ent_question *question = e->question;
    size_t count = ties_before(e, node);
    struct ent_text ties = ent_words_of_count(arena, count, "tie", "ties");
    if (count < question->min_degree)
        return ENT_FORM(arena, "it had {} left, and --min-degree asks for {}", ties,
                        number_of(e, question->min_degree));
    if (question->core > 0 && question->top_count == 0)
        return ENT_FORM(arena, "of its {}, fewer than {} lead into the core", ties,
                        number_of(e, question->core));
    return ENT_FORM(arena, "with {} it is not among the {} that have the most", ties,
                    question->top.text);
}

static struct ent_text node_at_tidy(const struct ent_explanation *e, uint32_t node)
{
    struct ent_arena *arena = arena_of(e);
    struct ent_text list = {0};
    for (uint8_t step = 1; step < e->selection->step_count; step++) {
        size_t count = 0;
        for (uint32_t tie = 0; tie < e->network->tie_count; tie++)
            count += touches(e, tie, node) && e->selection->tie_step[tie] == step;
        if (count > 0)
            list = ENT_FORM(arena, "{}{} {} at step '{}'", list,
                            list.length > 0 ? ENT_TEXT(",") : ENT_TEXT(":"), number_of(e, count),
                            ent_text_of(step_name(e, step)));
    }
    return ENT_FORM(arena,
                    "no tie of it is left, and who has none goes{}.\n"
                    "  --keep-isolated shows it",
                    list.length > 0 ? ENT_FORM(arena, " (its ties went out{})", list) : list);
}

static struct ent_text tie_at_tidy(const struct ent_explanation *e, uint32_t tie)
{
    uint32_t agreement = e->network->tie_agreement[tie];
    if (agreement == ENT_NONE || e->selection->nodes[agreement] == ENT_OUT)
        return ent_tie_by_ends(e, tie);
    return ENT_FORM(arena_of(e),
                    "it is the short form of {} ({}), which is shown, and is not drawn beside it",
                    ent_node_full_name(e, agreement),
                    ent_place_mention(arena_of(e), ent_node_place(e->network, agreement)));
}

/* ---- which of them ---- */

static const struct {
    const char *step;
    struct ent_text (*node)(const struct ent_explanation *, uint32_t);
    struct ent_text (*tie)(const struct ent_explanation *, uint32_t);
} reasons[] = {
    {"time", node_at_time, tie_at_time},
    {"type", node_at_type, tie_at_type},
    {"topic", node_at_topic, tie_at_topic},
    {"where", node_at_where, tie_at_where},
    {"latest", ent_node_at_latest, ent_tie_at_latest},
    {"lineage", ent_node_at_lineage, ent_tie_at_lineage},
    {"ego", node_at_ego, ent_tie_by_ends},
    {"between", node_at_between, ent_tie_by_ends},
    {"path", node_at_path, tie_at_path},
    {"component", node_at_component, ent_tie_by_ends},
    {"size", node_at_size, ent_tie_by_ends},
    {"tidy", node_at_tidy, tie_at_tidy},
};

static struct ent_text step_told(const struct ent_explanation *e, uint8_t step,
                                 struct ent_text reason)
{
    struct ent_text name = ent_text_of(step_name(e, step));
    if (reason.length == 0)
        return ENT_FORM(arena_of(e), "Step '{}' takes it out", name);
    return ENT_FORM(arena_of(e), "Step '{}' takes it out: {}", name, reason);
}

struct ent_text ent_node_step_told(const struct ent_explanation *e, uint32_t node)
{
    uint8_t step = e->selection->node_step[node];
    struct ent_text reason = {0};
    for (size_t i = 0; i < ENT_COUNT(reasons); i++)
        if (strcmp(reasons[i].step, step_name(e, step)) == 0)
            reason = reasons[i].node(e, node);
    return step_told(e, step, reason);
}

struct ent_text ent_tie_step_told(const struct ent_explanation *e, uint32_t tie)
{
    uint8_t step = e->selection->tie_step[tie];
    struct ent_text reason = ent_tie_by_ends(e, tie);
    for (size_t i = 0; i < ENT_COUNT(reasons); i++)
        if (strcmp(reasons[i].step, step_name(e, step)) == 0)
            reason = reasons[i].tie(e, tie);
    return step_told(e, step, reason);
}
