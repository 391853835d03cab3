// Figures that share an HTML or MDX page: node page.mjs FIGURE... (inlined ones, no two the same).
// Exit status: 0 nothing found, 1 something found, 2 no files, 77 no browser or no compiler here.
import { existsSync, readFileSync } from "node:fs";

const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browserFlags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"];

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node page.mjs FIGURE...");
  process.exit(2);
}
process.env.NODE_ENV = "production"; // React tells its own names of attributes again and again
if (!existsSync(browserPath)) skip(`${browserPath} is not installed`);
const missing = () => skip("packages are missing (npm ci --prefix tests/browser)");
const { chromium } = await import("playwright-core").catch(missing);
const { evaluate } = await import("@mdx-js/mdx").catch(missing);
const runtime = await import("react/jsx-runtime").catch(missing);
const { createElement } = await import("react").catch(missing);
const { renderToStaticMarkup } = await import("react-dom/server").catch(missing);

const page = (body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Figures</title>` +
  `<style>body{margin:0;font:20px serif}svg{display:block;margin:4px}</style></head>` +
  `<body><main><h1>Figures</h1><p id="words">Words of the page</p>${body}</main></body></html>`;

async function throughMdx(figures) {
  const source = `# Figures\n\n${figures.join("\n\nWords between.\n\n")}\n`;
  const { default: Content } = await evaluate(source, runtime);
  return renderToStaticMarkup(createElement(Content));
}

// Runs inside the page. Ids are unique, references stay in their figure, styles do not leak.
async function examine() {
  const findings = [];
  await document.fonts.ready;
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) findings.push(`ids that are not unique: ${[...new Set(twice)].slice(0, 3)}`);
  const figures = [...document.querySelectorAll("svg")];
  for (const figure of figures) {
    const holds = (id) => figure.id === id || figure.querySelector(`[id="${CSS.escape(id)}"]`);
    for (const element of [figure, ...figure.querySelectorAll("*")]) {
      for (const { name, value } of element.attributes) {
        const lists = ["aria-labelledby", "aria-describedby", "aria-owns"];
        const named = [...value.matchAll(/url\(["']?#([^"')]*)/g)].map((found) => found[1]);
        if (lists.includes(name)) named.push(...value.split(" "));
        if (name.endsWith("href") && value.startsWith("#")) named.push(value.slice(1));
        for (const id of named) {
          if (!holds(id)) findings.push(`${figure.id}: ${name} names ${id}, which is elsewhere`);
        }
        if (/[{}]/.test(value)) findings.push(`${figure.id}: ${name} has a brace`);
        if (name === "style" || name.startsWith("on")) findings.push(`${figure.id} has ${name}`);
      }
      if (element.namespaceURI !== "http://www.w3.org/2000/svg") {
        findings.push(`${figure.id}: ${element.localName} is no element of SVG`);
      }
    }
    const rules = [...figure.querySelectorAll("style")].flatMap((style) => [...style.sheet.cssRules]);
    const plain = (rule) => !rule.selectorText || rule.selectorText.split(",").every((one) =>
      one.trim().startsWith(`#${figure.id}`));
    const all = rules.flatMap((rule) => (rule.cssRules?.length ? [...rule.cssRules] : [rule]));
    if (rules.length === 0) findings.push(`${figure.id}: its style was not read`);
    for (const rule of all.filter((one) => !plain(one))) {
      findings.push(`${figure.id}: a rule reaches out: ${rule.selectorText}`);
    }
    const box = figure.getBoundingClientRect();
    const [, , width, height] = figure.getAttribute("viewBox").split(" ").map(Number);
    if (Math.abs(box.width / box.height - width / height) > 0.01) {
      findings.push(`${figure.id} is ${box.width} by ${box.height} pixels`);
    }
  }
  const faces = [...document.fonts];
  const loaded = faces.filter((face) => face.status === "loaded").length;
  if (loaded === 0) findings.push("no font of a figure is loaded");
  const words = getComputedStyle(document.getElementById("words"));
  if (words.fontFamily !== "serif") findings.push(`the page is written in ${words.fontFamily}`);
  return { findings, figures: figures.length };
}

const browser = await chromium.launch({ executablePath: browserPath, args: browserFlags });

async function show(body) {
  const tab = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  const asked = [];
  tab.on("request", (request) => {
    if (!/^(data|about):/.test(request.url())) asked.push(request.url());
  });
  await tab.setContent(page(body));
  const result = await tab.evaluate(examine);
  result.findings.push(...asked.map((address) => `the page asks for ${address}`));
  const picture = result.figures === 1 ? await tab.locator("svg").screenshot() : null;
  await tab.close();
  return { ...result, picture };
}

const figures = files.map((file) => readFileSync(file, "utf8"));
const findings = [];
const html = await show(figures.join("\n<p>Words between.</p>\n"));
findings.push(...html.findings.map((sentence) => `HTML: ${sentence}`));
try {
  const mdx = await show(await throughMdx(figures));
  findings.push(...mdx.findings.map((sentence) => `MDX: ${sentence}`));
  for (const [at, figure] of figures.entries()) {
    const { picture } = await show(await throughMdx([figure]));
    const same = picture.equals((await show(`<h1>Figures</h1>${figure}`)).picture);
    if (!same) findings.push(`MDX: ${files[at]} looks different`);
  }
} catch (fault) {
  findings.push(`MDX: ${fault.message}`);
}
await browser.close();
for (const finding of findings) console.log(finding);
console.log(`${html.figures} figures on a page, ${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);
