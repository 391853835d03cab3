// Takes along what is shown: the drawing as SVG or PNG, nodes and ties as CSV.
import { button, byId, make, say } from "./dom.js";
import { csvText } from "./csv.js";
import { makePicture, paintPicture, svgText } from "./picture.js";
import { nodeRows, tieRows } from "./rows.js";
import { fold } from "./search.js";

function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const textOf = (id) => byId(id)?.textContent.trim() ?? "";

// "partnerships-of-vietnam-2016.svg"
function nameOf({ state }, ending) {
  const title = fold(textOf("title")).replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
  const when = state.change ? state.change.join("-") : state.year === "given" ? "" : `${state.year}`;
  return `${[title || "figure", when].filter(Boolean).join("-")}${ending}`;
}

export function makeDownloads(figure, universe, view) {
  const status = make("span", { role: "status", class: "unseen" });
  const picture = () => makePicture(figure.svg, { title: textOf("title"), subtitle: textOf("subtitle"), rule: textOf("rule"), counts: textOf("counts") });
  const csv = (rows) => new Blob(["\ufeff", csvText(rows(universe, view()))], { type: "text/csv;charset=utf-8" });
  const kinds = [
    ["SVG", ".svg", () => new Blob([svgText(picture())], { type: "image/svg+xml" })],
    ["PNG", ".png", () => paintPicture(picture())],
    ["Nodes as CSV", "-nodes.csv", () => csv(nodeRows)],
    ["Ties as CSV", "-ties.csv", () => csv(tieRows)],
  ];
  async function take(label, ending, blob) {
    try {
      const name = nameOf(view(), ending);
      save(name, await blob());
      say(status, `Saved as ${name}`);
    } catch {
      say(status, `${label} could not be made here`);
    }
  }
  const buttons = kinds.map(([label, ending, blob]) => button(label, () => take(label, ending, blob), { "data-ending": ending }));
  return make("div", { class: "downloads", role: "group", "aria-label": "Download what is shown" }, make("span", {}, "Download"), buttons, status);
}
