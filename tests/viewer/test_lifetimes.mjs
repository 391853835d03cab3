// The rules of time in the browser are those of C: the examples of the model and more than 10,000 random ones, which
// both are asked. LIFETIME_CASES is the program that is built from tests/property/lifetime_cases.c.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answerOf, dateOf, dayOf, EVER, makeLives, meetLife, NEVER, RULES, setLife } from "../../src/viewer/time.js";

const program = process.env.LIFETIME_CASES;
const python = process.env.PYTHON ?? "python3";
const here = (path) => new URL(path, import.meta.url);

// What C makes of cases: the four days and the marks as the page has them, and the answer.
function answersOfC(cases) {
  const input = cases.map((fields) => `${fields.join("\t")}\n`).join("");
  const output = execFileSync(program, { input, encoding: "utf8", maxBuffer: 1 << 26 });
  return output.trimEnd().split("\n").map(readAnswer);
}

function readDay(text) {
  if (text === "-inf") return NEVER;
  return text === "+inf" ? EVER : dayOf(...text.split("-").map(Number));
}

function readAnswer(line) {
  const fields = line.split(" ");
  if (line === "bad") return null;
  if (fields[0] === "none") return { answer: Number(fields[1]) };
  return { life: fields.slice(0, 4).map(readDay), marks: Number(fields[4]), answer: Number(fields[5]) };
}

function livesOf(...answers) {
  const lives = makeLives(answers.length);
  answers.forEach(({ life, marks }, n) => setLife(lives, n, life, marks));
  return lives;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

// "2025", or a day, as first and last day.
function windowOf(text) {
  const [year, month, day] = text.split("-").map(Number);
  return [dayOf(year, month ?? 1, day ?? 1), dayOf(year, month ?? 12, day ?? 31)];
}

function readExamples() {
  const rows = readFileSync(here("../unit/lifetimes.def"), "utf8").matchAll(/^EXAMPLE\((.*)\)$/gm);
  return [...rows].map(([, row]) => JSON.parse(`[${row.replace(/ (OUT|POSSIBLE|PRESUMED|CERTAIN),/, ' "$1",')}]`));
}

test("the days of months are those of C", () => {
  for (const year of [1900, 2000, 2023, 2024])
    lengths.forEach((length, month) => {
      const days = dayOf(month === 11 ? year + 1 : year, ((month + 1) % 12) + 1) - dayOf(year, month + 1);
      assert.equal(days, length + (month === 1 && isLeap(year) ? 1 : 0));
    });
});

test("the worked examples of the model hold", () => {
  const examples = readExamples();
  const ofC = answersOfC(examples.map(([, start, end, window, , point, signature, known, horizon]) =>
    ["alone", start, end, point, 1, signature, known, horizon, window, window, "", ""]));
  examples.forEach(([number, start, end, window, answer], n) => {
    const wanted = `${number}, ${start}/${end} in ${window}: ${answer.toLowerCase()}`;
    const got = answerOf(livesOf(ofC[n]), 0, windowOf(window));
    assert.equal(`${number}, ${start}/${end} in ${window}: ${RULES[got]}`, wanted);
    assert.equal(ofC[n].answer, got);
  });
  assert.ok(examples.length > 30);
});

function casesOfC(count) {
  const path = here("../property/lifetime.py").pathname;
  const text = execFileSync(python, [path, "--cases", String(count)], { encoding: "utf8", maxBuffer: 1 << 26 });
  return text.replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

const written = (day) => {
  const date = dateOf(day);
  return [date.year, date.month, date.day].map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-");
};

// The same case asked of a window that begins or ends on one of the four days, or the day beside it.
function onTheEdge(fields, { life }, n) {
  const finite = (life ?? []).filter((day) => day > dayOf(1000) && day < dayOf(3000));
  if (finite.length === 0) return fields;
  const edge = finite[n % finite.length] + (n % 3) - 1;
  const [first, last] = n % 2 ? [edge, edge + (n % 50)] : [edge - (n % 50), edge];
  return [...fields.slice(0, 8), written(first), written(last), ...fields.slice(10)];
}

// Alone, the lifetimes that a case makes one of.
const first = (fields) => ["alone", ...fields.slice(1)];
const second = (fields) => ["alone", fields[10], fields[11], "0", "0", "", "", "", fields[8], fields[9], "", ""];

function askBoth(cases) {
  const ofC = answersOfC(cases), ofFirst = answersOfC(cases.map(first)), ofSecond = answersOfC(cases.map(second));
  const asked = { sound: 0, met: 0, answers: [0, 0, 0, 0] };
  cases.forEach((fields, n) => {
    if (!ofC[n]) return;
    const window = [windowOf(fields[8])[0], windowOf(fields[9])[1]];
    const said = `${fields.join(" | ")} in ${window}`;
    assert.equal(answerOf(livesOf(ofC[n]), 0, window), ofC[n].answer, said);
    asked.sound++;
    asked.answers[ofC[n].answer]++;
    if (fields[0] !== "meet") return;
    const lives = livesOf(ofFirst[n], ofSecond[n]);
    meetLife(lives, 0, lives, 1);
    assert.deepEqual([...lives.days.slice(0, 4)], ofC[n].life ?? [0, 0, 0, 0], said);
    assert.equal(answerOf(lives, 0, window), ofC[n].answer, said);
    asked.met++;
  });
  assert.ok(asked.sound >= 10_000 && asked.met > 1000 && Math.min(...asked.answers) > 300, JSON.stringify(asked));
  return ofC;
}

test("ten thousand random lifetimes are answered as C answers them, and again on their edges", () => {
  const cases = casesOfC(15_000);
  const ofC = askBoth(cases);
  askBoth(cases.map((fields, n) => (ofC[n] ? onTheEdge(fields, ofC[n], n) : fields)));
});
