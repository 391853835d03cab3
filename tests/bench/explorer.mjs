// Measures the page of `entente render -T html` in Chromium and prints it. Never fails by time.
// usage: node tests/bench/explorer.mjs [ENTENTE]        default: build/release/entente
//
// (a) The page of data/vietnam-uk: bytes, and when it can be used, from its load to the mark that its script
//     sets when all parts are made; and how long that script took.
// (b) A page of 2,000 nodes and 20,000 ties: from the input of another year to the picture of it, and the
//     pictures in a second while the enlarged drawing is dragged.
//
// Times of the wall depend on who else is at work; those of the processor are of the main thread alone.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openBrowser } from "../browser/open.mjs";

const top = fileURLToPath(new URL("../..", import.meta.url));
const entente = process.argv[2] ?? join(top, "build/release/entente");
const folder = mkdtempSync(join(tmpdir(), "entente-bench-"));
const nodes = 2000, ties = 20_000, opens = 5;

// ---- the large record set ----

function makeRandom(seed) { // xorshift
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function writeTables() {
  const random = makeRandom(20251029), pairs = new Set();
  const actors = Array.from({ length: nodes }, (_, n) => `s${n},state,Actor number ${n}`);
  const rows = [];
  while (rows.length < ties) {
    const from = Math.min(random(nodes), random(nodes)), to = rows.length < nodes ? rows.length : random(nodes); // a few have many
    if (from === to || pairs.has(`${from} ${to}`)) continue;
    pairs.add(`${from} ${to}`).add(`${to} ${from}`);
    const start = 1950 + random(70), end = start + 1 + random(40);
    rows.push(`${random(2) ? "friendship with" : "strategic partnership"},s${from},s${to},${start},${end < 2025 ? end : ".."}`);
  }
  writeFileSync(join(folder, "actors.csv"), `id,type,name\n${actors.join("\n")}\n`);
  writeFileSync(join(folder, "ties.csv"), `type,from,to,start,end\n${rows.join("\n")}\n`);
}

function draw(name, ...options) {
  const file = join(folder, `${name}.html`);
  execFileSync(entente, ["render", ...options, "-T", "html", "-o", file], { stdio: ["ignore", "ignore", "ignore"] });
  return file;
}

// ---- what is measured ----

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const whole = (numbers) => `${Math.round(median(numbers))} ms (${Math.round(Math.min(...numbers))} to ${Math.round(Math.max(...numbers))})`;

async function openPage(browser, file) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => performance.getEntriesByName("entente-ready").length > 0);
  await page.waitForTimeout(300);
  return page;
}

// Milliseconds from the load of the page until it can be used, and those of its script.
function readiness() {
  const { responseEnd, loadEventStart } = performance.getEntriesByType("navigation")[0];
  const [{ startTime: begun }] = performance.getEntriesByName("entente-begin"), [{ startTime: ready }] = performance.getEntriesByName("entente-ready");
  return { fromBytes: ready - responseEnd, fromLoad: Math.max(0, ready - loadEventStart), script: ready - begun };
}

// Runs within the page: from the input to after the picture, for years in turn.
async function changeYears(years) {
  const slider = document.querySelector("#year"), times = [];
  const painted = () => new Promise((go) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = go;
    channel.port2.postMessage(0);
  }));
  for (const year of years) {
    await painted();
    const begun = performance.now();
    slider.value = year;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await painted();
    times.push(performance.now() - begun);
    await new Promise((go) => setTimeout(go, 400));
  }
  return times;
}

// Runs within the page: how long each picture took while the mouse moves.
async function countPictures(milliseconds) {
  const times = [], begun = performance.now();
  let last = begun;
  while (last - begun < milliseconds) {
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - last);
    last = performance.now();
  }
  return times;
}

async function drag(page) {
  await page.click("#zoom-in");
  await page.click("#zoom-in");
  await page.waitForTimeout(1200);
  const box = await page.locator("#stage").boundingBox(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  const counted = page.evaluate(countPictures, 3000);
  for (let n = 0; n < 150; n++) await page.mouse.move(x + 150 * Math.sin(n / 9), y + 100 * Math.sin(n / 13));
  const times = await counted;
  await page.mouse.up();
  return times;
}

async function mainThread(page, act) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value * 1000]));
  const before = await read(), result = await act(), after = await read();
  return { result, script: after.ScriptDuration - before.ScriptDuration, style: after.RecalcStyleDuration - before.RecalcStyleDuration,
    layout: after.LayoutDuration - before.LayoutDuration, task: after.TaskDuration - before.TaskDuration };
}

// ---- the report ----

async function small(browser) {
  for (const options of [[], ["--year", "2025"]]) {
    const file = draw(`small${options.length}`, join(top, "data/vietnam-uk"), ...options), found = [];
    for (let n = 0; n < opens; n++) {
      const page = await openPage(browser, file);
      found.push(await page.evaluate(readiness));
      await page.close();
    }
    console.log(`(a) data/vietnam-uk ${options.join(" ") || "of all years"}: ${(statSync(file).size / 1000).toFixed(0)} kB`);
    console.log(`    of use after the load: ${whole(found.map(({ fromLoad }) => fromLoad))}; after the last byte: ${whole(found.map(({ fromBytes }) => fromBytes))}; `
      + `its script: ${whole(found.map(({ script }) => script))}`);
  }
}

async function large(browser) {
  writeTables();
  const file = draw("large", folder, "--year", "2000"), page = await openPage(browser, file);
  await page.waitForTimeout(2000);
  const counts = await page.evaluate(() => [document.querySelectorAll("#figure g.node").length, document.querySelectorAll("#figure g.tie").length]);
  console.log(`(b) ${counts[0]} nodes, ${counts[1]} ties: ${(statSync(file).size / 1e6).toFixed(1)} MB; of use after the load: ${(await page.evaluate(readiness)).fromLoad.toFixed(0)} ms`);
  for (const [what, years] of [["the next year", Array.from({ length: 12 }, (_, n) => 1990 + n)], ["five years on", Array.from({ length: 12 }, (_, n) => 1960 + 5 * n)]]) {
    const { result, script, style, layout } = await mainThread(page, () => page.evaluate(changeYears, years));
    const each = (total) => (total / years.length).toFixed(0);
    console.log(`    ${what}: ${whole(result)} until it is painted; of the processor, script ${each(script)}, style ${each(style)}, layout ${each(layout)} ms`);
  }
  const pictures = (await drag(page)).slice(1);
  const rate = (1000 * pictures.length) / pictures.reduce((sum, time) => sum + time, 0);
  console.log(`    dragging: ${rate.toFixed(0)} pictures a second; the slowest of ${pictures.length} took ${Math.max(...pictures).toFixed(0)} ms`);
}

const browser = await openBrowser();
try {
  await small(browser);
  await large(browser);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
