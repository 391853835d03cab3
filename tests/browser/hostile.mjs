// Tables full of strings that want to be markup, script, addresses or commands, in a folder.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const sign = "window.hacked=1"; // what none of them may do
const away = "http://hostile.invalid/";

export const names = [
  `<script>${sign}</script>`,
  `</script><script>${sign}</script>`,
  `<!--<script>${sign}//`,
  `--><script>${sign}</script>`,
  `</title></style></svg></table><script>${sign}</script>`,
  `<img src=${away}a.png onerror=${sign}>`,
  `<svg onload=${sign}><image href=${away}b.png />`,
  `"><img src=x onerror=${sign}>`,
  `' onmouseover='${sign}' x='`,
  `" autofocus onfocus="${sign}" x="`,
  `javascript:${sign}`,
  "{{constructor.constructor('window.hacked=1')()}}",
  `\${${sign}}<%= ${sign} %>#{${sign}}`,
  `<base href=${away}><meta http-equiv=refresh content="0;url=${away}">`,
  `<iframe srcdoc="<script>parent.${sign}</script>">`,
  `<link rel=stylesheet href=${away}c.css><style>@import '${away}d.css'`,
  `&lt;script&gt;${sign}&lt;/script&gt;`,
  `]]><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;`,
  `\\u003cscript\\u003e${sign}\\u003c/script\\u003e`,
  `url(${away}e.png);}*{background:url(${away}f.png)`,
  `=HYPERLINK("${away}")`,
  "\u202eevil\u2066gpj.exe\u2069\u202c",
  "\u200b\u200d\ufeffhidden\u2028line\u2029paragraph",
  `${"w".repeat(400)} ${"long ".repeat(20_000)}`, // 100 kB
];

const ids = ["__proto__", "constructor", "toString", "hasOwnProperty", "nodes", "figure", "title",
  "entente-data", "location", "window", "document"];

export const idOf = (number) => ids[number] ?? `n${number}`;

export const addresses = [
  `javascript:${sign}`,
  `JaVaScRiPt:${sign}`,
  `java\tscript:${sign}`,
  `data:text/html,<script>${sign}</script>`,
  `vbscript:${sign}`,
  `file:///etc/passwd`,
  `//hostile.invalid/g`,
  `https://example.org/?q="><script>${sign}</script>`,
  `https://example.org/'onclick='${sign}`,
];

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const table = (header, rows) =>
  [header.join(","), ...rows.map((row) => row.map(quoted).join(","))].join("\n") + "\n";

export function writeHostile(folder) {
  const at = (list, number) => list[number % list.length];
  writeFileSync(
    join(folder, "actors.csv"),
    table(["id", "type", "name", "short", "iso3", "start", "source", "quote", "note", "url"],
      names.map((name, i) => [idOf(i), "state", name, i % 2 ? name : "", at(names, i + 3).slice(0, 60),
        i % 3 ? "" : `${1990 + i}`, `s${i};${at(names, i).slice(0, 40)}`, name, name, at(addresses, i)])),
  );
  writeFileSync(
    join(folder, "sources.csv"),
    table(["id", "title", "author", "publisher", "published", "url"],
      names.map((name, i) => [`s${i}`, name, name, name, "2020", at(addresses, i)])),
  );
  writeFileSync(
    join(folder, "ties.csv"),
    table(["type", "from", "to", "start", "end", "role", "source", "quote", "note", "url"],
      names.map((name, i) => ["friendship with", idOf(i), idOf((i + 1) % names.length), `${1990 + i}`,
        "", name, `s${i}`, name, name, at(addresses, i)])),
  );
}
