#include "read/condition.h"

#include "read/temporal.h"

struct ent_condition ent_condition_bind(struct ent_arena *arena, const struct ent_cql2 *expression,
                                        const struct ent_table *table, struct ent_text missing)
{
    struct ent_condition condition = {
        .arena = arena,
        .expression = expression,
        .table = table,
        .missing = missing,
        .columns = ENT_NEW(arena, uint32_t, expression->property_count + 1),
        .folded = ENT_NEW(arena, struct ent_folded, expression->value_count + 1),
    };
    for (size_t i = 0; i < expression->property_count; i++)
        condition.columns[i] =
            table ? ent_table_column(table, expression->values[expression->properties[i]].text)
                  : ENT_ASKED;
    return condition;
}

/* What is asked of a row, as it goes through the tests. */
struct asking {
    const struct ent_condition *condition;
    size_t row;
    uint32_t thing;
};

/* A value of a row. Without any of the three it is NULL. */
struct operand {
    bool is_text, is_number, is_date;
    bool folded;
    struct ent_text text;
    double number;
    struct ent_date date;
};

static const struct ent_cql2_value *value_at(const struct asking *asking, uint32_t value)
{
    return &asking->condition->expression->values[value];
}

/* ---- texts ---- */

static bool is_missing(struct ent_text codes, struct ent_text cell)
{
    for (struct ent_text code; ent_text_next(&codes, ' ', &code);)
        if (ent_text_equal(code, cell))
            return true;
    return false;
}

static struct ent_text property_text(const struct asking *asking,
                                     const struct ent_cql2_value *value)
{
    const struct ent_condition *condition = asking->condition;
    uint32_t column = condition->columns[value->place];
    if (column == ENT_NONE)
        return (struct ent_text){0};
    if (column == ENT_ASKED)
        return condition->answerer.text(condition->answerer.context, value->place, asking->thing);
    struct ent_text cell = ent_table_cell(condition->table, asking->row, column);
    return condition->missing.length > 0 && is_missing(condition->missing, cell)
               ? (struct ent_text){0}
               : cell;
}

static struct ent_text without_case(const struct asking *asking, uint32_t number,
                                    struct ent_text text)
{
    struct ent_folded *folded = &asking->condition->folded[number];
    size_t length = ent_text_fold(text, folded->bytes, folded->room);
    if (length > folded->room) {
        folded->room = 2 * length;
        folded->bytes = ent_arena_take(asking->condition->arena, folded->room, 1);
        ent_text_fold(text, folded->bytes, folded->room);
    }
    return (struct ent_text){folded->bytes, length};
}

static struct operand operand_of(const struct asking *asking, uint32_t number)
{
    const struct ent_cql2_value *value = value_at(asking, number);
    const struct ent_answerer *answerer = &asking->condition->answerer;
    struct operand operand = {.folded = value->folded};
    switch (value->kind) {
    case ENT_CQL2_PROPERTY:
        operand.text = property_text(asking, value);
        operand.is_text = operand.text.length > 0;
        if (value->folded && operand.is_text)
            operand.text = without_case(asking, number, operand.text);
        break;
    case ENT_CQL2_TEXT:
        operand.text = value->text;
        operand.is_text = true;
        break;
    case ENT_CQL2_DATE:
        operand.date = value->date;
        operand.is_date = true;
        break;
    case ENT_CQL2_CALL:
        operand.number = answerer->number(answerer->context, value->place, asking->thing);
        operand.is_number = true;
        break;
    default:
        operand.number = value->number;
        operand.is_number = true;
    }
    return operand;
}

static bool is_null(const struct operand *operand)
{
    return !operand->is_text && !operand->is_number && !operand->is_date;
}

/* ---- comparisons ---- */

static enum ent_truth truth_of(bool truth)
{
    return truth ? ENT_TRUE : ENT_FALSE;
}

static enum ent_truth opposite(enum ent_truth truth)
{
    return (enum ent_truth)(ENT_TRUE - truth);
}

static enum ent_truth by_order(enum ent_cql2_compare compare, int order)
{
    switch (compare) {
    case ENT_EQUAL:
        return truth_of(order == 0);
    case ENT_UNLIKE:
        return truth_of(order != 0);
    case ENT_LESS:
        return truth_of(order < 0);
    case ENT_MORE:
        return truth_of(order > 0);
    case ENT_AT_MOST:
        return truth_of(order <= 0);
    default:
        return truth_of(order >= 0);
    }
}

static enum ent_truth dates_equal(struct ent_date a, struct ent_date b)
{
    if (a.latest < b.earliest || b.latest < a.earliest)
        return ENT_FALSE;
    return a.earliest >= b.earliest && a.latest <= b.latest ? ENT_TRUE : ENT_UNKNOWN;
}

static enum ent_truth date_before(struct ent_date a, struct ent_date b)
{
    if (a.latest < b.earliest)
        return ENT_TRUE;
    return a.earliest >= b.earliest ? ENT_FALSE : ENT_UNKNOWN;
}

static enum ent_truth date_after(struct ent_date a, struct ent_date b)
{
    if (a.earliest > b.latest)
        return ENT_TRUE;
    return a.latest <= b.latest ? ENT_FALSE : ENT_UNKNOWN;
}

/* The days of a date in a row: it is one of them, and nobody knows which. */
static enum ent_truth some_day_before(struct ent_date a, struct ent_date b)
{
    if (a.latest < b.earliest)
        return ENT_TRUE;
    return a.earliest >= b.latest ? ENT_FALSE : ENT_UNKNOWN;
}

static enum ent_truth by_days(enum ent_cql2_compare compare, struct ent_date a, struct ent_date b)
{
    bool same_day = a.earliest == b.latest && a.latest == b.earliest;
    bool apart = a.latest < b.earliest || b.latest < a.earliest;
    switch (compare) {
    case ENT_EQUAL:
        return same_day ? ENT_TRUE : apart ? ENT_FALSE : ENT_UNKNOWN;
    case ENT_UNLIKE:
        return same_day ? ENT_FALSE : apart ? ENT_TRUE : ENT_UNKNOWN;
    case ENT_LESS:
        return some_day_before(a, b);
    case ENT_MORE:
        return some_day_before(b, a);
    case ENT_AT_MOST:
        return opposite(some_day_before(b, a));
    default:
        return opposite(some_day_before(a, b));
    }
}

/* The right one is written, and stands for all its days: before '2025' is before its first day. */
static enum ent_truth by_date(enum ent_cql2_compare compare, struct ent_date a, struct ent_date b)
{
    switch (compare) {
    case ENT_EQUAL:
        return dates_equal(a, b);
    case ENT_UNLIKE:
        return opposite(dates_equal(a, b));
    case ENT_LESS:
        return date_before(a, b);
    case ENT_MORE:
        return date_after(a, b);
    case ENT_AT_MOST:
        return opposite(date_after(a, b));
    default:
        return opposite(date_before(a, b));
    }
}

static bool looks_dated(struct ent_text text)
{
    return text.length >= 4 &&
           (text.bytes[0] == '[' || (text.bytes[0] >= '0' && text.bytes[0] <= '9'));
}

/* The end of a name decides what ".." is: behind all days, but of a start before them. */
static bool is_start(const struct ent_cql2_value *value)
{
    struct ent_text name = value->text;
    size_t length = strlen("start");
    return name.length >= length &&
           ent_text_is(ent_text_slice(name, name.length - length, length), "start");
}

static bool take_date(const struct ent_cql2_value *value, struct operand *operand)
{
    if (operand->is_date || operand->folded || !operand->is_text)
        return operand->is_date;
    if (value->kind == ENT_CQL2_TEXT) {
        operand->date = value->date;
        operand->is_date = value->dated;
    } else if (ent_text_is(operand->text, "..")) {
        ent_day day = is_start(value) ? ENT_DAY_FIRST : ENT_DAY_LAST;
        operand->date = (struct ent_date){day, day, 0};
        operand->is_date = true;
    } else if (looks_dated(operand->text)) {
        operand->is_date = ent_date_read(NULL, operand->text, ENT_NOWHERE, &operand->date);
    }
    return operand->is_date;
}

/* TRUE and FALSE meet cells that say so. */
static bool take_number(const struct ent_cql2_value *value, bool truth, struct operand *operand)
{
    if (operand->is_number || operand->folded || !operand->is_text)
        return operand->is_number;
    if (truth) {
        bool yes = ent_text_distance(operand->text, ENT_TEXT("true"), 0) == 0;
        operand->number = yes;
        return yes || ent_text_distance(operand->text, ENT_TEXT("false"), 0) == 0;
    }
    if (value->kind != ENT_CQL2_TEXT)
        return ent_number_read(operand->text, &operand->number);
    operand->number = value->number;
    return value->is_number;
}

static enum ent_truth by_number(enum ent_cql2_compare compare, double a, double b)
{
    return by_order(compare, (a > b) - (a < b));
}

/* May the value be a date for some row? */
static bool may_be_date(const struct ent_cql2_value *value)
{
    return value->dated || (value->kind == ENT_CQL2_PROPERTY && !value->folded);
}

static bool may_be_number(const struct ent_cql2_value *value)
{
    return value->is_number || (value->kind == ENT_CQL2_PROPERTY && !value->folded);
}

/* As dates if both are dates, else as numbers if both are numbers, else by their characters. */
static enum ent_truth compare_values(const struct asking *asking, enum ent_cql2_compare compare,
                                     uint32_t left, uint32_t right)
{
    const struct ent_cql2_value *a_value = value_at(asking, left),
                                *b_value = value_at(asking, right);
    struct operand a = operand_of(asking, left), b = operand_of(asking, right);
    if (is_null(&a) || is_null(&b))
        return ENT_UNKNOWN;
    bool truth = a_value->kind == ENT_CQL2_TRUTH || b_value->kind == ENT_CQL2_TRUTH;
    if (a.is_number || b.is_number)
        return take_number(a_value, truth, &a) && take_number(b_value, truth, &b)
                   ? by_number(compare, a.number, b.number)
                   : ENT_UNKNOWN;
    bool must = a.is_date || b.is_date;
    if (may_be_date(a_value) && may_be_date(b_value) && take_date(a_value, &a) &&
        take_date(b_value, &b))
        return b_value->kind == ENT_CQL2_PROPERTY ? by_days(compare, a.date, b.date)
                                                  : by_date(compare, a.date, b.date);
    if (must)
        return ENT_UNKNOWN;
    if (may_be_number(a_value) && may_be_number(b_value) && take_number(a_value, false, &a) &&
        take_number(b_value, false, &b))
        return by_number(compare, a.number, b.number);
    if (compare == ENT_EQUAL || compare == ENT_UNLIKE)
        return truth_of(ent_text_equal(a.text, b.text) == (compare == ENT_EQUAL));
    return by_order(compare, ent_text_compare(a.text, b.text));
}

static enum ent_truth answer_in(const struct asking *asking, const struct ent_cql2_test *test)
{
    enum ent_truth answer = ENT_FALSE;
    uint32_t item = value_at(asking, test->right)->first;
    for (; item != ENT_NONE && answer != ENT_TRUE; item = value_at(asking, item)->next) {
        enum ent_truth same = compare_values(asking, ENT_EQUAL, test->left, item);
        answer = same > answer ? same : answer;
    }
    return answer;
}

static enum ent_truth answer_between(const struct asking *asking, const struct ent_cql2_test *test)
{
    struct operand operands[3];
    uint32_t values[] = {test->left, test->right, value_at(asking, test->right)->next};
    for (size_t i = 0; i < 3; i++) {
        operands[i] = operand_of(asking, values[i]);
        operands[i].is_number = take_number(value_at(asking, values[i]), false, &operands[i]);
    }
    enum ent_truth from = ENT_UNKNOWN, to = ENT_UNKNOWN;
    if (operands[0].is_number && operands[1].is_number)
        from = by_number(ENT_AT_LEAST, operands[0].number, operands[1].number);
    if (operands[0].is_number && operands[2].is_number)
        to = by_number(ENT_AT_MOST, operands[0].number, operands[2].number);
    return from < to ? from : to;
}

/* ---- patterns ---- */

/* Goes back only to the last %, so that the time is at most the product of both lengths. */
static bool matches(struct ent_text text, const uint32_t *pattern, size_t length)
{
    size_t at = 0, part = 0, again_part = SIZE_MAX, again_at = 0;
    while (at < text.length) {
        size_t next = at;
        if (part < length && pattern[part] == ENT_PATTERN_ANY) {
            again_part = ++part;
            again_at = at;
            continue;
        }
        uint32_t code = ent_text_code(text, &next);
        if (part < length && (pattern[part] == ENT_PATTERN_ONE || pattern[part] == code)) {
            part++;
            at = next;
            continue;
        }
        if (again_part == SIZE_MAX)
            return false;
        part = again_part;
        ent_text_code(text, &again_at);
        at = again_at;
    }
    while (part < length && pattern[part] == ENT_PATTERN_ANY)
        part++;
    return part == length;
}

static struct ent_text text_of_number(struct ent_arena *arena, double number)
{
    return ent_text_number(arena, (int64_t)number);
}

static enum ent_truth answer_like(const struct asking *asking, const struct ent_cql2_test *test)
{
    struct operand left = operand_of(asking, test->left);
    if (is_null(&left) || left.is_date)
        return ENT_UNKNOWN;
    if (left.is_number) /* the count of a degree */
        left.text = text_of_number(asking->condition->arena, left.number);
    return truth_of(matches(left.text, test->pattern, test->pattern_length));
}

/* ---- time ---- */

static bool bound_of(const struct asking *asking, const struct ent_cql2_value *value,
                     struct ent_text text, bool start, ent_day *earliest, ent_day *latest)
{
    struct ent_date date = value->date;
    ent_day open = start ? ENT_DAY_FIRST : ENT_DAY_LAST;
    bool fixed = value->kind != ENT_CQL2_PROPERTY;
    (void)asking;
    *earliest = ENT_DAY_FIRST;
    *latest = ENT_DAY_LAST;
    if (fixed ? value->open : ent_text_is(text, "..")) {
        *earliest = *latest = open;
        return true;
    }
    if (!fixed && text.length == 0)
        return true;
    if (!fixed && !ent_date_read(NULL, text, ENT_NOWHERE, &date))
        return false;
    *earliest = fixed && !start ? date.latest : date.earliest;
    *latest = fixed && start ? date.earliest : date.latest;
    return true;
}

/* A cell that holds an interval by itself, "1982/..", is cut where its slash is. */
static bool cut_interval(struct ent_text *start, struct ent_text *end)
{
    const char *slash = start->length > 0 ? memchr(start->bytes, '/', start->length) : NULL;
    if (!slash)
        return false;
    size_t cut = (size_t)(slash - start->bytes);
    *end = ent_text_slice(*start, cut + 1, SIZE_MAX);
    *start = ent_text_slice(*start, 0, cut);
    return true;
}

/* model.md §3.2: nothing ends before it starts. */
static bool tighten(struct ent_stretch *stretch)
{
    if (stretch->start_earliest > stretch->end_latest)
        return false;
    if (stretch->start_latest > stretch->end_latest)
        stretch->start_latest = stretch->end_latest;
    if (stretch->end_earliest < stretch->start_earliest)
        stretch->end_earliest = stretch->start_earliest;
    return true;
}

static bool stretch_of_bounds(const struct asking *asking, uint32_t first, uint32_t last,
                              struct ent_stretch *stretch)
{
    const struct ent_cql2_value *from = value_at(asking, first), *to = value_at(asking, last);
    bool from_row = from->kind == ENT_CQL2_PROPERTY, to_row = to->kind == ENT_CQL2_PROPERTY;
    struct ent_text start = from_row ? property_text(asking, from) : from->text;
    struct ent_text end = to_row ? property_text(asking, to) : to->text;
    if (from_row && to_row && end.length == 0)
        cut_interval(&start, &end);
    return bound_of(asking, from, start, true, &stretch->start_earliest, &stretch->start_latest) &&
           bound_of(asking, to, end, false, &stretch->end_earliest, &stretch->end_latest) &&
           tighten(stretch);
}

/* A date of a row is some day of those that it may be; a written one is all its days. */
static bool stretch_of(const struct asking *asking, uint32_t number, struct ent_stretch *stretch)
{
    const struct ent_cql2_value *value = value_at(asking, number);
    if (value->kind == ENT_CQL2_INTERVAL)
        return stretch_of_bounds(asking, value->first, value_at(asking, value->first)->next,
                                 stretch);
    struct ent_date date = value->date;
    if (value->kind != ENT_CQL2_PROPERTY) {
        *stretch = (struct ent_stretch){date.earliest, date.earliest, date.latest, date.latest};
        return true;
    }
    struct ent_text text = property_text(asking, value), end = {0};
    if (text.length == 0)
        return false;
    bool whole = cut_interval(&text, &end);
    if (!whole)
        end = text;
    return bound_of(asking, value, text, true, &stretch->start_earliest, &stretch->start_latest) &&
           bound_of(asking, value, end, false, &stretch->end_earliest, &stretch->end_latest) &&
           (!whole || tighten(stretch));
}

static enum ent_truth answer_temporal(const struct asking *asking, const struct ent_cql2_test *test)
{
    struct ent_stretch a, b;
    if (!stretch_of(asking, test->left, &a) || !stretch_of(asking, test->right, &b))
        return ENT_UNKNOWN;
    return ent_temporal_answer(test->relation, &a, &b);
}

/* ---- sets ---- */

/* The items of an array, or of a cell with semicolons between them, one after the other. */
struct items {
    uint32_t value;
    struct ent_text rest;
};

static struct items items_of(const struct asking *asking, uint32_t number)
{
    const struct ent_cql2_value *value = value_at(asking, number);
    if (value->kind == ENT_CQL2_PROPERTY)
        return (struct items){ENT_NONE, property_text(asking, value)};
    return (struct items){value->first, {0}};
}

static bool next_item(const struct asking *asking, struct items *items, struct operand *item)
{
    *item = (struct operand){.is_text = true};
    if (items->value == ENT_NONE)
        return ent_text_next(&items->rest, ';', &item->text);
    *item = operand_of(asking, items->value);
    items->value = value_at(asking, items->value)->next;
    return true;
}

static bool same_item(const struct operand *a, const struct operand *b)
{
    if (is_null(a) || is_null(b))
        return false;
    if (a->is_text && b->is_text)
        return ent_text_equal(a->text, b->text);
    if (a->is_date && b->is_date)
        return a->date.earliest == b->date.earliest && a->date.latest == b->date.latest;
    const struct operand *text = a->is_text ? a : b, *other = a->is_text ? b : a;
    double number;
    struct ent_date date;
    if (other->is_date)
        return text->is_text && ent_date_read(NULL, text->text, ENT_NOWHERE, &date) &&
               date.earliest == other->date.earliest && date.latest == other->date.latest;
    if (a->is_number && b->is_number)
        return a->number == b->number;
    return text->is_text && ent_number_read(text->text, &number) && number == other->number;
}

static bool holds(const struct asking *asking, uint32_t set, const struct operand *sought)
{
    struct operand item;
    for (struct items items = items_of(asking, set); next_item(asking, &items, &item);)
        if (same_item(&item, sought))
            return true;
    return false;
}

/* Are all items of `part`, or any, in `whole`? */
static bool holds_items(const struct asking *asking, uint32_t whole, uint32_t part, bool all)
{
    struct operand item;
    for (struct items items = items_of(asking, part); next_item(asking, &items, &item);)
        if (holds(asking, whole, &item) != all)
            return !all;
    return all;
}

static bool is_unknown_set(const struct asking *asking, uint32_t number)
{
    const struct ent_cql2_value *value = value_at(asking, number);
    return value->kind == ENT_CQL2_PROPERTY && property_text(asking, value).length == 0;
}

static enum ent_truth answer_sets(const struct asking *asking, const struct ent_cql2_test *test)
{
    uint32_t a = test->left, b = test->right;
    if (is_unknown_set(asking, a) || is_unknown_set(asking, b))
        return ENT_UNKNOWN;
    switch ((enum ent_cql2_sets)test->relation) {
    case ENT_SETS_CONTAINS:
        return truth_of(holds_items(asking, a, b, true));
    case ENT_SETS_CONTAINED:
        return truth_of(holds_items(asking, b, a, true));
    case ENT_SETS_EQUAL:
        return truth_of(holds_items(asking, a, b, true) && holds_items(asking, b, a, true));
    case ENT_SETS_OVERLAP:
        return truth_of(holds_items(asking, a, b, false));
    }
    return ENT_UNKNOWN;
}

/* ---- the whole ---- */

static enum ent_truth answer_test(const struct asking *asking, const struct ent_cql2_test *test)
{
    struct operand left;
    switch (test->form) {
    case ENT_CQL2_IS_TRUE:
        left = operand_of(asking, test->left);
        return truth_of(left.number != 0);
    case ENT_CQL2_COMPARE:
        return compare_values(asking, test->compare, test->left, test->right);
    case ENT_CQL2_LIKE:
        return answer_like(asking, test);
    case ENT_CQL2_IN:
        return answer_in(asking, test);
    case ENT_CQL2_BETWEEN:
        return answer_between(asking, test);
    case ENT_CQL2_IS_NULL:
        left = operand_of(asking, test->left);
        return truth_of(is_null(&left));
    case ENT_CQL2_TEMPORAL:
        return answer_temporal(asking, test);
    case ENT_CQL2_SETS:
        return answer_sets(asking, test);
    }
    return ENT_UNKNOWN;
}

static enum ent_truth lesser(enum ent_truth a, enum ent_truth b)
{
    return a < b ? a : b;
}

enum ent_truth ent_condition_answer(const struct ent_condition *condition, size_t row,
                                    uint32_t thing)
{
    const struct ent_cql2 *expression = condition->expression;
    struct asking asking = {condition, row, thing};
    enum ent_truth stack[ENT_CQL2_STACK], *top = stack; /* the uppermost answer is top[-1] */
    for (size_t at = 0; at < expression->step_count; at++) {
        struct ent_cql2_step step = expression->steps[at];
        const struct ent_cql2_test *test = &expression->tests[step.number];
        switch (step.kind) {
        case ENT_STEP_TEST:
            *top = answer_test(&asking, test);
            if (test->negated)
                *top = opposite(*top);
            top++;
            break;
        case ENT_STEP_NOT:
            top[-1] = opposite(top[-1]);
            break;
        case ENT_STEP_AND:
            top--;
            top[-1] = lesser(top[-1], top[0]);
            break;
        case ENT_STEP_OR:
            top--;
            top[-1] = lesser(top[-1], top[0]) == top[-1] ? top[0] : top[-1];
            break;
        case ENT_STEP_IF_FALSE:
        case ENT_STEP_IF_TRUE:
            if (top[-1] == (step.kind == ENT_STEP_IF_TRUE ? ENT_TRUE : ENT_FALSE))
                at = step.number - 1;
            break;
        }
    }
    return stack[0];
}

/* ---- what cannot have been meant ---- */

/* Do all cells that are filled in read as numbers? Neither true nor false where none is. */
static enum ent_truth is_number_column(const struct ent_condition *condition,
                                       const struct ent_cql2_value *property)
{
    double number;
    enum ent_truth found = ENT_UNKNOWN;
    for (size_t row = 0; row < condition->table->row_count && found != ENT_FALSE; row++) {
        struct asking asking = {condition, row, ENT_NONE};
        struct ent_text cell = property_text(&asking, property);
        if (cell.length > 0)
            found = truth_of(ent_number_read(cell, &number));
    }
    return found;
}

static bool is_misfit(const struct ent_condition *condition, const struct ent_cql2_test *test)
{
    const struct ent_cql2_value *values = condition->expression->values;
    if (test->form != ENT_CQL2_COMPARE || values[test->left].kind != ENT_CQL2_PROPERTY)
        return false;
    const struct ent_cql2_value *left = &values[test->left], *right = &values[test->right];
    uint32_t column = condition->columns[left->place];
    if (left->folded || column == ENT_NONE || column == ENT_ASKED)
        return false;
    if (right->kind == ENT_CQL2_NUMBER)
        return is_number_column(condition, left) == ENT_FALSE;
    return right->kind == ENT_CQL2_TEXT && !right->is_number && !right->dated &&
           is_number_column(condition, left) == ENT_TRUE;
}

void ent_condition_warn(struct ent_run *run, const struct ent_condition *condition,
                        struct ent_text name)
{
    const struct ent_cql2 *expression = condition->expression;
    for (size_t i = 0; i < expression->test_count; i++) {
        const struct ent_cql2_test *test = &expression->tests[i];
        if (!is_misfit(condition, test))
            continue;
        struct ent_text written =
            ent_text_slice(expression->text, test->offset, test->end - test->offset);
        bool number = expression->values[test->right].kind == ENT_CQL2_NUMBER;
        ent_report(run, ENT_W508, ent_cql2_place_at(expression, test->offset),
                   number ? ENT_TEXT("text and dates stand in single quotes") : ENT_NO_HINT, name,
                   written);
    }
}
