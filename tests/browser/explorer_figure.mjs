// Pointing, card, path, change, zoom and pan in the explorer: node explorer_figure.mjs ENTENTE
import assert from "node:assert/strict";
import { ask, everything, goTo, hashOf, open, partnerships, root, run, settled, shownNodes, shownTies } from "./explorer.mjs";

const lifted = (page) => page.$$eval("#figure .lift .node", (nodes) => nodes.map((node) => node.querySelector("text").textContent).sort());
const node = (page, name) => page.locator("#figure .nodes:not(.lift) g.node:not(.off)", { hasText: new RegExp(`^\\s*${name}\\s*$`) });
const focusedName = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.id);
const scaleOf = (page) => page.evaluate(() => new DOMMatrix(getComputedStyle(document.querySelector("#figure")).transform).a);
const placeOf = (page) => page.evaluate(() => {
  const { e, f } = new DOMMatrix(getComputedStyle(document.querySelector("#figure")).transform);
  return [e, f];
});
// Until nothing glides and the drawing was painted anew, however slow the machine is.
async function calm(page) {
  await page.waitForTimeout(350);
  await page.waitForFunction(() => document.getAnimations().length === 0 && !document.querySelector(".gliding"));
}

async function tabTo(page, name) {
  await page.focus("#compare");
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement.closest("#figure") !== null))) return;
  }
  assert.fail(`the Tab key does not lead to ${name}`);
}

// A point four pixels beside the line of the first tie, which goes from Vietnam up to China.
const besideTie = (page) => page.$eval("#figure .ties g.tie path", (path) => {
  const { x, y } = path.getPointAtLength(path.getTotalLength() * 0.8).matrixTransform(path.getScreenCTM());
  return [x + 4, y];
});

await run({
  async "whom the pointer is on comes to the fore with its neighbours"(browser) {
    const page = await open(browser, everything);
    await node(page, "Home Office").hover();
    const near = await lifted(page);
    const listed = JSON.parse(ask("list", "nodes", everything[0], "--year", "2025", "--ego", "home-office", "--format", "json"));
    assert.equal(near.length, listed.length);
    assert.ok(near.includes("Home Office"));
    assert.equal(await page.$eval("#figure .nodes:not(.lift)", (layer) => getComputedStyle(layer).opacity), "0.13");
    await page.mouse.move(5, 5);
    assert.deepEqual(await lifted(page), []);
  },

  async "a tie comes to the fore with its ends, and its row is marked"(browser) {
    const page = await open(browser, partnerships);
    await settled(page);
    await page.mouse.move(...(await besideTie(page)));
    assert.deepEqual(await lifted(page), ["China", "Vietnam"]);
    assert.match(await page.textContent("#ties tr.marked"), /China/);
  },

  async "one Tab leads into the figure, arrows to the nearest in that direction, and Enter opens the card"(browser) {
    const page = await open(browser, partnerships);
    await tabTo(page, "the figure");
    assert.match(await focusedName(page), /^China: state$/);
    await page.keyboard.press("ArrowDown");
    assert.match(await focusedName(page), /^Russia|^India|^Vietnam/);
    await page.keyboard.press("Home");
    await page.keyboard.press("End");
    assert.match(await focusedName(page), /^India: state$/);
    assert.deepEqual(await lifted(page), ["India", "Vietnam"]);
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent("#card-heading"), "India");
    assert.equal(await focusedName(page), "card-heading");
    assert.equal(await hashOf(page), "#focus=ind");
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#card"), false);
    assert.match(await focusedName(page), /^India/, "the focus is back on the node");
  },

  async "what is not shown cannot be reached"(browser) {
    const page = await open(browser, partnerships);
    await goTo(page, 2009);
    await tabTo(page, "the figure");
    const names = new Set();
    for (const key of ["Home", "End", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
      await page.keyboard.press(key);
      names.add((await focusedName(page)).split(":")[0]);
    }
    assert.deepEqual([...names].sort(), ["China", "Vietnam"]);
  },

  async "the card tells dates, roles, sources, quotes and ties, and leads on"(browser) {
    const page = await open(browser, everything, { hash: "#focus=to-lam" });
    const words = await page.textContent("#card");
    for (const part of ["To Lam", "person", "“General Secretary of the Communist Party of Vietnam Central Committee To Lam”", "31 October 2025", "32 ties",
      "holds office in → CPV Central Committee (General Secretary)"])
      assert.ok(words.includes(part), part);
    await page.click("#card button:has-text('CPV Central Committee')");
    const tie = await page.textContent("#card");
    for (const part of ["To Lam → CPV Central Committee", "holds office in", "General Secretary"]) assert.ok(tie.includes(part), part);
    await page.click("#card button:has-text('Communist Party of Vietnam Central Committee')");
    assert.equal(await hashOf(page), "#focus=cpv-cc");
    await page.click("#close-card");
    assert.equal(await page.isVisible("#card"), false);
    assert.equal(await hashOf(page), "");
  },

  async "a card stays open in another year and says what is not shown then"(browser) {
    const page = await open(browser, partnerships, { hash: "#focus=ind" });
    await goTo(page, 2010);
    assert.match(await page.textContent("#card"), /not shown in 2010/);
  },

  async "a click on a tie opens its card"(browser) {
    const page = await open(browser, partnerships);
    await settled(page);
    await page.mouse.click(...(await besideTie(page)));
    assert.equal(await page.textContent("#card-heading"), "Vietnam – China");
    assert.match(await page.textContent("#card"), /since May 2008/);
  },

  async "all shortest paths are told and shown, and the address keeps them"(browser) {
    const page = await open(browser, everything, { hash: "#focus=mps-vn" });
    await page.click("#card button:has-text('Path to')");
    await page.keyboard.type("oxford");
    await page.keyboard.press("Enter");
    assert.equal(await hashOf(page), "#path=mps-vn,oxford");
    const listed = JSON.parse(ask("list", "nodes", everything[0], "--year", "2025", "--path", "mps-vn,oxford", "--format", "json"));
    assert.equal((await lifted(page)).length, listed.length);
    assert.match(await page.textContent("#path-words"), /^From Ministry of Public Security.* to Oxford University: 3 ties/);
    assert.ok((await page.locator("#path .ways li").count()) >= 1);
    await page.click("#close-path");
    assert.equal(await hashOf(page), "");
    assert.deepEqual(await lifted(page), []);
  },

  async "where no path leads, that is said"(browser) {
    const page = await open(browser, partnerships, { hash: "#year=2009&path=chn,ind" });
    assert.match(await page.textContent("#path-words"), /^No path leads from China to India/);
  },

  async "two years are compared in signs, lines and words, as --change does it"(browser) {
    const page = await open(browser, [root + "/data/vietnam-uk", "--type", "state,comprehensive strategic partnership,strategic partnership", "--possible"]);
    await page.click("#compare");
    await page.fill("#change-from", "2015");
    await page.fill("#change-to", "2025");
    await page.press("#change-to", "Enter");
    assert.equal(await hashOf(page), "#change=2015..2025");
    const classes = await page.$$eval("#figure .ties:not(.lift) g.tie:not(.off)", (ties) => ties.map((tie) =>
      [...tie.classList].find((name) => ["added", "ended", "changed", "unchanged"].includes(name))));
    const listed = JSON.parse(ask("list", "ties", everything[0], "--type", "state,comprehensive strategic partnership,strategic partnership", "--possible",
      "--change", "2015..2025", "--format", "json"));
    assert.deepEqual(classes.sort(), listed.map(({ change }) => change).sort());
    assert.ok(classes.includes("changed") && classes.includes("added") && classes.includes("unchanged"));
    const key = await page.textContent("#change-key");
    assert.match(key, /added1\d*changed level1ended0unchanged/);
    assert.equal(await page.locator("#figure .changed .core").count(), 2);
    assert.equal(await page.locator("#figure .changed .sign").textContent(), "→");
    assert.match(await page.textContent("#rule"), /^What changed between 2015 and 2025/);
    assert.ok((await page.textContent("#ties")).includes("changed"));
    await page.click("#ties tbody tr:has(td:text-is('changed')) button");
    assert.match(await page.textContent("#card"), /Changechanged from strategic partnership/);
    await page.keyboard.press("Escape");
    await page.click("#compare");
    assert.equal(await page.locator("#figure .core").count(), 0);
    assert.equal(await page.isVisible("#change-key"), false);
  },

  async "the drawing is enlarged by buttons, keys and the wheel with Control, and shown whole again"(browser) {
    const page = await open(browser, everything);
    const whole = await scaleOf(page);
    await page.click("#zoom-in");
    await calm(page);
    const larger = await scaleOf(page);
    assert.ok(larger > whole * 1.4);
    await page.keyboard.press("-");
    await calm(page);
    assert.ok((await scaleOf(page)) < larger);
    await page.keyboard.press("+");
    await page.hover("#stage", { position: { x: 600, y: 400 } });
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
    await calm(page);
    assert.ok((await scaleOf(page)) > larger);
    await page.click("#zoom-fit");
    await calm(page);
    assert.equal((await scaleOf(page)).toFixed(3), whole.toFixed(3));
    assert.equal(await page.getAttribute("#zoom-out", "aria-disabled"), "true");
  },

  async "the wheel alone scrolls the page"(browser) {
    const page = await open(browser, everything);
    const whole = await scaleOf(page);
    await page.hover("#stage", { position: { x: 600, y: 300 } });
    await page.mouse.wheel(0, 300);
    await calm(page);
    assert.equal(await scaleOf(page), whole);
    assert.ok((await page.evaluate(() => scrollY)) > 200);
  },

  async "an enlarged drawing is moved by dragging, by keys and by buttons, and a drag is no click"(browser) {
    const page = await open(browser, everything);
    await page.click("#zoom-in");
    await page.click("#zoom-in");
    await calm(page);
    const [x, y] = await placeOf(page);
    const box = await page.locator("#stage").boundingBox();
    await page.mouse.move(box.x + 500, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + 440, box.y + 270, { steps: 5 });
    await page.mouse.up();
    const [x2, y2] = await placeOf(page);
    assert.ok(Math.abs(x2 - x + 60) < 2 && Math.abs(y2 - y + 30) < 2, `${x2 - x}, ${y2 - y}`);
    assert.equal(await page.isVisible("#card"), false);
    await page.click("#zoom-left");
    await calm(page);
    assert.ok((await placeOf(page))[0] > x2);
    await page.keyboard.press("Shift+ArrowRight");
    await calm(page);
    assert.ok(Math.abs((await placeOf(page))[0] - x2) < 2);
  },

  async "two fingers enlarge the drawing about the point between them"(browser) {
    const page = await open(browser, everything, { hasTouch: true, width: 400, height: 800 });
    const whole = await scaleOf(page), session = await page.context().newCDPSession(page);
    await page.locator("#stage").scrollIntoViewIfNeeded();
    const box = await page.locator("#stage").boundingBox();
    const fingers = (apart) => [-1, 1].map((side, id) => ({ x: box.x + box.width / 2 + side * apart, y: box.y + box.height / 2, id }));
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(30) });
    for (const apart of [40, 55, 70, 90]) await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart) });
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await calm(page);
    assert.ok((await scaleOf(page)) > whole * 2, `${await scaleOf(page)} of ${whole}`);
  },

  async "where the drawing was moved to outlives loading the page anew"(browser) {
    const page = await open(browser, everything);
    await page.click("#zoom-in");
    await calm(page);
    const before = [await scaleOf(page), ...(await placeOf(page))].map(Math.round);
    await page.reload();
    await page.waitForFunction(() => performance.getEntriesByName("entente-ready").length > 0);
    assert.deepEqual([await scaleOf(page), ...(await placeOf(page))].map(Math.round), before);
  },

  async "nothing glides for those who asked for stillness"(browser) {
    const page = await open(browser, everything, { reducedMotion: "reduce" });
    await page.click("#zoom-in");
    assert.equal(await page.locator("#figure.gliding").count(), 0);
    assert.ok((await shownNodes(page)).length > 100 && (await shownTies(page)) > 100);
  },
});
