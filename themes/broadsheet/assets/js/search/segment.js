// @ts-check
/**
 * A run of Han in a question → words, by the site's own vocabulary; the twin of site_builder/search/segment.py,
 * which says how and why. Held together by tests/vectors/segment.json.
 */
(function (tools) {
  "use strict";

  const CLASSES = Array.from({ length: 92 }, (_, at) => String.fromCharCode(35 + at))
    .filter((char) => char !== "\\")
    .join("");
  const UNKNOWN = 46;
  const TOTAL = 501;

  /** @typedef {{ known: Map<string, number>, own: Map<string, number>, longest: number }} Vocabulary */

  /**
   * The vocabulary of an index: its Han terms in order, and the character that says how common each is.
   * @param {string[]} terms
   * @param {string} classes
   * @returns {Vocabulary}
   */
  tools.vocabulary = function (terms, classes) {
    const known = new Map();
    const own = new Map();
    let longest = 0;
    terms.forEach((term, at) => {
      const rank = CLASSES.indexOf(classes[at]);
      const length = Array.from(term).length;
      longest = Math.max(longest, length);
      if (rank < UNKNOWN) known.set(term, 10 * rank + 5 - TOTAL);
      else own.set(term, 1000 * (length - 1) + rank);
    });
    return { known, own, longest };
  };

  /** Whether jieba counted a word so often that its class is no lower. @param {string | undefined} char @param {number} least */
  tools.isCommon = (char, least) => {
    const rank = char ? CLASSES.indexOf(char) : -1;
    return rank >= least && rank < UNKNOWN;
  };

  /** How often a word of that class may be expected; a word of the site's own in one article as one of jieba's of class `own`. @param {string | undefined} char @param {number} own */
  tools.commonness = (char, own) => {
    const rank = char ? CLASSES.indexOf(char) : -1;
    return rank < UNKNOWN ? rank : rank - UNKNOWN + own;
  };

  /** What words may begin with in a text: every two neighbouring Han, and the last of each run. @param {string} text @returns {string[]} */
  tools.beginnings = (text) =>
    Array.from(
      new Set(
        tools.runs(text).filter(tools.isHan).flatMap((/** @type {string} */ run) => Array.from(run, (char, at) => char + (Array.from(run)[at + 1] || ""))),
      ),
    );

  /**
   * The words of a run of Han, one after the other; what belongs to none is left as single characters.
   * @param {string} run
   * @param {Vocabulary} words
   * @returns {string[]}
   */
  tools.segment = function (run, words) {
    const found = [];
    /** @type {string[]} */
    let singles = [];
    const settle = () => {
      if (singles.length) found.push(...way(singles, words.own, words.longest, 0));
      singles = [];
    };
    for (const word of way(Array.from(run), words.known, words.longest, -TOTAL)) {
      if (Array.from(word).length === 1) {
        singles.push(word);
      } else {
        settle();
        found.push(word);
      }
    }
    settle();
    return found;
  };

  /**
   * The heaviest way through a run; of two as heavy the one whose first word is longer.
   * @param {string[]} run
   * @param {Map<string, number>} weights
   * @param {number} longest
   * @param {number} single
   */
  function way(run, weights, longest, single) {
    const best = new Array(run.length + 1).fill(0);
    const ends = run.map((_, at) => at + 1);
    for (let start = run.length - 1; start >= 0; start--) {
      const alone = weights.get(run[start]);
      let top = (alone === undefined ? single : alone) + best[start + 1];
      let word = run[start];
      for (let end = start + 2; end <= Math.min(start + longest, run.length); end++) {
        word += run[end - 1];
        const weight = weights.get(word);
        if (weight !== undefined && weight + best[end] >= top) {
          top = weight + best[end];
          ends[start] = end;
        }
      }
      best[start] = top;
    }
    const words = [];
    for (let start = 0; start < run.length; start = ends[start]) words.push(run.slice(start, ends[start]).join(""));
    return words;
  }
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
