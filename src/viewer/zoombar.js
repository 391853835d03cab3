// Buttons for what fingers, wheel and keys do to the drawing, too.
import { iconButton, make } from "./dom.js";

const signs = {
  in: "M9 4h2v5h5v2h-5v5H9v-5H4V9h5z", out: "M4 9h12v2H4z",
  fit: "M3 3h5v2H5v3H3zM12 3h5v5h-2V5h-3zM3 12h2v3h3v2H3zM15 12h2v5h-5v-2h3z",
  left: "M12 4v12l-7-6z", right: "M8 4v12l7-6z", up: "M4 12h12l-6-7z", down: "M4 8h12l-6 7z",
};

export function makeZoomBar(zoom) {
  const one = (name, label, act) => iconButton(signs[name], label, act, { id: `zoom-${name}` });
  const larger = one("in", "Enlarge", () => zoom().in());
  const smaller = one("out", "Make smaller", () => zoom().out());
  const fit = one("fit", "Show all of it", () => zoom().reset());
  const moves = make("span", { class: "moves" },
    one("left", "Move to the left", () => zoom().pan(1, 0)), one("right", "Move to the right", () => zoom().pan(-1, 0)),
    one("up", "Move up", () => zoom().pan(0, 1)), one("down", "Move down", () => zoom().pan(0, -1)));
  const element = make("div", { class: "zoom", role: "group", "aria-label": "Enlarge and move" }, larger, smaller, fit, moves);

  // A button that does nothing now is still there for the focus that may be on it.
  function update({ fitted, atMost }) {
    for (const [button, idle] of [[larger, atMost], [smaller, fitted], [fit, fitted]]) button.setAttribute("aria-disabled", String(idle));
    moves.hidden = fitted;
  }

  const keys = { "+": () => zoom().in(), "=": () => zoom().in(), "-": () => zoom().out(), 0: () => zoom().reset() };
  const shifted = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  // Plus, minus, nought; Shift and an arrow move the drawing.
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey && event.key in shifted) zoom().pan(...shifted[event.key]);
    else if (event.key in keys) keys[event.key]();
    else return;
    event.preventDefault();
  }
  return { element, update, press };
}
