/* Lifetimes, and whether they touch a window of days. */
#ifndef ENT_MODEL_LIFETIME_H
#define ENT_MODEL_LIFETIME_H

#include "read/edtf.h"

/* The four days of a lifetime. Both ends are inclusive. `{ 0 }` is no lifetime: it limits nothing
 * and passes every test. */
struct ent_lifetime {
    ent_day start_earliest, start_latest, end_earliest, end_latest;
    uint8_t marks; /* of both dates */
    bool given;    /* false: there is none */
    bool cut;      /* its end comes from a later level of the same relationship */
};

/* The cells and attributes that make a lifetime. `given` tells that there is a date, `open`
 * that the cell holds ".."; a blank cell is neither. */
struct ent_bound {
    struct ent_date date;
    bool given, open;
};

struct ent_span {
    struct ent_bound start, end;
    struct ent_bound signature; /* a blank start is not before it */
    struct ent_bound known;     /* a blank start had begun by its latest day */
    struct ent_bound horizon;   /* an open end is certain only up to its latest day */
    bool point;                 /* ends when it starts, unless an end is given */
    bool timed;                 /* has a lifetime even if both cells are blank */
};

/* Reads a start or end cell: blank, "..", or a date. Returns false after reporting; without a run
 * nothing is reported and the places do not matter. */
bool ent_bound_read(struct ent_run *run, struct ent_text text, struct ent_place place,
                    struct ent_bound *bound);

/* Reads both cells; a start cell may hold a whole interval ("1982/..") while the end is blank. */
bool ent_bounds_read(struct ent_run *run, struct ent_text start, struct ent_place start_place,
                     struct ent_text end, struct ent_place end_place, struct ent_span *span);

/* model.md §3.2. Returns false if it ends before it starts; the lifetime is then none. */
bool ent_lifetime_make(const struct ent_span *span, struct ent_lifetime *lifetime);

/* The days that two lifetimes share: the effective lifetime of a tie and its end. */
struct ent_lifetime ent_lifetime_meet(struct ent_lifetime a, struct ent_lifetime b);

/* One level of a relationship at a time: `early` ends on the day before `late` starts. */
void ent_lifetime_cut(struct ent_lifetime *early, const struct ent_lifetime *late);

/* Days asked for, inclusive; ENT_DAY_FIRST and ENT_DAY_LAST are open. */
struct ent_window {
    ent_day first, last;
};

/* In rising order: certain implies presumed implies possible. */
enum ent_answer { ENT_OUT, ENT_POSSIBLE, ENT_PRESUMED, ENT_CERTAIN };

/* Does the lifetime share a day with the window? model.md §3.3. */
enum ent_answer ent_lifetime_answer(const struct ent_lifetime *lifetime, struct ent_window window);

/* The same for a single date (--on PROPERTY): a date that was not given is out. */
enum ent_answer ent_date_answer(const struct ent_bound *bound, struct ent_window window);

#endif
