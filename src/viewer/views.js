// What the parts are told: the state, what it shows, and of what kind the step was that led here.
import { answer } from "./asking.js";
import { OUT } from "./time.js";

function degreesOf({ nodeCount, from, to }, { ties }) {
  const degrees = new Int32Array(nodeCount);
  for (let tie = 0; tie < ties.length; tie++) {
    if (ties[tie] === OUT) continue;
    degrees[from[tie]]++;
    if (to[tie] !== from[tie]) degrees[to[tie]]++;
  }
  return degrees;
}

// What is only pointed at or typed asks nothing anew.
export function makeViews({ universe, kinds }) {
  let asked = "", answered = null;
  return (state, how) => {
    const { year, rule, hide, topic, group, path, change } = state;
    const key = JSON.stringify([year, rule, hide, topic, group, path, change]);
    if (key !== asked) {
      answered = answer(universe, kinds, state);
      answered.degrees = degreesOf(universe, answered.shown);
      asked = key;
    }
    return { ...answered, state, how };
  };
}
