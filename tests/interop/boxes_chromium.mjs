// Boxes of marks in Chromium, for boxes.py: node boxes_chromium.mjs FILE.svg...
// A line of JSON for each file: names "measured-..." with [x, y, width, height] and, under
// "findings", what is wrong with its fonts. Exit status 77: no browser here.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";

const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Runs inside the page.
async function measure() {
  const boxes = { findings: [] };
  const find = (sentence) => boxes.findings.push(sentence);
  if (document.querySelector("parsererror") || document.documentElement.localName !== "svg") {
    find("is no well-formed SVG");
    return boxes;
  }
  await document.fonts.ready;
  if (document.querySelector("text") && document.fonts.size === 0) find("embeds no font");
  for (const face of document.fonts) {
    if (face.status !== "loaded") find(`font ${face.family} ${face.weight} is ${face.status}`);
  }
  const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
  const pen = canvas.getContext("2d");

  // The ink of words, in the units that the text stands in: its box is that of the font.
  function inkOf(text) {
    const box = text.getBBox();
    const style = getComputedStyle(text);
    pen.font = `${style.fontStyle} ${style.fontWeight} 100px ${style.fontFamily}`;
    pen.fontKerning = style.fontKerning;
    pen.textAlign = "left";
    const ink = pen.measureText(text.textContent.trim());
    const forced = text.hasAttribute("textLength");
    const down = parseFloat(style.fontSize) / 100;
    const along = forced && ink.width > 0 ? box.width / ink.width : down;
    const first = text.getStartPositionOfChar(0);
    const leftward = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(text.textContent);
    const left = leftward ? box.x : Math.min(first.x, box.x + box.width);
    return [
      left - ink.actualBoundingBoxLeft * along,
      first.y - ink.actualBoundingBoxAscent * down,
      (ink.actualBoundingBoxLeft + ink.actualBoundingBoxRight) * along,
      (ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent) * down,
    ];
  }

  function shapeOf(shape) {
    const box = shape.getBBox();
    const style = getComputedStyle(shape);
    const line = style.stroke === "none" ? 0 : parseFloat(style.strokeWidth) / 2;
    return [box.x - line, box.y - line, box.width + 2 * line, box.height + 2 * line];
  }

  // The box, as it stands in the root, upright.
  function placed(element, [x, y, width, height]) {
    const steps = element.getCTM();
    const corners = [
      [x, y],
      [x + width, y],
      [x, y + height],
      [x + width, y + height],
    ].map(([u, v]) => new DOMPoint(u, v).matrixTransform(steps));
    const xs = corners.map((point) => point.x);
    const ys = corners.map((point) => point.y);
    const least = [Math.min(...xs), Math.min(...ys)];
    return [...least, Math.max(...xs) - least[0], Math.max(...ys) - least[1]];
  }

  for (const element of document.querySelectorAll('[id^="measured-"]')) {
    if (element.checkVisibility && !element.checkVisibility()) continue;
    const isText = element.localName === "text";
    boxes[element.id] = placed(element, isText ? inkOf(element) : shapeOf(element));
    if (!isText || !element.hasAttribute("textLength")) continue;
    // A forced width would hide that the font did not load or was measured wrongly.
    const forced = Number(element.getAttribute("textLength"));
    element.removeAttribute("textLength");
    const ratio = element.getComputedTextLength() / forced;
    if (!(ratio >= 0.94 && ratio <= 1.06)) {
      find(`"${element.textContent}" is naturally ${ratio.toFixed(3)} times as wide as measured`);
    }
    element.setAttribute("textLength", forced);
  }
  return boxes;
}

async function examine(browser, file) {
  const page = await browser.newPage();
  const url = pathToFileURL(resolve(file)).href;
  const foreign = [];
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  try {
    await page.goto(url);
    const boxes = await page.evaluate(measure);
    boxes.findings.push(...foreign.map((address) => `asks for ${address}`));
    return boxes;
  } finally {
    await page.close();
  }
}

let chromium;
try {
  const require = createRequire(new URL("../browser/package.json", import.meta.url));
  ({ chromium } = require("playwright-core"));
} catch {
  console.log("playwright-core is not installed (npm ci --prefix tests/browser)");
  process.exit(77);
}
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: browserFlags });
for (const file of process.argv.slice(2)) console.log(JSON.stringify(await examine(browser, file)));
await browser.close();
