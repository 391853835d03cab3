// The state of the page in its address: #year=2016&rule=certain&focus=vnm&hide=signed,mou. What is as
// it was at first is left out; what makes no sense is passed over.

// Kinds of values: how each is read, and how it is written.
const word = { read: (text) => text || null, write: (value) => value };
const words = { read: (text) => (text ? text.split(",").map(decode).filter(Boolean) : null), write: (value) => value };
const pair = { read: (text) => (words.read(text)?.length === 2 ? words.read(text) : null), write: (value) => value };
const years = {
  read(text) {
    const found = /^(-?\d{1,4})\.\.(-?\d{1,4})$/.exec(text);
    return found ? [Number(found[1]), Number(found[2])] : null;
  },
  write: (value) => value.join(".."),
};
const year = {
  read: (text) => (text === "all" ? "all" : /^-?\d{1,4}$/.test(text) ? Number(text) : null),
  write: String,
};
const rule = { read: (text) => (["certain", "presumed", "possible"].includes(text) ? text : null), write: String };

const keys = { year, rule, topic: word, group: word, hide: words, focus: word, q: word, path: pair, change: years, view: word };

// A comma within a value is written as %2C; one between values stays as it is.
function encode(value) {
  return encodeURIComponent(value).replace(/%20/g, "+").replace(/%3A/g, ":").replace(/%2F/g, "/");
}

function decode(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return "";
  }
}

// { year: 2016, hide: ["signed", "mou"] }; only what the address says.
export function readAddress(hash) {
  const state = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key, text = ""] = part.split(/=(.*)/s);
    const kind = Object.hasOwn(keys, key) ? keys[key] : null;
    const value = kind && kind.read(kind === words || kind === pair ? text : decode(text));
    if (value !== null && value !== undefined) state[key] = value;
  }
  return state;
}

const isSame = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const isEmpty = (value) => value === null || value === undefined || value === "" || value.length === 0;

// The hash for a state, "" if all is as in `initial`.
export function writeAddress(state, initial = {}) {
  const parts = [];
  for (const [key, kind] of Object.entries(keys)) {
    const value = state[key];
    if (isEmpty(value) || isSame(value, initial[key])) continue;
    const written = kind.write(value);
    parts.push(`${key}=${Array.isArray(written) ? written.map(encode).join(",") : encode(written)}`);
  }
  return parts.length > 0 ? `#${parts.join("&")}` : "";
}
