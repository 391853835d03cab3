// Pointing: the neighbours of what the pointer or the focus is on come to the fore, and the arrow keys go
// from node to node in the direction in which they lie.
import { elementAt } from "./figure.js";
import { OUT } from "./time.js";
import { eachTie, nodeAt } from "./universe.js";
import { typeLabel } from "./words.js";

// Columns of 1 for a node with its ties and neighbours, or a tie with its ends.
export function neighbours(universe, shown, { kind, number }) {
  const nodes = new Uint8Array(universe.nodeCount), ties = new Uint8Array(universe.tieCount);
  if (kind === "tie") {
    ties[number] = 1;
    nodes[universe.from[number]] = nodes[universe.to[number]] = 1;
    return { nodes, ties };
  }
  nodes[number] = 1;
  eachTie(universe, number, (tie, other) => {
    if (shown.ties[tie] !== OUT) ties[tie] = nodes[other] = 1;
  });
  return { nodes, ties };
}

const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest in a direction; what lies aside counts double.
function nearest(places, from, [dx, dy]) {
  let best = -1, least = Infinity;
  places.forEach((place, n) => {
    if (!place || n === from) return;
    const x = place.x - places[from].x, y = place.y - places[from].y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead <= 0 || ahead + 2 * aside >= least) return;
    least = ahead + 2 * aside;
    best = n;
  });
  return best;
}

// `tools`: point(what or null), open(what or null), reveal(element), view().
export function makeHighlight(figure, universe, tools) {
  const { svg, nodes } = figure;
  let places = null, reachable = -1;
  const isShown = (n) => tools.view().shown.nodes[n] !== OUT;
  const centre = (element) => {
    const box = element.getBBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  // One node is in the order of the Tab key, and the arrows lead to the others.
  function makeReachable(n) {
    nodes[reachable]?.[0]?.setAttribute("tabindex", "-1");
    reachable = n;
    nodes[n]?.[0]?.setAttribute("tabindex", "0");
  }

  function dress() {
    svg.setAttribute("role", "group");
    svg.querySelector(":scope > [aria-hidden]")?.removeAttribute("aria-hidden");
    nodes.forEach(([element]) => {
      element?.setAttribute("role", "button");
      element?.setAttribute("tabindex", "-1");
    });
    svg.querySelectorAll(":scope > g > g:not(.nodes)").forEach((group) => {
      if (!group.querySelector("g.node")) group.setAttribute("aria-hidden", "true");
    });
  }

  function focus(n) {
    if (n < 0) return;
    makeReachable(n);
    nodes[n][0].focus({ preventScroll: true });
  }

  function findPlaces() {
    places ??= [];
    return nodes.map(([element], n) => (element && isShown(n) ? (places[n] ??= centre(element)) : null));
  }

  const order = () => [...nodes.keys()].filter((n) => nodes[n][0] && isShown(n));
  const keys = { Home: () => order()[0], End: () => order().at(-1) };

  svg.addEventListener("keydown", (event) => {
    const what = elementAt(event.target);
    if (!what || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Enter" || event.key === " ") tools.open(what);
    else if (event.key === "Escape") tools.open(null);
    else if (event.key in ways) focus(nearest(findPlaces(), what.number, ways[event.key]));
    else if (event.key in keys) focus(keys[event.key]() ?? -1);
    else return;
    event.preventDefault();
  });
  // Not on the drawing itself: a browser would take an SVG that hears of the focus for one that wants it.
  svg.parentNode.addEventListener("focusin", ({ target }) => {
    const what = elementAt(target);
    if (!what || !target.matches(":focus-visible")) return; // a pointer points by itself
    tools.point(what);
    tools.reveal(target);
  });
  svg.parentNode.addEventListener("focusout", () => tools.point(null));
  svg.addEventListener("pointerover", (event) => event.pointerType !== "touch" && tools.point(elementAt(event.target)));
  svg.addEventListener("pointerleave", () => tools.point(null));
  svg.addEventListener("click", ({ target }) => tools.open(elementAt(target)));
  dress();

  // What stands on it comes first, so that who sees "UK" may say "UK".
  function spoken(n) {
    const { full, name } = nodeAt(universe, n);
    return `${name}${full && full !== name ? ` (${full})` : ""}: ${typeLabel(universe, n)}`;
  }

  // Each is named when it is first shown.
  const named = new Uint8Array(nodes.length);
  function update() {
    nodes.forEach(([element], n) => {
      if (!element || named[n] || !isShown(n)) return;
      named[n] = 1;
      element.setAttribute("aria-label", spoken(n));
    });
    if (reachable < 0 || !isShown(reachable)) makeReachable(order()[0] ?? -1);
  }

  // Leads the focus to a node, or where that is not shown to the one that the Tab key leads to.
  const lead = (n) => focus(nodes[n]?.[0] && isShown(n) ? n : reachable);
  return { update, focus: lead };
}
