/* What most tests begin with: a run of their own, and what was reported in it. */
#ifndef TESTS_UNIT_RUN_H
#define TESTS_UNIT_RUN_H

#include "base/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct ent_run run;

static inline int begin(void **state)
{
    (void)state;
    ent_run_begin(&run);
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    ent_run_end(&run);
    return 0;
}

static inline void assert_text(struct ent_text text, const char *expected)
{
    assert_string_equal(ent_text_string(&run.arena, text), expected);
}

/* The first thing reported is that rule, on that line. */
static inline void assert_rule(enum ent_rule rule, size_t line)
{
    assert_non_null(run.first);
    assert_string_equal(ent_rule_code(run.first->rule), ent_rule_code(rule));
    assert_int_equal(ent_place_position(run.first->place).line, line);
}

/* One thing is reported: that rule, at that line and column of its table, in these words. */
static inline void assert_reported(enum ent_rule rule, size_t line, size_t column,
                                   const char *message)
{
    assert_rule(rule, line);
    assert_text(run.first->message, message);
    assert_int_equal(ent_place_position(run.first->place).column, column);
    assert_null(run.first->next);
}

static inline void assert_hint(const char *hint)
{
    assert_text(run.first->hint, hint);
}

#endif
