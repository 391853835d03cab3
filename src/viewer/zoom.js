// Moves and enlarges the drawing within its stage by one transform, which the compositor carries out
// without painting anew. The page scrolls as ever: the wheel enlarges only with Control or Command, a
// finger moves the drawing only once it is enlarged, and nothing stands still after "fit".
import { prefersStillness } from "./dom.js";

const most = 16, step = 1.5, rest = 250; // ms without a move until it is painted sharply

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

export function makeZoom(stage, svg, { changed, rested }) {
  let view = { k: 1, x: 0, y: 0 };
  let fitted = true, resting = 0, size = { width: 1, height: 1 }, drawn = { width: 1, height: 1 };

  // The drawing never leaves its stage altogether; one that is smaller stands in the middle.
  function within({ k, x, y }) {
    const along = (at, outer, inner) => (inner <= outer ? (outer - inner) / 2 : clamp(at, outer - inner, 0));
    return { k, x: along(x, size.width, drawn.width * k), y: along(y, size.height, drawn.height * k) };
  }

  const fit = () => Math.min(1, size.width / drawn.width, size.height / drawn.height);

  function show(next, moving = true) {
    view = within(next);
    fitted = view.k <= fit() * 1.001;
    if (moving) svg.style.willChange = "transform";
    svg.style.transform = `translate(${view.x.toFixed(2)}px, ${view.y.toFixed(2)}px) scale(${view.k.toFixed(4)})`;
    stage.classList.toggle("enlarged", !fitted);
    clearTimeout(resting);
    resting = setTimeout(sharpen, rest);
    changed({ fitted, atMost: view.k >= fit() * most });
  }

  // Painted anew at its size; then it is a layer again, so that the next move begins at once.
  function sharpen() {
    if (stage.classList.contains("dragging")) return (resting = setTimeout(sharpen, rest));
    rested(view);
    svg.style.willChange = "";
    if (!fitted) requestAnimationFrame(() => requestAnimationFrame(() => (svg.style.willChange = fitted ? "" : "transform")));
  }

  // About a point of the stage, which stays where it is.
  function by(factor, x = size.width / 2, y = size.height / 2) {
    const k = clamp(view.k * factor, fit(), fit() * most);
    show({ k, x: x - ((x - view.x) * k) / view.k, y: y - ((y - view.y) * k) / view.k });
  }

  const move = (dx, dy) => show({ k: view.k, x: view.x + dx, y: view.y + dy });
  const reset = () => show({ k: fit(), x: 0, y: 0 }, false);

  function glide(act) {
    if (!prefersStillness()) {
      svg.classList.add("gliding");
      setTimeout(() => svg.classList.remove("gliding"), rest);
    }
    act();
  }

  // Sizes are read here and nowhere else: a move forces no layout.
  function measure() {
    svg.style.transform = "";
    size = { width: stage.clientWidth, height: stage.clientHeight };
    const box = svg.getBoundingClientRect();
    drawn = { width: box.width || 1, height: box.height || 1 };
    if (fitted) reset();
    else show({ ...view, k: clamp(view.k, fit(), fit() * most) }, false);
  }

  // Brings a box (of the screen) into the stage if it is not, and makes it large enough to be read.
  function reveal(box, least = 0) {
    const frame = stage.getBoundingClientRect();
    const factor = box.height > 0 && box.height < least ? least / box.height : 1;
    const x = (box.left + box.right) / 2 - frame.left, y = (box.top + box.bottom) / 2 - frame.top;
    const inside = x > 20 && y > 20 && x < size.width - 20 && y < size.height - 20;
    if (factor === 1 && inside) return;
    const k = clamp(view.k * factor, fit(), fit() * most);
    const centre = { k, x: size.width / 2 - ((x - view.x) * k) / view.k, y: size.height / 2 - ((y - view.y) * k) / view.k };
    glide(() => show(centre));
  }

  listen(stage, { by, move, size: () => size, isFitted: () => fitted });
  new ResizeObserver(measure).observe(stage);
  measure();
  return { in: () => glide(() => by(step)), out: () => glide(() => by(1 / step)), reset: () => glide(reset),
    pan: (dx, dy) => glide(() => move(dx * size.width * 0.25, dy * size.height * 0.25)), reveal, view: () => view, take: (kept) => show({ ...kept, k: clamp(kept.k, fit(), fit() * most) }, false) };
}

// ---- pointers, wheel, double click ----

const apart = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) || 1;
const middle = (points) => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

function listen(stage, { by, move, isFitted }) {
  const pointers = new Map();
  let dragging = false, frame = { left: 0, top: 0 };
  const at = (event) => ({ x: event.clientX - frame.left, y: event.clientY - frame.top });

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    frame = stage.getBoundingClientRect();
    if (pointers.size === 0) dragging = false;
    pointers.set(event.pointerId, at(event));
  });

  // A drag selects no words: to find out which takes a browser a second where there are thousands.
  stage.addEventListener("mousedown", (event) => event.preventDefault());

  stage.addEventListener("pointermove", (event) => {
    const old = pointers.get(event.pointerId);
    if (!old) return;
    const now = at(event), before = [...pointers.values()];
    if (!dragging && pointers.size === 1 && (isFitted() || Math.hypot(now.x - old.x, now.y - old.y) < 4)) return;
    if (!dragging) stage.setPointerCapture(event.pointerId);
    dragging = true;
    stage.classList.add("dragging");
    pointers.set(event.pointerId, now);
    const after = [...pointers.values()], from = middle(before), to = middle(after);
    move(to.x - from.x, to.y - from.y);
    if (after.length === 2) by(apart(after) / apart(before), to.x, to.y);
  });

  function end(event) {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) stage.classList.remove("dragging");
  }
  stage.addEventListener("pointerup", end);
  stage.addEventListener("pointercancel", end);

  // What was a drag is not a click on what lies under it.
  stage.addEventListener("click", (event) => {
    if (!dragging) return;
    dragging = false;
    event.stopPropagation();
    event.preventDefault();
  }, true);

  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    frame = stage.getBoundingClientRect();
    const { x, y } = at(event), lines = event.deltaMode === 1 ? 16 : 1;
    by(Math.exp(-clamp(event.deltaY * lines, -60, 60) / 150), x, y);
  }, { passive: false });

  stage.addEventListener("dblclick", (event) => {
    frame = stage.getBoundingClientRect();
    const { x, y } = at(event);
    by(event.shiftKey ? 1 / step : step, x, y);
  });
}
