import assert from "node:assert/strict";
import { test } from "node:test";
import { everything, select } from "../../src/viewer/select.js";
import { countYears } from "../../src/viewer/counts.js";
import { CERTAIN, POSSIBLE, PRESUMED, windowOfYear } from "../../src/viewer/time.js";
import { idsOf, small, tiesOf } from "./small.mjs";

const universe = small();
const ask = (question) => select(universe, { ...everything, ...question });
const inYear = (year, question = {}) => ask({ window: windowOfYear(year), ...question });

test("without a time everything is shown but the short form of an agreement", () => {
  const shown = ask({});
  assert.deepEqual(tiesOf(shown.ties), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(shown.nodeCount, 7);
});

test("what is dead goes, and who is left without a tie", () => {
  assert.deepEqual(idsOf(universe, inYear(2016).nodes), ["vnm", "gbr", "ind"]);
  assert.deepEqual(tiesOf(inYear(2016).ties), [0, 2]);
  assert.equal(inYear(2009).nodeCount, 0);
});

test("an undated tie between two that endure holds nobody, and stays where others hold both", () => {
  assert.ok(!idsOf(universe, inYear(2022).nodes).includes("mps"));
  assert.deepEqual(tiesOf(inYear(2026).ties), [1, 2, 3, 4, 5, 6]);
  assert.ok(!idsOf(universe, inYear(2026).nodes).includes("crime"), "only an undated tie reaches it");
});

test("a tie is as sure as its ends", () => {
  assert.equal(inYear(2026).ties[4], PRESUMED);
  assert.equal(inYear(2025).ties[4], CERTAIN);
  assert.equal(inYear(2026, { least: CERTAIN }).ties[4], 0);
});

test("certain asks of all time, too", () => {
  assert.ok(ask({ least: CERTAIN }).nodeCount > 0);
  assert.equal(ask({ least: POSSIBLE }).nodeCount, 7);
});

test("a type that is hidden takes its ties and who had no other along", () => {
  const hiddenTypes = Uint8Array.of(0, 0, 0, 1, 0);
  const shown = inYear(2026, { hiddenTypes });
  assert.deepEqual(idsOf(universe, shown.nodes), ["vnm", "gbr", "ind", "mps"]);
  assert.deepEqual(tiesOf(shown.ties), [1, 2, 3, 8], "the tie stands for the agreement that is not shown");
});

test("a relation that is hidden leaves its ends where others hold them", () => {
  const hiddenRelations = Uint8Array.of(0, 1, 0, 0, 0);
  assert.deepEqual(idsOf(universe, inYear(2017, { hiddenRelations }).nodes), ["vnm", "gbr"]);
});

test("a topic leaves what is about it or a part of it, and who has to do with that", () => {
  const shown = inYear(2026, { topic: 6 });
  assert.deepEqual(idsOf(universe, shown.nodes), ["gbr", "mps", "mou", "fraud"]);
});

test("a group leaves its members and what two of them have to do with", () => {
  const shown = inYear(2026, { group: universe.number.get("vnm") });
  assert.deepEqual(idsOf(universe, shown.nodes), ["vnm", "mps"]);
  assert.deepEqual(tiesOf(shown.ties), [3]);
});

test("who is without a tie can be kept, and undated neighbours, too", () => {
  assert.equal(inYear(2009, { keep: true }).nodeCount, 6, "all but the agreement");
  assert.ok(idsOf(universe, inYear(2016, { context: 1 }).nodes).includes("mps"));
  assert.ok(!idsOf(universe, inYear(2016, { context: 1 }).nodes).includes("crime"));
});

test("years are counted as they are shown, and a count that is out of date stops", async () => {
  const counts = {};
  const take = (year, ties) => (counts[year] = ties);
  const pause = async () => {};
  const done = await countYears(universe, { ...everything }, [2009, 2026], { take, pause, isStale: () => false, budget: 0 });
  assert.ok(done);
  assert.deepEqual([counts[2009], counts[2010], counts[2016], counts[2026]], [0, 1, 2, 6]);
  assert.equal(await countYears(universe, { ...everything }, [2009, 2026], { take, pause, isStale: () => true }), false);
});
