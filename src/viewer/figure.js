// The drawing: says of each of its elements whether and how it is shown, and touches only those of
// which that is different from before.
import { CERTAIN, OUT, POSSIBLE, PRESUMED } from "./time.js";
import { CHANGES } from "./change.js";
import { makeFates } from "./fates.js";
import { makeLift } from "./lift.js";

const few = 2000; // ties, of which each can be pointed at

// Elements by their number; an element that is drawn more than once says its number itself.
function elementsOf(svg, kind, count) {
  const elements = Array.from({ length: count }, () => []);
  let next = 0;
  for (const element of svg.querySelectorAll(`g.${kind}`)) {
    const number = element.dataset.n === undefined ? next++ : Number(element.dataset.n);
    element.dataset.n = number;
    elements[number]?.push(element);
  }
  return elements;
}

const answerClasses = { [OUT]: "off", [POSSIBLE]: "possible", [PRESUMED]: "presumed" };

function setClass(elements, name, on) {
  for (const element of elements) element.classList.toggle(name, on);
}

// A column of numbers that stand for classes, of which each element has at most one.
function makeMarks(elements, classes, start) {
  const now = Uint8Array.from(start);
  return (next) => {
    for (let n = 0; n < now.length; n++) {
      if (now[n] === next[n]) continue;
      if (classes[now[n]]) setClass(elements[n], classes[now[n]], false);
      if (classes[next[n]]) setClass(elements[n], classes[next[n]], true);
      now[n] = next[n];
    }
  };
}

// A cluster is there while one of its nodes is.
function makeClusters(svg, universe) {
  const clusters = [...svg.querySelectorAll("g.cluster")];
  const column = universe.data.nodes.cluster ?? {};
  const rows = Object.entries(column).filter(([, cluster]) => cluster !== null);
  return (nodes) => {
    const alive = new Set(rows.filter(([node]) => nodes[node] !== OUT).map(([, cluster]) => cluster));
    clusters.forEach((element, n) => element.classList.toggle("off", !alive.has(n)));
  };
}

// A thin line is hard to hit: another one that is not seen lies over it.
function widen(ties) {
  for (const element of ties.flat()) {
    const line = element.querySelector("path")?.cloneNode();
    if (!line) continue;
    line.removeAttribute("stroke");
    line.setAttribute("class", "hit");
    element.append(line);
  }
}

// `start` is what the page shows without this script.
export function makeFigure(svg, universe, start) {
  const nodes = elementsOf(svg, "node", universe.nodeCount), ties = elementsOf(svg, "tie", universe.tieCount);
  const none = new Uint8Array(Math.max(universe.nodeCount, universe.tieCount));
  const marks = (classes, first = { nodes: none.subarray(0, universe.nodeCount), ties: none.subarray(0, universe.tieCount) }) => ({
    nodes: makeMarks(nodes, classes, first.nodes), ties: makeMarks(ties, classes, first.ties),
  });
  const answers = marks(answerClasses, start), changes = marks({ ...CHANGES, 0: "" }), found = marks(["", "", "found"]).nodes;
  const clusters = makeClusters(svg, universe), fates = makeFates({ ties });
  const blank = { nodes: none.subarray(0, universe.nodeCount), ties: none.subarray(0, universe.tieCount) };

  // In a change everything is told as it is: its dates are not in question.
  const plain = (column) => column.map((answer) => (answer === OUT ? OUT : CERTAIN));

  function draw({ shown, change }) {
    answers.nodes(change ? plain(shown.nodes) : shown.nodes);
    answers.ties(change ? plain(shown.ties) : shown.ties);
    changes.nodes((change ?? blank).nodes);
    changes.ties((change ?? blank).ties);
    svg.classList.toggle("changes", Boolean(change));
    fates(change);
    clusters(shown.nodes);
  }

  if (ties.length <= few) setTimeout(widen, 0, ties);
  svg.classList.toggle("many", ties.length > few);
  const bring = makeLift(svg, { nodes, ties });

  // Brings to the fore what `columns` have as 1, or marks what was looked for as 2.
  function lift(columns, aimed) {
    found((columns?.others ? null : columns?.nodes) ?? blank.nodes);
    bring(columns?.others ? columns : null, aimed);
  }

  return { svg, nodes, ties, draw, lift };
}

// The node or tie that an element of the drawing belongs to: { kind, number }, or null.
export function elementAt(target) {
  const element = target.closest?.("g.node, g.tie");
  return element && { kind: element.classList.contains("node") ? "node" : "tie", number: Number(element.dataset.n) };
}
