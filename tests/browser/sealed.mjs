// Pages to explore, in a browser: node sealed.mjs ENTENTE
// Without script they are whole; whatever stands in the tables runs nothing and asks for nothing;
// axe-core finds nothing. Exit status: 0 nothing found, 1 something found, 77 no browser here.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { addresses, idOf, names, writeHostile } from "./hostile.mjs";
import { openBrowser, skip } from "./open.mjs";

const [entente] = process.argv.slice(2);
const data = new URL("../../data/vietnam-uk", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "entente-sealed-"));
let findings = 0;

function must(holds, what) {
  if (holds) return;
  console.log(`  ${what}`);
  findings++;
}

function axeSource() {
  try {
    return readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  } catch {
    return skip("axe-core is not installed (npm ci --prefix tests/browser)");
  }
}

function render(name, ...rest) {
  const path = join(folder, name);
  execFileSync(entente, ["render", ...rest, "-T", "html", "-o", path], { stdio: "pipe" });
  return path;
}

const list = (what, ...rest) =>
  JSON.parse(execFileSync(entente, ["list", what, ...rest, "-T", "json"], { encoding: "utf8" }));

// Opens a page and remembers all that it says, asks for or stumbles over.
async function open(browser, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const heard = { requests: [], messages: [], dialogs: 0 };
  page.on("request", (request) => heard.requests.push(request.url()));
  page.on("console", (message) => heard.messages.push(message.text()));
  page.on("pageerror", (error) => heard.messages.push(String(error)));
  page.on("popup", () => heard.dialogs++);
  page.on("dialog", (dialog) => {
    heard.dialogs++;
    return dialog.dismiss();
  });
  await page.goto(pathToFileURL(path).href);
  return { page, heard, close: () => context.close() };
}

// Chromium's checkVisibility says yes to groups of SVG that are not displayed.
const isVisible = (element) => {
  for (let at = element; at; at = at.parentElement)
    if (getComputedStyle(at).display === "none") return false;
  return true;
};

// What a reader without script has.
async function wholeWithoutScript(browser) {
  console.log("without script");
  const question = [data, "--year", "2025"];
  const path = render("static.html", ...question, "--title", "Of {year}", "--caption", "A caption");
  const nodes = list("nodes", ...question);
  const ties = list("ties", ...question);
  for (const width of [1280, 320]) {
    const options = { javaScriptEnabled: false, viewport: { width, height: 800 } };
    const { page, heard, close } = await open(browser, path, options);
    const seen = await page.evaluate((text) => {
      const visible = new Function(`return ${text}`)();
      const count = (selector) => [...document.querySelectorAll(selector)].filter(visible).length;
      const broken = [...document.querySelectorAll("a[href^='#']")].filter(
        (link) => !document.getElementById(link.getAttribute("href").slice(1)),
      );
      return {
        title: document.querySelector("h1").textContent,
        nodes: count("#figure g.node"),
        ties: count("#figure g.tie"),
        rows: [count("#nodes tbody tr"), count("#ties tbody tr")],
        legend: count("#legend li svg"),
        sources: count("#sources li"),
        caption: document.querySelector("figcaption").textContent,
        scripted: count("button, input, select, [role=slider]"),
        broken: broken.length,
        width: document.documentElement.scrollWidth,
        figure: document.getElementById("figure").getBoundingClientRect().width,
      };
    }, String(isVisible));
    must(seen.title === "Of 2025", `the title is '${seen.title}'`);
    must(seen.nodes === nodes.length, `${seen.nodes} nodes are seen, ${nodes.length} are shown`);
    must(seen.ties === ties.length, `${seen.ties} ties are seen, ${ties.length} are shown`);
    must(seen.rows[0] === nodes.length && seen.rows[1] === ties.length, `rows: ${seen.rows}`);
    must(seen.legend > 20, `the legend has ${seen.legend} samples`);
    must(seen.sources === 2 && seen.broken === 0, `${seen.broken} links lead nowhere`);
    must(seen.caption === "A caption", "the caption is lost");
    must(seen.scripted === 0, `${seen.scripted} things need a script`);
    must(seen.width <= width, `at ${width} the page is ${seen.width} wide`);
    must(seen.figure > width * 0.8, `at ${width} the figure is ${seen.figure} wide`);
    must(heard.requests.length === 1, `asked for ${heard.requests}`);
    await close();
  }
}

// Runs in the page: what became markup that should have been text.
function lookForMarkup() {
  const found = [];
  const known = /^(?:https?:|mailto:|#)/;
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      // A style is set by the script: the policy lets no other in.
      if (/^on|^srcdoc$/.test(name)) found.push(`<${element.localName} ${name}>`);
      if (/^(?:xlink:)?href$|^src$/.test(name) && !known.test(value)) found.push(`${name}=${value}`);
    }
  }
  for (const name of ["iframe", "img", "base", "link", "object", "embed", "form", "image"])
    if (document.querySelector(name)) found.push(`<${name}>`);
  if (document.querySelectorAll("meta[http-equiv=refresh]").length > 0) found.push("refresh");
  if (document.querySelectorAll("script").length !== 2) found.push("scripts");
  if (window.hacked !== undefined) found.push("window.hacked");
  if ({}.polluted !== undefined || Object.keys(Object.prototype).length > 0) found.push("prototype");
  return found;
}

// Goes through the page as a reader would, by keyboard and pointer.
// A link to elsewhere is the one thing that leads away, and only by the reader's own will.
const leadsAway = () => {
  const link = document.activeElement?.closest("a");
  return Boolean(link) && !link.getAttribute("href")?.startsWith("#");
};

async function wander(page) {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    if (i % 4 === 3 && !(await page.evaluate(leadsAway))) await page.keyboard.press("Enter");
  }
  for (const mark of (await page.$$("#figure g.node:not(.off), #figure g.tie:not(.off)")).slice(0, 12)) {
    await mark.dispatchEvent("pointerover");
    await mark.dispatchEvent("click");
  }
}

async function hostileTablesAreText(browser) {
  console.log("hostile tables");
  const records = join(folder, "hostile");
  mkdirSync(records);
  writeHostile(records);
  const words = names[0];
  const settings = ["--title", words, "--subtitle", words, "--caption", words, "--notes", "--tie-label",
    "role", "--cluster", "iso3", "-K", "dot", "--wrap", "200", "--timeout", "200"];
  const path = render("hostile.html", records, ...settings);
  console.log(`  ${readFileSync(path).length} bytes`);
  for (const hash of ["", `#q=${encodeURIComponent(words)}&focus=__proto__&year=<b>`]) {
    const { page, heard, close } = await open(browser, path);
    if (hash) await page.evaluate((to) => { location.hash = to; }, hash);
    const told = await page.evaluate(() => ({
      names: [...document.querySelectorAll("#nodes tbody th:first-child")].map((th) => th.textContent.trim()),
      ids: JSON.parse(document.getElementById("entente-data").textContent).nodes.id,
      title: document.title,
    }));
    await wander(page);
    for (const found of await page.evaluate(lookForMarkup)) must(false, found);
    // The controls of direction are shown as U+FFFD, blanks may be others.
    const plain = (text) => text.replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/g, "").replace(/\s+/g, " ").trim();
    const expected = new Set(names.map(plain));
    must(told.names.length >= names.length || hash, `${told.names.length} names in the table`);
    for (const name of told.names) {
      const whole = [...expected].some((text) => plain(name).startsWith(text.slice(0, 200)));
      must(whole, `a name that nobody wrote: ${name.slice(0, 80)}`);
    }
    must(told.ids.length === names.length && told.ids.includes(idOf(0)), `ids: ${told.ids}`);
    must(told.title === words, `the title is ${told.title}`);
    must(heard.dialogs === 0, "a dialog opened");
    must(heard.messages.length === 0, `said ${heard.messages}`);
    // A blob is what the page itself hands to be saved.
    must(heard.requests.every((url) => /^file:.*hostile\.html|^blob:/.test(url)),
      `asked for ${heard.requests}`);
    await close();
  }
  must(addresses.length > 0, "no address was tried");
}

// The policy of a page holds where the escapes did not: whatever somebody puts into the file.
async function policyHolds(browser) {
  console.log("a page that was tampered with");
  const clean = readFileSync(render("clean.html", data, "--year", "2025"), "utf8");
  const bad = `<script>window.hacked=1</script><img src="http://hostile.invalid/a.png" onerror="window.hacked=2">
    <iframe src="http://hostile.invalid/"></iframe><style>h1{color:rgb(1,2,3)}</style>
    <p style="color:rgb(1,2,3)" id="styled">x</p><a href="javascript:window.hacked=3" id="link">x</a>
    <link rel="stylesheet" href="http://hostile.invalid/b.css">`;
  const path = join(folder, "tampered.html");
  writeFileSync(path, clean.replace("<main>", `<main>${bad}`));
  const { page, heard, close } = await open(browser, path);
  await page.click("#link").catch(() => {});
  const seen = await page.evaluate(() => ({
    hacked: window.hacked,
    colours: [...document.querySelectorAll("h1, #styled")].map((element) => getComputedStyle(element).color),
  }));
  must(seen.hacked === undefined, `the policy let ${seen.hacked} run`);
  must(!seen.colours.includes("rgb(1, 2, 3)"), "the policy let a style in");
  // The browser tells of requests that it then refuses.
  must(heard.messages.filter((message) => /Content Security Policy/.test(message)).length >= 5,
    `the policy said ${heard.messages}`);
  await close();
  // And without the policy the same would have run, or this says nothing.
  writeFileSync(path, clean.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "").replace("<main>", `<main>${bad}`));
  const open2 = await open(browser, path);
  must((await open2.page.evaluate(() => window.hacked)) !== undefined, "nothing would have run anyway");
  await open2.close();
}

// axe-core needs timers, so the page without script is one whose script was taken out.
async function axeFindsNothing(browser) {
  console.log("axe-core");
  const axe = axeSource();
  const figure = new URL("../../graphs/two-states.gv", import.meta.url).pathname;
  const pages = { small: render("small.html", figure), whole: render("whole.html", data, "--year", "2025") };
  for (const [name, path] of Object.entries(pages)) {
    writeFileSync(path, readFileSync(path, "utf8").replace(/<script>[^]*?<\/script>/, ""));
    for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
      if (name === "whole" && colorScheme === "dark") continue; // its colours are those of the small one
      const options = { colorScheme, viewport: { width, height: 800 }, bypassCSP: true };
      const { page, close } = await open(browser, path, options);
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const where = `${name}, ${colorScheme}, ${width}`;
      for (const rule of found.violations)
        must(false, `${where}: ${rule.id}: ${rule.help} (${rule.nodes.length}, as ${rule.nodes[0].html.slice(0, 160)})`);
      must(found.passes.length > 12, `${where}: only ${found.passes.length} rules had anything to look at`);
      await close();
    }
  }
}

const browser = await openBrowser();
try {
  await wholeWithoutScript(browser);
  await hostileTablesAreText(browser);
  await policyHolds(browser);
  await axeFindsNothing(browser);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
console.log(`${findings} findings`);
process.exit(findings > 0 ? 1 : 0);
