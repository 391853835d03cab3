// axe-core looks at figures in a page and at their text alternatives: node axe.mjs ENTENTE FIGURE.gv...
// Exit status: 0 nothing found, 1 something found, 2 no figures, 77 no browser here.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { openBrowser, skip } from "./open.mjs";
import { page as pageOf, render } from "./pages.mjs";

const widths = [1024, 320]; // a desk and a telephone, which is also a desk at 400 %

function axeSource() {
  try {
    return readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  } catch {
    return skip("axe-core is not installed (npm ci --prefix tests/browser)");
  }
}

async function examine(browser, axe, html, width) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  try {
    await page.setContent(html);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const findings = found.violations.map(
      (rule) => `${rule.id}: ${rule.help} (${rule.nodes.length}, as ${rule.nodes[0].html.slice(0, 120)})`,
    );
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) findings.push(`the page is ${wide} pixels wide and has to be scrolled`);
    return { findings, checked: found.passes.length };
  } finally {
    await page.close();
  }
}

function pagesOf(entente, figure, folder) {
  const inline = ["--inline"];
  const image = render(entente, figure, ...inline);
  const full = render(entente, figure, ...inline, "--a11y", "full");
  const again = render(entente, figure, ...inline, "--a11y", "full", "--salt", "again");
  const alternative = join(folder, "figure.html");
  render(entente, figure, "--alt", alternative);
  return {
    full: pageOf(full),
    "all three": pageOf(image, full, again),
    alternative: readFileSync(alternative, "utf8"),
  };
}

const [entente, ...figures] = process.argv.slice(2);
if (figures.length === 0) {
  console.error("usage: node axe.mjs ENTENTE FIGURE.gv...");
  process.exit(2);
}
// What must be found, or the tests above mean nothing.
const broken = pageOf('<svg role="img" width="9" height="9"><title></title></svg>');
const axe = axeSource();
const browser = await openBrowser();
const folder = mkdtempSync(join(tmpdir(), "entente-axe-"));
let found = 0;
for (const figure of figures) {
  for (const [name, html] of Object.entries(pagesOf(entente, figure, folder))) {
    for (const width of widths) {
      const { findings, checked } = await examine(browser, axe, html, width);
      const row = [basename(figure).padEnd(24), name.padEnd(12), String(width).padStart(5)];
      console.log(`${row.join(" ")}  ${checked} rules passed, ${findings.length} broken`);
      for (const finding of findings) console.log(`  ${finding}`);
      found += findings.length;
      if (checked < 8) {
        console.log("  too few rules had anything to look at");
        found++;
      }
    }
  }
}
const control = await examine(browser, axe, broken, widths[0]);
if (!control.findings.some((finding) => finding.startsWith("svg-img-alt"))) {
  console.log("an image without a name is not found");
  found++;
}
rmSync(folder, { recursive: true });
await browser.close();
process.exit(found > 0 ? 1 : 0);
