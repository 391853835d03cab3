// What is asked beside the year: how sure it must be, and which types, relations, topic and group.
import { byId, make } from "./dom.js";
import { POSSIBLE, PRESUMED, RULES } from "./time.js";
import { isA, nodeAt } from "./universe.js";

// ---- certain, presumed, possible ----

const rules = {
  certain: ["Certain", "Only what is certain"],
  presumed: ["Presumed", "An unknown end counts as going on"],
  possible: ["Possible", "Also what is merely possible"],
};

export function makeRuleSwitch(store) {
  const inputs = Object.entries(rules).map(([rule, [label, title]]) => {
    const input = make("input", { type: "radio", name: "rule", value: rule, onchange: () => store.set({ rule }) });
    return [rule, input, make("label", { title }, input, make("span", {}, label))];
  });
  const element = make("fieldset", { class: "switch" }, make("legend", {}, "In force"), inputs.map(([, , label]) => label));
  const update = ({ state }) => inputs.forEach(([rule, input]) => (input.checked = rule === state.rule));
  return { element, update };
}

// ---- topics and groups ----

const byName = (a, b) => a.name.localeCompare(b.name);

function makeChoice(store, key, label, none, nodes) {
  if (nodes.length === 0) return null;
  const select = make("select", { id: `choose-${key}`, onchange: () => store.set({ [key]: select.value || null }) },
    make("option", { value: "" }, none), nodes.map(({ id, name }) => make("option", { value: id }, name)));
  return {
    element: make("p", { class: "choice" }, make("label", { for: select.id }, label), select),
    update: ({ state }) => (select.value = state[key] ?? ""),
  };
}

function rowsWhere(universe, test) {
  const found = [];
  for (let node = 0; node < universe.nodeCount; node++)
    if (test(node)) found.push({ id: universe.data.nodes.id[node], name: nodeAt(universe, node).full ?? universe.data.nodes.name[node] });
  return found.sort(byName);
}

export function makeTopicChoice(store, universe) {
  const { types, type } = universe;
  return makeChoice(store, "topic", "Topic", "All topics", rowsWhere(universe, (node) => isA(types, type[node], "topic")));
}

// Whom two or more of those that endure have joined.
export function makeGroupChoice(store, universe) {
  const joined = new Map();
  universe.relation.forEach((relation, tie) => {
    const { from, to, happening, relations } = universe;
    if (relations[relation].joins && !happening[to[tie]] && !happening[from[tie]])
      joined.set(to[tie], (joined.get(to[tie]) ?? new Set()).add(from[tie]));
  });
  return makeChoice(store, "group", "Group", "All", rowsWhere(universe, (node) => joined.get(node)?.size > 1));
}

// ---- the legend: each entry of a type or relation can be switched off ----

function dressEntry(store, item, kind) {
  const box = make("input", { type: "checkbox", onchange: () => toggle(store, kind.key, box.checked) });
  const count = make("span", { class: "count" });
  item.replaceChildren(make("label", {}, box, ...item.childNodes, count));
  return { item, kind, box, count };
}

function toggle(store, key, on) {
  const others = store.get().hide.filter((hidden) => hidden !== key);
  store.set({ hide: on ? others : [...others, key] });
}

function countKinds(shown, { type, relation }, types, relations) {
  const counts = { type: new Int32Array(types), relation: new Int32Array(relations) };
  shown.nodes.forEach((answer, node) => answer && counts.type[type[node]]++);
  shown.ties.forEach((answer, tie) => answer && counts.relation[relation[tie]]++);
  return counts;
}

export function makeLegend(store, universe, kinds) {
  const entries = [];
  for (const item of document.querySelectorAll("#legend li[data-kind]")) {
    const kind = kinds.find((one) => one.sort === item.dataset.kind && one.class === item.dataset.class);
    if (kind) entries.push(dressEntry(store, item, kind));
  }
  const certainty = [...(byId("certainty")?.children ?? [])];

  function update({ state, shown, change }) {
    const counts = countKinds(shown, universe, universe.types.length, universe.relations.length);
    for (const { item, kind, box, count } of entries) {
      const number = counts[kind.sort][kind.number], hidden = state.hide.includes(kind.key);
      item.classList.toggle("off", number === 0 && !hidden);
      box.checked = !hidden;
      count.textContent = hidden ? "" : number;
    }
    const answers = new Set(shown.ties);
    const uncertain = !change && (answers.has(POSSIBLE) || answers.has(PRESUMED));
    certainty.forEach((item) => item.classList.toggle("off", !uncertain || !answers.has(RULES.indexOf(item.dataset.class))));
    for (const list of document.querySelectorAll("#legend div"))
      list.classList.toggle("off", list.querySelectorAll("li:not(.off)").length === 0);
  }
  return { update };
}
