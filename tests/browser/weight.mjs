// What figures weigh and what svgo would take away from them: node weight.mjs FILE.svg...
// A figure of up to 25 nodes with its font is less than 40 kB.
// With its default preset; and again without the font and with ids and metadata kept, because a font
// is large and cannot be made smaller, ids are there to be linked to, and metadata says what the
// figure was made from.
// Exit status: 0 all light, 1 not, 77 svgo is not installed.
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const most = 15; // per cent
const few = 25; // nodes
const light = 40_000; // bytes

const { optimize } = await import("svgo").catch(() => {
  console.log("skipped: svgo is not installed (npm ci --prefix tests/browser)");
  process.exit(77);
});

const kept = { cleanupIds: false, removeMetadata: false };
const keepSense = [{ name: "preset-default", params: { overrides: kept } }];

function shrunk(text, plugins) {
  const before = Buffer.byteLength(text);
  const after = Buffer.byteLength(optimize(text, plugins ? { plugins } : {}).data);
  return { before, part: (100 * (before - after)) / before };
}

function row(cells) {
  const widths = [24, 7, 9, 9, 14, 9];
  return cells.map((cell, at) => String(cell).padEnd(widths[at])).join(" ").trimEnd();
}

function nodesOf(text) {
  return Number(/<desc[^>]*>A network of (\d+) nodes?/.exec(text)?.[1]);
}

let found = 0;
let small = 0;
function find(file, sentence) {
  console.log(`  ${file}: ${sentence}`);
  found++;
}

const files = process.argv.slice(2);
console.log(row(["figure", "nodes", "bytes", "svgo", "without font", "svgo"]));
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const nodes = nodesOf(text);
  const whole = shrunk(text);
  const bare = shrunk(text.replace(/<style>[^]*?<\/style>/, ""), keepSense);
  const parts = [whole, bare].map(({ part }) => `${part.toFixed(1)} %`);
  console.log(row([basename(file), nodes, whole.before, parts[0], bare.before, parts[1]]));
  if (Math.max(whole.part, bare.part) >= most) find(file, `could lose ${most} % or more`);
  if (!text.includes("@font-face")) find(file, "embeds no font");
  if (Number.isNaN(nodes)) find(file, "does not say how many nodes it has");
  if (nodes <= few) small++;
  if (nodes <= few && whole.before >= light) find(file, `has ${few} nodes or fewer and is heavy`);
}
if (small === 0) find("all", `no figure of ${few} nodes or fewer was weighed`);
console.log(`${files.length} figures, ${found} findings`);
process.exit(found > 0 ? 1 : 0);
