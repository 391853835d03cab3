/* Dates: the profile of EDTF (ISO 8601-2) that the tables may use. */
#ifndef ENT_READ_EDTF_H
#define ENT_READ_EDTF_H

#include "base/run.h"

/* Days are numbered from 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t ent_day;

#define ENT_DAY_FIRST INT32_MIN /* minus infinity */
#define ENT_DAY_LAST INT32_MAX  /* plus infinity */

/* What the writer of a date said about it. They do not move the days. */
enum ent_marks { ENT_UNCERTAIN = 1 /* ? */, ENT_APPROXIMATE = 2 /* ~ */ /* % is both */ };

/* Earliest and latest day that a date may be: "2025" is 2025-01-01 to 2025-12-31. */
struct ent_date {
    ent_day earliest, latest;
    uint8_t marks;
};

ent_day ent_day_of(int year, int month, int day);
void ent_day_split(ent_day day, int *year, int *month, int *of_month);
int ent_month_length(int year, int month);

/* 1 to 12 for the English name of a month or its first letters, at least three; 0 for none. */
int ent_month_named(struct ent_text word);

/* "2025-10-29"; infinities as "..". */
struct ent_text ent_day_text(struct ent_arena *arena, ent_day day);

/* Reads a date: 2025, 2025-10, 2025-10-29, each also with ? ~ or % behind; 201X, 20XX, 2010-XX,
 * 2010-09-XX; [a..b], [..b], [a..]. Returns false after reporting E401 to E404, E406 or E407 at
 * `place`, with the date that was probably meant; without a run nothing is reported. */
bool ent_date_read(struct ent_run *run, struct ent_text text, struct ent_place place,
                   struct ent_date *date);

#endif
