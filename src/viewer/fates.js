// The lines of a change, told apart without colour: what has ended is hollow, what goes on at another level
// runs between rails, and each has a sign.
import { makeSvg } from "./dom.js";
import { CHANGES } from "./change.js";

const signs = { added: "+", ended: "−", changed: "→" };
const mostSigns = 600;

function coresOf(line, name) {
  const core = (extra) => {
    const copy = line.cloneNode();
    copy.setAttribute("class", `core${extra}`);
    return copy;
  };
  return name === "ended" ? [core("")] : name === "changed" ? [core(""), core(" inner")] : [];
}

// A label stands in the middle, and so the sign goes before it.
function signOf(line, name) {
  const labelled = line.parentNode.querySelector("text") !== null;
  const { x, y } = line.getPointAtLength(line.getTotalLength() * (labelled ? 0.28 : 0.5));
  return makeSvg("text", { class: "sign", x, y: y + 5, "aria-hidden": "true" }, signs[name]);
}

function partsOf(line, name, withSign) {
  return { line, parts: line ? [...coresOf(line, name), ...(withSign ? [signOf(line, name)] : [])] : [] };
}

export function makeFates(figure) {
  let added = [];
  return (change) => {
    added.forEach((element) => element.remove());
    added = [];
    if (!change) return;
    const told = [...change.ties.keys()].filter((n) => CHANGES[change.ties[n]] in signs);
    const withSigns = told.length <= mostSigns;
    const made = told.flatMap((n) => figure.ties[n].map((element) => partsOf(element.querySelector("path"), CHANGES[change.ties[n]], withSigns)));
    for (const { line, parts } of made) line?.after(...parts); // only now, so that what was measured holds
    added = made.flatMap(({ parts }) => parts);
  };
}
