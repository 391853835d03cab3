// Dates, ties and the question in words, the same as those of src/draw/words.c.
import { dateOf, EVER, NEVER, dayOf } from "./time.js";

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

export function daysWords(earliest, latest) {
  const from = earliest > NEVER, to = latest < EVER;
  if (!from && !to) return "";
  if (!from) return `by ${dayWords(dateOf(latest))}`;
  if (!to) return `${dayWords(dateOf(earliest))} or later`;
  const first = dateOf(earliest), last = dateOf(latest);
  if (earliest === latest) return dayWords(first);
  return roundWords(first, last) || `one day from ${rangeWords(first, last)}`;
}

// ---- lifetimes ----

function pointWords([starts, startsBy], start) {
  if (starts === startsBy) return `on ${start}`;
  return /^(one day|by)/.test(start) ? start : `in ${start}`;
}

// "since May 2008", "until 28 October 2025", "from 2010 to 2025"; "" if nothing is known.
export function lifeWords(life) {
  if (!life) return "";
  const [starts, startsBy, endsFrom, ends] = life;
  const start = daysWords(starts, startsBy);
  const end = ends < EVER ? daysWords(endsFrom, ends) : "";
  if (starts > NEVER && startsBy === EVER) return `not before ${dayWords(dateOf(starts))}`;
  if (start && starts === endsFrom && startsBy === ends) return pointWords(life, start);
  const known = starts > NEVER;
  if (known && end) return `from ${start} to ${end}`;
  if (end) return `until ${end}`;
  if (known) return `since ${start}`;
  return start && `known ${start}`;
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

export function nodeName(node) {
  return node.full && node.full !== node.name ? `${node.full} (${node.name})` : node.name;
}

export function endsWords(universe, tie) {
  const { from, to, relation } = universe.ties[tie];
  const { nodes, relations } = universe;
  return `${nodes[from].name} ${relations[relation].symmetric ? "–" : "→"} ${nodes[to].name}`;
}

// " (chair), on behalf of Vietnam", or "".
export function partWords(universe, tie) {
  const { role, behalf } = universe.ties[tie];
  return (role ? ` (${role})` : "") + (behalf === undefined ? "" : `, on behalf of ${universe.nodes[behalf].name}`);
}

export const countWords = (count, one, many = `${one}s`) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

const joined = (parts) => parts.filter(Boolean).join(", ");

function sourceWords(universe, sources = []) {
  if (sources.length === 0) return "";
  const names = sources.slice(0, 12).map((source) => universe.data.sources[source].id).join(", ");
  const more = sources.length > 12 ? ` and ${sources.length - 12} more` : "";
  return `; source${sources.length > 1 ? "s" : ""} ${names}${more}`;
}

// "Vietnam: state; source src-1". `answer` is a word, or "" where no time was asked for.
export function nodeWords(universe, number, answer = "") {
  const node = universe.nodes[number];
  const label = universe.types[node.type].label;
  const told = joined([`${nodeName(node)}: ${label}`, lifeWords(node.life), node.life ? answer : ""]);
  return told + sourceWords(universe, node.sources);
}

// "Vietnam – China: comprehensive strategic partnership, since May 2008, certain; source src-1".
export function tieWords(universe, number, answer = "") {
  const tie = universe.ties[number];
  const head = `${endsWords(universe, number)}: ${universe.relations[tie.relation].label}${partWords(universe, number)}`;
  return joined([head, lifeWords(tie.life), answer]) + sourceWords(universe, tie.sources);
}
