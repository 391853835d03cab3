// Elements out of words: text stays text, whatever a table says.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// make("button", { type: "button", onclick: play }, "Play")
export const make = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
export const makeSvg = (name, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, name), attributes, children);

export const byId = (id) => document.getElementById(id);

export const button = (label, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, label);

// A button that shows a sign and is called by words.
export const iconButton = (path, label, onclick, attributes = {}) =>
  make("button", { type: "button", class: "icon", title: label, "aria-label": label, onclick, ...attributes }, icon(path));

export const icon = (path) =>
  makeSvg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true", focusable: "false" }, makeSvg("path", { d: path }));

// Sets text only where it is another, so that nothing is read out or laid out twice.
export function say(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}

export const prefersStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
