// Tables for spreadsheets (RFC 4180). As in src/write/alt_csv.c, a cell that a spreadsheet would take for a
// formula begins with an apostrophe, and so does one that begins with an apostrophe itself: take one
// away, and every cell is as it was.

const formula = /^[=+\-@\t\r\n'＝＋－＠]/;

function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

// Rows of cells, the header first.
export function csvText(rows) {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
