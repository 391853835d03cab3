import assert from "node:assert/strict";
import { test } from "node:test";
import { dateOf, dayOf, EVER, NEVER, windowOfYear } from "../../src/viewer/time.js";
import { endsWords, nodeName, ruleWords, windowWords } from "../../src/viewer/words.js";
import { small } from "./small.mjs";

test("days and dates are those of the calendar, before 1970 and in leap years", () => {
  assert.equal(dayOf(1970), 0);
  assert.equal(dayOf(2025, 10, 29), Date.UTC(2025, 9, 29) / 864e5);
  for (let day = -200_000; day < 200_000; day += 13) {
    const date = new Date(day * 864e5);
    assert.deepEqual(dateOf(day), { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
    const { year, month, day: ofMonth } = dateOf(day);
    assert.equal(dayOf(year, month, ofMonth), day);
  }
});

test("a year is a window from its first to its last day", () => {
  assert.deepEqual(windowOfYear(2024), [dayOf(2024, 1, 1), dayOf(2024, 12, 31)]);
});

test("the question is told with its rule", () => {
  assert.equal(ruleWords(windowOfYear(2016), "presumed"), "In force at some time in 2016; an unknown end counts as going on");
  assert.equal(ruleWords(null, "presumed"), "All years together");
  assert.equal(windowWords([dayOf(2008), dayOf(2025, 12, 31)]), "2008 to 2025");
  assert.equal(windowWords([dayOf(2024, 2, 1), dayOf(2024, 2, 29)]), "February 2024");
  assert.equal(windowWords([dayOf(2024, 12, 1), dayOf(2024, 12, 31)]), "December 2024");
  assert.equal(windowWords([dayOf(2025, 10, 28), dayOf(2025, 10, 30)]), "28 to 30 October 2025");
  assert.equal(windowWords([NEVER, EVER]), "all years");
  assert.equal(ruleWords([NEVER, dayOf(2025, 10, 29)], "presumed"), "In force on 29 October 2025 or before; an unknown end counts as going on");
  assert.equal(ruleWords([dayOf(2025, 10, 29), dayOf(2025, 10, 29)], "certain"), "As of 29 October 2025; only what is certain");
});

test("nodes and ties are called as the figure calls them", () => {
  const universe = small();
  assert.equal(nodeName(universe, 1), "United Kingdom (UK)");
  assert.equal(nodeName(universe, 2), "India");
  assert.equal(endsWords(universe, 2), "Việt Nam – India");
  assert.equal(endsWords(universe, 5), "UK → MoU on fraud");
});
