/* Expressions in CQL2 Text (OGC 21-065, 1.0.0): the language of `--where` and of `where` in a
 * schema. model.md §4.2 has the grammar. Here text becomes steps; condition.h asks them of rows. */
#ifndef ENT_READ_CQL2_H
#define ENT_READ_CQL2_H

#include "read/edtf.h"

/* Three-valued logic: AND is the least, OR the most, NOT the other end. */
enum ent_truth { ENT_FALSE, ENT_UNKNOWN, ENT_TRUE };

enum ent_cql2_kind {
    ENT_CQL2_TEXT,     /* in single quotes */
    ENT_CQL2_NUMBER,   /* 5, -0.5, 1e3 */
    ENT_CQL2_TRUTH,    /* TRUE or FALSE: `number` is 1 or 0 */
    ENT_CQL2_DATE,     /* DATE('...') or TIMESTAMP('...') */
    ENT_CQL2_PROPERTY, /* of the row */
    ENT_CQL2_CALL,     /* isa, degree or near */
    ENT_CQL2_INTERVAL, /* two parts */
    ENT_CQL2_ARRAY,    /* any number of parts */
};

struct ent_cql2_value {
    enum ent_cql2_kind kind;
    bool folded;          /* CASEI: case does not count; a text is folded already */
    bool quoted;          /* a property in double quotes */
    bool is_number;       /* a number, or a text that reads as one */
    bool dated;           /* a date, or a text that reads as one */
    bool open;            /* a bound that is '..' */
    size_t offset, end;   /* in the text of the expression */
    struct ent_text text; /* what stands in quotes; the name of a property or function */
    double number;
    struct ent_date date;
    uint32_t place;       /* of a property or call: its number */
    uint32_t first, next; /* the first part; the next one of the same whole; or ENT_NONE */
};

/* In the order of the words in cql2.c. */
enum ent_cql2_compare { ENT_EQUAL, ENT_UNLIKE, ENT_LESS, ENT_MORE, ENT_AT_MOST, ENT_AT_LEAST };

enum ent_cql2_form {
    ENT_CQL2_IS_TRUE,  /* left: a truth or a call that answers one */
    ENT_CQL2_COMPARE,  /* left, compare, right */
    ENT_CQL2_LIKE,     /* left, pattern */
    ENT_CQL2_IN,       /* left, right: an array */
    ENT_CQL2_BETWEEN,  /* left, right: the least, whose `next` is the most */
    ENT_CQL2_IS_NULL,  /* left */
    ENT_CQL2_TEMPORAL, /* left, right: dates or intervals; `relation` of temporal.h */
    ENT_CQL2_SETS,     /* left, right: arrays; `relation` of enum ent_cql2_sets */
};

enum ent_cql2_sets { ENT_SETS_CONTAINS, ENT_SETS_CONTAINED, ENT_SETS_EQUAL, ENT_SETS_OVERLAP };

/* A predicate that is one thing to ask of a row. */
struct ent_cql2_test {
    enum ent_cql2_form form;
    bool negated;
    enum ent_cql2_compare compare;
    uint32_t relation;
    uint32_t left, right; /* values */
    uint32_t *pattern;    /* of LIKE: code points and the two below */
    size_t pattern_length;
    size_t offset, end; /* in the text of the expression */
};

enum { ENT_PATTERN_ANY = 0x110000 /* % */, ENT_PATTERN_ONE /* _ */ };

enum ent_cql2_step_kind {
    ENT_STEP_TEST,     /* puts the answer of a test on the stack */
    ENT_STEP_NOT,      /* turns the uppermost answer round */
    ENT_STEP_AND,      /* puts the least of two in their place */
    ENT_STEP_OR,       /* puts the most of two in their place */
    ENT_STEP_IF_FALSE, /* goes to a step if the uppermost answer is false: it is the answer */
    ENT_STEP_IF_TRUE,  /* likewise */
};

struct ent_cql2_step {
    enum ent_cql2_step_kind kind;
    uint32_t number; /* of the test, or of the step to go to */
};

enum {
    ENT_CQL2_DEEPEST = 64,                     /* parentheses in parentheses */
    ENT_CQL2_STACK = 3 * ENT_CQL2_DEEPEST + 8, /* answers that wait at most */
};

/* Where an expression stands, so that faults are told at their character. */
struct ent_cql2_place {
    enum ent_rule rule;              /* E308 in a schema, E501 for an option */
    const struct ent_source *source; /* the schema, the figure, or the option by itself */
    size_t offset;                   /* of the first character in the source */
    bool escaped;                    /* it stands in a DOT string: \" is one character */
    size_t begin; /* bytes of the text before it that are no part of it: a scope */
    bool calls;   /* isa, degree and near may be asked: there is a network */
};

struct ent_cql2 {
    struct ent_text text;
    struct ent_cql2_place place;
    struct ent_cql2_value *values;
    struct ent_cql2_test *tests;
    struct ent_cql2_step *steps;
    uint32_t *properties; /* the first value of each property */
    uint32_t *calls;      /* the value of each call */
    size_t value_count, test_count, step_count, property_count, call_count;
};

/* Reads an expression. Returns false after reporting its first fault: E308 or E501, or E503 for
 * BETWEEN with dates. */
bool ent_cql2_read(struct ent_run *run, struct ent_text text, struct ent_cql2_place place,
                   struct ent_cql2 *expression);

/* The place of a byte of the expression in its source. */
struct ent_place ent_cql2_place_at(const struct ent_cql2 *expression, size_t offset);

/* Files a fault of the expression under its rule: "column 7: ...". */
void ent_cql2_report(struct ent_run *run, const struct ent_cql2 *expression, size_t offset,
                     struct ent_text hint, struct ent_text message);

/* Reads a number as CQL2 writes it; false if the text is anything else. */
bool ent_number_read(struct ent_text text, double *number);

#endif
