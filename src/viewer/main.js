// The page comes alive: what it holds is read, the parts are made, and whenever the state is another,
// each of them is told what is shown now.
import { makeAim } from "./aim.js";
import { hasYears, initialState, soundState } from "./asking.js";
import { makeCard } from "./card.js";
import { makeCompare } from "./compare.js";
import { countYears } from "./counts.js";
import { button, byId, make } from "./dom.js";
import { makeDownloads } from "./download.js";
import { makeEmbed } from "./embed.js";
import { makeFigure } from "./figure.js";
import { makeGroupChoice, makeLegend, makeRuleSwitch, makeTopicChoice } from "./filters.js";
import { makeFinder } from "./finder.js";
import { makeHeading } from "./heading.js";
import { makeHighlight } from "./highlight.js";
import { kindsOf } from "./kinds.js";
import { makeNews } from "./news.js";
import { makePathFinder } from "./paths.js";
import { keepPlace, placeKept } from "./place.js";
import { makeIndex } from "./search.js";
import { makeStore } from "./store.js";
import { makeTables } from "./tables.js";
import { OUT } from "./time.js";
import { makeTimeline } from "./timeline.js";
import { readUniverse } from "./universe.js";
import { makeViews } from "./views.js";
import { makeZoom } from "./zoom.js";
import { makeZoomBar } from "./zoombar.js";

// ---- what there is: the records, their state, the drawing ----

function readPage() {
  const data = JSON.parse(byId("entente-data").textContent);
  const universe = readUniverse(data), kinds = kindsOf(universe), initial = initialState(data);
  const store = makeStore(initial, (wanted) => soundState(universe, kinds, initial, wanted));
  const viewOf = makeViews({ universe, kinds }), view = viewOf(initial, "start");
  const svg = byId("figure");
  return { data, universe, kinds, store, viewOf, view, index: makeIndex(universe), svg, stage: byId("stage"), figure: makeFigure(svg, universe, view.shown) };
}

// ---- the parts, and where they stand. `tools` are what they ask of each other ----

function makeControls({ data, universe, index, store }, tools) {
  const timeline = hasYears(data) ? makeTimeline(store, data) : null;
  const isShown = (node) => tools.view().shown.nodes[node] !== OUT;
  const finder = makeFinder({ universe, index, label: "Search", placeholder: "Name, alias or role", isShown,
    choose: (node) => tools.open({ kind: "node", number: node }), typed: (text) => store.set({ q: text.trim() }, "drag") });
  const choices = [makeRuleSwitch(store), makeTopicChoice(store, universe), makeGroupChoice(store, universe),
    hasYears(data) && makeCompare(store, data)].filter(Boolean);
  const paths = makePathFinder({ store, universe, index, isShown, leave: tools.goTo });
  const news = makeNews(universe, () => timeline?.isPlaying());
  const asked = make("div", { class: "asked" }, finder.element, choices.map(({ element }) => element));
  byId("controls").append(...[timeline?.element, asked, paths.element, news.element].filter(Boolean));
  return { timeline, finder, choices, paths, news };
}

function makeStage({ svg, stage, figure, universe }, tools) {
  const bar = makeZoomBar(() => zoom), card = makeCard(universe, tools);
  stage.before(bar.element);
  stage.after(card.element, makeDownloads(figure, universe, tools.view));
  for (const element of [stage, bar.element]) element.addEventListener("keydown", bar.press);
  const zoom = makeZoom(stage, svg, { changed: bar.update, rested: (place) => keepPlace(svg, place) });
  const reveal = (element) => zoom.reveal(element.getBoundingClientRect(), 14);
  return { card, zoom, highlight: makeHighlight(figure, universe, { ...tools, reveal }) };
}

// ---- the histogram, anew when something else than the year is asked ----

const pause = () => new Promise((go) => setTimeout(go));

function makeCounting({ universe, data }, timeline) {
  if (!timeline) return () => {};
  const { counts, scale } = timeline.histogram;
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

// ---- what stands far below is told a moment later ----

function makeLater(tables, count, onCard) {
  let timer = 0, inTables = null;
  function tell(view) {
    if (inTables !== view.shown) tables.update(view);
    inTables = view.shown;
    tables.mark(onCard());
    count(view);
  }
  return (view) => {
    clearTimeout(timer);
    timer = setTimeout(tell, 0, view);
  };
}

function start() {
  performance.mark("entente-begin");
  document.documentElement.classList.add("alive");
  const page = readPage(), { store, universe, kinds, figure, svg } = page, aim = makeAim(page);
  let { view } = page;

  function point(what) {
    if (!aim.point(what)) return;
    aim.lift(view);
    tables.mark(aim.now());
  }
  const tools = { view: () => view, open: aim.open, close: () => aim.open(null), point, goTo: (node) => highlight.focus(node),
    toolsOf: (node) => [button("Path to …", () => paths.begin(node))] };
  const { timeline, finder, choices, paths, news } = makeControls(page, tools);
  const { card, zoom, highlight } = makeStage(page, tools);
  const tables = makeTables(universe, tools), later = makeLater(tables, makeCounting(page, timeline), aim.onCard);
  const parts = [timeline, ...choices, makeLegend(store, universe, kinds), makeHeading(universe), paths, highlight, news, makeEmbed(store)].filter(Boolean);

  function redraw(how) {
    view = page.viewOf(store.get(), how);
    figure.draw(view);
    aim.lift(view);
    for (const part of parts) part.update(view);
    card.update(aim.onCard(), view, how === "step");
    if (finder.input.value.trim() !== view.state.q) finder.input.value = view.state.q;
    later(view);
  }
  store.listen((state, before, how) => redraw(how));
  redraw("start");
  const kept = placeKept(svg);
  if (kept) zoom.take(kept);
  performance.mark("entente-ready");
}

start();
