// Types and relations by the names that addresses and the legend have for them.

// [{ key, sort: "type" | "relation", number, label, class }]; a relation that is named like a type is told
// apart by "tie.".
export function kindsOf({ types, relations }) {
  const word = (row) => row.class.replace(/^of-/, "");
  const taken = new Set(types.map(word));
  const kind = (sort) => (row, number) => ({
    key: sort === "relation" && taken.has(word(row)) ? `tie.${word(row)}` : word(row),
    sort, number, label: row.label, class: row.class,
  });
  return [...types.map(kind("type")), ...relations.map(kind("relation"))];
}

// A column of 0 and 1 of what is hidden among `count` types or relations; null if nothing is.
export function hiddenAmong(kinds, hidden, sort, count) {
  const found = kinds.filter((kind) => kind.sort === sort && hidden.includes(kind.key));
  if (found.length === 0) return null;
  const column = new Uint8Array(count);
  for (const { number } of found) column[number] = 1;
  return column;
}
