import assert from "node:assert/strict";
import { test } from "node:test";
import { shortestPaths } from "../../src/viewer/path.js";
import { ADDED, changeBetween, CHANGED, ENDED, NOWHERE, UNCHANGED } from "../../src/viewer/change.js";
import { everything, select } from "../../src/viewer/select.js";
import { windowOfYear } from "../../src/viewer/time.js";
import { readUniverse } from "../../src/viewer/universe.js";
import { dataOf, idsOf, small, tiesOf } from "./small.mjs";

const universe = small();
const inYear = (year) => select(universe, { ...everything, window: windowOfYear(year) });
const node = (id) => universe.number.get(id);

test("a path takes ties whichever way they point", () => {
  const found = shortestPaths(universe, inYear(2026), node("ind"), node("fraud"));
  assert.equal(found.length, 4);
  assert.deepEqual(found.paths.map((path) => path.map((n) => universe.data.nodes.id[n])),
    [["ind", "vnm", "gbr", "mou", "fraud"], ["ind", "vnm", "mps", "mou", "fraud"]]);
  assert.deepEqual(idsOf(universe, found.nodes), ["vnm", "gbr", "ind", "mps", "mou", "fraud"]);
  assert.deepEqual(tiesOf(found.ties), [1, 2, 3, 4, 5, 6]);
});

test("all ties between two that are next on a path belong to it", () => {
  const found = shortestPaths(universe, select(universe, { ...everything, hiddenTypes: Uint8Array.of(0, 0, 0, 1, 0) }), 0, 1);
  assert.deepEqual(tiesOf(found.ties), [0, 1, 8]);
});

test("there is no path by what is not shown", () => {
  assert.equal(shortestPaths(universe, inYear(2016), node("ind"), node("fraud")), null);
  assert.equal(shortestPaths(universe, inYear(2009), node("vnm"), node("gbr")), null);
});

test("from a node to itself there is one path without a tie", () => {
  assert.deepEqual(shortestPaths(universe, inYear(2016), 0, 0).paths, [[0]]);
});

test("a grid has many shortest paths and only the first are spelt out", () => {
  const wide = 12, at = (row, column) => row * wide + column, ties = [];
  for (let row = 0; row < wide; row++)
    for (let column = 0; column < wide; column++) {
      if (column + 1 < wide) ties.push({ relation: 0, from: at(row, column), to: at(row, column + 1) });
      if (row + 1 < wide) ties.push({ relation: 0, from: at(row + 1, column), to: at(row, column) });
    }
  const nodes = Array.from({ length: wide * wide }, (_, n) => ({ id: `n${n}`, name: "", type: 0 }));
  const grid = readUniverse(dataOf(nodes, ties));
  const found = shortestPaths(grid, select(grid, everything), 0, wide * wide - 1, 5);
  assert.equal(found.length, 22);
  assert.equal(found.paths.length, 5);
  assert.equal(tiesOf(found.ties).length, ties.length);
});

test("two years differ by what begins, what ends and what goes on at another level", () => {
  const change = changeBetween(universe, inYear(2015), inYear(2022));
  assert.deepEqual([...change.ties], [NOWHERE, CHANGED, ADDED, NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE]);
  assert.deepEqual([...change.insteadOf], [[1, 0]]);
  assert.equal(change.nodes[node("ind")], ADDED);
  assert.equal(change.nodes[node("vnm")], UNCHANGED);
  assert.deepEqual(change.counts, [7, 1, 1, 0, 0]);
  const back = changeBetween(universe, inYear(2022), inYear(2015));
  assert.equal(back.ties[2], ENDED);
});

test("only the level that was reached counts where a year has two", () => {
  const both = { nodes: inYear(2022).nodes, ties: Uint8Array.of(3, 3, 3, 0, 0, 0, 0, 0, 0) };
  const change = changeBetween(universe, both, inYear(2022));
  assert.deepEqual([...change.ties.slice(0, 3)], [NOWHERE, UNCHANGED, UNCHANGED]);
});
