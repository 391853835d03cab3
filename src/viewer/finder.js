// The search: a field with a list of who is found, as WAI-ARIA describes a combobox.
import { make, say } from "./dom.js";
import { search } from "./search.js";
import { nodeName, typeLabel } from "./words.js";

let count = 0;

// `choose(node)` when one is chosen, `typed(text, found)` while typing.
export function makeFinder({ universe, index, label, placeholder, choose, typed = () => {}, isShown }) {
  const id = `finder-${++count}`;
  const list = make("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
  const input = make("input", { type: "search", id, role: "combobox", placeholder, autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  const status = make("span", { class: "unseen", role: "status" });
  const element = make("div", { class: "finder" }, make("label", { for: id }, label), input, list, status);
  let found = [], active = -1;

  function option({ node, text, kind }, n) {
    const reason = kind === "name" ? typeLabel(universe, node) : `${typeLabel(universe, node)}; ${text}`;
    const row = make("li", { id: `${id}-${n}`, role: "option", "aria-selected": "false", class: isShown(node) ? null : "absent" },
      make("span", { class: "name" }, nodeName(universe, node)), " ", make("span", { class: "reason" }, isShown(node) ? reason : `${reason}; not shown now`));
    row.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    row.addEventListener("click", () => pick(n));
    return row;
  }

  function open(results) {
    found = results;
    active = -1;
    list.replaceChildren(...results.map(option));
    list.hidden = results.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function point(n) {
    if (found.length === 0) return;
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (n + found.length) % found.length;
    list.children[active].setAttribute("aria-selected", "true");
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  }

  function pick(n) {
    const { node } = found[n];
    open([]);
    choose(node, input);
  }

  function look() {
    const results = search(index, input.value);
    open(results);
    const many = results.length === 1 ? "1 found" : `${results.length} found`;
    say(status, input.value.trim() === "" ? "" : results.length === 0 ? "Nothing found" : many);
    typed(input.value, results);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? look() : point(active + 1)),
    ArrowUp: () => point(active - 1),
    Enter: () => found.length > 0 && pick(Math.max(active, 0)),
  };
  input.addEventListener("input", look);
  input.addEventListener("blur", () => open([]));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      event.preventDefault();
      open([]);
    } else if (event.key in keys) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  return { element, input, clear: () => ((input.value = ""), open([])) };
}
