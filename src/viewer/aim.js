// What is meant: what the pointer or the focus is on, else what the card tells of, else a path, else what is
// searched for; and what of the drawing comes to the fore for it.
import { neighbours } from "./highlight.js";
import { search } from "./search.js";
import { OUT } from "./time.js";

const isSame = (a, b) => a?.kind === b?.kind && a?.number === b?.number;
const isShown = (shown, { kind, number }) => (kind === "node" ? shown.nodes : shown.ties)[number] !== OUT;

// Columns of 1 for what is pointed at, on the path or on the card, of 2 for what is searched for. What is not
// shown now makes nothing else step back.
function liftedOf({ universe, index }, { shown, path, state }, what) {
  if (what && isShown(shown, what)) return { ...neighbours(universe, shown, what), others: true };
  if (path) return { nodes: path.nodes, ties: path.ties, others: true };
  if (!state.q) return null;
  const nodes = new Uint8Array(universe.nodeCount);
  for (const { node } of search(index, state.q, 200)) nodes[node] = 2;
  return { nodes, ties: new Uint8Array(universe.tieCount), others: false };
}

// A card of a node is in the state, and so in the address; one of a tie is not.
export function makeAim({ store, universe, index, figure }) {
  const { id: ids = [] } = universe.data.nodes;
  let pointed = null, openTie = null;

  function onCard() {
    const { focus } = store.get();
    if (openTie !== null) return { kind: "tie", number: openTie };
    return focus ? { kind: "node", number: universe.number.get(focus) } : null;
  }
  const now = () => pointed ?? onCard();

  // Says whether that is another than before.
  function point(what) {
    if (isSame(pointed, what)) return false;
    pointed = what;
    return true;
  }

  // Shows the card of a node or tie, or none.
  function open(what) {
    pointed = null;
    openTie = what?.kind === "tie" ? what.number : null;
    store.set({ focus: what?.kind === "node" ? ids[what.number] : null });
  }

  store.listen((state, before) => {
    if (state.focus !== before.focus && state.focus) openTie = null;
  });
  return { now, onCard, point, open, lift: (view) => figure.lift(liftedOf({ universe, index }, view, now()), now()) };
}
