#include "select/change.h"

/* ---- the window ---- */

static bool read_date(struct ent_run *run, const char *option, struct ent_value value,
                      struct ent_date *date)
{
    if (ent_text_is(value.text, "..")) {
        *date = (struct ent_date){ENT_DAY_FIRST, ENT_DAY_LAST, 0};
        return true;
    }
    run->option = ent_text_of(option);
    bool good = ent_date_read(run, value.text, value.place, date);
    run->option = (struct ent_text){0};
    return good;
}

/* "2008" or "2008/2025"; `option` is what it was given with. */
static bool read_year(struct ent_run *run, const char *option, struct ent_value value,
                      struct ent_window *window)
{
    const char *slash = memchr(value.text.bytes, '/', value.text.length);
    const char *end = value.text.bytes + value.text.length;
    if (slash && memchr(slash + 1, '/', (size_t)(end - slash) - 1))
        slash = NULL; /* a date with slashes: the reader of dates says what is wrong with it */
    size_t cut = slash ? (size_t)(slash - value.text.bytes) : value.text.length;
    struct ent_value first = value, last = value;
    first.text = ent_text_slice(value.text, 0, cut);
    last.text = slash ? ent_text_slice(value.text, cut + 1, SIZE_MAX) : first.text;
    struct ent_date from, to;
    if (!read_date(run, option, first, &from) || !read_date(run, option, last, &to))
        return false;
    *window = (struct ent_window){from.earliest, to.latest};
    if (window->first <= window->last)
        return true;
    ent_report(run, ENT_E408, value.place, ENT_TEXT("swapped?"),
               ENT_FORM(&run->arena, "{}: {}", ent_text_of(option), first.text), last.text);
    return false;
}

static bool read_range(struct ent_run *run, const struct ent_question *question,
                       struct ent_window *window)
{
    struct ent_date from = {ENT_DAY_FIRST, ENT_DAY_FIRST, 0}, to = {ENT_DAY_LAST, ENT_DAY_LAST, 0};
    if ((question->from.given && !read_date(run, "--from", question->from, &from)) ||
        (question->to.given && !read_date(run, "--to", question->to, &to)))
        return false;
    *window = (struct ent_window){from.earliest, to.latest};
    if (window->first <= window->last)
        return true;
    ent_report(run, ENT_E408, question->from.place, ENT_TEXT("swapped?"),
               ENT_FORM(&run->arena, "--from {}", question->from.text),
               ENT_FORM(&run->arena, "--to {}", question->to.text));
    return false;
}

/* "As of" asks for the state reached: of a month or year, on its last day. */
static bool read_as_of(struct ent_run *run, struct ent_value value, struct ent_window *window)
{
    struct ent_date date;
    if (!read_date(run, "--as-of", value, &date))
        return false;
    *window = (struct ent_window){date.latest, date.latest};
    if (date.earliest != date.latest)
        ent_report(run, ENT_N421, value.place, ENT_NO_HINT, value.text,
                   ent_day_text(&run->arena, date.latest));
    return true;
}

static bool is_consistent(struct ent_run *run, const struct ent_question *question)
{
    const char *asked[2] = {NULL, NULL};
    size_t count = 0;
    const struct {
        const char *name;
        bool given;
    } ways[] = {{"--year", question->year.given},
                {"--from/--to", question->from.given || question->to.given},
                {"--as-of", question->as_of.given}};
    for (size_t i = 0; i < ENT_COUNT(ways); i++)
        if (ways[i].given && count < 2)
            asked[count++] = ways[i].name;
    if (question->certain && question->possible) {
        asked[0] = "--certain";
        asked[1] = "--possible";
        count = 2;
    }
    if (count < 2)
        return true;
    ent_report(run, ENT_E504, ENT_NOWHERE, ENT_NO_HINT, ent_text_of(asked[0]),
               ent_text_of(asked[1]));
    return false;
}

static bool read_window(struct ent_run *run, const struct ent_question *question,
                        struct ent_selection *selection)
{
    if (!is_consistent(run, question))
        return false;
    selection->least = question->certain    ? ENT_CERTAIN
                       : question->possible ? ENT_POSSIBLE
                                            : ENT_PRESUMED;
    selection->on = question->on.text;
    selection->timed = true;
    if (question->year.given)
        return read_year(run, question->of_two ? "--change" : "--year", question->year,
                         &selection->window);
    if (question->as_of.given)
        return read_as_of(run, question->as_of, &selection->window);
    if (question->from.given || question->to.given)
        return read_range(run, question, &selection->window);
    selection->window = (struct ent_window){ENT_DAY_FIRST, ENT_DAY_LAST};
    selection->timed = question->certain || question->on.given;
    return true;
}

/* ---- the answers ---- */

/* The template of the schema that --on asks for, or NULL: then it is a column. */
static const struct ent_template *property_template(const struct ent_kind *kind,
                                                    struct ent_text property)
{
    uint32_t attribute = ent_attribute_number(property, 'N');
    bool dated = attribute == ENT_AT_START || attribute == ENT_AT_END || attribute == ENT_AT_SIGNED;
    return dated && kind->values[attribute].text.length > 0 ? &kind->values[attribute] : NULL;
}

/* The date property of a row that --on asks for: of a template of the schema, or a column. */
static bool read_property(struct ent_run *run, const struct ent_schema *schema,
                          const struct ent_kind *kind, const struct ent_table *table, uint32_t row,
                          struct ent_text property, struct ent_bound *bound)
{
    struct ent_text missing = ent_kind_text(schema, kind, ENT_AT_MISSING);
    struct ent_template column = {0};
    const struct ent_template *template = property_template(kind, property);
    if (!template)
        ent_template_read(run, ENT_FORM(&run->arena, "{{}}", property), ENT_NOWHERE, &column);
    struct ent_filler filler =
        ent_template_bind(&run->arena, template ? template : &column, table, missing);
    struct ent_text text = ent_template_fill(&run->arena, &filler, row);
    struct ent_place place = ent_template_place(&filler, row);
    struct ent_span span = {0}; /* a start cell may hold a whole interval */
    bool is_start = template == &kind->values[ENT_AT_START];
    bool good = is_start ? ent_bounds_read(run, text, place, (struct ent_text){0}, place, &span)
                         : ent_bound_read(run, text, place, &span.start);
    *bound = span.start;
    return good;
}

static enum ent_answer answer_on(struct ent_run *run, const struct ent_schema *schema,
                                 const struct ent_kind *kind, const struct ent_table *table,
                                 uint32_t row, const struct ent_selection *selection)
{
    struct ent_bound bound;
    if (!read_property(run, schema, kind, table, row, selection->on, &bound))
        return ENT_OUT;
    return ent_date_answer(&bound, selection->window);
}

/* Of two times that are compared, the one that says more. */
static enum ent_answer higher(enum ent_answer before, enum ent_answer after)
{
    return before > after ? before : after;
}

enum ent_answer ent_node_answer(struct ent_run *run, const struct ent_network *network,
                                uint32_t node, const struct ent_selection *selection)
{
    if (selection->change)
        return higher(ent_node_answer(run, network, node, &selection->change->before),
                      ent_node_answer(run, network, node, &selection->change->after));
    if (selection->on.length == 0)
        return ent_lifetime_answer(&network->node_life[node], selection->window);
    if (!ent_is_happening(network, node))
        return ENT_CERTAIN;
    uint32_t type = network->node_type[node];
    return answer_on(run, network->schema, &network->schema->types[type].kind,
                     network->type_table[type], network->node_row[node], selection);
}

/* With --on, ties that have dates of their own are asked as well; the others follow their ends. */
enum ent_answer ent_tie_answer(struct ent_run *run, const struct ent_network *network, uint32_t tie,
                               const struct ent_selection *selection)
{
    if (selection->change)
        return higher(ent_tie_answer(run, network, tie, &selection->change->before),
                      ent_tie_answer(run, network, tie, &selection->change->after));
    struct ent_lifetime life = ent_tie_effective(network, tie);
    if (selection->on.length == 0)
        return ent_lifetime_answer(&life, selection->window);
    uint32_t relation = network->tie_relation[tie];
    const struct ent_kind *kind = &network->schema->relations[relation].kind;
    bool dated = kind->timing != ENT_UNTIMED && ent_tie_has_row(network, tie) &&
                 (property_template(kind, selection->on) ||
                  ent_table_column(network->relation_table[relation], selection->on) != ENT_NONE);
    return dated ? answer_on(run, network->schema, kind, network->relation_table[relation],
                             network->tie_row[tie], selection)
                 : ENT_CERTAIN;
}

/* ---- what stays ---- */

/* Marks both ends of every tie that stays and holds. */
static bool *held_nodes(struct ent_run *run, const struct ent_network *network,
                        const struct ent_selection *selection)
{
    bool *held = ENT_NEW(&run->arena, bool, network->node_count + 1);
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (selection->ties[tie] != ENT_OUT && ent_tie_holds(network, tie))
            held[network->tie_from[tie]] = held[network->tie_to[tie]] = true;
    return held;
}

/* --context: one more circle of neighbours by undated ties. */
static void widen(struct ent_run *run, const struct ent_network *network,
                  const struct ent_selection *selection, bool *held)
{
    bool *before = ENT_NEW(&run->arena, bool, network->node_count + 1);
    memcpy(before, held, network->node_count * sizeof *held);
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        uint32_t from = network->tie_from[tie], to = network->tie_to[tie];
        if (selection->ties[tie] != ENT_OUT && (before[from] || before[to]))
            held[from] = held[to] = true;
    }
}

static void keep_held(const struct ent_network *network, const struct ent_question *question,
                      const bool *held, struct ent_selection *selection)
{
    for (uint32_t node = 0; node < network->node_count; node++)
        if (!held[node] && !question->keep_isolated)
            selection->nodes[node] = ENT_OUT;
    for (uint32_t tie = 0; tie < network->tie_count; tie++)
        if (!held[network->tie_from[tie]] || !held[network->tie_to[tie]])
            selection->ties[tie] = ENT_OUT;
}

static void answer_all(struct ent_run *run, const struct ent_network *network,
                       struct ent_selection *selection)
{
    for (uint32_t node = 0; node < network->node_count; node++) {
        enum ent_answer answer = selection->nodes[node];
        if (answer != ENT_OUT)
            answer = ent_node_answer(run, network, node, selection);
        selection->nodes[node] = answer >= selection->least ? answer : ENT_OUT;
    }
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        bool alive = selection->ties[tie] != ENT_OUT &&
                     selection->nodes[network->tie_from[tie]] != ENT_OUT &&
                     selection->nodes[network->tie_to[tie]] != ENT_OUT;
        enum ent_answer answer = alive ? ent_tie_answer(run, network, tie, selection) : ENT_OUT;
        selection->ties[tie] = answer >= selection->least ? answer : ENT_OUT;
    }
}

/* ---- what is told ---- */

static bool is_unknown(const struct ent_lifetime *life)
{
    return life->given && life->start_earliest == ENT_DAY_FIRST &&
           life->start_latest == ENT_DAY_LAST && life->end_latest == ENT_DAY_LAST;
}

static void tell_of_unknown(struct ent_run *run, const struct ent_network *network,
                            const struct ent_selection *selection)
{
    size_t count = 0;
    for (uint32_t node = 0; node < network->node_count; node++)
        count += selection->nodes[node] == ENT_OUT && is_unknown(&network->node_life[node]);
    if (count == 0 || selection->least == ENT_POSSIBLE || selection->on.length > 0)
        return;
    struct ent_text things = ENT_TEXT("1 agreement or event has");
    if (count > 1)
        things = ENT_FORM(&run->arena, "{} agreements or events have",
                          ent_text_number(&run->arena, (int64_t)count));
    ent_report(run, ENT_N423, ENT_NOWHERE, ENT_TEXT("--possible shows them"), things);
}

/* An open end that is certain only up to the horizon of its table. */
static bool is_beyond_horizon(const struct ent_lifetime *life, struct ent_window window)
{
    return life->given && life->end_latest == ENT_DAY_LAST && life->end_earliest < window.first &&
           life->end_earliest > life->start_latest;
}

static void tell_of_horizon(struct ent_run *run, const struct ent_network *network,
                            const struct ent_selection *selection, struct ent_text asked)
{
    size_t count = 0;
    ent_day horizon = ENT_DAY_FIRST;
    for (uint32_t tie = 0; tie < network->tie_count; tie++) {
        const struct ent_lifetime *life = &network->tie_life[tie];
        if (selection->ties[tie] != ENT_PRESUMED || !is_beyond_horizon(life, selection->window))
            continue;
        const struct ent_kind *kind = &network->schema->relations[network->tie_relation[tie]].kind;
        if (ent_kind_text(network->schema, kind, ENT_AT_HORIZON).length == 0)
            continue;
        count++;
        horizon = life->end_earliest > horizon ? life->end_earliest : horizon;
    }
    struct ent_text ties = ENT_TEXT("1 open tie is");
    if (count > 1)
        ties =
            ENT_FORM(&run->arena, "{} open ties are", ent_text_number(&run->arena, (int64_t)count));
    if (count > 0)
        ent_report(run, ENT_N422, ENT_NOWHERE, ENT_TEXT("--certain leaves them out"), asked,
                   ent_day_text(&run->arena, horizon), ties);
}

static bool is_property(struct ent_run *run, const struct ent_network *network, struct ent_value on)
{
    if (!on.given)
        return true;
    for (size_t i = 0; i < network->records->table_count; i++)
        if (ent_table_column(&network->records->tables[i], on.text) != ENT_NONE)
            return true;
    for (size_t i = 0; i < network->schema->type_count; i++)
        if (property_template(&network->schema->types[i].kind, on.text))
            return true;
    struct ent_text usual[] = {ENT_TEXT("signed"), ENT_TEXT("start"), ENT_TEXT("end"),
                               ENT_TEXT("deadline")};
    ent_report(run, ENT_E507, on.place,
               ent_hint_meant(&run->arena, on.text, usual, ENT_COUNT(usual)), ENT_TEXT("--on"),
               on.text);
    return false;
}

bool ent_select_time(struct ent_run *run, const struct ent_network *network,
                     const struct ent_question *question, struct ent_selection *selection)
{
    if (!read_window(run, question, selection) || !is_property(run, network, question->on))
        return false;
    if (!selection->timed)
        return true;
    answer_all(run, network, selection);
    bool *held = held_nodes(run, network, selection);
    for (size_t circle = 0; circle < question->context; circle++)
        widen(run, network, selection, held);
    keep_held(network, question, held, selection);
    tell_of_unknown(run, network, selection);
    tell_of_horizon(run, network, selection,
                    question->year.given    ? question->year.text
                    : question->as_of.given ? question->as_of.text
                                            : question->from.text);
    return true;
}
