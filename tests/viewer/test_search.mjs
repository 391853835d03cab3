import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, makeIndex, search } from "../../src/viewer/search.js";
import { readUniverse } from "../../src/viewer/universe.js";
import { dataOf, small } from "./small.mjs";

const names = ["Tô Lâm", "Đặng Hùng Võ", "İstanbul Sözleşmesi", "IRAK", "الأُمَم المُتَّحِدة", "Łódź", "Straße", "東京都", "Ὀδυσσεύς",
  "O’Brien-Smith", "Lamport"];
const indexOf = (all) => makeIndex(readUniverse(dataOf(all.map((name, n) => ({ id: `n-${n}`, name, type: 0 })), [])));
const index = indexOf(names);
const found = (query) => search(index, query).map(({ node }) => names[node]);

test("marks above and below letters do not matter", () => {
  assert.deepEqual(found("to lam"), ["Tô Lâm"]);
  assert.deepEqual(found("tô lâm"), ["Tô Lâm"]);
  assert.deepEqual(found("dang hung"), ["Đặng Hùng Võ"]);
  assert.deepEqual(found("ĐẶNG"), ["Đặng Hùng Võ"]);
  assert.deepEqual(found("To\u0302 La\u0302m"), ["Tô Lâm"], "taken apart");
});

test("letters that have no marks to take away are found, too", () => {
  assert.deepEqual(found("istanbul"), ["İstanbul Sözleşmesi"]);
  assert.deepEqual(found("ıstanbul"), ["İstanbul Sözleşmesi"]);
  assert.deepEqual(found("ırak"), ["IRAK"]);
  assert.deepEqual(found("lodz"), ["Łódź"]);
  assert.deepEqual(found("strasse"), ["Straße"]);
  assert.deepEqual(found("οδυσσευς"), ["Ὀδυσσεύς"]);
});

test("Arabic is found without its vowels and whichever alef is typed", () => {
  assert.deepEqual(found("الامم"), ["الأُمَم المُتَّحِدة"]);
  assert.deepEqual(found("المتحده"), ["الأُمَم المُتَّحِدة"]);
});

test("a name without blanks is found by a part of it", () => assert.deepEqual(found("京"), ["東京都"]));

test("words may come in any order, and punctuation is a blank", () => {
  assert.deepEqual(found("lam to"), ["Tô Lâm"]);
  assert.deepEqual(found("obrien").concat(found("brien smith")), ["O’Brien-Smith"]);
});

test("the beginning of a name comes before the inside of one", () => {
  assert.deepEqual(found("lam"), ["Lamport", "Tô Lâm"]);
});

test("nothing is found by nothing", () => {
  for (const query of ["", " ", "...", "\u0301"]) assert.deepEqual(found(query), []);
});

test("roles and aliases find who has them, names first", () => {
  const ordinary = makeIndex(small());
  assert.deepEqual(search(ordinary, "signatory"), [{ node: 3, text: "signatory", kind: "role" }]);
  assert.deepEqual(search(ordinary, "vnm").map(({ node, kind }) => [node, kind]), [[0, "alias"]]);
  assert.deepEqual(search(ordinary, "united").map(({ node, kind }) => [node, kind]), [[1, "name"]]);
});

test("a name of 100 kilobytes and a pattern are only text", () => {
  const ofLong = indexOf(["a".repeat(100_000), "(.*)+$["]);
  assert.equal(search(ofLong, "aaa").length, 1);
  assert.deepEqual(search(ofLong, "(.*"), []);
  assert.equal(fold("(.*)+$["), "");
});
