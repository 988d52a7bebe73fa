// @ts-check
/**
 * 引文核对: whether a sentence is in the archive word for word, and if not, what comes nearest; the twin of
 * site_builder/search/alignment.py and quotation.py, which say how.
 */
(function (tools) {
  "use strict";

  const CHANGE = 1000;
  const SAME = -1;
  const BUCKET = 32;
  const MARGIN = 48;
  const LONGEST_QUOTATION = 200;
  const SAMPLE = 24;
  const EXACT = 20;
  const NEAR = 12;
  const SHOWN = 5;
  const ALIKE = 0.3;
  const FAR = 0.6;
  const AROUND = 30;

  /** @typedef {{ text: string, plain: string[], starts: number[], ends: number[] }} Spread */
  /** @typedef {["same" | "quoted" | "printed", string]} Difference */

  /**
   * A text character by character as it is compared, and where each was written.
   * @param {string} text @param {(text: string) => string} normalise @returns {Spread}
   */
  tools.spread = function (text, normalise) {
    const spread = /** @type {Spread} */ ({ text, plain: [], starts: [], ends: [] });
    let at = 0;
    for (const cluster of text.match(/\P{M}\p{M}*|\p{M}+/gu) || []) {
      for (const char of tools.squeeze(normalise(cluster))) {
        spread.plain.push(char);
        spread.starts.push(at);
        spread.ends.push(at + cluster.length);
      }
      at += cluster.length;
    }
    return spread;
  };

  /** @param {Spread} spread @param {number} start @param {number} end */
  function written({ text, starts, ends }, start, end) {
    return start < end ? text.slice(starts[start], ends[end - 1]).replace(/\s+/gu, " ").trim() : "";
  }

  /** The part of an article in which most pairs of the sentence stand in their order. @param {string[]} quoted @param {string[]} printed */
  function windowOf(quoted, printed) {
    /** @type {Map<string, number[]>} */
    const places = new Map();
    for (let at = 1; at < quoted.length; at++) {
      const pair = quoted[at - 1] + quoted[at];
      places.set(pair, [...(places.get(pair) || []), at - 1]);
    }
    /** @type {Map<number, number>} */
    const votes = new Map();
    for (let at = 1; at < printed.length; at++) {
      for (const place of places.get(printed[at - 1] + printed[at]) || []) {
        const bucket = Math.floor((at - 1 - place) / BUCKET);
        votes.set(bucket, (votes.get(bucket) || 0) + 1);
      }
    }
    if (!votes.size) return [0, Math.min(printed.length, quoted.length + 2 * MARGIN)];
    const sum = (/** @type {number} */ bucket) => (votes.get(bucket) || 0) + (votes.get(bucket + 1) || 0);
    const best = Array.from(votes.keys()).sort((a, b) => sum(b) - sum(a) || a - b)[0];
    const start = best * BUCKET;
    return [Math.max(0, start - MARGIN), Math.min(printed.length, Math.max(0, start) + quoted.length + 2 * BUCKET + MARGIN)];
  }

  /**
   * How many characters differ between a sentence and the passage of an article nearest to it, and which.
   * @param {Spread} sentence @param {Spread} article
   * @returns {{ distance: number, differences: Difference[] }}
   */
  tools.align = function (sentence, article) {
    const quoted = sentence.plain;
    const [first, last] = windowOf(quoted, article.plain);
    const printed = article.plain.slice(first, last);
    const rows = [new Int32Array(printed.length + 1)];
    for (let i = 1; i <= quoted.length; i++) {
      const above = rows[i - 1];
      const row = new Int32Array(printed.length + 1);
      row[0] = i * CHANGE;
      for (let j = 1; j <= printed.length; j++) {
        const across = above[j - 1] + (quoted[i - 1] === printed[j - 1] ? SAME : CHANGE);
        row[j] = Math.min(across, above[j] + CHANGE, row[j - 1] + CHANGE);
      }
      rows.push(row);
    }
    const end = rows[quoted.length];
    let i = quoted.length;
    let j = end.lastIndexOf(end.reduce((least, cost) => Math.min(least, cost), Infinity));
    let distance = 0;
    /** @type {[number, number][]} */
    const steps = [];
    while (i) {
      const here = rows[i][j];
      const alike = j > 0 && quoted[i - 1] === printed[j - 1];
      /** @type {[number, number]} */
      const step = j && rows[i - 1][j - 1] + (alike ? SAME : CHANGE) === here ? [1, 1] : rows[i - 1][j] + CHANGE === here ? [1, 0] : [0, 1];
      if (step[0] !== 1 || step[1] !== 1 || !alike) distance++;
      i -= step[0];
      j -= step[1];
      steps.push(step);
    }
    return { distance, differences: differencesOf(sentence, article, j + first, steps.reverse()) };
  };

  /** @param {Spread} sentence @param {Spread} article @param {number} start @param {[number, number][]} steps */
  function differencesOf(sentence, article, start, steps) {
    /** @type {Difference[]} */
    const told = [];
    let at = 0;
    let place = start;
    let same = true;
    let begun = [at, place];
    const tell = () => {
      const quoted = written(sentence, begun[0], at);
      const printed = written(article, begun[1], place);
      /** @type {Difference[]} */
      const pieces = same ? [["same", printed]] : [["quoted", quoted], ["printed", printed]];
      told.push(...pieces.filter((piece) => piece[1]));
    };
    for (const [forward, along] of steps) {
      const alike = forward === 1 && along === 1 && sentence.plain[at] === article.plain[place];
      if (alike !== same) {
        tell();
        begun = [at, place];
        same = alike;
      }
      at += forward;
      place += along;
    }
    tell();
    return told;
  }

  /** Where a sentence stands in a text, or -1. @param {string[]} text @param {string[]} sentence */
  function placeOf(text, sentence) {
    for (let at = 0; at + sentence.length <= text.length; at++) {
      let same = 0;
      while (same < sentence.length && text[at + same] === sentence[same]) same++;
      if (same === sentence.length) return at;
    }
    return -1;
  }

  /** The articles that hold all pairs, and those that hold most of their weight. @param {any} shelf @param {string[]} pairs */
  async function lookUp(shelf, pairs) {
    const step = Math.max(1, pairs.length / SAMPLE);
    const sample = Array.from({ length: Math.min(SAMPLE, pairs.length) }, (_, at) => pairs[Math.floor(at * step)]);
    /** @type {Int32Array[]} */
    const sets = await Promise.all(sample.map(shelf.pair));
    let holding = tools.every(sets);
    for (const pair of pairs) {
      if (holding.length <= EXACT) break;
      if (!sample.includes(pair)) holding = tools.both(holding, await shelf.pair(pair));
    }
    /** @type {Map<number, number>} */
    const weights = new Map();
    let whole = 0;
    for (const set of sets) {
      const rare = Math.floor(tools.rarity(set.length, shelf.manifest.articles) * 1000);
      whole += rare;
      for (const number of set) weights.set(number, (weights.get(number) || 0) + rare);
    }
    const order = Array.from(weights).sort(([a, x], [b, y]) => y - x || b - a);
    const alike = order.slice(0, NEAR).filter(([, weight]) => weight >= whole * ALIKE);
    return { holding: Array.from(holding.slice(0, EXACT)), alike: alike.map(([number]) => number) };
  }

  /**
   * Where a sentence stands in the archive; the oldest first, because where it was printed first is what one wants to know.
   * @param {{ shelf: any, normalise: (text: string) => string, textsOf: (number: number) => Promise<string[] | null> }} now
   * @param {string} text
   * @param {() => void} alive
   */
  tools.quotation = async function ({ shelf, normalise, textsOf }, text, alive) {
    const chars = Array.from(text);
    const sentence = tools.spread(chars.slice(0, LONGEST_QUOTATION).join(""), normalise);
    const shortened = chars.length > LONGEST_QUOTATION;
    const pairs = tools.pairs(sentence.plain.join(""));
    if (!pairs.length || !shelf.manifest.substring) return { exact: [], near: [], shortened, unverified: false };
    const { holding, alike } = await lookUp(shelf, pairs);
    alive();
    const hit = async (/** @type {number} */ number) => ({ number, ...shelf.placeOf(number), ...(await shelf.head(number)) });
    let unverified = false;
    const places = await Promise.all(
      holding.map(async (number) => {
        const texts = await textsOf(number);
        if (!texts) {
          unverified = true;
          return { hit: await hit(number), passage: "", marks: [] };
        }
        for (const one of texts.slice().reverse()) {
          const printed = tools.spread(one, normalise);
          const at = placeOf(printed.plain, sentence.plain);
          if (at < 0) continue;
          const [start, end] = [printed.starts[at], printed.ends[at + sentence.plain.length - 1]];
          let from = Math.max(0, start - AROUND);
          let to = Math.min(one.length, end + AROUND);
          // Never through a character of two units.
          if (/[\udc00-\udfff]/.test(one[from] || "")) from--;
          if (/[\udc00-\udfff]/.test(one[to] || "")) to++;
          return { hit: await hit(number), passage: one.slice(from, to), marks: [[start - from, end - from]] };
        }
        return null;
      }),
    );
    alive();
    const exact = places.filter(Boolean);
    if (exact.length) return { exact, near: [], shortened, unverified };
    const found = await Promise.all(
      alike.map(async (number) => {
        const texts = ((await textsOf(number)) || []).filter(Boolean);
        const tried = texts.map((/** @type {string} */ one) => tools.align(sentence, tools.spread(one, normalise)));
        const best = tried.sort((a, b) => a.distance - b.distance)[0];
        return best && best.distance <= sentence.plain.length * FAR ? { hit: await hit(number), ...best } : null;
      }),
    );
    const near = /** @type {any[]} */ (found.filter(Boolean));
    near.sort((a, b) => a.distance - b.distance || b.hit.number - a.hit.number);
    return { exact, near: near.slice(0, SHOWN), shortened, unverified };
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
