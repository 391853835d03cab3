// What is shown as an SVG that stands alone: title, rule, drawing, legend and sources, styles within, no
// script; and from it a PNG.
import { byId, makeSvg } from "./dom.js";

const margin = 24, family = "Noto Sans, Helvetica Neue, Arial, sans-serif";
const inks = { light: { ink: "#1a1a1a", quiet: "#595959" }, dark: { ink: "#f0f0f0", quiet: "#b4b4b4" } };
const sharpness = 2, mostPixels = 40e6;

// ---- the drawing without what only the page needs ----

const added = ["tabindex", "role", "aria-label", "aria-hidden", "data-n", "style"];

function cleanFigure(figure) {
  const copy = figure.cloneNode(true);
  copy.querySelectorAll(".off, .lift, .hit, script").forEach((element) => element.remove());
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of added) element.removeAttribute(name);
    element.classList.remove("found", "lifted", "many", "gliding");
  }
  copy.classList.add("light"); // paper is
  return copy;
}

// Paper is light, unless a dark theme was asked for.
const styleOfPage = () => getComputedStyle(document.documentElement);
const isDark = () => styleOfPage().colorScheme === "dark";
const groundOf = (figure) => figure.querySelector(":scope > .ground")?.getAttribute("fill") ?? "#ffffff";

// What a colour of the page is on paper.
function onPaper(name) {
  return styleOfPage().getPropertyValue(name).trim().replace(/^light-dark\(([^,]+),\s*([^)]+)\)$/, isDark() ? "$2" : "$1");
}

// ---- how much room the drawing takes: that of what is shown of it ----

const air = 8;

function shownBox(figure) {
  const [left, top, width, height] = figure.getAttribute("viewBox").split(/[\s,]+/).map(Number);
  const boxes = [...figure.querySelectorAll(":scope > g")].map((layer) => layer.getBBox()).filter((box) => box.width > 0 && box.height > 0);
  if (boxes.length === 0) return { left, top, width, height };
  const x = Math.max(left, Math.min(...boxes.map((box) => box.x)) - air), y = Math.max(top, Math.min(...boxes.map((box) => box.y)) - air);
  const right = Math.min(left + width, Math.max(...boxes.map((box) => box.x + box.width)) + air);
  const bottom = Math.min(top + height, Math.max(...boxes.map((box) => box.y + box.height)) + air);
  return { left: x, top: y, width: right - x, height: bottom - y };
}

// The rules of the page that tell changes apart.
function changeRules() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const ours = rules.filter(({ selectorText }) => selectorText?.includes("#figure.changes"));
  return ours.map(({ cssText }) => cssText.replace(/var\((--[\w-]+)\)/g, (_, name) => onPaper(name))).join("\n");
}

// ---- text in lines ----

const context = document.createElement("canvas").getContext("2d");

function linesOf(words, size, bold, width) {
  context.font = `${bold ? "bold " : ""}${size}px ${family}`;
  const lines = [""];
  for (const word of words.split(/\s+/)) {
    const longer = lines.at(-1) === "" ? word : `${lines.at(-1)} ${word}`;
    if (context.measureText(longer).width <= width || lines.at(-1) === "") lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const widthOf = (words, size) => ((context.font = `${size}px ${family}`), context.measureText(words).width);

// A column of paragraphs; each adds its lines and moves `y` on.
function makeColumn(width) {
  const column = { y: margin, parts: [], ...inks[isDark() ? "dark" : "light"] };
  column.say = (words, { size = 13, bold = false, colour = column.ink, after = 6 } = {}) => {
    if (!words) return;
    for (const line of linesOf(words, size, bold, width)) {
      column.y += size * 1.3;
      column.parts.push(makeSvg("text", { x: margin, y: column.y, "font-size": size, "font-weight": bold ? "bold" : null, fill: colour }, line));
    }
    column.y += after;
  };
  return column;
}

// ---- the legend, in lines of samples and names ----

function legendItems() {
  const items = [...document.querySelectorAll("#legend li:not(.off)")];
  const isOn = (item) => !item.closest("[hidden], .off") && item.querySelector("input")?.checked !== false;
  return items.filter(isOn).map((item) => ({
    sample: item.querySelector("svg")?.cloneNode(true) ?? sampleOf(item.querySelector(".sample")),
    words: item.querySelector("span:not(.sample):not(.count)").textContent,
  }));
}

// Samples of the change are drawn by the sheet of the page; here they are lines upon one another, as wide as
// there.
const pens = {
  added: [["--added", 4]], ended: [["--ended", 5], ["--ground", 2.5]],
  changed: [["--changed", 6.5], ["--ground", 4.2], ["--changed", 1.6]], unchanged: [["--unchanged", 1]],
};

function sampleOf(element) {
  const [name] = Object.keys(pens).filter((one) => element?.classList.contains(one));
  if (!name) return null;
  const lines = pens[name].map(([colour, width]) => makeSvg("path", { d: "M2 8h36", stroke: onPaper(colour), "stroke-width": width, fill: "none" }));
  return makeSvg("svg", { width: 40, height: 16, viewBox: "0 0 40 16" }, lines);
}

function addLegend(column, width) {
  let x = margin;
  column.y += 10;
  for (const { sample, words } of legendItems()) {
    const [w, h] = sample ? [Number(sample.getAttribute("width")) || 40, Number(sample.getAttribute("height")) || 16] : [0, 0];
    const needed = w + 6 + widthOf(words, 12) + 18;
    if (x > margin && x + needed > margin + width) {
      x = margin;
      column.y += 24;
    }
    if (sample) {
      for (const [name, value] of Object.entries({ x, y: column.y - h / 2, width: w, height: h })) sample.setAttribute(name, value);
      column.parts.push(sample);
    }
    column.parts.push(makeSvg("text", { x: x + w + 6, y: column.y + 4, "font-size": 12, fill: column.ink }, words));
    x += needed;
  }
  column.y += 24;
}

// ---- the whole ----

export function makePicture(figure, { title, subtitle, rule, counts }) {
  const { left, top, width, height } = shownBox(figure);
  const inner = Math.max(width, 440), column = makeColumn(inner), drawing = cleanFigure(figure);
  column.say(title, { size: 20, bold: true, after: 2 });
  column.say(subtitle, { size: 14, colour: column.quiet });
  column.say(`${rule}. ${counts}.`, { size: 12, colour: column.quiet, after: 12 });
  for (const [name, value] of Object.entries({ x: margin + (inner - width) / 2, y: column.y, width, height, viewBox: [left, top, width, height].join(" ") }))
    drawing.setAttribute(name, value);
  column.parts.push(drawing);
  column.y += height;
  addLegend(column, inner);
  column.say(byId("sources") ? `Sources: ${[...byId("sources").children].map((item) => item.textContent.trim()).join("; ")}` : "", { size: 10, colour: column.quiet });
  const size = { width: inner + 2 * margin, height: Math.ceil(column.y + margin) };
  return {
    ...size,
    svg: makeSvg("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, viewBox: `0 0 ${size.width} ${size.height}`, "font-family": family, role: "img" },
      makeSvg("title", {}, title), makeSvg("desc", {}, `${rule}. ${counts}.`), makeSvg("style", {}, changeRules()),
      makeSvg("rect", { width: "100%", height: "100%", fill: groundOf(figure) }),
      makeSvg("g", { class: figure.classList.contains("changes") ? "changes" : null, id: null }, column.parts)),
  };
}

export const svgText = ({ svg }) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;

// Paints the picture; refused by a promise that fails where the browser cannot.
export async function paintPicture(picture) {
  const image = new Image();
  const source = URL.createObjectURL(new Blob([svgText(picture)], { type: "image/svg+xml" }));
  try {
    image.src = source;
    await image.decode();
    const scale = Math.min(sharpness, Math.sqrt(mostPixels / (picture.width * picture.height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("too large"))), "image/png"));
  } finally {
    URL.revokeObjectURL(source);
  }
}
