// @ts-check
/**
 * Which articles come first: lunr's scores from counts, and lunr itself over the best; the twin of
 * site_builder/search/ranking.py, which says how and why.
 */
(function (tools) {
  "use strict";

  const K1 = 1.2;
  const B = 0.75;
  const BEST = 200;

  /** @typedef {{ docs: Int32Array, weights: Float64Array }} Column the articles of a term in a field, ascending */
  /** @typedef {Record<string, Column>} Weights by field */
  /** @typedef {{ term: string, fields: string[], boost: number }} Clause */

  /** lunr's idf. @param {number} holding articles, once for each field @param {number} articles */
  tools.rarity = (holding, articles) => Math.log(1 + Math.abs((articles - holding + 0.5) / (holding + 0.5)));

  /**
   * What a term weighs in a field of an article, to the third decimal.
   * @param {number} idf @param {number} times @param {number} length @param {number} average @param {number} boost
   */
  tools.weight = (idf, times, length, average, boost) => {
    const score = (idf * ((K1 + 1) * times)) / (K1 * (1 - B + B * (length / average)) + times);
    return Math.floor(score * boost * 1000 + 0.5) / 1000;
  };

  /**
   * The best `many` of the articles with their scores, the newest first among equals.
   * @param {Clause[]} clauses
   * @param {Map<string, Weights>} terms
   * @param {Int32Array} among
   * @param {string[]} fields
   * @param {number} many
   * @returns {[number, number][]}
   */
  tools.rank = function (clauses, terms, among, fields, many) {
    const scores = scoresOf(clauses, terms, among, fields);
    const order = Array.from(among.keys()).sort((a, b) => scores[b] - scores[a] || among[b] - among[a]);
    const best = order.slice(0, Math.max(many, BEST)).map((at) => among[at]);
    const asked = ask(clauses, terms, best.slice().sort((a, b) => a - b), fields);
    const score = (/** @type {number} */ number) => asked.get(number) || 0;
    best.sort((a, b) => score(b) - score(a) || b - a);
    return best.slice(0, many).map((number) => [number, score(number)]);
  };

  /** @param {number} score */
  function rounded(score) {
    return Math.floor(score * 1e6 + 0.5) / 1e6;
  }

  /**
   * @param {Clause[]} clauses @param {Map<string, Weights>} terms @param {Int32Array} among @param {string[]} fields
   * @returns {Float64Array} in the order of `among`
   */
  function scoresOf(clauses, terms, among, fields) {
    const scores = new Float64Array(among.length);
    for (const field of fields) {
      /** @type {Map<string, number>} */
      const asked = new Map();
      for (const { term, boost, fields: where } of clauses) {
        if (where.includes(field)) asked.set(term, (asked.get(term) || 0) + boost);
      }
      let squares = 0;
      for (const boost of asked.values()) squares += boost * boost;
      const size = Math.sqrt(squares);
      for (const [term, boost] of asked) {
        const column = /** @type {Weights} */ (terms.get(term))[field];
        if (!column) continue;
        const { docs, weights } = column;
        for (let at = 0, i = 0; at < docs.length && i < among.length; ) {
          if (docs[at] < among[i]) at++;
          else if (docs[at] > among[i]) i++;
          else scores[i++] += (boost * weights[at++]) / size;
        }
      }
    }
    return scores.map(rounded);
  }

  /**
   * lunr's own scores over an index of the best articles and the terms asked for.
   * @param {Clause[]} clauses @param {Map<string, Weights>} terms @param {number[]} best ascending @param {string[]} fields
   * @returns {Map<number, number>}
   */
  function ask(clauses, terms, best, fields) {
    if (!clauses.length || !best.length) return new Map();
    const lunr = /** @type {any} */ (self).lunr;
    const names = Array.from(new Set(clauses.map((clause) => clause.term))).sort();
    const wanted = new Set(best);
    const invertedIndex = Object.create(null);
    /** @type {Map<string, number[]>} */
    const vectors = new Map();
    names.forEach((name, _index) => {
      const posting = (invertedIndex[name] = Object.assign(Object.create(null), { _index }));
      for (const field of fields) {
        posting[field] = Object.create(null);
        const { docs, weights } = /** @type {Weights} */ (terms.get(name))[field] || { docs: [], weights: [] };
        for (let at = 0; at < docs.length; at++) {
          if (!wanted.has(docs[at])) continue;
          posting[field][docs[at]] = {};
          const ref = `${field}/${docs[at]}`;
          const vector = vectors.get(ref) || [];
          vector.push(_index, weights[at]);
          vectors.set(ref, vector);
        }
      }
    });
    const fieldVectors = Object.create(null);
    for (const [ref, elements] of vectors) fieldVectors[ref] = new lunr.Vector(elements);
    const index = new lunr.Index({
      invertedIndex,
      fieldVectors,
      tokenSet: lunr.TokenSet.fromArray(names),
      fields,
      pipeline: new lunr.Pipeline(),
    });
    const found = index.query((/** @type {any} */ query) => {
      for (const { term, fields, boost } of clauses) query.clause({ term, fields, boost, usePipeline: false });
    });
    return new Map(found.map((/** @type {any} */ hit) => [Number(hit.ref), rounded(hit.score)]));
  }
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
