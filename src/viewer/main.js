// The page comes alive: what it holds is read, the parts are made, and whenever the state is another,
// each of them is told what is shown now.
import { answer, initialState, soundState } from "./asking.js";
import { makeCard } from "./card.js";
import { makeCompare } from "./compare.js";
import { countYears } from "./counts.js";
import { button, byId, make, say } from "./dom.js";
import { makeDownloads } from "./download.js";
import { makeEmbed } from "./embed.js";
import { makeFigure } from "./figure.js";
import { makeGroupChoice, makeLegend, makeRuleSwitch, makeTopicChoice } from "./filters.js";
import { makeFinder } from "./finder.js";
import { makeHeading } from "./heading.js";
import { makeHighlight, neighbours } from "./highlight.js";
import { kindsOf } from "./kinds.js";
import { makeNews } from "./news.js";
import { makePathFinder } from "./paths.js";
import { makeIndex, search } from "./search.js";
import { makeStore } from "./store.js";
import { makeTables } from "./tables.js";
import { OUT } from "./time.js";
import { makeTimeline } from "./timeline.js";
import { readUniverse } from "./universe.js";
import { makeZoom } from "./zoom.js";
import { makeZoomBar } from "./zoombar.js";

function degreesOf({ nodeCount, from, to }, { ties }) {
  const degrees = new Int32Array(nodeCount);
  for (let tie = 0; tie < ties.length; tie++) {
    if (ties[tie] === OUT) continue;
    degrees[from[tie]]++;
    if (to[tie] !== from[tie]) degrees[to[tie]]++;
  }
  return degrees;
}

// What the parts are told: the state, what it shows, and of what kind the step was that led here. What
// is only pointed at or typed asks nothing anew.
function makeViews(universe, kinds) {
  let asked = "", answered = null;
  return (state, how) => {
    const { year, rule, hide, topic, group, path, change } = state;
    const key = JSON.stringify([year, rule, hide, topic, group, path, change]);
    if (key !== asked) {
      answered = answer(universe, kinds, state);
      answered.degrees = degreesOf(universe, answered.shown);
      asked = key;
    }
    return { ...answered, state, how };
  };
}

// ---- what is brought to the fore ----

// Columns of 1 for what is pointed at, on the path or on the card, of 2 for what is searched for.
function liftedOf(universe, index, { shown, path, state }, what) {
  if (what) return { ...neighbours(universe, shown, what), others: true };
  if (path) return { nodes: path.nodes, ties: path.ties, others: true };
  if (!state.q) return null;
  const nodes = new Uint8Array(universe.nodeCount);
  for (const { node } of search(index, state.q, 200)) nodes[node] = 2;
  return { nodes, ties: new Uint8Array(universe.tieCount), others: false };
}

// ---- the histogram, anew when something else than the year is asked ----

const pause = () => new Promise((go) => setTimeout(go));

function makeCounting(universe, data, { counts, scale }) {
  let asked = "", turn = 0;
  return ({ question, state }) => {
    const key = JSON.stringify([state.rule, state.hide, state.topic, state.group]);
    if (key === asked) return;
    asked = key;
    const mine = ++turn;
    countYears(universe, question, [data.first, data.last], {
      take: (year, ties) => counts.set(year, ties), pause, isStale: () => mine !== turn,
    }).then((done) => done && scale());
  };
}

// ---- where the drawing was before the page was loaded anew ----

const boxOf = (svg) => svg.getAttribute("viewBox");

function keepPlace(svg, view) {
  try {
    history.replaceState({ entente: { viewBox: boxOf(svg), view } }, "");
  } catch {
    // A frame without an address of its own.
  }
}

function placeKept(svg) {
  const kept = history.state?.entente;
  return kept?.viewBox === boxOf(svg) ? kept.view : null;
}

function start() {
  performance.mark("entente-begin");
  document.documentElement.classList.add("alive");
  const data = JSON.parse(byId("entente-data").textContent);
  const svg = byId("figure"), stage = byId("stage");
  const universe = readUniverse(data), kinds = kindsOf(universe), index = makeIndex(universe);
  const initial = initialState(data);
  const store = makeStore(initial, (wanted) => soundState(universe, kinds, initial, wanted));
  const viewOf = makeViews(universe, kinds);
  let view = viewOf(initial, "start");
  const figure = makeFigure(svg, universe, view.shown);
  const hasYears = Number.isInteger(data.first) && data.first < data.last;
  let pointed = null, openTie = null, zoom = null;

  const onCard = () => (openTie !== null ? { kind: "tie", number: openTie } : null)
    ?? (view.state.focus ? { kind: "node", number: universe.number.get(view.state.focus) } : null);
  const lift = () => figure.lift(liftedOf(universe, index, view, pointed ?? onCard()), pointed ?? onCard());

  function point(what) {
    if (pointed?.kind === what?.kind && pointed?.number === what?.number) return;
    pointed = what;
    lift();
    tables.mark(what ?? onCard());
  }

  // Shows the card of a node or tie, or none.
  function open(what) {
    pointed = null;
    openTie = what?.kind === "tie" ? what.number : null;
    store.set({ focus: what?.kind === "node" ? data.nodes.id[what.number] : null });
  }

  const isShown = (node) => view.shown.nodes[node] !== OUT;
  const reveal = (element) => element && zoom.reveal(element.getBoundingClientRect(), 14);
  const timeline = hasYears ? makeTimeline(store, data) : null;
  const compare = hasYears ? makeCompare(store, data) : null;
  const finder = makeFinder({ universe, index, label: "Search", placeholder: "Name, alias or role", isShown,
    choose: (node) => open({ kind: "node", number: node }), typed: (text) => store.set({ q: text.trim() }, "drag") });
  const paths = makePathFinder({ store, universe, index, view: () => view });
  const card = makeCard(universe, { open, close: () => open(null), toolsOf: (node) => [button("Path to …", () => paths.begin(node))] });
  const choices = [makeRuleSwitch(store), makeTopicChoice(store, universe), makeGroupChoice(store, universe), compare].filter(Boolean);
  const news = makeNews(universe, () => timeline?.isPlaying());
  const zoomBar = makeZoomBar(() => zoom);

  byId("controls").append(...[timeline?.element, make("div", { class: "asked" }, finder.element, choices.map(({ element }) => element)),
    paths.element, news.element].filter(Boolean));
  stage.append(zoomBar.element);
  stage.addEventListener("keydown", zoomBar.press);
  stage.after(card.element, makeDownloads(figure, universe, () => view));
  zoom = makeZoom(stage, svg, { changed: zoomBar.update, rested: (place) => keepPlace(svg, place) });

  const tables = makeTables(universe, { open, point });
  const highlight = makeHighlight(figure, universe, { open, point, reveal, view: () => view });
  const parts = [timeline, ...choices, makeLegend(store, universe, kinds), makeHeading(universe), paths, highlight, news, makeEmbed(store)].filter(Boolean);
  const count = timeline ? makeCounting(universe, data, timeline.histogram) : () => {};
  let later = 0, inTables = null;

  function redraw(how) {
    view = viewOf(store.get(), how);
    figure.draw(view);
    lift();
    for (const part of parts) part.update(view);
    card.update(onCard(), view, how === "step");
    if (finder.input.value.trim() !== view.state.q) finder.input.value = view.state.q;
    clearTimeout(later);
    later = setTimeout(() => {
      if (inTables !== view.shown) tables.update(view);
      inTables = view.shown;
      tables.mark(onCard());
      count(view);
    }, 0);
  }

  store.listen((state, before, how) => {
    if (state.focus !== before.focus && state.focus) openTie = null;
    redraw(how);
  });
  redraw("start");
  const kept = placeKept(svg);
  if (kept) zoom.take(kept);
  performance.mark("entente-ready");
}

start();
