// In every theme, and inlined in a dark page, words can be read and lines seen: WCAG 2.2, 1.4.3 and
// 1.4.11, computed from what the browser paints.
// usage: node themes.mjs ENTENTE FIGURE...
import { openBrowser } from "./open.mjs";
import { page as report, render } from "./pages.mjs";

const [entente, ...figures] = process.argv.slice(2);
const browser = await openBrowser();
const page = await browser.newPage();
const faults = [];

// What words stand on: in a node or a cluster its shape, elsewhere the ground.
function measure() {
  const rgb = text => (text.match(/\d+(\.\d+)?/g) ?? []).slice(0, 3).map(Number);
  const linear = level => (level /= 255) <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  const luminance = text => {
    const [r, g, b] = rgb(text).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const style = element => getComputedStyle(element);
  const painted = text => text !== "none" && !/, 0\)$/.test(text);
  const svg = document.querySelector("svg");
  const ground = style(svg.querySelector(":scope > .ground")).fill;
  const shapes = "path, rect, circle, ellipse, polygon, polyline, line";
  const texts = [], lines = [];
  for (const text of svg.querySelectorAll("text")) {
    const inShape = text.closest(".nodes, .clusters");
    const shape = inShape && text.closest("[id]")?.querySelector(shapes);
    const box = text.getBBox(), around = shape?.getBBox();
    const holds = around && box.x + box.width / 2 > around.x && box.x + box.width / 2 < around.x + around.width
      && box.y + box.height / 2 > around.y && box.y + box.height / 2 < around.y + around.height;
    const under = holds && painted(style(shape).fill) ? style(shape).fill : ground;
    texts.push([text.textContent, contrast(style(text).fill, under), style(text).fill, under]);
  }
  // A line upon a broader one along the same way, in the colour of the ground, makes it hollow.
  const empties = shape => style(shape).stroke === ground && [...shape.parentElement.children].some(other =>
    other.tagName === shape.tagName && Math.abs(other.getTotalLength() - shape.getTotalLength()) < 0.01
    && parseFloat(style(other).strokeWidth) > parseFloat(style(shape).strokeWidth) + 1);
  for (const shape of svg.querySelectorAll(shapes)) { // a grid guides the eye and says nothing
    if (shape.closest("defs, .grid") || !painted(style(shape).stroke) || empties(shape)) continue;
    const { stroke, fill } = style(shape);
    const filled = painted(fill) ? contrast(fill, ground) : 1;
    lines.push([shape.closest("[class]").getAttribute("class"),
      Math.max(contrast(stroke, ground), filled), stroke, ground]);
  }
  return { texts, lines, ground };
}

async function check(what, least) {
  const { texts, lines, ground } = await page.evaluate(measure);
  if (texts.length < 3 || lines.length < 2) faults.push(`${what}: too little was measured`);
  for (const [words, ratio, over, under] of texts)
    if (ratio < least.words) faults.push(`${what}: '${words}' ${over} on ${under}: ${ratio.toFixed(2)}`);
  for (const [kind, ratio, over, under] of lines)
    if (ratio < least.lines) faults.push(`${what}: line of ${kind} ${over} on ${under}: ${ratio.toFixed(2)}`);
  return ground;
}

async function expectGround(what, expected, dark) {
  if ((await page.evaluate(measure)).ground === expected !== dark)
    faults.push(`${what}: the figure is ${dark ? "not dark" : "dark"}`);
}

const usual = { words: 4.5, lines: 3 };
const leasts = { light: usual, dark: usual, print: { words: 7, lines: 4.5 }, contrast: { words: 7, lines: 7 } };
const darkGround = "rgb(22, 25, 29)";
let count = 0;
for (const figure of figures) {
  const name = figure.replace(/.*\//, "");
  for (const [theme, least] of Object.entries(leasts)) {
    await page.setContent(report(render(entente, figure, "--inline", "--theme", theme)));
    await page.emulateMedia({ colorScheme: "dark" }); // a theme that is asked for stays
    const ground = await check(`${name}, ${theme}`, least);
    if ((ground === darkGround) !== (theme === "dark")) faults.push(`${name}: ${theme} stands on ${ground}`);
    count++;
  }
  await page.setContent(report(render(entente, figure, "--inline")));
  await check(`${name}, dark page`, usual);
  await expectGround(`${name}, dark page`, darkGround, true);
  await page.evaluate(() => document.querySelector("svg").classList.add("light"));
  await expectGround(`${name}, class light`, darkGround, false);
  await page.emulateMedia({ colorScheme: "light" });
  await check(`${name}, light page`, usual);
  await page.evaluate(() => document.querySelector("svg").classList.replace("light", "dark"));
  await expectGround(`${name}, class dark`, darkGround, true);
  count += 2;
}
await browser.close();
for (const fault of faults.slice(0, 40)) console.log(fault);
console.log(`${count} pictures of ${figures.length} figures, ${faults.length} faults`);
process.exit(faults.length > 0 || count === 0 ? 1 : 0);
