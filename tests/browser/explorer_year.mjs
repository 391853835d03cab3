// The year, the rule, the filters and the search of the explorer: node explorer_year.mjs ENTENTE
import assert from "node:assert/strict";
import { ask, everything, goTo, hashOf, open, partnerships, root, rowsOf, run, settled, shownNodes, shownTies } from "./explorer.mjs";

const focused = (page) => page.evaluate(() => document.activeElement.id);
const newsOf = async (page) => {
  await page.waitForTimeout(450);
  return page.textContent("#news");
};

await run({
  async "another year shows what list shows of it, in figure, tables and words"(browser) {
    const page = await open(browser, partnerships);
    assert.deepEqual((await shownNodes(page)).sort(), ["China", "India", "Russia", "Vietnam"]);
    for (const year of [2008, 2015, 2023, 2025]) {
      await goTo(page, year);
      const listed = ask("list", "nodes", partnerships[0], "--year", String(year), "--format", "json");
      const names = JSON.parse(listed).map(({ name }) => (name === "United Kingdom" ? "UK" : name));
      assert.deepEqual((await shownNodes(page)).sort(), names.sort(), String(year));
      assert.equal((await rowsOf(page, "nodes")).length, names.length);
      assert.equal((await rowsOf(page, "ties")).length, await shownTies(page));
      assert.match(await page.textContent("#rule"), new RegExp(`in ${year};`));
      assert.equal(await page.textContent("#year-now"), String(year));
    }
  },

  async "the keys of the slider go by years, tens and to the ends"(browser) {
    const page = await open(browser, partnerships);
    const year = () => page.textContent("#year-now");
    await page.focus("#year");
    for (const [key, expected] of [["ArrowRight", "2017"], ["ArrowLeft", "2016"], ["PageUp", "2025"], ["PageDown", "2015"], ["Home", "2008"], ["End", "2025"],
      ["ArrowDown", "2024"]]) {
      await page.keyboard.press(key);
      assert.equal(await year(), expected, key);
    }
    assert.match(await page.getAttribute("#year", "aria-valuetext"), /^2024, \d+ ties$/);
  },

  async "what changed is told to those who hear the page"(browser) {
    const page = await open(browser, partnerships, { hash: "#year=2015" });
    await goTo(page, 2016);
    assert.equal(await newsOf(page), "2016: 3 comprehensive strategic partnerships, 4 nodes; 1 new: India");
    await goTo(page, 2012);
    assert.match(await newsOf(page), /^2012: 2 comprehensive strategic partnerships, 3 nodes; 1 gone: India$/);
    assert.equal(await page.getAttribute("#news", "role"), "status");
  },

  async "the bars are as high as the years have ties"(browser) {
    const page = await open(browser, partnerships);
    await page.waitForFunction(() => document.querySelector(".histogram rect:last-child").getAttribute("height") === "1");
    const heights = await page.$$eval(".histogram rect", (bars) => bars.map((bar) => Number(bar.getAttribute("height"))));
    const counts = ask("list", "years", partnerships[0], "--series", "2008..2025", "--format", "json");
    const wanted = JSON.parse(counts).map(({ ties }) => Number(ties) / 14);
    assert.deepEqual(heights.map((height) => height.toFixed(4)), wanted.map((height) => height.toFixed(4)));
    assert.equal(await page.textContent(".top"), "14 ties");
  },

  async "the years play and pause, and back and forward are one step"(browser) {
    const page = await open(browser, partnerships, { hash: "#year=2022" });
    await page.click("#play");
    assert.equal(await page.getAttribute("#play", "aria-label"), "Pause");
    await page.waitForFunction(() => document.querySelector("#year-now").textContent === "2025", null, { timeout: 8000 });
    await page.waitForFunction(() => document.querySelector("#play").getAttribute("aria-label") === "Play the years");
    await page.click("#back");
    assert.equal(await page.textContent("#year-now"), "2024");
    await page.click("#forward");
    await page.click("#forward");
    assert.equal(await page.textContent("#year-now"), "2025", "it does not go beyond the last");
    await page.goBack();
    assert.equal(await page.textContent("#year-now"), "2024");
  },

  async "all years show everything, and the slider leads out of them"(browser) {
    const page = await open(browser, partnerships);
    await page.click("#all-years");
    assert.equal((await shownNodes(page)).length, 15);
    assert.equal(await hashOf(page), "#year=all");
    assert.equal(await page.textContent("#rule"), "All years together");
    await page.click("#all-years");
    assert.equal(await page.textContent("#year-now"), "2016");
  },

  async "the address is the state, and the history goes back through it"(browser) {
    const page = await open(browser, everything, { hash: "#year=2024&rule=possible&hide=remark&focus=vnm" });
    await settled(page);
    assert.equal(await page.textContent("#year-now"), "2024");
    assert.ok(await page.isChecked("input[value=possible]"));
    assert.equal(await page.textContent("#card-heading"), "Vietnam");
    const ties = await shownTies(page);
    await page.click("label:has(input[value=certain])");
    assert.match(await hashOf(page), /rule=certain/);
    assert.ok((await shownTies(page)) < ties);
    await page.goBack();
    assert.match(await hashOf(page), /rule=possible/);
    assert.equal(await shownTies(page), ties);
    await page.goForward();
    assert.match(await hashOf(page), /rule=certain/);
  },

  async "a drag is one step of the history"(browser) {
    const page = await open(browser, partnerships);
    const before = await page.evaluate(() => history.length);
    await page.focus("#year");
    for (let n = 0; n < 6; n++) await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(400);
    assert.equal(await hashOf(page), "#year=2022");
    assert.equal(await page.evaluate(() => history.length), before + 1);
    await page.goBack();
    assert.equal(await page.textContent("#year-now"), "2016");
  },

  async "an address of nonsense opens the page as it was drawn"(browser) {
    const page = await open(browser, partnerships, { hash: "#year=12345&rule=sure&focus=nobody&hide=x,y&path=vnm&change=2025&q=%E0%A4%A" });
    assert.equal((await shownNodes(page)).length, 4);
    assert.equal(await page.isVisible("#card"), false);
  },

  async "types and relations are switched off in the legend, as --not-type does it"(browser) {
    const page = await open(browser, everything);
    await page.click("li[data-class=of-remark] label");
    await page.click("li[data-class=of-took-part-in] label");
    await settled(page);
    assert.equal(await hashOf(page), "#hide=remark,took-part-in");
    const options = ["--year", "2025", "--not-type", "remark,took part in", "--format", "json"];
    const listed = JSON.parse(ask("list", "ties", everything[0], ...options)).length;
    assert.equal(await shownTies(page), listed);
    assert.equal(await page.textContent("#ties-heading"), `Ties (${listed})`);
    await page.click("li[data-class=of-remark] label");
    assert.equal(await hashOf(page), "#hide=took-part-in");
  },

  async "a topic leaves what is about it, as --topic does it"(browser) {
    const page = await open(browser, everything);
    await page.selectOption("#choose-topic", "pillar-4");
    await settled(page);
    const listed = JSON.parse(ask("list", "nodes", everything[0], "--year", "2025", "--topic", "pillar-4", "--format", "json"));
    assert.equal((await shownNodes(page)).length, listed.length);
    assert.equal(await hashOf(page), "#topic=pillar-4");
  },

  async "who is looked for is found without marks, and opened by the keyboard"(browser) {
    const page = await open(browser, everything);
    await page.fill("#finder-1", "tô lâm");
    const field = page.locator("#finder-1");
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.textContent("#finder-1-list [aria-selected=true]"), /^To Lam/);
    assert.equal(await field.getAttribute("aria-activedescendant"), "finder-1-0");
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent("#card-heading"), "To Lam");
    assert.match(await hashOf(page), /focus=to-lam/);
    assert.equal(await focused(page), "card-heading");
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#card"), false);
    assert.equal(await focused(page), "finder-1", "the focus is where it was");
  },

  async "a role finds who has it, and Escape closes the list"(browser) {
    const page = await open(browser, everything);
    await page.fill("#finder-1", "general secr");
    assert.match(await page.textContent("#finder-1-list"), /To Lam.*General Secretary/);
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#finder-1-list"), false);
    await page.fill("#finder-1", "zzzz");
    assert.equal(await page.textContent(".finder [role=status]"), "Nothing found");
  },

  async "a title with a year tells the year that is shown"(browser) {
    const page = await open(browser, [...partnerships, "--title", "Partners in {year}"]);
    assert.equal(await page.textContent("h1"), "Partners in 2016");
    await goTo(page, 2020);
    assert.equal(await page.textContent("h1"), "Partners in 2020");
  },

  async "a page that holds nothing works"(browser) {
    const page = await open(browser, [everything[0], "--where", "start > '2100'"]);
    assert.deepEqual(await shownNodes(page), []);
    assert.equal(await page.textContent("#counts"), "0 nodes, 0 ties");
    await page.fill("#finder-1", "a");
    assert.equal(await page.textContent(".finder [role=status]"), "Nothing found");
  },

  async "a page without dates has no slider and works"(browser) {
    const page = await open(browser, [root + "/data/vietnam-uk", "--type", "topic,pillar,part of"]);
    assert.equal(await page.locator("#year").count(), 0);
    assert.ok((await shownNodes(page)).length > 10);
  },
});
