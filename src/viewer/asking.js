// From the state of the page to what is shown.
import { changeBetween, NOWHERE } from "./change.js";
import { hiddenAmong } from "./kinds.js";
import { shortestPaths } from "./path.js";
import { everything, select } from "./select.js";
import { EVER, NEVER, RULES, windowOfYear } from "./time.js";

// The year that a window is, "all", or "given" for any other.
export function yearOf(window) {
  if (!window || (window[0] <= NEVER && window[1] >= EVER)) return "all";
  for (const year of [1970 + Math.round(window[0] / 365.2425)])
    if (String(windowOfYear(year)) === String(window)) return year;
  return "given";
}

export function initialState({ window, least }) {
  return { year: yearOf(window), rule: least ?? "presumed", hide: [], topic: null, group: null, focus: null, q: "", path: null, change: null };
}

const windowOf = (data, year) => (year === "all" ? null : year === "given" ? data.window : windowOfYear(year));

export function questionOf(universe, kinds, state) {
  const { data, types, relations, number } = universe;
  return {
    ...everything,
    window: windowOf(data, state.year),
    least: RULES.indexOf(state.rule),
    hiddenTypes: hiddenAmong(kinds, state.hide, "type", types.length),
    hiddenRelations: hiddenAmong(kinds, state.hide, "relation", relations.length),
    topic: number.get(state.topic) ?? -1,
    group: number.get(state.group) ?? -1,
    context: data.context ?? 0, keep: Boolean(data.keep), filtered: Boolean(data.filtered),
  };
}

// What either of two years shows, and what became of it.
function compare(universe, question, [first, last]) {
  const [before, after] = [first, last].map((year) => select(universe, { ...question, window: windowOfYear(year) }));
  const change = changeBetween(universe, before, after);
  const shown = (changes, a, b) => changes.map((one, at) => (one === NOWHERE ? 0 : Math.max(a[at], b[at])));
  const nodes = shown(change.nodes, before.nodes, after.nodes), ties = shown(change.ties, before.ties, after.ties);
  const count = (column) => column.reduce((sum, answer) => sum + (answer ? 1 : 0), 0);
  return { nodes, ties, nodeCount: count(nodes), tieCount: count(ties), change };
}

// { question, shown, change, path }; `shown` is what select gives.
export function answer(universe, kinds, state) {
  const question = questionOf(universe, kinds, state);
  const shown = state.change ? compare(universe, question, state.change) : select(universe, question);
  const [a, b] = (state.path ?? []).map((id) => universe.number.get(id));
  const path = state.path ? shortestPaths(universe, shown, a, b) : null;
  return { question, shown, change: shown.change ?? null, path };
}

// Whether there is more than one year to choose from.
export const hasYears = ({ first, last }) => Number.isInteger(first) && first < last;

const rising = (a, b) => a - b;

// A state out of an address may name what is not here: that is put right.
export function soundState(universe, kinds, initial, wanted) {
  const { data, number } = universe;
  const known = (id) => (number.has(id) ? id : null);
  const within = (year) => Math.min(Math.max(year, data.first), data.last);
  const state = { ...initial, ...wanted };
  const keys = new Set(kinds.map(({ key }) => key));
  return {
    ...state,
    year: typeof state.year !== "number" ? state.year : hasYears(data) ? within(state.year) : initial.year,
    hide: state.hide.filter((key) => keys.has(key)),
    topic: known(state.topic), group: known(state.group), focus: known(state.focus),
    path: state.path?.every((id) => number.has(id)) ? state.path : null,
    change: state.change && hasYears(data) ? state.change.map(within).sort(rising) : null,
  };
}
