// @ts-check
/**
 * The best articles of a question are read, so that none comes first that only has the pieces of what was typed; the
 * twin of site_builder/search/reading.py, which says how and why.
 */
(function (tools) {
  "use strict";

  const VERIFIED_PAGES = 10;
  const HEADED = 10;

  /** @typedef {import("./asking.js").Asked} Asked */
  /** @typedef {[number, number]} Ranked an article and its score */

  /** Articles in ascending order. @param {Iterable<number>} numbers @returns {Int32Array} */
  const setOf = (numbers) => Int32Array.from(numbers).sort();

  /**
   * Reads the best until so many are left of which no part is open, or nothing can be read; takes back what is false.
   * @param {any} asking @param {Asked[]} asked @param {number[]} ranked as long as may be read @param {number} many
   * @param {boolean} widened articles may answer without the words of every part
   * @param {() => void} alive
   */
  tools.settle = async function (asking, asked, ranked, many, widened, alive) {
    const doubtful = asked.filter((one) => one.open.size);
    const wrong = doubtful.map(() => /** @type {Set<number>} */ (new Set()));
    for (let kept = 0, at = 0; doubtful.length && kept < many && at < ranked.length; ) {
      const batch = ranked.slice(at, at + many - kept);
      at += batch.length;
      const told = await Promise.all(
        batch.map((number) => Promise.all(doubtful.map((one) => (one.open.has(number) ? asking.proven(one.part, number) : undefined)))),
      );
      alive();
      told.forEach((said, place) => {
        said.forEach((holds, which) => {
          if (typeof holds === "boolean") doubtful[which].open.delete(batch[place]);
          if (holds === false) wrong[which].add(batch[place]);
        });
        if (!said.includes(false)) kept++;
      });
      const every = told.flat();
      if (every.includes(null) && !every.includes(true) && !every.includes(false)) break;
    }
    let gone = new Int32Array(0);
    doubtful.forEach((one, which) => {
      const numbers = setOf(wrong[which]);
      one.exact = tools.without(one.exact, numbers);
      reweigh(one, wrong[which], 0);
      if (one.part.kind === "phrase" || !widened) gone = tools.either([gone, tools.without(numbers, one.rest)]);
    });
    return { wrong: new Set(wrong.flatMap((numbers) => Array.from(numbers))), gone };
  };

  /**
   * The articles that do not hold what must not be there. Where that hangs on a few of which only the pieces are known,
   * these are read; on more, it is said.
   * @param {any} asking @param {Asked[]} asked @param {Int32Array} docs @returns {Promise<Int32Array>}
   */
  tools.wanted = async function (asking, asked, docs) {
    for (const one of asked) {
      if (one.part.demand !== "-") continue;
      const near = docs.filter((number) => one.open.has(number));
      if (near.length <= VERIFIED_PAGES) {
        const said = await Promise.all(Array.from(near, (number) => asking.proven(one.part, number)));
        near.forEach((number, at) => said[at] !== null && one.open.delete(number));
        one.docs = tools.without(one.docs, tools.without(near.filter((_, at) => said[at] === false), one.rest));
      }
      one.unverified = one.part.kind === "phrase" && docs.some((number) => one.open.has(number));
      docs = tools.without(docs, one.docs);
    }
    return docs;
  };

  /**
   * Those of the best whose headline is all that was typed; they count more from now on.
   * @param {any} shelf @param {(text: string) => string} normalise @param {Asked[]} asked @param {number[]} ranked
   * @returns {Promise<Set<number>>}
   */
  tools.headed = async function (shelf, normalise, asked, ranked) {
    const whole = (/** @type {Asked} */ { part }) => ["words", "phrase"].includes(part.kind) && !part.fields.length && part.demand !== "-";
    if (!asked.every(whole)) return new Set();
    const typed = tools.figures(asked.flatMap(({ part }) => tools.runs(part.text)).join(""));
    const exact = asked.map((one) => new Set(one.exact));
    const best = ranked.slice(0, HEADED).filter((number) => exact.every((set) => set.has(number)));
    const heads = await Promise.all(best.map(shelf.head));
    const found = new Set(best.filter((_, at) => tools.figures(tools.runs(normalise(heads[at].headline)).join("")) === typed));
    for (const one of asked) reweigh(one, found, 2);
    return found;
  };

  /** In the places of those that seem to hold a part as typed, first those that are known to. @param {Asked[]} asked @param {Ranked[]} ranked @returns {Ranked[]} */
  tools.surestFirst = function (asked, ranked) {
    const exact = new Set(asked.flatMap((one) => Array.from(one.exact)));
    const unknown = new Set(asked.flatMap((one) => Array.from(one.open)));
    const seem = ranked.filter(([number]) => exact.has(number));
    const order = [...seem.filter(([number]) => !unknown.has(number)), ...seem.filter(([number]) => unknown.has(number))].values();
    return ranked.map((hit) => (exact.has(hit[0]) ? order.next().value || hit : hit));
  };

  /** What a part as typed weighs in some articles, so many times. @param {Asked} asked @param {Set<number>} numbers @param {number} times */
  function reweigh(asked, numbers, times) {
    for (const [name, fields] of numbers.size ? asked.terms : []) {
      if (!name.startsWith("!")) continue;
      for (const column of Object.values(fields)) column.weights = column.weights.map((weighs, at) => (numbers.has(column.docs[at]) ? weighs * times : weighs));
    }
  }
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
