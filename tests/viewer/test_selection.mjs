// What the page shows of each year is what `entente list` lists, node by node and tie by tie, by each of the
// three rules; and so are its paths and changes. ENTENTE is the program.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { answer, initialState } from "../../src/viewer/asking.js";
import { kindsOf } from "../../src/viewer/kinds.js";
import { CHANGES } from "../../src/viewer/change.js";
import { everything, select } from "../../src/viewer/select.js";
import { nodeRows, tieRows } from "../../src/viewer/rows.js";
import { CERTAIN, OUT, POSSIBLE, PRESUMED, windowOfYear } from "../../src/viewer/time.js";
import { cellOf, readUniverse, tieAt, tieDates } from "../../src/viewer/universe.js";

const tables = new URL("../../data/vietnam-uk", import.meta.url).pathname;
const first = 1980, last = 2051;
const rules = [[POSSIBLE, ["--possible"], "possible"], [PRESUMED, [], "presumed"], [CERTAIN, ["--certain"], "certain"]];

const run = (...options) => execFileSync(process.env.ENTENTE, options, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
const list = (what, ...options) => JSON.parse(run("list", what, tables, "--format", "json", ...options));

function readPage(...options) {
  const [, json] = /id="entente-data">([^]*?)<\/script>/.exec(run("render", tables, "-T", "html", ...options));
  return readUniverse(JSON.parse(json));
}

const universe = readPage(), kinds = kindsOf(universe);
const id = (node) => universe.data.nodes.id[node];
const sorted = (rows) => rows.map((row) => row.map((cell) => cell ?? "").join(" | ")).sort();
const answers = ["", "possible", "presumed", "certain"];

// As `list` tells them.
function tieRow(tie, answered) {
  const { role, behalf } = tieAt(universe, tie), { start, end } = tieDates(universe, tie);
  return [universe.relations[universe.relation[tie]].name, id(universe.from[tie]), id(universe.to[tie]), start, end, role,
    behalf === undefined ? "" : id(behalf), answers[answered]];
}

const shownOf = (column, row) => [...column.keys()].filter((n) => column[n] !== OUT).map((n) => row(n, column[n]));
const nodeRow = (node, answered) => [id(node), answers[answered]];
const listedNodes = (rows) => rows.map((row) => [row.id, row.answer]);
const listedTies = (rows) => rows.map((row) => [row.type, row.from, row.to, row.start, row.end, row.role, row.behalf, row.answer]);
const byYear = (rows, year) => rows.filter((row) => Number(row.year) === year);

for (const [least, options, name] of rules)
  test(`every year is shown as it is listed, ${name}`, () => {
    const series = ["--series", `${first}..${last}`, ...options];
    const nodes = list("nodes", ...series), ties = list("ties", ...series);
    let shownTies = 0;
    for (let year = first; year <= last; year++) {
      const shown = select(universe, { ...everything, least, window: windowOfYear(year) });
      assert.deepEqual(sorted(shownOf(shown.nodes, nodeRow)), sorted(listedNodes(byYear(nodes, year))), `${year}`);
      assert.deepEqual(sorted(shownOf(shown.ties, tieRow)), sorted(listedTies(byYear(ties, year))), `${year}`);
      shownTies += shown.tieCount;
    }
    assert.equal(shownTies, ties.length);
    assert.ok(shownTies > 500, "too little was compared");
  });

test("all years together are what is drawn without a time", () => {
  const shown = select(universe, everything);
  const plain = (rows) => rows.map((row) => row.slice(0, -1));
  assert.deepEqual(sorted(plain(shownOf(shown.ties, tieRow))), sorted(plain(listedTies(list("ties")))));
  assert.equal(shown.nodeCount, list("nodes").length);
});

const stateOf = (state) => ({ ...initialState(universe.data), ...state });

test("all shortest paths are those of --path", () => {
  for (const path of [["mps-vn", "oxford"], ["to-lam", "fraud"], ["keir-starmer", "asean"], ["chn", "gbr"]]) {
    const { shown, path: found } = answer(universe, kinds, stateOf({ year: 2025, path }));
    const nodes = list("nodes", "--year", "2025", "--path", path.join(","));
    assert.deepEqual(sorted(shownOf(found?.nodes ?? new Uint8Array(), (node) => nodeRow(node, shown.nodes[node]))), sorted(listedNodes(nodes)), path.join(" to "));
  }
});

test("a change is that of --change", () => {
  for (const [a, b] of [[2015, 2025], [2008, 2016], [2024, 2030], [2024, 2025], [2025, 2026], [1981, 2051]]) {
    const { change } = answer(universe, kinds, stateOf({ change: [a, b] }));
    const listed = list("ties", "--change", `${a}..${b}`);
    const ours = shownOf(change.ties, (tie, fate) => [id(universe.from[tie]), universe.relations[universe.relation[tie]].name, id(universe.to[tie]), CHANGES[fate]]);
    assert.deepEqual(sorted(ours), sorted(listed.map((row) => [row.from, row.type, row.to, row.change])), `${a} to ${b}`);
    const nodes = shownOf(change.nodes, (node, fate) => [id(node), CHANGES[fate]]);
    assert.deepEqual(sorted(nodes), sorted(list("nodes", "--change", `${a}..${b}`).map((row) => [row.id, row.change])), `${a} to ${b}`);
  }
});

test("rows for a spreadsheet are those of list, with names", () => {
  const state = stateOf({ year: 2025 }), view = { ...answer(universe, kinds, state), state };
  const [nodeHead, ...nodes] = nodeRows(universe, view), [tieHead, ...ties] = tieRows(universe, view);
  const usual = (rows, head) => rows.map((row) => head.map((column) => row[column] ?? ""));
  const columns = nodeHead.slice(0, 7), tieColumns = tieHead.slice(0, 9);
  assert.deepEqual(sorted(nodes.map((row) => row.slice(0, 7))), sorted(usual(list("nodes", "--year", "2025"), columns)));
  assert.deepEqual(sorted(ties.map((row) => row.slice(0, 9))), sorted(usual(list("ties", "--year", "2025"), tieColumns)));
  assert.ok(cellOf(universe.data.nodes.full, universe.number.get("gbr")), "the full name is there");
});
