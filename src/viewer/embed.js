// In the page of another: tells it how high this one is and what it shows, and lets it set the year.

const parentPage = () => (window.parent === window ? null : window.parent);

// Whoever embeds us may be anybody; what is told is no secret: a height, a year, a rule.
function tell(message) {
  parentPage()?.postMessage(message, "*");
}

function readYear(message) {
  if (message === null || typeof message !== "object" || message.entente !== "set") return null;
  const { year } = message;
  return year === "all" || (Number.isInteger(year) && Math.abs(year) <= 9999) ? year : null;
}

export function makeEmbed(store) {
  if (!parentPage()) return { update() {} };
  let told = 0;
  const tellHeight = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height !== told) tell({ entente: "height", height: (told = height) });
  };
  addEventListener("message", ({ source, data }) => {
    const year = source === parentPage() ? readYear(data) : null;
    if (year !== null) store.set({ year, change: null });
  });
  new ResizeObserver(tellHeight).observe(document.body);
  tellHeight();
  return { update: ({ state }) => tell({ entente: "state", year: state.year, rule: state.rule, focus: state.focus, change: state.change }) };
}
