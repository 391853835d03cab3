import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, writeAddress } from "../../src/viewer/address.js";
import { csvText } from "../../src/viewer/csv.js";

test("an address says the state, and the state makes the address", () => {
  const hash = "#year=2016&rule=certain&hide=signed,mou&focus=vnm&q=lam&path=vnm,gbr&change=2015..2025";
  const state = readAddress(hash);
  assert.deepEqual(state, { year: 2016, rule: "certain", hide: ["signed", "mou"], focus: "vnm", q: "lam", path: ["vnm", "gbr"],
    change: [2015, 2025] });
  assert.equal(writeAddress(state), hash);
});

test("what is as at first is not said", () => {
  assert.equal(writeAddress({ year: 2016, rule: "presumed", hide: [] }, { year: 2016, rule: "presumed" }), "");
  assert.equal(writeAddress({ year: "all", rule: "presumed" }, { year: 2016, rule: "presumed" }), "#year=all");
});

test("whatever is searched for comes back", () => {
  for (const q of ["Tô Lâm", "a&b=c#d", "1,2", "50 %", "+", "a+b", "<script>", "\u202e", "%zz"])
    assert.deepEqual(readAddress(writeAddress({ q })), { q }, q);
  const hide = ["a,b", "c d"];
  assert.deepEqual(readAddress(writeAddress({ hide })), { hide });
});

test("nonsense is passed over", () => {
  for (const hash of ["", "#", "#year=abc", "#year=99999", "#rule=sure", "#path=vnm", "#change=2015", "#__proto__=1", "#constructor=1", "#year",
    "#=2016", "#&&&", "#focus=", "#q=%E0%A4%A"])
    assert.deepEqual(readAddress(hash), {}, hash);
  assert.deepEqual(readAddress("#year=2016&year=abc"), { year: 2016 });
});

test("cells are quoted as they must be", () => {
  assert.equal(csvText([["id", "name"], ["a", 'He said "no", twice\nand left'], ["b", null], ["c", 3]]),
    'id,name\r\na,"He said ""no"", twice\nand left"\r\nb,\r\nc,3\r\n');
});

test("no cell is a formula to a spreadsheet, and an apostrophe taken away gives back the cell", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－1", "＠x", "'quoted'", "\r=1"]) {
    const cell = csvText([[text]]).slice(0, -2).replace(/^"([^]*)"$/, "$1");
    assert.equal(cell, `'${text}`);
  }
  assert.equal(csvText([["2008-05", "..", "a=b", "[..2025]"]]), "2008-05,..,a=b,[..2025]\r\n");
});
