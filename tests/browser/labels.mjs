// Measures the labels of figures in Chromium: node labels.mjs FILE.svg...
// Exit status: 0 nothing found, 1 something found, 2 no files, 77 no browser here.
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Runs inside the page. Gives back plain numbers and sentences.
async function measure() {
  const slack = 0.5; // points: less is not seen
  const widest = 1.06; // natural width over the width that was measured and is forced
  const narrowest = 0.94;
  const findings = [];
  const find = (sentence) => findings.push(sentence);

  if (document.querySelector("parsererror") || document.documentElement.localName !== "svg") {
    return { findings: ["is no well-formed SVG"], nodes: 0, labels: 0, ratios: [] };
  }
  await document.fonts.ready;
  const texts = [...document.querySelectorAll("text")];
  if (texts.length > 0 && document.fonts.size === 0) find("embeds no font");
  for (const face of document.fonts) {
    if (face.status !== "loaded") find(`font ${face.family} ${face.weight} is ${face.status}`);
  }

  const markOf = (text) => text.closest("g[class]");
  const isOf = (text, name) => markOf(text)?.classList.contains(name) ?? false;
  const boxes = new Map(texts.map((text) => [text, text.getBBox()]));
  const quoted = (text) => `"${text.textContent}"`;

  const frame = document.documentElement.viewBox.baseVal;
  for (const [text, box] of boxes) {
    const inside =
      box.x >= frame.x - slack &&
      box.y >= frame.y - slack &&
      box.x + box.width <= frame.x + frame.width + slack &&
      box.y + box.height <= frame.y + frame.height + slack;
    if (!inside) find(`${quoted(text)} leaves the figure`);
  }

  const nodes = document.querySelectorAll("g.node");
  for (const node of nodes) {
    const shape = node.querySelector("polygon, path, ellipse, rect");
    if (!shape) continue;
    const room = shape.getBBox();
    for (const text of node.querySelectorAll("text")) {
      const box = boxes.get(text);
      const middle = box.y + box.height / 2;
      const ends = [box.x + slack, box.x + box.width - slack];
      const fits =
        box.width <= room.width + slack &&
        ends.every((x) => shape.isPointInFill(new DOMPoint(x, middle)));
      if (!fits) {
        const widths = `${box.width.toFixed(1)} of ${room.width.toFixed(1)} pt`;
        find(`${quoted(text)} leaves its shape (${widths})`);
      }
    }
  }

  // A label may touch others of its own mark: those are its lines.
  const placed = [...boxes].sort(([, a], [, b]) => a.x - b.x);
  placed.forEach(([text, box], at) => {
    for (let next = at + 1; next < placed.length; next++) {
      const [other, otherBox] = placed[next];
      if (otherBox.x > box.x + box.width - slack) break;
      const apart =
        otherBox.y > box.y + box.height - slack || box.y > otherBox.y + otherBox.height - slack;
      const ofNode = isOf(text, "node") || isOf(other, "node");
      const known = ["node", "tie"];
      const both = [text, other].every((one) => known.some((name) => isOf(one, name)));
      if (!apart && ofNode && both && markOf(text) !== markOf(other)) {
        find(`${quoted(text)} and ${quoted(other)} overlap`);
      }
    }
  });

  // A forced width would hide that the font did not load or was measured wrongly.
  const ratios = [];
  for (const text of texts.filter((one) => one.hasAttribute("textLength"))) {
    const forced = Number(text.getAttribute("textLength"));
    text.removeAttribute("textLength");
    const ratio = text.getComputedTextLength() / forced;
    ratios.push(ratio);
    if (!(ratio >= narrowest && ratio <= widest)) {
      find(`${quoted(text)} is naturally ${ratio.toFixed(3)} times as wide as measured`);
    }
  }
  return { findings, nodes: nodes.length, labels: texts.length, ratios };
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
    const result = await page.evaluate(measure);
    result.findings.push(...foreign.map((address) => `asks for ${address}`));
    return result;
  } finally {
    await page.close();
  }
}

function row(cells) {
  const widths = [36, 7, 8, 15, 8];
  return cells.map((cell, at) => String(cell).padEnd(widths[at])).join(" ").trimEnd();
}

function range(ratios) {
  if (ratios.length === 0) return "-";
  const least = ratios.reduce((a, b) => Math.min(a, b));
  const most = ratios.reduce((a, b) => Math.max(a, b));
  return `${least.toFixed(3)}-${most.toFixed(3)}`;
}

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node labels.mjs FILE.svg...");
  process.exit(2);
}
const { chromium } = await import("playwright-core").catch(() =>
  skip("playwright-core is not installed (npm ci --prefix tests/browser)"),
);
if (!existsSync(browserPath)) skip(`${browserPath} is not installed`);

const browser = await chromium.launch({ executablePath: browserPath, args: browserFlags });
let found = 0;
console.log(row(["figure", "nodes", "labels", "natural width", "findings"]));
for (const file of files) {
  const { findings, nodes, labels, ratios } = await examine(browser, file);
  console.log(row([basename(file), nodes, labels, range(ratios), findings.length]));
  for (const finding of findings) console.log(`  ${file}: ${finding}`);
  found += findings.length;
}
await browser.close();
process.exit(found > 0 ? 1 : 0);
