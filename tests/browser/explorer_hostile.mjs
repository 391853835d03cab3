// Hostile tables and groups in the explorer, with its script at work: node explorer_hostile.mjs ENTENTE
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { goTo, hashOf, open, rowsOf, run, settled, shownNodes } from "./explorer.mjs";

const folder = (tables) => {
  const made = mkdtempSync(join(tmpdir(), "entente-tables-"));
  for (const [name, rows] of Object.entries(tables))
    writeFileSync(join(made, `${name}.csv`), rows.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(",")).join("\n") + "\n");
  return made;
};

const hostile = [
  "<script>hit=1</script>", "</script><script>hit=1</script>", "<img src=x onerror=hit=1>", "\"><svg onload=hit=1>", "javascript:hit=1", "{{constructor.constructor('hit=1')()}}",
  "${hit=1}", "\u202egnitteB\u2066 evil", "]]><!--", "' onfocus='hit=1", "=HYPERLINK(\"http://evil.example\")", "https://evil.example/x.png", "url(https://evil.example)",
  "</style><style>*{display:none}", "&lt;b&gt; &amp;", "\u0000null".replace("\u0000", "\u0001"), "a".repeat(100_000),
];

function hostileTables() {
  const actors = hostile.map((name, n) => [`a${n}`, "state", name, "", "2001", "..", "src", name, name]);
  const ties = hostile.map((name, n) => ["friendship with", `a${n}`, `a${(n + 1) % hostile.length}`, "2005", "..", name, "src", name, name]);
  return folder({
    actors: [["id", "type", "name", "short", "start", "end", "source", "quote", "note"], ...actors.map((row) => row.map((cell) => cell.slice(0, row[0] === "a16" ? 100_000 : 400)))],
    ties: [["type", "from", "to", "start", "end", "role", "source", "quote", "note"], ...ties.map((row) => row.map((cell) => cell.slice(0, 400)))],
    sources: [["id", "title", "url"], ["src", hostile[1], "javascript:hit=1"]],
  });
}

// All that the script does with words.
async function useAll(page) {
  await settled(page);
  for (const text of ["<script", "javascript", "aaa", "hit"]) {
    await page.fill("#finder-1", text);
    await settled(page);
  }
  const found = page.locator("#finder-1-list [role=option]");
  await page.fill("#finder-1", "hit");
  await found.first().click();
  await page.click("#card .lines button");
  await page.click("#close-card");
  for (const row of await page.locator("#nodes tbody button").all()) {
    await row.click();
    await page.click("#close-card");
  }
  await goTo(page, 2003);
  await goTo(page, 2005);
  await page.click("#compare");
  await settled(page);
}

await run({
  async "tables of scripts, links, templates and turned letters only show what they say"(browser) {
    const page = await open(browser, [hostileTables()]);
    let asked = 0;
    page.on("dialog", () => asked++);
    await useAll(page);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.equal(asked, 0);
    const names = (await rowsOf(page, "nodes")).map(([name]) => name);
    for (const name of hostile.slice(0, 3)) assert.ok(names.includes(name), name);
    assert.deepEqual(await page.$$eval("a[href]", (links) => links.map(({ href }) => href).filter((href) => !/^file:.*#/.test(href))), []);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-ending=".svg"]')]);
    const saved = join(mkdtempSync(join(tmpdir(), "entente-saved-")), "saved.svg");
    writeFileSync(saved, readFileSync(await download.path()));
    const alone = await page.context().newPage();
    await alone.goto(pathToFileURL(saved).href);
    assert.equal(await alone.evaluate(() => window.hit), undefined);
    assert.equal(await alone.locator("script, foreignObject, image, a").count(), 0);
  },

  async "a group leaves those who are members of it at the time"(browser) {
    const tables = folder({
      actors: [["id", "type", "name"], ...["a", "b", "c", "d"].map((id) => [id, "state", id.toUpperCase()])],
      institutions: [["id", "type", "name"], ["club", "igo", "The Club"], ["other", "igo", "Other"]],
      ties: [["type", "from", "to", "start", "end"], ["member of", "a", "club", "2000", ".."], ["member of", "b", "club", "2010", ".."], ["member of", "c", "other", "2000", ".."],
        ["friendship with", "a", "d", "2000", ".."], ["friendship with", "a", "b", "2000", ".."]],
    });
    const page = await open(browser, [tables, "--year", "2005"]);
    assert.deepEqual((await shownNodes(page)).sort(), ["A", "B", "C", "D", "Other", "The Club"]);
    await page.selectOption("#choose-group", { label: "The Club" });
    assert.equal(await hashOf(page), "#group=club");
    assert.deepEqual((await shownNodes(page)).sort(), ["A", "The Club"]);
    await goTo(page, 2010);
    assert.deepEqual((await shownNodes(page)).sort(), ["A", "B", "The Club"]);
    assert.deepEqual(await page.$$eval("#choose-group option", (options) => options.map(({ textContent }) => textContent)), ["All", "The Club"]);
  },
});
