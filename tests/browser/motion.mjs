// A figure that moves shows each year what the list of years counts: node motion.mjs ENTENTE FIGURE.gv
// As a file and inlined; it stands still for readers who want no motion and on paper, and stops
// where the keyboard goes to it.
// Exit status: 0 it does, 1 it does not, 77 no browser here.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser } from "./open.mjs";
import { page as pageWith, render } from "./pages.mjs";

const [entente, figure] = process.argv.slice(2);
const series = ["--series", "2008..2025", "--animate", "500ms"];
const step = 500, rest = 2000;
const folder = mkdtempSync(join(tmpdir(), "motion-"));
const faults = [];

function counts() {
  const [head, ...rows] = execFileSync(entente, ["list", "years", figure, "--series", "2008..2025"], {
    encoding: "utf8",
  }).trim().split("\n").map((line) => line.split(","));
  const at = (name) => head.indexOf(name);
  return rows.map((row) => [row[at("year")], Number(row[at("nodes")]), Number(row[at("ties")])]);
}

// Runs inside the page: what is seen, after `time` milliseconds where something moves.
function look(time) {
  const moving = document.getAnimations();
  if (time !== null)
    for (const animation of moving) {
      animation.pause();
      animation.currentTime = time;
    }
  const seen = (selector) =>
    [...document.querySelectorAll(selector)].filter((e) => getComputedStyle(e).visibility === "visible");
  return {
    moving: moving.length,
    running: moving.filter((animation) => animation.playState === "running").length,
    now: [
      seen(".heading .year text").map((text) => text.textContent).join(),
      seen(".nodes g[id]").length,
      seen(".ties g[id]").length,
    ],
  };
}

function compare(where, seen, wanted) {
  if (JSON.stringify(seen) !== JSON.stringify(wanted)) faults.push(`${where}: ${seen}, not ${wanted}`);
}

async function watch(browser, name, address, years) {
  const page = await browser.newPage({ reducedMotion: "no-preference" });
  await page.goto(address);
  for (const [index, wanted] of years.entries()) {
    compare(`${name} ${wanted[0]}`, (await page.evaluate(look, index * step + step / 2)).now, wanted);
  }
  const all = years.length * step + rest;
  compare(`${name} rest`, (await page.evaluate(look, all - 10)).now, years.at(-1));
  compare(`${name} again`, (await page.evaluate(look, all + 10)).now, years[0]);
  await page.emulateMedia({ media: "print" });
  const printed = await page.evaluate(look, null);
  compare(`${name} printed`, printed.now, years.at(-1));
  await page.close();
  const calm = await browser.newPage({ reducedMotion: "reduce" });
  await calm.goto(address);
  const still = await calm.evaluate(look, null);
  compare(`${name} still`, [still.moving, ...still.now], [0, ...years.at(-1)]);
  await calm.close();
  const stopped = await browser.newPage({ reducedMotion: "no-preference" });
  await stopped.goto(address);
  const running = (await stopped.evaluate(look, null)).running;
  await stopped.evaluate(() => document.querySelector("svg").focus());
  const left = (await stopped.evaluate(look, null)).running;
  if (running === 0 || left > 0) faults.push(`${name}: ${running} run, ${left} where the focus is`);
  await stopped.close();
}

const years = counts();
const browser = await openBrowser();
const file = render(entente, figure, ...series);
if (/<script|\son[a-z]+=|href="(?!#)/.test(file)) faults.push("script or something from outside");
writeFileSync(join(folder, "file.svg"), file);
writeFileSync(
  join(folder, "inlined.html"),
  pageWith(render(entente, figure, ...series, "--inline", "--salt", "one")),
);
await watch(browser, "file", `file://${folder}/file.svg`, years);
await watch(browser, "inlined", `file://${folder}/inlined.html`, years);
await browser.close();
console.log(faults.join("\n"));
console.log(`${years.length} years, ${faults.length} faults`);
process.exit(faults.length > 0 || years.length < 10 ? 1 : 0);
