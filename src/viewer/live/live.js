// What a page does that is served while its tables are edited: `entente serve`. It asks whether it
// is still the page of the tables, and takes the new one with all that the reader has chosen.

const told = document.getElementById("entente-told");
const kept = "entente-kept";
const late = 600, brief = 4000; // milliseconds

const corner = document.createElement("p");
corner.id = "entente-live";
corner.setAttribute("role", "status");
document.body.append(corner);

const drawing = "Drawing…", anew = "Drawn anew.", mended = "No error any more.";
const ended = "entente serve has ended: what is saved is no longer drawn.";
const timers = {};

let source, shown = told.dataset.told;

// What is over before anybody could read it is not said.
function say(words, after, until) {
  clearTimeout(timers[words]);
  timers[words] = setTimeout(() => {
    corner.textContent = words;
    if (until) timers[words] = setTimeout(unsay, until, words);
  }, after);
}

function unsay(words) {
  clearTimeout(timers[words]);
  if (corner.textContent === words) corner.textContent = "";
}

// The address holds the year and what else was chosen, the browser where it was scrolled to.
function takeNewPage() {
  stop();
  sessionStorage.setItem(kept, document.activeElement?.id ?? "");
  location.reload();
}

// The server has written it as HTML, with every text escaped. It is not put together here: no text
// becomes markup in this page.
function takeTold(digest) {
  const request = new XMLHttpRequest();
  request.responseType = "document";
  request.onload = () => {
    if (request.status !== 200) return;
    shown = digest;
    unsay(anew);
    told.replaceChildren(...document.importNode(request.response.body, true).childNodes);
    if (told.childElementCount === 0) say(mended, 0, brief);
  };
  request.open("GET", "/told");
  request.send();
}

function hear(event) {
  const state = JSON.parse(event.data);
  if (state.page !== told.dataset.page) return takeNewPage();
  if (state.told !== shown) takeTold(state.told);
  if (state.draws) say(drawing, late);
  else unsay(drawing);
}

// A browser keeps few connections to one server: pages that nobody sees give theirs back.
function start() {
  if (source || document.hidden) return;
  source = new EventSource("/events");
  source.onmessage = hear;
  source.onerror = () => say(ended, late);
  source.onopen = () => unsay(ended);
}

function stop() {
  source?.close();
  source = undefined;
}

document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
addEventListener("pagehide", stop);
addEventListener("pageshow", start);

const before = sessionStorage.getItem(kept);
sessionStorage.removeItem(kept);
if (before !== null) {
  if (before) document.getElementById(before)?.focus({ preventScroll: true });
  say(anew, 100, brief);
}
start();
