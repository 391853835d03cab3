// All that the page holds, whatever is shown of it: nodes and ties as columns, references as
// numbers, so that a year of 20,000 ties is asked in a millisecond.
import { makeLives, meetLife, setLife } from "./time.js";

// Who stands beside whom: the ties of node n are `ties[first[n]]` to before `ties[first[n + 1]]`.
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

export function rootOf(types, type) {
  return (types[type].isa ?? []).find((general) => !types[general].isa?.length) ?? type;
}

export function readUniverse(data) {
  const { nodes, ties, types, relations } = data;
  const column = (rows, key, none) => Int32Array.from(rows, (row) => row[key] ?? none);
  const from = column(ties, "from", 0), to = column(ties, "to", 0);
  const type = column(nodes, "type", 0);
  const happening = Uint8Array.from(type, (number) => (types[number].happening ? 1 : 0));
  const lives = makeLives(nodes.length), effective = makeLives(ties.length);
  nodes.forEach((node, n) => setLife(lives, n, node.life, node.marks));
  const holds = Uint8Array.from(ties, (tie) => (tie.life || happening[tie.from] || happening[tie.to] ? 1 : 0));
  ties.forEach((tie, n) => {
    setLife(effective, n, tie.life, tie.marks);
    meetLife(effective, n, lives, tie.from);
    meetLife(effective, n, lives, tie.to);
  });
  return {
    data, nodes, ties, types, relations, from, to, type, happening, lives, effective, holds,
    relation: column(ties, "relation", 0),
    agreement: column(ties, "agreement", -1),
    root: Int32Array.from(type, (number) => rootOf(types, number)),
    number: new Map(nodes.map((node, n) => [node.id, n])),
    beside: adjacency(nodes.length, from, to),
  };
}
