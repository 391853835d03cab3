// A small universe to try things on: three states, a ministry, an agreement with its parties.
import { readUniverse } from "../../src/viewer/universe.js";
import { dayOf, EVER, NEVER } from "../../src/viewer/time.js";

export const since = (year) => [dayOf(year), dayOf(year + 1) - 1, EVER, EVER];
export const during = (first, last) => [dayOf(first), dayOf(first + 1) - 1, dayOf(last), dayOf(last + 1) - 1];
export const presumedSince = (year) => [dayOf(year), dayOf(year + 1) - 1, dayOf(year), EVER];
export const unknownUntil = (year) => [NEVER, dayOf(year + 1) - 1, dayOf(year), dayOf(year + 1) - 1];

const types = [
  { name: "actor", class: "actor", label: "actor" },
  { name: "state", class: "state", label: "state", isa: [0] },
  { name: "institution", class: "institution", label: "institution" },
  { name: "agreement", class: "agreement", label: "agreement", happening: true },
  { name: "topic", class: "topic", label: "topic" },
];
const relations = [
  { name: "strategic", class: "strategic", label: "strategic", symmetric: true, family: "level" },
  { name: "comprehensive", class: "comprehensive", label: "comprehensive", symmetric: true, family: "level" },
  { name: "belongs to", class: "belongs-to", label: "belongs to", within: true },
  { name: "party to", class: "party-to", label: "party to", joins: true },
  { name: "about", class: "about", label: "about" },
];
const VNM = 0, GBR = 1, IND = 2, MPS = 3, MOU = 4, FRAUD = 5, CRIME = 6;

const nodes = [
  { id: "vnm", name: "Việt Nam", type: 1, also: ["Vietnam", "VNM"] },
  { id: "gbr", name: "UK", full: "United Kingdom", type: 1, also: ["GBR"] },
  { id: "ind", name: "India", type: 1 },
  { id: "mps", name: "Ministry of Public Security", type: 2 },
  { id: "mou", name: "MoU on fraud", type: 3, life: [...presumedSince(2025), 0, "since 2025", "2025", ""], sources: [0] },
  { id: "fraud", name: "Fraud", type: 4 },
  { id: "crime", name: "Crime", type: 4 },
];
const ties = [
  { relation: 0, from: VNM, to: GBR, life: during(2010, 2019) },
  { relation: 1, from: VNM, to: GBR, life: since(2020) },
  { relation: 1, from: VNM, to: IND, life: [...since(2016), 0, "since 2016", "2016", ".."], sources: [0] },
  { relation: 2, from: MPS, to: VNM },
  { relation: 3, from: MPS, to: MOU, role: "signatory", behalf: VNM },
  { relation: 3, from: GBR, to: MOU },
  { relation: 4, from: MOU, to: FRAUD },
  { relation: 2, from: FRAUD, to: CRIME },
  { relation: 0, from: VNM, to: GBR, life: since(2025), agreement: MOU },
];

// Rows become the columns that a page has: those that are mostly empty as objects.
function columnsOf(rows, lives) {
  const columns = {};
  rows.forEach((row, n) => {
    for (const [key, value] of Object.entries(row)) {
      columns[key] ??= {};
      columns[key][n] = key === "life" ? lives.push(value) - 1 : value;
    }
  });
  for (const [key, column] of Object.entries(columns))
    if (Object.keys(column).length === rows.length) columns[key] = Object.values(column);
  return columns;
}

export function dataOf(nodes, ties) {
  const lives = [];
  return { types, relations, sources: [{ id: "src-0" }], lives, nodes: columnsOf(nodes, lives),
    ties: { from: [], to: [], relation: [], ...columnsOf(ties, lives) } };
}

export const small = () => readUniverse(dataOf(nodes, ties));

// The ids of what is shown.
export const idsOf = (universe, column) => universe.data.nodes.id.filter((_, n) => column[n]);
export const tiesOf = (column) => [...column.keys()].filter((n) => column[n]);
