// What a reader sees of `entente serve` while tables are saved: node browser.mjs ENTENTE [FOLDER]
// Pictures of the states go to FOLDER. Exit status: 0 as it should be, 1 not, 77 no browser here.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser, skip } from "../browser/open.mjs";

const [entente, pictures] = process.argv.slice(2);
const require = createRequire(new URL("../browser/open.mjs", import.meta.url));
const patience = 60000;
const ties = `type,from,to,start,end,source
strategic partnership,vnm,gbr,2010,..,s
strategic partnership,vnm,chn,2008,..,s
`;
const another = "strategic partnership,gbr,chn,2012,..,s\n";

let wrong = 0;
function check(good, words) {
  if (!good) console.log(`not so: ${words}`);
  wrong += !good;
}

function axeSource() {
  try {
    return readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  } catch {
    return skip("axe-core is not installed (npm ci --prefix tests/browser)");
  }
}

const folder = mkdtempSync(join(tmpdir(), "entente-serve-"));
const write = (name, text) => writeFileSync(join(folder, name), text);
write("actors.csv", "id,type,name,source\nvnm,state,Vietnam,s\ngbr,state,United Kingdom,s\nchn,state,China,s\n");
write("ties.csv", ties);
write("sources.csv", "id,title\ns,A source\n");

function serve(port) {
  const server = spawn(entente, ["serve", folder, "--port", String(port)]);
  server.ended = new Promise((resolve) => server.on("exit", (code) => resolve(code)));
  const address = new Promise((resolve) =>
    server.stdout.once("data", (line) => resolve(/http:\S+/.exec(line)?.[0])));
  return address.then((address) => ({ server, address }));
}

const axe = axeSource();
const browser = await openBrowser();
let { server, address } = await serve(0);
const complaints = [];
process.on("exit", () => server.kill("SIGKILL"));

async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, ...options });
  const tab = await context.newPage();
  tab.setDefaultTimeout(patience);
  // That the server is away is said in the console, too, and part of the test.
  tab.on("console", (line) => {
    if (line.type() === "error" && !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY/.test(line.text()))
      complaints.push(line.text());
  });
  tab.on("pageerror", (error) => complaints.push(String(error)));
  tab.on("request", (request) => {
    if (!request.url().startsWith(address)) complaints.push(`asks for ${request.url()}`);
  });
  await tab.goto(address);
  return tab;
}

const told = (tab) => tab.locator("#entente-told");
const corner = (tab) => tab.locator("#entente-live");
const rows = (tab) => tab.locator("#ties").innerText();
const mark = (tab) => tab.evaluate(() => (window.mark = "the same document"));
const isMarked = (tab) => tab.evaluate(() => window.mark !== undefined);

async function picture(tab, name) {
  if (pictures) await tab.screenshot({ path: join(pictures, `${name}.png`) });
}

async function find(tab, what) {
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const rule of found.violations)
    check(false, `${what}: ${rule.id}: ${rule.help}, as ${rule.nodes[0].html.slice(0, 120)}`);
  const wide = await tab.evaluate(() => {
    const box = document.getElementById("entente-told").getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth;
  });
  check(!wide, `${what}: too wide`);
}

// A save is seen in every page that is open; where the reader was is kept.
const first = await open(), second = await open({ colorScheme: "dark" });
check(!(await told(first).isVisible()), "nothing is told of tables in order");
await first.evaluate(() => {
  history.replaceState({ kept: "zoom" }, "", "#year=2016&focus=vnm");
  document.querySelector("[id][tabindex='0'], a[href]")?.focus();
  scrollTo(0, 150);
});
const before = await first.evaluate(() => [scrollY, document.activeElement.id, location.hash]);
await mark(first);
write("ties.csv", ties + another);
await first.getByText("Drawn anew.").waitFor();
await second.waitForFunction(() => document.querySelector("#ties").innerText.includes("2012"));
check((await rows(first)).includes("2012"), "the new tie is in the table");
check(!(await isMarked(first)), "the page has been loaded anew");
const after = await first.evaluate(() => [scrollY, document.activeElement.id, location.hash]);
check(Math.abs(after[0] - before[0]) < 5, `it was scrolled to ${before[0]}, now to ${after[0]}`);
check(after[1] === before[1], `the focus was on ${before[1]}, now on ${after[1]}`);
check(after[2] === before[2] && after[2].includes("2016"), `the address was ${before[2]}, now ${after[2]}`);
check(await first.evaluate(() => history.state !== null), "the state of the history is kept");
await picture(first, "drawn-anew");

// A fault is told above the figure as it was.
await mark(first);
write("ties.csv", (ties + another).replace("vnm,gbr", "vnm,grb"));
for (const tab of [first, second]) await tab.getByRole("alert").waitFor();
const words = await told(first).innerText();
for (const part of ["1 error", "unknown id 'grb'", "line 2, column 27", "E201", "did you mean 'gbr'"])
  check(words.includes(part), `"${part}" is told`);
check((await told(first).locator("mark").innerText()) === "grb", "the cell is marked");
check(await isMarked(first), "the page is not loaded anew for a fault");
check((await rows(first)).includes("2012"), "the last good figure is still there");
await first.evaluate(() => scrollTo(0, 0));
await picture(first, "fault-light");
await picture(second, "fault-dark");
await find(first, "a fault in the light");
await find(second, "a fault in the dark");
await second.setViewportSize({ width: 320, height: 640 });
await find(second, "a fault on a telephone");
await picture(second, "fault-telephone");

// Who comes now sees it without a script, too.
const plain = await open({ javaScriptEnabled: false });
check((await told(plain).innerText()).includes("unknown id 'grb'"), "it is told without a script");
check((await rows(plain)).includes("2012"), "the figure is there without a script");

// Mended as it was: the fault goes, and nothing else.
write("ties.csv", ties + another);
await first.waitForFunction(() => document.querySelector("#entente-told").childElementCount === 0);
check(await isMarked(first), "the same page again is not loaded anew");
check((await corner(first).innerText()) === "No error any more.", "it says that it is mended");
check(!(await told(first).isVisible()), "no frame is left of the fault");

// The server goes and comes back.
const port = Number(new URL(address).port);
server.kill("SIGTERM");
check((await server.ended) === 0, "it ends well");
await first.getByText("entente serve has ended").waitFor();
await picture(first, "ended");
write("ties.csv", ties);
({ server, address } = await serve(port));
await first.waitForFunction(() => !document.querySelector("#ties").innerText.includes("2012"));
check((await corner(first).innerText()) !== "entente serve has ended", "it is no longer said");

// More pages than a browser keeps connections for: those that nobody sees give theirs back.
const shared = first.context();
for (let i = 0; i < 8; i++) {
  const tab = await shared.newPage();
  await tab.addInitScript(() => Object.defineProperty(document, "hidden", { get: () => true }));
  await tab.goto(address);
  check((await tab.locator("#ties").count()) === 1, `page ${i + 2} of one browser is loaded`);
}

for (const line of complaints) check(false, line);
await browser.close();
server.kill("SIGINT");
check((await server.ended) === 0, "it ends well by Ctrl-C");
rmSync(folder, { recursive: true });
console.log(wrong ? `${wrong} not as they should be` : "as it should be");
process.exit(wrong ? 1 : 0);
