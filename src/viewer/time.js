// Lifetimes and windows of days, by the rules of src/model/lifetime.h: the same four days, the same
// three answers. Days count from 1970-01-01; a lifetime is [earliest start, latest start, earliest
// end, latest end]; an open day is minus or plus infinity, written as NEVER and EVER.

export const OUT = 0, POSSIBLE = 1, PRESUMED = 2, CERTAIN = 3;
export const RULES = ["out", "possible", "presumed", "certain"];
export const NEVER = -1e9, EVER = 1e9;

// ---- the calendar ----

// Days from 1970-01-01 to a day of the proleptic Gregorian calendar; month 1 to 12.
export function dayOf(year, month = 1, day = 1) {
  const shifted = month > 2 ? year : year - 1; // years begin in March: leap days come last
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

export function dateOf(day) {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: year + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * march + 2) / 5) + 1,
  };
}

export const windowOfYear = (year) => [dayOf(year), dayOf(year + 1) - 1];

// ---- lifetimes ----

// Columns for `count` lifetimes; those that are not given limit nothing.
export function makeLives(count) {
  return { given: new Uint8Array(count), marks: new Uint8Array(count), days: new Int32Array(4 * count) };
}

// `life` as the page has it; absent for no lifetime.
export function setLife(lives, at, life, marks = 0) {
  if (!life) return;
  lives.given[at] = 1;
  lives.marks[at] = marks;
  lives.days.set(life, 4 * at);
}

// The days that lifetime `at` shares with lifetime `other` of other columns.
export function meetLife(lives, at, others, other) {
  if (!others.given[other]) return;
  const a = 4 * at, b = 4 * other, first = !lives.given[at];
  for (let i = 0; i < 4; i++) {
    const mine = lives.days[a + i], theirs = others.days[b + i];
    lives.days[a + i] = first ? theirs : i < 2 ? Math.max(mine, theirs) : Math.min(mine, theirs);
  }
  lives.marks[at] |= others.marks[other];
  lives.given[at] = 1;
}

// Does lifetime `at` share a day with the window?
export function answerOf(lives, at, [first, last]) {
  if (!lives.given[at]) return CERTAIN;
  const { days } = lives, a = 4 * at;
  const starts = days[a], startsBy = days[a + 1], endsFrom = days[a + 2], ends = days[a + 3];
  if (starts > last || ends < first) return OUT;
  if (startsBy <= last && endsFrom >= first && lives.marks[at] === 0) return CERTAIN;
  const presumed = starts === NEVER ? startsBy : starts; // an unknown start is not carried back
  return presumed <= last ? PRESUMED : POSSIBLE;
}
