#include "read/cql2.h"

#include "read/cql2_words.h"
#include "read/temporal.h"

#include <math.h>

/* What is needed while an expression is read. `word` is the one that is looked at. */
struct reading {
    struct ent_run *run;
    struct ent_cql2 *expression;
    struct ent_word word, before;
    size_t depth;
    bool failed;
};

static const char *const compares[] = {"=", "<>", "<", ">", "<=", ">="};
static const char *const sets[] = {"A_CONTAINS", "A_CONTAINEDBY", "A_EQUALS", "A_OVERLAPS"};
static const char *const joints[] = {"AND", "OR",   "NOT",  "LIKE",  "IN",
                                     "IS",  "NULL", "TRUE", "FALSE", "BETWEEN"};
static const char *const literals[] = {"DATE", "TIMESTAMP", "INTERVAL", "CASEI"};
static const char *const shapes[] = {
    "POINT",           "LINESTRING",         "POLYGON", "MULTIPOINT", "MULTIPOLYGON",
    "MULTILINESTRING", "GEOMETRYCOLLECTION", "BBOX",    "ENVELOPE"};

/* What a function is asked with: t a text, n a number; behind the bar they may be left out. */
static const struct {
    const char *name, *arguments, *form;
    bool answers_truth;
} functions[] = {
    {"ISA", "t", "isa('type')", true},
    {"DEGREE", "|t", "degree() or degree('relation')", false},
    {"NEAR", "t|n", "near('id') or near('id', 2)", true},
};

static const char dates_hint[] =
    "dates are '2025', '2025-10', '2025-10-29', '2025-10-29T12:00:00Z', '..' in an INTERVAL";

/* ---- numbers ---- */

/* Powers of ten up to 22 are exact. */
static double scaled(double mantissa, long power)
{
    return power < 0 ? mantissa / pow(10, (double)-power) : mantissa * pow(10, (double)power);
}

bool ent_number_read(struct ent_text text, double *number)
{
    struct ent_word word = ent_word_read(text, 0);
    if (word.kind != ENT_WORD_NUMBER || word.text.length != text.length)
        return false;
    double mantissa = 0;
    long power = 0, exponent = 0;
    bool behind_point = false;
    size_t at = text.bytes[0] == '+' || text.bytes[0] == '-';
    for (; at < text.length && (text.bytes[at] | 0x20) != 'e'; at++) {
        if (text.bytes[at] != '.')
            mantissa = mantissa * 10 + (text.bytes[at] - '0');
        power -= behind_point && text.bytes[at] != '.';
        behind_point |= text.bytes[at] == '.';
    }
    bool small = at + 1 < text.length && text.bytes[at + 1] == '-';
    for (at += 1 + (at + 1 < text.length && (small || text.bytes[at + 1] == '+')); at < text.length;
         at++)
        exponent = exponent < 100000 ? exponent * 10 + (text.bytes[at] - '0') : exponent;
    *number = mantissa == 0 ? 0 : scaled(mantissa, power + (small ? -exponent : exponent));
    *number = text.bytes[0] == '-' ? -*number : *number;
    return !isnan(*number);
}

/* ---- faults ---- */

/* A quote in a DOT string has a backslash before it, and a line may go on behind one. */
static size_t past_escapes(struct ent_text bytes, size_t at, size_t length)
{
    for (; at + 1 < bytes.length; at++, length--) {
        while (bytes.bytes[at] == '\\' && at + 2 < bytes.length && bytes.bytes[at + 1] == '\n')
            at += 2;
        if (length == 0)
            break;
        at += bytes.bytes[at] == '\\' && bytes.bytes[at + 1] == '"';
    }
    return at;
}

struct ent_place ent_cql2_place_at(const struct ent_cql2 *expression, size_t offset)
{
    const struct ent_cql2_place *place = &expression->place;
    if (!place->source)
        return ENT_NOWHERE;
    if (!place->escaped)
        return ent_place_at(place->source, place->offset + offset);
    return ent_place_at(place->source, past_escapes(place->source->bytes, place->offset, offset));
}

void ent_cql2_report(struct ent_run *run, const struct ent_cql2 *expression, size_t offset,
                     struct ent_text hint, struct ent_text message)
{
    struct ent_text before = ent_text_slice(expression->text, 0, offset);
    size_t column = ent_text_characters(before) + 1;
    ent_report(run, expression->place.rule, ent_cql2_place_at(expression, offset), hint,
               ent_text_number(&run->arena, (int64_t)column), message);
}

/* Only the first fault is told: what follows one makes no sense. */
static bool fail(struct reading *reading, size_t offset, struct ent_text message,
                 struct ent_text hint)
{
    if (!reading->failed)
        ent_cql2_report(reading->run, reading->expression, offset, hint, message);
    reading->failed = true;
    return false;
}

static bool is_among(const struct ent_word *word, const char *const *words, size_t count)
{
    for (size_t i = 0; word->kind == ENT_WORD_NAME && i < count; i++)
        if (ent_word_is(word, words[i]))
            return true;
    return false;
}

static bool is_spatial(const struct ent_word *word)
{
    return word->kind == ENT_WORD_NAME &&
           (is_among(word, shapes, ENT_COUNT(shapes)) ||
            (word->text.length > 2 && (word->text.bytes[0] | 0x20) == 's' &&
             word->text.bytes[1] == '_'));
}

/* What people write who know another language. */
static struct ent_text hint_for(const struct reading *reading)
{
    const struct ent_word *word = &reading->word;
    char byte = word->text.length > 0 ? word->text.bytes[0] : ' ';
    if (byte == '=' && ent_text_is(reading->before.text, "="))
        return ENT_TEXT("CQL2 writes = once");
    if (byte == '!')
        return ENT_TEXT("'not equal' is <>");
    if (byte == '&' || byte == '|')
        return byte == '&' ? ENT_TEXT("write AND") : ENT_TEXT("write OR");
    if (byte == '[')
        return ENT_TEXT("lists stand in parentheses: ('a', 'b')");
    if ((unsigned char)byte == 0xE2)
        return ENT_TEXT("text stands in straight single quotes: 'text'");
    if (ent_word_is(word, "NULL"))
        return ENT_TEXT("write IS NULL");
    if (is_among(word, joints, ENT_COUNT(joints)) || is_among(word, literals, ENT_COUNT(literals)))
        return ENT_FORM(&reading->run->arena,
                        "a property called like a word of CQL2 stands in double quotes: \"{}\"",
                        word->text);
    return ENT_NO_HINT;
}

/* "expected a value, found '='", or what is known to be wrong with the word. */
static bool fail_here(struct reading *reading, struct ent_text expected)
{
    struct ent_arena *arena = &reading->run->arena;
    const struct ent_word *word = &reading->word;
    if (word->kind == ENT_WORD_OPEN)
        return fail(reading, word->offset, ENT_TEXT("quote opened here is never closed"),
                    ENT_TEXT("a quote inside the text is doubled: 'Vietnam''s'"));
    if (word->kind == ENT_WORD_ARITHMETIC || ent_word_is(word, "DIV") ||
        (word->kind == ENT_WORD_NUMBER &&
         (word->text.bytes[0] == '-' || word->text.bytes[0] == '+')))
        return fail(
            reading, word->offset,
            ENT_FORM(arena, "arithmetic is not supported: '{}'",
                     word->kind == ENT_WORD_NUMBER ? ent_text_slice(word->text, 0, 1) : word->text),
            ENT_TEXT("a name with other characters stands in double quotes: \"a-b\""));
    struct ent_text found = word->kind == ENT_WORD_END    ? ENT_TEXT("the end")
                            : word->text.bytes[0] == '\'' ? word->text
                                                          : ENT_FORM(arena, "'{}'", word->text);
    return fail(reading, word->offset, ENT_FORM(arena, "expected {}, found {}", expected, found),
                hint_for(reading));
}

/* ---- words ---- */

static void advance(struct reading *reading)
{
    reading->before = reading->word;
    reading->word = ent_word_read(reading->expression->text, reading->word.end);
}

static bool is_mark(const struct reading *reading, char mark)
{
    return reading->word.kind == ENT_WORD_MARK && reading->word.text.bytes[0] == mark;
}

static bool is_keyword(const struct reading *reading, const char *keyword)
{
    return reading->word.kind == ENT_WORD_NAME && ent_word_is(&reading->word, keyword);
}

static bool take_keyword(struct reading *reading, const char *keyword)
{
    bool found = is_keyword(reading, keyword);
    if (found)
        advance(reading);
    return found;
}

static bool take_mark(struct reading *reading, char mark)
{
    bool found = is_mark(reading, mark);
    if (found)
        advance(reading);
    return found;
}

static bool need_mark(struct reading *reading, char mark)
{
    struct ent_text text = {&mark, 1};
    return take_mark(reading, mark) ||
           fail_here(reading, ENT_FORM(&reading->run->arena, "'{}'", text));
}

/* ---- values ---- */

static uint32_t new_value(struct reading *reading, enum ent_cql2_kind kind)
{
    struct ent_cql2 *expression = reading->expression;
    struct ent_cql2_value *value = &expression->values[expression->value_count];
    *value = (struct ent_cql2_value){
        .kind = kind,
        .offset = reading->word.offset,
        .end = reading->word.end,
        .first = ENT_NONE,
        .next = ENT_NONE,
    };
    return (uint32_t)expression->value_count++;
}

static struct ent_cql2_value *value_at(const struct reading *reading, uint32_t value)
{
    return &reading->expression->values[value];
}

/* Years and sets begin so; other texts are not worth trying. */
static bool looks_dated(struct ent_text text)
{
    return text.length >= 4 &&
           (text.bytes[0] == '[' || (text.bytes[0] >= '0' && text.bytes[0] <= '9'));
}

/* A time of day is cast to its day, which is as near as the tables come. */
static struct ent_text without_time(struct ent_text text)
{
    return text.length >= 19 && text.bytes[10] == 'T' && text.bytes[text.length - 1] == 'Z'
               ? ent_text_slice(text, 0, 10)
               : text;
}

static bool read_date(struct reading *reading, struct ent_cql2_value *value, bool timed)
{
    struct ent_text text = timed ? without_time(value->text) : value->text;
    value->dated = ent_date_read(NULL, text, ENT_NOWHERE, &value->date);
    return value->dated || fail(reading, value->offset,
                                ENT_FORM(&reading->run->arena, "not a date: '{}'", value->text),
                                ent_text_of(dates_hint));
}

static uint32_t read_string(struct reading *reading)
{
    uint32_t number = new_value(reading, ENT_CQL2_TEXT);
    struct ent_cql2_value *value = value_at(reading, number);
    value->text = ent_word_content(&reading->run->arena, &reading->word);
    value->is_number = ent_number_read(value->text, &value->number);
    value->dated =
        looks_dated(value->text) && ent_date_read(NULL, value->text, ENT_NOWHERE, &value->date);
    advance(reading);
    return number;
}

static uint32_t read_property(struct reading *reading)
{
    struct ent_cql2 *expression = reading->expression;
    uint32_t number = new_value(reading, ENT_CQL2_PROPERTY);
    struct ent_cql2_value *value = value_at(reading, number);
    value->quoted = reading->word.kind == ENT_WORD_QUOTED;
    value->text =
        value->quoted ? ent_word_content(&reading->run->arena, &reading->word) : reading->word.text;
    uint32_t same = 0;
    while (same < expression->property_count &&
           !ent_text_equal(value_at(reading, expression->properties[same])->text, value->text))
        same++;
    value->place = same;
    if (same == expression->property_count)
        expression->properties[expression->property_count++] = number;
    advance(reading);
    return number;
}

/* DATE('2025-10-29'): the word looked at is DATE or TIMESTAMP. */
static uint32_t read_instant(struct reading *reading)
{
    uint32_t number = new_value(reading, ENT_CQL2_DATE);
    bool timed = is_keyword(reading, "TIMESTAMP");
    advance(reading);
    if (!need_mark(reading, '('))
        return ENT_NONE;
    struct ent_cql2_value *value = value_at(reading, number);
    if (reading->word.kind != ENT_WORD_STRING) {
        fail_here(reading, ENT_TEXT("a date in single quotes"));
        return ENT_NONE;
    }
    value->offset = reading->word.offset;
    value->text = ent_word_content(&reading->run->arena, &reading->word);
    if (!read_date(reading, value, timed))
        return ENT_NONE;
    advance(reading);
    value->end = reading->word.end;
    return need_mark(reading, ')') ? number : ENT_NONE;
}

/* CASEI(...), also around itself. */
static uint32_t read_value(struct reading *reading);

static void fold(struct reading *reading, struct ent_cql2_value *value)
{
    value->folded = true;
    value->is_number = value->dated = false;
    if (value->kind != ENT_CQL2_TEXT)
        return;
    size_t length = ent_text_fold(value->text, NULL, 0);
    char *bytes = ent_arena_take(&reading->run->arena, length + 1, 1);
    ent_text_fold(value->text, bytes, length);
    value->text = (struct ent_text){bytes, length};
}

static uint32_t read_folded(struct reading *reading)
{
    size_t offset = reading->word.offset, depth = 0;
    while (take_keyword(reading, "CASEI")) {
        if (!need_mark(reading, '('))
            return ENT_NONE;
        depth++;
    }
    size_t inner = reading->word.offset;
    uint32_t number = read_value(reading);
    if (number == ENT_NONE)
        return ENT_NONE;
    struct ent_cql2_value *value = value_at(reading, number);
    if (value->kind != ENT_CQL2_TEXT && value->kind != ENT_CQL2_PROPERTY) {
        fail(reading, inner, ENT_TEXT("CASEI takes a text or a property"), ENT_NO_HINT);
        return ENT_NONE;
    }
    fold(reading, value);
    value->offset = offset;
    for (; depth > 0; depth--) {
        value->end = reading->word.end;
        if (!need_mark(reading, ')'))
            return ENT_NONE;
    }
    return number;
}

/* ---- calls ---- */

static uint32_t fail_call(struct reading *reading, size_t function, size_t offset)
{
    fail(reading, offset,
         ENT_FORM(&reading->run->arena, "'{}' is not asked so",
                  ent_text_of(functions[function].name)),
         ENT_FORM(&reading->run->arena, "write {}", ent_text_of(functions[function].form)));
    return ENT_NONE;
}

static uint32_t read_argument(struct reading *reading, char wanted)
{
    uint32_t number = ENT_NONE;
    if (wanted == 't' && reading->word.kind == ENT_WORD_STRING)
        return read_string(reading);
    if (wanted != 'n' || reading->word.kind != ENT_WORD_NUMBER)
        return ENT_NONE;
    number = new_value(reading, ENT_CQL2_NUMBER);
    ent_number_read(reading->word.text, &value_at(reading, number)->number);
    advance(reading);
    return number;
}

static uint32_t read_arguments(struct reading *reading, uint32_t call, size_t function)
{
    const char *wanted = functions[function].arguments;
    uint32_t last = ENT_NONE;
    bool optional = false;
    for (; *wanted; wanted++) {
        optional |= *wanted == '|';
        if (*wanted == '|')
            continue;
        if (optional && is_mark(reading, ')'))
            break;
        if (last != ENT_NONE && !take_mark(reading, ','))
            return fail_call(reading, function, reading->word.offset);
        uint32_t argument = read_argument(reading, *wanted);
        if (argument == ENT_NONE)
            return fail_call(reading, function, reading->word.offset);
        if (last == ENT_NONE)
            value_at(reading, call)->first = argument;
        else
            value_at(reading, last)->next = argument;
        last = argument;
    }
    value_at(reading, call)->end = reading->word.end;
    return take_mark(reading, ')') ? call : fail_call(reading, function, reading->word.offset);
}

static struct ent_text hint_for_function(struct reading *reading, struct ent_text name)
{
    struct ent_text names[ENT_COUNT(functions) + ENT_COUNT(sets) + 16];
    size_t count = 0;
    for (; count < ENT_COUNT(functions); count++)
        names[count] = ent_text_of(functions[count].name);
    for (size_t i = 0; i < ENT_COUNT(sets); i++)
        names[count++] = ent_text_of(sets[i]);
    count += ent_temporal_names(names + count, ENT_COUNT(names) - count);
    return ent_hint_meant(&reading->run->arena, name, names, count);
}

static bool refuse_function(struct reading *reading, const struct ent_word *name)
{
    struct ent_arena *arena = &reading->run->arena;
    if (is_spatial(name))
        return fail(reading, name->offset,
                    ENT_FORM(arena, "{} is not supported: the tables hold no shapes", name->text),
                    ENT_NO_HINT);
    if (ent_word_is(name, "ACCENTI"))
        return fail(reading, name->offset,
                    ENT_TEXT("ACCENTI is not supported: accents always count"), ENT_NO_HINT);
    return fail(reading, name->offset, ENT_FORM(arena, "there is no function '{}'", name->text),
                hint_for_function(reading, name->text));
}

/* The word looked at is the name of a function, with a parenthesis behind it. */
static uint32_t read_call(struct reading *reading)
{
    struct ent_cql2 *expression = reading->expression;
    struct ent_word name = reading->word;
    size_t function = 0;
    while (function < ENT_COUNT(functions) && !ent_word_is(&name, functions[function].name))
        function++;
    if (function == ENT_COUNT(functions)) {
        refuse_function(reading, &name);
        return ENT_NONE;
    }
    if (!expression->place.calls) {
        fail(reading, name.offset,
             ENT_FORM(&reading->run->arena,
                      "{}() asks about the network, which is built only after this", name.text),
             ENT_TEXT("ask it with --where"));
        return ENT_NONE;
    }
    uint32_t call = new_value(reading, ENT_CQL2_CALL);
    value_at(reading, call)->text = ent_text_of(functions[function].name);
    value_at(reading, call)->place = (uint32_t)expression->call_count;
    expression->calls[expression->call_count++] = call;
    advance(reading);
    advance(reading);
    return read_arguments(reading, call, function);
}

static bool is_called(const struct reading *reading)
{
    struct ent_word next = ent_word_read(reading->expression->text, reading->word.end);
    return reading->word.kind == ENT_WORD_NAME && next.kind == ENT_WORD_MARK &&
           next.text.bytes[0] == '(';
}

static uint32_t read_truth(struct reading *reading)
{
    uint32_t number = new_value(reading, ENT_CQL2_TRUTH);
    value_at(reading, number)->number = is_keyword(reading, "TRUE");
    advance(reading);
    return number;
}

static uint32_t read_named(struct reading *reading)
{
    bool called = is_called(reading);
    if (is_keyword(reading, "TRUE") || is_keyword(reading, "FALSE"))
        return read_truth(reading);
    if (called && is_keyword(reading, "CASEI"))
        return read_folded(reading);
    if (called && (is_keyword(reading, "DATE") || is_keyword(reading, "TIMESTAMP")))
        return read_instant(reading);
    if (called && is_keyword(reading, "INTERVAL")) {
        fail(reading, reading->word.offset, ENT_TEXT("an INTERVAL is only asked by T_ functions"),
             ENT_TEXT("write T_DURING(signed, INTERVAL('2010', '..'))"));
        return ENT_NONE;
    }
    if (is_among(&reading->word, joints, ENT_COUNT(joints)) ||
        is_among(&reading->word, literals, ENT_COUNT(literals))) {
        fail_here(reading, ENT_TEXT("a value"));
        return ENT_NONE;
    }
    if (called)
        return read_call(reading);
    if (is_among(&reading->word, shapes, ENT_COUNT(shapes))) {
        refuse_function(reading, &reading->word);
        return ENT_NONE;
    }
    return read_property(reading);
}

/* A text, a number, a truth, a date, a property, or what a function answers. */
static uint32_t read_value(struct reading *reading)
{
    uint32_t number;
    switch (reading->word.kind) {
    case ENT_WORD_STRING:
        return read_string(reading);
    case ENT_WORD_QUOTED:
        return read_property(reading);
    case ENT_WORD_NAME:
        return read_named(reading);
    case ENT_WORD_NUMBER:
        number = new_value(reading, ENT_CQL2_NUMBER);
        value_at(reading, number)->is_number =
            ent_number_read(reading->word.text, &value_at(reading, number)->number);
        advance(reading);
        return number;
    default:
        fail_here(reading, ENT_TEXT("a value"));
        return ENT_NONE;
    }
}

/* ---- arrays and intervals ---- */

/* Values with commas between them, up to the closing parenthesis. */
static uint32_t read_list(struct reading *reading, bool may_be_empty)
{
    uint32_t array = new_value(reading, ENT_CQL2_ARRAY), last = ENT_NONE;
    if (!need_mark(reading, '('))
        return ENT_NONE;
    if (may_be_empty && take_mark(reading, ')'))
        return array;
    do {
        uint32_t item = read_value(reading);
        if (item == ENT_NONE)
            return ENT_NONE;
        if (last == ENT_NONE)
            value_at(reading, array)->first = item;
        else
            value_at(reading, last)->next = item;
        last = item;
    } while (take_mark(reading, ','));
    value_at(reading, array)->end = reading->word.end;
    return need_mark(reading, ')') ? array : ENT_NONE;
}

static uint32_t read_bound(struct reading *reading)
{
    if (reading->word.kind == ENT_WORD_QUOTED ||
        (reading->word.kind == ENT_WORD_NAME && !is_called(reading) &&
         !is_among(&reading->word, joints, ENT_COUNT(joints))))
        return read_property(reading);
    if (reading->word.kind != ENT_WORD_STRING) {
        fail_here(reading, ENT_TEXT("a date in single quotes, '..' or a property"));
        return ENT_NONE;
    }
    uint32_t bound = read_string(reading);
    struct ent_cql2_value *value = value_at(reading, bound);
    value->open = ent_text_is(value->text, "..");
    return value->open || read_date(reading, value, true) ? bound : ENT_NONE;
}

static uint32_t read_interval(struct reading *reading)
{
    uint32_t interval = new_value(reading, ENT_CQL2_INTERVAL);
    advance(reading);
    if (!need_mark(reading, '('))
        return ENT_NONE;
    uint32_t first = read_bound(reading);
    if (first == ENT_NONE || !need_mark(reading, ','))
        return ENT_NONE;
    uint32_t last = read_bound(reading);
    if (last == ENT_NONE)
        return ENT_NONE;
    const struct ent_cql2_value *from = value_at(reading, first), *to = value_at(reading, last);
    if (from->kind == ENT_CQL2_TEXT && to->kind == ENT_CQL2_TEXT && !from->open && !to->open &&
        from->date.earliest > to->date.latest) {
        fail(reading, to->offset,
             ENT_FORM(&reading->run->arena, "'{}' is before '{}'", to->text, from->text),
             ENT_TEXT("swapped?"));
        return ENT_NONE;
    }
    value_at(reading, interval)->first = first;
    value_at(reading, first)->next = last;
    value_at(reading, interval)->end = reading->word.end;
    return need_mark(reading, ')') ? interval : ENT_NONE;
}

static uint32_t read_temporal(struct reading *reading)
{
    if (is_keyword(reading, "INTERVAL") && is_called(reading))
        return read_interval(reading);
    size_t offset = reading->word.offset;
    uint32_t number = read_value(reading);
    if (number == ENT_NONE)
        return ENT_NONE;
    struct ent_cql2_value *value = value_at(reading, number);
    if (value->kind == ENT_CQL2_PROPERTY || value->kind == ENT_CQL2_DATE)
        return number;
    if (value->kind == ENT_CQL2_TEXT && !value->folded)
        return read_date(reading, value, true) ? number : ENT_NONE;
    fail(reading, offset, ENT_TEXT("expected a date, a property or an INTERVAL"), ENT_NO_HINT);
    return ENT_NONE;
}

static uint32_t read_set(struct reading *reading)
{
    if (is_mark(reading, '('))
        return read_list(reading, true);
    if (reading->word.kind == ENT_WORD_QUOTED ||
        (reading->word.kind == ENT_WORD_NAME && !is_called(reading) &&
         !is_among(&reading->word, joints, ENT_COUNT(joints))))
        return read_property(reading);
    fail_here(reading, ENT_TEXT("a property or a list in parentheses"));
    return ENT_NONE;
}

/* ---- tests ---- */

static void add_step(struct reading *reading, enum ent_cql2_step_kind kind, uint32_t number)
{
    struct ent_cql2 *expression = reading->expression;
    expression->steps[expression->step_count++] = (struct ent_cql2_step){kind, number};
}

static bool add_test(struct reading *reading, struct ent_cql2_test test)
{
    struct ent_cql2 *expression = reading->expression;
    test.end = reading->before.end;
    expression->tests[expression->test_count] = test;
    add_step(reading, ENT_STEP_TEST, (uint32_t)expression->test_count++);
    return true;
}

/* The relation among those of a family of functions, or ENT_NONE. */
static uint32_t relation_of(const struct ent_word *word, bool temporal)
{
    if (temporal)
        return ent_temporal_relation(word->text);
    for (uint32_t i = 0; i < ENT_COUNT(sets); i++)
        if (ent_word_is(word, sets[i]))
            return i;
    return ENT_NONE;
}

static bool read_predicate(struct reading *reading, bool temporal, uint32_t relation)
{
    uint32_t (*read)(struct reading *) = temporal ? read_temporal : read_set;
    struct ent_cql2_test test = {.form = temporal ? ENT_CQL2_TEMPORAL : ENT_CQL2_SETS,
                                 .relation = relation,
                                 .offset = reading->word.offset};
    advance(reading);
    advance(reading);
    test.left = read(reading);
    if (test.left == ENT_NONE || !need_mark(reading, ','))
        return false;
    test.right = read(reading);
    return test.right != ENT_NONE && need_mark(reading, ')') && add_test(reading, test);
}

static bool read_pattern(struct reading *reading, struct ent_cql2_test *test)
{
    size_t offset = reading->word.offset;
    bool good = reading->word.kind == ENT_WORD_STRING ||
                (is_keyword(reading, "CASEI") && is_called(reading));
    if (!good && is_keyword(reading, "ACCENTI"))
        return refuse_function(reading, &reading->word);
    uint32_t number = good ? read_value(reading) : ENT_NONE;
    if (!good || (number != ENT_NONE && value_at(reading, number)->kind != ENT_CQL2_TEXT))
        return good ? fail(reading, offset, ENT_TEXT("expected a pattern in single quotes"),
                           ENT_NO_HINT)
                    : fail_here(reading, ENT_TEXT("a pattern in single quotes"));
    if (number == ENT_NONE)
        return false;
    struct ent_text text = value_at(reading, number)->text;
    test->pattern = ENT_NEW(&reading->run->arena, uint32_t, text.length + 1);
    for (size_t at = 0; at < text.length;) {
        uint32_t code = ent_text_code(text, &at);
        bool escaped = code == '\\' && at < text.length;
        if (escaped)
            code = ent_text_code(text, &at);
        if (!escaped && code == '%')
            code = ENT_PATTERN_ANY;
        if (!escaped && code == '_')
            code = ENT_PATTERN_ONE;
        test->pattern[test->pattern_length++] = code;
    }
    return add_test(reading, *test);
}

static bool refuse_dates_between(struct reading *reading, const struct ent_cql2_test *test)
{
    struct ent_cql2 *expression = reading->expression;
    struct ent_arena *arena = &reading->run->arena;
    const struct ent_cql2_value *parts[] = {
        value_at(reading, test->left), value_at(reading, test->right),
        value_at(reading, value_at(reading, test->right)->next)};
    struct ent_text texts[3];
    for (size_t i = 0; i < 3; i++)
        texts[i] =
            ent_text_slice(expression->text, parts[i]->offset, parts[i]->end - parts[i]->offset);
    reading->failed = true;
    struct ent_text hint =
        ENT_FORM(arena, "write {} >= {} AND {} <= {}", texts[0], texts[1], texts[0], texts[2]);
    if (expression->place.rule == ENT_E501)
        ent_report(reading->run, ENT_E503, ent_cql2_place_at(expression, test->offset), hint,
                   ENT_TEXT("BETWEEN takes numbers"));
    else
        ent_cql2_report(reading->run, expression, test->offset, hint,
                        ENT_TEXT("BETWEEN takes numbers"));
    return false;
}

static bool is_numeric(const struct ent_cql2_value *value)
{
    return value->kind == ENT_CQL2_NUMBER ||
           (!value->folded && (value->kind == ENT_CQL2_PROPERTY || value->kind == ENT_CQL2_CALL));
}

static bool read_between(struct reading *reading, struct ent_cql2_test *test)
{
    test->right = read_value(reading);
    if (test->right == ENT_NONE)
        return false;
    if (!take_keyword(reading, "AND"))
        return fail_here(reading, ENT_TEXT("AND"));
    uint32_t most = read_value(reading);
    if (most == ENT_NONE)
        return false;
    value_at(reading, test->right)->next = most;
    if (!is_numeric(value_at(reading, test->left)) || !is_numeric(value_at(reading, test->right)) ||
        !is_numeric(value_at(reading, most)))
        return refuse_dates_between(reading, test);
    return add_test(reading, *test);
}

static bool read_compared(struct reading *reading, struct ent_cql2_test *test)
{
    static const enum ent_cql2_compare mirrored[] = {ENT_EQUAL, ENT_UNLIKE,   ENT_MORE,
                                                     ENT_LESS,  ENT_AT_LEAST, ENT_AT_MOST};
    size_t compare = 0;
    while (!ent_word_is(&reading->word, compares[compare]))
        compare++;
    advance(reading);
    test->form = ENT_CQL2_COMPARE;
    test->compare = (enum ent_cql2_compare)compare;
    test->right = read_value(reading);
    if (test->right == ENT_NONE)
        return false;
    /* '2025' <= signed says the same as signed >= '2025': what is imprecise stands on the left. */
    if (value_at(reading, test->left)->kind != ENT_CQL2_PROPERTY &&
        value_at(reading, test->right)->kind == ENT_CQL2_PROPERTY) {
        uint32_t left = test->left;
        test->left = test->right;
        test->right = left;
        test->compare = mirrored[compare];
    }
    return add_test(reading, *test);
}

static bool answers_truth(const struct ent_cql2_value *value)
{
    bool truth = value->kind == ENT_CQL2_TRUTH;
    for (size_t i = 0; value->kind == ENT_CQL2_CALL && i < ENT_COUNT(functions); i++)
        truth |= functions[i].answers_truth && ent_text_is(value->text, functions[i].name);
    return truth;
}

static bool fail_without_comparison(struct reading *reading, const struct ent_cql2_test *test,
                                    bool denied)
{
    const struct ent_cql2_value *left = value_at(reading, test->left);
    if (denied)
        return fail_here(reading, ENT_TEXT("LIKE, IN or BETWEEN after NOT"));
    if (reading->word.kind == ENT_WORD_OTHER || reading->word.kind == ENT_WORD_ARITHMETIC ||
        reading->word.kind == ENT_WORD_OPEN || reading->word.kind == ENT_WORD_NUMBER)
        return fail_here(reading, ENT_TEXT("a comparison"));
    struct ent_text written =
        ent_text_slice(reading->expression->text, left->offset, left->end - left->offset);
    struct ent_text form = written.bytes[0] == '\'' ? ENT_TEXT("expected a comparison after {}")
                                                    : ENT_TEXT("expected a comparison after '{}'");
    return fail(reading, reading->word.offset,
                ent_text_form(&reading->run->arena, form, &written, 1), ENT_NO_HINT);
}

static bool read_test(struct reading *reading)
{
    struct ent_cql2_test test = {.offset = reading->word.offset, .right = ENT_NONE};
    for (int temporal = 0; temporal < 2 && is_called(reading); temporal++) {
        uint32_t relation = relation_of(&reading->word, temporal);
        if (relation != ENT_NONE)
            return read_predicate(reading, temporal, relation);
    }
    test.left = read_value(reading);
    if (test.left == ENT_NONE)
        return false;
    if (reading->word.kind == ENT_WORD_COMPARE)
        return read_compared(reading, &test);
    bool denied = take_keyword(reading, "NOT");
    test.negated = denied;
    test.form = ENT_CQL2_LIKE;
    if (take_keyword(reading, "LIKE"))
        return read_pattern(reading, &test);
    test.form = ENT_CQL2_BETWEEN;
    if (take_keyword(reading, "BETWEEN"))
        return read_between(reading, &test);
    test.form = ENT_CQL2_IN;
    if (take_keyword(reading, "IN")) {
        test.right = read_list(reading, false);
        return test.right != ENT_NONE && add_test(reading, test);
    }
    test.form = ENT_CQL2_IS_NULL;
    if (!denied && take_keyword(reading, "IS")) {
        test.negated = take_keyword(reading, "NOT");
        return take_keyword(reading, "NULL") ? add_test(reading, test)
                                             : fail_here(reading, ENT_TEXT("NULL"));
    }
    test.form = ENT_CQL2_IS_TRUE;
    if (!denied && answers_truth(value_at(reading, test.left)))
        return add_test(reading, test);
    return fail_without_comparison(reading, &test, denied);
}

/* ---- AND, OR, NOT ---- */

static bool read_any(struct reading *reading);

/* Recursion, but not deeper than parentheses may stand in parentheses. */
static bool read_nested(struct reading *reading)
{
    size_t offset = reading->word.offset;
    if (++reading->depth > ENT_CQL2_DEEPEST)
        return fail(reading, offset, ENT_TEXT("parentheses stand in more than 64 parentheses"),
                    ENT_NO_HINT);
    advance(reading);
    if (!read_any(reading) || !need_mark(reading, ')'))
        return false;
    reading->depth--;
    return true;
}

static bool read_factor(struct reading *reading)
{
    bool negated = take_keyword(reading, "NOT");
    if (!(is_mark(reading, '(') ? read_nested(reading) : read_test(reading)))
        return false;
    if (negated)
        add_step(reading, ENT_STEP_NOT, 0);
    return true;
}

/* Operands with a joint between them. What decides the answer by itself passes over the next
 * operand, whose end is known only when it was read. */
static bool read_joined(struct reading *reading, const char *joint, bool read(struct reading *),
                        enum ent_cql2_step_kind jump, enum ent_cql2_step_kind join)
{
    if (!read(reading))
        return false;
    while (take_keyword(reading, joint)) {
        size_t at = reading->expression->step_count;
        add_step(reading, jump, 0);
        if (!read(reading))
            return false;
        add_step(reading, join, 0);
        reading->expression->steps[at].number = (uint32_t)reading->expression->step_count;
    }
    return true;
}

static bool read_all(struct reading *reading)
{
    return read_joined(reading, "AND", read_factor, ENT_STEP_IF_FALSE, ENT_STEP_AND);
}

static bool read_any(struct reading *reading)
{
    return read_joined(reading, "OR", read_all, ENT_STEP_IF_TRUE, ENT_STEP_OR);
}

/* A value takes a byte at least, as does what stands between two. */
static void make_room(struct ent_arena *arena, struct ent_cql2 *expression)
{
    size_t most = expression->text.length + 1;
    expression->values = ENT_NEW(arena, struct ent_cql2_value, most);
    expression->tests = ENT_NEW(arena, struct ent_cql2_test, most / 4 + 1);
    expression->steps = ENT_NEW(arena, struct ent_cql2_step, most);
    expression->properties = ENT_NEW(arena, uint32_t, most);
    expression->calls = ENT_NEW(arena, uint32_t, most);
}

bool ent_cql2_read(struct ent_run *run, struct ent_text text, struct ent_cql2_place place,
                   struct ent_cql2 *expression)
{
    *expression = (struct ent_cql2){.text = text, .place = place};
    make_room(&run->arena, expression);
    struct reading reading = {.run = run, .expression = expression, .word.end = place.begin};
    advance(&reading);
    if (!read_any(&reading))
        return false;
    return reading.word.kind == ENT_WORD_END || fail_here(&reading, ENT_TEXT("AND, OR or the end"));
}
