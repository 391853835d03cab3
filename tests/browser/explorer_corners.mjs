// Addresses, windows and printers that a page meets outside of a demonstration, and where the focus is left:
// node explorer_corners.mjs ENTENTE
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everything, goTo, hashOf, open, partnerships, rowsOf, run, settled, shownNodes, shownTies } from "./explorer.mjs";

function tables(ties) {
  const folder = mkdtempSync(join(tmpdir(), "entente-corner-"));
  writeFileSync(join(folder, "actors.csv"), "id,type,name\na,state,Alpha\nb,state,Beta\nc,state,Gamma\n");
  writeFileSync(join(folder, "ties.csv"), `type,from,to,start,end\n${ties}`);
  return [folder];
}
const undated = tables("strategic partnership,a,b,,\n");
const oneYear = tables("strategic partnership,a,b,2010,2010\n");

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.id);
// To a pixel: what is scrolled to may end between two.
const assertSeen = async (page) => {
  const { top, bottom } = await page.evaluate(() => document.activeElement.getBoundingClientRect());
  assert.ok(top >= -1 && bottom <= 901, `from ${top} to ${bottom} of 900`);
};

await run({
  async "an address asks for years of a page that has none, in vain"(browser) {
    for (const [figure, hash] of [[undated, "#year=2016"], [undated, "#change=2015..2025"], [oneYear, "#change=2001..2020"]]) {
      const page = await open(browser, figure, { hash });
      assert.equal(await page.textContent("#rule"), "All years together", hash);
      assert.equal(await shownTies(page), 1, hash);
    }
  },

  async "two years in the wrong order are compared in the right one"(browser) {
    const page = await open(browser, partnerships, { hash: "#change=2025..2015" });
    assert.equal(await page.textContent("#year-now"), "2015 → 2025");
    assert.equal(await page.locator("#figure .tie.added").count(), 12);
  },

  async "a comparison is not all years, and leads to them"(browser) {
    const page = await open(browser, partnerships, { hash: "#year=all&change=2015..2025" });
    assert.equal(await page.getAttribute("#all-years", "aria-pressed"), "false");
    await page.click("#all-years");
    assert.equal(await hashOf(page), "#year=all");
  },

  async "a card of what is not shown leaves the figure as it is"(browser) {
    const page = await open(browser, partnerships, { hash: "#focus=ind" });
    assert.equal(await page.locator("#figure.lifted").count(), 1);
    await goTo(page, 2010);
    assert.equal(await page.locator("#figure.lifted").count(), 0);
  },

  async "the years stop playing where something else than a year is asked"(browser) {
    for (const press of ["#all-years", "#compare"]) {
      const page = await open(browser, partnerships, { hash: "#year=2009" });
      await page.click("#play");
      await page.click(press);
      const words = await page.textContent("#year-now");
      await page.waitForTimeout(1100);
      assert.equal(await page.textContent("#year-now"), words);
      assert.equal(await page.getAttribute("#play", "aria-label"), "Play the years");
    }
  },

  async "a period that is no year is called what it is"(browser) {
    const page = await open(browser, [partnerships[0], "--to", "2012-12-31"]);
    assert.equal(await page.textContent("#year-now"), "up to 31 December 2012");
  },

  async "the focus is on the path that was found, and on the figure once it is closed"(browser) {
    const page = await open(browser, everything, { hash: "#focus=mps-vn" });
    await page.click("#card button:has-text('Path to')");
    await page.keyboard.type("oxford");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "path-words");
    await page.keyboard.press("Escape");
    assert.equal(await hashOf(page), "");
    assert.match(await focused(page), /^Ministry of Public Security/);
  },

  async "a card that was opened far below leads back there"(browser) {
    const page = await open(browser, partnerships);
    await settled(page);
    await page.locator("#ties tbody button").last().click();
    assert.equal(await focused(page), "card-heading");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.closest("table")?.id), "ties");
    await assertSeen(page);
  },

  async "Escape closes the card from within the figure, too"(browser) {
    const page = await open(browser, partnerships, { hash: "#focus=ind" });
    await page.focus("#figure g.node[tabindex='0']");
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#card"), false);
  },

  async "nothing lies over the drawing but what was opened"(browser) {
    for (const width of [320, 1200]) {
      const page = await open(browser, partnerships, { hash: "#year=all", width });
      const [bar, stage] = await Promise.all([".zoom", "#stage"].map((part) => page.locator(part).boundingBox()));
      assert.ok(bar.y + bar.height <= stage.y, `${width}: ${bar.y + bar.height} > ${stage.y}`);
    }
  },

  async "paper has all rows of the tables, and their heads on each sheet"(browser) {
    const page = await open(browser, everything), all = await shownTies(page);
    await settled(page);
    const paper = await page.pdf();
    assert.equal((await rowsOf(page, "ties")).length, all);
    const heads = execFileSync("pdftotext", ["-layout", "-", "-"], { input: paper, encoding: "utf8" }).match(/From +Relation/g);
    assert.ok(heads.length > 5, `the head of the table is on ${heads.length} sheet`);
  },

  async "a source of a row is one step away, and the address stays"(browser) {
    const page = await open(browser, partnerships);
    await settled(page);
    await page.locator("#ties a", { hasText: "src-1" }).first().click();
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^src-1/);
    await assertSeen(page);
    assert.equal(await hashOf(page), "");
    assert.equal((await shownNodes(page)).length, 4);
  },

  async "what is saved is as large as what is shown"(browser) {
    const sizes = [];
    for (const hash of ["#year=2025", "#year=2009"]) {
      const page = await open(browser, everything, { hash });
      const [saved] = await Promise.all([page.waitForEvent("download"), page.click("[data-ending='.svg']")]);
      const text = readFileSync(await saved.path(), "utf8");
      sizes.push(Number(/ height="([\d.]+)"/.exec(text)[1]));
    }
    assert.ok(sizes[1] < 0.6 * sizes[0], `${sizes}`);
  },

  async "a dark theme is saved on its own ground"(browser) {
    const page = await open(browser, [...partnerships, "--theme", "dark"]);
    const [saved] = await Promise.all([page.waitForEvent("download"), page.click("[data-ending='.svg']")]);
    const text = readFileSync(await saved.path(), "utf8");
    assert.match(text, /<rect width="100%" height="100%" fill="#16191d"/);
    assert.ok(!text.includes('fill="#1a1a1a"'), "words are as dark as their ground");
  },
});
