// The year: a slider before a histogram of ties, with play, step and all time.
import { button, iconButton, icon, make, makeSvg, say } from "./dom.js";
import { countWords, windowWords } from "./words.js";

const pace = 900; // ms for a year
const signs = {
  play: "M6 4v12l10-6z", pause: "M5 4h4v12H5zM11 4h4v12h-4z",
  back: "M5 4h2v12H5zM16 4v12l-8-6z", forward: "M13 4h2v12h-2zM4 4v12l8-6z",
};

// Bars over where the middle of the thumb stands for each year; of few years they are narrow, so that those
// at the ends stay within the page.
function makeHistogram(first, last) {
  const span = last - first, width = Math.min(0.84, 0.03 * span);
  const bars = Array.from({ length: span + 1 }, (_, n) => makeSvg("rect", { x: n - width / 2, width, y: 1, height: 0 }));
  const svg = makeSvg("svg", { class: "histogram", viewBox: `0 0 ${span} 1`, preserveAspectRatio: "none", "aria-hidden": "true" }, bars);
  const counts = new Map();
  const top = make("span", { class: "top", "aria-hidden": "true" });
  let now = -1;

  function scale() {
    const most = Math.max(1, ...counts.values());
    say(top, countWords(most, "tie"));
    counts.forEach((ties, year) => {
      const height = ties / most;
      bars[year - first].setAttribute("height", height);
      bars[year - first].setAttribute("y", 1 - height);
    });
  }

  function mark(year) {
    bars[now - first]?.classList.remove("chosen");
    bars[year - first]?.classList.add("chosen");
    now = year;
  }

  return { svg, top, mark, scale, counts };
}

// Years with room between them.
function makeScale(first, last) {
  const span = last - first, room = [50, 20, 10, 5, 2, 1].find((step) => span / step >= 3) ?? 1;
  const marks = [];
  for (let year = Math.ceil(first / room) * room; year <= last; year += room) {
    const mark = make("span", {}, String(year));
    mark.style.setProperty("--at", span === 0 ? 0.5 : (year - first) / span);
    marks.push(mark);
  }
  return make("div", { class: "years", "aria-hidden": "true" }, marks);
}

export function makeTimeline(store, { first, last }) {
  const histogram = makeHistogram(first, last);
  const slider = make("input", { type: "range", id: "year", min: first, max: last, step: 1, "aria-label": "Year" });
  const output = make("output", { id: "year-now", for: "year", "aria-live": "off" });
  const playButton = iconButton(signs.play, "Play the years", () => (timer ? stop() : play()), { id: "play" });
  const all = button("All years", () => store.set({ year: isAll() ? lastYear : "all", change: null }), { id: "all-years", "aria-pressed": "false" });
  let timer = 0, lastYear = last;

  const isAll = ({ year, change } = store.get()) => year === "all" && !change;
  const yearNow = () => (typeof store.get().year === "number" ? store.get().year : lastYear);
  const clamp = (year) => Math.min(Math.max(year, first), last);
  const go = (year, how) => store.set({ year: clamp(year), change: null }, how);

  function halt() {
    clearInterval(timer);
    timer = 0;
    dress();
  }

  function stop() {
    if (!timer) return;
    halt();
    store.set({}, "drag");
  }

  function step(by) {
    halt();
    go(yearNow() + by);
  }

  function play() {
    if (yearNow() >= last || typeof store.get().year !== "number") go(first, "drag");
    timer = setInterval(() => {
      go(yearNow() + 1, "drag");
      if (yearNow() >= last) stop();
    }, pace);
    dress();
  }

  function dress() {
    const label = timer ? "Pause" : "Play the years";
    playButton.replaceChildren(icon(timer ? signs.pause : signs.play));
    playButton.title = label;
    playButton.setAttribute("aria-label", label);
  }

  const steps = { PageUp: 10, PageDown: -10 };
  slider.addEventListener("keydown", (event) => {
    if (!(event.key in steps)) return;
    event.preventDefault();
    stop();
    go(yearNow() + steps[event.key], "drag");
  });
  slider.addEventListener("input", () => {
    stop();
    go(Number(slider.value), "drag");
  });

  const element = make("section", { class: "timeline", "aria-labelledby": "year-heading" },
    make("h2", { id: "year-heading", class: "unseen" }, "Year"),
    make("div", { class: "now" }, output,
      make("div", { class: "buttons" },
        iconButton(signs.back, "One year back", () => step(-1), { id: "back" }), playButton,
        iconButton(signs.forward, "One year on", () => step(1), { id: "forward" }), all)),
    make("div", { class: "track" }, histogram.svg, histogram.top, slider, makeScale(first, last)));

  function update({ state, question, shown }) {
    const year = typeof state.year === "number" ? state.year : null;
    if (timer && (year === null || state.change)) halt(); // who asks for something else has seen enough
    if (year !== null) lastYear = year;
    const words = state.change ? state.change.join(" → ") : year ?? (state.year === "all" ? "All years" : windowWords(question.window));
    say(output, String(words));
    if (Number(slider.value) !== (year ?? lastYear)) slider.value = year ?? lastYear;
    slider.setAttribute("aria-valuetext", `${words}, ${countWords(shown.tieCount, "tie")}`);
    all.setAttribute("aria-pressed", String(isAll(state)));
    element.classList.toggle("timeless", year === null || Boolean(state.change));
    histogram.mark(state.change || year === null ? -1 : year);
  }

  return { element, update, histogram, isPlaying: () => timer !== 0, stop };
}
