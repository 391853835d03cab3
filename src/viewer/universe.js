// All that the page holds, whatever is shown of it. Nodes and ties are columns and references are
// numbers, so that a year of 20,000 ties is asked in a millisecond.
import { makeLives, meetLife, setLife } from "./time.js";

// ---- columns: [value, ...], or {"12": value} where most are empty, or nothing where all are ----

export const cellOf = (column, row) => column?.[row] ?? undefined;

function numbers(column, count, none) {
  const filled = new Int32Array(count).fill(none);
  for (const [row, value] of Object.entries(column ?? {})) if (value !== null) filled[row] = value;
  return filled;
}

// Row `number` of a table of columns, as an object of what it has. Quotes are told once.
function rowOf(data, columns, number) {
  const row = {};
  for (const [name, column] of Object.entries(columns)) row[name] = cellOf(column, number);
  if (row.quote !== undefined) row.quote = data.quotes[row.quote];
  return row;
}

// What a lifetime is called and how its cells were written.
function datesOf(data, life) {
  const [, , , , , words = "", start = "", end = ""] = data.lives?.[life] ?? [];
  return { words, start, end };
}

export const nodeAt = (universe, number) => rowOf(universe.data, universe.data.nodes, number);
export const tieAt = (universe, number) => rowOf(universe.data, universe.data.ties, number);
export const nodeDates = (universe, number) => datesOf(universe.data, cellOf(universe.data.nodes.life, number));
export const tieDates = (universe, number) => datesOf(universe.data, cellOf(universe.data.ties.life, number));

// ---- lifetimes ----

function livesOf(data, column, count) {
  const lives = makeLives(count), numbered = numbers(column, count, -1);
  numbered.forEach((life, row) => {
    if (life >= 0) setLife(lives, row, data.lives[life].slice(0, 4), data.lives[life][4]);
  });
  return lives;
}

// ---- who stands beside whom: the ties of node n are `ties[first[n]]` to before `ties[first[n + 1]]` ----

function adjacency(nodeCount, from, to) {
  const first = new Int32Array(nodeCount + 2);
  const ends = (tie, see) => {
    see(from[tie]);
    if (to[tie] !== from[tie]) see(to[tie]);
  };
  for (let tie = 0; tie < from.length; tie++) ends(tie, (node) => first[node + 2]++);
  for (let node = 1; node < first.length; node++) first[node] += first[node - 1];
  const ties = new Int32Array(first[nodeCount + 1]);
  for (let tie = 0; tie < from.length; tie++) ends(tie, (node) => (ties[first[node + 1]++] = tie));
  return { first, ties };
}

// Calls `see(tie, other)` for each tie of a node.
export function eachTie(universe, node, see) {
  const { beside, from, to } = universe;
  for (let i = beside.first[node]; i < beside.first[node + 1]; i++) {
    const tie = beside.ties[i];
    see(tie, from[tie] === node ? to[tie] : from[tie]);
  }
}

// ---- the whole ----

const rootOf = (types, type) => (types[type].isa ?? []).find((general) => !types[general].isa?.length) ?? type;

export const isA = (types, type, name) =>
  types[type].name === name || (types[type].isa ?? []).some((general) => types[general].name === name);

export function readUniverse(data) {
  const { nodes, ties, types, relations } = data;
  const ids = nodes.id ?? []; // a page may hold nothing
  const nodeCount = ids.length, tieCount = ties.from?.length ?? 0;
  const from = numbers(ties.from, tieCount, 0), to = numbers(ties.to, tieCount, 0);
  const type = numbers(nodes.type, nodeCount, 0);
  const happening = Uint8Array.from(type, (number) => (types[number].happening ? 1 : 0));
  const lives = livesOf(data, nodes.life, nodeCount), own = livesOf(data, ties.life, tieCount);
  const effective = livesOf(data, ties.life, tieCount);
  const holds = effective.given.map((given, tie) => given | happening[from[tie]] | happening[to[tie]]);
  for (let tie = 0; tie < tieCount; tie++) {
    meetLife(effective, tie, lives, from[tie]);
    meetLife(effective, tie, lives, to[tie]);
  }
  return {
    data, types, relations, nodeCount, tieCount, from, to, type, happening, lives, own, effective, holds,
    relation: numbers(ties.relation, tieCount, 0),
    agreement: numbers(ties.agreement, tieCount, -1),
    root: Int32Array.from(type, (number) => rootOf(types, number)),
    number: new Map(ids.map((id, node) => [id, node])),
    beside: adjacency(nodeCount, from, to),
  };
}
