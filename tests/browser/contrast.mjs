// How words and lines stand out from what they lie on: node contrast.mjs ENTENTE THEME,.. FIGURE.gv...
// Words need 4.5 to 1, lines of nodes, ties and their samples 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
// Colours and grounds are those that Chromium paints, so that whatever sets them is looked at.
// Exit status: 0 all stands out, 1 something does not, 2 no figures, 77 no browser here.
import { basename } from "node:path";
import { openBrowser } from "./open.mjs";
import { render } from "./pages.mjs";

// Runs inside the page.
function measure() {
  const wordsNeed = 4.5, linesNeed = 3;
  const found = [];
  let words = 0, lines = 0, least = { words: 99, lines: 99 };

  const parse = (text) => {
    const numbers = text.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
    if (!numbers) return null;
    const [red, green, blue, alpha = 1] = numbers.slice(1).filter((n) => n !== undefined).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const luminance = ([red, green, blue]) => {
    const linear = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ratio = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const paintOf = (element, property) => {
    const style = getComputedStyle(element);
    const colour = parse(style[property]);
    if (!colour) return null;
    const alpha = colour.alpha * Number(style[`${property}Opacity`]) * Number(style.opacity);
    return alpha === 0 ? null : { ...colour, alpha };
  };

  // What is painted below an element at a point of the page: the first fill or broad line there.
  const groundAt = (x, y, above) => {
    const stack = document.elementsFromPoint(x, y);
    const start = stack.indexOf(above) + 1;
    for (const element of stack.slice(start)) {
      if (!(element instanceof SVGGeometryElement)) continue;
      const fill = paintOf(element, "fill");
      const inside = element.isPointInFill(
        new DOMPoint(x, y).matrixTransform(element.getScreenCTM().inverse()),
      );
      if (fill && inside) return fill.rgb;
    }
    return [255, 255, 255]; // paper
  };

  const layerOf = (element) => element.closest("g.nodes, g.ties, g.legend, g.clusters");
  const nameOf = (element) =>
    element.closest("g[id], a[id]")?.querySelector("title")?.textContent ?? layerOf(element)?.className.baseVal ?? "";

  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect();
    const colour = paintOf(text, "fill");
    if (!colour || box.width === 0) continue;
    words++;
    for (const share of [0.1, 0.5, 0.9]) {
      const x = box.left + box.width * share, y = box.top + box.height / 2;
      const got = ratio(colour.rgb, groundAt(x, y, text));
      least.words = Math.min(least.words, got);
      if (got < wordsNeed || colour.alpha < 1) {
        found.push(`"${text.textContent}" has ${got.toFixed(2)} to 1 of ${wordsNeed}`);
        break;
      }
    }
  }

  // A line has its ground on both sides; a shape without one, or with one of its own colour, is
  // told by its fill.
  for (const shape of document.querySelectorAll("svg path, svg ellipse, svg rect, svg polygon, svg polyline, svg line, svg circle")) {
    if (!layerOf(shape) || shape.closest("defs, clipPath, marker, symbol")) continue;
    const stroke = paintOf(shape, "stroke");
    const width = parseFloat(getComputedStyle(shape).strokeWidth);
    if (!stroke || width === 0) continue;
    const length = shape.getTotalLength();
    if (length === 0) continue;
    lines++;
    const matrix = shape.getScreenCTM();
    const mark = shape.closest("g[id], a[id]");
    const place = shape.getPointAtLength(length * 0.31).matrixTransform(matrix);
    const stack = document.elementsFromPoint(place.x, place.y);
    const below = stack.find(
      (element) =>
        element instanceof SVGGeometryElement && !(mark ?? shape).contains(element) &&
        !element.closest("g.nodes, g.ties") && paintOf(element, "fill"),
    );
    const ground = below ? paintOf(below, "fill").rgb : [255, 255, 255];
    const fill = paintOf(shape, "fill");
    // A line upon a broader one along the same way, in the colour of the ground, makes it hollow.
    const hollow = ratio(stroke.rgb, ground) === 1 && [...shape.parentElement.children].some(
      (other) => other.tagName === shape.tagName && Math.abs(other.getTotalLength() - length) < 0.01 &&
        parseFloat(getComputedStyle(other).strokeWidth) > width + 1,
    );
    if (hollow) continue;
    const got = Math.max(ratio(stroke.rgb, ground), fill ? ratio(fill.rgb, ground) : 0);
    least.lines = Math.min(least.lines, got);
    if (got < linesNeed) found.push(`the line of ${nameOf(shape)} has ${got.toFixed(2)} to 1 of ${linesNeed}`);
  }
  return { found, words, lines, least };
}

async function examine(browser, svg) {
  const page = await browser.newPage();
  await page.setContent(`<!DOCTYPE html><style>body{margin:0}</style>${svg}`);
  const size = await page.evaluate(() => {
    const root = document.querySelector("svg"), box = root.viewBox.baseVal;
    root.setAttribute("width", box.width);
    root.setAttribute("height", box.height);
    return { width: Math.ceil(box.width), height: Math.ceil(box.height) };
  });
  await page.setViewportSize(size); // only what is in the window can be asked for
  const result = await page.evaluate(measure);
  await page.close();
  return result;
}

const [entente, themes, ...figures] = process.argv.slice(2);
if (figures.length === 0) {
  console.error("usage: node contrast.mjs ENTENTE THEME,.. FIGURE.gv...");
  process.exit(2);
}
const browser = await openBrowser();
let failed = 0;
for (const figure of figures) {
  for (const theme of themes.split(",")) {
    const svg = render(entente, figure, "--inline", "--theme", theme);
    const { found, words, lines, least } = await examine(browser, svg);
    const row = [basename(figure).padEnd(24), theme.padEnd(9)];
    row.push(`${words} words, at least ${least.words.toFixed(2)};`, `${lines} lines, at least ${least.lines.toFixed(2)}`);
    console.log(row.join(" "));
    for (const finding of found) console.log(`  ${finding}`);
    failed += found.length + (words === 0) + (lines === 0);
  }
}
const control = await examine(
  browser,
  '<svg viewBox="0 0 99 99"><rect width="99" height="99" fill="#fff"/><g class="nodes"><path d="M9 9h50" fill="none" stroke="#ccc"/><text y="50" fill="#888">x</text></g></svg>',
);
if (control.found.length !== 2) {
  console.log(`what is too pale is not found: ${control.found}`);
  failed++;
}
await browser.close();
process.exit(failed > 0 ? 1 : 0);
