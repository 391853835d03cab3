// How many ties each year shows, for the histogram: by the same selection, year by year.
import { select } from "./select.js";
import { windowOfYear } from "./time.js";

// Calls `take(year, ties)` for each year. Between slices of `budget` milliseconds it waits for `pause`, so that
// the page stays awake; `isStale` ends it.
export async function countYears(universe, question, [first, last], { take, pause, isStale, budget = 8 }) {
  let begun = performance.now();
  for (let year = first; year <= last; year++) {
    if (isStale()) return false;
    take(year, select(universe, { ...question, window: windowOfYear(year) }).tieCount);
    if (performance.now() - begun < budget) continue;
    await pause();
    begun = performance.now();
  }
  return !isStale();
}
