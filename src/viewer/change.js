// What changed between two times, by what each of them shows: the verdicts of src/select/change.h.
import { OUT } from "./time.js";

export const NOWHERE = 0, ADDED = 1, CHANGED = 2, ENDED = 3, UNCHANGED = 4;
export const CHANGES = ["nowhere", "added", "changed", "ended", "unchanged"];

function compare(before, after) {
  return Uint8Array.from(before, (answer, at) => {
    if (answer === OUT) return after[at] === OUT ? NOWHERE : ADDED;
    return after[at] === OUT ? ENDED : UNCHANGED;
  });
}

// ---- levels: of an exclusive family between the same two, only the last at each time counts ----

// The order in which levels are reached.
function isLater(universe, a, b) {
  const { own, relation } = universe, days = own.days;
  const keys = (tie) => [own.given[tie], days[4 * tie + 1], days[4 * tie], days[4 * tie + 3], days[4 * tie + 2], relation[tie], tie];
  const left = keys(a), right = keys(b), at = left.findIndex((key, n) => key !== right[n]);
  return left[at] > right[at];
}

// { pair of a family: [the last tie before, the last tie after] }
function findLevels(universe, before, after) {
  const { relations, relation, from, to } = universe, levels = new Map();
  for (let tie = 0; tie < from.length; tie++) {
    const { family } = relations[relation[tie]];
    if (!family) continue;
    const key = `${Math.min(from[tie], to[tie])} ${Math.max(from[tie], to[tie])} ${family}`;
    const last = levels.get(key) ?? [-1, -1];
    [before, after].forEach((answers, n) => {
      if (answers[tie] !== OUT && (last[n] < 0 || isLater(universe, tie, last[n]))) last[n] = tie;
    });
    levels.set(key, last);
  }
  return levels.values();
}

function judgeLevels(universe, before, after, ties, insteadOf) {
  const { relations, relation } = universe;
  for (let tie = 0; tie < ties.length; tie++) if (relations[relation[tie]].family) ties[tie] = NOWHERE;
  for (const [was, is] of findLevels(universe, before, after)) {
    if (is < 0) {
      if (was >= 0) ties[was] = ENDED;
    } else {
      ties[is] = was < 0 ? ADDED : relation[was] === relation[is] ? UNCHANGED : CHANGED;
      if (ties[is] === CHANGED) insteadOf.set(is, was);
    }
  }
}

// { nodes, ties, counts, insteadOf }: the verdict on each, how many ties there are of each verdict, and
// which level a changed one took the place of.
export function changeBetween(universe, before, after) {
  const nodes = compare(before.nodes, after.nodes), ties = compare(before.ties, after.ties), insteadOf = new Map();
  judgeLevels(universe, before.ties, after.ties, ties, insteadOf);
  const counts = CHANGES.map((_, change) => ties.reduce((sum, one) => sum + (one === change ? 1 : 0), 0));
  return { nodes, ties, counts, insteadOf };
}
