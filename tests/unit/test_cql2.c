#include "read/cql2.h"

#include "run.h"

static struct ent_cql2 expression;

static bool parse(const char *text)
{
    struct ent_cql2_place place = {.rule = ENT_E501, .calls = true};
    return ent_cql2_read(&run, ent_text_of(text), place, &expression);
}

static const struct ent_diagnostic *last(void)
{
    const struct ent_diagnostic *found = run.first;
    while (found && found->next)
        found = found->next;
    return found;
}

static void assert_refused(const char *text, const char *message, const char *hint)
{
    if (parse(text))
        fail_msg("not refused: %s", text);
    assert_string_equal(ent_text_string(&run.arena, last()->message), message);
    assert_string_equal(ent_text_string(&run.arena, last()->hint), hint);
}

/* Texts in the forms that the standard's own examples have, class by class. */
static const char *const accepted[] = {
    /* Basic CQL2 */
    "height = 5",
    "height <> 5.25",
    "height < -1",
    "height > +1",
    "height <= 1E3",
    "height >= .5e-2",
    "city = 'Toronto'",
    "city = 'L''Aquila'",
    "open = true",
    "open = FALSE",
    "\"city\" = 'Toronto'",
    "opened = DATE('1969-07-20')",
    "updated >= TIMESTAMP('1969-07-20T20:17:40Z')",
    "updated >= TIMESTAMP('1969-07-20T20:17:40.123456Z')",
    "city IS NULL",
    "city IS NOT NULL",
    "floors > 5 AND open = true",
    "floors > 5 OR open = true",
    "NOT (floors > 5)",
    "NOT floors < 5 OR \"open\"=false",
    "(floors>5 OR material='brick') AND owner IS NOT NULL",
    "(updated >= DATE('2020-01-01') AND (a = 1 or b = 2))",
    "TRUE",
    "true",
    "FALSE OR a = 1",
    "dc:title = 'x'",
    "a.b = 1",
    "_a = 1",
    ":a = 1",
    "tên = 'Việt Nam'",
    "a=1",
    "\tname\n=\r'x' ",
    /* Advanced Comparison Operators */
    "name LIKE 'Smi%'",
    "name NOT LIKE '%a_b\\%'",
    "depth BETWEEN 100.0 AND 150.0",
    "depth NOT BETWEEN -5 AND +5",
    "city IN ('Toronto', 'Hà Nội')",
    "floors NOT IN (1, 2, 3)",
    "opened IN (DATE('2020-01-01'), DATE('2021-01-01'))",
    /* Case-insensitive Comparison */
    "CASEI(road) IN (CASEI('Straße'), CASEI('x'))",
    "CASEI(name) = casei('ALPHA')",
    "CASEI(name) LIKE CASEI('%a%')",
    "CASEI(CASEI(name)) = 'a'",
    /* Array Functions */
    "A_CONTAINS(topics, ('a', 'b'))",
    "a_containedby(topics, ('a', 'b'))",
    "A_EQUALS(('a', 1, TRUE), topics)",
    "A_OVERLAPS(topics, ())",
    "A_EQUALS(topics, themes)",
    /* Property-Property */
    "born < died",
    "5 > 3",
    "'a' = 'b'",
    "name = \"other name\"",
    /* Temporal Functions */
    "T_AFTER(updated, DATE('2010-02-10'))",
    "T_BEFORE(updated, TIMESTAMP('2012-08-10T05:30:00Z'))",
    "T_CONTAINS(INTERVAL('2000-01-01T00:00:00Z', '2005-01-10T01:01:01.393216Z'), INTERVAL(s, e))",
    "T_DISJOINT(INTERVAL('..', '2005-01-10'), INTERVAL(s, '..'))",
    "T_DURING(INTERVAL(s, e), INTERVAL('2005-01-10', '2010-02-10'))",
    "T_EQUALS(updated, DATE('1851-04-29'))",
    "T_FINISHEDBY(INTERVAL(s, e), INTERVAL('1991-10-07', '2010-02-10'))",
    "T_FINISHES(INTERVAL(s, e), INTERVAL('1991-10-07', '2010-02-10'))",
    "T_INTERSECTS(event_time, INTERVAL('1969-07-16', '1969-07-24'))",
    "T_MEETS(INTERVAL('2005-01-10', '2010-02-10'), INTERVAL(s, e))",
    "T_METBY(INTERVAL('2010-02-10', '2015-02-10'), INTERVAL(s, e))",
    "T_OVERLAPPEDBY(INTERVAL('1991-10-07', '2010-02-10'), INTERVAL(s, e))",
    "T_OVERLAPS(INTERVAL(s, e), INTERVAL('1991-10-07', '1992-10-09'))",
    "T_STARTEDBY(INTERVAL('1991-10-07', '2010-02-10'), INTERVAL(s, e))",
    "T_STARTS(INTERVAL(s, e), INTERVAL('1991-10-07', '..'))",
    "NOT T_STARTS(INTERVAL(s, e), INTERVAL('1991-10-07', '..')) AND a = 1",
    /* Functions: ours */
    "isa('agreement')",
    "NOT isa('agreement')",
    "isa('agreement') = TRUE",
    "degree() > 3",
    "degree('signed') BETWEEN 1 AND 3",
    "near('vnm')",
    "near('vnm', 2) AND TRUE",
    "degree() IS NOT NULL",
    /* Extensions: dates as EDTF */
    "signed >= '2025-10'",
    "T_DURING(signed, '201X')",
    "T_AFTER(signed, DATE('2010'))",
    "T_INTERSECTS(signed, INTERVAL('2010', '[2015-01..2015-03]'))",
};

/* Of classes that are not claimed, and of no class. */
static const char *const refused[] = {
    /* Spatial */
    "S_INTERSECTS(geometry, POINT(36.319836 32.288087))",
    "S_WITHIN(location, BBOX(-118, 33.8, -117.9, 34))",
    "S_DISJOINT(a, b)",
    "geometry = POINT(1 2)",
    "POLYGON((0 0, 1 1)) IS NULL",
    "LINESTRING(0 0, 1 1) = a",
    /* Arithmetic */
    "vehicle_height > (bridge_clearance - 1)",
    "a + 1 = 2",
    "a * 2 > b",
    "a = b / 2",
    "a ^ 2 = 4",
    "a DIV 2 = 1",
    "a % 2 = 1",
    "a -1 = 0",
    "a = b + 1",
    /* Accent-insensitive */
    "ACCENTI(etat_vol) = ACCENTI('débárquér')",
    "CASEI(ACCENTI(a)) = 'b'",
    "a LIKE ACCENTI('x')",
    /* functions that nobody has */
    "avg(windSpeed) < 4",
    "foo()",
    "isa()",
    "isa(type)",
    "isa('a', 'b')",
    "near()",
    "near(2)",
    "degree(2) = 1",
    "degree('a', 'b') = 1",
    "near('a', 'b')",
    /* no CQL2 */
    "",
    "   ",
    "(",
    ")",
    "()",
    "name",
    "name =",
    "= 1",
    "name == 'x'",
    "name != 'x'",
    "name 'x'",
    "name = 'x",
    "name = \"x",
    "name = 'x' y",
    "name = 'x' AND",
    "AND",
    "NOT",
    "NOT NOT TRUE",
    "name = NULL",
    "name IS",
    "name IS NOT",
    "name IS 5",
    "name LIKE other",
    "name LIKE 5",
    "name LIKE",
    "name NOT",
    "name NOT = 5",
    "name IN",
    "name IN ()",
    "name IN 'x'",
    "name IN ('x'",
    "name IN ('x',)",
    "name BETWEEN 1",
    "name BETWEEN 1 OR 2",
    "name BETWEEN 1 AND",
    "name BETWEEN 'a' AND 'b'",
    "signed BETWEEN DATE('2000-01-01') AND DATE('2001-01-01')",
    "(name = 'x'",
    "name = 'x')",
    "(a, b) = 1",
    "INTERVAL('2000', '2001') = a",
    "T_AFTER(a)",
    "T_AFTER(a, 5)",
    "T_AFTER(a, DATE('2010-13'))",
    "T_AFTER(a, 'soon')",
    "T_AFTER(a, INTERVAL('2010'))",
    "T_AFTER(a, INTERVAL(2010, 2011))",
    "T_AFTER(a, INTERVAL('2011', '2010'))",
    "T_AFTER(a, b) = TRUE",
    "T_AFTER(a, b, c)",
    "T_FOO(a, b)",
    "T_AFTER a, b",
    "A_CONTAINS(a)",
    "A_CONTAINS(a, 'x')",
    "A_CONTAINS(a, (('x')))",
    "DATE(a) = b",
    "DATE('x') = b",
    "DATE() = b",
    "TIMESTAMP('2010') AND a",
    "date = 1",
    "CASEI(5) = 1",
    "CASEI() = 1",
    "CASEI(a = 1",
    "a = 1 AND (b = 2 OR c = 3",
    "a = {b}",
    "a = b;",
    "a && b",
    "a || b",
    "a = @b",
    "a = \xE2\x80\x98x\xE2\x80\x99",
    "a AND b = 1",
    "TRUE FALSE",
    "1",
    "'x'",
    "a LIKE 'x' LIKE 'y'",
    "a = 1 = 1",
};

static void texts_of_the_classes_that_are_claimed_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(accepted); i++)
        if (!parse(accepted[i]))
            fail_msg("refused: %s: %s", accepted[i], ent_text_string(&run.arena, last()->message));
    assert_null(run.first);
}

static void texts_of_other_classes_and_of_none_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENT_COUNT(refused); i++)
        if (parse(refused[i]))
            fail_msg("read: %s", refused[i]);
    assert_int_equal(run.counts[ENT_E501] + run.counts[ENT_E503], ENT_COUNT(refused));
}

static void a_fault_is_told_at_its_character(void **state)
{
    (void)state;
    assert_refused("type == 'mou'", "--where: column 7: expected a value, found '='",
                   "CQL2 writes = once");
    assert_refused("tên == 'mou'", "--where: column 6: expected a value, found '='",
                   "CQL2 writes = once");
    assert_refused("type 'mou'", "--where: column 6: expected a comparison after 'type'", "");
    assert_refused("name = 'x' AND", "--where: column 15: expected a value, found the end", "");
}

static void hints_say_what_cql2_writes(void **state)
{
    (void)state;
    assert_refused("a != 1", "--where: column 3: expected a comparison, found '!'",
                   "'not equal' is <>");
    assert_refused("a = NULL", "--where: column 5: expected a value, found 'NULL'",
                   "write IS NULL");
    assert_refused("a = 1 && b = 2", "--where: column 7: expected AND, OR or the end, found '&'",
                   "write AND");
    assert_refused("A_CONTAINS(a, ['x'])",
                   "--where: column 15: expected a property or a list in parentheses, found '['",
                   "lists stand in parentheses: ('a', 'b')");
    assert_refused("T_AFTR(a, b)", "--where: column 1: there is no function 'T_AFTR'",
                   "did you mean 'T_AFTER'?");
    assert_refused("date = '2020'", "--where: column 1: expected a value, found 'date'",
                   "a property called like a word of CQL2 stands in double quotes: \"date\"");
    assert_refused("near(2)", "--where: column 6: 'NEAR' is not asked so",
                   "write near('id') or near('id', 2)");
}

static void between_with_dates_proposes_two_comparisons(void **state)
{
    (void)state;
    assert_refused("signed BETWEEN '1980' AND '1990'", "--where: BETWEEN takes numbers",
                   "write signed >= '1980' AND signed <= '1990'");
    assert_int_equal(last()->rule, ENT_E503);
}

static void what_is_not_supported_is_named(void **state)
{
    (void)state;
    assert_refused("S_WITHIN(a, b)",
                   "--where: column 1: S_WITHIN is not supported: the tables hold no shapes", "");
    assert_refused("ACCENTI(a) = 'b'",
                   "--where: column 1: ACCENTI is not supported: accents always count", "");
    assert_refused("a * 2 = 4", "--where: column 3: arithmetic is not supported: '*'",
                   "a name with other characters stands in double quotes: \"a-b\"");
}

static struct ent_text nested(size_t depth)
{
    struct ent_text text = ENT_TEXT("a = 1");
    for (size_t i = 0; i < depth; i++)
        text = ENT_FORM(&run.arena, "({})", text);
    return text;
}

static void parentheses_may_stand_in_parentheses_but_not_without_end(void **state)
{
    (void)state;
    assert_true(parse(ent_text_string(&run.arena, nested(ENT_CQL2_DEEPEST))));
    assert_refused(ent_text_string(&run.arena, nested(ENT_CQL2_DEEPEST + 1)),
                   "--where: column 65: parentheses stand in more than 64 parentheses", "");
    assert_true(parse("(a = 1) AND (a = 1)"));
}

static void a_property_that_is_named_twice_is_one(void **state)
{
    (void)state;
    assert_true(parse("a = 1 OR b = 2 OR \"a\" = 3"));
    assert_int_equal(expression.property_count, 2);
}

static void a_network_cannot_be_asked_before_it_is_built(void **state)
{
    (void)state;
    struct ent_cql2_place place = {.rule = ENT_E308};
    assert_false(ent_cql2_read(&run, ENT_TEXT("degree() > 2"), place, &expression));
    assert_string_equal(ent_text_string(&run.arena, last()->message),
                        "where: column 1: degree() asks about the network, which is built only "
                        "after this");
}

static void assert_number(const char *text, double expected)
{
    double number = -1;
    assert_true(ent_number_read(ent_text_of(text), &number));
    assert_true(number == expected);
}

static void numbers_are_read_as_cql2_writes_them(void **state)
{
    (void)state;
    assert_number("5", 5);
    assert_number("-5.25", -5.25);
    assert_number("+.5", 0.5);
    assert_number("5.", 5);
    assert_number("1e3", 1000);
    assert_number("1.5E-2", 0.015);
    assert_number("1e+2", 100);
    assert_number("0.1", 0.1);
    assert_number("123456789.125", 123456789.125);
    double number;
    static const char *const others[] = {"",   "-",  ".",    "1e",  "e1",
                                         "1 ", " 1", "0x10", "1_0", "inf"};
    for (size_t i = 0; i < ENT_COUNT(others); i++)
        assert_false(ent_number_read(ent_text_of(others[i]), &number));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(texts_of_the_classes_that_are_claimed_are_read),
        TEST(texts_of_other_classes_and_of_none_are_refused),
        TEST(a_fault_is_told_at_its_character),
        TEST(hints_say_what_cql2_writes),
        TEST(between_with_dates_proposes_two_comparisons),
        TEST(what_is_not_supported_is_named),
        TEST(parentheses_may_stand_in_parentheses_but_not_without_end),
        TEST(a_property_that_is_named_twice_is_one),
        TEST(a_network_cannot_be_asked_before_it_is_built),
        TEST(numbers_are_read_as_cql2_writes_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
