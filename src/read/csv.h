/* CSV after RFC 4180, strictly. The door to libcsv. */
#ifndef ENT_READ_CSV_H
#define ENT_READ_CSV_H

#include "read/table.h"

/* Reads the table that stands in `source`, whose bytes are valid already (ent_source_open).
 *
 * `source->delimiter` tells the delimiter; 0 asks to find it out among , ; tab and | from the
 * header (a first line "sep=;" names it and is skipped), and it is then set. Lines end in LF,
 * CRLF or CR. Blank lines are skipped. Unquoted cells lose the blanks at their ends.
 *
 * With `source->unquoted` quotes are ordinary characters.
 * Where all rows have one cell more or less than the header, `source->align` tells how its names
 * stand over them: names or cells without the other are passed over, but a first cell without a
 * name is the column "row".
 *
 * Reports E102 and E103 (the rest of the file is then not read), E104 (that row is left out),
 * E105 for a table without a header, E106, W108, W110 (a row of blank cells, which is skipped),
 * E113 (instead of E104 for every row), N114. */
void ent_csv_read(struct ent_run *run, struct ent_source *source, struct ent_table *table);

#endif
