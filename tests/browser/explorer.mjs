// What the tests of the explorer share: a page is drawn, opened from disk and watched. A page that asks for
// anything but itself, or says that something went wrong, fails its test.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openBrowser } from "./open.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const entente = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "entente-explorer-"));
const drawn = new Map();

export const partnerships = [join(root, "graphs/partnerships.gv"), "--year", "2016"];
export const everything = [join(root, "data/vietnam-uk"), "--year", "2025"];

// The file of a page, drawn once for the same options.
export function draw(...options) {
  const key = options.join("\n");
  if (!drawn.has(key)) {
    const file = join(folder, `page-${drawn.size}.html`);
    execFileSync(entente, ["render", ...options, "-T", "html", "-o", file], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    drawn.set(key, file);
  }
  return drawn.get(key);
}

export const ask = (...options) => execFileSync(entente, options, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });

// A page that watches itself: `faults` are requests, errors and what the policy refused.
export async function open(browser, options, { hash = "", width = 1200, height = 900, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true, ...more });
  const page = await context.newPage(), address = pathToFileURL(draw(...options)).href;
  page.faults = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(blob|data):/.test(request.url())) page.faults.push(`asks for ${request.url()}`);
  });
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => /error|warning/.test(message.type()) && page.faults.push(message.text()));
  await page.goto(address + hash);
  if (more.javaScriptEnabled !== false) await page.waitForFunction(() => performance.getEntriesByName("entente-ready").length > 0);
  return page;
}

// The tables are filled a moment after the figure.
export const settled = (page) => page.waitForTimeout(60);

// ---- what is seen ----

export const shownNodes = (page) => page.$$eval("#figure .nodes:not(.lift) g.node", (nodes) => nodes.filter((node) => getComputedStyle(node).display !== "none")
  .map((node) => node.querySelector("text").textContent));
export const shownTies = (page) => page.$$eval("#figure .ties:not(.lift) g.tie", (ties) => ties.filter((tie) => getComputedStyle(tie).display !== "none").length);
export const rowsOf = (page, table) => page.$$eval(`#${table} tbody tr`, (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
export const hashOf = (page) => page.evaluate(() => location.hash);

// Puts the year as a hand would: with the keys of the slider.
export async function goTo(page, year) {
  await page.locator("#year").fill(String(year));
  await settled(page);
}

export async function run(checks) {
  const browser = await openBrowser(), only = process.argv[3];
  let failed = 0;
  for (const [sentence, check] of Object.entries(checks)) {
    if (only && !sentence.includes(only)) continue;
    const before = browser.contexts().length;
    try {
      await check(browser);
      for (const page of browser.contexts().flatMap((context) => context.pages()))
        if (page.faults?.length > 0) throw new Error(page.faults.join("\n  "));
      console.log(`ok      ${sentence}`);
    } catch (error) {
      console.log(`FAILED  ${sentence}\n  ${error.message.split("\n").slice(0, 12).join("\n  ")}`);
      failed++;
    }
    for (const context of browser.contexts().slice(before)) await context.close();
  }
  await browser.close();
  rmSync(folder, { recursive: true });
  process.exit(failed > 0 ? 1 : 0);
}
