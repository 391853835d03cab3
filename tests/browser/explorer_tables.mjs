// Tables, downloads and embedding of the explorer: node explorer_tables.mjs ENTENTE
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ask, draw, everything, goTo, open, partnerships, rowsOf, run, settled, shownNodes, shownTies } from "./explorer.mjs";

const column = async (page, table, number) => (await rowsOf(page, table)).map((row) => row[number]);
const headOf = (page, table, words) => page.locator(`#${table} thead th`, { hasText: words });

// What a button of the downloads gives: its name and its bytes.
async function take(page, ending) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-ending="${ending}"]`)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const savedIn = mkdtempSync(join(tmpdir(), "entente-saved-"));

// The file by itself, as a viewer of pictures has it.
async function openSaved(browser, { name, bytes }) {
  const file = join(savedIn, basename(name));
  writeFileSync(file, bytes);
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 800 } })).newPage();
  await page.goto(pathToFileURL(file).href);
  return page;
}

const columnsOfCsv = (bytes) => bytes.toString("utf8").replace(/^\ufeff/, "").split("\r\n");

await run({
  async "a click on the head of a column sorts by it, another one the other way"(browser) {
    const page = await open(browser, [...partnerships.slice(0, 1), "--year", "2025"]);
    await settled(page);
    await headOf(page, "ties", "To").locator("button").click();
    const names = await column(page, "ties", 2);
    assert.deepEqual(names, [...names].sort(new Intl.Collator("en").compare));
    assert.equal(await headOf(page, "ties", "To").getAttribute("aria-sort"), "ascending");
    await page.keyboard.press("Enter");
    assert.deepEqual(await column(page, "ties", 2), names.reverse());
    assert.equal(await headOf(page, "ties", "To").getAttribute("aria-sort"), "descending");
    await headOf(page, "ties", "When").locator("button").click();
    assert.deepEqual((await column(page, "ties", 3)).slice(0, 3), ["since May 2008", "since July 2012", "since September 2016"]);
    await goTo(page, 2012);
    assert.deepEqual(await column(page, "ties", 2), ["China", "Russia"], "it stays sorted in another year");
  },

  async "rows and figure are in step"(browser) {
    const page = await open(browser, everything);
    await settled(page);
    await page.locator("#nodes tbody tr", { hasText: "Home Office" }).hover();
    const near = await page.$$eval("#figure .lift .node text:first-of-type", (texts) => texts.map((text) => text.textContent));
    assert.ok(near.includes("Home Office"));
    await page.locator("#nodes tbody tr button", { hasText: "Home Office" }).click();
    assert.equal(await page.textContent("#card-heading"), "Home Office");
    assert.equal(await page.$eval("#nodes tr.marked th", (cell) => cell.textContent), "Home Office");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Home Office");
  },

  async "long tables are shown in portions"(browser) {
    const page = await open(browser, everything);
    await settled(page);
    assert.equal((await rowsOf(page, "ties")).length, 60);
    const all = await shownTies(page);
    assert.equal(await page.textContent("#ties-heading"), `Ties (${all})`);
    for (let n = 0; n < 7; n++) await page.locator("#ties + .more").click();
    assert.equal((await rowsOf(page, "ties")).length, all);
    assert.equal(await page.locator("#ties + .more").isVisible(), false);
  },

  async "what is shown is saved as CSV, as list lists it"(browser) {
    const page = await open(browser, everything, { hash: "#hide=remark" });
    const ties = await take(page, "-ties.csv"), nodes = await take(page, "-nodes.csv");
    assert.match(ties.name, /-2025-ties\.csv$/);
    const [head, ...rows] = columnsOfCsv(ties.bytes);
    assert.match(head, /^type,from,to,start,end,role,behalf,answer,source,/);
    assert.equal(rows.length - 1, await shownTies(page));
    assert.ok(nodes.bytes.toString().includes("To Lam"));
    assert.ok(!nodes.bytes.toString().includes("remark"));
    const listed = ask("list", "nodes", everything[0], "--year", "2025", "--not-type", "remark", "--format", "csv").trim().split("\n");
    assert.equal(columnsOfCsv(nodes.bytes).length - 1, listed.length);
  },

  async "what is shown is saved as an SVG that stands alone, with title, rule and legend"(browser) {
    const page = await open(browser, partnerships, { hash: "#year=2023" });
    const saved = await take(page, ".svg"), text = saved.bytes.toString();
    assert.equal(saved.name, "vietnams-comprehensive-strategic-partnerships-2023.svg".replace("vietnams", "vietnam-s"));
    assert.ok(!/<script|javascript:|https?:\/\/(?!www\.w3\.org)/.test(text));
    execFileSync("xmllint", ["--noout", "-"], { input: saved.bytes });
    const alone = await openSaved(browser, saved);
    const words = await alone.evaluate(() => [...document.querySelectorAll("text")].map((one) => one.textContent).join(" "));
    for (const part of ["Vietnam’s comprehensive strategic partnerships", "In force at some time in 2023", "China", "Japan", "state", "comprehensive strategic partnership", "Sources:"])
      assert.ok(words.includes(part), part);
    for (const part of ["Singapore", "changed level"]) assert.ok(!words.includes(part), part);
    const loose = await alone.evaluate(() => {
      const { width, height } = document.documentElement.viewBox.baseVal;
      return [...document.querySelectorAll("text")].filter((one) => {
        const box = one.getBBox(), { x, y } = new DOMPoint(box.x, box.y).matrixTransform(one.getCTM());
        return x < 0 || y < 0 || x + box.width > width || y + box.height > height;
      }).length;
    });
    assert.equal(loose, 0, "words stand outside of the picture");
  },

  async "a change is saved with its lines and its legend"(browser) {
    const page = await open(browser, partnerships, { hash: "#change=2015..2025" });
    const alone = await openSaved(browser, await take(page, ".svg"));
    const added = await alone.$eval(".tie.added > path", (path) => getComputedStyle(path).strokeWidth + getComputedStyle(path).stroke);
    assert.equal(added, "4pxrgb(0, 87, 63)");
    assert.ok((await alone.evaluate(() => document.documentElement.textContent)).includes("changed level"));
  },

  async "what is shown is saved as a PNG of twice the size"(browser) {
    const page = await open(browser, partnerships);
    const { name, bytes } = await take(page, ".png"), svg = (await take(page, ".svg")).bytes.toString();
    assert.match(name, /-2016\.png$/);
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    assert.equal(bytes.readUInt32BE(16), 2 * Number(/ width="([\d.]+)"/.exec(svg)[1]));
    assert.match(await page.textContent(".downloads [role=status]"), /^Saved as .*svg$/);
  },

  async "an embedding page hears of height and state and may set the year, and nothing else"(browser) {
    const inner = draw(...partnerships), outer = join(savedIn, "outer.html");
    writeFileSync(outer, `<!DOCTYPE html><title>t</title><script>told=[];onmessage=e=>told.push(e.data)</script><iframe sandbox="allow-scripts allow-downloads" width=900 height=500 src="${pathToFileURL(inner).href}"></iframe>`);
    const page = await (await browser.newContext()).newPage();
    await page.goto(pathToFileURL(outer).href);
    await page.waitForFunction(() => told.some(({ entente }) => entente === "height"));
    const frame = page.frames()[1];
    const height = await page.evaluate(() => told.findLast(({ entente }) => entente === "height").height);
    assert.ok(Math.abs(height - (await frame.evaluate(() => document.documentElement.getBoundingClientRect().height))) <= 1);
    const send = (message) => page.evaluate((one) => document.querySelector("iframe").contentWindow.postMessage(one, "*"), message);
    await send({ entente: "set", year: 2023 });
    await frame.waitForFunction(() => document.querySelector("#year-now").textContent === "2023");
    await page.waitForFunction(() => told.some(({ entente, year }) => entente === "state" && year === 2023));
    for (const bad of [{ entente: "set", year: "2010" }, { entente: "set", year: 1e9 }, { entente: "set" }, { year: 2010 }, "set", null, { entente: "set", year: [2010] }])
      await send(bad);
    await page.waitForTimeout(200);
    assert.equal(await frame.textContent("#year-now"), "2023");
  },

  async "without script the figure of the year, legend and tables remain"(browser) {
    const page = await open(browser, partnerships, { javaScriptEnabled: false });
    const nodes = page.locator("#figure g.node");
    const visible = [];
    for (let n = 0; n < (await nodes.count()); n++) if (await nodes.nth(n).isVisible()) visible.push(n);
    assert.equal(visible.length, 4);
    assert.equal(await page.locator("#ties tbody tr").count(), 3);
    assert.ok(await page.isVisible("#legend"));
    assert.equal(await page.locator("button, input, select").count(), 0);
  },

  async "nothing is told twice after many years"(browser) {
    const page = await open(browser, partnerships);
    const count = () => page.evaluate(() => document.querySelectorAll("*").length);
    await goTo(page, 2025);
    const before = await count();
    for (const year of [2008, 2025, 2012, 2025]) await goTo(page, year);
    assert.equal(await count(), before);
    assert.equal((await shownNodes(page)).length, 15);
  },
});
