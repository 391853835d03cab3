// All shortest ways between two nodes, told in words and shown in the drawing.
import { button, make } from "./dom.js";
import { makeFinder } from "./finder.js";
import { countWords, nodeName, shortName } from "./words.js";

function sentence(universe, { state, path }) {
  const [a, b] = state.path.map((id) => nodeName(universe, universe.number.get(id)));
  if (!path) return `No path leads from ${a} to ${b} by what is shown now.`;
  if (path.length === 0) return `${a} and ${b} are the same.`;
  return `From ${a} to ${b}: ${countWords(path.length, "tie")}${path.paths.length > 1 ? ", by these ways" : ""}.`;
}

// A strip above the figure while a path is looked for or shown; `leave(node)` leads back to where it began.
export function makePathFinder({ store, universe, index, isShown, leave }) {
  const { id: ids } = universe.data.nodes;
  let start = -1;
  const words = make("p", { id: "path-words", role: "status", tabindex: "-1" });
  const ways = make("ol", { class: "ways" });
  const finder = makeFinder({ universe, index, label: "Path to", placeholder: "Name", choose: (node) => lead(node), isShown });
  const element = make("section", { id: "path", "aria-label": "Path", hidden: true }, words, ways, finder.element,
    button("Close path", () => close(), { id: "close-path" }));
  element.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && close());

  // Asks for the other end.
  function begin(node) {
    start = node;
    element.hidden = false;
    finder.clear();
    finder.element.hidden = false;
    words.textContent = `From ${nodeName(universe, node)} to whom?`;
    ways.replaceChildren();
    finder.input.focus();
  }

  function lead(node) {
    store.set({ path: [ids[start], ids[node]], focus: null });
    words.focus();
  }

  function close() {
    const { path } = store.get(), from = path ? universe.number.get(path[0]) : start;
    start = -1;
    element.hidden = true;
    if (path) store.set({ path: null });
    leave(from);
  }

  function way(nodes) {
    return make("li", {}, nodes.map((node, n) => [n > 0 && " – ", make("span", {}, shortName(universe, node))]).flat());
  }

  function update(next) {
    if (!next.state.path) {
      if (start < 0) element.hidden = true;
      return;
    }
    start = -1;
    element.hidden = false;
    finder.element.hidden = true;
    words.textContent = sentence(universe, next);
    ways.replaceChildren(...(next.path?.length > 0 ? next.path.paths.map(way) : []));
  }
  return { element, begin, update };
}
