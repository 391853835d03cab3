// Two years beside each other in one drawing: what is new, what has ended, what goes on otherwise.
import { button, byId, make } from "./dom.js";
import { ADDED, CHANGED, ENDED, UNCHANGED } from "./change.js";

const kinds = [["added", ADDED, "added"], ["changed", CHANGED, "changed level"], ["ended", ENDED, "ended"], ["unchanged", UNCHANGED, "unchanged"]];

function yearField(id, label, { first, last }, onchange) {
  const input = make("input", { type: "number", id, min: first, max: last, step: 1, inputmode: "numeric", onchange });
  return [make("label", { for: id }, label, " ", input), input];
}

export function makeCompare(store, data) {
  const take = () => store.set({ change: [from, to].map((input) => Number(input.value)) });
  const [fromLabel, from] = yearField("change-from", "From", data, take);
  const [toLabel, to] = yearField("change-to", "to", data, take);
  const years = make("span", { class: "pair", hidden: true }, fromLabel, toLabel);

  // To begin with: the year that is shown and one ten years before.
  function toggle() {
    const { year, change } = store.get();
    const last = typeof year === "number" ? Math.max(year, data.first + 1) : data.last;
    store.set({ change: change ? null : [Math.max(data.first, last - 10), last] });
  }

  const start = button("Compare two years", toggle, { id: "compare", "aria-pressed": "false" });
  const element = make("div", { class: "compare", role: "group", "aria-label": "Change between two years" }, start, years);
  const key = makeKey();

  function update({ state, change }) {
    start.setAttribute("aria-pressed", String(Boolean(change)));
    years.hidden = !change;
    if (state.change) [from.value, to.value] = state.change;
    key.update(change);
  }
  return { element, update };
}

// A part of the legend that is there while two years are compared.
function makeKey() {
  const rows = kinds.map(([name, number, label]) => {
    const count = make("span", { class: "count" });
    const sample = make("span", { class: `sample ${name}`, "aria-hidden": "true" });
    return [number, count, make("li", {}, sample, make("span", {}, label), count)];
  });
  const element = make("div", { id: "change-key", hidden: true }, make("h3", {}, "Change"), make("ul", {}, rows.map(([, , row]) => row)));
  byId("legend")?.append(element);
  return {
    update(change) {
      element.hidden = !change;
      if (change) rows.forEach(([number, count]) => (count.textContent = change.counts[number]));
    },
  };
}
