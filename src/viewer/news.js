// What is different from what was shown before, as one sentence for those who hear the page.
import { make, say } from "./dom.js";
import { OUT } from "./time.js";
import { countWords, endsWords, relationLabel, shortName, typeLabel, windowWords } from "./words.js";

const most = 5;

function list(names) {
  const told = [...new Set(names)];
  const more = told.length - most;
  return told.slice(0, most).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function numbersWhere(column, test) {
  const found = [];
  for (let n = 0; n < column.length; n++) if (test(n)) found.push(n);
  return found;
}

// "3 comprehensive strategic partnerships" where all are of one kind, else "12 ties".
function kindWords(count, labels, one, many) {
  const kinds = new Set(labels);
  const [label] = kinds;
  return kinds.size === 1 && /ship$/.test(label) ? countWords(count, label) : countWords(count, one, many);
}

function told(universe, numbers, isNode) {
  return numbers.map((n) => (isNode ? shortName(universe, n) : endsWords(universe, n)));
}

// "1" where each new tie brings a new node, else "236 ties, 95 nodes".
function howMany(ties, nodes) {
  return ties === nodes || ties === 0 || nodes === 0 ? String(ties || nodes) : `${countWords(ties, "tie")}, ${countWords(nodes, "node")}`;
}

// "2016: 3 partnerships and 4 nodes; 1 new: India; 1 gone: …". `before` is what was shown, or null.
export function newsWords(universe, label, before, shown) {
  const ties = numbersWhere(shown.ties, (n) => shown.ties[n] !== OUT);
  const words = kindWords(ties.length, ties.map((tie) => relationLabel(universe, tie)), "tie");
  const nodes = numbersWhere(shown.nodes, (n) => shown.nodes[n] !== OUT);
  const nodeWords = kindWords(nodes.length, nodes.map((node) => typeLabel(universe, node)), "node");
  const parts = [`${label}: ${words}, ${nodeWords}`];
  if (!before) return parts[0];
  const report = (what, from, to) => {
    const someNodes = numbersWhere(to.nodes, (n) => to.nodes[n] !== OUT && from.nodes[n] === OUT);
    const someTies = numbersWhere(to.ties, (n) => to.ties[n] !== OUT && from.ties[n] === OUT);
    const named = someNodes.length > 0 ? told(universe, someNodes, true) : told(universe, someTies, false);
    if (named.length > 0) parts.push(`${howMany(someTies.length, someNodes.length)} ${what}: ${list(named)}`);
  };
  report("new", before, shown);
  report("gone", shown, before);
  return parts.join("; ");
}

const calm = 300; // ms; who drags the slider hears where it ends

// Says it in a live region; in silence while the years are played.
export function makeNews(universe, isPlaying) {
  const element = make("p", { id: "news", class: "unseen", role: "status" });
  let before = null, timer = 0;

  function tell({ state, question, shown }) {
    const label = state.change ? `Change from ${state.change.join(" to ")}` : windowWords(question.window);
    say(element, newsWords(universe, label, state.change ? null : before, shown));
    before = shown;
  }

  function update(view) {
    clearTimeout(timer);
    if (view.how === "start") before = view.shown;
    if (view.how === "start" || isPlaying() || before === view.shown) return;
    timer = setTimeout(tell, calm, view);
  }
  return { element, update };
}
