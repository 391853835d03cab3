// Are words as wide in Chromium as they were measured? node widths.mjs FIGURE.svg WIDTHS
// WIDTHS has a number for each element text of the figure, in points.
// Exit status: 0 yes, 1 no, 2 no files, 77 no browser here.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const most = 0.005; // of the width
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browserFlags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update"];

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

// Runs inside the page: natural widths, whatever is forced.
async function measure() {
  await document.fonts.ready;
  const unloaded = [...document.fonts].filter((face) => face.status !== "loaded");
  const widths = [...document.querySelectorAll("text")].map((text) => {
    text.removeAttribute("textLength");
    return [text.textContent, text.getComputedTextLength()];
  });
  return { widths, faces: document.fonts.size, unloaded: unloaded.map((face) => face.family) };
}

const [figure, expectedFile] = process.argv.slice(2);
if (!expectedFile) {
  console.error("usage: node widths.mjs FIGURE.svg WIDTHS");
  process.exit(2);
}
const { chromium } = await import("playwright-core").catch(() =>
  skip("playwright-core is not installed (npm ci --prefix tests/browser)"),
);
if (!existsSync(browserPath)) skip(`${browserPath} is not installed`);

const expected = readFileSync(expectedFile, "utf8").trim().split("\n").map(Number);
const browser = await chromium.launch({ executablePath: browserPath, args: browserFlags });
const page = await browser.newPage();
await page.goto(pathToFileURL(resolve(figure)).href);
const { widths, faces, unloaded } = await page.evaluate(measure);
await browser.close();

let wrong = 0;
let worst = 0;
const find = (sentence) => {
  console.log(sentence);
  wrong++;
};
if (widths.length !== expected.length) find(`${widths.length} lines, not ${expected.length}`);
unloaded.forEach((family) => find(`${family} is not loaded`));
widths.forEach(([words, width], at) => {
  const off = Math.abs(width / expected[at] - 1);
  worst = Math.max(worst, off);
  if (!(off <= most)) find(`"${words}" is ${width.toFixed(2)} wide, measured ${expected[at]}`);
});
console.log(`${widths.length} lines in ${faces} faces, at most ${(worst * 100).toFixed(2)} % off`);
process.exit(wrong > 0 ? 1 : 0);
