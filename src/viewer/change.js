// What is different between two times, by what each of them shows.
import { OUT } from "./time.js";

export const NOWHERE = 0, UNCHANGED = 1, ADDED = 2, ENDED = 3, CHANGED = 4;
export const CHANGES = ["nowhere", "unchanged", "added", "ended", "changed"];

function compare(before, after) {
  return Uint8Array.from(before, (answer, at) => {
    if (answer === OUT) return after[at] === OUT ? NOWHERE : ADDED;
    return after[at] === OUT ? ENDED : UNCHANGED;
  });
}

// Levels of one relationship exclude one another: where one of a pair ends and another begins, the
// relationship goes on at another level.
function markLevels(universe, ties) {
  const { relations, relation, from, to } = universe;
  const pairs = new Map();
  for (let tie = 0; tie < ties.length; tie++) {
    const { family } = relations[relation[tie]];
    if (!family || (ties[tie] !== ADDED && ties[tie] !== ENDED)) continue;
    const key = `${Math.min(from[tie], to[tie])} ${Math.max(from[tie], to[tie])} ${family}`;
    pairs.set(key, [...(pairs.get(key) ?? []), tie]);
  }
  for (const found of pairs.values())
    if (new Set(found.map((tie) => ties[tie])).size === 2) for (const tie of found) ties[tie] = CHANGED;
}

// { nodes, ties, counts }: what became of each from `before` to `after`, two selections. Of a changed
// level both ties are marked, the one that was and the one that is.
export function changeBetween(universe, before, after) {
  const nodes = compare(before.nodes, after.nodes), ties = compare(before.ties, after.ties);
  markLevels(universe, ties);
  const counts = CHANGES.map((_, change) => ties.reduce((sum, one) => sum + (one === change ? 1 : 0), 0));
  return { nodes, ties, counts };
}
