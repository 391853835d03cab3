// The state of the page and its history: a deliberate step can be gone back; of dragging and playing
// only where it led to.
import { readAddress, writeAddress } from "./address.js";

const settle = 150, calm = 1000; // ms: browsers refuse many changes of the address in a row

export function makeStore(initial, sound) {
  let state = sound(readAddress(location.hash));
  let timer = 0, dragged = -Infinity;
  const listeners = [];
  const tell = (before, how) => listeners.forEach((listener) => listener(state, before, how));

  function write(method) {
    clearTimeout(timer);
    const address = writeAddress(state, initial) || "#";
    if (address === (location.hash || "#")) return;
    try {
      history[method](history.state, "", address);
    } catch {
      // A frame without an address of its own has no history either.
    }
  }

  // The first move of a drag makes a new entry, and those that follow write over it.
  function writeDrag() {
    const follows = performance.now() - dragged < calm;
    dragged = performance.now();
    if (!follows) return write("pushState");
    clearTimeout(timer);
    timer = setTimeout(write, settle, "replaceState");
  }

  // `how`: "step", or "drag" where more of it may follow at once.
  function set(patch, how = "step") {
    const before = state;
    state = sound({ ...state, ...patch });
    if (how === "drag") writeDrag();
    else write("pushState");
    tell(before, how);
  }

  addEventListener("popstate", () => {
    const before = state;
    clearTimeout(timer);
    state = sound(readAddress(location.hash));
    tell(before, "history");
  });

  return { get: () => state, set, listen: (listener) => listeners.push(listener), initial };
}
