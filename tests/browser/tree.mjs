// What a screen reader is told of a figure: node tree.mjs ENTENTE
// The question is answered by reading names of Chromium's accessibility tree in their order, and
// nothing else. Exit status: 0 as it should be, 1 not so, 77 no browser here.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "./open.mjs";
import { page as pageOf, render } from "./pages.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const entente = process.argv[2];
const partnerships = join(root, "graphs/partnerships.gv");
const in2016 = ["--year", "2016"];

// Every node that is not ignored, in reading order: role, name, description, how deep it stands.
async function treeOf(browser, html) {
  const page = await browser.newPage();
  await page.setContent(html);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read = [];
  const visit = (node, depth) => {
    if (!node.ignored) {
      read.push({
        role: node.role?.value,
        name: node.name?.value ?? "",
        description: node.description?.value ?? "",
        depth,
      });
    }
    for (const id of node.childIds ?? []) visit(byId.get(id), depth + 1);
  };
  visit(nodes[0], 0);
  await page.close();
  return read;
}

// Who is named at the other end of a tie with Vietnam.
function partners(names) {
  const ties = names.map((name) => name.match(/^(.+?) – (.+?)(?::|$)/)).filter(Boolean);
  const ends = ties.map(([, from, to]) => (from === "Vietnam" ? to : from));
  return [...new Set(ends)].sort();
}

const isIn = (tree, wanted) => tree.some(({ name }) => name.includes(wanted));

const checks = {
  async "the full figure answers which partners there were in 2016"(browser) {
    const tree = await treeOf(browser, pageOf(render(entente, partnerships, ...in2016, "--inline", "--a11y", "full")));
    const names = tree.map(({ name }) => name);
    const told = names.filter((name) => name.includes("comprehensive strategic partnership, since"));
    assert.deepEqual(partners(told), ["China", "India", "Russia"]);
    assert.ok(isIn(tree, "Vietnam’s comprehensive strategic partnerships"));
  },

  async "nodes are told before ties, and each thing once"(browser) {
    const tree = await treeOf(browser, pageOf(render(entente, partnerships, ...in2016, "--inline", "--a11y", "full")));
    const at = (wanted) => tree.findIndex(({ name }) => name.startsWith(wanted));
    const nodes = ["China: state", "Vietnam: state", "Russia: state", "India: state"].map(at);
    const ties = ["Vietnam – China:", "Vietnam – Russia:", "Vietnam – India:"].map(at);
    assert.ok([...nodes, ...ties].every((place) => place >= 0), "one of them is not told");
    assert.ok(Math.max(...nodes) < Math.min(...ties), "a tie is told before a node");
    for (const place of [...nodes, ...ties]) {
      const { name } = tree[place];
      assert.equal(tree.filter((other) => other.name === name).length, 1, `${name} is told twice`);
    }
  },

  async "a figure as a file is told as the one in a page"(browser) {
    const told = (tree) => tree.filter(({ name }) => /; sources? /.test(name)).map(({ name }) => name);
    const svg = render(entente, partnerships, ...in2016, "--a11y", "full");
    const page = await browser.newPage();
    await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    await page.close();
    const inPage = await treeOf(browser, pageOf(render(entente, partnerships, ...in2016, "--inline", "--a11y", "full")));
    const names = nodes.filter((node) => !node.ignored).map((node) => ({ name: node.name?.value ?? "" }));
    assert.deepEqual(told(names).sort(), told(inPage).sort());
    assert.equal(told(inPage).length, 7);
  },

  async "the image is one thing with a name and a description"(browser) {
    const tree = await treeOf(browser, pageOf(render(entente, partnerships, ...in2016, "--inline", "--a11y", "img")));
    const images = tree.filter(({ role }) => role === "image" || role === "img");
    assert.equal(images.length, 1);
    assert.equal(images[0].name.split(" A network of ")[0], "Vietnam’s comprehensive strategic partnerships");
    assert.match(`${images[0].name} ${images[0].description}`, /4 nodes and 3 ties\. In force at some time in 2016/);
    const next = tree[tree.indexOf(images[0]) + 1];
    assert.ok(next.depth <= images[0].depth, `it has something inside: ${next.role} ${next.name}`);
  },

  async "the text alternative answers the same by its table"(browser) {
    const folder = mkdtempSync(join(tmpdir(), "entente-tree-"));
    const file = join(folder, "figure.html");
    render(entente, partnerships, ...in2016, "--alt", file);
    const tree = await treeOf(browser, readFileSync(file, "utf8"));
    rmSync(folder, { recursive: true });
    const table = tree.findIndex(({ role, name }) => role === "table" && name === "comprehensive strategic partnership (3)");
    assert.ok(table > 0, "there is no table of that name");
    const rows = tree.slice(table).filter(({ role }) => role === "rowheader").map(({ name }) => name);
    assert.deepEqual(partners(rows), ["China", "India", "Russia"]);
    assert.deepEqual(
      tree.slice(table).filter(({ role }) => role === "columnheader").map(({ name }) => name),
      ["Between", "When", "Certainty", "Sources"],
    );
  },
};

const browser = await openBrowser();
let failed = 0;
for (const [sentence, check] of Object.entries(checks)) {
  try {
    await check(browser);
    console.log(`ok      ${sentence}`);
  } catch (error) {
    console.log(`FAILED  ${sentence}\n  ${error.message}`);
    failed++;
  }
}
await browser.close();
process.exit(failed > 0 ? 1 : 0);
