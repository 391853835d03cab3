// From all that the page holds to what is shown: the steps of src/select in their order, time,
// types, topic, group, tidy. What a step takes away stays away.
import { answerOf, CERTAIN, OUT, PRESUMED } from "./time.js";
import { eachTie } from "./universe.js";

// What is asked: `window` [first, last] or null for all time; `least` the answer that is enough;
// `hiddenTypes`, `hiddenRelations` columns of 0 and 1; `topic`, `group` a node or -1; `context` how many
// circles of undated neighbours stay; `keep` those without a tie; `filtered` the page is a part of
// its tables.
export const everything = {
  window: null, least: PRESUMED, hiddenTypes: null, hiddenRelations: null, topic: -1, group: -1,
  context: 0, keep: false, filtered: false,
};

const always = [-Infinity, Infinity];

// ---- time ----

// What is dead goes, and so do ties with a dead end.
function answerAll(universe, { window, least }, shown) {
  const { from, to, lives, effective } = universe;
  for (let node = 0; node < shown.nodes.length; node++) {
    const answer = answerOf(lives, node, window ?? always);
    shown.nodes[node] = answer >= least ? answer : OUT;
  }
  for (let tie = 0; tie < shown.ties.length; tie++) {
    const alive = shown.nodes[from[tie]] !== OUT && shown.nodes[to[tie]] !== OUT;
    const answer = alive ? answerOf(effective, tie, window ?? always) : OUT;
    shown.ties[tie] = answer >= least ? answer : OUT;
  }
}

// Marks both ends of the ties that stay, of all or of those that hold their ends.
function heldNodes(universe, shown, holds) {
  const held = new Uint8Array(shown.nodes.length);
  for (let tie = 0; tie < shown.ties.length; tie++)
    if (shown.ties[tie] !== OUT && (!holds || holds[tie]))
      held[universe.from[tie]] = held[universe.to[tie]] = 1;
  return held;
}

// One more circle of neighbours, by ties that hold nobody.
function widen({ from, to }, shown, held) {
  const before = held.slice();
  for (let tie = 0; tie < shown.ties.length; tie++)
    if (shown.ties[tie] !== OUT && (before[from[tie]] || before[to[tie]])) held[from[tie]] = held[to[tie]] = 1;
}

function keepHeld({ from, to }, { keep }, shown, held) {
  for (let node = 0; node < held.length; node++) if (!held[node] && !keep) shown.nodes[node] = OUT;
  for (let tie = 0; tie < shown.ties.length; tie++)
    if (!held[from[tie]] || !held[to[tie]]) shown.ties[tie] = OUT;
}

// A tie of which an end is not shown is not shown either.
function dropLoose({ from, to }, shown) {
  for (let tie = 0; tie < shown.ties.length; tie++)
    if (shown.nodes[from[tie]] === OUT || shown.nodes[to[tie]] === OUT) shown.ties[tie] = OUT;
}

function selectTime(universe, question, shown) {
  if (!question.window && question.least !== CERTAIN) return false;
  answerAll(universe, question, shown);
  const held = heldNodes(universe, shown, universe.holds);
  for (let circle = 0; circle < question.context; circle++) widen(universe, shown, held);
  keepHeld(universe, question, shown, held);
  return true;
}

// ---- types and relations ----

function selectTypes(universe, { hiddenTypes, hiddenRelations }, shown) {
  if (hiddenTypes)
    for (let node = 0; node < shown.nodes.length; node++)
      if (hiddenTypes[universe.type[node]]) shown.nodes[node] = OUT;
  if (hiddenRelations)
    for (let tie = 0; tie < shown.ties.length; tie++)
      if (hiddenRelations[universe.relation[tie]]) shown.ties[tie] = OUT;
  if (hiddenTypes) dropLoose(universe, shown);
  return Boolean(hiddenTypes || hiddenRelations);
}

// ---- topics ----

// Adds what lies under the marked nodes: a tie between two of one general type leads from the part
// to the whole.
function addParts({ from, to, root }, marked) {
  for (let added = true; added; ) {
    added = false;
    for (let tie = 0; tie < from.length; tie++) {
      if (!marked[to[tie]] || marked[from[tie]] || root[from[tie]] !== root[to[tie]]) continue;
      marked[from[tie]] = 1;
      added = true;
    }
  }
  return marked;
}

// What happens and has a tie to a marked node.
function happeningsAbout({ from, to, happening }, shown, topics) {
  const about = new Uint8Array(topics.length);
  for (let tie = 0; tie < from.length; tie++) {
    if (shown.ties[tie] === OUT) continue;
    about[from[tie]] |= topics[to[tie]] & happening[from[tie]];
    about[to[tie]] |= topics[from[tie]] & happening[to[tie]];
  }
  return about;
}

// Agreements and events about the topic or a part of it, those topics, and who has a tie to them.
function selectTopic(universe, { topic }, shown) {
  if (topic < 0) return false;
  const { from, to, root } = universe;
  const marked = new Uint8Array(shown.nodes.length);
  marked[topic] = 1;
  const topics = addParts(universe, marked);
  const about = happeningsAbout(universe, shown, topics);
  const near = new Uint8Array(shown.nodes.length);
  for (let tie = 0; tie < from.length; tie++) {
    const a = from[tie], b = to[tie];
    const other = root[a] === root[b] ? !(topics[a] && topics[b]) && !(about[a] && about[b]) : !about[a] && !about[b];
    if (shown.ties[tie] === OUT || other) shown.ties[tie] = OUT;
    else near[a] = near[b] = 1;
  }
  for (let node = 0; node < near.length; node++)
    if (!near[node] && !topics[node] && !about[node]) shown.nodes[node] = OUT;
  dropLoose(universe, shown);
  return true;
}

// ---- groups ----

// The group and those of whom a tie that is shown says that they have joined it or lie within it.
export function membersOf(universe, shown, group) {
  const { from, to, relation, relations, happening } = universe;
  const members = new Uint8Array(shown.nodes.length);
  members[group] = 1;
  eachTie(universe, group, (tie, other) => {
    const { joins, within } = relations[relation[tie]];
    if ((joins || within) && to[tie] === group && shown.ties[tie] !== OUT && !happening[from[tie]]) members[other] = 1;
  });
  return members;
}

// The members and every agreement and event that touches two of them or more.
function selectGroup(universe, { group }, shown) {
  if (group < 0) return false;
  const { from, to, happening } = universe;
  const members = membersOf(universe, shown, group);
  for (let node = 0; node < members.length; node++) {
    const touched = new Set();
    if (happening[node])
      eachTie(universe, node, (tie, other) => shown.ties[tie] !== OUT && members[other] && touched.add(other));
    if (!members[node] && touched.size < 2) shown.nodes[node] = OUT;
  }
  for (let tie = 0; tie < from.length; tie++)
    if (!members[from[tie]] && !members[to[tie]]) shown.ties[tie] = OUT;
  dropLoose(universe, shown);
  return true;
}

// ---- tidy ----

// A tie that stands for an agreement is not drawn beside that agreement.
function dropShortForms({ agreement }, shown) {
  for (let tie = 0; tie < shown.ties.length; tie++)
    if (agreement[tie] >= 0 && shown.nodes[agreement[tie]] !== OUT) shown.ties[tie] = OUT;
}

function dropIsolated(universe, shown) {
  const held = heldNodes(universe, shown, null);
  for (let node = 0; node < held.length; node++) if (!held[node]) shown.nodes[node] = OUT;
}

const count = (answers) => answers.reduce((sum, answer) => sum + (answer !== OUT ? 1 : 0), 0);

// An answer for each node and tie, OUT for what is not shown, and how many are.
export function select(universe, question) {
  const shown = {
    nodes: new Uint8Array(universe.nodeCount).fill(CERTAIN),
    ties: new Uint8Array(universe.tieCount).fill(CERTAIN),
  };
  const steps = [selectTime, selectTypes, selectTopic, selectGroup];
  const asked = steps.map((step) => step(universe, question, shown)).some(Boolean);
  const tidying = (asked || question.filtered) && !question.keep;
  if (tidying) dropIsolated(universe, shown);
  dropShortForms(universe, shown);
  if (tidying) dropIsolated(universe, shown);
  return { ...shown, nodeCount: count(shown.nodes), tieCount: count(shown.ties) };
}
