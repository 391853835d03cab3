// Finds nodes by names, aliases and roles, however they are typed: without case, without marks above and
// below letters, "to lam" for "Tô Lâm", "dang" for "Đặng", "istanbul" for "İstanbul".

import { cellOf } from "./universe.js";

// Letters that Unicode does not take apart into a letter and a mark.
const plain = {
  đ: "d", ð: "d", ħ: "h", ı: "i", ĸ: "k", ł: "l", ŋ: "n", ø: "o", ŧ: "t", ß: "ss", æ: "ae", œ: "oe", þ: "th",
  ى: "ي", ی: "ي", ک: "ك", ة: "ه", ہ: "ه", ٱ: "ا", "ـ": "",
};
const taken = new RegExp(`[${Object.keys(plain).join("")}]`, "g");
// Latin, Greek and Cyrillic marks; vowel points of Hebrew and Arabic; what has no width.
const marks = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function fold(text) {
  return text.normalize("NFKD").toLowerCase().replace(marks, "").replace(taken, (letter) => plain[letter])
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
}

// What each node may be found by: its names first, then what it is in its ties.
export function makeIndex(universe) {
  const entries = [];
  const add = (node, text, kind) => text && entries.push({ node, text, kind, folded: fold(text) });
  const { nodes, ties } = universe.data;
  (nodes.id ?? []).forEach((id, node) => {
    const name = nodes.name[node], full = cellOf(nodes.full, node);
    for (const text of new Set([name, full, ...(cellOf(nodes.also, node) ?? []), id]))
      add(node, text, text === name || text === full ? "name" : "alias");
  });
  const told = new Set();
  for (const [tie, role] of Object.entries(ties.role ?? {})) {
    const node = universe.from[tie], key = `${node} ${role}`;
    if (role && !told.has(key)) add(node, role, "role");
    told.add(key);
  }
  return entries;
}

const kinds = { name: 0, alias: 1, role: 2 };

// Smaller is better; -1 if a word of the query is not there.
function rank(folded, words, whole) {
  if (folded === whole) return 0;
  if (folded.startsWith(whole)) return 1;
  const spaced = ` ${folded}`;
  if (words.every((word) => spaced.includes(` ${word}`))) return 2;
  return words.every((word) => folded.includes(word)) ? 3 : -1;
}

// At most `most` nodes, each once, best first: [{ node, text, kind }].
export function search(index, query, most = 12) {
  const whole = fold(query);
  if (whole === "") return [];
  const words = whole.split(" ");
  const best = new Map();
  for (const entry of index) {
    const quality = rank(entry.folded, words, whole);
    if (quality < 0) continue;
    const score = quality * 4 + kinds[entry.kind];
    const known = best.get(entry.node);
    if (!known || score < known.score) best.set(entry.node, { ...entry, score });
  }
  const length = ({ folded }) => folded.length;
  const found = [...best.values()].sort((a, b) => a.score - b.score || length(a) - length(b) || a.node - b.node);
  return found.slice(0, most).map(({ node, text, kind }) => ({ node, text, kind }));
}
