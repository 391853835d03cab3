/* What a run found wrong, for people and for programs. */
#ifndef ENT_WRITE_DIAGNOSTICS_H
#define ENT_WRITE_DIAGNOSTICS_H

#include "base/writer.h"

enum ent_diagnostic_form { ENT_AS_TEXT, ENT_AS_JSON, ENT_AS_SARIF };

/* Their names, ended by NULL; and the form of that name, else text. */
extern const char *const ent_diagnostic_forms[];
enum ent_diagnostic_form ent_diagnostic_form(struct ent_text name);

/* Is standard error a terminal whose user has not refused colours (NO_COLOR)? */
bool ent_diagnostics_colour(void);

/* Writes the diagnostics in order of place, each once. As text: message, line, caret, hint, then
 * how many more there were of each rule, then a count; nothing for a run without diagnostics. As
 * SARIF: one log, see write/sarif.h. As JSON: one object a line with code, severity, message and,
 * where there are any, hint, file, line, column and endColumn (from 1, in characters; the end is
 * the first column behind); what was not kept is one object with "more". Bytes that a terminal
 * would obey, or that are no UTF-8, are replaced. */
void ent_diagnostics_write(struct ent_run *run, enum ent_diagnostic_form form, bool colour,
                           struct ent_writer *writer);

/* The same as a list in HTML, for the page of a figure that is at fault: each with its severity and
 * message, its place in words, the line in which what is meant is marked, and its hint. Nothing for
 * a run without diagnostics. Every text is escaped; no element has an id, a style or a script. */
void ent_diagnostics_html(struct ent_run *run, struct ent_writer *writer);

/* "error" for ENT_ERROR. */
const char *ent_severity_name(enum ent_severity severity);

/* How many there are of each severity, with those that were not kept; and in words: "2 errors, 1
 * note", nothing for none. `totals` has room for ENT_ERROR + 1. */
void ent_totals_count(struct ent_run *run, size_t *totals);
void ent_totals_write(const size_t *totals, struct ent_writer *writer);

/* The exit status that the diagnostics ask for: that of the worst. */
enum ent_exit ent_run_exit(const struct ent_run *run);

#endif
