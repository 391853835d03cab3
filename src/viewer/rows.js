// What is shown as rows for a spreadsheet: the columns of `entente list`, then names and quotes.
import { CHANGES } from "./change.js";
import { OUT, RULES } from "./time.js";
import { cellOf, nodeAt, nodeDates, tieAt, tieDates } from "./universe.js";
import { shortName } from "./words.js";

const sourcesOf = (universe, row) => (row.sources ?? []).map((source) => universe.data.sources[source].id).join(";");

function answerOf({ state, change }, answer) {
  return change || state.year === "all" ? "" : RULES[answer];
}

const changeOf = (change) => (change === undefined ? [] : [CHANGES[change]]);

export function nodeRows(universe, view) {
  const rows = [["id", "type", "name", "start", "end", "answer", "source", "label", "quote", ...(view.change ? ["change"] : [])]];
  view.shown.nodes.forEach((answer, n) => {
    if (answer === OUT) return;
    const row = nodeAt(universe, n), { start, end } = nodeDates(universe, n);
    rows.push([row.id, universe.types[universe.type[n]].name, row.full ?? row.name, start, end, answerOf(view, answer), sourcesOf(universe, row),
      row.name, row.quote, ...changeOf(view.change?.nodes[n])]);
  });
  return rows;
}

export function tieRows(universe, view) {
  const { data, from, to, relations, relation } = universe;
  const id = (node) => data.nodes.id[node];
  const rows = [["type", "from", "to", "start", "end", "role", "behalf", "answer", "source", "from name", "to name", "quote",
    ...(view.change ? ["change"] : [])]];
  view.shown.ties.forEach((answer, n) => {
    if (answer === OUT) return;
    const row = tieAt(universe, n), { start, end } = tieDates(universe, n);
    rows.push([relations[relation[n]].name, id(from[n]), id(to[n]), start, end, row.role, typeof row.behalf === "number" ? id(row.behalf) : row.behalf,
      answerOf(view, answer), sourcesOf(universe, row), shortName(universe, from[n]), shortName(universe, to[n]), row.quote,
      ...changeOf(view.change?.ties[n])]);
  });
  return rows;
}
