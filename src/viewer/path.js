// All shortest paths between two nodes by the ties that are shown, whichever way these point.
import { OUT } from "./time.js";
import { eachTie } from "./universe.js";

const FAR = -1;

// How many ties each shown node is away from the start.
function distances(universe, shown, start) {
  const far = new Int32Array(shown.nodes.length).fill(FAR);
  const queue = [start];
  far[start] = 0;
  for (const node of queue)
    eachTie(universe, node, (tie, other) => {
      if (shown.ties[tie] === OUT || far[other] !== FAR) return;
      far[other] = far[node] + 1;
      queue.push(other);
    });
  return far;
}

// { length, nodes, ties, paths }: columns of what lies on them, and the nodes of the first `most` paths;
// null if there is none.
export function shortestPaths(universe, shown, a, b, most = 12) {
  if (shown.nodes[a] === OUT || shown.nodes[b] === OUT) return null;
  const fromA = distances(universe, shown, a), fromB = distances(universe, shown, b);
  const length = fromA[b];
  if (length === FAR) return null;
  const lies = (node) => fromA[node] !== FAR && fromB[node] !== FAR && fromA[node] + fromB[node] === length;
  const nodes = Uint8Array.from(shown.nodes, (_, node) => (lies(node) ? 1 : 0));
  const ties = Uint8Array.from(shown.ties, (answer, tie) => {
    const from = universe.from[tie], to = universe.to[tie];
    return answer !== OUT && nodes[from] && nodes[to] && Math.abs(fromA[from] - fromA[to]) === 1 ? 1 : 0;
  });
  return { length, nodes, ties, paths: firstPaths(universe, ties, fromB, a, most) };
}

// The nodes that come next on the way to the end, each once.
function nextOnes(universe, ties, fromB, node) {
  const next = new Set();
  eachTie(universe, node, (tie, other) => ties[tie] && fromB[other] === fromB[node] - 1 && next.add(other));
  return [...next];
}

function firstPaths(universe, ties, fromB, a, most) {
  const paths = [], open = [[a]];
  while (open.length > 0 && paths.length < most) {
    const path = open.pop(), last = path[path.length - 1];
    if (fromB[last] === 0) paths.push(path);
    else for (const next of nextOnes(universe, ties, fromB, last).reverse()) open.push([...path, next]);
  }
  return paths;
}
