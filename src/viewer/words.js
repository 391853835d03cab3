// The question, names and ties in words, the same as those of src/draw/words.c.
import { dateOf, dayOf, EVER, NEVER } from "./time.js";
import { nodeAt } from "./universe.js";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];

// ---- days ----

const dayWords = ({ year, month, day }) => `${day} ${months[month - 1]} ${year}`;

const monthLength = (year, month) => dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - dayOf(year, month, 1);

const isWholeYears = (first, last) => first.month === 1 && first.day === 1 && last.month === 12 && last.day === 31;

const isWholeMonth = (first, last) => first.year === last.year && first.month === last.month
  && first.day === 1 && last.day === monthLength(last.year, last.month);

// "2025", "2010 to 2019", "October 2025", or "" if it is no round stretch.
function roundWords(first, last) {
  if (isWholeYears(first, last)) return first.year === last.year ? `${first.year}` : `${first.year} to ${last.year}`;
  return isWholeMonth(first, last) ? `${months[first.month - 1]} ${first.year}` : "";
}

function rangeWords(first, last) {
  const within = first.year === last.year && first.month === last.month;
  return `${within ? first.day : dayWords(first)} to ${dayWords(last)}`;
}

// ---- the question ----

export function windowWords(window) {
  if (!window || (window[0] <= NEVER && window[1] >= EVER)) return "all years";
  const [earliest, latest] = window, first = dateOf(earliest), last = dateOf(latest);
  if (earliest <= NEVER) return `up to ${dayWords(last)}`;
  if (latest >= EVER) return `${dayWords(first)} or later`;
  if (earliest === latest) return dayWords(first);
  return roundWords(first, last) || rangeWords(first, last);
}

const rules = {
  possible: "; also what is merely possible",
  presumed: "; an unknown end counts as going on",
  certain: "; only what is certain",
};

export function ruleWords(window, rule) {
  if (!window && rule !== "certain") return "All years together";
  const words = windowWords(window), tail = rules[rule];
  if (!window) return `In force in ${words}${tail}`;
  const [earliest, latest] = window, first = dateOf(earliest), last = dateOf(latest);
  if (earliest === latest) return `As of ${words}${tail}`;
  if (latest >= EVER) return `In force on ${words}${tail}`;
  if (earliest <= NEVER) return `In force on ${dayWords(last)} or before${tail}`;
  const one = isWholeMonth(first, last) || (isWholeYears(first, last) && first.year === last.year);
  return `In force at some time ${one ? "in " : "from "}${words}${tail}`;
}

// ---- nodes and ties ----

// "United Kingdom (UK)".
export function nodeName(universe, node) {
  const { name, full } = nodeAt(universe, node);
  return full && full !== name ? `${full} (${name})` : name;
}

// The name by which ties call it.
export const shortName = (universe, node) => universe.data.nodes.name[node];

// On whose behalf: a node, or the name of one that the page does not hold.
export const behalfName = (universe, behalf) => (typeof behalf === "number" ? nodeName(universe, behalf) : behalf ?? "");

export const typeLabel = (universe, node) => universe.types[universe.type[node]].label;
export const relationLabel = (universe, tie) => universe.relations[universe.relation[tie]].label;
export const isSymmetric = (universe, tie) => Boolean(universe.relations[universe.relation[tie]].symmetric);

export function endsWords(universe, tie) {
  const between = isSymmetric(universe, tie) ? "–" : "→";
  return `${shortName(universe, universe.from[tie])} ${between} ${shortName(universe, universe.to[tie])}`;
}

export const countWords = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
