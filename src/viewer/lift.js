// Brings some of the drawing to the fore: all of it steps back at once, as two groups, and copies of what is
// meant stand before it. So 20,000 ties that step back cost no more than two.

// The group a copy belongs to: copies of the groups that its original stands in, since those have its looks.
function placeFor(element, places, root) {
  const { parentNode: kind } = element, layer = kind.parentNode;
  if (!places.has(kind)) {
    if (!places.has(layer)) {
      const copy = layer.cloneNode(false);
      copy.classList.add("lift");
      copy.setAttribute("aria-hidden", "true");
      places.set(layer, root.appendChild(copy));
    }
    places.set(kind, places.get(layer).appendChild(kind.cloneNode(false)));
  }
  return places.get(kind);
}

function copyOf(element) {
  const copy = element.cloneNode(true);
  for (const name of ["tabindex", "role", "aria-label", "data-n"]) copy.removeAttribute(name);
  copy.querySelector(".hit")?.remove();
  return copy;
}

export function makeLift(svg, { nodes, ties }) {
  const root = svg.querySelector("g.nodes")?.parentNode ?? svg;
  let lifted = [];

  // `columns` of 1 for what comes to the fore; `aimed` is the node or tie that is meant, or null.
  return (columns, aimed) => {
    lifted.forEach((layer) => layer.remove());
    const places = new Map();
    const bring = (elements, column, kind) => {
      for (let n = 0; n < elements.length; n++) {
        if (column[n] !== 1) continue;
        for (const element of elements[n]) {
          const copy = placeFor(element, places, root).appendChild(copyOf(element));
          if (aimed?.kind === kind && aimed.number === n) copy.classList.add("aimed");
        }
      }
    };
    svg.classList.toggle("lifted", Boolean(columns));
    if (columns) {
      bring(ties, columns.ties, "tie");
      bring(nodes, columns.nodes, "node");
    }
    lifted = [...places.values()].filter((place) => place.parentNode === root);
  };
}
