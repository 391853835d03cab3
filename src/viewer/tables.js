// The tables of what is shown: sorted by any column, in portions, in step with the figure.
import { button, byId, make, say } from "./dom.js";
import { CHANGES } from "./change.js";
import { OUT, RULES } from "./time.js";
import { nodeDates, tieAt, tieDates, cellOf } from "./universe.js";
import { behalfName, countWords, nodeName, relationLabel, shortName, typeLabel } from "./words.js";

const portion = 60;

// ---- columns: { name, text(row), order(row): number or text, put(row): what the cell holds if not the text } ----

const compareText = new Intl.Collator("en").compare;

function sourceWords(universe, sources) {
  return (sources ?? []).map((source) => universe.data.sources[source].id).join(", ");
}

// Leads to an entry of the list of sources; the address has the state, and so it stays.
function goTo(event, entry) {
  event.preventDefault();
  entry.setAttribute("tabindex", "-1");
  entry.focus();
}

function sourceLink({ data }, source) {
  const entry = byId("sources")?.children[source], { id } = data.sources[source];
  return entry ? make("a", { href: `#${entry.id}`, onclick: (event) => goTo(event, entry) }, id) : id;
}

function sourceLinks(universe, sources) {
  const links = (sources ?? []).map((source) => sourceLink(universe, source));
  return links.flatMap((link, n) => (n > 0 ? [", ", link] : [link]));
}

const sourceColumn = (universe, column) => ({
  name: "Sources", text: (n) => sourceWords(universe, cellOf(column, n)), put: (n) => sourceLinks(universe, cellOf(column, n)),
});

const answerOf = (lives, answers) => (n, { state }) => (state.year === "all" || !lives.given[n] ? "" : RULES[answers()[n]]);

function nodeColumns(universe, view) {
  const { nodes } = universe.data, { lives } = universe;
  const degrees = () => view().degrees;
  return {
    head: { name: "Name", text: (n) => nodeName(universe, n) },
    rest: [
      { name: "Type", text: (n) => typeLabel(universe, n) },
      { name: "Ties", text: (n) => String(degrees()[n]), order: (n) => -degrees()[n], numeric: true },
      { name: "When", text: (n) => nodeDates(universe, n).words, order: (n) => (lives.given[n] ? lives.days[4 * n] : Infinity) },
      { name: "Certainty", text: (n) => answerOf(lives, () => view().shown.nodes)(n, view()) },
      { name: "Change", text: (n) => (view().change ? CHANGES[view().change.nodes[n]] : "") },
      sourceColumn(universe, nodes.sources),
    ],
  };
}

function tieColumns(universe, view) {
  const { effective, from, to } = universe;
  return {
    head: { name: "From", text: (n) => shortName(universe, from[n]) },
    rest: [
      { name: "Relation", text: (n) => relationLabel(universe, n) },
      { name: "To", text: (n) => shortName(universe, to[n]) },
      { name: "Part", text: (n) => partOf(universe, n) },
      { name: "When", text: (n) => tieDates(universe, n).words, order: (n) => (effective.given[n] ? effective.days[4 * n] : Infinity) },
      { name: "Certainty", text: (n) => answerOf(effective, () => view().shown.ties)(n, view()) },
      { name: "Change", text: (n) => (view().change ? CHANGES[view().change.ties[n]] : "") },
      sourceColumn(universe, universe.data.ties.sources),
    ],
  };
}

function partOf(universe, tie) {
  const { role, behalf } = tieAt(universe, tie);
  return [role, behalf !== undefined && `for ${behalfName(universe, behalf)}`].filter(Boolean).join(", ");
}

// ---- order ----

function sorted(numbers, column, down) {
  const keys = new Map(numbers.map((n) => [n, (column.order ?? column.text)(n)]));
  const compare = (a, b) => {
    const left = keys.get(a), right = keys.get(b);
    return (typeof left === "number" ? left - right || 0 : compareText(left, right)) || a - b;
  };
  return [...numbers].sort(down ? (a, b) => compare(b, a) : compare);
}

// ---- one table ----

// `kind` is "node" or "tie"; `tools` are open(what), point(what or null).
function makeTable(kind, columnsOf, universe, tools) {
  const table = byId(`${kind}s`);
  if (!table) return { update() {}, rows: () => [], mark() {} };
  let view = null, order = [], until = 0, sorting = null, down = false, marked = null;
  const { head, rest } = columnsOf(universe, () => view);
  const heading = byId(`${kind}s-heading`), name = heading?.textContent;
  const body = make("tbody"), top = make("thead");
  const more = button("", () => append(order.length - until > 10 * portion ? 10 * portion : portion), { class: "more" });
  let columns = [];

  function row(n) {
    const opener = button(head.text(n), () => tools.open({ kind, number: n }, opener), { class: "line" });
    const cells = columns.slice(1).map((column) => make("td", { class: column.numeric ? "number" : null }, (column.put ?? column.text)(n)));
    return make("tr", { "data-n": n }, make("th", { scope: "row" }, opener), cells);
  }

  function append(count) {
    const next = order.slice(until, until + count);
    body.append(...next.map(row));
    until += next.length;
    const left = order.length - until;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(left, left > 10 * portion ? 10 * portion : portion)} more of ${countWords(left, "row")} left`;
  }

  // A column in which nothing stands is left out.
  function chooseColumns() {
    const probe = order.slice(0, 200);
    columns = [head, ...rest.filter((column) => probe.some((n) => column.text(n) !== ""))];
    top.replaceChildren(make("tr", {}, columns.map(headCell)));
  }

  function headCell(column) {
    const sort = column === sorting ? (down ? "descending" : "ascending") : null;
    const sign = make("span", { class: "sort", "aria-hidden": "true" }, sort ? (down ? "▼" : "▲") : "");
    return make("th", { scope: "col", "aria-sort": sort, class: column.numeric ? "number" : null }, button([column.name, sign], () => sortBy(column)));
  }

  function sortBy(column) {
    down = sorting === column && !down;
    sorting = column;
    fill();
    top.querySelector("[aria-sort] button")?.focus();
  }

  function fill() {
    if (sorting) order = sorted(order, sorting, down);
    chooseColumns();
    body.replaceChildren();
    until = 0;
    append(portion);
  }

  const whatOf = (target) => {
    const found = target.closest?.("tr[data-n]");
    return found && { kind, number: Number(found.dataset.n) };
  };
  for (const [event, leave] of [["pointerover", "pointerleave"], ["focusin", "focusout"]]) {
    body.addEventListener(event, ({ target }) => tools.point(whatOf(target)));
    body.addEventListener(leave, () => tools.point(null));
  }

  // What is pointed at in the figure is marked in the table, if its row is there.
  function mark(what) {
    marked?.classList.remove("marked");
    marked = what?.kind === kind ? body.querySelector(`tr[data-n="${what.number}"]`) : null;
    marked?.classList.add("marked");
  }

  function update(next) {
    view = next;
    order = [];
    const answers = kind === "node" ? next.shown.nodes : next.shown.ties;
    for (let n = 0; n < answers.length; n++) if (answers[n] !== OUT) order.push(n);
    if (name) say(heading, `${name} (${order.length})`);
    fill();
  }

  function start() {
    table.replaceChildren(...table.querySelectorAll("caption"), top, body);
    table.after(more);
    addEventListener("beforeprint", () => append(order.length)); // paper has no button for more
  }
  start();
  return { update, mark, header: () => columns.map(({ name: words }) => words), order: () => order };
}

// Both of them; what stands far below is made when there is time.
export function makeTables(universe, tools) {
  const tables = [makeTable("node", nodeColumns, universe, tools), makeTable("tie", tieColumns, universe, tools)];
  return {
    update: (view) => tables.forEach((table) => table.update(view)),
    mark: (what) => tables.forEach((table) => table.mark(what)),
  };
}
