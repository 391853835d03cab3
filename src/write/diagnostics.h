/* What a run found wrong, for people and for programs. The door to jansson. */
#ifndef ENT_WRITE_DIAGNOSTICS_H
#define ENT_WRITE_DIAGNOSTICS_H

#include "base/writer.h"

/* Writes the diagnostics in order of place, each once. As text: message, line, caret, hint, then
 * how many more there were of each rule, then a count; nothing for a run without diagnostics. As
 * JSON: one object a line with code, severity, message and, where there are any, hint, file,
 * line, column and endColumn (from 1, in characters; the end is the first column behind); what
 * was not kept is one object with "more". Bytes that a terminal would obey, or that are no UTF-8,
 * are replaced. */
void ent_diagnostics_write(struct ent_run *run, bool json, bool colour, struct ent_writer *writer);

/* The exit status that the diagnostics ask for: that of the worst. */
enum ent_exit ent_run_exit(const struct ent_run *run);

#endif
