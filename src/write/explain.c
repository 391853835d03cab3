#include "write/explanation.h"

#include <stdio.h>
#include <string.h>

/* All there is, in canonical order, so that what is named first does not hang on the order of
 * rows. */
static struct ent_order order_of_all(struct ent_run *run, const struct ent_network *network)
{
    struct ent_selection all = {
        .nodes = ENT_NEW(&run->arena, uint8_t, network->node_count + 1),
        .ties = ENT_NEW(&run->arena, uint8_t, network->tie_count + 1),
    };
    memset(all.nodes, ENT_CERTAIN, network->node_count);
    memset(all.ties, ENT_CERTAIN, network->tie_count);
    return ent_order_make(run, network, &all);
}

/* ---- what is asked about ---- */

static uint32_t node_of(const struct ent_explanation *e, struct ent_text id)
{
    uint32_t node = ent_network_node(e->network, id);
    if (node == ENT_NONE)
        ent_report(e->run, ENT_E505, ENT_NOWHERE, ent_network_meant(e->run, e->network, id),
                   e->asked_by, id);
    return node;
}

/* "FROM,TO" or "FROM,RELATION,TO": ids have no comma. */
struct pair {
    struct ent_text from, relation, to;
};

static size_t comma_from(struct ent_text text, size_t at)
{
    while (at < text.length && text.bytes[at] != ',')
        at++;
    return at;
}

static struct pair pair_of(struct ent_text subject)
{
    size_t first = comma_from(subject, 0), last = subject.length - 1;
    while (last > first && subject.bytes[last] != ',')
        last--;
    return (struct pair){
        ent_text_trim(ent_text_slice(subject, 0, first)),
        last > first ? ent_text_trim(ent_text_slice(subject, first + 1, last - first - 1))
                     : (struct ent_text){0},
        ent_text_trim(ent_text_slice(subject, last + 1, SIZE_MAX)),
    };
}

static bool is_between(const struct ent_explanation *e, uint32_t tie, uint32_t from, uint32_t to)
{
    const struct ent_network *network = e->network;
    uint32_t relation = network->tie_relation[tie];
    bool forth = network->tie_from[tie] == from && network->tie_to[tie] == to;
    bool back = network->tie_from[tie] == to && network->tie_to[tie] == from;
    return forth || (back && network->schema->relations[relation].symmetric);
}

static struct ent_text relation_name(const struct ent_explanation *e, uint32_t tie)
{
    return e->network->schema->relations[e->network->tie_relation[tie]].kind.name;
}

/* "there is 'party to'", of all ties between the two in either direction. */
static struct ent_text hint_for_pair(const struct ent_explanation *e, uint32_t from, uint32_t to)
{
    struct ent_arena *arena = &e->run->arena;
    struct ent_text list = {0};
    for (size_t i = 0; i < e->order.tie_count && list.length < 200; i++) {
        uint32_t tie = e->order.ties[i];
        uint32_t ends[] = {e->network->tie_from[tie], e->network->tie_to[tie]};
        if (!(ends[0] == from && ends[1] == to) && !(ends[0] == to && ends[1] == from))
            continue;
        list = ENT_FORM(
            arena, "{}{} '{},{},{}'", list, list.length > 0 ? ENT_TEXT(",") : ENT_TEXT("there is"),
            e->network->node_id[ends[0]], relation_name(e, tie), e->network->node_id[ends[1]]);
    }
    return list;
}

static bool explain_pair(const struct ent_explanation *e, struct ent_text subject)
{
    struct pair pair = pair_of(subject);
    uint32_t from = node_of(e, pair.from), to = node_of(e, pair.to);
    bool found = false;
    if (from == ENT_NONE || to == ENT_NONE)
        return false;
    for (size_t i = 0; i < e->order.tie_count; i++) {
        uint32_t tie = e->order.ties[i];
        if (!is_between(e, tie, from, to) ||
            (pair.relation.length > 0 && !ent_text_equal(pair.relation, relation_name(e, tie))))
            continue;
        if (found)
            ENT_PUT(e->writer, "\n");
        ent_tie_explain(e, tie);
        found = true;
    }
    if (!found)
        ent_report(e->run, ENT_E520, ENT_NOWHERE, hint_for_pair(e, from, to), e->asked_by, subject);
    return found;
}

static bool explain_all(const struct ent_explanation *e, const struct ent_text *subjects,
                        size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ENT_PUT(e->writer, "\n");
        struct ent_text subject = ent_text_nfc(&e->run->arena, subjects[i]);
        if (comma_from(subject, 0) < subject.length) {
            good = explain_pair(e, subject) && good;
            continue;
        }
        uint32_t node = node_of(e, subject);
        good = good && node != ENT_NONE;
        if (node != ENT_NONE)
            ent_node_explain(e, node);
    }
    return good;
}

bool ent_explain_write(struct ent_run *run, const struct ent_network *network,
                       const struct ent_question *question, const struct ent_selection *selection,
                       const struct ent_text *subjects, size_t count, struct ent_writer *writer)
{
    struct ent_explanation e = {
        run, network, question, selection, order_of_all(run, network), writer, ENT_TEXT("explain")};
    return explain_all(&e, subjects, count);
}

bool ent_why_tell(struct ent_run *run, const struct ent_network *network,
                  const struct ent_question *question, const struct ent_selection *selection)
{
    size_t count = 0, room = 0;
    for (const struct ent_value *why = &question->why; why && why->given; why = why->earlier)
        room++;
    if (room == 0)
        return true;
    struct ent_text *subjects = ENT_NEW(&run->arena, struct ent_text, room + 1);
    for (const struct ent_value *why = &question->why; why && why->given; why = why->earlier)
        subjects[room - ++count] = why->text; /* in the order of the command line */
    struct ent_writer told = {0};
    struct ent_explanation e = {
        run, network, question, selection, order_of_all(run, network), &told, ENT_TEXT("--why")};
    bool good = explain_all(&e, subjects, count);
    if (told.length > 0)
        fwrite(told.bytes, 1, told.length, stderr);
    ent_writer_end(&told);
    return good;
}
