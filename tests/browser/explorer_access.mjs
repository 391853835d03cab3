// axe-core looks at the explorer in light and dark, wide and at 320 pixels, with all that can be opened in it;
// and what it cannot see is measured. node explorer_access.mjs ENTENTE
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everything, open, partnerships, run, settled } from "./explorer.mjs";
import { skip } from "./open.mjs";

function axeSource() {
  try {
    return readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  } catch {
    return skip("axe-core is not installed (npm ci --prefix tests/browser)");
  }
}
const axe = axeSource();

async function examine(page, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes.length}, as ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary.slice(0, 200)}`), [], what);
  assert.ok(found.passes.length > 20, "too few rules had anything to look at");
}

const manners = { light: {}, dark: { colorScheme: "dark" }, "320 pixels": { width: 320, height: 640, hasTouch: true }, "320 pixels, dark": { width: 320, height: 640, colorScheme: "dark" } };
const places = {
  "as it opens": [partnerships, ""],
  "a card": [everything, "#focus=to-lam"],
  "a change": [partnerships, "#change=2015..2025"],
  "a path": [everything, "#path=mps-vn,oxford"],
  "all years, possible": [everything, "#year=all&rule=possible&hide=remark"],
};

const checks = {};
for (const [manner, options] of Object.entries(manners))
  checks[`axe-core finds nothing: ${manner}`] = async (browser) => {
    for (const [place, [figure, hash]] of Object.entries(places)) {
      const page = await open(browser, figure, { hash, ...options });
      await settled(page);
      await examine(page, place);
      await page.context().close();
    }
  };

// Three years, so that the bars of the first and the last are far from the middle.
function fewTables() {
  const folder = mkdtempSync(join(tmpdir(), "entente-few-"));
  writeFileSync(join(folder, "actors.csv"), "id,type,name\na,state,A\nb,state,B\nc,state,C\n");
  writeFileSync(join(folder, "ties.csv"), "type,from,to,start,end\nstrategic partnership,a,b,2008,..\nstrategic partnership,a,c,2010,..\n");
  return folder;
}

// The sizes of what can be pressed, where it is not a part of a sentence.
const tooSmall = () => [...document.querySelectorAll("button, input, select, summary, [role=option]")].filter((element) => {
  const target = element.closest(".switch label, #legend label") ?? element;
  const { width, height } = target.getBoundingClientRect();
  return width > 0 && (width < 24 || height < 24);
}).map((element) => `${element.outerHTML.slice(0, 80)} ${Math.round(element.getBoundingClientRect().height)}`);

Object.assign(checks, {
  async "what can be pressed is at least 24 pixels wide and high"(browser) {
    for (const options of [{}, manners["320 pixels"]]) {
      const page = await open(browser, everything, { hash: "#focus=to-lam&change=2015..2025", ...options });
      await settled(page);
      await page.fill("#finder-1", "to");
      assert.deepEqual(await page.evaluate(tooSmall), []);
    }
  },

  async "a page of 320 pixels is not scrolled sideways"(browser) {
    const fewYears = [fewTables()];
    for (const [figure, hash] of [...Object.values(places), [fewYears, ""]]) {
      const page = await open(browser, figure, { hash, ...manners["320 pixels"] });
      await settled(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, hash);
    }
  },

  async "whatever has the focus is seen to have it"(browser) {
    const page = await open(browser, everything, { hash: "#focus=gbr" });
    await settled(page);
    const unseen = [], seen = new Set();
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press("Tab");
      const [name, outline] = await page.evaluate(() => {
        const element = document.activeElement, shown = element.matches(".switch input") ? element.nextElementSibling : element;
        return [element.outerHTML.slice(0, 70), getComputedStyle(shown).outlineStyle];
      });
      seen.add(name);
      if (outline === "none" && !name.startsWith("<body")) unseen.push(name);
    }
    assert.deepEqual(unseen, []);
    assert.ok(seen.size > 20, `${seen.size} things were reached`);
  },

  async "the page is one list of headings, and its parts have names"(browser) {
    const page = await open(browser, everything, { hash: "#focus=gbr" });
    const levels = await page.$$eval("h1, h2, h3", (headings) => headings.filter((one) => one.offsetParent !== null || one.className === "unseen").map(({ tagName }) => Number(tagName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    levels.slice(1).forEach((level, n) => assert.ok(level - levels[n] <= 1, `a heading of level ${level} follows one of level ${levels[n]}`));
  },
});

await run(checks);
