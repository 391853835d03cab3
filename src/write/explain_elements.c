#include "write/explanation.h"

static struct ent_arena *arena_of(const struct ent_explanation *e)
{
    return &e->run->arena;
}

static const struct ent_kind *kind_of_node(const struct ent_explanation *e, uint32_t node)
{
    return &e->network->schema->types[e->network->node_type[node]].kind;
}

static const struct ent_relation *relation_of(const struct ent_explanation *e, uint32_t tie)
{
    return &e->network->schema->relations[e->network->tie_relation[tie]];
}

static void put_sentence(const struct ent_explanation *e, struct ent_text sentence)
{
    if (sentence.length == 0)
        return;
    char first = sentence.bytes[0]; /* verdicts are written to stand inside a sentence */
    ENT_PUT(e->writer, "  ");
    if (first >= 'a' && first <= 'z') {
        ent_put_bytes(e->writer, (char[]){(char)(first - 'a' + 'A')}, 1);
        sentence = ent_text_slice(sentence, 1, SIZE_MAX);
    }
    for (struct ent_text line; ent_text_next(&sentence, '\n', &line);) {
        ent_put_shown(e->writer, line);
        ent_put_text(e->writer, sentence.length > 0 ? ENT_TEXT("\n  ") : (struct ent_text){0});
    }
    ENT_PUT(e->writer, ".\n");
}

/* "data/actors.csv:3: NAME is shown: certain" */
static void put_head(const struct ent_explanation *e, struct ent_place place, struct ent_text name,
                     enum ent_answer answer, bool dated)
{
    struct ent_text words = {0};
    if (answer != ENT_OUT && e->selection->timed && dated)
        words = ENT_FORM(arena_of(e), ": {}", ent_words_of_answer(answer));
    ent_put_shown(e->writer, ent_place_mention(arena_of(e), place));
    ENT_PUT(e->writer, ": ");
    ent_put_shown(e->writer, name);
    ent_put_text(e->writer, answer == ENT_OUT ? ENT_TEXT(" is out") : ENT_TEXT(" is shown"));
    ent_put_text(e->writer, words);
    ENT_PUT(e->writer, "\n");
}

struct ent_text ent_node_full_name(const struct ent_explanation *e, uint32_t node)
{
    struct ent_text full = ent_node_cell(e->network, node, ENT_TEXT("name"));
    return full.length > 0 ? full : e->network->node_name[node];
}

static struct ent_text tie_words(const struct ent_explanation *e, uint32_t tie)
{
    const struct ent_relation *relation = relation_of(e, tie);
    return ENT_FORM(arena_of(e), "{} {} {}: {}", e->network->node_name[e->network->tie_from[tie]],
                    relation->symmetric ? ENT_TEXT("\xE2\x80\x93") : ENT_TEXT("\xE2\x86\x92"),
                    e->network->node_name[e->network->tie_to[tie]], relation->kind.label);
}

struct ent_text ent_tie_named(const struct ent_explanation *e, uint32_t tie)
{
    return ENT_FORM(arena_of(e), "{} ({})", tie_words(e, tie),
                    ent_place_mention(arena_of(e), ent_tie_place(e->network, tie)));
}

/* ---- the time ---- */

static struct ent_text asked_date(const struct ent_explanation *e, struct ent_text date,
                                  enum ent_answer answer)
{
    if (date.length == 0)
        return ENT_FORM(arena_of(e), "asked for is the date '{}', which is blank",
                        e->selection->on);
    if (answer == ENT_OUT)
        return ENT_FORM(arena_of(e), "its date '{}' is {}, which is not in {}", e->selection->on,
                        date, ent_words_of_window(arena_of(e), e->selection));
    return ENT_FORM(arena_of(e), "its date '{}' is {}: {} in {}", e->selection->on, date,
                    ent_words_of_answer(answer), ent_words_of_window(arena_of(e), e->selection));
}

/* The attribute of the schema that --on names, or ENT_NONE. */
static uint32_t asked_attribute(const struct ent_explanation *e)
{
    uint32_t attribute = ent_attribute_number(e->selection->on, 'N');
    bool dated = attribute == ENT_AT_START || attribute == ENT_AT_END || attribute == ENT_AT_SIGNED;
    return dated ? attribute : ENT_NONE;
}

/* The date as the row has it, through the template of the schema if there is one. */
static struct ent_text asked_node_date(const struct ent_explanation *e, uint32_t node)
{
    uint32_t attribute = asked_attribute(e);
    struct ent_text date = {0};
    if (attribute != ENT_NONE)
        date = ent_node_text(e->run, e->network, node, (enum ent_attribute)attribute);
    return date.length > 0 ? date : ent_node_cell(e->network, node, e->selection->on);
}

static struct ent_text asked_tie_date(const struct ent_explanation *e, uint32_t tie)
{
    uint32_t attribute = asked_attribute(e);
    struct ent_text date = {0};
    if (!ent_tie_has_row(e->network, tie) || relation_of(e, tie)->kind.timing == ENT_UNTIMED)
        return date;
    if (attribute != ENT_NONE)
        date = ent_tie_text(e->run, e->network, tie, (enum ent_attribute)attribute);
    return date.length > 0 ? date : ent_tie_cell(e->network, tie, e->selection->on);
}

struct ent_text ent_node_verdict(const struct ent_explanation *e, uint32_t node)
{
    if (e->selection->on.length == 0)
        return ent_verdict_told(arena_of(e), &e->network->node_life[node], e->selection);
    if (!ent_is_happening(e->network, node))
        return (struct ent_text){0};
    return asked_date(e, asked_node_date(e, node),
                      ent_node_answer(e->run, e->network, node, e->selection));
}

struct ent_text ent_tie_verdict(const struct ent_explanation *e, uint32_t tie)
{
    if (e->selection->on.length == 0)
        return ent_verdict_told(arena_of(e), &e->network->tie_life[tie], e->selection);
    struct ent_text date = asked_tie_date(e, tie);
    if (date.length == 0 && e->selection->ties[tie] != ENT_OUT)
        return ENT_FORM(arena_of(e), "it has no date '{}' of its own and goes with its ends",
                        e->selection->on);
    return asked_date(e, date, ent_tie_answer(e->run, e->network, tie, e->selection));
}

static void put_days(const struct ent_explanation *e, const struct ent_lifetime *life)
{
    if (e->selection->timed && e->selection->on.length == 0)
        put_sentence(e, life->given ? ent_days_told(arena_of(e), life)
                                    : ENT_TEXT("It has no dates of its own"));
}

/* ---- nodes ---- */

/* The tie that holds a node best: the surest, of equal ones the first in canonical order. */
static uint32_t holder_of(const struct ent_explanation *e, uint32_t node, size_t *count)
{
    uint32_t best = ENT_NONE;
    *count = 0;
    for (size_t i = 0; i < e->order.tie_count; i++) {
        uint32_t tie = e->order.ties[i];
        bool touches = e->network->tie_from[tie] == node || e->network->tie_to[tie] == node;
        if (!touches || e->selection->ties[tie] == ENT_OUT || !ent_tie_holds(e->network, tie))
            continue;
        (*count)++;
        if (best == ENT_NONE || e->selection->ties[tie] > e->selection->ties[best])
            best = tie;
    }
    return best;
}

static struct ent_text answer_of_tie(const struct ent_explanation *e, uint32_t tie)
{
    if (!e->selection->timed)
        return (struct ent_text){0};
    return ENT_FORM(arena_of(e), ", {}", ent_words_of_answer(e->selection->ties[tie]));
}

static struct ent_text holders_told(const struct ent_explanation *e, uint32_t node)
{
    size_t count;
    uint32_t holder = holder_of(e, node, &count);
    if (holder == ENT_NONE && e->question->lineage.given)
        return ENT_TEXT("No tie that is shown holds it; it is of the lineage");
    if (holder == ENT_NONE && e->question->keep_isolated)
        return ENT_TEXT("No tie that is shown holds it; --keep-isolated keeps it");
    if (holder == ENT_NONE && e->question->context > 0)
        return ENT_TEXT("Only undated ties reach it; --context adds it");
    if (holder == ENT_NONE)
        return ENT_TEXT("No tie that is shown holds it, and nothing was asked that would take it "
                        "out");
    struct ent_text named =
        ENT_FORM(arena_of(e), "{}{}", ent_tie_named(e, holder), answer_of_tie(e, holder));
    if (count == 1)
        return ENT_FORM(arena_of(e), "It is held by one tie: {}", named);
    return ENT_FORM(arena_of(e), "It is held by {} ties, the surest of which is {}",
                    ent_text_number(arena_of(e), (int64_t)count), named);
}

void ent_node_explain(const struct ent_explanation *e, uint32_t node)
{
    const struct ent_lifetime *life = &e->network->node_life[node];
    enum ent_answer answer = e->selection->nodes[node];
    bool asked = e->selection->on.length > 0 ? ent_is_happening(e->network, node) : life->given;
    struct ent_text name = ENT_FORM(arena_of(e), "{} ({} '{}')", ent_node_full_name(e, node),
                                    kind_of_node(e, node)->name, e->network->node_id[node]);
    put_head(e, ent_node_place(e->network, node), name, answer, asked);
    put_days(e, life);
    if (answer == ENT_OUT) {
        put_sentence(e, ent_node_step_told(e, node));
        return;
    }
    if (e->selection->timed)
        put_sentence(e, ent_node_verdict(e, node));
    put_sentence(e, ent_node_kept_by_latest(e, node));
    put_sentence(e, holders_told(e, node));
}

/* ---- ties ---- */

/* A lifetime that an end cuts short. */
static struct ent_text ends_told(const struct ent_explanation *e, uint32_t tie)
{
    uint32_t ends[] = {e->network->tie_from[tie], e->network->tie_to[tie]};
    struct ent_text list = {0};
    for (size_t i = 0; i < ENT_COUNT(ends); i++) {
        struct ent_text verdict = ent_node_verdict(e, ends[i]);
        bool doubtful = ent_node_answer(e->run, e->network, ends[i], e->selection) <
                        ent_tie_answer(e->run, e->network, tie, e->selection);
        bool limits = !e->network->tie_life[tie].given || doubtful;
        if (verdict.length > 0 && limits)
            list = ENT_FORM(arena_of(e), "{}{}of its end {}: {}", list,
                            list.length > 0 ? ENT_TEXT("; ") : (struct ent_text){0},
                            ent_node_full_name(e, ends[i]), verdict);
    }
    return list;
}

static struct ent_text why_undated_stays(const struct ent_explanation *e, uint32_t tie)
{
    if (ent_tie_holds(e->network, tie))
        return (struct ent_text){0};
    if (e->question->context > 0 || e->question->keep_isolated)
        return ENT_TEXT("Undated and between two that last, it holds nobody; it stays because "
                        "both its ends are shown");
    return ENT_TEXT("Undated and between two that last, it holds nobody; it stays because other "
                    "ties hold both its ends");
}

void ent_tie_explain(const struct ent_explanation *e, uint32_t tie)
{
    enum ent_answer answer = e->selection->ties[tie];
    struct ent_lifetime life = ent_tie_effective(e->network, tie);
    put_head(e, ent_tie_place(e->network, tie), tie_words(e, tie), answer,
             e->selection->on.length > 0 ? asked_tie_date(e, tie).length > 0 : life.given);
    put_days(e, &e->network->tie_life[tie]);
    if (answer == ENT_OUT) {
        put_sentence(e, ent_tie_step_told(e, tie));
        return;
    }
    if (!e->selection->timed) {
        put_sentence(e, ENT_TEXT("No time is asked for, and every step leaves it"));
        return;
    }
    put_sentence(e, ent_tie_verdict(e, tie));
    put_sentence(e, ends_told(e, tie));
    put_sentence(e, why_undated_stays(e, tie));
}
