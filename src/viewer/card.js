// The card of a node or tie: what it is, since when, on whose word, and whom it is tied to.
import { button, byId, iconButton, make } from "./dom.js";
import { CHANGES } from "./change.js";
import { eachTie, nodeAt, nodeDates, tieAt, tieDates } from "./universe.js";
import { OUT, RULES } from "./time.js";
import { behalfName, countWords, endsWords, isSymmetric, nodeName, relationLabel, shortName, typeLabel } from "./words.js";

const most = 40; // ties that are listed at once
const cross = "M4 5l1-1 5 5 5-5 1 1-5 5 5 5-1 1-5-5-5 5-1-1 5-5z";

// ---- sources ----

function sourceLink({ id, words, url, address }) {
  const said = words || id;
  return make("li", {}, url ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, said) : said, address && ` (${address})`);
}

function citation({ data }, row) {
  const parts = [];
  if (row.quote) parts.push(make("blockquote", {}, make("p", {}, `“${row.quote}”`)));
  if (row.note) parts.push(make("p", { class: "note" }, row.note));
  if (row.sources?.length) parts.push(make("h3", {}, row.sources.length > 1 ? "Sources" : "Source"),
    make("ul", { class: "cited" }, row.sources.map((source) => sourceLink(data.sources[source]))));
  if (row.url) parts.push(make("p", {}, make("a", { href: row.url, rel: "noopener noreferrer", target: "_blank" }, "More about it")));
  return parts;
}

function fact(name, value) {
  return value ? [make("dt", {}, name), make("dd", {}, value)] : [];
}

// ---- what is on the card ----

function answerWords(universe, { shown, state, change }, number, isNode) {
  const answer = (isNode ? shown.nodes : shown.ties)[number];
  if (change) return null;
  if (answer === OUT) return state.year === "all" ? "not shown" : `not shown in ${state.year === "given" ? "this period" : state.year}`;
  const dated = (isNode ? universe.lives : universe.effective).given[number];
  return dated && state.year !== "all" ? RULES[answer] : null;
}

// "added", or "changed from strategic partnership".
function changeWords(universe, { change }, number, isNode) {
  if (!change) return null;
  const verdict = CHANGES[(isNode ? change.nodes : change.ties)[number]], was = isNode ? undefined : change.insteadOf.get(number);
  return was === undefined ? verdict : `${verdict} from ${relationLabel(universe, was)}`;
}

function tieItem(universe, tie, node, open) {
  const { from, to } = universe, other = from[tie] === node ? to[tie] : from[tie];
  const row = tieAt(universe, tie), { words } = tieDates(universe, tie);
  const way = isSymmetric(universe, tie) ? "–" : from[tie] === node ? "→" : "←";
  return make("li", {},
    make("button", { type: "button", class: "line", onclick: () => open({ kind: "tie", number: tie }) },
      make("span", { class: "relation" }, `${relationLabel(universe, tie)} ${way} `), make("strong", {}, shortName(universe, other)),
      make("span", { class: "when" }, [row.role && ` (${row.role})`, words && `, ${words}`])));
}

function tieList(universe, view, node, open) {
  const now = [];
  let others = 0;
  eachTie(universe, node, (tie) => (view.shown.ties[tie] === OUT ? others++ : now.push(tie)));
  const list = make("ul", { class: "lines" }, now.slice(0, most).map((tie) => tieItem(universe, tie, node, open)));
  const rest = now.length > most && button(`Show ${now.length - most} more`, ({ target }) => {
    list.append(...now.slice(most).map((tie) => tieItem(universe, tie, node, open)));
    target.remove();
  });
  const elsewhere = others > 0 && make("p", { class: "note" }, `${countWords(others, "more tie")} not shown now.`);
  return [make("h3", {}, countWords(now.length, "tie")), list, rest, elsewhere];
}

function nodeParts(universe, view, node, tools) {
  const row = nodeAt(universe, node), { words } = nodeDates(universe, node);
  return [
    make("p", { class: "kind" }, typeLabel(universe, node)),
    make("dl", {}, fact("When", words), fact("In the figure", answerWords(universe, view, node, true)), fact("Change", changeWords(universe, view, node, true)),
      fact("Also", [...new Set(row.also ?? [])].join(", "))),
    citation(universe, row),
    make("div", { class: "tools" }, tools.toolsOf(node)),
    tieList(universe, view, node, tools.open),
  ];
}

function tieParts(universe, view, tie, { open }) {
  const row = tieAt(universe, tie), { words } = tieDates(universe, tie);
  const end = (node) => button(nodeName(universe, node), () => open({ kind: "node", number: node }), { class: "line" });
  return [
    make("p", { class: "kind" }, relationLabel(universe, tie)),
    make("dl", {}, fact("When", words), fact("In the figure", answerWords(universe, view, tie, false)), fact("Change", changeWords(universe, view, tie, false)), fact("Role", row.role),
      fact("On behalf of", behalfName(universe, row.behalf)),
      fact("Agreement", row.agreement === undefined ? "" : nodeName(universe, row.agreement))),
    citation(universe, row),
    make("h3", {}, "Between"), make("ul", { class: "lines" }, [universe.from[tie], universe.to[tie]].map((node) => make("li", {}, end(node)))),
  ];
}

// ---- the card itself ----

// `open(what)` shows another one, `close()` none, `toolsOf(node)` gives buttons for a node.
export function makeCard(universe, tools) {
  const heading = make("h2", { id: "card-heading", tabindex: "-1" });
  const body = make("div", { class: "body" });
  const element = make("aside", { id: "card", "aria-labelledby": "card-heading", hidden: true },
    make("header", {}, heading, iconButton(cross, "Close", () => tools.close(), { id: "close-card" })), body);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    tools.close();
  });
  let told = "", opener = null;

  function show(what, view, focused) {
    const { kind, number } = what;
    heading.textContent = kind === "node" ? nodeName(universe, number) : endsWords(universe, number);
    body.replaceChildren(...(kind === "node" ? nodeParts : tieParts)(universe, view, number, tools).flat(3).filter(Boolean));
    if (element.hidden) opener = document.activeElement;
    element.hidden = false;
    if (!focused) return;
    heading.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" }); // on a telephone it stands below the figure
  }

  // Gives the focus back to what opened the card.
  function hide() {
    if (element.hidden) return;
    const within = element.contains(document.activeElement);
    element.hidden = true;
    if (!within) return;
    const back = opener?.isConnected && opener !== document.body ? opener : document.querySelector('#figure [tabindex="0"]');
    back?.focus({ preventScroll: true });
    if (back && !byId("stage").contains(back)) back.scrollIntoView({ block: "nearest" }); // a stage is moved, not scrolled
  }

  function update(what, view, focused) {
    const key = what && `${what.kind} ${what.number}`;
    if (!what) hide();
    else show(what, view, focused && key !== told);
    told = key;
  }
  return { element, update };
}
