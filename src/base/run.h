/* A run of the program: what it owns, what it has read and what it found wrong. */
#ifndef ENT_BASE_RUN_H
#define ENT_BASE_RUN_H

#include "base/text.h"

/* How the names of a header stand over rows that have one cell more or less: at the first cell, or
 * at the last. */
enum ent_alignment { ENT_ALIGN_NONE, ENT_ALIGN_LEFT, ENT_ALIGN_RIGHT };

/* Something that was read: a file, standard input, or a text of the program itself. */
struct ent_source {
    struct ent_text name;     /* as the user wrote it, for messages */
    struct ent_text bytes;    /* UTF-8 without byte order mark, normal form C */
    char delimiter;           /* of a table; 0 where the source is not a table */
    bool is_option;           /* a value of the command line, whose message names it */
    bool unquoted;            /* of a table: quotes are ordinary characters */
    enum ent_alignment align; /* of a table; none: a header must fit its rows */
    uint32_t order;           /* sources are numbered as they are opened */
};

/* Where something stands. Line and column are computed only when a message is printed, by
 * reading that record again, so that places cost nothing while reading. */
struct ent_place {
    const struct ent_source *source; /* NULL: nowhere, as the command line */
    size_t offset;                   /* in bytes; of a table: where the record begins */
    uint32_t cell;                   /* of a table: number of the cell in its record, from 0 */
    bool in_table;                   /* `cell` counts */
};

#define ENT_NOWHERE ((struct ent_place){0})

/* A place of bytes: schema, figure, or a fault in the bytes of a table. */
static inline struct ent_place ent_place_at(const struct ent_source *source, size_t offset)
{
    return (struct ent_place){.source = source, .offset = offset};
}

/* Line and column as people count them: from 1, the column in characters. `line_start` and
 * `line_end` are byte offsets of that physical line. */
struct ent_position {
    size_t line, column, width, offset, line_start, line_end;
};

struct ent_position ent_place_position(struct ent_place place);

/* Characters from a position to the end of its mark, which stays in its line; at least one. */
size_t ent_place_width(const struct ent_source *source, struct ent_position position);

/* "data/actors.csv:3", for mention inside another message. */
struct ent_text ent_place_mention(struct ent_arena *arena, struct ent_place place);

/* What an option was set to, and where: nowhere for the command line, or a place in a figure. A
 * switch that is on has the text "true". Of a repeated option the earlier values follow. Texts
 * are UTF-8 in normal form C, but names of files and folders are the bytes of the user. */
struct ent_value {
    struct ent_text text;
    struct ent_place place;
    bool given;
    struct ent_value *earlier;
};

/* A rule is a row of rules.def. */
enum ent_rule {
#define RULE(code, wording) ENT_##code,
#include "base/rules.def"
#undef RULE
    ENT_RULE_COUNT
};

enum ent_severity { ENT_SILENT, ENT_NOTE, ENT_WARNING, ENT_ERROR };

/* What -W says of a rule. */
enum ent_treatment { ENT_AS_USUAL, ENT_SWITCHED_OFF, ENT_AS_ERROR };

struct ent_diagnostic {
    enum ent_rule rule;
    struct ent_place place;
    struct ent_text message, hint;
    struct ent_diagnostic *next;
};

/* What was looked for in the world, whether it was there or not: what comes out may change when it
 * changes. */
struct ent_sight {
    struct ent_text path;  /* a file or folder */
    struct ent_text names; /* not empty: the files of these names in that folder */
    uint64_t stamp;        /* of what was seen, see read/sight.h */
    struct ent_sight *next;
};

enum { ENT_MOST_PER_RULE = 20 };

struct ent_run {
    struct ent_arena arena;
    uint32_t source_count;
    struct ent_diagnostic *first, **last;
    size_t counts[ENT_RULE_COUNT];      /* found, of which at most ENT_MOST_PER_RULE are kept */
    uint8_t treatments[ENT_RULE_COUNT]; /* enum ent_treatment */
    struct ent_sight *sights;           /* the last one first */
    struct ent_text option;             /* whose value is read: messages without a place name it */
    bool strict;                        /* warnings count as errors */
    bool verbose;                       /* tells on stderr what each step left */
};

/* One exit status for each kind of fault. */
enum ent_exit {
    ENT_EXIT_DONE = 0,  /* warnings allowed */
    ENT_EXIT_DATA = 1,  /* the tables, the schema or the figure are wrong */
    ENT_EXIT_USAGE = 2, /* the command line is wrong */
    ENT_EXIT_WORLD = 3, /* memory, disk, a closed pipe, a layout that crashed or took too long */
};

void ent_run_begin(struct ent_run *run);
void ent_run_end(struct ent_run *run);

/* The code of a rule as it is printed: "E201". */
const char *ent_rule_code(enum ent_rule rule);

/* How grave a rule is by its letter, and in this run: -W may switch it off or raise it, `strict`
 * makes an error of a warning. The one place that decides it. */
enum ent_severity ent_rule_usual_severity(enum ent_rule rule);
enum ent_severity ent_rule_severity(const struct ent_run *run, enum ent_rule rule);

/* The rule of that code, or ENT_RULE_COUNT. */
enum ent_rule ent_rule_coded(struct ent_text code);

/* The wording of a rule, with "{}" for each thing it names. */
const char *ent_rule_wording(enum ent_rule rule);

/* Files a diagnostic, unless its rule is silent. The first text is the hint (empty: none), the
 * others fill the "{}" of the rule's wording. Texts are copied, of long ones the beginning. Beyond
 * those that are kept, faults are only counted and their texts not even made: a table with a
 * million faults costs no more than one with twenty. */
void ent_report_all(struct ent_run *run, enum ent_rule rule, struct ent_place place,
                    const struct ent_text *texts, size_t count);

#define ent_report(run, rule, place, ...)                                                          \
    ((run)->counts[rule] >= ENT_MOST_PER_RULE                                                      \
         ? (void)(run)->counts[rule]++                                                             \
         : ent_report_all((run), (rule), (place), (const struct ent_text[]){__VA_ARGS__},          \
                          sizeof((const struct ent_text[]){__VA_ARGS__}) /                         \
                              sizeof(struct ent_text)))

#define ENT_NO_HINT ((struct ent_text){0})

/* "did you mean 'x'?", or no hint where nothing is near. */
struct ent_text ent_hint_meant(struct ent_arena *arena, struct ent_text word,
                               const struct ent_text *candidates, size_t count);

/* Errors so far; with `strict`, warnings too. */
size_t ent_run_errors(const struct ent_run *run);

/* How many of a rule were found but not kept; none of a silent one. */
size_t ent_rule_left_out(const struct ent_run *run, enum ent_rule rule);

/* The kept diagnostics in order of place, each once. Their number goes to `*count`. */
const struct ent_diagnostic **ent_run_diagnostics(struct ent_run *run, size_t *count);

#endif
