// Where the drawing was moved to outlives loading the page anew, as long as it is the same drawing.

const boxOf = (svg) => svg.getAttribute("viewBox");

export function keepPlace(svg, view) {
  try {
    history.replaceState({ entente: { viewBox: boxOf(svg), view } }, "");
  } catch {
    // A frame without an address of its own.
  }
}

export function placeKept(svg) {
  const kept = history.state?.entente;
  return kept?.viewBox === boxOf(svg) ? kept.view : null;
}
