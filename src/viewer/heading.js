// The words above the figure: title and subtitle with their year, the rule, how much of all is shown.
import { byId, say } from "./dom.js";
import { countWords, ruleWords, windowWords } from "./words.js";

const ofAll = (count, all, thing) =>
  count === all ? countWords(all, thing) : `${count} of ${countWords(all, thing)}`;

const withYear = (template, words) => template.replace("{year}", () => words);

export function makeHeading(universe) {
  const { data, nodeCount, tieCount } = universe;

  function update({ state, question, shown }) {
    const years = state.change ? state.change.join(" to ") : windowWords(question.window);
    for (const id of ["title", "subtitle"]) if (data[id]?.includes("{year}")) say(byId(id), withYear(data[id], years));
    const rule = ruleWords(question.window, state.rule);
    say(byId("rule"), state.change ? `What changed between ${state.change.join(" and ")}, by what was in force at some time in each${rule.includes(";") ? rule.slice(rule.indexOf(";")) : ""}` : rule);
    say(byId("counts"), `${ofAll(shown.nodeCount, nodeCount, "node")}, ${ofAll(shown.tieCount, tieCount, "tie")}`);
  }
  return { update };
}
